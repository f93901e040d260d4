//! What is written in a place of the form means as values of fields. The same rules as on screen: days, timelines and people
//! are read, and what cannot stand is refused in a sentence.

use chrono::NaiveDate;

use super::said::{BENCHMARK, WAIVED};
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::matrix;
use crate::domain::nearest::nearest;
use crate::domain::record::Record;
use crate::domain::timeline;
use crate::domain::value::Value;

/// The most characters of one place.
const LIMIT: usize = 20_000;

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Meant {
    /// Fields and their values.
    pub values: Vec<(Field, Value)>,
    /// People named: those the plan knows, and names it does not.
    pub people: Option<Vec<Result<Id, String>>>,
}

impl Meant {
    fn one(field: Field, value: Value) -> Meant {
        Meant { values: vec![(field, value)], people: None }
    }
}

/// What sort of row a text is, and what it says.
pub(super) fn step(text: &str) -> (&'static str, &str) {
    let text = text.trim();
    match text.get(..BENCHMARK.len()) {
        Some(word) if word.eq_ignore_ascii_case(BENCHMARK) => ("benchmark", text[BENCHMARK.len()..].trim()),
        _ => ("step", text),
    }
}

/// Where names are looked up: the plan's people as they will be, and as they are.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// As they will be.
    pub after: &'a Book,
    /// As they are.
    pub before: &'a Book,
    /// The plan.
    pub plan: Id,
    /// The day on which it is read.
    pub today: NaiveDate,
}

