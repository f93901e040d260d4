//! `milepost demo`: a made-up agency, to look around in or to try scripts on.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, open, say};
use crate::shell::run::{RunError, Start};
use crate::store::StoreError;
use crate::work::demo;

/// Look around in a made-up agency, or write it to a file
#[derive(Debug, Args)]
pub struct Demo {
    /// Write it here and do not open it; otherwise a temporary plain file is opened and taken away again
    file: Option<PathBuf>,
    /// Another number gives other figures
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Write a plain file
    #[arg(long, requires = "file")]
    unencrypted: bool,
}

impl Demo {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let Some(path) = self.file else {
            if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
                return Err(Failure::Refused(format!("{}; 'milepost demo FILE' writes the sample to a file", RunError::NoTerminal)));
            }
            let store = demo::temporary_of(self.seed, desk.today())?;
            let path = store.path().to_owned();
            let shown = open::show(Start::Open(Box::new(store)), desk);
            demo::clear_away(&path);
            return shown;
        };
        if path.exists() {
            return Err(StoreError::Exists(path).into());
        }
        let passphrase = if self.unencrypted { None } else { Some(desk.key().fresh()?) };
        let store = demo::write(&path, passphrase.as_ref(), self.seed, desk.today())?;
        let kept = if store.is_encrypted() { "encrypted" } else { "NOT ENCRYPTED" };
        say(&format!("Wrote the made-up agency to '{}', {kept}.", path.display()));
        Ok(())
    }
}
