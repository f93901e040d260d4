//! How often a committee meets, on which day, and the meetings of a year that follow from it.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::meetings;
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::record::Record;
use crate::domain::round::setup::fiscal_year_days;

/// How often a committee meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every month.
    Monthly,
    /// Every second month.
    EveryTwoMonths,
    /// Every quarter of the fiscal year.
    Quarterly,
    /// Every half.
    TwiceAYear,
    /// Once a year.
    Yearly,
    /// When there is something to decide: nothing is asked for.
    AsNeeded,
}

impl Frequency {
    /// All, the most frequent first.
    pub const ALL: [Frequency; 6] = [
        Frequency::Monthly,
        Frequency::EveryTwoMonths,
        Frequency::Quarterly,
        Frequency::TwiceAYear,
        Frequency::Yearly,
        Frequency::AsNeeded,
    ];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Frequency::Monthly => "monthly",
            Frequency::EveryTwoMonths => "every_two_months",
            Frequency::Quarterly => "quarterly",
            Frequency::TwiceAYear => "twice_a_year",
            Frequency::Yearly => "yearly",
            Frequency::AsNeeded => "as_needed",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Frequency::EveryTwoMonths => "every two months",
            Frequency::TwiceAYear => "twice a year",
            Frequency::AsNeeded => "as needed",
            other => other.code(),
        }
    }

    /// The frequency of a code or of its words.
    #[must_use]
    pub fn named(text: &str) -> Option<Frequency> {
        let text = text.trim();
        Frequency::ALL.into_iter().find(|f| f.code().eq_ignore_ascii_case(text) || f.words().eq_ignore_ascii_case(text))
    }

    /// How often a committee meets, if its record says so.
    #[must_use]
    pub fn of(committee: &Record) -> Option<Frequency> {
        Frequency::named(committee.text(Field::Frequency))
    }

    /// How many months there are from one meeting to the next; none if nothing is asked for.
    #[must_use]
    pub const fn months(self) -> Option<u32> {
        match self {
            Frequency::Monthly => Some(1),
            Frequency::EveryTwoMonths => Some(2),
            Frequency::Quarterly => Some(3),
            Frequency::TwiceAYear => Some(6),
            Frequency::Yearly => Some(12),
            Frequency::AsNeeded => None,
        }
    }
}

/// On which day of a month a committee meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayRule {
    /// The second Tuesday; 0 is the last one.
    Nth(u32, Weekday),
    /// The 15th, or the last day of a shorter month.
    Date(u32),
}

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ORDINALS: [&str; 5] = ["last", "first", "second", "third", "fourth"];

impl DayRule {
    /// Reads `second Tuesday`, `2nd tue`, `last Friday`, `the 15th`.
    ///
    /// # Errors
    /// A sentence that says what to write.
    pub fn read(text: &str) -> Result<DayRule, String> {
        let wrong = || format!("'{}' names no day of a month; write second Tuesday, last Friday or 15th", text.trim());
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split([' ', ',']).filter(|word| !word.is_empty() && !matches!(*word, "the" | "on" | "every" | "of" | "month")).collect();
        let number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.').parse::<u32>().ok();
        match words.as_slice() {
            [which, day] => {
                let nth = ORDINALS.iter().position(|known| known == which).and_then(|at| u32::try_from(at).ok()).or_else(|| number(which));
                let day = NAMES.iter().position(|name| day.len() >= 2 && name.to_lowercase().starts_with(day.trim_end_matches(['.', 's'])));
                match (nth, day.and_then(|at| u8::try_from(at).ok()).and_then(|at| Weekday::try_from(at).ok())) {
                    (Some(nth @ 0..=4), Some(day)) => Ok(DayRule::Nth(nth, day)),
                    _ => Err(wrong()),
                }
            }
            [one] => number(one).filter(|day| (1..=31).contains(day)).map(DayRule::Date).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }

    /// As people write it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            DayRule::Nth(nth, day) => {
                format!("{} {}", ORDINALS[(nth as usize).min(4)], NAMES[day.num_days_from_monday() as usize])
            }
            DayRule::Date(day) => crate::domain::text::ordinal(day as usize),
        }
    }

    /// The rule that a day follows: which of the Tuesdays of its month it is; a fifth one is the last.
    #[must_use]
    pub fn of(day: NaiveDate) -> DayRule {
        let nth = (day.day() - 1) / 7 + 1;
        DayRule::Nth(if nth == 5 { 0 } else { nth }, day.weekday())
    }

    /// The day in a month.
    #[must_use]
    pub fn in_month(self, year: i32, month: u32) -> Option<NaiveDate> {
        let last = dates::end_of_month(year, month)?;
        match self {
            DayRule::Date(day) => NaiveDate::from_ymd_opt(year, month, day.min(last.day())),
            DayRule::Nth(0, weekday) => {
                let back = (7 + last.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
                last.checked_sub_days(Days::new(u64::from(back)))
            }
            DayRule::Nth(nth, weekday) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?),
        }
    }
}

