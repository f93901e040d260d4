//! What the pane remembers, what it has worked out from the book, and what it must read from the store.

use std::rc::Rc;

use super::beside;
use super::cases::Cases;
use super::matrix::{self, Shown};
use super::overview;
use super::section::{Parts, Section};
use super::table::{Spot, Table};
use crate::command::{Area, Context, Effect};
use crate::domain::addressed::{self, Naming};
use crate::domain::change::Seen;
use crate::domain::id::Id;
use crate::domain::qcr::practice::{self, Part, Practice, Staffing};
use crate::domain::qcr::{self, Qcr as Figures};
use crate::domain::query::Query;
use crate::domain::scan::{self, Scan, calendar::Calendar};
use crate::panes::memo::{Counted, Memo};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::GridState;

/// What was read for a year: it is stale once something was written.
type Year = (String, i32, Seen);

/// The pane.
#[derive(Debug, Default)]
pub struct Qcr {
    pub(super) section: Section,
    /// One for each section, so that each keeps its cursor.
    pub(super) grids: [GridState; Section::ALL.len()],
    pub(super) shown: Shown,
    /// Lines that the detail is scrolled by.
    pub(super) scrolled: usize,
    pub(super) cases: Cases,
    /// The question that the cursor is on, in whichever section.
    pub(super) question: Option<String>,
    /// What stands beside the scores, for the year it was read for.
    beside: Option<Year>,
    staffing: Vec<Staffing>,
    scans: Vec<Scan>,
    figures: Memo<(Counted, Seen, String), Figures>,
    practices: Memo<(Counted, Seen, String, i32, usize), Vec<Practice>>,
    namings: Memo<(Seen, String), Vec<Naming>>,
}

impl Qcr {
    /// The qualitative instrument in view.
    pub(super) fn instrument(cx: &Context) -> Option<String> {
        qcr::instrument(cx.book, &cx.chosen.instrument).map(str::to_owned)
    }

    /// All its figures.
    pub(super) fn qcr(&self, cx: &Context) -> Option<Rc<Figures>> {
        let code = Qcr::instrument(cx)?;
        Some(self.figures.get((Counted::now(cx), Seen(0), code.clone()), || Figures::of(cx.book, &code)))
    }

    pub(super) fn forget(&mut self) {
        self.figures.forget();
        self.practices.forget();
        self.namings.forget();
    }

    /// The elements of Mini PIPs that name its questions: looked for once, whichever figure the cursor is on.
    pub(super) fn namings(&self, qcr: &Figures, cx: &Context) -> Rc<Vec<Naming>> {
        self.namings.get((cx.book.seen, qcr.instrument.clone()), || addressed::namings(cx.book, &qcr.instrument))
    }

    /// The table of the section in view; of the cases none.
    pub(super) fn table(&self, qcr: &Figures, room: u16, cx: &Context, glyphs: &Glyphs) -> Option<Table> {
        let room = room.saturating_sub(1);
        Some(match self.section {
            Section::Overview => overview::table(qcr, room, cx, glyphs),
            Section::Indicators => matrix::indicators(qcr, self.shown, room, cx, glyphs),
            Section::Years => matrix::years(qcr, self.shown, room, cx, glyphs),
            Section::Practice => beside::table(qcr, &self.practices(qcr, cx), room, cx, glyphs),
            Section::Cases => return None,
        })
    }

    /// Where things stand.
    pub(super) fn parts(&self, table: Option<&Table>, area: Area) -> Parts {
        Parts::of(area, self.section, table.map_or(u16::MAX / 2, Table::lines))
    }

    /// The grid of the section in view.
    pub(super) fn grid(&self) -> &GridState {
        &self.grids[self.section as usize]
    }

    /// What the cursor is on.
    pub(super) fn spot(&self, table: &Table) -> Option<Spot> {
        let grid = self.grid();
        table.spot(grid.row.min(table.rows.len().saturating_sub(1)), grid.column)
    }

    /// What stands beside the scores of the chosen year.
    pub(super) fn practices(&self, qcr: &Figures, cx: &Context) -> Rc<Vec<Practice>> {
        let read = self.staffing.len() + self.scans.len();
        let key = (Counted::now(cx), cx.book.seen, qcr.instrument.clone(), cx.chosen.year, read);
        self.practices.get(key, || {
            let (from, until) = scan::fiscal_year(cx.book, cx.chosen.year);
            let calendar = Calendar::of(cx.book, &self.scans, from, until, cx.today);
            let scans = |place: Option<Id>| {
                let coverage = calendar.coverage(place);
                // A year in which nobody scanned at all is one before scans were begun, not one of missed ones.
                (!self.scans.is_empty()).then_some(Part { n: u64::from(coverage.done), of: u64::from(coverage.due) })
            };
            practice::practices(cx.book, qcr, cx.chosen.year, &self.staffing, &scans)
        })
    }

    /// What must be read before the section can be shown.
    pub(super) fn wanted(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(code) = Qcr::instrument(cx) else { return Vec::new() };
        match self.section {
            Section::Practice => {
                let year: Year = (code.clone(), cx.chosen.year, cx.book.seen);
                if self.beside.as_ref() == Some(&year) {
                    return Vec::new();
                }
                let forms = cx.book.instruments().iter().filter(|(_, i)| i.code == code).map(|(id, _)| *id).collect();
                let (from, until) = scan::fiscal_year(cx.book, year.1);
                let staffing = Query::Staffing { forms, year: Some(year.1) };
                self.beside = Some(year);
                vec![Effect::Read(staffing), Effect::Read(Query::Scans { from, until })]
            }
            Section::Cases => {
                let height = self.parts(None, cx.area).grid.height;
                let grid = self.grid().clone();
                self.cases.wanted(&code, &grid, usize::from(height), cx).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What was read may no longer be so.
    pub(super) fn stale(&mut self) {
        self.beside = None;
        self.cases.forget();
    }

    pub(super) fn take_staffing(&mut self, staffing: &[Staffing]) {
        self.staffing = staffing.to_vec();
        self.practices.forget();
    }

    pub(super) fn take_scans(&mut self, scans: &[Scan]) {
        self.scans = scans.to_vec();
        self.practices.forget();
    }
}
