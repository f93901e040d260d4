//! Delimited text into rows of cells, with true line numbers. Which cell means what belongs to `table.rs`.

use std::io::{self, Read};

use super::decode::Decoded;

/// First size of the window on the file.
const WINDOW: usize = 256 * 1024;
/// No row is longer; a quotation mark that never closes would otherwise take the whole file.
const LONGEST_ROW: usize = 4 * 1024 * 1024;

/// What came when a row was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A row, now current.
    Row,
    /// No more rows.
    End,
    /// A quotation mark opens in the row that begins on this line and does not close.
    OpenQuote(u64),
}

/// Rows of a file. Commas, quotes and line breaks as in RFC 4180; lines may end with CR, LF or both; blank lines are
/// passed over but counted. Our own reader, because a fault must name its line also after quoted and lone-CR line breaks.
pub(super) struct Rows<R> {
    source: Decoded<R>,
    special: [bool; 256],
    delimiter: u8,
    window: Vec<u8>,
    at: usize,
    filled: usize,
    ended: bool,
    /// Line at which the next row begins.
    next_line: u64,
    line: u64,
    cells: Vec<(u32, u32)>,
    /// Whether a row counts as one line however many line breaks its cells have.
    by_row: bool,
}

enum Split {
    Row { next: usize, quoted: bool },
    More,
    OpenQuote,
}

impl<R> Rows<R> {
    /// The line on which the current row begins.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// How many cells the current row has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// One cell of the current row, without its quotes; empty if the row is too short.
    #[inline]
    pub(super) fn cell(&self, index: usize) -> &[u8] {
        self.cells.get(index).map_or(&[], |(start, end)| &self.window[*start as usize..*end as usize])
    }

    /// Bytes of the file read so far.
    pub(super) fn done(&self) -> u64 {
        self.source.done()
    }
}

impl<R: Read> Rows<R> {
    /// Rows of a text whose cells stand between this delimiter.
    pub(super) fn new(source: Decoded<R>, delimiter: u8) -> Rows<R> {
        let mut special = [false; 256];
        for byte in [delimiter, b'\n', b'\r'] {
            special[usize::from(byte)] = true;
        }
        let cells = Vec::with_capacity(16);
        let window = vec![0; WINDOW];
        Rows { source, special, delimiter, window, at: 0, filled: 0, ended: false, next_line: 1, line: 0, cells, by_row: false }
    }

    /// The same rows, their line numbers those of the rows of a sheet.
    pub(super) fn by_row(self) -> Rows<R> {
        Rows { by_row: true, ..self }
    }

