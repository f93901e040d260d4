//! A case from the first key to the correction of a final answer, through the whole program, and what hostile input gets.

use std::fmt::Write;

use milepost::domain::answers::Why;
use milepost::domain::query::{Answer, Query};
use milepost::domain::review::{CaseFile, RoundFile, Status};
use milepost::domain::round::Round;

use crate::desk::Desk;

/// Canyon's round of 2028 with four cases of foster care drawn, the first of them begun and open.
fn with_case(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::new(columns, rows);
    desk.keys("<Ctrl-R>canyon<Enter><Alt-3><Insert>").sees("New round");
    desk.keys("<Enter><Ctrl-A>2028<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>").sees("FY2028, Canyon");
    let office = {
        let book = desk.book();
        let region = book.all(milepost::domain::kind::Kind::Region).into_iter().find(|r| book.name(r.id) == "Canyon").unwrap().id;
        let offices = book.all(milepost::domain::kind::Kind::Office);
        let office = offices.into_iter().find(|o| o.record(milepost::domain::field::Field::Region) == Some(region)).unwrap();
        book.name(office.id).to_owned()
    };
    let mut text = "case_id,office,worker,stratum,from,until\n".to_owned();
    for n in 0..4 {
        // The stratum is the code of the area that the cases are of: foster care with 21 questions.
        writeln!(text, "C-{n:04},{office},,FC,2026-07-01,2026-10-31").unwrap();
    }
    desk.import_population("canyon.csv", &text, "2028", "Canyon");
    desk.keys("<Ctrl-R>canyon<Enter><Alt-3><Enter>").sees("4 cases in the list, nothing drawn yet");
    desk.keys("d<Enter><Ctrl-A>4<Enter><Enter><Enter><Enter>").sees("4 drawn of 4");
    desk.keys("<Enter>").sees("0 of 21 answered");
    desk
}

fn round_file(desk: &mut Desk) -> RoundFile {
    let round = Round::all(desk.book()).into_iter().find(|round| round.year == 2028).unwrap().id;
    match desk.shell().store().answer(&Query::Round { round }).unwrap() {
        Answer::Round(file) => *file,
        other => panic!("{other:?}"),
    }
}

