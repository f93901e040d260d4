//! How a committee does in a fiscal year, as facts.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// The facts in words, and whether something is open: no meeting held, or nothing came of its recommendations.
pub(super) fn of(book: &Book, committee: &Record, year: i32, today: NaiveDate) -> (String, bool) {
    let (first, last) = crate::domain::round::setup::fiscal_year_days(book, year);
    let sessions = book.parts(committee.id, Kind::Session);
    let within = |day: NaiveDate| first.is_none_or(|f| day >= f) && last.is_none_or(|l| day <= l) && day <= today;
    let planned: Vec<_> = sessions.into_iter().filter(|s| s.date(Field::Day).is_some_and(within)).collect();
    let held = planned.iter().filter(|s| s.text(Field::Status) == "held").count();
    (format!("{held} of {} meetings held in FY{year}", planned.len()), held == 0)
}