/// What a year of meetings is planned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// How often.
    pub frequency: Frequency,
    /// On which day.
    pub day: DayRule,
    /// The month of the first meeting, 1..=12.
    pub month: u32,
    /// At what time, as people write it.
    pub time: String,
    /// Where.
    pub site: String,
}

/// The rhythm that a committee follows: of its last meetings; the second Tuesday from the first month of the fiscal year if there are none.
#[must_use]
pub fn rhythm(book: &Book, committee: &Record) -> Rhythm {
    let all = meetings(book, committee.id);
    let days: Vec<NaiveDate> = all.iter().filter_map(|meeting| meeting.date(Field::Day)).collect();
    let months = Frequency::of(committee).and_then(Frequency::months).unwrap_or(1);
    let start = book.fiscal_year_start();
    // The last meeting says in which month of its period they meet.
    let into = days.last().map_or(0, |day| (day.month0() + 13 - start) % 12 % months);
    let said = |field| all.iter().rev().map(|meeting| meeting.text(field)).find(|text| !text.is_empty()).unwrap_or_default().to_owned();
    let time = said(Field::Time);
    Rhythm {
        frequency: Frequency::of(committee).unwrap_or(Frequency::Monthly),
        day: usual(&days).unwrap_or(DayRule::Nth(2, Weekday::Tue)),
        month: (start - 1 + into) % 12 + 1,
        time: if time.is_empty() { "9:00 AM".to_owned() } else { time },
        site: said(Field::Site),
    }
}

/// The rule that most of the last twelve days follow; of two equal ones that of the later day.
fn usual(days: &[NaiveDate]) -> Option<DayRule> {
    let last: Vec<DayRule> = days.iter().rev().take(12).map(|day| DayRule::of(*day)).collect();
    let count = |rule: &DayRule| last.iter().filter(|other| *other == rule).count();
    let most = last.iter().map(count).max()?;
    last.iter().find(|rule| count(rule) == most).copied()
}

/// The days of a committee's meetings in a fiscal year that are not in the calendar yet: from a day on, in the committee's life, none
/// in a month that has a meeting already.
#[must_use]
pub fn days(book: &Book, committee: Id, year: i32, rhythm: &Rhythm, from: NaiveDate) -> Vec<NaiveDate> {
    let (Some(record), (Some(first), Some(last))) = (book.get(committee), fiscal_year_days(book, year)) else { return Vec::new() };
    let Some(step) = rhythm.frequency.months() else { return Vec::new() };
    let known: Vec<NaiveDate> = meetings(book, committee).iter().filter_map(|meeting| meeting.date(Field::Day)).collect();
    let into = (rhythm.month + 12 - first.month()) % 12;
    let mut at = first.checked_add_months(Months::new(into));
    let mut found = Vec::new();
    while let Some(month) = at.filter(|day| *day <= last) {
        if let Some(day) = rhythm.day.in_month(month.year(), month.month())
            && day >= from
            && super::exists(record, day)
            && !known.iter().any(|known| (known.year(), known.month()) == (day.year(), day.month()))
        {
            found.push(day);
        }
        at = month.checked_add_months(Months::new(step));
    }
    found
}
