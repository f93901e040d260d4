//! Copies: verified backups beside the file, restoring one, and a new passphrase.
//!
//! A backup is made by SQLite itself (`VACUUM INTO`), encrypted with the same key, into a file created private before a
//! byte is written, then opened and checked. The database itself is never copied as bytes.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::fault::StoreError;
use super::key::Passphrase;
use super::world::World;
use super::{Access, Store, machine};

/// How many daily backups are kept.
pub const KEPT: usize = 14;

/// `FILE-backups` beside the file.
pub fn folder_of(file: &Path) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push("-backups");
    file.with_file_name(name)
}

/// The daily backups of a file, oldest first.
pub fn list(file: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder_of(file))
        .map(|entries| entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "milepost")).collect())
        .unwrap_or_default();
    found.sort();
    found
}

/// Whether a passphrase opens the newest backup: tells a damaged file from a wrong passphrase.
pub(super) fn newest_opens(file: &Path, passphrase: &Passphrase) -> bool {
    let Some(newest) = list(file).pop() else { return false };
    let Ok(conn) = Connection::open_with_flags(newest, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY) else { return false };
    passphrase.give(&conn) && conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)).is_ok()
}

impl Store {
    /// Writes a verified copy with the same passphrase; the target must not exist.
    ///
    /// # Errors
    /// [`StoreError::Exists`], a full disk, or a copy that does not check out (it is taken away again).
    pub fn backup_to(&mut self, target: &Path) -> Result<(), StoreError> {
        self.copy_to(target)?;
        self.note_backup()
    }

    /// The copy alone: not every copy is a backup.
    pub(super) fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        copy(&self.conn, self.access, self.passphrase.as_ref(), target)
    }

    /// A fact about the file, not of its history: it is not in the log, and a rebuild may lose it.
    fn note_backup(&self) -> Result<(), StoreError> {
        if self.access == Access::Edit {
            let at = self.stamp();
            self.conn.execute("INSERT OR REPLACE INTO meta(name, value) VALUES ('last_backup', CAST(?1 AS BLOB))", [at])?;
        }
        Ok(())
    }

    /// A writing connection to a copy, keyed as this file is.
    pub(super) fn open_copy(&self, target: &Path) -> Result<Connection, StoreError> {
        open_copy(self.passphrase.as_ref(), target)
    }

    /// Makes today's backup in [`folder_of`] if there is none yet, and lets the oldest beyond [`KEPT`] go.
    ///
    /// # Errors
    /// As [`Store::backup_to`].
    pub fn daily_backup(&mut self) -> Result<Option<PathBuf>, StoreError> {
        let folder = folder_of(&self.path);
        let target = folder.join(format!("{}.milepost", self.now().format("%Y-%m-%d")));
        if target.exists() {
            return Ok(None);
        }
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::from_io(&folder, &e))?;
        machine::private_folder(&folder);
        // Under another name until it is whole: a backup cut short must not pass for today's.
        let part = target.with_extension("part");
        let _ = std::fs::remove_file(&part);
        self.copy_to(&part)?;
        std::fs::rename(&part, &target).map_err(|e| StoreError::from_io(&target, &e))?;
        self.note_backup()?;
        let backups = list(&self.path);
        for old in backups.iter().take(backups.len().saturating_sub(KEPT)) {
            let _ = std::fs::remove_file(old);
        }
        Ok(Some(target))
    }

    /// Gives the file a new passphrase.
    ///
    /// # Errors
    /// A weak passphrase, a plain file, which cannot be given one, or a disk that did not take it: then the old one stays.
    pub fn rekey(&mut self, new: Passphrase) -> Result<(), StoreError> {
        if self.access != Access::Edit {
            return Err(StoreError::ReadOnly { path: self.path.clone(), why: "it was opened to be read".to_owned() });
        }
        if !self.encrypted {
            return Err(StoreError::BadChange("this file is NOT ENCRYPTED; make an encrypted one with 'milepost new'".to_owned()));
        }
        if let Some(weakness) = new.weakness() {
            return Err(StoreError::WeakPassphrase(weakness));
        }
        self.checkpoint()?;
        // The pragma says yes even when the disk was full and nothing happened, and such a connection would go on writing with
        // the new key into a file of the old one. So it is closed in any case, and a fresh one shows which key fits.
        let tried = new.replace_in(&self.conn);
        drop(std::mem::replace(&mut self.conn, Connection::open_in_memory()?));
        let fresh = if tried { super::open::reopen(&self.path, Some(&new), self.access).ok() } else { None };
        let changed = fresh.is_some();
        self.conn = match fresh {
            Some(fresh) => fresh,
            None => super::open::reopen(&self.path, self.passphrase.as_ref(), self.access)?,
        };
        if !changed {
            let what = "the passphrase was NOT changed, the old one still opens the file; the disk may be full".to_owned();
            return Err(StoreError::Io { path: self.path.clone(), what });
        }
        self.passphrase = Some(new);
        let mut change = crate::domain::change::Change::new("a new passphrase", self.seen()?);
        change.kind = crate::domain::change::ChangeKind::System;
        self.commit(&change)?;
        Ok(())
    }
}

