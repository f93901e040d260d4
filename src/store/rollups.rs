//! The counts in the tables, packed per office and per worker, kept true by the transaction that moves the reviews.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::fault::StoreError;
use crate::domain::answers::PackedAnswers;
use crate::domain::counts::Counts;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;

/// Which counts a review belongs to: instrument, year, region, office, worker, supervisor, as local keys (0 = not said).
pub(super) type Cell = (i64, i32, i64, i64, i64, i64);
type Office = (i64, i32, i64, i64);

const OF_WORKER: &str = "instrument = ?1 AND year = ?2 AND region = ?3 AND office = ?4 AND worker = ?5 AND supervisor = ?6";
const OF_OFFICE: &str = "instrument = ?1 AND year = ?2 AND region = ?3 AND office = ?4";

pub(super) fn damaged(what: &str) -> StoreError {
    StoreError::BadChange(format!("{what} cannot be read; run 'milepost check'"))
}

/// Counts that move in one transaction.
pub(super) struct Rollups<'a> {
    tx: &'a Transaction<'a>,
    instruments: HashMap<i64, Arc<Instrument>>,
    counts: HashMap<Cell, (i64, Counts)>,
}

impl<'a> Rollups<'a> {
    pub fn new(tx: &'a Transaction<'a>) -> Rollups<'a> {
        Rollups { tx, instruments: HashMap::new(), counts: HashMap::new() }
    }

    /// An instrument version by its local key.
    pub fn instrument(&mut self, key: i64) -> Result<Arc<Instrument>, StoreError> {
        if let Some(known) = self.instruments.get(&key) {
            return Ok(known.clone());
        }
        let instrument = instrument_at(self.tx, key)?;
        self.instruments.insert(key, instrument.clone());
        Ok(instrument)
    }

    /// Adds a review to its counts, or takes it away.
    pub fn tally(&mut self, cell: Cell, areas: u64, answers: &PackedAnswers, by: i32) -> Result<(), StoreError> {
        let instrument = self.instrument(cell.0)?;
        let tx = self.tx;
        let slot = match self.counts.entry(cell) {
            std::collections::hash_map::Entry::Occupied(slot) => slot.into_mut(),
            std::collections::hash_map::Entry::Vacant(slot) => slot.insert(stored(tx, cell, &instrument)?),
        };
        slot.0 += i64::from(by);
        answers.tally_into(&mut slot.1, &instrument, areas, by);
        Ok(())
    }

    /// Writes the counts back; says whether any moved.
    pub fn finish(self) -> Result<bool, StoreError> {
        let mut offices: HashSet<Office> = HashSet::new();
        for (cell, (reviews, counts)) in &self.counts {
            offices.insert((cell.0, cell.1, cell.2, cell.3));
            if *reviews <= 0 {
                self.tx.prepare_cached(&format!("DELETE FROM rollup_worker WHERE {OF_WORKER}"))?.execute(*cell)?;
            } else {
                let row = (cell.0, cell.1, cell.2, cell.3, cell.4, cell.5, reviews, counts.to_bytes());
                self.tx.prepare_cached("INSERT OR REPLACE INTO rollup_worker VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(row)?;
            }
        }
        for office in offices {
            self.sum_up(office)?;
        }
        Ok(!self.counts.is_empty())
    }

    /// The counts of an office are the sum over its workers.
    fn sum_up(&self, office: Office) -> Result<(), StoreError> {
        let mut query = self.tx.prepare_cached(&format!("SELECT reviews, counts FROM rollup_worker WHERE {OF_OFFICE}"))?;
        let mut rows = query.query(office)?;
        let mut sum: Option<(i64, Counts)> = None;
        while let Some(row) = rows.next()? {
            let counts = row.get_ref(1)?.as_blob().ok().and_then(Counts::from_bytes).ok_or_else(|| damaged("a row of counts"))?;
            let reviews: i64 = row.get(0)?;
            match &mut sum {
                Some((n, total)) => {
                    *n += reviews;
                    total.merge(&counts);
                }
                None => sum = Some((reviews, counts)),
            }
        }
        match sum {
            Some((reviews, counts)) => {
                let row = (office.0, office.1, office.2, office.3, reviews, counts.to_bytes());
                self.tx.prepare_cached("INSERT OR REPLACE INTO rollup VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(row)?;
            }
            None => {
                self.tx.prepare_cached(&format!("DELETE FROM rollup WHERE {OF_OFFICE}"))?.execute(office)?;
            }
        }
        Ok(())
    }
}

fn stored(tx: &Transaction, cell: Cell, instrument: &Instrument) -> Result<(i64, Counts), StoreError> {
    let found: Option<(i64, Vec<u8>)> = tx
        .prepare_cached(&format!("SELECT reviews, counts FROM rollup_worker WHERE {OF_WORKER}"))?
        .query_row(cell, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        None => Ok((0, Counts::new(instrument.questions.len(), instrument.options.len()))),
        Some((reviews, packed)) => Ok((reviews, Counts::from_bytes(&packed).ok_or_else(|| damaged("a row of counts"))?)),
    }
}

/// Instrument versions by their record, each read once: reading one costs more than putting a review together.
#[derive(Default)]
pub(super) struct Instruments(HashMap<Id, Arc<Instrument>>);

impl Instruments {
    /// The version that stands.
    pub fn of(&mut self, conn: &Connection, id: Id) -> Result<Arc<Instrument>, StoreError> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let text: Option<Option<String>> = conn
            .prepare_cached("SELECT definition FROM instrument WHERE id = ?1")?
            .query_row([id.0.as_slice()], |row| row.get(0))
            .optional()?;
        let instrument = parsed(text.flatten())?;
        self.0.insert(id, instrument.clone());
        Ok(instrument)
    }

    /// A definition has changed.
    pub fn forget(&mut self, id: Id) {
        self.0.remove(&id);
    }
}

/// An instrument version by its local key.
pub(super) fn instrument_at(conn: &Connection, key: i64) -> Result<Arc<Instrument>, StoreError> {
    let text: Option<String> =
        conn.prepare_cached("SELECT definition FROM instrument WHERE key = ?1")?.query_row([key], |row| row.get(0))?;
    parsed(text)
}

fn parsed(text: Option<String>) -> Result<Arc<Instrument>, StoreError> {
    text.and_then(|t| serde_json::from_str::<Instrument>(&t).ok()).map(Arc::new).ok_or_else(|| damaged("an instrument's definition"))
}
