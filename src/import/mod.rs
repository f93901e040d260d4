//! Bytes to plain records, each fault named with its line. No database, no paths: the caller opens files and stores records.

use std::io;

pub mod answers;
pub mod day;
pub mod decode;
pub mod docx;
pub mod fault;
mod head;
mod header;
pub mod instrument_check;
pub mod instrument_csv;
pub mod instrument_toml;
pub mod instrument_write;
pub mod look;
pub mod mapping;
mod memo;
mod opened;
pub mod percent;
pub mod places;
pub mod plan_toml;
pub mod population;
pub mod published;
pub mod ratings;
mod rows;
pub mod scans;
pub mod shipped;
pub mod table;
mod toml_page;
mod totals;
pub mod trend_set;
pub mod trends;
mod workbook;

pub use crate::domain::nearest;

use fault::Faults;

/// Records read from a file, with what is worth saying about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import<T> {
    /// What the file says.
    pub records: T,
    /// Warnings; no faults.
    pub notes: Faults,
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The file has faults; nothing of it was taken.
    #[error("{0}")]
    Faulty(Faults),
    /// The user stopped it.
    #[error("Stopped; nothing was imported")]
    Stopped,
    /// The bytes could not be read.
    #[error("'{file}' cannot be read: {source}; check that the file is there and not open elsewhere")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the system said.
        source: io::Error,
    },
}

impl Refused {
    /// The faults, if the file has them.
    #[must_use]
    pub fn faults(&self) -> Option<&Faults> {
        match self {
            Refused::Faulty(faults) => Some(faults),
            _ => None,
        }
    }
}

/// Called now and then with the bytes read so far; `false` stops the import.
pub type Progress<'a> = &'a mut dyn FnMut(u64) -> bool;
