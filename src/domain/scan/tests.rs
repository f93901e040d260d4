//! The rules of scans, worked out by hand.

use chrono::NaiveDate;

use super::themes::{Named, Themes};
use super::*;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

const NORTH: Id = Id([1; 16]);
const SOUTH: Id = Id([2; 16]);
const ALDER: Id = Id([11; 16]);
const BIRCH: Id = Id([12; 16]);
const SUE: Id = Id([21; 16]);
const TOM: Id = Id([22; 16]);
const ANN: Id = Id([31; 16]);
const BEN: Id = Id([32; 16]);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> NaiveDate {
    day(&format!("{text}-01"))
}

/// Two regions with an office each, a supervisor in each office.
fn agency() -> Book {
    let mut book = Book::default();
    for (id, name) in [(NORTH, "North"), (SOUTH, "South")] {
        book.set(Kind::Region, id, Field::Name, Value::text(name));
    }
    for (id, name, region) in [(ALDER, "Alder", NORTH), (BIRCH, "Birch", SOUTH)] {
        book.set(Kind::Office, id, Field::Name, Value::text(name));
        book.set(Kind::Office, id, Field::Region, Value::Record(region));
    }
    for (id, name, role) in [(SUE, "Sue", "supervisor"), (TOM, "Tom", "supervisor"), (ANN, "Ann", "caseworker"), (BEN, "Ben", "caseworker")]
    {
        book.set(Kind::Worker, id, Field::Name, Value::text(name));
        book.set(Kind::Worker, id, Field::Role, Value::text(role));
    }
    book
}

fn stays(book: &mut Book, n: u8, worker: Id, supervisor: Id, office: Id, from: Option<&str>, until: Option<&str>) {
    let id = Id([n; 16]);
    book.set(Kind::Assignment, id, Field::Worker, Value::Record(worker));
    book.set(Kind::Assignment, id, Field::Supervisor, Value::Record(supervisor));
    book.set(Kind::Assignment, id, Field::Office, Value::Record(office));
    for (field, text) in [(Field::From, from), (Field::Until, until)] {
        if let Some(text) = text {
            book.set(Kind::Assignment, id, field, Value::Date(day(text)));
        }
    }
}

fn scan(n: u8, worker: Id, month_of: &str) -> Scan {
    Scan {
        id: Id([n; 16]),
        worker,
        supervisor: None,
        office: None,
        region: None,
        month: month(month_of),
        done: Some(month(month_of)),
        excused: false,
        well: Vec::new(),
        needs: Vec::new(),
    }
}

fn excused(n: u8, worker: Id, month: &str) -> Scan {
    Scan { excused: true, done: None, ..scan(n, worker, month) }
}

fn states(book: &Book, scans: &[Scan], worker: Id, from: &str, until: &str, today: &str) -> String {
    let calendar = Calendar::of(book, scans, month(from), month(until), day(today));
    let person = calendar.people.iter().find(|person| person.worker == worker);
    let sign = |state: State| match state {
        State::Done => 'x',
        State::Due => '?',
        State::Missed => '-',
        State::Excused => 'e',
        State::ToCome => '.',
        State::NotOwed => ' ',
    };
    person.map_or_else(String::new, |person| person.entries.iter().map(|entry| sign(entry.state)).collect())
}

#[test]
fn a_month_is_done_missed_excused_due_or_still_to_come() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, None, None);
    let scans = [scan(51, ANN, "2026-01"), excused(52, ANN, "2026-02")];
    assert_eq!(states(&book, &scans, ANN, "2026-01", "2026-06", "2026-04-30"), "xe-?..", "a month is due until its last day is over");
    assert_eq!(states(&book, &scans, ANN, "2026-01", "2026-06", "2026-05-01"), "xe--?.");
    assert_eq!(
        coverage(&book, &scans, None, month("2026-01"), month("2026-06"), day("2026-04-30")),
        Coverage { done: 1, due: 3, excused: 1, open: 1 },
        "an excused month is neither done nor due, one to come neither either"
    );
}

