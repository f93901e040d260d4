//! Milestones: a tree of milestones with their steps, measures and exit considerations, edited in place, and the exit
//! that a person records beside what the data say. What is met is said in `domain/milestone.rs`.
//!
//! ```text
//!  #   │ Milestone / step           Status        Owner       Due        Evidence          Note
//!  ▾ 1 │ Practice Model             ○ open        1 of 3 steps          not met: 1 of 3 steps done
//!  Steps ─────────────────────────────────────────────────────────────────────── 1 of 3 done
//!      │ Practice Model developed   ✓ done        Pat Example 3/15/2026  Adopted by the board
//!  ▸ 7 │ Case Process Review        ◐ exit proposed                      ! met, still open: ...
//! ── 1 Practice Model ── purpose, exit rule, what is computed and what is recorded ──
//! ```
//!
//! `rows.rs` which rows · `facts.rs` what is computed · `table.rs` what stands in a cell · `meant.rs` what a text means ·
//! `exit.rs` recording exits · `edit.rs` rows that come, go and move · `update.rs` · `detail.rs` · `view.rs`.

mod detail;
mod edit;
mod exit;
mod facts;
mod meant;
mod rows;
mod table;
mod update;
mod view;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::sheet::Sheet;
use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::milestone::{Computed, Status};
use crate::widgets::theme::Theme;
use facts::Facts;
use rows::Row;

/// The pane.
#[derive(Debug)]
pub struct Milestones {
    sheet: Sheet,
    /// The milestones whose parts are shown.
    expanded: BTreeSet<Id>,
    /// Whether what is done and exited is hidden.
    only_open: bool,
    /// The cursor's row: rows come and go around it.
    at: Option<Row>,
    /// A record that is being made: the cursor goes there once it is written.
    follow: Option<Id>,
    /// A milestone that was expanded just now: its parts want to be seen.
    opened: Option<Id>,
    /// What was computed last: weighing every region at every key would be felt.
    facts: RefCell<Option<Rc<Facts>>>,
}

impl Default for Milestones {
    fn default() -> Milestones {
        Milestones {
            sheet: Sheet::new(2, 1),
            expanded: BTreeSet::new(),
            only_open: false,
            at: None,
            follow: None,
            opened: None,
            facts: RefCell::new(None),
        }
    }
}

impl Pane for Milestones {
    fn name(&self) -> &'static str {
        "Milestones"
    }

    fn mode(&self) -> Mode {
        self.sheet.mode()
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        use Command as C;
        if self.sheet.draft().is_some() {
            return vec![C::Enter, C::Next, C::Cancel, C::FullText, C::NewLine];
        }
        vec![C::Edit, C::Enter, C::InsertRow, C::DeleteRow, C::RecordExit, C::FullText, C::Undo]
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let facts = self.facts(cx);
        let states: Vec<_> = facts.states.values().collect();
        if states.is_empty() {
            return ["No plan yet".to_owned(), "Import a plan: Ctrl-P, Import".to_owned()];
        }
        let count = |status| states.iter().filter(|s| s.status == status).count();
        let differ = states.iter().filter(|s| s.differs).count();
        let met = states.iter().filter(|s| s.computed == Computed::Met).count();
        [
            format!("{} of {} exited, {} proposed", count(Status::Exited), states.len(), count(Status::ExitProposed)),
            format!("By the data {met} met in FY{}; {differ} differ from what is recorded", cx.chosen.year),
        ]
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        let row = rows::rows(cx.book, &self.expanded, self.only_open).get(self.sheet.grid.row).copied()?;
        Some(if row.what == rows::What::Region { row.milestone } else { row.id })
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

/// What people call a milestone in a sentence: "milestone 7 'Case Process Review'".
fn called(cx: &Context, milestone: Id) -> String {
    let Some(record) = cx.book.get(milestone) else { return String::new() };
    format!("milestone {} '{}'", record.int(Field::Number).unwrap_or_default(), super::sheet::brief(record.text(Field::Name)))
}

#[cfg(test)]
mod tests;
