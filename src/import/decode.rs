//! Bytes to UTF-8 text: marks at the start, Windows-1252, UTF-16, NUL. What the text means belongs to the readers.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::fault::{Fault, Faults};
use super::{Progress, Refused};

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or plain ASCII.
    Utf8,
    /// Windows-1252: the file has bytes that are no UTF-8.
    Windows1252,
    /// UTF-16, low byte first, with its mark, as Excel's "Unicode text" writes it.
    Utf16Low,
    /// UTF-16, high byte first, with its mark.
    Utf16High,
}

const CHUNK: usize = 128 * 1024;
const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
/// No TOML file of rules is near this many bytes.
const MOST_TEXT: u64 = 8 * 1024 * 1024;

/// Looks the whole file through once: which encoding, and whether it can be text at all. A workbook, an empty file or
/// a NUL is a fault. One pass over the raw bytes costs little beside reading them, and lets every later step trust its text.
///
/// # Errors
/// The reader's own, and [`Refused::Stopped`].
pub fn survey<R: Read + Seek>(reader: &mut R, faults: &mut Faults, progress: Progress<'_>) -> Result<Encoding, Refused> {
    rewind(reader, faults)?;
    let mut chunk = vec![0; CHUNK + 4];
    let (mut offset, mut kept) = (0u64, 0);
    let (mut utf8, mut blank) = (true, true);
    loop {
        let got = fill(reader, &mut chunk[kept..kept + CHUNK]).map_err(|e| unreadable(faults, e))?;
        let fresh = &chunk[kept..kept + got];
        if offset == 0 {
            match fresh {
                [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
                    let fault = Fault::new("file-workbook");
                    faults
                        .fault(|| fault.says("this is a workbook or an archive, not text", "save the sheet as CSV UTF-8 and import that"));
                    return Ok(Encoding::Utf8);
                }
                [0xFF, 0xFE, ..] => return survey_utf16(reader, Encoding::Utf16Low, faults),
                [0xFE, 0xFF, ..] => return survey_utf16(reader, Encoding::Utf16High, faults),
                _ => {}
            }
        }
        if fresh.contains(&0) {
            let at = fresh.iter().position(|b| *b == 0).unwrap_or(0) as u64;
            rewind(reader, faults)?;
            let line = lines_before(reader, offset + at).map_err(|e| unreadable(faults, e))?;
            nul(faults, line);
            return Ok(Encoding::Utf8);
        }
        blank = blank && fresh.strip_prefix(UTF8_MARK).unwrap_or(fresh).trim_ascii().is_empty();
        if utf8 {
            let filled = kept + got;
            kept = match std::str::from_utf8(&chunk[..filled]) {
                Ok(_) => 0,
                Err(e) if e.error_len().is_none() => {
                    chunk.copy_within(e.valid_up_to()..filled, 0);
                    filled - e.valid_up_to()
                }
                Err(_) => {
                    utf8 = false;
                    0
                }
            };
        }
        offset += got as u64;
        if got < CHUNK {
            break;
        }
        if !progress(0) {
            return Err(Refused::Stopped);
        }
    }
    if blank {
        faults.fault(|| Fault::new("file-empty").says("the file is empty", "choose the file that has the data"));
    }
    Ok(if utf8 && kept == 0 { Encoding::Utf8 } else { Encoding::Windows1252 })
}

fn survey_utf16<R: Read + Seek>(reader: &mut R, encoding: Encoding, faults: &mut Faults) -> Result<Encoding, Refused> {
    let mut decoded = Decoded::open(reader, encoding).map_err(|e| unreadable(faults, e))?;
    let mut chunk = vec![0; CHUNK];
    let mut line = 1;
    loop {
        let got = fill(&mut decoded, &mut chunk).map_err(|e| unreadable(faults, e))?;
        if let Some(at) = chunk[..got].iter().position(|b| *b == 0) {
            nul(faults, line + line_ends(&chunk[..at]));
            return Ok(encoding);
        }
        line += line_ends(&chunk[..got]);
        if got < CHUNK {
            return Ok(encoding);
        }
    }
}

fn nul(faults: &mut Faults, line: u64) {
    faults.fault(|| {
        let remedy = "export the file again as CSV UTF-8; it may be damaged, or UTF-16 without its mark";
        Fault::new("file-nul").line(line).says("has a NUL character, so it is not text", remedy)
    });
}

pub(super) fn unreadable(faults: &Faults, source: io::Error) -> Refused {
    Refused::Unreadable { file: faults.file.clone(), source }
}

fn rewind<R: Seek>(reader: &mut R, faults: &Faults) -> Result<(), Refused> {
    reader.seek(SeekFrom::Start(0)).map(|_| ()).map_err(|e| unreadable(faults, e))
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.split(|b| *b == b'\n').count() as u64 - 1
}

fn lines_before<R: Read>(reader: &mut R, offset: u64) -> io::Result<u64> {
    let mut chunk = vec![0; CHUNK];
    let (mut left, mut line) = (offset, 1);
    while left > 0 {
        let want = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let got = fill(reader, &mut chunk[..want])?;
        if got == 0 {
            break;
        }
        line += line_ends(&chunk[..got]);
        left -= got as u64;
    }
    Ok(line)
}

