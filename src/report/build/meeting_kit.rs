//! What a meeting of a Mini PIP needs on paper: agenda, sign-in sheet, worksheets, charts; the handout of before and after for the third.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::report::Report;

/// The report. Of a Mini PIP's first, second or third meeting.
#[must_use]
pub fn build(_book: &Book, _plan: Id, _meeting: u8, _today: NaiveDate) -> Report {
    Report::default()
}
