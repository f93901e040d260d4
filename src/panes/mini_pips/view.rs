//! Draws the pane: tabs, the line over the grid, the grid with its open cell, the details under it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::command::{Area, Context};
use crate::widgets::grid::GridView;
use crate::widgets::meaning::Meaning;
use crate::widgets::tabs;
use crate::widgets::theme::Theme;
use crate::widgets::width;

use super::pages::{Group, Page, Tab, selection};
use super::source::SheetSource;
use super::state::{MiniPips, parts, tabs_of};
use super::words::{self, Piece};

/// Draws the pane.
pub fn draw(pane: &MiniPips, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let sheet = pane.sheet(cx);
    let places = parts(cx.area, sheet.page);
    let state = pane.grid(sheet.page);
    let source = SheetSource { sheet: &sheet, cx, glyphs: theme.glyphs };
    let buf = frame.buffer_mut();
    if places.groups.height > 0 {
        tabs::draw(&Group::TITLES, pane.tab.group() as usize, places.groups, buf, theme);
    }
    if places.tabs.height > 0 {
        let (titles, active) = tabs_of(sheet.page, pane.tab);
        tabs::draw(&titles, active, places.tabs, buf, theme);
    }
    if places.head.height > 0 {
        let head = match sheet.page {
            Page::Tab(Tab::Selection) => selection::head(pane, cx, &theme.glyphs),
            _ => words::head(cx, &sheet, places.strip.height == 0, &theme.glyphs),
        };
        line(&head, places.head, buf, theme);
    }
    if places.strip.height > 0 {
        line(&pane.strip(&sheet, places.strip.width, &theme.glyphs, cx), places.strip, buf, theme);
    }
    let mut grid = GridView::new(&source, state, theme, cx.focused);
    let beneath = pane.open.as_ref().map(|open| open.draft.beneath()).unwrap_or_default();
    if let Some(open) = &pane.open {
        grid = grid.editing(open.draft.field(), &beneath);
    }
    let cursor = grid.draw(places.grid, buf);
    if places.detail.height > 0 {
        detail(pane, cx, &sheet, places.detail, buf, theme);
    }
    if let Some(cursor) = cursor.filter(|_| cx.focused && pane.open.is_some()) {
        frame.set_cursor_position(cursor);
    }
}

fn detail(pane: &MiniPips, cx: &Context, sheet: &super::pages::Sheet, area: Area, buf: &mut Buffer, theme: &Theme) {
    let room = usize::from(area.width.saturating_sub(2));
    let mut lines = match sheet.page {
        Page::Tab(Tab::Selection) => selection::detail(pane, sheet, cx, &theme.glyphs, room),
        _ => words::detail(cx, sheet, pane.grid(sheet.page).row, &theme.glyphs),
    };
    if lines.is_empty() {
        return;
    }
    let rule = theme.glyphs.horizontal.repeat(usize::from(area.width));
    buf.set_stringn(area.x, area.y, rule, usize::from(area.width), theme.style(Meaning::Border));
    let shown = usize::from(area.height.saturating_sub(1));
    if sheet.page == Page::Tab(Tab::Selection) && lines.len() > shown {
        // One text over several lines: that it goes on must be seen.
        lines.truncate(shown);
        if let Some((words, _)) = lines.last_mut().and_then(|line| line.last_mut()) {
            *words = format!("{} {}", &words[..width::fitting(words, room.saturating_sub(2))].trim_end(), theme.glyphs.ellipsis);
        }
    }
    for (at, pieces) in lines.iter().enumerate().take(shown) {
        line(pieces, Area { y: area.y + 1 + at as u16, height: 1, ..area }, buf, theme);
    }
}

/// Cells that a part of a line has at least, or all it needs: with less it says nothing and gives way as a whole.
const PART: usize = 7;

/// Pieces one after the other; what does not fit is cut with an ellipsis.
fn line(pieces: &[Piece], area: Area, buf: &mut Buffer, theme: &Theme) {
    let rect = Rect::new(area.x, area.y, area.width, area.height).intersection(buf.area);
    let mut x = rect.x + 1;
    for (at, (words, meaning)) in pieces.iter().enumerate() {
        let room = usize::from(rect.right().saturating_sub(x + 1));
        if room == 0 || rect.height == 0 {
            return;
        }
        let follows = pieces.get(at + 1).filter(|_| words.trim() == theme.glyphs.dot);
        if follows.is_some_and(|(next, _)| room < width::cells(words) + width::cells(next).min(PART)) {
            buf.set_stringn(x, rect.y, format!(" {}", theme.glyphs.ellipsis), room, theme.style(*meaning));
            return;
        }
        let shown = width::truncate(words, room, theme.glyphs.ellipsis);
        let cut = shown != *words;
        x = buf.set_stringn(x, rect.y, shown, room, theme.style(*meaning)).0;
        if cut {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(room: u16) -> String {
        let theme = Theme::default();
        let dot = || (format!(" {} ", theme.glyphs.dot), Meaning::Muted);
        let part = |words: &str| (words.to_owned(), Meaning::Text);
        let pieces = [part("Northside"), dot(), part("1 of 4 rows done"), dot(), part("! 1 overdue")];
        let mut buf = Buffer::empty(Rect::new(0, 0, room, 1));
        line(&pieces, Area { x: 0, y: 0, width: room, height: 1 }, &mut buf, &theme);
        (0..room).map(|x| buf[(x, 0)].symbol()).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn a_head_line_never_ends_in_a_bare_dot() {
        assert_eq!(drawn(44), " Northside \u{b7} 1 of 4 rows done \u{b7} ! 1 overdue");
        assert_eq!(drawn(40), " Northside \u{b7} 1 of 4 rows done \u{b7} ! 1 ov\u{2026}");
        assert_eq!(drawn(39), " Northside \u{b7} 1 of 4 rows done \u{2026}");
        assert_eq!(drawn(28), " Northside \u{b7} 1 of 4 rows d\u{2026}");
        for room in 1..60 {
            assert!(!drawn(room).ends_with('\u{b7}'), "{room}: {}", drawn(room));
        }
    }
}
