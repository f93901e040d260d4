//! Rhythms, due checks and acceptances, against tables worked out by hand.

use super::*;
use crate::domain::value::Value;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn value(text: &str) -> Value {
    text.parse::<NaiveDate>().map_or_else(|_| Value::text(text), Value::Date)
}

fn record(kind: Kind, n: u8, fields: &[(Field, &str)]) -> Record {
    let mut record = Record::new(id(n), kind);
    for (field, text) in fields {
        record.set(*field, value(text));
    }
    record
}

/// A plan that began on 15 Jan 2026, with a row that says how often.
fn book(frequency: &str, checks: &[&[(Field, &str)]]) -> Book {
    let mut book = Book::default();
    for (field, text) in [(Field::Title, "Plan"), (Field::Stage, "implementing"), (Field::ImplementationDate, "2026-01-15")] {
        book.set(Kind::MiniPip, id(1), field, value(text));
    }
    book.set(Kind::Evaluation, id(2), Field::MiniPip, Value::Record(id(1)));
    book.set(Kind::Evaluation, id(2), Field::Method, Value::text("Case reading"));
    book.set(Kind::Evaluation, id(2), Field::Frequency, Value::text(frequency));
    for (at, fields) in checks.iter().enumerate() {
        let check = id(10 + u8::try_from(at).unwrap());
        book.set(Kind::Check, check, Field::MiniPip, Value::Record(id(1)));
        book.set(Kind::Check, check, Field::EvaluationRow, Value::Record(id(2)));
        for (field, text) in *fields {
            book.set(Kind::Check, check, *field, value(text));
        }
    }
    book
}

fn states(book: &Book, today: &str) -> Vec<(String, CheckState)> {
    let (plan, row) = (book.get(id(1)).unwrap(), book.get(id(2)).unwrap());
    of_row(book, plan, row, day(today)).into_iter().map(|due| (due.day.to_string(), due.state)).collect()
}

fn open(book: &Book, today: &str) -> Vec<(String, CheckState)> {
    due_checks(book, id(1), day(today)).into_iter().map(|due| (due.day.to_string(), due.state)).collect()
}

#[test]
fn a_row_says_when_its_checks_are_due() {
    let plan = record(Kind::MiniPip, 1, &[(Field::ImplementationDate, "2026-01-31")]);
    for (frequency, first, repeat, last) in [
        ("monthly", "2026-02-28", Some("monthly"), None),
        ("Once a quarter, by the panel", "2026-04-30", Some("quarterly"), None),
        ("every 6 months", "2026-07-31", Some("semiannually"), None),
        ("monthly to 6/30", "2026-02-28", Some("monthly"), Some("2026-06-30")),
        ("by 12/1/2026", "2026-12-01", None, None),
        ("quarterly to 3/1/2026", "2026-03-01", Some("quarterly"), Some("2026-03-01")),
    ] {
        let row = record(Kind::Evaluation, 2, &[(Field::Frequency, frequency)]);
        let expected = Rhythm { first: day(first), repeat, last: last.map(day) };
        assert_eq!(Rhythm::of(&plan, &row), Ok(expected), "{frequency}");
    }
    let row = record(Kind::Evaluation, 2, &[(Field::Frequency, "yearly"), (Field::Due, "2026-03-01")]);
    assert_eq!(Rhythm::of(&plan, &row), Ok(Rhythm { first: day("2026-03-01"), repeat: Some("yearly"), last: None }));
}

#[test]
fn a_row_without_an_understood_frequency_says_so() {
    let (with, without) = (record(Kind::MiniPip, 1, &[(Field::ImplementationDate, "2026-01-31")]), record(Kind::MiniPip, 1, &[]));
    for (plan, frequency, why) in [
        (&with, "", "it does not say how often"),
        (&with, "as needed", "'as needed' gives no day; write monthly, quarterly, yearly or a date, or set the first check"),
        (&without, "monthly", "it begins with the plan's implementation date, which is not set; set that, or the first check"),
    ] {
        let row = record(Kind::Evaluation, 2, &[(Field::Frequency, frequency)]);
        assert_eq!(Rhythm::of(plan, &row).unwrap_err().to_string(), why);
    }
}

#[test]
fn the_31st_comes_back_after_a_short_month() {
    let rhythm = Rhythm { first: day("2026-01-31"), repeat: Some("monthly"), last: None };
    let days: Vec<String> = rhythm.days(day("2026-03-30")).iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31"]);
}

