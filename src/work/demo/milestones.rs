//! How far the made-up agency is on its nine milestones.

use super::{Made, WorkError, sample, set_up};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::store::Store;

pub(super) fn build(store: &mut Store, book: &Book, made: &Made) -> Result<(), WorkError> {
    let mut change = set_up(store, "where the milestones stand")?;
    for milestone in book.all(Kind::Milestone) {
        let number = milestone.int(Field::Number).unwrap_or_default();
        let Some(state) = sample::agency().milestone.iter().find(|m| m.number == number) else { continue };
        if !state.status.is_empty() {
            change.set(milestone.id, Kind::Milestone, Field::Status, Value::text(&state.status));
        }
        if let Some(day) = state.exited {
            change.set(milestone.id, Kind::Milestone, Field::ExitedOn, Value::Date(made.day(day)));
            change.set(milestone.id, Kind::Milestone, Field::ExitedBy, Value::text(&state.by));
        }
        let evidence = state.evidence.replace("{last-3}", &(made.last - 3).to_string());
        change.set(milestone.id, Kind::Milestone, Field::Evidence, Value::text(evidence));
        for (at, step) in book.parts(milestone.id, Kind::Step).iter().enumerate() {
            let status = match at {
                at if at < state.done => "done",
                at if at == state.done => "in_progress",
                _ => "not_started",
            };
            change.set(step.id, Kind::Step, Field::Status, Value::text(status));
            change.set(step.id, Kind::Step, Field::Owner, Value::text(&state.owner));
            if status == "in_progress" {
                // One step in a few is late, so that something stands out.
                let offset = if number % 4 == 2 { -9 } else { 20 + number * 11 };
                change.set(step.id, Kind::Step, Field::Due, Value::Date(made.day(offset)));
            }
        }
        if state.status == "exited" {
            for consideration in book.parts(milestone.id, Kind::Consideration) {
                change.set(consideration.id, Kind::Consideration, Field::Answer, Value::text("yes"));
            }
        }
    }
    store.commit(&change)?;
    Ok(())
}
