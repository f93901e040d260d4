//! `OpenDocument` spreadsheets (.ods): one list of tables, in which rows and cells say how often they repeat.
//! Nothing is repeated further than a sheet can hold.

use std::collections::HashSet;
use std::io::{Read, Seek};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::super::Progress;
use super::package::{
    MOST_OF_A_CELL, MOST_OF_A_PART, MOST_OF_A_SHEET, Package, SheetName, Xml, character, damaged, local, no_workbook, too_large,
};
use super::sheet::{Flaw, MOST_CELLS, MOST_COLUMNS, MOST_MERGED, MOST_ROWS, Merged, Row, STRIDE, error};
use super::values::{percent, plain};
use super::{Halt, Source};

const CONTENT: &str = "content.xml";

/// A spreadsheet with the names of its tables.
pub(super) struct Ods<R> {
    package: Package<R>,
    sheets: Vec<SheetName>,
}

/// An attribute by its whole name: some differ only in what stands before the colon.
fn said(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn number(e: &BytesStart<'_>, name: &str) -> u32 {
    said(e, name).and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
}

/// Passes over all that stands inside the element whose start was just met.
fn pass_over(xml: &mut Xml<'_>) -> Result<(), Halt> {
    let mut depth = 1u32;
    while depth > 0 {
        match xml.next()? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(xml.damaged()),
            _ => {}
        }
    }
    Ok(())
}

