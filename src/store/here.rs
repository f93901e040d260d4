//! When each person was last here, and what has changed since. A table of its own beside the log: it is no change, is never
//! undone, and stays in this file.

use std::collections::BTreeSet;

use chrono::Local;
use rusqlite::OptionalExtension;

use super::fault::StoreError;
use super::history::wall_clock;
use super::{Access, Store};
use crate::domain::history::{Mark, OfKind, Since};
use crate::domain::kind::Kind;
use crate::domain::review_moves::{person, same_person};

/// The most changes and entries that are looked at: this is asked before the first screen.
const MOST_CHANGES: u32 = 5_000;
const MOST_OPS: u32 = 5_000;

/// The changes after a place in the log that leave something to tell, by keys: never through the whole log.
pub(super) const CHANGES: &str = "SELECT key, who FROM change NOT INDEXED WHERE key > ?1
    AND (kind IN ('edit', 'import') AND state = 'live' OR kind IN ('undo', 'redo') AND undoes <= ?1) LIMIT ?2";
/// What a change touched.
pub(super) const KINDS: &str = "SELECT substr(op.field, 1, instr(op.field, '.') - 1), change.kind = 'import', op.record
    FROM op JOIN change ON change.key = op.change WHERE op.change = ?1 LIMIT ?2";

impl Store {
    /// What has changed since the person at work was last here; none if this is the first time.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn since_last_here(&self) -> Result<Option<Since>, StoreError> {
        let me = person(&self.who.words).to_owned();
        let found: Option<(i64, String)> = self
            .conn
            .prepare_cached("SELECT change, at FROM last_here WHERE name = ?1")?
            .query_row([&me], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((mark, at)) = found else { return Ok(None) };
        let mut since = Since { mark: Mark(mark), at: wall_clock(&at, &Local), ..Since::default() };
        // What was made and taken back since leaves nothing to tell; an older change taken back does.
        let mut query = self.conn.prepare_cached(CHANGES)?;
        let rows = query.query_map((mark, MOST_CHANGES), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let (mut by_others, mut people) = (Vec::new(), BTreeSet::new());
        for row in rows {
            let (key, who) = row?;
            if same_person(person(&who), &me) {
                since.own += 1;
            } else {
                by_others.push(key);
                people.insert(person(&who).to_lowercase());
            }
        }
        since.others = by_others.len() as u32;
        since.people = people.len() as u32;
        since.what = self.kinds_in(&by_others)?;
        Ok(Some(since))
    }

    /// Which records some changes touched, counted by kind, most first; nothing if there are too many entries.
    fn kinds_in(&self, changes: &[i64]) -> Result<Vec<OfKind>, StoreError> {
        let mut seen: BTreeSet<(String, bool, Vec<u8>)> = BTreeSet::new();
        let mut left = MOST_OPS;
        let mut query = self.conn.prepare_cached(KINDS)?;
        for change in changes {
            for row in query.query_map((change, left), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
                seen.insert(row?);
                left -= 1;
            }
            if left == 0 {
                return Ok(Vec::new());
            }
        }
        let mut what: Vec<OfKind> = Vec::new();
        for (table, imported, _) in seen {
            let Some(kind) = Kind::named(&table) else { continue };
            match what.iter_mut().find(|of| of.kind == kind && of.imported == imported) {
                Some(of) => of.records += 1,
                None => what.push(OfKind { kind, imported, records: 1 }),
            }
        }
        what.sort_by_key(|of| std::cmp::Reverse(of.records));
        Ok(what)
    }

    /// The person at work has seen all there is up to now. A file that is only read keeps no note of it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn was_here(&self) -> Result<(), StoreError> {
        if self.access != Access::Edit || self.is_in_place().is_err() {
            return Ok(());
        }
        let sql = "INSERT OR REPLACE INTO last_here(name, change, at) SELECT ?1, coalesce(max(key), 0), ?2 FROM change";
        self.conn.prepare_cached(sql)?.execute((person(&self.who.words), self.stamp()))?;
        Ok(())
    }
}
