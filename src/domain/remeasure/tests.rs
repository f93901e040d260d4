use super::make::{Draft, make_concern, make_element, propose, propose_of_concern, suggest};
use super::moved::NoInterval;
use super::series::{From, Series, series};
use super::target::Reached;
use super::track::{Lasts, Track};
use super::*;
use crate::domain::change::{Change, Seen};
use crate::domain::instrument::{DomainOf, Question, Repeats};
use crate::domain::mini_pip::goal_cell;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{Figure as Printed, book, id, publish, tally};
use crate::domain::share::Share;
use crate::domain::stats;
use crate::domain::value::Value;
use chrono::NaiveDate;

const PLAN: u8 = 20;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Yes and no of question A.1 in the north, by year.
fn with(years: &[(i32, i32, i32)]) -> Book {
    let mut asked = instrument(&[8500]);
    asked.questions[0].text = "Was the child seen in time?".into();
    asked.questions[0].domain = Some(DomainOf::Safety);
    let mut book = book(&[asked]);
    review(&mut book, years);
    plan(&mut book);
    book
}

fn review(book: &mut Book, years: &[(i32, i32, i32)]) {
    book.set_tallies(years.iter().map(|(year, yes, no)| tally(100, 1, *year, &[[0, *yes, 0, *no, 0, 0]])).collect());
}

fn plan(book: &mut Book) {
    book.set(Kind::MiniPip, id(PLAN), Field::Title, Value::text("North plan"));
    book.set(Kind::MiniPip, id(PLAN), Field::Office, Value::Record(id(11)));
}

fn north(code: &str) -> Measure {
    Measure { instrument: "cpr".into(), code: code.into(), region: Some(id(1)), office: None }
}

/// Makes an element of a measure as the pane would, and takes it into the book.
fn made(book: &mut Book, measure: &Measure, year: Option<i32>) -> (Id, Draft) {
    let draft = propose(book, measure, year, day("2025-09-01"));
    let mut next = 200u8;
    let mut change = Change::new("new element", Seen(0));
    let element = make_element(book, id(PLAN), &draft, &mut change, &mut || {
        next += 1;
        id(next)
    });
    for edit in change.edits {
        book.set(edit.kind, edit.record, edit.field, edit.value);
    }
    (element, draft)
}

fn told(book: &Book, element: Id) -> Series {
    series(book, element, day("2026-09-01")).unwrap()
}

#[test]
fn a_failing_question_becomes_an_element_with_its_baseline_and_the_federal_target() {
    let mut book = with(&[(2024, 30, 10), (2025, 18, 22)]);
    let (element, draft) = made(&mut book, &north("A.1"), None);
    let record = book.get(element).unwrap();
    assert_eq!(record.text(Field::Title), "Was the child seen in time?");
    assert_eq!((record.text(Field::Domain), record.int(Field::Priority)), ("safety", Some(1)));
    assert_eq!((record.int(Field::Year), record.int(Field::Credit), record.int(Field::Applicable)), (Some(2025), Some(180_000), Some(40)));
    assert_eq!(record.record(Field::Region), Some(id(1)));
    assert_eq!(
        goal_cell(&book, element, false),
        "Short-term: A.1 rises from 45.0 % to 55.1 % (Case Process Review, A.1, North: 45.0 % (n 40), FY2025 \u{2192} 55.1 % by 6/30/2026)\n\
         Long-term: A.1 meets its goal of 85 %, and keeps it (Case Process Review, A.1, North: 45.0 % (n 40), FY2025 \u{2192} 85 % by 6/30/2027)"
    );
    let rows: Vec<(&str, &str)> = book.parts(element, Kind::Row).iter().map(|row| (row.text(Field::Part), row.text(Field::Text))).collect();
    assert_eq!(rows, [("step", ""), ("benchmark", "A.1 at 55.1 % or more")]);
    assert!(draft.why.contains("23 of 40") && draft.why.contains("18 times in 100"), "{}", draft.why);
}

