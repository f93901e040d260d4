//! An office that moved, a worker who changed region in mid-year, and names that were others before; worked out by hand.

use chrono::NaiveDate;

use super::moves::{Stay, next_assignment, parts_changed, remember};
use super::*;
use crate::domain::change::Edit;
use crate::domain::value::Value;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn put(book: &mut Book, kind: Kind, n: u8, fields: &[(Field, Value)]) {
    for (field, value) in fields {
        book.set(kind, id(n), *field, value.clone());
    }
}

fn at(n: u8) -> Value {
    Value::Record(id(n))
}

fn on(text: &str) -> Value {
    Value::Date(day(text))
}

/// Regions 1 North, 2 South, 3 West. Office 11 was in North until 2023-12-31, in South until 2025-03-31, and is in West now; it
/// was called Old Mill until 2024-06-30. Worker 21 is in office 12 (South) now.
fn book() -> Book {
    let mut book = Book::default();
    for (n, name) in [(1, "North"), (2, "South"), (3, "West")] {
        put(&mut book, Kind::Region, n, &[(Field::Name, Value::text(name))]);
    }
    put(&mut book, Kind::Office, 11, &[(Field::Name, Value::text("Elm Street")), (Field::Region, at(3))]);
    put(&mut book, Kind::Office, 12, &[(Field::Name, Value::text("Harbor")), (Field::Region, at(2))]);
    put(&mut book, Kind::Former, 101, &[(Field::About, at(11)), (Field::Region, at(1)), (Field::Until, on("2023-12-31"))]);
    put(&mut book, Kind::Former, 102, &[(Field::About, at(11)), (Field::Region, at(2)), (Field::Until, on("2025-03-31"))]);
    put(&mut book, Kind::Former, 103, &[(Field::About, at(11)), (Field::Name, Value::text("Old Mill")), (Field::Until, on("2024-06-30"))]);
    for (n, name) in [(21, "Ann Birch"), (22, "Ben Cole"), (23, "Cy Dorn")] {
        put(&mut book, Kind::Worker, n, &[(Field::Name, Value::text(name)), (Field::Role, Value::text("caseworker"))]);
    }
    put(&mut book, Kind::Worker, 21, &[(Field::Office, at(12))]);
    book
}

#[test]
fn an_office_is_what_it_was_until_the_last_day_and_what_came_next_from_the_day_after() {
    let book = book();
    let then = |text| office_at(&book, id(11), day(text));
    assert_eq!(then("2010-01-01"), OfficeThen { name: "Old Mill".to_owned(), region: Some(id(1)), district: None });
    assert_eq!(then("2023-12-31").region, Some(id(1)));
    assert_eq!(then("2024-01-01").region, Some(id(2)));
    assert_eq!((then("2024-06-30").name.as_str(), then("2024-07-01").name.as_str()), ("Old Mill", "Elm Street"));
    assert_eq!((then("2025-03-31").region, then("2025-04-01").region), (Some(id(2)), Some(id(3))));
    assert_eq!(name_at(&book, id(12), day("2001-01-01")), "Harbor", "nothing else is known of it");
}

#[test]
fn a_former_place_with_a_first_day_says_nothing_of_the_time_before_it() {
    let mut book = book();
    put(&mut book, Kind::Former, 101, &[(Field::From, on("2020-01-01"))]);
    assert_eq!(office_at(&book, id(11), day("2020-01-01")).region, Some(id(1)));
    assert_eq!(office_at(&book, id(11), day("2019-12-31")).region, Some(id(2)), "the one that ended next and has no first day");
}

#[test]
fn the_regions_of_a_fiscal_year_are_those_of_its_days() {
    let mut book = book();
    let regions = |book: &Book, year| Formers::of(book).regions_in_year(id(11), year);
    // Fiscal years begin in July: 2024 is 2023-07-01 to 2024-06-30.
    assert_eq!(regions(&book, 2023), [id(1)]);
    assert_eq!(regions(&book, 2024), [id(1), id(2)]);
    assert_eq!(regions(&book, 2025), [id(2), id(3)]);
    assert_eq!(regions(&book, 2026), [id(3)]);
    // With the calendar year the moves on January 1 and on April 1 fall otherwise.
    put(&mut book, Kind::Agency, 9, &[(Field::FiscalYearStart, Value::Int(1))]);
    assert_eq!(regions(&book, 2023), [id(1)]);
    assert_eq!(regions(&book, 2024), [id(2)]);
    assert_eq!(regions(&book, 2025), [id(2), id(3)]);
    assert_eq!(region_of_year(&book, id(11), 2025), Some(id(3)));
    let names = |region| offices_of_year(&book, id(region), 2024).iter().map(|o| o.text(Field::Name)).collect::<Vec<_>>();
    assert_eq!((names(1), names(2), names(3)), (vec![], vec!["Elm Street", "Harbor"], vec![]));
}