impl Known<'_> {
    /// What a text in a place means.
    pub(super) fn meant(self, record: &Record, field: Field, text: &str) -> Result<Meant, String> {
        let (text, _) = crate::domain::text::clean(text);
        let text = text.trim();
        if text.chars().count() > LIMIT {
            return Err(format!("it is longer than {LIMIT} characters; shorten it, or split it in two"));
        }
        match (record.kind, field) {
            (Kind::MiniPip, Field::Office) => self.place(text),
            (Kind::Row, Field::Text) => {
                let (part, text) = step(text);
                Ok(Meant { values: vec![(Field::Part, Value::text(part)), (Field::Text, Value::text(text))], people: None })
            }
            (Kind::Row, Field::Released) if text.eq_ignore_ascii_case(WAIVED) => {
                Err("a row is waived in the program, with its reason".to_owned())
            }
            (_, Field::People | Field::Responsible) => Ok(Meant { values: Vec::new(), people: Some(self.people(text)) }),
            (Kind::Row, _) => {
                let meaning = matrix::cell_check(self.after, record, field, text, self.today, false).map_err(|fault| fault.to_string())?;
                Ok(Meant { values: meaning.edits.into_iter().map(|edit| (edit.field, edit.value)).collect(), people: None })
            }
            (Kind::Timeline, Field::DayText) => self.day_text(record, text),
            (Kind::Goal, Field::Term) => chosen(field, text, &[("short", "short-term"), ("long", "long-term")]),
            (Kind::PipPerson, Field::Asked) => chosen(field, text, &[("asked", "asked"), ("agreed", "agreed"), ("declined", "declined")]),
            (_, Field::Priority) => match text {
                "" => Ok(Meant::one(field, Value::None)),
                text => match text.trim_end_matches('.').parse::<i64>() {
                    Ok(n @ 1..=999) => Ok(Meant::one(field, Value::Int(n))),
                    _ => Err(format!("'{text}' is no priority; write 1 for the first, 2 for the next")),
                },
            },
            _ if field.shape() == Shape::Date => {
                let day = match text {
                    "" => None,
                    text => Some(dates::understand(text, self.today, false, record.date(field)).map_err(|fault| fault.to_string())?),
                };
                time_frame(record, field, day)?;
                Ok(Meant::one(field, day.map_or(Value::None, Value::Date)))
            }
            _ => Ok(Meant::one(field, Value::text(text))),
        }
    }

    /// An office, or else a district.
    fn place(self, text: &str) -> Result<Meant, String> {
        if text.is_empty() {
            return Ok(Meant { values: vec![(Field::Office, Value::None), (Field::District, Value::None)], people: None });
        }
        let named =
            |kind| self.after.all(kind).into_iter().find(|place| same(place.text(Field::Name), text)).map(|place| Value::Record(place.id));
        let values = match (named(Kind::Office), named(Kind::District)) {
            (Some(office), _) => vec![(Field::Office, office), (Field::District, Value::None)],
            (None, Some(district)) => vec![(Field::Office, Value::None), (Field::District, district)],
            (None, None) => {
                let offices = self.after.all(Kind::Office);
                let near = nearest(text, offices.iter().map(|office| office.text(Field::Name)));
                let hint = near.map_or_else(|| "add it under Places first".to_owned(), |near| format!("did you mean '{near}'?"));
                return Err(format!("there is no office or district named '{text}' here; {hint}"));
            }
        };
        Ok(Meant { values, people: None })
    }

    /// The people a text names, each once. A whole piece between semicolons or line breaks is looked up before it is split at
    /// its commas: a name can have one.
    fn people(self, text: &str) -> Vec<Result<Id, String>> {
        let mut found: Vec<Result<Id, String>> = Vec::new();
        for piece in text.split([';', '\n']).map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" ")) {
            if let Some(known) = self.person(&piece) {
                found.push(Ok(known));
                continue;
            }
            let names = piece.split(',').map(str::trim).filter(|name| !name.is_empty());
            found.extend(names.map(|name| self.person(name).ok_or_else(|| name.to_owned())));
        }
        let mut once: Vec<Result<Id, String>> = Vec::new();
        for one in found {
            let twice = |known: &Result<Id, String>| match (known, &one) {
                (Ok(a), Ok(b)) => a == b,
                (Err(a), Err(b)) => same(a, b),
                _ => false,
            };
            if !once.iter().any(twice) {
                once.push(one);
            }
        }
        once
    }

    /// The person of a name: as people are called once the document is taken, or as they were until then.
    fn person(self, name: &str) -> Option<Id> {
        let of = |book: &Book| book.parts(self.plan, Kind::PipPerson).into_iter().find(|p| same(p.text(Field::Name), name)).map(|p| p.id);
        of(self.after).or_else(|| of(self.before).filter(|id| self.after.get(*id).is_some_and(|person| !person.gone)))
    }

    /// A date as it is written, and the day it means.
    fn day_text(self, record: &Record, text: &str) -> Result<Meant, String> {
        let base = record.date(Field::Day);
        let seen = timeline::timeline(text, self.today, false, base).map_err(|fault| fault.to_string())?;
        let alone = dates::is_relative(text) && dates::understand(text, self.today, false, base).is_ok();
        let words = seen.due.filter(|_| alone).map_or_else(|| text.to_owned(), super::day);
        let values = vec![(Field::DayText, Value::text(words)), (Field::Day, seen.due.map_or(Value::None, Value::Date))];
        Ok(Meant { values, people: None })
    }
}

fn same(a: &str, b: &str) -> bool {
    !b.is_empty() && a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// The code of one of a fixed list, by its words or the beginning of them.
fn chosen(field: Field, text: &str, list: &[(&str, &str)]) -> Result<Meant, String> {
    let lower = text.to_lowercase();
    if lower.is_empty() {
        return Ok(Meant::one(field, Value::None));
    }
    let found: Vec<&str> = list.iter().filter(|(code, words)| *code == lower || words.starts_with(&lower)).map(|(code, _)| *code).collect();
    if let [one] = found[..] {
        return Ok(Meant::one(field, Value::text(one)));
    }
    let words: Vec<&str> = list.iter().map(|(_, words)| *words).collect();
    Err(format!("'{text}' is not one of {}", words.join(", ")))
}

/// An element's time frame runs forward.
fn time_frame(record: &Record, field: Field, day: Option<NaiveDate>) -> Result<(), String> {
    let (from, until) = match (record.kind, field) {
        (Kind::Element, Field::From) => (day, record.date(Field::Until)),
        (Kind::Element, Field::Until) => (record.date(Field::From), day),
        _ => return Ok(()),
    };
    match (from, until) {
        (Some(from), Some(until)) if until < from => {
            Err(format!("the time frame cannot end ({}) before it begins ({})", super::day(until), super::day(from)))
        }
        _ => Ok(()),
    }
}