#[test]
fn supervisors_owe_no_scan_and_neither_does_who_has_no_supervisor_to_do_it() {
    let mut book = agency();
    stays(&mut book, 41, TOM, SUE, ALDER, None, None);
    let calendar = Calendar::of(&book, &[], month("2026-01"), month("2026-01"), day("2026-02-10"));
    assert!(calendar.people.is_empty(), "Tom is a supervisor, Ann and Ben have no assignment");
    assert_eq!(calendar.coverage(None), Coverage::default());
    assert_eq!(calendar.coverage(None).ratio(), None, "nothing due is no rate, not 0 % and not 100 %");
}

#[test]
fn a_month_is_owed_by_who_is_at_work_on_its_last_day() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, Some("2026-02-16"), Some("2026-05-30"));
    stays(&mut book, 42, BEN, SUE, ALDER, Some("2026-02-28"), Some("2026-04-30"));
    // Ann begins in mid-February and leaves the day before the last of May.
    assert_eq!(states(&book, &[], ANN, "2026-01", "2026-06", "2026-07-10"), " ---  ");
    assert_eq!(states(&book, &[], BEN, "2026-01", "2026-06", "2026-07-10"), " ---  ");
    // A scan of a month that is not owed counts all the same.
    assert_eq!(states(&book, &[scan(51, ANN, "2026-05")], ANN, "2026-01", "2026-06", "2026-07-10"), " ---x ");
    assert_eq!(
        coverage(&book, &[scan(51, ANN, "2026-05")], Some(ALDER), month("2026-01"), month("2026-06"), day("2026-07-10")),
        Coverage { done: 1, due: 7, excused: 0, open: 0 }
    );
}

#[test]
fn a_worker_who_moves_in_mid_year_counts_in_each_office_for_the_months_there() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, None, Some("2026-03-14"));
    stays(&mut book, 42, ANN, TOM, BIRCH, Some("2026-03-15"), None);
    let scans = [scan(51, ANN, "2026-01"), scan(52, ANN, "2026-02"), scan(53, ANN, "2026-05")];
    let of = |place| {
        let c = coverage(&book, &scans, Some(place), month("2026-01"), month("2026-06"), day("2026-07-01"));
        (c.done, c.due)
    };
    // North: January and February done. South: March (there on its last day), April and June missed, May done.
    assert_eq!((of(NORTH), of(ALDER), of(SUE)), ((2, 2), (2, 2), (2, 2)));
    assert_eq!((of(SOUTH), of(BIRCH), of(TOM)), ((1, 4), (1, 4), (1, 4)));
    assert_eq!(of(ANN), (3, 6), "the sum of the regions is the state");
}

#[test]
fn an_open_assignment_beside_a_later_one_gives_way_to_it() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, Some("2025-01-01"), None);
    stays(&mut book, 42, ANN, TOM, BIRCH, Some("2026-02-01"), None);
    let calendar = Calendar::of(&book, &[], month("2026-01"), month("2026-02"), day("2026-03-01"));
    let offices: Vec<_> = calendar.people[0].entries.iter().map(|entry| entry.post.office).collect();
    assert_eq!(offices, [Some(ALDER), Some(BIRCH)]);
}

#[test]
fn a_scan_counts_where_it_says_the_worker_was() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, None, None);
    let told = Scan { office: Some(BIRCH), supervisor: Some(TOM), ..scan(51, ANN, "2026-01") };
    let of = |place| coverage(&book, std::slice::from_ref(&told), Some(place), month("2026-01"), month("2026-01"), day("2026-02-01"));
    assert_eq!((of(SOUTH).done, of(SOUTH).due), (1, 1), "its region is that of the office it names");
    assert_eq!(of(NORTH), Coverage::default());
    assert_eq!(of(TOM).done, 1);
}

#[test]
fn an_office_that_moved_to_another_region_counts_in_the_old_one_before() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, None, None);
    let former = Id([61; 16]);
    book.set(Kind::Former, former, Field::About, Value::Record(ALDER));
    book.set(Kind::Former, former, Field::Region, Value::Record(SOUTH));
    book.set(Kind::Former, former, Field::Until, Value::Date(day("2026-02-28")));
    let of = |place| coverage(&book, &[], Some(place), month("2026-01"), month("2026-04"), day("2026-05-01")).due;
    assert_eq!((of(SOUTH), of(NORTH), of(ALDER)), (2, 2, 4));
}

