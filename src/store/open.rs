//! Opening and creating. Every way in which a file can be wrong gets its own fault here.
//!
//! The header is looked at before the first connection and never while one is open: closing another handle on the
//! file would drop SQLite's locks on it.

use std::fs::OpenOptions;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::fault::StoreError;
use super::key::{Passphrase, Secret};
use super::opened::Opened;
use super::world::{World, fresh_id};
use super::{Store, Who, lock, machine, migrate};
use crate::domain::id::Id;

/// What the file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To change it: the only editor.
    Edit,
    /// To read it, beside an editor or not.
    Read,
    /// To read it and add a line to its history.
    Note,
}

/// How a new file is made.
pub struct NewFile<'a> {
    /// The passphrase; none makes a plain file, which says so wherever it is shown.
    pub passphrase: Option<&'a Passphrase>,
    /// The secret of an agency that has a file already; none makes a new one.
    pub secret: Option<Secret>,
}

const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

#[derive(PartialEq, Eq)]
pub(super) enum Header {
    Plain,
    /// Random bytes in whole pages: ours, or anybody's.
    Sealed,
    Foreign,
}

pub(super) fn header(path: &Path) -> Result<Header, StoreError> {
    let mut file = std::fs::File::open(path).map_err(|e| StoreError::from_io(path, &e))?;
    let info = file.metadata().map_err(|e| StoreError::from_io(path, &e))?;
    if !info.is_file() {
        return Err(StoreError::NotMilepost(path.to_owned()));
    }
    let mut bytes = [0; 16];
    if file.read_exact(&mut bytes).is_err() {
        return Ok(Header::Foreign);
    }
    Ok(if &bytes == PLAIN_HEADER {
        Header::Plain
    } else if info.len() >= 4096 && (bytes.iter().any(|b| !b.is_ascii()) || bytes.contains(&0)) {
        Header::Sealed
    } else {
        Header::Foreign
    })
}

