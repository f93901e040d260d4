//! The regions beside each other, question by question.

use crate::domain::book::Book;
use crate::report::{Audience, Report};

/// The report. An instrument by its code, in a fiscal year.
#[must_use]
pub fn build(_book: &Book, _code: &str, _year: i32, _audience: Audience) -> Report {
    Report::default()
}
