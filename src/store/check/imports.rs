//! Checks of reviews: each against its blocks in the log and what was entered, the counts against a recount.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row};

use super::Verdict;
use crate::domain::answers::PackedAnswers;
use crate::domain::change::Slot;
use crate::domain::counts::Counts;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::review::Status;
use crate::domain::value::Value;
use crate::store::block::ReviewIn;
use crate::store::commit::cell_name;
use crate::store::entered::{self, Stands, put_together};
use crate::store::fault::StoreError;
use crate::store::rollups::{Cell, Instruments, instrument_at};
use crate::store::{imported, oplog, reviews};

pub(super) fn all(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    blocks(conn, verdict)?;
    counts(conn, verdict)
}

/// The blocks whose answers stand by the log, in the order in which they first came.
fn live_blocks(conn: &Connection) -> Result<BTreeMap<i64, Id>, StoreError> {
    let name = cell_name(Kind::Block, Field::Answers, Slot::default());
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
    EXISTS (SELECT 1 FROM review_source s WHERE s.review = r.key AND s.block = ?2), r.status, r.rating, r.round,
    i.id, r.year, region.id, office.id, w.id, s.id, r.reviewed_on, r.areas, r.answers, r.case_id, r.reviewer
    FROM review r JOIN instrument i ON i.key = r.instrument JOIN region ON region.key = r.region JOIN office ON office.key = r.office
    LEFT JOIN worker w ON w.key = r.worker LEFT JOIN worker s ON s.key = r.supervisor WHERE r.id = ?1";

/// A review as the tables have it; none if its answers cannot be read.
fn stored(id: Id, row: &Row) -> rusqlite::Result<Option<Stands>> {
    let named = |at: usize| -> rusqlite::Result<Option<Id>> { Ok(row.get::<_, Option<Vec<u8>>>(at)?.as_deref().and_then(Id::from_slice)) };
    let Some(status) = Status::named(&row.get::<_, String>(3)?) else { return Ok(None) };
    let Some(answers) = PackedAnswers::from_bytes(row.get_ref(14)?.as_blob().unwrap_or_default()) else { return Ok(None) };
    let day: Option<String> = row.get(12)?;
    let review = ReviewIn {
        id,
        instrument: named(6)?.unwrap_or(Id::NIL),
        year: row.get(7)?,
        region: named(8)?.unwrap_or(Id::NIL),
        office: named(9)?.unwrap_or(Id::NIL),
        worker: named(10)?,
        supervisor: named(11)?,
        reviewed_on: day.and_then(|day| chrono::NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()),
        areas: row.get::<_, i64>(13)? as u64,
        answers,
        case_id: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
        reviewer: row.get::<_, Option<String>>(16)?.unwrap_or_default(),
    };
    Ok(Some(Stands { review, status, rating: row.get(4)?, round: named(5)? }))
}

/// Compares a review with what blocks and entries make of it.
fn compare(
    (conn, instruments): (&Connection, &mut Instruments),
    id: Id,
    imported: Option<ReviewIn>,
    stored: Option<Stands>,
    verdict: &mut Verdict,
) -> Result<(), StoreError> {
    verdict.reviews += 1;
    let entered = entered::entered(conn, id)?;
    let origin = if imported.is_some() { "its import says" } else { "was entered" };
    let expected = put_together(id, imported, entered.as_ref(), |instrument| instruments.of(conn, instrument))?;
    match (stored, expected) {
        (stored, expected) if stored == expected => {}
        (Some(a), Some(b)) if (&a.review.answers, a.review.areas) == (&b.review.answers, b.review.areas) => {
            verdict.say(format!("a review's place, day, status or people are not what {origin}"));
        }
        _ => verdict.say(format!("a review's answers are not what {origin}")),
    }
    Ok(())
}

fn blocks(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut find = conn.prepare(STORED)?;
    // Reviews that stand on several blocks: what they are so far, and how many blocks are still to come.
    let mut shared: HashMap<i64, (ReviewIn, i64)> = HashMap::new();
    let (mut seen, mut pairs) = (HashSet::new(), 0i64);
    let live = live_blocks(conn)?;
    let mut instruments = Instruments::default();
    for id in live.values() {
        let key: Option<i64> =
            conn.prepare_cached("SELECT key FROM block WHERE id = ?1")?.query_row([id.0.as_slice()], |row| row.get(0)).optional()?;
        let Some(key) = key else {
            verdict.say("an import that stands by the log is missing from the tables");
            continue;
        };
        let reviews = match imported::reviews_of(conn, key) {
            Ok(reviews) => reviews,
            Err(error) => {
                verdict.say(error.to_string());
                continue;
            }
        };
        for review in reviews {
            pairs += 1;
            let found = find
                .query_row((review.id.0.as_slice(), key), |row| {
                    let (row_key, sources, supported): (i64, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    Ok((row_key, sources, supported, stored(review.id, row)?))
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
                Some((older, left)) => (imported::overlay(Some(older), &review), left - 1),
                None => (review, sources - 1),
            };
            if left > 0 {
                shared.insert(row, (so_far, left));
                continue;
            }
            compare((conn, &mut instruments), so_far.id, Some(so_far), stored, verdict)?;
        }
    }
    only_entered(conn, &mut seen, verdict)?;
    for (table, expected) in [("block", live.len() as i64), ("review", seen.len() as i64), ("review_source", pairs)] {
        let stored: i64 = conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        if stored != expected {
            verdict.say(format!("{stored} rows stand in the table {table}, and imports and entries know {expected}"));
        }
    }
    Ok(())
}

/// Reviews that no import knows.
fn only_entered(conn: &Connection, seen: &mut HashSet<i64>, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut find = conn.prepare(STORED)?;
    let mut instruments = Instruments::default();
    let mut query = conn.prepare("SELECT id FROM case_review UNION SELECT record FROM slot")?;
    let ids: Vec<Vec<u8>> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids.iter().filter_map(|id| Id::from_slice(id)) {
        let found = find.query_row((id.0.as_slice(), 0), |row| Ok((row.get::<_, i64>(0)?, stored(id, row)?))).optional()?;
        let (row, stored) = found.map_or((None, None), |(row, stored)| (Some(row), stored));
        if row.is_some_and(|row| seen.contains(&row)) {
            continue;
        }
        seen.extend(row);
        compare((conn, &mut instruments), id, None, stored, verdict)?;
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
        if !row.counts {
            return;
        }
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
