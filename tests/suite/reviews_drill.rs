//! From a score down to the cases that made it, and to the answers that two reviewers gave differently.

use milepost::domain::answers::Answer as Given;
use milepost::domain::change::{Change, Slot};
use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::domain::query::{Answer, Query};
use milepost::domain::review::{CaseFilter, ReviewLine};
use milepost::domain::value::Value;
use milepost::store::Store;

use crate::desk::Desk;

#[test]
fn from_a_score_down_to_a_case_and_back_with_one_key_each() {
    let mut desk = Desk::new(120, 35);
    desk.keys("<Alt-2><Ctrl-F>FC.IB2<Enter>v").sees("FC.IB2 FY2026").sees("150 reviews").sees("Lakeshore");
    desk.keys("<Down><Down><Down><Enter>").sees("FC.IB2 FY2026 ▸ Canyon").sees("30 reviews").sees("73.2 % (20.5 of 28)");
    desk.keys("<Enter>").sees("▸ Canyon ▸").sees("Worker");
    // Past the workers, straight to the cases of the office; what lowered its score; one of them.
    desk.keys("v").sees("In the score").sees("S26-CA").keys("ff").sees("Only cases that lowered the score:");
    desk.keys("<Enter>").does_not_see("In the score").keys("<Esc>").sees("Only cases that lowered the score:");
    desk.keys("<Esc>").sees("Worker").keys("<Backspace>").sees("30 reviews").keys("<Esc>").sees("150 reviews");
    // The last step back ends where one began, and no choice has moved.
    desk.keys("<Esc>").sees("Code").sees("FC.IB2 · Statewide · FY2026").sees("Region Statewide");
    desk.keys("<Alt-3>").does_not_see("150 reviews");
}

#[test]
fn the_chosen_region_is_where_one_begins_and_an_area_shows_answers_by_option() {
    let mut desk = Desk::new(120, 35);
    desk.keys("<Ctrl-R>canyon<Enter><Alt-2><Home><Ctrl-Home>v").sees("All questions FY2026 ▸ Canyon").sees("Office");
    desk.keys("v").sees("Answered").sees("Partial").sees("Worker").keys("<Ctrl-End>");
    desk.keys("<Esc><Esc>").sees("Region Canyon").sees("Code");
    // From Home: the figure under the cursor, and back to Home.
    desk.keys("<Alt-1><F6><F6>");
    for _ in 0..3 {
        if desk.screen().contains("v cases") {
            break;
        }
        desk.keys("<F6>");
    }
    desk.keys("v").sees("All questions FY2026").keys("<Esc>").sees("1 Home").sees("Earliest exit");
}

/// The first review of a case in the agency, and its question's ordinal.
fn find(store: &Store, code: &str) -> (ReviewLine, u16) {
    let book = store.load().unwrap();
    let (form, instrument) = book.instrument_for("utah-cpr", 2026).unwrap();
    let question = u16::try_from(instrument.question(code).unwrap()).unwrap();
    let yes =
        CaseFilter { forms: vec![(*form, Some(question))], year: Some(2026), options: vec![1], counting: true, ..CaseFilter::default() };
    let Answer::Cases(page) = store.answer(&Query::Cases { filter: yes, offset: 0, limit: 1 }).unwrap() else { panic!() };
    (page.lines.into_iter().next().unwrap(), question)
}

/// A second reviewer has answered the same case, all alike but for one question.
fn second_review(store: &mut Store) {
    let (line, question) = find(store, "FC.IB2");
    let (first, second) = store.review_ids("utah-cpr", 2026, line.office, &line.case_id);
    assert_eq!(first, line.id);
    let mut change = Change::new("a second review", store.seen().unwrap());
    let mut set = |field, value| change.set(second, Kind::Review, field, value);
    set(Field::Form, Value::Record(line.instrument));
    set(Field::Year, Value::Int(2026));
    set(Field::Region, Value::Record(line.region));
    set(Field::Office, Value::Record(line.office));
    set(Field::CaseId, Value::text(line.case_id.clone()));
    set(Field::Reviewer, Value::text("Vale Sample"));
    set(Field::Covers, Value::Int(line.covers.cast_signed()));
    set(Field::Rating, Value::Int(2));
    set(Field::Status, Value::text("final"));
    for (ordinal, occurrence, answer) in line.answers.iter() {
        let answer = if ordinal == question { Given::new(3, None) } else { answer };
        change.set_slot(second, Kind::Review, Field::Given, Slot::of(ordinal, occurrence), Value::Int(i64::from(answer.byte())));
    }
    let remark = Value::text("Only the mother was seen");
    change.set_slot(second, Kind::Review, Field::Remark, Slot::of(question, 0), remark);
    store.commit(&change).unwrap();
}

#[test]
fn two_reviewers_are_compared_and_what_they_answered_differently_is_reconciled() {
    let mut desk = Desk::new(120, 35);
    desk.keys("<Alt-2><Ctrl-F>FC.IB2<Enter>v").sees("87.7 % (125.5 of 143)").keys("w").sees("two final reviews yet");
    desk.meanwhile(second_review);
    desk.keys("<Alt-2><Ctrl-F>FC.IB2<Enter>vw").sees("1 case reviewed twice").sees("1 differ, 1 to reconcile");
    desk.keys("<Ctrl-B>").sees("to reconcile").sees("Only the mother was seen");
    desk.keys("<Enter>").sees("Keep the first: Yes").sees("Take the second: No").keys("<Down><Enter>").sees("Reason");
    desk.keys("The visit of March is missing<Enter>");
    desk.sees("Saved: reconciled answer to FC.IB2").sees("Reconciled as No").sees("The visit of March is missing");
    desk.sees("1 differ, 0 to reconcile");
    // The score has moved with it; the agreement has not.
    desk.keys("<Esc>").sees("87.0 % (124.5 of 143)").keys("w").sees("1 differ, 0 to reconcile");
    desk.keys("<Ctrl-Z>").sees("Undone").sees("1 differ, 1 to reconcile").keys("<Esc>").sees("87.7 % (125.5 of 143)");
    desk.is_sound();
}
