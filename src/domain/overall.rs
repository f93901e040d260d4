//! An overall rating worked out from the ratings of its area, beside the one that reviewers give
//! (`assets/help/rules.md`, Qualitative review). It never takes the given one's place.

use std::fmt::Write;

use super::answers::PackedAnswers;
use super::instrument::{Instrument, Question};

/// What the ratings of an area come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The weighted mean of the ratings in hundredths, cut off; none without weights or as long as a weighted question
    /// is unanswered.
    pub mean: Option<u32>,
    /// The lowest rating that is acceptable.
    pub line: u32,
    /// Whether the area is acceptable.
    pub acceptable: bool,
    /// The first question that makes the whole area unacceptable by itself.
    pub trumped_by: Option<usize>,
    /// The overall rating as given, if it is.
    pub given: Option<u32>,
    /// In words, for the screen.
    pub words: String,
}

impl Computed {
    /// Whether the given rating is acceptable where this one is not, or the other way round.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.given.is_some_and(|given| (given >= self.line) != self.acceptable)
    }
}

impl Instrument {
    /// The rating that an option stands for: its code as a number, if it counts in a score.
    fn rating(&self, option: u8) -> Option<u32> {
        let option = self.options.get(usize::from(option).checked_sub(1)?)?;
        option.credit.and_then(|_| option.code.parse().ok())
    }

    /// The lowest rating that earns any credit.
    fn acceptable_from(&self) -> Option<u32> {
        let earns = self.options.iter().filter(|o| o.credit.is_some_and(|credit| credit.0 > 0));
        earns.filter_map(|o| o.code.parse().ok()).min()
    }

    /// The overall rating of a question marked `verdict`, worked out from the other questions of its area: their mean by
    /// weight against the lowest acceptable rating (compared exactly), and unacceptable in any case where a `trump` question
    /// is. None for any other question, and where there is nothing to work out: neither weights nor a trump that decides.
    #[must_use]
    pub fn computed_overall(&self, answers: &PackedAnswers, question: usize) -> Option<Computed> {
        let overall = self.questions.get(question).filter(|q| q.verdict && !q.is_computed())?;
        let line = self.acceptable_from()?;
        let parts: Vec<(usize, &Question)> =
            self.questions.iter().enumerate().filter(|(at, q)| *at != question && q.area == overall.area && !q.is_computed()).collect();
        let rated = |at: usize| self.rating(answers.get(at as u16, 0).option());
        let trumped_by = parts.iter().find(|(at, q)| q.trump && rated(*at).is_some_and(|r| r < line)).map(|(at, _)| *at);
        let weighted: Vec<(usize, u64)> = parts.iter().filter_map(|(at, q)| Some((*at, u64::from(q.weight?)))).collect();
        let whole = weighted.iter().all(|(at, _)| answers.get(*at as u16, 0).is_given());
        let (mut sum, mut weights, mut count) = (0u64, 0u64, 0usize);
        for (rating, weight) in weighted.iter().filter(|_| whole).filter_map(|(at, weight)| Some((u64::from(rated(*at)?), *weight))) {
            sum += rating * weight;
            weights += weight;
            count += 1;
        }
        if weights == 0 && trumped_by.is_none() {
            return None;
        }
        let mean = (sum * 100).checked_div(weights).map(|mean| mean as u32);
        let reached = weights > 0 && sum >= u64::from(line) * weights;
        let mut words = match mean {
            Some(mean) => format!("Mean of {count} ratings by weight {}.{:02}; acceptable from {line}.", mean / 100, mean % 100),
            None => String::new(),
        };
        if let Some(trump) = trumped_by {
            let space = if words.is_empty() { "" } else { " " };
            let code = &self.questions[trump].code;
            let _ = write!(words, "{space}{code} is below {line}, which makes the whole area unacceptable.");
        }
        let given = rated(question);
        let acceptable = reached && trumped_by.is_none();
        Some(Computed { mean, line, acceptable, trumped_by, given, words })
    }
}

#[cfg(test)]
mod tests;
