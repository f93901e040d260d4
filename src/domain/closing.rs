//! The end of a Mini PIP: the plan's own evaluation rows with what was found, and the rows that still stand in the way of
//! its release (`assets/help/rules.md`, Mini PIP).

use chrono::NaiveDate;

use super::book::Book;
use super::content_check::is_row;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::RowState;
use super::record::Record;

/// Why a row is not released yet: the next thing it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// It is not complete.
    Completion,
    /// Its evidence is not accepted.
    Acceptance,
    /// Only the day of its release is missing.
    Release,
}

impl Waits {
    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Waits::Completion => "not complete",
            Waits::Acceptance => "complete, evidence not accepted",
            Waits::Release => "evidence accepted, can be released",
        }
    }
}

/// A row that is neither released nor waived.
#[derive(Clone, Copy, Debug)]
pub struct OpenRow<'a> {
    /// The place of its element in the plan, from 1.
    pub element: usize,
    /// The row.
    pub row: &'a Record,
    /// What it needs next.
    pub waits: Waits,
}

/// The rows of a plan with the place of their element, in order.
pub fn rows(book: &Book, plan: Id) -> impl Iterator<Item = (usize, &Record)> {
    let elements = book.parts(plan, Kind::Element).into_iter().enumerate();
    // Blank rows of the form are none.
    elements.flat_map(|(at, element)| book.parts(element.id, Kind::Row).into_iter().filter(|row| is_row(row)).map(move |row| (at + 1, row)))
}

/// The rows that are neither released nor waived.
#[must_use]
pub fn open_rows(book: &Book, plan: Id, today: NaiveDate) -> Vec<OpenRow<'_>> {
    let open = rows(book, plan).filter(|(_, row)| !matches!(RowState::of(row, today), RowState::Released | RowState::Waived));
    let waits = |row: &Record| match (row.date(Field::Completed), row.date(Field::AcceptedOn)) {
        (None, _) => Waits::Completion,
        (Some(_), None) => Waits::Acceptance,
        (Some(_), Some(_)) => Waits::Release,
    };
    open.map(|(element, row)| OpenRow { element, row, waits: waits(row) }).collect()
}

/// The rows that are waived and not released.
#[must_use]
pub fn waived_rows(book: &Book, plan: Id, today: NaiveDate) -> Vec<(usize, &Record)> {
    rows(book, plan).filter(|(_, row)| RowState::of(row, today) == RowState::Waived).collect()
}

/// Evaluation rows that have their final answer, and all of them.
#[must_use]
pub fn answered(book: &Book, plan: Id) -> (usize, usize) {
    let rows = book.parts(plan, Kind::Evaluation);
    (rows.iter().filter(|row| !row.text(Field::Answer).is_empty()).count(), rows.len())
}

/// A final answer in words.
#[must_use]
pub fn answer_words(code: &str) -> &str {
    match code {
        "yes" => "as planned",
        "partly" => "partly as planned",
        "no" => "not as planned",
        "" => "not answered",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    #[test]
    fn a_row_stands_in_the_way_until_it_is_released_or_waived() {
        let id = |n: u8| Id([n; 16]);
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let mut book = Book::default();
        book.set(Kind::MiniPip, id(1), Field::Title, Value::text("Plan"));
        book.set(Kind::Element, id(2), Field::MiniPip, Value::Record(id(1)));
        let rows: [(u8, &[(Field, Value)]); 5] = [
            (10, &[]),
            (11, &[(Field::Completed, day("2026-01-05"))]),
            (12, &[(Field::Completed, day("2026-01-05")), (Field::AcceptedOn, day("2026-01-06"))]),
            (13, &[(Field::Waived, Value::text("The programme ended"))]),
            (14, &[(Field::Completed, day("2026-01-05")), (Field::Released, day("2026-01-07"))]),
        ];
        for (n, fields) in rows {
            book.set(Kind::Row, id(n), Field::Element, Value::Record(id(2)));
            book.set(Kind::Row, id(n), Field::Text, Value::text("Train all screeners"));
            book.set(Kind::Row, id(n), Field::Position, Value::text(format!("a{n}")));
            for (field, value) in fields {
                book.set(Kind::Row, id(n), *field, value.clone());
            }
        }
        let today = "2026-03-01".parse().unwrap();
        let open: Vec<(Id, Waits)> = open_rows(&book, id(1), today).iter().map(|open| (open.row.id, open.waits)).collect();
        assert_eq!(open, [(id(10), Waits::Completion), (id(11), Waits::Acceptance), (id(12), Waits::Release)]);
        assert_eq!(waived_rows(&book, id(1), today).iter().map(|(_, row)| row.id).collect::<Vec<_>>(), [id(13)]);
    }
}
