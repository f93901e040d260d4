use super::*;
use crate::domain::value::Value;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn put(book: &mut Book, kind: Kind, n: u8, whole: u8, fields: &[(Field, &str)]) {
    if let Some(field) = kind.parent() {
        book.set(kind, id(n), field, Value::Record(id(whole)));
    }
    book.set(kind, id(n), Field::Position, Value::text(format!("{n:03}")));
    for (field, text) in fields {
        let value = text.parse::<NaiveDate>().map_or_else(|_| Value::text(*text), Value::Date);
        book.set(kind, id(n), *field, value);
    }
}

fn plan() -> Book {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, 1, 0, &[(Field::Title, "Visits that count")]);
    let lead = [(Field::Part, "lead"), (Field::Name, "Ada Fields"), (Field::Phone, "555-0100"), (Field::Email, "ada@example.org")];
    put(&mut book, Kind::PipPerson, 2, 1, &lead);
    put(&mut book, Kind::Meeting, 3, 1, &[(Field::Part, "first"), (Field::Day, "2026-02-03"), (Field::Time, "6 pm")]);
    put(&mut book, Kind::AgendaItem, 4, 3, &[(Field::Text, "Welcome")]);
    book.set(Kind::AgendaItem, id(4), Field::Length, Value::Int(10));
    put(&mut book, Kind::AgendaItem, 5, 3, &[(Field::Text, "Charts")]);
    put(&mut book, Kind::Concern, 6, 1, &[(Field::Title, "Late visits"), (Field::Factors, "Long ways")]);
    put(&mut book, Kind::Idea, 7, 3, &[(Field::Text, "A second car"), (Field::Part, "solution")]);
    book.set(Kind::Idea, id(7), Field::Concern, Value::Record(id(6)));
    put(&mut book, Kind::Element, 8, 1, &[(Field::Title, "Visits")]);
    put(
        &mut book,
        Kind::Row,
        9,
        8,
        &[(Field::Part, "step"), (Field::Text, "Buy a car"), (Field::Released, "2026-05-01"), (Field::Completed, "2026-04-01")],
    );
    put(&mut book, Kind::Row, 10, 8, &[(Field::Part, "step"), (Field::Text, "Drive it")]);
    put(&mut book, Kind::Asking, 11, 1, &[(Field::Text, "Say who pays"), (Field::Who, "Panel")]);
    book
}

fn kit(meeting: u8) -> Report {
    build(&plan(), id(1), meeting, "2026-06-01".parse().unwrap())
}

/// Everything that stands on its pages.
fn read(report: &Report) -> String {
    format!("{:?}", report.parts)
}

#[test]
fn the_agenda_has_a_time_for_each_point_and_the_template_stands_in_where_none_is_written() {
    let own: Vec<String> = kit(1).rows.iter().map(|row| format!("{} {}", row[0].words(), row[2].words())).collect();
    assert_eq!(own, ["6:00 PM Welcome", "6:10 PM Charts"]);
    assert_eq!(kit(2).rows.len(), Sort::Second.agenda().len());
}

#[test]
fn the_sign_in_sheet_names_those_invited_and_nobodys_telephone() {
    for meeting in 1..=3 {
        let report = kit(meeting);
        let page = read(&report);
        assert!(page.contains("Ada Fields") && !page.contains("555-0100") && !page.contains("ada@example.org"));
        assert_eq!(report.tables[0].rows.len(), 1);
    }
}

#[test]
fn each_meeting_has_its_own_sheets() {
    let (first, second, third) = (read(&kit(1)), read(&kit(2)), read(&kit(3)));
    for (page, has) in [
        (&first, &["Worksheet 1: Late visits", "Long ways", "A second car", "do well together", "There is no figure for it yet."][..]),
        (&second, &["Say who pays", "Changes asked for and still open (1)", "Buy a car", "Who takes part, and how"][..]),
        (&third, &["Before and after", "Released (1)", "Goes on (1)", "Drive it", "How the gains are sustained"][..]),
    ] {
        for words in has {
            assert!(page.contains(words), "{words}");
        }
    }
    assert!(!second.contains("Worksheet") && !third.contains("Worksheet"));
}

#[test]
fn a_plan_without_anything_still_has_a_kit() {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, 1, 0, &[(Field::Title, "Empty")]);
    for meeting in 1..=3 {
        let report = build(&book, id(1), meeting, "2026-06-01".parse().unwrap());
        assert!(!report.rows.is_empty() && !report.parts.is_empty());
    }
}
