//! Making the tables anew from the log, into a sibling file: the way back when a check finds them wrong.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::Store;
use super::commit::cell_of;
use super::fault::StoreError;
use super::oplog::{self, OpRef};
use super::projection::Projector;
use crate::domain::change::Edit;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

impl Store {
    /// Writes a sibling file whose tables are made anew from the log, with the same passphrase.
    ///
    /// # Errors
    /// As [`Store::backup_to`].
    pub fn rebuild_into(&mut self, target: &Path) -> Result<(), StoreError> {
        self.copy_to(target)?;
        let done = self.open_copy(target).and_then(|mut copy| remake(&mut copy));
        if done.is_err() {
            let _ = std::fs::remove_file(target);
        }
        done
    }
}

fn remake(copy: &mut Connection) -> Result<(), StoreError> {
    let tx = Transaction::new(copy, TransactionBehavior::Immediate)?;
    for table in ["review_source", "rollup", "rollup_worker", "review", "block", "slot", "head"] {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for kind in Kind::ALL.iter().filter(|k| **k != Kind::Block) {
        tx.execute(&format!("DELETE FROM {}", kind.table()), [])?;
    }
    for arrival in standing(&tx)? {
        tx.execute("INSERT INTO head(record, field, op) SELECT record, field, arrival FROM op WHERE arrival = ?1", [arrival])?;
    }
    let shown: Vec<(Vec<u8>, String)> = {
        let mut query = tx.prepare("SELECT record, field FROM head GROUP BY record, field ORDER BY min(op)")?;
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    let mut projector = Projector::new(&tx);
    // Places and people first: reviews stand on them.
    for blocks in [false, true] {
        for (record, name) in &shown {
            let Some((kind, field, slot)) = cell_of(name).filter(|(kind, ..)| (*kind == Kind::Block) == blocks) else { continue };
            let record = Id::from_slice(record).unwrap_or(Id::NIL);
            if let Some(head) = oplog::heads(&tx, record, name)?.pop() {
                projector.set(&Edit { record, kind, field, slot, value: oplog::value(&tx, head)? })?;
            }
        }
    }
    projector.finish()?;
    tx.commit()?;
    Ok(())
}

/// Arrivals of all ops that no other op on the same cell replaces.
pub(super) fn standing(conn: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut query = conn.prepare(
        "SELECT op.arrival, op.record, op.field, replica.id, op.seq, op.replaces FROM op JOIN replica ON replica.key = op.replica ORDER BY op.record, op.field, op.arrival",
    )?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    let mut cell: Option<(Vec<u8>, String)> = None;
    let mut here: Vec<(i64, OpRef)> = Vec::new();
    let mut replaced: HashSet<OpRef> = HashSet::new();
    while let Some(row) = rows.next()? {
        let at: (Vec<u8>, String) = (row.get(1)?, row.get(2)?);
        if cell.as_ref() != Some(&at) {
            found.extend(here.drain(..).filter(|(_, name)| !replaced.contains(name)).map(|(arrival, _)| arrival));
            replaced.clear();
            cell = Some(at);
        }
        let replica: Vec<u8> = row.get(3)?;
        here.push((row.get(0)?, OpRef { replica: Id::from_slice(&replica).unwrap_or(Id::NIL), seq: row.get(4)? }));
        let earlier: Vec<u8> = row.get(5)?;
        replaced.extend(earlier.chunks_exact(24).filter_map(OpRef::from_bytes));
    }
    found.extend(here.into_iter().filter(|(_, name)| !replaced.contains(name)).map(|(arrival, _)| arrival));
    found.sort_unstable();
    Ok(found)
}