#[test]
fn a_second_element_has_the_next_priority_and_an_empty_one_of_the_blank_form_is_taken_first() {
    let mut book = with(&[(2025, 18, 22)]);
    book.set(Kind::Element, id(30), Field::MiniPip, Value::Record(id(PLAN)));
    book.set(Kind::Element, id(30), Field::Position, Value::text("h"));
    book.set(Kind::Element, id(30), Field::Title, Value::text("Something else"));
    book.set(Kind::Element, id(30), Field::Priority, Value::Int(3));
    book.set(Kind::Element, id(31), Field::MiniPip, Value::Record(id(PLAN)));
    book.set(Kind::Element, id(31), Field::Position, Value::text("i"));
    for (row, part) in [(40, "step"), (41, "benchmark")] {
        book.set(Kind::Row, id(row), Field::Element, Value::Record(id(31)));
        book.set(Kind::Row, id(row), Field::Part, Value::text(part));
    }
    let (element, _) = made(&mut book, &north("A.1"), None);
    assert_eq!(element, id(31));
    assert_eq!(book.get(element).unwrap().int(Field::Priority), Some(4));
    assert_eq!(book.parts(element, Kind::Row).len(), 2, "the blank rows were filled");
    assert_eq!(book.parts(element, Kind::Goal).len(), 2);
}

#[test]
fn suggested_targets_are_those_of_the_oracle_and_stop_at_the_questions_own_goal() {
    let mut seen = 0;
    for row in include_str!("../../../tests/data/oracle_improvement_goal.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (n, x): (u64, u64) = (cells[0].parse().unwrap(), cells[1].parse().unwrap());
        let found = suggest(&Score::published(None, Some(x * 10_000), Some(n), None)).unwrap();
        assert_eq!((format!("{:.6}", found.target), found.needed.to_string()), (cells[4].to_owned(), cells[7].to_owned()), "{row}");
        let shown = found.text();
        assert_eq!(shown.trim_end_matches(" %"), cells[6].trim_end_matches(".0"), "{row}");
        seen += 1;
    }
    assert!(seen >= 7);
    let near = suggest(&Score::published(None, Some(330_000), Some(40), Some(Share(8500)))).unwrap();
    assert_eq!((near.text(), near.capped, near.needed), ("85 %".to_owned(), true, 34));
    for (credit, n) in [(0, 40), (400_000, 40)] {
        assert!(suggest(&Score::published(None, Some(credit), Some(n), None)).unwrap_err().contains("0 % or 100 %"));
    }
    assert!(suggest(&Score::published(Some(Share(7000)), None, None, None)).unwrap_err().contains("not known"));
}

#[test]
fn suggested_targets_are_those_of_the_formula_worked_out_with_forty_digits() {
    let mut seen = 0;
    for row in include_str!("../../../tests/data/suggested_targets_by_formula.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (x, n): (u64, u64) = (cells[0].parse().unwrap(), cells[1].parse().unwrap());
        let found = suggest(&Score::published(None, Some(x * 10_000), Some(n), cells[2].parse().ok().map(Share))).unwrap();
        let told = (format!("{:.6}", found.target), u8::from(found.capped).to_string(), found.needed.to_string());
        assert_eq!((told.0.as_str(), told.1.as_str(), told.2.as_str()), (cells[3], cells[4], cells[5]), "{row}");
        seen += 1;
    }
    assert!(seen > 300, "{seen} rows");
}

#[test]
fn the_next_years_answers_show_before_and_after_with_an_interval() {
    let mut book = with(&[(2025, 18, 22)]);
    let (element, _) = made(&mut book, &north("A.1"), None);
    assert_eq!(measured_again(&book, element), Again::No);
    assert_eq!(not_measured_again(&book, id(PLAN)), [element]);
    assert_eq!((told(&book, element).track, told(&book, element).lasts), (Track::Off, Lasts::TooEarly), "the benchmark was due in June");
    let benchmark = book.parts(element, Kind::Row)[1].id;
    book.set(Kind::Row, benchmark, Field::Completed, Value::Date(day("2026-06-20")));

    review(&mut book, &[(2025, 18, 22), (2026, 28, 12)]);
    assert_eq!(measured_again(&book, element), Again::Yes(2026));
    assert!(not_measured_again(&book, id(PLAN)).is_empty());
    let seen = told(&book, element);
    let before = seen.before.as_ref().unwrap();
    assert_eq!((before.from, before.year, before.score.applicable), (From::Recorded, Some(2025), Some(40)));
    let moved = seen.later[0].moved.unwrap();
    let interval = moved.interval.unwrap();
    // By hand: 28 of 40 less 18 of 40 is 25 points; Wilson 0.5457 to 0.8193 and 0.3071 to 0.6017; so
    // low = 0.25 - sqrt(0.1543^2 + 0.1517^2), high = 0.25 + sqrt(0.1193^2 + 0.1429^2).
    assert_eq!(format!("{:.2} {:.3} {:.3}", moved.by, interval.low, interval.high), "0.25 0.034 0.436");
    assert_eq!(moved.points(), "+25.0 points");
    assert!(moved.sureness().ends_with("a clear change"), "{}", moved.sureness());
    assert_eq!((seen.short.state, seen.long.state), (Reached::Yes(2026), Reached::NotYet));
    assert_eq!((seen.track, seen.lasts), (Track::On, Lasts::TooEarly));
    assert_eq!(
        seen.why,
        ["short-term target 55.1 % reached in FY2026", "FY2026 is above the baseline", "1 benchmark due complete"],
        "{:?}",
        seen.why
    );
}

