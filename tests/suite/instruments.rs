//! The editor of instruments through the whole program: from a version in use to the next one, and what its chains do to the
//! standing of the next year.

use std::fmt::Write as _;
use std::sync::Arc;

use milepost::domain::instrument::Instrument;
use milepost::domain::key::{Filter, Keys};
use milepost::domain::standing::{Standing, standing_rows};
use milepost::import::instrument_toml::parse_instrument_toml;
use milepost::import::instrument_write::to_toml;
use milepost::work::import::What;

use crate::desk::Desk;

/// Twenty cases of an office in a year: all yes, in these questions.
fn answers(year: i32, questions: &[&str]) -> String {
    let mut text = "region,office,fiscal_year,case_id,area,question,answer,reviewer,reviewed_on\n".to_owned();
    for case in 0..20 {
        for question in questions {
            let _ = writeln!(text, "Canyon,Red Ledge,{year},{year}-{case},,{question},yes,,");
        }
    }
    text
}

fn version(desk: &mut Desk, number: u32) -> Arc<Instrument> {
    let found = desk.book().instruments().iter().find(|(_, i)| i.code == "utah-cpr" && i.version == number);
    Arc::clone(&found.unwrap_or_else(|| panic!("no version {number}")).1)
}

fn standing(desk: &mut Desk, code: &str, year: i32) -> Standing {
    let book = desk.book();
    let filter = Filter { year: Some(year), question: Some(code.to_owned()), ..Filter::instrument("utah-cpr") };
    let rows = standing_rows(book, book.tallies(), Keys::default(), &filter);
    rows.iter().find(|row| row.question.as_deref() == Some(code)).unwrap_or_else(|| panic!("no {code}")).standing
}

/// A file with a year of answers, version 2 begun in it.
fn begun(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::empty(columns, rows);
    desk.import(What::Answers, "first.csv", &answers(2026, &["FC.IB1", "FC.IB2", "FC.IB3"])).unwrap();
    desk.keys("<Alt-i>").sees("in use: 20 reviews");
    desk.keys("<Ctrl-L>").sees("Version 2 of Case Process Review").sees("2027");
    desk.keys("<Enter>").sees("Saved: version 2 of Case Process Review").sees("draft: nothing uses it");
    desk
}

/// The cursor on a question, in a column counted from the code.
fn go(desk: &mut Desk, code: &str, column: usize) {
    let row = version(desk, 2).question(code).unwrap();
    desk.keys("<Ctrl-Home><Home>");
    for _ in 0..row {
        desk.keys("<Down>");
    }
    for _ in 0..column {
        desk.keys("<Right>");
    }
}

