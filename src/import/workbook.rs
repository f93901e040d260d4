//! Workbooks (.xlsx, .xlsm, .xls, .ods), known by their content: one sheet becomes the text of a table, a line for a row. Parts are
//! read one after another, each up to a limit, and nothing is sized by what the file says about itself.
//!
//! Ours, over `zip` and `quick-xml`: a reader of whole workbooks reserves memory by counts that stand in the file (two cells
//! can ask for the whole of a sheet), and says neither which formula lacks a result nor which cell is a percent.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::fault::{Fault, Faults, SHEET_CHOSEN};
use super::mapping::Mapping;
use super::nearest::did_you_mean;
use super::table::{Kind, folded};
use super::{Progress, Refused, decode};

mod compound;
pub(super) mod grid;
mod ods;
pub(super) mod package;
mod sheet;
mod values;
mod xls;

use grid::{Flawed, Grid};
use ods::Ods;
use package::{Book, MOST_OF_A_SHEET, Package, SheetName, damaged};
use sheet::{Merged, Row, Sheet};
use values::Values;
use xls::Xls;

/// What stops the reading of a workbook.
pub(super) enum Halt {
    Fault(Box<Fault>),
    Stopped,
}

impl Halt {
    pub(super) fn fault(fault: Fault) -> Halt {
        Halt::Fault(Box::new(fault))
    }
}

/// What is read as text: a file itself, or a sheet made into text.
pub(super) enum Text<R> {
    /// The file.
    File(R),
    /// A sheet.
    Sheet(Cursor<Vec<u8>>),
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self {
            Text::File(file) => file.read(room),
            Text::Sheet(text) => text.read(room),
        }
    }
}

impl<R: Seek> Seek for Text<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Text::File(file) => file.seek(to),
            Text::Sheet(text) => text.seek(to),
        }
    }
}

/// What a file turned out to be.
pub(super) enum Found {
    /// Not a workbook; the text readers may try.
    Text,
    /// A sheet as text, with the cells that have no value.
    Sheet(Vec<u8>, Vec<Flawed>),
    /// Nothing to be read; the faults say why.
    Nothing,
}

/// How much of the beginning tells what a file is.
const BEGINNING: u64 = 512;
/// As many rows as there are.
pub(super) const ALL_ROWS: usize = usize::MAX;

/// Looks what a file is and, if it is a workbook, reads the sheet asked for or the first visible one that is not empty, with
/// `most` rows below its header.
pub(super) fn read<R: Read + Seek>(
    reader: &mut R,
    kind: Kind,
    mapping: &Mapping,
    most: usize,
    faults: &mut Faults,
    progress: Progress<'_>,
) -> Result<Found, Refused> {
    let beginning = beginning(reader).map_err(|e| decode::unreadable(faults, e))?;
    let old = beginning.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if old || beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return match source(reader, old).and_then(|mut source| sheet(source.as_mut(), kind, mapping, most, faults, progress)) {
            Ok((text, flawed)) => Ok(Found::Sheet(text, flawed)),
            Err(Halt::Stopped) => Err(Refused::Stopped),
            Err(Halt::Fault(fault)) => {
                faults.fault(|| *fault);
                Ok(Found::Nothing)
            }
        };
    }
    if let Some((code, says, remedy)) = other(&beginning) {
        faults.fault(|| Fault::new(code).says(says, remedy));
        return Ok(Found::Nothing);
    }
    if let Some(sheet) = &mapping.sheet {
        let remedy = "leave --sheet out, or choose the workbook";
        faults.fault(|| Fault::new("sheet-unknown").cell("sheet", sheet).says("the file is text and has no sheets", remedy));
        return Ok(Found::Nothing);
    }
    let named = faults.file.to_lowercase();
    if !beginning.is_empty() && [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|end| named.ends_with(end)) {
        faults.warn(|| {
            Fault::new("file-is-text").says("has the name of a workbook and is text; it was read as CSV", "nothing, if that is meant")
        });
    }
    Ok(Found::Text)
}

fn beginning<R: Read + Seek>(reader: &mut R) -> io::Result<Vec<u8>> {
    reader.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    reader.by_ref().take(BEGINNING).read_to_end(&mut bytes)?;
    Ok(bytes)
}

