//! Checks of what was imported: the reviews against their blocks in the log, the counts against a recount.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row};

use super::Verdict;
use crate::domain::answers::PackedAnswers;
use crate::domain::counts::Counts;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::store::block::ReviewIn;
use crate::store::commit::cell_name;
use crate::store::fault::StoreError;
use crate::store::oplog;
use crate::store::reviews;
use crate::store::rollups::{Cell, instrument_at};

pub(super) fn all(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    blocks(conn, verdict)?;
    counts(conn, verdict)
}

/// The blocks whose answers stand by the log, in the order in which they first came.
fn live_blocks(conn: &Connection) -> Result<BTreeMap<i64, Id>, StoreError> {
    let name = cell_name(Kind::Block, Field::Answers);
    let mut query = conn.prepare("SELECT DISTINCT record FROM head WHERE field = ?1")?;
    let records: Vec<Vec<u8>> = query.query_map([&name], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut live = BTreeMap::new();
    for id in records.iter().filter_map(|record| Id::from_slice(record)) {
        let Some(head) = oplog::heads(conn, id, &name)?.pop() else { continue };
        if matches!(oplog::value(conn, head)?, Value::Bytes(_)) {
            let first: i64 = conn
                .prepare_cached("SELECT min(arrival) FROM op WHERE record = ?1 AND field = ?2")?
                .query_row((id.0.as_slice(), &name), |row| row.get(0))?;
            live.insert(first, id);
        }
    }
    Ok(live)
}

const STORED: &str = "SELECT r.key, (SELECT count(*) FROM review_source s WHERE s.review = r.key),
    EXISTS (SELECT 1 FROM review_source s WHERE s.review = r.key AND s.block = ?2), r.status,
    i.id, r.year, region.id, office.id, w.id, s.id, r.reviewed_on, r.areas, r.answers, r.case_id, r.reviewer
    FROM review r JOIN instrument i ON i.key = r.instrument JOIN region ON region.key = r.region JOIN office ON office.key = r.office
    LEFT JOIN worker w ON w.key = r.worker LEFT JOIN worker s ON s.key = r.supervisor WHERE r.id = ?1";

/// A review as the tables have it; none if its answers cannot be read.
fn stored(id: Id, row: &Row) -> rusqlite::Result<Option<ReviewIn>> {
    let named = |at: usize| -> rusqlite::Result<Option<Id>> { Ok(row.get::<_, Option<Vec<u8>>>(at)?.as_deref().and_then(Id::from_slice)) };
    let Some(answers) = PackedAnswers::from_bytes(row.get_ref(12)?.as_blob().unwrap_or_default()) else { return Ok(None) };
    let day: Option<String> = row.get(10)?;
    Ok(Some(ReviewIn {
        id,
        instrument: named(4)?.unwrap_or(Id::NIL),
        year: row.get(5)?,
        region: named(6)?.unwrap_or(Id::NIL),
        office: named(7)?.unwrap_or(Id::NIL),
        worker: named(8)?,
        supervisor: named(9)?,
        reviewed_on: day.and_then(|day| chrono::NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()),
        areas: row.get::<_, i64>(11)? as u64,
        answers,
        case_id: row.get::<_, Option<String>>(13)?.unwrap_or_default(),
        reviewer: row.get::<_, Option<String>>(14)?.unwrap_or_default(),
    }))
}

fn blocks(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut compare = conn.prepare(STORED)?;
    // Reviews that stand on several blocks: what they are so far, and how many blocks are still to come.
    let mut shared: HashMap<i64, (ReviewIn, i64)> = HashMap::new();
    let (mut seen, mut pairs) = (HashSet::new(), 0i64);
    let live = live_blocks(conn)?;
    for id in live.values() {
        let key: Option<i64> =
            conn.prepare_cached("SELECT key FROM block WHERE id = ?1")?.query_row([id.0.as_slice()], |row| row.get(0)).optional()?;
        let Some(key) = key else {
            verdict.say("an import that stands by the log is missing from the tables");
            continue;
        };
        let reviews = match reviews::reviews_of(conn, key) {
            Ok(reviews) => reviews,
            Err(error) => {
                verdict.say(error.to_string());
                continue;
            }
        };
        for review in reviews {
            pairs += 1;
            let found = compare
                .query_row((review.id.0.as_slice(), key), |row| {
                    let (row_key, sources, supported, status): (i64, i64, bool, String) =
                        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                    Ok((row_key, sources, supported && status == "final", stored(review.id, row)?))
                })
                .optional()?;
            let Some((row, sources, supported, stored)) = found else {
                verdict.say("an imported review is missing from the tables");
                continue;
            };
            seen.insert(row);
            if !supported {
                verdict.say("a review does not name the import it came from");
            }
            let (so_far, left) = match shared.remove(&row) {
                Some((older, left)) => (reviews::overlay(Some(older), &review), left - 1),
                None => (review, sources - 1),
            };
            if left > 0 {
                shared.insert(row, (so_far, left));
                continue;
            }
            verdict.reviews += 1;
            match stored {
                Some(stored) if stored == so_far => {}
                Some(stored) if (&stored.answers, stored.areas) == (&so_far.answers, so_far.areas) => {
                    verdict.say("a review's place, day or people are not what its import says");
                }
                _ => verdict.say("a review's answers are not what its import says"),
            }
        }
    }
    for (table, expected) in [("block", live.len() as i64), ("review", seen.len() as i64), ("review_source", pairs)] {
        let stored: i64 = conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        if stored != expected {
            verdict.say(format!("{stored} rows stand in the table {table}, and the imports know {expected}"));
        }
    }
    Ok(())
}

/// Reviews and counts by instrument, year, region, office, worker, supervisor.
type Recount = HashMap<Cell, (i64, Counts)>;

/// Counts everything anew from the answers; also how many there are, and whether all could be read.
fn recount(conn: &Connection) -> Result<(Recount, u64, bool), StoreError> {
    let mut instruments = HashMap::new();
    let mut fresh = Recount::new();
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
