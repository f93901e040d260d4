//! How near each region is to its exit: what is sustained, what is missing, since when, and when it can be at the earliest.

use chrono::NaiveDate;

use super::{Recorded, Subject, recorded};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::Status;
use crate::domain::record::Record;
use crate::domain::standing::Standing;
use crate::domain::text::counted;
use crate::domain::verdict::{Verdict, verdict};

/// A region on its road out.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// The region.
    pub region: Id,
    /// What is recorded.
    pub recorded: Recorded,
    /// What the data say; none without such an instrument.
    pub verdict: Option<Verdict>,
}

/// All regions of the agency, in their order, for a milestone in a fiscal year.
#[must_use]
pub fn readiness(book: &Book, milestone: &Record, year: i32) -> Vec<Readiness> {
    let code = milestone.text(Field::Instrument);
    let of = |region: &Record| Readiness {
        region: region.id,
        recorded: recorded(book, Subject { milestone: milestone.id, region: Some(region.id) }),
        verdict: verdict(book, book.tallies(), code, Some(region.id), year),
    };
    book.all(Kind::Region).into_iter().map(of).collect()
}

impl Readiness {
    /// Whether everything is met two years in a row.
    #[must_use]
    pub fn sustained(&self) -> bool {
        self.verdict.as_ref().is_some_and(|v| v.sustained)
    }

    /// Questions (or areas) that are looked at.
    #[must_use]
    pub fn looked_at(&self) -> usize {
        self.verdict.as_ref().map_or(0, |v| v.looked_at)
    }

    /// Of them, how many stand so.
    #[must_use]
    pub fn standing(&self, standing: Standing) -> usize {
        self.verdict.as_ref().and_then(|v| v.standings.iter().find(|(known, _)| *known == standing)).map_or(0, |(_, n)| *n)
    }

    /// Of them, how many are below their goal in the year itself.
    #[must_use]
    pub fn below(&self) -> usize {
        self.verdict.as_ref().map_or(0, |v| v.failing().count())
    }

    /// Of them, how many have no rate or no review in the year: they break the chain as well, but miss no case.
    #[must_use]
    pub fn without_rate(&self) -> usize {
        self.standing(Standing::NoRate) + self.standing(Standing::NotReviewed)
    }

    /// Cases missing in all that is below, as far as that is known; none without a review.
    #[must_use]
    pub fn missing(&self) -> Option<u64> {
        self.verdict.as_ref().filter(|v| v.looked_at > 0).map(Verdict::needed)
    }

    /// Questions below of which nobody knows how many cases are missing: published as a percent only.
    #[must_use]
    pub fn unknown(&self) -> usize {
        self.verdict.as_ref().map_or(0, |v| v.failing().filter(|row| row.needed().is_none()).count())
    }

    /// The year since which it stands so: all met, or what is below longest.
    #[must_use]
    pub fn since(&self) -> Option<i32> {
        let verdict = self.verdict.as_ref().filter(|v| v.looked_at > 0)?;
        verdict.met_since.or_else(|| verdict.failing().map(|row| row.since).min())
    }

    /// The earliest year in which it can be sustained; none if it exited.
    #[must_use]
    pub fn earliest(&self) -> Option<i32> {
        self.verdict.as_ref().filter(|_| self.recorded.status != Status::Exited).map(|v| v.earliest)
    }

    /// The day of its exit.
    #[must_use]
    pub fn exited_on(&self) -> Option<NaiveDate> {
        self.recorded.day.filter(|_| self.recorded.status == Status::Exited)
    }

    /// Whether something is below that exited: it stays exited, with a warning.
    #[must_use]
    pub fn fallen(&self) -> bool {
        self.recorded.status == Status::Exited && self.below() > 0 && self.looked_at() > 0
    }

    /// In a few words, for a cell: "5 below, 14 missing".
    #[must_use]
    pub fn brief(&self) -> String {
        match &self.verdict {
            None => "no instrument".to_owned(),
            Some(v) if v.looked_at == 0 => format!("no review in {}", v.year),
            Some(v) if v.sustained => "sustained".to_owned(),
            Some(_) if self.below() == 0 && self.without_rate() > 0 => format!("{} without a rate", self.without_rate()),
            Some(v) if self.below() == 0 => format!("{} met once", v.holds.len()),
            Some(_) => format!("{} below, {} missing", self.below(), self.missing().unwrap_or(0)),
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let Some(verdict) = &self.verdict else { return "There is no such instrument in this file.".to_owned() };
        let (year, units) = (verdict.year, verdict.scope.units());
        if verdict.looked_at == 0 {
            return match self.earliest() {
                Some(earliest) => format!("No review in {year}; {earliest} at the earliest."),
                None => format!("No review in {year}."),
            };
        }
        if verdict.sustained {
            let since = verdict.met_since.map_or_else(String::new, |since| format!(" since {since}"));
            return format!("All {} {units} sustained{since}.", verdict.looked_at);
        }
        let mut words = format!("{} of {} {units} sustained", self.standing(Standing::Sustained), verdict.looked_at);
        let mut add = |text: String| {
            words.push_str("; ");
            words.push_str(&text);
        };
        match self.standing(Standing::MetOnce) {
            0 => {}
            n => add(format!("{n} met for the first year")),
        }
        if self.below() > 0 {
            let missing = counted(self.missing().unwrap_or(0), "case", "cases");
            let since = self.since().map_or_else(String::new, |since| format!(", the longest since {since}"));
            add(format!("{} below by {missing}{since}", self.below()));
        }
        if self.without_rate() > 0 {
            add(format!("{} without a rate", self.without_rate()));
        }
        if let Some(earliest) = self.earliest() {
            add(format!("{earliest} at the earliest"));
        }
        words.push('.');
        words
    }
}
