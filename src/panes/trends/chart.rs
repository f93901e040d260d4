//! The points of an indicator in order of time, with the line of its standard. A period without a value is a gap.
//!
//! ```text
//!   10.1┤    ○
//!       │ ○     ○
//!    8.6┤─────────── standard 8.6
//!        02  03  04
//! ```

use crate::domain::trend::{Amount, Direction, Indicator, Period, Point, Series, distance};
use crate::widgets::chart::Piece;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width::{Align, cells, pad};

/// Widest distance from point to point.
const WIDEST: usize = 11;

/// One period of the plot.
struct Slot<'a> {
    period: Period,
    point: Option<&'a Point>,
}

/// The chart in at most so many cells and lines; the newest periods where not all fit. Empty without a point.
pub fn chart(one: &Indicator, series: &Series, width: u16, height: u16, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let (width, height) = (usize::from(width), usize::from(height));
    let slots = slots(series);
    if slots.is_empty() || height < 4 || width < 20 {
        return Vec::new();
    }
    let number = |amount: Amount| amount.shown(&one.unit, one.direction);
    let values = series.points.iter().map(|point| point.amount.0);
    // A count is held against nothing; elsewhere the standard belongs into the picture.
    let standard = one.standard.filter(|_| one.direction != Direction::None);
    let (low, high) = values.chain(standard.map(|s| s.0)).fold((i64::MAX, i64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let axis = [low, high].into_iter().chain(standard.map(|s| s.0)).map(|v| cells(&number(Amount(v)))).max().unwrap_or(1).min(10);
    let under: Vec<(String, String)> =
        slots.iter().map(|slot| (slot.period.to_string(), slot.point.map(|p| number(p.amount)).unwrap_or_default())).collect();
    let said = under.iter().map(|(period, value)| cells(period).max(cells(value))).max().unwrap_or(1) + 1;
    let words = standard.map(|s| format!(" standard {}", s.exact(&one.unit))).unwrap_or_default();
    let room = width.saturating_sub(axis + 1);
    let beside = if room.saturating_sub(cells(&words)) / slots.len() >= 3 { cells(&words) } else { 0 };
    let pitch = ((room - beside) / slots.len()).clamp(2, WIDEST);
    let fits = ((room - beside) / pitch).max(1);
    let (slots, under) = (&slots[slots.len().saturating_sub(fits)..], &under[under.len().saturating_sub(fits)..]);
    let full = said <= pitch;
    let rows = height - if full { 2 } else { 1 };
    let row_of = |amount: i64| {
        let span = (high - low).max(1) as f64;
        (((high - amount) as f64 / span) * (rows - 1) as f64).round() as usize
    };
    let mut field: Vec<Vec<(&str, Meaning)>> = vec![vec![(" ", Meaning::Text); slots.len() * pitch]; rows];
    if let Some(standard) = standard {
        field[row_of(standard.0)].fill((glyphs.horizontal, Meaning::Goal));
    }
    for (at, slot) in slots.iter().enumerate() {
        if let Some(point) = slot.point {
            field[row_of(point.amount.0)][at * pitch + pitch / 2] = sign(one, point, glyphs);
        }
    }
    let label = |row: usize| {
        let here = standard.map(|s| s.0).filter(|s| row_of(*s) == row);
        here.or_else(|| (row == 0).then_some(high)).or_else(|| (row == rows - 1).then_some(low)).map(|v| number(Amount(v)))
    };
    let mut lines: Vec<Vec<Piece>> = Vec::with_capacity(height);
    for (row, marks) in field.into_iter().enumerate() {
        let text = pad(&label(row).unwrap_or_default(), axis, Align::Right, glyphs.ellipsis);
        let mut line = vec![(text, Meaning::Muted), (glyphs.vertical.to_owned(), Meaning::BarEmpty)];
        for (sign, meaning) in marks {
            match line.last_mut() {
                Some((text, last)) if *last == meaning => text.push_str(sign),
                _ => line.push((sign.to_owned(), meaning)),
            }
        }
        if beside > 0 && standard.is_some_and(|s| row_of(s.0) == row) {
            line.push((words.clone(), Meaning::Goal));
        }
        lines.push(line);
    }
    let names = |text: fn(&(String, String)) -> &str| -> String { under.iter().map(|pair| centred(text(pair), pitch)).collect() };
    let blank = " ".repeat(axis + 1);
    if full {
        lines.push(vec![(format!("{blank}{}", names(|pair| &pair.0)), Meaning::Muted)]);
        lines.push(vec![(format!("{blank}{}", names(|pair| &pair.1)), Meaning::Text)]);
    } else if let (Some(first), Some(last)) = (under.first(), under.last()) {
        let gap = (slots.len() * pitch).saturating_sub(cells(&first.0) + cells(&last.0)).max(1);
        lines.push(vec![(format!("{blank}{}{}{}", first.0, " ".repeat(gap), last.0), Meaning::Muted)]);
    }
    lines
}

fn centred(text: &str, room: usize) -> String {
    let before = (room / 2).saturating_sub(cells(text) / 2);
    pad(&format!("{}{text}", " ".repeat(before)), room, Align::Left, "")
}

/// The periods from the first point to the last one, gaps included.
fn slots(series: &Series) -> Vec<Slot<'_>> {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else { return Vec::new() };
    let mut points = series.points.iter().peekable();
    let mut slots = Vec::new();
    let mut period = first.period;
    while period <= last.period && slots.len() < 600 {
        slots.push(Slot { period, point: points.next_if(|point| point.period == period) });
        period = period.next();
    }
    slots
}

/// The sign of a point: on the good side of the standard, on the bad side, or a sum that lacks a part.
pub fn sign(one: &Indicator, point: &Point, glyphs: &Glyphs) -> (&'static str, Meaning) {
    if !point.is_complete() {
        return (glyphs.below_twice, Meaning::Muted);
    }
    match distance(one, point.amount) {
        Some(far) if far.met() => (glyphs.met, Meaning::Good),
        Some(_) => (glyphs.below, Meaning::Error),
        None => (glyphs.met, Meaning::Bar),
    }
}
