//! Run charts: whether a series of points moves more than chance alone would have it. Rules of Anhøj (2014, 2015), as in the
//! R package qicharts2. Drawing belongs to widgets.

use std::cmp::Ordering;

/// Fewer points than this say nothing: they are shown, and no rule is applied.
pub const LEAST_POINTS: usize = 12;

/// A series against its median.
#[derive(Clone, Debug, PartialEq)]
pub struct RunChart {
    /// The median of all points.
    pub median: f64,
    /// Points that do not lie on the median.
    pub useful: u32,
    /// The longest run of points on one side of it.
    pub longest_run: u32,
    /// The longest run that chance alone would make, as a rule.
    pub longest_run_max: u32,
    /// How often the line crosses the median.
    pub crossings: u32,
    /// The fewest crossings that chance alone would make, as a rule.
    pub crossings_min: u32,
}

/// The longest run to be expected of so many useful points: log2(n) + 3, rounded.
#[must_use]
pub fn longest_run_max(useful: u32) -> u32 {
    if useful == 0 { 0 } else { (f64::from(useful).log2() + 3.0).round() as u32 }
}

/// The fewest crossings to be expected of so many useful points: the 5 % quantile of the binomial distribution of n - 1 throws
/// of a fair coin.
#[must_use]
pub fn crossings_min(useful: u32) -> u32 {
    let throws = useful.saturating_sub(1);
    let mut chance = 0.5f64.powi(throws as i32);
    let mut sum = chance;
    let mut k = 0;
    while sum < 0.05 && k < throws {
        chance *= f64::from(throws - k) / f64::from(k + 1);
        k += 1;
        sum += chance;
    }
    k
}

impl RunChart {
    /// Of points in their order; none for fewer than [`LEAST_POINTS`].
    #[must_use]
    pub fn of(points: &[f64]) -> Option<RunChart> {
        if points.len() < LEAST_POINTS || points.iter().any(|point| !point.is_finite()) {
            return None;
        }
        let mut sorted = points.to_vec();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let median = if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[middle - 1], sorted[middle]) } else { sorted[middle] };
        let sides: Vec<Ordering> = points.iter().map(|point| point.total_cmp(&median)).filter(|side| *side != Ordering::Equal).collect();
        let (mut longest, mut run) = (0, 0);
        for (at, side) in sides.iter().enumerate() {
            run = if at > 0 && sides[at - 1] == *side { run + 1 } else { 1 };
            longest = longest.max(run);
        }
        let useful = sides.len() as u32;
        Some(RunChart {
            median,
            useful,
            longest_run: longest,
            longest_run_max: longest_run_max(useful),
            crossings: sides.windows(2).filter(|pair| pair[0] != pair[1]).count() as u32,
            crossings_min: crossings_min(useful),
        })
    }

    /// Whether the series moved more than chance would have it: too long a run, or too few crossings.
    #[must_use]
    pub fn is_signal(&self) -> bool {
        self.longest_run > self.longest_run_max || self.crossings < self.crossings_min
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_those_of_the_oracle() {
        for line in include_str!("../../../tests/data/oracle_run_chart.csv").lines().skip(1) {
            let n: Vec<u32> = line.split(',').take(3).map(|n| n.parse().unwrap()).collect();
            assert_eq!((longest_run_max(n[0]), crossings_min(n[0])), (n[1], n[2]), "{} useful points", n[0]);
        }
    }

    #[test]
    fn eleven_points_say_nothing() {
        assert_eq!(RunChart::of(&[1.0; 11]), None);
        let chart = RunChart::of(&[1.0; 12]).unwrap();
        assert_eq!((chart.useful, chart.longest_run, chart.is_signal()), (0, 0, false), "all on the median");
    }

    #[test]
    fn a_shift_is_seen_and_a_wobble_is_not() {
        let shift: Vec<f64> = (0..12).map(|n| if n < 6 { 1.0 } else { 2.0 }).collect();
        let chart = RunChart::of(&shift).unwrap();
        assert_eq!((chart.median, chart.useful, chart.longest_run, chart.crossings), (1.5, 12, 6, 1));
        assert!(chart.is_signal(), "one crossing, at least three are to be expected");
        let wobble: Vec<f64> = (0..12).map(|n| f64::from(n % 2)).collect();
        let chart = RunChart::of(&wobble).unwrap();
        assert_eq!((chart.longest_run, chart.crossings, chart.is_signal()), (1, 11, false));
    }
}
