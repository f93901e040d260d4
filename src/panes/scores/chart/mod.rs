//! Scores as charts, in the place of the table: which chart, its order, and its keys. The cursor is the table's own: a question
//! and a year.
//!
//! `lines.rs` what the charts show · `view.rs` draws.

pub(super) mod lines;
pub(super) mod view;

use lines::First;

use super::rows::{FROZEN, Rows, Shows};
use super::state::{Places, Scores, Spot};
use crate::command::{Area, Command, Context, Effect, Input};
use crate::domain::sheet::{Sheet, Unit};
use crate::widgets::grid::{GridState, Source};
use crate::widgets::tabs;

/// Lines that one notch of the wheel moves.
const WHEEL: isize = 3;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// All questions of the place in a year.
    #[default]
    Questions,
    /// One figure in all regions.
    Regions,
    /// One figure through the years.
    Years,
    /// Why answers were no or partial, by question.
    Reasons,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Questions, Kind::Regions, Kind::Years, Kind::Reasons];

    pub const fn words(self) -> &'static str {
        match self {
            Kind::Questions => "Questions",
            Kind::Regions => "Regions",
            Kind::Years => "Years",
            Kind::Reasons => "Why not",
        }
    }

    fn at(self) -> usize {
        Kind::ALL.iter().position(|kind| *kind == self).unwrap_or(0)
    }

    fn moved(self, by: usize) -> Kind {
        Kind::ALL[(self.at() + by) % Kind::ALL.len()]
    }

    /// Whether its lines are the questions.
    const fn by_question(self) -> bool {
        matches!(self, Kind::Questions | Kind::Reasons)
    }
}

/// What is remembered of the charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chart {
    /// Whether a chart stands in the place of the table.
    pub on: bool,
    pub kind: Kind,
    /// Whether the furthest below its goal comes first.
    pub worst: bool,
    /// The first line in view.
    top: usize,
}

impl Default for Chart {
    fn default() -> Chart {
        Chart { on: false, kind: Kind::default(), worst: true, top: 0 }
    }
}

/// Where the parts of a chart stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub tabs: Area,
    pub title: Area,
    /// The line over the bars.
    pub heading: Area,
    pub body: Area,
    pub legend: Area,
    /// What the figure says, where no detail stands beside.
    pub caption: Area,
}

impl Frame {
    pub fn of(places: Places, whole: Area) -> Frame {
        let area = if places.beside { Area { height: whole.height, ..places.grid } } else { whole };
        let caption = match area.height {
            _ if places.beside => 0,
            0..=7 => 0,
            8..=17 => 1,
            _ => 4,
        };
        let legend = u16::from(area.height >= 8);
        let head = area.height.min(3);
        let body = area.height.saturating_sub(head + legend + caption);
        let line = |at: u16, height: u16| Area { y: area.y + at, height: height.min(area.height.saturating_sub(at)), ..area };
        Frame {
            tabs: line(0, 1),
            title: line(1, 1),
            heading: line(2, 1),
            body: line(head, body),
            legend: line(head + body, legend),
            caption: line(head + body + legend, caption),
        }
    }
}

pub(super) fn titles() -> [&'static str; Kind::ALL.len()] {
    Kind::ALL.map(Kind::words)
}

/// The tabs of a chart stand one cell from the left.
pub(super) fn tabs_area(frame: Frame) -> Area {
    Area { x: frame.tabs.x + 1, width: frame.tabs.width.saturating_sub(1), ..frame.tabs }
}

/// The first line in view: as remembered, but with the cursor's line in view.
pub(super) fn first_line(chart: Chart, at: Option<usize>, lines: usize, height: usize) -> usize {
    let Some(at) = at.filter(|_| height > 0) else { return 0 };
    chart.top.min(at).max((at + 1).saturating_sub(height)).min(lines.saturating_sub(height))
}

