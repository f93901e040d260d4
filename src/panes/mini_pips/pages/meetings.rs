//! The meetings of the plan; Enter opens one.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::choices::MEETINGS;
use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Line};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Part, Editor::Choice(MEETINGS))),
    Some((Field::Title, Editor::Line)),
    Some((Field::Day, Editor::Day)),
    Some((Field::Time, Editor::Line)),
    Some((Field::Host, Editor::Line)),
    Some((Field::Site, Editor::Line)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No meeting yet. A plan has three community meetings and one to organise them.",
    adds: "Add a meeting",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Kind", 12, 16),
        text("Title", 20, 40),
        text("Date", 10, 11),
        text("Time", 8, 12),
        text("Host", 16, 30),
        text("Where", 16, 40),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Meeting, |_| true)
}
