//! Typed dates: what `3/15`, `+30d`, `next fri` or `end of june` mean on a given day, and how a day is shown.
//! Repeats and timelines are in `timeline.rs`. Words are read in `dates/reading.rs`, days in figures in `dates/numbers.rs`, months and quarters in `dates/period.rs`.
//!
//! A month and day without a year is the one nearest to today that is not more than about six months past: on
//! 10 November `3/15` is next March, and `8/1` is last August. Two digits of a year are 20xx up to 79, else 19xx.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use thiserror::Error;

use super::text::is_plain;

mod numbers;
mod period;
mod reading;

use reading::Reader;

/// Why a text is no date, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateFault {
    /// Nothing in it reads as a date.
    #[error("'{0}' is no date; write {1}, +30d, next fri or eom")]
    NotUnderstood(String, &'static str),
    /// A month has fewer days; with what would do instead.
    #[error("{day} {month} does not exist; {month} has {days} days{instead}", month = MONTHS[*.month as usize - 1])]
    NoSuchDay {
        /// The day that was written.
        day: u32,
        /// 1..=12.
        month: u32,
        /// How many days the month has, at most.
        days: u32,
        /// The nearest days that exist, as a clause.
        instead: String,
    },
    /// 29 February outside a leap year; with what would do instead.
    #[error("{0} does not exist; {1} is no leap year{2}")]
    NoLeapDay(String, i32, String),
    /// No such month; with what would do instead.
    #[error("there is no month {0}; {1}")]
    NoSuchMonth(u32, String),
    /// The weekday beside a day is another one.
    #[error("{day} is no {said}; write the day alone, or the weekday alone", day = show_long(*.day))]
    OtherWeekday {
        /// The day that was written.
        day: NaiveDate,
        /// The weekday that stood beside it.
        said: &'static str,
    },
    /// `Jun-26`: a day, or a month of a year.
    #[error("'{0}' can be a day or a month; write '{1}' or '{2}'")]
    TwoMeanings(String, String, String),
    /// More than one day.
    #[error("'{0}' names more than one day; write one of them")]
    SeveralDays(String),
    /// A day with a time.
    #[error("'{0}' has a time of day; write the day only")]
    TimeOfDay(String),
    /// A length of time, from no day.
    #[error("'{0}' is a length of time; write +{1} to count from today")]
    Length(String, String),
    /// A year, early June: no one day.
    #[error("'{0}' is no one day; write {1}")]
    Vague(String, &'static str),
    /// A fiscal year, whose end is a setting.
    #[error("'{0}' is a fiscal year, and this cell wants a day; write its last day, as {1}")]
    Fiscal(String, &'static str),
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
/// A month, a quarter or half a year stands for its last day.
///
/// # Errors
/// A sentence that says what is wrong and what to write.
pub fn understand(text: &str, today: NaiveDate, day_first: bool, base: Option<NaiveDate>) -> Result<NaiveDate, DateFault> {
    let day = Reader { text, today, day_first, base }.day()?;
    if (1900..=2200).contains(&day.year()) { Ok(day) } else { Err(DateFault::TooFar(short(text))) }
}

/// As much of a text as a message can show.
fn short(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 40 { text.to_owned() } else { format!("{}\u{2026}", text.chars().take(39).collect::<String>()) }
}

/// A text in small letters with plain blanks, hyphens and apostrophes, as it may come out of Word or a web page.
pub(super) fn plain(text: &str) -> String {
    let plain = text.chars().filter(|c| is_plain(*c) || c.is_whitespace()).map(|c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        c => c,
    });
    let plain = plain.collect::<String>().to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text says a day only as seen from today: `+30d`, `next fri`, `eom`, `in 3 weeks`. It says another day tomorrow.
#[must_use]
pub fn is_relative(text: &str) -> bool {
    let lower = plain(text);
    let named = |word: &str| word.bytes().any(|b| b.is_ascii_digit()) || month(word).is_some();
    let fixed = lower.split([' ', '-', '/', ',']).any(named);
    !fixed
        || lower.starts_with(['+', '-'])
        || lower.starts_with("in ")
        || lower.ends_with(" ago")
        || lower.contains(" from ")
        || lower.starts_with("today")
}

/// The month a word begins, with three letters or more: `jun`, `sept.`, `march`.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word == "sept" {
        return Some(9);
    }
    let at = LONG.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// The weekday a word begins, with two letters or more.
fn weekday(word: &str) -> Option<(&'static str, Weekday)> {
    let word = word.trim_end_matches('.');
    WEEKDAYS.into_iter().find(|(name, _)| word.len() >= 2 && name.starts_with(word))
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod tests;
