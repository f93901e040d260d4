//! Charts as pieces of text with a meaning, in exactly the cells that were asked for. Shares are from 0 to 1; what is no number is
//! drawn as nothing. Every chart is read without colour: what differs, differs in its sign.
//!
//! `bar.rs` one bar, a sparkline, a span of time · `against.rs` bars against goals, with intervals · `run.rs` a run of periods ·
//! `stack.rs` counts in parts · `slots.rs` where label, bar and figures of a line stand · `signs.rs` the strokes.

mod against;
mod bar;
mod run;
mod signs;
mod slots;
mod stack;

pub use against::{Against, against, against_bar};
pub use bar::{bar, own_sparkline, span, sparkline};
pub use run::{Point, run};
pub use slots::{Lined, Slots};
pub use stack::{Stack, part_signs, stack};

use super::glyphs::Glyphs;
use super::meaning::Meaning;

/// A piece of a line and what it means.
pub type Piece = (String, Meaning);

/// The cell of a share among so many.
fn place(share: f64, cells: usize) -> usize {
    ((share.clamp(0.0, 1.0) * cells as f64) as usize).min(cells.saturating_sub(1))
}

/// A share that can be drawn.
fn known(share: Option<f64>) -> Option<f64> {
    share.filter(|share| share.is_finite()).map(|share| share.clamp(0.0, 1.0))
}

/// Both ends of an interval that can be drawn, the lower one first.
fn known_ends(interval: Option<(f64, f64)>) -> Option<(f64, f64)> {
    let (low, high) = interval?;
    let (low, high) = (known(Some(low))?, known(Some(high))?);
    Some((low.min(high), low.max(high)))
}

/// The strokes of an interval and of a goal, to be said in words: of bars, or of a run.
#[must_use]
pub fn strokes(of_run: bool, glyphs: &Glyphs) -> [(String, Meaning); 2] {
    let signs = signs::Signs::of(glyphs);
    if of_run {
        let interval = [signs.top, signs.shaft, signs.foot].concat();
        return [(interval, Meaning::Muted), (signs.line.repeat(2), Meaning::Goal)];
    }
    let interval = [signs.low[0], signs.bar, signs.reach, signs.high[2]].concat();
    [(interval, Meaning::Text), (signs.goal[0].to_owned(), Meaning::Goal)]
}

/// Adds a sign to a line, joined to the piece before if that means the same.
fn push(pieces: &mut Vec<Piece>, sign: &str, meaning: Meaning) {
    match pieces.last_mut() {
        Some((text, last)) if *last == meaning => text.push_str(sign),
        _ => pieces.push((sign.to_owned(), meaning)),
    }
}

/// The line in exactly so many cells: cut, or filled with blanks.
fn fit(pieces: Vec<Piece>, width: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len() + 1);
    let mut left = width;
    for (text, meaning) in pieces {
        let text = super::width::truncate(&text, left, glyphs.ellipsis);
        left -= super::width::cells(&text);
        if !text.is_empty() {
            push(&mut out, &text, meaning);
        }
    }
    if left > 0 {
        push(&mut out, &" ".repeat(left), Meaning::Text);
    }
    out
}

#[cfg(test)]
mod tests;
