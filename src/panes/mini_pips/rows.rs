//! Whole lines and records: inserting, deleting, duplicating and moving them. New plans are in `begin.rs`.

use std::collections::HashMap;

use crate::command::{Context, Effect};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::negotiation;
use crate::domain::record::Record;
use crate::domain::value::Value;

use super::batch::Batch;
use super::begin;
use super::pages::{Line, Page, Sheet, Tab, count, own};
use super::words::{named, quoted};

/// What a duplicate does not take along: what has happened to the original.
const HISTORY: [Field; 8] = [
    Field::Became,
    Field::Released,
    Field::Started,
    Field::Completed,
    Field::AcceptedBy,
    Field::AcceptedOn,
    Field::FollowedUp,
    Field::Signed,
];

/// What a structural command asks for, and the record where the cursor goes when it is written.
pub type Asked = (Vec<Effect>, Option<Id>);

fn refuse(words: &str) -> Asked {
    (vec![Effect::Refuse(words.to_owned())], None)
}

/// A new record with what it begins with on its page.
pub fn make(batch: &mut Batch, page: Page, kind: Kind, parent: Id, at: usize) -> Id {
    let id = batch.make(kind, parent, at);
    match kind {
        Kind::Row => batch.set(id, kind, Field::Part, Value::text("step")),
        Kind::Goal => {
            let short = batch.siblings(kind, parent).iter().any(|(other, _)| batch.read(*other, kind).text(Field::Term) == "short");
            batch.set(id, kind, Field::Term, Value::text(if short { "long" } else { "short" }));
        }
        Kind::PipPerson => {
            let part = if page == Page::Tab(Tab::Cover) { "member" } else { "collaborator" };
            batch.set(id, kind, Field::Part, Value::text(part));
        }
        Kind::ProgressNote | Kind::Request | Kind::Check => {
            let (today, who) = (batch.cx().today, Value::text(batch.cx().book.facts.who.as_str()));
            batch.set(id, kind, Field::Day, Value::Date(today));
            if kind != Kind::Request {
                batch.set(id, kind, Field::Who, who);
            }
        }
        Kind::Asking => {
            batch.set(id, kind, Field::Day, Value::Date(batch.cx().today));
            if let Some(version) = negotiation::given(batch.cx().book, parent) {
                batch.set(id, kind, Field::Frozen, Value::Record(version.id));
            }
        }
        _ => {}
    }
    id
}

pub(super) fn make_element(batch: &mut Batch, plan: Id, at: usize) -> Id {
    let element = batch.make(Kind::Element, plan, at);
    for term in ["short", "long"] {
        let goal = batch.make(Kind::Goal, element, usize::MAX);
        batch.set(goal, Kind::Goal, Field::Term, Value::text(term));
    }
    for part in ["step", "benchmark"] {
        let row = batch.make(Kind::Row, element, usize::MAX);
        batch.set(row, Kind::Row, Field::Part, Value::text(part));
    }
    element
}

/// Where a record stands among its own.
fn place(batch: &Batch, line: &Line) -> usize {
    batch.siblings(line.kind, line.parent).iter().position(|(id, _)| *id == line.record).unwrap_or(usize::MAX - 1)
}

/// A new row under the cursor.
#[must_use]
pub fn insert(sheet: &Sheet, at: usize, cx: &Context) -> Asked {
    if sheet.page == Page::Tab(Tab::Plans) {
        return refuse("Insert on the list of plans starts a plan.");
    }
    let Some(line) = sheet.lines.get(at) else {
        return if sheet.page == Page::Tab(Tab::Matrix) {
            insert_element(sheet, at, cx)
        } else {
            refuse("Choose a Mini PIP first: Ctrl-E.")
        };
    };
    let mut batch = Batch::new(cx, sheet.plan);
    if line.form.is_some() && line.kind != Kind::Goal {
        return refuse("This line belongs to the form: nothing can be inserted under it.");
    }
    if line.record == Id::NIL {
        return refuse("This line is empty already: type into it.");
    }
    let id = if line.kind == Kind::Element {
        make(&mut batch, sheet.page, Kind::Row, line.record, 0)
    } else {
        let at = place(&batch, line) + 1;
        make(&mut batch, sheet.page, line.kind, line.parent, at)
    };
    own::begin(cx, &mut batch, line, id);
    let kind = if line.kind == Kind::Element { Kind::Row } else { line.kind };
    (batch.effect(format!("new {}", kind.words())), Some(id))
}

