use std::sync::Arc;

use super::practice::{Part, Staffing, practices, process_instrument};
use super::*;
use crate::domain::answers::Why;
use crate::domain::score::tests::instrument as plain;
use crate::domain::score_table::tests::{Figure as Published, book, id, publish, tally};
use crate::domain::standing::Standing;

/// One that comes with the program.
pub(crate) fn shipped_as(code: &str) -> Instrument {
    use crate::import::{instrument_toml::parse_instrument_toml, shipped};
    let known = shipped::find(shipped::INSTRUMENTS, code).unwrap();
    parse_instrument_toml(known.file, known.text).unwrap().records
}

pub(crate) fn shipped() -> Instrument {
    shipped_as("utah-qcr")
}

/// Two overall ratings at 85 %, two indicators at 70 %.
fn qualitative() -> Instrument {
    let mut whole = plain(&[8500, 8500, 7000, 7000]);
    whole.exit = Scope::Verdict;
    whole.questions[0].verdict = true;
    whole.questions[1].verdict = true;
    whole
}

/// So many acceptable and not; the rest of the questions likewise but the last, which never applies.
const fn rated(good: i32, bad: i32) -> [[i32; 6]; 4] {
    let row = [0, good, 0, bad, 0, 0];
    [row, row, [0, 20, 0, 20, 0, 0], [0, 0, 0, 0, 0, 40]]
}

/// North in 2020, 2021 and 2022; South not in 2021.
fn three_years() -> Book {
    let mut book = book(&[qualitative()]);
    let year = |region, year, (good, bad)| tally(100, region, year, &rated(good, bad));
    book.set_tallies(vec![
        year(1, 2020, (30, 10)),
        year(2, 2020, (26, 14)),
        year(1, 2021, (33, 7)),
        year(1, 2022, (36, 4)),
        year(2, 2022, (35, 5)),
    ]);
    book
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-5
}

/// Two qualitative instruments, of which a milestone is about the second.
#[test]
fn of_several_instruments_the_one_that_a_milestone_is_about_is_looked_at() {
    use crate::domain::value::Value;
    let other = Instrument { code: "another".to_owned(), ..qualitative() };
    let mut book = book(&[other, qualitative()]);
    assert_eq!(instruments(&book), ["another", "cpr"]);
    assert_eq!(instrument(&book, "process"), Some("another"), "no milestone is about one of them");
    book.set(Kind::Plan, id(200), Field::Title, Value::text("Plan"));
    book.set(Kind::Milestone, id(201), Field::Plan, Value::Record(id(200)));
    book.set(Kind::Milestone, id(201), Field::Instrument, Value::text("cpr"));
    assert_eq!(instrument(&book, "process"), Some("cpr"));
    assert_eq!(instrument(&book, "another"), Some("another"), "the chosen one stays");
}

#[test]
fn the_state_is_the_sum_of_its_regions_with_interval_distance_and_change() {
    let book = three_years();
    let qcr = Qcr::of(&book, "cpr");
    assert_eq!(qcr.years(), [2020, 2021, 2022]);
    assert_eq!(qcr.verdicts(2020).iter().map(|s| s.code.as_str()).collect::<Vec<_>>(), ["A.1", "A.2"]);
    let state = qcr.figure("A.1", None, 2020).unwrap();
    let score = state.score().unwrap();
    // 56 of 80 are 70 %; 85 % of 80 are 68.
    assert_eq!((score.credit, score.applicable, score.needed, score.met), (Some(560_000), Some(80), Some(12), Some(false)));
    assert_eq!((&state.lacks, &state.change), (&None, &None), "there is nothing before the first year");
    let north = qcr.figure("A.1", Some(id(1)), 2021).unwrap();
    let (low, high) = north.score().unwrap().wilson().unwrap();
    // 33 of 40: Wilson by hand.
    assert!(close(low, 0.6805) && close(high, 0.9125), "{low} {high}");
    let change = north.change.unwrap();
    let interval = change.interval.unwrap();
    // 33/40 against 30/40, Newcombe's method 10 by hand.
    assert!(close(change.by, 0.075) && close(interval.low, -0.105_48) && close(interval.high, 0.250_36), "{change:?}");
    assert_eq!((change.short().as_str(), change.verdict()), ("+7.5 (-10.5 to +25.0)", "no clear change"));
}

