//! Where a plan stands: the stages passed, and what the next gate needs.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About =
    About { empty: "", adds: "", fixed: "This is worked out from the plan.", offers: &[Command::Enter, Command::GoToPage] };

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Stage", 22, 26), text("Reached", 11, 12), text("What the gate needs", 40, 90), text("Who", 16, 24)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id) -> Vec<Line> {
    vec![Line::saying(plan)]
}