/// The case that was begun first.
fn case(desk: &mut Desk) -> CaseFile {
    let review = round_file(desk).reviews[0].id;
    match desk.shell().store().answer(&Query::Case { review }).unwrap() {
        Answer::Case(Some(file)) => *file,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_case_is_answered_by_single_keys_and_goes_on_where_one_stopped() {
    let mut desk = with_case(120, 40);
    desk.keys("yyyndypl").sees("6 of 21 answered");
    let file = case(&mut desk);
    let first = file.line.answers.iter().next().unwrap().0;
    let whys: Vec<Option<Why>> = (0..6).map(|n| file.line.answers.get(first + n, 0).why()).collect();
    assert_eq!(whys, [None, None, None, Some(Why::NotDone), None, Some(Why::Late)]);
    let here = desk.screen();
    desk.reopen();
    desk.keys("<Ctrl-R>canyon<Enter><Alt-3><Enter><Enter>");
    assert_eq!(question(&desk.screen()), question(&here), "the very question");
    // One key is one step: undo goes back to the answer, redo on.
    desk.keys("<Ctrl-Z>").sees("Undone: ").sees("◐ Partial  ").keys("<Ctrl-Y>").sees("Redone: ");
    desk.keys("<Ctrl-Home><F7>").sees("answers in Foster Care: Yes").sees("All 21 answered. Ctrl-U hands it on");
    desk.keys("<F3>").sees("No gap is left").keys("<Ctrl-Z>").sees("6 of 21 answered");
    desk.is_sound();
}

/// The question in view, as the panel heads it.
fn question(screen: &str) -> String {
    let line = screen.lines().find(|line| line.contains("goal ")).unwrap();
    line.rsplit('│').next().unwrap().to_owned()
}

#[test]
fn a_review_goes_from_hand_to_hand_and_a_final_answer_is_corrected_with_a_reason() {
    let mut desk = with_case(120, 40);
    desk.keys("yyy<Ctrl-U><Enter>").sees("18 questions have no answer").keys("<Esc>");
    desk.keys("<Ctrl-Home><F7><Ctrl-U><Enter>").sees("ready for QA");
    desk.keys("n").sees("This review is with QA");
    desk.sit_down_as("Lee Leader");
    desk.keys("<Ctrl-R>canyon<Enter><Alt-3><Enter><Enter><Ctrl-Home>");
    desk.keys("<Ctrl-K>Where is the note?<Enter>").sees("Comment, open").sees("Lee Leader");
    desk.keys("<Ctrl-U><Down><Enter>").sees("Returned with 1 comment");
    desk.keys("<Ctrl-K><Enter>It is filed under June.<Enter>").sees("Comment, answered").sees("It is filed under June.");
    desk.keys("<Ctrl-K><Down><Enter>").sees("Comment, closed");
    desk.keys("<Ctrl-U><Enter>").sees("ready for QA").keys("<Ctrl-U><Enter>").sees("Make it final?").keys("<Enter>").sees("✓ final");
    desk.keys("<Ctrl-Home>n").sees("is Yes and becomes No").keys("<Enter><Enter>").sees("a correction needs its reason");
    desk.keys("the note is of another child<Enter><Enter>").sees("Corrected from Yes to No").sees("the note is of another child");
    let file = case(&mut desk);
    assert_eq!((file.line.status, file.corrections.len()), (Status::Final, 1));
    desk.keys("<Ctrl-A>").sees("History of this case").sees("correction of FC").sees("a review made final").sees("Lee Leader");
    desk.keys("<Esc>").does_not_see("History of this case").sees("✓ final");
    desk.keys("<Ctrl-Z>").sees("Undone: correction").does_not_see("Corrected from");
    assert!(!desk.history(40).iter().any(|words| words.contains("C-000")), "words of changes never name a case");
    desk.is_sound();
}

#[test]
fn one_goes_from_case_to_case_without_the_list() {
    let mut desk = with_case(80, 24);
    desk.keys("yy<Ctrl-B>").sees("This is the first case of the round");
    desk.keys("<Ctrl-N>").sees("has no review yet. Begin it?").keys("<Enter>").sees("0 of 21 answered").keys("x");
    desk.keys("<Ctrl-B>").sees("2 of 21 answered").keys("<Ctrl-N>").sees("1 of 21 answered");
    desk.keys("<Ctrl-N><Esc>").sees("1 of 21 answered");
    assert_eq!(round_file(&mut desk).reviews.len(), 2, "what was not confirmed is not begun");
    desk.keys("<Esc>").sees("4 drawn of 4");
    desk.is_sound();
}

#[test]
fn a_remark_a_paste_and_control_characters_do_no_harm() {
    let mut desk = with_case(80, 24);
    desk.paste(&"ynyn".repeat(50_000)).sees("Pasted text is never taken as answers").sees("0 of 21 answered");
    desk.keys("y<Up><F2>");
    desk.paste(&format!("\u{1b}[2J\u{1b}]0;gone\u{7}{}", "seen in the file ".repeat(18)));
    desk.keys("<Enter>").sees("seen in the file");
    let file = case(&mut desk);
    let remark = file.remarks.values().next().unwrap();
    assert!(remark.chars().count() > 300 && !remark.contains('\u{1b}'), "{remark}");
    desk.keys("<F2>");
    desk.paste(&"x".repeat(20_000)).sees("at most 10000 fit");
    desk.keys("<Ctrl-C>").sees("Nothing is selected").keys("<Esc><Ctrl-C>").sees("Copied the answer to FC");
    desk.resize(60, 16).sees("1 of 21 answered").resize(20, 5);
    desk.screen();
    desk.resize(200, 60).sees("1 of 21 answered");
    desk.is_sound();
}
