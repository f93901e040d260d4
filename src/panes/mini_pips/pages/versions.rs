//! Frozen versions of the plan: who has them, what was answered.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No frozen version yet. One is made when the plan is submitted, and when it is final.",
    adds: "",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Enter, Command::GoToPage],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Version", 20, 30), text("Frozen on", 11, 12), text("By", 16, 24), text("Recipients", 30, 60)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id) -> Vec<Line> {
    vec![Line::saying(plan)]
}
