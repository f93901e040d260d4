//! The made-up agency: places, people, ten years of answers, milestones, three Mini PIPs with all that happened to them, a round of reviews in work. The words stand in `assets/sample`.
//! The same seed and day give the same content; ids and salts are always fresh.

mod casework;
mod chance;
mod committees;
mod federal;
mod lives;
mod milestones;
mod plans;
mod qcr;
mod reviews;
mod rounds;
mod sample;
mod scans;
mod selection;
mod trends;

use std::path::PathBuf;

use chrono::{Days, NaiveDate};

use super::WorkError;
use super::new::{self, SetUp};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::value::Value;
use crate::store::{Passphrase, Store};

/// How many fiscal years of answers there are.
const YEARS: i32 = 10;

/// Makes the made-up agency in a new file.
///
/// # Errors
/// As making any new file; a file that could not be finished is taken away.
pub fn write(path: &std::path::Path, passphrase: Option<&Passphrase>, seed: u64, today: NaiveDate) -> Result<Store, WorkError> {
    let instruments = ["utah-cpr", "utah-qcr", "cfsr"].map(str::to_owned);
    let set_up = SetUp {
        agency: Some(sample::agency().name.as_str()),
        fiscal_year_start: Some(7),
        plan: Some("utah-milestones"),
        instruments: &instruments,
        name: "Rae Sample",
        role: "QA reviewer",
    };
    let mut store = new::make(path, passphrase, &set_up, None)?;
    match build(&mut store, seed, today) {
        Ok(()) => Ok(store),
        Err(error) => {
            drop(store);
            let _ = std::fs::remove_file(path);
            Err(error)
        }
    }
}

/// The made-up agency in a plain file in a temporary folder: to look around, not to keep.
///
/// # Errors
/// If the temporary folder cannot be written.
pub fn temporary(seed: u64, today: NaiveDate) -> Result<Store, WorkError> {
    let folder = std::env::temp_dir().join(format!("milepost-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| WorkError::io(&folder, &e))?;
    let path: PathBuf = folder.join("sample-agency.milepost");
    let _ = std::fs::remove_file(&path);
    write(&path, None, seed, today)
}

/// Whether a file is the made-up agency in a temporary folder.
pub fn is_temporary(path: &std::path::Path) -> bool {
    let folder = path.parent().filter(|f| f.starts_with(std::env::temp_dir()));
    folder.and_then(|f| f.file_name()).is_some_and(|name| name.to_string_lossy().starts_with("milepost-demo-"))
}

/// Takes the temporary agency away again; no other file.
pub fn clear_away(path: &std::path::Path) {
    if let Some(folder) = path.parent().filter(|_| is_temporary(path)) {
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Where things of the agency stand in the file.
struct Made {
    regions: Vec<Region>,
    today: NaiveDate,
    /// The last fiscal year that has ended.
    last: i32,
}

struct Region {
    id: Id,
    name: &'static str,
    /// Offices with their workers; each worker with a supervisor.
    offices: Vec<Office>,
    /// Points by which this region is better or worse than the others.
    temper: i32,
}

struct Office {
    id: Id,
    name: &'static str,
    workers: Vec<(Id, Id)>,
}

impl Made {
    /// So many days from today.
    fn day(&self, offset: i64) -> NaiveDate {
        let days = Days::new(offset.unsigned_abs());
        if offset < 0 { self.today.checked_sub_days(days) } else { self.today.checked_add_days(days) }.unwrap_or(self.today)
    }
}

/// A change of the set-up: it stands in the history, and Ctrl-Z does not take it back.
fn set_up(store: &Store, words: &str) -> Result<Change, WorkError> {
    let mut change = Change::new(words, store.seen()?);
    change.kind = ChangeKind::System;
    Ok(change)
}

/// Fills a new file that has the plan and the instruments.
fn build(store: &mut Store, seed: u64, today: NaiveDate) -> Result<(), WorkError> {
    let book = store.load()?;
    let made = places(store, &book, today)?;
    reviews::build(store, &book, &made, seed)?;
    federal::build(store, &book, &made, seed)?;
    let book = store.load()?;
    qcr::build(store, &book, &made, seed)?;
    milestones::build(store, &book, &made)?;
    trends::build(store, &book, &made, seed)?;
    plans::build(store, &book, &made)?;
    lives::build(store, &made)?;
    selection::build(store, &made)?;
    committees::build(store, &made, seed)?;
    scans::build(store, &made, seed)?;
    rounds::build(store, &book, &made, seed)
}

fn places(store: &mut Store, book: &Book, today: NaiveDate) -> Result<Made, WorkError> {
    let sample = sample::agency();
    let mut change = set_up(store, "regions, offices and people")?;
    let mut people = 0;
    let names = &sample.people;
    let mut next_person = || {
        let name = format!("{} {}", names.first[people % names.first.len()], names.last[people / names.first.len() % names.last.len()]);
        people += 1;
        name
    };
    let mut regions = Vec::new();
    let places = order::spread(sample.region.len());
    for (region, place) in sample.region.iter().zip(places) {
        let id = store.derived_id("region", &[&region.name]);
        change.set(id, Kind::Region, Field::Name, Value::text(&region.name));
        change.set(id, Kind::Region, Field::Position, Value::text(place));
        let mut offices = Vec::new();
        for (office, place) in region.offices.iter().zip(order::spread(region.offices.len())) {
            let office_id = store.derived_id("office", &[&region.name, office]);
            change.set(office_id, Kind::Office, Field::Name, Value::text(office));
            change.set(office_id, Kind::Office, Field::Region, Value::Record(id));
            change.set(office_id, Kind::Office, Field::Position, Value::text(place));
            let mut person = |change: &mut Change, role: &str| {
                let name = next_person();
                let id = store.derived_id("worker", &[&name]);
                change.set(id, Kind::Worker, Field::Name, Value::text(name));
                change.set(id, Kind::Worker, Field::Role, Value::text(role));
                change.set(id, Kind::Worker, Field::Office, Value::Record(office_id));
                id
            };
            let supervisor = person(&mut change, "supervisor");
            let mut workers = Vec::new();
            for _ in 0..3 {
                let worker = person(&mut change, "caseworker");
                let assignment = store.new_ids(1)[0];
                change.set(assignment, Kind::Assignment, Field::Worker, Value::Record(worker));
                change.set(assignment, Kind::Assignment, Field::Supervisor, Value::Record(supervisor));
                change.set(assignment, Kind::Assignment, Field::Office, Value::Record(office_id));
                workers.push((worker, supervisor));
            }
            offices.push(Office { id: office_id, name: office, workers });
        }
        regions.push(Region { id, name: &region.name, offices, temper: region.temper });
    }
    store.commit(&change)?;
    Ok(Made { regions, today, last: book.fiscal_year(today) - 1 })
}

#[cfg(test)]
mod tests;
