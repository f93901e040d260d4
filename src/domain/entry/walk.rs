//! The list of questions of a case, what is marked in it, and where one goes: to the next question, to the next gap,
//! to where one stopped.

use super::{Entry, at, is_closed, is_decided};
use crate::domain::answers::PackedAnswers;
use crate::domain::change::Slot;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of an area.
    Area {
        /// Index of the area.
        area: usize,
        /// Questions answered.
        answered: u32,
        /// Questions to answer.
        of: u32,
        /// Whether the case covers it.
        covered: bool,
    },
    /// A question, by its ordinal.
    Question(u16),
    /// How many areas the case does not cover.
    Uncovered(usize),
}

/// What hangs on a question, all its occurrences together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Marks {
    /// The reviewer's remark.
    pub remark: bool,
    /// Comments that are not closed.
    pub open_comments: u8,
    /// Comments that are.
    pub closed_comments: u8,
    /// Challenges without an outcome.
    pub open_challenges: u8,
    /// Challenges with one.
    pub decided: u8,
    /// Corrections.
    pub corrections: u8,
}

impl Marks {
    /// The one that matters most, in a word, and whether it waits for somebody.
    #[must_use]
    pub fn word(self) -> Option<(&'static str, bool)> {
        let marks = [
            (self.open_challenges > 0, "challenge", true),
            (self.open_comments > 0, "comment", true),
            (self.corrections > 0, "corrected", false),
            (self.decided > 0, "decided", false),
            (self.remark, "remark", false),
            (self.closed_comments > 0, "closed", false),
        ];
        marks.into_iter().find(|(there, ..)| *there).map(|(_, word, waits)| (word, waits))
    }
}

