//! Other offices that help with this plan or are helped by it.

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
    Some((Field::Office, Editor::Place(Kind::Office))),
    Some((Field::Name, Editor::Line)),
    Some((Field::HelpsWith, Editor::Text)),
    Some((Field::Note, Editor::Text)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No peer office yet. Offices with a plan of their own are good company.",
    adds: "Add an office",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Office", 18, 30), text("Contact", 16, 30), text("Helps with", 28, 60), text("Note", 20, 50)]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Peer, |_| true)
}
