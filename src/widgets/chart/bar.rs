//! The small ones, for a place inside a line: a bar against a goal, a sparkline with gaps, a span of time. A bar with its interval
//! is in `against.rs`.

use super::{Piece, place, push};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// A horizontal bar in exactly so many cells, filled up to a share, with a mark where the goal stands. No share is an empty bar.
#[must_use]
pub fn bar(share: Option<f64>, goal: Option<f64>, cells: u16, filled: Meaning, glyphs: &Glyphs) -> Vec<Piece> {
    let cells = usize::from(cells);
    let mark = goal.map(|goal| place(goal, cells));
    let steps = glyphs.bar_parts.len() + 1;
    let filled_steps = share.map_or(0, |share| (share.clamp(0.0, 1.0) * (cells * steps) as f64).round() as usize);
    let mut pieces: Vec<Piece> = Vec::new();
    for at in 0..cells {
        let here = filled_steps.saturating_sub(at * steps).min(steps);
        let (sign, meaning) = match here {
            _ if mark == Some(at) => (glyphs.goal, Meaning::Goal),
            0 => (glyphs.bar_empty, Meaning::BarEmpty),
            n if n == steps => (glyphs.bar, filled),
            n => (glyphs.bar_parts[n - 1], filled),
        };
        push(&mut pieces, sign, meaning);
    }
    pieces
}

/// A sparkline of one cell a value, between a lowest and a highest share; a gap where there is no value.
#[must_use]
pub fn sparkline(values: &[Option<f64>], lowest: f64, highest: f64, glyphs: &Glyphs) -> String {
    let steps = glyphs.spark.len();
    let span = (highest - lowest).max(f64::EPSILON);
    let sign = |value: f64| glyphs.spark[place((value - lowest) / span, steps)];
    values.iter().map(|value| value.map_or(" ", sign)).collect()
}

/// A sparkline whose range is that of its own values, but never less than a tenth, so that noise does not look like a change.
#[must_use]
pub fn own_sparkline(values: &[Option<f64>], glyphs: &Glyphs) -> String {
    let known = || values.iter().flatten().copied().filter(|value| value.is_finite());
    let (low, high) = known().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let missing = (0.1 - (high - low)).max(0.0) / 2.0;
    sparkline(values, low - missing, high + missing, glyphs)
}

/// A span of a timeline in exactly so many cells: from a share of the time to another, with a mark for now.
#[must_use]
pub fn span(from: f64, to: f64, now: Option<f64>, cells: u16, filled: Meaning, glyphs: &Glyphs) -> Vec<Piece> {
    let cells = usize::from(cells);
    let (first, last) = (place(from.min(to), cells), place(from.max(to), cells));
    let now = now.filter(|now| (0.0..=1.0).contains(now)).map(|now| place(now, cells));
    let mut pieces: Vec<Piece> = Vec::new();
    for at in 0..cells {
        let (sign, meaning) = if (first..=last).contains(&at) {
            (glyphs.bar, filled)
        } else if now == Some(at) {
            (glyphs.goal, Meaning::Goal)
        } else {
            (glyphs.bar_empty, Meaning::BarEmpty)
        };
        push(&mut pieces, sign, meaning);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(pieces: &[Piece]) -> String {
        pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    #[test]
    fn a_bar_is_filled_to_the_share_and_marked_at_the_goal() {
        let drawn = bar(Some(0.5), Some(0.9), 10, Meaning::Below, &Glyphs::UNICODE);
        assert_eq!(line(&drawn), "━━━━━────│");
        assert_eq!(drawn[0].1, Meaning::Below);
        assert_eq!(drawn.last().unwrap().1, Meaning::Goal);
        assert_eq!(line(&bar(Some(0.55), None, 10, Meaning::Bar, &Glyphs::UNICODE)), "━━━━━╸────");
        assert_eq!(line(&bar(Some(0.55), Some(0.85), 10, Meaning::Bar, &Glyphs::ASCII)), "######..|.");
        assert_eq!(line(&bar(None, Some(0.85), 4, Meaning::Bar, &Glyphs::ASCII)), "...|");
        assert_eq!(line(&bar(Some(2.0), None, 3, Meaning::Bar, &Glyphs::ASCII)), "###");
        assert_eq!(line(&bar(Some(0.3), Some(0.9), 0, Meaning::Bar, &Glyphs::ASCII)), "");
    }

    #[test]
    fn a_sparkline_shows_gaps_as_gaps() {
        let values = [Some(0.0), None, Some(0.5), Some(1.0)];
        assert_eq!(sparkline(&values, 0.0, 1.0, &Glyphs::UNICODE), "▁ ▅█");
        assert_eq!(sparkline(&values, 0.0, 1.0, &Glyphs::ASCII), "_ =#");
        assert_eq!(own_sparkline(&[None, None], &Glyphs::ASCII), "  ");
    }

    #[test]
    fn small_noise_does_not_look_like_a_change() {
        assert_eq!(own_sparkline(&[Some(0.80), Some(0.81)], &Glyphs::UNICODE), "▄▅");
    }

    #[test]
    fn a_span_stands_between_its_days_and_today_is_marked() {
        assert_eq!(line(&span(0.2, 0.49, Some(0.75), 10, Meaning::Bar, &Glyphs::ASCII)), "..###..|..");
    }
}
