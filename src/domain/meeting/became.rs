//! What becomes of an idea: a solution turns into an action step of the element that grew from its concern, an offer of
//! help into a partner of the plan. Each is one change, and each happens once.

use chrono::NaiveDate;
use thiserror::Error;

use super::{CAME, attendance_of};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::remeasure::make;
use crate::domain::value::Value;

/// Why nothing can be made of an idea, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It was done already.
    #[error("This idea became {0} already; Enter on 'What came of it' goes there.")]
    Already(String),
    /// There is nothing to take over.
    #[error("This idea has no text yet; write what was said first.")]
    NoText,
    /// An offer without anybody.
    #[error("Nobody stands behind this offer yet; write under 'Who' who makes it.")]
    Nobody,
}

/// Where an idea can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Into an element.
    Element(Id),
    /// Into a new element, made of the idea's concern.
    NewElement,
    /// Into no element: a partner of the plan as a whole.
    None,
}

/// What an idea became, as long as it is there.
#[must_use]
pub fn became<'a>(book: &'a Book, idea: &Record) -> Option<&'a Record> {
    idea.record(Field::Became).and_then(|id| book.get(id)).filter(|record| book.is_live(record))
}

/// The elements where an idea belongs: those that grew from its concern; if none did, all that say what they are about.
#[must_use]
pub fn homes(book: &Book, idea: &Record) -> Vec<Id> {
    let Some(plan) = plan_of(book, idea) else { return Vec::new() };
    let elements = book.parts(plan, Kind::Element);
    let concern = concern_of(book, idea).map(|concern| concern.id);
    let grown: Vec<Id> =
        elements.iter().filter(|e| concern.is_some() && e.record(Field::Concern) == concern).map(|element| element.id).collect();
    if grown.is_empty() { elements.iter().filter(|e| !make::is_blank(book, e)).map(|element| element.id).collect() } else { grown }
}

/// Makes an action step of a solution: its text, and whoever stands behind it. It takes the first empty step of the
/// element, or a place after the last one.
///
/// # Errors
/// Done already, or nothing to take over.
pub fn into_step(
    book: &Book,
    idea: &Record,
    home: Home,
    today: NaiveDate,
    ids: &dyn Fn() -> Id,
    change: &mut Change,
) -> Result<Id, Refusal> {
    let text = sound(book, idea)?;
    // What an element is made with is not in the book yet, but its first action step is what the idea fills.
    let mut grown = None;
    let element = match home {
        Home::Element(element) => element,
        Home::NewElement | Home::None => {
            let element = grow(book, idea, today, ids, change);
            grown = Some(book.after(&change.edits));
            element
        }
    };
    let book = grown.as_ref().unwrap_or(book);
    let rows = book.parts(element, Kind::Row);
    let empty = rows.iter().find(|row| row.text(Field::Part) == "step" && is_unwritten(row));
    let row = empty.map_or_else(ids, |row| row.id);
    if empty.is_none() {
        let place = order::between(rows.last().map(|last| last.text(Field::Position)), None);
        change.set(row, Kind::Row, Field::Element, Value::Record(element));
        change.set(row, Kind::Row, Field::Position, Value::text(place));
        change.set(row, Kind::Row, Field::Part, Value::text("step"));
    }
    change.set(row, Kind::Row, Field::Text, Value::text(text));
    if !idea.records(Field::People).is_empty() {
        change.set(row, Kind::Row, Field::People, Value::records(idea.records(Field::People).to_vec()));
    }
    change.set(idea.id, Kind::Idea, Field::Became, Value::Record(row));
    Ok(row)
}

