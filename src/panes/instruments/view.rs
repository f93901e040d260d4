//! Draws the tabs, the version in view, the grid and what is said beneath it; changes nothing.

use ratatui::buffer::Buffer;

use super::chain::Table;
use super::detail;
use super::list::List;
use super::section::Section;
use super::versions::Versions;
use super::{Instruments, Places};
use crate::command::{Area, Context};
use crate::panes::Frame;
use crate::panes::cell::Draft;
use crate::widgets::grid::GridView;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::{tabs, width};

pub(super) fn draw(pane: &Instruments, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let places = Places::of(cx.area, pane.section);
    tabs::draw(&Section::TITLES, pane.section as usize, places.tabs, frame.buffer_mut(), theme);
    let Some(now) = pane.now(cx) else {
        let list = Versions::new(cx.book, pane.uses(cx));
        GridView::new(&list, &pane.versions, theme, cx.focused)
            .draw(Area { height: cx.area.height.saturating_sub(1), ..places.head }, frame.buffer_mut());
        return;
    };
    line(&detail::head(&now, theme.glyphs.dot), places.head, theme, frame.buffer_mut());
    beneath(&pane.beneath(&now, cx), places.detail, theme, frame.buffer_mut());
    match pane.section {
        Section::Versions => {
            let list = Versions::new(cx.book, pane.uses(cx));
            GridView::new(&list, &pane.versions, theme, cx.focused).by_row().draw(places.grid, frame.buffer_mut());
        }
        Section::Chain => {
            let chains = pane.chains(&now, cx);
            let table = Table::new(&chains, cx.chosen.year, &theme.glyphs);
            GridView::new(&table, &pane.chain, theme, cx.focused).by_row().draw(places.grid, frame.buffer_mut());
        }
        section => {
            let list = List::new(&now, section, places.is_tall());
            let mut grid = GridView::new(&list, &pane.sheet().grid, theme, cx.focused);
            let said = pane.sheet().draft().map(Draft::beneath).unwrap_or_default();
            if let Some(draft) = pane.sheet().draft() {
                grid = grid.editing(draft.field(), &said);
            }
            let caret = grid.draw(places.grid, frame.buffer_mut());
            if let Some(caret) = caret.filter(|_| cx.focused && pane.sheet().draft().is_some()) {
                frame.set_cursor_position(caret);
            }
        }
    }
}

/// Pieces one after the other, a blank cell before them; the last that fits is cut.
fn line(pieces: &[(String, Meaning)], area: Area, theme: &Theme, buf: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let end = area.x + area.width;
    let mut x = area.x + 1;
    for (words, meaning) in pieces {
        let room = usize::from(end.saturating_sub(x));
        let shown = width::truncate(words, room, theme.glyphs.ellipsis);
        x = buf.set_stringn(x, area.y, &shown, room, theme.style(*meaning)).0;
        if shown != words.as_str() {
            return;
        }
    }
}

/// Paragraphs under a line, as far as there is room.
fn beneath(said: &[(String, Meaning)], area: Area, theme: &Theme, buf: &mut Buffer) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let mut y = area.y;
    let end = area.y + area.height;
    if area.height >= 4 {
        let rule = theme.glyphs.horizontal.repeat(usize::from(area.width));
        buf.set_stringn(area.x, y, rule, usize::from(area.width), theme.style(Meaning::Border));
        y += 1;
    }
    let room = usize::from(area.width - 2);
    for (at, (words, meaning)) in said.iter().enumerate() {
        // Each that follows keeps a line, as long as there are lines.
        let after = said.len() - at - 1;
        let lines = width::wrap(words, room);
        let most = usize::from(end.saturating_sub(y)).saturating_sub(after).max(1);
        for (n, wrapped) in lines.iter().enumerate().take(most) {
            if y >= end {
                return;
            }
            let cut = n + 1 == most && n + 1 < lines.len();
            let text = wrapped.of(words).trim_end();
            let text = if cut { format!("{}{}", width::truncate(text, room - 1, ""), theme.glyphs.ellipsis) } else { text.to_owned() };
            buf.set_stringn(area.x + 1, y, &text, room, theme.style(*meaning));
            y += 1;
        }
    }
}