/// Reads until the room is full or the file ends.
fn fill<R: Read>(reader: &mut R, room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < room.len() {
        match reader.read(&mut room[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// A file as UTF-8, without its mark. UTF-8 passes through without a copy.
pub struct Decoded<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_at: usize,
    raw_filled: usize,
    ended: bool,
    done: u64,
}

impl<R: Read + Seek> Decoded<R> {
    /// From the start of a file in this encoding.
    pub fn open(mut inner: R, encoding: Encoding) -> io::Result<Decoded<R>> {
        inner.seek(SeekFrom::Start(0))?;
        let decoder = match encoding {
            Encoding::Utf8 => {
                let mut mark = [0; 3];
                if fill(&mut inner, &mut mark)? < 3 || mark != *UTF8_MARK {
                    inner.seek(SeekFrom::Start(0))?;
                }
                None
            }
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
            Encoding::Utf16Low => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16High => Some(UTF_16BE.new_decoder_with_bom_removal()),
        };
        let raw = if decoder.is_some() { vec![0; CHUNK] } else { Vec::new() };
        Ok(Decoded { inner, decoder, raw, raw_at: 0, raw_filled: 0, ended: false, done: 0 })
    }
}

impl<R> Decoded<R> {
    /// Bytes read from the file so far.
    pub fn done(&self) -> u64 {
        self.done
    }
}

impl<R: Read> Read for Decoded<R> {
    /// At least 16 bytes of room are needed, so that a letter always fits.
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            let got = self.inner.read(room)?;
            self.done += got as u64;
            return Ok(got);
        };
        loop {
            if self.raw_at == self.raw_filled && !self.ended {
                self.raw_at = 0;
                self.raw_filled = fill(&mut self.inner, &mut self.raw)?;
                self.done += self.raw_filled as u64;
                self.ended = self.raw_filled < self.raw.len();
            }
            let (result, read, written, _) = decoder.decode_to_utf8(&self.raw[self.raw_at..self.raw_filled], room, self.ended);
            self.raw_at += read;
            if self.ended && result == CoderResult::InputEmpty {
                // The decoder has been told of the end and must not be asked again.
                self.decoder = None;
                self.inner_is_done();
                return Ok(written);
            }
            if written > 0 || result == CoderResult::OutputFull {
                return Ok(written);
            }
        }
    }
}

impl<R> Decoded<R> {
    fn inner_is_done(&mut self) {
        self.raw = Vec::new();
        (self.raw_at, self.raw_filled) = (0, 0);
    }
}

/// A whole small file as text: for TOML.
///
/// # Errors
/// What [`survey`] finds, and a file that is too large for its purpose.
pub fn whole_text<R: Read + Seek>(mut reader: R, faults: &mut Faults) -> Result<String, Refused> {
    let encoding = survey(&mut reader, faults, &mut |_| true)?;
    let mut bytes = Vec::new();
    if faults.is_clean() {
        let decoded = Decoded::open(reader, encoding).map_err(|e| unreadable(faults, e))?;
        let mut decoded = io::BufReader::new(decoded).take(MOST_TEXT + 1);
        decoded.read_to_end(&mut bytes).map_err(|e| unreadable(faults, e))?;
        if bytes.len() as u64 > MOST_TEXT {
            faults.fault(|| Fault::new("file-too-large").says("more than 8 MB is no file of rules", "choose the right file"));
        }
    }
    if faults.is_clean() {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    Err(Refused::Faulty(std::mem::take(faults)))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        let mut faults = Faults::of("f");
        whole_text(Cursor::new(bytes), &mut faults).map_err(|refused| match refused {
            Refused::Faulty(faults) => faults.to_string(),
            other => other.to_string(),
        })
    }

    #[test]
    fn marks_and_old_code_pages_are_read_as_what_they_say() {
        assert_eq!(text("\u{feff}Zo\u{eb}".as_bytes()).unwrap(), "Zoë");
        assert_eq!(text(b"Zo\xeb \x96 5 \x80").unwrap(), "Zoë – 5 €");
        let low: Vec<u8> = "\u{feff}Zoë\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let high: Vec<u8> = "\u{feff}Zoë\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&low).unwrap(), "Zoë\n");
        assert_eq!(text(&high).unwrap(), "Zoë\n");
    }

    #[test]
    fn a_letter_cut_by_the_end_of_a_chunk_is_still_utf8() {
        for lead in (CHUNK - 4)..=CHUNK {
            let mut bytes = vec![b'a'; lead];
            bytes.extend_from_slice("é€𝄞".as_bytes());
            assert_eq!(text(&bytes).unwrap().chars().next_back(), Some('𝄞'), "{lead}");
        }
        let mut cut = vec![b'a'; CHUNK - 1];
        cut.push(0xE2);
        assert_eq!(text(&cut).unwrap().chars().next_back(), Some('â'), "an unfinished letter at the end is Windows-1252");
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        assert!(text(b"a\nb\0").unwrap_err().starts_with("f, line 2: has a NUL character"));
        assert!(text(b"PK\x03\x04rest").unwrap_err().contains("workbook"));
        assert!(text(b"").unwrap_err().contains("empty"));
        assert!(text(b"\xEF\xBB\xBF \r\n").unwrap_err().contains("empty"));
        let nul: Vec<u8> = "\u{feff}a\nb\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(text(&nul).unwrap_err().contains("line 2"));
    }
}
