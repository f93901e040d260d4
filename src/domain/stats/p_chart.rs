//! Control charts of proportions: which points lie outside of what chance makes around the mean (Shewhart; limits of three
//! standard errors, each by its own n). Drawing belongs to widgets.

use super::run_chart::LEAST_POINTS;

/// One point with its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Lower limit, 0 at least.
    pub low: f64,
    /// Upper limit, 1 at most.
    pub high: f64,
    /// Whether the point lies outside of them.
    pub outside: bool,
}

/// A control chart of a proportion.
#[derive(Clone, Debug, PartialEq)]
pub struct PChart {
    /// The mean: all that count over all.
    pub mean: f64,
    /// One for each point, in order; none where n is 0.
    pub limits: Vec<Option<Limits>>,
}

impl PChart {
    /// Of points (how many, of how many) in their order; none for fewer than [`LEAST_POINTS`] with an n.
    #[must_use]
    pub fn of(points: &[(u32, u32)]) -> Option<PChart> {
        if points.iter().filter(|(_, n)| *n > 0).count() < LEAST_POINTS {
            return None;
        }
        let (part, whole) = points.iter().fold((0u64, 0u64), |(x, n), (xi, ni)| (x + u64::from(*xi), n + u64::from(*ni)));
        let mean = part as f64 / whole as f64;
        let limits = points.iter().map(|(x, n)| {
            (*n > 0).then(|| {
                let half = 3.0 * (mean * (1.0 - mean) / f64::from(*n)).sqrt();
                let (low, high) = ((mean - half).max(0.0), (mean + half).min(1.0));
                let p = f64::from(*x) / f64::from(*n);
                Limits { low, high, outside: p < low || p > high }
            })
        });
        Some(PChart { mean, limits: limits.collect() })
    }

    /// Which points lie outside, by their number from 0.
    #[must_use]
    pub fn outside(&self) -> Vec<usize> {
        self.limits.iter().enumerate().filter(|(_, limits)| limits.is_some_and(|l| l.outside)).map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<(u32, u32)> {
        let lines = include_str!("../../../tests/data/oracle_p_chart.csv").lines().skip(1);
        let number = |text: &str| text.parse().unwrap();
        lines.map(|line| line.split(',').collect::<Vec<_>>()).map(|cells| (number(cells[1]), number(cells[2]))).collect()
    }

    #[test]
    fn mean_limits_and_points_outside_are_those_of_the_oracle() {
        let points = points();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let chart = PChart::of(&points).unwrap();
        let limits = chart.limits[0].unwrap();
        assert!(near(chart.mean, 0.231_333) || (chart.mean - 0.231_333).abs() < 5e-7, "{}", chart.mean);
        assert!(near(limits.high, 0.410_239) && near(limits.low, 0.052_428), "{limits:?}");
        assert_eq!(chart.outside(), [14, 22], "samples 15 and 23");
        let kept: Vec<_> = points.iter().enumerate().filter(|(at, _)| ![14, 22].contains(at)).map(|(_, p)| *p).collect();
        let chart = PChart::of(&kept).unwrap();
        let limits = chart.limits[0].unwrap();
        assert!(near(chart.mean, 0.215) && near(limits.high, 0.389_297) && near(limits.low, 0.040_703));
    }

    #[test]
    fn a_month_without_scans_has_no_limits_and_is_no_point() {
        let mut points = vec![(1, 10); 11];
        points.push((0, 0));
        assert_eq!(PChart::of(&points), None, "eleven points");
        points.push((1, 10));
        let chart = PChart::of(&points).unwrap();
        assert_eq!((chart.limits[11], chart.outside()), (None, Vec::new()));
    }
}
