//! Choosing one of several: a region, a year, a Mini PIP.

use ratatui::Frame;

use super::list::{Line, List};
use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Input};
use crate::widgets::popup;
use crate::widgets::theme::Theme;

/// A list, each line with what it does.
pub struct Choice {
    title: String,
    list: List,
    effects: Vec<Effect>,
}

impl Choice {
    /// Lines as (words, said at the right, what it does); the cursor starts at one of them.
    pub fn new(title: &str, lines: Vec<(String, String, Effect)>, at: usize) -> Choice {
        let mut effects = Vec::with_capacity(lines.len());
        let mut shown = Vec::with_capacity(lines.len());
        for (words, right, effect) in lines {
            shown.push(Line { words, right, group: String::new() });
            effects.push(effect);
        }
        Choice { title: title.to_owned(), list: List::new(shown, "type to narrow down").at(at), effects }
    }

    fn place(&self, screen: Area) -> Area {
        popup::place(screen, 56, (self.effects.len() as u16 + 2).clamp(6, screen.height.saturating_sub(6).max(6)))
    }
}

impl Overlay for Choice {
    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let inside = popup::inside(self.place(cx.area));
        let accept = match &input {
            Input::Command(Command::Cancel) => return Outcome::Close,
            Input::Command(Command::Enter) => true,
            Input::Click { x, y, .. } => self.list.click(*x, *y, inside),
            _ => false,
        };
        if accept {
            return self.list.chosen().map_or(Outcome::Stay, |at| Outcome::Do(vec![self.effects[at].clone()]));
        }
        self.list.update(&input, usize::from(inside.height.saturating_sub(2)), true);
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside = popup::draw(&self.title, "Enter choose  Esc back", self.place(cx.area), frame.buffer_mut(), theme);
        if let Some(caret) = self.list.draw(inside, frame.buffer_mut(), theme) {
            frame.set_cursor_position(caret);
        }
    }
}
