//! Credits, goals and percents as whole ten-thousandths, so that a comparison with a goal is exact.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A part of one in ten-thousandths: 8500 is 85 %. Goals, credits and published percents are shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(pub u32);

impl Share {
    /// One: 100 %.
    pub const ONE: Share = Share(10_000);

    /// As a fraction of 1.
    #[must_use]
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// Reads `0.85`, `85`, `85%`, `85 %` as decimal text, without a detour through binary fractions.
    /// With a percent sign it is a percent; without one, up to 1 is a fraction and above 1 a percent.
    ///
    /// # Errors
    /// A sentence that says what was expected: not a number, below 0, above 100 %, or more than four
    /// decimals as a fraction.
    pub fn parse(text: &str) -> Result<Share, String> {
        let trimmed = text.trim();
        let (digits, percent) = match trimmed.strip_suffix('%') {
            Some(rest) => (rest.trim_end(), true),
            None => (trimmed, false),
        };
        let wrong = || format!("'{text}' is no share; write 0.85, 85 or 85 %");
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && decimals.is_empty()) || !numeric(whole) || !numeric(decimals) || whole.len() > 4 {
            return Err(wrong());
        }
        let decimals = decimals.trim_end_matches('0');
        let units: u64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| wrong())? };
        let is_percent = percent || units > 1 || (units == 1 && !decimals.is_empty());
        let places = if is_percent { 2 } else { 4 };
        if decimals.len() > places {
            return Err(format!("'{text}' has more than four decimals as a fraction; round it"));
        }
        let mut share = units;
        for place in 0..places {
            let digit = decimals.as_bytes().get(place).map_or(0, |b| u64::from(b - b'0'));
            share = share * 10 + digit;
        }
        if share > 10_000 {
            return Err(format!("'{text}' is above 100 %; write 0.85, 85 or 85 %"));
        }
        u32::try_from(share).map(Share).map_err(|_| wrong())
    }
}

impl fmt::Display for Share {
    /// `85 %`, `78.2 %`, `41.65 %`: as many decimals as are there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole} %"),
            r if r % 10 == 0 => write!(f, "{whole}.{} %", r / 10),
            r => write!(f, "{whole}.{r:02} %"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_read_as_decimal_text() {
        for (text, share) in [
            ("0.85", 8500),
            ("85", 8500),
            ("85%", 8500),
            ("85 %", 8500),
            ("1", 10_000),
            ("1.0", 10_000),
            (".9", 9000),
            ("0.8496", 8496),
            ("84.96", 8496),
            ("0.5 %", 50),
            ("1.5", 150),
        ] {
            assert_eq!(Share::parse(text), Ok(Share(share)), "{text}");
        }
        for text in ["", "%", "abc", "-1", "0.84961", "84.961", "84.961 %", "101", "1e2", "85,5", "NaN", "99999999999"] {
            assert!(Share::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_share_is_written_with_the_decimals_it_has() {
        assert_eq!(Share(8500).to_string(), "85 %");
        assert_eq!(Share(7820).to_string(), "78.2 %");
        assert_eq!(Share(8496).to_string(), "84.96 %");
        assert_eq!(Share(5).to_string(), "0.05 %");
    }
}
