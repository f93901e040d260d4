//! What a text typed into a cell of places and people means, or why it cannot stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::list::List;
use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::dates;
use crate::domain::disclosure;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::sheet::{Meant, Slot};

/// The months, as the fiscal year's first one is chosen.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The name of a month, 1 to 12.
pub fn month(number: u32) -> &'static str {
    MONTHS.get(number.saturating_sub(1) as usize).copied().unwrap_or("July")
}

/// Roles to choose from: the field's own, and those that occur.
pub fn roles(book: &Book) -> Vec<String> {
    const KNOWN: [&str; 5] = ["caseworker", "supervisor", "QA reviewer", "regional administrator", "region director"];
    let own = book.all(Kind::Worker).into_iter().map(|worker| worker.text(Field::Role)).filter(|role| !role.is_empty());
    let others: BTreeSet<&str> = own.filter(|role| !KNOWN.contains(role)).collect();
    KNOWN.into_iter().chain(others).map(str::to_owned).collect()
}

/// What a text means.
pub fn meant(list: &List, slot: &Slot, text: &str) -> Result<Meant, String> {
    let text = text.trim();
    let set = |field, value| Edit::new(slot.record, slot.kind, field, value);
    let mut meant = Meant::default();
    match slot.field {
        Field::Name => {
            let name = named(list, slot, text)?;
            meant.edits.extend(place(list.book, slot).map(|place| set(Field::Position, Value::text(place))));
            meant.edits.push(set(Field::Name, Value::text(name)));
        }
        Field::FiscalYearStart => {
            let at = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(text));
            let at = at.ok_or_else(|| format!("'{text}' is no month; write July, October or another one"))?;
            meant.edits.push(set(Field::FiscalYearStart, Value::Int(at as i64 + 1)));
        }
        Field::Value if slot.kind == Kind::Setting => {
            let known = text.parse().ok().filter(|n| disclosure::SMALLEST.contains(n));
            let n = known.ok_or_else(|| format!("'{text}' cannot be chosen; write 5, 10 or 11"))?;
            meant.edits.push(set(Field::Name, Value::text(disclosure::SETTING)));
            meant.edits.push(set(Field::Value, Value::text(n.to_string())));
        }
        Field::Region | Field::District | Field::Office | Field::Worker | Field::Supervisor => {
            let chosen = chosen(list.book, slot, text)?;
            meant.edits.push(set(slot.field, chosen.map_or(Value::None, Value::Record)));
            meant.edits.extend(together(list.book, slot, chosen)?);
        }
        Field::From | Field::Until => {
            let record = list.book.get(slot.record);
            let day = match text {
                "" => None,
                text => {
                    let base = record.and_then(|r| r.date(slot.field));
                    let day = dates::understand(text, list.today, list.day_first, base).map_err(|fault| fault.to_string())?;
                    meant.understood = dates::show_long(day);
                    Some(day)
                }
            };
            span(list, slot, record, day)?;
            meant.edits.push(set(slot.field, day.map_or(Value::None, Value::Date)));
        }
        field => meant.edits.push(set(field, Value::text(text))),
    }
    Ok(meant)
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A name that nothing else of its kind has where it stands: imports find places and people by their names.
fn named(list: &List, slot: &Slot, text: &str) -> Result<String, String> {
    let kind = slot.kind.words();
    if text.is_empty() {
        return Err(if slot.kind == Kind::Agency {
            "The agency must have a name".to_owned()
        } else {
            format!("A {kind} must have a name; Ctrl-D deletes it")
        });
    }
    let region = |id: Id| list.book.get(id).and_then(|r| r.record(Field::Region));
    let within = matches!(slot.kind, Kind::Office | Kind::District);
    let same = |other: &&Record| {
        other.id != slot.record && folded(other.text(Field::Name)) == folded(text) && (!within || region(other.id) == region(slot.record))
    };
    match list.book.all(slot.kind).iter().find(|other| same(other)) {
        Some(_) if within => Err(format!("There is a {kind} '{text}' in this region already; give this one another name")),
        Some(_) => Err(format!("There is a {kind} '{text}' already; imports find them by name, so give this one another")),
        None => Ok(text.to_owned()),
    }
}

