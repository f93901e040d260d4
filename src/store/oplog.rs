//! The append-only log: one row an op, chained by hashes. What an op may say is decided in `commit` and `undo`.
//!
//! An op replaces the heads its author saw; a cell's heads are therefore a function of the *set* of ops, in any order.
//! `hash` = SHA-256(previous, header, digest) and `digest` = SHA-256(salt, payload): payload and salt can be erased
//! (a purge) and the chain still verifies. An op that brings a former value back names the op that had it and carries no payload.

use rusqlite::{Connection, OptionalExtension, Transaction};
use sha2::{Digest, Sha256};

use super::fault::StoreError;
use super::world::{World, fresh_id};
use crate::domain::change::ChangeKind;
use crate::domain::id::Id;
use crate::domain::value::Value;

/// Names an op everywhere: the replica's id and its sequence number there. 24 bytes in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct OpRef {
    pub replica: Id,
    pub seq: i64,
}

impl OpRef {
    pub fn to_bytes(self) -> [u8; 24] {
        let mut out = [0; 24];
        out[..16].copy_from_slice(&self.replica.0);
        out[16..].copy_from_slice(&self.seq.to_be_bytes());
        out
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<OpRef> {
        let (replica, seq) = bytes.split_at_checked(16)?;
        Some(OpRef { replica: Id::from_slice(replica)?, seq: i64::from_be_bytes(seq.try_into().ok()?) })
    }
}

/// One stored op, as far as writing needs it.
#[derive(Clone, Debug)]
pub(super) struct Op {
    pub arrival: i64,
    pub name: OpRef,
    pub restores: Option<OpRef>,
    pub payload: Option<Vec<u8>>,
    pub digest: Vec<u8>,
    pub who: String,
}

/// What a new op says.
pub(super) enum Says {
    /// A new value.
    Value(Vec<u8>),
    /// The value of an earlier op is back.
    Restores(Box<Op>),
}

/// What identifies a change in its ops' hashes.
pub(super) struct ChangeHead<'a> {
    pub id: Id,
    pub actor: Id,
    pub who: &'a str,
    pub at: &'a str,
    /// Its word in the file, hashed as it stands.
    pub kind: &'a str,
    pub words: &'a str,
    pub undoes: Option<Id>,
}

impl ChangeHead<'_> {
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new().chain_update(self.id.0).chain_update(self.actor.0).chain_update(self.undoes.unwrap_or(Id::NIL).0);
        for text in [self.who, self.at, self.kind, self.words] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
        hash.finalize().into()
    }
}

/// The parts of an op that its hash covers.
pub(super) struct Header<'a> {
    pub name: OpRef,
    pub clock: i64,
    pub change: &'a [u8; 32],
    pub record: Id,
    pub field: &'a str,
    pub replaces: &'a [u8],
    pub restores: Option<&'a [u8]>,
    pub digest: &'a [u8],
}

impl Header<'_> {
    pub fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new().chain_update(previous).chain_update(b"milepost op 1").chain_update(self.name.to_bytes());
        hash.update(self.clock.to_be_bytes());
        hash.update(self.change);
        hash.update(self.record.0);
        for part in [self.field.as_bytes(), self.replaces, self.restores.unwrap_or(&[])] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.update(self.digest);
        hash.finalize().into()
    }
}

/// Salted digest of a payload.
pub(super) fn digest(salt: &[u8], payload: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}

/// The writing end of the log, inside one transaction.
pub(super) struct Pen<'a> {
    tx: &'a Transaction<'a>,
    replica_key: i64,
    replica: Id,
    seq: i64,
    chain: Vec<u8>,
    clock: i64,
    change_key: i64,
    change_digest: [u8; 32],
    salts: Vec<u8>,
}

