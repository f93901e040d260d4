//! One touched field in words: "due date of step 'Training'", what it belongs to, before and after.

use super::values::{instrument_of, is_running_text, slot_words};
use super::{CaseName, ChangeFile, Piece, Show, Touch, pieces, value_words};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// The longest name of a record, in characters.
const LONGEST_NAME: usize = 48;
/// From this many characters on, what was added and taken out is told instead of both texts whole.
const LONG: usize = 40;

/// A touched field as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The field: "due date", "answer to FC.IB1".
    pub field: String,
    /// The record: "step 'Training'".
    pub record: String,
    /// What it belongs to: "milestone 3 'Training'"; empty for what stands alone.
    pub of: String,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What stands there by this change.
    pub after: String,
    /// For a long text that was changed: what was kept, taken out and added.
    pub pieces: Vec<Piece>,
}

impl Told {
    /// Field and record: "due date of step 'Training'".
    #[must_use]
    pub fn what(&self) -> String {
        format!("{} of {}", self.field, self.record)
    }
}

/// A touched field in words.
#[must_use]
pub fn tell(book: &Book, file: &ChangeFile, touch: &Touch, show: Show) -> Told {
    let instrument = instrument_of(book, file, touch);
    let field = match touch.field {
        Field::Given => format!("answer to {}", slot_words(instrument, touch.slot)),
        field if field.is_slotted() => format!("{} on {}", field.words(), slot_words(instrument, touch.slot)),
        field => field.words().to_owned(),
    };
    let words = |value: &Value| value_words(book, file, touch, value, show);
    let (before, after) = (words(&touch.before), words(&touch.after));
    let long = before.chars().count() > LONG || after.chars().count() > LONG || before.contains('\n') || after.contains('\n');
    let told = is_running_text(touch.field) && long && !before.is_empty() && !after.is_empty();
    let pieces = if told { pieces(&before, &after) } else { Vec::new() };
    let parent = parent_of(book, file, touch.record);
    Told {
        field,
        record: named(book, file, touch.record, touch.kind, show),
        of: parent.map(|id| called(book, file, id, show)).unwrap_or_default(),
        before,
        after,
        pieces,
    }
}

/// A record as far as it is known: in memory, or as the file of the change brings it.
fn known<'a>(book: &'a Book, file: &'a ChangeFile, id: Id) -> Option<&'a Record> {
    let here = book.get(id).filter(|record| !record.is_empty());
    here.or_else(|| file.others.iter().find(|record| record.id == id)).or_else(|| book.get(id))
}

/// What a record is a part of, by itself or by what the change wrote.
fn parent_of(book: &Book, file: &ChangeFile, id: Id) -> Option<Id> {
    let by_record = known(book, file, id).and_then(|record| match record.kind {
        Kind::Former | Kind::Snooze => record.record(Field::About),
        _ => record.parent(),
    });
    by_record.or_else(|| {
        let touch = file.touches.iter().find(|touch| touch.record == id && touch.kind.parent() == Some(touch.field))?;
        match (&touch.after, &touch.before) {
            (Value::Record(parent), _) | (_, Value::Record(parent)) => Some(*parent),
            _ => None,
        }
    })
}

/// What people call a record: "step 'Training'", "milestone 7 'Case Process Review'", "case C-104 of Elm Street, FY2026".
#[must_use]
pub fn called(book: &Book, file: &ChangeFile, id: Id, show: Show) -> String {
    if let Some(case) = file.cases.iter().find(|case| case.review == id) {
        return case_words(book, case);
    }
    match known(book, file, id) {
        Some(record) => named(book, file, id, record.kind, show),
        None => "something that is not in this file".to_owned(),
    }
}

/// What people call a case.
#[must_use]
pub fn case_words(book: &Book, case: &CaseName) -> String {
    let id = if case.case_id.is_empty() { "without number" } else { case.case_id.as_str() };
    format!("case {id} of {}, FY{}", book.name(case.office), case.year)
}

