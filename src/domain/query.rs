//! What panes and reports ask of the store, and the shape of its answers. Asking is data; the store reads.

use chrono::{NaiveDate, NaiveDateTime};

use super::change::ChangeKind;
use super::counts::Counts;
use super::history::{ChangeFile, Filter, Page, Turning};
use super::id::Id;
use super::qcr::practice::Staffing;
use super::record::Record;
use super::review::{CaseFile, CaseFilter, CasePage, RoundFile, Twice};
use super::scan::{Scan, ScanFile, ScanText};

/// Counts of one instrument version, year and office, of answers that count (`assets/help/rules.md`, Scores).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The instrument version's record.
    pub instrument: Id,
    /// Fiscal year: 2013 ends in 2013.
    pub year: i32,
    /// The region at the time.
    pub region: Id,
    /// The office at the time.
    pub office: Id,
    /// The worker at the time; only in an answer to [`Query::Workers`].
    pub worker: Option<Id>,
    /// The worker's supervisor at the time; likewise.
    pub supervisor: Option<Id>,
    /// Whether the round is still open.
    pub provisional: bool,
    /// How many reviews.
    pub reviews: u32,
    /// The counts.
    pub counts: Counts,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// The change.
    pub change: Id,
    /// When, UTC, ISO.
    pub at: String,
    /// The same moment as the wall clock here showed it; none if `at` is no moment.
    pub local: Option<NaiveDateTime>,
    /// Who: name and role.
    pub who: String,
    /// What sort of step.
    pub kind: ChangeKind,
    /// In words.
    pub words: String,
    /// How many fields it touched.
    pub ops: u32,
    /// Whether it stands, or has been undone.
    pub undone: bool,
    /// The change that an undo or redo is about.
    pub about: Option<Id>,
}

/// The reviews of one instrument version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormUse {
    /// The version's record.
    pub instrument: Id,
    /// How many, those still being entered and second ones included.
    pub reviews: u32,
    /// Their first fiscal year.
    pub first: i32,
    /// Their last one.
    pub last: i32,
}

/// What can be asked while the program runs. Answered before the same draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// All counts by office, of every instrument: what the [`super::book::Book`] holds.
    Tallies,
    /// Counts by worker and supervisor for one instrument version, all years.
    Workers {
        /// The instrument version's record.
        instrument: Id,
    },
    /// The same in one year and office.
    WorkersOf {
        /// The instrument version's record.
        instrument: Id,
        /// Fiscal year.
        year: i32,
        /// The office.
        office: Id,
    },
    /// A stretch of the history, newest first.
    History {
        /// Which changes.
        filter: Box<Filter>,
        /// Only what is older than this change; none begins with the newest.
        before: Option<Id>,
        /// How many.
        limit: u32,
    },
    /// One change with the fields it touched.
    Change {
        /// The change.
        change: Id,
        /// How many fields at most.
        limit: u32,
    },
    /// What taking a change back, or bringing it back, would mean.
    Turning {
        /// The change; an undo or redo stands for the change it is about.
        change: Id,
    },
    /// Who has made changes, as the history prints them; those of late first.
    People,
    /// A round with its population, its eliminations and its reviews.
    Round {
        /// The round's record.
        round: Id,
    },
    /// One case with everything about it.
    Case {
        /// The review.
        review: Id,
    },
    /// A stretch of a list of reviews.
    Cases {
        /// Which reviews.
        filter: CaseFilter,
        /// How many to pass over.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// Cases with two final reviews.
    Twice {
        /// Which first reviews.
        filter: CaseFilter,
    },
    /// The changes that touched one case, newest first.
    CaseHistory {
        /// The review.
        review: Id,
    },
    /// The id that the round of an instrument, year and region has, whether it is there or not.
    RoundId {
        /// The instrument's code.
        instrument: String,
        /// Fiscal year.
        year: i32,
        /// The region.
        region: Id,
    },
    /// The id that a version of an instrument has, whether it is there or not.
    InstrumentId {
        /// The instrument's code.
        instrument: String,
        /// The version's number.
        version: u32,
    },
    /// The texts of frozen versions of a Mini PIP.
    Snapshots {
        /// The versions' records.
        versions: Vec<Id>,
    },
    /// How many reviews each instrument version has, in whatever state.
    Forms,
    /// The reviewers of some cases and with whom they spoke.
    Seats {
        /// The reviews.
        reviews: Vec<Id>,
    },
    /// How many reviewers of which role, and interviews, the cases that count have, by year and region.
    Staffing {
        /// The instrument versions' records.
        forms: Vec<Id>,
        /// Fiscal year; none is every year.
        year: Option<i32>,
    },
    /// The QA scans of some months, without their texts.
    Scans {
        /// The first month; any day of it.
        from: NaiveDate,
        /// The last month; any day of it.
        until: NaiveDate,
    },
    /// One QA scan with its texts and answers.
    Scan {
        /// The scan.
        scan: Id,
    },
    /// The texts of several QA scans.
    ScanTexts {
        /// The scans.
        scans: Vec<Id>,
    },
    /// The ids that the first and the second review of a case have, whether they are there or not.
    ReviewIds {
        /// The instrument's code.
        instrument: String,
        /// Fiscal year.
        year: i32,
        /// The office.
        office: Id,
        /// The local case number or alias.
        case_id: String,
    },
}

/// The answer to a [`Query`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To [`Query::Tallies`].
    Tallies(Vec<Tally>),
    /// To [`Query::Workers`] and [`Query::WorkersOf`].
    Workers(Vec<Tally>),
    /// To [`Query::History`].
    History(Box<Page>),
    /// To [`Query::Change`]; none if there is no such change.
    Change(Option<Box<ChangeFile>>),
    /// To [`Query::Turning`]; none if there is no such change.
    Turning(Option<Box<Turning>>),
    /// To [`Query::People`].
    People(Vec<String>),
    /// To [`Query::Round`].
    Round(Box<RoundFile>),
    /// To [`Query::Case`]; none if there is no such review.
    Case(Option<Box<CaseFile>>),
    /// To [`Query::Cases`].
    Cases(CasePage),
    /// To [`Query::Twice`].
    Twice(Vec<Twice>),
    /// To [`Query::CaseHistory`], newest first.
    CaseHistory(Vec<HistoryLine>),
    /// To [`Query::RoundId`].
    RoundId(Id),
    /// To [`Query::InstrumentId`].
    InstrumentId(Id),
    /// To [`Query::Snapshots`], in the order asked; none where a version has no text.
    Snapshots(Vec<Option<Vec<u8>>>),
    /// To [`Query::Forms`].
    Forms(Vec<FormUse>),
    /// To [`Query::Seats`]: seats and interviews, those of a case in their order.
    Seats(Vec<Record>),
    /// To [`Query::Staffing`].
    Staffing(Vec<Staffing>),
    /// To [`Query::Scans`], by month.
    Scans(Vec<Scan>),
    /// To [`Query::Scan`]; none if there is no such scan.
    Scan(Option<Box<ScanFile>>),
    /// To [`Query::ScanTexts`], in the order asked.
    ScanTexts(Vec<ScanText>),
    /// To [`Query::ReviewIds`]: first, second.
    ReviewIds(Id, Id),
}
