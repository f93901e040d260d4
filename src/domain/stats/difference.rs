//! The change between two proportions, such as a question's rate in two years. One proportion by itself is in `stats.rs`.

use super::wilson;

/// How far two proportions are apart, and between which bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The later share less the earlier one.
    pub by: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Difference {
    /// Whether the bounds leave out *no change at all*.
    #[must_use]
    pub fn is_clear(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The change from the share `earlier` to `later`, each as (credit, answers), with bounds put together from the Wilson
/// bounds of both: method 10 of Newcombe, "Interval estimation for the difference between independent proportions",
/// Statistics in Medicine 17 (1998) 873-890. Credit may be partial. None if either side has no answers.
#[must_use]
pub fn difference(later: (f64, f64), earlier: (f64, f64), z: f64) -> Option<Difference> {
    if later.1 <= 0.0 || earlier.1 <= 0.0 {
        return None;
    }
    let (p1, p2) = (later.0 / later.1, earlier.0 / earlier.1);
    let ((low1, high1), (low2, high2)) = (wilson(p1, later.1, z), wilson(p2, earlier.1, z));
    let by = p1 - p2;
    Some(Difference { by, low: by - (p1 - low1).hypot(high2 - p2), high: by + (high1 - p1).hypot(p2 - low2) })
}