/// The element that a line of the matrix belongs to.
#[must_use]
pub fn element_of(sheet: &Sheet, at: usize) -> Option<Id> {
    let line = sheet.lines.get(at)?;
    match (sheet.page, line.kind) {
        (Page::Element(element), _) => Some(element),
        (_, Kind::Element) => Some(line.record),
        (_, Kind::Goal | Kind::Row) => Some(line.parent),
        _ => None,
    }
}

/// A new element after the one under the cursor.
#[must_use]
pub fn insert_element(sheet: &Sheet, at: usize, cx: &Context) -> Asked {
    let Some(plan) = sheet.plan else { return refuse("Choose a Mini PIP first: Ctrl-E.") };
    if sheet.page != Page::Tab(Tab::Matrix) {
        return refuse("Elements stand in the matrix: Ctrl-N and Ctrl-B go from tab to tab.");
    }
    let mut batch = Batch::new(cx, Some(plan));
    let here = element_of(sheet, at);
    let after = batch.siblings(Kind::Element, plan).iter().position(|(id, _)| Some(*id) == here).map_or(usize::MAX, |at| at + 1);
    let element = make_element(&mut batch, plan, after);
    (batch.effect("new element"), Some(element))
}

/// Deletes the lines of a range: rows at once, an element or a plan after a question.
#[must_use]
pub fn delete(sheet: &Sheet, lines: std::ops::RangeInclusive<usize>, cx: &Context) -> Asked {
    let found: Vec<&Line> =
        sheet.lines.get(*lines.start()..=(*lines.end()).min(sheet.lines.len().saturating_sub(1))).unwrap_or_default().iter().collect();
    let real: Vec<&Line> = found.iter().copied().filter(|l| l.record != Id::NIL && (l.form.is_none() || l.kind == Kind::Goal)).collect();
    let Some(first) = real.first() else {
        return refuse(if found.iter().any(|l| l.form.is_some()) {
            "This line belongs to the form and stays; Delete clears it."
        } else {
            "There is nothing to delete on this line."
        });
    };
    let whole = real.iter().find(|l| matches!(l.kind, Kind::Element | Kind::MiniPip));
    if whole.is_some() && real.len() > 1 {
        return refuse("Choose one whole element at a time, or only rows.");
    }
    let mut batch = Batch::new(cx, sheet.plan);
    for line in &real {
        batch.set(line.record, line.kind, Field::Gone, Value::Int(1));
    }
    let what = if real.len() == 1 { named(cx, first.record) } else { count(real.len(), "row", "rows") };
    if let Some(why) = batch.refused() {
        return refuse(&why);
    }
    let seen = cx.book.seen;
    let Some(change) = batch.finish(format!("delete {what}"), seen) else { return (Vec::new(), None) };
    let Some(whole) = whole else {
        let question = real.iter().find_map(|line| own::parting(cx, line.record));
        return match question {
            Some(question) => (vec![Effect::Confirm { question, change }], None),
            None => (vec![Effect::Write(change)], None),
        };
    };
    let record = cx.book.get(whole.record);
    let title = record.map_or_else(String::new, |r| quoted(r.text(Field::Title)));
    let question = if whole.kind == Kind::Element {
        let rows = cx.book.parts(whole.record, Kind::Row).len();
        format!("Delete element {} {title} with its goals and {}?", whole.number, count(rows, "row", "rows"))
    } else {
        let elements = cx.book.parts(whole.record, Kind::Element).len();
        format!("Delete the Mini PIP {title} with {} and everything in it?", count(elements, "element", "elements"))
    };
    (vec![Effect::Confirm { question: format!("{question} Ctrl-Z brings it back."), change }], None)
}

