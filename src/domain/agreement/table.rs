//! How often two raters gave which two answers, and what that says of their agreement. Where the answers come from is in
//! `agreement.rs`; what counts as good agreement is for people to judge.

use crate::domain::stats::quantile::student_two_sided;

/// A figure and its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Between which bounds; none with fewer than two pairs, and where the variance is 0 and an interval would have no width.
    pub interval: Option<(f64, f64)>,
}

/// A square table of answers by two raters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    options: usize,
    scale: usize,
    /// Row by row: the first rater's option, then the second's.
    cells: Vec<u64>,
}

impl Table {
    /// An empty table for so many options, of which `scale` can be given. The scale has a part in [`Table::ac1`] only.
    #[must_use]
    pub fn new(options: usize, scale: usize) -> Table {
        Table { options, scale, cells: vec![0; options * options] }
    }

    /// Adds a pair of option numbers (from 1 on); numbers that are not in the table change nothing.
    pub fn add(&mut self, first: u8, second: u8) {
        let (first, second) = (usize::from(first), usize::from(second));
        if (1..=self.options).contains(&first) && (1..=self.options).contains(&second) {
            self.cells[(first - 1) * self.options + second - 1] += 1;
        }
    }

    /// How often the first rater gave one option (from 1 on) and the second the other.
    #[must_use]
    pub fn at(&self, first: u8, second: u8) -> u64 {
        let (first, second) = (usize::from(first), usize::from(second));
        let inside = (1..=self.options).contains(&first) && (1..=self.options).contains(&second);
        if inside { self.cells[(first - 1) * self.options + second - 1] } else { 0 }
    }

    /// How many pairs there are.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// How many pairs are of the same answer twice.
    #[must_use]
    pub fn same(&self) -> u64 {
        self.cells.iter().step_by(self.options + 1).sum()
    }

    /// How many answers there are to choose from: the scale, or more if more were given.
    #[must_use]
    pub fn categories(&self) -> usize {
        let (rows, columns) = self.sums();
        self.scale.max(rows.iter().zip(&columns).filter(|(row, column)| *row + *column > 0).count())
    }

    /// The share of pairs with the same answer. None without pairs.
    #[must_use]
    pub fn percent(&self) -> Option<Estimate> {
        let n = self.pairs();
        if n == 0 {
            return None;
        }
        let same = self.same() as f64 / n as f64;
        Some(estimate(same, same * (1.0 - same) / n as f64, n, 0.0))
    }

    /// Cohen's kappa (1960) with the variance of Fleiss, Cohen and Everitt (1969) as Gwet writes it for two raters. None
    /// without pairs, and where chance alone would agree always: both gave one and the same answer throughout.
    #[must_use]
    pub fn kappa(&self) -> Option<Estimate> {
        let n = self.pairs();
        let (rows, columns) = self.sums();
        let by_chance: u128 = rows.iter().zip(&columns).map(|(row, column)| u128::from(*row) * u128::from(*column)).sum();
        if n == 0 || by_chance == u128::from(n) * u128::from(n) {
            return None;
        }
        let all = n as f64;
        Some(self.corrected(by_chance as f64 / (all * all), |k, l| (columns[k] + rows[l]) as f64 / all))
    }

    /// Gwet's AC1 with its variance, "Computing inter-rater reliability and its variance in the presence of high agreement",
    /// British Journal of Mathematical and Statistical Psychology 61 (2008) 29-48. Chance agreement rests on the number of
    /// answers that can be given, whether anybody gave them or not. None without pairs or with a single answer to choose.
    #[must_use]
    pub fn ac1(&self) -> Option<Estimate> {
        let (n, q) = (self.pairs(), self.categories());
        if n == 0 || q < 2 {
            return None;
        }
        let (rows, columns) = self.sums();
        let share: Vec<f64> = rows.iter().zip(&columns).map(|(row, column)| (row + column) as f64 / (2.0 * n as f64)).collect();
        let others = (q - 1) as f64;
        let by_chance = share.iter().map(|p| p * (1.0 - p)).sum::<f64>() / others;
        Some(self.corrected(by_chance, |k, l| (2.0 - share[k] - share[l]) / others))
    }

    /// Agreement beyond chance, `(pa - pe) / (1 - pe)`, with its variance by the first terms of the series; `weight` is what
    /// a pair of answers does to twice the chance agreement.
    fn corrected(&self, by_chance: f64, weight: impl Fn(usize, usize) -> f64) -> Estimate {
        let n = self.pairs();
        let all = n as f64;
        let same = self.same() as f64 / all;
        let value = (same - by_chance) / (1.0 - by_chance);
        let mut squares = 0.0;
        for (at, count) in self.cells.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (k, l) = (at / self.options, at % self.options);
            let part = f64::from(u8::from(k == l)) - (1.0 - value) * weight(k, l);
            squares += *count as f64 / all * part * part;
        }
        let mean = same - 2.0 * (1.0 - value) * by_chance;
        let variance = (squares - mean * mean) / (all * (1.0 - by_chance) * (1.0 - by_chance));
        estimate(value, variance, n, -1.0)
    }

    /// How often each option was given by the first rater, and by the second.
    fn sums(&self) -> (Vec<u64>, Vec<u64>) {
        let (mut rows, mut columns) = (vec![0; self.options], vec![0; self.options]);
        for (at, count) in self.cells.iter().enumerate() {
            rows[at / self.options] += count;
            columns[at % self.options] += count;
        }
        (rows, columns)
    }
}

/// The 95 % interval by Student's t with one degree of freedom less than pairs, kept in the range that the figure can have.
fn estimate(value: f64, variance: f64, pairs: u64, lowest: f64) -> Estimate {
    // What rounding leaves of a variance of 0 is far below this.
    let wide = pairs >= 2 && variance > 1e-14;
    let interval = wide.then(|| {
        let half = student_two_sided(0.95, (pairs - 1) as f64) * variance.sqrt();
        ((value - half).max(lowest), (value + half).min(1.0))
    });
    Estimate { value, interval }
}
