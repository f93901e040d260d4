//! What the content rules still ask for, each line leading to its cell.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Line};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "Nothing is missing: the plan has all that the content rules ask for.",
    adds: "",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Enter, Command::GoToPage],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Where", 24, 40), text("What is missing", 40, 90), text("Answer", 24, 60)]
}

/// Its lines.
#[must_use]
pub fn lines(_cx: &Context, plan: Id) -> Vec<Line> {
    vec![Line::saying(plan)]
}
