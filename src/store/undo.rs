//! Undo and redo: new ops with the former values, found in the log. They outlive a restart, and everything stays in the trail.
//!
//! Undo takes this file's newest live change that can be undone; redo the one undone last. A new edit ends redo, and so does
//! bringing back another change than the one undone last. A chosen change can be taken back too, with the newer ones that
//! stand on it as one change: `turning` says which. A head counts as the op whose value it brought back, so undo and redo can
//! follow each other for ever.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::commit::{cell_of, newest};
use super::fault::StoreError;
use super::history::id_in;
use super::oplog::{self, ChangeHead, Op, OpRef, Pen, Says};
use super::projection::Projector;
use super::turning;
use super::world::fresh_id;
use super::{Access, Store};
use crate::domain::change::{ChangeKind, Edit, Written};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::text::counted;
use crate::domain::value::Value;

/// The field of the entries in an undo or redo that name the further changes it is about; no kind of record has it. The record
/// is the change.
pub(super) const ALSO: &str = "history.also";

const NEXT_UNDO: &str =
    "SELECT key FROM change WHERE state = 'live' AND replica IN (SELECT key FROM replica WHERE own = 1) ORDER BY key DESC LIMIT 1";
const NEXT_REDO: &str = "SELECT undo.key FROM change JOIN change undo ON undo.undoes = change.key AND undo.kind = 'undo'
    WHERE change.state = 'undone' AND change.replica IN (SELECT key FROM replica WHERE own = 1) ORDER BY undo.key DESC LIMIT 1";

/// A change that is taken back or brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub key: i64,
    pub id: Id,
    pub words: String,
}

pub(super) fn target(conn: &Connection, key: i64) -> Result<Target, StoreError> {
    let sql = "SELECT id, words FROM change WHERE key = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([key], |row| Ok(Target { key, id: id_in(row, 0)?.unwrap_or(Id::NIL), words: row.get(1)? }))?)
}

fn next(conn: &Connection, sql: &str) -> Result<Option<i64>, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
}

/// What is turned in one go: the change that gives it its words, and those that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub main: Target,
    pub with: Vec<Target>,
}

impl Group {
    fn alone(main: Target) -> Group {
        Group { main, with: Vec::new() }
    }

    /// All of them, oldest first.
    fn members(&self) -> Vec<&Target> {
        let mut all: Vec<&Target> = std::iter::once(&self.main).chain(&self.with).collect();
        all.sort_by_key(|target| target.key);
        all
    }

    fn words(&self) -> String {
        match self.with.len() {
            0 => self.main.words.clone(),
            n => format!("{}, and {} with it", self.main.words, counted(n as u64, "change", "changes")),
        }
    }
}

/// What an undo or redo was about.
pub(super) fn group_of(conn: &Connection, turn: i64) -> Result<Group, StoreError> {
    let main: i64 = conn.prepare_cached("SELECT undoes FROM change WHERE key = ?1")?.query_row([turn], |row| row.get(0))?;
    let mut query = conn.prepare_cached(
        "SELECT also.key FROM op JOIN change also ON also.id = op.record WHERE op.change = ?1 AND op.field = ?2 ORDER BY also.key DESC",
    )?;
    let with: Vec<i64> = query.query_map((turn, ALSO), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Group { main: target(conn, main)?, with: with.into_iter().map(|key| target(conn, key)).collect::<Result<_, _>>()? })
}

/// One cell of what is turned: what its newest change wrote, and what stood there before the oldest.
pub(super) struct Cell {
    record: Id,
    name: String,
    own: OpRef,
    before: Option<OpRef>,
}

