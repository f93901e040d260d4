//! Spans of time in rows under their groups: a bar in the dress of its state, hatched from its due day to today where it is late,
//! triangles for follow-up, and the day of the report as a line.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::legend::{Sign, legend};
use super::letters::{width, wrap};
use super::look::Look;
use super::point::triangle;
use super::run::stride;
use super::sheet::{Anchor, BODY, LEADING, SMALL, Sheet, WIDTH};
use super::split;
use crate::report::chart::{Gantt, Span, State};

const LEFT: f64 = 236.0;
const RIGHT: f64 = 572.0;
const SIDE: f64 = 584.0;
const THICK: f64 = 12.0;

/// A row of the drawing.
enum Row<'a> {
    /// The name of a group.
    Group(Vec<String>),
    /// A span with its text broken.
    Span { span: &'a Span, label: Vec<String>, note: Vec<String>, odd: bool },
}

impl Row<'_> {
    fn height(&self) -> f64 {
        match self {
            Row::Group(lines) => lines.len() as f64 * BODY * LEADING + 8.0,
            Row::Span { label, note, .. } => {
                let lines = (label.len() as f64 * BODY).max(note.len() as f64 * SMALL) * LEADING;
                lines.max(THICK + 2.0) + 8.0
            }
        }
    }
}

/// The days of the chart and their places.
struct Calendar<'a> {
    gantt: &'a Gantt,
    long: f64,
}

impl Calendar<'_> {
    fn of(gantt: &Gantt) -> Calendar<'_> {
        Calendar { gantt, long: ((gantt.until - gantt.from).num_days() + 1).max(1) as f64 }
    }

    /// Where a day begins; what lies outside stays at the end.
    fn place(&self, day: NaiveDate) -> f64 {
        let at = (day - self.gantt.from).num_days() as f64;
        LEFT + (at / self.long).clamp(0.0, 1.0) * (RIGHT - LEFT)
    }

    /// Where it ends.
    fn end(&self, day: NaiveDate) -> f64 {
        day.checked_add_days(Days::new(1)).map_or(RIGHT, |next| self.place(next))
    }

    fn holds(&self, day: NaiveDate) -> bool {
        day >= self.gantt.from && day <= self.gantt.until
    }

    /// First days of months with their words, as often as there is room.
    fn ticks(&self) -> Vec<(f64, String)> {
        let Some(mut day) = self.gantt.from.with_day(1) else { return Vec::new() };
        if day < self.gantt.from {
            day = day.checked_add_months(Months::new(1)).unwrap_or(day);
        }
        let months = self.long / 30.4;
        let slot = (RIGHT - LEFT) / months.max(1.0);
        let wide = width("Sep 2026", SMALL, false) + 10.0;
        let step = [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|step| f64::from(*step) * slot >= wide).unwrap_or(240);
        let mut out = Vec::new();
        for _ in 0..400 {
            if day > self.gantt.until {
                break;
            }
            if step < 12 && day.month0() % step == 0 || step >= 12 && day.month0() == 0 && day.year().rem_euclid((step / 12) as i32) == 0 {
                out.push((self.place(day), day.format("%b %Y").to_string()));
            }
            let Some(next) = day.checked_add_months(Months::new(1)) else { break };
            day = next;
        }
        if out.is_empty() {
            out.push((LEFT, self.gantt.from.format("%-d %b %Y").to_string()));
        }
        out
    }
}

/// The sheets, each no higher than this if a row allows it.
pub(super) fn sheets(gantt: &Gantt, most: f64) -> Vec<Sheet> {
    let days = Calendar::of(gantt);
    let mut rows = Vec::new();
    let mut group = "";
    for (at, span) in gantt.spans.iter().enumerate() {
        if !span.group.is_empty() && span.group != group {
            rows.push(Row::Group(wrap(&span.group, BODY, true, WIDTH)));
        }
        group = &span.group;
        let label = wrap(&span.label, BODY, false, LEFT - 14.0);
        let note = wrap(&beside(span), SMALL, false, WIDTH - SIDE);
        rows.push(Row::Span { span, label, note, odd: at % 2 == 1 });
    }
    let mut head = Sheet::default();
    legend(&mut head, &signs(gantt, &days));
    // A group's name stays with its first row.
    let heights: Vec<f64> = rows.iter().map(Row::height).collect();
    let mut blocks: Vec<(usize, f64)> = Vec::new();
    let mut block = (0, 0.0);
    for (row, height) in rows.iter().zip(&heights) {
        block = (block.0 + 1, block.1 + height);
        if matches!(row, Row::Span { .. }) {
            blocks.push(block);
            block = (0, 0.0);
        }
    }
    let tall: Vec<f64> = blocks.iter().map(|(_, height)| *height).collect();
    split(&tall, most - head.height - 42.0)
        .into_iter()
        .map(|range| {
            let before: usize = blocks[..range.start].iter().map(|(rows, _)| rows).sum();
            let count: usize = blocks[range].iter().map(|(rows, _)| rows).sum();
            sheet(&head, &rows[before..before + count], &days)
        })
        .collect()
}

