//! `milepost check`: the file against itself.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, result, say};
use crate::domain::text::clean;
use crate::store::Access;

/// Check the file: its pages, its log, its tables, its counts
#[derive(Debug, Args)]
pub struct Check {
    /// The file
    file: PathBuf,
    /// Write a sibling file whose tables are made anew from the log
    #[arg(long, value_name = "PATH")]
    rebuild: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let mut store = desk.open(&self.file, Access::Read)?;
        let verdict = store.check()?;
        let looked = format!("{} ops, {} fields, {} reviews, {} answers", verdict.ops, verdict.cells, verdict.reviews, verdict.answers);
        let mut out = String::new();
        for wrong in &verdict.wrong {
            let _ = writeln!(out, "wrong: {}", clean(wrong).0.replace('\n', " "));
        }
        if verdict.wrong.is_empty() {
            let _ = writeln!(out, "clean: {looked}");
        }
        result(&out)?;
        if let Some(target) = self.rebuild {
            store.rebuild_into(&target)?;
            say(&format!("Wrote '{}' with its tables made anew from the log.", target.display()));
        }
        if verdict.wrong.is_empty() { Ok(()) } else { Err(Failure::Found) }
    }
}
