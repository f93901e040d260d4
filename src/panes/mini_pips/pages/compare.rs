//! Two versions of a plan side by side, cell by cell: what was added, taken out, changed and moved.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "The two versions say the same.",
    adds: "",
    fixed: "A frozen version is never changed.",
    offers: &[Command::Cancel, Command::Copy],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Where", 24, 40), text("Field", 16, 24), text("Before", 30, 70), text("After", 30, 70)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id, _older: Id, _newer: Option<Id>) -> Vec<Line> {
    vec![Line::saying(plan)]
}
