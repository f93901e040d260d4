//! Milestones: what is recorded, what can be computed, and where the two differ (`assets/help/rules.md`, Milestones).
//! A computed state never overwrites a recorded one. Recording an exit is in `exit.rs`.
//!
//! `ratings.rs` the qualitative review · `bodies.rs` committees and studies · `measured.rs` values of measures.

pub mod bodies;
pub mod measured;
pub mod ratings;

use std::fmt::Write;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::tone::Tone;
use super::verdict;

/// What a person has recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// Work goes on.
    #[default]
    Open,
    /// Put forward for exit.
    ExitProposed,
    /// Exited.
    Exited,
}

impl Status {
    /// All, in order.
    pub const ALL: [Status; 3] = [Status::Open, Status::ExitProposed, Status::Exited];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::ExitProposed => "exit_proposed",
            Status::Exited => "exited",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Status::ExitProposed => "exit proposed",
            other => other.code(),
        }
    }

    /// The status of a code or of its words; anything else is open.
    #[must_use]
    pub fn named(text: &str) -> Status {
        Status::ALL.into_iter().find(|s| s.code() == text || s.words() == text).unwrap_or_default()
    }

    /// How good it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Status::Open => Tone::Neutral,
            Status::ExitProposed => Tone::Hopeful,
            Status::Exited => Tone::Good,
        }
    }
}

/// What can be done with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum StepStatus {
    /// Nothing done.
    #[default]
    NotStarted,
    /// Begun.
    InProgress,
    /// Done.
    Done,
    /// Given up; counts neither way.
    Dropped,
}

impl StepStatus {
    /// All, in order.
    pub const ALL: [StepStatus; 4] = [StepStatus::NotStarted, StepStatus::InProgress, StepStatus::Done, StepStatus::Dropped];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            StepStatus::NotStarted => "not_started",
            StepStatus::InProgress => "in_progress",
            StepStatus::Done => "done",
            StepStatus::Dropped => "dropped",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            StepStatus::NotStarted => "not started",
            StepStatus::InProgress => "in progress",
            other => other.code(),
        }
    }

    /// The status of a code or of its words; anything else is not started.
    #[must_use]
    pub fn named(text: &str) -> StepStatus {
        StepStatus::ALL.into_iter().find(|s| s.code() == text || s.words() == text).unwrap_or_default()
    }
}

/// What the data say by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Computed {
    /// The exit rule is fulfilled.
    Met,
    /// It is not.
    NotMet,
    /// A person has to judge.
    Judgement,
    /// There is nothing to compute from.
    NoData,
}

impl Computed {
    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Computed::Met => "met",
            Computed::NotMet => "not_met",
            Computed::Judgement => "judgement",
            Computed::NoData => "no_data",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Computed::Met => "met",
            Computed::NotMet => "not met",
            Computed::Judgement => "judgement",
            Computed::NoData => "no data",
        }
    }
}

/// A milestone as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneState {
    /// Its record.
    pub id: Id,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// What is recorded.
    pub status: Status,
    /// What the data say.
    pub computed: Computed,
    /// Why, in a phrase: "2 of 5 regions sustained in 2025".
    pub reason: String,
    /// The same in two or three words, for a narrow line: "2 of 5 regions".
    pub short: String,
    /// Whether the recorded status and the data do not agree: exited but not met, or met and still open.
    pub differs: bool,
    /// Whether it has no exit of its own, but follows from the others.
    pub derived: bool,
    /// Steps that are done.
    pub steps_done: usize,
    /// Steps that are not dropped.
    pub steps: usize,
}

impl MilestoneState {
    /// What the data say, and why: "not met: 2 of 5 regions sustained in 2025". A judgement is its reason alone.
    #[must_use]
    pub fn said(&self) -> String {
        match self.computed {
            Computed::Judgement => self.reason.clone(),
            computed => format!("{}: {}", computed.words(), self.reason),
        }
    }

    /// What is recorded beside what is computed, where the two do not agree.
    #[must_use]
    pub fn difference(&self) -> Option<&'static str> {
        difference(self.status, self.computed)
    }
}

/// All milestones of a plan, by number, as they stand in a fiscal year.
#[must_use]
pub fn milestones(book: &Book, plan: Id, year: i32) -> Vec<MilestoneState> {
    let all = book.parts(plan, Kind::Milestone);
    let mut states: Vec<MilestoneState> = all.iter().map(|m| of_one(book, m, year)).collect();
    // What is derived from the others comes after them.
    for at in 0..all.len() {
        if all[at].text(Field::Rule) == "derived" {
            let others: Vec<&MilestoneState> =
                states.iter().enumerate().filter(|(i, _)| all[*i].text(Field::Rule) != "derived").map(|(_, s)| s).collect();
            let exited = others.iter().filter(|s| s.status == Status::Exited).count();
            let computed = if others.is_empty() { Computed::NoData } else { met(exited == others.len()) };
            let reason = format!("{exited} of {} other milestones exited", others.len());
            let short = format!("{exited} of {} exited", others.len());
            let state = &mut states[at];
            (state.computed, state.reason, state.differs) = (computed, reason, differs(state.status, computed));
            state.short = short;
        }
    }
    states
}

