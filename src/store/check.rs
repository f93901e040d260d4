//! `milepost check`: the file against itself. SQLite's own checks, the hash chain, the heads, the tables against the log,
//! the reviews against their blocks, the counts against a recount. Reads everything, changes nothing. `log` looks at the log,
//! `imports` at reviews and counts.

mod imports;
mod log;

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use super::commit::cell_of;
use super::fault::StoreError;
use super::oplog;
use super::projection::from_sql;
use super::{Store, migrate};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, in words; empty is a clean file.
    pub wrong: Vec<String>,
    /// How many ops, cells, reviews and answers were looked at.
    pub ops: u64,
    /// Cells compared.
    pub cells: u64,
    /// Reviews compared.
    pub reviews: u64,
    /// Answers recounted.
    pub answers: u64,
}

impl Verdict {
    fn say(&mut self, what: impl Into<String>) {
        // Enough to act on; a wrecked file would fill the screen.
        if self.wrong.len() < 50 {
            self.wrong.push(what.into());
        }
    }
}

impl Store {
    /// Checks everything.
    ///
    /// # Errors
    /// If the file cannot be read at all; what is wrong inside it is in the verdict.
    pub fn check(&self) -> Result<Verdict, StoreError> {
        let mut verdict = Verdict::default();
        // One snapshot, so that an editor beside us cannot make the sides differ.
        let tx = self.conn.unchecked_transaction()?;
        all(&tx, &mut verdict)?;
        Ok(verdict)
    }
}

pub(super) fn all(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    sqlite_says(conn, verdict)?;
    form(conn, verdict)?;
    log::all(conn, verdict)?;
    tables(conn, verdict)?;
    imports::all(conn, verdict)
}

/// Tables, indexes, triggers and views: exactly those this program makes. A trigger could alter what is written.
fn form(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let read = |conn: &Connection| -> rusqlite::Result<BTreeSet<(String, String, String)>> {
        let mut query = conn.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    };
    let mut fresh = Connection::open_in_memory()?;
    migrate::bring_up_to_date(&mut fresh)?;
    for (sort, name, _) in read(&fresh)?.symmetric_difference(&read(conn)?) {
        verdict.say(format!("the form of the file: the {sort} '{name}' is not as this program makes it"));
    }
    Ok(())
}

fn sqlite_says(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut query = conn.prepare("PRAGMA integrity_check(20)")?;
    for line in query.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            verdict.say(format!("the file itself: {line}"));
        }
    }
    let mut query = conn.prepare("PRAGMA foreign_key_check")?;
    for line in query.query_map([], |row| row.get::<_, String>(0))? {
        verdict.say(format!("table {} names a row that is not there", line?));
    }
    Ok(())
}

fn tables(conn: &Connection, verdict: &mut Verdict) -> Result<(), StoreError> {
    let mut filled: HashMap<(Kind, Field), i64> = HashMap::new();
    let mut query = conn.prepare("SELECT DISTINCT record, field FROM head")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (record, name): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
        let Some((kind, field, slot)) = cell_of(&name).filter(|(kind, ..)| *kind != Kind::Block) else { continue };
        verdict.cells += 1;
        let Some(head) = oplog::heads(conn, Id::from_slice(&record).unwrap_or(Id::NIL), &name)?.pop() else { continue };
        let expected = oplog::value(conn, head)?;
        let stored = if field.is_slotted() {
            conn.prepare_cached("SELECT value FROM slot WHERE record = ?1 AND field = ?2 AND slot = ?3")?
                .query_row((&record, field.name(), slot.0), |row| Ok(from_sql(field.shape(), row.get_ref(0)?)))
        } else {
            let sql = format!("SELECT {} FROM {} WHERE id = ?1", field.name(), kind.table());
            conn.prepare_cached(&sql)?.query_row([&record], |row| Ok(from_sql(field.shape(), row.get_ref(0)?)))
        };
        let stored = stored.unwrap_or(Value::None);
        if stored != expected {
            verdict.say(format!("the {} of a {} is not what the log says", field.words(), kind.words()));
        }
        *filled.entry((kind, field)).or_default() += i64::from(!expected.is_none());
    }
    for kind in Kind::ALL.iter().copied().filter(|k| *k != Kind::Block) {
        for field in kind.fields().iter().copied().chain([Field::Gone]) {
            let stored: i64 = conn.query_row(&format!("SELECT count({}) FROM {}", field.name(), kind.table()), [], |row| row.get(0))?;
            let expected = filled.get(&(kind, field)).copied().unwrap_or(0);
            if stored != expected {
                verdict.say(format!("{stored} records have a {} of a {}, and the log knows {expected}", field.words(), kind.words()));
            }
        }
    }
    let expected: i64 = filled.iter().filter(|((_, field), _)| field.is_slotted()).map(|(_, n)| n).sum();
    let stored: i64 = conn.query_row("SELECT count(*) FROM slot", [], |row| row.get(0))?;
    if stored != expected {
        verdict.say(format!("{stored} entered answers and remarks stand in the tables, and the log knows {expected}"));
    }
    Ok(())
}
