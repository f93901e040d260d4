//! The lines of a dialog that is filled in: a name, and beside it a field or what is chosen. Which lines there are, and what they
//! mean, is the dialog's.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::command::Area;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// What stands beside the name of a line.
pub(super) enum Beside<'a> {
    /// A text that is typed.
    Field(&'a TextField),
    /// What is chosen.
    Chosen(String),
}

/// How the lines stand.
pub(super) struct Stand {
    /// Cells from the left edge to what stands beside the names.
    pub indent: u16,
    /// Rows that stay free for what comes below.
    pub rest: u16,
    /// The line that stays in view.
    pub at: usize,
    /// Whether the keys go to it.
    pub marked: bool,
}

/// The room that the names need.
pub(super) fn indent<'a>(names: impl Iterator<Item = &'a str>) -> u16 {
    names.map(width::cells).max().unwrap_or(0) as u16 + 2
}

/// Draws the lines, from the one on that keeps the current one in view; answers how many rows they took.
pub(super) fn draw(lines: &[(&str, Beside<'_>)], stand: &Stand, frame: &mut Frame, theme: &Theme, inside: Area) -> u16 {
    let rows = (lines.len() as u16).min(inside.height.saturating_sub(stand.rest).max(1));
    let from = (stand.at + 1).saturating_sub(usize::from(rows));
    for ((row, (name, beside)), y) in lines.iter().enumerate().skip(from).zip(inside.y..inside.y + rows) {
        let here = stand.marked && row == stand.at;
        let meaning = theme.style(if here { Meaning::Accent } else { Meaning::Text });
        frame.buffer_mut().set_stringn(inside.x, y, name, usize::from(inside.width), meaning);
        let area = Rect::new(inside.x + stand.indent, y, inside.width.saturating_sub(stand.indent), 1);
        match beside {
            Beside::Field(field) => {
                let caret = text_field_view::draw(field, area, frame.buffer_mut(), theme);
                if let Some(caret) = caret.filter(|_| here) {
                    frame.set_cursor_position(caret);
                }
            }
            Beside::Chosen(words) => {
                let marked = here.then(|| format!("{} {words} {}", theme.glyphs.more_left, theme.glyphs.more_right));
                let room = usize::from(area.width);
                let words = width::truncate(marked.as_ref().unwrap_or(words), room, theme.glyphs.ellipsis);
                let style = theme.style(if here { Meaning::CursorCell } else { Meaning::Text });
                frame.buffer_mut().set_stringn(area.x, y, words, room, style);
            }
        }
    }
    rows
}
