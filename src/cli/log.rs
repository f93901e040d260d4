//! `milepost log`: the history, newest first.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, result};
use crate::store::Access;
use crate::work::report::{Asked, AskedLog, Format, Name, make, release, render};

/// Show the history, newest first
#[derive(Debug, Args)]
pub struct Log {
    /// The file
    file: PathBuf,
    #[command(flatten)]
    which: Which,
    /// Only changes from this day on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Only changes until this day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Which changes of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct Which {
    /// Only changes by this person
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only changes of this record and its parts: its name, or its id
    #[arg(long, value_name = "RECORD")]
    record: Option<String>,
    /// Only changes in which these words occur
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Every field of each change, before and after
    #[arg(long)]
    details: bool,
}

impl Which {
    pub(super) fn asked(self) -> AskedLog {
        let Which { who, record, words, details } = self;
        AskedLog { who, record, words, details }
    }
}

impl Log {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let store = desk.open(&self.file, Access::Read)?;
        let book = store.load()?;
        let asked = Asked { log: self.which.asked(), from: self.from, until: self.until, ..Asked::default() };
        let report = make(&store, &book, Name::History, &asked, desk.today())?;
        let format = if self.json { Format::Json } else { Format::Text };
        result(render(&release(&book, report, &asked, &desk.person())?, format)?)
    }
}
