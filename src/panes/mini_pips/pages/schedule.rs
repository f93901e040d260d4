//! All rows of the plan against the calendar.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "The plan has no row with a date yet.",
    adds: "",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Enter, Command::GoToPage],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Row", 30, 40), text("State", 12, 14), text("Calendar", 60, 160)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id) -> Vec<Line> {
    vec![Line::saying(plan)]
}
