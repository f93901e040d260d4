//! Draws tabs, head, the section's grid and the detail; changes nothing.

use ratatui::buffer::Buffer;

use super::cases::Rows;
use super::detail::{self, Words};
use super::section::{Parts, Section};
use super::state::Qcr;
use crate::command::{Area, Context};
use crate::domain::qcr::Qcr as Figures;
use crate::widgets::chart::Piece;
use crate::widgets::grid::{GridState, GridView, Source};
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::{tabs, width};

pub(super) fn draw(pane: &Qcr, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let Some(qcr) = pane.qcr(cx) else {
        let words = "No qualitative instrument in this file. One is an instrument whose overall ratings decide (exit = \"verdict\"), such as \
                     'utah-qcr': Ctrl-P, then 'Import a file', kind instrument.";
        let room = usize::from(cx.area.width.saturating_sub(2));
        for (y, line) in (cx.area.y..cx.area.y + cx.area.height).zip(width::wrap(words, room.max(10))) {
            buf.set_stringn(cx.area.x + 1, y, line.of(words), room, theme.style(Meaning::Muted));
        }
        return;
    };
    if pane.section == Section::Cases {
        let parts = pane.parts(None, cx.area);
        frame(pane, &qcr, parts, theme, cx, buf);
        let areas: Vec<String> = qcr.verdicts(cx.chosen.year).into_iter().map(|subject| subject.area_name).collect();
        let rows = Rows::new(&pane.cases, &areas, cx.area.width, cx, &theme.glyphs);
        grid(&rows, pane.grid(), parts.grid, theme, cx, buf);
        let lines = detail::of_case(&rows, pane.grid().row, cx, &theme.glyphs, parts.detail.width.saturating_sub(2));
        block(&lines, pane.scrolled, inside(parts.detail), theme, buf);
        return;
    }
    let Some(table) = pane.table(&qcr, cx.area.width, cx, &theme.glyphs) else { return };
    let parts = pane.parts(Some(&table), cx.area);
    frame(pane, &qcr, parts, theme, cx, buf);
    let mut state = pane.grid().clone();
    state.frozen = table.frozen;
    grid(&table, &state, parts.grid, theme, cx, buf);
    let Some(spot) = pane.spot(&table) else { return };
    let inner = inside(parts.detail);
    if spot.question.is_none() {
        let practices = pane.practices(&qcr, cx);
        let lines = detail::of_practice(&qcr, &practices, &spot, cx, &theme.glyphs, inner.width);
        block(&lines, pane.scrolled, inner, theme, buf);
        return;
    }
    // At the right the run of years, where there is room for both.
    let (left, right) = if inner.width >= 96 && inner.height >= 7 {
        let right = (inner.width * 9 / 20).min(64);
        (Area { width: inner.width - right - 2, ..inner }, Some(Area { x: inner.x + inner.width - right, width: right, ..inner }))
    } else {
        (inner, None)
    };
    let lines = detail::of_figure(&qcr, &pane.namings(&qcr, cx), &spot, cx, &theme.glyphs, (left.width, right.is_none()));
    block(&lines, pane.scrolled, left, theme, buf);
    if let Some(right) = right {
        let lines = detail::run(&qcr, &spot, cx, &theme.glyphs, (right.width, right.height));
        block(&lines, 0, right, theme, buf);
    }
}

fn inside(area: Area) -> Area {
    Area { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

fn grid(source: &dyn Source, state: &GridState, area: Area, theme: &Theme, cx: &Context, buf: &mut Buffer) {
    GridView::new(source, state, theme, cx.focused).draw(area, buf);
}

/// Tabs, the head line and the rule above the detail.
fn frame(pane: &Qcr, qcr: &Figures, parts: Parts, theme: &Theme, cx: &Context, buf: &mut Buffer) {
    tabs::draw(&Section::TITLES, pane.section as usize, parts.tabs, buf, theme);
    if parts.head.height > 0 {
        pieces(&detail::head(qcr, pane.shown, pane.section, cx, &theme.glyphs, parts.head.width), inside(parts.head), theme, buf);
    }
    if parts.rule.height > 0 {
        let room = usize::from(parts.rule.width);
        buf.set_stringn(parts.rule.x, parts.rule.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
    }
}

/// Lines of a text, scrolled but never past the end; a sign at the right says that there is more.
fn block(lines: &[Words], scrolled: usize, area: Area, theme: &Theme, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let first = scrolled.min(lines.len().saturating_sub(height));
    for (at, line) in lines.iter().skip(first).take(height).enumerate() {
        pieces(line, Area { y: area.y + at as u16, height: 1, ..area }, theme, buf);
    }
    if first + height < lines.len() && area.height > 0 {
        let (x, y) = (area.x + area.width, area.y + area.height - 1);
        buf.set_stringn(x, y, theme.glyphs.open, 1, theme.style(Meaning::Accent));
    }
}

fn pieces(line: &[Piece], area: Area, theme: &Theme, buf: &mut Buffer) {
    let end = area.x + area.width;
    let mut at = area.x;
    for (text, meaning) in line {
        let left = usize::from(end.saturating_sub(at));
        let own = theme.glyphs.own(text);
        let words = width::truncate(&own, left, theme.glyphs.ellipsis);
        at = buf.set_stringn(at, area.y, words, left, theme.style(*meaning)).0;
    }
}
