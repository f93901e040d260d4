//! The evidence register: what shows that a row is complete, where it is kept, who accepted it.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Line};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Text, Editor::Text)),
    Some((Field::Site, Editor::Line)),
    Some((Field::Digest, Editor::Line)),
    Some((Field::AcceptedBy, Editor::Line)),
    Some((Field::AcceptedOn, Editor::Day)),
    Some((Field::Note, Editor::Text)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No evidence registered yet.",
    adds: "Add evidence",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Evidence", 24, 60),
        text("Where kept", 20, 40),
        text("Fingerprint", 12, 20),
        text("Accepted by", 14, 24),
        text("Accepted on", 11, 11),
        text("Note", 16, 40),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Proof, |_| true)
}
