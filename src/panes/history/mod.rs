//! History: every change of the file, newest first, read in stretches; what each touched, before and after; the way to where
//! that lives; and taking a chosen change back, with what stands on it.
//!
//! ```text
//!  All  Edits  Imports  Exports  Undone
//!  by Lee Sample · milestones · from 3/1/2026                      Esc shows all
//!  When             What                          Kind    Who
//!  3/10/2026 14:05  due date of step 'Training'   edit    Lee Sample
//! ── due date of step 'Training' ─────────────────────────────────
//!  step 'Training' of milestone 3 'Training'
//!    due date   3/1/2026 > 3/15/2026
//! ```
//!
//! `log.rs` the list · `limits.rs` what it is narrowed to, and the forms for that · `detail.rs` the change under the cursor ·
//! `turn.rs` taking back · `goes.rs` where a record lives · `update.rs` · `view.rs`.

mod detail;
mod goes;
mod limits;
mod log;
mod turn;
mod update;
mod view;

use super::{Frame, Pane};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode};
use crate::domain::history::Filter;
use crate::domain::id::Id;
use crate::domain::query::HistoryLine;
use crate::widgets::grid::GridState;
use crate::widgets::theme::Theme;
use detail::Detail;
use limits::Wants;

/// How many lines are asked for at once.
const STEP: u32 = 200;
/// From this width on the change stands beside the list.
const WIDE: u16 = 116;

/// The pane.
#[derive(Debug)]
pub struct History {
    grid: GridState,
    filter: Filter,
    /// When one was last here, if only what is newer is shown.
    since: Option<String>,
    /// Whether one came here for a record or for what is new: Esc leads back.
    came: bool,
    /// As the store answered: newest first.
    lines: Vec<HistoryLine>,
    /// Whether older ones pass too.
    more: bool,
    /// Whether anyone has been here.
    read: bool,
    detail: Detail,
    /// For what the names of people were asked.
    wants: Option<Wants>,
    people: Vec<String>,
}

impl Default for History {
    fn default() -> History {
        History {
            grid: GridState::new(1, 0),
            filter: Filter::default(),
            since: None,
            came: false,
            lines: Vec::new(),
            more: false,
            read: false,
            detail: Detail::default(),
            wants: None,
            people: Vec::new(),
        }
    }
}

/// Where the parts stand.
struct Parts {
    tabs: Area,
    limits: Area,
    list: Area,
    /// The change; no room at all on a small screen.
    detail: Area,
    /// Whether the change stands beside the list.
    beside: bool,
}

fn split(area: Area) -> Parts {
    let tabs = Area { height: area.height.min(1), ..area };
    let limits = Area { y: area.y + tabs.height, height: area.height.saturating_sub(1).min(1), ..area };
    let top = tabs.height + limits.height;
    let rest = Area { y: area.y + top, height: area.height - top, ..area };
    let beside = area.width >= WIDE;
    if beside {
        let left = (rest.width * 3 / 5).min(120);
        let list = Area { width: left, ..rest };
        return Parts { tabs, limits, list, detail: Area { x: rest.x + left, width: rest.width - left, ..rest }, beside };
    }
    let below = if rest.height >= 9 { (rest.height * 9 / 20).max(4) } else { 0 };
    let list = Area { height: rest.height - below, ..rest };
    Parts { tabs, limits, list, detail: Area { y: list.y + list.height, height: below, ..rest }, beside }
}

impl Pane for History {
    fn name(&self) -> &'static str {
        "History"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        use Command as C;
        if self.detail.inside {
            return vec![C::Enter, C::Cancel, C::UndoThis, C::HistoryOf, C::Copy];
        }
        let mut offers = vec![C::Enter, C::UndoThis, C::Filter];
        if !self.filter.is_empty() {
            offers.push(C::Cancel);
        }
        offers.extend([C::NextSection, C::HistoryOf, C::Undo, C::Copy]);
        offers
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

    fn here(&self, _: &Context) -> Option<Id> {
        self.detail.record(self.detail.inside)
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let words = |words: &Option<String>, verb: &str| {
            words.as_ref().map_or_else(|| format!("Nothing to {verb}"), |w| format!("{verb} would take: {w}"))
        };
        [words(&cx.book.facts.undo, "undo"), words(&cx.book.facts.redo, "redo")]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
