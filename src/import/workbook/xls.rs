//! Workbooks of Excel 97 to 2003 (.xls): records one after another. What is said about sizes is not believed; a cell costs what
//! stands in the file.

use std::io::{Read, Seek};

use super::super::Progress;
use super::super::fault::Fault;
use super::compound::Compound;
use super::package::{MOST_TEXTS, SheetName, damaged, too_large};
use super::sheet::{Flaw, MOST_MERGED, Merged, Row, STRIDE};
use super::values::{Format, Texts, Values};
use super::{Halt, Source};

/// Kinds of record.
mod kind {
    pub const FORMULA: u16 = 0x06;
    pub const END: u16 = 0x0A;
    pub const DATE_SYSTEM: u16 = 0x22;
    pub const PASSWORD: u16 = 0x2F;
    pub const CONTINUE: u16 = 0x3C;
    pub const SHEET: u16 = 0x85;
    pub const SEVERAL_NUMBERS: u16 = 0xBD;
    pub const RICH_TEXT: u16 = 0xD6;
    pub const STYLE: u16 = 0xE0;
    pub const MERGED: u16 = 0xE5;
    pub const TEXTS: u16 = 0xFC;
    pub const SHARED_TEXT: u16 = 0xFD;
    pub const NUMBER: u16 = 0x203;
    pub const TEXT: u16 = 0x204;
    pub const TRUTH: u16 = 0x205;
    pub const RESULT: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const SHORT_NUMBER: u16 = 0x27E;
    pub const FORMAT: u16 = 0x41E;
    pub const BEGIN: u16 = 0x809;
}

/// More styles than any program writes.
const MOST_STYLES: usize = 1 << 16;

fn broken() -> Halt {
    damaged("a record")
}

/// A piece of bytes read from its beginning.
#[derive(Clone, Copy)]
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Halt> {
        let (own, rest) = self.0.split_at_checked(count).ok_or_else(broken)?;
        self.0 = rest;
        Ok(own)
    }

    fn u8(&mut self) -> Result<u8, Halt> {
        Ok(self.take(1)?[0])
    }

    fn u16(&mut self) -> Result<u16, Halt> {
        let b = self.take(2)?;
        Ok(u16::from_le_bytes([b[0], b[1]]))
    }

    fn u32(&mut self) -> Result<u32, Halt> {
        let b = self.take(4)?;
        Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn f64(&mut self) -> Result<f64, Halt> {
        let (low, high) = (self.u32()?, self.u32()?);
        Ok(f64::from_bits(u64::from(high) << 32 | u64::from(low)))
    }

    /// A number packed into 30 bits.
    fn short_number(&mut self) -> Result<f64, Halt> {
        let packed = self.u32()?;
        let value = if packed & 2 != 0 { f64::from((packed as i32) >> 2) } else { f64::from_bits(u64::from(packed & 0xFFFF_FFFC) << 32) };
        Ok(if packed & 1 != 0 { value / 100.0 } else { value })
    }

    /// The next record: its kind and what it holds.
    fn record(&mut self) -> Result<Option<(u16, Bytes<'b>)>, Halt> {
        // The rest of a last sector is filled with zeros.
        if self.0.len() < 4 || self.0.iter().take(4).all(|b| *b == 0) {
            return Ok(None);
        }
        let (kind, size) = (self.u16()?, self.u16()?);
        Ok(Some((kind, Bytes(self.take(usize::from(size))?))))
    }
}

/// A record with those that continue it.
struct Pieces<'b> {
    now: Bytes<'b>,
    rest: std::vec::IntoIter<Bytes<'b>>,
}

