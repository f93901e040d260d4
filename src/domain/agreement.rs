//! Agreement of two reviewers who answered the same cases (`assets/help/rules.md`, Agreement): per question, per two
//! reviewers, and all together. The statistics of one table are in `table.rs`; which reviews make a pair is the caller's to say.

pub mod blind;
pub mod table;

use std::collections::BTreeMap;

use super::answers::{Answer, PackedAnswers};
use super::instrument::{Instrument, Question};
use table::{Estimate, Table};

/// Two reviews of one case.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The first reviewer's answers.
    pub first: &'a PackedAnswers,
    /// The second reviewer's.
    pub second: &'a PackedAnswers,
    /// Who they are.
    pub raters: (&'a str, &'a str),
}

/// One answer that the two do not share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Which pair, counted from 0.
    pub review: usize,
    /// Ordinal of the question.
    pub ordinal: u16,
    /// 0 is the first answer; others are further months or persons.
    pub occurrence: u16,
    /// What the first reviewer answered.
    pub first: Answer,
    /// What the second did.
    pub second: Answer,
}

/// Answers that belong together: those to one question, those of two reviewers, or all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Who answered what how often; rows are the first reviewer.
    pub table: Table,
    /// Answers that only one of the two gave; they are in no pair.
    pub one_sided: u64,
    /// Whether a case can be in it more than once, so that its answers are not independent and have no interval.
    pub pooled: bool,
}

impl Group {
    fn new(options: usize, scale: usize, pooled: bool) -> Group {
        Group { table: Table::new(options, scale), one_sided: 0, pooled }
    }

    /// How many answers both gave.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.table.pairs()
    }

    /// How many of them are the same.
    #[must_use]
    pub fn same(&self) -> u64 {
        self.table.same()
    }

    /// The share of pairs that are the same; none without pairs.
    #[must_use]
    pub fn percent(&self) -> Option<Estimate> {
        self.held(self.table.percent())
    }

    /// Cohen's kappa; none without pairs, and where both gave one and the same answer throughout.
    #[must_use]
    pub fn kappa(&self) -> Option<Estimate> {
        self.held(self.table.kappa())
    }

    /// Gwet's AC1; none without pairs.
    #[must_use]
    pub fn ac1(&self) -> Option<Estimate> {
        self.held(self.table.ac1())
    }

    fn held(&self, found: Option<Estimate>) -> Option<Estimate> {
        found.map(|estimate| if self.pooled { Estimate { interval: None, ..estimate } } else { estimate })
    }

    fn put(&mut self, first: Answer, second: Answer) {
        if first.is_given() && second.is_given() {
            self.table.add(first.option(), second.option());
        } else {
            self.one_sided += 1;
        }
    }
}

/// What two people agreed on in the cases that both reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raters {
    /// The one whose answers are the rows of the table: the first by name.
    pub first: String,
    /// The other one.
    pub second: String,
    /// How many cases.
    pub reviews: u32,
    /// Their answers, all questions together.
    pub group: Group,
}

/// Agreement over a number of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// One for each question of the instrument, in ordinal order; those that nobody answered twice are empty.
    pub questions: Vec<Group>,
    /// One for each two people, by name; who of the two came first does not matter.
    pub raters: Vec<Raters>,
    /// All answers together.
    pub overall: Group,
    /// The pairs of answers that differ, in the order of the reviews and questions. The reason for a no is no part of it.
    pub differing: Vec<Differing>,
    /// The answers that only one of the two gave, likewise.
    pub one_sided: Vec<Differing>,
}

/// Compares reviews of the same cases under one instrument version.
///
/// Every answer is a category of its own, *not applicable* too; a month or person is a pair of its own. An answer that only
/// one side gave is counted apart, one that neither gave is nothing. A computed answer is nobody's and left out.
#[must_use]
pub fn agreement(pairs: &[Pair], instrument: &Instrument) -> Agreement {
    let options = instrument.options.len();
    let scales: Vec<usize> =
        instrument.questions.iter().map(|question| (1..=options).filter(|option| question.allows(*option as u8)).count()).collect();
    let entered = || instrument.questions.iter().filter(|question| !question.is_computed());
    let scale = (1..=options).filter(|option| entered().any(|question| question.allows(*option as u8))).count();
    let mut questions: Vec<Group> = scales.iter().map(|scale| Group::new(options, *scale, false)).collect();
    let mut overall = Group::new(options, scale, true);
    let mut raters: BTreeMap<(&str, &str), (u32, Group)> = BTreeMap::new();
    let (mut differing, mut one_sided) = (Vec::new(), Vec::new());
    for (review, pair) in pairs.iter().enumerate() {
        let (a, b) = pair.raters;
        let turned = a > b;
        let both = raters.entry(if turned { (b, a) } else { (a, b) }).or_insert_with(|| (0, Group::new(options, scale, true)));
        both.0 += 1;
        for (ordinal, occurrence) in asked(pair) {
            let index = usize::from(ordinal);
            if instrument.questions.get(index).is_none_or(Question::is_computed) {
                continue;
            }
            let (first, second) = (pair.first.get(ordinal, occurrence), pair.second.get(ordinal, occurrence));
            questions[index].pooled |= occurrence > 0;
            questions[index].put(first, second);
            overall.put(first, second);
            both.1.put(if turned { second } else { first }, if turned { first } else { second });
            if first.option() != second.option() {
                let list = if first.is_given() && second.is_given() { &mut differing } else { &mut one_sided };
                list.push(Differing { review, ordinal, occurrence, first, second });
            }
        }
    }
    let raters = raters
        .into_iter()
        .map(|((first, second), (reviews, group))| Raters { first: first.to_owned(), second: second.to_owned(), reviews, group })
        .collect();
    Agreement { questions, raters, overall, differing, one_sided }
}

/// Every question and occurrence that one of the two answered, in question order.
fn asked(pair: &Pair) -> Vec<(u16, u16)> {
    let mut keys: Vec<(u16, u16)> =
        pair.first.iter().chain(pair.second.iter()).map(|(ordinal, occurrence, _)| (ordinal, occurrence)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests;
