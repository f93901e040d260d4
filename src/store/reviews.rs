//! Imported reviews in the tables: an answer lives while a live block supports it, and the counts move with it,
//! in the same transaction. What a block is made of is in `block`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::block::{self, ReviewIn};
use super::fault::StoreError;
use super::rollups::{Cell, Rollups, damaged};
use super::{Store, oplog};
use crate::domain::answers::PackedAnswers;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

/// A review as it stands in the file, without what identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReview {
    /// Areas covered.
    pub areas: u64,
    /// Its answers.
    pub answers: PackedAnswers,
    /// The instrument version's record.
    pub instrument: Id,
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
}

const ROW: &str = "SELECT key, instrument, year, region, office, coalesce(worker, 0), coalesce(supervisor, 0), areas, answers FROM review";

fn read_row(row: &rusqlite::Row) -> rusqlite::Result<(Row, bool)> {
    let packed: Vec<u8> = row.get(8)?;
    let answers = PackedAnswers::from_bytes(&packed);
    let whole = answers.is_some();
    let cell = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
    Ok((Row { key: row.get(0)?, cell, areas: row.get::<_, i64>(7)? as u64, answers: answers.unwrap_or_default() }, whole))
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
    blocks: HashMap<i64, Rc<HashMap<Id, ReviewIn>>>,
}

impl<'a> Reviews<'a> {
    pub fn new(tx: &'a Transaction<'a>) -> Reviews<'a> {
        Reviews { tx, keys: HashMap::new(), rollups: Rollups::new(tx), blocks: HashMap::new() }
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
        let mut shared = Vec::new();
        let mut seen = HashSet::with_capacity(reviews.len());
        for review in &reviews {
            if !seen.insert(review.id) {
                // One would silently win over the other, and the counts would move twice.
                return Err(StoreError::BadChange("an imported block names a review twice".to_owned()));
            }
            let cell = self.cell_of(review)?;
            match row_of(self.tx, review.id)? {
                None => {
                    let row = self.insert(review, cell)?;
                    self.source(row, key)?;
                    self.rollups.tally(cell, review.areas, &review.answers, 1)?;
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

    /// A review supported by other blocks than before: all its live sources, oldest first, laid over each other.
    fn recompute(&mut self, row: &Row) -> Result<(), StoreError> {
        self.rollups.tally(row.cell, row.areas, &row.answers, -1)?;
        let id: Vec<u8> = self.tx.prepare_cached("SELECT id FROM review WHERE key = ?1")?.query_row([row.key], |r| r.get(0))?;
        let id = Id::from_slice(&id).unwrap_or(Id::NIL);
        let mut sum: Option<ReviewIn> = None;
        for block in sources(self.tx, row.key)? {
            if let Some(review) = self.unpacked(block)?.get(&id) {
                sum = Some(overlay(sum, review));
            }
        }
        let Some(review) = sum else {
            self.tx.prepare_cached("DELETE FROM review WHERE key = ?1")?.execute([row.key])?;
            return Ok(());
        };
        let cell = self.cell_of(&review)?;
        let some = |key: i64| (key != 0).then_some(key);
        self.tx
            .prepare_cached(
                "UPDATE review SET instrument = ?2, year = ?3, region = ?4, office = ?5, worker = ?6, supervisor = ?7, reviewer = ?8, reviewed_on = ?9, areas = ?10, answers = ?11, case_id = ?12 WHERE key = ?1",
            )?
            .execute((
                row.key,
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
            ))?;
        self.rollups.tally(cell, review.areas, &review.answers, 1)
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
    let mut query = tx.prepare(&format!("{ROW} WHERE instrument = ?1"))?;
    let mut rows = query.query([key])?;
    while let Some(row) = rows.next()? {
        let (row, whole) = read_row(row)?;
        if !whole {
            return Err(damaged("a review's answers"));
        }
        rollups.tally(row.cell, row.areas, &row.answers, 1)?;
    }
    rollups.finish()
}

/// The newer review over the older one: its answers where it has any, the areas of both, the newer facts.
pub(super) fn overlay(older: Option<ReviewIn>, newer: &ReviewIn) -> ReviewIn {
    let Some(older) = older else { return newer.clone() };
    let mut sum = newer.clone();
    sum.answers = older.answers;
    for (ordinal, occurrence, answer) in newer.answers.iter() {
        sum.answers.set(ordinal, occurrence, answer);
    }
    sum.areas |= older.areas;
    sum.worker = newer.worker.or(older.worker);
    sum.supervisor = newer.supervisor.or(older.supervisor);
    sum.reviewed_on = newer.reviewed_on.or(older.reviewed_on);
    if sum.reviewer.is_empty() {
        sum.reviewer = older.reviewer;
    }
    if sum.case_id.is_empty() {
        sum.case_id = older.case_id;
    }
    sum
}

/// The payload that a block's cell shows now.
fn shown(conn: &Connection, id: Id, field: Field) -> Result<Option<Vec<u8>>, StoreError> {
    let name = super::commit::cell_name(Kind::Block, field);
    let Some(head) = oplog::heads(conn, id, &name)?.pop() else { return Ok(None) };
    Ok(match oplog::value(conn, head)? {
        Value::Bytes(bytes) => Some(bytes),
        _ => None,
    })
}

fn identifiers(conn: &Connection, id: Id) -> Result<Option<Vec<u8>>, StoreError> {
    shown(conn, id, Field::Cases)
}

/// The live blocks behind a review, oldest first.
pub(super) fn sources(conn: &Connection, review: i64) -> Result<Vec<i64>, StoreError> {
    let mut query = conn.prepare_cached("SELECT block FROM review_source WHERE review = ?1")?;
    let blocks: Vec<i64> = query.query_map([review], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if blocks.len() < 2 {
        return Ok(blocks);
    }
    let mut ordered = Vec::with_capacity(blocks.len());
    for block in blocks {
        // By the op that first brought the answers: an undo and a redo do not change the order.
        let first: i64 = conn
            .prepare_cached(
                "SELECT min(op.arrival) FROM op JOIN block ON block.id = op.record WHERE block.key = ?1 AND op.field = 'block.answers'",
            )?
            .query_row([block], |row| row.get(0))?;
        ordered.push((first, block));
    }
    ordered.sort_unstable();
    Ok(ordered.into_iter().map(|(_, block)| block).collect())
}

/// The reviews of a live block, from the log.
pub(super) fn reviews_of(conn: &Connection, block: i64) -> Result<Vec<ReviewIn>, StoreError> {
    let id: Vec<u8> = conn.prepare_cached("SELECT id FROM block WHERE key = ?1")?.query_row([block], |row| row.get(0))?;
    let id = Id::from_slice(&id).unwrap_or(Id::NIL);
    let answers = shown(conn, id, Field::Answers)?.ok_or_else(|| damaged("an imported block"))?;
    block::decode(&answers, identifiers(conn, id)?.as_deref()).ok_or_else(|| damaged("an imported block"))
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
            worker: id(Kind::Worker, row.cell.4)?,
            supervisor: id(Kind::Worker, row.cell.5)?,
        }))
    }
}
