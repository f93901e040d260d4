//! A form that a pane asked for: its fields one under the other. What the texts mean is the pane's matter.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Form, Input, Takes};
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// A form with its fields open.
pub struct Asked {
    form: Form,
    fields: Vec<TextField>,
    at: usize,
}

impl Asked {
    /// Opens a form, on the field at fault if there is one.
    pub fn new(form: Form) -> Asked {
        let open = |field: &crate::command::FormField| match field.takes {
            Takes::Lines => TextField::lines(&field.value).with_placeholder(&field.hint),
            _ => TextField::line(&field.value).with_placeholder(&field.hint),
        };
        let fields = form.fields.iter().map(open).collect();
        let at = form.fault.as_ref().map_or(0, |(at, _)| *at);
        Asked { form, fields, at }
    }

    fn place(&self, screen: Area) -> Area {
        let lines = width::wrap(&self.form.words, 60).len() + self.fields.len() * 2 + 3;
        popup::place(screen, 60, lines as u16)
    }

    fn accept(&mut self) -> Outcome {
        let mut form = self.form.clone();
        form.fault = None;
        for (field, open) in form.fields.iter_mut().zip(&self.fields) {
            open.text().clone_into(&mut field.value);
        }
        Outcome::Do(vec![Effect::Filled(form)])
    }
}

impl Overlay for Asked {
    fn update(&mut self, input: Input, _cx: &Context) -> Outcome {
        let last = self.fields.len().saturating_sub(1);
        match input {
            Input::Command(Command::Cancel) => return Outcome::Close,
            Input::Command(Command::Next | Command::Down) => self.at = if self.at >= last { 0 } else { self.at + 1 },
            Input::Command(Command::Previous | Command::Up) => self.at = self.at.checked_sub(1).unwrap_or(last),
            Input::Command(Command::Enter) if self.at < last => self.at += 1,
            Input::Command(Command::Enter) => return self.accept(),
            Input::Command(command) => {
                if let Some(field) = self.fields.get_mut(self.at) {
                    field.command(command);
                }
            }
            Input::Typed(c) => self.insert(&c.to_string()),
            Input::Pasted(text) => self.insert(text.trim_end()),
            _ => {}
        }
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside =
            popup::draw(&self.form.title, "Tab next field  Enter accept  Esc back", self.place(cx.area), frame.buffer_mut(), theme);
        let room = usize::from(inside.width);
        let mut y = inside.y;
        for line in width::wrap(&self.form.words, room) {
            frame.buffer_mut().set_stringn(inside.x, y, line.of(&self.form.words), room, theme.style(Meaning::Muted));
            y += 1;
        }
        y += 1;
        let indent = self.form.fields.iter().map(|field| width::cells(&field.word)).max().unwrap_or(0) as u16 + 2;
        for (at, (field, open)) in self.form.fields.iter().zip(&self.fields).enumerate() {
            if y >= inside.y + inside.height {
                return;
            }
            let meaning = if at == self.at { Meaning::Accent } else { Meaning::Text };
            frame.buffer_mut().set_stringn(inside.x, y, &field.word, room, theme.style(meaning));
            let area = Rect::new(inside.x + indent, y, inside.width.saturating_sub(indent), 1);
            let caret = text_field_view::draw(open, area, frame.buffer_mut(), theme);
            if let Some(caret) = caret.filter(|_| at == self.at) {
                frame.set_cursor_position(caret);
            }
            if let Some((_, why)) = self.form.fault.as_ref().filter(|(fault, _)| *fault == at) {
                frame.buffer_mut().set_stringn(inside.x + indent, y + 1, why, room, theme.style(Meaning::Error));
            }
            y += 2;
        }
    }
}

impl Asked {
    fn insert(&mut self, text: &str) {
        if let Some(field) = self.fields.get_mut(self.at)
            && let Err(why) = field.insert(text)
        {
            self.form.fault = Some((self.at, why.to_string()));
        }
    }
}
