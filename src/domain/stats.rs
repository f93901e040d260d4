//! Statistics of proportions: Wilson bounds, the outlook for coming years, improvement goals.
//! Verdicts against a goal are exact and belong to `score.rs`; nothing here decides one. Agreement is in `agreement.rs`.

pub mod difference;
pub mod interval;
pub mod p_chart;
pub mod quantile;
pub mod run_chart;

use super::share::Share;

/// Normal quantile of a two-sided 95 % interval.
pub const Z_95_TWO_SIDED: f64 = 1.959_963_984_540_054;
/// Normal quantile of a one-sided 90 % bound.
pub const Z_90_ONE_SIDED: f64 = 1.281_551_565_544_600_4;
/// The factor of the federal improvement goal. Stored as published, not recomputed.
pub const IMPROVEMENT_FACTOR: f64 = 1.28;

/// Both Wilson bounds for a proportion `p` of `n` (Wilson 1927). `p` may rest on partial credit.
#[must_use]
pub fn wilson(p: f64, n: f64, z: f64) -> (f64, f64) {
    let zz = z * z;
    let centre = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).max(0.0).sqrt();
    let low = if p <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
    (low, high)
}

/// Fewest full answers of `n` that reach a goal: the goal times n, rounded up, in whole numbers.
#[must_use]
pub fn needed_of(goal: Share, n: u64) -> u64 {
    (u128::from(goal.0) * u128::from(n)).div_ceil(10_000) as u64
}

/// Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7, nine terms; about 15 digits).
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let sum = TERMS.iter().enumerate().fold(0.999_999_999_999_809_9, |sum, (i, term)| sum + term / (x + i as f64 + 1.0));
    let t = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The regularised incomplete beta function, by its continued fraction (modified Lentz).
#[must_use]
#[expect(clippy::many_single_char_names, reason = "the letters of the formula in every textbook")]
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, 1.0 - x);
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp() / a;
    let guard = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let (mut c, mut d) = (1.0, 1.0 / guard(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    // The number of terms grows with the square root of the parameters.
    let limit = 200 + (20.0 * (a + b).sqrt()) as u32;
    for step in 1..limit {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let delta = d * c;
        fraction *= delta;
        if (delta - 1.0).abs() < 1e-15 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// The chance that `needed` or more of `n` succeed at a true rate `p`.
#[must_use]
pub fn pass_probability(p: f64, n: u64, needed: u64) -> f64 {
    match needed {
        0 => 1.0,
        k if k > n => 0.0,
        k => incomplete_beta(k as f64, (n - k) as f64 + 1.0, p),
    }
}

/// What the coming years may bring. An estimate, and called one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Chance that the next year, with as many answers, reaches the goal.
    pub chance_next: f64,
    /// Chance that two such years in a row do, at the same unknown rate.
    pub chance_two: f64,
}

/// The outlook after a year with `credit` (in ten-thousandths of answers) of `n`: the rate is taken as
/// Beta(credit + 1, n - credit + 1), and both chances are averaged over it (`chance_two` is not the square of
/// `chance_next`). None without answers.
#[must_use]
pub fn outlook(credit: u64, n: u64, goal: Share) -> Option<Outlook> {
    if n == 0 {
        return None;
    }
    let full = (credit as f64 / 10_000.0).min(n as f64);
    let (a, b) = (full + 1.0, n as f64 - full + 1.0);
    let needed = needed_of(goal, n);
    // The trapezoid rule over the logit of the rate, where the integrand has no edges and falls off on both sides at
    // least as fast as these bounds: it is then exact to many digits, also for part credits and at a rate of 0 or 1.
    let spread = (variance_of_logit(a) + variance_of_logit(b)).sqrt();
    let (centre, norm) = ((a / b).ln(), ln_beta(a, b));
    let (from, to) = (centre - (8.0 * spread).max(24.0 / a), centre + (8.0 * spread).max(24.0 / b));
    let step = (to - from) / f64::from(INTERVALS);
    let tail = Tail::new(n, needed);
    let (mut weight, mut one, mut two) = (0.0, 0.0, 0.0);
    for i in 0..=INTERVALS {
        let logit = from + step * f64::from(i);
        let density = (-a * (-logit).exp().ln_1p() - b * logit.exp().ln_1p() - norm).exp();
        let pass = tail.at((1.0 / (1.0 + (-logit).exp())).clamp(1e-12, 1.0 - 1e-12));
        weight += density;
        one += density * pass;
        two += density * pass * pass;
    }
    Some(Outlook { chance_next: (one / weight).clamp(0.0, 1.0), chance_two: (two / weight).clamp(0.0, 1.0) })
}

/// With these the rule agrees with the exact double sum to eight digits or more.
const INTERVALS: u32 = 144;

/// About the trigamma function for x of 1 or more: one end's share in the variance of the logit of a Beta rate.
fn variance_of_logit(x: f64) -> f64 {
    1.0 / x + 0.5 / (x * x) + 1.0 / (6.0 * x * x * x)
}

/// The upper tail of a binomial distribution, for many rates: a short one is summed, a long one goes through
/// [`incomplete_beta`].
struct Tail {
    n: u64,
    needed: u64,
    ln_choose: f64,
}

impl Tail {
    fn new(n: u64, needed: u64) -> Tail {
        let ln_choose =
            if needed > n { 0.0 } else { ln_gamma(n as f64 + 1.0) - ln_gamma(needed as f64 + 1.0) - ln_gamma((n - needed) as f64 + 1.0) };
        Tail { n, needed, ln_choose }
    }

    fn at(&self, p: f64) -> f64 {
        let (n, needed) = (self.n, self.needed);
        if needed == 0 || needed > n || n - needed > 64 {
            return pass_probability(p, n, needed);
        }
        let odds = p / (1.0 - p);
        // From the end that is the likelier one: at a rate near 1 the first term from below is too small for a number.
        let from_below = p <= 0.5;
        let mut term = if from_below {
            (self.ln_choose + needed as f64 * p.ln() + (n - needed) as f64 * (-p).ln_1p()).exp()
        } else {
            (n as f64 * p.ln()).exp()
        };
        let mut sum = term;
        for k in 0..n - needed {
            term *=
                if from_below { (n - needed - k) as f64 / (needed + k + 1) as f64 * odds } else { (n - k) as f64 / (k + 1) as f64 / odds };
            sum += term;
        }
        sum.min(1.0)
    }
}

/// A suggested next target for `strengths` of `n`: `p + 1.28 × sqrt(p (1 - p) / n)`, undecided by any rounding,
/// and no further than the question's own goal. None without answers and for a rate of 0 or 1, where the formula
/// asks for no change.
#[must_use]
pub fn improvement_goal(credit: u64, n: u64, goal: Option<Share>) -> Option<f64> {
    if n == 0 || credit == 0 || credit >= n * 10_000 {
        return None;
    }
    let p = credit as f64 / (n as f64 * 10_000.0);
    let target = p + IMPROVEMENT_FACTOR * (p * (1.0 - p) / n as f64).sqrt();
    Some(match goal {
        Some(goal) if goal.fraction() > p => target.min(goal.fraction()),
        _ => target.min(1.0),
    })
}

/// How many full answers of `n` reach a target that is not a whole share (an improvement goal).
#[must_use]
pub fn strengths_for(target: f64, n: u64) -> u64 {
    // The hair is far below any step of 1/n and keeps 0.85 × 20 from becoming 18.
    (target * n as f64 - 1e-9).ceil().max(0.0) as u64
}

#[cfg(test)]
mod tests;