type Says = (&'static str, &'static str, &'static str);

/// What a file is that is neither a workbook nor text in lines.
fn other(beginning: &[u8]) -> Option<Says> {
    if beginning.starts_with(b"%PDF") {
        return Some(("file-document", "this is a PDF", "export the table as .xlsx or CSV UTF-8 and import that"));
    }
    let text = beginning.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(beginning).trim_ascii_start();
    let is_markup = text.first() == Some(&b'<') && text.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'));
    is_markup.then_some((
        "file-markup",
        "this is a web page or XML, whatever its name says",
        "open it in a spreadsheet program, save it as .xlsx or CSV UTF-8, and import that",
    ))
}

/// The sheets of a workbook, whatever program wrote it.
trait Source {
    /// Their names.
    fn sheets(&self) -> &[SheetName];

    /// Gives the rows of a sheet that have something in them, in their order, until `take` has enough; then what is merged.
    fn rows(&mut self, at: usize, take: &mut dyn FnMut(Row) -> Result<bool, Halt>, progress: Progress<'_>) -> Result<Vec<Merged>, Halt>;
}

/// A workbook of Excel 2007 or newer.
struct Xlsx<R> {
    package: Package<R>,
    book: Book,
    values: Values,
}

impl<R: Read + Seek> Source for Xlsx<R> {
    fn sheets(&self) -> &[SheetName] {
        &self.book.sheets
    }

    fn rows(&mut self, at: usize, take: &mut dyn FnMut(Row) -> Result<bool, Halt>, progress: Progress<'_>) -> Result<Vec<Merged>, Halt> {
        let path = &self.book.sheets[at].path;
        let xml = self.package.xml(path, MOST_OF_A_SHEET)?.ok_or_else(|| damaged(path))?;
        let mut rows = Sheet::new(xml, &self.values);
        while let Some(row) = rows.next(progress)? {
            if !take(row)? {
                return Ok(Vec::new());
            }
        }
        rows.merged()
    }
}

/// Opens what the beginning of a file says it is.
fn source<'r, R: Read + Seek>(reader: &'r mut R, old: bool) -> Result<Box<dyn Source + 'r>, Halt> {
    reader.seek(SeekFrom::Start(0)).map_err(|_| damaged("its beginning"))?;
    if old {
        return Ok(Box::new(Xls::open(reader)?));
    }
    let mut package = Package::open(reader)?;
    if !package.has("_rels/.rels") && package.has("mimetype") {
        return Ok(Box::new(Ods::open(package)?));
    }
    let book = package.book()?;
    let values = Values::of(&mut package, &book)?;
    Ok(Box::new(Xlsx { package, book, values }))
}

/// The table of the sheet asked for, or of the first visible one that is not empty.
fn sheet(
    source: &mut dyn Source,
    kind: Kind,
    mapping: &Mapping,
    most: usize,
    faults: &mut Faults,
    progress: Progress<'_>,
) -> Result<(Vec<u8>, Vec<Flawed>), Halt> {
    let asked = mapping.sheet.as_deref();
    let wanted: Vec<usize> = match asked {
        Some(name) => vec![named(source.sheets(), name)?],
        None => (0..source.sheets().len()).filter(|at| !source.sheets()[*at].hidden).collect(),
    };
    for (at, sheet) in wanted.iter().enumerate() {
        faults.sheet = Some(source.sheets()[*sheet].name.clone());
        let mut merged = Vec::new();
        if let Some(grid) = grid_of(source, *sheet, kind, mapping, most, &mut merged, progress)? {
            let others: Vec<&str> = wanted[at + 1..].iter().map(|sheet| source.sheets()[*sheet].name.as_str()).collect();
            if !others.is_empty() {
                faults.warn(|| {
                    Fault::new(SHEET_CHOSEN)
                        .says(format!("this sheet was read; not read: {}", others.join(", ")), "choose another with --sheet NAME")
                });
            }
            return Ok(grid.into_text(faults));
        }
    }
    if asked.is_none() {
        faults.sheet = None;
    }
    let says = if asked.is_some() { "the sheet is empty" } else { "the workbook has no visible sheet with anything in it" };
    let remedy = format!("choose the sheet that has the data with --sheet: {}", listed(source.sheets()));
    Err(Halt::fault(Fault::new("file-empty").says(says, remedy)))
}

/// The table of a sheet; none if the sheet is empty. Merged cells are known after all rows: where they change a row, the
/// sheet is read a second time.
fn grid_of<'m>(
    source: &mut dyn Source,
    sheet: usize,
    kind: Kind,
    mapping: &'m Mapping,
    most: usize,
    merged: &'m mut Vec<Merged>,
    progress: Progress<'_>,
) -> Result<Option<Grid<'m>>, Halt> {
    let found = {
        let (grid, found) = pass(source, sheet, Grid::new(kind, mapping, &[], most), progress)?;
        match grid {
            Some(grid) if grid.is_changed_by(&found) => found,
            grid => return Ok(grid),
        }
    };
    *merged = found;
    Ok(pass(source, sheet, Grid::new(kind, mapping, merged, most), progress)?.0)
}

fn pass<'m>(
    source: &mut dyn Source,
    sheet: usize,
    mut grid: Grid<'m>,
    progress: Progress<'_>,
) -> Result<(Option<Grid<'m>>, Vec<Merged>), Halt> {
    let merged = source.rows(sheet, &mut |row| grid.take(row), progress)?;
    let filled = grid.end()?;
    Ok((filled.then_some(grid), merged))
}

/// The fault of a workbook with a password.
fn password() -> Fault {
    Fault::new("workbook-encrypted").says("the workbook has a password", "open it, save a copy without a password, and import that")
}

/// The sheet of that name, hidden or not.
fn named(sheets: &[SheetName], name: &str) -> Result<usize, Halt> {
    let exact = sheets.iter().position(|sheet| sheet.name == name);
    exact.or_else(|| sheets.iter().position(|sheet| folded(&sheet.name) == folded(name))).ok_or_else(|| {
        let near = did_you_mean(name, sheets.iter().map(|sheet| sheet.name.as_str()));
        Halt::fault(
            Fault::new("sheet-unknown")
                .cell("sheet", name)
                .says(format!("the workbook has no such sheet{near}"), format!("choose one of {}", listed(sheets))),
        )
    })
}

/// The sheets of a book, in words.
fn listed(sheets: &[SheetName]) -> String {
    let names = sheets.iter().map(|sheet| if sheet.hidden { format!("{} (hidden)", sheet.name) } else { sheet.name.clone() });
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
