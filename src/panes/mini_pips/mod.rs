//! Mini PIPs: the list of plans, and the chosen one as a workbook whose second section is the matrix.
//! What a draft means, states and dates are rules of `domain`; here is what a reviewer does to them.
//!
//! `growing.rs` from a measure to an element · `batch.rs` drafts to one change, `follows.rs` what is filled in besides · `begin.rs` new plans · `texts.rs` frozen texts ·
//! `tab.rs` which pages · `pages.rs` which lines and cells, `pages/` a file each · `fields.rs` which fields · `slot.rs` one cell · `source.rs` what cells show · `columns.rs` how wide ·
//! `rows.rs` whole lines · `ranges.rs` copy and paste · `words.rs` what is said.

mod abouts;
mod batch;
mod begin;
mod choices;
mod columns;
mod fields;
mod follows;
mod glance;
mod growing;
mod hear;
mod pages;
mod ranges;
mod rows;
mod slot;
mod source;
mod state;
mod strip;
mod tab;
mod texts;
mod travel;
mod update;
mod view;
mod words;

use ratatui::Frame;

use super::Pane;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::theme::Theme;

pub use state::MiniPips;

impl Pane for MiniPips {
    fn name(&self) -> &'static str {
        "Mini PIP"
    }

    fn mode(&self) -> Mode {
        MiniPips::mode(self)
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        use Command as C;
        use pages::{Page, Tab, own};
        match (self.mode(), self.page(cx)) {
            (Mode::Typing | Mode::Editing, _) => vec![C::Enter, C::Next, C::NewLine, C::FullText, C::Cancel],
            (Mode::Choosing, _) => vec![C::Enter, C::Next, C::Cancel],
            (_, page) if !matches!(page, Page::Tab(Tab::Plans | Tab::Selection)) && pages::plan(cx).is_none() => {
                if cx.book.all(Kind::MiniPip).is_empty() {
                    vec![C::InsertRow, C::NextSection]
                } else {
                    vec![C::ChooseMiniPip, C::NextSection]
                }
            }
            (_, Page::Tab(Tab::Plans)) => vec![C::Enter, C::InsertRow, C::RecordExit, C::Sort, C::Filter, C::Edit, C::NextSection, C::Undo],
            (_, Page::Tab(Tab::Matrix)) => {
                vec![C::Edit, C::InsertRow, C::InsertElement, C::DeleteRow, C::GoToPage, C::Undo, C::NextSection, C::FullText]
            }
            (_, Page::Element(_)) => vec![C::Edit, C::Cancel, C::FullText, C::Undo],
            (_, page) => own::about(page).map_or_else(
                || vec![C::Edit, C::InsertRow, C::DeleteRow, C::GoToPage, C::NextSection, C::Undo, C::FullText],
                |about| about.offers.to_vec(),
            ),
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        let effects = self.act(&input, cx);
        held(effects, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        let effects = self.answer(event, cx);
        held(effects, cx)
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        words::brief(cx)
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        let sheet = self.sheet(cx);
        let record = sheet.lines.get(self.grid(sheet.page).row).map(|line| line.record);
        // A line that is still empty is of the plan.
        record.filter(|id| cx.book.get(*id).is_some()).or_else(|| pages::plan(cx))
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

/// What is asked of the outside, unless it would change the text of a released plan: then only the reason. Every way to change
/// a plan ends here, also one that forgot to look.
fn held(effects: Vec<Effect>, cx: &Context) -> Vec<Effect> {
    // A form ends in a write, and nobody fills one in for nothing; those of the selection board also explain.
    let writes = |effect: &Effect| match effect {
        Effect::Write(_) | Effect::Confirm { .. } => true,
        Effect::Ask(form) => !form.id.starts_with("selection."),
        _ => false,
    };
    if let Some(why) = cx.book.facts.read_only.as_ref().filter(|_| effects.iter().any(writes)) {
        return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
    }
    let why = effects.iter().find_map(|effect| match effect {
        Effect::Write(change) | Effect::Confirm { change, .. } => gate::refused(cx.book, change),
        _ => None,
    });
    why.map_or(effects, |why| vec![Effect::Refuse(why)])
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_follow;
#[cfg(test)]
mod tests_gates;
#[cfg(test)]
mod tests_lists;
#[cfg(test)]
mod tests_long;
#[cfg(test)]
mod tests_loop;
#[cfg(test)]
mod tests_versions;
