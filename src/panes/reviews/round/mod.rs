//! One round: its sample, its cases, how far they are.

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::id::Id;
use crate::panes::Frame;
use crate::widgets::theme::Theme;

/// One round: its sample, its cases, how far they are.
#[derive(Debug)]
pub struct Round {
    round: Id,
}

impl Level for Round {
    fn title(&self, _cx: &Context) -> String {
        "Round".to_owned()
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        Vec::new()
    }

    fn arrive(&mut self, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn update(&mut self, input: Input, _cx: &Context) -> Option<Vec<Effect>> {
        (input != Input::Command(Command::Cancel)).then(Vec::new)
    }

    fn hear(&mut self, _event: &Event, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn view(&self, _frame: &mut Frame, _theme: &Theme, _cx: &Context) {}
}

impl Round {
    /// Of a round's record.
    pub fn of(round: Id) -> Round {
        Round { round }
    }
}