/// Before the form of a file moves: a verified copy as it was, in [`folder_of`].
pub(super) fn before_new_form(
    conn: &Connection,
    passphrase: Option<&Passphrase>,
    path: &Path,
    at: &str,
    form: i64,
) -> Result<PathBuf, StoreError> {
    let folder = folder_of(path);
    std::fs::create_dir_all(&folder).map_err(|e| StoreError::from_io(&folder, &e))?;
    machine::private_folder(&folder);
    // The time in the name: a second try after a failed one must not stumble over the first.
    let target = folder.join(format!("{}-form-{form}.milepost", at.replace(':', "")));
    copy(conn, Access::Edit, passphrase, &target)?;
    Ok(target)
}

fn copy(conn: &Connection, access: Access, passphrase: Option<&Passphrase>, target: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    machine::private(&mut options);
    drop(options.open(target).map_err(|e| StoreError::from_io(target, &e))?);
    let done = copy_into(conn, access, passphrase, target).and_then(|()| {
        // Nothing here has it open any more, so it may be touched past SQLite.
        OpenOptions::new().write(true).open(target).and_then(|file| file.sync_all()).map_err(|e| StoreError::from_io(target, &e))
    });
    if done.is_err() {
        let _ = std::fs::remove_file(target);
    }
    done
}

fn copy_into(conn: &Connection, access: Access, passphrase: Option<&Passphrase>, target: &Path) -> Result<(), StoreError> {
    let whole = std::path::absolute(target).map_err(|e| StoreError::from_io(target, &e))?;
    let name = whole.to_str().ok_or_else(|| StoreError::Io { path: target.to_owned(), what: "the name is not Unicode".to_owned() })?;
    let least = sizes(conn)?;
    // `query_only` forbids VACUUM INTO on a reader's connection; a reader's file stays untouched all the same.
    if access == Access::Read {
        conn.pragma_update(None, "query_only", false)?;
    }
    let copied = conn.execute("VACUUM INTO ?1", [name]);
    if access == Access::Read {
        conn.pragma_update(None, "query_only", true)?;
    }
    copied?;
    let most = sizes(conn)?;
    let copy = open_copy(passphrase, target)?;
    let verdict: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    // An editor in another window may have written meanwhile; the log only grows.
    let (changes, ops) = sizes(&copy)?;
    if verdict != "ok" || !(least.0..=most.0).contains(&changes) || !(least.1..=most.1).contains(&ops) {
        return Err(StoreError::Damaged { path: target.to_owned(), what: format!("the copy does not check out ({verdict})") });
    }
    // A copy belongs to no machine: put back in the original's place, even under its number in the file system,
    // it must take a new replica before it writes, or two histories would bear the same names.
    copy.execute("UPDATE meta SET value = x'' WHERE name = 'mark'", [])?;
    copy.close().map_err(|(_, e)| StoreError::from(e))
}

fn sizes(conn: &Connection) -> Result<(i64, i64), StoreError> {
    Ok(conn.query_row("SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM op)", [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn open_copy(passphrase: Option<&Passphrase>, target: &Path) -> Result<Connection, StoreError> {
    let whole = std::path::absolute(target).map_err(|e| StoreError::from_io(target, &e))?;
    let conn = Connection::open_with_flags(whole, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    match passphrase {
        Some(key) if !key.give(&conn) => Err(StoreError::WrongPassphrase(target.to_owned())),
        _ => Ok(conn),
    }
}

/// Opens a backup, checks it, and writes it as a new file; the first write there takes a new replica.
///
/// # Errors
/// Anything opening can say of the backup; [`StoreError::Exists`] for the target.
pub fn restore(backup: &Path, passphrase: Option<&Passphrase>, target: &Path, world: Box<dyn World>) -> Result<(), StoreError> {
    let mut source = Store::open(backup, passphrase, Access::Read, world)?;
    source.backup_to(target)
}
