//! What Milepost costs, measured: `cargo bench` (or `cargo bench -- scores file frame plans` for a part, `-- 10m` for another size).
//!
//! Every budget is a ratio to a floor that runs in turn with ours, or a limit with so much room that a slow machine keeps
//! it. A budget that is not kept is printed as OVER; the command ends with 1 then.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)] // a program that prints figures, and stops at the first fault
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_precision_loss)] // small numbers
#![allow(clippy::must_use_candidate, clippy::missing_panics_doc, clippy::panic)] // nobody calls these from outside

mod agency;
mod file;
mod frame;
mod measure;
mod plans;
mod scores;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::Sheet;
use milepost::store::Store;
use milepost::work::import::{self, Request, What};
use milepost::work::new::{self, SetUp};
use tempfile::TempDir;

/// A folder on the disk that holds the build: one in memory would make durable writing look free.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new file with the instrument in it.
    pub fn file(&self, name: &str) -> Store {
        let path = self.path(name);
        let set_up = SetUp { agency: Some("Measured"), name: "Rae Sample", role: "QA reviewer", ..SetUp::default() };
        let mut store = new::make(&path, None, &set_up, None).unwrap();
        let questions = self.path("questions.csv");
        agency::write_questions(&questions).unwrap();
        take_in(&mut store, What::Instrument, &questions);
        store
    }

    /// The answers as a CSV file.
    pub fn answers(&self, n: usize) -> PathBuf {
        let path = self.path(&format!("answers-{n}.csv"));
        if !path.exists() {
            agency::write_answers(&path, n).unwrap();
        }
        path
    }
}

/// Imports a file as the program does.
pub fn take_in(store: &mut Store, what: What, path: &Path) {
    let request = Request {
        what,
        inputs: vec![path.to_owned()],
        instrument: Some(agency::INSTRUMENT.to_owned()),
        title: Some("Measured".to_owned()),
        map: None,
        sheet: None,
        percent: None,
        columns: Vec::new(),
        remember: false,
        forget: false,
        year: None,
        region: None,
        create_places: true,
        replace: false,
    };
    let book = store.load().unwrap();
    let preview = import::plan(store, &book, &request, &mut |_| true).unwrap_or_else(|e| panic!("{e}"));
    import::carry_out(store, &preview).unwrap();
}

fn size(word: &str) -> Option<usize> {
    let (digits, unit) = match word.as_bytes().last()? {
        b'k' => (&word[..word.len() - 1], 1_000),
        b'm' => (&word[..word.len() - 1], 1_000_000),
        _ => (word, 1),
    };
    digits.parse::<usize>().ok().map(|n| n * unit)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let large = words.iter().find_map(|w| size(w)).unwrap_or(1_000_000);
    let parts: Vec<&String> = words.iter().filter(|w| size(w).is_none()).collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|p| *p == part);
    let desk = Desk::new();
    let mut sheet = Sheet::begin();
    if wanted("scores") {
        scores::measure(&desk, &mut sheet, large);
    }
    if wanted("file") {
        file::measure(&desk, &mut sheet, large);
    }
    if wanted("frame") {
        frame::measure(&desk, &mut sheet);
    }
    if wanted("plans") {
        plans::measure(&desk, &mut sheet);
    }
    if sheet.over() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
