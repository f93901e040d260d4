//! Reviews in the tables: an imported answer lives while a live block supports it, what was entered lies over it, and the
//! counts move with them in the same transaction. What a block is made of is in `block`, how both come together in `entered`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Store;
use super::block::{self, ReviewIn};
use super::entered::{self, Stands, put_together};
use super::fault::StoreError;
use super::imported::{identifiers, overlay, reviews_of, sources};
use super::rollups::{Cell, Instruments, Rollups, damaged};
use crate::domain::answers::PackedAnswers;
use crate::domain::id::Id;
use crate::domain::instrument::Question;
use crate::domain::kind::Kind;

/// A review as it stands in the file, without what identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReview {
    /// Areas covered.
    pub areas: u64,
    /// Its answers.
    pub answers: PackedAnswers,
    /// The instrument version's record.
    pub instrument: Id,
    /// The region that it counts in.
    pub region: Id,
    /// The caseworker at the time.
    pub worker: Option<Id>,
    /// The worker's supervisor at the time.
    pub supervisor: Option<Id>,
}

/// Keys and answers of one row of `review`.
pub(super) struct Row {
    pub key: i64,
    pub cell: Cell,
    pub areas: u64,
    pub answers: PackedAnswers,
    /// Whether it is a final first review: only these are in the counts.
    pub counts: bool,
}

const ROW: &str = "SELECT key, instrument, year, region, office, coalesce(worker, 0), coalesce(supervisor, 0), areas, answers,
    status = 'final' AND rating = 1 FROM review";

fn read_row(row: &rusqlite::Row) -> rusqlite::Result<(Row, bool)> {
    let packed: Vec<u8> = row.get(8)?;
    let answers = PackedAnswers::from_bytes(&packed);
    let whole = answers.is_some();
    let cell = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
    let row =
        Row { key: row.get(0)?, cell, areas: row.get::<_, i64>(7)? as u64, answers: answers.unwrap_or_default(), counts: row.get(9)? };
    Ok((row, whole))
}

/// One review by its id.
fn row_of(conn: &Connection, id: Id) -> Result<Option<Row>, StoreError> {
    let found = conn.prepare_cached(&format!("{ROW} WHERE id = ?1"))?.query_row([id.0.as_slice()], read_row).optional()?;
    match found {
        Some((_, false)) => Err(damaged("a review's answers")),
        other => Ok(other.map(|(row, _)| row)),
    }
}

/// Every review in turn, for a recount.
pub(super) fn each_row(conn: &Connection, mut take: impl FnMut(Row, bool)) -> Result<(), StoreError> {
    let mut query = conn.prepare(ROW)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (row, whole) = read_row(row)?;
        take(row, whole);
    }
    Ok(())
}

/// Writes reviews and counts inside one transaction.
pub(super) struct Reviews<'a> {
    tx: &'a Transaction<'a>,
    keys: HashMap<(Kind, Id), i64>,
    rollups: Rollups<'a>,
    instruments: Instruments,
    blocks: HashMap<i64, Rc<HashMap<Id, ReviewIn>>>,
}

