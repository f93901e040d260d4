//! A spreadsheet grid: frozen header and first columns, columns that scroll, resize and hide, rows as high as their text,
//! headings between rows, a cursor, a range, an open cell. Measures and draws only what is in view.
//!
//! `columns.rs` widths · `heights.rs` rows as measured · `layout.rs` what is where · `state.rs` cursor and scroll · `select.rs` the range · `view.rs` draws.
//!
//! ```text
//!  Question │ Region  Score ▲  Goal        header, with the sort sign
//! ──────────┼─────────────────────────
//!  Safety                                   a band: a heading between rows
//!  1        │ North    85.0%    90%  ┃      rows; the frozen column stays, the others scroll
//! ```

pub mod columns;
pub mod heights;
pub mod layout;
pub mod select;
pub mod state;
pub mod view;

use std::borrow::Cow;

use super::meaning::Meaning;
use super::width::Align;

pub use heights::Heights;
pub use layout::{Hit, Layout};
pub use select::Range;
pub use state::GridState;
pub use view::{GridView, OpenCell};

/// A column: its title and how wide it may be, in cells of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The title.
    pub title: Cow<'static, str>,
    /// It is never narrower, unless the reviewer wants it.
    pub min: u16,
    /// What it has where there is neither too much nor too little room.
    pub wish: u16,
    /// It never grows wider by itself.
    pub max: u16,
    /// Where its text stands.
    pub align: Align,
    /// Whether its text wraps and makes the row grow.
    pub wrap: bool,
}

impl Column {
    /// A column of a fixed width.
    #[must_use]
    pub fn new(title: impl Into<Cow<'static, str>>, wish: u16) -> Column {
        Column { title: title.into(), min: wish, wish, max: wish, align: Align::Left, wrap: false }
    }

    /// It may shrink and grow between these.
    #[must_use]
    pub fn between(self, min: u16, max: u16) -> Column {
        Column { min: min.min(self.wish), max: max.max(self.wish), ..self }
    }

    /// Its text stands at the right: figures.
    #[must_use]
    pub fn right(self) -> Column {
        Column { align: Align::Right, ..self }
    }

    /// Its text wraps.
    #[must_use]
    pub fn wrapped(self) -> Column {
        Column { wrap: true, ..self }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CellText<'a> {
    /// The text, line breaks included.
    pub text: Cow<'a, str>,
    /// What it means.
    pub meaning: Meaning,
    /// Where it stands, if not where its column says.
    pub align: Option<Align>,
}

impl<'a> CellText<'a> {
    /// A text of a meaning.
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>, meaning: Meaning) -> CellText<'a> {
        CellText { text: text.into(), meaning, align: None }
    }

    /// Ordinary text.
    #[must_use]
    pub fn plain(text: impl Into<Cow<'a, str>>) -> CellText<'a> {
        CellText::new(text, Meaning::Text)
    }
}

/// A heading above a row, over the whole width.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Band<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// What it means; text is drawn as a band.
    pub meaning: Meaning,
    /// Words at the right end: a count, a state.
    pub right: Cow<'a, str>,
}

/// Where the grid's content comes from. Asked only for what is in view, so `cell` may do a little work.
pub trait Source {
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// The columns, always the same number while a grid lives.
    fn columns(&self) -> &[Column];
    /// What stands in a cell.
    fn cell(&self, row: usize, column: usize) -> CellText<'_>;
    /// The heading above a row.
    fn band(&self, _row: usize) -> Option<Band<'_>> {
        None
    }
    /// Most lines of a row; more text is cut with an ellipsis.
    fn row_cap(&self) -> u16 {
        8
    }
    /// Where the heights of rows are kept from layout to layout, for a source whose rows stay as they are in between.
    fn heights(&self) -> Option<&Heights> {
        None
    }
    /// What is said where there are no rows: what belongs here, and how to begin.
    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed("Nothing here.")
    }
}

#[cfg(test)]
mod tests;
