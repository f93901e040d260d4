//! A look at the beginning of a file: its columns with a few of their values, and which of ours they are taken for. Reading it
//! belongs to the readers of each kind.

use std::io::{Cursor, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::fault::Faults;
use super::header::Matching;
use super::mapping::Mapping;
use super::opened::{self, Opened};
use super::rows::Next;
use super::table::{Kind, folded};
use super::{Refused, decode};

/// How much of a text is looked at.
const BEGINNING: u64 = 256 << 10;
/// Rows below the header that are looked at for values.
const ROWS: usize = 40;
/// Values shown of a column.
const SAMPLES: usize = 3;

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its name; empty if it has none.
    pub name: String,
    /// Its first different values.
    pub samples: Vec<String>,
}

/// A column of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its name.
    pub name: &'static str,
    /// What belongs in it.
    pub says: &'static str,
    /// Whether the import cannot do without it.
    pub required: bool,
    /// The column of the file that it is taken from, as an index into [`Look::columns`].
    pub from: Option<usize>,
    /// The value that it has in every row.
    pub always: Option<String>,
}

/// What the beginning of a file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The file's columns.
    pub columns: Vec<Seen>,
    /// Ours.
    pub wanted: Vec<Wanted>,
    /// The same for every file with these column names in this order.
    pub fingerprint: String,
}

/// Looks at the beginning of a file; nothing if it cannot be read as a table.
///
/// # Errors
/// The reader's own.
pub fn look<R: Read + Seek>(file: &str, mut reader: R, kind: Kind, mapping: &Mapping) -> Result<Option<Look>, Refused> {
    let mut faults = Faults::of(file);
    let unreadable = |e| decode::unreadable(&Faults::of(file), e);
    let mut bytes = Vec::new();
    reader.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    reader.by_ref().take(BEGINNING).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let opened = opened::open(reader, kind, mapping, ROWS, &mut faults, &mut |_| true)?;
        return opened.map(|opened| seen(opened, kind, mapping)).transpose();
    }
    if bytes.len() as u64 == BEGINNING {
        // A line that is cut would look like one that is short.
        let end = bytes.iter().rposition(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
        bytes.truncate(if bytes.starts_with(&[0xFF, 0xFE]) { end.next_multiple_of(2).min(bytes.len()) } else { end });
    }
    let opened = opened::open(Cursor::new(bytes), kind, mapping, ROWS, &mut faults, &mut |_| true)?;
    opened.map(|opened| seen(opened, kind, mapping)).transpose()
}

fn seen<R: Read>(mut opened: Opened<R>, kind: Kind, mapping: &Mapping) -> Result<Look, Refused> {
    let names = std::mem::take(&mut opened.names);
    let mut samples: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    for _ in 0..ROWS {
        if opened.rows.next().map_err(|e| decode::unreadable(&Faults::default(), e))? != Next::Row {
            break;
        }
        for (own, text) in samples.iter_mut().zip(opened::texts(&opened.rows)) {
            if own.len() < SAMPLES && !text.is_empty() && !own.contains(&text) {
                own.push(text);
            }
        }
    }
    // What is wrong with the columns is said when the file is read.
    let mut faults = Faults::default();
    let matching = Matching { header: &names, columns: kind.columns(), mapping, faults: &mut faults, line: opened.line };
    let cells = matching.cells();
    let wanted = kind.columns().iter().zip(cells).map(|(column, from)| Wanted {
        name: column.name,
        says: column.says,
        required: column.required,
        from,
        always: mapping.constants.get(column.name).cloned(),
    });
    let wanted = wanted.collect();
    let fingerprint = fingerprint(&names);
    Ok(Look { columns: names.into_iter().zip(samples).map(|(name, samples)| Seen { name, samples }).collect(), wanted, fingerprint })
}

/// A short name for a header: files of one source have the same.
fn fingerprint(names: &[String]) -> String {
    let mut hash = Sha256::new();
    for name in names {
        hash.update(folded(name).as_bytes());
        hash.update([0x1F]);
    }
    let mut out = String::with_capacity(16);
    for byte in hash.finalize().iter().take(8) {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, kind: Kind) -> Look {
        look("f.csv", Cursor::new(text), kind, &Mapping::default()).map_err(|e| e.to_string()).unwrap().unwrap()
    }

    #[test]
    fn columns_come_with_their_first_values_and_what_they_are_taken_for() {
        let seen =
            seen("List of March\nNummer,Office,Worker\n17,Mesa,\n17,Mesa,A. Moss\n18,Elm,A. Moss\n19,Elm,\n20,Elm,\n", Kind::Population);
        let samples: Vec<String> = seen.columns.iter().map(|c| format!("{}: {}", c.name, c.samples.join(" "))).collect();
        assert_eq!(samples, ["Nummer: 17 18 19", "Office: Mesa Elm", "Worker: A. Moss"]);
        let from: Vec<_> = seen.wanted.iter().map(|w| w.from).collect();
        assert_eq!(from[..4], [None, Some(1), Some(2), None]);
        assert!(seen.wanted[0].required);
    }

    #[test]
    fn files_with_the_same_header_have_the_same_fingerprint() {
        let of = |text: &str| seen(text, Kind::People).fingerprint;
        assert_eq!(of("Worker,Office\nA,B\n"), of("Title\nworker;OFFICE\nC;D\n"));
        assert_ne!(of("Worker,Office\nA,B\n"), of("Office,Worker\nA,B\n"));
        assert_eq!(of("Worker,Office\n").len(), 16);
    }

    #[test]
    fn a_long_text_is_looked_at_only_at_its_beginning() {
        let text = "case,office\n".to_owned() + &"17,Mesa \"View\n".repeat(40_000);
        assert_eq!(seen(&text, Kind::Population).columns[1].samples.len(), 1);
    }
}
