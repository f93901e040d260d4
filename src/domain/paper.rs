//! The paper form of a Mini PIP: its places to fill, their labels, the tag of each and what stands in it now. What a
//! filled-in form differs in is in `paper/compare.rs`; how the form looks is `report/build/form.rs`'s.

pub mod base;
pub mod compare;
pub mod filled;
mod fitting;
mod lists;
mod meant;
mod said;
mod taking;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;

pub use said::{day, said};

/// The four who sign, where a plan names nobody.
pub const ROLES: [&str; 4] = ["Local office Mini PIP lead", "Agency deputy director", "Quality assurance unit", "Citizen review panel"];
/// Lines for team members on the form.
pub const MEMBERS: usize = 10;
/// Elements of the empty form.
pub const ELEMENTS: usize = 4;
/// Rows of each element of the empty form.
pub const ROWS: usize = 2;
/// Rows of the timeline of the form.
pub const DATES: usize = 10;

/// A field and its label on the form.
pub type Labelled = (Field, &'static str);

/// The cover: the plan itself.
pub const COVER: [Labelled; 3] = [(Field::Title, "Title"), (Field::Office, "Office"), (Field::ImplementationDate, "Implementation date")];
/// The cover: its people.
pub const PERSON: [Labelled; 4] =
    [(Field::Name, "Name"), (Field::Organisation, "Organisation"), (Field::Phone, "Telephone number"), (Field::Email, "Email")];
/// Section I.
pub const OVERVIEW: [Labelled; 8] = [
    (Field::Areas, "1. Areas that need improvement"),
    (Field::Meeting, "2. The community meeting"),
    (Field::Strategies, "3. The strategies chosen"),
    (Field::Implementation, "4a. Process: implementation"),
    (Field::Schedule, "4b. Process: schedule with benchmarks"),
    (Field::Measurement, "4c. Process: measurement and evaluation plan"),
    (Field::Assistance, "5. Technical assistance, if needed"),
    (Field::GoalsServed, "Agency goals or milestones served"),
];
/// The plan's own evaluation.
pub const EVALUATION: [Labelled; 4] =
    [(Field::Method, "Method"), (Field::Measure, "Measure"), (Field::Frequency, "How often"), (Field::Who, "Who")];
/// Section II: an element.
pub const ELEMENT: [Labelled; 8] = [
    (Field::Title, "Element and strategy"),
    (Field::Responsible, "Local person responsible"),
    (Field::Strategy, "Strategy: how it is improved"),
    (Field::Factors, "Underlying factors"),
    (Field::Partners, "How partners are engaged"),
    (Field::Priority, "Priority"),
    (Field::From, "Time frame from"),
    (Field::Until, "Time frame until"),
];
/// Section II: its goals.
pub const GOAL: [Labelled; 6] = [
    (Field::Text, "Goal"),
    (Field::Term, "Short-term or long-term"),
    (Field::Measure, "Measure"),
    (Field::Baseline, "From"),
    (Field::Target, "To"),
    (Field::By, "By when"),
];
/// Section II: the six columns of the matrix.
pub const STEP: [Labelled; 6] = [
    (Field::Text, "Action steps and benchmarks"),
    (Field::People, "Person responsible"),
    (Field::Evidence, "Evidence of completion"),
    (Field::Completion, "Completion timeline"),
    (Field::FollowUp, "Follow-up timeline"),
    (Field::Released, "Date released"),
];
/// Section IV.
pub const TIMELINE: [Labelled; 3] = [(Field::DayText, "Date"), (Field::Activity, "Activity"), (Field::Comment, "Comment")];
/// Section V.
pub const COLLABORATOR: [Labelled; 7] = [
    (Field::Name, "Collaborator"),
    (Field::Organisation, "Organisation"),
    (Field::Category, "Category"),
    (Field::Phone, "Telephone"),
    (Field::Email, "Email"),
    (Field::HelpsWith, "Can help with"),
    (Field::Asked, "Asked, agreed, declined"),
];

/// The head of the column of team members.
pub const TEAM: &str = "Mini PIP team members (all participants, including community members)";

/// What belongs into each part of Section I, said where it is still empty.
pub const WANTED: [Labelled; 8] = [
    (Field::Areas, "An overview of the identified areas where improvement is needed"),
    (Field::Meeting, "An overview of the community meeting"),
    (Field::Strategies, "An overview of the overarching strategies that were chosen"),
    (Field::Implementation, "An overview of the process: implementation"),
    (Field::Schedule, "An overview of the process: plan schedule including benchmarks"),
    (Field::Measurement, "An overview of the process: a measurement and evaluation plan"),
    (Field::Assistance, "An overview of the technical assistance plan, if needed"),
    (Field::GoalsServed, "Which goals of the agency, or milestones, the plan serves"),
];

/// Who a person on the form is, by the part they have; the label of their line on the cover.
pub const LEADS: [(&str, &str); 2] = [("lead", "Lead local contact person"), ("co-lead", "Co-lead local contact person")];

/// What a place of the form belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot<'a> {
    /// A record of the plan.
    Known(&'a Record),
    /// A line that is still empty: where it stands, as in `element/2/row/3`.
    Empty(String),
}

impl Spot<'_> {
    /// The name under which a field of it is read back.
    #[must_use]
    pub fn tag(&self, field: Field) -> String {
        match self {
            Spot::Known(record) => tag(record.kind, record.id, field),
            Spot::Empty(path) => format!("new/{path}/{}", field.name()),
        }
    }

    /// What stands in a field of it.
    #[must_use]
    pub fn said(&self, book: &Book, field: Field) -> String {
        match self {
            Spot::Known(record) => said(book, record, field),
            Spot::Empty(_) => String::new(),
        }
    }

    /// The beginning of the path of what is part of it and still empty.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Spot::Known(record) => format!("{}/{}", word(record.kind), hex(record.id)),
            Spot::Empty(path) => path.clone(),
        }
    }
}

