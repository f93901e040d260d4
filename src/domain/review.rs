//! Reviews of cases as they are read for a screen or a report: one line of a list, one case with all about it, one round.
//! Which of them count is said here; what they are worth belongs to `score`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::answers::PackedAnswers;
use super::change::Slot;
use super::id::Id;
use super::population::PopulationCase;
use super::record::Record;

/// How far a review is (`assets/help/rules.md`, Reviews).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Status {
    /// Being entered.
    #[default]
    Draft,
    /// Handed to the second look.
    Ready,
    /// Given back to the reviewer with comments.
    Returned,
    /// Locked; it counts.
    Final,
}

impl Status {
    /// All, in the order of the work.
    pub const ALL: [Status; 4] = [Status::Draft, Status::Ready, Status::Returned, Status::Final];

    /// Its word in the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Ready => "ready",
            Status::Returned => "returned",
            Status::Final => "final",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Ready => "ready for QA",
            Status::Returned => "returned",
            Status::Final => "final",
        }
    }

    /// The status of that word; none for a word that is none.
    #[must_use]
    pub fn named(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether the reviewer changes answers in it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Status::Draft | Status::Returned)
    }

    /// Where it can go from here: a review is handed on, given back or made final; a final one stays final.
    #[must_use]
    pub const fn next(self) -> &'static [Status] {
        match self {
            Status::Draft | Status::Returned => &[Status::Ready],
            Status::Ready => &[Status::Final, Status::Returned],
            Status::Final => &[],
        }
    }
}

/// One review in a list, with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// The review.
    pub id: Id,
    /// The instrument version's record.
    pub instrument: Id,
    /// Fiscal year.
    pub year: i32,
    /// The region at the time.
    pub region: Id,
    /// The office at the time.
    pub office: Id,
    /// The caseworker at the time.
    pub worker: Option<Id>,
    /// The worker's supervisor at the time.
    pub supervisor: Option<Id>,
    /// The round it belongs to; none if it was imported.
    pub round: Option<Id>,
    /// Whether it is the blind second review of its case.
    pub second: bool,
    /// How far it is.
    pub status: Status,
    /// The local case number or alias; empty once purged.
    pub case_id: String,
    /// Who reviews.
    pub reviewer: String,
    /// The day of the review.
    pub reviewed_on: Option<NaiveDate>,
    /// Areas covered: bit i is area i of the instrument.
    pub covers: u64,
    /// The answers as they stand, computed ones included.
    pub answers: PackedAnswers,
}

impl ReviewLine {
    /// Whether its answers count in scores.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.status == Status::Final && !self.second
    }
}

/// One case with everything about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// The review itself.
    pub line: ReviewLine,
    /// First day of the period under review.
    pub from: Option<NaiveDate>,
    /// Last day of the period under review.
    pub until: Option<NaiveDate>,
    /// The reviewer's note on the case.
    pub note: String,
    /// The reviewer's remarks on answers.
    pub remarks: BTreeMap<Slot, String>,
    /// Which month or person an occurrence is.
    pub labels: BTreeMap<Slot, String>,
    /// Comments of the second look, in order of day.
    pub comments: Vec<Record>,
    /// Challenges by the office.
    pub challenges: Vec<Record>,
    /// Corrections after the review was final.
    pub corrections: Vec<Record>,
    /// Who reviewed, in which role, in their order.
    pub seats: Vec<Record>,
    /// Whom they spoke with, or meant to, in their order.
    pub interviews: Vec<Record>,
    /// The answer entered last: where to go on.
    pub last: Option<Slot>,
    /// Whether answers of it came from a file.
    pub imported: bool,
    /// The other review of the same case (the second of a first, the first of a second), if it is in the file.
    pub other: Option<Id>,
}

/// The population list of a round.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PopulationList {
    /// Its record.
    pub id: Option<Id>,
    /// Where it came from: the file's name.
    pub source: String,
    /// Its cases, in the order of the list.
    pub cases: Vec<PopulationCase>,
    /// Ids of the first and the second review that belong to each case.
    pub reviews: Vec<(Id, Id)>,
}

/// One round with its list, its eliminations and its reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundFile {
    /// The round's record.
    pub round: Id,
    /// Its population; empty if there is none.
    pub population: PopulationList,
    /// Its eliminations, in the order in which they were made.
    pub eliminations: Vec<Record>,
    /// Its reviews, first and second ones.
    pub reviews: Vec<ReviewLine>,
    /// All comments on them.
    pub comments: Vec<Record>,
    /// All challenges of them.
    pub challenges: Vec<Record>,
}

/// Which reviews a list shows.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CaseFilter {
    /// The instrument versions, and the ordinal that the question has in each, if there is a question.
    pub forms: Vec<(Id, Option<u16>)>,
    /// Fiscal year.
    pub year: Option<i32>,
    /// Region.
    pub region: Option<Id>,
    /// Office.
    pub office: Option<Id>,
    /// Worker; `Some(None)` are those without a worker.
    pub worker: Option<Option<Id>>,
    /// Supervisor; likewise.
    pub supervisor: Option<Option<Id>>,
    /// Only the case of this number or alias, whatever the case of its letters.
    pub case_id: Option<String>,
    /// For each version, in their order: the areas (bit i is area i) of which a review must cover one. Empty is any.
    pub areas: Vec<u64>,
    /// Only reviews with one of these options as an answer to the question; 0 is unanswered. Empty is all.
    pub options: Vec<u8>,
    /// Only reviews that count.
    pub counting: bool,
    /// No blind second reviews.
    pub firsts: bool,
}

/// A stretch of a list of reviews, by office and then in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CasePage {
    /// How many there are in all.
    pub total: u32,
    /// How many come before the first line.
    pub offset: u32,
    /// The lines.
    pub lines: Vec<ReviewLine>,
}

/// The two reviews of one case, both final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The first review: the one that counts.
    pub first: ReviewLine,
    /// The blind second one.
    pub second: ReviewLine,
    /// Corrections of the first review, in the order in which they were made: those that reconcile say what stood before.
    pub corrections: Vec<Record>,
    /// The remarks of the first reviewer, and of the second.
    pub remarks: [BTreeMap<Slot, String>; 2],
}