fn met(is: bool) -> Computed {
    if is { Computed::Met } else { Computed::NotMet }
}

fn differs(status: Status, computed: Computed) -> bool {
    difference(status, computed).is_some()
}

fn difference(status: Status, computed: Computed) -> Option<&'static str> {
    match (status, computed) {
        (Status::Exited, Computed::NotMet) => Some("exited, but not met"),
        (Status::Open, Computed::Met) => Some("met, still open"),
        _ => None,
    }
}

fn of_one(book: &Book, milestone: &Record, year: i32) -> MilestoneState {
    let steps: Vec<StepStatus> = book
        .parts(milestone.id, Kind::Step)
        .iter()
        .map(|s| StepStatus::named(s.text(Field::Status)))
        .filter(|s| *s != StepStatus::Dropped)
        .collect();
    let steps_done = steps.iter().filter(|s| **s == StepStatus::Done).count();
    let status = Status::named(milestone.text(Field::Status));
    let code = milestone.text(Field::Instrument);
    let of_steps = format!("{steps_done} of {} steps", steps.len());
    let (computed, reason, short) = match milestone.text(Field::Rule) {
        "steps" if steps.is_empty() => (Computed::NoData, "no steps".to_owned(), "no steps".to_owned()),
        "steps" => (met(steps_done == steps.len()), format!("{of_steps} done"), of_steps),
        "standing" => standing(book, milestone, code, year),
        "qcr" => ratings::weigh(book, code, year),
        _ => {
            let mut reason = considerations(book, milestone);
            if let Some(bodies) = bodies::in_short(book, milestone.id, year) {
                let _ = write!(reason, "; {bodies}");
            }
            let short = if steps.is_empty() { reason.clone() } else { of_steps };
            (Computed::Judgement, reason, short)
        }
    };
    MilestoneState {
        id: milestone.id,
        number: milestone.int(Field::Number).unwrap_or_default(),
        name: milestone.text(Field::Name).to_owned(),
        status,
        computed,
        reason,
        short,
        differs: differs(status, computed),
        derived: milestone.text(Field::Rule) == "derived",
        steps_done,
        steps: steps.len(),
    }
}

/// Every region sustained, or exited before: a region that falls after its exit stays exited, and is named.
fn standing(book: &Book, milestone: &Record, code: &str, year: i32) -> (Computed, String, String) {
    let regions = book.all(Kind::Region);
    let exits = book.parts(milestone.id, Kind::RegionExit);
    let (mut sustained, mut exited, mut fallen, mut reviewed) = (0, 0, Vec::new(), 0);
    let verdicts = verdict::overview(book, book.tallies(), code, year);
    if verdicts.is_empty() && !regions.is_empty() {
        return (Computed::NoData, format!("no instrument '{code}' in the file"), "no instrument".to_owned());
    }
    for (region, verdict) in regions.iter().zip(verdicts) {
        reviewed += usize::from(verdict.looked_at > 0);
        let out = exits.iter().any(|e| e.record(Field::Region) == Some(region.id) && e.date(Field::ExitedOn).is_some());
        sustained += usize::from(verdict.sustained);
        exited += usize::from(out && !verdict.sustained);
        if out && verdict.failing().next().is_some() {
            fallen.push(region.text(Field::Name));
        }
    }
    if reviewed == 0 && exited == 0 {
        let reason = format!("no review in {year}");
        return (Computed::NoData, reason.clone(), reason);
    }
    let mut reason = format!("{sustained} of {} regions sustained in {year}", regions.len());
    if exited > 0 {
        let _ = write!(reason, ", {exited} exited before");
    }
    if !fallen.is_empty() {
        let _ = write!(reason, "; fallen since its exit: {}", fallen.join(", "));
    }
    let out = sustained + exited;
    (met(out == regions.len()), reason, format!("{out} of {} regions", regions.len()))
}

fn considerations(book: &Book, milestone: &Record) -> String {
    let all = book.parts(milestone.id, Kind::Consideration);
    if all.is_empty() {
        return "a person judges".to_owned();
    }
    let count = |answer| all.iter().filter(|c| c.text(Field::Answer) == answer).count();
    let no = match count("no") {
        0 => String::new(),
        n => format!(", {n} no"),
    };
    format!("{} of {} considerations answered yes{no}", count("yes"), all.len())
}

#[cfg(test)]
mod tests;
