//! The values of indicators as whole ten-thousandths of their unit, so that nothing is lost and a comparison is exact; and the units.
//! 11.6 percent is 116 000, 721 097 children are 7 210 970 000.

use super::Direction;
use crate::domain::text::grouped;

/// A value in ten-thousandths of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Amount(pub i64);

/// What a value counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// Of a hundred.
    Percent,
    /// Children, cases, homes: may be summed over places.
    Count,
    /// So many for each so many: its words, `per 1,000 children`.
    Rate(String),
    /// Days.
    Days,
    /// Months.
    Months,
    /// Any other number; never summed.
    #[default]
    Number,
}

/// The words of a rate that says nothing else.
const PER_1000: &str = "per 1,000 children";

impl Unit {
    /// The units that a list offers, by code.
    pub const CODES: [&'static str; 6] = ["percent", "count", "rate", "days", "months", "number"];

    /// The unit of a code or a word in a file; what begins with `per` is a rate of its own.
    #[must_use]
    pub fn read(text: &str) -> Option<Unit> {
        let lower = text.trim().to_lowercase();
        Some(match lower.as_str() {
            "percent" | "%" | "pct" | "percentage" | "per cent" => Unit::Percent,
            "count" | "children" | "cases" | "n" => Unit::Count,
            "rate" | "per 1000" | "per 1,000" | "per thousand" => Unit::Rate(PER_1000.to_owned()),
            "days" | "day" => Unit::Days,
            "months" | "month" => Unit::Months,
            "number" | "ratio" | "average" | "mean" | "median" => Unit::Number,
            rate if rate.starts_with("per ") => {
                let parts: Vec<String> = rate.split_whitespace().map(with_commas).collect();
                Unit::Rate(parts.join(" "))
            }
            _ => return None,
        })
    }

    /// The same; anything else is a number.
    #[must_use]
    pub fn named(text: &str) -> Unit {
        Unit::read(text).unwrap_or_default()
    }

    /// Its value in files.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Unit::Percent => "percent",
            Unit::Count => "count",
            Unit::Rate(words) if words == PER_1000 => "rate",
            Unit::Rate(words) => words,
            Unit::Days => "days",
            Unit::Months => "months",
            Unit::Number => "number",
        }
        .to_owned()
    }

    /// As people read it by itself.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Unit::Percent => "percent",
            Unit::Count => "count",
            Unit::Rate(words) => words,
            Unit::Days => "days",
            Unit::Months => "months",
            Unit::Number => "number",
        }
    }

    /// As a column has room for: `%`, `count`, `per 1,000 children`.
    #[must_use]
    pub fn sign(&self) -> &str {
        match self {
            Unit::Percent => "%",
            other => other.words(),
        }
    }

    /// Behind a number where there is little room: ` per 1,000`.
    #[must_use]
    pub fn briefly(&self) -> String {
        match self {
            Unit::Rate(words) => words.split_whitespace().take(2).fold(String::new(), |out, word| format!("{out} {word}")),
            other => other.behind(),
        }
    }

    /// Behind a number: ` %`, ` days`, nothing for counts.
    #[must_use]
    pub fn behind(&self) -> String {
        match self {
            Unit::Percent => " %".to_owned(),
            Unit::Count | Unit::Number => String::new(),
            other => format!(" {}", other.words()),
        }
    }

    /// The unit of a difference: ` points` between percents.
    #[must_use]
    pub fn difference(&self) -> String {
        if *self == Unit::Percent { " points".to_owned() } else { self.behind() }
    }

    /// How many decimals a value has at the least.
    #[must_use]
    pub const fn decimals(&self) -> usize {
        match self {
            Unit::Percent | Unit::Rate(_) | Unit::Months => 1,
            Unit::Count | Unit::Days | Unit::Number => 0,
        }
    }
}

/// `1000` as `1,000`; other words as they are.
fn with_commas(word: &str) -> String {
    word.parse::<u64>().map_or_else(|_| word.to_owned(), grouped)
}

/// The greatest value that is read: a thousand million.
const MOST: i64 = 1_000_000_000;

