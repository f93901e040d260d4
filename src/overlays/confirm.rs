//! A question before something that a reviewer should not do by accident.

use ratatui::Frame;

use super::{Outcome, Overlay};
use crate::command::{Command, Context, Effect, Input};
use crate::widgets::popup;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// A question; Enter does it, Esc does not.
pub struct Confirm {
    question: String,
    effects: Vec<Effect>,
}

impl Confirm {
    /// A question, and what a yes does.
    pub fn new(question: String, effects: Vec<Effect>) -> Confirm {
        Confirm { question, effects }
    }
}

impl Overlay for Confirm {
    fn update(&mut self, input: Input, _cx: &Context) -> Outcome {
        match input {
            Input::Command(Command::Enter) | Input::Typed('y' | 'Y') => Outcome::Do(std::mem::take(&mut self.effects)),
            Input::Command(Command::Cancel) | Input::Typed('n' | 'N') => Outcome::Close,
            _ => Outcome::Stay,
        }
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let lines = width::wrap(&self.question, 52);
        let place = popup::place(cx.area, 52, lines.len() as u16 + 2);
        let inside = popup::draw("Sure?", "Enter yes  Esc no", place, frame.buffer_mut(), theme);
        for (row, line) in lines.iter().enumerate().take(usize::from(inside.height)) {
            frame.buffer_mut().set_stringn(
                inside.x,
                inside.y + 1 + row as u16,
                line.of(&self.question),
                usize::from(inside.width),
                theme.style(Meaning::Text),
            );
        }
    }
}
