//! `milepost undo` and `milepost redo`: the newest changes of this file, one step each.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Desk, Failure, say};
use crate::domain::change::Written;
use crate::store::{Access, Store, StoreError};

/// Take back the newest change, or the newest N
#[derive(Debug, Args)]
pub struct Undo {
    /// The file
    file: PathBuf,
    /// How many changes
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    n: u32,
}

/// Bring back the change undone last, or the last N
#[derive(Debug, Args)]
pub struct Redo {
    /// The file
    file: PathBuf,
    /// How many changes
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    n: u32,
}

impl Undo {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        turn(desk, &self.file, self.n, "Undone", "undo", Store::undo)
    }
}

impl Redo {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        turn(desk, &self.file, self.n, "Redone", "redo", Store::redo)
    }
}

fn turn(
    desk: &Desk,
    file: &Path,
    n: u32,
    done: &str,
    verb: &str,
    step: fn(&mut Store) -> Result<Written, StoreError>,
) -> Result<(), Failure> {
    let (mut store, _) = desk.open_to_change(file, Access::Edit)?;
    for at in 0..n {
        match step(&mut store) {
            Ok(written) => say(&format!("{done}: {}.", written.words)),
            Err(StoreError::Nothing(_)) if at > 0 => {
                return Err(Failure::Refused(format!("there is nothing more to {verb}; {at} of {n} changes were {}", done.to_lowercase())));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
