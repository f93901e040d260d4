//! Progress notes, the newest first.

use crate::command::{Command, Context};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::super::slot::Editor;
use super::{About, Cells, Line, count};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Day, Editor::Day)),
    Some((Field::Text, Editor::Text)),
    Some((Field::About, Editor::Part(Kind::Element))),
    Some((Field::Who, Editor::Line)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No progress note yet.",
    adds: "Today",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::FullText, Command::DeleteRow, Command::GoToPage, Command::Undo, Command::NextSection],
};

/// The column in which one begins: the note itself.
pub const BEGIN: usize = 1;

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![Column::new("Date", 10), text("Note", 34, 110), text("Element", 14, 30), text("By", 12, 24)]
}

/// Its lines: the empty one on top, where the next note goes.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let mut notes = cx.book.parts(plan, Kind::ProgressNote);
    notes.sort_by_key(|note| std::cmp::Reverse(note.date(Field::Day)));
    let right = if notes.is_empty() { String::new() } else { count(notes.len(), "note", "notes") };
    let new = Line::blank(Kind::ProgressNote, plan).under("What happened, as it happens; the newest first", right);
    [new].into_iter().chain(notes.into_iter().enumerate().map(|(at, note)| Line::of(note, plan, at + 1))).collect()
}
