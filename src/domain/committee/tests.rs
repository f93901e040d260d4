//! Worked out by hand, with the calendar on the table.

use super::action::{self, Refusal, StepDraft, StudyDraft};
use super::advice::{self, State};
use super::calendar::{self, DayRule, Frequency};
use super::*;
use crate::domain::change::{Change, Seen};
use crate::domain::value::Value;
use std::cell::Cell;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn day(text: &str) -> Value {
    Value::Date(d(text))
}

fn t(text: &str) -> Value {
    Value::text(text)
}

fn put(book: &mut Book, kind: Kind, n: u8, fields: &[(Field, Value)]) {
    for (field, value) in fields {
        book.set(kind, id(n), *field, value.clone());
    }
}

fn apply(book: &mut Book, change: &Change) {
    for edit in &change.edits {
        book.set(edit.kind, edit.record, edit.field, edit.value.clone());
    }
}

/// A committee that meets monthly, number 1.
fn monthly() -> Book {
    let mut book = Book::default();
    put(
        &mut book,
        Kind::Committee,
        1,
        &[(Field::Name, t("North QIC")), (Field::Category, t("regional_qic")), (Field::Frequency, t("monthly"))],
    );
    book
}

fn meeting(book: &mut Book, n: u8, on: &str, status: &str) {
    put(book, Kind::Session, n, &[(Field::Committee, Value::Record(id(1))), (Field::Day, day(on)), (Field::Status, t(status))]);
}

fn member(book: &mut Book, n: u8, name: &str, from: &str, until: &str) {
    let open = |text: &str| if text.is_empty() { Value::None } else { day(text) };
    put(
        book,
        Kind::Member,
        n,
        &[(Field::Committee, Value::Record(id(1))), (Field::Name, t(name)), (Field::From, open(from)), (Field::Until, open(until))],
    );
}

fn presence(book: &mut Book, n: u8, at: u8, who: Result<u8, &str>, status: &str) {
    let who = match who {
        Ok(member) => (Field::Member, Value::Record(id(member))),
        Err(name) => (Field::Name, t(name)),
    };
    put(book, Kind::Presence, n, &[(Field::Session, Value::Record(id(at))), who, (Field::Status, t(status))]);
}

fn recommendation(book: &mut Book, n: u8, fields: &[(Field, Value)]) {
    put(book, Kind::Recommendation, n, &[(Field::Committee, Value::Record(id(1))), (Field::Text, t("Do it"))]);
    put(book, Kind::Recommendation, n, fields);
}

#[test]
fn a_year_is_told_in_meetings_seats_and_recommendations() {
    let mut book = monthly();
    // Fiscal year 2026 is July 2025 to June 2026. Twelve in the calendar, nine of them held.
    for (n, month) in (1..=12).enumerate() {
        let year = if month >= 7 { 2025 } else { 2026 };
        let status = if [2, 5, 11].contains(&month) { "cancelled" } else { "held" };
        meeting(&mut book, 10 + n as u8, &format!("{year}-{month:02}-10"), status);
    }
    // Ann is in office all the year; Ben's term ends on the last day of 2025.
    member(&mut book, 31, "Ann", "", "");
    member(&mut book, 32, "Ben", "2024-07-01", "2025-12-31");
    // Ann came in July, August and January; Ben in July, and was excused in August. In January he is a guest.
    for (n, (at, who, status)) in
        [(16, 31, CAME), (16, 32, CAME), (17, 31, CAME), (17, 32, EXCUSED), (10, 31, CAME), (10, 32, CAME)].into_iter().enumerate()
    {
        presence(&mut book, 40 + n as u8, at, Ok(who), status);
    }
    presence(&mut book, 50, 10, Err("A visitor"), CAME);
    presence(&mut book, 51, 10, Err("A visitor who stayed away"), ABSENT);
    for n in 60..65 {
        recommendation(&mut book, n, &[(Field::Day, day("2026-01-10"))]);
    }
    put(&mut book, Kind::Recommendation, 60, &[(Field::Status, t("done"))]);
    put(&mut book, Kind::Recommendation, 61, &[(Field::Status, t("declined"))]);
    // Of a year before, and one without any day.
    recommendation(&mut book, 66, &[(Field::Day, day("2025-06-30")), (Field::Status, t("done"))]);
    recommendation(&mut book, 67, &[]);
    let found = in_year(&book, id(1), 2026, d("2026-11-21"));
    assert_eq!(
        found,
        Functioning {
            planned: 12,
            held: 9,
            cancelled: 3,
            // July and August two seats each, January one.
            expected: 5,
            came: 4,
            excused: 1,
            guests: 2,
            uncounted: 6,
            recommendations: 5,
            acted_on: 1,
            done: 1,
            declined: 1,
            ..Functioning::default()
        }
    );
    assert_eq!(found.words(), "9 of 12 meetings held, 4 of 5 seats taken, 1 of 5 recommendations acted on");
    assert_eq!(found.notes(), ["3 meetings were cancelled", "6 meetings held without attendance taken", "1 recommendation declined"]);
}