#[test]
fn a_result_of_an_open_round_is_shown_but_is_no_remeasure_yet() {
    let mut book = with(&[(2025, 18, 22)]);
    let (element, _) = made(&mut book, &north("A.1"), None);
    let mut open = tally(100, 1, 2026, &[[0, 9, 0, 1, 0, 0]]);
    open.provisional = true;
    book.set_tallies(vec![tally(100, 1, 2025, &[[0, 18, 0, 22, 0, 0]]), open]);
    assert_eq!(measured_again(&book, element), Again::Provisional(2026));
    let seen = told(&book, element);
    assert_eq!(seen.later.len(), 1);
    assert_ne!(seen.short.state, Reached::Yes(2026));
    assert!(seen.latest().unwrap().figure.provisional);
}

#[test]
fn a_missed_target_and_a_fall_say_why_it_is_off_track() {
    let mut book = with(&[(2025, 18, 22)]);
    let (element, _) = made(&mut book, &north("A.1"), None);
    let benchmark = book.parts(element, Kind::Row)[1].id;
    book.set(Kind::Row, benchmark, Field::Completed, Value::Date(day("2026-06-20")));
    review(&mut book, &[(2025, 18, 22), (2026, 16, 24)]);
    let seen = told(&book, element);
    assert_eq!((seen.track, seen.short.state, seen.lasts), (Track::Off, Reached::Missed(2026), Lasts::NoGain));
    assert_eq!(seen.why[..2], ["short-term target 55.1 % not reached in FY2026", "FY2026 is below the baseline"]);
    assert!(seen.later[0].moved.unwrap().sureness().ends_with("may be chance"));
}

#[test]
fn a_suggested_target_is_decided_as_it_was_worked_out_and_a_typed_one_as_it_is_typed() {
    // 15 of 25 suggests 0.725414, which is written 72.5 %: 29 of 40 is 72.5 % and does not reach it.
    let mut book = with(&[(2025, 15, 10)]);
    let (element, draft) = made(&mut book, &north("A.1"), None);
    assert_eq!(draft.short_target, "72.5 %");
    review(&mut book, &[(2025, 15, 10), (2026, 29, 11)]);
    assert_eq!(told(&book, element).short.state, Reached::Missed(2026));
    let goal = book.parts(element, Kind::Goal)[0].id;
    book.set(Kind::Goal, goal, Field::Target, Value::text("at least 29 of 40"));
    assert_eq!(told(&book, element).short.state, Reached::Yes(2026));
    book.set(Kind::Goal, goal, Field::Target, Value::text("more visits"));
    let seen = told(&book, element);
    assert_eq!(seen.short.state, Reached::NotAFigure);
    assert!(seen.why.iter().any(|why| why.contains("'more visits' is not a figure")), "{:?}", seen.why);
}

#[test]
fn a_gain_lasts_while_every_later_year_stays_above_the_baseline_and_the_target() {
    let lasts = |years: &[(i32, i32, i32)]| {
        let mut book = with(&[(2025, 18, 22)]);
        let (element, _) = made(&mut book, &north("A.1"), None);
        let all: Vec<_> = [(2025, 18, 22)].into_iter().chain(years.iter().copied()).collect();
        review(&mut book, &all);
        told(&book, element).lasts
    };
    assert_eq!(lasts(&[(2026, 28, 12)]), Lasts::TooEarly);
    assert_eq!(lasts(&[(2026, 28, 12), (2027, 30, 10), (2028, 24, 16)]), Lasts::Yes(2));
    assert_eq!(lasts(&[(2026, 28, 12), (2027, 20, 20)]), Lasts::BelowTarget(2027));
    assert_eq!(lasts(&[(2026, 28, 12), (2027, 18, 22)]), Lasts::Lost(2027));
    assert_eq!(lasts(&[(2026, 18, 22)]), Lasts::NoGain);
}

