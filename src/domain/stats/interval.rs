//! Intervals of one proportion other than Wilson's: for readers who compare with what others publish.
//! Milepost's own intervals and labels rest on `stats::wilson`.

use super::quantile::beta_quantile;

/// The exact interval (Clopper and Pearson 1934) of `x` in `n` at a confidence such as 0.95. None without answers.
#[must_use]
pub fn clopper_pearson(x: u64, n: u64, confidence: f64) -> Option<(f64, f64)> {
    if n == 0 || x > n {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let (x, n) = (x as f64, n as f64);
    let low = if x <= 0.0 { 0.0 } else { beta_quantile(x, n - x + 1.0, tail) };
    let high = if x >= n { 1.0 } else { beta_quantile(x + 1.0, n - x, 1.0 - tail) };
    Some((low, high))
}

/// The interval of Agresti and Coull (1998), as it comes out: it can leave the range from 0 to 1. None without answers.
#[must_use]
pub fn agresti_coull(x: f64, n: f64, z: f64) -> Option<(f64, f64)> {
    if n <= 0.0 {
        return None;
    }
    let answers = n + z * z;
    wald(x + z * z / 2.0, answers, z)
}

/// The textbook interval `p ± z √(p (1 - p) / n)`, as it comes out: it can leave the range from 0 to 1, and for a share
/// of 0 or 1 it has no width. None without answers.
#[must_use]
pub fn wald(x: f64, n: f64, z: f64) -> Option<(f64, f64)> {
    if n <= 0.0 {
        return None;
    }
    let p = x / n;
    let half = z * (p * (1.0 - p) / n).max(0.0).sqrt();
    Some((p - half, p + half))
}
