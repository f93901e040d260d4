//! The rows of one sheet, in their order. Which of them is the header, and what becomes of them, belongs to `grid.rs`.

use quick_xml::events::{BytesStart, Event};

use super::super::Progress;
use super::Halt;
use super::package::{Xml, attribute, local, too_large};
use super::values::{Values, rich_text, unescaped};

/// What spreadsheets can hold.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;
/// More filled cells than a file of cases has; a larger list is a matter for CSV.
pub(super) const MOST_CELLS: u64 = 20_000_000;
/// The text of one row.
const MOST_OF_A_ROW: usize = 1 << 20;
/// More merged areas than people draw.
pub(super) const MOST_MERGED: usize = 100_000;
/// How many cells pass between two questions whether to go on.
pub(super) const STRIDE: u64 = 8192;

/// Why a cell has no value that could be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// A formula that went wrong: `#N/A`.
    Error(&'static str),
    /// A formula whose result was never stored.
    NoResult,
    /// One value over several columns.
    Merged,
}

/// One row of a sheet.
#[derive(Clone, Default)]
pub(super) struct Row {
    /// Its number, as spreadsheets show it.
    pub(super) number: u32,
    pub(super) hidden: bool,
    /// Columns, counted from 0, and what stands there; never empty.
    pub(super) cells: Vec<(u32, String)>,
    pub(super) flaws: Vec<(u32, Flaw)>,
    /// Bytes of all its texts.
    size: usize,
}

impl Row {
    pub(super) fn new(number: u32, hidden: bool) -> Row {
        Row { number, hidden, ..Row::default() }
    }

    /// Takes what stands in a column; blanks are nothing.
    pub(super) fn put(&mut self, column: u32, value: Result<String, Flaw>) -> Result<(), Halt> {
        match value {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => {
                self.size += text.len();
                self.cells.push((column, text));
            }
            Err(flaw) => self.flaws.push((column, flaw)),
        }
        if self.size > MOST_OF_A_ROW { Err(too_large("a row")) } else { Ok(()) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.flaws.is_empty()
    }
}

/// Cells merged into one: rows as shown, columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

/// A sheet being read.
pub(super) struct Sheet<'a, 'v> {
    xml: Xml<'a>,
    values: &'v Values,
    last: u32,
    cells: u64,
    seen: u64,
}

/// `XFD1048576`: column from 0, row as shown.
fn place(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        column = column * 26 + u32::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|l| *l < 26)?) + 1;
    }
    let row = digits.parse().ok()?;
    ((1..=MOST_COLUMNS).contains(&column) && (1..=MOST_ROWS).contains(&row)).then_some((column - 1, row))
}

/// The letters of a column, counted from 0.
pub(super) fn letters(mut column: u32) -> String {
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return out.into_iter().rev().collect();
        }
        column = column / 26 - 1;
    }
}

impl<'a, 'v> Sheet<'a, 'v> {
    pub(super) fn new(xml: Xml<'a>, values: &'v Values) -> Sheet<'a, 'v> {
        Sheet { xml, values, last: 0, cells: 0, seen: 0 }
    }

    /// The next row that has something in it.
    pub(super) fn next(&mut self, progress: Progress<'_>) -> Result<Option<Row>, Halt> {
        loop {
            let mut row = match self.xml.next()? {
                Event::Start(e) if local(&e) == "row" => row_of(&e, self.last),
                Event::End(e) if e.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Err(self.xml.damaged()),
                _ => continue,
            };
            if row.number <= self.last || row.number > MOST_ROWS {
                return Err(self.xml.damaged());
            }
            self.last = row.number;
            self.fill(&mut row, progress)?;
            self.cells += row.cells.len() as u64;
            if !row.is_empty() {
                return Ok(Some(row));
            }
        }
    }

    fn fill(&mut self, row: &mut Row, progress: Progress<'_>) -> Result<(), Halt> {
        let mut next = 0;
        loop {
            let cell = match self.xml.next()? {
                Event::Start(e) if local(&e) == "c" => Cell::of(&e, next, row.number),
                Event::End(e) if e.local_name().as_ref() == "row" => return Ok(()),
                Event::Eof => return Err(self.xml.damaged()),
                _ => continue,
            };
            let Some(cell) = cell else { return Err(self.xml.damaged()) };
            next = cell.column + 1;
            self.seen += 1;
            if self.seen.is_multiple_of(STRIDE) && !progress(0) {
                return Err(Halt::Stopped);
            }
            let value = self.value(&cell)?;
            row.put(cell.column, value)?;
            if self.cells + row.cells.len() as u64 > MOST_CELLS {
                return Err(too_large("the sheet"));
            }
        }
    }

