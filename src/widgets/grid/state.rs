//! What a grid remembers: cursor, range, scroll, widths, hidden columns, sort. Moves by commands and never leaves the grid.
//! Nothing here is stored in the file.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::{Area, Command};

use super::layout::{self, Hit, Layout};
use super::{Source, columns};

/// Rows that one notch of the wheel moves.
const WHEEL: usize = 3;
/// Cells by which a command changes a width.
const STEP: u16 = 2;
/// The widest a reviewer may make a column.
const WIDEST: u16 = 200;

/// What a grid remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridState {
    /// The cursor's row.
    pub row: usize,
    /// The cursor's column.
    pub column: usize,
    /// The other end of the selected range.
    pub anchor: Option<(usize, usize)>,
    /// The first row in view, as last settled.
    pub top: usize,
    /// The first scrolling column in view, as a place among the shown ones.
    pub left: usize,
    /// How many of the shown columns are frozen at the left.
    pub frozen: usize,
    /// The column that rows are sorted by, and whether descending. The owner of the rows sorts.
    pub sort: Option<(usize, bool)>,
    widths: BTreeMap<usize, u16>,
    hidden: BTreeSet<usize>,
    dragged: Option<(usize, u16, u16)>,
    tabbed_from: Option<usize>,
}

impl Default for GridState {
    fn default() -> GridState {
        GridState {
            row: 0,
            column: 0,
            anchor: None,
            top: 0,
            left: 0,
            frozen: 1,
            sort: None,
            widths: BTreeMap::new(),
            hidden: BTreeSet::new(),
            dragged: None,
            tabbed_from: None,
        }
    }
}

impl GridState {
    /// A grid with so many columns frozen at the left, the cursor in a column.
    #[must_use]
    pub fn new(frozen: usize, column: usize) -> GridState {
        GridState { column, frozen, ..GridState::default() }
    }

    /// The width the reviewer has set.
    #[must_use]
    pub fn width(&self, column: usize) -> Option<u16> {
        self.widths.get(&column).copied()
    }

    /// Sets the width of a column, as a setting that was kept.
    pub fn set_width(&mut self, column: usize, cells: u16) {
        self.widths.insert(column, cells.clamp(1, WIDEST));
    }

    /// Hides or shows a column; the last one in view stays.
    pub fn set_hidden(&mut self, column: usize, hidden: bool, columns: usize) {
        if !hidden {
            self.hidden.remove(&column);
        } else if self.shown(columns).len() > 1 {
            self.hidden.insert(column);
        }
    }

    /// The columns that are not hidden.
    #[must_use]
    pub fn shown(&self, columns: usize) -> Vec<usize> {
        (0..columns).filter(|column| !self.hidden.contains(column)).collect()
    }

