//! Whether bare numbers of a column are percents (85) or fractions (0.85): judged over the whole column, asked where that is not
//! sure. What a share is belongs to `domain/share.rs`.

use super::fault::{Fault, Faults};
use crate::domain::share::Share;

/// What bare numbers of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 0.85 is 85 %.
    Fraction,
    /// 85 is 85 %.
    Percent,
}

impl Scale {
    /// Both.
    pub const ALL: [Scale; 2] = [Scale::Fraction, Scale::Percent];

    /// Its word on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Scale::Fraction => "fraction",
            Scale::Percent => "percent",
        }
    }

    /// The one of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Scale> {
        Scale::ALL.into_iter().find(|scale| scale.code() == word)
    }
}

/// A number without a percent sign.
pub fn bare(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
}

/// A column as it was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    scale: Option<Scale>,
    /// Whether a person has said so.
    told: bool,
}

/// Judges the bare numbers of a column: one above 1 makes all percents, else one between 0 and 1 makes all fractions.
pub fn judge<'a>(texts: impl Iterator<Item = &'a str>, told: Option<Scale>) -> Judged {
    if told.is_some() {
        return Judged { scale: told, told: true };
    }
    let (mut above, mut between) = (false, false);
    for value in texts.filter_map(bare) {
        above |= value > 1.0;
        between |= value > 0.0 && value < 1.0;
    }
    let scale = if above {
        Some(Scale::Percent)
    } else if between {
        Some(Scale::Fraction)
    } else {
        None
    };
    Judged { scale, told: false }
}

impl Judged {
    /// A cell of the column as a share. One that can be both is a fault: below 1 among percents it may be a fraction left over.
    pub fn share(self, text: &str, column: &str, line: u64, faults: &mut Faults) -> Option<Share> {
        let value = bare(text);
        let fault = |says: String, remedy: String, code: &'static str, faults: &mut Faults| {
            faults.fault(|| Fault::new(code).line(line).cell(column, text).says(says, remedy));
            None
        };
        let unsure = |value: f64| value > 0.0 && value <= 1.0 && !self.told && self.scale != Some(Scale::Fraction);
        if value.is_some_and(unsure) {
            let says = "can be a percent or a fraction";
            let remedy = format!(
                "write {text} % or the percent that is meant, or say what bare numbers are with --percent fraction or --percent percent"
            );
            return fault(says.to_owned(), remedy, "percent-unclear", faults);
        }
        if self.scale == Some(Scale::Fraction) && value.is_some_and(|value| value > 1.0) {
            let says = "is above 1, and bare numbers are said to be fractions".to_owned();
            return fault(says, "write it with %, or as a fraction".to_owned(), "percent", faults);
        }
        let as_percent = self.scale == Some(Scale::Percent) && value.is_some();
        match if as_percent { Share::parse(&format!("{text}%")) } else { Share::parse(text) } {
            Ok(share) => Some(share),
            Err(message) => {
                let says = message.strip_prefix(&format!("'{text}' ")).unwrap_or(&message).to_owned();
                let (says, remedy) =
                    says.split_once("; ").map_or((says.clone(), "write 78.2 %".to_owned()), |(s, r)| (s.to_owned(), r.to_owned()));
                fault(says, remedy, "percent", faults)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shares of a column, or the codes of its faults.
    fn column(texts: &[&str], told: Option<Scale>) -> Result<Vec<u32>, Vec<&'static str>> {
        let judged = judge(texts.iter().copied(), told);
        let mut faults = Faults::of("f");
        let shares: Vec<u32> = texts.iter().filter_map(|text| judged.share(text, "percent", 2, &mut faults)).map(|share| share.0).collect();
        if faults.is_clean() { Ok(shares) } else { Err(faults.faults.iter().map(|fault| fault.code).collect()) }
    }

    #[test]
    fn a_column_is_judged_as_a_whole() {
        assert_eq!(column(&["0.85", "1", "0"], None).unwrap(), [8_500, 10_000, 0]);
        assert_eq!(column(&["85", "100", "0", "78.2"], None).unwrap(), [8_500, 10_000, 0, 7_820]);
        assert_eq!(column(&["85 %", "0.9", "91.4%"], None).unwrap(), [8_500, 9_000, 9_140]);
    }

    #[test]
    fn what_can_be_both_is_asked() {
        assert_eq!(column(&["0", "1"], None).unwrap_err(), ["percent-unclear"]);
        assert_eq!(column(&["85", "0.9", "1"], None).unwrap_err(), ["percent-unclear", "percent-unclear"]);
        assert_eq!(column(&["85%", "1"], None).unwrap_err(), ["percent-unclear"]);
        assert_eq!(column(&["0", "0"], None).unwrap(), [0, 0]);
    }

    #[test]
    fn what_a_person_says_holds_and_a_percent_sign_still_does() {
        assert_eq!(column(&["0", "1", "1 %"], Some(Scale::Fraction)).unwrap(), [0, 10_000, 100]);
        assert_eq!(column(&["0", "1", "0.9"], Some(Scale::Percent)).unwrap(), [0, 100, 90]);
        assert_eq!(column(&["0.9", "90"], Some(Scale::Fraction)).unwrap_err(), ["percent"]);
    }
}
