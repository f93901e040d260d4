//! Figures of qualitative reviews in words: the change from year to year, where a figure comes from, and the whole of it as people
//! paste it into a letter. A score by itself is put into words in `figure.rs`.

use super::{Change, Figure};
use crate::domain::book::Book;
use crate::domain::figure;
use crate::domain::score::Score;
use crate::domain::score_table::Source;

/// Points with a sign and one decimal: `+2.1`; never `-0.0`.
#[must_use]
pub fn points(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    format!("{:+.1}", if tenths == 0.0 { 0.0 } else { tenths })
}

impl Change {
    /// `+2.1 (-9.0 to +13.1)`, without an interval `+4.0`.
    #[must_use]
    pub fn short(&self) -> String {
        match self.interval {
            Some(interval) => format!("{} ({} to {})", points(self.by), points(interval.low), points(interval.high)),
            None => points(self.by),
        }
    }

    /// `+2.1 points (-9.0 to +13.1), no clear change`.
    #[must_use]
    pub fn words(&self) -> String {
        let short = self.short();
        let (by, interval) = short.split_once(' ').map_or((short.as_str(), String::new()), |(by, rest)| (by, format!(" {rest}")));
        format!("{by} points{interval}, {}", self.verdict())
    }

    /// What may be said of it: `up`, `down`, `no clear change`, and of percents alone that nothing more is known.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match self.interval {
            Some(interval) if interval.is_clear() => {
                if self.by > 0.0 {
                    "clearly up"
                } else {
                    "clearly down"
                }
            }
            Some(_) => "no clear change",
            None => "no interval: n is not known",
        }
    }
}

/// The 95 % interval as percents: `69.2 to 85.2 %`.
#[must_use]
pub fn interval(score: &Score) -> Option<String> {
    let (low, high) = score.wilson()?;
    Some(format!("{:.1} to {:.1} %", low * 100.0, high * 100.0))
}

impl Figure<'_> {
    /// Where it comes from: `counted`, `counted, round open`, `published, edition 2014`.
    #[must_use]
    pub fn origin(&self) -> String {
        let edition = self.editions.first().map_or("", |one| one.edition.as_str());
        match self.row.source {
            None => "not reviewed".to_owned(),
            Some(Source::Published) if edition.is_empty() => "published".to_owned(),
            Some(Source::Published) => format!("published, {edition}"),
            Some(Source::Answers) if self.row.provisional => "counted, round open".to_owned(),
            Some(Source::Answers) => "counted".to_owned(),
        }
    }

    /// The regions that the sum lacks, by name: `4 of 5 regions, without West`.
    #[must_use]
    pub fn lacking(&self, book: &Book) -> Option<String> {
        let lacks = self.lacks.as_ref()?;
        let names: Vec<&str> = lacks.missing.iter().map(|id| book.name(*id)).collect();
        Some(format!("{}, without {}", lacks.words(), crate::domain::text::listed(names, "and")))
    }

    /// The whole figure in a sentence or two, with its n, interval, goal, change and date.
    #[must_use]
    pub fn sentence(&self, book: &Book, name: &str, as_of: &str) -> String {
        let place = self.region.map_or("Statewide", |id| book.name(id));
        let mut words = figure::sentence(self.row, name, place, as_of);
        if let Some(interval) = self.score().and_then(interval) {
            words.push_str(&format!(" 95 % interval {interval}."));
        }
        if let Some(change) = &self.change {
            words.push_str(&format!(" Since FY{}: {}.", self.row.year - 1, change.words()));
        }
        if let Some(lacking) = self.lacking(book) {
            words.push_str(&format!(" {lacking}."));
        }
        words
    }
}
