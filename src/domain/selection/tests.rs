use super::capacity::{When, when};
use super::factor::{self, Typed, typed};
use super::*;
use crate::domain::instrument::{DomainOf, Instrument};
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{Figure, id, publish, tally};
use crate::domain::text::ordinal;
use crate::domain::value::Value;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn today() -> NaiveDate {
    day(2026, 11, 20)
}

const NORTH: u8 = 11;
const SOUTH: u8 = 12;
const NEW: u8 = 13;
const BOTH: u8 = 20;

/// Four questions with a goal of 85 %, the first two about safety.
fn cpr() -> Instrument {
    let mut cpr = instrument(&[8500; 4]);
    for question in &mut cpr.questions[..2] {
        question.domain = Some(DomainOf::Safety);
    }
    cpr
}

fn yes(n: i32) -> [i32; 6] {
    [0, n, 0, 10 - n, 0, 0]
}

/// Two offices that were reviewed, a new one in the north, and a district of the first two.
fn book() -> Book {
    let mut book = crate::domain::score_table::tests::book(&[cpr()]);
    book.set(Kind::Office, id(NEW), Field::Name, Value::text("Newtown"));
    book.set(Kind::Office, id(NEW), Field::Region, Value::Record(id(1)));
    book.set(Kind::District, id(BOTH), Field::Name, Value::text("Both"));
    for (office, county) in [(NORTH, "Alder, Birch"), (SOUTH, "Birch")] {
        book.set(Kind::Office, id(office), Field::District, Value::Record(id(BOTH)));
        book.set(Kind::Office, id(office), Field::Counties, Value::text(county));
    }
    book.set_tallies(vec![
        tally(100, 1, 2025, &[yes(10), yes(10), yes(4), yes(10)]),
        tally(100, 1, 2026, &[yes(9), yes(8), yes(8), yes(10)]),
        tally(100, 2, 2026, &[yes(5), yes(5), yes(10), [0, 0, 0, 0, 0, 9]]),
    ]);
    book
}

fn add(book: &mut Book, record: u8, place: u8) {
    let field = if place == BOTH { Field::District } else { Field::Office };
    book.set(Kind::Candidate, id(record), Field::Position, Value::text(format!("{record:03}")));
    book.set(Kind::Candidate, id(record), field, Value::Record(id(place)));
}

fn put(book: &mut Book, kind: Kind, record: u8, field: Field, text: &str) {
    let value = text.parse::<NaiveDate>().map_or_else(|_| Value::text(text), Value::Date);
    book.set(kind, id(record), field, value);
}

fn board(book: &Book) -> Board {
    Board::of(book, &Figures::of(book), today())
}

fn names(board: &Board) -> Vec<&str> {
    board.candidates.iter().map(|c| c.place.name.as_str()).collect()
}

fn need(board: &Board, record: u8, factor: BuiltIn) -> (Option<u8>, String) {
    let at = board.factors.iter().position(|f| f.built_in == Some(factor)).unwrap();
    let need = &board.find(id(record)).unwrap().needs[at];
    (need.value, need.figure.as_ref().map_or_else(String::new, need::Figure::words))
}

#[test]
fn the_order_follows_the_weighted_mean_and_says_why() {
    let mut book = book();
    add(&mut book, 31, NORTH);
    add(&mut book, 32, SOUTH);
    let board = board(&book);
    // North: safety 1 of 2 = 50, cases 2 of 4 = 50, no plan yet 100 and 100: (250 + 150 + 200 + 200) / 12.
    // South: safety 2 of 2 = 100, cases 2 of 3 = 67: (500 + 201 + 200 + 200) / 12.
    assert_eq!(names(&board), ["South office", "North office"]);
    let means: Vec<String> = board.candidates.iter().map(|c| c.mean.unwrap().words()).collect();
    assert_eq!(means, ["91.8", "66.7"]);
    assert_eq!(
        board.explain(&board.candidates[0]),
        "1st: mean 91.8 of 4 of 8 factors: safety 100 (weight 5) from 2 of 2 safety questions below goal, FY2026, n 20; case review 67 \
         (weight 3) from 2 of 3 questions below goal, FY2026, n 30; time since the last plan 100 (weight 2) from no plan in this file yet; \
         plans before 100 (weight 2) from none before. No figure for placement, federal review, mini-CFSR and qualitative review: left \
         out of the mean."
    );
    let north = need(&board, 31, BuiltIn::Cases);
    assert_eq!(north, (Some(50), "2 of 4 questions below goal, FY2026, n 40, 1 of them below in FY2025 too".to_owned()));
}

