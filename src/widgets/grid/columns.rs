//! How wide columns are, and which of them are in view. Pure numbers.

use super::{Column, GridState};

/// Blank cells at both sides of a column's text.
pub const PADDING: u16 = 2;

/// Cells that frozen columns leave to the others at least; otherwise nothing is frozen.
const NARROWEST: i64 = 8;

/// Cells of text that a column cut by the edge must show to be worth drawing.
const LEGIBLE: u16 = 7;

/// A column in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedColumn {
    /// Which column.
    pub column: usize,
    /// Where it starts, its left blank included, counted from the left of the grid.
    pub x: u16,
    /// The cells of its text.
    pub width: u16,
    /// The cells of it in view, blanks included; fewer than `width + 2` if the edge cuts it.
    pub shown: u16,
}

/// The columns in view.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Placed {
    /// The columns, frozen ones first.
    pub columns: Vec<PlacedColumn>,
    /// Where the line after the frozen columns stands.
    pub frozen_edge: Option<u16>,
    /// The first of the scrolling columns in view, as a place among the shown ones.
    pub left: usize,
    /// Whether columns are out of view at the left.
    pub more_left: bool,
    /// Whether columns are out of view, or cut, at the right.
    pub more_right: bool,
}

/// The width of each column's text in so much room; 0 if hidden. What the reviewer has set stays; the others share.
#[must_use]
pub fn widths(columns: &[Column], state: &GridState, room: u16) -> Vec<u16> {
    let shown: Vec<usize> = state.shown(columns.len());
    let mut widths = vec![0; columns.len()];
    let frozen_line = u16::from(state.frozen > 0 && shown.len() > state.frozen);
    let room = i64::from(room) - i64::from(frozen_line) - i64::from(PADDING) * shown.len() as i64;
    let mut total = 0;
    for &column in &shown {
        widths[column] = state.width(column).unwrap_or(columns[column].wish).max(1);
        total += i64::from(widths[column]);
    }
    let free: Vec<usize> = shown.into_iter().filter(|&column| state.width(column).is_none()).collect();
    if total <= room {
        share(&mut widths, &free, room - total, |column, now| columns[column].max.saturating_sub(now));
    } else {
        let spare = |column: usize, now: u16| now.saturating_sub(columns[column].min.max(1));
        let most: i64 = free.iter().map(|&column| i64::from(spare(column, widths[column]))).sum();
        // If even the narrowest do not fit, columns scroll, and then nothing is gained by squeezing them.
        if total - most <= room {
            let mut less = vec![0; columns.len()];
            share(&mut less, &free, total - room, |column, taken| spare(column, widths[column]).saturating_sub(taken));
            for (width, less) in widths.iter_mut().zip(less) {
                *width -= less;
            }
        }
    }
    widths
}

/// Gives out cells evenly, as far as each column can take more.
fn share(widths: &mut [u16], among: &[usize], mut cells: i64, can_take: impl Fn(usize, u16) -> u16) {
    while cells > 0 {
        let open: Vec<usize> = among.iter().copied().filter(|&column| can_take(column, widths[column]) > 0).collect();
        if open.is_empty() {
            return;
        }
        let each = u16::try_from((cells / open.len() as i64).max(1)).unwrap_or(u16::MAX);
        for column in open {
            let take = each.min(can_take(column, widths[column])).min(u16::try_from(cells).unwrap_or(u16::MAX));
            widths[column] += take;
            cells -= i64::from(take);
            if cells == 0 {
                return;
            }
        }
    }
}

/// Which columns are in view so that the cursor's is, moving as little as possible.
#[must_use]
pub fn place(columns: &[Column], state: &GridState, room: u16) -> Placed {
    let widths = widths(columns, state, room);
    let shown = state.shown(columns.len());
    let outer = |at: usize| widths[shown[at]].saturating_add(PADDING);
    let mut frozen = state.frozen.min(shown.len().saturating_sub(1));
    // Frozen columns that leave no room for the others would hide what is being read.
    let rest_after = |frozen: usize| i64::from(room) - 1 - (0..frozen).map(|at| i64::from(outer(at))).sum::<i64>();
    while frozen > 0 && rest_after(frozen) < (i64::from(room) / 3).max(NARROWEST) {
        frozen -= 1;
    }
    let mut placed = Placed::default();
    let mut x = 0;
    for (at, &column) in shown.iter().enumerate().take(frozen) {
        placed.columns.push(PlacedColumn { column, x, width: widths[column], shown: outer(at) });
        x += outer(at);
    }
    if frozen > 0 {
        placed.frozen_edge = Some(x);
        x += 1;
    }
    let here = shown.iter().position(|&column| column == state.column).unwrap_or(0);
    let rest = room.saturating_sub(x);
    let fits_from = |last: usize| {
        let mut first = last;
        let mut used = outer(last);
        while first > frozen && used.saturating_add(outer(first - 1)) <= rest {
            first -= 1;
            used += outer(first);
        }
        first
    };
    let mut left = state.left.max(frozen);
    if here >= frozen && !shown.is_empty() {
        left = left.min(here).max(fits_from(here));
    }
    if let Some(last) = shown.len().checked_sub(1) {
        left = left.min(fits_from(last));
    }
    placed.left = left;
    placed.more_left = left > frozen;
    let scrolling = placed.columns.len();
    for (at, &column) in shown.iter().enumerate().skip(left) {
        let seen = outer(at).min(room.saturating_sub(x));
        // A sliver of a column reads as noise: it is left for the next scroll, unless it is all there is.
        let sliver = seen < outer(at) && seen < PADDING + LEGIBLE && placed.columns.len() > scrolling;
        if seen <= PADDING || sliver {
            placed.more_right = true;
            break;
        }
        placed.columns.push(PlacedColumn { column, x, width: widths[column], shown: seen });
        placed.more_right = seen < outer(at);
        x += seen;
    }
    spread(&mut placed.columns[scrolling..], columns, state, room.saturating_sub(x));
    placed
}

/// Gives the room that a left-out column leaves to the wrapping ones in view, as far as they may grow.
fn spread(placed: &mut [PlacedColumn], columns: &[Column], state: &GridState, mut spare: u16) {
    let mut moved = 0;
    for column in placed {
        column.x += moved;
        let kind = &columns[column.column];
        if kind.wrap && state.width(column.column).is_none() {
            let more = kind.max.saturating_sub(column.width).min(spare);
            column.width += more;
            column.shown += more;
            moved += more;
            spare -= more;
        }
    }
}
