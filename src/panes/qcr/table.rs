//! A small table made whole: its columns, its cells, and what question, place and year each of them is for. Which tables there are
//! is said in `overview.rs`, `matrix.rs` and `beside.rs`.

use std::borrow::Cow;

use crate::domain::id::Id;
use crate::domain::qcr::Figure;
use crate::domain::score::Score;
use crate::panes::standing::sign;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// What a figure is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Code of the question; none where a row is a place.
    pub question: Option<String>,
    /// The region; none is statewide.
    pub region: Option<Id>,
    /// Fiscal year.
    pub year: i32,
}

/// What a column is for, where it is not what its row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// What the row is for.
    Row,
    /// Another place.
    Place(Option<Id>),
    /// Another year.
    Year(i32),
    /// The n-th thing beside the scores.
    Beside(usize),
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    pub spot: Spot,
    pub cells: Vec<CellText<'static>>,
    pub band: Option<Band<'static>>,
}

/// The table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub columns: Vec<Column>,
    pub of: Vec<Of>,
    pub rows: Vec<Row>,
    /// How many columns stay while the others scroll.
    pub frozen: usize,
    /// What is said where there is no row.
    pub empty: String,
}

impl Table {
    pub fn column(&mut self, of: Of, column: Column) {
        self.columns.push(column);
        self.of.push(of);
    }

    /// What stands under a cell.
    pub fn spot(&self, row: usize, column: usize) -> Option<Spot> {
        let spot = self.rows.get(row)?.spot.clone();
        Some(match self.of.get(column) {
            Some(Of::Place(region)) => Spot { region: *region, ..spot },
            Some(Of::Year(year)) => Spot { year: *year, ..spot },
            _ => spot,
        })
    }

    /// The row of a question and place; of a question alone where a row is one.
    pub fn row_of(&self, question: Option<&str>, region: Option<Id>) -> Option<usize> {
        let named = |row: &&Row| match (&row.spot.question, question) {
            (Some(own), Some(code)) => own.eq_ignore_ascii_case(code),
            (own, code) => own.is_none() == code.is_none(),
        };
        let mut rows = self.rows.iter().enumerate().filter(|(_, row)| named(row));
        let first = rows.clone().next().map(|(at, _)| at);
        rows.find(|(_, row)| row.spot.region == region).map(|(at, _)| at).or(first)
    }

    /// Lines with header, headings and rows.
    pub fn lines(&self) -> u16 {
        let bands = self.rows.iter().filter(|row| row.band.is_some()).count();
        u16::try_from(2 + bands + self.rows.len()).unwrap_or(u16::MAX)
    }
}

impl Source for Table {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        self.rows.get(row).and_then(|row| row.cells.get(column)).cloned().unwrap_or_default()
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        self.rows.get(row)?.band.clone()
    }

    fn row_cap(&self) -> u16 {
        1
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.empty)
    }
}

/// A cell of text of its own.
pub(super) fn text(words: impl Into<String>, meaning: Meaning) -> CellText<'static> {
    CellText::new(words.into(), meaning)
}

/// Nothing known.
pub(super) fn nothing(glyphs: &Glyphs) -> CellText<'static> {
    text(glyphs.nothing, Meaning::NoRate)
}

/// The sign of a figure's standing, and its colour.
pub(super) fn standing(figure: &Figure, glyphs: &Glyphs) -> (&'static str, Meaning) {
    sign(figure.row.standing, glyphs)
}

/// The share with the sign of its standing before it, and a mark after it: `p` published, `~` its round is open, `*` not of all regions.
pub(super) fn share(figure: Option<&Figure>, glyphs: &Glyphs) -> CellText<'static> {
    let Some(figure) = figure.filter(|figure| figure.score().is_some()) else { return nothing(glyphs) };
    let (signed, meaning) = standing(figure, glyphs);
    let percent = figure.score().map_or_else(String::new, Score::percent);
    if percent == "no rate" {
        return text(glyphs.no_rate, Meaning::NoRate);
    }
    // Only 100.0 would need a cell more than all others.
    let percent = percent.strip_prefix("100").map_or(percent.as_str(), |_| "100");
    text(format!("{signed}{percent:>5}{}", mark(figure)), meaning)
}

/// The mark after a figure.
pub(super) fn mark(figure: &Figure) -> &'static str {
    if figure.is_published() {
        "p"
    } else if figure.row.provisional {
        "~"
    } else if figure.lacks.is_some() {
        "*"
    } else {
        " "
    }
}
