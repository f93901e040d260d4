//! What a series of months says: with twelve points or more by the rules of run chart and control chart, with fewer only its points.

use super::short_month;
use crate::domain::stats::p_chart::PChart;
use crate::domain::stats::run_chart::{LEAST_POINTS, RunChart};
use chrono::NaiveDate;

/// A month of a series: how many, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The month.
    pub month: NaiveDate,
    /// How many.
    pub part: u32,
    /// Of how many; a month with none is no point.
    pub whole: u32,
}

impl Point {
    /// As a fraction of 1; none without a whole.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.whole > 0).then(|| f64::from(self.part) / f64::from(self.whole))
    }
}

/// What may be said of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its months, in order.
    pub points: Vec<Point>,
    /// The run chart, from twelve points on.
    pub run: Option<RunChart>,
    /// The control chart, from twelve points on.
    pub control: Option<PChart>,
}

impl Series {
    /// Of months in their order.
    #[must_use]
    pub fn of(points: Vec<Point>) -> Series {
        let shares: Vec<f64> = points.iter().filter_map(Point::share).collect();
        let counts: Vec<(u32, u32)> = points.iter().map(|point| (point.part, point.whole)).collect();
        Series { run: RunChart::of(&shares), control: PChart::of(&counts), points }
    }

    /// What it says, in sentences.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let known = self.points.iter().filter(|point| point.whole > 0).count();
        let (Some(run), Some(control)) = (&self.run, &self.control) else {
            return vec![match known {
                0 => "No month has a figure yet.".to_owned(),
                n => format!(
                    "{n} of the {LEAST_POINTS} months that run chart and control chart need: the points are shown, no rule is applied."
                ),
            }];
        };
        let verdict = if run.is_signal() { "more than chance makes: look for what changed" } else { "no more than chance makes" };
        let first = format!(
            "Run chart, {known} months: longest run {} (at most {}), crossings {} (at least {}): {verdict}.",
            run.longest_run, run.longest_run_max, run.crossings, run.crossings_min
        );
        let outside: Vec<String> = control.outside().into_iter().map(|at| short_month(self.points[at].month)).collect();
        let second = match outside.as_slice() {
            [] => "Control chart: every month lies within three standard errors of the mean.".to_owned(),
            some => format!("Control chart: outside of three standard errors of the mean: {}.", some.join(", ")),
        };
        vec![first, second]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{months, months_before};
    use super::*;

    fn series(parts: &[(u32, u32)]) -> Series {
        let last = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let months = months(months_before(last, parts.len() as u32 - 1), last);
        Series::of(months.into_iter().zip(parts).map(|(month, (part, whole))| Point { month, part: *part, whole: *whole }).collect())
    }

    #[test]
    fn short_series_show_their_points_and_say_so() {
        let short = series(&[(3, 5), (0, 0), (4, 5)]);
        assert_eq!(short.words(), ["2 of the 12 months that run chart and control chart need: the points are shown, no rule is applied."]);
        assert_eq!(series(&[(0, 0)]).words(), ["No month has a figure yet."]);
    }

    #[test]
    fn a_fall_in_the_last_half_year_is_named() {
        let words = series(&[[(19, 20); 6], [(4, 20); 6]].concat()).words();
        assert!(
            words[0].starts_with("Run chart, 12 months: longest run 6 (at most 7), crossings 1 (at least 3): more than chance"),
            "{words:?}"
        );
        assert!(words[1].contains("Jul 2025") && words[1].contains("Jun 2026"), "{words:?}");
    }
}
