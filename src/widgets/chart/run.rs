//! A run of periods: a point for each, with its interval, and the goal line, which may change from period to period.
//!
//! ```text
//!  100┤                 ┬   ┬
//!     │    ┬       ┬····●···●
//!   90┤──◐─┼───────●────┴───┴── goal 90
//!     │  · ┴       ┴
//!   80┤·○
//!      2019 2020 2021 2022 2023
//! ```
//!
//! A period without a value is a gap: nothing leads over it.

use super::signs::Signs;
use super::{Piece, fit, known, known_ends, push};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width::{Align, cells, pad};

/// One period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Its name: `2024`. Where there is little room, its last two characters.
    pub period: String,
    /// Its value; none is a gap.
    pub share: Option<f64>,
    /// Lower and upper end of the value's interval.
    pub interval: Option<(f64, f64)>,
    /// Where the goal stands in it.
    pub goal: Option<f64>,
    /// The sign at the value, and what it means.
    pub sign: Piece,
    /// Whether its name stands out.
    pub chosen: bool,
    /// Short texts under its name, in the order of the heads.
    pub under: Vec<String>,
}

/// `100┤`.
const AXIS: usize = 4;
/// Widest distance from point to point: further apart they are hard to compare.
const WIDEST: usize = 10;
/// The least that the height stands for, so that noise does not look like a change.
const LEAST_SPAN: u32 = 20;

/// The chart in exactly so many cells: `height` lines, the plot, then the names of the periods, then a line for each of the heads with
/// what stands under the points, where that fits. If the periods do not all fit, the newest ones are shown.
#[must_use]
pub fn run(points: &[Point], heads: &[&str], width: u16, height: u16, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let (width, height) = (usize::from(width), usize::from(height));
    let axis = if width >= 12 { AXIS } else { 0 };
    let room = width.saturating_sub(axis);
    let points = &points[points.len() - points.len().min(room)..];
    let goal_words = goal_words(points);
    let beside = cells(&goal_words) + 1;
    let all = points.len().max(1);
    let goal_fits = room.saturating_sub(beside) / all >= 4;
    let pitch = ((room - if goal_fits { beside.min(room) } else { 0 }) / all).clamp(1, WIDEST);
    // Texts under the points only where all of them fit and the plot keeps its height.
    let text = points.iter().flat_map(|point| &point.under).map(|text| cells(text)).max().unwrap_or(0);
    let heads = if text < pitch && height >= 8 + heads.len() { heads } else { &[] };
    let rows = height.saturating_sub(1 + heads.len());
    let field = Field::new(points, pitch, rows, glyphs);
    let labels = field.scale.labels(rows);
    let last_goal = points.last().and_then(|point| known(point.goal)).filter(|_| goal_fits).map(|goal| field.row(goal));
    let mut lines: Vec<Vec<Piece>> = Vec::with_capacity(height);
    for (row, marks) in field.cells.iter().enumerate() {
        let mut line = Vec::new();
        if axis > 0 {
            let signs = Signs::of(glyphs);
            let label = labels.iter().find(|(at, _)| *at == row).map(|(_, percent)| percent.to_string());
            push(&mut line, &pad(label.as_deref().unwrap_or(""), AXIS - 1, Align::Right, ""), Meaning::Muted);
            push(&mut line, signs.axis[usize::from(label.is_some())], Meaning::BarEmpty);
        }
        for (sign, meaning) in marks {
            push(&mut line, sign, *meaning);
        }
        if last_goal == Some(row) {
            push(&mut line, &format!(" {goal_words}"), Meaning::Goal);
        }
        lines.push(fit(line, width, glyphs));
    }
    let blank = || vec![(" ".repeat(axis), Meaning::Text)];
    if height > 0 {
        let short = points.iter().map(|point| cells(&point.period)).max().unwrap_or(0) + 1 > pitch;
        let mut line = blank();
        line.extend(texts(points, |point| name(point, short), pitch));
        lines.push(fit(line, width, glyphs));
    }
    for (at, head) in heads.iter().enumerate() {
        let mut line = if axis > 0 { vec![(pad(head, axis, Align::Right, ""), Meaning::Muted)] } else { Vec::new() };
        line.extend(texts(points, |point| point.under.get(at).cloned().unwrap_or_default(), pitch));
        lines.push(fit(line, width, glyphs));
    }
    lines
}

/// What the last goal is called at the end of its line.
fn goal_words(points: &[Point]) -> String {
    let goal = points.last().and_then(|point| known(point.goal));
    goal.map_or_else(String::new, |goal| {
        let percent = format!("{:.1}", goal * 100.0);
        format!("goal {}", percent.strip_suffix(".0").unwrap_or(&percent))
    })
}

/// The percents that the plot reaches from and to.
#[derive(Clone, Copy)]
struct Scale {
    from: u32,
    to: u32,
}

impl Scale {
    fn of(points: &[Point]) -> Scale {
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for point in points {
            let ends = known_ends(point.interval).filter(|_| known(point.share).is_some());
            let seen = [known(point.share), known(point.goal), ends.map(|e| e.0), ends.map(|e| e.1)];
            for share in seen.into_iter().flatten() {
                (low, high) = (low.min(share), high.max(share));
            }
        }
        if low > high {
            return Scale { from: 0, to: 100 };
        }
        // A hair against 0.9 x 100 becoming 90.000000000000014.
        let from = ((low * 10.0 + 1e-9).floor() as u32 * 10).min(100);
        let to = ((high * 10.0 - 1e-9).ceil().max(0.0) as u32 * 10).min(100).max(from);
        let missing = LEAST_SPAN.saturating_sub(to - from);
        let up = missing.min(100 - to).min(10 * (missing / 20 + missing % 20 / 10));
        Scale { from: from.saturating_sub(missing - up), to: to + up }
    }

