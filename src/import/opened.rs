//! A file opened at its header: what it is, how its letters and cells are written, which of its first lines names the columns.
//! Matching the columns belongs to `header.rs`, reading the rows to `table.rs`.

use std::io::{Cursor, Read, Seek};

use super::decode::{self, Decoded, Encoding};
use super::fault::{Fault, Faults};
use super::head::{self, AMONG, Head};
use super::mapping::Mapping;
use super::rows::{Next, Rows};
use super::table::{Kind, open_quote};
use super::workbook::grid::Flawed;
use super::workbook::{self, Found, Text};
use super::{Progress, Refused};

/// A file whose next row is the first below its header.
pub(super) struct Opened<R> {
    pub(super) rows: Rows<Text<R>>,
    /// The names of the columns.
    pub(super) names: Vec<String>,
    /// The line of the header, the last one if it has two.
    pub(super) line: u64,
    /// Cells of a workbook that have no value.
    pub(super) flawed: Vec<Flawed>,
}

/// The cells of the current row as text.
pub(super) fn texts<R>(rows: &Rows<R>) -> Vec<String> {
    (0..rows.len()).map(|i| String::from_utf8_lossy(rows.cell(i)).trim().to_owned()).collect()
}

/// Looks a file through and finds its header. Of a workbook at most so many rows are read below it. `None` if it has faults.
pub(super) fn open<R: Read + Seek>(
    mut reader: R,
    kind: Kind,
    mapping: &Mapping,
    most: usize,
    faults: &mut Faults,
    progress: Progress<'_>,
) -> Result<Option<Opened<R>>, Refused> {
    match workbook::read(&mut reader, kind, mapping, most, faults, progress)? {
        Found::Nothing => return Ok(None),
        Found::Sheet(text, flawed) => {
            let decoded = Decoded::open(Text::Sheet(Cursor::new(text)), Encoding::Utf8).map_err(|e| decode::unreadable(faults, e))?;
            let mut rows = Rows::new(decoded, b',').by_row();
            return Ok(header_next(&mut rows, 0, faults)?.then(|| Opened { names: texts(&rows), line: rows.line(), rows, flawed }));
        }
        Found::Text => {}
    }
    let encoding = decode::survey(&mut reader, faults, progress)?;
    if !faults.is_clean() {
        return Ok(None);
    }
    let mut best: Option<(u8, Head, Vec<u64>)> = None;
    for delimiter in [b',', b';', b'\t'] {
        let decoded = Decoded::open(&mut reader, encoding).map_err(|e| decode::unreadable(faults, e))?;
        let mut rows = Rows::new(decoded, delimiter);
        let (mut first, mut lines) = (Vec::new(), Vec::new());
        while first.len() < AMONG && rows.next().map_err(|e| decode::unreadable(faults, e))? == Next::Row {
            lines.push(rows.line());
            first.push(texts(&rows));
        }
        let Some(head) = head::find(&first, kind, mapping) else { continue };
        if best.as_ref().is_none_or(|(_, before, _)| (head.known, head.names.len()) > (before.known, before.names.len())) {
            best = Some((delimiter, head, lines));
        }
    }
    let delimiter = best.as_ref().map_or(b',', |(delimiter, ..)| *delimiter);
    let decoded = Decoded::open(Text::File(reader), encoding).map_err(|e| decode::unreadable(faults, e))?;
    let mut rows = Rows::new(decoded, delimiter);
    if !header_next(&mut rows, best.as_ref().map_or(0, |(_, head, _)| head.last), faults)? {
        return Ok(None);
    }
    let Some((_, head, lines)) = best else { return Ok(None) };
    head::said(&lines[..head.first], (lines[head.first], lines[head.last]), faults);
    Ok(Some(Opened { names: head.names, line: rows.line(), rows, flawed: Vec::new() }))
}

/// Moves on to the header, with so many rows before it.
fn header_next<R: Read>(rows: &mut Rows<R>, before: usize, faults: &mut Faults) -> Result<bool, Refused> {
    for _ in 0..=before {
        match rows.next().map_err(|e| decode::unreadable(faults, e))? {
            Next::Row => {}
            Next::End => {
                faults.fault(|| Fault::new("file-empty").says("has no header line", "put the column names in the first line"));
                return Ok(false);
            }
            Next::OpenQuote(line) => {
                open_quote(faults, line);
                return Ok(false);
            }
        }
    }
    Ok(true)
}
