//! Agenda: everything with a date, overdue first, by day, week or month. Items lead to their records; they are put off or handed
//! over here, and changed where they belong.
//!
//! `state.rs` what is worked out once · `list.rs` the grid's content · `update.rs` commands · `asking.rs` forms and choices ·
//! `hear.rs` answers · `view.rs` draws.
//!
//! ```text
//!  All 143  Mine 5  Overdue 12  Waiting for me 2  Put off 3
//!  2 today, 8 until Sunday · by day · everybody
//!  Due         │ What         Text                         Belongs to      Who
//! ─────────────┼──────────────────────────────────────────────────────────────────
//!  Overdue (12) ────────────────────────────────────────────────────────────────
//!  18 days late │ action step  Train screeners              Ridge plan      Pat Example
//! ```

mod asking;
mod hear;
mod list;
mod state;
mod update;
mod view;

use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::board;
use crate::domain::id::Id;
use crate::domain::text::counted;
use crate::widgets::theme::Theme;

pub use state::Agenda;

impl Pane for Agenda {
    fn name(&self) -> &'static str {
        "Agenda"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        use Command as C;
        if self.at(cx).is_none() {
            return vec![C::NextSection, C::WhoseItems, C::Filter, C::TurnPeriod];
        }
        vec![C::Enter, C::PutOff, C::HandOver, C::WhoseItems, C::Filter, C::TurnPeriod, C::NextSection, C::HistoryOf]
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

    fn here(&self, cx: &Context) -> Option<Id> {
        self.at(cx).map(|item| item.record).filter(|id| cx.book.get(*id).is_some())
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let totals = self.shown(cx).totals;
        let mine = match board::name_of(&cx.book.facts.who) {
            "" => String::new(),
            name => format!("{} of {name}, {} wait for that person", totals.mine, totals.waiting),
        };
        [format!("{} overdue, {}", totals.overdue, counted(totals.week as u64, "due this week", "due this week")), mine]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
