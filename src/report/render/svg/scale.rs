//! From figures to places: an even scale with round ticks. No drawing.

use crate::report::{Cell, Datum};

/// An even scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    percent: bool,
    /// Where its ends are drawn.
    from: f64,
    to: f64,
}

/// Whether a figure is a percent.
fn is_percent(cell: &Cell) -> bool {
    matches!(cell.value, Datum::Ratio(_)) || cell.words().trim_end().ends_with('%')
}

/// No figure beyond is drawn; sums of such figures are no longer exact.
const MOST: f64 = 1e15;

/// Where a figure lies, if it can be drawn.
fn drawable(cell: &Cell) -> Option<f64> {
    cell.at().filter(|at| at.abs() < MOST)
}

/// The next round step above.
fn round_step(rough: f64) -> f64 {
    let base = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|times| times * base).find(|step| *step >= rough * 0.999).unwrap_or(10.0 * base)
}

impl Scale {
    /// From nothing: for lengths. Shares go to 100 %.
    pub(super) fn from_zero<'a>(cells: impl Iterator<Item = &'a Cell>) -> Scale {
        let (mut low, mut high, mut percent) = (0f64, 0f64, false);
        for (cell, at) in cells.filter_map(|cell| Some((cell, drawable(cell)?))) {
            (low, high) = (low.min(at), high.max(at));
            percent |= is_percent(cell);
        }
        if percent && low >= 0.0 && high <= 100.0 {
            high = 100.0;
        }
        Scale::round(low, high, percent, 5.0)
    }

    /// Around what is there: for places. It begins at 0 where that is near.
    pub(super) fn around<'a>(cells: impl Iterator<Item = &'a Cell>, more: impl Iterator<Item = f64>) -> Scale {
        let (mut low, mut high, mut percent) = (f64::INFINITY, f64::NEG_INFINITY, false);
        for (cell, at) in cells.filter_map(|cell| Some((cell, drawable(cell)?))) {
            (low, high) = (low.min(at), high.max(at));
            percent |= is_percent(cell);
        }
        for at in more.filter(|at| at.abs() < MOST) {
            (low, high) = (low.min(at), high.max(at));
        }
        if low > high {
            (low, high) = (0.0, if percent { 100.0 } else { 1.0 });
        }
        if low >= 0.0 && low < high * 0.5 {
            low = 0.0;
        }
        let air = (high - low) * 0.06;
        let within = percent && low >= 0.0 && high <= 100.0;
        let (mut low, mut high) = (if low == 0.0 { 0.0 } else { low - air }, high + air);
        if within {
            (low, high) = (low.max(0.0), high.min(100.0));
        }
        Scale::round(low, high, percent, 4.0)
    }

    fn round(low: f64, high: f64, percent: bool, ticks: f64) -> Scale {
        let high = if high - low < 1e-9 { low + 1.0 } else { high };
        let step = round_step((high - low) / ticks);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        let high = if percent && high > 100.0 && high - step < 100.0 { 100.0 } else { high };
        Scale { low, high, step, percent, from: 0.0, to: 1.0 }
    }

    /// The same, drawn between these two places.
    pub(super) fn between(self, from: f64, to: f64) -> Scale {
        Scale { from, to, ..self }
    }

    /// The place of a figure; what lies outside stays at the end.
    pub(super) fn place(&self, at: f64) -> f64 {
        let share = ((at - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        let share = if share.is_nan() { 0.0 } else { share };
        self.from + share * (self.to - self.from)
    }

    /// Where it begins, in words, if that is not 0 or below.
    pub(super) fn low_words(&self) -> Option<String> {
        (self.low > 0.0).then(|| self.words(self.low))
    }

    /// Round figures along it, with their words.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count)
            .map(|at| self.low + at as f64 * self.step)
            .filter(|at| *at <= self.high + self.step * 1e-6)
            .map(|at| (self.place(at), self.words(at)))
            .collect()
    }

    /// A round figure of it.
    fn words(&self, at: f64) -> String {
        let decimals = if self.step >= 1.0 && (self.step - self.step.round()).abs() < 1e-9 {
            0
        } else {
            (1.0 - self.step.log10()).ceil().max(1.0) as usize
        };
        let number = format!("{at:.decimals$}");
        let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
        let number = if number == "-0" { "0" } else { number };
        if self.percent { format!("{number} %") } else { number.to_owned() }
    }
}
