//! What the pane remembers: the tab, the cursor on each page, the open cell. None of it is stored in the file.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::command::{Area, Command, Context, Input, Mode};
use crate::domain::board::Summary;
use crate::domain::change::Seen;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::panes::cell::Draft;
use crate::panes::memo::{Counted, Memo};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::GridState;

use super::growing::Growing;
use super::pages::{self, Group, Page, Sheet, Tab, meeting, plans, selection};
use super::slot::Slot;
use super::strip;
use super::texts::Texts;
use super::words::Piece;

/// A cell being edited.
#[derive(Clone, Debug)]
pub struct Open {
    /// Which.
    pub slot: Slot,
    /// The text so far.
    pub draft: Draft,
    /// What had been seen of the file when it was opened.
    pub saw: Seen,
    /// The record it is written to: the slot's, or the one that is made by writing.
    pub made: Id,
    /// It is being written; then the command moves the cursor.
    pub waits: Option<Command>,
    /// A click elsewhere that accepted it, and is carried out once it is written.
    pub then: Option<Input>,
}

/// Plans, and the chosen one in all its sections.
#[derive(Debug)]
pub struct MiniPips {
    /// The tab in view, in the workspace.
    pub tab: Tab,
    /// The page that is open over the tab: an element's form, a meeting, two versions.
    pub over: Option<Page>,
    /// The records behind the lines of the choice that was offered last.
    pub picks: Vec<Id>,
    /// A measure that someone came with, on its way into a plan.
    pub growing: Option<Growing>,
    /// The page of a plan as it was worked out last: a key and its frame ask for it several times.
    pub sheets: Memo<SheetOf, Sheet>,
    /// The boards over all plans, likewise.
    pub boards: Memo<BoardOf, Sheet>,
    /// The stages over it, likewise: what a gate needs may rest on scores. With the kind of signs.
    pub strips: Memo<(SheetOf, bool), Vec<Piece>>,
    /// The cell being edited.
    pub open: Option<Open>,
    /// Where the cursor goes once the change is written.
    pub aim: Option<(Id, Option<Field>)>,
    /// The plan that the cursors belong to.
    pub plan: Option<Id>,
    /// Which plans the board shows.
    pub show: plans::Show,
    /// All plans at a glance, as last worked out.
    pub board: Board,
    /// What the selection board is worked out from, and the board.
    pub worked: selection::Worked,
    /// The frozen texts that have been read.
    pub texts: Texts,
    grids: [GridState; PAGES],
}

/// What a page of a plan rests on: the plan, the counts and the file as seen, the day and how days are written, the room. What else
/// it rests on, such as texts that were read, is told by an event, and any event makes it stale.
pub type SheetOf = (Page, Option<Id>, Counted, Seen, (NaiveDate, bool), Area);

/// What a board rests on besides: its sort, which plans it shows, the region that is chosen, and who works here.
pub type BoardOf = (SheetOf, Option<(usize, bool)>, plans::Show, Option<Id>, String);

/// All plans at a glance, and what they were worked out for: the file as seen, the day, and who works here.
pub type Board = Rc<Memo<(Seen, NaiveDate, String), Vec<Summary>>>;

/// How many pages have a cursor of their own: the tabs, an element's form, the parts of a meeting, two versions.
const PAGES: usize = Tab::ALL.len() + 1 + meeting::Part::ALL.len() + 1;

impl Default for MiniPips {
    fn default() -> MiniPips {
        MiniPips {
            tab: Tab::default(),
            over: None,
            picks: Vec::new(),
            growing: None,
            sheets: Memo::default(),
            boards: Memo::default(),
            strips: Memo::default(),
            open: None,
            aim: None,
            plan: None,
            show: plans::Show::default(),
            board: Board::default(),
            worked: selection::Worked::default(),
            texts: Texts::default(),
            grids: fresh(),
        }
    }
}

fn fresh() -> [GridState; PAGES] {
    // On the selection board place and community stay in view.
    std::array::from_fn(|at| GridState::new(if at == Tab::Selection as usize { 2 } else { 1 }, start(at)))
}

/// The column in which one begins on a page.
fn start(at: usize) -> usize {
    let labelled = [Tab::Cover as usize, Tab::Overview as usize, Tab::Matrix as usize, Tab::Closing as usize, Tab::Missing as usize];
    if at == Tab::Checks as usize {
        return pages::checks::BEGIN;
    }
    if at == Tab::Notes as usize {
        return pages::notes::BEGIN;
    }
    let second = [Tab::Evidence as usize, Tab::Selection as usize];
    usize::from(second.contains(&at) || labelled.contains(&at) || (Tab::ALL.len()..=Tab::ALL.len() + 2).contains(&at))
}

const fn slot_of(page: Page) -> usize {
    match page {
        Page::Tab(tab) => tab as usize,
        Page::Element(_) => Tab::ALL.len(),
        Page::Meeting(_, part) => Tab::ALL.len() + 1 + part as usize,
        Page::Compare(..) => PAGES - 1,
    }
}

