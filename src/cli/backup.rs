//! `milepost backup`: a verified copy with the same passphrase.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, say};
use crate::store::{Access, StoreError};
use crate::work::WorkError;

/// Write a verified copy of the file, with the same passphrase
#[derive(Debug, Args)]
pub struct Backup {
    /// The file
    file: PathBuf,
    /// The copy to make; it must not exist
    #[arg(long, value_name = "PATH")]
    to: PathBuf,
}

impl Backup {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        // Beside an open window, or on a read-only medium, the copy can be made all the same; only its date is not noted.
        let mut store = match desk.open(&self.file, Access::Edit) {
            Err(Failure::Work(WorkError::Store(StoreError::Locked { .. } | StoreError::ReadOnly { .. }))) => {
                desk.open(&self.file, Access::Read)?
            }
            opened => opened?,
        };
        store.backup_to(&self.to)?;
        say(&format!("Wrote the copy '{}' and checked it.", self.to.display()));
        Ok(())
    }
}
