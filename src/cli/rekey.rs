//! `milepost rekey`: a new passphrase.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, key_from, say};
use crate::store::{Access, StoreError};

/// Give the file a new passphrase
#[derive(Debug, Args)]
pub struct Rekey {
    /// The file
    file: PathBuf,
    /// A file whose first line is the new passphrase
    #[arg(long, value_name = "PATH")]
    new_passphrase_file: Option<PathBuf>,
}

impl Rekey {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let (mut store, _) = desk.open_to_change(&self.file, Access::Edit)?;
        if !store.is_encrypted() {
            return Err(StoreError::BadChange("this file is NOT ENCRYPTED; make an encrypted one with 'milepost new'".to_owned()).into());
        }
        let new = key_from(self.new_passphrase_file.as_deref());
        if matches!(new, crate::work::open::Key::Nobody) {
            return Err(Failure::Refused("nobody can be asked for the new passphrase here; add --new-passphrase-file PATH".to_owned()));
        }
        store.rekey(new.fresh()?)?;
        say(&format!("'{}' has a new passphrase. Its older backups keep the old one.", self.file.display()));
        Ok(())
    }
}
