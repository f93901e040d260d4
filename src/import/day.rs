//! Days and fiscal years as files write them. What people type on screen belongs to `domain`.

use chrono::{Datelike, NaiveDate};

/// A day: `2025-03-14`, `3/14/2025` or `3/14/25` (month first), a time of midnight after it ignored.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    if !time.trim().chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')) {
        return None;
    }
    let number = |part: &str, longest: usize| -> Option<u32> {
        (part.len() <= longest && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if a.len() == 4 {
        (a, b, c)
    } else if day.contains('/') && (c.len() == 4 || c.len() == 2) {
        (c, a, b)
    } else {
        return None;
    };
    let short = year.len() == 2;
    let year = i32::try_from(number(year, 4)?).ok()? + if short { 2000 } else { 0 };
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?).filter(|day| plausible(day.year()))
}

/// A fiscal year, named by the year in which it ends: `2025`, `FY2025`, `FY 25`, `SFY2025`, `FFY2025`.
#[must_use]
pub fn parse_fiscal_year(text: &str) -> Option<i32> {
    let upper = text.trim().to_ascii_uppercase();
    let rest = ["SFY", "FFY", "FY"].iter().find_map(|mark| upper.strip_prefix(mark));
    let digits = rest.map_or(upper.as_str(), |after| after.trim_start_matches([' ', '-', '\'']));
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    let year = match digits.len() {
        2 if rest.is_some() => year + if year < 70 { 2000 } else { 1900 },
        4 => year,
        _ => return None,
    };
    plausible(year).then_some(year)
}

/// The fiscal year of a day, if years begin with this month (1 = calendar years).
#[must_use]
pub fn fiscal_year_of(day: NaiveDate, start_month: u32) -> i32 {
    if start_month > 1 && day.month() >= start_month { day.year() + 1 } else { day.year() }
}

fn plausible(year: i32) -> bool {
    (1950..=2100).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn iso_and_us_days_are_read() {
        for text in ["2025-03-14", "3/14/2025", "03/14/25", "2025/3/14", " 2025-03-14T00:00:00Z ", "3/14/2025 0:00"] {
            assert_eq!(parse_day(text), ymd(2025, 3, 14), "{text}");
        }
        for text in
            ["14/3/2025", "2025-02-30", "3-14-2025", "14.03.2025", "3/14", "2025-03-14 10:30", "0025-01-01", "1/1/225", "+3/1/2025", ""]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_ends_in_the_year_of_its_name() {
        for text in ["2025", "FY2025", "fy25", "FY 25", "SFY2025", "FY-2025", "FY'25"] {
            assert_eq!(parse_fiscal_year(text), Some(2025), "{text}");
        }
        for text in ["25", "FY5", "20255", "FY", "1899", "x2025", "-2025", "٢٠٢٥"] {
            assert_eq!(parse_fiscal_year(text), None, "{text}");
        }
        assert_eq!(fiscal_year_of(ymd(2012, 7, 1).unwrap(), 7), 2013);
        assert_eq!(fiscal_year_of(ymd(2013, 6, 30).unwrap(), 7), 2013);
        assert_eq!(fiscal_year_of(ymd(2013, 6, 30).unwrap(), 1), 2013);
    }
}
