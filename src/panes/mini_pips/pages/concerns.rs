//! Areas of concern: agreed before the first community meeting, each with its measure; elements grow from them.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::choices::DOMAINS;
use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Line};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Title, Editor::Text)),
    Some((Field::Domain, Editor::Choice(DOMAINS))),
    Some((Field::Instrument, Editor::Instrument)),
    Some((Field::Question, Editor::Question)),
    Some((Field::Factors, Editor::Text)),
    Some((Field::AgreedBy, Editor::Line)),
    Some((Field::AgreedOn, Editor::Day)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No area of concern yet. They are agreed before the first community meeting; type into the empty line.",
    adds: "Add an area of concern",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Area of concern", 24, 50),
        text("Domain", 11, 12),
        text("Instrument", 12, 16),
        text("Question", 10, 14),
        text("Underlying factors", 24, 60),
        text("Agreed by", 16, 30),
        text("Agreed on", 10, 11),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    list(cx.book, plan, Kind::Concern, |_| true)
}