impl<'a> Pen<'a> {
    /// Begins a change: reads sequence and chain inside the transaction, takes a new replica if the file has moved house.
    pub fn begin(
        tx: &'a Transaction<'a>,
        world: &dyn World,
        mark: &[u8],
        head: &ChangeHead,
        undoes: Option<i64>,
        ops: usize,
    ) -> Result<Pen<'a>, StoreError> {
        let known: Vec<u8> = tx.query_row("SELECT value FROM meta WHERE name = 'mark'", [], |row| row.get(0))?;
        if known != mark {
            tx.execute(
                "INSERT INTO replica(id, own, since, seq, chain) VALUES (?1, 1, ?2, 0, zeroblob(32))",
                (fresh_id(world).0.as_slice(), head.at),
            )?;
            tx.execute("UPDATE meta SET value = ?1 WHERE name = 'mark'", [mark])?;
        }
        let (replica_key, replica, seq, chain): (i64, Vec<u8>, i64, Vec<u8>) =
            tx.query_row("SELECT key, id, seq, chain FROM replica WHERE own = 1 ORDER BY key DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
        let newest: i64 = tx.query_row("SELECT coalesce((SELECT clock FROM op ORDER BY arrival DESC LIMIT 1), 0)", [], |row| row.get(0))?;
        let state = if ChangeKind::named(head.kind).is_some_and(ChangeKind::undoable) { "live" } else { "ended" };
        tx.prepare_cached(
            "INSERT INTO change(id, replica, actor, who, at, kind, words, undoes, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            head.id.0.as_slice(),
            replica_key,
            head.actor.0.as_slice(),
            head.who,
            head.at,
            head.kind,
            head.words,
            undoes,
            state,
        ))?;
        let mut salts = vec![0; ops * 16];
        world.fill(&mut salts);
        Ok(Pen {
            tx,
            replica_key,
            replica: Id::from_slice(&replica).unwrap_or(Id::NIL),
            seq,
            chain,
            // A hybrid clock: milliseconds, then a counter; it never runs backwards, whatever the system's clock does.
            clock: (world.now().timestamp_millis() << 16).max(newest + 1),
            change_key: tx.last_insert_rowid(),
            change_digest: head.digest(),
            salts,
        })
    }

    /// Appends one op and moves the heads of its cell. `seen` are heads of other cells that the author had seen (a deletion names them).
    pub fn append(&mut self, record: Id, field: &str, heads: &[Op], seen: &[OpRef], says: Says) -> Result<i64, StoreError> {
        self.seq += 1;
        self.clock += 1;
        let name = OpRef { replica: self.replica, seq: self.seq };
        let replaces: Vec<u8> = heads.iter().map(|h| h.name).chain(seen.iter().copied()).flat_map(OpRef::to_bytes).collect();
        let (salt, payload, digest_of, restores) = match says {
            Says::Value(payload) => {
                let at = self.salts.len().saturating_sub(16);
                let salt = self.salts.split_off(at);
                let digest = digest(&salt, &payload).to_vec();
                (Some(salt), Some(payload), digest, None)
            }
            Says::Restores(op) => (None, None, op.digest, Some(op.name.to_bytes())),
        };
        let header = Header {
            name,
            clock: self.clock,
            change: &self.change_digest,
            record,
            field,
            replaces: &replaces,
            restores: restores.as_ref().map(<[u8; 24]>::as_slice),
            digest: &digest_of,
        };
        let hash = header.hash(&self.chain).to_vec();
        self.tx
            .prepare_cached("INSERT INTO op(replica, seq, clock, change, record, field, replaces, restores, salt, payload, digest, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?
            .execute((self.replica_key, self.seq, self.clock, self.change_key, record.0.as_slice(), field, &replaces, restores, &salt, &payload, &digest_of, &hash))?;
        let arrival = self.tx.last_insert_rowid();
        if !heads.is_empty() {
            self.tx.prepare_cached("DELETE FROM head WHERE record = ?1 AND field = ?2")?.execute((record.0.as_slice(), field))?;
        }
        self.tx.prepare_cached("INSERT INTO head(record, field, op) VALUES (?1, ?2, ?3)")?.execute((
            record.0.as_slice(),
            field,
            arrival,
        ))?;
        self.chain = hash;
        Ok(arrival)
    }

    /// Writes sequence and chain back; gives the key of the change.
    pub fn finish(self) -> Result<i64, StoreError> {
        self.tx.prepare_cached("UPDATE replica SET seq = ?1, chain = ?2 WHERE key = ?3")?.execute((
            self.seq,
            &self.chain,
            self.replica_key,
        ))?;
        Ok(self.change_key)
    }
}

const OP: &str = "SELECT op.arrival, replica.id, op.seq, op.restores, op.payload, op.digest, change.who FROM op JOIN replica ON replica.key = op.replica JOIN change ON change.key = op.change";

fn read(row: &rusqlite::Row) -> rusqlite::Result<Op> {
    let replica: Vec<u8> = row.get(1)?;
    let restores: Option<Vec<u8>> = row.get(3)?;
    Ok(Op {
        arrival: row.get(0)?,
        name: OpRef { replica: Id::from_slice(&replica).unwrap_or(Id::NIL), seq: row.get(2)? },
        restores: restores.and_then(|b| OpRef::from_bytes(&b)),
        payload: row.get(4)?,
        digest: row.get(5)?,
        who: row.get(6)?,
    })
}

/// The heads of a cell, the shown one last.
pub(super) fn heads(conn: &Connection, record: Id, field: &str) -> Result<Vec<Op>, StoreError> {
    let sql = format!("{OP} JOIN head ON head.op = op.arrival WHERE head.record = ?1 AND head.field = ?2 ORDER BY op.clock, replica.id");
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((record.0.as_slice(), field), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The heads of all cells of a record but one.
pub(super) fn heads_of_record(conn: &Connection, record: Id, but: &str) -> Result<Vec<Op>, StoreError> {
    let sql = format!("{OP} JOIN head ON head.op = op.arrival WHERE head.record = ?1 AND head.field <> ?2 ORDER BY op.arrival");
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((record.0.as_slice(), but), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An op by its arrival.
pub(super) fn op_at(conn: &Connection, arrival: i64) -> Result<Op, StoreError> {
    Ok(conn.prepare_cached(&format!("{OP} WHERE op.arrival = ?1"))?.query_row([arrival], read)?)
}

/// An op by its name, if this file has it.
pub(super) fn op_named(conn: &Connection, name: OpRef) -> Result<Option<Op>, StoreError> {
    let sql = format!("{OP} WHERE op.replica = (SELECT key FROM replica WHERE id = ?1) AND op.seq = ?2");
    Ok(conn.prepare_cached(&sql)?.query_row((name.replica.0.as_slice(), name.seq), read).optional()?)
}

/// The op whose value an op shows: itself, or what it restores, all the way back.
pub(super) fn root(conn: &Connection, op: Op) -> Result<Op, StoreError> {
    let mut at = op;
    while let Some(earlier) = at.restores {
        match op_named(conn, earlier)? {
            Some(found) => at = found,
            None => break,
        }
    }
    Ok(at)
}

/// The value an op shows; nothing if its payload was purged.
pub(super) fn value(conn: &Connection, op: Op) -> Result<Value, StoreError> {
    let op = if op.restores.is_some() { root(conn, op)? } else { op };
    Ok(op.payload.as_deref().and_then(Value::from_bytes).unwrap_or_default())
}