    /// Moves to the next row.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        loop {
            self.cells.clear();
            match self.split() {
                Split::Row { next, quoted } => {
                    let start = std::mem::replace(&mut self.at, next);
                    self.line = self.next_line;
                    if quoted {
                        self.next_line += if self.by_row { 1 } else { line_ends(&self.window[start..next]) };
                        self.unquote();
                    } else {
                        self.next_line += 1;
                    }
                    let blank = self.cells.iter().all(|(start, end)| start == end);
                    if !blank {
                        return Ok(Next::Row);
                    }
                    if self.at == self.filled && self.ended {
                        return Ok(Next::End);
                    }
                }
                Split::OpenQuote => {
                    self.at = self.filled;
                    self.ended = true;
                    return Ok(Next::OpenQuote(self.next_line));
                }
                Split::More if self.ended => return Ok(Next::End),
                Split::More => {
                    if self.filled - self.at >= LONGEST_ROW {
                        self.at = self.filled;
                        self.ended = true;
                        return Ok(Next::OpenQuote(self.next_line));
                    }
                    self.refill()?;
                }
            }
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.window.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        if self.filled + WINDOW / 2 > self.window.len() {
            self.window.resize(self.window.len() * 2, 0);
        }
        while self.filled < self.window.len() {
            match self.source.read(&mut self.window[self.filled..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => {
                    self.filled += n;
                    // A letter of another encoding may need more room than is left.
                    if self.window.len() - self.filled < 16 {
                        break;
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Finds the cells of the row that begins at `self.at`, quotes still on. Changes nothing but `self.cells`, so that it
    /// can start again when the row turns out to go on beyond the window.
    fn split(&mut self) -> Split {
        let text = &self.window[..self.filled];
        let (mut cell, mut at, mut quoted) = (self.at, self.at, false);
        if at == text.len() {
            return Split::More;
        }
        loop {
            if text.get(at) == Some(&b'"') {
                quoted = true;
                at = match closing_quote(text, at + 1) {
                    Some(after) if after < text.len() || self.ended => after,
                    None if self.ended => return Split::OpenQuote,
                    _ => return Split::More,
                };
            }
            let Some(ahead) = text[at..].iter().position(|b| self.special[usize::from(*b)]) else {
                if !self.ended {
                    return Split::More;
                }
                self.cells.push((cell as u32, text.len() as u32));
                return Split::Row { next: text.len(), quoted };
            };
            at += ahead;
            self.cells.push((cell as u32, at as u32));
            let stop = text[at];
            at += 1;
            if stop == self.delimiter {
                cell = at;
                continue;
            }
            if stop == b'\r' {
                match text.get(at) {
                    Some(b'\n') => at += 1,
                    None if !self.ended => return Split::More,
                    _ => {}
                }
            }
            return Split::Row { next: at, quoted };
        }
    }

    /// Takes the quotes off the current row's cells, in place.
    fn unquote(&mut self) {
        for (start, end) in &mut self.cells {
            let (from, to) = (*start as usize, *end as usize);
            if from == to || self.window[from] != b'"' {
                continue;
            }
            let (mut write, mut inside, mut read) = (from, true, from + 1);
            while read < to {
                let byte = self.window[read];
                read += 1;
                if inside && byte == b'"' {
                    if read < to && self.window[read] == b'"' {
                        read += 1;
                    } else {
                        inside = false;
                        continue;
                    }
                }
                self.window[write] = byte;
                write += 1;
            }
            *end = write as u32;
        }
    }
}

/// The position after the quotation mark that closes a cell, `from` being inside it.
fn closing_quote(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text[at..].iter().position(|b| *b == b'"')? + 1;
        if text.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

fn line_ends(text: &[u8]) -> u64 {
    let lone = |at: usize| text[at] == b'\n' || (text[at] == b'\r' && text.get(at + 1) != Some(&b'\n'));
    (0..text.len()).filter(|at| lone(*at)).count() as u64
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Seek, SeekFrom};

    use proptest::prelude::*;

    use super::super::decode::Encoding;
    use super::*;

    fn read(text: &[u8], delimiter: u8) -> Vec<(u64, Vec<String>)> {
        read_from(Cursor::new(text), delimiter).unwrap()
    }

    fn read_from<R: Read + Seek>(source: R, delimiter: u8) -> Result<Vec<(u64, Vec<String>)>, u64> {
        let mut rows = Rows::new(Decoded::open(source, Encoding::Utf8).unwrap(), delimiter);
        let mut all = Vec::new();
        loop {
            match rows.next().unwrap() {
                Next::Row => {
                    let cells = (0..rows.len()).map(|i| String::from_utf8_lossy(rows.cell(i)).into_owned()).collect();
                    all.push((rows.line(), cells));
                }
                Next::End => return Ok(all),
                Next::OpenQuote(line) => return Err(line),
            }
        }
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn every_kind_of_line_end_counts_as_one_line() {
        let expected = vec![row(1, &["a", "b"]), row(2, &["c", "d"]), row(4, &["e", ""])];
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "c,d", "", "e,"].join(end);
            assert_eq!(read(text.as_bytes(), b','), expected, "{end:?}");
            assert_eq!(read((text + end + end).as_bytes(), b','), expected, "{end:?} at the end");
        }
    }

    #[test]
    fn a_quoted_line_break_belongs_to_its_cell_and_still_counts() {
        let text = b"a;\"one\r\ntwo\";\"say \"\"hi\"\"\"\n\"x\"y;;\n";
        assert_eq!(read(text, b';'), vec![row(1, &["a", "one\r\ntwo", "say \"hi\""]), row(3, &["xy", "", ""])]);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_is_named_by_its_first_line() {
        assert_eq!(read_from(Cursor::new(b"a\nb,\"c\nd\n"), b','), Err(2));
    }

    #[test]
    fn lines_of_nothing_but_delimiters_are_blank() {
        assert_eq!(read(b",,\na,b,c\n,,\n\n", b','), vec![row(2, &["a", "b", "c"])]);
    }

    #[test]
    fn rows_longer_than_the_window_come_whole() {
        let long = "x".repeat(WINDOW * 3);
        let text = format!("a,b\n{long},\"{long}\"\nc,d\n");
        assert_eq!(read(text.as_bytes(), b','), vec![row(1, &["a", "b"]), row(2, &[&long, &long]), row(3, &["c", "d"])]);
    }

    /// Gives one byte at a time.
    struct Slow(Cursor<Vec<u8>>);
    impl Read for Slow {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut room[..1])
        }
    }
    impl Seek for Slow {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    proptest! {
        #[test]
        fn what_a_csv_writer_writes_is_read_back(
            table in prop::collection::vec(prop::collection::vec("[a-c\",;\n\r é]{0,6}", 3), 0..8)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for line in &table {
                writer.write_record(line).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let kept: Vec<_> = table.iter().filter(|cells| cells.iter().any(|c| !c.is_empty())).cloned().collect();
            let got: Vec<_> = read(&text, b',').into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(&got, &kept);
            let slow: Vec<_> = read_from(Slow(Cursor::new(text)), b',').unwrap().into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(slow, kept);
        }
    }
}
