//! Horizontal bars against a goal, each with its interval: `━━━━━━┿━━━╾──┤  ┃`. Each line has its own goal.

use std::ops::Range;

use super::signs::Signs;
use super::slots::{Lined, Slots};
use super::{Piece, known, known_ends, place, push};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// One line of such a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Against {
    /// What stands around the bar.
    pub lined: Lined,
    /// How far the bar goes; none draws no bar.
    pub share: Option<f64>,
    /// Lower and upper end of its interval.
    pub interval: Option<(f64, f64)>,
    /// Where the goal stands.
    pub goal: Option<f64>,
    /// What the bar means.
    pub meaning: Meaning,
}

/// Some lines of a chart, each in exactly so many cells, and where their parts stand: that is decided by all of its lines, so that
/// nothing jumps while they move.
#[must_use]
pub fn against(lines: &[Against], shown: Range<usize>, headings: &[&str], width: u16, glyphs: &Glyphs) -> (Slots, Vec<Vec<Piece>>) {
    let slots = Slots::of(lines.iter().map(|line| &line.lined), headings, width);
    let bar = |line: &Against| against_bar(line.share, line.interval, line.goal, slots.bar, line.meaning, glyphs);
    let drawn = lines.iter().skip(shown.start).take(shown.len()).map(|line| slots.line(&line.lined, bar(line), glyphs)).collect();
    (slots, drawn)
}

/// A bar up to a share, an interval over and beyond it, and a mark at the goal, in exactly so many cells. An end of the interval
/// that falls on the goal's cell is seen by the stroke that stops there.
#[must_use]
pub fn against_bar(
    share: Option<f64>,
    interval: Option<(f64, f64)>,
    goal: Option<f64>,
    cells: usize,
    filled: Meaning,
    glyphs: &Glyphs,
) -> Vec<Piece> {
    let signs = Signs::of(glyphs);
    let steps = if signs.half.is_some() { 2 } else { 1 };
    let reached = known(share).map_or(0, |share| (share * (cells * steps) as f64).round() as usize);
    let ends = known_ends(interval).map(|(low, high)| (place(low, cells), place(high, cells)));
    let goal = known(goal).map(|goal| place(goal, cells));
    let mut pieces = Vec::new();
    for at in 0..cells {
        let here = reached.saturating_sub(at * steps).min(steps);
        // 0 a bar through the whole cell, 1 through its left half, 2 no bar.
        let under = if here == steps { 0 } else { 2 - here };
        let (sign, meaning) = match ends {
            _ if goal == Some(at) => (signs.goal[goal_kind(under, at, ends)], Meaning::Goal),
            Some((low, high)) if low == at && high == at => (signs.both[under], interval_meaning(under, filled)),
            Some((low, _)) if low == at => (signs.low[under], interval_meaning(under, filled)),
            Some((_, high)) if high == at => (signs.high[under], interval_meaning(under, filled)),
            _ if under == 0 => (signs.bar, filled),
            Some((low, high)) if low < at && at < high => {
                if under == 1 {
                    (signs.half_on, filled)
                } else {
                    (signs.reach, Meaning::Muted)
                }
            }
            _ if under == 1 => (signs.half.unwrap_or(signs.bar), filled),
            _ => (" ", Meaning::BarEmpty),
        };
        push(&mut pieces, sign, meaning);
    }
    pieces
}

fn goal_kind(under: usize, at: usize, ends: Option<(usize, usize)>) -> usize {
    match ends {
        _ if under == 0 => 1,
        Some((low, high)) if low <= at && at < high => 2,
        Some((_, high)) if at == high => 3,
        _ => 0,
    }
}

fn interval_meaning(under: usize, filled: Meaning) -> Meaning {
    if under == 2 { Meaning::Muted } else { filled }
}