/// Makes partners of those who offer help: collaborators who can help with it, in the element; its partner engagement
/// says so. Who was at the meeting has agreed; who was only named is still to be asked.
///
/// # Errors
/// Done already, nobody behind it, or nothing to take over.
pub fn into_partner(
    book: &Book,
    idea: &Record,
    home: Home,
    today: NaiveDate,
    ids: &dyn Fn() -> Id,
    change: &mut Change,
) -> Result<Id, Refusal> {
    let text = sound(book, idea)?;
    let people: Vec<&Record> = idea.records(Field::People).iter().filter_map(|id| book.get(*id)).filter(|p| !p.gone).collect();
    let Some(first) = people.first() else { return Err(Refusal::Nobody) };
    let element = match home {
        Home::Element(element) => Some(element),
        Home::NewElement => Some(grow(book, idea, today, ids, change)),
        Home::None => None,
    };
    let mut lines = Vec::new();
    for person in &people {
        let set = |change: &mut Change, field, value: Value| {
            if *person.get(field) != value {
                change.set(person.id, Kind::PipPerson, field, value);
            }
        };
        if person.text(Field::Part) == "attendee" {
            set(change, Field::Part, Value::text("collaborator"));
        }
        set(change, Field::HelpsWith, Value::text(with_line(person.text(Field::HelpsWith), text)));
        let came = idea.parent().and_then(|meeting| attendance_of(book, meeting, person.id)).is_some_and(|a| a.text(Field::Status) == CAME);
        if person.text(Field::Asked) != "agreed" {
            set(change, Field::Asked, Value::text(if came { "agreed" } else { "asked" }));
        }
        if let Some(element) = element {
            let mut elements = person.records(Field::Elements).to_vec();
            if !elements.contains(&element) {
                elements.push(element);
            }
            set(change, Field::Elements, Value::records(elements));
        }
        let organisation = person.text(Field::Organisation);
        let of = if organisation.is_empty() { String::new() } else { format!(" ({organisation})") };
        lines.push(format!("{}{of}", person.text(Field::Name)));
    }
    if let Some(element) = element {
        let before = book.get(element).map_or("", |element| element.text(Field::Partners));
        let line = format!("{}: {}", lines.join(", "), text.replace('\n', " "));
        change.set(element, Kind::Element, Field::Partners, Value::text(with_line(before, &line)));
    }
    change.set(idea.id, Kind::Idea, Field::Became, Value::Record(first.id));
    Ok(first.id)
}

/// The text of an idea of which something can be made.
fn sound<'a>(book: &Book, idea: &'a Record) -> Result<&'a str, Refusal> {
    if let Some(record) = became(book, idea) {
        let what = match record.kind {
            Kind::PipPerson => format!("the partner '{}'", title(record)),
            _ => format!("the action step '{}'", title(record).lines().next().unwrap_or_default()),
        };
        return Err(Refusal::Already(what));
    }
    Some(idea.text(Field::Text).trim()).filter(|text| !text.is_empty()).ok_or(Refusal::NoText)
}

/// A text with one more line, unless it has it already.
fn with_line(text: &str, line: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() {
        line.to_owned()
    } else if text.contains(line) {
        text.to_owned()
    } else {
        format!("{text}\n{line}")
    }
}

fn plan_of(book: &Book, idea: &Record) -> Option<Id> {
    idea.parent().and_then(|meeting| book.get(meeting)).and_then(Record::parent)
}

fn concern_of<'a>(book: &'a Book, idea: &Record) -> Option<&'a Record> {
    idea.record(Field::Concern).and_then(|id| book.get(id)).filter(|concern| book.is_live(concern))
}

fn is_unwritten(row: &Record) -> bool {
    [Field::Text, Field::Evidence, Field::Completion, Field::Note].into_iter().all(|field| row.text(field).is_empty())
        && row.records(Field::People).is_empty()
}

/// An element for the idea's concern, with the baseline of its measure where it has one: the first one of the blank form that is
/// still empty, or a new one after the last.
fn grow(book: &Book, idea: &Record, today: NaiveDate, ids: &dyn Fn() -> Id, change: &mut Change) -> Id {
    let plan = plan_of(book, idea).unwrap_or(Id::NIL);
    let concern = concern_of(book, idea);
    if let Some(draft) = concern.and_then(|concern| make::propose_of_concern(book, concern, today)) {
        return make::make_of_concern(book, plan, &draft, change, &mut || ids());
    }
    let elements = book.parts(plan, Kind::Element);
    let blank = elements.iter().find(|element| make::is_blank(book, element));
    let element = blank.map_or_else(ids, |element| element.id);
    if blank.is_none() {
        let place = order::between(elements.last().map(|last| last.text(Field::Position)), None);
        change.set(element, Kind::Element, Field::MiniPip, Value::Record(plan));
        change.set(element, Kind::Element, Field::Position, Value::text(place));
        for (term, place) in ["short", "long"].into_iter().zip(order::spread(2)) {
            let goal = ids();
            change.set(goal, Kind::Goal, Field::Element, Value::Record(element));
            change.set(goal, Kind::Goal, Field::Position, Value::text(place));
            change.set(goal, Kind::Goal, Field::Term, Value::text(term));
        }
    }
    let Some(concern) = concern else {
        let line = idea.text(Field::Text).lines().next().unwrap_or_default();
        change.set(element, Kind::Element, Field::Title, Value::text(line));
        return element;
    };
    for field in [Field::Title, Field::Domain, Field::Factors] {
        if !concern.text(field).is_empty() {
            change.set(element, Kind::Element, field, Value::text(concern.text(field)));
        }
    }
    change.set(element, Kind::Element, Field::Concern, Value::Record(concern.id));
    change.set(concern.id, Kind::Concern, Field::Outcome, Value::text("taken_up"));
    element
}
