//! The report of the agenda: what it needs beyond what is in memory, which is the open rounds and the scans of these months.

use chrono::NaiveDate;

use super::{Asked, WorkError};
use crate::domain::agenda::{self, Item, Period};
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::key::Filter;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::review_moves::same_person;
use crate::domain::round::{Round, Worklist};
use crate::report::{self, Report};
use crate::store::Store;

/// The agenda, as far as it is asked for.
pub(super) fn agenda(
    store: &Store,
    book: &Book,
    asked: &Asked,
    filter: &Filter,
    said: &mut Vec<(&'static str, String)>,
    today: NaiveDate,
) -> Result<Report, WorkError> {
    let items = agenda::with(book, today, casework(store, book, today)?);
    let mut wanted = agenda::Asked { region: filter.region, office: filter.office, ..agenda::Asked::default() };
    if let Some(name) = &asked.whose {
        let person = person(book, &items, name)?;
        said.push(("whose", person.clone()));
        wanted.person = Some(person);
    }
    for (word, text, day) in [("from", &asked.from, &mut wanted.from), ("until", &asked.until, &mut wanted.until)] {
        if let Some(text) = text {
            let read = dates::understand(text, today, false, None).map_err(|why| WorkError::Unclear(format!("--{word}: {why}")))?;
            said.push((word, read.to_string()));
            *day = Some(read);
        }
    }
    if let (Some(from), Some(until)) = (wanted.from, wanted.until)
        && until < from
    {
        return Err(WorkError::Unclear(format!("--until {until} is before --from {from}; turn the two days round")));
    }
    let shown = agenda::show(&items, &wanted, Period::Day, today);
    Ok(report::build::agenda::build(book, &items, &shown, today))
}

/// Items of what is not kept in memory.
fn casework(store: &Store, book: &Book, today: NaiveDate) -> Result<Vec<Item>, WorkError> {
    let mut works = Vec::new();
    for round in Round::all(book).into_iter().filter(|round| round.open) {
        if let Answer::Round(file) = store.answer(&Query::Round { round: round.id })? {
            works.push(agenda::owed(&Worklist::new(round, *file)));
        }
    }
    let mut items = agenda::reviews(book, &works, today);
    let (from, until) = agenda::scan_months(today);
    if let Answer::Scans(scans) = store.answer(&Query::Scans { from, until })? {
        items.extend(agenda::scans(book, &scans, today));
    }
    Ok(items)
}

/// A person whom the file knows, as it writes the name.
fn person(book: &Book, items: &[Item], name: &str) -> Result<String, WorkError> {
    let mut known: Vec<String> = agenda::people(items).into_iter().map(|(name, _)| name).collect();
    for kind in [Kind::Actor, Kind::PipPerson, Kind::Worker, Kind::Member] {
        known.extend(book.all(kind).into_iter().map(|record| record.text(Field::Name).to_owned()).filter(|name| !name.is_empty()));
    }
    let found = known.iter().find(|known| same_person(known, name)).cloned();
    found.ok_or_else(|| WorkError::unknown("person", name, known.iter().map(String::as_str)))
}
