//! Samples: how many cases, from which strata, which ones, and who stands in for whom (`assets/help/rules.md`, Samples).
//! Nothing here is left to chance: the same population, seed and sizes always give the same sample.

pub mod allocation;
pub mod draw;
pub mod reason;

use super::share::Share;
use super::stats::quantile::normal_quantile;

/// How many cases estimate a share of about `p` in a population to within `margin` at a confidence:
/// `n0 = z² p (1 - p) / margin²`, corrected for the population, `n = n0 / (1 + (n0 - 1) / population)`, and rounded up.
///
/// 0 for an empty population, otherwise at least 1. A margin of 0 and a confidence of 100 % ask for every case.
#[must_use]
pub fn sample_size(population: u64, margin: Share, confidence: Share, p: Share) -> u64 {
    if population == 0 || margin.0 == 0 || confidence >= Share::ONE {
        return population;
    }
    let z = normal_quantile(0.5 + confidence.fraction() / 2.0);
    let spread = (p.fraction() * (1.0 - p.fraction())).max(0.0);
    let endless = z * z * spread / (margin.fraction() * margin.fraction());
    let size = endless / (1.0 + (endless - 1.0) / population as f64);
    // The hair keeps a whole number whole; no step between two margins is as small.
    ((size - 1e-9).ceil() as u64).clamp(1, population)
}

#[cfg(test)]
mod tests;
