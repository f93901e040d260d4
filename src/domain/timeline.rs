//! What a timeline cell of a Mini PIP means: it is free text ("monthly to 6/30"), and beside it stand the due date and
//! the repeat that can be read from it. The text itself is never changed.

use chrono::{Days, Months, NaiveDate};

use super::dates::{self, DateFault};

/// How often something repeats, by its word.
pub const REPEATS: [&str; 7] = ["daily", "weekly", "biweekly", "monthly", "quarterly", "semiannually", "yearly"];

/// What was understood of a timeline text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Understood {
    /// When it is due; with a repeat, when the last one is.
    pub due: Option<NaiveDate>,
    /// How often, one of [`REPEATS`].
    pub repeat: Option<&'static str>,
}

/// Reads a timeline text as far as it goes; what is no date and no repeat is passed over.
///
/// # Errors
/// A date in it that cannot be (31 Apr): the text is surely meant as one.
pub fn timeline(text: &str, today: NaiveDate, day_first: bool, base: Option<NaiveDate>) -> Result<Understood, DateFault> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|w| !w.is_empty()).collect();
    let mut seen = Understood { due: None, repeat: repeat(&lower, &words) };
    if let Ok(day) = dates::understand(text, today, day_first, base) {
        seen.due = Some(day);
        return Ok(seen);
    }
    let mut at = 0;
    while at < words.len() {
        // The longest run of words that is a date, so that "end of june 2026" is not "june".
        let longest = (1..=4.min(words.len() - at)).rev();
        let mut found = longest.filter_map(|n| {
            let run = words[at..at + n].join(" ");
            let run = run.trim_matches(|c: char| "()".contains(c));
            dated(run).then(|| dates::understand(run.trim_end_matches('.'), today, day_first, base).map(|day| (n, day)))
        });
        match found.find(|r| r.is_ok() || matches!(r, Err(DateFault::NoSuchDay { .. } | DateFault::NoLeapDay(_)))) {
            Some(Ok((n, day))) => {
                // Of several dates the last one is when all of it is due.
                seen.due = seen.due.max(Some(day));
                at += n;
            }
            Some(Err(fault)) => return Err(fault),
            None => at += 1,
        }
    }
    Ok(seen)
}

/// Whether a run of words can be meant as a date: bare weekdays and numbers in a sentence are not.
fn dated(run: &str) -> bool {
    let has_digit = run.bytes().any(|b| b.is_ascii_digit());
    // "4-6 weeks" and "1.5 hours" are amounts; alone in a cell, where nothing else can be meant, they are days.
    let amount = |mark: char| run.split_once(mark).is_some_and(|(a, b)| a.bytes().chain(b.bytes()).all(|b| b.is_ascii_digit()));
    let plain_number = run.bytes().all(|b| b.is_ascii_digit()) || amount('-') || amount('.');
    matches!(run, "today" | "tomorrow" | "eom" | "eoq" | "eoy")
        || run.starts_with("end of ")
        || run.starts_with("next ")
        || (has_digit && !plain_number)
}

/// How often a text says something repeats.
#[must_use]
pub fn repeat_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|w| !w.is_empty()).collect();
    repeat(&lower, &words)
}

fn repeat(lower: &str, words: &[&str]) -> Option<&'static str> {
    let has = |word: &str| words.iter().any(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '-') == word);
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    let every = |unit: &str| lower.contains(&format!("every {unit}")) || lower.contains(&format!("each {unit}"));
    if has("biweekly") || has("bi-weekly") || says(&["every two weeks", "every 2 weeks", "every other week"]) {
        Some("biweekly")
    } else if has("semiannually")
        || has("semi-annually")
        || says(&["twice a year", "every six months", "every 6 months", "every half year"])
    {
        Some("semiannually")
    } else if has("quarterly") || every("quarter") || says(&["every three months", "every 3 months", "once a quarter", "four times a year"])
    {
        Some("quarterly")
    } else if has("monthly") || every("month") || says(&["once a month"]) {
        Some("monthly")
    } else if has("weekly") || every("week") || says(&["once a week"]) {
        Some("weekly")
    } else if has("daily") || every("day") {
        Some("daily")
    } else if has("yearly") || has("annually") || has("annual") || every("year") || says(&["once a year"]) {
        Some("yearly")
    } else {
        None
    }
}

/// The first day after `last` on which something that repeats comes round; none for an unknown word.
#[must_use]
pub fn next_round(last: NaiveDate, repeat: &str) -> Option<NaiveDate> {
    match repeat {
        "daily" => last.checked_add_days(Days::new(1)),
        "weekly" => last.checked_add_days(Days::new(7)),
        "biweekly" => last.checked_add_days(Days::new(14)),
        "monthly" => last.checked_add_months(Months::new(1)),
        "quarterly" => last.checked_add_months(Months::new(3)),
        "semiannually" => last.checked_add_months(Months::new(6)),
        "yearly" => last.checked_add_months(Months::new(12)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<&'static str>) {
        let today = NaiveDate::from_ymd_opt(2026, 2, 4).unwrap();
        let seen = timeline(text, today, false, None).unwrap();
        (seen.due.map_or_else(String::new, |d| d.to_string()), seen.repeat)
    }

    #[test]
    fn a_timeline_is_free_text_with_a_due_date_and_a_repeat_in_it() {
        for (text, due, repeat) in [
            ("monthly to 6/30", "2026-06-30", Some("monthly")),
            ("weekly", "", Some("weekly")),
            ("by 3/15", "2026-03-15", None),
            ("6/30, then quarterly", "2026-06-30", Some("quarterly")),
            ("+30d", "2026-03-06", None),
            ("end of june", "2026-06-30", None),
            ("draft 3/1, final by 15 April 2026.", "2026-04-15", None),
            ("every other week until the end of june 2026", "2026-06-30", Some("biweekly")),
            ("next fri", "2026-02-13", None),
            ("when the 4 posts are filled", "", None),
            ("4-6 weeks after the training", "", None),
            ("1.5 hours weekly, by 15.4.2026", "2026-04-15", Some("weekly")),
            ("first draft by 15.4.", "2026-04-15", None),
            ("1-2 visits monthly to 2026-06-30", "2026-06-30", Some("monthly")),
            ("ongoing", "", None),
            ("", "", None),
        ] {
            assert_eq!(read(text), (due.to_owned(), repeat), "{text}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_is_named() {
        let today = NaiveDate::from_ymd_opt(2026, 2, 4).unwrap();
        let fault = timeline("monthly to 4/31", today, false, None).unwrap_err();
        assert_eq!(fault.to_string(), "31 Apr does not exist; Apr has 30 days");
    }

    #[test]
    fn the_next_round_of_a_month_end_stays_in_its_month() {
        let last = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        assert_eq!(next_round(last, "monthly"), NaiveDate::from_ymd_opt(2026, 2, 28));
        assert_eq!(next_round(last, "now and then"), None);
    }
}
