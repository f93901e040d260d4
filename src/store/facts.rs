//! What can be said of the engine and of a file without opening it, for `milepost doctor`.

use std::path::Path;

use rusqlite::Connection;

use super::Store;
use super::fault::StoreError;
use super::open::{Header, header};

/// The engine that this program was built with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    /// Version of SQLite.
    pub sqlite: String,
    /// Version of the encryption; none if this build cannot encrypt.
    pub cipher: Option<String>,
}

/// What a file is, seen from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A plain database.
    Plain,
    /// What an encrypted file looks like.
    Sealed,
    /// Neither.
    Foreign,
}

impl FileKind {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            FileKind::Plain => "NOT ENCRYPTED, an SQLite database",
            FileKind::Sealed => "encrypted, as far as can be seen from outside",
            FileKind::Foreign => "not a Milepost file",
        }
    }
}

impl Store {
    /// The engine of this build.
    #[must_use]
    pub fn engine() -> Engine {
        let cipher = Connection::open_in_memory().ok().and_then(|conn| conn.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok());
        Engine { sqlite: rusqlite::version().to_owned(), cipher: cipher.filter(|version: &String| !version.is_empty()) }
    }

    /// What a file is, by its first bytes. Not for a file that this process has open: closing the handle would drop its locks.
    ///
    /// # Errors
    /// A file that is not there or cannot be read.
    pub fn kind_of(path: &Path) -> Result<FileKind, StoreError> {
        Ok(match header(path)? {
            Header::Plain => FileKind::Plain,
            Header::Sealed => FileKind::Sealed,
            Header::Foreign => FileKind::Foreign,
        })
    }
}
