//! What a section shows, as data: columns, lines of words, headings, and what each line is about.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::scan::{Coverage, State};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A caseworker, by their number in the calendar.
    Person(Id, usize),
    /// A month that is due or was missed.
    Owing(Id, NaiveDate),
    /// A region, office or supervisor; none is the state.
    Place(Option<Id>),
    /// A theme (none: no theme at all), of what is done well or of what needs work.
    Theme(Option<Id>, bool),
    /// A scan.
    Scan(Id),
}

/// A line.
#[derive(Clone, Debug)]
pub struct Row {
    pub about: About,
    /// The heading above it, and what stands at its right.
    pub band: Option<(String, String)>,
    pub cells: Vec<(String, Meaning)>,
}

/// The lines of a section.
#[derive(Clone, Debug)]
pub struct Rows {
    pub columns: Vec<Column>,
    pub lines: Vec<Row>,
    /// What is said where there are no lines.
    pub empty: String,
    /// The line above the grid.
    pub head: String,
    /// The months that the month columns stand for, and the first such column.
    pub months: (usize, Vec<NaiveDate>),
}

impl Rows {
    /// The month of a column.
    pub fn month(&self, column: usize) -> Option<NaiveDate> {
        column.checked_sub(self.months.0).and_then(|at| self.months.1.get(at)).copied()
    }

    /// The line at a row.
    pub fn about(&self, row: usize) -> Option<About> {
        self.lines.get(row).map(|row| row.about)
    }
}

/// The lines in the signs of a terminal.
pub struct Shown<'a> {
    pub rows: &'a Rows,
    pub glyphs: &'a Glyphs,
}

impl Source for Shown<'_> {
    fn rows(&self) -> usize {
        self.rows.lines.len()
    }

    fn columns(&self) -> &[Column] {
        &self.rows.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some((text, meaning)) = self.rows.lines.get(row).and_then(|row| row.cells.get(column)) else { return CellText::default() };
        CellText::new(self.glyphs.own(text), *meaning)
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let (text, right) = self.rows.lines.get(row)?.band.as_ref()?;
        Some(Band { text: Cow::Borrowed(text), meaning: Meaning::Text, right: Cow::Borrowed(right) })
    }

    fn row_cap(&self) -> u16 {
        4
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.rows.empty)
    }
}

/// The sign of a month, in the Unicode set, and what it means.
pub fn sign(state: State) -> (&'static str, Meaning) {
    const G: Glyphs = Glyphs::UNICODE;
    match state {
        State::Done => (G.done, Meaning::Good),
        State::Due => (G.not_started, Meaning::Accent),
        State::Missed => (G.warning, Meaning::Error),
        State::Excused => (G.dropped, Meaning::Muted),
        State::ToCome => (G.nothing, Meaning::Muted),
        State::NotOwed => ("", Meaning::Muted),
    }
}

/// "10/12", or nothing where nothing was due.
pub fn of(coverage: &Coverage) -> String {
    if coverage.due == 0 { String::new() } else { format!("{}/{}", coverage.done, coverage.due) }
}

/// How a share of what was due looks: all done is good, a miss needs a look.
pub fn meaning(coverage: &Coverage) -> Meaning {
    match coverage {
        c if c.due == 0 => Meaning::Muted,
        c if c.missed() > 0 => Meaning::Warn,
        c if c.done == c.due => Meaning::Good,
        _ => Meaning::Text,
    }
}

/// The title of a month's column: this month stands in brackets.
pub fn title(month: NaiveDate, today: NaiveDate) -> String {
    let name = month.format("%b").to_string();
    if month == crate::domain::scan::month_of(today) { format!("[{name}]") } else { name }
}
