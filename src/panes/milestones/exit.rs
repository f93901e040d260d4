//! Recording exits: what is asked before, and the change that it is. Recorded and computed never overwrite each other: the
//! computed phrase is only copied as the evidence of the day.

use super::rows::{Row, What, region_exit};
use super::table::Tree;
use crate::command::{Context, Effect};
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::milestone::{Computed, MilestoneState, Status};
use crate::domain::value::Value;
use crate::domain::verdict::Verdict;

/// Asks to take the next step with the exit of the row's milestone, or of its region.
pub fn record(tree: &Tree, row: Row, cx: &Context) -> Vec<Effect> {
    if let Some(why) = &cx.book.facts.read_only {
        return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
    }
    let asked = match row.what {
        What::Region => of_region(tree, row, cx),
        _ => tree.state(row.milestone).map(|state| of_milestone(tree, row, state, cx)),
    };
    asked.map_or_else(Vec::new, |(question, change)| vec![Effect::Confirm { question, change }])
}

fn of_milestone(tree: &Tree, row: Row, state: &MilestoneState, cx: &Context) -> (String, Change) {
    let (id, kind) = (row.milestone, Kind::Milestone);
    let called = super::called(cx, id);
    let says = match state.computed {
        Computed::Judgement => format!("A person judges here: {}.", state.reason),
        computed => format!("The data say {}: {}.", computed.words(), state.reason),
    };
    let (who, today) = (&cx.book.facts.who, dates::show(cx.today, cx.day_first));
    let record = tree.book.get(id);
    match state.status {
        Status::Open => {
            let change = Change::new(format!("exit of milestone {} proposed", state.number), cx.book.seen).with(
                id,
                kind,
                Field::Status,
                Value::text(Status::ExitProposed.code()),
            );
            (format!("Propose the exit of {called}? {says}"), change)
        }
        Status::ExitProposed => {
            let mut change = Change::new(format!("exit of milestone {} recorded", state.number), cx.book.seen)
                .with(id, kind, Field::Status, Value::text(Status::Exited.code()))
                .with(id, kind, Field::ExitedOn, Value::Date(cx.today))
                .with(id, kind, Field::ExitedBy, Value::text(who.clone()));
            let written = record.is_some_and(|r| !r.text(Field::Evidence).is_empty());
            let evidence = if written { "the evidence written here" } else { "this" };
            if !written {
                let words = match state.computed {
                    Computed::Judgement => format!("Judged: {}", state.reason),
                    computed => format!("Computed {}: {}", computed.words(), state.reason),
                };
                change.set(id, kind, Field::Evidence, Value::text(words));
            }
            (format!("Record the exit of {called}, today ({today}), by {who}, on {evidence}? {says}"), change)
        }
        Status::Exited => {
            let since = record
                .and_then(|r| r.date(Field::ExitedOn))
                .map_or_else(String::new, |day| format!(" on {}", dates::show(day, cx.day_first)));
            let by = record.map(|r| r.text(Field::ExitedBy)).filter(|by| !by.is_empty()).map_or_else(String::new, |by| format!(" by {by}"));
            let change = Change::new(format!("milestone {} opened again", state.number), cx.book.seen)
                .with(id, kind, Field::Status, Value::text(Status::Open.code()))
                .with(id, kind, Field::ExitedOn, Value::None)
                .with(id, kind, Field::ExitedBy, Value::None)
                .with(id, kind, Field::Evidence, Value::None);
            (format!("Open {called} again? Its exit was recorded{since}{by}; who, when and on what evidence go with it. {says}"), change)
        }
    }
}

fn of_region(tree: &Tree, row: Row, cx: &Context) -> Option<(String, Change)> {
    let region = tree.book.name(row.id);
    let number = tree.state(row.milestone)?.number;
    let says =
        tree.facts.verdicts.get(&(row.milestone, row.id)).map_or_else(|| "There is nothing to compute from.".to_owned(), Verdict::words);
    let who = &cx.book.facts.who;
    if let Some(exit) = region_exit(tree.book, row.milestone, row.id) {
        let since = exit.date(Field::ExitedOn).map_or_else(String::new, |day| format!(" on {}", dates::show(day, cx.day_first)));
        let change = Change::new(format!("{region} opened again in milestone {number}"), cx.book.seen).with(
            exit.id,
            Kind::RegionExit,
            Field::Gone,
            Value::Int(1),
        );
        return Some((format!("Take back the exit of {region} from milestone {number}, recorded{since}? {says}"), change));
    }
    let (id, kind) = (cx.ids.fresh(), Kind::RegionExit);
    let change = Change::new(format!("exit of {region} from milestone {number} recorded"), cx.book.seen)
        .with(id, kind, Field::Milestone, Value::Record(row.milestone))
        .with(id, kind, Field::Region, Value::Record(row.id))
        .with(id, kind, Field::ExitedOn, Value::Date(cx.today))
        .with(id, kind, Field::ExitedBy, Value::text(who.clone()))
        .with(id, kind, Field::Evidence, Value::text(says.clone()));
    let today = dates::show(cx.today, cx.day_first);
    Some((format!("Record the exit of {region} from milestone {number}, today ({today}), by {who}? {says}"), change))
}
