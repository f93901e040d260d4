//! The history for scripts: who did what, narrowed down, and every field before and after.

use super::Folder;

#[test]
fn the_history_is_narrowed_by_person_day_record_and_words() {
    let folder = Folder::furnished(true);
    folder.run("undo f.milepost --as 'Ben Sample'").good();
    let rows = |filters: &str| folder.run(&format!("log f.milepost --json {filters}")).rows().len();
    let all = rows("");
    assert_eq!(rows("--who 'ben sample'"), 1);
    assert_eq!(rows("--words 'ANSWERS.csv'"), 2, "an import and its undo");
    assert_eq!((rows("--from 2000-01-01"), rows("--until 2000-01-01")), (all, 0));
    folder.run("log f.milepost --who Nobody").refused(&["Nobody"]);
    folder.run("log f.milepost --record 'No such thing'").refused(&["No such thing"]);
    folder.run("log f.milepost --from 2026-02-01 --until 2026-01-01").refused(&["turn the two days round"]);
    assert_eq!(folder.run("report scores f.milepost --who Ben").code, 2);
    let text = folder.run("report history f.milepost --who 'Ben Sample'").good();
    assert!(text.contains("Only who Ben Sample"), "{text}");
}

#[test]
fn details_tell_every_field_before_and_after() {
    let folder = Folder::furnished(true);
    let report = folder.run("log f.milepost --json --details").json();
    assert_eq!(report["confidential"], true, "details may name cases");
    let fields = report["fields"].as_array().unwrap();
    let office = fields.iter().find(|row| row["kind"] == "office" && row["field"] == "region").unwrap();
    assert!(office["before"].is_null() && office["after"].as_str().unwrap().starts_with("region '"), "{office}");
    let region = office["after"].as_str().unwrap().trim_start_matches("region '").trim_end_matches('\'');
    let changes = folder.run(&format!("log f.milepost --json --record '{region}'")).rows();
    assert!(changes.iter().any(|row| row["change"] == office["change"]), "{changes:?}");
    let text = folder.run("log f.milepost --details").good();
    assert!(text.contains("brought in  1,080 answers of 90 cases"), "{text}");
}
