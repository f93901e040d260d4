//! The gates between the stages of a Mini PIP: where a plan stands, what the next stage needs, who is waited for
//! (`assets/help/rules.md`, Mini PIP). What each gate asks is in `before.rs` and `after.rs`, passing one and going back in
//! `moves.rs`, what a released plan keeps from being changed in `lock.rs`.

mod after;
mod before;
mod lock;
mod moves;

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::Stage;
use super::record::Record;

pub use lock::{closed, is_locked, locked, refused};
pub use moves::{back, close, pass, reopen};

/// One thing that a gate needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What, in words that fit with a tick before them: "an agenda of the first meeting".
    pub words: String,
    /// Whether it is there.
    pub done: bool,
    /// Whether the gate opens without it: good practice, not a rule.
    pub hint: bool,
    /// Who is waited for.
    pub waits_for: String,
    /// Where it is put right.
    pub at: At,
}

/// Where something is put right: at a record, or where parts of a kind are added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The record: the plan, if nothing nearer is there yet.
    pub record: Id,
    /// What is missing or wrong there: the record's own kind, or the kind of the parts it lacks.
    pub kind: Kind,
    /// The field, if it is one.
    pub field: Option<Field>,
}

impl At {
    /// A field of a record.
    #[must_use]
    pub const fn cell(record: &Record, field: Field) -> At {
        At { record: record.id, kind: record.kind, field: Some(field) }
    }

    /// Where parts of a kind are added.
    #[must_use]
    pub const fn parts(of: Id, kind: Kind) -> At {
        At { record: of, kind, field: None }
    }
}

impl Need {
    fn new(done: bool, words: impl Into<String>, waits_for: impl Into<String>, at: At) -> Need {
        Need { words: words.into(), done, hint: false, waits_for: waits_for.into(), at }
    }

    fn hint(self) -> Need {
        Need { hint: true, ..self }
    }

    /// Whether the gate stays shut because of it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.done && !self.hint
    }
}

/// The local office's lead.
pub const LEAD: &str = "local lead";
/// The local office.
pub const OFFICE: &str = "local office";
/// The state's quality assurance unit.
pub const QA: &str = "QA unit";
/// The Citizen Review Panel.
pub const PANEL: &str = "review panel";
/// Both who monitor and evaluate.
pub const BOTH: &str = "QA unit and review panel";

/// Who acts so that a stage is reached.
#[must_use]
pub const fn who_acts(stage: Stage) -> &'static str {
    match stage {
        Stage::Selected => "state QA and agency",
        Stage::Organised => "review panel, QA unit, local office",
        Stage::FirstMeeting | Stage::SecondMeeting | Stage::ThirdMeeting | Stage::Reported => PANEL,
        Stage::Draft | Stage::Implementing => OFFICE,
        Stage::Submitted | Stage::Final => LEAD,
        Stage::Signed => "the four who sign",
        Stage::FinalEvaluation | Stage::Released => BOTH,
    }
}

/// What the gate to a stage needs, in a few words.
#[must_use]
pub const fn in_short(stage: Stage) -> &'static str {
    match stage {
        Stage::Selected => "an office or district, the data it rests on, the reason",
        Stage::Organised => "the organising meeting, findings shared, partners listed, a timeline",
        Stage::FirstMeeting => "an area of concern agreed beforehand, with a chart; an agenda",
        Stage::Draft => "attendance and ideas of the first meeting; an element for each concern taken up",
        Stage::Submitted => "nothing missing in the content, or each gap answered",
        Stage::Final => "an answer of each recipient, and to each change asked for",
        Stage::Signed => "four names and dates on the final version",
        Stage::SecondMeeting => "the plan presented, an implementation date, partners engaged",
        Stage::Implementing => "monitoring checks on schedule",
        Stage::FinalEvaluation => "every row released or waived, every evaluation row answered",
        Stage::Reported => "the final evaluation report",
        Stage::Released => "each element measured again, or the reason why not",
        Stage::ThirdMeeting => "new data shown, and how gains are sustained",
    }
}

/// What passing the gate to a stage makes besides, in a sentence; none for most.
#[must_use]
pub const fn makes(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Submitted => Some("Passing freezes this version and sends it to the QA unit and the review panel."),
        Stage::Final => Some("Passing freezes the final version, the one that is signed."),
        Stage::Released => Some("Passing sets the official release date; from then on the text can only be read."),
        _ => None,
    }
}

/// The passages of a plan to its stages, and back, in the order in which they were recorded.
#[must_use]
pub fn passages(book: &Book, plan: Id) -> Vec<&Record> {
    let mut found = book.parts(plan, Kind::Passage);
    // Of one day, a later stage came later; one goes back after one has passed.
    let rank = |p: &Record| (p.date(Field::Day), Stage::named(p.text(Field::Stage)), p.text(Field::Part) != PASSED);
    found.sort_by_key(|p| rank(p));
    found
}

