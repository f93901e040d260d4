//! The Mini PIP form goes out as a Word document, is filled in, and comes back; the meetings have their kits.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::desk::Desk;

/// A folder with the made-up agency in it, worked on by the command line.
struct Office {
    folder: TempDir,
}

impl Office {
    fn new() -> Office {
        let office = Office { folder: TempDir::new().unwrap() };
        drop(milepost::work::demo::write(&office.path("agency.milepost"), None, 1, crate::desk::today()).unwrap());
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program; its exit code, standard output and messages.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.args(["--today", "2026-11-21"]).args(args).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("USER", "sample");
        let ran = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
    }

    #[track_caller]
    fn good(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{err}");
        out
    }

    #[track_caller]
    fn form(&self, plan: &str, out: &str) {
        let _ = std::fs::remove_file(self.path(out));
        self.good(&["report", "form", "agency.milepost", "--plan", plan, "--format", "docx", "--out", out]);
    }

    /// What an import of a form would do: whether it stands, and its differences.
    fn looks(&self, document: &str) -> Value {
        let (_, out, err) = self.run(&["import", "mini-pip", document, "--into", "agency.milepost", "--dry-run", "--json"]);
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"))
    }

    /// The filled places of a plan's form: (section, element, line, field) to text.
    fn places(&self, plan: &str) -> Vec<Value> {
        let out = self.good(&["report", "form", "agency.milepost", "--plan", plan, "--format", "json"]);
        let report: Value = serde_json::from_str(&out).unwrap();
        report["rows"].as_array().unwrap().iter().filter(|row| !row["text"].is_null()).cloned().collect()
    }

    fn plans(&self) -> Vec<(String, String)> {
        let out = self.good(&["report", "mini-pip", "agency.milepost", "--format", "json"]);
        let report: Value = serde_json::from_str(&out).unwrap();
        let mut plans: Vec<(String, String)> = Vec::new();
        for row in report["rows"].as_array().unwrap() {
            let plan = (row["plan"].as_str().unwrap().to_owned(), row["stage"].as_str().unwrap().to_owned());
            if !plans.contains(&plan) {
                plans.push(plan);
            }
        }
        plans
    }

    /// A plan whose text can still be changed.
    fn open_plan(&self) -> String {
        let closed = ["released", "third_meeting"];
        self.plans().into_iter().find(|(_, stage)| !closed.contains(&stage.as_str())).unwrap().0
    }
}

