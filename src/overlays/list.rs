//! A filtered list of lines with a cursor: what help, choice and search have in common. No records, no commands of its own.

use ratatui::buffer::Buffer;

use crate::command::{Area, Command, Input};
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width::{self, Align};

/// One line: what it says, and what stands at its right end.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Line {
    pub words: String,
    pub right: String,
    /// Said before the words, muted: where it belongs.
    pub group: String,
}

/// The lines and where one is among them.
pub(super) struct List {
    pub filter: TextField,
    lines: Vec<Line>,
    shown: Vec<usize>,
    cursor: usize,
}

/// Whether a line has every word of the filter, whatever the case.
fn fits(line: &Line, filter: &str) -> bool {
    let text = format!("{} {} {}", line.group, line.words, line.right).to_lowercase();
    filter.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// How far a line is from the filter: a whole word is nearer than the beginning of one, that nearer than a part of one.
fn distance(line: &Line, filter: &str) -> usize {
    let text = line.words.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let far = |wanted: &str| {
        if words.contains(&wanted) { 0 } else { 1 + usize::from(!words.iter().any(|word| word.starts_with(wanted))) }
    };
    filter.to_lowercase().split_whitespace().map(far).sum()
}

impl List {
    pub fn new(lines: Vec<Line>, placeholder: &str) -> List {
        let shown = (0..lines.len()).collect();
        List { filter: TextField::line("").with_placeholder(placeholder), lines, shown, cursor: 0 }
    }

    /// Puts the cursor on a line.
    pub fn at(mut self, line: usize) -> List {
        self.cursor = self.shown.iter().position(|at| *at == line).unwrap_or(0);
        self
    }

    /// Other lines, found by someone else: not filtered again.
    pub fn set(&mut self, lines: Vec<Line>) {
        self.shown = (0..lines.len()).collect();
        self.lines = lines;
        self.cursor = 0;
    }

    /// The line under the cursor.
    pub fn chosen(&self) -> Option<usize> {
        self.shown.get(self.cursor).copied()
    }

    fn refilter(&mut self) {
        let filter = self.filter.text().to_owned();
        self.shown = (0..self.lines.len()).filter(|at| fits(&self.lines[*at], &filter)).collect();
        // The order of the lines holds among those that are equally near.
        self.shown.sort_by_key(|at| distance(&self.lines[*at], &filter));
        self.cursor = 0;
    }

    /// Takes an input; says whether the filter's text changed. `own_filter` is false where someone else finds the lines.
    pub fn update(&mut self, input: &Input, room: usize, own_filter: bool) -> bool {
        let last = self.shown.len().saturating_sub(1);
        let before = self.filter.text().to_owned();
        match input {
            Input::Command(Command::Up | Command::Previous) => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            Input::Command(Command::Down | Command::Next) => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            Input::Command(Command::PageUp) => self.cursor = self.cursor.saturating_sub(room.max(1)),
            Input::Command(Command::PageDown) => self.cursor = (self.cursor + room.max(1)).min(last),
            Input::Command(Command::Top) => self.cursor = 0,
            Input::Command(Command::Bottom) => self.cursor = last,
            Input::Command(command) => {
                self.filter.command(*command);
            }
            Input::Typed(c) => drop(self.filter.insert(&c.to_string())),
            Input::Pasted(text) => drop(self.filter.insert(&text.replace('\n', " "))),
            Input::Wheel(down) => self.cursor = if *down { (self.cursor + 3).min(last) } else { self.cursor.saturating_sub(3) },
            Input::Click { .. } | Input::Drag { .. } => {}
        }
        let changed = self.filter.text() != before;
        if changed && own_filter {
            self.refilter();
        }
        changed
    }

    fn top(&self, room: usize) -> usize {
        (self.cursor + 1).saturating_sub(room).min(self.shown.len().saturating_sub(room))
    }

    /// The line that a click on the list lies on.
    pub fn click(&mut self, x: u16, y: u16, area: Area) -> bool {
        let body = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        if !body.contains(x, y) {
            return false;
        }
        let at = self.top(usize::from(body.height)) + usize::from(y - body.y);
        if at < self.shown.len() {
            self.cursor = at;
            return true;
        }
        false
    }

    /// Draws the filter, a rule and the lines; puts the terminal's cursor into the filter.
    pub fn draw(&self, area: Area, buf: &mut Buffer, theme: &Theme) -> Option<ratatui::layout::Position> {
        let line = popup::rect(Area { height: area.height.min(1), ..area });
        let caret = text_field_view::draw(&self.filter, line, buf, theme);
        let width = usize::from(area.width);
        if area.height > 1 {
            buf.set_stringn(area.x, area.y + 1, theme.glyphs.horizontal.repeat(width), width, theme.style(Meaning::Border));
        }
        let room = usize::from(area.height.saturating_sub(2));
        if self.shown.is_empty() && room > 0 {
            buf.set_stringn(area.x, area.y + 2, "Nothing fits; delete a letter.", width, theme.style(Meaning::Muted));
        }
        let groups = self.lines.iter().map(|l| width::cells(&l.group)).max().unwrap_or(0);
        for (row, at) in self.shown.iter().skip(self.top(room)).take(room).enumerate() {
            let y = area.y + 2 + row as u16;
            let entry = &self.lines[*at];
            let right = width::truncate(&entry.right, width / 2, theme.glyphs.ellipsis);
            // A blank before the line, one after it, and one before what stands at the right.
            let left = width.saturating_sub(width::cells(&right) + 3);
            let here = self.shown.get(self.cursor) == Some(at);
            let mut x = area.x + 1;
            let group = if groups == 0 { String::new() } else { width::pad(&entry.group, groups + 2, Align::Left, theme.glyphs.ellipsis) };
            let (end, _) = buf.set_stringn(x, y, group, left, theme.style(Meaning::Muted));
            let room = left.saturating_sub(usize::from(end - x));
            x = end;
            buf.set_stringn(x, y, width::pad(&entry.words, room, Align::Left, theme.glyphs.ellipsis), room, theme.style(Meaning::Text));
            let at_right = area.x + area.width.saturating_sub(width::cells(&right) as u16 + 1);
            buf.set_stringn(at_right, y, &right, width, theme.style(Meaning::Key));
            if here {
                buf.set_style(ratatui::layout::Rect::new(area.x, y, area.width, 1), theme.style(Meaning::CursorCell));
            }
        }
        caret
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_stands_between_long_words_and_what_stands_at_the_right() {
        let line = Line { words: "Start a Mini PIP for the Northside office".to_owned(), right: "new plan".to_owned(), ..Line::default() };
        let area = Area { width: 30, height: 3, ..Area::default() };
        let mut buf = Buffer::empty(popup::rect(area));
        List::new(vec![line], "").draw(area, &mut buf, &Theme::default());
        let drawn: String = (0..30).map(|x| buf[(x, 2)].symbol()).collect();
        assert_eq!(drawn, " Start a Mini PIP f\u{2026} new plan ");
    }

    #[test]
    fn a_whole_word_comes_before_a_part_of_one() {
        let line = |words: &str| Line { words: words.to_owned(), ..Line::default() };
        let mut list = List::new(vec![line("Edit this text on the whole screen"), line("Say who I am")], "");
        for c in "who".chars() {
            list.update(&Input::Typed(c), 5, true);
        }
        assert_eq!(list.chosen(), Some(1));
        list.update(&Input::Command(Command::Down), 5, true);
        assert_eq!(list.chosen(), Some(0));
    }
}
