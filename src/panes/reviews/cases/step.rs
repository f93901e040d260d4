//! One step of the way down: what is behind it, the figure it is about, and where the cursor stands.

use super::list::{List, Rows as CaseRows};
use super::parts::Rows as PartRows;
use super::view::Places;
use crate::command::Context;
use crate::domain::behind::{Behind, By, Part};
use crate::domain::query::Tally;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridState, Source};

/// What a step shows.
#[derive(Debug)]
pub(super) enum What {
    /// The figure's parts.
    Parts {
        /// By what it is split.
        by: By,
        /// The parts, in the order of the places.
        parts: Vec<Part>,
    },
    /// Its cases.
    Cases(List),
}

/// One step.
#[derive(Debug)]
pub(super) struct Step {
    pub behind: Behind,
    pub what: What,
    pub grid: GridState,
    /// The figure that everything below adds up to.
    pub whole: Option<Part>,
}

impl Step {
    /// The first step into what is behind a figure: its parts, or its cases where nothing else is left.
    pub fn into(behind: Behind) -> Step {
        match behind.split() {
            Some(by) => Step { behind, what: What::Parts { by, parts: Vec::new() }, grid: GridState::new(1, 0), whole: None },
            None => Step::cases(behind),
        }
    }

    /// All cases behind a figure.
    pub fn cases(behind: Behind) -> Step {
        let list = List::of(&behind);
        Step { behind, what: What::Cases(list), grid: GridState::new(1, 0), whole: None }
    }

    /// The other way to split it, where there are two.
    pub fn other_split(&self) -> Option<By> {
        match &self.what {
            What::Parts { by: By::Worker, .. } if self.behind.supervisor.is_none() => Some(By::Supervisor),
            What::Parts { by: By::Supervisor, .. } => Some(By::Worker),
            _ => None,
        }
    }

    /// Works out its figures anew.
    pub fn work_out(&mut self, cx: &Context, workers: &[Tally]) {
        let by_person = self.behind.worker.is_some() || self.behind.supervisor.is_some();
        let counts = if by_person { workers } else { cx.book.tallies() };
        self.whole = self.behind.whole(cx.book, counts);
        if let What::Parts { by, parts } = &mut self.what {
            let counts = if matches!(by, By::Worker | By::Supervisor) { workers } else { cx.book.tallies() };
            *parts = self.behind.parts(cx.book, counts, *by);
        }
        self.settle(cx);
    }

    /// Does something with the grid and its rows.
    pub fn with_rows<R>(&mut self, cx: &Context, glyphs: &Glyphs, act: impl FnOnce(&mut GridState, &dyn Source) -> R) -> R {
        let grid = &mut self.grid;
        let sort = grid.sort;
        match &self.what {
            What::Parts { by, parts } => act(grid, &PartRows::new(parts, *by, sort, cx, glyphs)),
            What::Cases(list) => act(grid, &CaseRows::new(list, &self.behind, cx, glyphs)),
        }
    }

    /// Keeps the cursor on a row that is there.
    pub fn settle(&mut self, cx: &Context) {
        let area = Places::of(cx.area).grid;
        self.with_rows(cx, &Glyphs::UNICODE, |grid, rows| grid.settle(rows, area));
    }

    /// The part under the cursor.
    pub fn part(&self, cx: &Context) -> Option<(By, &Part)> {
        let What::Parts { by, parts } = &self.what else { return None };
        let rows = PartRows::new(parts, *by, self.grid.sort, cx, &Glyphs::UNICODE);
        rows.index(self.grid.row).map(|at| (*by, &parts[at]))
    }
}
