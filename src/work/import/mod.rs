//! Imports: what a file would do (the preview, with every fault), then doing it as one change. Reading bytes belongs to
//! `import/`, storing to `store/`. The command line and the dialog in the program both come here.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use super::WorkError;
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::Progress;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::{Chosen, Mapping};
use crate::import::percent::Scale;
use crate::import::{shipped, table};
use crate::store::{Store, StoredReview};

mod answers;
mod mini_pip;
mod offices;
mod people;
mod places;
mod population;
mod published;
mod remembered;
pub mod rules;
mod scans;
mod trends;
mod what;
mod words;

pub use answers::review_id;
use remembered::Memory;
pub use remembered::{Shown, look};
pub use what::What;

/// What is to be imported, and how.
// Its switches are those of the command line, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug)]
pub struct Request {
    /// What the files hold.
    pub what: What,
    /// The files; all of them make one change.
    pub inputs: Vec<PathBuf>,
    /// Code of the instrument: of the answers, or of the one that a CSV of questions makes.
    pub instrument: Option<String>,
    /// Title of the instrument that a CSV of questions makes, or of the Mini PIP that a form is taken into.
    pub title: Option<String>,
    /// A mapping: a shipped one by name, or a file.
    pub map: Option<String>,
    /// The sheet to read, if a file is a workbook.
    pub sheet: Option<String>,
    /// What bare numbers of a column of percents are, if it is not to be judged.
    pub percent: Option<Scale>,
    /// Columns chosen by a person: name of ours, and where it comes from.
    pub columns: Vec<(String, Chosen)>,
    /// Whether the mapping is used again for files with the same header.
    pub remember: bool,
    /// Whether a mapping remembered for such files is left out and forgotten.
    pub forget: bool,
    /// The fiscal year of the round that a population list is for.
    pub year: Option<String>,
    /// The region of that round.
    pub region: Option<String>,
    /// Whether regions and offices that are not here yet are made.
    pub create_places: bool,
    /// Whether values that are here already may change.
    pub replace: bool,
}

/// What an import would do, or has done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows read.
    pub rows: u64,
    /// Answers given in them.
    pub answers: u64,
    /// Values (answers, offices, results ...) that are new.
    pub new: u64,
    /// Values that are here already.
    pub already_here: u64,
    /// Values that change.
    pub changed: u64,
    /// Reviews that are new or change.
    pub reviews: u64,
    /// Regions made.
    pub regions: u64,
    /// Offices made.
    pub offices: u64,
    /// People made.
    pub people: u64,
    /// Rounds made.
    pub rounds: u64,
    /// Trend indicators made.
    pub indicators: u64,
}

/// An import that can be carried out: what will happen, shown before it does.
#[derive(Debug)]
pub struct Preview {
    /// What the files hold.
    pub what: What,
    /// What will happen.
    pub counts: Counts,
    /// Warnings, file by file.
    pub notes: Vec<Faults>,
    /// Names of the columns of `rows`.
    pub columns: &'static [&'static str],
    /// The first rows, as they were understood.
    pub rows: Vec<Vec<String>>,
    change: Change,
}

impl Preview {
    /// The words under which it will stand in the history.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.change.words
    }
}

/// How many rows a preview shows.
const SHOWN: usize = 8;

/// Reads files and works out what importing them would do. Nothing is written.
///
/// # Errors
/// [`WorkError::Faulty`] with every fault of every file, [`WorkError::NothingNew`], [`WorkError::Stopped`].
pub fn plan(store: &Store, book: &Book, request: &Request, progress: Progress<'_>) -> Result<Preview, WorkError> {
    plan_on(store, book, request, chrono::Local::now().date_naive(), progress)
}

