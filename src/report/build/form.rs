//! The Mini PIP form: cover and Sections I to V, filled or blank by the same builder.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::report::Report;

/// The report. Of a Mini PIP; none is the blank form.
#[must_use]
pub fn build(_book: &Book, _plan: Option<Id>, _today: NaiveDate) -> Report {
    Report::default()
}
