//! Instruments: their versions, questions, goals and texts, and how each question's chain of years runs on.

use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::widgets::theme::Theme;

/// The pane.
#[derive(Debug, Default)]
pub struct Instruments {}

impl Pane for Instruments {
    fn name(&self) -> &'static str {
        "Instruments"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        Vec::new()
    }

    fn update(&mut self, _input: Input, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn hear(&mut self, _event: &Event, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        [format!("{} instrument versions", cx.book.instruments().len()), String::new()]
    }

    fn view(&self, _frame: &mut Frame, _theme: &Theme, _cx: &Context) {}
}