#[test]
fn another_weight_makes_another_order() {
    let mut book = book();
    add(&mut book, 31, NORTH);
    add(&mut book, 32, SOUTH);
    put(&mut book, Kind::MiniPip, 60, Field::Title, "An older plan");
    put(&mut book, Kind::MiniPip, 60, Field::Stage, "released");
    put(&mut book, Kind::MiniPip, 60, Field::Released, "2026-05-21");
    book.set(Kind::MiniPip, id(60), Field::Office, Value::Record(id(SOUTH)));
    let before = board(&book);
    // From 21 May to 20 November are five whole months: 5 of 60 is 8 (8.3).
    assert_eq!(need(&before, 32, BuiltIn::LastPlan), (Some(8), "5 months since the last one (released Thu 21 May 2026)".to_owned()));
    assert_eq!(need(&before, 32, BuiltIn::PlansBefore), (Some(75), "1 plan or like process before".to_owned()));
    // South: (500 + 201 + 16 + 150) / 12 = 72.25, North 66.7.
    assert_eq!(names(&before), ["South office", "North office"]);
    assert_eq!(before.candidates[0].mean.unwrap().words(), "72.3");
    put(&mut book, Kind::Factor, 40, Field::Code, "last_plan");
    book.set(Kind::Factor, id(40), Field::Weight, Value::Int(10));
    // South: (500 + 201 + 80 + 150) / 20 = 46.55; North: (250 + 150 + 1000 + 200) / 20 = 80.
    let after = board(&book);
    assert_eq!(names(&after), ["North office", "South office"]);
    assert_eq!(after.candidates.iter().map(|c| c.mean.unwrap().words()).collect::<Vec<_>>(), ["80.0", "46.6"]);
}

#[test]
fn a_district_is_the_sum_of_its_offices_and_not_of_their_verdicts() {
    let mut book = book();
    add(&mut book, 33, BOTH);
    let board = board(&book);
    let both = &board.candidates[0];
    // 14 of 20 and 13 of 20 are below 85 %, 18 of 20 and 10 of 10 are not: the third question, below in the north, is met by both together.
    assert_eq!(need(&board, 33, BuiltIn::Cases).0, Some(50));
    assert_eq!(need(&board, 33, BuiltIn::Cases).1, "2 of 4 questions below goal, FY2026, n 70");
    assert_eq!(need(&board, 33, BuiltIn::Safety), (Some(100), "2 of 2 safety questions below goal, FY2026, n 40".to_owned()));
    assert_eq!(both.place.words(), "Both (Alder, Birch)");
}

#[test]
fn an_office_of_a_district_without_figures_is_said_to_be_missing() {
    let mut book = book();
    book.set(Kind::Office, id(NEW), Field::District, Value::Record(id(BOTH)));
    add(&mut book, 33, BOTH);
    assert!(need(&board(&book), 33, BuiltIn::Cases).1.ends_with("n 70, from 2 of 3 offices"));
}

#[test]
fn an_office_without_figures_has_those_of_its_region_and_says_so() {
    let mut book = book();
    add(&mut book, 34, NEW);
    let board = board(&book);
    let (value, words) = need(&board, 34, BuiltIn::Safety);
    assert_eq!((value, words.as_str()), (Some(50), "1 of 2 safety questions below goal, FY2026, n 20, of the whole region North"));
    assert_eq!(need(&board, 34, BuiltIn::Qualitative), (None, String::new()), "no such review is in the file");
}

#[test]
fn published_figures_alone_are_enough() {
    let mut book = crate::domain::score_table::tests::book(&[cpr()]);
    let figure = |record, question, percent| Figure {
        record,
        question,
        year: 2020,
        region: Some(1),
        percent: Some(percent),
        counts: None,
        edition: "1",
    };
    publish(&mut book, &figure(50, "A.1", 9000));
    publish(&mut book, &figure(51, "A.2", 7000));
    publish(&mut book, &figure(52, "A.3", 7100));
    add(&mut book, 31, NORTH);
    let words = need(&board(&book), 31, BuiltIn::Cases);
    assert_eq!(words, (Some(67), "2 of 3 questions below goal, FY2020, n not published, of the whole region North".to_owned()));
}

