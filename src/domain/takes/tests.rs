use super::*;
use crate::domain::instrument::Scope;
use crate::domain::kind::Kind;
use crate::domain::milestone::milestones;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{Figure, book, id, publish, tally};
use crate::domain::value::Value;

const MET: [i32; 6] = [0, 9, 0, 1, 0, 0];
const BELOW: [i32; 6] = [0, 5, 0, 5, 0, 0];
const NEARLY: [i32; 6] = [0, 8, 0, 2, 0, 0];

fn milestone(book: &mut Book, n: u8, rule: &str, status: &str) {
    let record = id(200 + n);
    book.set(Kind::Plan, id(200), Field::Title, Value::text("Plan"));
    book.set(Kind::Milestone, record, Field::Plan, Value::Record(id(200)));
    book.set(Kind::Milestone, record, Field::Number, Value::Int(i64::from(n)));
    let name = format!("M{n}");
    for (field, value) in [(Field::Rule, rule), (Field::Status, status), (Field::Instrument, "cpr"), (Field::Name, &name)] {
        book.set(Kind::Milestone, record, field, Value::text(value));
    }
}

fn of(book: &Book, number: i64, year: i32) -> Takes {
    let all = milestones(book, id(200), year);
    let state = all.iter().find(|s| s.number == number).unwrap();
    takes(book, state, &all, year, "2026-03-10".parse().unwrap())
}

fn told(takes: &Takes) -> Vec<(&str, &str, Option<u64>)> {
    takes.lines.iter().map(|l| (l.group.as_str(), l.words.as_str(), l.cases)).collect()
}

#[test]
fn for_two_years_in_a_row_it_is_the_questions_of_each_region_with_their_cases_nearest_region_first() {
    let mut book = book(&[instrument(&[8500, 8500])]);
    milestone(&mut book, 7, "standing", "open");
    book.set_tallies(vec![
        tally(100, 1, 2025, &[MET, MET]),
        tally(100, 1, 2026, &[BELOW, NEARLY]),
        tally(100, 2, 2025, &[MET, BELOW]),
        tally(100, 2, 2026, &[MET, NEARLY]),
    ]);
    let takes = of(&book, 7, 2026);
    // 85 % of 10 asks for 9: 5 of 10 misses 4, 8 of 10 misses 1.
    assert_eq!(
        told(&takes),
        [
            ("South", "A.2: Below the goal since 2025: 80.0 % of 10, goal 85.0 %; 1 more answer would meet it.", Some(1)),
            ("North", "A.1: Fell below the goal in 2026: 50.0 % of 10, goal 85.0 %; 4 more answers would meet it.", Some(4)),
            ("North", "A.2: Fell below the goal in 2026: 80.0 % of 10, goal 85.0 %; 1 more answer would meet it.", Some(1)),
        ]
    );
    assert_eq!(
        takes.summary,
        "6 cases in 3 questions of 2 regions; then a second year in a row, all regions in 2028 at the earliest. \
         Nearest: South (1 below, 1 missing)."
    );
    assert_eq!(takes.lines[1].way, Way::Scores { instrument: "cpr".into(), region: Some(id(1)), question: Some("A.1".into()) });
    assert!(takes.text().contains("\nNorth (2 below, 5 missing, 2028 at the earliest)\n- A.1: Fell below"), "{}", takes.text());
}

#[test]
fn what_is_met_once_must_be_met_again_and_who_has_exited_misses_nothing() {
    let mut book = book(&[instrument(&[8500, 8500])]);
    milestone(&mut book, 7, "standing", "open");
    book.set_tallies(vec![tally(100, 1, 2026, &[MET, MET]), tally(100, 2, 2025, &[MET, MET]), tally(100, 2, 2026, &[BELOW, MET])]);
    book.set(Kind::RegionExit, id(90), Field::Milestone, Value::Record(id(207)));
    book.set(Kind::RegionExit, id(90), Field::Region, Value::Record(id(2)));
    book.set(Kind::RegionExit, id(90), Field::ExitedOn, Value::Date("2025-07-01".parse().unwrap()));
    let takes = of(&book, 7, 2026);
    assert_eq!(
        told(&takes),
        [
            ("North", "Met for the first year, to be met again in 2027: A.1, A.2", None),
            (
                "Nothing missing: exited or sustained",
                "South, exited Tue 1 Jul 2025; fallen since: 1 of 2 questions sustained; 1 below by 4 cases, the longest since 2026.",
                None
            ),
        ]
    );
    assert_eq!(takes.lines[1].tone, Tone::Warning);
    assert_eq!(takes.summary, "Nothing is below its goal in 1 region; then a second year in a row, all regions in 2027 at the earliest.");
}

