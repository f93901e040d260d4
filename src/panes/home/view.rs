//! Draws what Home's lists have in common: a text in its column, a line under the cursor, a sentence where nothing is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::command::Area;
use crate::widgets::chart::Piece;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width::{self, Align};

/// Where a list draws.
pub(super) struct Paper<'a> {
    pub area: Area,
    pub theme: &'a Theme,
    pub buf: &'a mut Buffer,
}

impl Paper<'_> {
    /// A text in `room` cells from `x`, counted from the left of the area.
    pub fn text(&mut self, x: u16, y: u16, room: u16, text: &str, align: Align, meaning: Meaning) {
        let room = room.min(self.area.width.saturating_sub(x));
        if room == 0 || y >= self.area.y + self.area.height {
            return;
        }
        let words = width::pad(text, usize::from(room), align, self.theme.glyphs.ellipsis);
        let style = self.theme.style(meaning);
        self.buf.set_stringn(self.area.x + x, y, &words, usize::from(room), style);
        // A line under blanks would read as something written there.
        let before = width::cells(&words) - width::cells(words.trim_start());
        let after = width::cells(words.trim_end());
        for at in (0..before).chain(after..usize::from(room)) {
            self.buf[(self.area.x + x + at as u16, y)].modifier.remove(Modifier::UNDERLINED);
        }
    }

    /// Pieces one after the other.
    pub fn pieces(&mut self, x: u16, y: u16, pieces: &[Piece]) {
        let end = self.area.x + self.area.width;
        let mut at = self.area.x + x;
        for (text, meaning) in pieces {
            let room = usize::from(end.saturating_sub(at));
            at = self.buf.set_stringn(at, y, text, room, self.theme.style(*meaning)).0;
        }
    }

    /// Lays the cursor over lines that are drawn.
    pub fn cursor(&mut self, y: u16, height: u16, focused: bool) {
        let meaning = if focused { Meaning::CursorCell } else { Meaning::CursorIdle };
        let rect = Rect::new(self.area.x, y, self.area.width, height).intersection(self.buf.area);
        self.buf.set_style(rect, self.theme.style(meaning));
    }

    /// A wrapped text in at most so many lines.
    pub fn paragraph(&mut self, x: u16, y: u16, lines: u16, text: &str, meaning: Meaning) {
        let room = self.area.width.saturating_sub(x + 1);
        let wrapped = width::wrap(text, usize::from(room.max(1)));
        for (at, line) in wrapped.iter().enumerate().take(usize::from(lines)) {
            let words = line.of(text);
            let cut = at + 1 == usize::from(lines) && at + 1 < wrapped.len();
            let words = if cut { format!("{} {}", words.trim_end(), self.theme.glyphs.ellipsis) } else { words.to_owned() };
            self.text(x, y + at as u16, room, &words, Align::Left, meaning);
        }
    }
}
