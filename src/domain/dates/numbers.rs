//! Days in figures: `3/15`, `3/15/26`, `2026-03-15`, `15.3.2026`, `6/2026`. Days in words are in `reading.rs`.

use chrono::{Datelike, Months, NaiveDate};

use super::reading::Reader;
use super::{DateFault, end_of_month};

impl Reader<'_> {
    /// A day in figures. A point always means day first; the marks between are all the same.
    pub(super) fn in_numbers(&self, word: &str) -> Result<NaiveDate, DateFault> {
        if let Some((year, month)) = month_in_numbers(word) {
            return end_of_month(year, month).ok_or_else(|| self.far());
        }
        let Some(mark) = word.chars().find(|c| !c.is_ascii_digit()) else { return self.packed(word) };
        let parts: Vec<&str> = word.strip_suffix('.').filter(|_| mark == '.').unwrap_or(word).split(mark).collect();
        let sound = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        if !matches!(mark, '/' | '-' | '.') || !parts.iter().all(sound) {
            return Err(self.fault());
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| self.fault());
        match parts.as_slice() {
            [year, month, day] if year.len() == 4 => self.checked(self.year(year)?, number(month)?, number(day)?),
            [a, b] if a.len() <= 2 && b.len() <= 2 => {
                let (month, day) = self.order(number(a)?, number(b)?, mark, "")?;
                self.nearest(month, day)
            }
            [a, b, year] if a.len() <= 2 && b.len() <= 2 && matches!(year.len(), 2 | 4) => {
                let (month, day) = self.order(number(a)?, number(b)?, mark, year)?;
                self.checked(self.year(year)?, month, day)
            }
            _ => Err(self.fault()),
        }
    }

    /// `20260315`.
    fn packed(&self, word: &str) -> Result<NaiveDate, DateFault> {
        if word.len() != 8 {
            return Err(self.fault());
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| self.fault());
        match (self.year(&word[..4])?, number(&word[4..6])?, number(&word[6..])?) {
            (year, month @ 1..=12, day) if (1900..=2200).contains(&year) => self.checked(year, month, day),
            _ => Err(self.fault()),
        }
    }

    /// Month and day of two figures as they are written here.
    fn order(&self, a: u32, b: u32, mark: char, year: &str) -> Result<(u32, u32), DateFault> {
        let day_first = self.day_first || mark == '.';
        let (month, day) = if day_first { (b, a) } else { (a, b) };
        if (1..=12).contains(&month) {
            return Ok((month, day));
        }
        let way = match (mark, day_first) {
            ('.', _) => "with points the day comes first",
            (_, true) => "the day comes first here",
            (_, false) => "the month comes first here",
        };
        let year = if year.is_empty() { String::new() } else { format!("{mark}{year}") };
        let hint =
            if (1..=12).contains(&day) { format!("{way}: write {b}{mark}{a}{year}") } else { format!("{way}, and months are 1 to 12") };
        Err(DateFault::NoSuchMonth(month, hint))
    }

    pub(super) fn year(&self, text: &str) -> Result<i32, DateFault> {
        let bare = text.trim_start_matches('\'').trim_end_matches('.');
        if !bare.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.fault());
        }
        let n: i32 = bare.parse().map_err(|_| self.fault())?;
        match bare.len() {
            4 => Ok(n),
            2 if n < 80 => Ok(2000 + n),
            2 => Ok(1900 + n),
            _ => Err(self.fault()),
        }
    }

    /// A month and day without a year.
    pub(super) fn nearest(&self, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
        let oldest = self.today.checked_sub_months(Months::new(6)).ok_or_else(|| self.far())?;
        let year = oldest.year();
        let found = (year..=year + 1).filter_map(|y| NaiveDate::from_ymd_opt(y, month, day)).find(|d| *d >= oldest);
        let leap = (month, day) == (2, 29);
        match found {
            Some(found) => Ok(found),
            // The February that is meant has no such day, even if the one before had.
            None if leap => {
                let year = if NaiveDate::from_ymd_opt(year, 2, 28).is_some_and(|d| d >= oldest) { year } else { year + 1 };
                self.checked(year, month, day)
            }
            None => self.no_such_day(None, month, day),
        }
    }

    /// A day that exists.
    pub(super) fn checked(&self, year: i32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
        if !(1..=12).contains(&month) {
            return Err(DateFault::NoSuchMonth(month, "months are 1 to 12".to_owned()));
        }
        NaiveDate::from_ymd_opt(year, month, day).map_or_else(|| self.no_such_day(Some(year), month, day), Ok)
    }

    fn no_such_day(&self, year: Option<i32>, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
        let days = end_of_month(year.unwrap_or(2024), month).map_or(31, |last| last.day());
        let write = |month: u32, day: u32| {
            let short = if self.day_first { format!("{day}/{month}") } else { format!("{month}/{day}") };
            year.map_or_else(|| short.clone(), |year| format!("{short}/{year}"))
        };
        let instead = match (day, month) {
            (29..=31, 1..12) => format!(": write {} or {}", write(month, days), write(month + 1, 1)),
            _ => String::new(),
        };
        match year {
            Some(year) if (month, day) == (2, 29) => Err(DateFault::NoLeapDay(write(2, 29), year, instead)),
            _ => Err(DateFault::NoSuchDay { day, month, days, instead }),
        }
    }
}

/// `6/2026`, `2026-06`: a month of a year.
pub(super) fn month_in_numbers(word: &str) -> Option<(i32, u32)> {
    let (a, b) = word.split_once(['/', '-', '.'])?;
    let (month, year) = if a.len() == 4 { (b, a) } else { (a, b) };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !matches!(month.len(), 1 | 2) || !digits(month) || !digits(year) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok().filter(|month| (1..=12).contains(month))?))
}