    fn value(&mut self, cell: &Cell) -> Result<Result<String, Flaw>, Halt> {
        let (mut text, mut raw, mut formula) = (String::new(), String::new(), false);
        loop {
            let part = match self.xml.next()? {
                Event::Start(e) => match local(&e) {
                    "v" => 'v',
                    "is" => 'i',
                    "f" => 'f',
                    _ => ' ',
                },
                Event::End(e) if e.local_name().as_ref() == "c" => break,
                Event::Eof => return Err(self.xml.damaged()),
                _ => ' ',
            };
            match part {
                'v' => {
                    raw.clear();
                    self.xml.text_of("v", &mut raw)?;
                }
                'i' => rich_text(&mut self.xml, "is", &mut text)?,
                'f' => formula = true,
                _ => {}
            }
        }
        Ok(match cell.kind {
            Content::Inline => Ok(text),
            Content::Text => {
                unescaped(&raw, &mut text);
                Ok(text)
            }
            _ if raw.trim().is_empty() => {
                if formula {
                    Err(Flaw::NoResult)
                } else {
                    Ok(String::new())
                }
            }
            Content::Shared => Ok(self.values.shared(&raw).ok_or_else(|| self.xml.damaged())?.to_owned()),
            Content::Truth => Ok(if matches!(raw.trim(), "1" | "true") { "TRUE" } else { "FALSE" }.to_owned()),
            Content::Error => Err(Flaw::Error(error(raw.trim()))),
            Content::Day => Ok(raw.split('T').next().unwrap_or_default().to_owned()),
            Content::Number => Ok(self.values.number(&raw, cell.style)),
        })
    }

    /// The merged cells, which stand after all rows.
    pub(super) fn merged(mut self) -> Result<Vec<Merged>, Halt> {
        let mut all = Vec::new();
        loop {
            match self.xml.next()? {
                Event::Start(e) if local(&e) == "mergeCell" => {
                    let area = attribute(&e, "ref").unwrap_or_default();
                    let (from, to) = area.split_once(':').unwrap_or((&area, &area));
                    if let (Some(from), Some(to)) = (place(from), place(to)) {
                        all.push(Merged { rows: (from.1, to.1), columns: (from.0, to.0) });
                    }
                    if all.len() > MOST_MERGED {
                        return Err(too_large("the list of merged cells"));
                    }
                }
                Event::Eof => return Ok(all),
                _ => {}
            }
        }
    }
}

fn row_of(e: &BytesStart<'_>, last: u32) -> Row {
    // A number that is none is refused with the rows out of order.
    let number = attribute(e, "r").map_or(last + 1, |r| r.parse().unwrap_or(0));
    let hidden = attribute(e, "hidden").is_some_and(|h| h == "1" || h == "true");
    Row::new(number, hidden)
}

/// The error of a formula, as it is shown.
pub(super) fn error(text: &str) -> &'static str {
    let known = ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"];
    known.into_iter().find(|known| *known == text).unwrap_or("#ERROR")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Number,
    Shared,
    Text,
    Inline,
    Truth,
    Error,
    Day,
}

struct Cell {
    column: u32,
    style: usize,
    kind: Content,
}

impl Cell {
    /// None if it says that it stands elsewhere than in this row.
    fn of(e: &BytesStart<'_>, next: u32, row: u32) -> Option<Cell> {
        let mut cell = Cell { column: next, style: 0, kind: Content::Number };
        for attribute in e.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            match attribute.key.as_ref() {
                "r" => {
                    let (column, own_row) = place(&attribute.value)?;
                    if own_row != row {
                        return None;
                    }
                    cell.column = column;
                }
                "s" => cell.style = attribute.value.parse().unwrap_or(0),
                "t" => {
                    cell.kind = match &*attribute.value {
                        "s" => Content::Shared,
                        "str" => Content::Text,
                        "inlineStr" => Content::Inline,
                        "b" => Content::Truth,
                        "e" => Content::Error,
                        "d" => Content::Day,
                        _ => Content::Number,
                    }
                }
                _ => {}
            }
        }
        (cell.column < MOST_COLUMNS).then_some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_up_to_the_last_cell_and_no_further() {
        assert_eq!(place("A1"), Some((0, 1)));
        assert_eq!(place("AB12"), Some((27, 12)));
        assert_eq!(place("XFD1048576"), Some((16_383, 1_048_576)));
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "ZZZZZZZ9", "A1B", "Ä1", "A-1", "A99999999999"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
        for column in [0, 25, 26, 27, 701, 702, 16_383] {
            assert_eq!(place(&format!("{}7", letters(column))), Some((column, 7)));
        }
    }
}
