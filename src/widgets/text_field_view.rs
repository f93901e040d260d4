//! Draws a text field: its lines, selection and placeholder. Says where the caret is; changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::meaning::Meaning;
use super::text_field::{TextField, scrolled};
use super::theme::Theme;
use super::width::{self, Line};

/// How many lines it needs in so many cells.
#[must_use]
pub fn height(field: &TextField, cells: u16) -> u16 {
    u16::try_from(field.wrapped(cells).len()).unwrap_or(u16::MAX)
}

/// Draws the field over the area and says where the caret is; `None` if the area has no room.
pub fn draw(field: &TextField, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return None;
    }
    let ground = theme.style(Meaning::Field);
    buf.set_style(area, ground);
    for y in area.rows() {
        buf.set_stringn(y.x, y.y, " ".repeat(usize::from(area.width)), usize::from(area.width), ground);
    }
    if field.text().is_empty() {
        let style = ground.patch(theme.style(Meaning::Placeholder));
        let words = width::truncate(field.placeholder(), usize::from(area.width), theme.glyphs.ellipsis);
        buf.set_stringn(area.x, area.y, words, usize::from(area.width), style);
        return Some(Position::new(area.x, area.y));
    }
    Some(if field.is_multi_line() { many(field, area, buf, theme, ground) } else { one(field, area, buf, theme, ground) })
}

fn many(field: &TextField, area: Rect, buf: &mut Buffer, theme: &Theme, ground: Style) -> Position {
    let lines = field.wrapped(area.width);
    let (row, cell) = width::caret_to_cell(field.text(), &lines, field.caret());
    let top = scrolled(field.top(), row, lines.len(), usize::from(area.height));
    for (y, line) in (area.y..area.bottom()).zip(&lines[top..]) {
        stretch(field.text(), *line, field, (area.x, y, area.width), buf, theme, ground);
    }
    let cell = u16::try_from(cell).unwrap_or(0).min(area.width - 1);
    Position::new(area.x + cell, area.y + u16::try_from(row - top).unwrap_or(0))
}

fn one(field: &TextField, area: Rect, buf: &mut Buffer, theme: &Theme, ground: Style) -> Position {
    let room = usize::from(area.width);
    if field.is_masked() {
        let shown = field.text().graphemes(true).count().min(room.saturating_sub(1));
        let dots: String = std::iter::repeat_n(theme.glyphs.mask, shown).collect();
        buf.set_stringn(area.x, area.y, dots, room, ground);
        let caret = field.text()[..field.caret()].graphemes(true).count().min(shown);
        return Position::new(area.x + u16::try_from(caret).unwrap_or(0), area.y);
    }
    let text = field.text();
    // The text moves to the left only as far as the caret needs it.
    let mut start = 0;
    let mut before = width::cells(&text[..field.caret()]);
    for grapheme in text.graphemes(true) {
        if before < room {
            break;
        }
        before -= width::grapheme_cells(grapheme);
        start += grapheme.len();
    }
    let shown = start + width::fitting(&text[start..], room);
    stretch(text, Line { start, shown, end: shown }, field, (area.x, area.y, area.width), buf, theme, ground);
    Position::new(area.x + u16::try_from(before).unwrap_or(0), area.y)
}

/// One line: what is before the selection, in it, and after it.
fn stretch(text: &str, line: Line, field: &TextField, at: (u16, u16, u16), buf: &mut Buffer, theme: &Theme, ground: Style) {
    let (mut x, y, room) = at;
    let end = x + room;
    let selection = field.selection();
    let from = selection.start.clamp(line.start, line.shown);
    let to = selection.end.clamp(line.start, line.shown);
    let chosen = ground.patch(theme.style(Meaning::Selection)).patch(theme.style(Meaning::CursorCell));
    for (piece, style) in [(&text[line.start..from], ground), (&text[from..to], chosen), (&text[to..line.shown], ground)] {
        (x, _) = buf.set_stringn(x, y, piece, usize::from(end.saturating_sub(x)), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;

    fn shown(field: &TextField, width: u16, height: u16) -> (Vec<String>, Option<Position>) {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let caret = draw(field, area, &mut buf, &Theme::default());
        let lines = (0..height).map(|y| (0..width).map(|x| buf[(x, y)].symbol().to_owned()).collect()).collect();
        (lines, caret)
    }

    #[test]
    fn the_caret_stays_in_sight_on_a_long_line() {
        let mut field = TextField::line("Signed by the judge");
        let (lines, caret) = shown(&field, 8, 1);
        assert_eq!(lines, ["e judge "]);
        assert_eq!(caret, Some(Position::new(7, 0)));
        field.command(Command::Home);
        let (lines, caret) = shown(&field, 8, 1);
        assert_eq!(lines, ["Signed b"]);
        assert_eq!(caret, Some(Position::new(0, 0)));
    }

    #[test]
    fn several_lines_scroll_with_the_caret() {
        let mut field = TextField::lines("one\ntwo\nthree");
        field.set_room(6, 2);
        assert_eq!(shown(&field, 6, 2).0, ["two   ", "three "]);
        field.command(Command::Top);
        assert_eq!(shown(&field, 6, 2).0, ["one   ", "two   "]);
    }

    #[test]
    fn a_passphrase_is_dots_and_an_empty_field_says_what_it_wants() {
        let mut field = TextField::passphrase().with_placeholder("Passphrase");
        assert_eq!(shown(&field, 12, 1).0, ["Passphrase  "]);
        field.insert("ab").unwrap();
        assert_eq!(shown(&field, 4, 1), (vec!["••  ".to_owned()], Some(Position::new(2, 0))));
    }
}