#[test]
fn a_measure_goes_on_in_the_question_that_continues_it_and_not_in_one_that_has_its_code() {
    let mut second = instrument(&[8500, 8500]);
    second.version = 2;
    second.in_force_from = Some(2026);
    second.questions[1] = Question { continues: Some("A.1".into()), ..second.questions[1].clone() };
    let mut book = book(&[instrument(&[8500]), second]);
    plan(&mut book);
    let one = |year, yes, no| tally(100, 1, year, &[[0, yes, 0, no, 0, 0]]);
    book.set_tallies(vec![one(2025, 18, 22)]);
    let (element, _) = made(&mut book, &north("A.1"), Some(2025));
    book.set_tallies(vec![one(2025, 18, 22), tally(101, 1, 2026, &[[0, 40, 0, 0, 0, 0], [0, 10, 0, 30, 0, 0]])]);
    let seen = told(&book, element);
    let years: Vec<(i32, &str, Option<u64>)> =
        seen.later.iter().map(|later| (later.figure.year, later.figure.code.as_str(), later.figure.score.credit)).collect();
    assert_eq!(years, [(2026, "A.2", Some(100_000))]);
}

#[test]
fn repeated_answers_pooled_questions_and_bare_percents_have_no_interval_and_say_so() {
    let mut asked = instrument(&[8500, 8500]);
    asked.questions[0].repeats = Repeats::Months;
    let mut book = book(&[asked]);
    plan(&mut book);
    let year = |year, yes, no| {
        let mut tally = tally(100, 1, year, &[[0, yes, 0, no, 0, 0], [0, yes, 0, no, 0, 0]]);
        tally.counts.add_repeated(0, 5);
        tally
    };
    book.set_tallies(vec![year(2025, 18, 22), year(2026, 28, 12)]);
    let why = |book: &Book, code: &str| {
        let mut book = book.clone();
        let (element, draft) = made(&mut book, &north(code), Some(2025));
        (told(&book, element).later[0].moved.unwrap().interval.unwrap_err(), draft.short_target)
    };
    assert_eq!(why(&book, "A.1"), (NoInterval::Repeated, String::new()));
    assert_eq!(why(&book, "A"), (NoInterval::Pooled, String::new()));
    assert_eq!(why(&book, WHOLE), (NoInterval::Pooled, String::new()));
    publish(
        &mut book,
        &Printed { record: 60, question: "A.2", year: 2027, region: Some(1), percent: Some(8000), counts: None, edition: "" },
    );
    let (element, _) = made(&mut book, &north("A.2"), Some(2025));
    let seen = told(&book, element);
    assert!(seen.later[0].moved.unwrap().interval.is_ok());
    assert_eq!(seen.later[1].moved.unwrap().interval, Err(NoInterval::NoCounts));
    assert!((seen.later[1].moved.unwrap().by - 0.35).abs() < 1e-9);
}

#[test]
fn a_published_result_without_n_is_a_baseline_that_says_so() {
    let mut book = with(&[]);
    publish(&mut book, &Printed { record: 60, question: "A.1", year: 2025, region: None, percent: Some(7820), counts: None, edition: "" });
    let (element, draft) = made(&mut book, &Measure { region: None, ..north("A.1") }, None);
    assert_eq!(draft.baseline_words, "78.2 % (n not known), FY2025");
    assert!(draft.short_target.is_empty() && draft.why.contains("not known"));
    assert_eq!(of_record(&book, book.get(element).unwrap())[0].region, None, "statewide, though its plan is an office's");
    assert_eq!(series(&book, element, day("2026-09-01")).unwrap().before.unwrap().from, From::File);
}

#[test]
fn an_element_typed_by_hand_has_its_baseline_from_its_goal_and_its_place_from_its_plan() {
    let mut book = with(&[(2024, 20, 20), (2025, 18, 22), (2026, 30, 10)]);
    book.set(Kind::Element, id(30), Field::MiniPip, Value::Record(id(PLAN)));
    book.set(Kind::Element, id(30), Field::Question, Value::text("a.1, A.9"));
    book.set(Kind::Goal, id(31), Field::Element, Value::Record(id(30)));
    book.set(Kind::Goal, id(31), Field::Term, Value::text("short"));
    book.set(Kind::Goal, id(31), Field::Baseline, Value::text("45.0 % (n 40), FY2025"));
    let seen = told(&book, id(30));
    assert_eq!((seen.measure.instrument.as_str(), seen.measure.office, seen.measure.region), ("cpr", Some(id(11)), Some(id(1))));
    let before = seen.before.unwrap();
    assert_eq!((before.from, before.year, before.score.credit), (From::File, Some(2025), Some(180_000)), "the file knows its counts");
    assert_eq!(seen.later.len(), 1);
    book.set(Kind::Goal, id(31), Field::Baseline, Value::text("23 of 50, FY2024"));
    let seen = told(&book, id(30));
    let before = seen.before.as_ref().unwrap();
    assert_eq!((before.from, before.year, before.score.applicable), (From::Typed, Some(2024), Some(50)));
    assert_eq!(seen.later.len(), 2);
    let by_hand = stats::difference::difference((18.0, 40.0), (23.0, 50.0), stats::Z_95_TWO_SIDED).unwrap();
    assert_eq!(seen.later[0].moved.unwrap().interval, Ok(by_hand));
}

