//! Checks of the log: the chain of hashes, the heads, what is undone. Tables and counts are compared elsewhere.

use std::collections::HashMap;

use rusqlite::Connection;

use super::Verdict;
use crate::domain::change::ChangeKind;
use crate::domain::id::Id;
use crate::store::fault::StoreError;
use crate::store::oplog::{self, ChangeHead, Header, OpRef};
use crate::store::rebuild::standing;
use crate::store::undo::ALSO;

pub(super) fn all(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    chain(conn, verdict)?;
    heads(conn, verdict)?;
    states(conn, verdict)
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
            kind: &kind,
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
        let (mut previous, mut expected, mut arrived) = (vec![0; 32], 0, 0);
        let mut ops =
            conn.prepare("SELECT seq, clock, change, record, field, replaces, restores, salt, payload, digest, hash, arrival FROM op WHERE replica = ?1 ORDER BY seq")?;
        let mut ops = ops.query([key])?;
        while let Some(op) = ops.next()? {
            verdict.ops += 1;
            expected += 1;
            let seq: i64 = op.get(0)?;
            let (change, record, field): (i64, Vec<u8>, String) = (op.get(2)?, op.get(3)?, op.get(4)?);
            let (replaces, restores): (Vec<u8>, Option<Vec<u8>>) = (op.get(5)?, op.get(6)?);
            let (salt, payload): (Option<Vec<u8>>, Option<Vec<u8>>) = (op.get(7)?, op.get(8)?);
            let (digest, hash): (Vec<u8>, Vec<u8>) = (op.get(9)?, op.get(10)?);
            match (&salt, &payload) {
                (Some(salt), Some(payload)) if restores.is_none() => {
                    if oplog::digest(salt, payload).as_slice() != digest {
                        verdict.say(format!("log: the content of entry {seq} ({field}) was altered"));
                    }
                }
                (None, None) if restores.is_some() => {}
                (None, None) => verdict.say(format!("log: the content of entry {seq} ({field}) was erased")),
                _ => verdict.say(format!("log: the content of entry {seq} ({field}) was altered")),
            }
            let arrival: i64 = op.get(11)?;
            if arrival <= arrived {
                verdict.say(format!("log: entry {seq} ({field}) is out of its place"));
            }
            arrived = arrival;
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
        verdict.say(format!(
            "log: {} cells stand by its entries, {} by the index of heads, or not the same ones",
            expected.len(),
            stored.len()
        ));
    }
    for (sql, what) in [
        (
            "SELECT count(*) FROM head JOIN op ON op.arrival = head.op WHERE head.record <> op.record OR head.field <> op.field",
            "heads name another cell than their entry",
        ),
        (
            "SELECT count(*) FROM op JOIN change ON change.key = op.change WHERE op.replica <> change.replica",
            "entries lie in a change of another file",
        ),
        (
            "SELECT count(*) FROM change WHERE NOT EXISTS (SELECT 1 FROM op WHERE op.change = change.key)",
            "lines of the history have no entry",
        ),
    ] {
        let found: i64 = conn.query_row(sql, [], |row| row.get(0))?;
        if found > 0 {
            verdict.say(format!("log: {found} {what}"));
        }
    }
    Ok(())
}

/// Whether a change stands follows from the undos and redos after it; the column only saves the search.
fn states(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut also: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut query = conn.prepare("SELECT op.change, change.key FROM op JOIN change ON change.id = op.record WHERE op.field = ?1")?;
    for row in query.query_map([ALSO], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))? {
        let (turn, key) = row?;
        also.entry(turn).or_default().push(key);
    }
    let mut stored: Vec<(i64, String, &str)> = Vec::new();
    let mut expected: HashMap<i64, &str> = HashMap::new();
    // What can be redone, undone last at the end: the change that was meant, and those that went with it.
    let mut undone: Vec<(i64, Vec<i64>)> = Vec::new();
    let mut query = conn.prepare("SELECT key, kind, undoes, state, words FROM change ORDER BY key")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (key, kind, undoes, state): (i64, String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let kind = ChangeKind::named(&kind);
        let end = |undone: &mut Vec<(i64, Vec<i64>)>, expected: &mut HashMap<i64, &str>| {
            for key in undone.drain(..).flat_map(|(_, group)| group) {
                expected.insert(key, "ended");
            }
        };
        if kind.is_some_and(ChangeKind::undoable) {
            end(&mut undone, &mut expected);
        }
        expected.insert(key, if kind.is_some_and(ChangeKind::undoable) { "live" } else { "ended" });
        if let (Some(kind @ (ChangeKind::Undo | ChangeKind::Redo)), Some(target)) = (kind, undoes) {
            let group: Vec<i64> = also.remove(&key).unwrap_or_default().into_iter().chain([target]).collect();
            if kind == ChangeKind::Redo && undone.pop_if(|(last, _)| *last == target).is_none() {
                end(&mut undone, &mut expected);
            }
            let stands = if kind == ChangeKind::Undo { "undone" } else { "live" };
            expected.extend(group.iter().map(|key| (*key, stands)));
            if kind == ChangeKind::Undo {
                undone.push((target, group));
            }
        }
        stored.push((key, row.get(4)?, ["live", "undone", "ended"].into_iter().find(|known| *known == state).unwrap_or("")));
    }
    for (key, words, state) in stored {
        if expected.get(&key) != Some(&state) {
            verdict.say(format!("log: '{words}' is marked '{state}', which its undos and redos do not give"));
        }
    }
    Ok(())
}
