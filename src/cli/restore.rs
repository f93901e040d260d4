//! `milepost restore`: a backup as a new file.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, say};
use crate::store::Access;

/// Make a file of a backup
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    backup: PathBuf,
    /// The file to make; it must not exist
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

impl Restore {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        // The copy is verified as every backup is, and takes an id of its own before its first change.
        desk.open(&self.backup, Access::Read)?.backup_to(&self.to)?;
        say(&format!("Restored '{}' to '{}'.", self.backup.display(), self.to.display()));
        Ok(())
    }
}
