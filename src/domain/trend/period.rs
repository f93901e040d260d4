//! The periods that values are of: calendar years, fiscal years, quarters, months. They are told apart and never mixed in one line.

use std::fmt;

/// What sort of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodKind {
    /// A calendar year, or a year of which nothing else is said.
    Year,
    /// A fiscal year.
    FiscalYear,
    /// A quarter of a calendar year.
    Quarter,
    /// A month.
    Month,
}

impl PeriodKind {
    /// All, the longest first.
    pub const ALL: [PeriodKind; 4] = [PeriodKind::Year, PeriodKind::FiscalYear, PeriodKind::Quarter, PeriodKind::Month];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            PeriodKind::Year => "year",
            PeriodKind::FiscalYear => "fiscal_year",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Month => "month",
        }
    }

    /// Several of them, as people say it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            PeriodKind::Year => "years",
            PeriodKind::FiscalYear => "fiscal years",
            PeriodKind::Quarter => "quarters",
            PeriodKind::Month => "months",
        }
    }

    /// One of them.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            PeriodKind::Year => "year",
            PeriodKind::FiscalYear => "fiscal year",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Month => "month",
        }
    }
}

/// A period. The order is that of one kind; across kinds [`Period::end`] tells which ends first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// `2003`.
    Year(i32),
    /// `FY2013`, named by the year in which it ends.
    FiscalYear(i32),
    /// `2013-Q2`: April to June 2013.
    Quarter(i32, u32),
    /// `2013-04`.
    Month(i32, u32),
}

impl Period {
    /// Reads `2003`, `FY2013`, `FY13`, `2013-Q2`, `Q2 2013`, `2013-04`, `4/2013`.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Period, String> {
        let upper = text.trim().to_ascii_uppercase();
        let wrong = || format!("'{}' is no period; write 2003, FY2013, 2013-Q2 or 2013-04", text.trim());
        if let Some(rest) = ["SFY", "FFY", "FY"].iter().find_map(|mark| upper.strip_prefix(mark)) {
            let rest = rest.trim_start_matches([' ', '-', '\'']);
            if rest.contains('Q') {
                return Err(format!("'{}' is a quarter of a fiscal year; write the calendar quarter, such as 2013-Q2", text.trim()));
            }
            return short_year(rest).map(Period::FiscalYear).ok_or_else(wrong);
        }
        let parts: Vec<&str> = upper.split(['-', '/', ' ']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [one] => {
                if let Some((year, quarter)) = one.split_once('Q') {
                    return year_of(year).zip(quarter_of(quarter)).map(|(y, q)| Period::Quarter(y, q)).ok_or_else(wrong);
                }
                year_of(one).map(Period::Year).ok_or_else(wrong)
            }
            [a, b] => {
                let (year, part) = if year_of(a).is_some() { (*a, *b) } else { (*b, *a) };
                let year = year_of(year).ok_or_else(wrong)?;
                if let Some(quarter) = part.strip_prefix('Q') {
                    return quarter_of(quarter).map(|q| Period::Quarter(year, q)).ok_or_else(wrong);
                }
                let month = (part.len() <= 2).then(|| part.parse::<u32>().ok()).flatten();
                month.filter(|m| (1..=12).contains(m)).map(|m| Period::Month(year, m)).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        }
    }

    /// What sort it is.
    #[must_use]
    pub const fn kind(self) -> PeriodKind {
        match self {
            Period::Year(_) => PeriodKind::Year,
            Period::FiscalYear(_) => PeriodKind::FiscalYear,
            Period::Quarter(..) => PeriodKind::Quarter,
            Period::Month(..) => PeriodKind::Month,
        }
    }

    /// The period after it, of the same kind.
    #[must_use]
    pub const fn next(self) -> Period {
        match self {
            Period::Year(y) => Period::Year(y + 1),
            Period::FiscalYear(y) => Period::FiscalYear(y + 1),
            Period::Quarter(y, 4) => Period::Quarter(y + 1, 1),
            Period::Quarter(y, q) => Period::Quarter(y, q + 1),
            Period::Month(y, 12) => Period::Month(y + 1, 1),
            Period::Month(y, m) => Period::Month(y, m + 1),
        }
    }

