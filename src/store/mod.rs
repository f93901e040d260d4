//! The file: all SQL is here, one subject a file. `Store::commit` is the only way in.
//!
//! `open` opens and creates, `opened` knows what is open, `lock` keeps one editor, `key` holds the passphrase, `machine` what differs between systems;
//! `oplog` appends, `commit` and `undo` decide what is appended, `projection` keeps the tables true, `block`, `entered` and
//! `reviews` do so for answers; `read`, `casework` and `history` answer; `check` compares everything with the log; `backup` copies.

pub mod backup;
pub mod block;
mod casework;
pub mod check;
mod commit;
mod entered;
pub mod facts;
pub mod fault;
mod here;
mod history;
mod imported;
pub mod key;
mod listed;
mod lock;
mod machine;
mod migrate;
mod open;
mod opened;
mod oplog;
mod projection;
mod read;
mod rebuild;
mod reviews;
mod rollups;
mod scans;
mod seats;
mod touched;
mod turning;
mod undo;
pub mod world;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use fault::StoreError;
pub use key::{Passphrase, Secret};
pub use machine::forbid_core_dumps;
pub use migrate::statements;
pub use open::{Access, NewFile};
pub use reviews::StoredReview;
pub use world::World;

use crate::domain::id::Id;

/// An open file. One editor at a time; any number of readers.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    access: Access,
    /// Why it can only be read, in words that follow "this file can only be read here".
    read_only: Option<String>,
    encrypted: bool,
    /// Kept to open the copies that backups make.
    passphrase: Option<Passphrase>,
    world: Box<dyn World>,
    /// The agency's secret, from which ids of natural keys are derived.
    secret: Secret,
    /// This machine and this very file; a copy elsewhere becomes a new replica before its first write.
    mark: Vec<u8>,
    who: Who,
    data_version: i64,
    /// The list of cases that was looked at last.
    listed: std::cell::RefCell<Option<listed::Listed>>,
    /// What was counted of changes that were looked at: a change never changes.
    counted: std::cell::RefCell<std::collections::HashMap<Id, touched::Counted>>,
    /// Fields drop in this order: the connection is closed before these let go.
    opened: opened::Opened,
    /// Held while the file can be edited.
    _lock: Option<lock::Lock>,
}

/// Who makes the changes: the record, and name and role as the history prints them.
#[derive(Clone, Debug)]
pub struct Who {
    /// The person's record.
    pub actor: Id,
    /// "Ann Example, QA reviewer".
    pub words: String,
}

impl Store {
    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it was opened.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Says why it could not be opened for editing: another window, or the medium.
    pub fn read_only_because(&mut self, why: impl Into<String>) {
        self.read_only = Some(why.into());
    }

    /// Whether it is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// The person whom changes carry, as the history prints it.
    pub fn who(&self) -> &str {
        &self.who.words
    }

    /// From now on changes carry this person.
    pub fn act_as(&mut self, who: Who) {
        self.who = who;
    }

    /// The time of the outside world.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.world.now()
    }

    /// Fresh ids, in rising order.
    pub fn new_ids(&self, n: usize) -> Vec<Id> {
        (0..n).map(|_| world::fresh_id(self.world.as_ref())).collect()
    }

    /// The id of a record by its natural key: the same in every file of the agency.
    pub fn derived_id(&self, kind: &str, natural_key: &[&str]) -> Id {
        self.secret.derive(kind, natural_key)
    }

    /// The agency's secret, for a second file of the same agency.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Whether another program has written since the last call.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        let version: i64 = self.conn.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(std::mem::replace(&mut self.data_version, version) != version)
    }

    /// A change goes only into the file that was opened: one that is deleted takes everything without a word, and is lost.
    fn is_in_place(&self) -> Result<(), StoreError> {
        if self.opened.is_at(&self.path) { Ok(()) } else { Err(StoreError::Gone(self.path.clone())) }
    }

    /// Moves the write-ahead log into the file, so that the file alone is whole. Cheap when there is nothing to move.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        if self.access == Access::Edit {
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // A failure here loses nothing: the log is read at the next opening.
        let _ = self.checkpoint();
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trials;
#[cfg(test)]
mod trials_casework;
#[cfg(test)]
mod trials_copies;
#[cfg(test)]
mod trials_history;
#[cfg(test)]
mod trials_imports;
#[cfg(test)]
mod trials_kinds;
#[cfg(test)]
mod trials_versions;