#[test]
fn a_check_answers_the_nearest_due_one() {
    use CheckState::{Done, Later, Missed, Overdue, Soon};
    // Due on the 15th of each month from February.
    for (checks, today, expected) in [
        (&[][..], "2026-01-20", vec![("2026-02-15", Later)]),
        (&[], "2026-02-02", vec![("2026-02-15", Soon)]),
        (&[], "2026-02-16", vec![("2026-02-15", Overdue), ("2026-03-15", Later)]),
        (&[], "2026-04-20", vec![("2026-02-15", Missed), ("2026-03-15", Missed), ("2026-04-15", Overdue), ("2026-05-15", Later)]),
        (&["2026-02-20"], "2026-02-22", vec![("2026-02-15", Done), ("2026-03-15", Later)]),
        // Nearer to March, so that February was let pass.
        (&["2026-03-05"], "2026-03-06", vec![("2026-02-15", Missed), ("2026-03-15", Done)]),
        // As near to one as to the other: the earlier one.
        (&["2026-03-01"], "2026-03-06", vec![("2026-02-15", Done), ("2026-03-15", Soon)]),
    ] {
        let checks: Vec<Vec<(Field, &str)>> = checks.iter().map(|day| vec![(Field::Day, *day)]).collect();
        let checks: Vec<&[(Field, &str)]> = checks.iter().map(Vec::as_slice).collect();
        let book = book("monthly", &checks);
        let seen = states(&book, today);
        let expected: Vec<(String, CheckState)> = expected.into_iter().map(|(day, state)| (day.to_owned(), state)).collect();
        assert_eq!(seen, expected, "{today}");
    }
}

#[test]
fn a_check_that_says_which_one_it_was_answers_that_one() {
    let book = book("monthly", &[&[(Field::Day, "2026-03-14"), (Field::Due, "2026-02-15")]]);
    let seen = states(&book, "2026-03-14");
    assert_eq!(seen, [("2026-02-15".to_owned(), CheckState::Done), ("2026-03-15".to_owned(), CheckState::Soon)]);
}

#[test]
fn what_is_open_is_the_newest_that_passed_the_next_and_what_was_set_by_hand() {
    let by_hand = [(Field::Due, "2026-04-02")];
    let same_day = [(Field::Due, "2026-05-15")];
    let open_now = open(&book("monthly", &[&by_hand, &same_day]), "2026-04-20");
    assert_eq!(
        open_now,
        [
            ("2026-04-02".to_owned(), CheckState::Overdue),
            ("2026-04-15".to_owned(), CheckState::Overdue),
            ("2026-05-15".to_owned(), CheckState::Later)
        ]
    );
}

#[test]
fn nothing_is_due_before_the_signatures_after_the_report_or_once_the_row_has_its_answer() {
    for (kind, n, field, text, is_open) in [
        (Kind::MiniPip, 1, Field::Stage, "draft", false),
        (Kind::MiniPip, 1, Field::Stage, "signed", true),
        (Kind::MiniPip, 1, Field::Stage, "final_evaluation", true),
        (Kind::MiniPip, 1, Field::Stage, "reported", false),
        (Kind::MiniPip, 1, Field::Released, "2026-03-01", false),
        (Kind::Evaluation, 2, Field::Answer, "yes", false),
    ] {
        let mut book = book("monthly", &[]);
        book.set(kind, id(n), field, value(text));
        assert_eq!(!open(&book, "2026-04-20").is_empty(), is_open, "{field:?} {text}");
    }
}

#[test]
fn what_checks_found_is_counted() {
    let done = |day, answer| [(Field::Day, day), (Field::Answer, answer)];
    let (a, b, c) = (done("2026-03-15", "yes"), done("2026-04-14", "partly"), done("2026-04-15", "yes"));
    let book = book("monthly", &[&a, &b, &c]);
    let found = Found::of(&book, book.get(id(1)).unwrap(), book.get(id(2)).unwrap(), day("2026-04-20"));
    assert_eq!(found, Found { done: 3, yes: 2, partly: 1, no: 0, missed: 1 });
    assert_eq!(found.words(), "3 checks: 2 as planned, 1 partly; 1 missed");
    let newest: Vec<Id> = done_checks(&book, id(1), Some(id(2))).iter().map(|check| check.id).collect();
    assert_eq!(newest, [id(12), id(11), id(10)]);
}

#[test]
fn a_row_is_accepted_with_the_last_piece_of_its_evidence() {
    let complete: &[(Field, &str)] = &[(Field::Completed, "2026-02-10")];
    let taken: &[(Field, &str)] = &[(Field::Completed, "2026-02-10"), (Field::AcceptedBy, "Panel")];
    let piece = |day: &str| record(Kind::Proof, 5, &[(Field::AcceptedBy, "QA unit"), (Field::AcceptedOn, day)]);
    let open = || record(Kind::Proof, 6, &[(Field::Text, "List")]);
    for (row, pieces, expected) in [
        (complete, vec![], None),
        (complete, vec![piece("2026-02-12"), open()], None),
        (complete, vec![piece("2026-02-12"), piece("2026-02-14")], Some("2026-02-14")),
        // Evidence that was accepted before the row was complete counts from then on.
        (complete, vec![piece("2026-02-01")], Some("2026-02-10")),
        (&[][..], vec![piece("2026-02-12")], None),
        (taken, vec![piece("2026-02-12")], None),
    ] {
        let accepted = accepts(&record(Kind::Row, 4, row), &pieces);
        assert_eq!(accepted, expected.map(|text| ("QA unit".to_owned(), day(text))));
    }
}
