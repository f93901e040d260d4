//! The log as a grid, and which of its lines are shown.

use std::borrow::Cow;

use crate::command::Context;
use crate::domain::change::ChangeKind;
use crate::domain::dates;
use crate::domain::query::HistoryLine;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// Which lines are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// All.
    #[default]
    All,
    /// What people edited, undo and redo among it.
    Edits,
    /// What came from files and went into files.
    Files,
    /// What the reviewer at work did.
    Mine,
}

impl Sort {
    /// All, in the order of the tabs.
    pub const ALL: [Sort; 4] = [Sort::All, Sort::Edits, Sort::Files, Sort::Mine];
    /// Their tabs.
    pub const TITLES: [&'static str; 4] = ["All", "Edits", "Imports and exports", "Mine"];

    fn takes(self, line: &HistoryLine, me: &str) -> bool {
        match self {
            Sort::All => true,
            Sort::Edits => matches!(line.kind, ChangeKind::Edit | ChangeKind::Undo | ChangeKind::Redo),
            Sort::Files => matches!(line.kind, ChangeKind::Import | ChangeKind::Export),
            Sort::Mine => line.who == me,
        }
    }
}

/// The log as a grid.
pub struct Log<'a> {
    pub shown: Vec<&'a HistoryLine>,
    columns: Vec<Column>,
    day_first: bool,
    glyphs: &'a Glyphs,
    sort: Sort,
}

impl<'a> Log<'a> {
    pub fn new(lines: &'a [HistoryLine], sort: Sort, cx: &'a Context, glyphs: &'a Glyphs) -> Log<'a> {
        let mut columns = vec![
            Column::new("When", 16),
            // What was done is what one looks for: it stands first, and has the room.
            Column::new("What", 40).between(24, 120),
            Column::new("Kind", 14),
            Column::new("Who", 14).between(12, 20),
        ];
        // Where room is short the lines beneath the list say it.
        if cx.area.width >= 90 {
            columns.push(Column::new("Fields", 7).right());
        }
        let shown = lines.iter().filter(|line| sort.takes(line, &cx.book.facts.who)).collect();
        Log { shown, columns, day_first: cx.day_first, glyphs, sort }
    }

    /// A line's moment.
    pub fn when(&self, line: &HistoryLine) -> String {
        line.local.map_or_else(|| line.at.clone(), |at| format!("{} {}", dates::show(at.date(), self.day_first), at.format("%H:%M")))
    }
}

/// A sort of change in a word.
pub const fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::System => "set-up",
        other => other.name(),
    }
}

impl Source for Log<'_> {
    fn rows(&self) -> usize {
        self.shown.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(line) = self.shown.get(row) else { return CellText::default() };
        let plain = if line.undone { Meaning::Muted } else { Meaning::Text };
        match column {
            0 => CellText::new(self.when(line), Meaning::Muted),
            3 => CellText::new(line.who.split(", ").next().unwrap_or(""), plain),
            2 if line.undone => CellText::new(format!("{} {}, undone", self.glyphs.dropped, word(line.kind)), Meaning::Muted),
            2 => CellText::new(word(line.kind), if line.kind == ChangeKind::Import { Meaning::Accent } else { plain }),
            1 => CellText::new(line.words.as_str(), plain),
            4 => CellText::new(line.ops.to_string(), Meaning::Muted),
            _ => CellText::default(),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self.sort {
            Sort::All => "Every change of this file stands here: who made it, when, and whether it was undone. There is none yet.",
            Sort::Edits => "Nobody has edited anything yet. F7 shows the other changes.",
            Sort::Files => "Nothing was imported or exported yet. Ctrl-P, Import a file, begins an import; F7 shows the other changes.",
            Sort::Mine => "You have changed nothing yet. F7 shows what others did.",
        })
    }
}
