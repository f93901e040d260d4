//! The evidence of a row: whether it has any, whether all of it was accepted, and what that says of the row.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::RowState;
use crate::domain::record::Record;

/// How the evidence of some rows stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Register {
    /// Rows.
    pub rows: usize,
    /// Rows that have at least one piece.
    pub shown: usize,
    /// Pieces.
    pub pieces: usize,
    /// Pieces that were accepted.
    pub accepted: usize,
    /// Rows that are complete, and nothing shows it.
    pub missing: usize,
}

/// How the evidence of an element's rows stands.
#[must_use]
pub fn register(book: &Book, element: Id, today: NaiveDate) -> Register {
    let mut all = Register::default();
    for row in book.parts(element, Kind::Row) {
        let proofs = book.parts(row.id, Kind::Proof);
        all.rows += 1;
        all.shown += usize::from(!proofs.is_empty());
        all.pieces += proofs.len();
        all.accepted += proofs.iter().filter(|proof| proof.date(Field::AcceptedOn).is_some()).count();
        all.missing += usize::from(proofs.is_empty() && lacks(row, today));
    }
    all
}

/// Whether a row without evidence should have some: it is complete, or released.
#[must_use]
pub fn lacks(row: &Record, today: NaiveDate) -> bool {
    matches!(RowState::of(row, today), RowState::Complete | RowState::FollowUpDue | RowState::Released)
}

/// What the acceptance of evidence says of its row: by whom and on which day all of it was accepted, the last one counting.
/// None while a piece waits, or where the row has an acceptance of its own, or is not complete.
#[must_use]
pub fn accepts(row: &Record, proofs: &[Record]) -> Option<(String, NaiveDate)> {
    if row.date(Field::AcceptedOn).is_some() || !row.text(Field::AcceptedBy).is_empty() {
        return None;
    }
    let completed = row.date(Field::Completed)?;
    let days: Option<Vec<(NaiveDate, &Record)>> =
        proofs.iter().map(|proof| proof.date(Field::AcceptedOn).map(|day| (day, proof))).collect();
    let (day, last) = days?.into_iter().max_by_key(|(day, _)| *day)?;
    Some((last.text(Field::AcceptedBy).to_owned(), day.max(completed)))
}