/// The part of a passage that went through a gate.
pub const PASSED: &str = "passed";
/// The part of a passage back to the stage before.
pub const BACK: &str = "back";
/// The part of a passage that opened a released plan's text.
pub const REOPENED: &str = "reopened";
/// The part of a passage that closed it again.
pub const CLOSED: &str = "closed";

/// The newest passage through the gate to a stage.
#[must_use]
pub fn passed(book: &Book, plan: Id, stage: Stage) -> Option<&Record> {
    passages(book, plan).into_iter().rev().find(|p| p.text(Field::Part) == PASSED && p.text(Field::Stage) == stage.code())
}

/// The stage that a plan has reached; none before it is properly selected. A plan that was begun before passages were
/// recorded has reached the stage it names.
#[must_use]
pub fn reached(book: &Book, plan: Id) -> Option<Stage> {
    let stage = Stage::of(book.get(plan)?);
    (stage != Stage::Selected || passed(book, plan, Stage::Selected).is_some()).then_some(stage)
}

/// A stage that was reached, as every list and head line says it.
#[must_use]
pub fn words(reached: Option<Stage>) -> &'static str {
    reached.map_or("not selected yet", Stage::words)
}

/// The stage that comes next; none after the third meeting.
#[must_use]
pub fn next(book: &Book, plan: Id) -> Option<Stage> {
    match reached(book, plan) {
        None => Some(Stage::Selected),
        Some(stage) => Stage::ALL.get(stage as usize + 1).copied(),
    }
}

/// What must hold before a stage is reached, hints included.
#[must_use]
pub fn needs(book: &Book, plan: Id, to: Stage, today: NaiveDate) -> Vec<Need> {
    let Some(record) = book.get(plan) else { return Vec::new() };
    let asked = Asked { book, plan: record, today };
    match to {
        Stage::Selected => asked.selected(),
        Stage::Organised => asked.organised(),
        Stage::FirstMeeting => asked.first_meeting(),
        Stage::Draft => asked.draft(),
        Stage::Submitted => asked.submitted(),
        Stage::Final => asked.made_final(),
        Stage::Signed => asked.signed(),
        Stage::SecondMeeting => asked.second_meeting(),
        Stage::Implementing => asked.implementing(),
        Stage::FinalEvaluation => asked.final_evaluation(),
        Stage::Reported => asked.reported(),
        Stage::Released => asked.released(),
        Stage::ThirdMeeting => asked.third_meeting(),
    }
}

/// A plan whose gate is asked.
struct Asked<'a> {
    book: &'a Book,
    plan: &'a Record,
    today: NaiveDate,
}

impl<'a> Asked<'a> {
    fn parts(&self, kind: Kind) -> Vec<&'a Record> {
        self.book.parts(self.plan.id, kind)
    }

    /// The meeting of a sort: one that was held, or else the first of them.
    fn meeting(&self, part: &str) -> Option<&'a Record> {
        let all: Vec<&Record> = self.parts(Kind::Meeting).into_iter().filter(|m| m.text(Field::Part) == part).collect();
        all.iter().copied().find(|m| self.has_been(m.date(Field::Day))).or_else(|| all.first().copied())
    }

    fn has_been(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| day <= self.today)
    }

    /// Where parts of a meeting are added; the list of meetings if there is none yet.
    fn at_meeting(&self, meeting: Option<&Record>, kind: Kind) -> At {
        meeting.map_or(At::parts(self.plan.id, Kind::Meeting), |meeting| At::parts(meeting.id, kind))
    }

    /// A meeting that must have taken place.
    fn held(&self, meeting: Option<&Record>, name: &str, who: &str) -> Need {
        let at = meeting.map_or(At::parts(self.plan.id, Kind::Meeting), |meeting| At::cell(meeting, Field::Day));
        let words = match meeting.and_then(|m| m.date(Field::Day)) {
            Some(day) if day > self.today => format!("the {name} meeting is held (it is set for {})", super::dates::show_long(day)),
            _ => format!("the {name} meeting is held, with its date"),
        };
        Need::new(self.has_been(meeting.and_then(|m| m.date(Field::Day))), words, who, at)
    }

    fn in_meeting(&self, meeting: Option<&Record>, kind: Kind) -> Vec<&'a Record> {
        meeting.map_or_else(Vec::new, |meeting| self.book.parts(meeting.id, kind))
    }
}

fn says(record: &Record, field: Field) -> bool {
    !record.text(field).trim().is_empty()
}

/// The first line of a text, short enough for a list.
fn short(text: &str) -> String {
    const ROOM: usize = 40;
    let line = text.lines().next().unwrap_or("").trim();
    match line.char_indices().nth(ROOM) {
        Some((at, _)) => format!("{}\u{2026}", line[..at].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
