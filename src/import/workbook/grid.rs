//! The rows of a sheet as the lines of a table: the header found, merged cells filled, the rest left out and said. What
//! the cells mean belongs to the reader of each kind.

use std::collections::HashMap;

use super::super::fault::{Fault, Faults};
use super::super::head::{self, AMONG};
use super::super::mapping::Mapping;
use super::super::table::Kind;
use super::Halt;
use super::package::too_large;
use super::sheet::{Flaw, Merged, Row, letters};

/// A header beyond this column is a stray cell.
const MOST_COLUMNS: u32 = 1_000;
/// All cells together, as text.
const MOST_TEXT: usize = 128 << 20;
/// Flawed cells noted; a formula that fails in every row need not fill the memory.
const MOST_FLAWS: usize = 100_000;

/// A cell that has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Flawed {
    pub(super) row: u32,
    pub(in crate::import) column: u32,
    pub(super) flaw: Flaw,
}

impl Flawed {
    /// The fault to name it by.
    pub(in crate::import) fn fault(self, column: &str) -> Fault {
        let cell = format!("{}{}", letters(self.column), self.row);
        let fault = Fault::new(match self.flaw {
            Flaw::Error(_) => "cell-error",
            Flaw::NoResult => "cell-no-result",
            Flaw::Merged => "cell-merged",
        });
        let fault = fault.line(u64::from(self.row));
        match self.flaw {
            Flaw::Error(error) => fault
                .cell(column, error)
                .says(format!("the formula in cell {cell} ends in an error"), "correct it, or write the value itself into the cell"),
            Flaw::NoResult => fault.cell(column, "").says(
                format!("the formula in cell {cell} has no stored result"),
                "open the workbook in a spreadsheet program, save it there, and import it again",
            ),
            Flaw::Merged => fault
                .cell(column, "")
                .says(format!("cell {cell} is merged over several columns"), "unmerge it, and write each value into its own column"),
        }
    }
}

struct Header {
    first: u32,
    row: u32,
    width: u32,
}

/// A table in the making.
pub(super) struct Grid<'a> {
    kind: Kind,
    mapping: &'a Mapping,
    merged: &'a [Merged],
    /// Merged areas of one column, by column.
    upright: HashMap<u32, Vec<Merged>>,
    /// What the first cell of an area holds, by column and first row.
    held: HashMap<(u32, u32), String>,
    header: Option<Header>,
    waiting: Vec<Row>,
    text: Vec<u8>,
    lines: u32,
    pub(super) flawed: Vec<Flawed>,
    above: Vec<u64>,
    /// Rows below the header that are still wanted.
    wanted: usize,
    beyond: Option<(u32, u32)>,
    hidden: u64,
}