#[test]
fn a_review_counts_in_the_region_named_if_the_office_was_there_in_that_year() {
    let book = book();
    let formers = Formers::of(&book);
    let counts = |named, year, on: Option<&str>| formers.region_of_review(id(11), id(named), year, on.map(day));
    assert_eq!(counts(1, 2024, Some("2024-02-01")), id(1), "both are right in a year of a move; the file decides");
    assert_eq!(counts(2, 2024, Some("2023-08-01")), id(2));
    assert_eq!(counts(3, 2023, None), id(1), "a file that names today's region for an old year");
    assert_eq!(counts(3, 2024, Some("2023-08-01")), id(1), "by the day of the review");
    assert_eq!(counts(3, 2024, Some("2024-01-01")), id(2));
    assert_eq!(counts(3, 2024, None), id(2), "without a day, by the end of the year");
    assert_eq!(counts(1, 2026, Some("2025-09-01")), id(3), "a file that still names the old region");
    assert_eq!(formers.region_of_review(id(12), id(1), 2024, None), id(1), "nothing is known of moves of this office");
}

#[test]
fn a_worker_is_where_the_assignment_says_and_otherwise_where_their_record_says() {
    let mut book = book();
    let stay = |from: Option<&str>, until: Option<&str>, supervisor, office| Stay {
        worker: id(21),
        supervisor: Some(id(supervisor)),
        office: Some(id(office)),
        from: from.map(day),
        until: until.map(day),
    };
    for (n, one) in [(31, stay(None, Some("2024-12-31"), 22, 11)), (32, stay(Some("2025-01-01"), None, 23, 12))] {
        for edit in one.edits(id(n)) {
            book.set(edit.kind, edit.record, edit.field, edit.value);
        }
    }
    let then = |text| worker_at(&book, id(21), day(text));
    let place = |text| (then(text).office, then(text).region, then(text).supervisor);
    assert_eq!(place("2023-12-31"), (Some(id(11)), Some(id(1)), Some(id(22))));
    assert_eq!(place("2024-12-31"), (Some(id(11)), Some(id(2)), Some(id(22))), "the office had moved by then");
    assert_eq!(place("2025-01-01"), (Some(id(12)), Some(id(2)), Some(id(23))));
    book.set(Kind::Assignment, id(32), Field::Gone, Value::Int(1));
    let later = worker_at(&book, id(21), day("2025-01-01"));
    assert_eq!((later.office, later.supervisor), (Some(id(12)), None), "no assignment: what the worker's own record says");
}

#[test]
fn a_move_keeps_what_was_until_the_day_before() {
    let book = book();
    let edits = [Edit::new(id(12), Kind::Office, Field::Region, at(1))];
    assert_eq!(parts_changed(&book, &edits), [(id(12), Part::Place)]);
    let kept = remember(&book, &edits, day("2025-07-01"), &mut |_, _| id(150)).unwrap();
    let values: Vec<(Field, Value)> = kept.into_iter().map(|edit| (edit.field, edit.value)).collect();
    assert_eq!(values, [(Field::About, at(12)), (Field::Region, at(2)), (Field::Until, on("2025-06-30"))]);
    let same =
        [Edit::new(id(12), Kind::Office, Field::Region, at(2)), Edit::new(id(12), Kind::Office, Field::Counties, Value::text("Dune"))];
    assert_eq!(parts_changed(&book, &same), [], "nothing moves");
    let back = [Edit::new(id(11), Kind::Office, Field::Region, at(1))];
    assert_eq!(
        remember(&book, &back, day("2025-04-01"), &mut |_, _| id(150)).unwrap_err(),
        "It changed before: what it was until Mon 31 Mar 2025 is kept already, so this holds from Wed 2 Apr 2025 at the earliest"
    );
}

#[test]
fn the_next_assignment_ends_the_one_that_runs() {
    let mut book = book();
    let first = Stay { worker: id(21), supervisor: Some(id(22)), office: Some(id(11)), from: None, until: None };
    for edit in first.edits(id(31)) {
        book.set(edit.kind, edit.record, edit.field, edit.value);
    }
    let next = Stay { supervisor: Some(id(23)), office: Some(id(12)), from: Some(day("2025-01-01")), ..first };
    let edits = next_assignment(&book, next, id(32)).unwrap();
    assert_eq!(edits[0], Edit::new(id(31), Kind::Assignment, Field::Until, on("2024-12-31")));
    let book = book.after(&edits);
    let with = |text| assignment_on(&book, id(21), day(text)).and_then(|one| one.record(Field::Supervisor));
    assert_eq!((with("2024-12-31"), with("2025-01-01")), (Some(id(22)), Some(id(23))));
    let refused = |stay| next_assignment(&book, stay, id(33)).unwrap_err();
    assert!(
        refused(Stay { from: Some(day("2024-10-01")), office: Some(id(12)), ..first }).starts_with("Ann Birch is with Cy Dorn from"),
        "one begins later"
    );
    assert!(refused(Stay { from: Some(day("2025-06-01")), ..next }).contains("in that office then already"));
    let cut = Stay { supervisor: Some(id(22)), from: Some(day("2025-06-01")), until: Some(day("2025-06-30")), ..next };
    assert!(refused(cut).contains("before and after that"));
    assert!(refused(Stay { supervisor: Some(id(21)), ..next }).contains("Nobody supervises themselves"));
    assert!(refused(Stay { until: Some(day("2024-01-01")), ..next }).contains("before it begins"));
}

#[test]
fn what_was_once_called_so_is_found() {
    let book = book();
    assert_eq!(once_called(&book, Kind::Office, " old  MILL "), [id(11)]);
    assert_eq!(once_called(&book, Kind::Region, "Old Mill"), []);
    assert_eq!(once_called(&book, Kind::Office, "Elm Street"), [], "that is its name now");
}
