//! `milepost [FILE]`: the terminal application.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::{Desk, Failure};
use crate::config::Config;
use crate::store::{Access, Store, StoreError};
use crate::work::WorkError;
use crate::work::open::default_file;

/// The terminal application: it gets the open file and the settings, and gives back what to say if it fails.
pub type Shell = fn(Store, Config) -> Result<(), String>;

pub(super) fn run(file: Option<PathBuf>, desk: Desk, shell: Shell) -> Result<(), Failure> {
    let named = file.is_some();
    let Some(path) = file.or_else(|| desk.config.file.clone()).or_else(default_file) else {
        return Err(Failure::Refused("there is no data folder here; name the file: milepost FILE".to_owned()));
    };
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::Refused("there is no terminal here; open the file in one, or use 'milepost report' in scripts".to_owned()));
    }
    if !named && !path.exists() {
        return Err(Failure::Refused(format!(
            "there is no file yet; make one with 'milepost new {}', or look at the sample agency with 'milepost demo'",
            path.display()
        )));
    }
    let store = match desk.open(&path, Access::Edit) {
        // Another window edits it, or it cannot be written here: then it is shown, and says so.
        Err(Failure::Work(WorkError::Store(StoreError::Locked { .. } | StoreError::ReadOnly { .. }))) => desk.open(&path, Access::Read)?,
        opened => opened?,
    };
    shell(store, desk.config).map_err(Failure::Refused)
}
