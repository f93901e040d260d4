//! The matrix of a Mini PIP: the six columns of the form, what a cell says, and what a typed draft means as edits.
//! The grid that shows it belongs to `widgets/grid`; states of rows are in `mini_pip.rs`.

use chrono::NaiveDate;
use thiserror::Error;

use super::book::Book;
use super::change::Edit;
use super::dates::{self, DateFault};
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::{is_followed_on, names};
use super::record::Record;
use super::timeline;
use super::value::Value;

/// The columns of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// Action step or benchmark.
    Step,
    /// Person(s) responsible.
    People,
    /// Evidence of completion.
    Evidence,
    /// Completion timeline.
    Completion,
    /// Follow-up timeline.
    FollowUp,
    /// Date released.
    Released,
}

impl Column {
    /// All six, as on the form.
    pub const ALL: [Column; 6] = [Column::Step, Column::People, Column::Evidence, Column::Completion, Column::FollowUp, Column::Released];

    /// Its field.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Column::Step => Field::Text,
            Column::People => Field::People,
            Column::Evidence => Field::Evidence,
            Column::Completion => Field::Completion,
            Column::FollowUp => Field::FollowUp,
            Column::Released => Field::Released,
        }
    }

    /// Its head, as on the form.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Column::Step => "Action step / benchmark",
            Column::People => "Person(s) responsible",
            Column::Evidence => "Evidence of completion",
            Column::Completion => "Completion timeline",
            Column::FollowUp => "Follow-up timeline",
            Column::Released => "Date released",
        }
    }
}

/// Why a draft cannot stand in its cell, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CellFault {
    /// A date that is none.
    #[error(transparent)]
    Date(#[from] DateFault),
    /// Released before it is complete.
    #[error("a row is released only when it is complete; enter the day it was completed first")]
    NotComplete,
    /// Released before the evidence is accepted.
    #[error("a row is released only when its evidence is accepted; record who accepted it, and when, first")]
    NotAccepted,
    /// Two days in the wrong order.
    #[error("{later} ({at}) cannot be before {earlier} ({limit})", at = dates::show_long(*.at), limit = dates::show_long(*.limit))]
    Order {
        /// What was typed.
        later: &'static str,
        /// The day typed.
        at: NaiveDate,
        /// What comes before it.
        earlier: &'static str,
        /// Its day.
        limit: NaiveDate,
    },
    /// A benchmark is a step or not.
    #[error("'{0}' is neither step nor benchmark")]
    NoPart(String),
}

/// What a draft means.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Meaning {
    /// The edits of the row; people still to be made are not among them.
    pub edits: Vec<Edit>,
    /// In a people cell: everyone named, in order. `Err` is a name that the plan does not know; the caller makes a
    /// person of the plan of it in the same change, and sets the field to all of them.
    pub people: Vec<Result<Id, String>>,
    /// What was understood, to be shown under the cell: `due Sun 15 Mar 2026, monthly`.
    pub understood: String,
}

/// The text of a cell: of one of the six columns, or of any other field of a row.
#[must_use]
pub fn cell_text(book: &Book, row: &Record, field: Field, day_first: bool) -> String {
    match row.get(field) {
        Value::Text(text) => text.clone(),
        Value::Date(day) => dates::show(*day, day_first),
        Value::Records(people) => names(book, people),
        Value::Int(n) => n.to_string(),
        Value::Record(id) => book.name(*id).to_owned(),
        Value::None | Value::Bytes(_) => String::new(),
    }
}

/// What a draft in a cell of a row means. `row` may be a record that is not in the book yet (a row being pasted).
///
/// # Errors
/// A sentence that says why the draft cannot stand.
pub fn cell_check(book: &Book, row: &Record, field: Field, draft: &str, today: NaiveDate, day_first: bool) -> Result<Meaning, CellFault> {
    let draft = draft.trim();
    let set = |field, value| Edit::new(row.id, Kind::Row, field, value);
    let mut meaning = Meaning::default();
    match field {
        Field::People => {
            let plan = row.parent().and_then(|e| book.get(e)).and_then(Record::parent);
            meaning.people = people(book, plan, draft);
            let known: Vec<Id> = meaning.people.iter().filter_map(|p| p.as_ref().ok().copied()).collect();
            let new: Vec<&str> = meaning.people.iter().filter_map(|p| p.as_ref().err().map(String::as_str)).collect();
            if !new.is_empty() {
                meaning.understood = format!("new in this plan: {}", new.join("; "));
            }
            meaning.edits.push(set(Field::People, Value::records(known)));
        }
        Field::Completion | Field::FollowUp => {
            let (due, repeat) = timeline_fields(field);
            let understood = timeline::timeline(draft, today, day_first, row.date(due))?;
            if field == Field::FollowUp {
                order(understood.due, "the follow-up", row.date(Field::CompletionDue), "the completion")?;
            } else {
                order(row.date(Field::FollowUpDue), "the follow-up", understood.due, "the completion")?;
            }
            // A shift or a word for a day is written out, so that it says the same tomorrow.
            let text = match understood.due {
                Some(day) if dates::is_relative(draft) && dates::understand(draft, today, day_first, row.date(due)).is_ok() => {
                    dates::show(day, day_first)
                }
                _ => draft.to_owned(),
            };
            meaning.understood = understood.words(draft);
            meaning.edits.push(set(field, Value::text(text)));
            meaning.edits.push(set(due, understood.due.map_or(Value::None, Value::Date)));
            meaning.edits.push(set(repeat, understood.repeat.map_or(Value::None, Value::text)));
        }
        Field::Released
        | Field::Started
        | Field::Completed
        | Field::AcceptedOn
        | Field::FollowedUp
        | Field::CompletionDue
        | Field::FollowUpDue => {
            let day = match draft {
                "" => None,
                text => Some(dates::understand(text, today, day_first, row.date(field))?),
            };
            check_day(row, field, day, is_followed_on(book, row))?;
            meaning.understood = day.map_or_else(String::new, dates::show_long);
            meaning.edits.push(set(field, day.map_or(Value::None, Value::Date)));
        }
        Field::Part => {
            let part = match draft.to_lowercase().as_str() {
                "" | "s" | "step" | "action step" => "step",
                "b" | "benchmark" => "benchmark",
                _ => return Err(CellFault::NoPart(draft.to_owned())),
            };
            meaning.edits.push(set(Field::Part, Value::text(part)));
        }
        other => meaning.edits.push(set(other, Value::text(draft))),
    }
    Ok(meaning)
}

