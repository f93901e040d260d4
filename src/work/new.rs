//! Making a new file: the agency, its fiscal year, its plan and its instruments, and who works here.

use std::path::Path;

use super::WorkError;
use super::import::Draft;
use super::import::rules::{self, Rules};
use super::open::{self, Key};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::store::{Access, NewFile, Passphrase, Store, world};

/// What the new file holds from the start.
#[derive(Debug, Default)]
pub struct SetUp<'a> {
    /// The agency's name.
    pub agency: Option<&'a str>,
    /// First month of the fiscal year; July unless given.
    pub fiscal_year_start: Option<u32>,
    /// A shipped plan, or the path of a plan file.
    pub plan: Option<&'a str>,
    /// Shipped instruments, or paths of instrument files.
    pub instruments: &'a [String],
    /// Who works here.
    pub name: &'a str,
    /// In which role.
    pub role: &'a str,
}

/// Kinds of record that every file of an agency shares from its beginning.
const SHARED: [Kind; 6] = [Kind::Agency, Kind::Region, Kind::District, Kind::Office, Kind::Instrument, Kind::Setting];

/// Makes a file. Rules are read before the file is made, so that a fault in them leaves nothing behind. `join` is another
/// file of the same agency: its secret, its settings, places and instruments come along, so that both files name the same
/// things alike.
///
/// # Errors
/// A file that is there already, a weak passphrase, faults in the rules, or a file to join that does not open.
pub fn make(path: &Path, passphrase: Option<&Passphrase>, set_up: &SetUp<'_>, join: Option<(&Path, Key<'_>)>) -> Result<Store, WorkError> {
    let joined = match join {
        None => None,
        Some((other, key)) => {
            let store = open::open(other, key, Access::Read)?;
            Some((store.load()?, store.secret().clone()))
        }
    };
    let mut found: Vec<Rules> = Vec::new();
    for id in set_up.instruments {
        found.push(rules::instrument_named(id)?);
    }
    if let Some(id) = set_up.plan {
        found.push(rules::plan_named(id)?);
    }
    let (book, secret) = joined.unzip();
    let mut store = Store::create(path, &NewFile { passphrase, secret }, Box::new(world::Real))?;
    let made = furnish(&mut store, set_up, book.as_ref(), &found);
    if let Err(error) = made {
        drop(store);
        // Half a file helps nobody; it was made a moment ago and holds nothing.
        let _ = std::fs::remove_file(path);
        return Err(error);
    }
    Ok(store)
}

fn furnish(store: &mut Store, set_up: &SetUp<'_>, joined: Option<&Book>, found: &[Rules]) -> Result<(), WorkError> {
    store.introduce(set_up.name, set_up.role)?;
    let mut change = Change::new("the file is set up", store.seen()?);
    change.kind = ChangeKind::System;
    for record in joined.iter().flat_map(|book| SHARED.iter().flat_map(|kind| book.all(*kind))) {
        for field in record.kind.fields() {
            if !record.get(*field).is_none() {
                change.set(record.id, record.kind, *field, record.get(*field).clone());
            }
        }
    }
    let agency = joined.and_then(|book| Some(book.agency()?.id)).unwrap_or_else(|| store.derived_id("agency", &[]));
    if let Some(name) = set_up.agency {
        change.set(agency, Kind::Agency, Field::Name, Value::text(name));
    }
    match (set_up.fiscal_year_start, joined) {
        (Some(month), _) => change.set(agency, Kind::Agency, Field::FiscalYearStart, Value::Int(i64::from(month))),
        (None, None) => change.set(agency, Kind::Agency, Field::FiscalYearStart, Value::Int(7)),
        (None, Some(_)) => {}
    }
    store.commit(&change)?;
    let book = store.load()?;
    let mut draft = Draft::new(store, &book);
    let mut words = Vec::new();
    for rules in found {
        rules.add_to(&mut draft);
        words.push(rules.words());
    }
    let mut change = draft.change;
    if !change.edits.is_empty() {
        change.kind = ChangeKind::System;
        change.words = words.join(", ");
        store.commit(&change)?;
    }
    Ok(())
}
