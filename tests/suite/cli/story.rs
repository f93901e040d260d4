//! The story of a file from new to redo.

use super::sample::{Sample, Truth};
use super::{Folder, mode};

fn equals_the_truth(folder: &Folder) {
    let rows = folder.run("report scores f.milepost --format json").rows();
    let mut truth: Truth = Sample::new().truth();
    for row in &rows {
        let key = (row["year"].as_i64().unwrap(), row["region"].as_str().unwrap().to_owned(), row["question"].as_str().unwrap().to_owned());
        let [yes, partial, no, na] = truth.remove(&key).unwrap_or_else(|| panic!("no such answers: {key:?}"));
        let count = |option: &str| row["counts"][option].as_u64().unwrap();
        assert_eq!([count("yes"), count("partial"), count("no"), count("na")], [yes, partial, no, na], "{key:?}");
        let applicable = yes + partial + no;
        assert_eq!(row["applicable"].as_u64(), Some(applicable));
        // In halves of an answer everything is a whole number, so that this comparison is exact too.
        let halves = 2 * yes + partial;
        assert_eq!(row["credit"].as_f64(), Some(halves as f64 / 2.0));
        if applicable > 0 {
            assert!((row["score"].as_f64().unwrap() - halves as f64 / (2 * applicable) as f64).abs() < 1e-15);
            let goal = (row["goal"].as_f64().unwrap() * 100.0).round() as u64;
            assert_eq!(row["met"].as_bool(), Some(halves * 100 >= 2 * goal * applicable), "{key:?}");
        } else {
            assert!(row["score"].is_null() && row["met"].is_null(), "{key:?}");
        }
    }
    assert!(truth.is_empty(), "not in the report: {truth:?}");
}

#[test]
fn what_is_imported_is_reported_undone_and_redone_exactly() {
    let folder = Folder::furnished(true);
    equals_the_truth(&folder);
    let before = folder.run("report standing f.milepost --format json").good();

    let undone = folder.run("undo f.milepost");
    assert_eq!((undone.code, undone.out.as_str()), (0, ""));
    assert!(undone.err.starts_with("Undone: 1080 answers in 90 reviews from answers.csv"), "{}", undone.err);
    assert_eq!(folder.run("report scores f.milepost --format json").rows().len(), 0);
    assert!(folder.run("check f.milepost").good().starts_with("clean: "));

    folder.run("redo f.milepost").good();
    equals_the_truth(&folder);
    assert!(folder.run("check f.milepost").good().contains("90 reviews, 1080 answers"));
    let after = folder.run("report standing f.milepost --format json").good();
    let rows = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["rows"].clone();
    assert_eq!(rows(&before), rows(&after));
    folder.run("redo f.milepost").refused(&["there is nothing to redo"]);
}

#[test]
fn several_steps_are_undone_as_far_as_there_are_some() {
    let folder = Folder::furnished(true);
    let ran = folder.run("undo f.milepost 5");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("there is nothing more to undo; 2 of 5 changes were undone"), "{}", ran.err);
    assert_eq!(folder.run("redo f.milepost 2").code, 0);
    equals_the_truth(&folder);
}

#[test]
fn the_history_says_who_did_what_newest_first() {
    let folder = Folder::furnished(true);
    folder.run("undo f.milepost --as 'Ben Sample'").good();
    let rows = folder.run("log f.milepost --json").rows();
    let words: Vec<(&str, &str)> = rows.iter().map(|r| (r["who"].as_str().unwrap(), r["kind"].as_str().unwrap())).collect();
    assert_eq!(words[0], ("Ben Sample", "undo"));
    assert_eq!(words[1], ("tester", "import"), "without --as and settings it is the login");
    assert_eq!(*words.last().unwrap(), ("Ann Example, QA reviewer", "system"));
    assert_eq!(rows[1]["undone"], true);
    assert!(folder.run("log f.milepost").good().contains("1080 answers in 90 reviews from answers.csv"));
}

#[test]
fn the_settings_name_who_works_here_and_a_wrong_line_is_named() {
    let folder = Folder::furnished(false);
    std::fs::create_dir_all(folder.path(".config/milepost")).unwrap();
    folder.write(".config/milepost/settings.toml", "name = \"Cleo Sample\"\n");
    folder.run("undo f.milepost").good();
    assert_eq!(folder.run("log f.milepost --json").rows()[0]["who"], "Cleo Sample");
    folder.write(".config/milepost/settings.toml", "name = \"Cleo Sample\"\nnmae = \"x\"\n");
    folder.run("log f.milepost").refused(&["settings.toml', line 2: no setting is called 'nmae'"]);
}