const fn timeline_fields(field: Field) -> (Field, Field) {
    match field {
        Field::FollowUp => (Field::FollowUpDue, Field::FollowUpRepeat),
        _ => (Field::CompletionDue, Field::CompletionRepeat),
    }
}

fn order(later: Option<NaiveDate>, words: &'static str, earlier: Option<NaiveDate>, before: &'static str) -> Result<(), CellFault> {
    match (later, earlier) {
        (Some(at), Some(limit)) if at < limit => Err(CellFault::Order { later: words, at, earlier: before, limit }),
        _ => Ok(()),
    }
}

/// Started, completed, accepted, followed up, released: in this order, and released only when complete with accepted evidence.
/// A row that is `followed_on` after its release has its last follow-up behind that.
fn check_day(row: &Record, field: Field, day: Option<NaiveDate>, followed_on: bool) -> Result<(), CellFault> {
    const LINE: [(Field, &str); 5] = [
        (Field::Started, "the start"),
        (Field::Completed, "the completion"),
        (Field::AcceptedOn, "the acceptance of the evidence"),
        (Field::FollowedUp, "the follow-up"),
        (Field::Released, "the release"),
    ];
    const PLANNED: [(Field, &str); 2] = [(Field::CompletionDue, "the completion"), (Field::FollowUpDue, "the follow-up")];
    let line: &[(Field, &str)] = if PLANNED.iter().any(|(f, _)| *f == field) { &PLANNED } else { &LINE };
    let Some(at) = line.iter().position(|(f, _)| *f == field) else { return Ok(()) };
    let released = row.date(Field::Released).is_some();
    match (field, day) {
        (Field::Released, Some(_)) if row.date(Field::Completed).is_none() => return Err(CellFault::NotComplete),
        (Field::Released, Some(_)) if row.date(Field::AcceptedOn).is_none() => return Err(CellFault::NotAccepted),
        (Field::Completed, None) if released => return Err(CellFault::NotComplete),
        (Field::AcceptedOn, None) if released => return Err(CellFault::NotAccepted),
        _ => {}
    }
    for (i, (other, words)) in line.iter().enumerate() {
        // Evidence can be accepted after a follow-up; it only has to wait for the completion.
        if matches!((field, *other), (Field::AcceptedOn, Field::FollowedUp) | (Field::FollowedUp, Field::AcceptedOn)) {
            continue;
        }
        if followed_on && matches!((field, *other), (Field::FollowedUp, Field::Released) | (Field::Released, Field::FollowedUp)) {
            continue;
        }
        if i < at {
            order(day, line[at].1, row.date(*other), words)?;
        } else if i > at {
            order(row.date(*other), words, day, line[at].1)?;
        }
    }
    Ok(())
}

/// The people a text names, split at `;`, `,` or a line break, each once. A name is known by the plan's people whatever
/// the case of its letters.
#[must_use]
pub fn people(book: &Book, plan: Option<Id>, text: &str) -> Vec<Result<Id, String>> {
    let known = plan.map(|p| book.parts(p, Kind::PipPerson)).unwrap_or_default();
    let mut found: Vec<Result<Id, String>> = Vec::new();
    for name in text.split([';', ',', '\n']).map(|n| n.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|n| !n.is_empty()) {
        let same = |p: &&&Record| p.text(Field::Name).to_lowercase() == name.to_lowercase();
        let one = known.iter().find(same).map_or_else(|| Err(name.clone()), |p| Ok(p.id));
        let twice = found.iter().any(|f| match (f, &one) {
            (Ok(a), Ok(b)) => a == b,
            (Err(a), Err(b)) => a.to_lowercase() == b.to_lowercase(),
            _ => false,
        });
        if !twice {
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests;
