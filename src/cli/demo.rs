//! `milepost demo`: a made-up agency to look around in, or as a file.

use std::path::PathBuf;

use clap::Args;

use super::open::{Start, look};
use super::{Desk, Failure, say};
use crate::shell;
use crate::work::demo;

/// A made-up agency with ten years of data; without FILE a temporary one is opened, with FILE it is written and not opened
#[derive(Debug, Args)]
pub struct Demo {
    /// The file to write
    file: Option<PathBuf>,
    /// Another seed tells another story
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write FILE without encryption; its title says NOT ENCRYPTED
    #[arg(long, requires = "file")]
    unencrypted: bool,
}

impl Demo {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let Some(path) = self.file else {
            if !shell::has_terminal() {
                return Err(Failure::Refused(
                    "there is no terminal here; name a file to write: milepost demo FILE --unencrypted".to_owned(),
                ));
            }
            let store = demo::temporary(self.seed, desk.today())?;
            return Ok(shell::run::run(Start::Open(Box::new(store)), &look(desk)?)?);
        };
        if path.exists() {
            return Err(crate::store::StoreError::Exists(path).into());
        }
        let passphrase = if self.unencrypted { None } else { Some(desk.key().fresh()?) };
        drop(demo::write(&path, passphrase.as_ref(), self.seed, desk.today())?);
        say(&format!("'{}' holds a made-up agency; open it with 'milepost {}'", path.display(), path.display()));
        Ok(())
    }
}
