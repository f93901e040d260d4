//! Which rows the tree has: milestones, and under the expanded ones their parts in groups.

use std::collections::BTreeSet;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{Status, StepStatus};
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
    /// An exit consideration.
    Consideration,
    /// A region's own exit; its id is the region's.
    Region,
    /// The recorded exit of the milestone; its id is the milestone's.
    Exit,
}

impl What {
    /// The kind of record that is edited, where rows can be added.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            What::Step => Some(Kind::Step),
            What::Measure => Some(Kind::Measure),
            What::Consideration => Some(Kind::Consideration),
            What::Milestone | What::Region | What::Exit => None,
        }
    }

    /// The heading of its group.
    pub const fn heading(self) -> &'static str {
        match self {
            What::Milestone => "",
            What::Step => "Steps",
            What::Measure => "Measures: value, target, source",
            What::Consideration => "Exit considerations",
            What::Region => "Exit by region",
            What::Exit => "Recorded exit",
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
            rows.extend(parts(What::Measure));
            rows.extend(parts(What::Consideration));
            if milestone.text(Field::Rule) == "standing" {
                rows.extend(regions.iter().map(|region| row(What::Region, region.id)));
            }
            if status != Status::Open {
                rows.push(row(What::Exit, milestone.id));
            }
        }
    }
    rows
}

fn is_open(what: What, part: &Record) -> bool {
    match what {
        What::Step => !matches!(StepStatus::named(part.text(Field::Status)), StepStatus::Done | StepStatus::Dropped),
        What::Consideration => part.text(Field::Answer) != "yes",
        _ => true,
    }
}

/// The region's exit from a milestone, if one is recorded.
pub fn region_exit(book: &Book, milestone: Id, region: Id) -> Option<&Record> {
    book.parts(milestone, Kind::RegionExit).into_iter().find(|exit| exit.record(Field::Region) == Some(region))
}
