//! The report of the history: every change, newest first.

use super::{Cell, Column, Datum};
use crate::domain::query::HistoryLine;

/// The columns, in order.
pub const COLUMNS: [Column; 7] = [
    Column::words("at", "When"),
    Column::words("who", "Who"),
    Column::words("kind", "Kind"),
    Column::words("words", "What"),
    Column::number("ops", "Fields"),
    Column::words("undone", "Undone"),
    Column::data("change"),
];

/// Columns and rows.
#[must_use]
pub fn build(lines: &[HistoryLine]) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let row = |line: &HistoryLine| {
        vec![
            Cell::text(&line.at).shown(line.at.get(..16).unwrap_or(&line.at).replace('T', " ")),
            Cell::text(&line.who),
            Cell::text(line.kind.name()),
            Cell::text(&line.words),
            Datum::Whole(i64::from(line.ops)).into(),
            Cell::truth(Some(line.undone)).shown(if line.undone { "undone" } else { "" }),
            Cell::text(&line.change.to_string()),
        ]
    };
    (COLUMNS.to_vec(), lines.iter().map(row).collect())
}
