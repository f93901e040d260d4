//! `milepost check`: the file against itself. SQLite's own checks, the hash chain, the heads, the tables against the log,
//! the reviews against their blocks, the counts against a recount. Reads everything, changes nothing.

use std::collections::HashMap;

use rusqlite::Connection;

use super::Store;
use super::commit::cell_of;
use super::fault::StoreError;
use super::oplog::{self, ChangeHead, Header, OpRef};
use super::projection::from_sql;
use super::rebuild::standing;
use super::reviews;
use super::rollups::{Cell, instrument_at};
use crate::domain::change::ChangeKind;
use crate::domain::counts::Counts;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, in words; empty is a clean file.
    pub wrong: Vec<String>,
    /// How many ops, cells, reviews and answers were looked at.
    pub ops: u64,
    /// Cells compared.
    pub cells: u64,
    /// Reviews compared.
    pub reviews: u64,
    /// Answers recounted.
    pub answers: u64,
}

impl Verdict {
    fn say(&mut self, what: impl Into<String>) {
        // Enough to act on; a wrecked file would fill the screen.
        if self.wrong.len() < 50 {
            self.wrong.push(what.into());
        }
    }
}

impl Store {
    /// Checks everything.
    ///
    /// # Errors
    /// If the file cannot be read at all; what is wrong inside it is in the verdict.
    pub fn check(&self) -> Result<Verdict, StoreError> {
        let mut verdict = Verdict::default();
        // One snapshot, so that an editor beside us cannot make the sides differ.
        let tx = self.conn.unchecked_transaction()?;
        all(&tx, &mut verdict)?;
        Ok(verdict)
    }
}

pub(super) fn all(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    sqlite_says(conn, verdict)?;
    chain(conn, verdict)?;
    heads(conn, verdict)?;
    tables(conn, verdict)?;
    blocks(conn, verdict)?;
    counts(conn, verdict)
}

fn sqlite_says(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut query = conn.prepare("PRAGMA integrity_check(20)")?;
    for line in query.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            verdict.say(format!("the file itself: {line}"));
        }
    }
    let mut query = conn.prepare("PRAGMA foreign_key_check")?;
    for line in query.query_map([], |row| row.get::<_, String>(0))? {
        verdict.say(format!("table {} names a row that is not there", line?));
    }
    Ok(())
}