/// Copies a record and its parts under a parent; `known` says which copy stands for which original.
fn copy(batch: &mut Batch, cx: &Context, original: &Record, parent: Id, at: usize, known: &mut HashMap<Id, Id>) -> Id {
    let id = batch.make(original.kind, parent, at);
    known.insert(original.id, id);
    for field in original.kind.fields() {
        if HISTORY.contains(field) || *field == Field::Position || original.kind.parent() == Some(*field) {
            continue;
        }
        let value = match original.get(*field) {
            Value::Records(ids) => Value::records(ids.iter().map(|id| known.get(id).copied().unwrap_or(*id)).collect()),
            value => value.clone(),
        };
        if !value.is_none() {
            batch.set(id, original.kind, *field, value);
        }
    }
    // What has happened to the original in its life does not go along.
    for kind in [Kind::Goal, Kind::Row] {
        for part in cx.book.parts(original.id, kind) {
            copy(batch, cx, part, id, usize::MAX, known);
        }
    }
    id
}

/// Duplicates the lines of a range after the last of them; an element or a plan with everything in it.
#[must_use]
pub fn duplicate(sheet: &Sheet, lines: std::ops::RangeInclusive<usize>, cx: &Context) -> Asked {
    let lines: Vec<&Line> = sheet.lines.iter().enumerate().filter(|(at, _)| lines.contains(at)).map(|(_, line)| line).collect();
    let Some(last) = lines.last().filter(|l| lines.iter().all(|o| (o.kind, o.parent) == (l.kind, l.parent)) || l.kind == Kind::MiniPip)
    else {
        return refuse("Choose rows of one element to duplicate them.");
    };
    if let ([one], Kind::MiniPip) = (lines.as_slice(), last.kind)
        && one.form.is_none()
        && let Some(plan) = cx.book.get(one.record)
    {
        return begin::copy(cx, plan);
    }
    if lines.iter().any(|l| l.kind == Kind::MiniPip || l.form.is_some() || l.record == Id::NIL) {
        return refuse("This line cannot be duplicated.");
    }
    let mut batch = Batch::new(cx, sheet.plan);
    let after = place(&batch, last) + 1;
    let mut first = None;
    for (at, line) in lines.iter().enumerate() {
        let Some(record) = cx.book.get(line.record) else { continue };
        let id = copy(&mut batch, cx, record, line.parent, after + at, &mut HashMap::new());
        first.get_or_insert(id);
    }
    let what = if lines.len() == 1 { named(cx, last.record) } else { count(lines.len(), "row", "rows") };
    (batch.effect(format!("duplicate of {what}")), first)
}

/// Moves the line under the cursor one place up or down; a row goes on into the next element.
#[must_use]
pub fn shift(sheet: &Sheet, at: usize, down: bool, cx: &Context) -> Asked {
    let Some(line) = sheet.lines.get(at).filter(|l| l.form.is_none() && l.record != Id::NIL) else {
        return refuse("This line cannot be moved.");
    };
    let mut batch = Batch::new(cx, sheet.plan);
    let here = place(&batch, line);
    let end = batch.siblings(line.kind, line.parent).len() - 1;
    let edge = if down { here == end } else { here == 0 };
    if !edge {
        batch.put(line.record, line.kind, line.parent, if down { here + 1 } else { here - 1 });
    } else if let Some(element) = (line.kind == Kind::Row).then(|| neighbour(&batch, sheet, line.parent, down)).flatten() {
        batch.set(line.record, Kind::Row, Field::Element, Value::Record(element));
        batch.put(line.record, Kind::Row, element, if down { 0 } else { usize::MAX });
    } else {
        return refuse(if down { "This is the last one already." } else { "This is the first one already." });
    }
    (batch.effect(format!("move {} {}", named(cx, line.record), if down { "down" } else { "up" })), Some(line.record))
}

fn neighbour(batch: &Batch, sheet: &Sheet, element: Id, down: bool) -> Option<Id> {
    let all = batch.siblings(Kind::Element, sheet.plan?);
    let here = all.iter().position(|(id, _)| *id == element)?;
    let to = if down { here + 1 } else { here.checked_sub(1)? };
    all.get(to).map(|(id, _)| *id)
}
