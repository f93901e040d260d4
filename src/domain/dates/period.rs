//! Weeks, months, quarters, halves and years, and days that are named by where they lie in one.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::numbers::month_in_numbers;
use super::reading::{Read, Reader};
use super::{DateFault, end_of_month, month, weekday};

impl Reader<'_> {
    pub(super) fn middle(&self, rest: &[&str]) -> Read {
        let (first, last) = self.period(rest)?;
        if first.month() == last.month() && first.day() == 1 {
            self.far_unless(first.checked_add_days(Days::new(14)))
        } else {
            Err(self.fault())
        }
    }

    /// `2nd tuesday of march`, `last friday of next month`.
    pub(super) fn nth_weekday(&self, which: &str, day: &str, rest: &[&str]) -> Read {
        let ((_, then), (first, last)) = (weekday(day).ok_or_else(|| self.fault())?, self.period(rest)?);
        let ahead = |from: NaiveDate, to: Weekday| u64::from((7 + to.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7);
        let found = match nth(which) {
            Some(0) => last.checked_sub_days(Days::new((7 - ahead(last, then)) % 7)),
            Some(n) => first.checked_add_days(Days::new(ahead(first, then) + 7 * u64::from(n - 1))),
            None => None,
        };
        found.filter(|day| *day <= last).ok_or_else(|| self.fault())
    }

    /// The first and the last day of a week, month, quarter, half or whole year.
    pub(super) fn period(&self, words: &[&str]) -> Result<(NaiveDate, NaiveDate), DateFault> {
        let today = self.today;
        let next = words.contains(&"next");
        let words: Vec<&str> =
            words.iter().copied().filter(|word| !matches!(*word, "the" | "this" | "of" | "next" | "in" | "calendar")).collect();
        let months = |year: i32, first: u32, n: u32| -> Result<(NaiveDate, NaiveDate), DateFault> {
            let from = NaiveDate::from_ymd_opt(year, first, 1).ok_or_else(|| self.far())?;
            let last = from.checked_add_months(Months::new(n)).and_then(|day| day.pred_opt());
            Ok((from, self.far_unless(last)?))
        };
        let shift = |n: u32| if next { today.checked_add_months(Months::new(n)).ok_or_else(|| self.far()) } else { Ok(today) };
        // Without a year it is the nearest one that did not end half a year ago.
        let nearest = |last: u32| self.nearest(last, 28).map(|day| day.year());
        match words.as_slice() {
            ["week"] => {
                let monday = self.monday()?;
                // The week of work ends on Friday; on a weekend that is the coming one.
                let on = if next || today.weekday().num_days_from_monday() > 4 { 7 } else { 0 };
                let day = |n: u64| self.far_unless(monday.checked_add_days(Days::new(n)));
                Ok((day(on)?, day(on + 4)?))
            }
            ["month"] => shift(1).and_then(|day| months(day.year(), day.month(), 1)),
            ["quarter"] => shift(3).and_then(|day| months(day.year(), day.month0() / 3 * 3 + 1, 3)),
            ["year"] => shift(12).and_then(|day| months(day.year(), 1, 12)),
            [one] if month(one).is_some() => {
                let month = month(one).unwrap_or(1);
                let mut year = nearest(month)?;
                // `next June` is never a June that has passed.
                if next && end_of_month(year, month).is_some_and(|last| last < today) {
                    year += 1;
                }
                months(year, month, 1)
            }
            [one] if quarter(one).is_some() => {
                let (first, n) = quarter(one).unwrap_or((1, 3));
                months(nearest(first + n - 1)?, first, n)
            }
            [one] if one.len() == 4 && is_year(one) => months(self.year(one)?, 1, 12),
            [one, other] if month(one).is_some() && is_year(other) => months(self.year(other)?, month(one).unwrap_or(1), 1),
            [one, other] | [other, one] if quarter(one).is_some() && is_year(other) => {
                let (first, n) = quarter(one).unwrap_or((1, 3));
                months(self.year(other)?, first, n)
            }
            [other, one] if month(one).is_some() && is_year(other) => months(self.year(other)?, month(one).unwrap_or(1), 1),
            [which, unit @ ("quarter" | "half"), rest @ ..] | [unit @ "quarter", which, rest @ ..] if rest.len() < 2 => {
                let length = if *unit == "half" { 6 } else { 3 };
                let at = nth(which).filter(|n| (1..=12 / length).contains(n)).ok_or_else(|| self.fault())?;
                let last = at * length;
                let year = rest.iter().find(|word| **word != "year").map_or_else(|| nearest(last), |year| self.year(year))?;
                months(year, last - length + 1, length)
            }
            [] => Err(self.fault()),
            _ if next => Err(self.fault()),
            [one] => month_in_numbers(one).ok_or_else(|| self.fault()).and_then(|(year, month)| months(year, month, 1)),
            _ => Err(self.fault()),
        }
    }
}

/// The first month of a quarter or half, and how many it has: `q3`, `h1`.
pub(super) fn quarter(word: &str) -> Option<(u32, u32)> {
    match word {
        "q1" => Some((1, 3)),
        "q2" => Some((4, 3)),
        "q3" => Some((7, 3)),
        "q4" => Some((10, 3)),
        "h1" => Some((1, 6)),
        "h2" => Some((7, 6)),
        _ => None,
    }
}

/// Which of several; 0 is the last one.
pub(super) fn nth(word: &str) -> Option<u32> {
    match word {
        "first" | "1st" | "1" => Some(1),
        "second" | "2nd" | "2" => Some(2),
        "third" | "3rd" | "3" => Some(3),
        "fourth" | "4th" | "4" => Some(4),
        "fifth" | "5th" => Some(5),
        "last" => Some(0),
        _ => None,
    }
}

fn is_year(word: &str) -> bool {
    let bare = word.trim_start_matches('\'');
    matches!(bare.len(), 2 | 4) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the words can only be a month, a quarter or half a year.
pub(super) fn is_period(words: &[&str]) -> bool {
    let plain: Vec<&str> = words.iter().copied().filter(|word| !matches!(*word, "of" | "next" | "this" | "the")).collect();
    match plain.as_slice() {
        [one] => month(one).is_some() || quarter(one).is_some() || matches!(*one, "quarter" | "month" | "year") && words.len() > 1,
        [one, year] if is_year(year) => month(one).is_some() && (year.len() == 4 || year.starts_with('\'')) || quarter(one).is_some(),
        [year, one] if is_year(year) => quarter(one).is_some() || month(one).is_some() && year.len() == 4,
        [which, "quarter" | "half", ..] => nth(which).is_some(),
        ["quarter", _, ..] => true,
        _ => false,
    }
}
