//! The report of the history: every change, newest first.

use super::{Cell, Column, Datum};
use crate::domain::query::HistoryLine;

/// The columns, in order.
pub const COLUMNS: [Column; 7] = [
    Column::words("at", "When", "when, UTC"),
    Column::words("who", "Who", "name and role"),
    Column::words("kind", "Kind", "edit, import, undo, redo, system or export"),
    Column::words("words", "What", "what was done"),
    Column::number("ops", "Fields", "fields touched"),
    Column::words("undone", "Undone", "whether it has been undone"),
    Column::data("change", "id of the change"),
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
