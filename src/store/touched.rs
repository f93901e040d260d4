//! One change in full: every field it touched, before and after, and what names the records. Blocks are counted, not listed.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::block;
use super::commit::cell_of;
use super::fault::StoreError;
use super::history::{id_in, key_of};
use super::oplog::{self, OpRef};
use super::projection::{columns_of, record_of};
use crate::domain::field::Field;
use crate::domain::history::{CaseName, ChangeFile, Imported, Touch};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// How many changes' counts are kept.
const MOST_COUNTED: usize = 1_000;

/// What is counted of a change.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// Fields, blocks not among them.
    total: u32,
    imported: Option<Imported>,
}

impl Store {
    /// A change with the first fields it touched.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn change_file(&self, change: Id, limit: u32) -> Result<Option<ChangeFile>, StoreError> {
        let conn = &self.conn;
        let Some(key) = key_of(conn, change)? else { return Ok(None) };
        let counted = self.counted_of(change, key)?;
        let touches = touches(conn, key, limit)?;
        let (mut others, mut reviews) = (Vec::new(), BTreeSet::new());
        let records: BTreeSet<(Kind, Id)> = touches.iter().map(|touch| (touch.kind, touch.record)).collect();
        for (kind, id) in records {
            name(conn, kind, id, &touches, &mut others, &mut reviews)?;
        }
        // What a field names may be a case too.
        for touch in &touches {
            for value in [&touch.before, &touch.after] {
                if let (Field::Review | Field::About, Value::Record(id)) = (touch.field, value) {
                    reviews.insert(*id);
                }
            }
        }
        let mut cases = Vec::new();
        for review in reviews {
            cases.extend(case(conn, review)?);
        }
        Ok(Some(ChangeFile { change, touches, total: counted.total, others, cases, imported: counted.imported }))
    }

    fn counted_of(&self, change: Id, key: i64) -> Result<Counted, StoreError> {
        if let Some(known) = self.counted.borrow().get(&change) {
            return Ok(known.clone());
        }
        let counted = count(&self.conn, key)?;
        let mut known = self.counted.borrow_mut();
        if known.len() >= MOST_COUNTED {
            known.clear();
        }
        known.insert(change, counted.clone());
        Ok(counted)
    }
}