impl<'b> Pieces<'b> {
    fn of(first: Bytes<'b>, after: &mut Bytes<'b>) -> Result<Pieces<'b>, Halt> {
        let mut rest = Vec::new();
        loop {
            let mut ahead = *after;
            match ahead.record()? {
                Some((kind::CONTINUE, piece)) => rest.push(piece),
                _ => break,
            }
            *after = ahead;
        }
        Ok(Pieces { now: first, rest: rest.into_iter() })
    }

    /// What is left of the current piece, or the next one; false at the end.
    fn more(&mut self) -> bool {
        while self.now.0.is_empty() {
            match self.rest.next() {
                Some(piece) => self.now = piece,
                None => return false,
            }
        }
        true
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Halt> {
        while count > 0 {
            if !self.more() {
                return Err(broken());
            }
            let own = count.min(self.now.0.len());
            self.now.take(own)?;
            count -= own;
        }
        Ok(())
    }

    /// A text of so many characters; where it goes on in another piece, that says anew how wide they are.
    fn text(&mut self, count: usize) -> Result<String, Halt> {
        let flags = self.now.u8()?;
        let runs = if flags & 8 != 0 { usize::from(self.now.u16()?) } else { 0 };
        let aids = if flags & 4 != 0 { self.now.u32()? as usize } else { 0 };
        let (mut wide, mut left, mut units) = (flags & 1 != 0, count, Vec::with_capacity(count.min(1 << 12)));
        while left > 0 {
            if self.now.0.is_empty() {
                if !self.more() {
                    return Err(broken());
                }
                wide = self.now.u8()? & 1 != 0;
            }
            let own = left.min(self.now.0.len() / if wide { 2 } else { 1 });
            if own == 0 {
                return Err(broken());
            }
            if wide {
                units.extend(self.now.take(own * 2)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])));
            } else {
                units.extend(self.now.take(own)?.iter().map(|b| u16::from(*b)));
            }
            left -= own;
        }
        self.skip(runs * 4)?;
        self.skip(aids)?;
        Ok(String::from_utf16_lossy(&units))
    }
}

fn text_of(mut record: Bytes<'_>, short: bool) -> Result<String, Halt> {
    let count = if short { usize::from(record.u8()?) } else { usize::from(record.u16()?) };
    Pieces { now: record, rest: Vec::new().into_iter() }.text(count)
}

/// A workbook in memory.
pub(super) struct Xls {
    stream: Vec<u8>,
    sheets: Vec<SheetName>,
    starts: Vec<usize>,
    values: Values,
}