#[test]
fn the_first_and_the_last_day_of_a_term_belong_to_it() {
    let mut book = monthly();
    member(&mut book, 31, "Ann", "2026-01-01", "2026-03-31");
    let count = |on| members(&book, id(1), d(on)).len();
    assert_eq!(["2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01"].map(count), [0, 1, 1, 0]);
    let ann = book.get(id(31)).unwrap();
    let stands = |on| term(ann, d(on));
    // 31 March is 90 days after 31 December 2025, and 89 after 1 January.
    assert_eq!(stands("2025-12-31"), Term::Coming);
    assert_eq!(stands("2026-01-01"), Term::Ending);
    assert_eq!(stands("2026-03-31"), Term::Ending);
    assert_eq!(stands("2026-04-01"), Term::Over);
    member(&mut book, 32, "Ben", "", "2027-01-01");
    assert_eq!(term(book.get(id(32)).unwrap(), d("2026-01-01")), Term::Running);
}

#[test]
fn what_the_frequency_asks_for_counts_where_the_calendar_has_less() {
    let mut book = monthly();
    for (n, on) in ["2025-07-08", "2025-08-12", "2025-10-14", "2025-12-09", "2026-02-10"].into_iter().enumerate() {
        meeting(&mut book, 10 + n as u8, on, "held");
    }
    // The year is over: five held of twelve that a monthly committee owes.
    let over = in_year(&book, id(1), 2026, d("2026-07-01"));
    assert_eq!((over.planned, over.missing, over.held), (12, 7, 5));
    assert_eq!(over.notes()[0], "7 meetings that its frequency asks for are not in the calendar");
    // On 15 December five whole months have passed, July to November; four meetings stand in the calendar by then. The one in
    // February is marked as held already and counts as it is marked.
    let then = in_year(&book, id(1), 2026, d("2025-12-15"));
    assert_eq!((then.planned, then.missing, then.held), (5, 0, 5));
    book.set(Kind::Session, id(14), Field::Status, t("planned"));
    let then = in_year(&book, id(1), 2026, d("2025-12-15"));
    assert_eq!((then.planned, then.missing, then.held, then.coming), (5, 1, 4, 1));
    // More than the frequency asks for is planned as well.
    for n in 0..9 {
        meeting(&mut book, 20 + n, "2026-03-03", "cancelled");
    }
    let many = in_year(&book, id(1), 2026, d("2026-07-01"));
    assert_eq!((many.planned, many.missing, many.held, many.cancelled, many.unrecorded), (14, 0, 4, 9, 1));
    // As needed asks for nothing.
    book.set(Kind::Committee, id(1), Field::Frequency, t("as_needed"));
    assert_eq!(in_year(&book, id(1), 2025, d("2026-07-01")).words(), "no meeting planned, no attendance yet, no recommendation");
}

#[test]
fn without_a_founding_day_nobody_owes_meetings_from_before_the_first_one() {
    let mut book = monthly();
    assert_eq!(in_year(&book, id(1), 2026, d("2026-07-01")).planned, 0);
    meeting(&mut book, 10, "2025-12-16", "held");
    // December to June: December counts although its first day was before the first meeting.
    assert_eq!(in_year(&book, id(1), 2026, d("2026-07-01")).planned, 7);
    book.set(Kind::Committee, id(1), Field::From, day("2025-09-01"));
    assert_eq!(in_year(&book, id(1), 2026, d("2026-07-01")).planned, 10);
}