#[test]
fn no_figure_at_all_is_no_need_and_stands_last() {
    let mut book = Book::default();
    for (record, name) in [(11, "B town"), (12, "A town")] {
        put(&mut book, Kind::Office, record, Field::Name, name);
        add(&mut book, record + 20, record);
    }
    for (record, code) in [(40, "last_plan"), (41, "plans_before")] {
        put(&mut book, Kind::Factor, record, Field::Code, code);
        book.set(Kind::Factor, id(record), Field::Weight, Value::Int(0));
    }
    let empty = board(&book);
    assert_eq!(names(&empty), ["A town", "B town"], "the same by name");
    assert!(empty.candidates.iter().all(|c| c.mean.is_none()));
    assert!(empty.explain(&empty.candidates[0]).starts_with("1st: no factor has a figure"));
    put(&mut book, Kind::Factor, 42, Field::Name, "New judge");
    put(&mut book, Kind::FactorValue, 45, Field::Value, "0");
    book.set(Kind::FactorValue, id(45), Field::Candidate, Value::Record(id(31)));
    book.set(Kind::FactorValue, id(45), Field::Factor, Value::Record(id(42)));
    assert_eq!(names(&board(&book)), ["B town", "A town"], "a need of 0 is a figure, none is not");
}

#[test]
fn equal_means_stand_by_name() {
    let mut book = book();
    add(&mut book, 31, NEW);
    add(&mut book, 32, NORTH);
    let board = board(&book);
    assert_eq!(board.candidates[0].mean, board.candidates[1].mean);
    assert_eq!(names(&board), ["Newtown", "North office"]);
}

#[test]
fn placement_rates_are_held_against_the_highest_on_the_board() {
    let mut book = book();
    put(&mut book, Kind::Factor, 40, Field::Code, "placement");
    for (record, place, rate) in [(31, NORTH, "7.4"), (32, SOUTH, "3.7"), (33, NEW, "")] {
        add(&mut book, record, place);
        put(&mut book, Kind::FactorValue, record + 20, Field::Value, rate);
        book.set(Kind::FactorValue, id(record + 20), Field::Candidate, Value::Record(id(record)));
        book.set(Kind::FactorValue, id(record + 20), Field::Factor, Value::Record(id(40)));
    }
    let board = board(&book);
    let needs = [31, 32, 33].map(|record| need(&board, record, BuiltIn::Placement).0);
    assert_eq!(needs, [Some(100), Some(50), None]);
    assert_eq!(need(&board, 32, BuiltIn::Placement).1, "a placement rate of 3.7, typed");
}

#[test]
fn a_rate_that_is_published_needs_no_typing() {
    let mut book = book();
    let figure =
        Figure { record: 50, question: "placement_rate", year: 2026, region: None, percent: Some(650), counts: None, edition: "1" };
    publish(&mut book, &figure);
    book.set(Kind::Published, id(50), Field::Office, Value::Record(id(NORTH)));
    add(&mut book, 31, NORTH);
    let found = need(&board(&book), 31, BuiltIn::Placement);
    assert_eq!(found, (Some(100), "a placement rate of 6.5 %, FY2026".to_owned()));
    assert_eq!(need(&board(&book), 31, BuiltIn::Cases).0, Some(50), "it is no question of the review");
}

#[test]
fn federal_outcomes_come_from_the_office_or_else_from_where_they_are_known() {
    use crate::domain::outcome::OutcomeRule;
    let mut cfsr = instrument(&[9000, 9500, 9500]);
    cfsr.code = "cfsr".into();
    for question in &mut cfsr.questions[1..] {
        question.outcome = Some(OutcomeRule { items: vec!["A.1".into()], cases: Vec::new() });
    }
    let mut book = crate::domain::score_table::tests::book(&[cpr(), cfsr]);
    book.set_tallies(vec![tally(101, 1, 2024, &[yes(2), yes(10), yes(9)])]);
    add(&mut book, 31, NORTH);
    add(&mut book, 32, SOUTH);
    let board = board(&book);
    let own = "1 of 2 outcomes not substantially achieved, FY2024, n 20";
    assert_eq!(need(&board, 31, BuiltIn::Federal), (Some(50), own.to_owned()), "items are not outcomes");
    assert_eq!(need(&board, 32, BuiltIn::Federal), (Some(50), format!("{own}, of the whole state")));
    assert_eq!(need(&board, 31, BuiltIn::MiniFederal).0, None);
}