impl Entry<'_> {
    /// The list: the areas that the case covers with their questions, in the order of the instrument. An area that it does
    /// not cover is there with the questions that are answered all the same; the others are counted at the end.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let (instrument, covers) = (self.instrument, self.file.line.covers);
        let whole = instrument.completeness(self.answers(), covers);
        let mut by_area: Vec<Vec<u16>> = vec![Vec::new(); instrument.areas.len()];
        for (ordinal, question) in (0u16..).zip(&instrument.questions) {
            if let Some(questions) = by_area.get_mut(question.area) {
                questions.push(ordinal);
            }
        }
        let mut lines = Vec::with_capacity(instrument.questions.len() + instrument.areas.len());
        let mut uncovered = 0;
        for (area, mut questions) in by_area.into_iter().enumerate() {
            // An area without questions takes published figures only.
            if questions.is_empty() {
                continue;
            }
            let covered = covers.checked_shr(area as u32).unwrap_or(0) & 1 == 1;
            let (answered, of) = whole.areas.get(area).copied().unwrap_or_default();
            if !covered {
                let is_given = |ordinal: u16| self.answers().of(ordinal).next().is_some();
                questions.retain(|ordinal| is_given(*ordinal) && self.question(*ordinal).is_some_and(|q| !q.is_computed()));
                if questions.is_empty() {
                    uncovered += 1;
                    continue;
                }
            }
            lines.push(Line::Area { area, answered, of, covered });
            lines.extend(questions.into_iter().map(Line::Question));
        }
        if uncovered > 0 {
            lines.push(Line::Uncovered(uncovered));
        }
        lines
    }

    /// The questions of the list, in order.
    #[must_use]
    pub fn listed(&self) -> Vec<u16> {
        let question = |line: Line| if let Line::Question(ordinal) = line { Some(ordinal) } else { None };
        self.lines().into_iter().filter_map(question).collect()
    }

    /// What hangs on a question.
    #[must_use]
    pub fn marks(&self, ordinal: u16) -> Marks {
        let mut marks = Marks::default();
        let here = |record: &&crate::domain::record::Record| at(record).is_some_and(|slot| slot.question() == ordinal);
        for comment in self.file.comments.iter().filter(here) {
            let count = if is_closed(comment) { &mut marks.closed_comments } else { &mut marks.open_comments };
            *count = count.saturating_add(1);
        }
        for challenge in self.file.challenges.iter().filter(here) {
            let count = if is_decided(challenge) { &mut marks.decided } else { &mut marks.open_challenges };
            *count = count.saturating_add(1);
        }
        marks.corrections = self.file.corrections.iter().filter(here).count().try_into().unwrap_or(u8::MAX);
        marks.remark = self.file.remarks.range(Slot::of(ordinal, 0)..=Slot::of(ordinal, u16::MAX)).next().is_some();
        marks
    }

    /// Whether somebody can answer a question now.
    fn is_open(&self, ordinal: u16) -> bool {
        self.question(ordinal).is_some_and(|q| !q.is_computed()) && self.is_asked(ordinal)
    }

    /// Where one lands on a question: its first answer that is missing, else its first.
    #[must_use]
    pub fn landing(&self, ordinal: u16) -> Slot {
        let slots = || self.occurrences(ordinal).into_iter().map(|occurrence| Slot::of(ordinal, occurrence));
        slots().find(|slot| !self.answer(*slot).is_given()).unwrap_or_else(|| Slot::of(ordinal, 0))
    }

    /// Where one goes after an answer: to the next month or person of the question, else to the next question that is asked;
    /// none at the end.
    #[must_use]
    pub fn onward(&self, slot: Slot) -> Option<Slot> {
        if let Some(next) = self.occurrences(slot.question()).into_iter().find(|occurrence| *occurrence > slot.occurrence()) {
            return Some(Slot::of(slot.question(), next));
        }
        let listed = self.listed();
        let from = listed.iter().position(|ordinal| *ordinal == slot.question())?;
        listed[from + 1..].iter().find(|ordinal| self.is_open(**ordinal)).map(|ordinal| self.landing(*ordinal))
    }

    /// The answer in a slot is missing, and somebody can give it.
    fn is_gap(&self, slot: Slot) -> bool {
        self.is_open(slot.question()) && !self.answer(slot).is_given()
    }

    /// The next missing answer after a slot, round the end; none if nothing is missing. The answer in the slot itself comes
    /// last.
    #[must_use]
    pub fn next_gap(&self, slot: Slot) -> Option<Slot> {
        let listed = self.listed();
        let from = listed.iter().position(|ordinal| *ordinal == slot.question()).unwrap_or(0);
        let slots = |ordinal: &u16| {
            let ordinal = *ordinal;
            self.occurrences(ordinal).into_iter().map(move |occurrence| Slot::of(ordinal, occurrence)).collect::<Vec<_>>()
        };
        let after = listed.iter().skip(from).flat_map(slots).filter(|next| next.question() != slot.question() || *next > slot);
        let before = listed.iter().take(from + 1).flat_map(slots).filter(|next| next.question() != slot.question() || *next <= slot);
        after.chain(before).find(|next| self.is_gap(*next))
    }

    /// Where one goes on in this case: after the answer given last, else at the first gap, else at the first question.
    #[must_use]
    pub fn resume(&self) -> Slot {
        let first = || self.listed().first().map_or(Slot::of(0, 0), |ordinal| self.landing(*ordinal));
        let known = self.file.last.filter(|last| self.listed().contains(&last.question()));
        match known {
            Some(last) if !self.answer(last).is_given() => last,
            Some(last) => self.onward(last).unwrap_or(last),
            None => {
                let start = first();
                if self.is_gap(start) { start } else { self.next_gap(start).unwrap_or(start) }
            }
        }
    }

    /// The nearest place to a slot that is in the list.
    #[must_use]
    pub fn nearest(&self, slot: Slot) -> Slot {
        let listed = self.listed();
        let near = listed.iter().find(|ordinal| **ordinal >= slot.question()).or(listed.last());
        match near {
            Some(ordinal) if *ordinal == slot.question() && self.occurrences(*ordinal).contains(&slot.occurrence()) => slot,
            Some(ordinal) if *ordinal == slot.question() => Slot::of(*ordinal, self.occurrences(*ordinal).last().copied().unwrap_or(0)),
            Some(ordinal) => Slot::of(*ordinal, 0),
            None => slot,
        }
    }

    /// Questions answered, and how many there are to answer.
    #[must_use]
    pub fn answered(&self) -> (u32, u32) {
        let whole = self.instrument.completeness(self.answers(), self.file.line.covers);
        (whole.answered, whole.of)
    }

    /// The answers to one question in words: how many of which.
    #[must_use]
    pub fn given(&self, ordinal: u16) -> usize {
        let answers: &PackedAnswers = self.answers();
        answers.of(ordinal).count()
    }
}
