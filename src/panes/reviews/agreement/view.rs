//! Draws the sections, the sum of it in a line, the grid, and what is to be said of the line under the cursor.

use ratatui::buffer::Buffer;

use super::{Agreement, Section, differing, rows};
use crate::command::{Area, Context};
use crate::widgets::grid::GridView;
use crate::widgets::meaning::Meaning;
use crate::widgets::tabs;
use crate::widgets::theme::Theme;
use crate::widgets::width;

/// What is said where there is nothing to compare.
pub(super) const NOTHING: &str = "No case here has two final reviews yet. In a round, the key b gives a share of the cases to a second reviewer, \
     who answers them without seeing the first answers. Once both reviews are final, agreement by question and by pair of reviewers stands here, \
     and the answers that differ can be reconciled.";

/// What stands where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub tabs: Area,
    sum: Area,
    pub grid: Area,
    said: Area,
}

impl Places {
    pub fn of(area: Area) -> Places {
        let line = |at: u16| Area { y: area.y + at.min(area.height), height: u16::from(at < area.height), ..area };
        let said = match area.height {
            0..=11 => 0,
            12..=17 => 4,
            _ => 6,
        };
        let grid = Area { y: line(2).y, height: area.height.saturating_sub(2 + said), ..area };
        Places { tabs: line(0), sum: line(1), grid, said: Area { y: grid.y + grid.height, height: said, ..area } }
    }
}

pub(super) fn draw(level: &Agreement, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let places = Places::of(cx.area);
    let Some(found) = &level.found else { return };
    if places.tabs.height > 0 {
        tabs::draw(&Section::TITLES, level.section as usize, places.tabs, buf, theme);
    }
    let grid = level.grid();
    let said = match level.section {
        Section::Questions | Section::Reviewers => {
            let rows = if level.section == Section::Questions {
                rows::Rows::questions(found, &theme.glyphs)
            } else {
                rows::Rows::reviewers(found, &theme.glyphs)
            };
            GridView::new(&rows, grid, theme, cx.focused).by_row().draw(places.grid, buf);
            rows.said(grid.row)
        }
        Section::Differing => {
            let rows = differing::Rows::new(found, &level.only, cx, &theme.glyphs);
            GridView::new(&rows, grid, theme, cx.focused).by_row().draw(places.grid, buf);
            rows.said(grid.row)
        }
    };
    if places.sum.height > 0 {
        sum(level, places.sum, theme, buf);
    }
    if places.said.height > 1 && !said.is_empty() {
        let room = usize::from(places.said.width);
        buf.set_stringn(places.said.x, places.said.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
        below(&said, Area { y: places.said.y + 1, height: places.said.height - 1, ..places.said }, theme, buf);
    }
}

/// All of it in a line, or what of it is shown.
fn sum(level: &Agreement, area: Area, theme: &Theme, buf: &mut Buffer) {
    let Some(found) = &level.found else { return };
    let dot = format!(" {} ", theme.glyphs.dot);
    let mut parts: Vec<String> = Vec::new();
    let mut meaning = Meaning::Muted;
    if let Some(only) = level.only.words(found).filter(|_| level.section == Section::Differing) {
        parts.push(only);
        meaning = Meaning::Accent;
    }
    let cases = found.twice.len();
    if cases > 0 {
        parts.push(if cases == 1 { "1 case reviewed twice".to_owned() } else { format!("{cases} cases reviewed twice") });
        let all = &found.agreement.overall;
        if let Some(same) = all.percent() {
            parts.push(format!("{} of {} answers the same, {:.1} %", all.same(), all.pairs(), same.value * 100.0));
        }
        parts.push(format!("{} differ, {} to reconcile", found.lines.len(), found.open()));
    }
    if found.left_out > 0 {
        parts.push(format!("{} under another version not shown", found.left_out));
    }
    let room = usize::from(area.width);
    let words = parts.join(&dot);
    let words = width::truncate(&words, room.saturating_sub(1), theme.glyphs.ellipsis);
    buf.set_stringn(area.x + 1, area.y, words, room.saturating_sub(1), theme.style(meaning));
}

/// Sentences, wrapped as far as there is room, each at least one line of it.
fn below(said: &[(String, Meaning)], area: Area, theme: &Theme, buf: &mut Buffer) {
    let room = usize::from(area.width.saturating_sub(2)).max(8);
    let (mut y, end) = (area.y, area.y + area.height);
    for (at, (text, meaning)) in said.iter().enumerate() {
        let lines = width::wrap(text, room);
        let after = (said.len() - at - 1) as u16;
        let most = usize::from(end.saturating_sub(y).saturating_sub(after).max(1));
        for (n, line) in lines.iter().take(most).enumerate() {
            if y >= end {
                return;
            }
            let words = line.of(text).trim_end();
            let cut = n + 1 == most && n + 1 < lines.len();
            let words = if cut {
                format!("{} {}", width::truncate(words, room.saturating_sub(2), ""), theme.glyphs.ellipsis)
            } else {
                words.to_owned()
            };
            buf.set_stringn(area.x + 1, y, words, room, theme.style(*meaning));
            y += 1;
        }
    }
}
