//! Draws the tabs, the facts, the page, and what stands behind the line under the cursor; changes nothing.

use super::Committees;
use super::pages;
use crate::command::{Area, Context};
use crate::panes::Frame;
use crate::panes::ledger;
use crate::widgets::tabs;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// Tabs, the line of facts, the page, and the lines beneath it.
pub fn split(area: Area) -> [Area; 4] {
    let below = if area.height >= 14 { 3 } else { 0 };
    let one = |y: u16| Area { y: area.y + y.min(area.height), height: u16::from(area.height > y), ..area };
    let (tabs, head) = (one(0), one(1));
    let used = tabs.height + head.height;
    let page = Area { y: area.y + used, height: area.height.saturating_sub(used + below), ..area };
    [tabs, head, page, Area { y: page.y + page.height, height: below, ..area }]
}

/// With a capital letter.
pub fn capital(words: &str) -> String {
    crate::panes::sheet::capital(words)
}

pub(super) fn draw(pane: &Committees, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let [tab_area, head_area, area, below] = split(cx.area);
    let room = usize::from(cx.area.width);
    let sheet = pane.page(cx);
    let start = super::Ledger::new(1, pane.at.first_column());
    let ledger = pane.ledger().unwrap_or(&start);
    let buf = frame.buffer_mut();
    tabs::draw(pane.at.titles(), pane.at.place(), tab_area, buf, theme);
    if head_area.height > 0 {
        let head = pane.head(cx);
        let words = width::truncate(&theme.glyphs.own(&head), room.saturating_sub(2), theme.glyphs.ellipsis).into_owned();
        buf.set_stringn(head_area.x + 1, head_area.y, words, room.saturating_sub(1), theme.style(Meaning::Title));
    }
    if below.height > 0 {
        buf.set_stringn(below.x, below.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
        let record = ledger.record(&sheet);
        for (at, (words, meaning)) in pages::detail(pane.at, record, cx).into_iter().zip([Meaning::Text, Meaning::Muted]).enumerate() {
            let words = width::truncate(&theme.glyphs.own(&words), room.saturating_sub(2), theme.glyphs.ellipsis).into_owned();
            let y = below.y + 1 + u16::try_from(at).unwrap_or(0);
            buf.set_stringn(below.x + 1, y, words, room.saturating_sub(1), theme.style(meaning));
        }
    }
    ledger::draw(ledger, &sheet, area, frame, theme, cx);
}