impl<'a> Reviews<'a> {
    pub fn new(tx: &'a Transaction<'a>) -> Reviews<'a> {
        Reviews { tx, keys: HashMap::new(), rollups: Rollups::new(tx), instruments: Instruments::default(), blocks: HashMap::new() }
    }

    fn key(&mut self, kind: Kind, id: Id) -> Result<i64, StoreError> {
        if let Some(key) = self.keys.get(&(kind, id)) {
            return Ok(*key);
        }
        let sql = format!("SELECT key FROM {} WHERE id = ?1", kind.table());
        let found: Option<i64> = self.tx.prepare_cached(&sql)?.query_row([id.0.as_slice()], |row| row.get(0)).optional()?;
        let key = found.ok_or_else(|| StoreError::BadChange(format!("a review names a {} that is not in the file", kind.words())))?;
        self.keys.insert((kind, id), key);
        Ok(key)
    }

    /// The definition of an instrument version has changed: what is put together from here on follows the new one.
    pub fn redefined(&mut self, instrument: Id) {
        self.instruments.forget(instrument);
    }

    fn cell_of(&mut self, review: &ReviewIn) -> Result<Cell, StoreError> {
        let worker = review.worker.map_or(Ok(0), |id| self.key(Kind::Worker, id))?;
        let supervisor = review.supervisor.map_or(Ok(0), |id| self.key(Kind::Worker, id))?;
        Ok((
            self.key(Kind::Instrument, review.instrument)?,
            review.year,
            self.key(Kind::Region, review.region)?,
            self.key(Kind::Office, review.office)?,
            worker,
            supervisor,
        ))
    }

    /// A block is live: its reviews stand.
    pub fn project(&mut self, id: Id, answers: &[u8]) -> Result<(), StoreError> {
        self.tx.prepare_cached("INSERT OR IGNORE INTO block(id) VALUES (?1)")?.execute([id.0.as_slice()])?;
        let key: i64 = self.tx.prepare_cached("SELECT key FROM block WHERE id = ?1")?.query_row([id.0.as_slice()], |row| row.get(0))?;
        let cases = identifiers(self.tx, id)?;
        let reviews = block::decode(answers, cases.as_deref()).ok_or_else(|| damaged("an imported block"))?;
        // Nearly always nothing was entered of what comes in, and it is new: then it stands as it is.
        let entered = entered::any(self.tx)?;
        let (mut shared, mut under) = (Vec::new(), Vec::new());
        let mut seen = HashSet::with_capacity(reviews.len());
        for review in &reviews {
            if !seen.insert(review.id) {
                // One would silently win over the other, and the counts would move twice.
                return Err(StoreError::BadChange("an imported block names a review twice".to_owned()));
            }
            let cell = self.cell_of(review)?;
            match row_of(self.tx, review.id)? {
                None => {
                    let instrument = self.rollups.instrument(cell.0)?;
                    let stands = if instrument.questions.iter().any(Question::is_computed) {
                        put_together(review.id, Some(review.clone()), None, |_| Ok(instrument))?
                    } else {
                        None
                    };
                    let review = stands.as_ref().map_or(review, |s| &s.review);
                    let row = self.insert(review, cell)?;
                    self.source(row, key)?;
                    self.rollups.tally(cell, review.areas, &review.answers, 1)?;
                    if entered && entered::entered(self.tx, review.id)?.is_some() {
                        under.push(review.id);
                    }
                }
                Some(row) => {
                    self.source(row.key, key)?;
                    shared.push(row);
                }
            }
        }
        if !shared.is_empty() {
            self.blocks.insert(key, Rc::new(reviews.into_iter().map(|r| (r.id, r)).collect()));
            for row in shared {
                self.recompute(&row)?;
            }
        }
        under.into_iter().try_for_each(|review| self.restate(review))
    }

    /// Something was entered of a review, or taken back: it stands anew.
    pub fn restate(&mut self, id: Id) -> Result<(), StoreError> {
        if let Some(row) = row_of(self.tx, id)? {
            return self.recompute(&row);
        }
        let entered = entered::entered(self.tx, id)?;
        if let Some(stands) = put_together(id, None, entered.as_ref(), |instrument| self.instruments.of(self.tx, instrument))? {
            let cell = self.cell_of(&stands.review)?;
            let key = self.insert(&stands.review, cell)?;
            self.write(key, cell, &stands)?;
        }
        Ok(())
    }

    /// A block is withdrawn: its reviews stand as far as other blocks support them.
    pub fn withdraw(&mut self, id: Id) -> Result<(), StoreError> {
        let found: Option<i64> =
            self.tx.prepare_cached("SELECT key FROM block WHERE id = ?1")?.query_row([id.0.as_slice()], |row| row.get(0)).optional()?;
        let Some(key) = found else { return Ok(()) };
        let ids: Vec<Vec<u8>> = {
            let mut query =
                self.tx.prepare_cached("SELECT id FROM review WHERE key IN (SELECT review FROM review_source WHERE block = ?1)")?;
            query.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        self.tx.prepare_cached("DELETE FROM review_source WHERE block = ?1")?.execute([key])?;
        for id in ids.iter().filter_map(|id| Id::from_slice(id)) {
            if let Some(row) = row_of(self.tx, id)? {
                self.recompute(&row)?;
            }
        }
        self.tx.prepare_cached("DELETE FROM block WHERE key = ?1")?.execute([key])?;
        self.blocks.remove(&key);
        Ok(())
    }

    fn source(&self, review: i64, block: i64) -> Result<(), StoreError> {
        self.tx.prepare_cached("INSERT OR IGNORE INTO review_source(review, block) VALUES (?1, ?2)")?.execute((review, block))?;
        Ok(())
    }

    fn insert(&self, review: &ReviewIn, cell: Cell) -> Result<i64, StoreError> {
        let some = |key: i64| (key != 0).then_some(key);
        self.tx
            .prepare_cached(
                "INSERT INTO review(id, instrument, year, region, office, worker, supervisor, case_id, reviewer, reviewed_on, areas, status, answers)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'final', ?12)",
            )?
            .execute((
                review.id.0.as_slice(),
                cell.0,
                cell.1,
                cell.2,
                cell.3,
                some(cell.4),
                some(cell.5),
                Some(&review.case_id).filter(|c| !c.is_empty()),
                Some(&review.reviewer).filter(|c| !c.is_empty()),
                review.reviewed_on.map(|d| d.format("%Y-%m-%d").to_string()),
                review.areas as i64,
                review.answers.to_bytes(),
            ))?;
        Ok(self.tx.last_insert_rowid())
    }

    /// A review supported by other blocks or entries than before: its live sources, oldest first, laid over each other,
    /// and over them what was entered.
    fn recompute(&mut self, row: &Row) -> Result<(), StoreError> {
        if row.counts {
            self.rollups.tally(row.cell, row.areas, &row.answers, -1)?;
        }
        let id: Vec<u8> = self.tx.prepare_cached("SELECT id FROM review WHERE key = ?1")?.query_row([row.key], |r| r.get(0))?;
        let id = Id::from_slice(&id).unwrap_or(Id::NIL);
        let mut sum: Option<ReviewIn> = None;
        for block in sources(self.tx, row.key)? {
            if let Some(review) = self.unpacked(block)?.get(&id) {
                sum = Some(overlay(sum, review));
            }
        }
        let entered = entered::entered(self.tx, id)?;
        let Some(stands) = put_together(id, sum, entered.as_ref(), |instrument| self.instruments.of(self.tx, instrument))? else {
            self.tx.prepare_cached("DELETE FROM review WHERE key = ?1")?.execute([row.key])?;
            return Ok(());
        };
        let cell = self.cell_of(&stands.review)?;
        self.write(row.key, cell, &stands)
    }

    /// Writes a review that stands into its row, and counts it if it counts.
    fn write(&mut self, key: i64, cell: Cell, stands: &Stands) -> Result<(), StoreError> {
        let review = &stands.review;
        let some = |key: i64| (key != 0).then_some(key);
        self.tx
            .prepare_cached(
                "UPDATE review SET instrument = ?2, year = ?3, region = ?4, office = ?5, worker = ?6, supervisor = ?7, reviewer = ?8, reviewed_on = ?9,
                 areas = ?10, answers = ?11, case_id = ?12, status = ?13, rating = ?14, round = ?15 WHERE key = ?1",
            )?
            .execute((
                key,
                cell.0,
                cell.1,
                cell.2,
                cell.3,
                some(cell.4),
                some(cell.5),
                Some(&review.reviewer).filter(|c| !c.is_empty()),
                review.reviewed_on.map(|d| d.format("%Y-%m-%d").to_string()),
                review.areas as i64,
                review.answers.to_bytes(),
                Some(&review.case_id).filter(|c| !c.is_empty()),
                stands.status.code(),
                stands.rating,
                stands.round.map(|round| round.0.to_vec()),
            ))?;
        if stands.counts() { self.rollups.tally(cell, review.areas, &review.answers, 1) } else { Ok(()) }
    }

    fn unpacked(&mut self, block: i64) -> Result<Rc<HashMap<Id, ReviewIn>>, StoreError> {
        if let Some(known) = self.blocks.get(&block) {
            return Ok(known.clone());
        }
        let reviews = Rc::new(reviews_of(self.tx, block)?.into_iter().map(|r| (r.id, r)).collect::<HashMap<_, _>>());
        self.blocks.insert(block, reviews.clone());
        Ok(reviews)
    }

    /// Writes the counts that moved; says whether any did.
    pub fn finish(self) -> Result<bool, StoreError> {
        self.rollups.finish()
    }
}

