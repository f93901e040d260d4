//! One measure from period to period: the figures at their points, periods and cases below, the centre of each stretch above.

use super::legend::{Sign, legend};
use super::letters::{width, wrap};
use super::look::Look;
use super::plot::{self, Plot};
use super::sheet::{Anchor, LEADING, SMALL, Sheet, WIDTH};
use crate::report::Datum;
use crate::report::chart::{Phase, Run, State};

const LEFT: f64 = 62.0;
const HIGH: f64 = 210.0;
/// The room of the goal's words beside the plot.
const GOAL: f64 = 116.0;

/// A box that words have taken.
#[derive(Clone, Copy)]
struct Taken {
    x: (f64, f64),
    y: (f64, f64),
}

impl Taken {
    fn meets(&self, other: &Taken) -> bool {
        self.x.0 < other.x.1 && other.x.0 < self.x.1 && self.y.0 < other.y.1 && other.y.0 < self.y.1
    }
}

/// The sheet of a run.
pub(super) fn sheet(run: &Run) -> Sheet {
    let mut out = Sheet::default();
    legend(&mut out, &signs(&std::iter::once(run), plot::scale(std::iter::once(run)).low_words().as_deref()));
    let right = if run.goal.at().is_some() { WIDTH - GOAL } else { WIDTH - 8.0 };
    let first = Plot { left: LEFT, right, top: 0.0, bottom: HIGH, points: run.points.len(), scale: plot::scale(std::iter::once(run)) };
    let top = phases(&mut out, run, &first) + 22.0;
    let plot = Plot { top, bottom: top + HIGH, scale: first.scale.between(top + HIGH, top), ..first };
    plot.frame(&mut out);
    for (y, words) in plot.scale.ticks() {
        out.text((LEFT - 8.0, y + 4.0), SMALL, Look::Quiet, Anchor::End, &words);
    }
    plot.draw(&mut out, run);
    let mut below = 0f64;
    if let Some(goal) = run.goal.at() {
        let lines = wrap(
            &if run.goal_words.is_empty() { format!("goal {}", run.goal.words()) } else { run.goal_words.clone() },
            SMALL,
            false,
            GOAL - 8.0,
        );
        let high = lines.len() as f64 * SMALL * LEADING;
        let y = (plot.scale.place(goal) - high / 2.0 + SMALL * 0.95).min(plot.bottom - high + SMALL).max(top + SMALL);
        below = y + high;
        out.lines((right + 7.0, y), SMALL, Look::Text, Anchor::Start, &lines);
    }
    values(&mut out, run, &plot);
    out.height = periods(&mut out, run, &plot).max(below);
    out
}

/// What the signs of runs mean.
pub(super) fn signs<'a>(runs: &(impl Iterator<Item = &'a Run> + Clone), begins: Option<&str>) -> Vec<(Sign, String)> {
    let points = || runs.clone().flat_map(|run| &run.points);
    let mut out = Vec::new();
    let judged = points().any(|point| point.state != State::Open);
    for (state, words) in [(State::Met, "goal met"), (State::Below, "below its goal"), (State::Late, "late"), (State::Open, "not judged")] {
        if judged && points().any(|point| point.state == state && point.value.at().is_some()) {
            out.push((Sign::Point(state), words.to_owned()));
        }
    }
    let mut add = |there: bool, sign: Sign, words: &str| {
        if there {
            out.push((sign, words.to_owned()));
        }
    };
    add(points().any(|point| point.signal), Sign::Ring(Look::Signal), "signal: unlikely to be chance");
    add(points().any(|point| point.low.at().is_some() && point.value.at().is_some()), Sign::Whisker(Look::Interval), "interval");
    add(runs.clone().any(|run| !run.phases.is_empty()), Sign::Level(Look::Centre), "centre");
    add(points().any(|point| point.limits.is_some()), Sign::Level(Look::Limit), "limits");
    add(points().any(|point| matches!(point.value.value, Datum::Hidden)), Sign::Letter("*"), "too few to show");
    add(points().any(|point| letter(&point.value.value, point.value.at()) == Some("–")), Sign::Letter("–"), "no rate");
    if let Some(begins) = begins {
        add(true, Sign::None, &format!("The scale begins at {begins}."));
    }
    out
}