impl Amount {
    /// Reads `34.8`, `11.6 %`, `721,097`, `-0.4` as decimal text. A sign of another unit behind the number is a fault.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str, unit: &Unit) -> Result<Amount, String> {
        let trimmed = text.trim();
        let wrong = || format!("'{trimmed}' is no value; write 34.8 or 1,234");
        let digits = match trimmed.strip_suffix('%') {
            Some(_) if *unit != Unit::Percent => return Err(format!("'{trimmed}' is a percent, and the unit is {}", unit.words())),
            Some(rest) => rest.trim_end(),
            None => trimmed,
        };
        let (negative, digits) = match digits.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let whole = without_commas(whole).ok_or_else(wrong)?;
        if (whole.is_empty() && decimals.is_empty()) || !numeric(&whole) || !numeric(decimals) {
            return Err(wrong());
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 4 {
            return Err(format!("'{trimmed}' has more than four decimals; cut them off"));
        }
        let units: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| wrong())? };
        if units > MOST {
            return Err(format!("'{trimmed}' is above a thousand million; check it"));
        }
        let parts: i64 = format!("{decimals:0<4}").parse().map_err(|_| wrong())?;
        let amount = units * 10_000 + parts;
        if negative && *unit != Unit::Number && amount != 0 {
            return Err(format!("'{trimmed}' is below 0, and {} cannot be", unit.words()));
        }
        Ok(Amount(if negative { -amount } else { amount }))
    }

    /// As a fraction for charts and files; never for comparing with a standard.
    #[must_use]
    pub fn number(self) -> f64 {
        self.0 as f64 / 10_000.0
    }

    /// The number with the decimals it has, two at most and at least those of its unit. What is cut off never makes it look better: where
    /// lower is better the last figure goes up.
    #[must_use]
    pub fn shown(self, unit: &Unit, direction: Direction) -> String {
        self.cut(unit, direction, 2)
    }

    /// The number with every decimal it has.
    #[must_use]
    pub fn exact(self, unit: &Unit) -> String {
        self.cut(unit, Direction::None, 4)
    }

    fn cut(self, unit: &Unit, direction: Direction, most: u32) -> String {
        let step = 10_i64.pow(4 - most);
        let down = self.0.div_euclid(step);
        let units = if direction == Direction::Lower && self.0.rem_euclid(step) != 0 { down + 1 } else { down };
        let scale = 10_i64.pow(most);
        let size = units.unsigned_abs();
        let (whole, parts) = (size / scale.unsigned_abs(), size % scale.unsigned_abs());
        let mut decimals = format!("{parts:0width$}", width = most as usize);
        while decimals.len() > unit.decimals() && decimals.ends_with('0') {
            decimals.pop();
        }
        let sign = if units < 0 { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{decimals}", grouped(whole))
    }
}

/// Digits without the commas between thousands; none if a comma stands elsewhere.
fn without_commas(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() {
        return Some(first.to_owned());
    }
    let fits = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    fits.then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_as_decimal_text_in_its_unit() {
        let rate = Unit::named("per 1000 children");
        for (text, unit, amount) in [
            ("34.8", &rate, 348_000),
            ("39.0", &rate, 390_000),
            ("721097", &Unit::Count, 7_210_970_000),
            ("721,097", &Unit::Count, 7_210_970_000),
            ("11.6", &Unit::Percent, 116_000),
            ("11.6 %", &Unit::Percent, 116_000),
            ("99.68%", &Unit::Percent, 996_800),
            ("-0.4", &Unit::Number, -4000),
            (".5", &Unit::Months, 5000),
        ] {
            assert_eq!(Amount::parse(text, unit), Ok(Amount(amount)), "{text}");
        }
        for text in ["", "%", "n/a", "1e3", "1,23", "1,2345", "12,345,6", "-3", "2000000000000", "0.12345", "NaN"] {
            assert!(Amount::parse(text, &Unit::Percent).is_err(), "{text}");
        }
        assert_eq!(Amount::parse("5 %", &Unit::Count), Err("'5 %' is a percent, and the unit is count".to_owned()));
    }

    #[test]
    fn a_value_is_never_rounded_up_into_a_pass() {
        let shown = |amount, direction| Amount(amount).shown(&Unit::Percent, direction);
        assert_eq!(shown(866_999, Direction::Higher), "86.69", "86.6999 is below 86.7");
        assert_eq!(shown(86_001, Direction::Lower), "8.61", "8.6001 is worse than 8.6 where lower is better");
        assert_eq!(shown(86_000, Direction::Lower), "8.6");
        assert_eq!(shown(390_000, Direction::None), "39.0", "a percent always has a decimal");
        assert_eq!(Amount(7_210_970_000).shown(&Unit::Count, Direction::None), "721,097");
        assert_eq!(Amount(-5500).shown(&Unit::Number, Direction::Higher), "-0.55");
        assert_eq!(Amount(333_333).exact(&Unit::Percent), "33.3333");
    }

    #[test]
    fn a_unit_keeps_the_words_of_its_rate() {
        assert_eq!(Unit::named("per 1000 children"), Unit::named("rate"));
        assert_eq!(Unit::named("Per 100000 days in care").words(), "per 100,000 days in care");
        assert_eq!(Unit::named(&Unit::named("per 1000 days in care").code()).words(), "per 1,000 days in care");
        assert_eq!(Unit::read("bananas"), None);
    }
}
