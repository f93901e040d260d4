//! What is in memory of the open file: records, instruments and the counts in view. Never answers, never anything derived.
//! Every change comes in through [`Book::apply`]: edits, undo, redo, paste and import alike.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::change::{Edit, Seen, Written};
use super::field::Field;
use super::id::Id;
use super::instrument::Instrument;
use super::kind::Kind;
use super::query::Tally;
use super::record::Record;
use super::value::Value;

/// Facts about the open file that are not records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// The file's name without folders, for the title line.
    pub name: String,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Whether it can only be read here (another window edits it, or the medium is read-only), and why.
    pub read_only: Option<String>,
    /// When the last verified backup was made, if ever.
    pub last_backup: Option<String>,
    /// Who works here: name and role, as every change carries them.
    pub who: String,
    /// What Ctrl-Z would take back, in words.
    pub undo: Option<String>,
    /// What Ctrl-Y would bring back, in words.
    pub redo: Option<String>,
}

/// All records of the open file.
#[derive(Clone, Debug, Default)]
pub struct Book {
    records: HashMap<Id, Record>,
    by_kind: HashMap<Kind, Vec<Id>>,
    parts: HashMap<Id, Vec<Id>>,
    instruments: Vec<(Id, Arc<Instrument>)>,
    tallies: Vec<Tally>,
    /// What has been seen of the file.
    pub seen: Seen,
    /// Facts about the file.
    pub facts: FileFacts,
}

impl Book {
    /// The one way a value gets into memory. A definition that is no instrument is passed over (`check` names it).
    pub fn set(&mut self, kind: Kind, id: Id, field: Field, value: Value) {
        let by_kind = &mut self.by_kind;
        let record = self.records.entry(id).or_insert_with(|| {
            by_kind.entry(kind).or_default().push(id);
            Record::new(id, kind)
        });
        if kind.parent() == Some(field) {
            if let Some(old) = record.parent() {
                self.parts.entry(old).or_default().retain(|part| *part != id);
            }
            if let Value::Record(parent) = value {
                self.parts.entry(parent).or_default().push(id);
            }
        }
        if field == Field::Definition {
            // An undone or replaced definition goes, so that memory and a reload agree.
            self.instruments.retain(|(known, _)| *known != id);
            if let Value::Text(text) = &value
                && let Ok(instrument) = serde_json::from_str::<Instrument>(text)
            {
                self.instruments.push((id, Arc::new(instrument)));
                self.instruments.sort_by(|(_, a), (_, b)| (&a.code, a.version).cmp(&(&b.code, b.version)));
            }
        }
        record.set(field, value);
    }

    /// Takes what the store has written, as far as such records are kept in memory. Counts that moved are read again by the caller.
    pub fn apply(&mut self, written: &Written) {
        for edit in written.edits.iter().filter(|edit| edit.kind.is_resident()) {
            self.set(edit.kind, edit.record, edit.field, edit.value.clone());
        }
        self.seen = written.seen;
    }

    /// The book as it would be after edits that are not written yet: for what is made of what they make.
    #[must_use]
    pub fn after(&self, edits: &[Edit]) -> Book {
        let mut book = self.clone();
        for edit in edits {
            book.set(edit.kind, edit.record, edit.field, edit.value.clone());
        }
        book
    }

    /// Puts the counts of the file in place.
    pub fn set_tallies(&mut self, tallies: Vec<Tally>) {
        self.tallies = tallies;
    }