#[test]
fn a_committee_founded_in_mid_year_owes_whole_periods_only() {
    let mut book = monthly();
    put(&mut book, Kind::Committee, 1, &[(Field::From, day("2025-10-15")), (Field::Until, day("2026-03-30"))]);
    let planned = |book: &Book| in_year(book, id(1), 2026, d("2026-11-21")).planned;
    // November to February: October began without it, March ended without it.
    assert_eq!(planned(&book), 4);
    book.set(Kind::Committee, id(1), Field::Frequency, t("quarterly"));
    // Of the quarters July, October, January, April none is whole.
    assert_eq!(planned(&book), 0);
    book.set(Kind::Committee, id(1), Field::From, day("2025-10-01"));
    assert_eq!(planned(&book), 1);
    book.set(Kind::Committee, id(1), Field::Until, day("2026-03-31"));
    assert_eq!(planned(&book), 2);
}

#[test]
fn a_fiscal_year_from_october_has_its_own_quarters() {
    let mut book = monthly();
    book.set(Kind::Agency, id(9), Field::FiscalYearStart, Value::Int(10));
    book.set(Kind::Committee, id(1), Field::Frequency, t("quarterly"));
    meeting(&mut book, 10, "2025-09-30", "held");
    meeting(&mut book, 11, "2025-10-01", "held");
    meeting(&mut book, 12, "2026-09-30", "held");
    let found = in_year(&book, id(1), 2026, d("2026-10-01"));
    assert_eq!((found.planned, found.held, found.missing), (4, 2, 2));
    // Half a year, asked for by its days: October to March are two quarters; from 2 October on only the second is whole.
    let from = |first| functioning(&book, id(1), d(first), d("2026-03-31"), d("2026-11-21")).planned;
    assert_eq!((from("2025-10-01"), from("2025-10-02")), (2, 1));
}

#[test]
fn who_is_marked_twice_came_once_and_a_deleted_member_has_no_seat() {
    let mut book = monthly();
    meeting(&mut book, 10, "2026-01-13", "held");
    member(&mut book, 31, "Ann", "", "");
    member(&mut book, 32, "Ben", "", "");
    presence(&mut book, 40, 10, Ok(31), ABSENT);
    presence(&mut book, 41, 10, Ok(31), CAME);
    let of = |book: &Book| Known::of(book, book.get(id(10)).unwrap());
    assert_eq!(of(&book), Known { taken: true, expected: 2, came: 1, ..Known::default() });
    assert_eq!(of(&book).words(), "1 of 2 came");
    book.set(Kind::Member, id(32), Field::Gone, Value::Int(1));
    assert_eq!(of(&book).expected, 1);
    book.set(Kind::Presence, id(40), Field::Gone, Value::Int(1));
    book.set(Kind::Presence, id(41), Field::Gone, Value::Int(1));
    assert_eq!(of(&book).words(), "attendance not taken");
}