impl Store {
    /// Opens a file. `passphrase` is ignored for nothing: a plain file with a passphrase is refused.
    ///
    /// # Errors
    /// Each variant of [`StoreError`] that speaks of a file.
    pub fn open(path: &Path, passphrase: Option<&Passphrase>, access: Access, world: Box<dyn World>) -> Result<Store, StoreError> {
        let opened = Opened::new(path, || match header(path)? {
            Header::Foreign => Err(StoreError::NotMilepost(path.to_owned())),
            Header::Plain => Ok(false),
            Header::Sealed => Ok(true),
        })?;
        let sealed = opened.sealed;
        match passphrase {
            Some(_) if !sealed => return Err(StoreError::Plain(path.to_owned())),
            None if sealed => return Err(StoreError::NeedsPassphrase(path.to_owned())),
            _ => {}
        }
        if access != Access::Read && std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
            return Err(StoreError::ReadOnly { path: path.to_owned(), why: "the file is marked read-only".to_owned() });
        }
        let since = world.now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let lock = if access == Access::Edit { Some(lock::take(path, &since)?) } else { None };
        let info = std::fs::metadata(path).map_err(|e| StoreError::from_io(path, &e))?;
        let mark = machine::mark(&info);
        let mut conn = connect(path, passphrase, access)?;
        prove(&conn, path, passphrase)?;
        let found = migrate::version(&conn)?;
        if found > migrate::NEWEST {
            return Err(StoreError::Newer { path: path.to_owned(), found, known: migrate::NEWEST });
        }
        if found < migrate::NEWEST {
            carry_over(&mut conn, path, passphrase, access, &since, migrate::STEPS)?;
        }
        settle(&conn, path, access)?;
        let secret: Vec<u8> =
            conn.query_row("SELECT value FROM meta WHERE name = 'secret'", [], |row| row.get(0)).map_err(|e| damaged(path, &e))?;
        let secret = secret
            .try_into()
            .map(Secret::new)
            .map_err(|_| StoreError::Damaged { path: path.to_owned(), what: "its secret is not whole".to_owned() })?;
        let data_version = conn.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        let who = Who { actor: Id::NIL, words: machine::user() };
        let mut store = Store {
            conn,
            path: path.to_owned(),
            access,
            read_only: None,
            encrypted: sealed,
            passphrase: passphrase.map(Passphrase::copy),
            world,
            secret,
            mark,
            who,
            data_version,
            listed: std::cell::RefCell::default(),
            counted: std::cell::RefCell::default(),
            opened,
            _lock: lock,
        };
        if let Some(who) = store.last_who()? {
            store.who = who;
        }
        Ok(store)
    }

    /// A second, reading connection to the same file, for the worker.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn reader(&self) -> Result<Store, StoreError> {
        Store::open(&self.path, self.passphrase.as_ref(), Access::Read, Box::new(super::world::Real))
    }

    /// Makes a new, empty file, closes it, looks at it from outside, and opens it.
    ///
    /// # Errors
    /// [`StoreError::Exists`], a weak passphrase, or anything that opening can say. A file that could not be finished is taken away.
    pub fn create(path: &Path, new: &NewFile, world: Box<dyn World>) -> Result<Store, StoreError> {
        if let Some(weakness) = new.passphrase.and_then(Passphrase::weakness) {
            return Err(StoreError::WeakPassphrase(weakness));
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        machine::private(&mut options);
        drop(options.open(path).map_err(|e| StoreError::from_io(path, &e))?);
        match found(path, new, world.as_ref()) {
            Ok(()) => Store::open(path, new.passphrase, Access::Edit, world),
            Err(error) => {
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        }
    }
}

/// An older file: backed up, then brought up to date. A reader does neither.
pub(super) fn carry_over(
    conn: &mut Connection,
    path: &Path,
    passphrase: Option<&Passphrase>,
    access: Access,
    at: &str,
    steps: &[&str],
) -> Result<(), StoreError> {
    let found = migrate::version(conn)?;
    if access != Access::Edit {
        return Err(StoreError::Older { path: path.to_owned(), found, known: steps.len() as i64 });
    }
    super::backup::before_new_form(conn, passphrase, path, at, found)?;
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    migrate::steps(&tx, steps)?;
    tx.commit()?;
    Ok(())
}

fn found(path: &Path, new: &NewFile, world: &dyn World) -> Result<(), StoreError> {
    let mut conn = connect(path, new.passphrase, Access::Edit)?;
    conn.pragma_update(None, "auto_vacuum", "NONE")?;
    // Tables, secret and replica in one go: a file cut short while it is made is empty, and says so.
    let tx = Transaction::new(&mut conn, TransactionBehavior::Immediate)?;
    migrate::steps(&tx, migrate::STEPS)?;
    let mut bytes = [0; 32];
    world.fill(&mut bytes);
    let secret = new.secret.clone().unwrap_or_else(|| Secret::new(bytes));
    let at = world.now().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
    tx.execute(
        "INSERT INTO meta(name, value) VALUES ('secret', ?1), ('made', CAST(?2 AS BLOB)), ('mark', x'')",
        (secret.bytes().as_slice(), &at),
    )?;
    tx.execute("INSERT INTO replica(id, own, since, seq, chain) VALUES (?1, 1, ?2, 0, zeroblob(32))", (fresh_id(world).0.as_slice(), &at))?;
    tx.commit()?;
    conn.close().map_err(|(_, e)| StoreError::from(e))?;
    if new.passphrase.is_some() && header(path)? != Header::Sealed {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            what: "encryption did not take hold, so the file was not kept".to_owned(),
        });
    }
    let info = std::fs::metadata(path).map_err(|e| StoreError::from_io(path, &e))?;
    let conn = connect(path, new.passphrase, Access::Edit)?;
    conn.execute("UPDATE meta SET value = ?1 WHERE name = 'mark'", [machine::mark(&info)])?;
    settle(&conn, path, Access::Edit)?;
    conn.close().map_err(|(_, e)| StoreError::from(e))
}

