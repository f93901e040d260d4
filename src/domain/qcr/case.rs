//! One qualitative case: its overall ratings as the reviewers gave them, whether they are acceptable, and what a safety rating says
//! against them (`assets/help/rules.md`, Qualitative review). Nothing here takes the place of a given rating.

use crate::domain::answers::PackedAnswers;
use crate::domain::instrument::Instrument;

/// An overall rating of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overall {
    /// Ordinal of the question.
    pub question: usize,
    /// The rating as the reviewers gave it: its code; none if it is not given.
    pub given: Option<String>,
    /// Whether it is acceptable; none if it is not given, or not applicable.
    pub acceptable: Option<bool>,
    /// What speaks against it: a safety rating, or the mean by weight.
    pub note: Option<String>,
}

/// The overall ratings of a case.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rated {
    /// One for each overall rating of the instrument, in its order.
    pub overall: Vec<Overall>,
}

impl Rated {
    /// From the answers of a case.
    #[must_use]
    pub fn of(instrument: &Instrument, answers: &PackedAnswers) -> Rated {
        let asked = instrument.questions.iter().enumerate().filter(|(_, q)| q.verdict && !q.is_computed());
        let overall = |at: usize| {
            let option = answers.get(at as u16, 0).option();
            let given = usize::from(option).checked_sub(1).and_then(|o| instrument.options.get(o)).map(|o| o.code.clone());
            let credit = if given.is_some() { instrument.credit(at, option) } else { None };
            let computed = instrument.computed_overall(answers, at);
            // Only what goes against the rating is worth a word here: the case itself shows the rest.
            let note = computed.filter(|c| c.trumped_by.is_some() || c.differs()).map(|c| match c.trumped_by {
                Some(trump) => {
                    let code = &instrument.questions[trump].code;
                    let rating = usize::from(answers.get(trump as u16, 0).option()).checked_sub(1).and_then(|o| instrument.options.get(o));
                    format!("{} {}", code.rsplit('.').next().unwrap_or(code), rating.map_or("?", |option| option.code.as_str()))
                }
                None => format!("mean says {}acceptable", if c.acceptable { "" } else { "not " }),
            });
            Overall { question: at, given, acceptable: credit.map(|credit| credit.0 > 0), note }
        };
        Rated { overall: asked.map(|(at, _)| overall(at)).collect() }
    }

    /// Whether the case is acceptable on every overall rating: not if one is not; unknown while one is missing.
    #[must_use]
    pub fn acceptable(&self) -> Option<bool> {
        if self.overall.iter().any(|one| one.acceptable == Some(false)) {
            return Some(false);
        }
        (!self.overall.is_empty() && self.overall.iter().all(|one| one.acceptable == Some(true))).then_some(true)
    }

    /// What speaks against the given ratings, all of it.
    #[must_use]
    pub fn notes(&self) -> String {
        let mut notes: Vec<&str> = self.overall.iter().filter_map(|one| one.note.as_deref()).collect();
        notes.dedup();
        notes.join(", ")
    }

    /// Whether a safety rating says otherwise than a rating that was given.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        self.overall.iter().any(|one| one.note.is_some() && one.acceptable == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::Answer;

    fn shipped() -> Instrument {
        crate::domain::qcr::tests::shipped()
    }

    fn rated(pairs: &[(&str, u8)]) -> Rated {
        let instrument = shipped();
        let mut answers = PackedAnswers::default();
        for (code, rating) in pairs {
            answers.set(instrument.question(code).unwrap() as u16, 0, Answer::new(*rating, None));
        }
        Rated::of(&instrument, &answers)
    }

    #[test]
    fn a_case_is_acceptable_where_both_overall_ratings_are_four_or_more() {
        assert_eq!(rated(&[("CFS.overall", 4), ("SP.overall", 5)]).acceptable(), Some(true));
        assert_eq!(rated(&[("CFS.overall", 6), ("SP.overall", 3)]).acceptable(), Some(false));
        assert_eq!(rated(&[("CFS.overall", 6)]).acceptable(), None, "system performance is not rated yet");
        assert_eq!(rated(&[("CFS.overall", 2)]).acceptable(), Some(false), "whatever the other one will be");
    }

    #[test]
    fn unacceptable_safety_is_said_and_the_given_rating_stands() {
        let case = rated(&[("CFS.overall", 4), ("CFS.safety", 2), ("SP.overall", 5)]);
        assert_eq!((case.acceptable(), case.notes().as_str(), case.is_contradicted()), (Some(true), "safety 2", true));
        assert_eq!(case.overall[0].given.as_deref(), Some("4"));
        let agrees = rated(&[("CFS.overall", 3), ("CFS.safety", 2), ("SP.overall", 5)]);
        assert_eq!((agrees.notes().as_str(), agrees.is_contradicted()), ("safety 2", false));
    }
}