impl<R: Read + Seek> Ods<R> {
    /// Looks whether it is a spreadsheet without a password, and which tables it has.
    pub(super) fn open(mut package: Package<R>) -> Result<Ods<R>, Halt> {
        if package.beginning("mimetype").is_some_and(|kind| !kind.contains("spreadsheet")) {
            return Err(no_workbook(true));
        }
        if is_encrypted(&mut package)? {
            return Err(Halt::fault(super::password()));
        }
        let mut xml = package.xml(CONTENT, MOST_OF_A_SHEET)?.ok_or_else(|| no_workbook(true))?;
        let (mut sheets, mut hidden, mut style) = (Vec::new(), HashSet::new(), String::new());
        loop {
            match xml.next()? {
                Event::Start(e) => match local(&e) {
                    "style" => style = said(&e, "style:name").unwrap_or_default(),
                    "table-properties" if said(&e, "table:display").is_some_and(|shown| shown == "false") => {
                        hidden.insert(style.clone());
                    }
                    "tracked-changes" => pass_over(&mut xml)?,
                    "table" => {
                        let name = said(&e, "table:name").unwrap_or_default();
                        let hidden = said(&e, "table:style-name").is_some_and(|style| hidden.contains(&style));
                        sheets.push(SheetName { name, path: String::new(), hidden });
                        pass_over(&mut xml)?;
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
            if sheets.len() > 10_000 || hidden.len() > 10_000 {
                return Err(too_large("the list of sheets"));
            }
        }
        drop(xml);
        if sheets.is_empty() { Err(damaged("it has no sheet")) } else { Ok(Ods { package, sheets }) }
    }
}

fn is_encrypted<R: Read + Seek>(package: &mut Package<R>) -> Result<bool, Halt> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml", MOST_OF_A_PART)? else { return Ok(false) };
    loop {
        match xml.next()? {
            Event::Start(e) if local(&e) == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

impl<R: Read + Seek> Source for Ods<R> {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn rows(&mut self, at: usize, take: &mut dyn FnMut(Row) -> Result<bool, Halt>, progress: Progress<'_>) -> Result<Vec<Merged>, Halt> {
        let mut xml = self.package.xml(CONTENT, MOST_OF_A_SHEET)?.ok_or_else(|| damaged(CONTENT))?;
        let mut before = at;
        loop {
            match xml.next()? {
                Event::Start(e) => match local(&e) {
                    "tracked-changes" => pass_over(&mut xml)?,
                    "table" if before == 0 => break,
                    "table" => {
                        before -= 1;
                        pass_over(&mut xml)?;
                    }
                    _ => {}
                },
                Event::Eof => return Err(xml.damaged()),
                _ => {}
            }
        }
        Rows { xml, next: 1, cells: 0, seen: 0, merged: Vec::new() }.all(take, progress)
    }
}

/// What a cell says of itself.
struct Cell {
    kind: String,
    value: String,
    formula: bool,
    failed: bool,
    columns: u32,
    wide: u32,
    high: u32,
}

impl Cell {
    fn of(e: &BytesStart<'_>) -> Cell {
        let kind = said(e, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => said(e, "office:date-value"),
            "boolean" => said(e, "office:boolean-value"),
            "string" => said(e, "office:string-value"),
            _ => said(e, "office:value"),
        };
        Cell {
            value: value.unwrap_or_default(),
            kind,
            formula: said(e, "table:formula").is_some(),
            failed: said(e, "calcext:value-type").is_some_and(|kind| kind == "error"),
            columns: number(e, "table:number-columns-repeated"),
            wide: number(e, "table:number-columns-spanned"),
            high: number(e, "table:number-rows-spanned"),
        }
    }

    /// What it holds, as the CSV of the sheet would have it.
    fn meaning(self, shown: String) -> Result<String, Flaw> {
        let looks_failed = self.formula && (shown.starts_with("Err:") || (shown.starts_with('#') && error(shown.trim()) != "#ERROR"));
        if self.failed || looks_failed {
            return Err(Flaw::Error(error(shown.trim())));
        }
        let value = self.value.parse::<f64>().ok().filter(|value| value.is_finite());
        Ok(match (self.kind.as_str(), value) {
            ("percentage", Some(value)) => percent(value),
            ("float" | "currency", Some(value)) => {
                // A code that is shown with zeros in front is meant with them.
                let shown = shown.trim();
                let is_code = shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|b| b.is_ascii_digit());
                if is_code && shown.parse::<f64>() == Ok(value) { shown.to_owned() } else { plain(value) }
            }
            ("date", _) => self.value.split('T').next().unwrap_or_default().to_owned(),
            ("boolean", _) => self.value.to_uppercase(),
            ("string", _) if shown.is_empty() => self.value,
            ("", _) if self.formula && shown.trim().is_empty() => return Err(Flaw::NoResult),
            _ => shown,
        })
    }
}

struct Rows<'a> {
    xml: Xml<'a>,
    /// Number of the next row.
    next: u32,
    cells: u64,
    seen: u64,
    merged: Vec<Merged>,
}

impl Rows<'_> {
    fn all(mut self, take: &mut dyn FnMut(Row) -> Result<bool, Halt>, progress: Progress<'_>) -> Result<Vec<Merged>, Halt> {
        loop {
            let (repeated, hidden) = match self.xml.next()? {
                Event::Start(e) if local(&e) == "table-row" => {
                    let hidden = said(&e, "table:visibility").is_some_and(|seen| seen != "visible");
                    (number(&e, "table:number-rows-repeated"), hidden)
                }
                Event::Start(e) if matches!(local(&e), "shapes" | "forms" | "table") => {
                    pass_over(&mut self.xml)?;
                    continue;
                }
                Event::End(e) if e.local_name().as_ref() == "table" => return Ok(self.merged),
                Event::Eof => return Err(self.xml.damaged()),
                _ => continue,
            };
            let mut row = Row::new(self.next, hidden);
            self.row(&mut row, progress)?;
            let first = self.next;
            self.next = self.next.saturating_add(repeated);
            if row.is_empty() {
                continue;
            }
            if u64::from(first) + u64::from(repeated) - 1 > u64::from(MOST_ROWS) {
                return Err(too_large("the sheet"));
            }
            for number in first..self.next {
                self.cells += row.cells.len() as u64;
                if self.cells > MOST_CELLS {
                    return Err(too_large("the sheet"));
                }
                if number.is_multiple_of(1024) && !progress(0) {
                    return Err(Halt::Stopped);
                }
                row.number = number;
                if !take(row.clone())? {
                    return Ok(self.merged);
                }
            }
        }
    }

    fn row(&mut self, row: &mut Row, progress: Progress<'_>) -> Result<(), Halt> {
        let mut column = 0u32;
        loop {
            let cell = match self.xml.next()? {
                Event::Start(e) if matches!(local(&e), "table-cell" | "covered-table-cell") => Cell::of(&e),
                Event::End(e) if e.local_name().as_ref() == "table-row" => return Ok(()),
                Event::Eof => return Err(self.xml.damaged()),
                _ => continue,
            };
            self.seen += 1;
            if self.seen.is_multiple_of(STRIDE) && !progress(0) {
                return Err(Halt::Stopped);
            }
            let shown = self.shown()?;
            let (repeated, wide, high) = (cell.columns, cell.wide, cell.high);
            if (wide > 1 || high > 1) && column < MOST_COLUMNS {
                let rows = (row.number, row.number.saturating_add(high - 1).min(MOST_ROWS));
                self.merged.push(Merged { rows, columns: (column, column.saturating_add(wide - 1).min(MOST_COLUMNS - 1)) });
                if self.merged.len() > MOST_MERGED {
                    return Err(too_large("the list of merged cells"));
                }
            }
            let value = cell.meaning(shown);
            if !matches!(&value, Ok(text) if text.trim().is_empty()) {
                if column.saturating_add(repeated) > MOST_COLUMNS {
                    return Err(too_large("a row"));
                }
                for at in column..column + repeated {
                    row.put(at, value.clone())?;
                }
            }
            column = column.saturating_add(repeated);
        }
    }

    /// The text of the cell whose start was just met, as it is shown: remarks and drawings are no part of it.
    fn shown(&mut self) -> Result<String, Halt> {
        let (mut text, mut lines, mut inside) = (String::new(), 0u32, false);
        loop {
            match self.xml.next()? {
                Event::Start(e) => match (e.name().into_inner(), local(&e)) {
                    ("office:annotation", _) | (_, "table") => pass_over(&mut self.xml)?,
                    (name, _) if name.starts_with("draw:") => pass_over(&mut self.xml)?,
                    ("text:p", _) => {
                        if lines > 0 {
                            text.push('\n');
                        }
                        (lines, inside) = (lines + 1, true);
                    }
                    ("text:s", _) => text.extend(std::iter::repeat_n(' ', number(&e, "text:c").min(1_000) as usize)),
                    ("text:tab", _) => text.push('\t'),
                    ("text:line-break", _) => text.push('\n'),
                    _ => {}
                },
                Event::Text(part) if inside => text.push_str(&part.xml10_content()),
                Event::CData(part) if inside => text.push_str(&part.xml10_content()),
                Event::GeneralRef(name) if inside => text.push(character(&name).ok_or_else(|| damaged(CONTENT))?),
                Event::End(e) => match e.local_name().as_ref() {
                    "p" => inside = false,
                    "table-cell" | "covered-table-cell" => return Ok(text),
                    _ => {}
                },
                Event::Eof => return Err(self.xml.damaged()),
                _ => {}
            }
            if text.len() > MOST_OF_A_CELL {
                return Err(too_large("a cell"));
            }
        }
    }
}
