//! Home's milestones: a line for each with its state, its steps and its evidence. Editing them is the Milestones pane's.

mod view;

use std::rc::Rc;

use super::{first_in_view, moved};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode, Place};
use crate::domain::dates;
use crate::domain::kind::Kind;
use crate::domain::milestone::{MilestoneState, Status, milestones};
use crate::panes::memo::{self, Counted, Memo};
use crate::panes::{Frame, Pane};
use crate::widgets::theme::Theme;

/// From this width on the evidence stands in the line itself.
const BESIDE: u16 = 84;

/// The milestones at a glance.
#[derive(Debug, Default)]
pub struct Milestones {
    at: usize,
    states: Memo<(Counted, i32), Vec<MilestoneState>>,
}

/// How much a line says in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    /// Whether names of columns stand above.
    header: bool,
    /// Screen lines of a milestone.
    lines: u16,
    /// Milestones in view.
    rows: usize,
    /// Lines at the end for what the chosen one's evidence is.
    foot: u16,
}

impl Form {
    fn of(area: Area, count: usize) -> Form {
        let count = u16::try_from(count).unwrap_or(u16::MAX).max(1);
        let header = area.height > count;
        let room = area.height - u16::from(header);
        let lines = if area.width < 2 * BESIDE && room >= count.saturating_mul(2) { 2 } else { 1 };
        let rows = (room / lines).min(count);
        let foot = if lines == 1 && area.width < BESIDE { (room - rows).min(3) } else { 0 };
        Form { header, lines, rows: usize::from(rows), foot }
    }
}

impl Milestones {
    fn states(&self, cx: &Context) -> Rc<Vec<MilestoneState>> {
        self.states.get((Counted::now(cx), cx.chosen.year), || {
            let plans = cx.book.all(Kind::Plan);
            plans.iter().map(|plan| milestones(cx.book, plan.id, cx.chosen.year)).find(|states| !states.is_empty()).unwrap_or_default()
        })
    }

    /// The row at a place on the screen.
    fn hit(&self, y: u16, cx: &Context) -> Option<usize> {
        let count = self.states(cx).len();
        let form = Form::of(cx.area, count);
        let line = y.checked_sub(cx.area.y + u16::from(form.header))? / form.lines;
        let row = first_in_view(self.at, count, form.rows) + usize::from(line);
        (usize::from(line) < form.rows && row < count).then_some(row)
    }

    fn open(&self, cx: &Context) -> Vec<Effect> {
        let states = self.states(cx);
        vec![Effect::Go(Place::Milestones { record: states.get(self.at).map(|state| state.id) })]
    }
}

/// Why a milestone stands where it stands, in a phrase; a record that the data do not bear out says so first.
fn evidence(state: &MilestoneState) -> String {
    if state.differs {
        return format!("differs: recorded {}, data say {}; {}", state.status.words(), state.computed.words(), state.reason);
    }
    state.said()
}

fn sentence(state: &MilestoneState, cx: &Context) -> String {
    let steps = if state.steps == 0 { String::new() } else { format!("; {} of {} steps done", state.steps_done, state.steps) };
    format!(
        "Milestone {}, {}: {} ({}){steps} (as of {}).",
        state.number,
        state.name,
        state.status.words(),
        evidence(state),
        dates::show(cx.today, cx.day_first)
    )
}

impl Pane for Milestones {
    fn name(&self) -> &'static str {
        "Milestones"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        if self.states(cx).is_empty() {
            vec![Command::Import]
        } else {
            vec![Command::Enter, Command::WhatItTakes, Command::CopySentence, Command::NextYear]
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        let states = self.states(cx);
        let page = Form::of(cx.area, states.len()).rows;
        match input {
            Input::Command(Command::Enter | Command::Edit) if !states.is_empty() => return self.open(cx),
            Input::Command(Command::WhatItTakes) if !states.is_empty() => {
                let mut effects = self.open(cx);
                effects.push(Effect::Run(Command::WhatItTakes));
                return effects;
            }
            Input::Command(command @ (Command::CopySentence | Command::Copy)) => {
                if let Some(state) = states.get(self.at) {
                    let text = sentence(state, cx);
                    let what = if command == Command::Copy { "the milestone" } else { "the sentence" };
                    return vec![Effect::Copy { text, what: what.to_owned() }];
                }
            }
            Input::Command(command) => self.at = moved(command, self.at, states.len(), page).unwrap_or(self.at),
            Input::Click { y, double, .. } => {
                if let Some(row) = self.hit(y, cx) {
                    self.at = row;
                    if double {
                        return self.open(cx);
                    }
                }
            }
            Input::Wheel(down) => {
                let command = if down { Command::Down } else { Command::Up };
                self.at = moved(command, self.at, states.len(), page).unwrap_or(self.at);
            }
            _ => {}
        }
        Vec::new()
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        let kinds =
            [Kind::Plan, Kind::Milestone, Kind::Step, Kind::Consideration, Kind::RegionExit, Kind::Committee, Kind::Study, Kind::Agency];
        if memo::moves_scores(event) || memo::touches(event, &kinds) {
            self.states.forget();
            self.at = self.at.min(self.states(cx).len().saturating_sub(1));
        }
        Vec::new()
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let states = self.states(cx);
        if states.is_empty() {
            return ["no plan of milestones yet".to_owned(), "Import one to see where each of them stands".to_owned()];
        }
        let count = |status| states.iter().filter(|s| s.status == status).count();
        let first = format!(
            "{} exited, {} exit proposed, {} open of {}",
            count(Status::Exited),
            count(Status::ExitProposed),
            count(Status::Open),
            states.len()
        );
        let shown = states.iter().find(|s| s.differs).or(states.get(self.at)).or(states.first());
        let second = shown.map_or_else(String::new, |s| format!("{} {}: {}", s.number, s.name, evidence(s)));
        [first, second]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}

#[cfg(test)]
mod tests;
