//! Final evaluation, report, release, and how gains last.

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
    vec![text("What", 30, 40), text("Text", 60, 150)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id) -> Vec<Line> {
    vec![Line::saying(plan)]
}
