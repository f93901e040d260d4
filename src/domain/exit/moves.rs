//! A step on the road out as a change: the state that stands, and the record that stays.

use chrono::NaiveDate;

use super::{Recorded, Step, Subject, recorded, region_exit, trail};
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::Status;
use crate::domain::review_moves::person;
use crate::domain::value::Value;

/// What is said of a step.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The day it is for.
    pub day: NaiveDate,
    /// Who takes it; empty is who works here.
    pub who: &'a str,
    /// On what evidence.
    pub evidence: &'a str,
    /// Why, where it goes back.
    pub reason: &'a str,
    /// The facts of the moment, as `facts` tells them.
    pub facts: &'a str,
}

/// Takes a step. The trail keeps what was recorded before, also where it was recorded when there was no trail yet.
///
/// # Errors
/// The sentence that says why it cannot be taken so.
pub fn make(book: &Book, of: Subject, step: Step, said: Said, by: Author, fresh: &mut dyn FnMut() -> Id) -> Result<Change, String> {
    let now = recorded(book, of);
    if !Step::from(now.status).contains(&step) {
        return Err(format!("'{}' is no step from here: it is {} now", step.asks(), now.status.words()));
    }
    if step.needs_reason() && said.reason.trim().is_empty() {
        return Err("A step back asks for its reason: the trail keeps it".to_owned());
    }
    if step == Step::Exited && said.evidence.trim().is_empty() {
        return Err("An exit rests on evidence: say on what".to_owned());
    }
    if said.day > by.today {
        return Err("This day has not come yet; write today or a day before".to_owned());
    }
    let who = Some(said.who.trim()).filter(|who| !who.is_empty()).unwrap_or(person(by.who));
    let mut change = Change::new(words(book, of, step), by.saw);
    if step == Step::Reopened {
        keep_what_stood(book, of, &now, &mut change, fresh);
    }
    state(book, of, step, who, &said, &mut change, fresh);
    let id = fresh();
    note(&mut change, id, of, step);
    let mut set = |field, text: &str| {
        if !text.trim().is_empty() {
            change.set(id, Kind::ExitRecord, field, Value::text(text.trim()));
        }
    };
    set(Field::Who, who);
    set(Field::Evidence, said.evidence);
    set(Field::Text, said.facts);
    set(Field::Reason, said.reason);
    change.set(id, Kind::ExitRecord, Field::Day, Value::Date(said.day));
    Ok(change)
}

fn words(book: &Book, of: Subject, step: Step) -> String {
    let number = book.get(of.milestone).and_then(|m| m.int(Field::Number)).unwrap_or_default();
    let region = of.region.map(|id| book.name(id).chars().take(30).collect::<String>());
    match (step, region) {
        (Step::Reopened, None) => format!("milestone {number} opened again"),
        (Step::Reopened, Some(region)) => format!("{region} opened again in milestone {number}"),
        (Step::Withdrawn, None) => format!("proposal to exit milestone {number} withdrawn"),
        (Step::Withdrawn, Some(region)) => format!("proposal of {region} in milestone {number} withdrawn"),
        (_, None) => format!("exit of milestone {number} {}", if step == Step::Proposed { "proposed" } else { "recorded" }),
        (_, Some(region)) => {
            format!("exit of {region} from milestone {number} {}", if step == Step::Proposed { "proposed" } else { "recorded" })
        }
    }
}

fn note(change: &mut Change, id: Id, of: Subject, step: Step) {
    change.set(id, Kind::ExitRecord, Field::Milestone, Value::Record(of.milestone));
    if let Some(region) = of.region {
        change.set(id, Kind::ExitRecord, Field::Region, Value::Record(region));
    }
    change.set(id, Kind::ExitRecord, Field::Part, Value::text(step.code()));
}

/// The state that stands after the step.
fn state(book: &Book, of: Subject, step: Step, who: &str, said: &Said, change: &mut Change, fresh: &mut dyn FnMut() -> Id) {
    let exited = step == Step::Exited;
    if let Some(region) = of.region {
        // A proposal of a region stands in the trail alone.
        match step {
            Step::Exited => {
                let (id, kind) = (fresh(), Kind::RegionExit);
                change.set(id, kind, Field::Milestone, Value::Record(of.milestone));
                change.set(id, kind, Field::Region, Value::Record(region));
                change.set(id, kind, Field::ExitedOn, Value::Date(said.day));
                change.set(id, kind, Field::ExitedBy, Value::text(who));
                change.set(id, kind, Field::Evidence, Value::text(said.evidence.trim()));
            }
            Step::Reopened => {
                if let Some(exit) = region_exit(book, of.milestone, region) {
                    change.set(exit.id, Kind::RegionExit, Field::Gone, Value::Int(1));
                }
            }
            Step::Proposed | Step::Withdrawn => {}
        }
        return;
    }
    let (id, kind) = (of.milestone, Kind::Milestone);
    change.set(id, kind, Field::Status, Value::text(step.leads_to().code()));
    let evidence = if step.leads_to() == Status::Open { "" } else { said.evidence.trim() };
    change.set(id, kind, Field::Evidence, Value::text(evidence));
    change.set(id, kind, Field::ExitedOn, if exited { Value::Date(said.day) } else { Value::None });
    change.set(id, kind, Field::ExitedBy, if exited { Value::text(who) } else { Value::None });
}

/// An exit that is opened again goes on in the trail as it stood: also if it was recorded without one, or corrected since.
fn keep_what_stood(book: &Book, of: Subject, stood: &Recorded, change: &mut Change, fresh: &mut dyn FnMut() -> Id) {
    let last =
        trail(book, of.milestone).into_iter().rfind(|r| r.record(Field::Region) == of.region && super::step(r) == Some(Step::Exited));
    let same = last.is_some_and(|r| {
        r.date(Field::Day) == stood.day && r.text(Field::Who) == stood.who && r.text(Field::Evidence) == stood.evidence.trim()
    });
    if same {
        return;
    }
    let id = fresh();
    note(change, id, of, Step::Exited);
    if let Some(day) = stood.day {
        change.set(id, Kind::ExitRecord, Field::Day, Value::Date(day));
    }
    for (field, text) in [
        (Field::Who, stood.who.as_str()),
        (Field::Evidence, stood.evidence.as_str()),
        (Field::Text, "Kept as it stood before it was opened again. The facts of its own day were not kept."),
    ] {
        if !text.is_empty() {
            change.set(id, Kind::ExitRecord, field, Value::text(text));
        }
    }
}
