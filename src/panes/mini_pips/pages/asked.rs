//! Changes that a recipient of a frozen version asked for, and how they were answered.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::choices::ANSWERS;
use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Line};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Who, Editor::Line)),
    Some((Field::Text, Editor::Text)),
    Some((Field::Day, Editor::Day)),
    Some((Field::Status, Editor::Choice(ANSWERS))),
    Some((Field::Reply, Editor::Text)),
    Some((Field::ReplyDay, Editor::Day)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "Nothing was asked so far. What a recipient of a submitted version wants changed stands here until it is answered.",
    adds: "Add a change asked for",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Asked by", 16, 24),
        text("Change asked for", 30, 60),
        text("Asked on", 10, 11),
        text("Answer", 10, 12),
        text("Reply", 24, 60),
        text("Replied", 10, 11),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Asking, |_| true)
}