fn named(book: &Book, file: &ChangeFile, id: Id, kind: Kind, show: Show) -> String {
    if let Some(case) = file.cases.iter().find(|case| case.review == id) {
        return case_words(book, case);
    }
    let record = known(book, file, id);
    let kind_words = match kind {
        Kind::Row if record.is_some_and(|r| r.text(Field::Part) == "benchmark") => "benchmark",
        Kind::Row => "action step",
        Kind::Actor => "person at work",
        kind => kind.words(),
    };
    let title = record.map(|r| title(book, r, show)).filter(|title| !title.is_empty());
    // What has no name any more had one in this change.
    let title = title.or_else(|| {
        let names = [Field::Name, Field::Title, Field::Text, Field::Code];
        let wrote = |field: &Field| file.touches.iter().find(|touch| touch.record == id && touch.field == *field);
        names.iter().filter_map(wrote).find_map(|touch| match (&touch.after, &touch.before) {
            (Value::Text(text), _) | (_, Value::Text(text)) => Some(text.clone()),
            _ => None,
        })
    });
    let number = record.filter(|r| r.kind == Kind::Milestone).and_then(|r| r.int(Field::Number));
    match (number, title) {
        (Some(number), Some(title)) => format!("{kind_words} {number} '{}'", brief(&title)),
        (_, Some(title)) => format!("{kind_words} '{}'", brief(&title)),
        _ => format!("{} {kind_words}", if kind_words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }),
    }
}

/// The text by which people know a record.
fn title(book: &Book, record: &Record, show: Show) -> String {
    let name = |field| record.record(field).map(|id| book.name(id).to_owned()).unwrap_or_default();
    let day = |field| record.date(field).map(show).unwrap_or_default();
    let joined = |parts: [String; 2]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    match record.kind {
        Kind::Assignment => joined([name(Field::Worker), name(Field::Supervisor)]),
        Kind::Published => {
            let year = record.int(Field::Year).map(|year| format!("FY{year}")).unwrap_or_default();
            joined([record.text(Field::Question).to_owned(), joined([name(Field::Region), year])])
        }
        Kind::RegionExit => name(Field::Region),
        Kind::ExitRecord => joined([record.text(Field::Part).to_owned(), day(Field::Day)]),
        Kind::MeasureValue => day(Field::Day),
        Kind::TrendValue => joined([record.text(Field::Period).to_owned(), joined([name(Field::Region), name(Field::Office)])]),
        Kind::Session => joined([day(Field::Day), record.text(Field::Site).to_owned()]),
        Kind::Presence => {
            let member = name(Field::Member);
            if member.is_empty() { record.text(Field::Name).to_owned() } else { member }
        }
        Kind::Attendance => name(Field::Person),
        Kind::Scan => joined([name(Field::Worker), record.date(Field::Month).map(|m| m.format("%B %Y").to_string()).unwrap_or_default()]),
        Kind::ScanAnswer => name(Field::ScanQuestion)
            .chars()
            .chain(record.record(Field::ScanQuestion).and_then(|q| book.get(q)).map_or("", |q| q.text(Field::Text)).chars())
            .collect(),
        Kind::FactorValue => name(Field::Factor),
        Kind::Candidate => {
            let office = name(Field::Office);
            if office.is_empty() { name(Field::District) } else { office }
        }
        Kind::Former => record.text(Field::Name).to_owned(),
        Kind::Passage => record.text(Field::Stage).replace('_', " "),
        Kind::Setting => match record.text(Field::Name).split(':').collect::<Vec<_>>()[..] {
            ["mapping", what, _] => format!("columns of files of {what}"),
            _ => record.text(Field::Name).replace('_', " "),
        },
        Kind::Comment | Kind::Challenge | Kind::Correction => {
            let text = if record.kind == Kind::Correction { Field::Reason } else { Field::Text };
            record.text(text).to_owned()
        }
        Kind::Interview => joined([record.text(Field::Role).replace('_', " "), day(Field::Day)]),
        Kind::Elimination => record.int(Field::Number).map(|n| format!("number {n}")).unwrap_or_default(),
        _ => {
            let own = [mini_pip::title(record), record.text(Field::Name), record.text(Field::Title), record.text(Field::Text)];
            own.into_iter().chain([record.text(Field::Code)]).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
        }
    }
}

/// As much of a name as a line can show.
fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_NAME {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_NAME - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}