/// Digests of all changes, by key.
fn change_digests(conn: &Connection) -> Result<HashMap<i64, [u8; 32]>, StoreError> {
    let mut query = conn
        .prepare("SELECT c.key, c.id, c.actor, c.who, c.at, c.kind, c.words, u.id FROM change c LEFT JOIN change u ON u.key = c.undoes")?;
    let mut rows = query.query([])?;
    let mut digests = HashMap::new();
    while let Some(row) = rows.next()? {
        let (who, at, kind, words): (String, String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
        let id = |at: usize| -> rusqlite::Result<Option<Id>> { Ok(row.get::<_, Option<Vec<u8>>>(at)?.as_deref().and_then(Id::from_slice)) };
        let head = ChangeHead {
            id: id(1)?.unwrap_or(Id::NIL),
            actor: id(2)?.unwrap_or(Id::NIL),
            who: &who,
            at: &at,
            kind: ChangeKind::named(&kind).unwrap_or(ChangeKind::System),
            words: &words,
            undoes: id(7)?,
        };
        digests.insert(row.get(0)?, head.digest());
    }
    Ok(digests)
}

fn chain(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let changes = change_digests(conn)?;
    let mut replicas = conn.prepare("SELECT key, id, seq, chain FROM replica")?;
    let mut rows = replicas.query([])?;
    while let Some(row) = rows.next()? {
        let (key, id, last, end): (i64, Vec<u8>, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let replica = Id::from_slice(&id).unwrap_or(Id::NIL);
        let (mut previous, mut expected) = (vec![0; 32], 0);
        let mut ops =
            conn.prepare("SELECT seq, clock, change, record, field, replaces, restores, salt, payload, digest, hash FROM op WHERE replica = ?1 ORDER BY seq")?;
        let mut ops = ops.query([key])?;
        while let Some(op) = ops.next()? {
            verdict.ops += 1;
            expected += 1;
            let seq: i64 = op.get(0)?;
            let (change, record, field): (i64, Vec<u8>, String) = (op.get(2)?, op.get(3)?, op.get(4)?);
            let (replaces, restores): (Vec<u8>, Option<Vec<u8>>) = (op.get(5)?, op.get(6)?);
            let (salt, payload): (Option<Vec<u8>>, Option<Vec<u8>>) = (op.get(7)?, op.get(8)?);
            let (digest, hash): (Vec<u8>, Vec<u8>) = (op.get(9)?, op.get(10)?);
            if let (Some(salt), Some(payload)) = (&salt, &payload)
                && oplog::digest(salt, payload).as_slice() != digest
            {
                verdict.say(format!("log: the content of entry {seq} ({field}) was altered"));
            }
            let header = Header {
                name: OpRef { replica, seq },
                clock: op.get(1)?,
                change: changes.get(&change).unwrap_or(&[0; 32]),
                record: Id::from_slice(&record).unwrap_or(Id::NIL),
                field: &field,
                replaces: &replaces,
                restores: restores.as_deref(),
                digest: &digest,
            };
            if seq != expected || header.hash(&previous).as_slice() != hash {
                verdict.say(format!("log: the chain breaks at entry {seq} ({field})"));
                expected = seq;
            }
            previous = hash;
        }
        if expected != last || previous != end {
            verdict.say(format!("log: it ends at entry {expected}, and should at {last}"));
        }
    }
    Ok(())
}

fn heads(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let expected = standing(conn)?;
    let mut query = conn.prepare("SELECT op FROM head ORDER BY op")?;
    let stored: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if expected != stored {
        verdict.say(format!("log: {} cells stand by its entries, {} by the index of heads", expected.len(), stored.len()));
    }
    Ok(())
}

fn tables(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut filled: HashMap<(Kind, Field), i64> = HashMap::new();
    let mut query = conn.prepare("SELECT DISTINCT record, field FROM head")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (record, name): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
        let Some((kind, field)) = cell_of(&name).filter(|(kind, _)| *kind != Kind::Block) else { continue };
        verdict.cells += 1;
        let Some(head) = oplog::heads(conn, Id::from_slice(&record).unwrap_or(Id::NIL), &name)?.pop() else { continue };
        let expected = oplog::value(conn, head)?;
        let sql = format!("SELECT {} FROM {} WHERE id = ?1", field.name(), kind.table());
        let stored =
            conn.prepare_cached(&sql)?.query_row([&record], |row| Ok(from_sql(field.shape(), row.get_ref(0)?))).unwrap_or(Value::None);
        if stored != expected {
            verdict.say(format!("the {} of a {} is not what the log says", field.words(), kind.words()));
        }
        *filled.entry((kind, field)).or_default() += i64::from(!expected.is_none());
    }
    for kind in Kind::ALL.iter().copied().filter(|k| *k != Kind::Block) {
        for field in kind.fields().iter().copied().chain([Field::Gone]) {
            let stored: i64 = conn.query_row(&format!("SELECT count({}) FROM {}", field.name(), kind.table()), [], |row| row.get(0))?;
            let expected = filled.get(&(kind, field)).copied().unwrap_or(0);
            if stored != expected {
                verdict.say(format!("{stored} records have a {} of a {}, and the log knows {expected}", field.words(), kind.words()));
            }
        }
    }
    Ok(())
}

fn blocks(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut query = conn.prepare("SELECT key FROM block")?;
    let keys: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut compare = conn.prepare(
        "SELECT r.answers, r.areas, r.year, i.id, region.id, office.id, (SELECT count(*) FROM review_source s WHERE s.review = r.key), r.key
         FROM review r JOIN instrument i ON i.key = r.instrument JOIN region ON region.key = r.region JOIN office ON office.key = r.office WHERE r.id = ?1",
    )?;
    let mut shared: HashMap<i64, Option<super::block::ReviewIn>> = HashMap::new();
    let mut seen = 0u64;
    let mut ordered: Vec<(i64, i64)> = Vec::new();
    for key in keys {
        let first: i64 = conn.query_row(
            "SELECT min(op.arrival) FROM op JOIN block ON block.id = op.record WHERE block.key = ?1 AND op.field = 'block.answers'",
            [key],
            |row| row.get(0),
        )?;
        ordered.push((first, key));
    }
    ordered.sort_unstable();
    for (_, key) in ordered {
        let reviews = match reviews::reviews_of(conn, key) {
            Ok(reviews) => reviews,
            Err(error) => {
                verdict.say(error.to_string());
                continue;
            }
        };
        for review in reviews {
            let row = compare.query_row([review.id.0.as_slice()], |row| {
                let facts: (Vec<u8>, i64, i32, Vec<u8>, Vec<u8>, Vec<u8>) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
                Ok((facts, row.get::<_, i64>(6)?, row.get::<_, i64>(7)?))
            });
            let Ok((facts, sources, row)) = row else {
                verdict.say("an imported review is missing from the tables");
                continue;
            };
            let review = if sources > 1 {
                let so_far = shared.entry(row).or_insert_with(|| {
                    seen += 1;
                    None
                });
                let sum = reviews::overlay(so_far.take(), &review);
                *so_far = Some(sum.clone());
                if reviews::sources(conn, row)?.last() != Some(&key) {
                    continue;
                }
                sum
            } else {
                seen += 1;
                review
            };
            verdict.reviews += 1;
            let expected = (
                review.answers.to_bytes(),
                review.areas as i64,
                review.year,
                review.instrument.0.to_vec(),
                review.region.0.to_vec(),
                review.office.0.to_vec(),
            );
            if facts != expected {
                verdict.say("a review's answers are not what its import says");
            }
        }
    }
    let stored: i64 = conn.query_row("SELECT count(*) FROM review", [], |row| row.get(0))?;
    if stored as u64 != seen {
        verdict.say(format!("{stored} reviews stand in the tables, and the imports know {seen}"));
    }
    Ok(())
}

/// Counts everything anew from the answers: by instrument, year, region, office, worker, supervisor.
pub(super) fn recount(conn: &Connection) -> Result<(HashMap<Cell, (i64, Counts)>, u64, bool), StoreError> {
    let mut instruments = HashMap::new();
    let mut fresh: HashMap<Cell, (i64, Counts)> = HashMap::new();
    let (mut answers, mut all_whole) = (0, true);
    let mut failed = None;
    reviews::each_row(conn, |row, whole| {
        all_whole &= whole;
        let instrument = instruments.entry(row.cell.0).or_insert_with(|| instrument_at(conn, row.cell.0));
        match instrument {
            Ok(instrument) => {
                let (n, counts) =
                    fresh.entry(row.cell).or_insert_with(|| (0, Counts::new(instrument.questions.len(), instrument.options.len())));
                *n += 1;
                answers += row.answers.len() as u64;
                row.answers.tally_into(counts, instrument, row.areas, 1);
            }
            Err(_) => failed = Some(row.cell.0),
        }
    })?;
    match failed {
        Some(key) => instrument_at(conn, key).map(|_| (fresh, answers, all_whole)),
        None => Ok((fresh, answers, all_whole)),
    }
}

fn counts(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let (fresh, answers, whole) = recount(conn)?;
    verdict.answers = answers;
    if !whole {
        verdict.say("a review's answers cannot be read");
    }
    let mut offices: HashMap<(i64, i32, i64, i64), (i64, Counts)> = HashMap::new();
    for (cell, (n, counts)) in &fresh {
        let office = offices.entry((cell.0, cell.1, cell.2, cell.3)).or_default();
        office.0 += n;
        if office.1 == Counts::default() {
            office.1 = counts.clone();
        } else {
            office.1.merge(counts);
        }
    }
    let mut rows = 0;
    let mut query = conn.prepare("SELECT instrument, year, region, office, worker, supervisor, reviews, counts FROM rollup_worker")?;
    let mut stored = query.query([])?;
    while let Some(row) = stored.next()? {
        rows += 1;
        let cell = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        let counts = row.get_ref(7)?.as_blob().ok().and_then(Counts::from_bytes);
        if fresh.get(&cell).map(|(n, c)| (*n, Some(c.clone()))) != Some((row.get(6)?, counts)) {
            verdict.say(format!("the counts of a worker in year {} are not what a recount gives", cell.1));
        }
    }
    if rows != fresh.len() {
        verdict.say(format!("{rows} rows of counts by worker are stored, and a recount gives {}", fresh.len()));
    }
    let mut rows = 0;
    let mut query = conn.prepare("SELECT instrument, year, region, office, reviews, counts FROM rollup")?;
    let mut stored = query.query([])?;
    while let Some(row) = stored.next()? {
        rows += 1;
        let office = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let counts = row.get_ref(5)?.as_blob().ok().and_then(Counts::from_bytes);
        if offices.get(&office).map(|(n, c)| (*n, Some(c.clone()))) != Some((row.get(4)?, counts)) {
            verdict.say(format!("the counts of an office in year {} are not what a recount gives", office.1));
        }
    }
    if rows != offices.len() {
        verdict.say(format!("{rows} rows of counts by office are stored, and a recount gives {}", offices.len()));
    }
    Ok(())
}
