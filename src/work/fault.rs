//! What can go wrong when work is done on a file, each with what to do. Faults of the file itself are in `store/fault.rs`,
//! faults of imported cells in `import/fault.rs`.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::import::Refused;
use crate::import::fault::Faults;
use crate::import::nearest::{listed, nearest};
use crate::store::StoreError;

/// Why work was not done. Nothing has changed when one is returned.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The file refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was to be imported has faults, file by file.
    #[error("{}", all_faults(.0))]
    Faulty(Vec<Faults>),
    /// The user stopped it.
    #[error("stopped; nothing was imported")]
    Stopped,
    /// Everything is there already.
    #[error("{0}: everything in it is here already; nothing was changed")]
    NothingNew(String),
    /// No such thing in the file.
    #[error("there is no {what} '{name}' here{hint}")]
    Unknown {
        /// Region, office, question ...
        what: &'static str,
        /// As it was asked for.
        name: String,
        /// What to do instead, with its punctuation.
        hint: String,
    },
    /// The question has more than one answer.
    #[error("{0}")]
    Unclear(String),
    /// The report cannot be written in that form.
    #[error(transparent)]
    Render(#[from] crate::report::render::RenderError),
    /// The report is not for everybody.
    #[error(transparent)]
    Policy(#[from] crate::report::PolicyError),
    /// No passphrase to be had.
    #[error("'{}' is encrypted and nobody can be asked for its passphrase here; add --passphrase-file PATH (or - for standard input)", .0.display())]
    NobodyToAsk(PathBuf),
    /// A new file needs one.
    #[error(
        "a new file needs a passphrase and nobody can be asked here; add --passphrase-file PATH (or - for standard input), or --unencrypted for a plain file"
    )]
    NoNewPassphrase,
    /// The two entries differ.
    #[error("the two passphrases are not the same; nothing was made, try again")]
    PassphrasesDiffer,
    /// The passphrase could not be had.
    #[error("the passphrase cannot be read from {from}: {what}")]
    Passphrase {
        /// Where from.
        from: String,
        /// What the system said.
        what: String,
    },
    /// Another file could not be read or written.
    #[error("'{}': {what}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said, and what to do.
        what: String,
    },
}

impl WorkError {
    /// Something that is not there, with the nearest name that is.
    pub fn unknown<'a>(what: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> WorkError {
        let known: Vec<&str> = known.into_iter().filter(|k| !k.is_empty()).collect();
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("; did you mean '{near}'?"),
            None if known.is_empty() => "; there is none yet".to_owned(),
            None if known.len() <= 12 => format!("; there is {}", listed(known).replace(" or ", " and ")),
            None => format!("; there are {} of them, '{}' for example", known.len(), known[0]),
        };
        WorkError::Unknown { what, name: name.to_owned(), hint }
    }

    /// From what the system says of another file.
    pub fn io(path: &Path, error: &io::Error) -> WorkError {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file; look at the name".to_owned(),
            io::ErrorKind::AlreadyExists => "is there already; add --force to write over it".to_owned(),
            io::ErrorKind::PermissionDenied => "no permission; choose another folder".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full; make room and try again".to_owned(),
            io::ErrorKind::IsADirectory => "is a folder; name a file in it".to_owned(),
            _ => error.to_string(),
        };
        WorkError::Io { path: path.to_owned(), what }
    }
}

impl From<Refused> for WorkError {
    fn from(refused: Refused) -> WorkError {
        match refused {
            Refused::Faulty(faults) => WorkError::Faulty(vec![faults]),
            Refused::Stopped => WorkError::Stopped,
            Refused::Unreadable { file, source } => WorkError::io(Path::new(&file), &source),
        }
    }
}

fn all_faults(files: &[Faults]) -> String {
    let mut out = String::new();
    let mut count = 0;
    for faults in files {
        count += faults.fault_count;
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{faults}");
    }
    let _ = match count {
        1 => write!(out, "1 fault; nothing was imported"),
        n => write!(out, "{n} faults; nothing was imported"),
    };
    out
}