#[test]
fn the_roll_lists_who_is_in_office_and_the_first_mark_says_that_it_was_held() {
    let mut book = monthly();
    meeting(&mut book, 10, "2026-01-13", "planned");
    member(&mut book, 31, "Ann", "", "");
    member(&mut book, 32, "Ben", "", "2025-12-31");
    member(&mut book, 33, "Cam", "2026-01-13", "");
    let next = Cell::new(100);
    let ids = || {
        next.set(next.get() + 1);
        id(next.get())
    };
    let names = |book: &Book| -> Vec<(String, String)> {
        let roll = roll::roll(book, book.get(id(10)).unwrap());
        roll.iter().map(|e| (e.name().to_owned(), e.status().to_owned())).collect()
    };
    let said = |list: &[(&str, &str)]| -> Vec<(String, String)> { list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect() };
    assert_eq!(names(&book), said(&[("Ann", ""), ("Cam", "")]));
    let mut change = Change::new("excused", Seen::default());
    {
        let at = book.get(id(10)).unwrap();
        let entries = roll::roll(&book, at);
        roll::mark(&book, at, &entries[1], EXCUSED, &ids, &mut change);
    }
    apply(&mut book, &change);
    assert_eq!(Sitting::of(book.get(id(10)).unwrap()), Sitting::Held);
    let mut change = Change::new("the rest and guests", Seen::default());
    {
        let at = book.get(id(10)).unwrap();
        assert_eq!(roll::rest_came(&book, at, &ids, &mut change), 1);
        // Ben is no member any more, but he is Ben.
        assert!(roll::guest(&book, at, " ben ", &ids, &mut change).is_some());
        assert!(roll::guest(&book, at, "Dr. Example", &ids, &mut change).is_some());
        assert!(roll::guest(&book, at, " ", &ids, &mut change).is_none());
    }
    apply(&mut book, &change);
    assert_eq!(names(&book), said(&[("Ann", CAME), ("Cam", EXCUSED), ("Ben", CAME), ("Dr. Example", CAME)]));
    let known = Known::of(&book, book.get(id(10)).unwrap());
    assert_eq!(known.words(), "1 of 2 came, 1 excused, 2 guests");
}

#[test]
fn a_day_of_the_month_is_read_as_people_say_it() {
    use chrono::Weekday::{Fri, Tue};
    for (text, rule) in [
        ("second Tuesday", DayRule::Nth(2, Tue)),
        ("2nd tue", DayRule::Nth(2, Tue)),
        ("the last Friday of the month", DayRule::Nth(0, Fri)),
        ("every 4th Tuesday", DayRule::Nth(4, Tue)),
        ("15th", DayRule::Date(15)),
        ("the 31st", DayRule::Date(31)),
    ] {
        assert_eq!(DayRule::read(text), Ok(rule), "{text}");
    }
    for text in ["", "Tuesday", "fifth Tuesday", "32nd", "second day", "0"] {
        assert!(DayRule::read(text).is_err(), "{text}");
    }
    // February 2026 begins on a Sunday and has 28 days.
    assert_eq!(DayRule::Nth(2, Tue).in_month(2026, 2), Some(d("2026-02-10")));
    assert_eq!(DayRule::Nth(0, Fri).in_month(2026, 2), Some(d("2026-02-27")));
    assert_eq!(DayRule::Date(31).in_month(2026, 2), Some(d("2026-02-28")));
    // 31 March 2026 is the fifth Tuesday: what comes again each month is the last one.
    assert_eq!(DayRule::of(d("2026-03-31")).words(), "last Tuesday");
    assert_eq!(DayRule::of(d("2026-02-10")).words(), "second Tuesday");
}

#[test]
fn a_year_is_planned_by_the_rhythm_and_never_twice() {
    let mut book = monthly();
    let committee = |book: &Book| book.get(id(1)).unwrap().clone();
    let plan = calendar::rhythm(&book, &committee(&book));
    assert_eq!((plan.day.words(), plan.month, plan.time.as_str()), ("second Tuesday".to_owned(), 7, "9:00 AM"));
    let days = calendar::days(&book, id(1), 2027, &plan, d("2026-07-01"));
    let words: Vec<String> = days.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "2026-07-14",
            "2026-08-11",
            "2026-09-08",
            "2026-10-13",
            "2026-11-10",
            "2026-12-08",
            "2027-01-12",
            "2027-02-09",
            "2027-03-09",
            "2027-04-13",
            "2027-05-11",
            "2027-06-08"
        ]
    );
    // What has passed, what is there already and what lies after its end is left out.
    meeting(&mut book, 10, "2027-01-20", "planned");
    book.set(Kind::Committee, id(1), Field::Until, day("2027-04-30"));
    let days = calendar::days(&book, id(1), 2027, &plan, d("2026-11-21"));
    assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-12-08", "2027-02-09", "2027-03-09", "2027-04-13"]);
    // A quarterly committee that met on third Wednesdays in the second month of its quarters goes on so.
    let mut book = monthly();
    book.set(Kind::Committee, id(1), Field::Frequency, t("quarterly"));
    meeting(&mut book, 10, "2025-08-20", "held");
    meeting(&mut book, 11, "2025-11-19", "held");
    put(&mut book, Kind::Session, 11, &[(Field::Time, t("1:30 PM")), (Field::Site, t("Room 4"))]);
    let plan = calendar::rhythm(&book, &committee(&book));
    assert_eq!(
        (plan.day.words(), plan.month, plan.time.as_str(), plan.site.as_str()),
        ("third Wednesday".to_owned(), 8, "1:30 PM", "Room 4")
    );
    let days = calendar::days(&book, id(1), 2026, &plan, d("2025-07-01"));
    assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-02-18", "2026-05-20"]);
    assert_eq!(Frequency::named("Every two months"), Some(Frequency::EveryTwoMonths));
}