impl Store {
    /// What undo and redo would take next, in words.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn next_undo_redo(&self) -> Result<(Option<String>, Option<String>), StoreError> {
        let undo = next(&self.conn, NEXT_UNDO)?.map(|key| target(&self.conn, key)).transpose()?;
        let redo = next(&self.conn, NEXT_REDO)?.map(|turn| group_of(&self.conn, turn)).transpose()?;
        Ok((undo.map(|target| target.words), redo.map(|group| group.words())))
    }

    /// Takes back the newest live change.
    ///
    /// # Errors
    /// [`StoreError::Nothing`], or [`StoreError::CannotUndo`] if someone changed its cells since.
    pub fn undo(&mut self) -> Result<Written, StoreError> {
        self.turn(ChangeKind::Undo, |conn| {
            let key = next(conn, NEXT_UNDO)?.ok_or(StoreError::Nothing("undo"))?;
            Ok(Group::alone(target(conn, key)?))
        })
    }

    /// Brings back the change undone last.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn redo(&mut self) -> Result<Written, StoreError> {
        self.turn(ChangeKind::Redo, |conn| {
            let turn = next(conn, NEXT_REDO)?.ok_or(StoreError::Nothing("redo"))?;
            group_of(conn, turn)
        })
    }

    /// Takes back a chosen change, with the newer ones that stand on it; or brings it back, with those that went with it.
    /// `with` are those as the reviewer was told of them by [`crate::domain::query::Query::Turning`].
    ///
    /// # Errors
    /// [`StoreError::CannotTurn`] with the reason, or [`StoreError::CannotUndo`] if its cells have moved, or other changes go with it by now.
    pub fn turn_this(&mut self, change: Id, with: &[Id]) -> Result<Written, StoreError> {
        let found = turning::of(&self.conn, change)?.ok_or(StoreError::Nothing("take back"))?;
        if let Some(why) = found.refused {
            return Err(StoreError::CannotTurn(why));
        }
        if let Some(moved) = found.group.with.iter().find(|target| !with.contains(&target.id)) {
            return Err(StoreError::CannotTurn(format!("'{}' now stands on it too; look at it and decide again", moved.words)));
        }
        self.turn(if found.back { ChangeKind::Redo } else { ChangeKind::Undo }, |_| Ok(found.group))
    }

    fn turn(&mut self, kind: ChangeKind, which: impl FnOnce(&Connection) -> Result<Group, StoreError>) -> Result<Written, StoreError> {
        if self.access != Access::Edit {
            let why = self.read_only.clone().unwrap_or_else(|| "it was opened to be read".to_owned());
            return Err(StoreError::ReadOnly { path: self.path.clone(), why });
        }
        self.is_in_place()?;
        let at = self.stamp();
        let id = fresh_id(self.world.as_ref());
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?;
        let group = which(&tx)?;
        let cells = cells_of(&tx, &group, kind)?;
        let words = group.words();
        let head = ChangeHead {
            id,
            actor: self.who.actor,
            who: &self.who.words,
            at: &at,
            kind: kind.name(),
            words: &words,
            undoes: Some(group.main.id),
        };
        let entries = cells.len() + group.with.len();
        let mut pen = Pen::begin(&tx, self.world.as_ref(), &self.mark, &head, Some(group.main.key), entries)?;
        for also in &group.with {
            pen.append(also.id, ALSO, &oplog::heads(&tx, also.id, ALSO)?, &[], Says::Value(Value::None.to_bytes()))?;
        }
        let mut projector = Projector::new(&tx);
        let mut edits = Vec::with_capacity(cells.len());
        // Backwards for undo: what was made last goes first, so that nothing ever stands on something already taken away.
        let order: Box<dyn Iterator<Item = &Cell>> =
            if kind == ChangeKind::Undo { Box::new(cells.iter().rev()) } else { Box::new(cells.iter()) };
        for cell in order {
            let heads = oplog::heads(&tx, cell.record, &cell.name)?;
            let back = if kind == ChangeKind::Undo { cell.before } else { Some(cell.own) };
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
        mark(&tx, &group, kind)?;
        let seen = newest(&tx)?;
        tx.commit()?;
        Ok(Written { kind, words, edits, seen, counts_moved })
    }
}

