//! Instruments: their versions, questions, goals and texts, and how each question's chain of years runs on. A version that
//! anything uses is read here and followed by the next one; a draft is edited cell by cell, each edit one change of its
//! definition.
//!
//! ```text
//!  Versions  Questions  Areas  Answers  General  Chain
//!  Version 2 of Case Process Review · draft: nothing uses it yet · in force from FY2027
//!  Code     │ Area  Text                              Goal  Domain      Continues
//! ──────────┼───────────────────────────────────────────────────────────────────
//!  FC.IB2   │ FC    Did the worker see the child ...  90 %  safety      FC.IB2
//!  Goes on from FC.IB2 of version 1 (goal 85 %, now 90 %).
//! ```
//!
//! `section.rs` tabs and columns · `now.rs` the version in view and what uses it · `list.rs` its cells · `versions.rs` and
//! `chain.rs` the lists that are only read · `forms.rs` what is asked · `edit.rs` rows and ranges · `detail.rs` what is said
//! beneath · `update.rs` · `view.rs`.

mod chain;
mod detail;
mod edit;
mod forms;
mod list;
mod now;
mod section;
mod update;
mod versions;
mod view;

use std::rc::Rc;

use super::memo::Memo;
use super::sheet::Sheet;
use super::{Frame, Pane};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode};
use crate::domain::id::Id;
use crate::domain::instrument_use::Use;
use crate::domain::query::FormUse;
use crate::widgets::grid::GridState;
use crate::widgets::theme::Theme;
use section::Section;

/// The pane.
#[derive(Debug)]
pub struct Instruments {
    section: Section,
    /// The version in view; none is the newest of the chosen instrument.
    version: Option<Id>,
    /// Cursors of the lists that are only read.
    versions: GridState,
    chain: GridState,
    /// One for each section with cells, so that each keeps its cursor.
    sheets: Vec<Sheet>,
    /// Reviews in whatever state, as the store last counted them.
    entered: Vec<FormUse>,
    /// The next version, while the store works out the id of its record.
    coming: Option<forms::Coming>,
    /// Whether the version in view may be changed, as last settled.
    open: bool,
    uses: Memo<now::Counted, Vec<Use>>,
    chains: Memo<chain::Key, chain::Chains>,
}

impl Default for Instruments {
    fn default() -> Instruments {
        Instruments {
            section: Section::Versions,
            version: None,
            versions: GridState::new(1, 0),
            chain: GridState::new(1, 0),
            sheets: Section::ALL.iter().map(|section| Sheet::new(1, usize::from(*section == Section::General))).collect(),
            entered: Vec::new(),
            coming: None,
            open: false,
            uses: Memo::default(),
            chains: Memo::default(),
        }
    }
}

impl Instruments {
    fn sheet(&self) -> &Sheet {
        &self.sheets[self.section as usize]
    }

    fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheets[self.section as usize]
    }

    fn uses(&self, cx: &Context) -> Rc<Vec<Use>> {
        self.uses.get(now::Counted::now(cx), || crate::domain::instrument_use::uses(cx.book, &self.entered))
    }
}

/// Tabs, the line about the version, the grid, and what is said beneath it.
#[derive(Clone, Copy, Debug)]
struct Places {
    tabs: Area,
    head: Area,
    grid: Area,
    detail: Area,
}

impl Places {
    fn of(area: Area, section: Section) -> Places {
        let line = |from: u16| Area { y: area.y + from.min(area.height), height: 1.min(area.height.saturating_sub(from)), ..area };
        let beneath = match area.height {
            0..=9 => 0,
            10..=15 => 2,
            _ if !section.says_much() => 3,
            16..=24 => 4,
            _ => 6,
        };
        let grid = Area { y: area.y + 2.min(area.height), height: area.height.saturating_sub(2 + beneath), ..area };
        Places { tabs: line(0), head: line(1), grid, detail: Area { y: grid.y + grid.height, height: beneath, ..area } }
    }

    /// Whether there is room for headings between rows.
    const fn is_tall(&self) -> bool {
        self.grid.height >= 12
    }
}

impl Pane for Instruments {
    fn name(&self) -> &'static str {
        "Instruments"
    }

    fn mode(&self) -> Mode {
        // A version that is used is read like a list: no letter begins an edit.
        if self.open && self.section.has_cells() { self.sheet().mode() } else { Mode::List }
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        use Command as C;
        let draft = self.now(cx).is_some_and(|now| now.is_draft());
        if self.section.has_cells() && self.sheet().draft().is_some() {
            return vec![C::Enter, C::Next, C::Cancel];
        }
        match self.section {
            _ if cx.book.instruments().is_empty() => vec![C::Import],
            Section::Versions if draft => vec![C::Enter, C::DeleteRow, C::Copy, C::NextSection],
            Section::Versions => vec![C::Enter, C::CopyVersion, C::Copy, C::NextSection],
            Section::Chain => vec![C::Enter, C::ChooseRegion, C::ChooseYear, C::NextSection],
            Section::General if draft => vec![C::Edit, C::FullText, C::NextSection, C::Undo],
            _ if draft => vec![C::Edit, C::InsertRow, C::DeleteRow, C::NextSection, C::FullText, C::Undo],
            _ => vec![C::CopyVersion, C::NextSection, C::Copy],
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn shows_cases(&self) -> bool {
        true
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let drafts = self.uses(cx).iter().filter(|used| used.is_draft()).count();
        let n = cx.book.instruments().len();
        [format!("{n} instrument version{}", if n == 1 { "" } else { "s" }), format!("{drafts} of them drafts")]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
