//! The two-year exit report of milestone 7: every question of every region in two consecutive years.

use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::report::{Audience, Report};

/// The report. An instrument by its code, in the second of the two fiscal years; of one region, or of all.
#[must_use]
pub fn build(_book: &Book, _code: &str, _region: Option<Id>, _year: i32, _audience: Audience) -> Report {
    Report::default()
}
