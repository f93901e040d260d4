//! The grid's content: a line for each area and question, a column for each year, then goal, n and what is missing.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::marks::{self, Mark};
use crate::domain::figure;
use crate::domain::sheet::{Line, Sheet, Unit};
use crate::domain::standing::StandingRow;
use crate::panes::standing::sign;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// Code and text stay in view.
pub(super) const FROZEN: usize = 2;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Code,
    Words,
    Year(i32),
    Goal,
    N,
    Missing,
}

/// The rows in their order.
pub(super) struct Rows<'a> {
    pub sheet: &'a Sheet,
    columns: Vec<Column>,
    order: Vec<usize>,
    year: i32,
    filtered: bool,
    glyphs: &'a Glyphs,
}

/// Cells of a year with the gap after it, and of goal, n and need together with the lines around them.
const YEAR: u16 = 9;
const REST: u16 = 24;
/// What a question's text gets before more than two years are in view.
const WORDS: u16 = 24;

/// The room for a question's text: two years in view if it can be, more only where the text is legible beside them.
fn words_width(width: u16, code: u16, span: u16) -> u16 {
    let room = width.saturating_sub(code + 2 + REST);
    let years = (room.saturating_sub(WORDS) / YEAR).max(if room >= 2 * YEAR + 16 { 2 } else { 1 }).min(span.max(1));
    room.saturating_sub(years * YEAR).clamp(12, 44)
}

