//! Each element and its measure: before, after, and against its targets.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No element has a measure yet.",
    adds: "",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Enter, Command::GoToPage],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Element", 24, 40),
        text("Measure", 20, 30),
        text("Before", 14, 18),
        text("Latest", 14, 18),
        text("Change", 16, 24),
        text("Against the target", 24, 40),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id) -> Vec<Line> {
    vec![Line::saying(plan)]
}
