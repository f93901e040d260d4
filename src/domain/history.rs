//! The history as data: what is asked of it, one change with every field it touched, what taking a change back would take
//! with it. Reading and writing belong to the store; what people read of it is in `told.rs`, `values.rs` and `diff.rs`.

mod diff;
mod since;
#[cfg(test)]
mod tests;
mod thing;
mod told;
mod values;

pub use diff::{Piece, pieces, shortened, written};
pub use since::{OfKind, Since};
pub use thing::{Thing, kind_of_whole};
pub use told::{Told, called, case_words, tell};
pub use values::value_words;

use chrono::NaiveDate;

use super::change::{ChangeKind, Slot};
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::query::HistoryLine;
use super::record::Record;
use super::value::Value;

/// How days are written: for people as they set it, for programs as ISO.
pub type Show = fn(NaiveDate) -> String;

/// Which sort of change is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// All.
    #[default]
    All,
    /// What people edited, undo and redo among it.
    Edits,
    /// What came from files.
    Imports,
    /// What went into files.
    Exports,
    /// What was taken back.
    Undone,
}

impl Sort {
    /// All, in the order of the tabs.
    pub const ALL: [Sort; 5] = [Sort::All, Sort::Edits, Sort::Imports, Sort::Exports, Sort::Undone];
    /// Their tabs.
    pub const TITLES: [&'static str; 5] = ["All", "Edits", "Imports", "Exports", "Undone"];

    /// The sorts of change that it takes; none takes any.
    #[must_use]
    pub const fn kinds(self) -> &'static [ChangeKind] {
        match self {
            Sort::All => &[],
            Sort::Edits => &[ChangeKind::Edit, ChangeKind::Undo, ChangeKind::Redo],
            Sort::Imports => &[ChangeKind::Import],
            Sort::Exports => &[ChangeKind::Export],
            Sort::Undone => &[ChangeKind::Edit, ChangeKind::Import],
        }
    }
}

/// A place in the log: changes after it are newer. Local to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Mark(pub i64);

/// Which changes are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only of this person, by name.
    pub who: Option<String>,
    /// Which sort.
    pub sort: Sort,
    /// Only changes that touch this kind of thing.
    pub thing: Option<Thing>,
    /// Only changes that touch this record or a part of it.
    pub of: Option<Id>,
    /// First day, as the wall clock here showed it.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Words that all occur in what was done, or in a text that was written.
    pub words: String,
    /// Only what is newer.
    pub after: Option<Mark>,
}

impl Filter {
    /// Whether it takes everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// A stretch of the history, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Page {
    /// The change before which it begins; none is the newest.
    pub before: Option<Id>,
    /// The lines.
    pub lines: Vec<HistoryLine>,
    /// Whether older ones pass too.
    pub more: bool,
}

/// One field that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The record.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// The field.
    pub field: Field,
    /// Which value, of a field that has many.
    pub slot: Slot,
    /// What stood there.
    pub before: Value,
    /// What the change wrote.
    pub after: Value,
}

/// What names a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseName {
    /// The review.
    pub review: Id,
    /// The instrument version's record.
    pub instrument: Id,
    /// Fiscal year.
    pub year: i32,
    /// The office at the time.
    pub office: Id,
    /// The local case number or alias; empty once purged.
    pub case_id: String,
}

/// What the blocks of a change hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Imported {
    /// Answers given.
    pub answers: u64,
    /// Cases.
    pub cases: u64,
    /// Instrument versions and fiscal years, in order.
    pub of: Vec<(Id, i32)>,
    /// Whether the change took them out instead of bringing them in.
    pub taken_out: bool,
}

/// One change with the fields it touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFile {
    /// The change.
    pub change: Id,
    /// Its first fields, in the order in which they were written.
    pub touches: Vec<Touch>,
    /// How many there are in all, blocks not among them.
    pub total: u32,
    /// Records that are named here and not in memory, or have nothing left there: as they stand, or as they once were called.
    pub others: Vec<Record>,
    /// The cases among them.
    pub cases: Vec<CaseName>,
    /// What its blocks hold.
    pub imported: Option<Imported>,
}

/// What taking a change back, or bringing it back, would mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// The change.
    pub line: HistoryLine,
    /// Whether it would be brought back; otherwise it would be taken back.
    pub back: bool,
    /// Newer changes that stand on it and would go with it, newest first; or, to be brought back, those that went with it.
    pub with: Vec<HistoryLine>,
    /// Why it cannot be, if so.
    pub refused: Option<String>,
}
