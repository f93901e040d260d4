//! How far away a day is, what stands above a group, and how an item is told, in words.

use chrono::{Datelike, Days, NaiveDate};

use super::shown::{Heading, Period};
use super::{Item, When};
use crate::domain::dates;
use crate::domain::text::counted;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// How far a day is away: "3 days late", "today", "in 5 days", "in 4 months".
#[must_use]
pub fn distance(due: NaiveDate, today: NaiveDate) -> String {
    match (due - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        n if n < 0 => format!("{} late", long(n.unsigned_abs())),
        n => format!("in {}", long(n.unsigned_abs())),
    }
}

/// So many days in a word; beyond two months nobody counts days.
fn long(days: u64) -> String {
    match days {
        0..=60 => counted(days, "day", "days"),
        61..=729 => counted(days * 2 / 61, "month", "months"),
        _ => counted(days / 365, "year", "years"),
    }
}

/// How near an item is, in words: how late, or how long somebody is waited for.
#[must_use]
pub fn told(item: &Item, today: NaiveDate) -> String {
    match (item.when, (today - item.due).num_days()) {
        (When::Waiting, n) if n <= 0 => "waits".to_owned(),
        (When::Waiting, n) => format!("waits {}", long(n.unsigned_abs())),
        _ => distance(item.due, today),
    }
}

/// What stands above a group.
#[must_use]
pub fn heading(heading: Heading, today: NaiveDate) -> String {
    match heading {
        Heading::Overdue => "Overdue".to_owned(),
        Heading::Waiting => "Waiting for others, without a day".to_owned(),
        Heading::PutOff => "Put off".to_owned(),
        Heading::Days(first, Period::Day) => match (first - today).num_days() {
            0 => format!("Today, {}", dates::show_long(first)),
            1 => format!("Tomorrow, {}", dates::show_long(first)),
            _ => dates::show_long(first),
        },
        Heading::Days(first, Period::Week) => {
            let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
            match (first - super::shown::first_of(today, Period::Week)).num_days() {
                0 => format!("This week, until {}", dates::show_long(last)),
                7 => format!("Next week, until {}", dates::show_long(last)),
                _ => format!("Week of {}", dates::show_long(first)),
            }
        }
        Heading::Days(first, Period::Month) => {
            let month = format!("{} {}", MONTHS[first.month0() as usize], first.year());
            if (first.year(), first.month()) == (today.year(), today.month()) { format!("This month, {month}") } else { month }
        }
    }
}

/// The first line of a text, in at most so many characters.
#[must_use]
pub fn short(text: &str, room: usize) -> String {
    let line = text.lines().next().unwrap_or("").trim();
    if line.chars().count() <= room {
        return line.to_owned();
    }
    let cut: String = line.chars().take(room.saturating_sub(1)).collect();
    format!("{}\u{2026}", cut.trim_end())
}
