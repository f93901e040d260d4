//! Undo and redo: new ops with the former values, found in the log. They outlive a restart, and everything stays in the trail.
//!
//! Undo takes this file's newest live change that can be undone; redo the oldest undone one. A new edit ends redo.
//! A head counts as the op whose value it brought back, so undo and redo can follow each other for ever.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};

use super::commit::{cell_of, newest};
use super::fault::StoreError;
use super::oplog::{self, ChangeHead, Op, OpRef, Pen, Says};
use super::projection::Projector;
use super::world::fresh_id;
use super::{Access, Store};
use crate::domain::change::{ChangeKind, Edit, Written};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

const NEXT_UNDO: &str = "SELECT key, id, words FROM change WHERE state = 'live' AND replica IN (SELECT key FROM replica WHERE own = 1) ORDER BY key DESC LIMIT 1";
const NEXT_REDO: &str =
    "SELECT key, id, words FROM change WHERE state = 'undone' AND replica IN (SELECT key FROM replica WHERE own = 1) ORDER BY key LIMIT 1";

struct Target {
    key: i64,
    id: Id,
    words: String,
}

fn target(conn: &rusqlite::Connection, sql: &str) -> Result<Option<Target>, StoreError> {
    let found = conn.prepare_cached(sql)?.query_row([], |row| {
        let id: Vec<u8> = row.get(1)?;
        Ok(Target { key: row.get(0)?, id: Id::from_slice(&id).unwrap_or(Id::NIL), words: row.get(2)? })
    });
    Ok(found.optional()?)
}

/// One cell of the change: its own op, and what stood there before.
struct Cell {
    record: Id,
    name: String,
    own: Op,
    before: Option<OpRef>,
}

impl Store {
    /// What undo and redo would take next, in words.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn next_undo_redo(&self) -> Result<(Option<String>, Option<String>), StoreError> {
        Ok((target(&self.conn, NEXT_UNDO)?.map(|t| t.words), target(&self.conn, NEXT_REDO)?.map(|t| t.words)))
    }

    /// Takes back the newest live change.
    ///
    /// # Errors
    /// [`StoreError::Nothing`], or [`StoreError::CannotUndo`] if someone changed its cells since.
    pub fn undo(&mut self) -> Result<Written, StoreError> {
        self.turn(NEXT_UNDO, ChangeKind::Undo)
    }

    /// Brings back the change undone last.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn redo(&mut self) -> Result<Written, StoreError> {
        self.turn(NEXT_REDO, ChangeKind::Redo)
    }

    fn turn(&mut self, which: &str, kind: ChangeKind) -> Result<Written, StoreError> {
        if self.access != Access::Edit {
            let why = self.read_only.clone().unwrap_or_else(|| "it was opened to be read".to_owned());
            return Err(StoreError::ReadOnly { path: self.path.clone(), why });
        }
        self.is_in_place()?;
        let (verb, done) = if kind == ChangeKind::Undo { ("undo", "undone") } else { ("redo", "redone") };
        let at = self.stamp();
        let id = fresh_id(self.world.as_ref());
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?;
        let Some(target) = target(&tx, which)? else { return Err(StoreError::Nothing(verb)) };
        let cells = cells_of(&tx, target.key)?;
        let head = ChangeHead {
            id,
            actor: self.who.actor,
            who: &self.who.words,
            at: &at,
            kind: kind.name(),
            words: &target.words,
            undoes: Some(target.id),
        };
        let mut pen = Pen::begin(&tx, self.world.as_ref(), &self.mark, &head, Some(target.key), cells.len())?;
        let mut projector = Projector::new(&tx);
        let mut edits = Vec::with_capacity(cells.len());
        // Backwards for undo: what was made last goes first, so that nothing ever stands on something already taken away.
        let order: Box<dyn Iterator<Item = &Cell>> =
            if kind == ChangeKind::Undo { Box::new(cells.iter().rev()) } else { Box::new(cells.iter()) };
        for cell in order {
            let heads = oplog::heads(&tx, cell.record, &cell.name)?;
            let expected = if kind == ChangeKind::Undo { Some(cell.own.name) } else { cell.before };
            let shown = heads.last().cloned();
            let standing = shown.clone().map(|op| oplog::root(&tx, op)).transpose()?;
            let untouched = match (&standing, expected) {
                (Some(standing), Some(expected)) => heads.len() == 1 && standing.name == expected,
                // Nothing stood there before: what stands now must be the undo's own "nothing".
                (Some(standing), None) => heads.len() == 1 && standing.payload.as_deref() == Some(&[0]),
                (None, _) => false,
            };
            if !untouched {
                let what =
                    cell_of(&cell.name).map_or_else(|| cell.name.clone(), |(k, f, _)| format!("the {} of a {}", f.words(), k.words()));
                let who = shown.map_or_else(|| "someone".to_owned(), |op| op.who);
                return Err(StoreError::CannotUndo { words: target.words, verb: done, what, who });
            }
            let back = if kind == ChangeKind::Undo { cell.before } else { Some(cell.own.name) };
            let back = back.map(|name| oplog::op_named(&tx, name)).transpose()?.flatten();
            let (says, value) = match back {
                Some(op) => {
                    let op = oplog::root(&tx, op)?;
                    let value = oplog::value(&tx, op.clone())?;
                    (Says::Restores(Box::new(op)), value)
                }
                None => (Says::Value(Value::None.to_bytes()), Value::None),
            };
            pen.append(cell.record, &cell.name, &heads, &[], says)?;
            if let Some((kind, field, slot)) = cell_of(&cell.name) {
                let edit = Edit { record: cell.record, kind, field, slot, value };
                projector.set(&edit)?;
                if kind != Kind::Block {
                    edits.push(edit);
                }
            }
        }
        let counts_moved = projector.finish()?;
        pen.finish()?;
        tx.execute("UPDATE change SET state = ?1 WHERE key = ?2", (if kind == ChangeKind::Undo { "undone" } else { "live" }, target.key))?;
        let seen = newest(&tx)?;
        tx.commit()?;
        Ok(Written { kind, words: target.words, edits, seen, counts_moved })
    }
}

/// The cells of a change, in the order of its ops; a change has one op a cell.
fn cells_of(tx: &Transaction, change: i64) -> Result<Vec<Cell>, StoreError> {
    let mut query = tx.prepare_cached("SELECT arrival, record, field, replaces FROM op WHERE change = ?1 ORDER BY arrival")?;
    let rows: Vec<(i64, Vec<u8>, String, Vec<u8>)> =
        query.query_map([change], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect::<Result<_, _>>()?;
    let mut cells = Vec::with_capacity(rows.len());
    for (arrival, record, name, replaces) in rows {
        let record = Id::from_slice(&record).unwrap_or(Id::NIL);
        let own = oplog::op_at(tx, arrival)?;
        let mut before = None;
        for replaced in replaces.chunks_exact(24).filter_map(OpRef::from_bytes) {
            // A deletion also names heads of other cells; only this cell's count here.
            let Some(op) = oplog::op_named(tx, replaced)? else { continue };
            let same: bool = tx
                .prepare_cached("SELECT record = ?2 AND field = ?3 FROM op WHERE arrival = ?1")?
                .query_row((op.arrival, record.0.as_slice(), &name), |row| row.get(0))?;
            if same {
                before = Some(oplog::root(tx, op)?.name);
            }
        }
        cells.push(Cell { record, name, own, before });
    }
    Ok(cells)
}