#[test]
fn for_the_qualitative_review_it_is_the_cases_of_each_domain_and_the_nearest_regions() {
    let mut qcr = instrument(&[8500, 8500]);
    qcr.exit = Scope::Verdict;
    for question in &mut qcr.questions {
        question.verdict = true;
    }
    let mut book = book(&[qcr]);
    milestone(&mut book, 8, "qcr", "open");
    assert_eq!(of(&book, 8, 2026).summary, "There is no result of 'cpr' up to 2026 yet.");
    book.set_tallies(vec![tally(100, 1, 2026, &[BELOW, MET]), tally(100, 2, 2026, &[NEARLY, MET])]);
    let takes = of(&book, 8, 2026);
    // Statewide 13 of 20 against 85 %: 17 are needed. South misses 1 of its 10, North 4.
    assert_eq!(takes.summary, "A.1: 4 cases more acceptable.");
    assert_eq!(
        told(&takes),
        [
            ("Statewide", "A.1: 65.0 % acceptable of 20 cases, goal 85.0 %; 4 cases more must be acceptable", Some(4)),
            ("Statewide", "A.2: 90.0 % acceptable of 20 cases, goal 85.0 %; met, 1 to spare", None),
            ("A.1, by region, nearest first", "South: 80.0 % acceptable of 10 cases, goal 85.0 %; 1 case more must be acceptable", Some(1)),
            (
                "A.1, by region, nearest first",
                "North: 50.0 % acceptable of 10 cases, goal 85.0 %; 4 cases more must be acceptable",
                Some(4)
            ),
            ("A.2, by region, nearest first", "North: 90.0 % acceptable of 10 cases, goal 85.0 %; met, 0 to spare", None),
            ("A.2, by region, nearest first", "South: 90.0 % acceptable of 10 cases, goal 85.0 %; met, 0 to spare", None),
        ]
    );
}

#[test]
fn a_published_percent_alone_does_not_say_how_many_cases() {
    let mut qcr = instrument(&[8500]);
    qcr.exit = Scope::Verdict;
    qcr.questions[0].verdict = true;
    let mut book = book(&[qcr]);
    milestone(&mut book, 8, "qcr", "open");
    publish(&mut book, &Figure { record: 50, question: "A.1", year: 2000, region: None, percent: Some(4160), counts: None, edition: "" });
    let takes = of(&book, 8, 2001);
    assert_eq!(takes.summary, "A.1: 41.6 % is below the goal, how many cases is not known. The newest figures are of 2000.");
    assert_eq!(
        takes.lines[0].words,
        "A.1: 41.6 % acceptable, number of cases not known, published, goal 85.0 %; below; how many cases is not known"
    );
}

#[test]
fn for_the_derived_one_it_is_the_others_and_its_own_figures_stand_beside() {
    let mut book = Book::default();
    for (n, rule, status) in
        [(2, "derived", "open"), (3, "judgement", "exited"), (5, "judgement", "exit_proposed"), (6, "judgement", "open")]
    {
        milestone(&mut book, n, rule, status);
    }
    book.set(Kind::Measure, id(41), Field::Milestone, Value::Record(id(202)));
    book.set(Kind::Measure, id(41), Field::Name, Value::text("Cases per worker"));
    book.set(Kind::MeasureValue, id(42), Field::OfMeasure, Value::Record(id(41)));
    book.set(Kind::MeasureValue, id(42), Field::Value, Value::text("17"));
    book.set(Kind::MeasureValue, id(42), Field::Day, Value::Date("2026-01-31".parse().unwrap()));
    let takes = of(&book, 2, 2026);
    assert_eq!(takes.summary, "2 milestones must be exited: 5 and 6. This one follows by itself.");
    assert_eq!(
        told(&takes),
        [
            ("Milestones that are not exited", "5 M5, exit proposed: a person judges", None),
            ("Milestones that are not exited", "6 M6, open: a person judges", None),
            ("Investment figures", "Cases per worker: 17 (Sat 31 Jan 2026)", None),
        ]
    );
    assert_eq!(takes.lines[1].way, Way::Milestone(id(206)));
}

#[test]
fn for_a_judgement_it_is_the_open_considerations_and_steps() {
    let mut book = Book::default();
    milestone(&mut book, 4, "judgement", "open");
    for (n, answer, note) in [(51, "yes", ""), (52, "no", "Two areas have no study"), (53, "", "")] {
        book.set(Kind::Consideration, id(n), Field::Milestone, Value::Record(id(204)));
        book.set(Kind::Consideration, id(n), Field::Position, Value::text(n.to_string()));
        book.set(Kind::Consideration, id(n), Field::Text, Value::text(format!("Consider {n}.")));
        book.set(Kind::Consideration, id(n), Field::Answer, Value::text(answer));
        book.set(Kind::Consideration, id(n), Field::Note, Value::text(note));
    }
    book.set(Kind::Consideration, id(52), Field::Who, Value::text("Pat Example"));
    book.set(Kind::Step, id(31), Field::Milestone, Value::Record(id(204)));
    book.set(Kind::Step, id(31), Field::Text, Value::text("Proximity study"));
    book.set(Kind::Step, id(31), Field::Due, Value::Date("2026-02-28".parse().unwrap()));
    let takes = of(&book, 4, 2026);
    assert_eq!(takes.summary, "Open: 2 considerations and 1 step.");
    assert_eq!(
        told(&takes),
        [
            ("Considerations that are not answered yes", "Consider 52: answered no (Pat Example); Two areas have no study", None),
            ("Considerations that are not answered yes", "Consider 53: not answered", None),
            ("Open steps", "Proximity study: not started, nobody named, due Sat 28 Feb 2026, overdue", None),
        ]
    );
    for n in [52, 53] {
        book.set(Kind::Consideration, id(n), Field::Answer, Value::text("yes"));
    }
    book.set(Kind::Step, id(31), Field::Status, Value::text("dropped"));
    assert_eq!(of(&book, 4, 2026).summary, "Nothing is open here: its exit can be proposed (Ctrl-U).");
    book.set(Kind::Milestone, id(204), Field::Status, Value::text("exited"));
    assert_eq!(of(&book, 4, 2026).summary, "Exited: nothing is needed for its exit.");
}