    /// The month it ends with, counted from the year 0: what is later in time has more. `start` is the first month of the fiscal year.
    #[must_use]
    pub fn end(self, start: u32) -> i64 {
        let at = |year: i32, month: u32| i64::from(year) * 12 + i64::from(month);
        match self {
            Period::FiscalYear(y) if start > 1 => at(y, start - 1),
            Period::Year(y) | Period::FiscalYear(y) => at(y, 12),
            Period::Quarter(y, q) => at(y, q * 3),
            Period::Month(y, m) => at(y, m),
        }
    }

    /// The fiscal year it is told under: a calendar year under its own number, quarters and months under that in which they end.
    #[must_use]
    pub fn fiscal_year(self, start: u32) -> i32 {
        match self {
            Period::Year(y) | Period::FiscalYear(y) => y,
            Period::Quarter(y, q) => fiscal(y, q * 3, start),
            Period::Month(y, m) => fiscal(y, m, start),
        }
    }
}

fn fiscal(year: i32, month: u32, start: u32) -> i32 {
    if start > 1 && month >= start { year + 1 } else { year }
}

fn year_of(text: &str) -> Option<i32> {
    let year: i32 = (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()?;
    (1950..=2100).contains(&year).then_some(year)
}

fn short_year(text: &str) -> Option<i32> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        let year: i32 = text.parse().ok()?;
        return Some(year + if year < 70 { 2000 } else { 1900 });
    }
    year_of(text)
}

fn quarter_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|q| (1..=4).contains(q))
}

impl fmt::Display for Period {
    /// The one form in files: `2003`, `FY2013`, `2013-Q2`, `2013-04`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(y) => write!(f, "{y}"),
            Period::FiscalYear(y) => write!(f, "FY{y}"),
            Period::Quarter(y, q) => write!(f, "{y}-Q{q}"),
            Period::Month(y, m) => write!(f, "{y}-{m:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_in_the_forms_people_write_and_kept_in_one() {
        for (text, kept) in [
            ("2003", "2003"),
            ("FY2013", "FY2013"),
            ("sfy 13", "FY2013"),
            ("FFY-2004", "FY2004"),
            ("2013-Q2", "2013-Q2"),
            ("Q2 2013", "2013-Q2"),
            ("2013q2", "2013-Q2"),
            ("2013-04", "2013-04"),
            ("4/2013", "2013-04"),
            ("2013/4", "2013-04"),
        ] {
            assert_eq!(Period::parse(text).map(|p| p.to_string()), Ok(kept.to_owned()), "{text}");
        }
        for text in ["", "13", "20033", "FY", "2013-Q5", "2013-13", "2013-04-01", "1813", "x", "FY13-Q2", "13-04"] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_ends_before_its_first_month_comes_again() {
        let (july, october) = (7, 10);
        assert!(Period::FiscalYear(2013).end(july) < Period::Year(2013).end(july));
        assert_eq!(Period::FiscalYear(2013).end(october), Period::Month(2013, 9).end(october));
        assert_eq!(Period::FiscalYear(2013).end(1), Period::Year(2013).end(1));
        assert_eq!((Period::Month(2012, 10).fiscal_year(10), Period::Month(2012, 9).fiscal_year(10)), (2013, 2012));
        assert_eq!((Period::Quarter(2012, 3).fiscal_year(7), Period::Quarter(2012, 2).fiscal_year(7)), (2013, 2012));
    }

    #[test]
    fn periods_follow_each_other() {
        assert_eq!(Period::Quarter(2012, 4).next(), Period::Quarter(2013, 1));
        assert_eq!(Period::Month(2012, 12).next(), Period::Month(2013, 1));
        assert_eq!(Period::Year(2012).next(), Period::Year(2013));
    }
}