/// Marks what was turned. What was undone and is not what was brought back cannot be redone after it.
fn mark(tx: &Transaction, group: &Group, kind: ChangeKind) -> Result<(), StoreError> {
    if kind == ChangeKind::Redo {
        let last = next(tx, NEXT_REDO)?.map(|turn| group_of(tx, turn)).transpose()?;
        if last.is_none_or(|last| last.main.key != group.main.key) {
            tx.execute("UPDATE change SET state = 'ended' WHERE state = 'undone'", [])?;
        }
    }
    let state = if kind == ChangeKind::Undo { "undone" } else { "live" };
    for member in group.members() {
        tx.prepare_cached("UPDATE change SET state = ?1 WHERE key = ?2")?.execute((state, member.key))?;
    }
    Ok(())
}

/// The cells of what is turned, in the order of their ops. Each must stand as it was left: nothing else may have touched it.
///
/// # Errors
/// [`StoreError::CannotUndo`] for the first that does not.
pub(super) fn cells_of(conn: &Connection, group: &Group, kind: ChangeKind) -> Result<Vec<Cell>, StoreError> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut at: HashMap<(Id, String), usize> = HashMap::new();
    for member in group.members() {
        for cell in own_cells(conn, member.key)? {
            match at.get(&(cell.record, cell.name.clone())) {
                None => {
                    at.insert((cell.record, cell.name.clone()), cells.len());
                    cells.push(cell);
                }
                // The newer of the two was written over the older one.
                Some(known) if cell.before == Some(cells[*known].own) => cells[*known].own = cell.own,
                Some(_) => return Err(moved(group, kind, &cell.name, None)),
            }
        }
    }
    for cell in &cells {
        let heads = oplog::heads(conn, cell.record, &cell.name)?;
        let standing = heads.last().cloned().map(|op| oplog::root(conn, op)).transpose()?;
        let nothing = |op: &Op| op.payload.as_deref() == Some(&[0]);
        let stands = match (&standing, kind) {
            (Some(standing), ChangeKind::Undo) => standing.name == cell.own,
            (Some(standing), _) => match cell.before {
                // Nothing stood there before: what stands now must be an undo's own "nothing".
                None => nothing(standing),
                Some(before) => {
                    standing.name == before || nothing(standing) && oplog::op_named(conn, before)?.as_ref().is_some_and(nothing)
                }
            },
            (None, _) => false,
        };
        if !stands || heads.len() != 1 {
            return Err(moved(group, kind, &cell.name, heads.last()));
        }
    }
    Ok(cells)
}

fn moved(group: &Group, kind: ChangeKind, name: &str, shown: Option<&Op>) -> StoreError {
    let what = cell_of(name).map_or_else(|| name.to_owned(), |(k, f, _)| format!("the {} of a {}", f.words(), k.words()));
    let who = shown.map_or_else(|| "someone".to_owned(), |op| op.who.clone());
    let verb = if kind == ChangeKind::Undo { "undone" } else { "redone" };
    StoreError::CannotUndo { words: group.words(), verb, what, who }
}

/// The cells of a change, in the order of its ops; a change has one op a cell.
fn own_cells(conn: &Connection, change: i64) -> Result<Vec<Cell>, StoreError> {
    let mut query = conn.prepare_cached("SELECT arrival, record, field, replaces FROM op WHERE change = ?1 ORDER BY arrival")?;
    let rows: Vec<(i64, Vec<u8>, String, Vec<u8>)> =
        query.query_map([change], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect::<Result<_, _>>()?;
    let mut cells = Vec::with_capacity(rows.len());
    for (arrival, record, name, replaces) in rows {
        let record = Id::from_slice(&record).unwrap_or(Id::NIL);
        let own = oplog::op_at(conn, arrival)?.name;
        let mut before = None;
        for replaced in replaces.chunks_exact(24).filter_map(OpRef::from_bytes) {
            // A deletion also names heads of other cells; only this cell's count here.
            let Some(op) = oplog::op_named(conn, replaced)? else { continue };
            let same: bool = conn
                .prepare_cached("SELECT record = ?2 AND field = ?3 FROM op WHERE arrival = ?1")?
                .query_row((op.arrival, record.0.as_slice(), &name), |row| row.get(0))?;
            if same {
                before = Some(oplog::root(conn, op)?.name);
            }
        }
        cells.push(Cell { record, name, own, before });
    }
    Ok(cells)
}
