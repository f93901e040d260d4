//! Reports: keys, filters, forms, and names that are not here.

use super::Folder;

#[test]
fn a_key_that_is_not_named_is_summed_over_and_absent() {
    let folder = Folder::furnished(true);
    let all = folder.run("report scores f.milepost --by year --format json").rows();
    assert_eq!(all.len(), 2);
    assert!(all[0].get("region").is_none() && all[0].get("question").is_none());
    assert_eq!(all[0]["goal_mixed"], true);
    assert!(all[0]["wilson_low"].is_null() && all[0]["certainty"].is_null(), "pooled answers are not independent");
    let by_worker = folder.run("report scores f.milepost --by worker,year --format json").rows();
    let sum = |rows: &[serde_json::Value]| rows.iter().map(|r| r["applicable"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(sum(&all), sum(&by_worker));
    let workers: std::collections::BTreeSet<&str> = by_worker.iter().map(|r| r["worker"].as_str().unwrap()).collect();
    assert_eq!(workers.len(), 6);
    let lead = folder.run("report scores f.milepost --by year --supervisor 'lead 0' --format json").rows();
    let hill = folder.run("report scores f.milepost --by year --region hill --format json").rows();
    assert_eq!(sum(&lead), sum(&hill), "Lead 0 leads all of Hill");
}

#[test]
fn what_is_not_here_is_refused_with_the_nearest() {
    let folder = Folder::furnished(true);
    for (filter, words) in [
        ("--region Hil", "there is no region 'Hil' here; did you mean 'Hill'?"),
        ("--office 'Hill 7'", "there is no office 'Hill 7' here; did you mean 'Hill 0'?"),
        ("--question A1", "there is no question 'A1' here; did you mean 'A01'?"),
        ("--instrument reviwe", "there is no instrument 'reviwe' here; did you mean 'review'?"),
        ("--area Asessment", "there is no area 'Asessment' here; did you mean 'Assessment'?"),
        ("--worker Nobody", "there is no worker 'Nobody' here"),
        ("--year twenty", "'twenty' is no fiscal year"),
        ("--by region,colour", "'colour' is no key"),
        ("--plan x", "there is no"),
    ] {
        let name = if filter.starts_with("--plan") { "milestones" } else { "scores" };
        folder.run(&format!("report {name} f.milepost {filter}")).refused(&[words]);
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = Folder::furnished(false);
    for line in [
        "report colours f.milepost",
        "report scores",
        "report scores f.milepost --format wps",
        "report scores f.milepost --meeting 1",
        "report meeting-kit f.milepost --meeting 4",
        "report scores f.milepost --blank",
        "import answers a.csv",
        "undo f.milepost 0",
        "new x.milepost --unencrypted --fiscal-year-start 13",
        "report scores f.milepost --check",
        "report scores f.milepost --force",
        "f.milepost check f.milepost",
        "print completions",
        "frobnicate f.milepost --x",
    ] {
        let ran = folder.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}: {}", ran.err);
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn without_a_terminal_the_program_says_so() {
    let folder = Folder::furnished(false);
    for line in ["f.milepost", "", "demo"] {
        folder.run(line).refused(&["terminal"]);
    }
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let folder = Folder::furnished(true);
    let mut child = folder.command("report scores f.milepost --format json").spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn the_demo_is_a_whole_file_and_says_what_its_plans_lack() {
    let folder = Folder::new();
    let made = folder.run("demo d.milepost --unencrypted --today 2026-03-01");
    assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
    folder.run("demo d.milepost --unencrypted").refused(&["is there already"]);
    assert!(folder.run("check d.milepost").good().starts_with("clean"));
    let rows = folder.run("report milestones d.milepost --format json").rows();
    let status = |n: usize| rows[n - 1]["status"].as_str().unwrap().to_owned();
    assert_eq!((rows.len(), status(3), status(5)), (9, "exited".to_owned(), "exited".to_owned()));
    let steps = folder.run("report mini-pip d.milepost --format json --today 2026-03-01").rows();
    assert!(steps.iter().any(|r| r["state"] == "overdue"));
    let evaluation =
        folder.run("report evaluation d.milepost --plan 'Red Ledge: visits that count' --format json --today 2026-03-01").rows();
    assert_eq!(evaluation.len(), 2, "one for each row of the plan's own evaluation");
    assert!(evaluation.iter().all(|row| row["stage"] == "implementing" && row["answer"].is_null() && row["missed"].is_u64()));
    let page = folder.run("report evaluation d.milepost --today 2026-03-01").good();
    assert!(page.contains("Red Ledge: visits that count") && page.contains("Rows neither released nor waived"), "{page}");
    let gaps = folder.run("report mini-pip d.milepost --check");
    assert_eq!(gaps.code, 1);
    assert!(gaps.out.lines().all(|line| line.contains(": ")) && gaps.out.contains("has no"), "{}", gaps.out);
    let listed = folder.run("report mini-pip d.milepost --check --format json");
    assert_eq!(listed.code, 1, "programs learn it the same way");
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    let rows = listed["rows"].as_array().unwrap().iter();
    let open: Vec<&serde_json::Value> = rows.filter(|row| row["answer"].is_null()).collect();
    assert_eq!(open.len(), gaps.out.lines().count());
    assert!(open.iter().all(|row| row["rule"].as_str().unwrap().contains('.') && row["plan"].is_string()));
    let plan = open[0]["plan"].as_str().unwrap().to_owned();
    let one = folder.run(&format!("report mini-pip d.milepost --check --plan '{plan}'"));
    assert_eq!(one.out.lines().count(), open.iter().filter(|row| row["plan"] == plan.as_str()).count());
    let other = folder.run("report scores d.milepost --check");
    assert!(other.code == 2 && other.err.contains("--check belongs to 'report mini-pip'"), "{}", other.err);
    for report in ["mini-pip", "mini-pip --check", "evaluation", "contacts", "selection"] {
        folder.run(&format!("report {report} d.milepost --plan 'No such plan'")).refused(&["there is no Mini PIP 'No such plan' here"]);
    }
    folder.run("report evaluation d.milepost --out nowhere/r.txt").refused(&["nowhere", "no such folder"]);
    let first = folder.run("report scores d.milepost --by region,year --format json").rows();
    folder.run("demo e.milepost --unencrypted --today 2026-03-01").good();
    assert_eq!(first, folder.run("report scores e.milepost --by region,year --format json").rows(), "a seed fixes the content");
}

#[test]
fn every_field_of_a_report_is_explained() {
    let folder = Folder::furnished(true);
    let schema = folder.run("print schema").good();
    for name in ["scores", "standing"] {
        let keys = "--by region,office,worker,supervisor,area,question,year";
        let rows = folder.run(&format!("report {name} f.milepost {keys} --format json")).rows();
        let section = schema.split("\nreport ").find(|part| part.starts_with(name)).unwrap();
        let explained: Vec<&str> = section.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
        let fields: Vec<&str> = rows[0].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, explained[..fields.len()], "{name}");
    }
    assert!(schema.contains("CREATE TABLE review("));
}

#[test]
fn what_stands_in_the_file_cannot_move_a_cursor() {
    let folder = Folder::new();
    folder.run("new c.milepost --as 'Ann\u{1b}[2J Example' --unencrypted").good();
    let told = folder.run("log c.milepost").good();
    assert!(!told.contains('\u{1b}') && told.contains("Ann"), "{told:?}");
    let ran = folder.run("log 'no\u{1b}[31mwhere.milepost'");
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

#[test]
fn doctor_tells_no_case_data() {
    let folder = Folder::furnished(true);
    let told = folder.run("doctor f.milepost").good();
    for word in ["version", "encryption", "4.", "NOT ENCRYPTED", "600"] {
        assert!(told.contains(word), "{word} in {told}");
    }
    for word in ["Hill", "C001", "Worker"] {
        assert!(!told.contains(word), "{word} in {told}");
    }
}

#[test]
fn keys_man_and_completions_are_printed() {
    let folder = Folder::new();
    let keys = folder.run("print keys").good();
    assert!(keys.lines().any(|l| l.contains("Ctrl-Z") && l.contains("Undo the last change") && l.ends_with("undo")), "{keys}");
    assert!(folder.run("print man").good().contains("milepost"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.run(&format!("print completions {shell}")).good().contains("milepost"), "{shell}");
    }
}

#[test]
fn the_mailing_list_names_only_those_who_agreed() {
    let folder = Folder::new();
    folder.run("demo d.milepost --unencrypted --today 2026-03-01");
    let told = folder.run("report contacts d.milepost").good();
    assert!(told.contains("may be contacted."), "{told}");
    let all: serde_json::Value = serde_json::from_str(&folder.run("report contacts d.milepost --format json").good()).unwrap();
    let n = |name: &str| all["facts"][name].as_u64().unwrap();
    assert_eq!(n("listed"), all["rows"].as_array().unwrap().len() as u64);
    assert!(n("listed") + n("refused") + n("unasked") > 0);
    let csv = folder.run("report contacts d.milepost --format csv").good();
    assert!(csv.contains("name,organisation,category,phone,email,meetings,plan"), "{csv}");
    folder.run("report contacts d.milepost --office nowhere").refused(&["there is no office 'nowhere' here"]);
}

#[test]
fn the_agenda_is_a_mail_a_table_and_a_calendar() {
    let folder = Folder::new();
    folder.run("demo d.milepost --unencrypted --seed 1 --today 2026-11-21").good();
    let text = folder.run("report agenda d.milepost --today 2026-11-21").out;
    assert!(text.contains("Overdue (") && text.contains("days late"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() < 78), "{text}");
    let rows = folder.run("report agenda d.milepost --today 2026-11-21 --format json").rows();
    assert!(!rows.is_empty());
    let ics = folder.run("report agenda d.milepost --today 2026-11-21 --format ics").out;
    let waiting = rows.iter().filter(|row| row["when"] == "waiting").count();
    assert_eq!(ics.matches("BEGIN:VEVENT\r\n").count(), rows.len() - waiting);
    assert_eq!(ics, folder.run("report agenda d.milepost --today 2026-11-21 --format ics").out, "the same data give the same bytes");
    let who = rows.iter().filter(|row| row["role"] == false).find_map(|row| row["who"].as_str()).unwrap();
    let name = who.split(';').next().unwrap().to_owned();
    let theirs = folder.run(&format!("report agenda d.milepost --today 2026-11-21 --whose '{name}' --format json")).rows();
    assert!(!theirs.is_empty() && theirs.iter().all(|row| row["who"].as_str().unwrap().contains(&name)));
    let until = folder.run("report agenda d.milepost --today 2026-11-21 --from 2026-11-21 --until 12/1 --format json").rows();
    assert!(until.iter().all(|row| row["due"].as_str().unwrap() <= "2026-12-01"));
    folder.run("report agenda d.milepost --whose 'Nobody At All'").refused(&["there is no person 'Nobody At All' here"]);
    folder.run("report agenda d.milepost --until sometime").refused(&["--until: 'sometime' is no date"]);
    folder.run("report agenda d.milepost --from 2026-12-01 --until 2026-11-01").refused(&["is before --from"]);
    assert_eq!(folder.run("report scores d.milepost --format ics").code, 2);
    assert_eq!(folder.run("report scores d.milepost --whose Pat").code, 2);
}
