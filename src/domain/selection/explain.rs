//! Why a candidate stands where it stands, in sentences; and what of it goes into its plan.

use std::fmt::Write as _;

use super::factor::Factor;
use super::need::Need;
use super::{Board, Candidate};
use crate::domain::text::{listed, ordinal};

impl Board {
    /// Why a candidate stands where it stands: its mean, each factor with weight and figure, what has no figure, who moved it.
    #[must_use]
    pub fn explain(&self, candidate: &Candidate) -> String {
        let mut words = match (candidate.rank, candidate.proposed, candidate.by_hand) {
            (Some(rank), Some(proposed), Some(_)) => {
                let reason = if candidate.reason.is_empty() { String::new() } else { format!(" because: {}", closed(&candidate.reason)) };
                format!("{} by hand{reason}{} Proposed {}: ", ordinal(rank), if reason.is_empty() { "." } else { "" }, ordinal(proposed))
            }
            (Some(rank), ..) => format!("{}: ", ordinal(rank)),
            _ => String::new(),
        };
        match candidate.mean {
            Some(mean) => {
                let weighed = self.factors.iter().filter(|factor| factor.weight > 0).count();
                let _ = write!(words, "mean {} of {} of {weighed} factors: ", mean.words(), mean.factors);
            }
            None => words.push_str("no factor has a figure, so nothing can be proposed; those without figures stand last, by name. "),
        }
        let told: Vec<String> = self.told(candidate).collect();
        if !told.is_empty() {
            let _ = write!(words, "{}.", told.join("; "));
        }
        let none: Vec<&str> =
            self.weighed(candidate).filter(|(_, need)| need.value.is_none()).map(|(factor, _)| factor.words.as_str()).collect();
        if !none.is_empty() && candidate.mean.is_some() {
            let _ = write!(words, " No figure for {}: left out of the mean.", listed(none, "and"));
        }
        words.trim_end().to_owned()
    }

    /// The figures of a candidate in words, as the data sources of its plan: a line each.
    #[must_use]
    pub fn sources(&self, candidate: &Candidate) -> String {
        let pairs = self.factors.iter().zip(&candidate.needs).filter(|(_, need)| need.value.is_some());
        let line = |(factor, need): (&Factor, &Need)| {
            let figure = need.figure.as_ref().map_or_else(String::new, super::need::Figure::words);
            let note = if need.note.is_empty() { String::new() } else { format!(" ({})", need.note) };
            format!("{}: {figure}{note}", capital(&factor.words))
        };
        pairs.map(line).collect::<Vec<_>>().join("\n")
    }

    fn weighed<'a>(&'a self, candidate: &'a Candidate) -> impl Iterator<Item = (&'a Factor, &'a Need)> {
        self.factors.iter().zip(&candidate.needs).filter(|(factor, _)| factor.weight > 0)
    }

    /// The factors that are in the mean, each with its need, weight and figure.
    fn told<'a>(&'a self, candidate: &'a Candidate) -> impl Iterator<Item = String> + 'a {
        self.weighed(candidate).filter_map(|(factor, need)| {
            let value = need.value?;
            let figure = need.figure.as_ref().map_or_else(String::new, super::need::Figure::words);
            let note = if need.note.is_empty() { String::new() } else { format!(" ({})", need.note) };
            Some(format!("{} {value} (weight {}) from {figure}{note}", factor.words, factor.weight))
        })
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// With a full stop at its end.
fn closed(text: &str) -> String {
    let text = text.trim().replace('\n', " ");
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}