/// A new record's place at the end, in lists that have places.
fn place(book: &Book, slot: &Slot) -> Option<String> {
    if !slot.kind.fields().contains(&Field::Position) || book.get(slot.record).is_some_and(|record| !record.is_empty()) {
        return None;
    }
    let last = book.all(slot.kind).last().map(|record| record.text(Field::Position).to_owned())?;
    (!last.is_empty()).then(|| order::between(Some(&last), None))
}

/// The record that a name means; in the region of the office, if several have it.
fn chosen(book: &Book, slot: &Slot, text: &str) -> Result<Option<Id>, String> {
    let kind = match slot.field {
        Field::Region => Kind::Region,
        Field::District => Kind::District,
        Field::Office => Kind::Office,
        _ => Kind::Worker,
    };
    if text.is_empty() {
        return if slot.field == Field::Worker { Err("An assignment must have a worker; Ctrl-D deletes it".to_owned()) } else { Ok(None) };
    }
    let fits: Vec<&Record> = book.all(kind).into_iter().filter(|record| folded(record.text(Field::Name)) == folded(text)).collect();
    let region = book.get(slot.record).and_then(|r| r.record(Field::Region));
    let nearest = fits.iter().find(|record| region.is_some() && record.record(Field::Region) == region).or(fits.first());
    match nearest {
        Some(record) => Ok(Some(record.id)),
        None => Err(format!(
            "There is no {} '{text}' here; add it in its own section first",
            if kind == Kind::Worker { "person" } else { kind.words() }
        )),
    }
}

/// What goes together: an office and its district are in one region; nobody supervises themselves.
fn together(book: &Book, slot: &Slot, chosen: Option<Id>) -> Result<Vec<Edit>, String> {
    let set = |field, value| Edit::new(slot.record, slot.kind, field, value);
    let record = book.get(slot.record);
    let region_of = |id: Id| book.get(id).and_then(|r| r.record(Field::Region));
    let now = |field| record.and_then(|r| r.record(field));
    Ok(match (slot.kind, slot.field) {
        (Kind::Office, Field::Region) => {
            let astray = now(Field::District).is_some_and(|district| region_of(district) != chosen);
            if astray { vec![set(Field::District, Value::None)] } else { Vec::new() }
        }
        (Kind::Office, Field::District) => {
            let region = chosen.and_then(region_of);
            if region.is_some() && region != now(Field::Region) {
                vec![set(Field::Region, region.map_or(Value::None, Value::Record))]
            } else {
                Vec::new()
            }
        }
        (Kind::Assignment, Field::Worker | Field::Supervisor) => {
            let other = now(if slot.field == Field::Worker { Field::Supervisor } else { Field::Worker });
            if chosen.is_some() && chosen == other {
                return Err("Nobody supervises themselves; choose another person".to_owned());
            }
            Vec::new()
        }
        _ => Vec::new(),
    })
}

/// An assignment ends after it begins, and a worker has one supervisor at a time.
fn span(list: &List, slot: &Slot, record: Option<&Record>, day: Option<NaiveDate>) -> Result<(), String> {
    let now = |field| record.and_then(|r| r.date(field));
    let (from, until) = if slot.field == Field::From { (day, now(Field::Until)) } else { (now(Field::From), day) };
    let show = |day| dates::show(day, list.day_first);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(format!("It would end on {} before it begins on {}", show(until), show(from)));
    }
    let Some(worker) = record.and_then(|r| r.record(Field::Worker)) else { return Ok(()) };
    let begins_by = |from: Option<NaiveDate>, day: Option<NaiveDate>| from.zip(day).is_none_or(|(from, day)| from <= day);
    let clash =
        list.book.parts(worker, Kind::Assignment).into_iter().find(|other| {
            other.id != slot.record && begins_by(other.date(Field::From), until) && begins_by(from, other.date(Field::Until))
        });
    // A day that is taken out makes the span longer; that is told where the other one is edited.
    match clash {
        Some(other) if day.is_some() => {
            let supervisor = other.record(Field::Supervisor).map_or("nobody", |id| list.book.name(id));
            let end = other.date(Field::Until).map_or_else(|| "without an end".to_owned(), |day| format!("until {}", show(day)));
            Err(format!("{} is with {supervisor} {end} then; change that assignment first", list.book.name(worker)))
        }
        _ => Ok(()),
    }
}
