//! What the pane remembers: the tab, the cursor on each page, the open cell. None of it is stored in the file.

use crate::command::{Area, Command, Context, Input, Mode};
use crate::domain::change::Seen;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::panes::cell::Draft;
use crate::widgets::grid::GridState;

use super::pages::{self, Page, Sheet, Tab};
use super::slot::Slot;

/// A cell being edited.
#[derive(Clone, Debug)]
pub struct Open {
    /// Which.
    pub slot: Slot,
    /// The text so far.
    pub draft: Draft,
    /// What had been seen of the file when it was opened.
    pub saw: Seen,
    /// It is being written; then the command moves the cursor.
    pub waits: Option<Command>,
    /// A click elsewhere that accepted it, and is carried out once it is written.
    pub then: Option<Input>,
}

/// Plans, and the chosen one in all its sections.
#[derive(Clone, Debug)]
pub struct MiniPips {
    /// The tab in view, in the workspace.
    pub tab: Tab,
    /// The element whose form is open over the matrix.
    pub element: Option<Id>,
    /// The cell being edited.
    pub open: Option<Open>,
    /// Where the cursor goes once the change is written.
    pub aim: Option<(Id, Option<Field>)>,
    /// The plan that the cursors belong to.
    pub plan: Option<Id>,
    grids: [GridState; Tab::ALL.len() + 1],
}

impl Default for MiniPips {
    fn default() -> MiniPips {
        MiniPips { tab: Tab::default(), element: None, open: None, aim: None, plan: None, grids: fresh() }
    }
}

fn fresh() -> [GridState; Tab::ALL.len() + 1] {
    std::array::from_fn(|at| GridState::new(1, start(at)))
}

/// The column in which one begins on a page.
fn start(at: usize) -> usize {
    let labelled = [Tab::Cover as usize, Tab::Overview as usize, Tab::Matrix as usize, Tab::ALL.len()];
    usize::from(labelled.contains(&at))
}

const fn slot_of(page: Page) -> usize {
    match page {
        Page::Tab(tab) => tab as usize,
        Page::Element(_) => Tab::ALL.len(),
    }
}

/// Where the parts of the pane stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The tabs; no height on Home, where the matrix stands alone.
    pub tabs: Area,
    /// The line over the grid.
    pub head: Area,
    /// The grid.
    pub grid: Area,
    /// The details under it.
    pub detail: Area,
}

/// Whether the pane stands in a frame, as one of Home's: the workspace begins at the left edge of the screen.
#[must_use]
pub const fn framed(area: Area) -> bool {
    area.x > 0
}

/// Where the parts of the pane stand in its area; only some pages have details.
#[must_use]
pub fn parts(area: Area, page: Page) -> Parts {
    let tabs = u16::from(!framed(area) && area.height >= 8);
    let head = u16::from(area.height >= 6);
    let detail: u16 = match area.height {
        _ if !matches!(page, Page::Tab(Tab::Matrix | Tab::Plans)) => 0,
        0..=17 => 0,
        18..=27 => 3,
        _ => 4,
    };
    let grid = area.height - tabs - head - detail;
    let line = |y: u16, height: u16| Area { y: area.y + y, height, ..area };
    Parts { tabs: line(0, tabs), head: line(tabs, head), grid: line(tabs + head, grid), detail: line(tabs + head + grid, detail) }
}

impl MiniPips {
    /// What is in view: on Home always the matrix.
    #[must_use]
    pub fn page(&self, cx: &Context) -> Page {
        let tab = if framed(cx.area) { Tab::Matrix } else { self.tab };
        match self.element.filter(|id| tab == Tab::Matrix && cx.book.get(*id).is_some_and(|e| cx.book.is_live(e))) {
            Some(element) => Page::Element(element),
            None => Page::Tab(tab),
        }
    }

    /// The page in view as a sheet.
    #[must_use]
    pub fn sheet(&self, cx: &Context) -> Sheet {
        pages::sheet(self.page(cx), cx, cx.area.width)
    }

    /// The cursor of a page.
    #[must_use]
    pub fn grid(&self, page: Page) -> &GridState {
        &self.grids[slot_of(page)]
    }

    /// The cursor of a page, to be moved.
    pub fn grid_mut(&mut self, page: Page) -> &mut GridState {
        &mut self.grids[slot_of(page)]
    }

    /// The keys that are in force.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.open.as_ref().map_or(Mode::Cells, |open| open.draft.mode())
    }

    /// Forgets the cursors of another plan, and what was open in it.
    pub fn follow(&mut self, cx: &Context) {
        let plan = pages::plan(cx);
        if plan == self.plan {
            return;
        }
        let plans = self.grids[Tab::Plans as usize].clone();
        self.grids = fresh();
        self.grids[Tab::Plans as usize] = plans;
        self.plan = plan;
        self.element = None;
        if self.open.as_ref().is_some_and(|open| open.waits.is_none() && self.tab != Tab::Plans) {
            self.open = None;
        }
    }
}
