//! Progress notes, the newest first.

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
    Some((Field::Day, Editor::Day)),
    Some((Field::About, Editor::Part(Kind::Element))),
    Some((Field::Text, Editor::Text)),
    Some((Field::Who, Editor::Line)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No progress note yet.",
    adds: "Add a note",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Date", 10, 11), text("About", 16, 30), text("Note", 40, 100), text("By", 14, 24)]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::ProgressNote, |_| true)
}
