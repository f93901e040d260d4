//! What one answer does to the score of its question: raises it, lowers it, or takes no part and why.

use crate::domain::answers::Answer;
use crate::domain::figure;
use crate::domain::instrument::Instrument;
use crate::domain::review::ReviewLine;
use crate::domain::share::Share;

/// What an answer does to the score of its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Worth {
    /// It has the most credit that an answer can have.
    Raised(Share),
    /// It has some credit, and less than the most.
    Partly(Share),
    /// It has the least credit: it counts among the applicable answers and gives nothing.
    Lowered,
    /// It takes no part.
    Excluded,
    /// There is no answer: it takes no part either, but is still to be given.
    Unanswered,
}

/// One answer of a review and what it did to the score of its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// 0 is the first answer; others are further months or persons.
    pub occurrence: u16,
    /// The answer.
    pub answer: Answer,
    /// What it did.
    pub worth: Worth,
}

/// What an option is worth for a question.
#[must_use]
pub fn worth(instrument: &Instrument, question: usize, option: u8) -> Worth {
    if option == 0 {
        return Worth::Unanswered;
    }
    let Some(credit) = instrument.credit(question, option) else { return Worth::Excluded };
    let credits = (1..=instrument.options.len()).filter_map(|option| instrument.credit(question, option as u8));
    let best = credits.max().unwrap_or(credit);
    match credit {
        _ if credit >= best => Worth::Raised(credit),
        Share(0) => Worth::Lowered,
        _ => Worth::Partly(credit),
    }
}

/// Every answer of a review to a question and what it did to the score. A review that covers the question and does not
/// answer it has one line, unanswered; one that does not cover it has none.
#[must_use]
pub fn contributions(line: &ReviewLine, instrument: &Instrument, question: u16) -> Vec<Contribution> {
    let Some(asked) = instrument.questions.get(usize::from(question)) else { return Vec::new() };
    let one = |(occurrence, answer): (u16, Answer)| Contribution {
        occurrence,
        answer,
        worth: worth(instrument, usize::from(question), answer.option()),
    };
    let given: Vec<Contribution> = line.answers.of(question).map(one).collect();
    let covered = line.covers.checked_shr(asked.area as u32).unwrap_or(0) & 1 == 1;
    if given.is_empty() && covered { vec![one((0, Answer::NONE))] } else { given }
}

impl Contribution {
    /// In words: `counts 1`, `counts 0.5`, `counts 0`, `excluded: not applicable`, `unanswered`.
    #[must_use]
    pub fn words(&self, instrument: &Instrument) -> String {
        match self.worth {
            Worth::Raised(credit) | Worth::Partly(credit) => format!("counts {}", figure::answers(u64::from(credit.0))),
            Worth::Lowered => "counts 0".to_owned(),
            Worth::Excluded => format!("excluded: {}", self.label(instrument).to_lowercase()),
            Worth::Unanswered => "not counted: unanswered".to_owned(),
        }
    }

    /// The answer as people read it.
    #[must_use]
    pub fn label<'a>(&self, instrument: &'a Instrument) -> &'a str {
        label(instrument, self.answer)
    }
}

/// An answer as people read it.
#[must_use]
pub fn label(instrument: &Instrument, answer: Answer) -> &str {
    if !answer.is_given() {
        return "unanswered";
    }
    instrument.options.get(usize::from(answer.option()) - 1).map_or("(unknown answer)", |option| option.label.as_str())
}

/// Which cases of a question a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Shows {
    /// All.
    #[default]
    All,
    /// Those that raised the score.
    Raised,
    /// Those that lowered it, fully or in part.
    Lowered,
    /// Those that take no part.
    Excluded,
    /// Those without an answer.
    Unanswered,
}

impl Shows {
    /// All, in the order of the key that goes round them.
    pub const ALL: [Shows; 5] = [Shows::All, Shows::Raised, Shows::Lowered, Shows::Excluded, Shows::Unanswered];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Shows::All => "all cases",
            Shows::Raised => "only cases that raised the score",
            Shows::Lowered => "only cases that lowered the score",
            Shows::Excluded => "only excluded cases",
            Shows::Unanswered => "only unanswered cases",
        }
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Shows {
        let at = Shows::ALL.iter().position(|s| *s == self).unwrap_or(0);
        Shows::ALL[(at + 1) % Shows::ALL.len()]
    }

    /// The options that it lets through: of the question in this version. None is no such option at all; all are an empty list.
    #[must_use]
    pub fn options(self, instrument: &Instrument, question: usize) -> Option<Vec<u8>> {
        let of = |wanted: fn(Worth) -> bool| -> Option<Vec<u8>> {
            let options: Vec<u8> =
                (0..=instrument.options.len() as u8).filter(|option| wanted(worth(instrument, question, *option))).collect();
            (!options.is_empty()).then_some(options)
        };
        match self {
            Shows::All => Some(Vec::new()),
            Shows::Raised => of(|w| matches!(w, Worth::Raised(_))),
            Shows::Lowered => of(|w| matches!(w, Worth::Partly(_) | Worth::Lowered)),
            Shows::Excluded => of(|w| w == Worth::Excluded),
            Shows::Unanswered => of(|w| w == Worth::Unanswered),
        }
    }
}