/// Counts all reviews of an instrument anew by its present definition; says whether there were any.
pub(super) fn recount_instrument(tx: &Transaction, id: Id) -> Result<bool, StoreError> {
    let key: i64 = tx.query_row("SELECT key FROM instrument WHERE id = ?1", [id.0.as_slice()], |row| row.get(0))?;
    for table in ["rollup", "rollup_worker"] {
        tx.execute(&format!("DELETE FROM {table} WHERE instrument = ?1"), [key])?;
    }
    let mut rollups = Rollups::new(tx);
    let computes = rollups.instrument(key).ok().filter(|i| i.questions.iter().any(Question::is_computed));
    let mut query = tx.prepare(&format!("{ROW} WHERE instrument = ?1"))?;
    let mut rows = query.query([key])?;
    while let Some(row) = rows.next()? {
        let (mut row, whole) = read_row(row)?;
        if !whole {
            return Err(damaged("a review's answers"));
        }
        if let Some(instrument) = &computes {
            instrument.derive(&mut row.answers);
            tx.prepare_cached("UPDATE review SET answers = ?2 WHERE key = ?1")?.execute((row.key, row.answers.to_bytes()))?;
        }
        if row.counts {
            rollups.tally(row.cell, row.areas, &row.answers, 1)?;
        }
    }
    rollups.finish()
}