/// What stands on the axis where there is no figure.
pub(super) fn letter(value: &Datum, at: Option<f64>) -> Option<&'static str> {
    match value {
        Datum::Hidden => Some("*"),
        _ if at.is_none() => Some("–"),
        _ => None,
    }
}

/// The words of each stretch over its part of the plot, in lanes where they would meet; says where the plot may begin.
fn phases(out: &mut Sheet, run: &Run, plot: &Plot) -> f64 {
    let top = out.height + 6.0;
    let mut ends: Vec<f64> = Vec::new();
    let mut bottom = top;
    let high = SMALL * LEADING;
    let room = |phase: &Phase| ((phase.until.min(plot.points) as f64 - phase.from as f64) * plot.slot()).max(120.0);
    let broken = |phase: &Phase| wrap(&phase.words, SMALL, false, room(phase));
    let tallest = run.phases.iter().map(|phase| broken(phase).len()).max().unwrap_or(0) as f64;
    for phase in &run.phases {
        let (from, to) =
            (plot.x(0) + (phase.from as f64 - 0.5) * plot.slot(), plot.x(0) + (phase.until.min(plot.points) as f64 - 0.5) * plot.slot());
        let lines = broken(phase);
        let wide = lines.iter().map(|line| width(line, SMALL, false)).fold(0.0, f64::max);
        let middle = f64::midpoint(from, to).clamp(plot.left + wide / 2.0, (WIDTH - wide / 2.0).max(plot.left + wide / 2.0));
        let lane = ends.iter().position(|end| *end + 8.0 <= middle - wide / 2.0).unwrap_or_else(|| {
            ends.push(f64::NEG_INFINITY);
            ends.len() - 1
        });
        ends[lane] = middle + wide / 2.0;
        let y = top + lane as f64 * tallest * high + SMALL;
        bottom = f64::max(bottom, out.lines((middle, y), SMALL, Look::Quiet, Anchor::Middle, &lines) - SMALL + 2.0);
    }
    if !run.phases.is_empty() {
        for phase in &run.phases {
            let (from, to) = (plot.left + phase.from as f64 * plot.slot(), plot.left + phase.until.min(plot.points) as f64 * plot.slot());
            out.path(
                &[(from + 3.0, bottom + 6.0), (from + 3.0, bottom + 2.0), (to - 3.0, bottom + 2.0), (to - 3.0, bottom + 6.0)],
                false,
                Look::Axis,
            );
        }
        bottom += 6.0;
    }
    bottom
}