fn with_plan(book: &mut Book) {
    put(book, Kind::Plan, 80, &[(Field::Title, t("Milestones"))]);
    for n in [3, 4, 6, 7, 9] {
        let fields = [(Field::Plan, Value::Record(id(80))), (Field::Number, Value::Int(i64::from(n))), (Field::Name, t("Milestone"))];
        put(book, Kind::Milestone, 80 + n, &fields);
    }
    put(book, Kind::Milestone, 87, &[(Field::Instrument, t("utah-cpr"))]);
    put(book, Kind::Step, 95, &[(Field::Milestone, Value::Record(id(84))), (Field::Position, t("i")), (Field::Text, t("Kin placement"))]);
}

#[test]
fn a_committee_serves_the_milestone_it_names_or_that_of_its_sort() {
    let mut book = monthly();
    with_plan(&mut book);
    let serves = |book: &Book| milestone(book, book.get(id(1)).unwrap()).map(|m| m.int(Field::Number).unwrap());
    assert_eq!(serves(&book), Some(9));
    book.set(Kind::Committee, id(1), Field::Category, t("trend_front_line"));
    assert_eq!(serves(&book), Some(6));
    assert_eq!(serving(&book, id(86)).len(), 1);
    book.set(Kind::Committee, id(1), Field::Milestone, Value::Record(id(83)));
    assert_eq!((serves(&book), serving(&book, id(86)).len()), (Some(3), 0));
}

#[test]
fn a_recommendation_is_acted_on_once_something_came_of_it_that_was_not_given_up() {
    let mut book = monthly();
    with_plan(&mut book);
    meeting(&mut book, 10, "2026-01-13", "held");
    recommendation(
        &mut book,
        60,
        &[(Field::Session, Value::Record(id(10))), (Field::Instrument, t("utah-cpr")), (Field::Question, t("FC.1"))],
    );
    let today = d("2026-02-01");
    let facts = |book: &Book| {
        let f = in_year(book, id(1), 2026, today);
        (f.recommendations, f.acted_on, f.done)
    };
    let state = |book: &Book| State::of(book, book.get(id(60)).unwrap(), today);
    // It is of the day of its meeting.
    assert_eq!((facts(&book), state(&book)), ((1, 0, 0), State::Open));
    // Its question is what milestone 7 rests on, so a step belongs there.
    assert_eq!(action::milestone_for(&book, book.get(id(60)).unwrap()), Some(id(87)));
    let mut change = Change::new("a step", Seen::default());
    let draft = StepDraft { milestone: id(87), text: " Coach monthly ".to_owned(), owner: "Ann".to_owned(), due: Some(d("2026-01-31")) };
    let step = action::into_step(&book, book.get(id(60)).unwrap(), &draft, &|| id(99), &mut change);
    apply(&mut book, &change);
    assert_eq!((facts(&book), state(&book)), ((1, 1, 0), State::Made));
    let came = |book: &Book| advice::Came::of(book, book.get(step).unwrap(), today).sentence();
    assert_eq!(came(&book), "step of milestone 7: not started, overdue since Sat 31 Jan 2026");
    assert_eq!(book.get(step).unwrap().text(Field::Text), "Coach monthly");
    assert_eq!(book.get(id(60)).unwrap().text(Field::Status), "accepted");
    let again = action::sound(&book, book.get(id(60)).unwrap(), today);
    assert_eq!(again, Err(Refusal::Already("step of milestone 7".to_owned())));
    for (status, facts_then, state_then) in
        [("in_progress", (1, 1, 0), State::UnderWay), ("done", (1, 1, 1), State::Done), ("dropped", (1, 0, 0), State::GivenUp)]
    {
        book.set(Kind::Step, step, Field::Status, t(status));
        assert_eq!((facts(&book), state(&book)), (facts_then, state_then), "{status}");
    }
    // What is recorded as done is done, whatever became of it; what is gone came to nothing.
    book.set(Kind::Recommendation, id(60), Field::Status, t("done"));
    assert_eq!(facts(&book), (1, 1, 1));
    book.set(Kind::Recommendation, id(60), Field::Status, t("accepted"));
    book.set(Kind::Step, step, Field::Gone, Value::Int(1));
    assert_eq!((facts(&book), state(&book)), ((1, 0, 0), State::Accepted));
    book.set(Kind::Recommendation, id(60), Field::Status, t("declined"));
    assert_eq!(action::sound(&book, book.get(id(60)).unwrap(), today), Err(Refusal::Declined));
}

