//! Marks at a point: round where the goal is met, square on its corner below, each full or empty by its state.

use super::look::Look;
use super::sheet::{Sheet, dress};
use crate::report::chart::State;

/// The mark of a value: a full circle at its goal, a pale diamond below, a hatched square late, an empty circle without a goal.
pub(super) fn mark(sheet: &mut Sheet, at: (f64, f64), state: State) {
    match state {
        State::Met => sheet.circle(at, 4.0, dress(state)),
        State::Below => sheet.diamond(at, 5.5, dress(state)),
        State::Late => sheet.bar((at.0 - 4.0, at.1 - 4.0), (8.0, 8.0), state),
        State::Open => sheet.circle(at, 4.0, Look::Before),
    }
}

/// A triangle on its point, in a rim of paper that parts it from a bar below.
pub(super) fn triangle(sheet: &mut Sheet, (x, y): (f64, f64), look: Look) {
    sheet.path(&[(x - 8.5, y - 6.5), (x + 8.5, y - 6.5), (x, y + 8.5)], true, Look::Paper);
    sheet.path(&[(x - 5.0, y - 4.5), (x + 5.0, y - 4.5), (x, y + 4.5)], true, look);
}

/// An upright line with feet.
pub(super) fn whisker(sheet: &mut Sheet, x: f64, (from, to): (f64, f64), look: Look) {
    sheet.line((x, from), (x, to), look);
    sheet.line((x - 3.0, from), (x + 3.0, from), look);
    sheet.line((x - 3.0, to), (x + 3.0, to), look);
}