impl<'a> Grid<'a> {
    pub(super) fn new(kind: Kind, mapping: &'a Mapping, merged: &'a [Merged], most: usize) -> Grid<'a> {
        let mut upright: HashMap<u32, Vec<Merged>> = HashMap::new();
        for area in merged.iter().filter(|area| area.columns.0 == area.columns.1) {
            upright.entry(area.columns.0).or_default().push(*area);
        }
        for areas in upright.values_mut() {
            areas.sort_unstable_by_key(|area| area.rows);
        }
        Grid {
            kind,
            mapping,
            merged,
            upright,
            held: HashMap::new(),
            header: None,
            waiting: Vec::new(),
            text: Vec::new(),
            lines: 0,
            flawed: Vec::new(),
            above: Vec::new(),
            wanted: most,
            beyond: None,
            hidden: 0,
        }
    }

    /// Takes a row; false once there are enough.
    pub(super) fn take(&mut self, row: Row) -> Result<bool, Halt> {
        if self.header.is_some() {
            self.wanted = self.wanted.saturating_sub(1);
            self.add(row)?;
            return Ok(self.wanted > 0);
        }
        self.waiting.push(row);
        if self.waiting.len() >= AMONG {
            self.settle_header()?;
        }
        Ok(true)
    }

    fn settle_header(&mut self) -> Result<(), Halt> {
        let mut rows = std::mem::take(&mut self.waiting);
        let plain = |row: &Row| {
            let mut cells = Vec::new();
            for (column, text) in row.cells.iter().filter(|(column, _)| *column < MOST_COLUMNS) {
                if cells.len() <= *column as usize {
                    cells.resize(*column as usize + 1, String::new());
                }
                text.trim().clone_into(&mut cells[*column as usize]);
            }
            cells
        };
        let texts: Vec<Vec<String>> = rows.iter().map(plain).collect();
        let Some(head) = head::find(&texts, self.kind, self.mapping) else { return Ok(()) };
        self.above = rows[..head.first].iter().map(|row| u64::from(row.number)).collect();
        let (first, header) = (rows[head.first].number, &rows[head.last]);
        let last = header.cells.iter().map(|(column, _)| *column).max().unwrap_or(0);
        if last >= MOST_COLUMNS {
            return Err(Halt::fault(Fault::new("header-wide").line(u64::from(header.number)).says(
                format!("the header has a cell at {}{}", letters(last), header.number),
                "delete what stands far to the right of the table",
            )));
        }
        let width = head.names.len() as u32;
        self.header = Some(Header { first, row: header.number, width });
        let mut named = Row::new(header.number, header.hidden);
        for (column, name) in (0..).zip(head.names) {
            named.put(column, Ok(name))?;
        }
        self.add(named)?;
        for row in rows.drain(head.last + 1..) {
            self.add(row)?;
        }
        Ok(())
    }

    fn add(&mut self, mut row: Row) -> Result<(), Halt> {
        let Some(Header { row: header, width, .. }) = self.header else { return Ok(()) };
        if let Some((column, _)) = row.cells.iter().find(|(column, _)| *column >= width) {
            self.beyond = self.beyond.or(Some((*column, row.number)));
        }
        row.cells.retain(|(column, _)| *column < width);
        for (column, flaw) in row.flaws.iter().filter(|(column, _)| *column < width) {
            if self.flawed.len() < MOST_FLAWS {
                self.flawed.push(Flawed { row: row.number, column: *column, flaw: *flaw });
            }
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        self.hidden += u64::from(row.hidden);
        self.fill(&mut row, header, width);
        row.cells.sort_by_key(|(column, _)| *column);
        self.text.resize(self.text.len() + (row.number - self.lines - 1) as usize, b'\n');
        self.lines = row.number;
        let mut cells = row.cells.iter().peekable();
        for column in 0..width {
            if column > 0 {
                self.text.push(b',');
            }
            while let Some((_, text)) = cells.next_if(|(at, _)| *at == column) {
                quoted(text, &mut self.text);
                // A cell that stands twice in a damaged sheet counts once.
                while cells.next_if(|(at, _)| *at == column).is_some() {}
            }
        }
        self.text.push(b'\n');
        if self.text.len() > MOST_TEXT { Err(too_large("the sheet")) } else { Ok(()) }
    }

    /// Gives the rows of an area merged downwards the value of its first cell. Only rows with a value of their own come
    /// here, so that an area of a million rows costs nothing.
    fn fill(&mut self, row: &mut Row, header: u32, width: u32) {
        for (column, areas) in &self.upright {
            let after = areas.partition_point(|area| area.rows.0 <= row.number);
            let Some(area) = after.checked_sub(1).map(|at| areas[at]) else { continue };
            if *column >= width || area.rows.1 < row.number || area.rows.0 <= header {
                continue;
            }
            let own = row.cells.iter().find(|(at, _)| at == column);
            match own {
                Some((_, text)) if area.rows.0 == row.number => {
                    self.held.insert((*column, area.rows.0), text.clone());
                }
                None => {
                    if let Some(text) = self.held.get(&(*column, area.rows.0)) {
                        row.cells.push((*column, text.clone()));
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// Whether these areas change anything in the rows below the header.
    pub(super) fn is_changed_by(&self, merged: &[Merged]) -> bool {
        let Some(header) = &self.header else { return false };
        merged.iter().any(|area| area.rows.1 > header.row && area.columns.0 < header.width)
    }

    /// Ends the table; false if the sheet is empty.
    pub(super) fn end(&mut self) -> Result<bool, Halt> {
        if self.header.is_none() {
            self.settle_header()?;
        }
        let Some(header) = &self.header else { return Ok(false) };
        let wide = self.merged.iter().filter(|area| area.columns.1 > area.columns.0 && area.rows.0 > header.row);
        for area in wide {
            for column in area.columns.0..=area.columns.1.min(header.width - 1) {
                if self.flawed.len() < MOST_FLAWS {
                    self.flawed.push(Flawed { row: area.rows.0, column, flaw: Flaw::Merged });
                }
            }
        }
        Ok(true)
    }

    /// The table as text, a line for a row, and what is worth saying about it.
    pub(super) fn into_text(self, faults: &mut Faults) -> (Vec<u8>, Vec<Flawed>) {
        let own = self.header.map_or((0, 0), |header| (u64::from(header.first), u64::from(header.row)));
        head::said(&self.above, own, faults);
        if let Some((column, row)) = self.beyond {
            faults.warn(|| {
                Fault::new("cell-beyond").line(u64::from(row)).says(
                    format!("not read: cell {}{row} and others like it, beyond the last column name", letters(column)),
                    "nothing, if they are notes",
                )
            });
        }
        if self.hidden > 0 {
            faults.warn(|| {
                Fault::new("rows-hidden")
                    .says(format!("{} hidden rows were read like the others", self.hidden), "delete them if they are not meant")
            });
        }
        (self.text, self.flawed)
    }
}

/// A cell of CSV; what stands in quotation marks may hold anything.
fn quoted(text: &str, into: &mut Vec<u8>) {
    if !text.contains([',', '"', '\n', '\r']) {
        into.extend_from_slice(text.as_bytes());
        return;
    }
    into.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            into.push(b'"');
        }
        into.push(byte);
    }
    into.push(b'"');
}