/// Where the parts of the pane stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The groups of tabs, where there is room for two lines.
    pub groups: Area,
    /// The tabs of the group, or of what is open; no height on Home, where the matrix stands alone.
    pub tabs: Area,
    /// The line over the grid.
    pub head: Area,
    /// The stages of the plan, and what the next gate needs.
    pub strip: Area,
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
    let workspace = !framed(area);
    let groups = u16::from(workspace && area.height >= 18);
    let tabs = u16::from(workspace && area.height >= 8);
    let head = u16::from(area.height >= 6);
    let strip = u16::from(workspace && area.height >= 12 && !matches!(page, Page::Tab(Tab::Plans | Tab::Selection | Tab::Stages)));
    let detail: u16 = match area.height {
        0..=17 => 0,
        _ if !has_details(page) => 0,
        // Why someone stands where they stand takes room.
        18..=27 if page == Page::Tab(Tab::Selection) => 5,
        28..=33 if page == Page::Tab(Tab::Selection) => 7,
        34.. if page == Page::Tab(Tab::Selection) => 9,
        18..=27 => 3,
        _ => 4,
    };
    let grid = area.height - groups - tabs - head - strip - detail;
    let mut y = 0;
    let mut line = |height: u16| {
        y += height;
        Area { y: area.y + y - height, height, ..area }
    };
    Parts { groups: line(groups), tabs: line(tabs), head: line(head), strip: line(strip), grid: line(grid), detail: line(detail) }
}

/// Whether there is more to tell of a line than its cells say.
const fn has_details(page: Page) -> bool {
    !matches!(
        page,
        Page::Element(_)
            | Page::Compare(..)
            | Page::Meeting(_, meeting::Part::Facts)
            | Page::Tab(
                Tab::Cover
                    | Tab::Overview
                    | Tab::Closing
                    | Tab::Stages
                    | Tab::Missing
                    | Tab::Versions
                    | Tab::Asked
                    | Tab::Agreements
                    | Tab::Timeline
                    | Tab::Collaborators
                    | Tab::Evaluation
                    | Tab::Notes
                    | Tab::Assistance
                    | Tab::Peers
            )
    )
}

/// The titles of the tabs in view, and which is active: those of the group, or of the meeting that is open.
#[must_use]
pub fn tabs_of(page: Page, tab: Tab) -> (Vec<&'static str>, usize) {
    if let Page::Meeting(_, part) = page {
        return (meeting::Part::TITLES.to_vec(), part as usize);
    }
    let tabs = tab.group().tabs();
    (tabs.iter().map(|tab| tab.title()).collect(), tabs.iter().position(|other| *other == tab).unwrap_or(0))
}

fn sheet_of(page: Page, cx: &Context) -> SheetOf {
    (page, pages::plan(cx), Counted::now(cx), cx.book.seen, (cx.today, cx.day_first), cx.area)
}

impl MiniPips {
    /// What is in view: on Home always the matrix.
    #[must_use]
    pub fn page(&self, cx: &Context) -> Page {
        if framed(cx.area) {
            return Page::Tab(Tab::Matrix);
        }
        let there = |id: Id| cx.book.get(id).is_some_and(|record| cx.book.is_live(record));
        match self.over {
            Some(page @ (Page::Element(id) | Page::Meeting(id, _) | Page::Compare(id, _))) if there(id) => page,
            _ => Page::Tab(self.tab),
        }
    }

    /// To a tab, or to the first one of a group.
    pub fn turn_to(&mut self, tab: Tab) {
        self.tab = tab;
        self.over = None;
    }

    /// To the tab of a group where one was last, or to its first.
    pub fn turn_to_group(&mut self, group: Group) {
        if self.tab.group() != group
            && let Some(first) = group.tabs().first()
        {
            self.turn_to(*first);
        }
    }

    /// The page in view as a sheet.
    #[must_use]
    pub fn sheet(&self, cx: &Context) -> Rc<Sheet> {
        match self.page(cx) {
            page @ Page::Tab(Tab::Plans) => self.boards.get(self.board_of(page, cx), || plans::sheet(self, cx)),
            page @ Page::Tab(Tab::Selection) => self.boards.get(self.board_of(page, cx), || selection::sheet(self, cx)),
            page => self.sheets.get(sheet_of(page, cx), || {
                let mut sheet = pages::sheet(page, cx, cx.area.width);
                pages::own::with_texts(&mut sheet, cx, &self.texts);
                sheet
            }),
        }
    }

    fn board_of(&self, page: Page, cx: &Context) -> BoardOf {
        (sheet_of(page, cx), self.grid(page).sort, self.show, cx.chosen.region, cx.book.facts.who.clone())
    }

    /// The stages of the plan in one line over its pages.
    #[must_use]
    pub fn strip(&self, sheet: &Sheet, room: u16, glyphs: &Glyphs, cx: &Context) -> Rc<Vec<Piece>> {
        self.strips.get((sheet_of(sheet.page, cx), glyphs.ascii), || strip::strip(cx, sheet.plan, usize::from(room), glyphs))
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
        let boards = [Tab::Plans, Tab::Selection].map(|tab| (tab as usize, self.grids[tab as usize].clone()));
        self.grids = fresh();
        for (at, grid) in boards {
            self.grids[at] = grid;
        }
        self.plan = plan;
        self.over = None;
        if self.open.as_ref().is_some_and(|open| open.waits.is_none() && self.tab.group() != Group::Boards) {
            self.open = None;
        }
    }
}