#[test]
fn the_next_version_keeps_one_chain_and_breaks_another_and_the_standing_of_its_year_shows_it() {
    let mut desk = begun(120, 40);
    // A goal and a text change, a code changes and keeps its chain, and another question breaks it on purpose.
    go(&mut desk, "FC.IB2", 3);
    desk.keys("95<Enter>").sees("Saved: goal of FC.IB2").sees("95 %");
    go(&mut desk, "FC.IB2", 2);
    desk.keys("Was the child seen alone in each month?<Enter>").sees("Saved: text of FC.IB2");
    go(&mut desk, "FC.IB2", 0);
    desk.keys("FC.IB2a<Enter>").sees("Saved: code of FC.IB2");
    go(&mut desk, "FC.IB1", 5);
    desk.keys("<Delete>").sees("Saved: continues of FC.IB1 cleared").sees("its two years begin in FY2027");
    // One step back, and forth again.
    desk.keys("<Ctrl-Z>").sees("Undone");
    assert_eq!(version(&mut desk, 2).questions[version(&mut desk, 2).question("FC.IB1").unwrap()].continues.as_deref(), Some("FC.IB1"));
    desk.keys("<Ctrl-Y>").sees("Redone");
    // The version before is what it was.
    let old = version(&mut desk, 1);
    let question = &old.questions[old.question("FC.IB2").unwrap()];
    assert_eq!((question.goal.to_string().as_str(), question.text.starts_with("Did the worker visit")), ("85 %", true));
    desk.is_sound();

    desk.import(What::Answers, "second.csv", &answers(2027, &["FC.IB1", "FC.IB2a", "FC.IB3"])).unwrap();
    assert_eq!(standing(&mut desk, "FC.IB2a", 2027), Standing::Sustained, "the chain is kept under its new code");
    assert_eq!(standing(&mut desk, "FC.IB3", 2027), Standing::Sustained);
    assert_eq!(standing(&mut desk, "FC.IB1", 2027), Standing::MetOnce, "its two years have begun anew");
    // Now it is in use, and the Chain tab says what each standing rests on.
    desk.keys("<Alt-i>")
        .sees("in use: 20 reviews, FY2027")
        .keys("<Enter><F2>")
        .sees("Ctrl-L begins version 3: this one is in use (20 reviews, FY2027)");
    desk.keys("<Ctrl-B><Ctrl-B>").sees("Standing FY2027");
    let row = version(&mut desk, 2).question("FC.IB2a").unwrap();
    desk.keys("g");
    for _ in 0..row {
        desk.keys("j");
    }
    desk.sees("v1 FC.IB2 > v2 FC.IB2a").sees("It rests on FC.IB2 in FY2026 and FC.IB2a in FY2027.");
    desk.keys("<Enter>").sees("FC.IB2a");
    desk.is_sound();
}

#[test]
fn a_version_whose_questions_continue_each_other_is_refused_and_changes_nothing() {
    let mut desk = begun(120, 40);
    let before = desk.history(1);
    let old = version(&mut desk, 2);
    let mut circle = (*old).clone();
    circle.version = 3;
    for (at, code, continues) in [(0, "N.1", "N.2"), (1, "N.2", "N.1")] {
        circle.questions[at].code = code.to_owned();
        circle.questions[at].continues = Some(continues.to_owned());
    }
    let said = desk.import(What::Instrument, "circle.toml", &to_toml(&circle)).unwrap_err();
    assert!(said.contains("continue each other in a circle within version 3"), "{said}");
    assert_eq!(desk.history(1), before);
    assert_eq!(version(&mut desk, 2), old);
    // The same, typed: the fault stands under the cell.
    desk.keys("<Alt-i><Enter>");
    go(&mut desk, "CPS.A1", 5);
    desk.keys("CPS.A2<Enter>").sees("stands there already");
    desk.keys("<Esc>");
    assert_eq!((desk.history(1), version(&mut desk, 2)), (before, old));
}

#[test]
fn hostile_text_and_a_huge_paste_change_nothing_and_show_nothing() {
    let mut desk = begun(80, 24);
    let (before, old) = (desk.history(1), version(&mut desk, 2));
    go(&mut desk, "CPS.A1", 0);
    desk.paste(&format!("{}\n", "x".repeat(300))).sees("Nothing was pasted").sees("is no code");
    desk.paste(&"a\tb\tc\n".repeat(20_000)).sees("Nothing was pasted. These are 20000 lines");
    desk.paste("\u{1b}]0;owned\u{7}").sees("Saved");
    assert_eq!(version(&mut desk, 2).questions[0].code, "]0;owned", "only what can be seen came in");
    desk.keys("<Ctrl-Z>");
    assert_eq!(version(&mut desk, 2), old);
    assert!(desk.history(3).contains(&before[0]));
    desk.is_sound();
}

#[test]
fn the_version_on_the_clipboard_is_a_file_that_can_be_imported() {
    let mut desk = begun(60, 16);
    desk.keys("<Ctrl-B>").sees("Versions").keys("<Ctrl-C>").sees("Copied version 2 of Case Process Review");
    let text = desk.shell().clipboard().to_owned();
    assert_eq!(parse_instrument_toml("clipboard", &text).unwrap().records, *version(&mut desk, 2));
}