/// The figures at their points: all of them if there is room, else the first, the last and the signals. None lies over another.
fn values(out: &mut Sheet, run: &Run, plot: &Plot) {
    let widest = run.points.iter().map(|point| width(&point.value.words(), SMALL, false)).fold(0.0, f64::max);
    let all = widest + 4.0 <= plot.slot();
    let last = run.points.iter().rposition(|point| point.value.at().is_some());
    let first = run.points.iter().position(|point| point.value.at().is_some());
    let mut order: Vec<usize> = last.into_iter().collect();
    order.extend((0..run.points.len()).filter(|at| Some(*at) != last && (all || run.points[*at].signal || Some(*at) == first)));
    let marks = |out: &mut Vec<Taken>| {
        for (at, point) in run.points.iter().enumerate() {
            if let Some((x, y)) = plot.place(at, point) {
                out.push(Taken { x: (x - 5.0, x + 5.0), y: (y - 5.0, y + 5.0) });
            }
        }
    };
    let mut taken = Vec::new();
    marks(&mut taken);
    for at in order {
        let point = &run.points[at];
        let Some((x, y)) = plot.place(at, point) else { continue };
        let words = point.value.words();
        let half = width(&words, SMALL, false) / 2.0 + 1.0;
        let within = |x: f64| x.clamp(plot.left + half, (WIDTH - half).max(plot.left + half));
        let (above, under) = if point.signal { (y - 12.0, y + 20.0) } else { (y - 9.0, y + 17.0) };
        // In a valley the lines run above the point, so its figure stands below.
        let beside = |at: Option<usize>| at.and_then(|at| plot.place(at, run.points.get(at)?)).map(|(_, y)| y);
        let around: Vec<f64> = [beside(at.checked_sub(1)), beside(Some(at + 1))].into_iter().flatten().collect();
        let valley = !around.is_empty() && around.iter().sum::<f64>() / (around.len() as f64) < y - 2.0;
        let order = if valley { [under, above] } else { [above, under] };
        // At the end of its whisker a figure would read as the end of the interval: beside the point then.
        let places = if point.high.at().is_some() || point.low.at().is_some() {
            let (left, right) = (x - half - 6.0, x + half + 6.0);
            [(right, order[0] + 4.0), (right, order[1] - 4.0), (left, order[0] + 4.0), (left, order[1] - 4.0)].to_vec()
        } else {
            order.map(|base| (within(x), base)).to_vec()
        };
        let free = places.into_iter().find(|(x, base)| {
            let box_ = Taken { x: (x - half, x + half), y: (base - SMALL * 0.8, base + SMALL * 0.25) };
            let inside = (within(*x) - x).abs() < 1e-9 && *base - SMALL > plot.top - 20.0 && *base < plot.bottom - 16.0;
            inside && !taken.iter().any(|other| other.meets(&box_))
        });
        let Some((x, base)) = free else { continue };
        taken.push(Taken { x: (x - half, x + half), y: (base - SMALL * 0.8, base + SMALL * 0.25) });
        out.rect((x - half, base - SMALL * 0.8), (2.0 * half, SMALL), Look::Paper);
        out.text((x, base), SMALL, Look::Text, Anchor::Middle, &words);
    }
    for (at, point) in run.points.iter().enumerate() {
        if let Some(letter) = letter(&point.value.value, point.value.at()) {
            out.text((plot.x(at), plot.bottom - 5.0), SMALL, Look::Text, Anchor::Middle, letter);
        }
    }
}

/// Periods and cases below the plot, each so often as there is room; says where the drawing ends.
fn periods(out: &mut Sheet, run: &Run, plot: &Plot) -> f64 {
    let word = |label: &str| label.split_whitespace().map(|word| width(word, SMALL, false)).fold(0.0, f64::max);
    let widest = run.points.iter().map(|point| word(&point.label)).fold(0.0, f64::max);
    let step = stride(widest.min(150.0) + 8.0, plot.slot());
    let mut y = plot.bottom + 15.0;
    let mut under = y;
    // All labels are broken alike: on one line if all of them fit, else after each word.
    let room = (step as f64 * plot.slot() - 8.0).max(20.0);
    let fits = run.points.iter().step_by(step).all(|point| width(&point.label, SMALL, false) <= room);
    let room = if fits { room } else { room.min(widest + 0.5) };
    for (at, point) in run.points.iter().enumerate() {
        out.line((plot.x(at), plot.bottom), (plot.x(at), plot.bottom + if at % step == 0 { 4.0 } else { 2.0 }), Look::Axis);
        if at % step == 0 {
            under = f64::max(under, inside(out, (plot.x(at), y), &wrap(&point.label, SMALL, false, room)));
        }
    }
    y = under;
    let widest = run.points.iter().map(|point| width(&point.n.words(), SMALL, false)).fold(0.0, f64::max);
    if widest > 0.0 {
        let step = stride(widest + 6.0, plot.slot());
        y += 2.0;
        out.text((LEFT - 8.0, y), SMALL, Look::Quiet, Anchor::End, "n");
        for (at, point) in run.points.iter().enumerate().step_by(step) {
            inside(out, (plot.x(at), y), &[point.n.words()]);
        }
        y += SMALL * LEADING;
    }
    y - SMALL + 6.0
}

/// Every how manieth has room.
pub(super) fn stride(wide: f64, slot: f64) -> usize {
    (wide / slot).ceil().max(1.0) as usize
}

/// Centred lines that stay on the sheet.
fn inside(out: &mut Sheet, (x, y): (f64, f64), lines: &[String]) -> f64 {
    let half = lines.iter().map(|line| width(line, SMALL, false)).fold(0.0, f64::max) / 2.0;
    out.lines((x.clamp(half, (WIDTH - half).max(half)), y), SMALL, Look::Quiet, Anchor::Middle, lines)
}
