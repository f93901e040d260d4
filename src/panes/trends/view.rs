//! Draws tabs, the page in view, and beneath an indicator its chart with what it says; changes nothing.

use std::borrow::Cow;

use ratatui::buffer::Buffer;

use super::figures::Figures;
use super::section::Section;
use super::{Trends, chart, facts, figures};
use crate::command::{Area, Context};
use crate::domain::trend::words;
use crate::panes::Frame;
use crate::panes::ledger::{self, Page};
use crate::widgets::chart::Piece;
use crate::widgets::meaning::Meaning;
use crate::widgets::tabs;
use crate::widgets::theme::Theme;
use crate::widgets::width;

/// Where everything stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    /// The line of tabs.
    pub tabs: Area,
    /// A line over the grid: which place and time, or which indicator.
    pub head: Area,
    /// The grid.
    pub grid: Area,
    /// Chart and facts, a line between it and the grid included; of no height where there is no room.
    pub detail: Area,
}

impl Places {
    pub fn of(pane: &Trends, cx: &Context) -> Places {
        let area = cx.area;
        let tabs = Area { height: area.height.min(1), ..area };
        let rest = area.height - tabs.height;
        let head = Area { y: area.y + tabs.height, height: u16::from(rest > 6), ..area };
        let left = rest - head.height;
        let has_detail = pane.section == Section::Indicators && left >= 12 && !pane.is_bare(cx);
        let wish = if pane.tall { left.saturating_sub(6) } else { (left * 2 / 5).clamp(7, 13) };
        let detail = if has_detail { wish.min(left.saturating_sub(5)) } else { 0 };
        let grid = Area { y: head.y + head.height, height: left - detail, ..area };
        Places { tabs, head, grid, detail: Area { y: grid.y + grid.height, height: detail, ..area } }
    }
}

pub(super) fn draw(pane: &Trends, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let places = Places::of(pane, cx);
    tabs::draw(&Section::TITLES, pane.section as usize, places.tabs, frame.buffer_mut(), theme);
    head(pane, places.head, frame.buffer_mut(), theme, cx);
    let shown = pane.page(cx);
    ledger::draw(pane.ledger(), &in_own_signs(&shown, theme), places.grid, frame, theme, cx);
    if places.detail.height > 1 {
        detail(pane, places.detail, frame.buffer_mut(), theme, cx);
    }
}

/// The page in the signs of the terminal.
fn in_own_signs<'a>(page: &'a Page, theme: &Theme) -> Cow<'a, Page> {
    if !theme.glyphs.ascii {
        return Cow::Borrowed(page);
    }
    let mut own = page.clone();
    for cell in own.lines.iter_mut().flat_map(|line| &mut line.cells) {
        cell.text = theme.glyphs.own(&cell.text).into_owned();
    }
    Cow::Owned(own)
}

fn head(pane: &Trends, area: Area, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    if area.height == 0 {
        return;
    }
    let dot = theme.glyphs.dot;
    let place = words::place(cx.book, cx.chosen.region);
    let until = figures::until(cx).map(|year| format!(" {dot} as it stood in FY{year}")).unwrap_or_default();
    let mut line: Vec<Piece> = vec![(" ".to_owned(), Meaning::Text)];
    match pane.section {
        Section::Indicators => {
            if let Some(told) = pane.open.and_then(|id| pane.figures(cx).get(id).cloned()) {
                let one = &told.indicator;
                let standard = words::standard(one).map(|standard| format!(" {dot} standard {standard}")).unwrap_or_default();
                line.push((told.name.clone(), Meaning::Title));
                line.push((format!("  {} {dot} {}{standard}", one.unit.words(), one.direction.words()), Meaning::Muted));
            } else {
                line.push((format!("{place}{until}"), Meaning::Title));
                line.push((format!("  {}", counted(&pane.figures(cx))), Meaning::Muted));
                let said = [(pane.sorted, "farthest from their standard first"), (pane.flagged, "only flagged ones")];
                let said: Vec<&str> = said.into_iter().filter(|(on, _)| *on).map(|(_, words)| words).collect();
                line.push((format!("  {}", said.join(", ")), Meaning::Accent));
            }
        }
        Section::Areas => line.push((format!("Figures: {place}{until}"), Meaning::Muted)),
        Section::Studies => line.push(("The focus areas of milestone 4, each with its studies".to_owned(), Meaning::Muted)),
        Section::Definitions => line.push(("What is counted, which way is better, and the standard".to_owned(), Meaning::Muted)),
    }
    pieces(&line, area.x, area.y, area.width, theme, buf);
}

/// How many indicators carry which flag.
fn counted(figures: &Figures) -> String {
    let flag = |which| figures.lines.iter().filter(|told| words::flags(&told.indicator, &told.series).contains(&which)).count();
    if figures.lines.is_empty() {
        return String::new();
    }
    format!("{} worse than their standard, {} going the wrong way, of {}", flag(words::WORSE), flag(words::WRONG_WAY), figures.lines.len())
}

fn detail(pane: &Trends, area: Area, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let rule = theme.glyphs.horizontal.repeat(usize::from(area.width));
    buf.set_stringn(area.x, area.y, rule, usize::from(area.width), theme.style(Meaning::Border));
    let figures = pane.figures(cx);
    let Some(told) = pane.indicator(cx).and_then(|id| figures.get(id)) else { return };
    let height = area.height - 1;
    let has_chart = !told.series.points.is_empty() && area.width >= 56;
    let left = if has_chart { area.width * 11 / 20 } else { 0 };
    if has_chart {
        let lines = chart::chart(&told.indicator, &told.series, left - 2, height, &theme.glyphs);
        for (at, line) in lines.iter().take(usize::from(height)).enumerate() {
            pieces(line, area.x + 1, area.y + 1 + at as u16, left - 2, theme, buf);
        }
    }
    let room = area.width - left - 2;
    let lines = facts::facts(told, &pane.concerns(cx), cx, &theme.glyphs, room);
    for (at, line) in lines.iter().take(usize::from(height)).enumerate() {
        pieces(line, area.x + left + 1, area.y + 1 + at as u16, room, theme, buf);
    }
    if lines.len() > usize::from(height) {
        buf.set_stringn(area.x + area.width - 1, area.y + area.height - 1, theme.glyphs.open, 1, theme.style(Meaning::Accent));
    }
}

fn pieces(line: &[Piece], x: u16, y: u16, room: u16, theme: &Theme, buf: &mut Buffer) {
    let end = x + room;
    let mut at = x;
    for (text, meaning) in line {
        let left = usize::from(end.saturating_sub(at));
        let own = theme.glyphs.own(text);
        at = buf.set_stringn(at, y, width::truncate(&own, left, theme.glyphs.ellipsis), left, theme.style(*meaning)).0;
    }
}
