//! Which questions of a review are asked, what an answer changes elsewhere through a skip rule, and what is still to be
//! answered. What the answers are worth belongs to `score.rs`.

use super::answers::{Answer, PackedAnswers};
use super::instrument::Instrument;

/// How much of a review is answered. A question that is answered in one of its months or for one person is answered.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Completeness {
    /// For each area of the instrument: answered, of how many; an area that is not covered has (0, 0).
    pub areas: Vec<(u32, u32)>,
    /// Answered in the covered areas.
    pub answered: u32,
    /// Questions to answer in the covered areas.
    pub of: u32,
}

impl Completeness {
    /// Whether nothing is left to answer.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.answered == self.of
    }
}

/// Whether an area is among the covered ones.
fn is_covered(covered: u64, area: usize) -> bool {
    covered.checked_shr(area as u32).unwrap_or(0) & 1 == 1
}

impl Instrument {
    /// Whether a question is asked, given the answers so far. It is, unless its skip rule's question has an answer that
    /// the rule does not name: as long as that one is unanswered, nobody knows.
    #[must_use]
    pub fn is_asked(&self, answers: &PackedAnswers, ordinal: usize) -> bool {
        let Some(rule) = self.questions.get(ordinal).and_then(|q| q.asked_if.as_ref()) else { return true };
        let gate = self.question(&rule.question).map_or(Answer::NONE, |gate| answers.get(gate as u16, 0));
        !gate.is_given() || rule.is.contains(&gate.option())
    }

    /// What the skip rules change as a consequence of a first answer that changed: `answers` are those after it, `before` is
    /// what stood there. A question that is no longer asked gets the option its rule names and loses further occurrences;
    /// one that is asked again loses that option. Consequences of consequences are there too, in an order in which they can
    /// be put. Nothing is changed that stands already.
    #[must_use]
    pub fn follow(&self, answers: &PackedAnswers, changed: u16, before: Answer) -> Vec<(u16, u16, Answer)> {
        let mut now = answers.clone();
        let mut follows = Vec::new();
        let mut waiting = vec![(changed, before)];
        // Each step goes from a question to those that depend on it; without a circle there are no more than this.
        let mut steps = self.questions.len() * 2;
        while let Some((gate, before)) = waiting.pop()
            && steps > 0
        {
            steps -= 1;
            let Some(code) = self.questions.get(usize::from(gate)).map(|q| q.code.as_str()) else { continue };
            let after = now.get(gate, 0);
            for (ordinal, question) in (0u16..).zip(&self.questions) {
                let Some(rule) = question.asked_if.as_ref().filter(|rule| rule.question.eq_ignore_ascii_case(code)) else { continue };
                let asks = |answer: Answer| !answer.is_given() || rule.is.contains(&answer.option());
                let otherwise = Answer::new(rule.otherwise, None);
                let stood = now.get(ordinal, 0);
                let wanted = match (asks(before), asks(after)) {
                    (_, false) => otherwise,
                    (false, true) if stood.option() == rule.otherwise => Answer::NONE,
                    (_, true) => continue,
                };
                if !asks(after) {
                    let further: Vec<u16> = now.of(ordinal).map(|(occurrence, _)| occurrence).filter(|o| *o > 0).collect();
                    for occurrence in further {
                        now.set(ordinal, occurrence, Answer::NONE);
                        follows.push((ordinal, occurrence, Answer::NONE));
                    }
                }
                if stood != wanted {
                    now.set(ordinal, 0, wanted);
                    follows.push((ordinal, 0, wanted));
                    waiting.push((ordinal, stood));
                }
            }
        }
        follows
    }

    /// The questions of the covered areas (bit i = area i) that somebody still has to answer, in order. Computed questions
    /// and those that are not asked are none of them.
    pub fn gaps<'a>(&'a self, answers: &'a PackedAnswers, covered: u64) -> impl Iterator<Item = usize> + 'a {
        let open = move |(ordinal, question): &(usize, &super::instrument::Question)| {
            is_covered(covered, question.area)
                && !question.is_computed()
                && answers.of(*ordinal as u16).next().is_none()
                && self.is_asked(answers, *ordinal)
        };
        self.questions.iter().enumerate().filter(open).map(|(ordinal, _)| ordinal)
    }

    /// How much of the covered areas is answered, by area and as a whole. What is not asked and has no answer takes no part.
    #[must_use]
    pub fn completeness(&self, answers: &PackedAnswers, covered: u64) -> Completeness {
        let mut whole = Completeness { areas: vec![(0, 0); self.areas.len()], ..Completeness::default() };
        for (ordinal, question) in self.questions.iter().enumerate() {
            if question.is_computed() || !is_covered(covered, question.area) {
                continue;
            }
            let answered = answers.of(ordinal as u16).next().is_some();
            if !answered && !self.is_asked(answers, ordinal) {
                continue;
            }
            if let Some(area) = whole.areas.get_mut(question.area) {
                *area = (area.0 + u32::from(answered), area.1 + 1);
            }
            whole.answered += u32::from(answered);
            whole.of += 1;
        }
        whole
    }
}

#[cfg(test)]
mod tests;
