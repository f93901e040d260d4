//! Monitoring checks: due by the plan's own evaluation rows, each with what was found.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::choices::AS_PLANNED;
use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Line};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::EvaluationRow, Editor::Part(Kind::Evaluation))),
    Some((Field::Element, Editor::Part(Kind::Element))),
    Some((Field::Due, Editor::Day)),
    Some((Field::Day, Editor::Day)),
    Some((Field::Answer, Editor::Choice(AS_PLANNED))),
    Some((Field::Finding, Editor::Text)),
    Some((Field::Who, Editor::Line)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No check yet. The evaluation rows of the plan say how often; each check is done by the QA unit and the panel.",
    adds: "Add a check",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Evaluation row", 20, 40),
        text("Element", 16, 30),
        text("Due", 10, 11),
        text("Checked", 10, 11),
        text("As planned?", 10, 12),
        text("Finding", 24, 60),
        text("By", 12, 24),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Check, |_| true)
}
