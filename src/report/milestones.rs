//! The report of milestones: what is recorded beside what the data say.

use super::{Cell, Column, Datum};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{Status, milestones};

/// The columns, in order.
pub const COLUMNS: [Column; 10] = [
    Column::words("plan", "Plan", "code of the milestone plan"),
    Column::number("number", "No.", "number of the milestone"),
    Column::words("name", "Milestone", "its name"),
    Column::words("recorded", "Recorded", "what a person recorded: open, exit_proposed or exited; null if nobody has"),
    Column::words("computed", "Computed", "what the data say: met, not_met, judgement or no_data"),
    Column::data("status", "how it stands: open, exit_proposed or exited"),
    Column::words("differs", "Differ", "whether record and data do not agree"),
    Column::number("steps_done", "Done", "steps that are done"),
    Column::number("steps", "Steps", "steps that are not dropped"),
    Column::words("reason", "Why", "why the data say so"),
];

/// Columns and rows, as things stand in a fiscal year: of one plan, or of all.
#[must_use]
pub fn build(book: &Book, plan: Option<Id>, year: i32) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let mut rows = Vec::new();
    for record in book.all(Kind::Plan).into_iter().filter(|p| plan.is_none_or(|id| id == p.id)) {
        for state in milestones(book, record.id, year) {
            // An exit that a person recorded stands; "recorded" is only what somebody has said at all.
            let said = book.get(state.id).is_some_and(|m| !m.text(Field::Status).is_empty());
            rows.push(vec![
                Cell::text(record.text(Field::Code)),
                Datum::Whole(state.number).into(),
                Cell::text(&state.name),
                if said { status(state.status) } else { Cell::default() },
                Cell::text(state.computed.code()).shown(state.computed.words()),
                status(state.status),
                Cell::truth(Some(state.differs)),
                Cell::whole(Some(state.steps_done as u64)),
                Cell::whole(Some(state.steps as u64)),
                Cell::text(&state.reason),
            ]);
        }
    }
    (COLUMNS.to_vec(), rows)
}

fn status(status: Status) -> Cell {
    Cell::text(status.code()).shown(status.words())
}
