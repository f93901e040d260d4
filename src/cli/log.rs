//! `milepost log`: the history, newest first.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, result};
use crate::store::Access;
use crate::work::report::{Asked, Format, Name, make, render};

/// Show the history, newest first
#[derive(Debug, Args)]
pub struct Log {
    /// The file
    file: PathBuf,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Log {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let store = desk.open(&self.file, Access::Read)?;
        let book = store.load()?;
        let report = make(&store, &book, Name::History, &Asked::default(), desk.today())?;
        result(&render(&report, if self.json { Format::Json } else { Format::Text }))
    }
}