#[test]
fn an_open_round_counts_only_where_nothing_is_closed() {
    let mut book = book();
    let mut open = tally(100, 1, 2027, &[yes(1), yes(1), yes(1), yes(1)]);
    open.provisional = true;
    let mut tallies = book.tallies().to_vec();
    tallies.push(open.clone());
    book.set_tallies(tallies);
    add(&mut book, 31, NORTH);
    assert!(need(&board(&book), 31, BuiltIn::Cases).1.contains("FY2026"));
    book.set_tallies(vec![open]);
    assert_eq!(need(&board(&book), 31, BuiltIn::Cases).1, "4 of 4 questions below goal, FY2027, n 40, a round still open");
}

fn five() -> Book {
    let mut book = Book::default();
    for (record, name) in (11..).zip(["A", "B", "C", "D", "E"]) {
        put(&mut book, Kind::Office, record, Field::Name, name);
        add(&mut book, record + 20, record);
    }
    book
}

/// Moves as the board says, and what the order is then.
fn moved(book: &mut Book, record: u8, to: usize) -> String {
    let places = board(book).moved(id(record), to);
    assert!(!places.is_empty());
    for (record, place) in places {
        book.set(Kind::Candidate, record, Field::Rank, Value::Int(place));
    }
    names(&board(book)).concat()
}

#[test]
fn a_move_by_hand_gives_the_place_and_keeps_the_others_in_order() {
    let mut book = five();
    assert_eq!(names(&board(&book)).concat(), "ABCDE");
    assert_eq!(moved(&mut book, 34, 2), "ADBCE");
    assert_eq!(moved(&mut book, 35, 1), "EADBC", "who was put by hand before makes room too");
    assert_eq!(moved(&mut book, 32, 3), "EABDC");
    let now = board(&book);
    let e = now.find(id(35)).unwrap();
    assert_eq!((e.rank, e.proposed, e.by_hand), (Some(1), Some(5), Some(1)));
    assert_eq!(now.find(id(31)).unwrap().by_hand, None, "others only make room");
    put(&mut book, Kind::Candidate, 35, Field::Reason, "the director asked for it");
    let words = board(&book).explain(board(&book).find(id(35)).unwrap());
    assert!(words.starts_with("1st by hand because: the director asked for it. Proposed 5th: mean 100.0"), "{words}");
    for record in 31..=35 {
        book.set(Kind::Candidate, id(record), Field::Rank, Value::None);
    }
    assert_eq!(names(&board(&book)).concat(), "ABCDE", "cleared, the proposal is back");
}

#[test]
fn two_with_the_same_place_and_one_beyond_the_end_still_have_a_place() {
    let mut book = five();
    for (record, place) in [(33, 2), (34, 2), (31, 99)] {
        book.set(Kind::Candidate, id(record), Field::Rank, Value::Int(place));
    }
    assert_eq!(names(&board(&book)).concat(), "BCDEA");
}

#[test]
fn a_candidate_whose_plan_has_begun_has_no_place() {
    let mut book = five();
    put(&mut book, Kind::MiniPip, 60, Field::Title, "Plan of A");
    book.set(Kind::Candidate, id(31), Field::MiniPip, Value::Record(id(60)));
    let now = board(&book);
    assert_eq!(names(&now).concat(), "BCDEA");
    assert_eq!((now.candidates[4].rank, now.candidates[0].rank), (None, Some(1)));
    book.set(Kind::MiniPip, id(60), Field::Gone, Value::Int(1));
    assert_eq!(names(&board(&book)).concat(), "ABCDE", "a plan that was taken back has not begun");
}

#[test]
fn a_start_is_a_day_a_quarter_or_a_bare_year() {
    for (text, read, is) in [
        ("5/1/2026", Some(day(2026, 5, 1)), Some(When::Day(day(2026, 5, 1)))),
        ("Q3 2026", Some(day(2026, 9, 30)), Some(When::Quarter(2026, 3))),
        ("q3", Some(day(2026, 9, 30)), Some(When::Quarter(2026, 3))),
        ("2026", None, Some(When::Year(2026))),
        ("some time in 2027", None, Some(When::Year(2027))),
        ("when there is a judge", None, None),
        ("", Some(day(2026, 5, 1)), Some(When::Day(day(2026, 5, 1)))),
    ] {
        assert_eq!(when(text, read), is, "{text}");
    }
}