fn connect(path: &Path, passphrase: Option<&Passphrase>, access: Access) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A whole path: SQLite reads a name that begins with 'file:' or ':memory:' as something else than a file.
    let whole = std::path::absolute(path).map_err(|e| StoreError::from_io(path, &e))?;
    let conn = match Connection::open_with_flags(&whole, flags) {
        Ok(conn) => conn,
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            Connection::open_with_flags(&whole, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?
        }
        Err(e) => return Err(e.into()),
    };
    // First of all: SQLCipher reports a wrong key on standard error, which is the screen.
    let cipher: Option<String> = conn.query_row("PRAGMA cipher_log_level = NONE", [], |row| row.get(0)).ok();
    drop(cipher);
    conn.busy_timeout(Duration::from_secs(5))?;
    if let Some(passphrase) = passphrase {
        let version: Option<String> = conn.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok();
        if version.is_none_or(|v| v.is_empty()) {
            return Err(StoreError::BadChange("this build of the program cannot encrypt".to_owned()));
        }
        conn.query_row("PRAGMA cipher_memory_security = ON", [], |_| Ok(())).ok();
        if !passphrase.give(&conn) {
            return Err(StoreError::WrongPassphrase(path.to_owned()));
        }
    }
    if access == Access::Read {
        conn.pragma_update(None, "query_only", true)?;
    }
    Ok(conn)
}

/// A fresh connection to a file that is open already.
pub(super) fn reopen(path: &Path, passphrase: Option<&Passphrase>, access: Access) -> Result<Connection, StoreError> {
    let conn = connect(path, passphrase, access)?;
    prove(&conn, path, passphrase)?;
    settle(&conn, path, access)?;
    Ok(conn)
}

/// The first look inside: is it ours, does the passphrase fit?
fn prove(conn: &Connection, path: &Path, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
    let tables: i64 = match conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)) {
        Ok(tables) => tables,
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            let backup_opens = passphrase.is_some_and(|p| super::backup::newest_opens(path, p));
            return Err(match passphrase {
                Some(_) if backup_opens => StoreError::Damaged {
                    path: path.to_owned(),
                    what: "the passphrase opens its backup but not the file itself".to_owned(),
                },
                Some(_) => StoreError::WrongPassphrase(path.to_owned()),
                None => StoreError::NotMilepost(path.to_owned()),
            });
        }
        Err(e) => return Err(damaged(path, &e)),
    };
    let id: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if tables == 0 || id != migrate::APPLICATION_ID {
        return Err(StoreError::NotMilepost(path.to_owned()));
    }
    Ok(())
}

fn damaged(path: &Path, error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => StoreError::Io {
            path: path.to_owned(),
            what:
                "its folder is read-only, and reading it needs two small files beside it; copy it to a folder of your own and open the copy"
                    .to_owned(),
        },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Locked { path: path.to_owned(), holder: "another program".to_owned() }
        }
        Some(ErrorCode::DiskFull) => StoreError::DiskFull,
        // The shared memory beside a log needs room even to read: a full disk is no damage.
        Some(ErrorCode::SystemIoFailure) => StoreError::Io {
            path: path.to_owned(),
            what: format!("the disk is full or does not answer ({error}); make room, check the disk and try again"),
        },
        _ => StoreError::Damaged { path: path.to_owned(), what: error.to_string() },
    }
}

/// Journal and safety settings. A commit that returns is on the disk.
fn settle(conn: &Connection, path: &Path, access: Access) -> Result<(), StoreError> {
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.set_prepared_statement_cache_capacity(128);
    if access == Access::Read {
        return Ok(());
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (journal, sync) = if machine::is_network_drive(folder) {
        conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        ("TRUNCATE", "EXTRA")
    } else {
        ("WAL", "FULL")
    };
    let got: String =
        conn.query_row(&format!("PRAGMA journal_mode = {journal}"), [], |row| row.get(0)).map_err(|e| match e.sqlite_error_code() {
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                StoreError::ReadOnly { path: path.to_owned(), why: "the folder or the medium is read-only".to_owned() }
            }
            _ => StoreError::from(e),
        })?;
    if !got.eq_ignore_ascii_case(journal) {
        return Err(StoreError::ReadOnly { path: path.to_owned(), why: format!("the journal stays '{got}'") });
    }
    conn.pragma_update(None, "synchronous", sync)?;
    Ok(())
}