/// Changes the text of a Word document, as somebody would in a word processor.
fn edit(path: &Path, change: impl Fn(String) -> String) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let mut out = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, mut bytes) in parts {
        if name == "word/document.xml" {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

#[test]
fn a_form_that_nobody_touched_has_nothing_new() {
    let office = Office::new();
    for (plan, stage) in office.plans() {
        if stage == "released" || stage == "third_meeting" {
            continue;
        }
        office.form(&plan, "plan.docx");
        let (code, _, err) = office.run(&["import", "mini-pip", "plan.docx", "--into", "agency.milepost"]);
        assert_eq!(code, 1);
        assert!(err.contains("plan.docx: everything in it is here already; nothing was changed"), "{err}");
    }
}

#[test]
fn what_was_written_in_word_is_shown_first_then_taken_in_one_step_and_taken_back_in_one() {
    let office = Office::new();
    let plan = office.open_plan();
    let before = office.places(&plan);
    let step = before.iter().find(|row| row["section"] == "row" && row["field"] == "text").unwrap()["text"].as_str().unwrap().to_owned();
    office.form(&plan, "plan.docx");
    let last = step.split_whitespace().last().unwrap().to_owned();
    edit(&office.path("plan.docx"), |xml| xml.replacen(&last, &format!("{last} &amp; be glad"), usize::MAX));
    let look = office.looks("plan.docx");
    assert_eq!((look["done"].as_bool(), look["dry_run"].as_bool()), (Some(false), Some(true)));
    let first = look["differences"].as_array().unwrap().iter().find(|d| d["before"] == step.as_str()).unwrap();
    assert!(first["after"].as_str().unwrap().ends_with("& be glad"), "{first}");
    assert_eq!(office.places(&plan), before, "a look changes nothing");

    office.good(&["import", "mini-pip", "plan.docx", "--into", "agency.milepost"]);
    let after = office.places(&plan);
    assert!(after.iter().any(|row| row["text"].as_str().unwrap().ends_with("& be glad")));
    assert_ne!(after, before);
    let (code, _, err) = office.run(&["import", "mini-pip", "plan.docx", "--into", "agency.milepost"]);
    assert_eq!(code, 1, "a second time nothing is new: {err}");
    office.good(&["undo", "agency.milepost"]);
    assert_eq!(office.places(&plan), before);
}

#[test]
fn a_released_plan_is_not_written_over() {
    let office = Office::new();
    let Some((plan, _)) = office.plans().into_iter().find(|(_, stage)| stage == "released" || stage == "third_meeting") else {
        panic!("the made-up agency has a released plan");
    };
    office.form(&plan, "plan.docx");
    let (code, _, err) = office.run(&["import", "mini-pip", "plan.docx", "--into", "agency.milepost", "--replace"]);
    assert_eq!(code, 1);
    assert!(err.contains("its text can only be read"), "{err}");
}

#[test]
fn a_form_changes_its_own_plan_and_only_what_it_prints() {
    let office = Office::new();
    let plan = office.open_plan();
    office.form(&plan, "form.docx");
    let other = office.plans().into_iter().map(|(title, _)| title).find(|title| *title != plan).unwrap();
    let (code, _, err) = office.run(&["import", "mini-pip", "form.docx", "--into", "agency.milepost", "--plan", &other]);
    assert!(code == 1 && err.contains(&format!("this document is the form of '{plan}', not of '{other}'")), "{code} {err}");
    // A day in a place that claims to be the release of the plan, past its gate.
    let released = |file: &str| -> Value {
        serde_json::from_str(&office.good(&["report", "evaluation", file, "--plan", &plan, "--format", "json"])).unwrap()
    };
    let before = released("agency.milepost");
    edit(&office.path("form.docx"), |xml| {
        let at = xml.find("/areas\"").unwrap();
        format!("{}/released\"{}", &xml[..at], &xml[at + "/areas\"".len()..])
    });
    office.run(&["import", "mini-pip", "form.docx", "--into", "agency.milepost", "--replace"]);
    assert_eq!(released("agency.milepost")["plans"], before["plans"]);
}

#[test]
fn a_filled_empty_form_makes_a_plan_once() {
    let office = Office::new();
    office.good(&["report", "form", "agency.milepost", "--blank", "--format", "docx", "--out", "empty.docx"]);
    let (code, _, err) = office.run(&["import", "mini-pip", "empty.docx", "--into", "agency.milepost"]);
    assert_eq!(code, 1);
    assert!(err.contains("neither a title nor an office"), "{err}");
    edit(&office.path("empty.docx"), |xml| {
        let place = xml.find(r#"<w:tag w:val="new/pip/1/title"/>"#).unwrap();
        let (head, rest) = xml.split_at(place);
        let rest = rest.replacen("<w:showingPlcHdr/>", "", 1);
        let begin = rest.find("<w:sdtContent>").unwrap() + "<w:sdtContent>".len();
        let end = rest.find("</w:sdtContent>").unwrap();
        format!("{head}{}<w:r><w:t>Safe visits of our own</w:t></w:r>{}", &rest[..begin], &rest[end..])
    });
    office.good(&["import", "mini-pip", "empty.docx", "--into", "agency.milepost"]);
    let places = office.places("Safe visits of our own");
    assert_eq!(places.len(), 1, "{places:?}");
    let (code, _, err) = office.run(&["import", "mini-pip", "empty.docx", "--into", "agency.milepost"]);
    assert_eq!(code, 1);
    assert!(err.contains("there is a Mini PIP 'Safe visits of our own' here already; add --plan"), "{err}");
}

#[test]
fn what_is_no_form_is_refused_in_a_sentence() {
    let office = Office::new();
    std::fs::write(office.path("notes.docx"), "not a document").unwrap();
    let (code, _, err) = office.run(&["import", "mini-pip", "notes.docx", "--into", "agency.milepost"]);
    assert_eq!(code, 1);
    assert!(err.contains("notes.docx"), "{err}");
    office.good(&["report", "agenda", "agency.milepost", "--format", "docx", "--out", "agenda.docx"]);
    let (code, _, err) = office.run(&["import", "mini-pip", "agenda.docx", "--into", "agency.milepost"]);
    assert_eq!(code, 1);
    assert!(err.contains("no table of it is one of the Mini PIP form"), "{err}");
    let (code, _, err) = office.run(&["import", "offices", "x.csv", "--into", "agency.milepost", "--plan", "x"]);
    assert_eq!(code, 2);
    assert!(err.contains("--plan belongs to 'import mini-pip'"), "{err}");
}

#[test]
fn every_meeting_has_its_kit_and_the_third_one_says_before_and_after() {
    let office = Office::new();
    for (plan, _) in office.plans() {
        for meeting in ["1", "2", "3"] {
            let args = ["report", "meeting-kit", "agency.milepost", "--plan", &plan, "--meeting", meeting];
            let page = office.good(&args);
            assert!(page.contains("Sign-in sheet") && page.contains("Agenda"), "{page}");
            assert_eq!(meeting == "3", page.contains("Before and after"));
            assert_eq!(meeting == "1", page.contains("do well together"));
            for format in ["docx", "pdf", "html"] {
                let out = format!("kit-{meeting}.{format}");
                office.good(&[&args[..], &["--format", format, "--out", &out, "--force"]].concat());
            }
        }
    }
}

/// A form of the made-up agency that another program has saved since.
fn shared(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/forms").join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_form_that_libreoffice_saved_says_the_same_even_to_another_file() {
    let office = Office::new();
    let form = shared("saved_by_libreoffice.docx");
    let (code, _, err) = office.run(&["import", "mini-pip", &form, "--into", "agency.milepost"]);
    assert_eq!(code, 1);
    assert!(err.contains("the plan of this document is not in this file; add --plan TITLE"), "{err}");
    let (code, _, err) = office.run(&["import", "mini-pip", &form, "--into", "agency.milepost", "--plan", "Red Ledge: visits that count"]);
    assert_eq!(code, 1);
    assert!(err.contains("everything in it is here already"), "{err}");
}

#[test]
fn what_another_program_changed_in_it_is_found_to_the_last_word() {
    let office = Office::new();
    let plan = "Red Ledge: visits that count";
    let form = shared("edited_with_python_docx.docx");
    let args = ["import", "mini-pip", &form, "--into", "agency.milepost", "--plan", plan, "--json"];
    let look: Value = serde_json::from_str(&office.good(&[&args[..], &["--dry-run"]].concat())).unwrap();
    let told: Vec<(&str, &str, &str)> = look["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["place"].as_str().unwrap(), d["after"].as_str().unwrap(), d["outcome"].as_str().unwrap()))
        .collect();
    let expected = [
        ("element 1, row 1: Action steps and benchmarks", "Name a second person for every caseload and say so", "taken"),
        ("element 2, row 4: new", "Ask every parent what helped | Dov Mockup; Nia Newcomer | Notes | 6/30/2027", "taken"),
        ("element 3, row 3", "", "not taken: it is missing in the document; replacing deletes it here"),
        ("paragraph 33", "Ask the school about the bus", "not taken: it stands in no place of the form"),
    ];
    assert_eq!(told, expected);
    let rows = |office: &Office| office.places(plan).into_iter().filter(|row| row["section"] == "row" && row["field"] == "text").count();
    let before = rows(&office);
    office.good(&args);
    assert_eq!(rows(&office), before + 1);
    assert!(office.places(plan).iter().any(|row| row["section"] == "collaborator" && row["text"] == "Nia Newcomer"));
    office.good(&[&args[..], &["--replace"]].concat());
    assert_eq!(rows(&office), before, "the row that is missing in the document is gone now");
}

#[test]
fn the_dialog_lists_the_differences_before_they_are_taken() {
    let mut desk = Desk::new(140, 44);
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    command.args(["report", "form", "--plan", "Pine Hollow: kin first", "--format", "docx"]).arg(desk.file());
    let ran = command.env_clear().env("HOME", desk.file().parent().unwrap()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let path = desk.file().with_file_name("kin.docx");
    std::fs::write(&path, ran.stdout).unwrap();
    edit(&path, |xml| xml.replacen("short-term", "long-term", 1));
    desk.keys("<Ctrl-P>import a file<Enter>");
    let mut turns = 0;
    while !desk.screen().contains(" mini-pip: ") {
        desk.keys("<Right>");
        turns += 1;
        assert!(turns < 20, "no kind mini-pip");
    }
    desk.keys("<Down>").paste(path.to_str().unwrap()).keys("<Enter>").waits();
    desk.sees("Ready: 1 difference of a Mini PIP form").sees("short-term").sees("long-term").sees("element 1, goal 1").sees("taken");
    desk.keys("<Enter>").waits();
    assert!(desk.history(1)[0].contains("1 difference of a Mini PIP form from kin.docx"), "{:?}", desk.history(1));
    desk.is_sound();
}
