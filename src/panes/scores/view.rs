//! Draws the grid, the signs in words, and the detail. Charts are drawn in `chart/view.rs`.

use ratatui::buffer::Buffer;

use super::around::around;
use super::chart::view::Scene;
use super::chart::{self, Kind};
use super::detail::{self, Words};
use super::marks::Mark;
use super::state::{Places, Scores};
use crate::command::{Area, Context};
use crate::domain::sheet::Sheet;
use crate::domain::standing::Standing;
use crate::panes::standing::sign;
use crate::widgets::chart::Piece;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridView, Source};
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width;

pub(super) fn draw(pane: &Scores, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let sheet = pane.sheet(cx);
    let places = Places::of(cx.area);
    let grid = pane.grid(&sheet, cx);
    let rows = pane.rows(&sheet, &grid, places.grid.width, cx, &theme.glyphs);
    if rows.rows() == 0 {
        GridView::new(&rows, &grid, theme, cx.focused).draw(cx.area, buf);
        return;
    }
    let spot = Scores::spot(&rows, &grid, cx);
    let figure = spot.as_ref().map(|spot| pane.figure(&sheet, spot, cx));
    if pane.chart.on
        && let (Some(spot), Some(figure)) = (&spot, &figure)
    {
        let scene = Scene { chart: pane.chart, sheet: &sheet, rows: &rows, grid: &grid, spot, figure };
        chart::view::draw(&scene, buf, theme, cx);
        if !places.beside {
            return;
        }
    } else {
        GridView::new(&rows, &grid, theme, cx.focused).draw(places.grid, buf);
        if places.legend.height > 0 {
            legend(pane, &sheet, places.legend, theme, buf);
        }
    }
    divide(places, theme, buf);
    let (Some(spot), Some(figure)) = (spot, figure) else { return };
    let detail = places.detail;
    if places.beside {
        let room = detail.width - 2;
        let mut lines = detail::facts(&figure, &sheet, &spot, cx, &theme.glyphs, room);
        lines.push(Vec::new());
        // Beside a chart of the years the detail need not have another.
        let tall = if pane.chart.on && pane.chart.kind == Kind::Years { 1 } else { tall(detail.height) };
        lines.extend(around(&figure, &sheet, &spot, cx, &theme.glyphs, (room, tall)));
        block(&lines, pane.scrolled, Area { x: detail.x + 1, width: room, ..detail }, theme, buf);
        return;
    }
    // Below the grid there is width and little height: two columns.
    let height = detail.height.saturating_sub(1);
    let left = detail.width.saturating_sub(3) * 11 / 20;
    let right = detail.width.saturating_sub(left + 4);
    let lines = detail::facts(&figure, &sheet, &spot, cx, &theme.glyphs, left);
    block(&lines, pane.scrolled, Area { x: detail.x + 1, y: detail.y + 1, width: left, height }, theme, buf);
    let tall = if height >= 12 { 7 } else { 1 };
    let lines = around(&figure, &sheet, &spot, cx, &theme.glyphs, (right, tall));
    block(&lines, pane.scrolled, Area { x: detail.x + left + 3, y: detail.y + 1, width: right, height }, theme, buf);
}

/// Lines for the run of years in a detail of a height; 1 is a single line.
fn tall(height: u16) -> u16 {
    match height {
        0..=30 => 1,
        31..=38 => 7,
        _ => 10,
    }
}

/// Lines of a text, scrolled but never past the end; a sign at the right says that there is more.
fn block(lines: &[Words], scrolled: usize, area: Area, theme: &Theme, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let first = scrolled.min(lines.len().saturating_sub(height));
    for (at, line) in lines.iter().skip(first).take(height).enumerate() {
        pieces(line, area.x, area.y + at as u16, area.width, theme, buf);
    }
    if first + height < lines.len() && area.height > 0 {
        let (x, y) = (area.x + area.width, area.y + area.height - 1);
        buf.set_stringn(x, y, theme.glyphs.open, 1, theme.style(Meaning::Accent));
    }
}

pub(super) fn pieces(line: &[Piece], x: u16, y: u16, room: u16, theme: &Theme, buf: &mut Buffer) {
    let end = x + room;
    let mut at = x;
    for (text, meaning) in line {
        let left = usize::from(end.saturating_sub(at));
        let words = width::truncate(text, left, theme.glyphs.ellipsis);
        at = buf.set_stringn(at, y, words, left, theme.style(*meaning)).0;
    }
}

fn divide(places: Places, theme: &Theme, buf: &mut Buffer) {
    let style = theme.style(Meaning::Border);
    let detail = places.detail;
    if places.beside {
        for y in detail.y..detail.y + detail.height {
            buf.set_string(detail.x - 1, y, theme.glyphs.vertical, style);
        }
    } else if detail.height > 0 {
        let room = usize::from(detail.width);
        buf.set_stringn(detail.x, detail.y, theme.glyphs.horizontal.repeat(room), room, style);
    }
}

/// Every sign in words, as many as there is room for.
fn legend(pane: &Scores, sheet: &Sheet, area: Area, theme: &Theme, buf: &mut Buffer) {
    let mut line: Vec<Piece> = Vec::new();
    let mut room = usize::from(area.width.saturating_sub(1));
    if pane.filtered {
        line.push(("Only what holds back  ".to_owned(), Meaning::Accent));
        room = room.saturating_sub(22);
    }
    line.extend(legend_line(sheet, room, &theme.glyphs));
    pieces(&line, area.x + 1, area.y, area.width.saturating_sub(1), theme, buf);
}

/// The signs in words: first that counted and published differ anywhere, then the standings, then the other marks that there are.
pub(super) fn legend_line(sheet: &Sheet, room: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let marks = Mark::on(sheet);
    let said = |mark: &Mark| ((mark.sign(glyphs), Meaning::Text), mark.words());
    let differs = marks.iter().filter(|mark| **mark == Mark::Differs).map(said);
    let others = marks.iter().filter(|mark| **mark != Mark::Differs).map(said);
    let standings = Standing::ALL.map(|standing| (sign(standing, glyphs), standing.words()));
    let mixed = (("*", Meaning::Text), "goals differ");
    let mut line = Vec::new();
    let mut left = room + 2;
    for ((signed, meaning), words) in differs.chain(standings).chain(others).chain([mixed]) {
        let Some(rest) = left.checked_sub(width::cells(words) + 4) else { break };
        line.push((signed.to_owned(), meaning));
        line.push((format!(" {words}  "), Meaning::Muted));
        left = rest;
    }
    // The blanks between two signs are not needed after the last one.
    if let Some((words, _)) = line.last_mut() {
        words.truncate(words.trim_end().len());
    }
    line
}
