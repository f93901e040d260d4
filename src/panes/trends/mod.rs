//! Trends: indicators by place and period against their standards, problem areas with strategies, special studies.
//!
//! ```text
//!  Indicators  Problem areas  Special studies  Definitions
//!  Indicator                   │ Last     Period  Change           Standard       Distance         Run
//! ─────────────────────────────┼────────────────────────────────────────────────────────────────────────
//!  Came back within 12 months  │ 9.8 %    FY2013  ▼ 0.3 better     8.6 % or less  1.2 points over  ▇▅▃▁
//! ───────────────────────────────────────────────────────────────────────────────────────────────────────
//!  10.1┤ ○                         9.8 % in FY2013, down 0.3 points since FY2012, better
//!      │────────── standard 8.6    ! worse than the standard
//! ```
//!
//! `section.rs` the sections · `indicators.rs`, `areas.rs`, `studies.rs`, `definitions.rs`, `values.rs` what stands on their pages ·
//! `figures.rs` what is worked out for a place · `chart.rs` points and the standard · `facts.rs` an indicator in words · `update.rs` ·
//! `made.rs` what Ctrl-K and Insert make · `view.rs`.

mod areas;
mod chart;
mod definitions;
mod facts;
mod figures;
mod indicators;
mod made;
mod section;
mod studies;
mod update;
mod values;
mod view;

use std::rc::Rc;

use super::ledger::{Ledger, Page};
use super::memo::Memo;
use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::change::Seen;
use crate::domain::id::Id;
use crate::domain::trend::words;
use crate::widgets::theme::Theme;
use figures::Figures;
use section::Section;

/// What the page in view depends on, beside the book.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    section: Section,
    open: Option<Id>,
    region: Option<Id>,
    until: Option<i32>,
    sorted: bool,
    flagged: bool,
}

/// The pane.
#[derive(Debug)]
pub struct Trends {
    section: Section,
    /// The indicator whose own page is open.
    open: Option<Id>,
    /// One for each section, so that each keeps its cursor.
    ledgers: Vec<Ledger>,
    /// The table of the open indicator.
    table: Ledger,
    /// Whether the farthest from their standard stand first.
    sorted: bool,
    /// Whether only flagged indicators are shown.
    flagged: bool,
    /// Whether the chart has most of the room.
    tall: bool,
    /// What a choice or form that is open is about.
    about: Option<Id>,
    /// A record that is to be under the cursor once it is there.
    coming: Option<Id>,
    /// Ids of the values that cells without one become.
    fresh: values::Fresh,
    figures: Memo<(Option<Id>, Option<i32>), Figures>,
    page: Memo<Asked, Page>,
    concerns: Memo<Seen, Vec<Id>>,
}

impl Default for Trends {
    fn default() -> Trends {
        Trends {
            section: Section::Indicators,
            open: None,
            ledgers: Section::ALL.iter().map(|_| Ledger::new(1, 0)).collect(),
            table: Ledger::new(2, 2),
            sorted: false,
            flagged: false,
            tall: false,
            about: None,
            coming: None,
            fresh: values::Fresh::default(),
            figures: Memo::default(),
            page: Memo::default(),
            concerns: Memo::default(),
        }
    }
}

impl Trends {
    fn figures(&self, cx: &Context) -> Rc<Figures> {
        let until = figures::until(cx);
        self.figures.get((cx.chosen.region, until), || Figures::of(cx.book, cx.chosen.region, until))
    }

    /// The areas of concern that may come from an indicator: looked for once, whichever indicator the cursor is on.
    fn concerns(&self, cx: &Context) -> Rc<Vec<Id>> {
        self.concerns.get(cx.book.seen, || facts::sourced(cx.book))
    }

    fn page(&self, cx: &Context) -> Rc<Page> {
        let asked = Asked {
            section: self.section,
            open: self.open,
            region: cx.chosen.region,
            until: figures::until(cx),
            sorted: self.sorted,
            flagged: self.flagged,
        };
        self.page.get(asked, || {
            let figures = self.figures(cx);
            match (self.section, self.open) {
                (Section::Indicators, Some(open)) => values::page(open, &self.fresh, cx),
                (Section::Indicators, None) => indicators::page(&figures, self.sorted, self.flagged, cx),
                (Section::Areas, _) => areas::page(&figures, cx),
                (Section::Studies, _) => studies::page(cx),
                (Section::Definitions, _) => definitions::page(cx),
            }
        })
    }

    fn ledger(&self) -> &Ledger {
        if self.section == Section::Indicators && self.open.is_some() { &self.table } else { &self.ledgers[self.section as usize] }
    }

    fn ledger_mut(&mut self) -> &mut Ledger {
        if self.section == Section::Indicators && self.open.is_some() { &mut self.table } else { &mut self.ledgers[self.section as usize] }
    }

    /// Whether letters are commands: where nothing is typed into.
    fn is_list(&self) -> bool {
        self.section == Section::Indicators && self.open.is_none()
    }

    /// The indicator that the cursor speaks of.
    fn indicator(&self, cx: &Context) -> Option<Id> {
        if self.section == Section::Indicators && self.open.is_some() {
            return self.open;
        }
        let record = cx.book.get(self.ledger().record(&self.page(cx))?)?;
        figures::indicator_of(record)
    }
}

impl Pane for Trends {
    fn name(&self) -> &'static str {
        "Trends"
    }

    fn mode(&self) -> Mode {
        if self.is_list() { Mode::List } else { self.ledger().mode() }
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        use Command as C;
        if self.ledger().is_open() {
            return vec![C::Enter, C::Next, C::Cancel];
        }
        match self.section {
            Section::Indicators if self.open.is_some() => {
                vec![C::Edit, C::InsertRow, C::Clear, C::InsertElement, C::Cancel, C::Undo]
            }
            Section::Indicators if self.page(cx).lines.is_empty() => vec![C::InsertRow, C::Import, C::NextSection],
            Section::Indicators => {
                vec![C::Enter, C::NextSection, C::Sort, C::Filter, C::InsertElement, C::CopySentence, C::ToggleChart, C::NextRegion]
            }
            Section::Areas => vec![C::Edit, C::Enter, C::InsertRow, C::InsertElement, C::NextSection, C::Undo],
            Section::Studies | Section::Definitions => vec![C::Edit, C::InsertRow, C::DeleteRow, C::NextSection, C::Undo],
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        let page = self.page(cx);
        let grid = &self.ledger().sheet.grid;
        let value = values::record_at(&page, grid.row, grid.column, cx).map(|record| record.id);
        value.or(self.ledger().record(&page)).or(self.open).filter(|id| cx.book.get(*id).is_some())
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let figures = self.figures(cx);
        let place = words::place(cx.book, cx.chosen.region);
        if figures.lines.is_empty() {
            return ["No trend indicator yet".to_owned(), "Ctrl-P, Import: trends".to_owned()];
        }
        let with = figures.lines.iter().filter(|line| line.series.latest().is_some()).count();
        let flag = |which| figures.lines.iter().filter(|line| words::flags(&line.indicator, &line.series).contains(&which)).count();
        [
            format!("{with} of {} indicators have a value, {place}", figures.lines.len()),
            format!("{} worse than their standard, {} going the wrong way", flag(words::WORSE), flag(words::WRONG_WAY)),
        ]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