#[test]
fn a_special_study_of_a_recommendation_belongs_to_a_focus_area() {
    let mut book = monthly();
    with_plan(&mut book);
    recommendation(&mut book, 60, &[(Field::Day, day("2026-01-13"))]);
    assert_eq!(action::focus_areas(&book).iter().map(|step| step.id).collect::<Vec<_>>(), [id(95)]);
    let draft = StudyDraft {
        area: id(95),
        title: "Why kin homes wait".to_owned(),
        question: "Where do days go?".to_owned(),
        who: "Ann".to_owned(),
        from: None,
        until: Some(d("2026-06-30")),
    };
    let mut change = Change::new("a study", Seen::default());
    let study = action::into_study(&book, book.get(id(60)).unwrap(), &draft, &|| id(99), &mut change);
    apply(&mut book, &change);
    let today = d("2026-02-01");
    let came = |book: &Book| advice::Came::of(book, book.get(study).unwrap(), today);
    assert_eq!(came(&book).sentence(), "special study: planned, due Tue 30 Jun 2026");
    book.set(Kind::Study, study, Field::Status, t("done"));
    book.set(Kind::Study, study, Field::Finding, t("Background checks take 19 days.\nMore below."));
    assert_eq!(came(&book).sentence(), "special study: done: Background checks take 19 days.");
    assert_eq!(advice::behind(&book, study).len(), 1);
}

#[test]
fn an_element_is_under_way_with_its_first_row_and_done_with_its_last() {
    let mut book = monthly();
    put(&mut book, Kind::MiniPip, 70, &[(Field::Title, t("Mini PIP of Ash Fork"))]);
    put(&mut book, Kind::Element, 71, &[(Field::MiniPip, Value::Record(id(70))), (Field::Title, t("Kin"))]);
    put(&mut book, Kind::Row, 72, &[(Field::Element, Value::Record(id(71))), (Field::CompletionDue, day("2026-01-05"))]);
    put(&mut book, Kind::Row, 73, &[(Field::Element, Value::Record(id(71)))]);
    recommendation(&mut book, 60, &[(Field::Day, day("2026-01-13")), (Field::Became, Value::Record(id(71)))]);
    let today = d("2026-02-01");
    let came = |book: &Book| {
        let came = advice::Came::of(book, book.get(id(71)).unwrap(), today);
        (came.state, came.sentence())
    };
    assert_eq!(came(&book), (State::Made, "element of Mini PIP of Ash Fork: 0 of 2 rows complete, 1 overdue".to_owned()));
    book.set(Kind::Row, id(72), Field::Completed, day("2026-01-20"));
    assert_eq!(came(&book).0, State::UnderWay);
    book.set(Kind::Row, id(73), Field::Completed, day("2026-01-20"));
    assert_eq!(came(&book).0, State::Done);
    // The whole plan deleted: nothing came of it.
    book.set(Kind::MiniPip, id(70), Field::Gone, Value::Int(1));
    assert_eq!(State::of(&book, book.get(id(60)).unwrap(), today), State::Open);
}
