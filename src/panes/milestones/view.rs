//! Draws the tree and the lines beneath it; changes nothing.

use ratatui::buffer::Buffer;

use super::page::{self, Page, Shown};
use super::table::Tree;
use super::{Milestones, detail};
use crate::command::{Area, Context};
use crate::panes::Frame;
use crate::panes::cell::Draft;
use crate::widgets::grid::GridView;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// Cells that the title keeps at least when the plan's standing stands beside it.
const SHORTEST_TITLE: usize = 24;

pub(super) fn draw(pane: &Milestones, frame: &mut Frame, theme: &Theme, cx: &Context) {
    if let (Some(page), Some(shown)) = (&pane.page, pane.shown(cx, &theme.glyphs)) {
        return draw_page(page, &shown, frame.buffer_mut(), theme, cx);
    }
    let tree = Tree::new(cx, pane.facts(cx), &pane.expanded, pane.only_open, &theme.glyphs);
    let (above, below) = detail::split(cx.area);
    let mut grid = GridView::new(&tree, &pane.sheet.grid, theme, cx.focused);
    let beneath = pane.sheet.draft().map(Draft::beneath).unwrap_or_default();
    if let Some(draft) = pane.sheet.draft() {
        grid = grid.editing(draft.field(), &beneath);
    }
    let caret = grid.draw(above, frame.buffer_mut());
    if below.height > 0
        && let Some(row) = tree.rows.get(pane.sheet.grid.row.min(tree.rows.len().saturating_sub(1)))
    {
        let (title, lines) = detail::lines(&tree, *row);
        panel((&title, &detail::standing(&tree)), &lines, below, frame.buffer_mut(), theme);
    }
    if let Some(caret) = caret.filter(|_| cx.focused && pane.sheet.draft().is_some()) {
        frame.set_cursor_position(caret);
    }
}

/// What is asked, the answer in a sentence or two, and the list.
fn draw_page(page: &Page, shown: &Shown, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let (head, list) = page::split(cx.area, &shown.takes.summary);
    let room = usize::from(head.width);
    let asked = if page.record() == Some(shown.takes.milestone) {
        format!("What would it take? {} {}, FY{}", shown.takes.number, shown.takes.name, shown.takes.year)
    } else {
        format!("Recorded then: {} {}", shown.takes.number, shown.takes.name)
    };
    let title = width::truncate(&asked, room.saturating_sub(2), theme.glyphs.ellipsis).into_owned();
    buf.set_stringn(head.x + 1, head.y, title, room, theme.style(Meaning::Title));
    let most = usize::from(head.height.saturating_sub(2));
    let summary = &shown.takes.summary;
    let parts = width::wrap(summary, room.saturating_sub(2).max(1));
    for (nth, part) in parts.iter().take(most).enumerate() {
        let words = part.of(summary).trim_end();
        let cut = nth + 1 == most && parts.len() > most;
        let words = if cut {
            format!("{} {}", &words[..width::fitting(words, room.saturating_sub(5))], theme.glyphs.ellipsis)
        } else {
            words.to_owned()
        };
        buf.set_stringn(head.x + 1, head.y + 1 + nth as u16, words, room.saturating_sub(1), theme.style(Meaning::Text));
    }
    GridView::new(shown, &page.grid, theme, cx.focused).by_row().draw(list, buf);
}

/// A rule with a title and, at its end, how the whole plan stands; then each label with its text. What does not fit is cut with the
/// sign for more.
fn panel((title, standing): (&str, &str), lines: &[(&'static str, String)], area: Area, buf: &mut Buffer, theme: &Theme) {
    let room = usize::from(area.width);
    let label = lines.iter().map(|(label, _)| width::cells(label)).max().unwrap_or(0);
    buf.set_stringn(area.x, area.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
    // A title that is cut is still known; a standing that is cut would say something else.
    let taken = width::cells(standing) + 4;
    let beside = !standing.is_empty() && room >= taken + SHORTEST_TITLE;
    let left = room.saturating_sub(if beside { taken + 5 } else { 4 });
    let words = width::truncate(title, left, theme.glyphs.ellipsis);
    buf.set_stringn(area.x + 1, area.y, format!(" {words} "), room, theme.style(Meaning::Band));
    if beside {
        let x = area.x + (room - taken + 1) as u16;
        buf.set_stringn(x, area.y, format!(" {standing} "), taken, theme.style(Meaning::Band));
    }
    let cells = room.saturating_sub(label + 5).clamp(1, 140);
    let mut y = area.y + 1;
    let bottom = area.y + area.height;
    for (at, (name, text)) in lines.iter().enumerate() {
        let parts = width::wrap(text, cells);
        // Every line after this one keeps at least one line of its own.
        let others = (lines.len() - at - 1).min(usize::from(bottom.saturating_sub(y)).saturating_sub(1)) as u16;
        let most = usize::from(bottom.saturating_sub(y + others));
        if most == 0 {
            return;
        }
        buf.set_stringn(area.x + 1, y, name, label, theme.style(Meaning::Muted));
        for (nth, part) in parts.iter().take(most).enumerate() {
            let words = part.of(text).trim_end();
            let words = if nth + 1 == most && parts.len() > most {
                let cut = &words[..width::fitting(words, cells.saturating_sub(2))];
                format!("{} {}", cut.trim_end(), theme.glyphs.ellipsis)
            } else {
                words.to_owned()
            };
            buf.set_stringn(area.x + label as u16 + 3, y, words, cells, theme.style(Meaning::Text));
            y += 1;
        }
    }
}
