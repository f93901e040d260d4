//! What others, and oneself elsewhere, have changed since one was last here: counted by the store, told here.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::Mark;
use crate::domain::dates;
use crate::domain::kind::Kind;
use crate::domain::text::{counted, grouped};

/// How many records of a kind were touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfKind {
    /// The kind.
    pub kind: Kind,
    /// Whether they came from a file.
    pub imported: bool,
    /// How many.
    pub records: u32,
}

/// What has changed since one was last here.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Since {
    /// Where the log ended then.
    pub mark: Mark,
    /// When that was, as the wall clock here showed it.
    pub at: Option<NaiveDateTime>,
    /// Changes by others that stand.
    pub others: u32,
    /// By how many people.
    pub people: u32,
    /// Changes that carry one's own name, made elsewhere or in a sitting that did not end in order.
    pub own: u32,
    /// What others touched, most first; empty if it is too much to be counted at once.
    pub what: Vec<OfKind>,
}

/// The most kinds that a line names.
const MOST_KINDS: usize = 3;

impl Since {
    /// Whether there is anything to tell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.others == 0 && self.own == 0
    }

    /// When one was last here: "Fri 3/6", "9:40 today", "3/6/2025".
    #[must_use]
    pub fn when(&self, today: NaiveDate, day_first: bool) -> String {
        let Some(at) = self.at else { return "the last time".to_owned() };
        let day = at.date();
        if day == today {
            return format!("{} today", at.format("%-H:%M"));
        }
        let whole = dates::show(day, day_first);
        let this_year = (today - day).num_days().unsigned_abs() < 300;
        let short = if this_year { whole.rsplit_once('/').map_or(whole.as_str(), |(short, _)| short) } else { whole.as_str() };
        if this_year { format!("{} {short}", day.weekday()) } else { short.to_owned() }
    }

    /// The whole line: "Since Fri 3/6: 14 changes by 3 people (6 published results imported, 5 rows, 3 steps); 2 of your own".
    #[must_use]
    pub fn words(&self, today: NaiveDate, day_first: bool) -> String {
        let mut parts = Vec::new();
        if self.others > 0 {
            let what: Vec<String> = self.what.iter().take(MOST_KINDS).map(|of| of.words()).collect();
            let more = if self.what.len() > MOST_KINDS { ", and more" } else { "" };
            let what = if what.is_empty() { String::new() } else { format!(" ({}{more})", what.join(", ")) };
            let people = counted(self.people.into(), "person", "people");
            parts.push(format!("{} by {people}{what}", counted(self.others.into(), "change", "changes")));
        }
        if self.own > 0 {
            let own = if self.others > 0 { grouped(self.own.into()) } else { counted(self.own.into(), "change", "changes") };
            parts.push(format!("{own} of your own"));
        }
        format!("Since {}: {}", self.when(today, day_first), parts.join("; "))
    }
}

impl OfKind {
    fn words(self) -> String {
        if self.kind == Kind::Block {
            return "answers imported".to_owned();
        }
        let one = match self.kind {
            Kind::Row => "plan row",
            kind => kind.words(),
        };
        let words = if self.records == 1 { format!("1 {one}") } else { format!("{} {}", grouped(self.records.into()), several(one)) };
        if self.imported { format!("{words} imported") } else { words }
    }
}

/// The word for several: of "area of concern" the first word is what there are several of.
fn several(one: &str) -> String {
    let end = [" of ", " to ", " at ", " in "].into_iter().filter_map(|link| one.find(link)).min().unwrap_or(one.len());
    let (head, rest) = one.split_at(end);
    let before = head.chars().rev().nth(1).unwrap_or('a');
    let plural = match head {
        "person" => "people".to_owned(),
        _ if head.ends_with('y') && !"aeiou".contains(before) => format!("{}ies", &head[..head.len() - 1]),
        _ if head.ends_with(['s', 'x']) || head.ends_with("ch") => format!("{head}es"),
        _ => format!("{head}s"),
    };
    format!("{plural}{rest}")
}
