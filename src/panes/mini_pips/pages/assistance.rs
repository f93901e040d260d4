//! Requests for technical assistance, and what came of them.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::choices::ASSISTANCE;
use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Line};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Category, Editor::Suggest(ASSISTANCE))),
    Some((Field::Text, Editor::Text)),
    Some((Field::Owner, Editor::Line)),
    Some((Field::Day, Editor::Day)),
    Some((Field::ReplyDay, Editor::Day)),
    Some((Field::Reply, Editor::Text)),
    Some((Field::Outcome, Editor::Text)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No request for assistance. It is asked for only where it is needed.",
    adds: "Add a request",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Kind", 16, 28),
        text("What is asked", 28, 60),
        text("Asked of", 14, 24),
        text("Asked on", 10, 11),
        text("Answered", 10, 11),
        text("Answer", 20, 50),
        text("What came of it", 20, 50),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Request, |_| true)
}
