//! The rounds of reviews, by year and region.

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::panes::Frame;
use crate::widgets::theme::Theme;

/// The rounds of reviews, by year and region.
#[derive(Debug, Default)]
pub struct Rounds {}

impl Level for Rounds {
    fn title(&self, _cx: &Context) -> String {
        "Review rounds".to_owned()
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
