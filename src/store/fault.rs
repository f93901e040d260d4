//! What can go wrong with the file, each with what happened and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A fault of the file. Nothing has changed when one is returned.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file.
    #[error("there is no file '{}'; make one with 'milepost new', or look at the name", .0.display())]
    NotFound(PathBuf),
    /// There is a file already.
    #[error("'{}' is there already; choose another name, nothing is ever overwritten", .0.display())]
    Exists(PathBuf),
    /// Not ours.
    #[error("'{}' is not a Milepost file; nothing was changed in it", .0.display())]
    NotMilepost(PathBuf),
    /// Encrypted, and no passphrase given.
    #[error("'{}' is encrypted; give its passphrase (at the prompt, or with --passphrase-file)", .0.display())]
    NeedsPassphrase(PathBuf),
    /// Plain, and a passphrase given.
    #[error("'{}' is NOT ENCRYPTED, but a passphrase was given; open it without one, or ask where the encrypted file is", .0.display())]
    Plain(PathBuf),
    /// The passphrase does not fit.
    #[error("the passphrase does not open '{}'; check capitals and keyboard, or the file is not a Milepost file", .0.display())]
    WrongPassphrase(PathBuf),
    /// The passphrase is right and the file is not.
    #[error("'{}' is damaged: {what}; restore the newest backup with 'milepost restore'", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was seen.
        what: String,
    },
    /// Made by a newer program.
    #[error("'{}' was made by a newer Milepost (its form is {found}, this program knows {known}); update the program", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        found: i64,
        /// The newest form known here.
        known: i64,
    },
    /// Made by an older program, and opened only to be read.
    #[error("'{}' was made by an older Milepost (its form is {found}, this program writes {known}); open it once for editing, which backs it up and brings it up to date", .path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its form.
        found: i64,
        /// The form of this program.
        known: i64,
    },
    /// Someone else edits it.
    #[error("'{}' is open for editing elsewhere ({holder}); close that window first, reports can be made meanwhile", .path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// Who: process, user, since.
        holder: String,
    },
    /// Cannot be written here.
    #[error("'{}' cannot be written here ({why}); it can only be read", .path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Moved, deleted or replaced while it was open.
    #[error("not saved: '{}' was moved, deleted or replaced while open; put it back, or make a backup (Ctrl-P, backup)", .0.file_name().unwrap_or_default().display())]
    Gone(PathBuf),
    /// A passphrase too weak for a new file.
    #[error("{0}")]
    WeakPassphrase(String),
    /// No room.
    #[error("the disk is full; the last change was not saved and nothing else changed; make room and try again")]
    DiskFull,
    /// The field has moved since the draft was begun.
    #[error("{what} was changed meanwhile by {who}; look at it and decide again")]
    Conflict {
        /// Field and record, in words.
        what: String,
        /// Who changed it.
        who: String,
    },
    /// Nothing left.
    #[error("there is nothing to {0}")]
    Nothing(&'static str),
    /// An undo whose fields have moved on.
    #[error("'{words}' cannot be {verb}: {what} was changed after it by {who}")]
    CannotUndo {
        /// The change.
        words: String,
        /// "undone" or "redone".
        verb: &'static str,
        /// Field, in words.
        what: String,
        /// Who changed it.
        who: String,
    },
    /// A chosen change that is not taken back.
    #[error("this cannot be taken back: {0}")]
    CannotTurn(String),
    /// The change itself is wrong: a fault of the program.
    #[error("this change cannot be stored: {0}")]
    BadChange(String),
    /// Reading or writing the file failed.
    #[error("{}: {what}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// Anything else that SQLite says.
    #[error("{}", sql_words(.0))]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// From what the system says of a path.
    pub(super) fn from_io(path: &Path, error: &io::Error) -> StoreError {
        match error.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound(path.to_owned()),
            io::ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
            io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { path: path.to_owned(), why: "the disk or medium is read-only".to_owned() }
            }
            io::ErrorKind::PermissionDenied => StoreError::ReadOnly { path: path.to_owned(), why: "no permission to write".to_owned() },
            io::ErrorKind::StorageFull => StoreError::DiskFull,
            _ => StoreError::Io { path: path.to_owned(), what: error.to_string() },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            _ => StoreError::Sql(error),
        }
    }
}

fn sql_words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "the file is damaged: a part of it cannot be read; run 'milepost check', then restore the newest backup".to_owned()
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            "the file cannot be written here; copy it to a folder of your own".to_owned()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program is writing to the file just now; try again".to_owned()
        }
        Some(ErrorCode::SystemIoFailure) => {
            format!("the disk did not take or give the data ({error}); nothing was saved; check the disk and try again")
        }
        _ => format!("the file could not be read or written: {error}"),
    }
}
