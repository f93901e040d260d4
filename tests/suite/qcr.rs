//! Qualitative reviews from the overview down to a case and its people, and back.

use milepost::domain::change::Change;
use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::domain::query::{Answer, Query};
use milepost::domain::review::CaseFilter;
use milepost::domain::value::Value;
use milepost::store::Store;

use crate::desk::Desk;

/// Ways from a figure to what it rests on.
#[test]
fn the_answer_stands_there_at_once_and_its_cases_are_one_key_away() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-6>").sees("Child and family status: cases acceptable").sees("goal 85 %");
    // 122 and 65 of 156: 85 % of 156 are 132.6, so 133 are needed.
    desk.sees("78.2").sees("11 missing").sees("41.6").sees("68 missing").sees("34.2 to 49.5");
    desk.sees("Child and family status, overall").sees("122 of 156").sees("Since FY2025");
    desk.keys("s").sees("Copied the sentence");
    desk.keys("v").sees("CFS.overall FY2026").sees("156 reviews").keys("<Esc>").sees("11 missing");
    // The regions stand below; a chosen one is marked and looked at.
    desk.keys("<Ctrl-R>canyon<Enter>").sees("Canyon · FY2026");
    desk.keys("<Ctrl-R>state<Enter>");
    // An indicator, in the other sections too.
    desk.keys("<Ctrl-N>").sees("and its goal").sees("Need").keys("e").sees("Mini PIP");
}

#[test]
fn a_region_without_reviews_is_said_and_not_counted_as_nothing() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-6>");
    for _ in 0..5 {
        desk.keys("[");
    }
    desk.sees("FY2021").sees("4 of 5 regions").sees("without Timber").sees("no review");
    desk.keys("<Ctrl-N><Ctrl-N>").sees("Through the years").sees("2021");
}

#[test]
fn cases_say_who_reviewed_them_and_with_whom_they_spoke() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-6><Ctrl-N><Ctrl-N><Ctrl-N>").sees("Reviewers (role then)").sees("(QA reviewer)").sees("interviews held:");
    desk.sees("not acceptable").sees("final, it counts");
    desk.keys("<Enter>").sees("imported").sees("Reviewed by").keys("<Esc>").sees("Reviewers (role then)");
    desk.keys("<Ctrl-N>").sees("Leaders review").sees("are no cause of them").sees("Not written");
    // From what stands beside the scores to its evidence.
    desk.keys("<Right><Right><Right><Right><Enter>").sees("Reviewers (role then)");
}

/// A draft of a qualitative case in the newest year.
fn draft(store: &mut Store) {
    let book = store.load().unwrap();
    let (form, qcr) = book.instrument_for("utah-qcr", 2026).unwrap();
    let office = book.all(Kind::Office).into_iter().find(|o| o.text(Field::Name) == "Dry Fork").unwrap();
    let id = store.review_ids("utah-qcr", 2026, office.id, "Q-NEW").0;
    let mut change = Change::new("a new case", store.seen().unwrap());
    let mut set = |field, value| change.set(id, Kind::Review, field, value);
    set(Field::Form, Value::Record(*form));
    set(Field::Year, Value::Int(2026));
    set(Field::Region, office.get(Field::Region).clone());
    set(Field::Office, Value::Record(office.id));
    set(Field::CaseId, Value::text("Q-NEW"));
    set(Field::Covers, Value::Int((1i64 << qcr.areas.len()) - 1));
    set(Field::Rating, Value::Int(1));
    set(Field::Status, Value::text("draft"));
    store.commit(&change).unwrap();
}

#[test]
fn reviewers_and_interviews_are_typed_into_the_facts_of_a_case_and_locked_with_it() {
    let mut desk = Desk::new(120, 40);
    desk.meanwhile(draft);
    desk.keys("<Ctrl-R>canyon<Enter><Alt-6><Ctrl-N><Ctrl-N><Ctrl-N>")
        .keys(&"<Down>".repeat(8))
        .sees("Q-NEW · Dry Fork")
        .sees("not rated yet; draft, it does not count yet");
    desk.keys("<Enter>").sees("Case Q-NEW").keys("<F4>").sees("Reviewers").sees("Interviews");
    desk.keys("<Tab><Tab><Tab><Tab><Tab><Tab><Tab>Rae Sample, QA reviewer; Ada Example, Region director");
    desk.keys("<Tab>child 11/10; parent declined; school<Ctrl-S>").sees("Saved: facts of a case");
    desk.sees("Reviewed by Rae Sample (QA reviewer), Ada Example (Region director); 1 of 3 interviews held");
    // One change: undone in one step, and brought back.
    desk.keys("<Ctrl-Z>").does_not_see("Ada Example").keys("<Ctrl-Y>").sees("Ada Example (Region director)");
    // A day that is none is said, and what was typed stays.
    desk.keys("<F4><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>; therapist 40/40<Ctrl-S>").sees("'40/40'").keys("<Esc>");
    desk.keys("<Esc>").sees("1 of 3").sees("Ada Example (Region director)");
    desk.is_sound();
}

#[test]
fn the_counts_of_reviewers_are_those_of_the_cases_that_count() {
    let mut desk = Desk::new(120, 40);
    desk.meanwhile(draft);
    let store = desk.shell().store();
    let book = store.load().unwrap();
    let forms: Vec<_> = book.instruments().iter().filter(|(_, i)| i.code == "utah-qcr").map(|(id, _)| *id).collect();
    let Answer::Staffing(staffing) = store.answer(&Query::Staffing { forms: forms.clone(), year: Some(2026) }).unwrap() else { panic!() };
    assert_eq!(staffing.len(), 5);
    assert_eq!(staffing.iter().map(|s| s.cases).sum::<u32>(), 156, "the draft does not count");
    // Counted again, case by case.
    let filter =
        CaseFilter { forms: forms.into_iter().map(|f| (f, None)).collect(), year: Some(2026), counting: true, ..CaseFilter::default() };
    let Answer::Cases(page) = store.answer(&Query::Cases { filter, offset: 0, limit: 1000 }).unwrap() else { panic!() };
    let reviews = page.lines.iter().map(|line| line.id).collect();
    let Answer::Seats(people) = store.answer(&Query::Seats { reviews }).unwrap() else { panic!() };
    let seats = people.iter().filter(|one| one.kind == Kind::Seat).count();
    let held = people.iter().filter(|one| one.kind == Kind::Interview && one.text(Field::Status) == "held").count();
    let counted = staffing.iter().flat_map(|s| &s.seats).map(|(_, n)| *n as usize).sum::<usize>();
    let spoken = staffing.iter().flat_map(|s| &s.interviews).filter(|(_, status, _)| status == "held").map(|(.., n)| *n as usize);
    assert_eq!((counted, spoken.sum::<usize>()), (seats, held));
}

#[test]
fn narrow_screens_keep_figure_and_goal_and_nothing_falls_over() {
    for (columns, rows) in [(80, 24), (60, 16), (200, 60), (40, 12)] {
        let mut desk = Desk::new(columns, rows);
        desk.keys("<Alt-6>");
        for _ in 0..6 {
            desk.keys("<Down><Down><Right><End><PgDn><Ctrl-N>");
        }
        if columns >= 60 {
            desk.sees("Overview");
        }
    }
    let mut desk = Desk::new(80, 24);
    desk.keys("<Alt-6>").sees("78.2").sees("missing").sees("Statewide");
}
