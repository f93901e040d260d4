//! The selection board: candidate communities against the factors that speak for them.

use crate::command::{Command, Context};
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No candidate yet. Insert adds an office or a district whose turn it may be.",
    adds: "Add an office or district",
    fixed: "This is worked out from the figures in this file.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::Sort, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_cx: &Context, _width: u16) -> Vec<Column> {
    vec![text("Community", 24, 40), text("Why", 40, 80)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context) -> Vec<Line> {
    Vec::new()
}
