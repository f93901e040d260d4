//! Bars against a goal each: label, bar, and beside it the figure, its cases and its state in words.

use super::legend::{Sign, legend};
use super::letters::{width, wrap};
use super::look::Look;
use super::scale::Scale;
use super::sheet::{Anchor, BODY, LEADING, SMALL, Sheet, WIDTH};
use super::{no_figure, split};
use crate::report::Datum;
use crate::report::chart::{Bar, State};

/// Where the bars begin and end, and the words beside them.
const LEFT: f64 = 222.0;
const RIGHT: f64 = 492.0;
const SIDE: f64 = 508.0;
const THICK: f64 = 15.0;

/// A row with its text broken.
struct Row<'a> {
    bar: &'a Bar,
    /// Whether the chart says how its bars stand.
    judged: bool,
    label: Vec<String>,
    /// The figure, bold.
    value: String,
    /// What stands after it, on the same line if it fits.
    note: Vec<String>,
    beside: bool,
    state: Vec<String>,
    height: f64,
}

impl Row<'_> {
    fn of(bar: &Bar, goals: bool, judged: bool) -> Row<'_> {
        let label = wrap(&bar.label, BODY, false, LEFT - 14.0);
        let value = no_figure(&bar.value).map_or_else(|| bar.value.words(), str::to_owned);
        let room = WIDTH - SIDE;
        let beside = width(&value, BODY, true) + width(&bar.note, BODY, false) + 4.0 <= room;
        let note = if beside { vec![bar.note.clone()] } else { wrap(&bar.note, BODY, false, room) };
        let state = wrap(&standing(bar, goals), SMALL, false, room);
        let side = (if beside { 1.0 } else { 1.0 + note.len() as f64 }) * BODY * LEADING + state.len() as f64 * SMALL * LEADING;
        let height = (label.len() as f64 * BODY * LEADING).max(side).max(THICK + 6.0) + 9.0;
        Row { bar, judged, label, value, note, beside, state, height }
    }
}

/// "goal 85 %: below; year before 71.2 %".
fn standing(bar: &Bar, goals: bool) -> String {
    let mut words = Vec::new();
    let goal = bar.goal.words();
    let state = match bar.state {
        State::Met => "met",
        State::Below => "below",
        State::Late => "late",
        State::Open => "",
    };
    match (goal.is_empty(), state.is_empty()) {
        (false, false) => words.push(format!("goal {goal}: {state}")),
        (false, true) => words.push(format!("goal {goal}")),
        (true, false) => words.push(state.to_owned()),
        (true, true) if goals => words.push("no goal".to_owned()),
        (true, true) => {}
    }
    match bar.before.value {
        Datum::Hidden => words.push("year before too few to show".to_owned()),
        _ if bar.before.words().is_empty() => {}
        _ => words.push(format!("year before {}", bar.before.words())),
    }
    words.join("; ")
}

/// The sheets, each no higher than this if a row allows it.
pub(super) fn sheets(bars: &[Bar], most: f64) -> Vec<Sheet> {
    let goals = bars.iter().any(|bar| bar.goal.at().is_some());
    let judged = goals || bars.iter().any(|bar| bar.state != State::Open);
    let rows: Vec<Row<'_>> = bars.iter().map(|bar| Row::of(bar, goals, judged)).collect();
    let scale = Scale::from_zero(bars.iter().flat_map(|bar| [&bar.value, &bar.goal, &bar.before])).between(LEFT, RIGHT);
    let mut head = Sheet::default();
    legend(&mut head, &signs(bars));
    let heights: Vec<f64> = rows.iter().map(|row| row.height).collect();
    split(&heights, most - head.height - 44.0).into_iter().map(|range| sheet(&head, &rows[range], &scale)).collect()
}

fn signs(bars: &[Bar]) -> Vec<(Sign, String)> {
    let mut signs = Vec::new();
    let drawn = |state: State| bars.iter().any(|bar| bar.state == state && bar.value.at().is_some());
    for (state, words) in [(State::Met, "goal met"), (State::Below, "below its goal"), (State::Late, "late"), (State::Open, "not judged")] {
        if drawn(state) && (state != State::Open || bars.iter().any(|bar| bar.state != State::Open)) {
            signs.push((Sign::Bar(state), words.to_owned()));
        }
    }
    if bars.iter().any(|bar| bar.goal.at().is_some()) {
        signs.push((Sign::Stroke(Look::Goal), "goal".to_owned()));
    }
    if bars.iter().any(|bar| bar.before.at().is_some()) {
        signs.push((Sign::Diamond(Look::Before), "a year before".to_owned()));
    }
    signs
}

fn sheet(head: &Sheet, rows: &[Row<'_>], scale: &Scale) -> Sheet {
    let mut out = head.clone();
    let top = out.height + 18.0;
    let bottom = top + rows.iter().map(|row| row.height).sum::<f64>();
    for (x, words) in scale.ticks() {
        out.line((x, top), (x, bottom), Look::Grid);
        out.text((x, top - 6.0), SMALL, Look::Quiet, Anchor::Middle, &words);
        out.text((x, bottom + 14.0), SMALL, Look::Quiet, Anchor::Middle, &words);
    }
    let zero = scale.place(0.0);
    out.line((zero, top), (zero, bottom), Look::Axis);
    let mut y = top;
    for row in rows {
        draw(&mut out, row, y, scale, zero);
        y += row.height;
    }
    out.height = bottom + 20.0;
    out
}

fn draw(out: &mut Sheet, row: &Row<'_>, y: f64, scale: &Scale, zero: f64) {
    let middle = y + row.height / 2.0;
    let block = row.label.len() as f64 * BODY * LEADING;
    out.lines((LEFT - 8.0, middle - block / 2.0 + BODY * 0.95), BODY, Look::Text, Anchor::End, &row.label);
    if let Some(at) = row.bar.value.at() {
        let end = scale.place(at);
        let (place, size) = ((zero.min(end), middle - THICK / 2.0), ((end - zero).abs(), THICK));
        if row.judged { out.bar(place, size, row.bar.state) } else { out.rect(place, size, Look::Plain) }
    }
    if let Some(at) = row.bar.goal.at() {
        let x = scale.place(at);
        out.rect((x - 2.75, middle - THICK / 2.0 - 3.5), (5.5, THICK + 7.0), Look::Paper);
        out.line((x, middle - THICK / 2.0 - 4.0), (x, middle + THICK / 2.0 + 4.0), Look::Goal);
    }
    // On the lower edge, so that it and a goal at the same place are both seen.
    if let Some(at) = row.bar.before.at() {
        out.diamond((scale.place(at), middle + THICK / 2.0), 5.0, Look::Before);
    }
    let notes = if row.beside { 0.0 } else { row.note.len() as f64 };
    let block = (1.0 + notes) * BODY * LEADING + row.state.len() as f64 * SMALL * LEADING;
    let at = (SIDE, middle - block / 2.0 + BODY * 0.95);
    let mut next = at.1 + BODY * LEADING;
    let beside = if row.beside { row.note.first().map_or("", String::as_str) } else { "" };
    out.words(at, BODY, Look::Text, Anchor::Start, &[(&row.value, true), (beside, false)]);
    if !row.beside {
        next = out.lines((SIDE, next), BODY, Look::Text, Anchor::Start, &row.note);
    }
    out.lines((SIDE, next), SMALL, Look::Quiet, Anchor::Start, &row.state);
}
