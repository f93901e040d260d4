//! What a text typed into a cell of the tree means, and how a field reads while it is edited.

use std::collections::BTreeSet;

use super::table::Tree;
use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::dates;
use crate::domain::field::{Field, Shape};
use crate::domain::kind::Kind;
use crate::domain::milestone::{StepStatus, measured};
use crate::domain::record::Record;
use crate::domain::review_moves::person;
use crate::domain::value::Value;
use crate::panes::sheet::{Meant, Slot};

/// What an exit consideration can be answered with.
pub const ANSWERS: [&str; 3] = ["yes", "no", "judgement"];

/// A field's text, as it is edited and copied.
pub fn text(record: &Record, field: Field, day_first: bool) -> String {
    match record.get(field) {
        Value::Date(day) => dates::show(*day, day_first),
        Value::Text(text) if field == Field::Status && record.kind == Kind::Step => StepStatus::named(text).words().to_owned(),
        Value::None if field == Field::Status && record.kind == Kind::Step => StepStatus::default().words().to_owned(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What a text means.
pub fn meant(tree: &Tree, slot: &Slot, text: &str) -> Result<Meant, String> {
    let text = text.trim();
    let mut understood = String::new();
    if (slot.kind, slot.field) == (Kind::Measure, Field::Value) && tree.book.get(slot.record).is_some() {
        return value_of_today(tree, slot, text);
    }
    let value = match (slot.kind, slot.field) {
        (Kind::Step, Field::Status) => {
            let wanted = text.to_lowercase();
            let known = StepStatus::ALL.into_iter().find(|s| s.words() == wanted || s.code() == wanted || wanted.is_empty());
            Value::text(known.ok_or_else(|| format!("'{text}' is no status; write not started, in progress, done or dropped"))?.code())
        }
        (Kind::Consideration, Field::Answer) => {
            let wanted = text.to_lowercase();
            if !wanted.is_empty() && !ANSWERS.contains(&wanted.as_str()) {
                return Err(format!("'{text}' is no answer; write yes, no or judgement"));
            }
            let answered = !wanted.is_empty();
            let who = if answered { Value::text(person(tree.who)) } else { Value::None };
            let day = if answered { Value::Date(tree.today) } else { Value::None };
            let edit = |field, value| Edit::new(slot.record, slot.kind, field, value);
            // Who answered, and when, goes with the answer itself.
            let edits = vec![edit(Field::Answer, Value::text(wanted)), edit(Field::Who, who), edit(Field::Day, day)];
            return Ok(Meant { edits, understood });
        }
        (_, field) if field.shape() == Shape::Date && !text.is_empty() => {
            let base = tree.book.get(slot.record).and_then(|r| r.date(field));
            let day = dates::understand(text, tree.today, tree.day_first, base).map_err(|fault| fault.to_string())?;
            understood = dates::show_long(day);
            Value::Date(day)
        }
        (Kind::Milestone, Field::Name) if text.is_empty() => return Err("A milestone must have a name".to_owned()),
        _ => Value::text(text),
    };
    Ok(Meant { edits: vec![Edit::new(slot.record, slot.kind, slot.field, value)], understood })
}

/// A new value of a measure is that of today; what was there before stays in its history.
fn value_of_today(tree: &Tree, slot: &Slot, text: &str) -> Result<Meant, String> {
    let known = measured::value_on(tree.book, slot.record, tree.today);
    let kind = Kind::MeasureValue;
    if text.is_empty() {
        return match known {
            Some(id) => Ok(Meant { edits: vec![Edit::new(id, kind, Field::Gone, Value::Int(1))], understood: String::new() }),
            None if slot.text.is_empty() => Ok(Meant::default()),
            None => Err("This value is of an earlier day: Right, on the sign at the left, opens the history".to_owned()),
        };
    }
    let Some(id) = known.or_else(|| tree.coming.get(&slot.record).copied()) else { return Ok(Meant::default()) };
    let mut edits = vec![Edit::new(id, kind, Field::Value, Value::text(text))];
    if known.is_none() {
        edits.push(Edit::new(id, kind, Field::OfMeasure, Value::Record(slot.record)));
        edits.push(Edit::new(id, kind, Field::Day, Value::Date(tree.today)));
    }
    Ok(Meant { edits, understood: format!("as of {}", dates::show_long(tree.today)) })
}

/// Everyone who could own a step: owners so far, workers, people who have worked in this file.
pub fn names(book: &Book) -> Vec<String> {
    let owners = book.all(Kind::Step).into_iter().map(|s| s.text(Field::Owner));
    let people = [Kind::Worker, Kind::Actor].into_iter().flat_map(|kind| book.all(kind)).map(|r| r.text(Field::Name));
    let names: BTreeSet<&str> = owners.chain(people).filter(|name| !name.is_empty()).collect();
    names.into_iter().map(str::to_owned).collect()
}
