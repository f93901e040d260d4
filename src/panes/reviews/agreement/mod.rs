//! How far first and second reviews agree: by question, by pair of reviewers, and the answers that differ, side by side,
//! to be settled with a reason. The figures stay those of the blind answers.
//!
//! `found.rs` what there is · `rows.rs` the figures' grid · `differing.rs` the grid of what differs · `settle.rs` settling ·
//! `view.rs` draws.

mod differing;
mod found;
mod rows;
mod settle;
mod view;

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode, Place};
use crate::domain::behind::Behind;
use crate::domain::query::{Answer, Query};
use crate::panes::Frame;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridState, Hit, Source};
use crate::widgets::tabs;
use crate::widgets::theme::Theme;
use differing::Only;
use found::Found;
use settle::Settling;
use view::Places;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Section {
    /// A line for each question.
    #[default]
    Questions,
    /// A line for each two reviewers.
    Reviewers,
    /// A line for each answer that differs.
    Differing,
}

impl Section {
    const ALL: [Section; 3] = [Section::Questions, Section::Reviewers, Section::Differing];
    const TITLES: [&'static str; 3] = ["By question", "By pair of reviewers", "Answers that differ"];
}

/// How far first and second reviews agree.
#[derive(Debug)]
pub struct Agreement {
    behind: Behind,
    section: Section,
    /// A grid for each section.
    grids: [GridState; 3],
    found: Option<Found>,
    /// Which of the differing answers are shown.
    only: Only,
    /// The answer that is being settled.
    settling: Option<Settling>,
}

impl Agreement {
    /// Of the cases behind a score.
    pub fn of(behind: Behind) -> Agreement {
        Agreement {
            behind,
            section: Section::default(),
            grids: [GridState::new(1, 0), GridState::new(1, 0), GridState::new(2, 0)],
            found: None,
            only: Only::default(),
            settling: None,
        }
    }

    fn grid(&self) -> &GridState {
        &self.grids[self.section as usize]
    }

    /// Does something with the section's grid and its rows.
    fn with_rows<R>(&mut self, cx: &Context, act: impl FnOnce(&mut GridState, &dyn Source) -> R) -> Option<R> {
        let found = self.found.as_ref()?;
        let grid = &mut self.grids[self.section as usize];
        let sign = &Glyphs::UNICODE;
        Some(match self.section {
            Section::Questions => act(grid, &rows::Rows::questions(found, sign)),
            Section::Reviewers => act(grid, &rows::Rows::reviewers(found, sign)),
            Section::Differing => act(grid, &differing::Rows::new(found, &self.only, cx, sign)),
        })
    }

    fn show(&mut self, section: Section, cx: &Context) {
        self.section = section;
        let area = Places::of(cx.area).grid;
        self.with_rows(cx, |grid, rows| grid.settle(rows, area));
    }

    fn turn(&mut self, by: usize, cx: &Context) {
        let at = (self.section as usize + by) % Section::ALL.len();
        self.show(Section::ALL[at], cx);
    }

    /// Into what the line under the cursor is made of.
    fn open(&mut self, cx: &Context) -> Vec<Effect> {
        let (Some(found), row) = (&self.found, self.grid().row) else { return Vec::new() };
        let only = match self.section {
            Section::Differing => return self.settle_this(cx),
            Section::Questions => rows::Rows::questions(found, &Glyphs::UNICODE).only(row),
            Section::Reviewers => rows::Rows::reviewers(found, &Glyphs::UNICODE).only(row),
        };
        let Some(only) = only else { return Vec::new() };
        self.only = only;
        self.grids[Section::Differing as usize] = GridState::new(2, 0);
        self.show(Section::Differing, cx);
        Vec::new()
    }

    fn settle_this(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(found) = &self.found else { return Vec::new() };
        let Some(line) = differing::Rows::new(found, &self.only, cx, &Glyphs::UNICODE).index(self.grid().row) else { return Vec::new() };
        let (settling, effect) = Settling::begin(found, line, cx);
        self.settling = Some(settling);
        vec![effect]
    }

