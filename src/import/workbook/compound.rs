//! The container of an old Office file: sectors in chains, found through a directory. What its streams hold belongs to `xls.rs`.

use std::io::{Read, Seek, SeekFrom};

use super::Halt;
use super::package::{damaged, too_large};

/// An .xls holds 65,536 rows; larger files have pictures.
const MOST_BYTES: u64 = 32 << 20;
/// Sector numbers from here on are marks.
const MARKS: u32 = 0xFFFF_FFFA;
/// Streams below this size stand in small sectors.
const SMALL: u64 = 4096;

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

/// An old Office file.
pub(super) struct Compound {
    bytes: Vec<u8>,
    sector: usize,
    next: Vec<u32>,
    small_next: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

fn broken() -> Halt {
    damaged("its list of parts")
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Halt> {
    bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]])).ok_or_else(broken)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Halt> {
    bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).ok_or_else(broken)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl Compound {
    pub(super) fn open<R: Read + Seek>(reader: &mut R) -> Result<Compound, Halt> {
        reader.seek(SeekFrom::Start(0)).map_err(|_| broken())?;
        let mut bytes = Vec::new();
        reader.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large("the workbook"));
        }
        let shift = u16_at(&bytes, 30)?;
        if !matches!(shift, 9 | 12) {
            return Err(broken());
        }
        let (first_entry, first_small, mut more) = (u32_at(&bytes, 48)?, u32_at(&bytes, 60)?, u32_at(&bytes, 68)?);
        let mut file =
            Compound { bytes, sector: 1 << shift, next: Vec::new(), small_next: Vec::new(), small: Vec::new(), entries: Vec::new() };
        let mut lists: Vec<u32> = numbers(file.bytes.get(76..512).ok_or_else(broken)?).collect();
        let most = file.bytes.len() / file.sector + 1;
        for _ in 0..most {
            if more >= MARKS {
                break;
            }
            let mut own: Vec<u32> = numbers(file.at(more)?).collect();
            more = own.pop().ok_or_else(broken)?;
            lists.extend(own);
        }
        for list in lists.into_iter().filter(|list| *list < MARKS).take(most) {
            let own: Vec<u32> = numbers(file.at(list)?).collect();
            file.next.extend(own);
        }
        let directory = file.chain(first_entry)?;
        let mut root = None;
        for entry in directory.chunks_exact(128) {
            let length = usize::from(u16_at(entry, 64)?).clamp(2, 64) - 2;
            let units: Vec<u16> = entry[..length].chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
            let entry_of = |size| Ok(Entry { name: String::from_utf16_lossy(&units), start: u32_at(entry, 116)?, size });
            let size = u64::from(u32_at(entry, 120)?);
            match entry[66] {
                2 => file.entries.push(entry_of(size)?),
                5 => root = Some(entry_of(size)?),
                _ => {}
            }
        }
        if let Some(root) = root.filter(|root| root.start < MARKS && root.size > 0) {
            file.small = file.chain(root.start)?;
            let small_next = file.chain(first_small)?;
            file.small_next = numbers(&small_next).collect();
        }
        Ok(file)
    }

    /// A sector; the last one of a file may be cut short.
    fn at(&self, number: u32) -> Result<&[u8], Halt> {
        let from = (number as usize + 1).checked_mul(self.sector).ok_or_else(broken)?;
        let to = (from + self.sector).min(self.bytes.len());
        self.bytes.get(from..to).ok_or_else(broken)
    }

    /// All sectors of a chain; one that bites its tail is refused.
    fn chain(&self, start: u32) -> Result<Vec<u8>, Halt> {
        let (mut out, mut number) = (Vec::new(), start);
        while number < MARKS {
            out.extend_from_slice(self.at(number)?);
            if out.len() > self.bytes.len() {
                return Err(broken());
            }
            number = *self.next.get(number as usize).ok_or_else(broken)?;
        }
        Ok(out)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// A stream; the rest of the file is let go.
    pub(super) fn into_stream(self, name: &str) -> Result<Vec<u8>, Halt> {
        let entry = self.entries.iter().find(|entry| entry.name == name).ok_or_else(broken)?;
        let size = usize::try_from(entry.size).map_err(|_| broken())?;
        let mut out = if entry.size >= SMALL { self.chain(entry.start)? } else { self.small_chain(entry.start)? };
        if out.len() < size {
            return Err(damaged("its end is missing"));
        }
        out.truncate(size);
        Ok(out)
    }

    fn small_chain(&self, start: u32) -> Result<Vec<u8>, Halt> {
        let (mut out, mut number) = (Vec::new(), start);
        while number < MARKS {
            let from = number as usize * 64;
            out.extend_from_slice(self.small.get(from..from + 64).ok_or_else(broken)?);
            if out.len() > self.small.len() {
                return Err(broken());
            }
            number = *self.small_next.get(number as usize).ok_or_else(broken)?;
        }
        Ok(out)
    }
}
