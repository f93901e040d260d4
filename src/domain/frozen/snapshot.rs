//! The text of a plan at one moment: its records with ids, parents and order, names resolved so that it reads by itself later.
//! Its byte form is part of the file: canonical JSON, the same bytes for the same text.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::super::book::Book;
use super::super::dates;
use super::super::field::Field;
use super::super::id::Id;
use super::super::kind::Kind;
use super::super::record::Record;
use super::super::value::Value;
use super::holds_text;

/// The form of the bytes.
const FORM: u32 = 1;
/// The kinds of a plan's own parts, in the order of the form.
const PARTS: [Kind; 5] = [Kind::PipPerson, Kind::Element, Kind::Evaluation, Kind::Agreement, Kind::Timeline];

/// Why stored bytes are no version's text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SnapshotFault {
    /// Nothing is stored.
    #[error("the text of this version is missing from the file; restore a backup that still has it")]
    Missing,
    /// It cannot be read.
    #[error("the text of this version is damaged ({0}); restore a backup in which it is whole")]
    Damaged(String),
    /// A later program wrote it.
    #[error("the text of this version was written by a newer Milepost (form {0}); open the file with that one")]
    Newer(u32),
    /// The bytes are not those that were frozen.
    #[error("the text of this version is not the one that was frozen: its fingerprint differs; restore a backup in which it is whole")]
    Altered,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A day.
    Day(NaiveDate),
    /// A timeline as written, the day and the repeat that it means.
    Timeline {
        /// As written.
        text: String,
        /// The day it means.
        day: Option<NaiveDate>,
        /// The repeat.
        repeat: String,
    },
    /// Other records, with their names at that moment.
    Named(Vec<(Id, String)>),
}

impl Said {
    /// As a cell shows it.
    #[must_use]
    pub fn show(&self, day_first: bool) -> String {
        match self {
            Said::Text(text) => text.clone(),
            Said::Whole(n) => n.to_string(),
            Said::Day(day) => dates::show(*day, day_first),
            Said::Named(names) => names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("; "),
            Said::Timeline { text, day, repeat } => {
                let day = day.map(|day| dates::show(day, day_first)).filter(|day| day != text);
                let beside = day.into_iter().chain(Some(repeat.clone()).filter(|r| !r.is_empty() && !text.contains(r.as_str())));
                let beside = beside.collect::<Vec<_>>().join(", ");
                match (text.is_empty(), beside.is_empty()) {
                    (true, _) => beside,
                    (false, true) => text.clone(),
                    (false, false) => format!("{text} ({beside})"),
                }
            }
        }
    }
}

/// One record of the plan with the cells that say something, in the order of its kind's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// What it is a part of; none for the plan itself.
    pub parent: Option<Id>,
    /// Its cells.
    pub cells: Vec<(Field, Said)>,
}

impl Entry {
    /// What a cell says, if it says anything.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Said> {
        self.cells.iter().find(|(own, _)| *own == field).map(|(_, said)| said)
    }

    /// The text of a cell; empty if it has none.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match self.get(field) {
            Some(Said::Text(text) | Said::Timeline { text, .. }) => text,
            _ => "",
        }
    }
}

/// The text of a plan at one moment; first the plan, then its parts, each followed by its own.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Its records.
    pub entries: Vec<Entry>,
}

impl Snapshot {
    /// The text of a plan as it stands. Lines in which nothing is written are no part of it.
    #[must_use]
    pub fn take(book: &Book, plan: Id) -> Snapshot {
        let mut entries = Vec::new();
        if let Some(record) = book.get(plan) {
            entries.push(entry(book, record, None));
        }
        for kind in PARTS {
            for part in book.parts(plan, kind).into_iter().filter(|part| holds_text(part)) {
                let own = entry(book, part, Some(plan));
                let mut below = Vec::new();
                for kind in [Kind::Goal, Kind::Row].into_iter().filter(|_| part.kind == Kind::Element) {
                    below.extend(book.parts(part.id, kind).into_iter().map(|r| entry(book, r, Some(part.id))).filter(says_something));
                }
                if says_something(&own) || !below.is_empty() {
                    entries.push(own);
                    entries.append(&mut below);
                }
            }
        }
        Snapshot { entries }
    }

