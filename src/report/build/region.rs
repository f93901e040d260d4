//! The report of one region: all its questions, where they stand in two consecutive years, and what it takes.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::report::{Audience, Report};

/// The report. An instrument by its code, in a fiscal year.
#[must_use]
pub fn build(_book: &Book, _code: &str, _region: Id, _year: i32, _today: NaiveDate, _audience: Audience) -> Report {
    Report::default()
}
