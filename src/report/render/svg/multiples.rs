//! Small runs beside each other on one scale, a panel for each region: what is compared is the shape, so the words are few.

use super::legend::legend;
use super::letters::{width, wrap};
use super::look::Look;
use super::plot::{self, Plot};
use super::run::{letter, signs};
use super::scale::Scale;
use super::sheet::{Anchor, BODY, LEADING, SMALL, Sheet, WIDTH};
use super::{no_figure, split};
use crate::report::chart::{Panel, Run};

const LEFT: f64 = 46.0;
const GAP: f64 = 18.0;
const HIGH: f64 = 96.0;

/// A panel with its text broken.
struct Small<'a> {
    run: &'a Run,
    label: Vec<String>,
    last: Vec<String>,
}

impl Small<'_> {
    fn of(panel: &Panel, wide: f64) -> Small<'_> {
        Small { run: &panel.run, label: wrap(&panel.label, BODY, true, wide), last: wrap(&last(&panel.run), SMALL, false, wide) }
    }

    fn head(&self) -> f64 {
        self.label.len() as f64 * BODY * LEADING + self.last.len() as f64 * SMALL * LEADING
    }
}

/// "FY2026: 82.5 %, n 40".
fn last(run: &Run) -> String {
    let Some(point) = run.points.last() else { return "no period".to_owned() };
    let value = no_figure(&point.value).map_or_else(|| point.value.words(), str::to_owned);
    let n = point.n.words();
    let label = &point.label;
    if n.is_empty() { format!("{label}: {value}") } else { format!("{label}: {value}, n {n}") }
}

/// The sheets, each no higher than this if a row of panels allows it.
pub(super) fn sheets(panels: &[Panel], most: f64) -> Vec<Sheet> {
    let runs = || panels.iter().map(|panel| &panel.run);
    let columns = match panels.len() {
        0..=2 => panels.len().max(1),
        4 => 2,
        3 | 5 | 6 | 9 => 3,
        _ => 4,
    };
    let wide = (WIDTH - 4.0 - LEFT - GAP * (columns as f64 - 1.0)) / columns as f64;
    let scale = plot::scale(runs());
    let mut head = Sheet::default();
    let mut said = signs(&runs(), scale.low_words().as_deref());
    if let Some(run) = runs().find(|run| run.goal.at().is_some()) {
        let words = if run.goal_words.is_empty() { format!("goal {}", run.goal.words()) } else { run.goal_words.clone() };
        let same = runs().all(|other| other.goal.words() == run.goal.words() || other.goal.at().is_none());
        said.push((super::legend::Sign::Level(Look::Standard), if same { words } else { "goal".to_owned() }));
    }
    legend(&mut head, &said);
    let rows: Vec<Vec<Small<'_>>> = panels.chunks(columns).map(|row| row.iter().map(|panel| Small::of(panel, wide)).collect()).collect();
    let heights: Vec<f64> = rows.iter().map(|row| top(row) + HIGH + 32.0).collect();
    let points = runs().map(|run| run.points.len()).max().unwrap_or(0);
    split(&heights, most - head.height)
        .into_iter()
        .map(|range| {
            let mut out = head.clone();
            for at in range {
                row_of(&mut out, &rows[at], (wide, points), &scale);
                out.height += heights[at];
            }
            out
        })
        .collect()
}

fn top(row: &[Small<'_>]) -> f64 {
    row.iter().map(Small::head).fold(0.0, f64::max) + 16.0
}

fn row_of(out: &mut Sheet, row: &[Small<'_>], (wide, points): (f64, usize), scale: &Scale) {
    let begins = out.height + top(row);
    for (at, small) in row.iter().enumerate() {
        let left = LEFT + at as f64 * (wide + GAP);
        let bottom = begins + HIGH;
        let plot = Plot { left, right: left + wide, top: begins, bottom, points, scale: scale.between(bottom, begins) };
        let y = out.height + top(row) - small.head() - 16.0 + BODY + 8.0;
        let mut y = y;
        for line in &small.label {
            out.words((left, y), BODY, Look::Text, Anchor::Start, &[(line, true)]);
            y += BODY * LEADING;
        }
        out.lines((left, y), SMALL, Look::Text, Anchor::Start, &small.last);
        plot.frame(out);
        if at == 0 {
            for (y, words) in plot.scale.ticks() {
                out.text((LEFT - 6.0, y + 4.0), SMALL, Look::Quiet, Anchor::End, &words);
            }
        }
        plot.draw(out, small.run);
        for (at, point) in small.run.points.iter().enumerate() {
            if let Some(letter) = letter(&point.value.value, point.value.at()) {
                out.text((plot.x(at), bottom - 5.0), SMALL, Look::Text, Anchor::Middle, letter);
            }
        }
        ends(out, small.run, &plot);
    }
}

/// The first and the last period under a panel; the last alone where both have no room.
fn ends(out: &mut Sheet, run: &Run, plot: &Plot) {
    let Some(last) = run.points.last() else { return };
    let first = &run.points[0];
    let room = plot.right - plot.left;
    let y = plot.bottom + 15.0;
    let fits = |label: &str| width(label, SMALL, false) <= room;
    let both = run.points.len() > 1 && width(&first.label, SMALL, false) + width(&last.label, SMALL, false) + 10.0 <= room;
    if run.points.len() == 1 && fits(&last.label) {
        out.text((f64::midpoint(plot.left, plot.right), y), SMALL, Look::Quiet, Anchor::Middle, &last.label);
    } else if both {
        out.text((plot.left, y), SMALL, Look::Quiet, Anchor::Start, &first.label);
        out.text((plot.right, y), SMALL, Look::Quiet, Anchor::End, &last.label);
    } else if fits(&last.label) {
        out.text((plot.right, y), SMALL, Look::Quiet, Anchor::End, &last.label);
    }
}
