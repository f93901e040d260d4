//! How far a later result is from the baseline, with its interval or the reason why there is none.

use crate::domain::score::Score;
use crate::domain::stats::{self, difference::Difference};

/// Why a change has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// Several questions of one case are not independent.
    Pooled,
    /// Answers repeat within a case.
    Repeated,
    /// The number of answers of one side is not known.
    NoCounts,
}

impl NoInterval {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            NoInterval::Pooled => "no interval: several questions of one case are not independent",
            NoInterval::Repeated => "no interval: answers repeat within a case",
            NoInterval::NoCounts => "no interval: the number of answers is not known",
        }
    }
}

/// How far a later result is from the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The later share less the baseline.
    pub by: f64,
    /// The interval, or why there is none.
    pub interval: Result<Difference, NoInterval>,
}

impl Moved {
    /// `+8.2 points`.
    #[must_use]
    pub fn points(&self) -> String {
        format!("{:+.1} points", self.by * 100.0)
    }

    /// The interval, and on a line of its own what it says, for a narrow cell.
    #[must_use]
    pub fn in_lines(&self) -> String {
        match self.interval {
            Ok(d) => {
                let verdict = if d.is_clear() { "a clear change" } else { "may be chance" };
                format!("{:+.1} to {:+.1} (95 %)\n{verdict}", d.low * 100.0, d.high * 100.0)
            }
            Err(why) => why.words().to_owned(),
        }
    }

    /// `95 % interval -3.1 to +19.2: may be chance`.
    #[must_use]
    pub fn sureness(&self) -> String {
        match self.interval {
            Ok(d) => {
                let verdict = if d.is_clear() { "a clear change" } else { "may be chance" };
                format!("95 % interval {:+.1} to {:+.1}: {verdict}", d.low * 100.0, d.high * 100.0)
            }
            Err(why) => why.words().to_owned(),
        }
    }
}

/// How far `later` is from `before`.
#[must_use]
pub fn moved(before: &Score, later: &Score) -> Option<Moved> {
    let by = later.score?.fraction() - before.score?.fraction();
    let sample = |score: &Score| Some((score.credit? as f64 / 10_000.0, score.applicable? as f64));
    let interval = if before.pooled || later.pooled {
        Err(NoInterval::Pooled)
    } else if before.repeated || later.repeated {
        Err(NoInterval::Repeated)
    } else {
        let both = sample(later).zip(sample(before));
        both.and_then(|(later, before)| stats::difference::difference(later, before, stats::Z_95_TWO_SIDED)).ok_or(NoInterval::NoCounts)
    };
    Some(Moved { by, interval })
}
