//! Where a record lives: the place in the program that shows it.

use crate::command::Place;
use crate::domain::book::Book;
use crate::domain::change::Slot;
use crate::domain::field::Field;
use crate::domain::history::{ChangeFile, Touch};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// The place, and what is to be said when one gets there: that the record itself is no more.
pub fn to(book: &Book, file: &ChangeFile, touch: &Touch) -> (Place, Option<&'static str>) {
    let mut at = touch.record;
    let known = |id: Id| book.get(id).or_else(|| file.others.iter().find(|record| record.id == id));
    let mut said = None;
    // What is deleted or was taken back is shown by what it was a part of.
    for _ in 0..8 {
        let Some(record) = known(at) else { break };
        if !record.kind.is_resident() || book.is_live(record) {
            break;
        }
        said = Some("It is no longer there: this is where it was. The history takes its deletion back with u");
        match record.parent().or_else(|| parent_in(file, at)) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    let kind = known(at).map_or(touch.kind, |record| record.kind);
    (place(book, file, at, kind, touch), said)
}

/// What a record was a part of, by the change itself.
fn parent_in(file: &ChangeFile, id: Id) -> Option<Id> {
    use crate::domain::value::Value;
    let touch = file.touches.iter().find(|touch| touch.record == id && touch.kind.parent() == Some(touch.field))?;
    match (&touch.before, &touch.after) {
        (Value::Record(id), _) | (_, Value::Record(id)) => Some(*id),
        _ => None,
    }
}

fn place(book: &Book, file: &ChangeFile, id: Id, kind: Kind, touch: &Touch) -> Place {
    use Kind as K;
    let record = book.get(id).or_else(|| file.others.iter().find(|record| record.id == id));
    let of = |field| record.and_then(|r| r.record(field));
    match kind {
        K::Plan | K::Milestone | K::Step | K::Measure | K::Consideration | K::RegionExit | K::ExitRecord | K::MeasureValue => {
            Place::Milestones { record: Some(id) }
        }
        K::Factor | K::Candidate | K::FactorValue => Place::MiniPip { mini_pip: None, record: Some(id) },
        K::Round => Place::Round { round: id },
        K::Population | K::Elimination => of(Field::Round).map_or(Place::Reviews, |round| Place::Round { round }),
        K::Review => Place::Case { review: id, slot: touch.field.is_slotted().then_some(touch.slot) },
        K::Comment | K::Challenge | K::Correction | K::Interview | K::Seat => {
            let slot = record.and_then(|r| r.int(Field::At)).and_then(|at| u32::try_from(at).ok()).map(Slot);
            of(Field::Review).map_or(Place::Reviews, |review| Place::Case { review, slot })
        }
        K::Block => Place::Reviews,
        K::Published => Place::Scores { question: record.map(|r| r.text(Field::Question).to_owned()).filter(|code| !code.is_empty()) },
        K::Instrument => Place::Instruments { version: Some(id) },
        K::ProblemArea | K::Indicator | K::TrendValue | K::Study => Place::Trends { record: Some(id) },
        K::Committee | K::Member | K::Session | K::Presence | K::Recommendation => Place::Committees { record: Some(id) },
        K::Scan => Place::Scans { worker: of(Field::Worker) },
        K::ScanAnswer => {
            Place::Scans { worker: of(Field::Scan).and_then(|scan| file.others.iter().find(|r| r.id == scan)?.record(Field::Worker)) }
        }
        K::Theme | K::ScanQuestion => Place::Scans { worker: None },
        K::Snooze => Place::Agenda { whose: None },
        K::Former => Place::Places { record: of(Field::About) },
        K::Agency | K::Actor | K::Region | K::District | K::Office | K::Worker | K::Assignment | K::Setting => {
            Place::Places { record: Some(id) }
        }
        _ => Place::MiniPip { mini_pip: plan_of(book, record), record: Some(id) },
    }
}

/// The Mini PIP that a record belongs to.
fn plan_of(book: &Book, record: Option<&Record>) -> Option<Id> {
    let mut at = record?;
    while let Some(parent) = at.parent().and_then(|id| book.get(id)) {
        at = parent;
    }
    (at.kind == Kind::MiniPip).then_some(at.id)
}