impl<'a> Rows<'a> {
    pub fn new(sheet: &'a Sheet, sort: Option<(usize, bool)>, filtered: bool, year: i32, width: u16, glyphs: &'a Glyphs) -> Rows<'a> {
        let code = sheet.lines.iter().map(|line| crate::widgets::width::cells(&line.code)).max().unwrap_or(4).clamp(4, 12) as u16;
        let words = words_width(width, code, sheet.span as u16);
        let mut columns = vec![Column::new("Code", code), Column::new("Question", words).between(12, 60)];
        columns.extend(sheet.years().map(|y| {
            let title = if y == year { format!("{} {y}", glyphs.pointer) } else { y.to_string() };
            Column::new(title, 7).right()
        }));
        columns.extend([Column::new("Goal", 5).right(), Column::new("n", 5).right(), Column::new("Need", 4).right()]);
        let mut rows = Rows { sheet, columns, order: Vec::new(), year, filtered, glyphs };
        rows.arrange(sort);
        rows
    }

    fn arrange(&mut self, sort: Option<(usize, bool)>) {
        let sheet = self.sheet;
        let holds = |at: &usize| sheet.cell(*at, self.year).is_some_and(|row| !row.standing.is_met());
        let mut order: Vec<usize> = (0..sheet.lines.len()).collect();
        if self.filtered {
            order.retain(|at| sheet.lines[*at].unit == Unit::Area || (sheet.lines[*at].unit == Unit::Question && holds(at)));
        }
        if let Some((column, descending)) = sort {
            // In another order areas are no headings any more.
            order.retain(|at| sheet.lines[*at].unit == Unit::Question);
            let shows = self.shows(column);
            order.sort_by(|a, b| self.compare(*a, *b, shows, descending));
        } else if self.filtered {
            // An area without questions below it heads nothing.
            let bare = |i: usize| {
                sheet.lines[order[i]].unit == Unit::Area && order.get(i + 1).is_none_or(|next| sheet.lines[*next].unit == Unit::Area)
            };
            order = (0..order.len()).filter(|i| !bare(*i)).map(|i| order[i]).collect();
        }
        self.order = order;
    }

    /// Lines without the value come last either way.
    fn compare(&self, a: usize, b: usize, shows: Shows, descending: bool) -> Ordering {
        fn known<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
            match (a, b) {
                (Some(a), Some(b)) if descending => b.cmp(&a),
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            }
        }
        let (x, y) = (&self.sheet.lines[a], &self.sheet.lines[b]);
        let score = |at, year| self.sheet.cell(at, year).and_then(|row| row.score.as_ref());
        match shows {
            Shows::Code => known(Some(&x.code), Some(&y.code), descending),
            Shows::Words => known(Some(&x.words), Some(&y.words), descending),
            Shows::Year(year) => known(score(a, year).and_then(|s| s.score), score(b, year).and_then(|s| s.score), descending),
            Shows::Goal => known(score(a, self.year).and_then(|s| s.goal), score(b, self.year).and_then(|s| s.goal), descending),
            Shows::N => known(score(a, self.year).and_then(|s| s.applicable), score(b, self.year).and_then(|s| s.applicable), descending),
            Shows::Missing => known(score(a, self.year).and_then(|s| s.needed), score(b, self.year).and_then(|s| s.needed), descending),
        }
    }

    /// The line in a row.
    pub fn line(&self, row: usize) -> Option<&'a Line> {
        self.order.get(row).map(|at| &self.sheet.lines[*at])
    }

    /// The lines in their order, as places on the sheet.
    pub fn lines(&self) -> &[usize] {
        &self.order
    }

    /// The row of a line.
    pub fn row_of(&self, unit: Unit, code: &str) -> Option<usize> {
        let line = if unit == Unit::Question { self.sheet.question(code) } else { self.sheet.line(unit, code) }?;
        self.order.iter().position(|at| *at == line)
    }

    /// What a column shows.
    pub fn shows(&self, column: usize) -> Shows {
        let years = self.sheet.span;
        match column {
            0 => Shows::Code,
            1 => Shows::Words,
            c if c < FROZEN + years => Shows::Year(self.sheet.first + (c - FROZEN) as i32),
            c if c == FROZEN + years => Shows::Goal,
            c if c == FROZEN + years + 1 => Shows::N,
            _ => Shows::Missing,
        }
    }

    /// The column of a year.
    pub fn column_of(&self, year: i32) -> Option<usize> {
        self.sheet.years().position(|y| y == year).map(|at| FROZEN + at)
    }

    /// What is copied of a cell: the figure without its sign.
    pub fn plain(&self, row: usize, column: usize) -> String {
        match (self.shows(column), self.at(row, column)) {
            (Shows::Code | Shows::Words, _) => self.cell(row, column).text.into_owned(),
            (Shows::Year(_), Some(cell)) => cell.score.as_ref().and_then(|s| s.score).map_or_else(String::new, |s| s.percent(1)),
            (_, Some(_)) => self.cell(row, column).text.trim_end_matches('*').replace(self.glyphs.no_rate, ""),
            (_, None) => String::new(),
        }
    }

    /// What stands behind a cell: the figure of its year, or of the chosen one.
    pub fn at(&self, row: usize, column: usize) -> Option<&'a StandingRow> {
        let year = match self.shows(column) {
            Shows::Year(year) => year,
            _ => self.year,
        };
        self.sheet.cell(*self.order.get(row)?, year)
    }

    fn year_cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(cell) = self.at(row, column) else { return CellText::default() };
        let (signed, meaning) = sign(cell.standing, self.glyphs);
        let Some(score) = cell.score.as_ref().and_then(|s| s.score) else { return CellText::new(format!("{signed}     "), meaning) };
        let mark = marks::sign(Mark::of(cell), self.glyphs);
        let percent = score.percent(1);
        // Only 100.0 would need a cell more than all others.
        let percent = percent.strip_prefix("100").map_or(percent.as_str(), |_| "100");
        CellText::new(format!("{signed}{percent:>5}{mark}"), meaning)
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.order.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(line) = self.line(row) else { return CellText::default() };
        let heading = if line.unit == Unit::Question { Meaning::Text } else { Meaning::Band };
        let shows = self.shows(column);
        if let Shows::Year(_) = shows {
            return self.year_cell(row, column);
        }
        let score = self.at(row, column).and_then(|cell| cell.score.as_ref());
        let number = |n: Option<u64>| CellText::plain(n.map_or_else(|| self.glyphs.no_rate.to_owned(), |n| n.to_string()));
        match (shows, score) {
            (Shows::Code, _) => CellText::new(if line.unit == Unit::Whole { "All" } else { line.code.as_str() }, heading),
            (Shows::Words, _) => CellText::new(line.words.as_str(), heading),
            (_, None) => CellText::default(),
            (Shows::Goal, Some(score)) => {
                let mixed = if score.goal_mixed { "*" } else { "" };
                CellText::new(figure::goal_percent(score).map_or_else(String::new, |goal| format!("{goal}{mixed}")), Meaning::Muted)
            }
            (Shows::N, Some(score)) => number(score.applicable),
            (_, Some(score)) if score.met == Some(true) => CellText::new("", Meaning::Muted),
            (_, Some(score)) => number(score.needed),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(if self.sheet.span == 0 {
            "No answers and no published results of this instrument yet. Import them (Ctrl-P, then 'Import a file'): every question then \
             stands here through the years, with its goal, its n and what is missing."
        } else if self.filtered {
            "Nothing holds this place back in the chosen year. The filter key shows all questions again."
        } else {
            "No review of this place in any year. Choose another region."
        })
    }
}
