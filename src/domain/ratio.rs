//! Exact scores and goals: credit in ten-thousandths of answers over a number of answers, and how they read.
//! What a score is made of belongs to `score.rs`.

use std::cmp::Ordering;

use super::share::Share;

/// `part / (10 000 × whole)`, never rounded. `whole` is at least 1.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    part: u64,
    whole: u64,
}

impl Ratio {
    /// Credit in ten-thousandths of answers over answers; none if there is no answer.
    #[must_use]
    pub fn new(part: u64, whole: u64) -> Option<Ratio> {
        (whole > 0).then_some(Ratio { part, whole })
    }

    /// Ten-thousandths of answers.
    #[must_use]
    pub fn part(self) -> u64 {
        self.part
    }

    /// Answers.
    #[must_use]
    pub fn whole(self) -> u64 {
        self.whole
    }

    /// As a fraction of 1, for files and charts; never for comparing with a goal.
    #[must_use]
    pub fn fraction(self) -> f64 {
        self.part as f64 / (self.whole as f64 * 10_000.0)
    }

    /// The percent with so many decimals, cut off and never rounded up: 84.96 % reads `84.9`.
    #[must_use]
    pub fn percent(self, decimals: u32) -> String {
        let scale = 10_u128.pow(decimals);
        let units = self.units(scale);
        if decimals == 0 {
            return units.to_string();
        }
        format!("{}.{:0width$}", units / scale, units % scale, width = decimals as usize)
    }

    fn units(self, scale: u128) -> u128 {
        u128::from(self.part) * scale / (u128::from(self.whole) * 100)
    }
}

impl From<Share> for Ratio {
    fn from(share: Share) -> Ratio {
        Ratio { part: u64::from(share.0), whole: 1 }
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        (u128::from(self.part) * u128::from(other.whole)).cmp(&(u128::from(other.part) * u128::from(self.whole)))
    }
}

/// A score and its goal as percents to stand side by side. One decimal, cut off; more (four at most) only where
/// one would read as the wrong verdict, as with a goal of 41.65 % and a score of 41.66 %.
#[must_use]
pub fn beside(score: Ratio, goal: Ratio) -> (String, String) {
    let truth = score >= goal;
    let decimals = (1..4).find(|d| (score.units(10_u128.pow(*d)) >= goal.units(10_u128.pow(*d))) == truth).unwrap_or(4);
    (score.percent(decimals), goal.percent(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(part: u64, whole: u64) -> Ratio {
        Ratio::new(part, whole).unwrap()
    }

    #[test]
    fn a_percent_is_cut_off_and_never_rounded_up_into_a_pass() {
        assert_eq!(ratio(8496, 1).percent(1), "84.9");
        assert_eq!(ratio(8499, 1).percent(1), "84.9");
        assert_eq!(ratio(8500, 1).percent(1), "85.0");
        assert_eq!(ratio(20_000, 3).percent(1), "66.6");
        assert_eq!(ratio(0, 7).percent(1), "0.0");
        assert_eq!(ratio(70_000, 7).percent(0), "100");
    }

    #[test]
    fn equal_parts_are_equal_whatever_they_are_counted_in() {
        assert_eq!(ratio(340_000, 40), Ratio::from(Share(8500)));
        assert!(ratio(339_999, 40) < Ratio::from(Share(8500)));
    }

    #[test]
    fn side_by_side_a_score_never_reads_as_the_wrong_verdict() {
        assert_eq!(beside(ratio(8500, 1), ratio(8500, 1)), ("85.0".into(), "85.0".into()));
        assert_eq!(beside(ratio(8496, 1), ratio(8500, 1)), ("84.9".into(), "85.0".into()));
        assert_eq!(beside(ratio(4164, 1), ratio(4165, 1)), ("41.64".into(), "41.65".into()));
        assert_eq!(beside(ratio(4166, 1), ratio(4165, 1)), ("41.6".into(), "41.6".into()));
    }
}
