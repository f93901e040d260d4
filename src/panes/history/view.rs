//! Draws the tabs, the log, and the change under the cursor in full; changes nothing.

use super::log::{Log, Sort, word};
use super::{History, split};
use crate::command::Context;
use crate::panes::Frame;
use crate::widgets::grid::GridView;
use crate::widgets::tabs;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

pub(super) fn draw(pane: &History, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let (tab_area, area, below) = split(cx.area);
    let buf = frame.buffer_mut();
    tabs::draw(&Sort::TITLES, pane.sort as usize, tab_area, buf, theme);
    let log = Log::new(&pane.lines, pane.sort, cx, &theme.glyphs);
    GridView::new(&log, &pane.grid, theme, cx.focused).by_row().draw(area, buf);
    if below.height > 0
        && let Some(line) = log.shown.get(pane.grid.row.min(log.shown.len().saturating_sub(1)))
    {
        let room = usize::from(below.width);
        buf.set_stringn(below.x, below.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
        let dot = theme.glyphs.dot;
        let fields = if line.ops == 1 { "1 field".to_owned() } else { format!("{} fields", line.ops) };
        let undone = if line.undone { format!(" {dot} undone") } else { String::new() };
        let words = width::truncate(&line.words, room.saturating_sub(2), theme.glyphs.ellipsis).into_owned();
        buf.set_stringn(below.x + 1, below.y + 1, words, room, theme.style(Meaning::Text));
        let facts = format!("{} {dot} {} {dot} {} {dot} {fields}{undone}", log.when(line), line.who, word(line.kind));
        let facts = width::truncate(&facts, room.saturating_sub(2), theme.glyphs.ellipsis).into_owned();
        buf.set_stringn(below.x + 1, below.y + 2, facts, room, theme.style(Meaning::Muted));
    }
}
