//! The one door: a change goes in whole, or not at all.

use std::collections::HashMap;

use rusqlite::{Transaction, TransactionBehavior};

use super::fault::StoreError;
use super::oplog::{self, ChangeHead, Op, Pen, Says};
use super::projection::Projector;
use super::world::fresh_id;
use super::{Access, Store};
use crate::domain::change::{Change, ChangeKind, Edit, Seen, Slot, Written};
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

/// A field's name in the log carries its kind, so that an op can be read without looking anything up; that of a slotted
/// field also the question's ordinal and the occurrence: `case_review.given.12.0`.
pub(super) fn cell_name(kind: Kind, field: Field, slot: Slot) -> String {
    if field.is_slotted() {
        format!("{}.{}.{}.{}", kind.table(), field.name(), slot.question(), slot.occurrence())
    } else {
        format!("{}.{}", kind.table(), field.name())
    }
}

/// The field of the entry that stands for a change without edits; no kind of record has it.
pub(super) const LINE: &str = "history.line";

/// Back from [`cell_name`]; none for a kind or field of a newer program.
pub(super) fn cell_of(name: &str) -> Option<(Kind, Field, Slot)> {
    let mut parts = name.split('.');
    let (kind, field) = (Kind::named(parts.next()?)?, Field::named(parts.next()?)?);
    let slot = match (field.is_slotted(), parts.next(), parts.next()) {
        (true, Some(question), Some(occurrence)) => Slot::of(question.parse().ok()?, occurrence.parse().ok()?),
        (false, None, None) => Slot::default(),
        _ => return None,
    };
    parts.next().is_none().then_some((kind, field, slot))
}

fn fits(edit: &Edit) -> bool {
    let known = if edit.field.is_slotted() {
        edit.kind.slotted().contains(&edit.field)
    } else {
        edit.slot == Slot::default() && (edit.field == Field::Gone || edit.kind.fields().contains(&edit.field))
    };
    let shape = match edit.value {
        Value::None => return known,
        Value::Text(_) => Shape::Text,
        Value::Int(_) => Shape::Int,
        Value::Date(_) => Shape::Date,
        Value::Record(_) => Shape::Record,
        Value::Records(_) => Shape::Records,
        Value::Bytes(_) => Shape::Bytes,
    };
    known && edit.field.shape() == shape
}

