//! Which rows the tree has: milestones, and under the expanded ones their parts in groups.

use std::collections::BTreeSet;

use crate::domain::book::Book;
use crate::domain::exit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{Status, StepStatus, bodies};
use crate::domain::record::Record;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// A milestone; its id is the milestone's.
    Milestone,
    /// A step.
    Step,
    /// A measure.
    Measure,
    /// A written value of a measure.
    Value,
    /// An exit consideration.
    Consideration,
    /// A committee or special study, as facts; its id is the committee's or the study's.
    Body,
    /// A region's own exit; its id is the region's.
    Region,
    /// The recorded exit of the milestone; its id is the milestone's.
    Exit,
    /// A step on the road out, as it was recorded.
    Trail,
}

impl What {
    /// The kind of record that is edited, where rows can be added.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            What::Step => Some(Kind::Step),
            What::Measure => Some(Kind::Measure),
            What::Value => Some(Kind::MeasureValue),
            What::Consideration => Some(Kind::Consideration),
            What::Milestone | What::Body | What::Region | What::Exit | What::Trail => None,
        }
    }

    /// The heading of its group.
    pub const fn heading(self) -> &'static str {
        match self {
            What::Milestone | What::Value => "",
            What::Step => "Steps",
            What::Measure => "Measures: value, target, day, history and source",
            What::Body => "Committees and studies, as facts",
            What::Consideration => "Exit considerations",
            What::Region => "Exit by region",
            What::Exit => "Recorded exit",
            What::Trail => "Trail: every step to an exit and back, as it was recorded",
        }
    }
}

/// A row; equal to itself as long as it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What it is.
    pub what: What,
    /// Its record, as `what` says.
    pub id: Id,
    /// The milestone it belongs to.
    pub milestone: Id,
}

/// All rows, top to bottom.
pub fn rows(book: &Book, expanded: &BTreeSet<Id>, only_open: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let regions = book.all(Kind::Region);
    for plan in book.all(Kind::Plan) {
        for milestone in book.parts(plan.id, Kind::Milestone) {
            let status = Status::named(milestone.text(Field::Status));
            if only_open && status == Status::Exited {
                continue;
            }
            let row = |what, id| Row { what, id, milestone: milestone.id };
            rows.push(row(What::Milestone, milestone.id));
            if !expanded.contains(&milestone.id) {
                continue;
            }
            let parts = |what: What| {
                let kind = what.kind().unwrap_or(Kind::Step);
                book.parts(milestone.id, kind)
                    .into_iter()
                    .filter(move |part| !only_open || is_open(what, part))
                    .map(move |part| row(what, part.id))
            };
            rows.extend(parts(What::Step));
            for measure in parts(What::Measure) {
                rows.push(measure);
                if expanded.contains(&measure.id) {
                    rows.extend(values(book, measure.id).into_iter().map(|value| row(What::Value, value)));
                }
            }
            rows.extend(parts(What::Consideration));
            rows.extend(bodies::committees(book, milestone.id).into_iter().map(|committee| row(What::Body, committee.id)));
            rows.extend(bodies::studies(book, milestone.id).into_iter().map(|study| row(What::Body, study.id)));
            if exit::is_regional(milestone) {
                rows.extend(regions.iter().map(|region| row(What::Region, region.id)));
            }
            if status != Status::Open {
                rows.push(row(What::Exit, milestone.id));
            }
            rows.extend(exit::trail(book, milestone.id).into_iter().map(|step| row(What::Trail, step.id)));
        }
    }
    rows
}

/// Whether a part is still open: a step that is not done, a consideration that is not answered yes.
pub fn is_open(what: What, part: &Record) -> bool {
    match what {
        What::Step => !matches!(StepStatus::named(part.text(Field::Status)), StepStatus::Done | StepStatus::Dropped),
        What::Consideration => part.text(Field::Answer) != "yes",
        _ => true,
    }
}

/// The written values of a measure, newest first; one that has no day yet is being made and stands first.
fn values(book: &Book, measure: Id) -> Vec<Id> {
    let mut values = book.parts(measure, Kind::MeasureValue);
    values.sort_by_key(|value| std::cmp::Reverse((value.date(Field::Day).is_none(), value.date(Field::Day), value.id)));
    values.into_iter().map(|value| value.id).collect()
}
