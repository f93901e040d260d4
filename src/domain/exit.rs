//! The road out of a milestone: proposed, withdrawn, exited, opened again, of a milestone or of one region in it, and the
//! trail that all of it leaves (`assets/help/rules.md`, Milestones). What the data say is in `milestone.rs`; neither of the
//! two ever writes the other.
//!
//! `moves.rs` each step as a change · `facts.rs` the facts that a step freezes · `readiness.rs` how near a region is.

mod facts;
mod moves;
mod readiness;

pub use facts::facts;
pub use moves::{Said, make};
pub use readiness::{Readiness, readiness};

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::milestone::Status;
use super::record::Record;

/// A step on the road out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Put forward.
    Proposed,
    /// The proposal was taken back.
    Withdrawn,
    /// The exit itself.
    Exited,
    /// Opened again after an exit.
    Reopened,
}

impl Step {
    /// All.
    pub const ALL: [Step; 4] = [Step::Proposed, Step::Withdrawn, Step::Exited, Step::Reopened];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Step::Proposed => "proposed",
            Step::Withdrawn => "withdrawn",
            Step::Exited => "exited",
            Step::Reopened => "reopened",
        }
    }

    /// As the trail says it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Step::Proposed => "exit proposed",
            Step::Withdrawn => "proposal withdrawn",
            Step::Exited => "exit recorded",
            Step::Reopened => "opened again",
        }
    }

    /// As one chooses it.
    #[must_use]
    pub const fn asks(self) -> &'static str {
        match self {
            Step::Proposed => "Propose the exit",
            Step::Withdrawn => "Withdraw the proposal",
            Step::Exited => "Record the exit",
            Step::Reopened => "Open it again",
        }
    }

    /// Whether it cannot be taken without a reason.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Step::Withdrawn | Step::Reopened)
    }

    /// What is recorded once it is taken.
    #[must_use]
    pub const fn leads_to(self) -> Status {
        match self {
            Step::Proposed => Status::ExitProposed,
            Step::Exited => Status::Exited,
            Step::Withdrawn | Step::Reopened => Status::Open,
        }
    }

    /// The step of a code.
    #[must_use]
    pub fn named(code: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The steps that can be taken from a status.
    #[must_use]
    pub const fn from(status: Status) -> &'static [Step] {
        match status {
            Status::Open => &[Step::Proposed],
            Status::ExitProposed => &[Step::Exited, Step::Withdrawn],
            Status::Exited => &[Step::Reopened],
        }
    }
}

/// What exits: a milestone, or one region from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The milestone.
    pub milestone: Id,
    /// The region, where regions exit one by one; none is the milestone as a whole.
    pub region: Option<Id>,
}

/// What is recorded of it now.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Recorded {
    /// Where it stands.
    pub status: Status,
    /// The day of the exit.
    pub day: Option<NaiveDate>,
    /// Who recorded it.
    pub who: String,
    /// On what evidence.
    pub evidence: String,
}

/// Whether regions exit from a milestone one by one: where each must reach its goals two years in a row.
#[must_use]
pub fn is_regional(milestone: &Record) -> bool {
    milestone.text(Field::Rule) == "standing"
}

/// The exit that is recorded for a region, if it has one.
#[must_use]
pub fn region_exit(book: &Book, milestone: Id, region: Id) -> Option<&Record> {
    book.parts(milestone, Kind::RegionExit).into_iter().find(|exit| exit.record(Field::Region) == Some(region))
}

/// What is recorded now.
#[must_use]
pub fn recorded(book: &Book, of: Subject) -> Recorded {
    let read = |record: &Record, status| Recorded {
        status,
        day: record.date(Field::ExitedOn),
        who: record.text(Field::ExitedBy).to_owned(),
        evidence: record.text(Field::Evidence).to_owned(),
    };
    let Some(region) = of.region else {
        return book.get(of.milestone).map_or_else(Recorded::default, |m| read(m, Status::named(m.text(Field::Status))));
    };
    if let Some(exit) = region_exit(book, of.milestone, region) {
        return read(exit, Status::Exited);
    }
    match trail(book, of.milestone).into_iter().rfind(|step| step.record(Field::Region) == of.region) {
        Some(last) if step(last) == Some(Step::Proposed) => {
            Recorded { status: Status::ExitProposed, evidence: last.text(Field::Evidence).to_owned(), ..Recorded::default() }
        }
        _ => Recorded::default(),
    }
}

/// All steps that were ever taken in a milestone, in the order in which they were recorded.
#[must_use]
pub fn trail(book: &Book, milestone: Id) -> Vec<&Record> {
    let mut steps = book.parts(milestone, Kind::ExitRecord);
    // New ids grow with time; a day may be one long past.
    steps.sort_by_key(|record| record.id);
    steps
}

/// Which step a record of the trail is.
#[must_use]
pub fn step(record: &Record) -> Option<Step> {
    Step::named(record.text(Field::Part))
}

/// The record of the exit that stands, if it left one: the last one of the trail.
#[must_use]
pub fn exit_of(book: &Book, of: Subject) -> Option<&Record> {
    if recorded(book, of).status != Status::Exited {
        return None;
    }
    trail(book, of.milestone).into_iter().rfind(|r| r.record(Field::Region) == of.region && step(r) == Some(Step::Exited))
}

/// What was computed when the exit that stands was recorded: the line of its frozen facts that says so.
#[must_use]
pub fn computed_then(book: &Book, of: Subject) -> Option<&str> {
    exit_of(book, of)?.text(Field::Text).lines().find_map(|line| line.strip_prefix(facts::COMPUTED))
}

#[cfg(test)]
mod tests;
