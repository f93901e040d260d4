use super::*;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{book, id, tally};

const MET: [i32; 6] = [0, 9, 0, 1, 0, 0];
const BELOW: [i32; 6] = [0, 5, 0, 5, 0, 0];
const NO_RATE: [i32; 6] = [0, 0, 0, 0, 1, 9];

fn years(book: &Book, tallies: &[Tally]) -> Vec<String> {
    let rows = standing_rows(book, tallies, Keys::default(), &Filter::default());
    rows.iter().map(|r| format!("{} {} {} {}", r.question.as_deref().unwrap(), r.year, r.standing.code(), r.since)).collect()
}

#[test]
fn ten_years_of_one_question_stand_as_the_rules_say() {
    let book = book(&[instrument(&[8500])]);
    let story =
        [(2011, BELOW), (2012, BELOW), (2013, MET), (2014, MET), (2015, BELOW), (2017, BELOW), (2018, NO_RATE), (2019, BELOW), (2020, MET)];
    let tallies: Vec<Tally> = story.iter().map(|(year, row)| tally(100, 1, *year, &[*row])).collect();
    assert_eq!(
        years(&book, &tallies),
        [
            "A.1 2011 below 2011",
            "A.1 2012 below_two_years 2011",
            "A.1 2013 met_once 2013",
            "A.1 2014 sustained 2013",
            "A.1 2015 fell_below 2015",
            "A.1 2016 not_reviewed 2016",
            "A.1 2017 below 2017",
            "A.1 2018 no_rate 2018",
            "A.1 2019 below 2019",
            "A.1 2020 met_once 2020",
        ]
    );
}

#[test]
fn a_gap_year_breaks_the_chain_even_between_two_met_years() {
    let book = book(&[instrument(&[8500])]);
    let tallies = [tally(100, 1, 2018, &[MET]), tally(100, 1, 2020, &[MET])];
    assert_eq!(years(&book, &tallies), ["A.1 2018 met_once 2018", "A.1 2019 not_reviewed 2019", "A.1 2020 met_once 2020"]);
}

fn second(codes: &[(&str, Option<&str>)]) -> Instrument {
    let mut version = instrument(&vec![8500; codes.len()]);
    version.version = 2;
    version.in_force_from = Some(2020);
    for (question, (code, continues)) in version.questions.iter_mut().zip(codes) {
        question.code = (*code).to_owned();
        question.continues = continues.map(str::to_owned);
    }
    version
}

#[test]
fn a_question_keeps_its_chain_across_versions_only_through_continues() {
    let book = book(&[instrument(&[8500, 8500]), second(&[("N.1", Some("A.1")), ("A.2", None)])]);
    let tallies = [tally(100, 1, 2019, &[MET, MET]), tally(101, 1, 2020, &[MET, MET])];
    assert_eq!(
        years(&book, &tallies),
        ["A.1 2019 met_once 2019", "N.1 2020 sustained 2019", "A.2 2020 met_once 2020", "A.2 2019 met_once 2019"]
    );
}

#[test]
fn each_year_uses_its_own_goal() {
    let mut stricter = second(&[("A.1", Some("A.1"))]);
    stricter.questions[0].goal = Share(9500);
    let book = book(&[instrument(&[8500]), stricter]);
    let tallies = [tally(100, 1, 2019, &[MET]), tally(101, 1, 2020, &[MET])];
    assert_eq!(years(&book, &tallies), ["A.1 2019 met_once 2019", "A.1 2020 fell_below 2020"]);
}

#[test]
fn a_question_that_parts_into_two_gives_both_its_past() {
    let book = book(&[instrument(&[8500]), second(&[("B.1", Some("A.1")), ("B.2", Some("A.1"))])]);
    let tallies = [tally(100, 1, 2019, &[MET]), tally(101, 1, 2020, &[MET, BELOW])];
    assert_eq!(years(&book, &tallies), ["A.1 2019 met_once 2019", "B.1 2020 sustained 2019", "B.2 2020 fell_below 2020"]);
}

#[test]
fn a_filter_by_year_still_looks_at_the_year_before() {
    let book = book(&[instrument(&[8500])]);
    let tallies = [tally(100, 1, 2019, &[MET]), tally(100, 1, 2020, &[BELOW])];
    let filter = Filter { year: Some(2020), question: Some("A.1".into()), ..Filter::default() };
    let rows = standing_rows(&book, &tallies, Keys::default(), &filter);
    assert_eq!((rows.len(), rows[0].standing, rows[0].needed()), (1, Standing::FellBelow, Some(4)));
    assert_eq!((rows[0].previous_met, rows[0].previous_score), (Some(true), Ratio::new(90_000, 10)));
    assert_eq!(rows[0].explain(), "Fell below the goal in 2020: 50.0 % of 10, goal 85.0 %; 4 more answers would meet it.");
}

#[test]
fn statewide_and_pooled_standings_have_no_outlook_of_their_own_questions() {
    let book = book(&[instrument(&[8500, 9000])]);
    let tallies = [tally(100, 1, 2020, &[MET, BELOW]), tally(100, 2, 2020, &[MET, BELOW])];
    let pooled = standing_rows(&book, &tallies, Keys::of(&[Key::Area]), &Filter::default());
    assert_eq!((pooled.len(), pooled[0].standing, pooled[0].outlook()), (1, Standing::Below, None));
    let state = standing_rows(&book, &tallies, Keys::of(&[Key::Question]), &Filter::default());
    assert_eq!((state.len(), state[0].region, state[0].standing), (2, None, Standing::MetOnce));
    assert!(state[0].outlook().is_some());
    assert_eq!(id(1), Id([1; 16]));
}

#[test]
fn repeated_answers_have_no_outlook() {
    let book = book(&[instrument(&[8500])]);
    let mut repeated = tally(100, 1, 2020, &[MET]);
    repeated.counts.add_repeated(0, 3);
    let outlook = |tally: Tally| standing_rows(&book, &[tally], Keys::default(), &Filter::default())[0].outlook();
    assert!(outlook(tally(100, 1, 2020, &[MET])).is_some());
    assert!(outlook(repeated).is_none());
}

#[test]
fn in_a_year_with_two_versions_the_newer_one_stands() {
    let book = book(&[instrument(&[8500]), second(&[("N.1", Some("A.1"))])]);
    let tallies = [tally(100, 1, 2019, &[MET]), tally(100, 1, 2020, &[MET]), tally(101, 1, 2020, &[BELOW])];
    assert_eq!(years(&book, &tallies), ["A.1 2019 met_once 2019", "N.1 2020 fell_below 2020"]);
}

#[test]
fn a_filter_by_question_follows_it_to_its_earlier_code() {
    let book = book(&[instrument(&[8500, 8500]), second(&[("N.1", Some("A.1")), ("A.2", None)])]);
    let tallies = [tally(100, 1, 2019, &[MET, MET]), tally(101, 1, 2020, &[MET, MET])];
    let filter = Filter { question: Some("N.1".into()), ..Filter::default() };
    let rows = standing_rows(&book, &tallies, Keys::default(), &filter);
    let seen: Vec<_> = rows.iter().map(|r| (r.question.as_deref().unwrap(), r.year, r.standing.code())).collect();
    assert_eq!(seen, [("A.1", 2019, "met_once"), ("N.1", 2020, "sustained")]);
}
