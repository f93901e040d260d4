//! Requests for technical assistance, and what came of them.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::monitoring::is_open;
use crate::widgets::grid::Column;

use super::super::choices::ASSISTANCE;
use super::super::columns::text;
use super::super::slot::Editor;
use super::{About, Cells, Line, count};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Category, Editor::Suggest(ASSISTANCE))),
    Some((Field::Text, Editor::Text)),
    Some((Field::Owner, Editor::Line)),
    Some((Field::Day, Editor::Day)),
    Some((Field::ReplyDay, Editor::Day)),
    Some((Field::Reply, Editor::Text)),
    Some((Field::Outcome, Editor::Text)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No request for assistance; it is asked for only where it is needed.",
    adds: "Add a request",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Kind", 16, 28),
        text("What is asked", 28, 60),
        text("Asked of", 14, 24),
        Column::new("Asked on", 10),
        Column::new("Answered", 10),
        text("Answer", 20, 50),
        text("What came of it", 20, 50),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let (mut open, mut answered): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    for (at, request) in cx.book.parts(plan, Kind::Request).into_iter().enumerate() {
        let line = Line::of(request, plan, at + 1);
        if is_open(request) { open.push(line) } else { answered.push(line) }
    }
    let n = (open.len(), answered.len());
    if let Some(first) = open.first_mut() {
        first.band = Some(("Waiting for an answer".to_owned(), count(n.0, "request", "requests")));
    }
    if let Some(first) = answered.first_mut() {
        first.band = Some(("Answered".to_owned(), count(n.1, "request", "requests")));
    }
    open.into_iter().chain(answered).chain([Line::blank(Kind::Request, plan)]).collect()
}