#[test]
fn a_region_missing_in_a_year_is_said_and_never_taken_as_nothing() {
    let book = three_years();
    let qcr = Qcr::of(&book, "cpr");
    let state = qcr.figure("A.1", None, 2021).unwrap();
    assert_eq!(state.score().and_then(|s| s.applicable), Some(40), "only the cases of the North");
    assert_eq!(state.lacks, Some(Lacks { within: 1, of: 2, missing: vec![id(2)] }));
    assert_eq!(state.lacking(&book).as_deref(), Some("1 of 2 regions, without South"));
    let gap = qcr.figure("A.1", Some(id(2)), 2021).unwrap();
    assert_eq!((gap.score(), gap.row.standing, gap.origin().as_str()), (None, Standing::NotReviewed, "not reviewed"));
    let after = qcr.figure("A.1", Some(id(2)), 2022).unwrap();
    assert_eq!((after.change, after.row.standing), (None, Standing::MetOnce), "a gap is no year to compare with");
    let words = state.sentence(&book, "Status, overall", "3/15/2026");
    assert_eq!(
        words,
        "Status, overall, Statewide, FY2021: 82.5 % (33 of 40), goal 85 %, 1 case missing, below two years (as of 3/15/2026). \
         95 % interval 68.1 to 91.3 %. Since FY2020: +12.5 points (-4.5 to +26.4), no clear change. 1 of 2 regions, without South."
    );
}

#[test]
fn the_change_of_two_shares_has_the_interval_that_newcombe_printed() {
    // Newcombe 1998, table II: 56/70 against 48/80, method 10.
    let score = |credit: u64, n: u64| Score {
        credit: Some(credit * 10_000),
        applicable: Some(n),
        score: Ratio::new(credit * 10_000, n),
        ..Score::default()
    };
    let interval = change(&score(56, 70), &score(48, 80)).unwrap().interval.unwrap();
    assert!(close(interval.low, 0.0524) && close(interval.high, 0.3339), "{interval:?}");
    assert_eq!(change(&score(56, 70), &score(48, 80)).unwrap().verdict(), "clearly up");
    assert_eq!(change(&score(1, 2), &Score::default()), None);
}

#[test]
fn a_published_percent_stands_without_n_and_without_an_interval() {
    let mut book = book(&[qualitative()]);
    let figure = |record, year, percent| Published {
        record,
        question: "A.2",
        year,
        region: None,
        percent: Some(percent),
        counts: None,
        edition: "2014",
    };
    for one in [figure(50, 2000, 4160), figure(51, 2012, 8200), figure(52, 2013, 8300)] {
        publish(&mut book, &one);
    }
    let qcr = Qcr::of(&book, "cpr");
    assert_eq!(qcr.years(), [2000, 2012, 2013], "the years between are gaps");
    let first = qcr.figure("A.2", None, 2000).unwrap();
    let score = first.score().unwrap();
    assert_eq!((score.percent().as_str(), score.met, score.applicable, score.wilson()), ("41.6", Some(false), None, None));
    assert_eq!((first.is_published(), &first.lacks, first.origin().as_str()), (true, &None, "published, 2014"));
    let last = qcr.figure("A.2", None, 2013).unwrap();
    let change = last.change.unwrap();
    assert!(close(change.by, 0.01) && change.interval.is_none());
    assert_eq!((change.short().as_str(), change.verdict()), ("+1.0", "no interval: n is not known"));
    assert!(qcr.figure("A.2", None, 2012).unwrap().change.is_none(), "2011 has no figure");
}

#[test]
fn indicators_come_worst_first_and_those_without_a_rate_last() {
    let qcr = Qcr::of(&three_years(), "cpr");
    let codes: Vec<String> = qcr.worst_first(None, 2020).into_iter().map(|s| s.code).collect();
    assert_eq!(codes, ["A.3", "A.4"]);
    assert_eq!(qcr.score("A.4", None, 2020).and_then(|s| s.met), None, "no applicable rating is no rate");
}

