//! The cases behind a score, from region to office to worker to case.

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::behind::Behind;
use crate::panes::Frame;
use crate::widgets::theme::Theme;

/// The cases behind a score, from region to office to worker to case.
#[derive(Debug)]
pub struct Cases {
    behind: Behind,
}

impl Level for Cases {
    fn title(&self, _cx: &Context) -> String {
        "Cases".to_owned()
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

impl Cases {
    /// Behind a score.
    pub fn of(behind: Behind) -> Cases {
        Cases { behind }
    }
}