fn start(book: &mut Book, record: u8, text: &str) {
    put(book, Kind::Candidate, record, Field::DayText, text);
    if text.parse::<NaiveDate>().is_ok() {
        book.set(Kind::Candidate, id(record), Field::DayText, Value::text(text));
        put(book, Kind::Candidate, record, Field::Day, text);
    }
}

fn warned(book: &Book) -> Vec<String> {
    capacity(book, today()).into_iter().map(|warning| warning.words).collect()
}

#[test]
fn two_starts_within_two_months_are_named() {
    let mut book = five();
    for (record, text) in [(31, "2027-01-15"), (32, "2027-03-15"), (33, "2027-05-14"), (34, "2027-09-01")] {
        start(&mut book, record, text);
    }
    assert_eq!(warned(&book), ["B (Mon 15 Mar 2027) and C (Fri 14 May 2027) start less than two months apart."]);
    let about = capacity(&book, today())[0].about.clone();
    assert_eq!(about, [id(32), id(33)]);
}

#[test]
fn a_plan_that_runs_takes_its_room_too() {
    let mut book = five();
    put(&mut book, Kind::MiniPip, 60, Field::Title, "Visits that count");
    put(&mut book, Kind::MiniPip, 60, Field::ImplementationDate, "2027-12-01");
    put(&mut book, Kind::Passage, 61, Field::Stage, "selected");
    put(&mut book, Kind::Passage, 61, Field::Part, "passed");
    book.set(Kind::Passage, id(61), Field::MiniPip, Value::Record(id(60)));
    put(&mut book, Kind::Passage, 61, Field::Day, "2026-12-10");
    start(&mut book, 31, "2027-01-15");
    let words = warned(&book);
    assert_eq!(
        words,
        [
            "'Visits that count' (Thu 10 Dec 2026) and A (Fri 15 Jan 2027) start less than two months apart.",
            "1 start in 2027; the goal is 4 to 6 a year.",
        ],
        "the day it was selected goes before its implementation date, and past starts bind nobody"
    );
}

#[test]
fn a_calendar_year_holds_four_to_six_starts() {
    let mut book = five();
    for (record, name) in (16..19).zip(["F", "G", "H"]) {
        put(&mut book, Kind::Office, record, Field::Name, name);
        add(&mut book, record + 20, record);
    }
    for record in 31..=34 {
        start(&mut book, record, "2027");
    }
    assert_eq!(warned(&book), Vec::<String>::new(), "four bare years are enough, and none is too close");
    start(&mut book, 35, "2027");
    start(&mut book, 36, "2027-02-01");
    assert_eq!(warned(&book), Vec::<String>::new());
    start(&mut book, 37, "Q1 2027");
    start(&mut book, 38, "2025");
    assert_eq!(warned(&book), ["7 starts in 2027; more than 6 a year cannot be carried."], "a year that is over is left alone");
    start(&mut book, 31, "Q1 2027");
    assert_eq!(warned(&book)[0], "3 starts in Q1 2027; two months apart, a quarter has room for two.");
}

#[test]
fn what_is_typed_is_understood_or_refused_with_a_sentence() {
    let read = |factor, text| typed(factor, text, today(), false);
    assert_eq!(read(None, " 40 "), Ok(Some(Typed::Need(40))));
    assert_eq!(read(None, ""), Ok(None));
    assert_eq!(read(Some(BuiltIn::Placement), "7,45 %").unwrap().unwrap().text(), "7.45");
    assert_eq!(read(Some(BuiltIn::PlansBefore), "2"), Ok(Some(Typed::Count(2))));
    assert_eq!(read(Some(BuiltIn::LastPlan), "2019"), Ok(Some(Typed::Year(2019))));
    assert_eq!(read(Some(BuiltIn::LastPlan), "3/15/2024").unwrap().unwrap().text(), "2024-03-15");
    for (factor, text) in [
        (None, "101"),
        (None, "much"),
        (Some(BuiltIn::Placement), "-1"),
        (Some(BuiltIn::LastPlan), "2030"),
        (Some(BuiltIn::LastPlan), "then"),
    ] {
        assert!(read(factor, text).is_err_and(|why| why.ends_with('.') && why.contains(text)), "{text}");
    }
    assert_eq!((factor::weight(" 10 "), factor::weight("")), (Ok(Some(10)), Ok(None)));
    assert!(factor::weight("11").is_err());
}

#[test]
fn places_are_counted_as_people_count_them() {
    let words: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].into_iter().map(ordinal).collect();
    assert_eq!(words.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
}