impl Store {
    /// Commits a change: appends its ops, moves the heads, updates the tables, all in one transaction that is on the disk when
    /// this returns. Edits that change nothing are left out; a change without any is not written.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a field moved after the author looked; [`StoreError::DiskFull`] and the like, with nothing changed.
    pub fn commit(&mut self, change: &Change) -> Result<Written, StoreError> {
        let allowed = match self.access {
            Access::Edit => true,
            Access::Note => change.kind == ChangeKind::Export && change.edits.is_empty(),
            Access::Read => false,
        };
        if !allowed {
            let why = self.read_only.clone().unwrap_or_else(|| "it was opened to be read".to_owned());
            return Err(StoreError::ReadOnly { path: self.path.clone(), why });
        }
        self.is_in_place()?;
        if let Some(edit) = change.edits.iter().find(|e| !fits(e)) {
            return Err(StoreError::BadChange(format!("{} has no such value for {}", edit.kind.words(), edit.field.words())));
        }
        let at = self.stamp();
        let id = fresh_id(self.world.as_ref());
        let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?;
        let mut plan: Vec<(&Edit, String, Vec<Op>, Vec<Op>)> = Vec::with_capacity(change.edits.len());
        // Of two edits of one cell in a change the later one stands.
        let last: HashMap<(Id, Field, Slot), usize> =
            change.edits.iter().enumerate().map(|(at, e)| ((e.record, e.field, e.slot), at)).collect();
        for (at, edit) in change.edits.iter().enumerate() {
            if last.get(&(edit.record, edit.field, edit.slot)) != Some(&at) {
                continue;
            }
            let name = cell_name(edit.kind, edit.field, edit.slot);
            let heads = oplog::heads(&tx, edit.record, &name)?;
            let others = if edit.field == Field::Gone { oplog::heads_of_record(&tx, edit.record, &name)? } else { Vec::new() };
            if let Some(moved) = heads.iter().chain(&others).find(|h| h.arrival > change.saw.0) {
                return Err(StoreError::Conflict {
                    what: format!("the {} of this {}", edit.field.words(), edit.kind.words()),
                    who: moved.who.clone(),
                });
            }
            let before = match heads.last() {
                Some(shown) => oplog::value(&tx, shown.clone())?,
                None => Value::None,
            };
            if heads.len() > 1 || before != edit.value {
                plan.push((edit, name, heads, others));
            }
        }
        if plan.is_empty() && change.kind.undoable() {
            drop(plan);
            tx.rollback()?;
            return Ok(Written {
                kind: change.kind,
                words: change.words.clone(),
                edits: Vec::new(),
                seen: change.saw,
                counts_moved: false,
            });
        }
        if change.kind.undoable() {
            tx.prepare_cached("UPDATE change SET state = 'ended' WHERE state = 'undone'")?.execute([])?;
        }
        let head = ChangeHead {
            id,
            actor: self.who.actor,
            who: &self.who.words,
            at: &at,
            kind: change.kind.name(),
            words: &change.words,
            undoes: None,
        };
        let mut pen = Pen::begin(&tx, self.world.as_ref(), &self.mark, &head, None, plan.len().max(1))?;
        if plan.is_empty() {
            // An export or a new passphrase edits nothing; one entry of its own puts the line under the chain of hashes.
            pen.append(id, LINE, &[], &[], Says::Value(Value::None.to_bytes()))?;
        }
        let mut projector = Projector::new(&tx);
        let mut written = Vec::with_capacity(plan.len());
        for (edit, name, heads, others) in plan {
            let seen: Vec<_> = others.iter().map(|o| o.name).collect();
            pen.append(edit.record, &name, &heads, &seen, Says::Value(edit.value.to_bytes()))?;
            projector.set(edit)?;
            if edit.kind != Kind::Block {
                written.push(edit.clone());
            }
        }
        let counts_moved = projector.finish()?;
        pen.finish()?;
        let seen = newest(&tx)?;
        tx.commit()?;
        Ok(Written { kind: change.kind, words: change.words.clone(), edits: written, seen, counts_moved })
    }

    /// Now, as the log writes it.
    pub(super) fn stamp(&self) -> String {
        self.world.now().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }

    /// Records who works here from now on; part of the history, not undone by Ctrl-Z.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn introduce(&mut self, name: &str, role: &str) -> Result<Written, StoreError> {
        let actor = self.derived_id("actor", &[name]);
        let words = if role.is_empty() { name.to_owned() } else { format!("{name}, {role}") };
        let former = std::mem::replace(&mut self.who, super::Who { actor, words: words.clone() });
        let mut change = Change::new(format!("{words} works here"), self.seen()?);
        change.kind = ChangeKind::System;
        change.set(actor, Kind::Actor, Field::Name, Value::text(name));
        change.set(actor, Kind::Actor, Field::Role, Value::text(role));
        let written = self.commit(&change);
        if written.is_err() {
            self.who = former;
        }
        written
    }

    /// How much of the log there is now.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn seen(&self) -> Result<Seen, StoreError> {
        newest(&self.conn)
    }

    /// Who made the last change, to go on as the same person.
    pub(super) fn last_who(&self) -> Result<Option<super::Who>, StoreError> {
        use rusqlite::OptionalExtension;
        let found: Option<(Vec<u8>, String)> = self
            .conn
            .query_row(
                "SELECT actor, who FROM change WHERE kind = 'system' AND actor <> zeroblob(16) ORDER BY key DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        Ok(found.and_then(|(actor, words)| Some(super::Who { actor: Id::from_slice(&actor)?, words })))
    }
}

pub(super) fn newest(conn: &rusqlite::Connection) -> Result<Seen, StoreError> {
    Ok(Seen(conn.prepare_cached("SELECT coalesce(max(arrival), 0) FROM op")?.query_row([], |row| row.get(0))?))
}
