//! How far first and second reviews agree.

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::behind::Behind;
use crate::panes::Frame;
use crate::widgets::theme::Theme;

/// How far first and second reviews agree.
#[derive(Debug)]
pub struct Agreement {
    behind: Behind,
}

impl Level for Agreement {
    fn title(&self, _cx: &Context) -> String {
        "Agreement".to_owned()
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

impl Agreement {
    /// Of the cases behind a score.
    pub fn of(behind: Behind) -> Agreement {
        Agreement { behind }
    }
}
