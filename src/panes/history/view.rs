//! Draws the tabs, what the list is narrowed to, the list, and the change under the cursor; changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::detail::DetailLine;
use super::log::Log;
use super::{History, Parts, split};
use crate::command::{Area, Context};
use crate::domain::history::Sort;
use crate::domain::text::{counted, grouped};
use crate::panes::Frame;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::GridView;
use crate::widgets::tabs;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width::{self, Align};

pub(super) fn draw(pane: &History, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let parts = split(cx.area);
    let buf = frame.buffer_mut();
    tabs::draw(&Sort::TITLES, pane.filter.sort as usize, parts.tabs, buf, theme);
    limits(pane, parts.limits, buf, theme, cx);
    let log = Log::new(&pane.lines, &pane.filter, parts.list.width, cx, &theme.glyphs);
    GridView::new(&log, &pane.grid, theme, cx.focused && !pane.detail.inside).by_row().draw(parts.list, buf);
    detail(pane, &parts, buf, theme, cx);
}

/// What is shown, at the left; how much of it, and the way to other limits, at the right.
fn limits(pane: &History, area: Area, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    if area.height == 0 {
        return;
    }
    let (parts, narrowed) = pane.limit_words(cx);
    let count = match pane.lines.len() {
        0 => String::new(),
        1 if !pane.more => "1 change".to_owned(),
        n => format!("{}{} changes", grouped(n as u64), if pane.more { "+" } else { "" }),
    };
    let hint = match (narrowed, pane.came) {
        (true, true) => "Esc back  F7 narrow",
        (true, false) => "Esc all  F7 narrow",
        (false, _) => "F7 narrow",
    };
    let right = format!("{count}   {hint} ");
    let room = usize::from(area.width);
    let left = room.saturating_sub(width::cells(&right) + 2);
    let words = parts.join(&format!(" {} ", theme.glyphs.dot));
    let words = width::truncate(&words, left, theme.glyphs.ellipsis);
    buf.set_stringn(area.x + 1, area.y, words, left, theme.style(if narrowed { Meaning::Accent } else { Meaning::Muted }));
    let x = area.x + area.width.saturating_sub(width::cells(&right) as u16);
    buf.set_stringn(x, area.y, &right, room, theme.style(Meaning::Muted));
}

/// Where the lines of the change stand.
fn paper(parts: &Parts) -> Area {
    let Area { x, y, width, height } = parts.detail;
    if parts.beside {
        Area { x: x + 2, y, width: width.saturating_sub(3), height }
    } else {
        Area { x: x + 1, y: y + 1, width: width.saturating_sub(2), height: height.saturating_sub(1) }
    }
}

/// The lines of the change, and the first of them in view.
fn lines(pane: &History, parts: &Parts, glyphs: &Glyphs, cx: &Context) -> (Vec<DetailLine>, usize) {
    let paper = paper(parts);
    let Some(line) = pane.lines.get(pane.grid.row).filter(|_| paper.height > 0) else { return (Vec::new(), 0) };
    let lines = pane.detail.lines(line, cx, glyphs, usize::from(paper.width));
    if !pane.detail.inside {
        return (lines, 0);
    }
    let height = usize::from(paper.height);
    let mine = |line: &DetailLine| line.touch == Some(pane.detail.at);
    let (first, last) = (lines.iter().position(mine).unwrap_or(0), lines.iter().rposition(mine).unwrap_or(0));
    // The whole field is seen, with a third of the room above it.
    let top = first.saturating_sub(height / 3).max((last + 1).saturating_sub(height)).min(first);
    let top = top.min(lines.len().saturating_sub(height));
    (lines, top)
}

/// The field at a row of the screen.
pub(super) fn touch_at(pane: &History, y: u16, cx: &Context) -> Option<usize> {
    let parts = split(cx.area);
    let (lines, top) = lines(pane, &parts, &Glyphs::UNICODE, cx);
    let row = usize::from(y.checked_sub(paper(&parts).y)?);
    lines.get(top + row)?.touch
}

fn detail(pane: &History, parts: &Parts, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let (area, paper) = (parts.detail, paper(parts));
    if area.height == 0 {
        return;
    }
    let rule = theme.style(if pane.detail.inside && cx.focused { Meaning::BorderFocused } else { Meaning::Border });
    if parts.beside {
        for y in area.y..area.y + area.height {
            buf.set_stringn(area.x, y, theme.glyphs.vertical, 1, rule);
        }
    } else {
        buf.set_stringn(area.x, area.y, theme.glyphs.horizontal.repeat(area.width.into()), area.width.into(), rule);
    }
    let (lines, top) = lines(pane, parts, &theme.glyphs, cx);
    let height = usize::from(paper.height);
    for (row, line) in lines.iter().skip(top).take(height).enumerate() {
        let y = paper.y + row as u16;
        let mut x = paper.x;
        for (text, meaning) in &line.spans {
            let room = usize::from((paper.x + paper.width).saturating_sub(x));
            let text = width::truncate(text, room, theme.glyphs.ellipsis);
            x = buf.set_stringn(x, y, theme.glyphs.own(&text), room, theme.style(*meaning)).0;
        }
        if pane.detail.inside && line.touch == Some(pane.detail.at) {
            let here = Rect::new(paper.x, y, paper.width, 1).intersection(buf.area);
            buf.set_style(here, theme.style(if cx.focused { Meaning::CursorCell } else { Meaning::CursorIdle }));
        }
    }
    let below = lines.len().saturating_sub(top + height);
    if below > 0 && height > 0 {
        let words = format!(" {}, Tab ", counted(below as u64, "more line", "more lines"));
        let wide = width::cells(&words) as u16;
        let at = (area.x + area.width).saturating_sub(wide + 1);
        let y = if parts.beside { area.y + area.height - 1 } else { area.y };
        let words = width::pad(&words, usize::from(wide), Align::Left, "");
        buf.set_stringn(at, y, words, usize::from(wide), theme.style(Meaning::Muted));
    }
}