    /// Counts by instrument version, year and office.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// One record, deleted or not.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Record> {
        self.records.get(&id)
    }

    /// Whether a record is there: it has a value, and neither it nor what it is a part of is deleted.
    #[must_use]
    pub fn is_live(&self, record: &Record) -> bool {
        let mut at = Some(record);
        for _ in 0..8 {
            match at {
                Some(r) if r.gone || r.is_empty() => return false,
                Some(r) => match r.kind.parent() {
                    None => return true,
                    Some(_) => at = r.parent().and_then(|p| self.get(p)),
                },
                None => return false,
            }
        }
        false
    }

    /// All live records of a kind, in their order (place in the list, then name, then id).
    #[must_use]
    pub fn all(&self, kind: Kind) -> Vec<&Record> {
        let ids = self.by_kind.get(&kind).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<&Record> = ids.iter().filter_map(|id| self.get(*id)).filter(|r| self.is_live(r)).collect();
        sort(&mut found);
        found
    }

    /// The live parts of a record that are of a kind, in their order.
    #[must_use]
    pub fn parts(&self, whole: Id, kind: Kind) -> Vec<&Record> {
        let ids = self.parts.get(&whole).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<&Record> = ids.iter().filter_map(|id| self.get(*id)).filter(|r| r.kind == kind && !r.gone).collect();
        sort(&mut found);
        found
    }

    /// The name (or title) of a record, empty if there is none.
    #[must_use]
    pub fn name(&self, id: Id) -> &str {
        self.get(id).map_or("", |r| match r.text(Field::Name) {
            "" => r.text(Field::Title),
            name => name,
        })
    }

    /// The agency, if it is set up.
    #[must_use]
    pub fn agency(&self) -> Option<&Record> {
        self.all(Kind::Agency).into_iter().next()
    }

    /// First month of the fiscal year, 1..=12; July unless set.
    #[must_use]
    pub fn fiscal_year_start(&self) -> u32 {
        self.agency()
            .and_then(|a| a.int(Field::FiscalYearStart))
            .and_then(|m| u32::try_from(m).ok())
            .filter(|m| (1..=12).contains(m))
            .unwrap_or(7)
    }

    /// The fiscal year a day lies in; it is named after the calendar year in which it ends.
    #[must_use]
    pub fn fiscal_year(&self, day: NaiveDate) -> i32 {
        let start = self.fiscal_year_start();
        if start > 1 && day.month() >= start { day.year() + 1 } else { day.year() }
    }

    /// All instrument versions, by code and version.
    #[must_use]
    pub fn instruments(&self) -> &[(Id, Arc<Instrument>)] {
        &self.instruments
    }

    /// The instrument of a version's record.
    #[must_use]
    pub fn instrument(&self, id: Id) -> Option<&Arc<Instrument>> {
        self.instruments.iter().find(|(known, _)| *known == id).map(|(_, i)| i)
    }

    /// The version of an instrument that is in force in a year: the newest whose first year is not later.
    #[must_use]
    pub fn instrument_for(&self, code: &str, year: i32) -> Option<&(Id, Arc<Instrument>)> {
        self.instruments.iter().rev().find(|(_, i)| i.code == code && i.in_force_from.is_none_or(|first| first <= year))
    }
}

fn sort(records: &mut [&Record]) {
    records.sort_by(|a, b| {
        let key = |r: &Record| (r.int(Field::Number), r.int(Field::Version));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.text(Field::Position).cmp(b.text(Field::Position)))
            .then_with(|| a.text(Field::Name).cmp(b.text(Field::Name)))
            .then_with(|| a.id.cmp(&b.id))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;

    #[test]
    fn a_fiscal_year_begins_in_the_month_that_is_set_and_is_named_by_its_end() {
        let mut book = Book::default();
        let year = |book: &Book, m, d| book.fiscal_year(NaiveDate::from_ymd_opt(2024, m, d).unwrap());
        assert_eq!((year(&book, 6, 30), year(&book, 7, 1)), (2024, 2025), "July unless set");
        book.set(Kind::Agency, Id([1; 16]), Field::FiscalYearStart, Value::Int(10));
        assert_eq!((year(&book, 9, 30), year(&book, 10, 1)), (2024, 2025));
        book.set(Kind::Agency, Id([1; 16]), Field::FiscalYearStart, Value::Int(1));
        assert_eq!((year(&book, 1, 1), year(&book, 12, 31)), (2024, 2024));
    }

    #[test]
    fn the_book_after_edits_is_another_one() {
        let (mut book, office) = (Book::default(), Id([1; 16]));
        book.set(Kind::Office, office, Field::Name, Value::text("North"));
        let mut change = Change::new("rename", book.seen);
        change.set(office, Kind::Office, Field::Name, Value::text("South"));
        let after = book.after(&change.edits);
        assert_eq!((book.name(office), after.name(office)), ("North", "South"));
    }
}
