//! A few named fields and an Enter: who I am. Each field has a word of its own and may say what is wrong with it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Input};
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// What the fields become, or the number of the field at fault and why.
type Accept = fn(&[String]) -> Result<Vec<Effect>, (usize, String)>;

/// Some fields, one under the other.
pub struct Prompt {
    title: String,
    words: String,
    fields: Vec<(String, TextField)>,
    at: usize,
    fault: Option<String>,
    accept: Accept,
}

impl Prompt {
    /// Fields as (word, text, placeholder).
    pub fn new(title: &str, words: &str, fields: Vec<(&str, String, &str)>, accept: Accept) -> Prompt {
        let fields =
            fields.into_iter().map(|(word, text, hint)| (word.to_owned(), TextField::line(&text).with_placeholder(hint))).collect();
        Prompt { title: title.to_owned(), words: words.to_owned(), fields, at: 0, fault: None, accept }
    }

    /// Asks who works here.
    pub fn who_am_i(name: &str, role: &str) -> Prompt {
        let fields = vec![("Name", name.to_owned(), "Ann Example"), ("Role", role.to_owned(), "QA reviewer")];
        Prompt::new("Who are you?", "Your name and role stand beside every change you make.", fields, |texts| {
            let name = texts[0].trim();
            if name.is_empty() {
                return Err((0, "a name is needed: every change carries one".to_owned()));
            }
            Ok(vec![Effect::Introduce { name: name.to_owned(), role: texts[1].trim().to_owned() }])
        })
    }

    fn place(&self, screen: Area) -> Area {
        let lines = width::wrap(&self.words, 56).len() + self.fields.len() * 2 + 2;
        popup::place(screen, 56, lines as u16)
    }
}

impl Overlay for Prompt {
    fn update(&mut self, input: Input, _cx: &Context) -> Outcome {
        let last = self.fields.len() - 1;
        match input {
            Input::Command(Command::Cancel) => return Outcome::Close,
            Input::Command(Command::Next | Command::Down) => self.at = if self.at == last { 0 } else { self.at + 1 },
            Input::Command(Command::Previous | Command::Up) => self.at = self.at.checked_sub(1).unwrap_or(last),
            Input::Command(Command::Enter) if self.at < last => self.at += 1,
            Input::Command(Command::Enter) => {
                let texts: Vec<String> = self.fields.iter().map(|(_, field)| field.text().to_owned()).collect();
                match (self.accept)(&texts) {
                    Ok(effects) => return Outcome::Do(effects),
                    Err((at, fault)) => {
                        self.at = at;
                        self.fault = Some(fault);
                    }
                }
            }
            Input::Command(command) => {
                self.fields[self.at].1.command(command);
            }
            Input::Typed(c) => self.fault = self.fields[self.at].1.insert(&c.to_string()).err().map(|e| e.to_string()),
            Input::Pasted(text) => self.fault = self.fields[self.at].1.insert(text.trim_end()).err().map(|e| e.to_string()),
            _ => {}
        }
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside = popup::draw(&self.title, "Tab next field  Enter accept  Esc back", self.place(cx.area), frame.buffer_mut(), theme);
        let room = usize::from(inside.width);
        let mut y = inside.y;
        for line in width::wrap(&self.words, room) {
            frame.buffer_mut().set_stringn(inside.x, y, line.of(&self.words), room, theme.style(Meaning::Muted));
            y += 1;
        }
        y += 1;
        let indent = self.fields.iter().map(|(word, _)| width::cells(word)).max().unwrap_or(0) as u16 + 2;
        for (at, (word, field)) in self.fields.iter().enumerate() {
            if y >= inside.y + inside.height {
                return;
            }
            frame.buffer_mut().set_stringn(
                inside.x,
                y,
                word,
                room,
                theme.style(if at == self.at { Meaning::Accent } else { Meaning::Text }),
            );
            let area = Rect::new(inside.x + indent, y, inside.width.saturating_sub(indent), 1);
            let caret = text_field_view::draw(field, area, frame.buffer_mut(), theme);
            if let Some(caret) = caret.filter(|_| at == self.at) {
                frame.set_cursor_position(caret);
            }
            y += 2;
        }
        if let Some(fault) = self.fault.as_ref().filter(|_| y <= inside.y + inside.height) {
            frame.buffer_mut().set_stringn(inside.x, y - 1, fault, room, theme.style(Meaning::Error));
        }
    }
}
