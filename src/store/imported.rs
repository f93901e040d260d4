//! What the live blocks of the log say of reviews. How a block is packed is in `block`.

use rusqlite::Connection;

use super::block::{self, ReviewIn};
use super::fault::StoreError;
use super::oplog;
use super::rollups::damaged;
use crate::domain::change::Slot;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

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
    let name = super::commit::cell_name(Kind::Block, field, Slot::default());
    let Some(head) = oplog::heads(conn, id, &name)?.pop() else { return Ok(None) };
    Ok(match oplog::value(conn, head)? {
        Value::Bytes(bytes) => Some(bytes),
        _ => None,
    })
}

/// What identifies the cases of a block; none once it is purged.
pub(super) fn identifiers(conn: &Connection, id: Id) -> Result<Option<Vec<u8>>, StoreError> {
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
