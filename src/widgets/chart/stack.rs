//! Counts in parts, as one bar of signs: `■■■■□□▸··`. All bars of a chart have one scale; where there is room, a sign is one case.

use std::ops::Range;

use super::signs::Signs;
use super::slots::{Lined, Slots};
use super::{Piece, push};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// Most parts of a bar.
pub const PARTS: usize = 4;

/// One line of such a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// What stands around the bar. Its figures are the caller's: the counts themselves.
    pub lined: Lined,
    /// The parts, in the order of their signs.
    pub parts: [u64; PARTS],
}

/// What each part looks like, and means.
#[must_use]
pub fn part_signs(glyphs: &Glyphs) -> [(&'static str, Meaning); PARTS] {
    let [first, second, third, rest] = Signs::of(glyphs).parts;
    [(first, Meaning::Error), (second, Meaning::Warn), (third, Meaning::Accent), (rest, Meaning::Muted)]
}

/// Some lines of a chart, each in exactly so many cells; where their parts stand; and how many cases a sign is at most (1: each
/// sign is one case). Both are decided by all lines.
#[must_use]
pub fn stack(lines: &[Stack], shown: Range<usize>, headings: &[&str], width: u16, glyphs: &Glyphs) -> (Slots, Vec<Vec<Piece>>, u64) {
    let slots = Slots::of(lines.iter().map(|line| &line.lined), headings, width);
    let total = |line: &Stack| line.parts.iter().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let most = lines.iter().map(total).max().unwrap_or(0);
    let cells = slots.bar as u64;
    // A part that is not nothing has a sign, however small: up to a sign more for each part but one.
    let per = if most <= cells { 1 } else { most.div_ceil(cells.saturating_sub(PARTS as u64 - 1).max(1)) };
    let line = |line: &Stack| slots.line(&line.lined, bar(&line.parts, per, slots.bar, glyphs), glyphs);
    let drawn = lines.iter().skip(shown.start).take(shown.len()).map(line).collect();
    (slots, drawn, per)
}

fn bar(parts: &[u64; PARTS], per: u64, cells: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut left = cells;
    for (n, (sign, meaning)) in parts.iter().zip(part_signs(glyphs)) {
        let signs = usize::try_from(n.div_ceil(per)).unwrap_or(usize::MAX).min(left);
        left -= signs;
        for _ in 0..signs {
            push(&mut pieces, sign, meaning);
        }
    }
    for _ in 0..left {
        push(&mut pieces, " ", Meaning::BarEmpty);
    }
    pieces
}
