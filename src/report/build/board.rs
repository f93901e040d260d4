//! The milestones on one page, for the board.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::report::Report;

/// The report. Of one plan, or of all.
#[must_use]
pub fn build(_book: &Book, _plan: Option<Id>, _year: i32, _today: NaiveDate) -> Report {
    Report::default()
}
