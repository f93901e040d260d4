//! `milepost doctor`: facts about this program, this machine and a file, for someone who helps. No case data.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure};

/// Show facts about the program, the terminal and a file; never case data
#[derive(Debug, Args)]
pub struct Doctor {
    /// A file to look at
    file: Option<PathBuf>,
}

impl Doctor {
    pub(super) fn run(self, _desk: &Desk) -> Result<(), Failure> {
        Ok(())
    }
}
