//! How far the made-up agency is on its nine milestones.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{Made, WorkError, sample, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
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
        change.set(milestone.id, Kind::Milestone, Field::Evidence, Value::text(&evidence));
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
        if let Some(day) = state.exited {
            let mut facts =
                format!("Computed: judged\nSteps: {0} of {0} done.\nConsiderations:", book.parts(milestone.id, Kind::Step).len());
            for consideration in book.parts(milestone.id, Kind::Consideration) {
                change.set(consideration.id, Kind::Consideration, Field::Answer, Value::text("yes"));
                change.set(consideration.id, Kind::Consideration, Field::Who, Value::text(&state.by));
                change.set(consideration.id, Kind::Consideration, Field::Day, Value::Date(made.day(day - 30)));
                let _ = write!(facts, "\n- {} yes", consideration.text(Field::Text));
            }
            let own = Of { milestone: milestone.id, region: None, who: &state.by };
            let said = [(Field::Evidence, evidence.as_str()), (Field::Text, &facts)];
            steps(store, &mut change, own, [("proposed", made.day(day - 45), said), ("exited", made.day(day), said)]);
        }
        if milestone.text(Field::Rule) == "standing" {
            withdrawn(store, &mut change, milestone.id, made);
        }
        if number == 1 {
            trained(store, &mut change, book, milestone.id, made);
        }
    }
    store.commit(&change)?;
    Ok(())
}

/// What a step on the road out is about, and who took it.
#[derive(Clone, Copy)]
struct Of<'a> {
    milestone: Id,
    region: Option<Id>,
    who: &'a str,
}

/// A step: its part, its day, and what else is said of it.
type Taken<'a> = (&'a str, NaiveDate, [(Field, &'a str); 2]);

/// Two steps, one after the other: a trail reads in the order of its ids, and ids of one moment have none by themselves.
fn steps(store: &Store, change: &mut Change, of: Of, taken: [Taken; 2]) {
    let mut ids = store.new_ids(taken.len());
    ids.sort_unstable();
    for (id, (part, day, said)) in ids.into_iter().zip(taken) {
        let kind = Kind::ExitRecord;
        change.set(id, kind, Field::Milestone, Value::Record(of.milestone));
        if let Some(region) = of.region {
            change.set(id, kind, Field::Region, Value::Record(region));
        }
        change.set(id, kind, Field::Part, Value::text(part));
        change.set(id, kind, Field::Day, Value::Date(day));
        change.set(id, kind, Field::Who, Value::text(of.who));
        for (field, text) in said {
            change.set(id, kind, field, Value::text(text));
        }
    }
}

/// One region was put forward and came back when its figures fell.
fn withdrawn(store: &Store, change: &mut Change, milestone: Id, made: &Made) {
    let Some(region) = made.regions.first() else { return };
    let of = Of { milestone, region: Some(region.id), who: "QA manager" };
    let begun = "Most questions were met for two years; the panel agreed to look at the rest";
    let facts = format!("Computed: put forward on the figures of {}, before the newest round was closed", made.last - 1);
    let why = format!("Figures of {} fell in some areas from passing to below passing", made.last);
    let proposed = [(Field::Evidence, begun), (Field::Text, &facts)];
    let withdrawn = [(Field::Reason, why.as_str()), (Field::Text, "Computed: not every question is sustained")];
    steps(store, change, of, [("proposed", made.day(-420), proposed), ("withdrawn", made.day(-60), withdrawn)]);
}

/// How many of the staff are trained, three times.
fn trained(store: &Store, change: &mut Change, book: &Book, milestone: Id, made: &Made) {
    let Some(measure) = book.parts(milestone, Kind::Measure).into_iter().find(|m| m.record(Field::Indicator).is_none()) else { return };
    for (day, value) in [(-400, "168 of 240"), (-210, "196 of 240"), (-20, "212 of 240")] {
        let (id, kind) = (store.new_ids(1)[0], Kind::MeasureValue);
        change.set(id, kind, Field::OfMeasure, Value::Record(measure.id));
        change.set(id, kind, Field::Day, Value::Date(made.day(day)));
        change.set(id, kind, Field::Value, Value::text(value));
        change.set(id, kind, Field::Source, Value::text("Training records"));
    }
}