/// The same on another day than today: from it a date without a year is read.
///
/// # Errors
/// As [`plan`].
pub fn plan_on(store: &Store, book: &Book, request: &Request, today: NaiveDate, progress: Progress<'_>) -> Result<Preview, WorkError> {
    let base = mapping(request)?;
    let mut memory = Memory::default();
    let mut draft = Draft::new(store, book);
    draft.today = today;
    draft.several = request.inputs.len() > 1;
    let mut refused: Vec<Faults> = Vec::new();
    for path in &request.inputs {
        let (mapping, said) = memory.mapping(book, path, request, &base);
        let read = match request.what {
            What::Instrument => rules::instrument_file(&mut draft, path, request, &mapping),
            What::Plan => rules::plan_file(&mut draft, path),
            What::Offices => offices::read(&mut draft, path, request, &mapping),
            What::People => people::read(&mut draft, path, &mapping),
            What::Answers | What::Ratings => answers::read(&mut draft, path, request, &mapping, progress),
            What::Population => population::read(&mut draft, path, request, &mapping, progress),
            What::Scans => scans::read(&mut draft, path, request, &mapping, progress),
            What::Published => published::read(&mut draft, path, request, &mapping),
            What::Trends => trends::read(&mut draft, path, request, &mapping),
            What::MiniPip => mini_pip::read(&mut draft, path, request),
        };
        match read {
            Ok(mut notes) => {
                if let Some(note) = said {
                    notes.warn(|| note);
                }
                draft.notes.push(notes);
            }
            Err(WorkError::Faulty(faults)) => refused.extend(faults),
            Err(error) => return Err(error),
        }
    }
    if !refused.is_empty() {
        return Err(WorkError::Faulty(refused));
    }
    if draft.change.edits.is_empty() {
        return Err(WorkError::NothingNew(names(&request.inputs)));
    }
    memory.settle(&mut draft);
    draft.change.kind = ChangeKind::Import;
    draft.change.words = words::words(request, &draft.counts);
    let Draft { change, counts, notes, columns, rows, .. } = draft;
    Ok(Preview { what: request.what, counts, notes, columns, rows, change })
}

/// Imports what the preview showed: one change, one undo step.
///
/// # Errors
/// As [`Store::commit`]; then nothing was imported.
pub fn carry_out(store: &mut Store, preview: &Preview) -> Result<Written, WorkError> {
    Ok(store.commit(&preview.change)?)
}

fn names(inputs: &[PathBuf]) -> String {
    match inputs {
        [one] => file_name(one),
        several => format!("{} files", several.len()),
    }
}

fn mapping(request: &Request) -> Result<Mapping, WorkError> {
    if request.what != What::Population && (request.year.is_some() || request.region.is_some()) {
        return Err(WorkError::Unclear("--year and --region name the round of a population list; leave them out here".to_owned()));
    }
    let Some(kind) = request.what.table() else {
        let nothing = request.map.is_none() && request.sheet.is_none() && request.percent.is_none() && !request.remember && !request.forget;
        return if nothing {
            Ok(Mapping::default())
        } else {
            let what = request.what.code();
            Err(WorkError::Unclear(format!("a {what} is no table; leave --map, --sheet, --percent, --remember and --forget out")))
        };
    };
    let mut mapping = match &request.map {
        Some(map) => mapping_named(map, kind)?,
        None => Mapping::default(),
    };
    if request.sheet.is_some() {
        mapping.sheet.clone_from(&request.sheet);
    }
    if request.percent.is_some() {
        mapping.percent = request.percent;
    }
    Ok(mapping)
}

fn mapping_named(map: &str, kind: table::Kind) -> Result<Mapping, WorkError> {
    let path = Path::new(map);
    if let Some(known) = shipped::find(shipped::MAPPINGS, map.trim_end_matches(".toml")).filter(|_| !path.exists()) {
        return Ok(Mapping::parse(known.file, known.text, kind)?);
    }
    let text = std::fs::read_to_string(path).map_err(|e| WorkError::io(path, &e))?;
    Ok(Mapping::parse(&file_name(path), &text, kind)?)
}