#[test]
fn the_same_answers_again_are_refused_and_changed_ones_need_a_word() {
    let folder = Folder::furnished(true);
    folder.run("import answers answers.csv --into f.milepost").refused(&["everything in it is here already"]);

    let more = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n2025,Hill,Hill 0,NEW1,,A01,yes,,\n";
    folder.write("more.csv", more);
    let report = folder.run("import answers answers.csv more.csv --into f.milepost --json").json();
    assert_eq!(report["counts"]["already_here"], 1080);
    assert_eq!((&report["counts"]["new"], &report["counts"]["reviews"]), (&1.into(), &1.into()));

    folder.write("changed.csv", &more.replace("yes", "no"));
    let refused = folder.run("import answers changed.csv --into f.milepost --json");
    assert_eq!(refused.code, 1);
    let refused: serde_json::Value = serde_json::from_str(&refused.out).unwrap();
    let fault = &refused["files"][0]["faults"][0];
    assert_eq!(fault["code"], "answer-changed");
    assert_eq!(fault["message"], "question 'A01' is here with 'yes', the file says 'no'");
    folder.run("import answers changed.csv --into f.milepost --replace").good();
    let row = &folder.run("report scores f.milepost --region hill --year FY25 --question a01 --format json").rows()[0];
    let no = row["counts"]["no"].as_u64().unwrap();
    folder.run("undo f.milepost").good();
    let row = &folder.run("report scores f.milepost --region hill --year 2025 --question A01 --format json").rows()[0];
    assert_eq!(row["counts"]["no"].as_u64().unwrap() + 1, no, "the earlier answer is back");
    assert!(folder.run("check f.milepost").good().starts_with("clean"));
}

#[test]
fn files_that_contradict_each_other_do_not_land_together() {
    let folder = Folder::furnished(false);
    let one = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n2025,Hill,Hill 0,C1,,A01,yes,,\n";
    folder.write("one.csv", one);
    folder.write("two.csv", &one.replace("A01,yes", "A01,no"));
    folder.write("three.csv", &one.replace("A01,yes", "A02,no"));
    let before = folder.bytes("f.milepost");
    folder.run("import answers one.csv two.csv --create-places --into f.milepost").refused(&["two.csv, line 2", "--replace"]);
    folder.run("import answers one.csv three.csv --create-places --into f.milepost").good();
    assert_ne!(before, folder.bytes("f.milepost"));
    let rows = folder.run("report scores f.milepost --by region --format json").rows();
    assert_eq!(rows[0]["applicable"], 2);
    folder.run("undo f.milepost").good();
    assert_eq!(folder.run("report scores f.milepost --format json").rows().len(), 0, "all files are one step");
}

#[test]
fn a_dry_run_and_a_report_change_no_byte() {
    let folder = Folder::furnished(true);
    let more = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n2025,Hill,Hill 9,NEW1,,A01,yes,,\n";
    folder.write("more.csv", more);
    let before = folder.bytes("f.milepost");
    let shown = folder.run("import answers more.csv --create-places --dry-run --into f.milepost").good();
    assert!(
        shown.contains("Would import 1 answers in 1 review from more.csv") && shown.contains("2025 | Hill | Hill 9 | NEW1 | 1"),
        "{shown}"
    );
    folder.run("import answers more.csv --dry-run --into f.milepost").refused(&[
        "line 2, office 'Hill 9'",
        "did you mean 'Hill 0'?",
        "--create-places",
    ]);
    let first = folder.run("report scores f.milepost --format json").good();
    assert_eq!(first, folder.run("report scores f.milepost --format json").good(), "unchanged data give the same bytes");
    folder.run("check f.milepost").good();
    folder.run("log f.milepost").good();
    assert_eq!(before, folder.bytes("f.milepost"));
    let mut command = folder.command("report scores f.milepost --format json");
    let ran = Folder::ran(command.env("SOURCE_DATE_EPOCH", "1000000000").output().unwrap());
    assert_eq!(ran.json()["generated"], "2001-09-09T01:46:40Z");
}

#[test]
fn a_report_in_a_file_is_private_noted_and_never_written_over_unasked() {
    let folder = Folder::furnished(true);
    let before = folder.run("report scores f.milepost --format json").json()["generated"].clone();
    let ran = folder.run("report scores f.milepost --region Lake --format csv --out lake.csv --purpose 'team meeting' --as 'Ann Example'");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    #[cfg(unix)]
    assert_eq!(mode(&folder.path("lake.csv")), 0o600);
    let text = String::from_utf8(folder.bytes("lake.csv")).unwrap();
    assert!(text.starts_with("\u{feff}instrument,region,question,year,goal,goal_mixed,counts_yes,counts_partial,counts_no"), "{text}");
    let line = folder.run("log f.milepost --json").rows()[0].clone();
    assert_eq!(line["words"], "report scores (region Lake) to lake.csv, for: team meeting");
    assert_eq!((&line["kind"], &line["who"]), (&"export".into(), &"Ann Example, QA reviewer".into()));
    assert_eq!(folder.run("report scores f.milepost --format json").json()["generated"], before, "an export is no new data");
    folder.run("report scores f.milepost --out lake.csv").refused(&["lake.csv", "--force"]);
    folder.run("report scores f.milepost --out lake.csv --force").good();
    folder.run("report scores f.milepost --out f.milepost --force").refused(&["is the file of the reviews itself"]);
    assert!(folder.run("check f.milepost").good().starts_with("clean"));
}