    fn row(self, share: f64, rows: usize) -> usize {
        let span = f64::from(self.to - self.from).max(1.0);
        let below_top = (f64::from(self.to) - share * 100.0) / span;
        (below_top.clamp(0.0, 1.0) * rows.saturating_sub(1) as f64).round() as usize
    }

    /// Percents to be named, with their rows: both ends, and what fits between them.
    fn labels(self, rows: usize) -> Vec<(usize, u32)> {
        let span = self.to - self.from;
        let mut labels = match rows {
            0 => Vec::new(),
            1 => vec![(0, self.to)],
            _ => vec![(0, self.to), (rows - 1, self.from)],
        };
        let fits = |step: &u32| span.is_multiple_of(*step) && span / *step * 2 < rows as u32;
        if let Some(step) = [5, 10, 20, 25, 50].into_iter().find(fits) {
            labels.extend(
                (1..span / step).map(|n| self.from + n * step).map(|percent| (self.row(f64::from(percent) / 100.0, rows), percent)),
            );
        }
        labels
    }
}

/// The plot itself, as a field of signs.
struct Field<'a> {
    cells: Vec<Vec<(&'a str, Meaning)>>,
    scale: Scale,
    rows: usize,
}

impl<'a> Field<'a> {
    fn new(points: &'a [Point], pitch: usize, rows: usize, glyphs: &Glyphs) -> Field<'a> {
        let scale = Scale::of(points);
        let mut field = Field { cells: vec![vec![(" ", Meaning::Text); points.len() * pitch]; rows], scale, rows };
        if rows == 0 {
            return field;
        }
        let signs = Signs::of(glyphs);
        let column = |at: usize| at * pitch + pitch / 2;
        for (at, pair) in points.windows(2).enumerate() {
            if let (Some(from), Some(to)) = (known(pair[0].share), known(pair[1].share)) {
                for step in 1..pitch {
                    let part = step as f64 / pitch as f64;
                    let row = field.row(from + (to - from) * part);
                    field.cells[row][column(at) + step] = (signs.way, Meaning::Muted);
                }
            }
        }
        for (at, point) in points.iter().enumerate() {
            if let Some(goal) = known(point.goal) {
                let row = field.row(goal);
                field.cells[row][at * pitch..(at + 1) * pitch].fill((signs.line, Meaning::Goal));
            }
            let Some(share) = known(point.share) else { continue };
            field.interval(point, column(at), signs);
            // Rows are coarse, but what is below the goal never stands on its line.
            let below = known(point.goal).is_some_and(|goal| share < goal && field.row(share) == field.row(goal));
            let row = (field.row(share) + usize::from(below)).min(rows - 1);
            let sign = if cells(&point.sign.0) == 1 { point.sign.0.as_str() } else { glyphs.bullet };
            field.cells[row][column(at)] = (sign, point.sign.1);
        }
        field
    }

    fn interval(&mut self, point: &Point, column: usize, signs: &'static Signs) {
        let Some((low, high)) = known_ends(point.interval) else { return };
        let (top, foot) = (self.row(high), self.row(low));
        for row in top..=foot {
            let over_goal = self.cells[row][column].1 == Meaning::Goal;
            let sign = match row {
                _ if row == top => signs.top,
                _ if row == foot => signs.foot,
                _ if over_goal => signs.crossing,
                _ => signs.shaft,
            };
            self.cells[row][column] = (sign, if over_goal { Meaning::Goal } else { Meaning::Muted });
        }
    }

    fn row(&self, share: f64) -> usize {
        self.scale.row(share, self.rows)
    }
}

/// Texts under their points, the last one always, the others as they fit; that of the chosen period stands out.
fn texts(points: &[Point], of: impl Fn(&Point) -> String, pitch: usize) -> Vec<Piece> {
    let total = points.len() * pitch;
    let longest = points.iter().map(|point| cells(&of(point))).max().unwrap_or(0);
    let every = (longest + 1).div_ceil(pitch.max(1)).max(1);
    let mut out = Vec::new();
    let mut used = 0;
    for (at, point) in points.iter().enumerate() {
        if !(points.len() - 1 - at).is_multiple_of(every) {
            continue;
        }
        let text = of(point);
        let wide = cells(&text);
        let middle = at * pitch + pitch / 2;
        // Under its point, but never beyond the plot and never into the text before.
        let from = middle.saturating_sub(wide.saturating_sub(1) / 2).min(total.saturating_sub(wide)).max(used);
        if wide == 0 || from + wide > total {
            continue;
        }
        push(&mut out, &" ".repeat(from - used), Meaning::Text);
        push(&mut out, &text, if point.chosen { Meaning::Selection } else { Meaning::Muted });
        used = from + wide;
        if at + 1 < points.len() && used < total {
            push(&mut out, " ", Meaning::Text);
            used += 1;
        }
    }
    out
}

/// The name of a period, whole or its last two characters.
fn name(point: &Point, short: bool) -> String {
    if !short || cells(&point.period) <= 2 {
        return point.period.clone();
    }
    let from = point.period.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    point.period[from..].to_owned()
}