impl Xls {
    /// Reads what all sheets share.
    pub(super) fn open<R: Read + Seek>(reader: &mut R) -> Result<Xls, Halt> {
        let file = Compound::open(reader)?;
        if file.has("EncryptedPackage") {
            return Err(Halt::fault(super::password()));
        }
        if !file.has("Workbook") {
            let (says, remedy) = if file.has("Book") {
                ("this is a workbook of Excel 95 or older", "open it in a spreadsheet program, save it as .xlsx, and import that")
            } else {
                ("this is an old Office document, and no workbook", "save the table as .xlsx or CSV UTF-8 and import that")
            };
            return Err(Halt::fault(Fault::new("workbook-old").says(says, remedy)));
        }
        let stream = file.into_stream("Workbook")?;
        let (mut sheets, mut starts) = (Vec::new(), Vec::new());
        let (mut texts, mut own, mut formats, mut from_1904) = (Texts::default(), std::collections::HashMap::new(), Vec::new(), false);
        let mut records = Bytes(&stream);
        loop {
            let Some((kind, mut record)) = records.record()? else { return Err(damaged("its end is missing")) };
            match kind {
                kind::BEGIN if record.u16()? != 0x600 => return Err(damaged("its version")),
                kind::PASSWORD => return Err(Halt::fault(super::password())),
                kind::DATE_SYSTEM => from_1904 = record.u16()? == 1,
                kind::SHEET => {
                    let (start, hidden, is_other) = (record.u32()? as usize, record.u8()? & 3 != 0, record.u8()? != 0);
                    if !is_other {
                        sheets.push(SheetName { name: text_of(record, true)?, path: String::new(), hidden });
                        starts.push(start);
                    }
                }
                kind::FORMAT => {
                    let id = u32::from(record.u16()?);
                    own.insert(id, Format::of(&text_of(record, false)?));
                }
                kind::STYLE if formats.len() < MOST_STYLES => {
                    record.u16()?;
                    let id = u32::from(record.u16()?);
                    formats.push(own.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                }
                kind::TEXTS => {
                    record.take(8)?;
                    let mut pieces = Pieces::of(record, &mut records)?;
                    while pieces.more() {
                        let count = usize::from(pieces.now.u16()?);
                        texts.push(&pieces.text(count)?);
                        if texts.len() as u64 > MOST_TEXTS {
                            return Err(too_large("the list of texts"));
                        }
                    }
                }
                kind::END => break,
                _ => {}
            }
        }
        if sheets.is_empty() {
            return Err(damaged("it has no sheet"));
        }
        Ok(Xls { stream, sheets, starts, values: Values::of_old(texts, formats, from_1904) })
    }

    /// What the cells of one record are, added to their row.
    fn cells(&self, at: usize, row: &mut Row) -> Result<(), Halt> {
        let mut after = Bytes(&self.stream[at..]);
        let Some((kind, mut record)) = after.record()? else { return Err(broken()) };
        record.u16()?;
        let column = u32::from(record.u16()?);
        if kind == kind::SEVERAL_NUMBERS {
            for at in column.. {
                if record.0.len() < 6 {
                    return Ok(());
                }
                let style = usize::from(record.u16()?);
                let value = record.short_number()?;
                row.put(at, Ok(self.values.shown(value, style)))?;
            }
        }
        let style = usize::from(record.u16()?);
        let number = |value: f64| Ok(if value.is_finite() { self.values.shown(value, style) } else { String::new() });
        let value = match kind {
            kind::NUMBER => number(record.f64()?),
            kind::SHORT_NUMBER => number(record.short_number()?),
            kind::SHARED_TEXT => Ok(self.values.text(record.u32()? as usize).ok_or_else(broken)?.to_owned()),
            kind::TEXT | kind::RICH_TEXT => Ok(text_of(record, false)?),
            kind::TRUTH => {
                let (value, is_error) = (record.u8()?, record.u8()? != 0);
                truth(value, is_error)
            }
            _ => {
                let result = record.take(8)?;
                let asks = record.u16()? & 3 != 0;
                match (result[6] == 0xFF && result[7] == 0xFF, result[0]) {
                    (false, _) => number(Bytes(result).f64()?),
                    (true, 0) => Xls::result(after)?,
                    (true, 1) => truth(result[2], false),
                    (true, 2) => truth(result[2], true),
                    // Empty, and to be worked out on opening: it never was.
                    (true, _) if asks => Err(Flaw::NoResult),
                    (true, _) => Ok(String::new()),
                }
            }
        };
        row.put(column, value)
    }

    /// The text that a formula results in stands in a record of its own soon after it.
    fn result(mut after: Bytes<'_>) -> Result<Result<String, Flaw>, Halt> {
        for _ in 0..3 {
            match after.record()? {
                Some((kind::RESULT, mut record)) => {
                    let count = usize::from(record.u16()?);
                    return Ok(Ok(Pieces::of(record, &mut after)?.text(count)?));
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(Err(Flaw::NoResult))
    }
}

fn truth(value: u8, is_error: bool) -> Result<String, Flaw> {
    if !is_error {
        return Ok(if value == 0 { "FALSE" } else { "TRUE" }.to_owned());
    }
    let error = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR",
    };
    Err(Flaw::Error(error))
}

impl Source for Xls {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn rows(&mut self, at: usize, take: &mut dyn FnMut(Row) -> Result<bool, Halt>, progress: Progress<'_>) -> Result<Vec<Merged>, Halt> {
        let start = self.starts[at];
        let mut records = Bytes(self.stream.get(start..).ok_or_else(broken)?);
        let (mut cells, mut hidden, mut merged) = (Vec::<(u16, u32)>::new(), vec![false; 1 << 16], Vec::new());
        let mut depth = 0u32;
        loop {
            let at = self.stream.len() - records.0.len();
            let Some((kind, mut record)) = records.record()? else { return Err(damaged("its end is missing")) };
            match kind {
                // The charts of a sheet stand within it.
                kind::BEGIN => depth += 1,
                kind::END => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ if depth != 1 => {}
                kind::ROW => {
                    let row = usize::from(record.u16()?);
                    record.take(10)?;
                    hidden[row] = record.u32()? & 0x20 != 0;
                }
                kind::MERGED => {
                    let count = record.u16()?;
                    for _ in 0..count {
                        let [top, bottom, left, right] = [record.u16()?, record.u16()?, record.u16()?, record.u16()?].map(u32::from);
                        if bottom >= top && right >= left {
                            merged.push(Merged { rows: (top + 1, bottom + 1), columns: (left, right) });
                        }
                    }
                    if merged.len() > MOST_MERGED {
                        return Err(too_large("the list of merged cells"));
                    }
                }
                kind::FORMULA
                | kind::SEVERAL_NUMBERS
                | kind::RICH_TEXT
                | kind::SHARED_TEXT
                | kind::NUMBER
                | kind::TEXT
                | kind::TRUTH
                | kind::SHORT_NUMBER => cells.push((record.u16()?, at as u32)),
                _ => {}
            }
        }
        cells.sort_by_key(|(row, _)| *row);
        for (count, row) in cells.chunk_by(|a, b| a.0 == b.0).enumerate() {
            if (count as u64).is_multiple_of(STRIDE) && !progress(0) {
                return Err(Halt::Stopped);
            }
            let number = row[0].0;
            let mut out = Row::new(u32::from(number) + 1, hidden[usize::from(number)]);
            for (_, at) in row {
                self.cells(*at as usize, &mut out)?;
            }
            if !out.is_empty() && !take(out)? {
                break;
            }
        }
        Ok(merged)
    }
}