    /// A record of it.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The parts of a record that are of a kind, in their order.
    pub fn parts(&self, parent: Id, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind && entry.parent == Some(parent))
    }

    /// The canonical bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let records = self.entries.iter().map(written).collect();
        // A structure of texts and numbers always has a JSON form.
        serde_json::to_vec(&Written { form: FORM, records }).unwrap_or_default()
    }

    /// Back from [`Snapshot::to_bytes`].
    ///
    /// # Errors
    /// [`SnapshotFault`]: what is wrong with the bytes, and what to do.
    pub fn from_bytes(bytes: &[u8]) -> Result<Snapshot, SnapshotFault> {
        #[derive(Deserialize)]
        struct Only {
            form: u32,
        }
        let damaged = |why: &dyn std::fmt::Display| SnapshotFault::Damaged(why.to_string());
        let only: Only = serde_json::from_slice(bytes).map_err(|e| damaged(&e))?;
        if only.form > FORM {
            return Err(SnapshotFault::Newer(only.form));
        }
        let written: Written = serde_json::from_slice(bytes).map_err(|e| damaged(&e))?;
        let entries = written.records.into_iter().map(read).collect::<Result<Vec<Entry>, String>>().map_err(|why| damaged(&why))?;
        Ok(Snapshot { entries })
    }

    /// The text of a version from what is stored, checked against the fingerprint that was taken when it was frozen.
    ///
    /// # Errors
    /// [`SnapshotFault`]: what is wrong with the bytes, and what to do.
    pub fn open(stored: Option<&[u8]>, digest: &str) -> Result<Snapshot, SnapshotFault> {
        let bytes = stored.ok_or(SnapshotFault::Missing)?;
        let snapshot = Snapshot::from_bytes(bytes)?;
        if super::digest_of(bytes) == digest { Ok(snapshot) } else { Err(SnapshotFault::Altered) }
    }

    /// Its records by id.
    #[must_use]
    pub fn by_id(&self) -> HashMap<Id, &Entry> {
        self.entries.iter().map(|entry| (entry.id, entry)).collect()
    }
}

/// Whether anything is written in a record: its sort alone is what an empty line of the form begins with.
fn says_something(entry: &Entry) -> bool {
    entry.cells.iter().any(|(field, _)| !matches!(field, Field::Part | Field::Term))
}

fn entry(book: &Book, record: &Record, parent: Option<Id>) -> Entry {
    let cells = record.kind.fields().iter().filter(|field| is_cell(record.kind, **field));
    let cells = cells.filter_map(|field| said(book, record, *field).map(|said| (*field, said))).collect();
    Entry { id: record.id, kind: record.kind, parent, cells }
}

/// Whether a field of the text is a cell of its own. Days and repeats stand with the words they are read from. Who signs is
/// filled in at the signing, and is no change of what is signed.
fn is_cell(kind: Kind, field: Field) -> bool {
    use Field as F;
    let beside = matches!(field, F::CompletionDue | F::CompletionRepeat | F::FollowUpDue | F::FollowUpRepeat | F::Position);
    let with_words = kind == Kind::Timeline && field == F::Day || kind == Kind::Agreement && field == F::Name;
    super::is_text(kind, field) && !beside && !with_words && kind.parent() != Some(field)
}