#[test]
fn only_ratings_that_reviewers_give_make_a_review_qualitative() {
    assert!(is_qualitative(&shipped()));
    assert!(!is_qualitative(&shipped_as("cfsr")), "its outcomes are computed");
    assert!(!is_qualitative(&shipped_as("utah-cpr")));
    let book = book(&[qualitative()]);
    assert_eq!((instrument(&book, "another"), instrument(&Book::default(), "")), (Some("cpr"), None));
}

#[test]
fn what_stands_beside_the_scores_is_counted_with_its_n() {
    let mut process = plain(&[9000, 9000]);
    process.code = "process".into();
    process.options[2].why = true;
    let mut book = book(&[qualitative(), process]);
    let mut cpr = tally(101, 1, 2020, &[[0, 30, 0, 10, 0, 0], [0, 36, 0, 4, 0, 0]]);
    for (why, n) in [(Why::NotDone, 3), (Why::NotDocumented, 6), (Why::Late, 1)] {
        cpr.counts.add_why(0, why, n);
    }
    book.set_tallies(vec![tally(100, 1, 2020, &rated(30, 10)), cpr]);
    let qcr = Qcr::of(&book, "cpr");
    assert_eq!(process_instrument(&book), Some("process"));
    let staffing = Staffing {
        cases: 40,
        seated: 3,
        interviewed: 2,
        seats: vec![("supervisor".into(), 2), ("Region director".into(), 1), ("qa_reviewer".into(), 3)],
        interviews: vec![("child".into(), "held".into(), 2), ("child".into(), "declined".into(), 1), ("parent".into(), String::new(), 1)],
        ..Staffing::of(2020, id(1))
    };
    let other = Staffing { seats: vec![("supervisor".into(), 9)], ..Staffing::of(2019, id(1)) };
    let scans = |place: Option<Id>| place.map(|_| Part { n: 5, of: 8 });
    let found = practices(&book, &qcr, 2020, &[staffing, other], &scans);
    let [state, north, south] = &found[..] else { panic!("state, North, South") };
    assert_eq!((north.leaders, north.interviews), (Some(Part { n: 3, of: 6 }), Some(Part { n: 2, of: 4 })));
    assert_eq!(north.leaders.and_then(Part::words).as_deref(), Some("50.0 % (3 of 6)"));
    assert_eq!((north.cases, north.seated, north.scans), (40, 3, Some(Part { n: 5, of: 8 })));
    // 6 of the 10 reasons say that it was done and not written down; 14 answers are short.
    assert_eq!((north.not_documented, north.short), (Some(Part { n: 6, of: 10 }), 14));
    assert_eq!(north.process.as_ref().map(|s| (s.credit, s.applicable)), Some((Some(660_000), Some(80))));
    assert_eq!((state.leaders, state.scans), (north.leaders, None));
    assert_eq!((south.leaders, south.interviews, south.process.is_none(), south.not_documented), (None, None, true, None));
    assert_eq!(Part { n: 0, of: 0 }.words(), None, "of nothing there is no share");
}

#[test]
fn a_figure_keeps_its_run_when_its_code_changes() {
    let mut second = qualitative();
    second.version = 2;
    second.in_force_from = Some(2021);
    second.questions[0].code = "B.1".into();
    for (question, code) in second.questions.iter_mut().zip(["A.1", "A.2", "A.3", "A.4"]) {
        question.continues = Some(code.into());
    }
    let mut book = book(&[qualitative(), second]);
    book.set_tallies(vec![tally(100, 1, 2020, &rated(30, 10)), tally(101, 1, 2021, &rated(33, 7))]);
    let qcr = Qcr::of(&book, "cpr");
    assert_eq!(qcr.verdicts(2021)[0].code, "B.1");
    let now = qcr.figure("B.1", Some(id(1)), 2021).unwrap();
    assert!(now.change.is_some_and(|change| close(change.by, 0.075)));
    assert_eq!(qcr.subject("B.1", 2020).map(|s| s.code).as_deref(), Some("A.1"));
    assert!(!Arc::ptr_eq(qcr.version(2020).unwrap(), qcr.version(2021).unwrap()));
}
