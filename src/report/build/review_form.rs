//! An empty review form with guidance, to take to the paper file.

use crate::domain::book::Book;
use crate::report::Report;

/// The report. Of the newest version of an instrument that is no draft.
#[must_use]
pub fn build(_book: &Book, _code: &str) -> Report {
    Report::default()
}
