//! The history as a report: filters as people write them, and details where they are asked for.

use chrono::NaiveDate;

use super::{Asked, WorkError};
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::history::ChangeFile;
use crate::domain::history::{Filter, called};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::review_moves::same_person;
use crate::report::Report;
use crate::report::build::history;
use crate::store::Store;

/// The most fields of a change that details list.
const MOST_FIELDS: u32 = 100_000;

/// The changes that pass, newest first.
pub(super) fn history(
    store: &Store,
    book: &Book,
    asked: &Asked,
    today: NaiveDate,
    said: &mut Vec<(&'static str, String)>,
) -> Result<Report, WorkError> {
    let mut filter = Filter::default();
    let (from, until) = (&asked.from, &asked.until);
    let asked = &asked.log;
    if let Some(who) = &asked.who {
        let people = store.people()?;
        let found = people.iter().find(|name| same_person(name, who));
        let name = found.ok_or_else(|| WorkError::unknown("person", who, people.iter().map(String::as_str)))?;
        said.push(("who", name.clone()));
        filter.who = Some(name.clone());
    }
    for (word, text, day) in [("from", from, &mut filter.from), ("until", until, &mut filter.until)] {
        if let Some(text) = text {
            let read = dates::understand(text, today, false, None).map_err(|why| WorkError::Unclear(format!("--{word}: {why}")))?;
            said.push((word, read.to_string()));
            *day = Some(read);
        }
    }
    if let (Some(from), Some(until)) = (filter.from, filter.until)
        && until < from
    {
        return Err(WorkError::Unclear(format!("--until {until} is before --from {from}; turn the two days round")));
    }
    if let Some(record) = &asked.record {
        let id = record_of(store, book, record)?;
        said.push(("record", book.get(id).map_or_else(|| id.to_string(), |_| in_words(book, id))));
        filter.of = Some(id);
    }
    if let Some(words) = &asked.words {
        said.push(("words", words.trim().to_owned()));
        words.trim().clone_into(&mut filter.words);
    }
    let lines = store.history_page(&filter, None, u32::MAX - 1)?.lines;
    if !asked.details {
        let (columns, rows) = history::build(&lines);
        return Ok(Report::table(columns, rows));
    }
    let mut changes = Vec::with_capacity(lines.len());
    for line in lines {
        if let Some(file) = store.change_file(line.change, MOST_FIELDS)? {
            changes.push((line, file));
        }
    }
    Ok(history::in_detail(book, &changes))
}

fn in_words(book: &Book, id: Id) -> String {
    let nobody = ChangeFile { change: Id::NIL, touches: Vec::new(), total: 0, others: Vec::new(), cases: Vec::new(), imported: None };
    called(book, &nobody, id, |day| day.to_string())
}

/// The record of an id, or the only one of a name.
fn record_of(store: &Store, book: &Book, text: &str) -> Result<Id, WorkError> {
    if let Some(id) = Id::parse(text.trim()) {
        return if store.has_history_of(id)? {
            Ok(id)
        } else {
            Err(WorkError::Unclear(format!("nothing in this file has the id '{text}'")))
        };
    }
    let same = |record: &&Record| book.name(record.id).trim().to_lowercase() == text.trim().to_lowercase();
    let all: Vec<&Record> = Kind::ALL.iter().filter(|kind| kind.is_resident()).flat_map(|kind| book.all(*kind)).collect();
    let found: Vec<&&Record> = all.iter().filter(|record| same(record)).collect();
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => Err(WorkError::unknown("record", text, all.iter().map(|record| book.name(record.id)))),
        several => {
            let which: Vec<String> = several.iter().take(5).map(|r| format!("{} {}", r.kind.words(), r.id)).collect();
            Err(WorkError::Unclear(format!("there are {} records '{text}'; write the id of one: {}", several.len(), which.join(", "))))
        }
    }
}
