//! Draws a chart in the place of the table: tabs, title, bars or run, the strokes in words, and what the figure says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Chart, Frame, Kind, at, first_line, lines, order, order_words, tabs_area, titles};
use crate::command::{Area, Context};
use crate::domain::figure;
use crate::domain::sheet::{Sheet, Unit};
use crate::panes::scores::detail;
use crate::panes::scores::rows::Rows;
use crate::panes::scores::state::{Figure, Places, Spot};
use crate::panes::scores::view::{legend_line, pieces};
use crate::widgets::chart::{self, Piece};
use crate::widgets::grid::GridState;
use crate::widgets::meaning::Meaning;
use crate::widgets::tabs;
use crate::widgets::theme::Theme;
use crate::widgets::width;

/// Everything a chart is drawn from.
pub(in crate::panes::scores) struct Scene<'a> {
    pub chart: Chart,
    pub sheet: &'a Sheet,
    pub rows: &'a Rows<'a>,
    pub grid: &'a GridState,
    pub spot: &'a Spot,
    pub figure: &'a Figure,
}

pub(in crate::panes::scores) fn draw(scene: &Scene, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let frame = Frame::of(Places::of(cx.area), cx.area);
    let kind = scene.chart.kind;
    if frame.tabs.height > 0 {
        tabs::draw(&titles(), kind.at(), tabs_area(frame), buf, theme);
    }
    title(scene, frame.title, buf, theme, cx);
    match kind {
        Kind::Questions | Kind::Reasons => questions(scene, frame, buf, theme, cx),
        Kind::Regions => regions(scene, frame, buf, theme, cx),
        Kind::Years => years(scene, frame, buf, theme),
    }
    legend(scene, frame.legend, buf, theme);
    caption(scene, frame.caption, buf, theme);
}

fn title(scene: &Scene, area: Area, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let dot = theme.glyphs.dot;
    let place = cx.chosen.region.map_or("Statewide", |id| cx.book.name(id));
    let year = scene.spot.year;
    let line = scene.sheet.line(scene.spot.unit, &scene.spot.code).map(|at| &scene.sheet.lines[at]);
    let name = line.map_or("", |line| line.name());
    let words = line.filter(|line| line.unit != Unit::Whole).map_or("", |line| line.words.as_str());
    let (head, rest) = match scene.chart.kind {
        Kind::Questions | Kind::Reasons => (format!("{place} {dot} FY{year}"), format!("  {}", order_words(scene.chart))),
        Kind::Regions => (format!("{name} {dot} FY{year}"), format!("  {words}")),
        Kind::Years => (format!("{name} {dot} {place}"), format!("  {words}")),
    };
    line_at(&[(head, Meaning::Title), (rest, Meaning::Muted)], area, 0, buf, theme);
}

/// A line for each question: its bar against the goal, or the reasons.
fn questions(scene: &Scene, frame: Frame, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let order = order(scene.chart, scene.rows, scene.grid, cx);
    let height = usize::from(frame.body.height);
    let at = at(&order, scene.sheet, scene.rows, scene.grid);
    let first = first_line(scene.chart, at, order.len(), height);
    if order.is_empty() {
        line_at(&[(format!("No question has a figure in FY{}.", scene.spot.year), Meaning::Muted)], frame.body, 0, buf, theme);
        return;
    }
    if scene.chart.kind == Kind::Reasons {
        reasons(&lines::of_reasons(scene.sheet, &order, scene.spot.year), first, frame, buf, theme);
    } else {
        bars(&lines::of_questions(scene.sheet, &order, scene.spot.year, &theme.glyphs), "Code", first, frame, buf, theme);
    }
    if let Some(row) = at.and_then(|at| at.checked_sub(first)).filter(|row| *row < height) {
        let style = theme.style(if cx.focused { Meaning::CursorCell } else { Meaning::CursorIdle });
        buf.set_style(Rect::new(frame.body.x, frame.body.y + row as u16, frame.body.width.saturating_sub(1), 1), style);
    }
    let more = |y: u16, sign: &str, buf: &mut Buffer| {
        buf.set_stringn(frame.body.x + frame.body.width.saturating_sub(1), y, sign, 1, theme.style(Meaning::Accent));
    };
    if first > 0 && height > 0 {
        more(frame.body.y, theme.glyphs.up, buf);
    }
    if first + height < order.len() && height > 0 {
        more(frame.body.y + frame.body.height - 1, theme.glyphs.open, buf);
    }
}

/// Stacked bars from one of them on; the line above says how many answers a sign is.
fn reasons(all: &[chart::Stack], first: usize, frame: Frame, buf: &mut Buffer, theme: &Theme) {
    let names = lines::reason_figures(&theme.glyphs);
    let (slots, drawn, per) =
        chart::stack(all, first..first + usize::from(frame.body.height), &names, frame.body.width.saturating_sub(2), &theme.glyphs);
    let scale = if per == 1 { "each sign one answer".to_owned() } else { format!("each sign up to {per} answers") };
    line_at(&slots.heading("Code", scale, &names, &theme.glyphs), frame.heading, 0, buf, theme);
    for (row, line) in drawn.iter().enumerate() {
        line_at(line, frame.body, row as u16, buf, theme);
    }
}