#[test]
fn a_concern_of_a_measure_keeps_its_place_and_grows_into_an_element_that_names_it() {
    let mut book = with(&[(2025, 18, 22)]);
    let draft = propose(&book, &north("A.1"), None, day("2025-09-01"));
    let mut change = Change::new("new concern", Seen(0));
    let concern = make_concern(&book, id(PLAN), &draft, &mut change, &mut || id(90));
    for edit in change.edits {
        book.set(edit.kind, edit.record, edit.field, edit.value);
    }
    book.set(Kind::Concern, concern, Field::Factors, Value::text("Vacancies"));
    let record = book.get(concern).unwrap();
    assert_eq!((record.text(Field::Title), record.text(Field::Source)), ("Was the child seen in time?", "45.0 % (n 40), FY2025"));
    let draft = propose_of_concern(&book, record, day("2025-09-01")).unwrap();
    assert_eq!((draft.measure.region, draft.factors.as_str(), draft.concern), (Some(id(1)), "Vacancies", Some(concern)));
    let mut next = 200;
    let mut change = Change::new("element of a concern", Seen(0));
    let element = make::make_of_concern(&book, id(PLAN), &draft, &mut change, &mut || {
        next += 1;
        id(next)
    });
    for edit in change.edits {
        book.set(edit.kind, edit.record, edit.field, edit.value);
    }
    assert_eq!(book.get(element).unwrap().record(Field::Concern), Some(concern));
    assert_eq!(book.get(concern).unwrap().text(Field::Outcome), "taken_up");
}

#[test]
fn a_benchmark_measured_below_what_it_asks_for_is_off_track() {
    let mut book = with(&[(2025, 18, 22), (2026, 28, 12)]);
    let (element, _) = made(&mut book, &north("A.1"), Some(2025));
    let benchmark = book.parts(element, Kind::Row)[1].id;
    book.set(Kind::Row, benchmark, Field::Completed, Value::Date(day("2026-06-20")));
    assert_eq!(told(&book, element).track, Track::On);
    book.set(Kind::Row, benchmark, Field::Value, Value::text("20 of 40"));
    let seen = told(&book, element);
    assert_eq!((seen.track, seen.why[0].as_str()), (Track::Off, "a benchmark was measured at 50.0 % of 55.1 %"));
}

#[test]
fn an_indicator_and_an_outcome_are_measures_like_any_question() {
    use crate::domain::outcome::{OutcomeCase, OutcomeRule};
    let mut rated = instrument(&[8500, 9500]);
    rated.code = "cfsr".into();
    let case = OutcomeCase { answer: 1, when: Vec::new() };
    rated.questions[1].outcome = Some(OutcomeRule { items: vec!["A.1".into()], cases: vec![case] });
    let mut book = book(&[rated]);
    plan(&mut book);
    let year = |year, yes, no| tally(100, 1, year, &[[0, yes, 0, no, 0, 0], [0, yes, 0, no, 0, 0]]);
    book.set_tallies(vec![year(2025, 18, 22)]);
    let outcome = Measure { instrument: "cfsr".into(), ..north("A.2") };
    let (element, draft) = made(&mut book, &outcome, None);
    assert_eq!((draft.baseline_words.as_str(), draft.long_target.as_str()), ("45.0 % (n 40), FY2025", "95 %"));
    book.set_tallies(vec![year(2025, 18, 22), year(2026, 39, 1)]);
    let seen = told(&book, element);
    assert_eq!((seen.short.state, seen.long.state), (Reached::Yes(2026), Reached::Yes(2026)));
    assert!(seen.later[0].moved.unwrap().interval.is_ok());
}
