//! A run inside a frame: limits, goal, centre lines, the way from point to point, the points. Labels are placed by those who
//! call it; a large run and a small one share this.

use super::look::Look;
use super::point::{mark, whisker};
use super::scale::Scale;
use super::sheet::Sheet;
use crate::report::chart::{Point, Run};

/// The frame of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// How many points have room.
    pub(super) points: usize,
    /// Upright: its ends are `bottom` and `top`.
    pub(super) scale: Scale,
}

/// The scale of some runs together: nothing that is drawn lies outside.
pub(super) fn scale<'a>(runs: impl Iterator<Item = &'a Run> + Clone) -> Scale {
    let cells = runs
        .clone()
        .flat_map(|run| run.points.iter().flat_map(|point| [&point.value, &point.low, &point.high]).chain(std::iter::once(&run.goal)));
    let more = runs.flat_map(|run| {
        let limits = run.points.iter().filter_map(|point| point.limits).flat_map(|(low, high)| [low, high]);
        limits.chain(run.phases.iter().map(|phase| phase.centre))
    });
    Scale::around(cells, more)
}

impl Plot {
    /// How wide the room of a point is.
    pub(super) fn slot(&self) -> f64 {
        (self.right - self.left) / self.points.max(1) as f64
    }

    /// The middle of a point's room.
    pub(super) fn x(&self, at: usize) -> f64 {
        self.left + (at as f64 + 0.5) * self.slot()
    }

    /// Where a point lies, if it has a value.
    pub(super) fn place(&self, at: usize, point: &Point) -> Option<(f64, f64)> {
        Some((self.x(at), self.scale.place(point.value.at()?)))
    }

    /// The lines to measure by, and the two axes.
    pub(super) fn frame(&self, out: &mut Sheet) {
        for (y, _) in self.scale.ticks() {
            out.line((self.left, y), (self.right, y), Look::Grid);
        }
        out.line((self.left, self.bottom), (self.right, self.bottom), Look::Axis);
    }

    /// Everything but words.
    pub(super) fn draw(&self, out: &mut Sheet, run: &Run) {
        self.limits(out, run);
        if let Some(goal) = run.goal.at() {
            let y = self.scale.place(goal);
            out.line((self.left, y), (self.right, y), Look::Standard);
        }
        for phase in &run.phases {
            let y = self.scale.place(phase.centre);
            let until = phase.until.min(self.points) as f64;
            out.line((self.left + phase.from as f64 * self.slot(), y), (self.left + until * self.slot(), y), Look::Centre);
        }
        self.way(out, run);
        for (at, point) in run.points.iter().enumerate() {
            let Some((x, y)) = self.place(at, point) else { continue };
            if let (Some(low), Some(high)) = (point.low.at(), point.high.at()) {
                whisker(out, x, (self.scale.place(low), self.scale.place(high)), Look::Interval);
            }
            mark(out, (x, y), point.state);
            if point.signal {
                out.circle((x, y), 8.0, Look::Signal);
            }
        }
    }

    /// From point to point; a missing one leaves a gap.
    fn way(&self, out: &mut Sheet, run: &Run) {
        let mut stretch = Vec::new();
        for (at, point) in run.points.iter().enumerate() {
            if let Some(place) = self.place(at, point) {
                stretch.push(place);
            } else {
                out.path(&stretch, false, Look::Path);
                stretch.clear();
            }
        }
        out.path(&stretch, false, Look::Path);
    }

    /// Stepped limits, broken where a stretch with another centre begins.
    fn limits(&self, out: &mut Sheet, run: &Run) {
        let (mut low, mut high) = (Vec::new(), Vec::new());
        let half = self.slot() / 2.0;
        for (at, point) in run.points.iter().enumerate() {
            if point.limits.is_none() || run.phases.iter().any(|phase| phase.from == at) {
                out.path(&low, false, Look::Limit);
                out.path(&high, false, Look::Limit);
                (low, high) = (Vec::new(), Vec::new());
            }
            if let Some((from, to)) = point.limits {
                let x = self.x(at);
                low.extend([(x - half, self.scale.place(from)), (x + half, self.scale.place(from))]);
                high.extend([(x - half, self.scale.place(to)), (x + half, self.scale.place(to))]);
            }
        }
        out.path(&low, false, Look::Limit);
        out.path(&high, false, Look::Limit);
    }
}
