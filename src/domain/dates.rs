//! Typed dates: what `3/15`, `+30d`, `next fri` or `end of june` mean on a given day, and how a day is shown.
//! Repeats and timelines are in `timeline.rs`.
//!
//! A month and day without a year is the one nearest to today that is not more than about six months past: on
//! 10 November `3/15` is next March, and `8/1` is last August. Two digits of a year are 20xx up to 79, else 19xx.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use thiserror::Error;

/// Why a text is no date, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateFault {
    /// Nothing in it reads as a date.
    #[error("'{0}' is no date; write {1}, +30d, next fri or eom")]
    NotUnderstood(String, &'static str),
    /// A month has fewer days.
    #[error("{day} {month} does not exist; {month} has {days} days", month = MONTHS[*.month as usize - 1])]
    NoSuchDay {
        /// The day that was written.
        day: u32,
        /// 1..=12.
        month: u32,
        /// How many days the month has, at most.
        days: u32,
    },
    /// 29 February outside a leap year.
    #[error("2/29/{0} does not exist; {0} is no leap year")]
    NoLeapDay(i32),
    /// No such month.
    #[error("there is no month {0}; {1}")]
    NoSuchMonth(u32, &'static str),
    /// Out of the years that make sense here.
    #[error("'{0}' is too far away; dates lie between 1900 and 2200")]
    TooFar(String),
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// A day as people read it: `3/15/2026`, or `15/3/2026` day first.
#[must_use]
pub fn show(day: NaiveDate, day_first: bool) -> String {
    let (d, m, y) = (day.day(), day.month(), day.year());
    if day_first { format!("{d}/{m}/{y}") } else { format!("{m}/{d}/{y}") }
}

/// A day with its weekday, to say what was understood: `Sun 15 Mar 2026`.
#[must_use]
pub fn show_long(day: NaiveDate) -> String {
    format!("{} {} {} {}", day.weekday(), day.day(), MONTHS[day.month0() as usize], day.year())
}

/// The last day of a month, 1..=12.
#[must_use]
pub fn end_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// What a text means. `base` is the day already in the cell, from which `+30d` counts; without one it counts from today.
///
/// # Errors
/// A sentence that says what is wrong and what to write.
pub fn understand(text: &str, today: NaiveDate, day_first: bool, base: Option<NaiveDate>) -> Result<NaiveDate, DateFault> {
    let lower = text.trim().to_lowercase();
    let day = Reader { text, today, day_first, base }.read(&lower)?;
    if (1900..=2200).contains(&day.year()) { Ok(day) } else { Err(DateFault::TooFar(text.trim().to_owned())) }
}

struct Reader<'a> {
    text: &'a str,
    today: NaiveDate,
    day_first: bool,
    base: Option<NaiveDate>,
}

impl Reader<'_> {
    fn fault(&self) -> DateFault {
        DateFault::NotUnderstood(self.text.trim().to_owned(), if self.day_first { "15/3" } else { "3/15" })
    }

    fn far(&self) -> DateFault {
        DateFault::TooFar(self.text.trim().to_owned())
    }

    fn read(&self, lower: &str) -> Result<NaiveDate, DateFault> {
        let (today, year) = (self.today, self.today.year());
        let quarter_end = |year, quarter: u32| end_of_month(year, quarter * 3).ok_or_else(|| self.far());
        match lower {
            "today" | "t" => return Ok(today),
            "tomorrow" => return today.succ_opt().ok_or_else(|| self.far()),
            "yesterday" => return today.pred_opt().ok_or_else(|| self.far()),
            "eom" | "end of month" => return end_of_month(year, today.month()).ok_or_else(|| self.far()),
            "eoq" | "end of quarter" => return quarter_end(year, today.month0() / 3 + 1),
            "eoy" | "end of year" => return end_of_month(year, 12).ok_or_else(|| self.far()),
            _ => {}
        }
        if let Some(signed) = lower.strip_prefix('+').map(|rest| (rest, true)).or_else(|| lower.strip_prefix('-').map(|rest| (rest, false)))
        {
            return self.shifted(signed.0.trim(), signed.1);
        }
        let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        match words.as_slice() {
            ["next", word] => return self.weekday(word, true),
            ["this" | "on", word] => return self.weekday(word, false),
            ["end", "of", rest @ ..] | ["end", rest @ ..] if !rest.is_empty() => return self.end_of(rest),
            ["in", n, unit] => return self.shifted(&format!("{n}{}", unit.chars().next().unwrap_or(' ')), true),
            [word] if word.chars().all(char::is_alphabetic) => return self.weekday(word, false),
            [quarter, rest @ ..] if quarter.len() == 2 && quarter.starts_with('q') && rest.len() < 2 => {
                let quarter = quarter[1..].parse().ok().filter(|q| (1..=4).contains(q)).ok_or_else(|| self.fault())?;
                let year = rest.first().map_or(Ok(year), |y| self.year(y))?;
                return quarter_end(year, quarter);
            }
            _ => {}
        }
        if words.iter().any(|w| month(w).is_some()) {
            return self.in_words(&words);
        }
        if words.len() == 1 { self.in_numbers(lower) } else { Err(self.fault()) }
    }

    /// `30d`, `6w`, `2m`, `1y`; a bare number is days.
    fn shifted(&self, rest: &str, forward: bool) -> Result<NaiveDate, DateFault> {
        let digits = rest.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let n: u32 = digits.parse().map_err(|_| self.fault())?;
        let from = self.base.unwrap_or(self.today);
        let days = |n: u64| if forward { from.checked_add_days(Days::new(n)) } else { from.checked_sub_days(Days::new(n)) };
        let months = |n: u32| if forward { from.checked_add_months(Months::new(n)) } else { from.checked_sub_months(Months::new(n)) };
        let day = match rest[digits.len()..].trim() {
            "" | "d" | "day" | "days" => days(u64::from(n)),
            "w" | "week" | "weeks" => days(u64::from(n) * 7),
            "m" | "month" | "months" => months(n),
            "y" | "year" | "years" => n.checked_mul(12).and_then(months),
            _ => return Err(self.fault()),
        };
        day.ok_or_else(|| self.far())
    }

    /// `fri` is the coming Friday, today not among them; `next fri` is the Friday of next week.
    fn weekday(&self, word: &str, next: bool) -> Result<NaiveDate, DateFault> {
        let shift = |days| self.today.checked_add_days(Days::new(days)).ok_or_else(|| self.far());
        match (next, word) {
            (true, "week") => return shift(7),
            (true, "month") => return self.today.checked_add_months(Months::new(1)).ok_or_else(|| self.far()),
            (true, "year") => return self.today.checked_add_months(Months::new(12)).ok_or_else(|| self.far()),
            _ => {}
        }
        let found = WEEKDAYS.iter().find(|(name, _)| word.len() >= 2 && name.starts_with(word)).ok_or_else(|| self.fault())?;
        let (now, then) = (self.today.weekday().num_days_from_monday(), found.1.num_days_from_monday());
        let ahead = if next { 7 - now + then } else { (then + 6 - now) % 7 + 1 };
        shift(u64::from(ahead))
    }

    /// `june`, `june 2026`, `q3`, `2026`, `month`, `quarter`, `year`.
    fn end_of(&self, rest: &[&str]) -> Result<NaiveDate, DateFault> {
        match rest {
            ["the", rest @ ..] if !rest.is_empty() => self.end_of(rest),
            [word] | [word, _] if month(word).is_some() => {
                let month = month(word).unwrap_or(1);
                let year = match rest.get(1) {
                    Some(year) => self.year(year)?,
                    None => self.nearest(month, 28)?.year(),
                };
                end_of_month(year, month).ok_or_else(|| self.far())
            }
            [year] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => {
                end_of_month(self.year(year)?, 12).ok_or_else(|| self.far())
            }
            ["month" | "quarter" | "year"] => self.read(&format!("end of {}", rest[0])),
            [quarter, ..] if quarter.starts_with('q') => self.read(&rest.join(" ")),
            _ => Err(self.fault()),
        }
    }

    /// `mar 15`, `15 march`, `march 15th 2026`.
    fn in_words(&self, words: &[&str]) -> Result<NaiveDate, DateFault> {
        let at = words.iter().position(|w| month(w).is_some()).ok_or_else(|| self.fault())?;
        let month = month(words[at]).ok_or_else(|| self.fault())?;
        let numbers: Vec<&str> = words.iter().enumerate().filter(|(i, w)| *i != at && **w != "of").map(|(_, w)| *w).collect();
        let day_of = |word: &str| -> Result<u32, DateFault> {
            let bare = ["st", "nd", "rd", "th", "."].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
            bare.parse().map_err(|_| self.fault())
        };
        match numbers.as_slice() {
            [day] if day.len() == 4 && at == 0 => {
                Err(DateFault::NotUnderstood(self.text.trim().to_owned(), "the day too, or 'end of' before it"))
            }
            [day] => self.nearest(month, day_of(day)?),
            [day, year] => checked(self.year(year)?, month, day_of(day)?),
            _ => Err(self.fault()),
        }
    }

    /// `3/15`, `3/15/26`, `2026-03-15`, `15.3.2026`. A point always means day first.
    fn in_numbers(&self, lower: &str) -> Result<NaiveDate, DateFault> {
        let parts: Vec<&str> = lower.split(['/', '-', '.']).collect();
        let parts = if lower.ends_with('.') { &parts[..parts.len() - 1] } else { &parts[..] };
        if parts.iter().any(|p| p.is_empty() || p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit())) {
            return Err(self.fault());
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| self.fault());
        if let [year, month, day] = parts
            && year.len() == 4
        {
            return checked(self.year(year)?, number(month)?, number(day)?);
        }
        let day_first = self.day_first || lower.contains('.');
        let order = |a: &str, b: &str| -> Result<(u32, u32), DateFault> {
            let (month, day) = if day_first { (number(b)?, number(a)?) } else { (number(a)?, number(b)?) };
            if month > 12 {
                let hint = if day_first { "write the day first: 15/3" } else { "write the month first: 3/15" };
                return Err(DateFault::NoSuchMonth(month, hint));
            }
            Ok((month, day))
        };
        match parts {
            [a, b] => order(a, b).and_then(|(month, day)| self.nearest(month, day)),
            [a, b, year] if year.len() != 3 => order(a, b).and_then(|(month, day)| checked(self.year(year)?, month, day)),
            _ => Err(self.fault()),
        }
    }

    fn year(&self, text: &str) -> Result<i32, DateFault> {
        let n: i32 = text.trim_start_matches('\'').parse().map_err(|_| self.fault())?;
        match text.trim_start_matches('\'').len() {
            4 => Ok(n),
            1 | 2 if n < 80 => Ok(2000 + n),
            2 => Ok(1900 + n),
            _ => Err(self.fault()),
        }
    }

    fn nearest(&self, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
        let oldest = self.today.checked_sub_months(Months::new(6)).ok_or_else(|| self.far())?;
        let year = oldest.year();
        // A leap day may be up to eight years away.
        let leap = (month, day) == (2, 29);
        let years = year..=year + if leap { 9 } else { 1 };
        let found = years.filter_map(|y| NaiveDate::from_ymd_opt(y, month, day)).find(|d| *d >= oldest);
        match found {
            Some(found) if !leap || found.year() <= self.today.year() + 1 => Ok(found),
            Some(_) => Err(DateFault::NoLeapDay(self.today.year())),
            None => checked(self.today.year(), month, day),
        }
    }
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word == "sept" {
        return Some(9);
    }
    let at = LONG.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

fn checked(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    if !(1..=12).contains(&month) {
        return Err(DateFault::NoSuchMonth(month, "months are 1 to 12"));
    }
    if let Some(found) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(found);
    }
    if (month, day) == (2, 29) {
        return Err(DateFault::NoLeapDay(year));
    }
    let days = end_of_month(2024, month).map_or(31, |d| d.day());
    Err(DateFault::NoSuchDay { day, month, days })
}

#[cfg(test)]
mod tests;