fn count(conn: &Connection, key: i64) -> Result<Counted, StoreError> {
    let (total, blocks): (u32, u32) = conn
        .prepare_cached(
            "SELECT coalesce(sum(field NOT GLOB 'block.*' AND field NOT GLOB 'history.*'), 0), coalesce(sum(field = 'block.answers'), 0)
             FROM op WHERE change = ?1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if blocks == 0 {
        return Ok(Counted { total, imported: None });
    }
    let mut imported = Imported::default();
    let mut of = BTreeSet::new();
    for (arrival, record, replaces) in ops(conn, key, "field = 'block.answers'", u32::MAX)?.into_iter().map(|op| (op.0, op.1, op.3)) {
        let (before, after) = both(conn, arrival, record, "block.answers", &replaces)?;
        imported.taken_out = after.is_none();
        let Value::Bytes(bytes) = (if after.is_none() { before } else { after }) else { continue };
        for review in block::decode(&bytes, None).unwrap_or_default() {
            imported.cases += 1;
            imported.answers += review.answers.iter().filter(|(_, _, answer)| answer.is_given()).count() as u64;
            of.insert((review.instrument, review.year));
        }
    }
    imported.of = of.into_iter().collect();
    Ok(Counted { total, imported: Some(imported) })
}

/// Arrival, record, field, what is replaced.
type Stored = (i64, Id, String, Vec<u8>);

fn ops(conn: &Connection, key: i64, which: &str, limit: u32) -> Result<Vec<Stored>, StoreError> {
    let sql = format!("SELECT arrival, record, field, replaces FROM op WHERE change = ?1 AND {which} ORDER BY arrival LIMIT ?2");
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((key, limit), |row| Ok((row.get(0)?, id_in(row, 1)?.unwrap_or(Id::NIL), row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What stood in the cell of an op, and what the op wrote.
fn both(conn: &Connection, arrival: i64, record: Id, field: &str, replaces: &[u8]) -> Result<(Value, Value), StoreError> {
    let after = oplog::value(conn, oplog::op_at(conn, arrival)?)?;
    let mut before = Value::None;
    for replaced in replaces.chunks_exact(24).filter_map(OpRef::from_bytes) {
        let Some(op) = oplog::op_named(conn, replaced)? else { continue };
        // A deletion also names heads of other cells.
        let same: bool = conn
            .prepare_cached("SELECT record = ?2 AND field = ?3 FROM op WHERE arrival = ?1")?
            .query_row((op.arrival, record.0.as_slice(), field), |row| row.get(0))?;
        if same {
            before = oplog::value(conn, op)?;
        }
    }
    Ok((before, after))
}

fn touches(conn: &Connection, key: i64, limit: u32) -> Result<Vec<Touch>, StoreError> {
    let mut found = Vec::new();
    for (arrival, record, name, replaces) in ops(conn, key, "field NOT GLOB 'block.*' AND field NOT GLOB 'history.*'", limit)? {
        // A field of a newer program has no words here.
        let Some((kind, field, slot)) = cell_of(&name) else { continue };
        let (before, after) = both(conn, arrival, record, &name, &replaces)?;
        found.push(Touch { record, kind, field, slot, before, after });
    }
    Ok(found)
}

/// A record as it stands in its table, without packed bytes.
fn stored(conn: &Connection, kind: Kind, id: Id) -> Result<Option<Record>, StoreError> {
    let sql = format!("SELECT id, gone, {} FROM {} WHERE id = ?1", columns_of(kind), kind.table());
    let found = conn.prepare_cached(&sql)?.query_row([id.0.as_slice()], |row| record_of(kind, row)).optional()?;
    Ok(found.map(|mut record| {
        for field in [Field::Content, Field::List] {
            record.set(field, Value::None);
        }
        record
    }))
}

/// Gathers what names a touched record, and what it is a part of.
fn name(
    conn: &Connection,
    kind: Kind,
    id: Id,
    touches: &[Touch],
    others: &mut Vec<Record>,
    reviews: &mut BTreeSet<Id>,
) -> Result<(), StoreError> {
    if kind == Kind::Review {
        reviews.insert(id);
        return Ok(());
    }
    let Some(mut record) = stored(conn, kind, id)? else { return Ok(()) };
    let emptied = record.is_empty();
    if emptied {
        // It was taken back: it is called as it once was.
        for field in kind.fields().iter().copied() {
            let wanted =
                kind.parent() == Some(field) || matches!(field, Field::Name | Field::Title | Field::Text | Field::Code | Field::Part);
            if wanted && !touches.iter().any(|touch| touch.record == id && touch.field == field) {
                record.set(field, once(conn, id, &super::commit::cell_name(kind, field, crate::domain::change::Slot::default()))?);
            }
        }
    }
    let parent = record.parent();
    if !kind.is_resident() || emptied {
        others.push(record);
    }
    match (kind.is_resident(), kind.parent(), parent) {
        (false, Some(Field::Review), Some(review)) => {
            reviews.insert(review);
        }
        (false, Some(Field::Scan), Some(scan)) => others.extend(stored(conn, Kind::Scan, scan)?),
        _ => {}
    }
    Ok(())
}

/// The last value that was not nothing.
fn once(conn: &Connection, record: Id, field: &str) -> Result<Value, StoreError> {
    let sql = "SELECT payload FROM op WHERE record = ?1 AND field = ?2 AND length(payload) > 1 ORDER BY arrival DESC LIMIT 1";
    let found: Option<Vec<u8>> = conn.prepare_cached(sql)?.query_row((record.0.as_slice(), field), |row| row.get(0)).optional()?;
    Ok(found.and_then(|bytes| Value::from_bytes(&bytes)).unwrap_or_default())
}

/// What names a case: as it stands, otherwise as it was entered.
fn case(conn: &Connection, review: Id) -> Result<Option<CaseName>, StoreError> {
    let read = |sql: &str| -> Result<Option<CaseName>, StoreError> {
        let found = conn.prepare_cached(sql)?.query_row([review.0.as_slice()], |row| {
            let case_id: Option<String> = row.get(3)?;
            Ok(id_in(row, 0)?.zip(id_in(row, 2)?).zip(row.get::<_, Option<i32>>(1)?).map(|((instrument, office), year)| CaseName {
                review,
                instrument,
                year,
                office,
                case_id: case_id.unwrap_or_default(),
            }))
        });
        Ok(found.optional()?.flatten())
    };
    let standing = read(
        "SELECT i.id, r.year, office.id, r.case_id FROM review r JOIN instrument i ON i.key = r.instrument
         JOIN office ON office.key = r.office WHERE r.id = ?1",
    )?;
    match standing {
        Some(case) => Ok(Some(case)),
        None => read("SELECT form, year, office, case_id FROM case_review WHERE id = ?1"),
    }
}