    /// The case of the line under the cursor.
    fn open_case(&self, cx: &Context) -> Option<Effect> {
        let found = self.found.as_ref().filter(|_| self.section == Section::Differing)?;
        let at = differing::Rows::new(found, &self.only, cx, &Glyphs::UNICODE).index(self.grid().row)?;
        let line = &found.lines[at];
        Some(Effect::Go(Place::Case { review: found.twice[line.case].first.id, slot: Some(line.slot()) }))
    }

    fn filter(&mut self, cx: &Context) -> Vec<Effect> {
        if self.section != Section::Differing {
            return vec![Effect::Refuse("Answers that differ can be filtered: Enter goes to those of this line".to_owned())];
        }
        self.only.state = self.only.state.next();
        self.show(Section::Differing, cx);
        vec![Effect::Say(self.only.state.words().to_owned())]
    }
}

impl Level for Agreement {
    fn title(&self, cx: &Context) -> String {
        self.trail(cx).join(", ")
    }

    fn trail(&self, cx: &Context) -> Vec<String> {
        let title = cx.book.instrument_for(&self.behind.instrument, self.behind.year).map_or("", |(_, i)| i.title.as_str());
        let mut trail = vec![format!("Agreement, {title} FY{}", self.behind.year)];
        trail.extend(Behind { question: None, area: None, ..self.behind.clone() }.trail(cx.book).into_iter().skip(1));
        trail
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        match self.section {
            Section::Differing => vec![Command::Enter, Command::Filter, Command::OpenCases, Command::NextSection, Command::Cancel],
            _ => vec![Command::Enter, Command::NextSection, Command::Cancel],
        }
    }

    fn arrive(&mut self, cx: &Context) -> Vec<Effect> {
        vec![Effect::Read(Query::Twice { filter: self.behind.filter(cx.book) })]
    }

    fn update(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>> {
        let places = Places::of(cx.area);
        match input {
            Input::Command(Command::Cancel) => {
                if self.section != Section::Differing || self.only == Only::default() {
                    return None;
                }
                // Back to the line one came from.
                let from = if self.only.pair.is_some() { Section::Reviewers } else { Section::Questions };
                self.only = Only::default();
                self.show(from, cx);
                return Some(Vec::new());
            }
            Input::Command(Command::Enter) => return Some(self.open(cx)),
            Input::Command(Command::OpenCases) => return Some(self.open_case(cx).into_iter().collect()),
            Input::Command(Command::Filter) => return Some(self.filter(cx)),
            Input::Command(Command::NextSection) => self.turn(1, cx),
            Input::Command(Command::PreviousSection) => self.turn(Section::ALL.len() - 1, cx),
            Input::Click { x, y, .. } if places.tabs.contains(x, y) => {
                if let Some(at) = tabs::hit(&Section::TITLES, self.section as usize, places.tabs, x, y) {
                    self.show(Section::ALL[at], cx);
                }
            }
            Input::Click { x, y, double, extend } => {
                let hit = self.with_rows(cx, |grid, rows| grid.click(x, y, extend, rows, places.grid));
                if double && matches!(hit, Some(Hit::Cell { .. })) {
                    return Some(self.open(cx));
                }
            }
            Input::Drag { x, y } => {
                self.with_rows(cx, |grid, rows| grid.drag(x, y, rows, places.grid));
            }
            Input::Wheel(down) => {
                self.with_rows(cx, |grid, rows| grid.wheel(down, rows, places.grid));
            }
            Input::Command(command) => {
                self.with_rows(cx, |grid, rows| grid.command(command, rows, places.grid));
            }
            Input::Typed(_) | Input::Pasted(_) => {}
        }
        Some(Vec::new())
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Written(_) | Event::Reloaded => return self.arrive(cx),
            Event::Answered(Answer::Twice(twice)) => {
                self.found = Some(Found::of(twice, cx.book));
                self.show(self.section, cx);
            }
            Event::Picked { id: settle::ID, at } => {
                return self.settling.as_mut().and_then(|settling| settling.picked(*at)).into_iter().collect();
            }
            Event::Filled(form) if form.id == settle::ID => {
                let Some(settling) = &self.settling else { return Vec::new() };
                let effect = settling.filled(form, self.found.as_ref(), cx);
                if matches!(effect, Effect::Write(_)) {
                    self.settling = None;
                }
                return vec![effect];
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}

#[cfg(test)]
mod tests;
