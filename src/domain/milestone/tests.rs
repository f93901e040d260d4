use super::*;
use crate::domain::instrument::Scope;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{Figure, book, id, publish, tally};
use crate::domain::value::Value;

fn milestone(book: &mut Book, n: u8, rule: &str, status: &str) {
    let record = id(200 + n);
    book.set(Kind::Plan, id(200), Field::Title, Value::text("Plan"));
    book.set(Kind::Milestone, record, Field::Plan, Value::Record(id(200)));
    book.set(Kind::Milestone, record, Field::Number, Value::Int(i64::from(n)));
    for (field, value) in [(Field::Rule, rule), (Field::Status, status), (Field::Instrument, "cpr"), (Field::Name, "Milestone")] {
        book.set(Kind::Milestone, record, field, Value::text(value));
    }
}

fn only(book: &Book, year: i32) -> (Computed, String, bool) {
    let state = milestones(book, id(200), year).remove(0);
    (state.computed, state.reason, state.differs)
}

#[test]
fn a_milestone_of_steps_is_met_when_all_that_are_not_dropped_are_done() {
    let mut book = Book::default();
    milestone(&mut book, 1, "steps", "open");
    for (n, status) in [(1, "done"), (2, "dropped"), (3, "in_progress")] {
        book.set(Kind::Step, id(n), Field::Milestone, Value::Record(id(201)));
        book.set(Kind::Step, id(n), Field::Status, Value::text(status));
    }
    assert_eq!(only(&book, 2020), (Computed::NotMet, "1 of 2 steps done".into(), false));
    book.set(Kind::Step, id(3), Field::Status, Value::text("done"));
    assert_eq!(only(&book, 2020), (Computed::Met, "2 of 2 steps done".into(), true));
}

#[test]
fn the_derived_milestone_follows_the_others() {
    let mut book = Book::default();
    milestone(&mut book, 2, "derived", "open");
    milestone(&mut book, 3, "judgement", "exited");
    milestone(&mut book, 5, "judgement", "open");
    assert_eq!(only(&book, 2020), (Computed::NotMet, "1 of 2 other milestones exited".into(), false));
    milestone(&mut book, 5, "judgement", "exited");
    assert_eq!(only(&book, 2020).0, Computed::Met);
}

#[test]
fn the_case_review_is_met_when_every_region_is_sustained_or_has_exited() {
    let mut book = book(&[instrument(&[8500])]);
    milestone(&mut book, 7, "standing", "open");
    assert_eq!(only(&book, 2020), (Computed::NoData, "no review in 2020".into(), false));
    let (good, bad) = ([0, 9, 0, 1, 0, 0], [0, 5, 0, 5, 0, 0]);
    book.set_tallies(vec![tally(100, 1, 2019, &[good]), tally(100, 1, 2020, &[good]), tally(100, 2, 2020, &[bad])]);
    assert_eq!(only(&book, 2020), (Computed::NotMet, "1 of 2 regions sustained in 2020".into(), false));
    book.set(Kind::RegionExit, id(90), Field::Milestone, Value::Record(id(207)));
    book.set(Kind::RegionExit, id(90), Field::Region, Value::Record(id(2)));
    book.set(Kind::RegionExit, id(90), Field::ExitedOn, Value::Date("2018-07-01".parse().unwrap()));
    assert_eq!(
        only(&book, 2020),
        (Computed::Met, "1 of 2 regions sustained in 2020, 1 exited before; fallen since its exit: South".into(), true)
    );
}

#[test]
fn the_qualitative_review_looks_at_the_newest_statewide_ratings() {
    let mut qcr = instrument(&[8500, 8500, 7000]);
    qcr.exit = Scope::Verdict;
    qcr.questions[0].verdict = true;
    qcr.questions[1].verdict = true;
    let mut book = book(&[qcr]);
    milestone(&mut book, 8, "qcr", "open");
    assert_eq!(only(&book, 2020), (Computed::NoData, "no result yet".into(), false));
    let figure = |record, question, year, percent| Figure {
        record,
        question,
        year,
        region: None,
        percent: Some(percent),
        counts: None,
        edition: "",
    };
    publish(&mut book, &figure(50, "A.1", 2012, 8600));
    assert_eq!(only(&book, 2020), (Computed::NotMet, "A.1 86.0 % in 2012; 1 of 2 known".into(), false));
    publish(&mut book, &figure(51, "A.2", 2012, 8200));
    publish(&mut book, &figure(52, "A.3", 2013, 1000));
    assert_eq!(only(&book, 2020), (Computed::NotMet, "A.1 86.0 %; A.2 82.0 % in 2012".into(), false));
    publish(&mut book, &figure(53, "A.1", 2013, 9100));
    publish(&mut book, &figure(54, "A.2", 2013, 8500));
    assert_eq!(only(&book, 2020).0, Computed::Met);
    assert_eq!(only(&book, 2012).0, Computed::NotMet, "the chosen year limits what is known");
}

#[test]
fn a_judgement_is_left_to_people() {
    let mut book = Book::default();
    milestone(&mut book, 3, "judgement", "exited");
    assert_eq!(only(&book, 2020), (Computed::Judgement, "a person judges".into(), false));
}
