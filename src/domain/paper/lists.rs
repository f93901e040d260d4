//! The lists of the form: which records of a plan stand in each, and which fields a line of it has.

use super::{COLLABORATOR, COVER, ELEMENT, EVALUATION, GOAL, LEADS, Labelled, OVERVIEW, PERSON, STEP, TIMELINE, people};
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// A list of the form.
pub(super) struct List<'a> {
    /// Of what.
    pub kind: Kind,
    /// Of people: their part.
    pub part: &'static str,
    /// What it is a part of.
    pub parent: Id,
    /// Its records, in order.
    pub records: Vec<&'a Record>,
}

/// The parts of people on the form, in its order.
pub(super) const PARTS: [&str; 4] = [LEADS[0].0, LEADS[1].0, "member", "collaborator"];

/// All lists of a plan.
pub(super) fn lists(book: &Book, plan: Id) -> Vec<List<'_>> {
    let mut all: Vec<List> =
        PARTS.into_iter().map(|part| List { kind: Kind::PipPerson, part, parent: plan, records: people(book, plan, part) }).collect();
    for kind in [Kind::Evaluation, Kind::Timeline, Kind::Element] {
        all.push(List { kind, part: "", parent: plan, records: book.parts(plan, kind) });
    }
    for element in book.parts(plan, Kind::Element) {
        for kind in [Kind::Goal, Kind::Row] {
            all.push(List { kind, part: "", parent: element.id, records: book.parts(element.id, kind) });
        }
    }
    all
}

/// The fields that a line of the form has, with their labels.
pub(super) fn fields(kind: Kind, part: &str) -> Vec<Labelled> {
    match kind {
        Kind::MiniPip => [&COVER[..], &OVERVIEW[..]].concat(),
        Kind::PipPerson if matches!(part, "lead" | "co-lead" | "member") => PERSON.to_vec(),
        Kind::PipPerson => COLLABORATOR.to_vec(),
        Kind::Element => ELEMENT.to_vec(),
        Kind::Goal => GOAL.to_vec(),
        Kind::Row => STEP.to_vec(),
        Kind::Evaluation => EVALUATION.to_vec(),
        Kind::Timeline => TIMELINE.to_vec(),
        _ => Vec::new(),
    }
}

/// What a line is called in words.
pub(super) fn called(kind: Kind, part: &str) -> &'static str {
    match (kind, part) {
        (Kind::PipPerson, "lead") => "lead",
        (Kind::PipPerson, "co-lead") => "co-lead",
        (Kind::PipPerson, "member") => "team member",
        (Kind::PipPerson, _) => "collaborator",
        (Kind::MiniPip, _) => "plan",
        (Kind::Timeline, _) => "timeline row",
        (kind, _) => kind.words(),
    }
}