fn said(book: &Book, record: &Record, field: Field) -> Option<Said> {
    let beside = match field {
        Field::Completion => Some((Field::CompletionDue, Field::CompletionRepeat)),
        Field::FollowUp => Some((Field::FollowUpDue, Field::FollowUpRepeat)),
        // A line of the timeline has no repeat.
        Field::DayText => Some((Field::Day, Field::Gone)),
        _ => None,
    };
    if let Some((day, repeat)) = beside {
        let said = Said::Timeline { text: record.text(field).to_owned(), day: record.date(day), repeat: record.text(repeat).to_owned() };
        return (said != Said::Timeline { text: String::new(), day: None, repeat: String::new() }).then_some(said);
    }
    let named = |ids: &[Id]| -> Vec<(Id, String)> {
        let there = ids.iter().filter(|id| book.get(**id).is_some_and(|r| book.is_live(r)));
        there.map(|id| (*id, book.name(*id).to_owned())).collect()
    };
    match record.get(field) {
        Value::Text(text) if !text.is_empty() => Some(Said::Text(text.clone())),
        Value::Int(n) => Some(Said::Whole(*n)),
        Value::Date(day) => Some(Said::Day(*day)),
        Value::Record(id) => Some(named(&[*id])).filter(|names| !names.is_empty()).map(Said::Named),
        Value::Records(ids) => Some(named(ids)).filter(|names| !names.is_empty()).map(Said::Named),
        Value::Text(_) | Value::None | Value::Bytes(_) => None,
    }
}

/// The stored form of a snapshot. Field names and their order are part of the file.
#[derive(Serialize, Deserialize)]
struct Written {
    form: u32,
    records: Vec<WrittenEntry>,
}

#[derive(Serialize, Deserialize)]
struct WrittenEntry {
    id: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    of: Option<String>,
    cells: Vec<(String, WrittenSaid)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenSaid {
    Text(String),
    Whole(i64),
    Day(String),
    Timeline { text: String, day: Option<String>, repeat: String },
    Named(Vec<(String, String)>),
}

fn written(entry: &Entry) -> WrittenEntry {
    let said = |said: &Said| match said {
        Said::Text(text) => WrittenSaid::Text(text.clone()),
        Said::Whole(n) => WrittenSaid::Whole(*n),
        Said::Day(day) => WrittenSaid::Day(day.to_string()),
        Said::Timeline { text, day, repeat } => {
            WrittenSaid::Timeline { text: text.clone(), day: day.map(|day| day.to_string()), repeat: repeat.clone() }
        }
        Said::Named(names) => WrittenSaid::Named(names.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()),
    };
    WrittenEntry {
        id: entry.id.to_string(),
        kind: entry.kind.table().to_owned(),
        of: entry.parent.map(|id| id.to_string()),
        cells: entry.cells.iter().map(|(field, cell)| (field.name().to_owned(), said(cell))).collect(),
    }
}

fn read(written: WrittenEntry) -> Result<Entry, String> {
    let id = |text: &str| Id::parse(text).ok_or_else(|| format!("'{text}' is no id"));
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| format!("'{text}' is no day"));
    let kind = Kind::named(&written.kind).ok_or_else(|| format!("'{}' is no kind of record", written.kind))?;
    let mut cells = Vec::with_capacity(written.cells.len());
    for (name, said) in written.cells {
        let field = Field::named(&name).ok_or_else(|| format!("'{name}' is no field"))?;
        let said = match said {
            WrittenSaid::Text(text) => Said::Text(text),
            WrittenSaid::Whole(n) => Said::Whole(n),
            WrittenSaid::Day(text) => Said::Day(day(&text)?),
            WrittenSaid::Timeline { text, day: at, repeat } => Said::Timeline { text, day: at.map(|at| day(&at)).transpose()?, repeat },
            WrittenSaid::Named(names) => {
                Said::Named(names.into_iter().map(|(of, name)| Ok((id(&of)?, name))).collect::<Result<_, String>>()?)
            }
        };
        cells.push((field, said));
    }
    Ok(Entry { id: id(&written.id)?, kind, parent: written.of.as_deref().map(id).transpose()?, cells })
}