/// What faults call it.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn open(path: &Path) -> Result<File, WorkError> {
    let file = File::open(path).map_err(|e| WorkError::io(path, &e))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(WorkError::io(path, &std::io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// An import on its way to a change. What it makes is seen at once by what follows, through a copy of the book.
pub(super) struct Draft<'a> {
    pub store: &'a Store,
    pub book: Book,
    pub change: Change,
    pub counts: Counts,
    notes: Vec<Faults>,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
    /// The day that counts as today.
    today: NaiveDate,
    /// Whether more files follow or went before.
    several: bool,
    /// Answers of this import by review, kept when there are several files.
    pending: HashMap<Id, StoredReview>,
    /// Reviews of this import.
    reviews: HashSet<Id>,
    places: places::Known,
}

impl<'a> Draft<'a> {
    pub fn new(store: &'a Store, book: &Book) -> Draft<'a> {
        Draft {
            store,
            book: book.clone(),
            change: Change::new("", book.seen),
            counts: Counts::default(),
            notes: Vec::new(),
            columns: &[],
            rows: Vec::new(),
            today: NaiveDate::default(),
            several: false,
            pending: HashMap::new(),
            reviews: HashSet::new(),
            places: places::Known::of(book),
        }
    }

    /// One field of one record gets a value, unless it has it already.
    pub fn set(&mut self, record: Id, kind: Kind, field: Field, value: Value) {
        let known = self.book.get(record);
        if known.is_some_and(|r| r.gone) && field != Field::Gone {
            self.set(record, kind, Field::Gone, Value::None);
        }
        let same = match (self.book.get(record), field) {
            (Some(r), Field::Gone) => !r.gone && value.is_none(),
            (Some(r), _) => *r.get(field) == value,
            (None, _) => value.is_none(),
        };
        if !same {
            self.book.set(kind, record, field, value.clone());
            self.change.set(record, kind, field, value);
        }
    }

    /// Whether a record is there.
    fn is_here(&self, id: Id) -> bool {
        self.book.get(id).is_some_and(|r| self.book.is_live(r))
    }

    /// Compares a record with the values it is to have. Answers whether it is new, the same, or has other values (a fault
    /// unless they may be replaced), and sets it unless that is a fault. An empty new value leaves the old one.
    fn settle(&mut self, id: Id, kind: Kind, values: Vec<(Field, Value)>, replace: bool, line: u64, faults: &mut Faults) {
        let here = self.is_here(id);
        let differing: Vec<Field> = match self.book.get(id) {
            Some(record) if here => {
                values.iter().filter(|(field, value)| !value.is_none() && record.get(*field) != value).map(|(field, _)| *field).collect()
            }
            _ => Vec::new(),
        };
        if here && differing.is_empty() {
            self.counts.already_here += 1;
            return;
        }
        let overwrites = self.book.get(id).is_some_and(|r| differing.iter().any(|f| !r.get(*f).is_none()));
        if here && overwrites && !replace {
            faults.fault(|| {
                let words: Vec<&str> = differing.iter().map(|f| f.words()).collect();
                Fault::new("value-changed").line(line).says(
                    format!("this {} is here with another {}", kind.words(), words.join(" and another ")),
                    "correct the file, or add --replace to change what is here",
                )
            });
            return;
        }
        if here {
            self.counts.changed += 1;
        } else {
            self.counts.new += 1;
        }
        for (field, value) in values {
            if !value.is_none() {
                self.set(id, kind, field, value);
            }
        }
    }

    fn show(&mut self, columns: &'static [&'static str], row: impl FnOnce() -> Vec<String>) {
        self.columns = columns;
        if self.rows.len() < SHOWN {
            self.rows.push(row());
        }
    }

    /// The code of the instrument to use: the one asked for, or the only one here.
    fn instrument_code(&self, asked: Option<&str>) -> Result<String, WorkError> {
        let mut codes: Vec<&str> = self.book.instruments().iter().map(|(_, i)| i.code.as_str()).collect();
        codes.dedup();
        match (asked, codes.as_slice()) {
            (Some(asked), known) => match known.iter().find(|code| code.eq_ignore_ascii_case(asked)) {
                Some(code) => Ok((*code).to_owned()),
                None => Err(WorkError::unknown("instrument", asked, known.iter().copied())),
            },
            (None, [only]) => Ok((*only).to_owned()),
            (None, []) => Err(WorkError::Unclear(
                "there is no instrument here yet; import one first, with 'milepost import instrument utah-cpr --into FILE' for example"
                    .to_owned(),
            )),
            (None, several) => {
                Err(WorkError::Unclear(format!("there are several instruments here; add --instrument with one of {}", several.join(", "))))
            }
        }
    }
}
