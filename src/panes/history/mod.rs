//! History: every change of the file, newest first: when, who, what sort, in words, whether it still stands. Nothing is
//! edited here; undo and redo are the program's own.
//!
//! ```text
//!  All  Edits  Imports and exports  Mine
//!  When            │ Who          What sort  What                                  Fields
//! ─────────────────┼──────────────────────────────────────────────────────────────────────
//!  3/10/2026 14:05 │ Pat Example  edit       due date of step 'Training'                1
//! ```

mod log;
mod update;
mod view;

use super::{Frame, Pane};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode};
use crate::domain::query::HistoryLine;
use crate::widgets::grid::GridState;
use crate::widgets::theme::Theme;
use log::Sort;

/// How many lines are asked for at first, and how many more at the end of them.
const STEP: u32 = 200;

/// The pane.
#[derive(Debug)]
pub struct History {
    grid: GridState,
    sort: Sort,
    /// As the store answered: newest first.
    lines: Vec<HistoryLine>,
    /// How many lines were asked for last; none before anyone came here.
    asked: u32,
}

impl Default for History {
    fn default() -> History {
        History { grid: GridState::new(1, 0), sort: Sort::default(), lines: Vec::new(), asked: 0 }
    }
}

/// Tabs, list, and the lines beneath it that show a change in full.
fn split(area: Area) -> (Area, Area, Area) {
    let below = if area.height >= 14 { 3 } else { 0 };
    let tabs = Area { height: area.height.min(1), ..area };
    let list = Area { y: area.y + tabs.height, height: area.height - tabs.height - below, ..area };
    (tabs, list, Area { y: list.y + list.height, height: below, ..area })
}

impl Pane for History {
    fn name(&self) -> &'static str {
        "History"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        vec![Command::Undo, Command::Redo, Command::NextSection, Command::Copy]
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
