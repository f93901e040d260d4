//! What was read: the cases with two reviews, how far they agree, and every answer that differs.

use std::sync::Arc;

use crate::domain::agreement::blind::{Reconciled, blind, reconciled};
use crate::domain::agreement::{Agreement, Differing, Pair, agreement};
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::book::Book;
use crate::domain::change::Slot;
use crate::domain::instrument::Instrument;
use crate::domain::review::Twice;

/// An answer that the two do not share.
#[derive(Debug)]
pub(super) struct Line {
    /// Which case of those read.
    pub case: usize,
    pub ordinal: u16,
    pub occurrence: u16,
    /// The blind answers.
    pub first: Answer,
    pub second: Answer,
    /// How it was settled, if it was.
    pub settled: Option<Reconciled>,
}

impl Line {
    pub const fn slot(&self) -> Slot {
        Slot::of(self.ordinal, self.occurrence)
    }
}

/// Everything that was read, of one version of the instrument.
#[derive(Debug)]
pub(super) struct Found {
    pub instrument: Option<Arc<Instrument>>,
    pub twice: Vec<Twice>,
    pub agreement: Agreement,
    pub lines: Vec<Line>,
    /// Cases under other versions: their answers do not compare.
    pub left_out: usize,
}

impl Found {
    /// The version with the most cases is shown: two versions are two sets of answers.
    pub fn of(all: &[Twice], book: &Book) -> Found {
        let mut versions: Vec<_> = all.iter().map(|t| t.first.instrument).collect();
        versions.sort_unstable();
        let most = versions.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).map(|same| same[0]);
        let instrument = most.and_then(|id| book.instrument(id)).cloned();
        let ours = |t: &&Twice| Some(t.first.instrument) == most && t.second.instrument == t.first.instrument;
        let twice: Vec<Twice> = all.iter().filter(ours).filter(|_| instrument.is_some()).cloned().collect();
        let left_out = all.len() - twice.len();
        let before: Vec<PackedAnswers> = twice.iter().map(|t| blind(&t.first.answers, &t.corrections)).collect();
        let pairs: Vec<Pair> = twice
            .iter()
            .zip(&before)
            .map(|(t, first)| Pair { first, second: &t.second.answers, raters: (&t.first.reviewer, &t.second.reviewer) })
            .collect();
        let nothing = || Agreement {
            questions: Vec::new(),
            raters: Vec::new(),
            overall: crate::domain::agreement::Group {
                table: crate::domain::agreement::table::Table::new(0, 0),
                one_sided: 0,
                pooled: true,
            },
            differing: Vec::new(),
            one_sided: Vec::new(),
        };
        let agreement = instrument.as_ref().map_or_else(nothing, |i| agreement(&pairs, i));
        let line = |d: &Differing| Line {
            case: d.review,
            ordinal: d.ordinal,
            occurrence: d.occurrence,
            first: d.first,
            second: d.second,
            settled: reconciled(&twice[d.review].corrections).into_iter().rfind(|r| r.slot == Slot::of(d.ordinal, d.occurrence)),
        };
        let mut lines: Vec<Line> = agreement.differing.iter().chain(&agreement.one_sided).map(line).collect();
        lines.sort_by_key(|line| (line.case, line.ordinal, line.occurrence));
        Found { instrument, twice, agreement, lines, left_out }
    }

    /// How many differing answers are not settled yet.
    pub fn open(&self) -> usize {
        self.lines.iter().filter(|line| line.settled.is_none()).count()
    }
}