/// The word of a kind in tags.
#[must_use]
pub const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::MiniPip => "pip",
        Kind::PipPerson => "person",
        Kind::Row => "row",
        other => other.table(),
    }
}

/// The kinds that the form has places for.
pub const KINDS: [Kind; 7] = [Kind::MiniPip, Kind::PipPerson, Kind::Element, Kind::Goal, Kind::Row, Kind::Evaluation, Kind::Timeline];

/// The fields of a kind that the form has a place for. What it does not print cannot come back through it, whatever a document
/// says: a stage, a release, a signature is given in the program, behind its gate.
const fn fillable(kind: Kind) -> &'static [Field] {
    use Field as F;
    match kind {
        Kind::MiniPip => &[
            F::Title,
            F::Office,
            F::ImplementationDate,
            F::Areas,
            F::Meeting,
            F::Strategies,
            F::Implementation,
            F::Schedule,
            F::Measurement,
            F::Assistance,
            F::GoalsServed,
        ],
        Kind::PipPerson => &[F::Name, F::Organisation, F::Category, F::Phone, F::Email, F::HelpsWith, F::Asked],
        Kind::Element => &[F::Title, F::Strategy, F::Priority, F::Factors, F::Responsible, F::From, F::Until, F::Partners],
        Kind::Goal => &[F::Term, F::Text, F::Measure, F::Baseline, F::Target, F::By],
        Kind::Row => &[F::Text, F::People, F::Evidence, F::Completion, F::FollowUp, F::Released],
        Kind::Evaluation => &[F::Method, F::Measure, F::Frequency, F::Who],
        Kind::Timeline => &[F::DayText, F::Activity, F::Comment],
        _ => &[],
    }
}

/// The kind that a word of a path stands for: its own, or who a person is on the form.
fn kind_of(word_of_path: &str) -> Option<Kind> {
    match word_of_path {
        "lead" | "co-lead" | "member" | "collaborator" => Some(Kind::PipPerson),
        other => KINDS.into_iter().find(|kind| word(*kind) == other),
    }
}

/// An id without hyphens: a word processor cuts a tag after 64 characters.
fn hex(id: Id) -> String {
    id.to_string().replace('-', "")
}

/// The tag of a field of a record.
#[must_use]
pub fn tag(kind: Kind, id: Id, field: Field) -> String {
    format!("{}/{}/{}", word(kind), hex(id), field.name())
}

/// What a tag names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged<'a> {
    /// The record; none for a line that was empty.
    pub record: Option<(Kind, Id)>,
    /// What it belongs to, the same for all places of a line.
    pub path: &'a str,
    /// The field.
    pub field: Field,
}

/// Back from a tag; none if it is not one of this form's.
#[must_use]
pub fn tagged(tag: &str) -> Option<Tagged<'_>> {
    let (path, field) = tag.trim().rsplit_once('/')?;
    let field = Field::named(field)?;
    if path.starts_with("new/") {
        let kind = path.rsplit('/').find_map(kind_of)?;
        return fillable(kind).contains(&field).then_some(Tagged { record: None, path, field });
    }
    let (kind, id) = path.split_once('/')?;
    let kind = KINDS.into_iter().find(|known| word(*known) == kind)?;
    if !fillable(kind).contains(&field) {
        return None;
    }
    Some(Tagged { record: Some((kind, Id::parse(id)?)), path, field })
}

/// The people of a plan that have a part, in order.
#[must_use]
pub fn people<'a>(book: &'a Book, plan: Id, part: &str) -> Vec<&'a Record> {
    let there = book.parts(plan, Kind::PipPerson).into_iter();
    if part == "collaborator" {
        there.filter(|person| super::meeting::is_collaborator(person)).collect()
    } else {
        there.filter(|person| person.text(Field::Part) == part).collect()
    }
}

#[cfg(test)]
mod tests;
