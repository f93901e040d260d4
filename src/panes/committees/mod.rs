//! Committees: how they function, who sits on them, their meetings with attendance and minutes, and what came of what they recommend.
//! The rules are in `domain/committee.rs`; here is what a reviewer does to them.
//!
//! ```text
//!  Committees  Meetings  Recommendations
//!  FY2026, all regions: 96 of 112 meetings held, 531 of 702 seats taken, 14 of 22 recommendations acted on
//!  Committee              │ Meetings held  Seats taken      Acted on  Next meeting      Members
//! ── Trend analysis ──────────────────────────────────────── 21 of 24 meetings held, … ──
//!  Front-line trends      │ 9 of 12        71 of 96, 73 %   3 of 5    Tue 8 Dec 2026    9, 2 end soon
//! ```
//!
//! `at.rs` where one is · `pages/` what stands there, a file each · `update.rs` keys · `hear.rs` answers from outside · `enter.rs` where
//! Enter leads · `make.rs` a year of meetings, and what is made of a recommendation · `figure.rs` the figure it came from · `view.rs` draws.

mod at;
mod enter;
mod figure;
mod hear;
mod make;
mod pages;
mod update;
mod view;

use std::cell::Cell as Flag;
use std::collections::HashMap;
use std::rc::Rc;

use super::ledger::{Ledger, Page};
use super::memo::Memo;
use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::committee;
use crate::domain::id::Id;
use crate::widgets::theme::Theme;
use at::At;
use make::Asked;

/// What a page is worked out for: where, the fiscal year, the region, and how wide.
type Of = (At, i32, Option<Id>, u16);

/// The pane.
#[derive(Debug, Default)]
pub struct Committees {
    at: At,
    /// Cursor and open cell of each page that was looked at.
    ledgers: HashMap<At, Ledger>,
    /// What was asked last, and waits for its form or choice.
    asked: Option<Asked>,
    /// A record to put the cursor on once it is written.
    aim: Option<Id>,
    page: Memo<Of, Page>,
    head: Memo<Of, String>,
    /// Whether the page may have changed since it was worked out.
    stale: Flag<bool>,
}

impl Committees {
    fn ledger(&self) -> Option<&Ledger> {
        self.ledgers.get(&self.at)
    }

    fn ledger_mut(&mut self) -> &mut Ledger {
        let at = self.at;
        self.ledgers.entry(at).or_insert_with(|| Ledger::new(1, at.first_column()))
    }

    fn is_open(&self) -> bool {
        self.ledger().is_some_and(Ledger::is_open)
    }

    fn of(&self, cx: &Context) -> Of {
        if self.stale.take() {
            self.page.forget();
            self.head.forget();
        }
        (self.at, cx.chosen.year, cx.chosen.region, cx.area.width)
    }

    /// The page in view.
    fn page(&self, cx: &Context) -> Rc<Page> {
        self.page.get(self.of(cx), || pages::page(self.at, cx))
    }

    /// The line of facts above it.
    fn head(&self, cx: &Context) -> Rc<String> {
        self.head.get(self.of(cx), || pages::head(self.at, cx))
    }
}

impl Pane for Committees {
    fn name(&self) -> &'static str {
        "Committees"
    }

    fn mode(&self) -> Mode {
        self.ledger().map_or(Mode::Cells, Ledger::mode)
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        use Command as C;
        if self.is_open() {
            return vec![C::Enter, C::Next, C::FullText, C::Cancel];
        }
        match self.at {
            At::Top(_) => vec![C::Enter, C::InsertElement, C::InsertRow, C::NextSection, C::Edit, C::Undo],
            At::Committee(..) => vec![C::Enter, C::InsertElement, C::InsertRow, C::Cancel, C::NextSection, C::Edit, C::Undo],
            At::Meeting(..) => vec![C::Edit, C::InsertElement, C::InsertRow, C::Cancel, C::NextSection, C::FullText, C::Undo],
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        let record = self.ledger().and_then(|ledger| ledger.record(&self.page(cx)));
        record.or(self.at.committee(cx.book)).filter(|id| cx.book.get(*id).is_some())
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let all = committee::committees(cx.book);
        let next = all.iter().filter_map(|one| Some((committee::next(cx.book, one.id, cx.today)?.0, one))).min_by_key(|(day, _)| *day);
        let next = next.map_or_else(
            || "no meeting planned".to_owned(),
            |(day, one)| format!("next: {}, {}", crate::domain::dates::show_long(day), cx.book.name(one.id)),
        );
        [crate::domain::text::counted(all.len() as u64, "committee", "committees"), next]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
