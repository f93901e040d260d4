//! The log as a grid.

use std::borrow::Cow;

use crate::command::Context;
use crate::domain::change::ChangeKind;
use crate::domain::dates;
use crate::domain::history::{Filter, Sort};
use crate::domain::query::HistoryLine;
use crate::domain::review_moves::person;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// The log as a grid.
pub struct Log<'a> {
    pub lines: &'a [HistoryLine],
    columns: Vec<Column>,
    day_first: bool,
    glyphs: &'a Glyphs,
    filter: &'a Filter,
}

impl<'a> Log<'a> {
    /// `room` is the width of the list.
    pub fn new(lines: &'a [HistoryLine], filter: &'a Filter, room: u16, cx: &'a Context, glyphs: &'a Glyphs) -> Log<'a> {
        let mut columns = vec![
            Column::new("When", 16),
            // What was done is what one looks for: it stands first, and has the room.
            Column::new("What", 30).between(20, 120),
            Column::new("Kind", 8),
            Column::new("Who", 12).between(10, 20),
        ];
        // Where room is short the change itself says it.
        if room >= 90 {
            columns.push(Column::new("Fields", 7).right());
        }
        Log { lines, columns, day_first: cx.day_first, glyphs, filter }
    }

    /// A line's moment.
    pub fn when(&self, line: &HistoryLine) -> String {
        when(line, self.day_first)
    }
}

/// A change's moment, as the wall clock showed it.
pub fn when(line: &HistoryLine, day_first: bool) -> String {
    line.local.map_or_else(|| line.at.clone(), |at| format!("{} {}", dates::show(at.date(), day_first), at.format("%H:%M")))
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
        self.lines.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(line) = self.lines.get(row) else { return CellText::default() };
        let plain = if line.undone { Meaning::Muted } else { Meaning::Text };
        match column {
            0 => CellText::new(self.when(line), Meaning::Muted),
            1 => CellText::new(line.words.as_str(), plain),
            2 if line.undone => CellText::new(format!("{} undone", self.glyphs.dropped), Meaning::Muted),
            2 => CellText::new(word(line.kind), if line.kind == ChangeKind::Import { Meaning::Accent } else { plain }),
            3 => CellText::new(person(&line.who), plain),
            4 => CellText::new(line.ops.to_string(), Meaning::Muted),
            _ => CellText::default(),
        }
    }

    fn row_cap(&self) -> u16 {
        1
    }

    fn empty(&self) -> Cow<'_, str> {
        let alone = Filter { sort: Sort::All, ..self.filter.clone() }.is_empty();
        Cow::Borrowed(match self.filter.sort {
            _ if !alone => "No change fits. F7 asks for others, Esc shows all.",
            Sort::All => "Every change of this file stands here: who made it, when, and whether it was undone. There is none yet.",
            Sort::Edits => "Nobody has edited anything yet. Ctrl-N shows the other changes.",
            Sort::Imports => "Nothing was imported yet. Ctrl-P, Import a file, begins an import; Ctrl-N shows the other changes.",
            Sort::Exports => "No report has left the file yet. 'milepost report' with --out writes one; Ctrl-N shows the other changes.",
            Sort::Undone => "Nothing was taken back that is not here again. The key u takes a change back; Ctrl-N shows the others.",
        })
    }
}