/// Counts all reviews anew.
pub(super) fn recount_all(tx: &Transaction) -> Result<(), StoreError> {
    let instruments: Vec<Vec<u8>> = {
        let mut query = tx.prepare("SELECT id FROM instrument WHERE definition IS NOT NULL")?;
        query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    for id in instruments.iter().filter_map(|id| Id::from_slice(id)) {
        recount_instrument(tx, id)?;
    }
    Ok(())
}

impl Store {
    /// The review of that id, if answers of it are in the file: what an import compares with.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stored_review(&self, id: Id) -> Result<Option<StoredReview>, StoreError> {
        let Some(row) = row_of(&self.conn, id)? else { return Ok(None) };
        let id = |kind: Kind, key: i64| -> Result<Option<Id>, StoreError> {
            let sql = format!("SELECT id FROM {} WHERE key = ?1", kind.table());
            let found: Option<Vec<u8>> = self.conn.prepare_cached(&sql)?.query_row([key], |r| r.get(0)).optional()?;
            Ok(found.and_then(|id| Id::from_slice(&id)))
        };
        Ok(Some(StoredReview {
            areas: row.areas,
            answers: row.answers,
            instrument: id(Kind::Instrument, row.cell.0)?.unwrap_or(Id::NIL),
            region: id(Kind::Region, row.cell.2)?.unwrap_or(Id::NIL),
            worker: id(Kind::Worker, row.cell.4)?,
            supervisor: id(Kind::Worker, row.cell.5)?,
        }))
    }
}
