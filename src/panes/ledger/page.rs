//! What stands on a page, as data: columns, lines of cells, headings, and the empty lines that make new records.

use std::borrow::Cow;

use super::means::Means;
use crate::command::Context;
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::sheet::Slot;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// What else a change of a cell asks for: further edits (who said it, when), or why it cannot be.
pub type Also = fn(&Context, &Slot, &mut Vec<Edit>) -> Result<(), String>;

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The columns, always the same number while the page lives.
    pub columns: Vec<Column>,
    /// The lines.
    pub lines: Vec<Line>,
    /// What is said where there are no lines: what belongs here, and which key begins.
    pub empty: Cow<'static, str>,
    /// Why a cell without a field cannot be edited.
    pub fixed: Cow<'static, str>,
    /// Most lines of text of one row; 0 is 4.
    pub row_cap: u16,
    /// What every edit of a cell brings along.
    pub also: Option<Also>,
}

/// A line: a record, an empty line that makes one, or words that are worked out.
#[derive(Clone, Debug)]
pub struct Line {
    /// The record; [`Id::NIL`] if there is none (yet).
    pub record: Id,
    /// Its kind.
    pub kind: Option<Kind>,
    /// What the words of a change call it: "member 'Pat Example'".
    pub called: String,
    /// The heading above it, and what stands at its right.
    pub band: Option<(String, String)>,
    /// The cells, by column.
    pub cells: Vec<Cell>,
    /// If it is an empty line: what a new record begins with.
    pub fresh: Option<Fresh>,
}

/// What a new record begins with.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Its kind.
    pub kind: Kind,
    /// What it is a part of, if its kind has a whole.
    pub parent: Option<Id>,
    /// Further values.
    pub values: Vec<(Field, Value)>,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// What that means.
    pub meaning: Meaning,
    /// The field behind it, and how a text in it is read; none if it is worked out.
    pub field: Option<(Field, Means)>,
    /// The record of the field, if it is not the line's.
    pub of: Option<(Id, Kind)>,
}

impl Cell {
    /// Words that are worked out.
    #[must_use]
    pub fn words(text: impl Into<String>, meaning: Meaning) -> Cell {
        Cell { text: text.into(), meaning, ..Cell::default() }
    }

    /// A field of a record, as people read it.
    #[must_use]
    pub fn field(record: &Record, field: Field, means: Means, cx: &Context) -> Cell {
        Cell { text: means.text(record.get(field), cx), meaning: Meaning::Text, field: Some((field, means)), of: None }
    }

    /// With another meaning.
    #[must_use]
    pub fn meaning(self, meaning: Meaning) -> Cell {
        Cell { meaning, ..self }
    }

    /// A field of another record than the line's.
    #[must_use]
    pub fn of(self, record: Id, kind: Kind) -> Cell {
        Cell { of: Some((record, kind)), ..self }
    }

    /// An empty cell of a record that is still to be made; `invites` stands in it until then.
    #[must_use]
    pub fn asks(invites: impl Into<String>, field: Field, means: Means) -> Cell {
        Cell { text: invites.into(), meaning: Meaning::Placeholder, field: Some((field, means)), of: None }
    }
}

impl Default for Line {
    fn default() -> Line {
        Line { record: Id::NIL, kind: None, called: String::new(), band: None, cells: Vec::new(), fresh: None }
    }
}

impl Line {
    /// A record's line, called by its kind and name.
    #[must_use]
    pub fn of(record: &Record, cells: Vec<Cell>) -> Line {
        let name = [Field::Name, Field::Title, Field::Text].into_iter().map(|field| record.text(field)).find(|text| !text.is_empty());
        let called = match name {
            Some(name) => format!("{} '{}'", record.kind.words(), crate::panes::sheet::brief(name)),
            None => record.kind.words().to_owned(),
        };
        Line { record: record.id, kind: Some(record.kind), called, cells, ..Line::default() }
    }

    /// Words that are worked out; `of` is the record that Enter may lead to, or [`Id::NIL`].
    #[must_use]
    pub fn words(of: Id, cells: Vec<Cell>) -> Line {
        Line { record: of, cells, ..Line::default() }
    }

    /// The empty line that makes a new record of a kind.
    #[must_use]
    pub fn blank(kind: Kind, parent: Option<Id>, cells: Vec<Cell>) -> Line {
        let fresh = Some(Fresh { kind, parent, values: Vec::new() });
        Line { kind: Some(kind), called: format!("a new {}", kind.words()), cells, fresh, ..Line::default() }
    }

    /// A value that the new record begins with.
    #[must_use]
    pub fn with(mut self, field: Field, value: Value) -> Line {
        if let Some(fresh) = &mut self.fresh {
            fresh.values.push((field, value));
        }
        self
    }

    /// Under a heading.
    #[must_use]
    pub fn under(self, heading: impl Into<String>, right: impl Into<String>) -> Line {
        Line { band: Some((heading.into(), right.into())), ..self }
    }

    /// With other words in the history.
    #[must_use]
    pub fn called(self, words: impl Into<String>) -> Line {
        Line { called: words.into(), ..self }
    }
}

impl Page {
    /// A page of these columns, still without lines.
    #[must_use]
    pub fn new(columns: Vec<Column>, empty: impl Into<Cow<'static, str>>) -> Page {
        Page { columns, empty: empty.into(), fixed: Cow::Borrowed("This is worked out from the rest"), ..Page::default() }
    }

    /// The empty line that belongs to a row: the next one below, or the last one above.
    #[must_use]
    pub fn blank_after(&self, row: usize) -> Option<usize> {
        let is_blank = |line: &Line| line.fresh.is_some();
        let below = self.lines.iter().skip(row).position(is_blank).map(|at| at + row);
        below.or_else(|| self.lines.iter().rposition(is_blank))
    }

    /// The first column of a row that can be edited.
    #[must_use]
    pub fn first_field(&self, row: usize) -> usize {
        self.lines.get(row).and_then(|line| line.cells.iter().position(|cell| cell.field.is_some())).unwrap_or(0)
    }

    /// The next column of a row that can be edited, or the same.
    #[must_use]
    pub fn next_field(&self, row: usize, after: usize) -> usize {
        let cells = self.lines.get(row).map_or(&[][..], |line| &line.cells);
        cells.iter().enumerate().skip(after + 1).find(|(_, cell)| cell.field.is_some()).map_or(after, |(at, _)| at)
    }
}