fn regions(scene: &Scene, frame: Frame, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let all = lines::of_regions(scene.figure, scene.chart.worst, cx, &theme.glyphs);
    if all.is_empty() {
        line_at(&[(format!("No region has this figure in FY{}.", scene.spot.year), Meaning::Muted)], frame.body, 0, buf, theme);
        return;
    }
    bars(&all, "Region", 0, frame, buf, theme);
}

/// Bars from one of them on, with what they are measured by above.
fn bars(all: &[chart::Against], title: &str, first: usize, frame: Frame, buf: &mut Buffer, theme: &Theme) {
    let width = frame.body.width.saturating_sub(2);
    let (slots, drawn) = chart::against(all, first..first + usize::from(frame.body.height), &lines::FIGURES, width, &theme.glyphs);
    line_at(&slots.heading(title, slots.percents(), &lines::FIGURES, &theme.glyphs), frame.heading, 0, buf, theme);
    for (row, line) in drawn.iter().enumerate() {
        line_at(line, frame.body, row as u16, buf, theme);
    }
}

fn years(scene: &Scene, frame: Frame, buf: &mut Buffer, theme: &Theme) {
    let Some(line) = scene.sheet.line(scene.spot.unit, &scene.spot.code) else { return };
    let points = lines::points(scene.sheet, line, scene.spot.year, &theme.glyphs);
    // The line over the bars is not needed here.
    let area = Area { y: frame.heading.y, height: frame.body.height + frame.heading.height, ..frame.body };
    for (row, line) in chart::run(&points, &lines::UNDER, area.width.saturating_sub(2), area.height, &theme.glyphs).iter().enumerate() {
        line_at(line, area, row as u16, buf, theme);
    }
}

/// The strokes of the chart in words, then the signs.
fn legend(scene: &Scene, area: Area, buf: &mut Buffer, theme: &Theme) {
    if area.height == 0 {
        return;
    }
    if scene.chart.kind == Kind::Reasons {
        let signs = lines::reason_signs(&theme.glyphs).into_iter();
        let line: Vec<Piece> =
            signs.flat_map(|((sign, meaning), words)| [(sign.to_owned(), meaning), (format!(" {words}  "), Meaning::Muted)]).collect();
        line_at(&line, area, 0, buf, theme);
        return;
    }
    let strokes = chart::strokes(scene.chart.kind == Kind::Years, &theme.glyphs);
    let mut line: Vec<Piece> = Vec::new();
    let mut used = 0;
    for ((sign, meaning), words) in strokes.into_iter().zip(["95 % interval", "goal"]) {
        used += width::cells(&sign) + width::cells(words) + 3;
        line.push((sign, meaning));
        line.push((format!(" {words}  "), Meaning::Muted));
    }
    let room = usize::from(area.width.saturating_sub(2)).saturating_sub(used);
    line.extend(legend_line(scene.sheet, room, &theme.glyphs));
    line_at(&line, area, 0, buf, theme);
}

/// The figure in words.
fn caption(scene: &Scene, area: Area, buf: &mut Buffer, theme: &Theme) {
    let width = area.width.saturating_sub(2);
    if area.height == 0 {
        return;
    }
    if area.height == 1 {
        let line = scene.sheet.line(scene.spot.unit, &scene.spot.code);
        let said = line.and_then(|line| scene.sheet.cell(line, scene.spot.year)).and_then(|row| row.score.as_ref()).map(|score| {
            let goal = figure::goal(score).map_or_else(String::new, |goal| format!(", {goal}"));
            format!("{} {} {}{goal}", scene.spot.code, theme.glyphs.dot, figure::rate(score))
        });
        line_at(&[(said.unwrap_or_default(), Meaning::Text)], area, 0, buf, theme);
        return;
    }
    let rule = theme.glyphs.horizontal.repeat(usize::from(area.width));
    buf.set_stringn(area.x, area.y, rule, usize::from(area.width), theme.style(Meaning::Border));
    for (row, line) in detail::caption(scene.sheet, scene.spot, &theme.glyphs, width, scene.chart.kind == Kind::Reasons)
        .iter()
        .enumerate()
        .take(usize::from(area.height) - 1)
    {
        line_at(line, area, row as u16 + 1, buf, theme);
    }
}

/// A line of an area, one cell from its left edge.
fn line_at(line: &[Piece], area: Area, row: u16, buf: &mut Buffer, theme: &Theme) {
    if row < area.height {
        pieces(line, area.x + 1, area.y + row, area.width.saturating_sub(2), theme, buf);
    }
}
