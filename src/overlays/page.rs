//! A page to read: the rules of the field, the form of a file. Plain Markdown, headings and lists only.

use ratatui::Frame;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Input};
use crate::widgets::popup;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// A page and how far down one is.
pub struct Page {
    title: String,
    text: &'static str,
    top: usize,
}

impl Page {
    /// A page of Markdown.
    pub fn new(title: &str, text: &'static str) -> Page {
        Page { title: title.to_owned(), text, top: 0 }
    }

    fn place(screen: Area) -> Area {
        popup::place(screen, 84, screen.height.saturating_sub(4))
    }

    fn lines(&self, room: usize) -> Vec<(String, Meaning)> {
        let mut lines = Vec::new();
        let mut paragraph = String::new();
        let flush = |paragraph: &mut String, lines: &mut Vec<(String, Meaning)>| {
            for line in width::wrap(paragraph, room) {
                if !paragraph.is_empty() {
                    lines.push((line.of(paragraph).to_owned(), Meaning::Text));
                }
            }
            paragraph.clear();
        };
        for line in self.text.lines() {
            let starts = line.starts_with(['#', '-', '|', '`', ' ']) || line.is_empty();
            if starts {
                flush(&mut paragraph, &mut lines);
            }
            if let Some(heading) = line.strip_prefix('#') {
                lines.push((heading.trim_start_matches('#').trim().to_owned(), Meaning::Title));
            } else if line.is_empty() {
                lines.push((String::new(), Meaning::Text));
            } else if line.starts_with(['|', '`', ' ']) {
                lines.push((line.trim_end().to_owned(), Meaning::Text));
            } else {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line.replace(['*', '`'], ""));
            }
        }
        flush(&mut paragraph, &mut lines);
        lines
    }
}

impl Overlay for Page {
    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let inside = popup::inside(Page::place(cx.area));
        let room = usize::from(inside.height);
        let last = self.lines(usize::from(inside.width)).len().saturating_sub(room);
        match input {
            Input::Command(Command::Cancel | Command::Enter) => return Outcome::Close,
            Input::Command(Command::Up) => self.top = self.top.saturating_sub(1),
            Input::Command(Command::Down) => self.top += 1,
            Input::Command(Command::PageUp) => self.top = self.top.saturating_sub(room),
            Input::Command(Command::PageDown) | Input::Typed(' ') => self.top += room,
            Input::Command(Command::Top | Command::Home) => self.top = 0,
            Input::Command(Command::Bottom | Command::End) => self.top = last,
            Input::Wheel(down) => self.top = if down { self.top + 3 } else { self.top.saturating_sub(3) },
            _ => {}
        }
        self.top = self.top.min(last);
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside = popup::draw(&self.title, "PgDn more  Esc back", Page::place(cx.area), frame.buffer_mut(), theme);
        for (row, (line, meaning)) in
            self.lines(usize::from(inside.width)).iter().skip(self.top).take(usize::from(inside.height)).enumerate()
        {
            frame.buffer_mut().set_stringn(inside.x, inside.y + row as u16, line, usize::from(inside.width), theme.style(*meaning));
        }
    }
}