/// The words of a row's state: its own, or else the plain one.
fn beside(span: &Span) -> String {
    if !span.note.is_empty() {
        return span.note.clone();
    }
    match span.state {
        State::Met => "done",
        State::Below => "under way",
        State::Late => "late",
        State::Open => "not begun",
    }
    .to_owned()
}

fn signs(gantt: &Gantt, days: &Calendar<'_>) -> Vec<(Sign, String)> {
    let mut out = Vec::new();
    for (state, words) in [(State::Met, "done"), (State::Below, "under way"), (State::Open, "not begun")] {
        if gantt.spans.iter().any(|span| span.state == state) {
            out.push((Sign::Bar(state), words.to_owned()));
        }
    }
    if gantt.spans.iter().any(|span| span.state == State::Late) {
        if !gantt.spans.iter().any(|span| span.state == State::Below) {
            out.push((Sign::Bar(State::Below), "planned".to_owned()));
        }
        out.push((Sign::Bar(State::Late), "late, until today".to_owned()));
    }
    let follow = |done: bool| gantt.spans.iter().flat_map(|span| &span.follow_up).any(|(day, was)| *was == done && days.holds(*day));
    if follow(true) {
        out.push((Sign::Triangle(Look::Met), "follow-up done".to_owned()));
    }
    if follow(false) {
        out.push((Sign::Triangle(Look::Before), "follow-up to come".to_owned()));
    }
    if days.holds(gantt.today) {
        out.push((Sign::Stroke(Look::Today), format!("today, {}", gantt.today.format("%-d %b %Y"))));
    }
    out
}

fn sheet(head: &Sheet, rows: &[Row<'_>], days: &Calendar<'_>) -> Sheet {
    let mut out = head.clone();
    let top = out.height + 20.0;
    let bottom = top + rows.iter().map(Row::height).sum::<f64>();
    let mut y = top;
    for row in rows {
        if matches!(row, Row::Span { odd: true, .. }) {
            out.rect((0.0, y), (WIDTH, row.height()), Look::Band);
        }
        y += row.height();
    }
    let ticks = days.ticks();
    let step = ticks.windows(2).next().map_or(1, |pair| stride(width("Sep 2026", SMALL, false) + 6.0, (pair[1].0 - pair[0].0).max(1.0)));
    for (at, (x, words)) in ticks.iter().enumerate() {
        out.line((*x, top - 4.0), (*x, bottom), Look::Grid);
        if at % step == 0 {
            out.text((*x, top - 8.0), SMALL, Look::Quiet, Anchor::Middle, words);
        }
    }
    out.line((LEFT, top), (RIGHT, top), Look::Axis);
    let mut y = top;
    let mut groups = Vec::new();
    for row in rows {
        match row {
            Row::Group(lines) => groups.push((y, row.height(), lines)),
            Row::Span { span, label, note, .. } => draw(&mut out, span, (label, note), (y, row.height()), days),
        }
        y += row.height();
    }
    let today = days.place(days.gantt.today);
    if days.holds(days.gantt.today) {
        out.line((today, top), (today, bottom), Look::Today);
    }
    for (y, high, lines) in groups {
        out.rect((0.0, y + 0.5), (WIDTH, high - 1.0), Look::Paper);
        for (at, line) in lines.iter().enumerate() {
            out.words((0.0, y + BODY + 5.0 + at as f64 * BODY * LEADING), BODY, Look::Text, Anchor::Start, &[(line, true)]);
        }
    }
    out.line((LEFT, bottom), (RIGHT, bottom), Look::Axis);
    out.height = bottom + 8.0;
    out
}

fn draw(out: &mut Sheet, span: &Span, (label, note): (&[String], &[String]), (y, high): (f64, f64), days: &Calendar<'_>) {
    let middle = y + high / 2.0;
    let first = |lines: &[String], size: f64| middle - lines.len() as f64 * size * LEADING / 2.0 + size * 0.95;
    out.lines((LEFT - 8.0, first(label, BODY)), BODY, Look::Text, Anchor::End, label);
    out.lines((SIDE, first(note, SMALL)), SMALL, Look::Text, Anchor::Start, note);
    let (from, until) = (span.from.min(span.until), span.from.max(span.until));
    let top = middle - THICK / 2.0;
    if until >= days.gantt.from && from <= days.gantt.until {
        let (x, end) = (days.place(from), days.end(until));
        let planned = if span.state == State::Late { State::Below } else { span.state };
        out.bar((x, top), ((end - x).max(3.0), THICK), planned);
    }
    let today = days.gantt.today;
    if span.state == State::Late && today > until {
        let (x, end) = (days.end(until), days.place(today));
        out.bar((x, top), ((end - x).max(3.0), THICK), State::Late);
    }
    for (day, done) in span.follow_up.iter().filter(|(day, _)| days.holds(*day)) {
        let x = f64::midpoint(days.place(*day), days.end(*day));
        triangle(out, (x, middle), if *done { Look::Met } else { Look::Before });
    }
}
