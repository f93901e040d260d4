//! The cases behind a score, from region to office to worker to case. Each step down is a grid whose figures add up to the
//! one above it; the last is a list of cases with everything that made the percent, and what was excluded and why.
//!
//! `step.rs` where one is · `parts.rs` regions, offices, workers · `list.rs` cases · `update.rs` commands to effects ·
//! `view.rs` draws.

mod list;
mod parts;
mod step;
mod update;
mod view;

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::behind::Behind;
use crate::domain::query::{Answer, Query, Tally};
use crate::panes::Frame;
use crate::widgets::theme::Theme;
use list::PAGE;
use step::{Step, What};

/// The way from a score down to its cases.
#[derive(Debug)]
pub struct Cases {
    /// Each step of the way down; never empty.
    path: Vec<Step>,
    /// Counts by worker of the office one is in.
    workers: Vec<Tally>,
    /// Answers about workers that are still to come.
    awaited: usize,
}

impl Cases {
    /// Behind a score.
    pub fn of(behind: Behind) -> Cases {
        Cases { path: vec![Step::into(behind)], workers: Vec::new(), awaited: 0 }
    }

    fn top(&self) -> &Step {
        // There is always the step one came to first.
        self.path.last().unwrap_or_else(|| &self.path[0])
    }

    fn top_mut(&mut self) -> &mut Step {
        let last = self.path.len() - 1;
        &mut self.path[last]
    }

    /// Works out the step one is on, and asks for what only the store has.
    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        let behind = self.top().behind.clone();
        self.workers.clear();
        let mut effects = Vec::new();
        if let Some(office) = behind.office {
            let of = |instrument| Effect::Read(Query::WorkersOf { instrument, year: behind.year, office });
            effects.extend(behind.versions(cx.book).into_iter().map(of));
        }
        self.awaited = effects.len();
        self.work_out(cx);
        effects.extend(self.page(cx, true));
        effects
    }

    fn work_out(&mut self, cx: &Context) {
        let last = self.path.len() - 1;
        self.path[last].work_out(cx, &self.workers);
    }

    /// Asks for the stretch of the list that is in view, if it is not there yet; `again` asks in any case.
    fn page(&mut self, cx: &Context, again: bool) -> Option<Effect> {
        let area = view::Places::of(cx.area).grid;
        let step = self.top_mut();
        let What::Cases(list) = &mut step.what else { return None };
        let offset = list.wanted(&step.grid, usize::from(area.height), again)?;
        let Some(filter) = list.filter(&step.behind, cx) else {
            list.nothing();
            return None;
        };
        list.asked = Some(offset);
        Some(Effect::Read(Query::Cases { filter, offset, limit: PAGE }))
    }
}

impl Level for Cases {
    fn title(&self, cx: &Context) -> String {
        self.trail(cx).join(", ")
    }

    fn trail(&self, cx: &Context) -> Vec<String> {
        self.top().behind.trail(cx.book)
    }

    fn begins(&self) -> bool {
        true
    }

    fn closed(&self) -> Vec<Effect> {
        vec![Effect::GoBack]
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        let mut offers = vec![Command::Enter];
        match &self.top().what {
            What::Parts { .. } => {
                offers.push(Command::OpenCases);
                if self.top().other_split().is_some() {
                    offers.push(Command::NextSection);
                }
                offers.extend([Command::Sort, Command::CopySentence, Command::OpenElement]);
            }
            What::Cases(list) => {
                if list.questioned {
                    offers.push(Command::Filter);
                }
                offers.push(Command::CopySentence);
            }
        }
        offers.push(Command::Cancel);
        offers
    }

    fn arrive(&mut self, cx: &Context) -> Vec<Effect> {
        self.look(cx)
    }

    fn update(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>> {
        update::update(self, &input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Written(_) | Event::Reloaded => return self.look(cx),
            Event::Answered(Answer::Workers(found)) if self.awaited > 0 => {
                self.awaited -= 1;
                self.workers.extend(found.iter().cloned());
                self.work_out(cx);
            }
            Event::Answered(Answer::Cases(page)) => {
                let step = self.top_mut();
                if let What::Cases(list) = &mut step.what
                    && list.asked == Some(page.offset)
                {
                    list.asked = None;
                    list.page = page.clone();
                    step.settle(cx);
                }
            }
            _ => {}
        }
        // A list that has grown shorter may have its end elsewhere now.
        self.page(cx, false).into_iter().collect()
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}

#[cfg(test)]
mod tests;
