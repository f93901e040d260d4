//! Days in words: `next fri`, `end of next month`, `mid-June`, `2nd tuesday of march`. Days in figures are in `numbers.rs`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::period::{is_period, nth, quarter};
use super::{DateFault, LONG, month, plain, short, weekday};

/// Longer than any date; what is longer is refused unread.
const LONGEST: usize = 80;

/// A text that is to be a day.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) today: NaiveDate,
    pub(super) day_first: bool,
    pub(super) base: Option<NaiveDate>,
}

pub(super) type Read = Result<NaiveDate, DateFault>;

impl Reader<'_> {
    pub(super) fn fault(&self) -> DateFault {
        DateFault::NotUnderstood(short(self.text), if self.day_first { "15/3" } else { "3/15" })
    }

    pub(super) fn far(&self) -> DateFault {
        DateFault::TooFar(short(self.text))
    }

    pub(super) fn far_unless(&self, day: Option<NaiveDate>) -> Read {
        day.ok_or_else(|| self.far())
    }

    /// The day the text means.
    pub(super) fn day(&self) -> Read {
        if self.text.trim().len() > LONGEST {
            return Err(self.fault());
        }
        let lower = plain(self.text);
        let read = self.read(&self.without_time(&lower)?);
        match read {
            Err(DateFault::NotUnderstood(..)) if self.several(&lower) => Err(DateFault::SeveralDays(short(self.text))),
            read => read,
        }
    }

    /// `6/30 - 7/2`, `6/30 or 7/2`.
    fn several(&self, lower: &str) -> bool {
        let marks = [" - ", " to ", " or ", " and ", " through ", " & ", "&", ";", "-"];
        marks.iter().any(|mark| {
            let parts: Vec<&str> = lower.split(mark).map(str::trim).collect();
            parts.len() > 1 && parts.iter().all(|part| part.len() > 2 && self.read(part).is_ok())
        })
    }

    /// A spreadsheet may write midnight beside a day; any other time is more than a cell can keep.
    fn without_time(&self, lower: &str) -> Result<String, DateFault> {
        let Some(colon) = lower.find(':') else { return Ok(lower.to_owned()) };
        let at = lower[..colon].rfind([' ', 't']).ok_or_else(|| self.fault())?;
        let time = lower[at + 1..].trim_end_matches('z').trim();
        let midnight = match time.strip_suffix("am") {
            Some(time) => time.trim().strip_prefix("12").unwrap_or(time).bytes().all(|b| b"0: ".contains(&b)),
            None => time.bytes().all(|b| b"0:.".contains(&b)),
        };
        if midnight {
            Ok(lower[..at].trim_end_matches(',').to_owned())
        } else if self.read(lower[..at].trim_end_matches(',')).is_ok() {
            Err(DateFault::TimeOfDay(short(self.text)))
        } else {
            Err(self.fault())
        }
    }

    fn read(&self, lower: &str) -> Read {
        let today = self.today;
        match lower {
            "today" | "t" => return Ok(today),
            "tomorrow" | "tmrw" => return self.far_unless(today.succ_opt()),
            "day after tomorrow" | "the day after tomorrow" => return self.far_unless(today.checked_add_days(Days::new(2))),
            "yesterday" => return self.far_unless(today.pred_opt()),
            "eow" => return self.period(&["week"]).map(|(_, last)| last),
            "eom" => return self.period(&["month"]).map(|(_, last)| last),
            "eoq" => return self.period(&["quarter"]).map(|(_, last)| last),
            "eoy" => return self.period(&["year"]).map(|(_, last)| last),
            _ => {}
        }
        if let Some(shift) = lower.strip_prefix(['+', '-']) {
            return self.shifted(shift, lower.starts_with('+'), self.base.unwrap_or(today));
        }
        if let Some(shift) = lower.strip_prefix("today").map(str::trim_start)
            && let Some(amount) = shift.strip_prefix(['+', '-'])
        {
            return self.shifted(amount, shift.starts_with('+'), today);
        }
        let mut words: Vec<&str> = lower.split([' ', ',']).filter(|w| !w.is_empty()).collect();
        // One word with a month in it is as good as its parts: `30-Jun-2026`, `mid-june`, `Q3-2026`.
        if let [word] = words.as_slice() {
            let parts: Vec<&str> = word.split(['-', '/', '.']).filter(|part| !part.is_empty()).collect();
            let named = |part: &&str| month(part).is_some() || quarter(part).is_some() || *part == "mid";
            if parts.len() > 1 && parts.iter().any(named) {
                self.two_meanings(&parts)?;
                words = parts;
            }
        }
        while let Some((first, rest)) = words.split_first()
            && !rest.is_empty()
            && matches!(*first, "by" | "due" | "on" | "until" | "till" | "the")
        {
            words = rest.to_vec();
        }
        if words.iter().any(|word| word.starts_with("fiscal") || word.starts_with("eofy") || fiscal(word)) {
            return Err(DateFault::Fiscal(short(self.text), if self.day_first { "30/6/2027" } else { "6/30/2027" }));
        }
        match self.in_phrase(&words) {
            Some(read) => read,
            None => self.dated(&words),
        }
    }

    /// A day of a calendar, with or without its weekday.
    fn dated(&self, words: &[&str]) -> Read {
        if let [first, rest @ ..] = words
            && !rest.is_empty()
            && let Some((said, then)) = weekday(first)
        {
            let day = self.dated(rest)?;
            return if day.weekday() == then { Ok(day) } else { Err(DateFault::OtherWeekday { day, said: capital(said) }) };
        }
        if words.iter().any(|w| month(w).is_some()) {
            return self.with_month(words);
        }
        match words {
            [one] => self.in_numbers(one),
            _ => Err(self.fault()),
        }
    }

    /// What is no day of a calendar, by the words it begins with; none if it may be one.
    fn in_phrase(&self, words: &[&str]) -> Option<Read> {
        let today = self.today;
        let last = |rest: &[&str]| self.period(rest).map(|(_, last)| last);
        Some(match words {
            [] => Err(self.fault()),
            ["next", "week"] => self.far_unless(today.checked_add_days(Days::new(7))),
            ["next", "month"] => self.far_unless(today.checked_add_months(Months::new(1))),
            ["next", "year"] => self.far_unless(today.checked_add_months(Months::new(12))),
            ["next", word] | [word, "next", "week"] if weekday(word).is_some() => self.weekday(word, 7),
            [word, "this", "week"] if weekday(word).is_some() => self.weekday(word, 0),
            ["this" | "coming", word] | [word] if weekday(word).is_some() => self.coming(word),
            ["last" | "past", word] if weekday(word).is_some() => self
                .coming(word)
                .and_then(|day| self.far_unless(day.checked_sub_days(Days::new(if day.weekday() == today.weekday() { 14 } else { 7 })))),
            ["in", n, unit] | [n, unit, "from", "now" | "today"] => self.shifted(&format!("{n} {unit}"), true, today),
            [n, unit, "ago"] => self.shifted(&format!("{n} {unit}"), false, today),
            ["within", n, unit] | [n, unit] if self.shifted(&format!("{n} {unit}"), true, today).is_ok() => {
                let begins = unit.chars().next().unwrap_or('d');
                let n = number(n).map_or_else(String::new, |n| n.to_string());
                Err(DateFault::Length(short(self.text), format!("{n}{begins}")))
            }
            ["end" | "close", "of", rest @ ..] | ["last", "day", "of" | "in", rest @ ..] | ["end", rest @ ..] => last(rest),
            [rest @ .., "end"] if !rest.is_empty() => last(rest),
            ["beginning" | "start", "of", rest @ ..] | ["first", "day", "of" | "in", rest @ ..] => {
                self.period(rest).map(|(first, _)| first)
            }
            ["middle", "of", rest @ ..] | ["mid", rest @ ..] => self.middle(rest),
            ["mid-month"] => self.middle(&["month"]),
            [which, day, "of" | "in", rest @ ..] if nth(which).is_some() && weekday(day).is_some() => self.nth_weekday(which, day, rest),
            ["early" | "late", rest @ ..] if self.period(rest).is_ok() => Err(DateFault::Vague(
                short(self.text),
                if self.day_first { "10/6, mid-June or end of June" } else { "6/10, mid-June or end of June" },
            )),
            [year] if year.len() == 4 && year.parse().is_ok_and(|year: u32| (1900..=2200).contains(&year)) => {
                Err(DateFault::Vague(short(self.text), "a day of the year, June 2026, Q3 2026 or end of 2026"))
            }
            words if is_period(words) => last(words),
            _ => return None,
        })
    }

    /// A length of time from a day: `30d`, `6 weeks`, `a month`, `2q`; a bare number is days.
    fn shifted(&self, amount: &str, forward: bool, from: NaiveDate) -> Read {
        let amount = amount.trim();
        let end = amount.find(|c: char| !c.is_ascii_digit()).unwrap_or(amount.len());
        let (n, unit) = if end > 0 { amount.split_at(end) } else { amount.split_once(' ').ok_or_else(|| self.fault())? };
        let n = number(n).ok_or_else(|| if end > 9 { self.far() } else { self.fault() })?;
        let days = |n: u64| if forward { from.checked_add_days(Days::new(n)) } else { from.checked_sub_days(Days::new(n)) };
        let months = |n: u32| if forward { from.checked_add_months(Months::new(n)) } else { from.checked_sub_months(Months::new(n)) };
        let day = match unit.trim() {
            "" | "d" | "day" | "days" => days(u64::from(n)),
            "w" | "wk" | "wks" | "week" | "weeks" => days(u64::from(n) * 7),
            "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => months(n),
            "q" | "quarter" | "quarters" => n.checked_mul(3).and_then(months),
            "y" | "yr" | "yrs" | "year" | "years" => n.checked_mul(12).and_then(months),
            _ => return Err(self.fault()),
        };
        self.far_unless(day)
    }

    /// A weekday of this week, or so many days on.
    fn weekday(&self, word: &str, on: u64) -> Read {
        let (_, then) = weekday(word).ok_or_else(|| self.fault())?;
        let monday = self.monday()?;
        self.far_unless(monday.checked_add_days(Days::new(on + u64::from(then.num_days_from_monday()))))
    }

    /// The coming weekday, today not among them.
    fn coming(&self, word: &str) -> Read {
        let day = self.weekday(word, 0)?;
        if day > self.today { Ok(day) } else { self.weekday(word, 7) }
    }

    pub(super) fn monday(&self) -> Read {
        self.far_unless(self.today.checked_sub_days(Days::new(u64::from(self.today.weekday().num_days_from_monday()))))
    }

    /// `mar 15`, `15 march`, `march 15th 2026`, `30 jun '26`.
    fn with_month(&self, words: &[&str]) -> Read {
        let at = words.iter().position(|w| month(w).is_some()).ok_or_else(|| self.fault())?;
        let month = month(words[at]).ok_or_else(|| self.fault())?;
        let numbers: Vec<&str> =
            words.iter().enumerate().filter(|(i, w)| *i != at && !matches!(**w, "of" | "the")).map(|(_, w)| *w).collect();
        let day_of = |word: &str| -> Result<u32, DateFault> {
            let bare = ["st", "nd", "rd", "th", "."].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
            if bare.len() > 2 || !bare.bytes().all(|b| b.is_ascii_digit()) {
                return Err(self.fault());
            }
            bare.parse().map_err(|_| self.fault())
        };
        match numbers.as_slice() {
            [day] => self.nearest(month, day_of(day)?),
            [year, day] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => {
                self.checked(self.year(year)?, month, day_of(day)?)
            }
            // Two figures before the month are no day and year.
            [day, year] if at + 1 < words.len() => self.checked(self.year(year)?, month, day_of(day)?),
            _ => Err(self.fault()),
        }
    }

    /// Spreadsheets show 26 June and June of 2026 alike.
    fn two_meanings(&self, parts: &[&str]) -> Result<(), DateFault> {
        match parts {
            [name, number] if month(name).is_some() && number.len() == 2 && number.parse().is_ok_and(|n: u32| (1..=31).contains(&n)) => {
                let long = capital(LONG[month(name).unwrap_or(1) as usize - 1]);
                let day = number.trim_start_matches('0');
                Err(DateFault::TwoMeanings(short(self.text), format!("{day} {long}"), format!("{long} 20{number}")))
            }
            _ => Ok(()),
        }
    }
}

/// A number in figures or as a word.
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match word {
        "a" | "an" => Some(1),
        word if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) => word.parse().ok(),
        word => WORDS.iter().position(|known| *known == word).and_then(|n| u32::try_from(n).ok()),
    }
}

/// `FY2027`, `fy27`.
fn fiscal(word: &str) -> bool {
    word.strip_prefix("fy").is_some_and(|year| year.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()))
}

fn capital(word: &'static str) -> &'static str {
    const NAMES: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(word)).unwrap_or(word)
}