#[test]
fn who_became_supervisor_owed_scans_before() {
    let mut book = agency();
    stays(&mut book, 41, TOM, SUE, ALDER, None, None);
    let former = Id([61; 16]);
    book.set(Kind::Former, former, Field::About, Value::Record(TOM));
    book.set(Kind::Former, former, Field::Role, Value::text("caseworker"));
    book.set(Kind::Former, former, Field::Until, Value::Date(day("2026-02-10")));
    assert_eq!(states(&book, &[], TOM, "2026-01", "2026-03", "2026-04-01"), "-  ");
}

#[test]
fn two_scans_in_a_month_fulfil_it_once_and_a_scan_done_outweighs_an_excuse() {
    let mut book = agency();
    stays(&mut book, 41, ANN, SUE, ALDER, None, None);
    let scans = [excused(50, ANN, "2026-01"), scan(51, ANN, "2026-01"), scan(52, ANN, "2026-01")];
    let calendar = Calendar::of(&book, &scans, month("2026-01"), month("2026-01"), day("2026-02-01"));
    let entry = calendar.people[0].entries[0];
    assert_eq!((entry.state, entry.records, entry.scan), (State::Done, 3, Some(Id([51; 16]))));
    assert_eq!(calendar.coverage(None), Coverage { done: 1, due: 1, excused: 0, open: 0 });
}

#[test]
fn a_fiscal_year_from_october_has_the_twelve_months_before_its_end() {
    let mut book = agency();
    book.set(Kind::Agency, Id([9; 16]), Field::FiscalYearStart, Value::Int(10));
    assert_eq!(fiscal_year(&book, 2026), (month("2025-10"), month("2026-09")));
    book.set(Kind::Agency, Id([9; 16]), Field::FiscalYearStart, Value::Int(1));
    assert_eq!(fiscal_year(&book, 2026), (month("2026-01"), month("2026-12")));
    book.set(Kind::Agency, Id([9; 16]), Field::FiscalYearStart, Value::Int(7));
    let (first, last) = fiscal_year(&book, 2026);
    assert_eq!((first, last), (month("2025-07"), month("2026-06")));
    assert_eq!(months(first, last).len(), 12);
    assert!(months(first, last).iter().all(|month| book.fiscal_year(*month) == 2026));
}

#[test]
fn a_percent_is_never_rounded_up() {
    let nearly = Coverage { done: 1_999, due: 2_000, ..Coverage::default() };
    assert_eq!(nearly.percent(), "99.9 %", "99.95 %");
    let third = Coverage { done: 2, due: 3, excused: 1, open: 1 };
    assert_eq!(third.words(), "2 of 3 scans done (66.6 %), 1 still open this month, 1 excused");
    assert_eq!(third.missed(), 0);
    assert_eq!(Coverage::default().words(), "no scan was due");
}

#[test]
fn themes_are_counted_by_month_out_of_the_scans_that_were_done() {
    let (visits, plans) = (Id([71; 16]), Id([72; 16]));
    let scans = [
        Scan { well: vec![visits], needs: vec![plans], ..scan(51, ANN, "2026-01") },
        Scan { needs: vec![plans, visits], ..scan(52, BEN, "2026-01") },
        Scan { well: vec![plans], ..scan(53, ANN, "2026-02") },
        scan(54, BEN, "2026-02"),
        Scan { needs: vec![plans], ..excused(55, BEN, "2026-03") },
    ];
    let themes = Themes::of(&scans, month("2026-01"), month("2026-03"), |_| true);
    assert_eq!(themes.scans, [2, 2, 0], "an excused month is no scan");
    let found: Vec<_> = themes.found.iter().map(|f| (f.theme, f.all)).collect();
    let named = |well, needs| Named { well, needs };
    assert_eq!(found, [(Some(plans), named(1, 2)), (Some(visits), named(1, 1)), (None, named(1, 0))]);
    assert_eq!(themes.found[0].months, [named(0, 2), named(1, 0), named(0, 0)]);
    let only_ben = Themes::of(&scans, month("2026-01"), month("2026-03"), |scan| scan.worker == BEN);
    assert_eq!(only_ben.scans, [1, 1, 0]);
}