    /// Brings cursor and range back into the grid, after rows have gone or come.
    pub fn clamp(&mut self, source: &dyn Source) {
        let rows = source.rows();
        let shown = self.shown(source.columns().len());
        self.row = self.row.min(rows.saturating_sub(1));
        if !shown.contains(&self.column) {
            self.column = shown.iter().copied().find(|&column| column > self.column).or(shown.last().copied()).unwrap_or(0);
        }
        let columns = source.columns().len();
        self.anchor = self.anchor.map(|(row, column)| (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1))));
        self.top = self.top.min(rows.saturating_sub(1));
    }

    /// Puts the cursor on a cell, ending the range.
    pub fn go(&mut self, row: usize, column: usize, source: &dyn Source, area: Area) {
        self.row = row;
        self.column = column;
        self.anchor = None;
        self.tabbed_from = None;
        self.settle(source, area);
    }

    /// After an edit was accepted by Enter: down, and back to the column where Tab was first pressed.
    pub fn accept_down(&mut self, source: &dyn Source, area: Area) {
        let column = self.tabbed_from.take();
        self.command(Command::Down, source, area);
        if let Some(column) = column {
            self.go(self.row, column, source, area);
        }
    }

    /// Carries out a command for moving, selecting or columns; false if it is none of a grid's.
    pub fn command(&mut self, command: Command, source: &dyn Source, area: Area) -> bool {
        use Command as C;
        self.clamp(source);
        let shown = self.shown(source.columns().len());
        let here = shown.iter().position(|&column| column == self.column).unwrap_or(0);
        let last_row = source.rows().saturating_sub(1);
        let column = |at: usize| shown.get(at).copied().unwrap_or(0);
        let last = shown.len().saturating_sub(1);
        let extend = matches!(command, C::ExtendUp | C::ExtendDown | C::ExtendLeft | C::ExtendRight | C::ExtendHome | C::ExtendEnd);
        if extend {
            self.anchor.get_or_insert((self.row, self.column));
        }
        let mut keep_range = extend;
        match command {
            C::Up | C::ExtendUp => self.row = self.row.saturating_sub(1),
            C::Down | C::ExtendDown => self.row = (self.row + 1).min(last_row),
            C::Left | C::ExtendLeft => self.column = column(here.saturating_sub(1)),
            C::Right | C::ExtendRight => self.column = column((here + 1).min(last)),
            C::Home | C::ExtendHome => self.column = column(0),
            C::End | C::ExtendEnd => self.column = column(last),
            C::Top => self.row = 0,
            C::Bottom => self.row = last_row,
            C::PageDown => {
                let seen = Layout::new(source, self, area).whole_rows();
                self.row = (seen.end - usize::from(seen.end > 0)).max(self.row + 1).min(last_row);
                self.top = self.row;
            }
            C::PageUp => {
                let layout = Layout::new(source, self, area);
                self.row = layout::page_before(source, self, layout.body, layout.top).min(self.row.saturating_sub(1));
                self.top = self.row;
            }
            C::Next | C::Previous => {
                let from = self.tabbed_from.unwrap_or(self.column);
                match command {
                    C::Next if here < last => self.column = column(here + 1),
                    C::Next if self.row < last_row => (self.row, self.column) = (self.row + 1, column(0)),
                    C::Previous if here > 0 => self.column = column(here - 1),
                    C::Previous if self.row > 0 => (self.row, self.column) = (self.row - 1, column(last)),
                    _ => {}
                }
                self.anchor = None;
                self.settle(source, area);
                self.tabbed_from = Some(from);
                return true;
            }
            C::SelectAll => {
                self.anchor = Some((0, column(0)));
                (self.row, self.column) = (last_row, column(last));
                keep_range = true;
            }
            C::Cancel if self.anchor.is_some() => {}
            C::Wider | C::Narrower => {
                let now = columns::widths(source.columns(), self, area.width.saturating_sub(1)).get(self.column).copied().unwrap_or(1);
                let wide = if command == C::Wider { now + STEP } else { now.saturating_sub(STEP) };
                self.set_width(self.column, wide);
                keep_range = true;
            }
            C::HideColumn if here < self.frozen => self.hidden.clear(),
            C::HideColumn => self.set_hidden(self.column, true, source.columns().len()),
            _ => return false,
        }
        if !keep_range {
            self.anchor = None;
        }
        self.tabbed_from = None;
        self.settle(source, area);
        true
    }

    /// Takes a click: moves the cursor or extends the range, and says what was hit. A title or a heading moves nothing.
    pub fn click(&mut self, x: u16, y: u16, extend: bool, source: &dyn Source, area: Area) -> Hit {
        self.clamp(source);
        let layout = Layout::new(source, self, area);
        let hit = layout.hit(x, y);
        self.dragged = None;
        match hit {
            Hit::Cell { row, column } => {
                self.anchor = if extend { self.anchor.or(Some((self.row, self.column))) } else { None };
                (self.row, self.column) = (row, column);
                self.tabbed_from = None;
                self.settle(source, area);
            }
            Hit::Edge(column) => self.dragged = layout.column(column).map(|placed| (column, x, placed.width)),
            _ => {}
        }
        hit
    }

    /// Takes a drag: resizes the column whose edge was clicked, otherwise extends the range to the nearest cell.
    pub fn drag(&mut self, x: u16, y: u16, source: &dyn Source, area: Area) {
        self.clamp(source);
        if let Some((column, from, width)) = self.dragged {
            self.set_width(column, (width + x).saturating_sub(from));
            self.settle(source, area);
        } else if let Some((row, column)) = Layout::new(source, self, area).nearest(x, y) {
            let anchor = self.anchor.unwrap_or((self.row, self.column));
            (self.row, self.column) = (row, column);
            self.anchor = (anchor != (row, column)).then_some(anchor);
            self.settle(source, area);
        }
    }

    /// Takes a notch of the wheel: scrolls, and keeps the cursor in view.
    pub fn wheel(&mut self, down: bool, source: &dyn Source, area: Area) {
        self.clamp(source);
        let top = if down { self.top + WHEEL } else { self.top.saturating_sub(WHEEL) }.min(source.rows().saturating_sub(1));
        let seen = Layout::new(source, &GridState { row: top, top, ..self.clone() }, area).whole_rows();
        if seen.is_empty() {
            return;
        }
        self.top = seen.start;
        self.row = self.row.clamp(seen.start, seen.end - 1);
        self.settle(source, area);
    }

    /// Sorts by the cursor's column: ascending, descending, not at all.
    pub fn cycle_sort(&mut self, column: usize) {
        self.sort = match self.sort {
            Some((sorted, false)) if sorted == column => Some((column, true)),
            Some((sorted, true)) if sorted == column => None,
            _ => Some((column, false)),
        };
    }

    /// Brings the cursor into view, moving as little as possible.
    pub fn settle(&mut self, source: &dyn Source, area: Area) {
        self.clamp(source);
        let layout = Layout::new(source, self, area);
        self.top = layout.top;
        self.left = layout.placed.left;
    }
}