/// Takes what the reviewer did while a chart is in view; none if it is for table and chart alike.
pub(super) fn update(
    pane: &mut Scores,
    input: &Input,
    sheet: &Sheet,
    rows: &Rows,
    grid: &mut GridState,
    cx: &Context,
) -> Option<Vec<Effect>> {
    let frame = Frame::of(Places::of(cx.area), cx.area);
    let screenful = isize::try_from(frame.body.height.max(2) - 1).unwrap_or(1);
    let mut effects = Vec::new();
    match *input {
        Input::Command(command) => match command {
            Command::CopySentence
            | Command::OpenElement
            | Command::OpenCases
            | Command::Filter
            | Command::Copy
            | Command::Enter
            | Command::ToggleChart => {
                return None;
            }
            Command::Up => step(pane.chart, -1, sheet, rows, grid, cx),
            Command::Down => step(pane.chart, 1, sheet, rows, grid, cx),
            Command::PageUp => step(pane.chart, -screenful, sheet, rows, grid, cx),
            Command::PageDown => step(pane.chart, screenful, sheet, rows, grid, cx),
            Command::Top => step(pane.chart, isize::MIN, sheet, rows, grid, cx),
            Command::Bottom => step(pane.chart, isize::MAX, sheet, rows, grid, cx),
            Command::Left => year(-1, rows, grid, cx),
            Command::Right => year(1, rows, grid, cx),
            Command::Home => year(i32::MIN, rows, grid, cx),
            Command::End => year(i32::MAX, rows, grid, cx),
            Command::Next | Command::NextSection => pane.chart.kind = pane.chart.kind.moved(1),
            Command::Previous | Command::PreviousSection => pane.chart.kind = pane.chart.kind.moved(Kind::ALL.len() - 1),
            Command::Sort => {
                pane.chart.worst = !pane.chart.worst;
                effects.push(Effect::Say(format!("Shown {}", order_words(pane.chart))));
            }
            _ => {}
        },
        Input::Click { x, y, .. } => {
            if let Some(tab) = tabs::hit(&titles(), pane.chart.kind.at(), tabs_area(frame), x, y) {
                pane.chart.kind = Kind::ALL[tab];
            } else if pane.chart.kind.by_question() && frame.body.contains(x, y) {
                let order = order(pane.chart, rows, grid, cx);
                let first = first_line(pane.chart, at(&order, sheet, rows, grid), order.len(), usize::from(frame.body.height));
                if let Some(line) = order.get(first + usize::from(y - frame.body.y)) {
                    go(*line, sheet, rows, grid, cx);
                }
            }
        }
        Input::Wheel(down) => step(pane.chart, if down { WHEEL } else { -WHEEL }, sheet, rows, grid, cx),
        Input::Drag { .. } | Input::Typed(_) | Input::Pasted(_) => {}
    }
    let order = order(pane.chart, rows, grid, cx);
    pane.chart.top = first_line(pane.chart, at(&order, sheet, rows, grid), order.len(), usize::from(frame.body.height));
    Some(effects)
}

/// What comes first, in words.
pub(super) const fn order_words(chart: Chart) -> &'static str {
    match (chart.worst, chart.kind) {
        (false, Kind::Regions) => "in the order of the list",
        (false, _) => "in the order of the table",
        (true, Kind::Reasons) => "with most no and partial answers first",
        (true, _) => "with the furthest below its goal first",
    }
}

/// The lines that up and down move through: the questions of the chart, or all lines of the table.
pub(super) fn order(chart: Chart, rows: &Rows, grid: &GridState, cx: &Context) -> Vec<usize> {
    if !chart.kind.by_question() {
        return rows.lines().to_vec();
    }
    let first = match (chart.worst, chart.kind) {
        (false, _) => First::OfTable,
        (true, Kind::Reasons) => First::MostShort,
        (true, _) => First::FurthestBelow,
    };
    lines::questions(rows, year_of(rows, grid, cx), first)
}

/// The year of the cursor; the chosen one if it stands on none.
pub(super) fn year_of(rows: &Rows, grid: &GridState, cx: &Context) -> i32 {
    match rows.shows(grid.column) {
        Shows::Year(year) => year,
        _ => cx.chosen.year,
    }
}

/// Where the cursor's line stands among these.
pub(super) fn at(order: &[usize], sheet: &Sheet, rows: &Rows, grid: &GridState) -> Option<usize> {
    let line = rows.line(grid.row)?;
    order.iter().position(|at| (sheet.lines[*at].unit, &sheet.lines[*at].code) == (line.unit, &line.code))
}

fn step(chart: Chart, by: isize, sheet: &Sheet, rows: &Rows, grid: &mut GridState, cx: &Context) {
    let order = order(chart, rows, grid, cx);
    let Some(last) = order.len().checked_sub(1) else { return };
    let to = match at(&order, sheet, rows, grid) {
        Some(at) => at.saturating_add_signed(by).min(last),
        // From a heading of the table into the chart: onto its first line.
        None => 0,
    };
    go(order[to], sheet, rows, grid, cx);
}

fn go(line: usize, sheet: &Sheet, rows: &Rows, grid: &mut GridState, cx: &Context) {
    let line = &sheet.lines[line];
    if let Some(row) = rows.row_of(line.unit, &line.code) {
        grid.go(row, grid.column, rows, Places::of(cx.area).grid);
    }
}

/// A year before or after, among those of the sheet.
fn year(by: i32, rows: &Rows, grid: &mut GridState, cx: &Context) {
    let sheet = rows.sheet;
    let last = sheet.first + i32::try_from(sheet.span).unwrap_or(1).max(1) - 1;
    let to = year_of(rows, grid, cx).saturating_add(by).clamp(sheet.first, last);
    if let Some(column) = rows.column_of(to) {
        grid.go(grid.row, column.max(FROZEN), rows, Places::of(cx.area).grid);
    }
}

/// Chart or table. A chart of questions begins at a question: from a heading the cursor goes to the first one under it.
pub(super) fn toggle(pane: &mut Scores, spot: Option<&Spot>, rows: &Rows, grid: &mut GridState, cx: &Context) {
    pane.chart.on = !pane.chart.on;
    if pane.chart.on && pane.chart.kind.by_question() && spot.is_some_and(|spot| spot.unit != Unit::Question) {
        let below = (grid.row..rows.rows()).find(|row| rows.line(*row).is_some_and(|line| line.unit == Unit::Question));
        if let Some(row) = below {
            grid.go(row, grid.column, rows, Places::of(cx.area).grid);
        }
    }
}
