//! The container of a workbook: its parts, each inflated only up to a limit, and the list of its sheets. What cells mean
//! belongs to `values.rs`.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::fault::Fault;
use super::Halt;

/// No workbook that people make has more parts.
const MOST_PARTS: usize = 10_000;
/// Parts beside sheets and texts are small.
pub(super) const MOST_OF_A_PART: u64 = 16 << 20;
/// All texts of a workbook together.
pub(super) const MOST_TEXTS: u64 = 48 << 20;
/// One event of XML; no cell has more in it.
const MOST_OF_AN_EVENT: u64 = 4 << 20;
/// A workbook as a file: the list of its parts is held in memory.
const MOST_BYTES: u64 = 256 << 20;
/// The list of parts itself.
const MOST_OF_THE_LIST: u32 = 4 << 20;
/// One cell: spreadsheets hold 32,767 characters.
pub(super) const MOST_OF_A_CELL: usize = 256 << 10;
/// One sheet: a million rows of a dozen cells.
pub(super) const MOST_OF_A_SHEET: u64 = 512 << 20;

pub(super) fn damaged(what: &str) -> Halt {
    Halt::fault(Fault::new("workbook-damaged").says(
        format!("the workbook is damaged or not whole ({what})"),
        "open it in the program that made it, save it again as .xlsx, or save the sheet as CSV UTF-8",
    ))
}

pub(super) fn too_large(what: &str) -> Halt {
    Halt::fault(Fault::new("workbook-large").says(
        format!("{what} is larger than this import reads from a workbook"),
        "save the sheet as CSV UTF-8 and import that; if you do not know the file, do not trust it",
    ))
}

fn refused(part: &str, error: &io::Error) -> Halt {
    if error.kind() == io::ErrorKind::FileTooLarge { too_large(part) } else { damaged(part) }
}

/// Ends with an error where a part has more bytes than it may: what the container says about sizes is not believed.
struct Capped<R> {
    inner: R,
    left: u64,
    /// What the event that is being read may still take: one text of gigabytes would be held whole.
    event: Rc<Cell<u64>>,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(room)?;
        self.left = self.left.checked_sub(got as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.event.set(self.event.get().checked_sub(got as u64).ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(got)
    }
}

/// The parts of a workbook.
pub(in crate::import) struct Package<R> {
    archive: ZipArchive<R>,
    /// Names as they are compared: lower case, `/` between folders.
    names: HashMap<String, usize>,
}

fn compared(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

impl<R: Read + Seek> Package<R> {
    pub(in crate::import) fn open(mut reader: R) -> Result<Package<R>, Halt> {
        list_fits(&mut reader)?;
        let archive = ZipArchive::new(reader).map_err(|_| damaged("its list of parts"))?;
        if archive.len() > MOST_PARTS {
            return Err(too_large("the list of parts"));
        }
        let names = archive.file_names().enumerate().filter_map(|(index, name)| Some((compared(&name.ok()?), index))).collect();
        Ok(Package { archive, names })
    }

    pub(in crate::import) fn has(&self, path: &str) -> bool {
        self.names.contains_key(&compared(path))
    }

    /// A part as XML; none if there is no such part.
    pub(in crate::import) fn xml(&mut self, path: &str, most: u64) -> Result<Option<Xml<'_>>, Halt> {
        let Some(index) = self.names.get(&compared(path)) else { return Ok(None) };
        let file = self.archive.by_index(*index).map_err(|error| match error {
            ZipError::Io(error) => refused(path, &error),
            _ => damaged(path),
        })?;
        let event = Rc::new(Cell::new(MOST_OF_AN_EVENT));
        let inner: Box<dyn Read + '_> = Box::new(Capped { inner: file, left: most, event: Rc::clone(&event) });
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, inner));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Ok(Some(Xml { reader, buffer: Vec::new(), event, part: path.to_owned() }))
    }

    /// The beginning of a part as text; none if there is no such part.
    pub(super) fn beginning(&mut self, path: &str) -> Option<String> {
        let file = self.archive.by_index(*self.names.get(&compared(path))?).ok()?;
        let mut bytes = Vec::new();
        file.take(1 << 10).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn needed(&mut self, path: &str) -> Result<Xml<'_>, Halt> {
        self.xml(path, MOST_OF_A_PART)?.ok_or_else(|| damaged(path))
    }

    /// What the part of that path relates to, by id: kind of relation and path.
    pub(in crate::import) fn relations(&mut self, path: &str) -> Result<Vec<(String, String, String)>, Halt> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let own = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let mut xml = self.needed(&own)?;
        let mut found = Vec::new();
        loop {
            match xml.next()? {
                Event::Start(e) if local(&e) == "Relationship" => {
                    let kind = attribute(&e, "Type").unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let target = attribute(&e, "Target").unwrap_or_default();
                    found.push((attribute(&e, "Id").unwrap_or_default(), kind, resolved(folder, &target)));
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    /// The book: its sheets and where its texts and formats are.
    pub(super) fn book(&mut self) -> Result<Book, Halt> {
        if !self.has("_rels/.rels") {
            return Err(no_workbook(false));
        }
        let main = self.relations("")?.into_iter().find(|(_, kind, _)| kind == "officeDocument").map(|(_, _, path)| path);
        let main = main.ok_or_else(|| no_workbook(false))?;
        if main.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("bin")) {
            return Err(Halt::fault(
                Fault::new("workbook-binary").says("this is a binary workbook (.xlsb)", "save it as .xlsx or CSV UTF-8 and import that"),
            ));
        }
        let relations = self.relations(&main).unwrap_or_default();
        let path_of = |wanted: &str| relations.iter().find(|(_, kind, _)| kind == wanted).map(|(_, _, path)| path.clone());
        let mut book = Book { sheets: Vec::new(), texts: path_of("sharedStrings"), styles: path_of("styles"), from_1904: false };
        let mut xml = self.needed(&main)?;
        let mut is_book = false;
        loop {
            match xml.next()? {
                Event::Start(e) => match local(&e) {
                    "workbook" => is_book = true,
                    "workbookPr" => {
                        book.from_1904 |= attribute(&e, "date1904").is_some_and(|v| v == "1" || v == "true");
                    }
                    "sheet" => {
                        let id = attribute(&e, "id").unwrap_or_default();
                        if let Some((_, _, path)) = relations.iter().find(|(own, kind, _)| *own == id && kind == "worksheet") {
                            let hidden = attribute(&e, "state").is_some_and(|state| state != "visible");
                            book.sheets.push(SheetName { name: attribute(&e, "name").unwrap_or_default(), path: path.clone(), hidden });
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        if !is_book {
            return Err(no_workbook(false));
        }
        if book.sheets.is_empty() { Err(damaged("it has no sheet")) } else { Ok(book) }
    }
}

/// The list of parts stands at the end; each of its lines becomes a record in memory, so that its size is looked at first.
fn list_fits<R: Read + Seek>(reader: &mut R) -> Result<(), Halt> {
    let broken = |_| damaged("its list of parts");
    let size = reader.seek(SeekFrom::End(0)).map_err(broken)?;
    let from = size.saturating_sub(66 << 10);
    reader.seek(SeekFrom::Start(from)).map_err(broken)?;
    let mut end = Vec::new();
    reader.by_ref().take(66 << 10).read_to_end(&mut end).map_err(broken)?;
    reader.seek(SeekFrom::Start(0)).map_err(broken)?;
    let at = end.windows(4).rposition(|mark| mark == b"PK\x05\x06").ok_or_else(|| damaged("its list of parts"))?;
    let list = end.get(at + 12..at + 16).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let long = end[..at].windows(4).any(|mark| mark == b"PK\x06\x07");
    if size > MOST_BYTES || list > MOST_OF_THE_LIST || long { Err(too_large("the workbook")) } else { Ok(()) }
}

pub(super) fn no_workbook(open_document: bool) -> Halt {
    let says = if open_document {
        "this is an OpenDocument file, and no spreadsheet"
    } else {
        "this is an archive or a document, and no workbook"
    };
    Halt::fault(Fault::new("file-archive").says(says, "save the sheet as .xlsx or CSV UTF-8 and import that"))
}

/// A path that stands in a part of this folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.join("/")
}

/// What a workbook says about itself.
pub(super) struct Book {
    pub(super) sheets: Vec<SheetName>,
    pub(super) texts: Option<String>,
    pub(super) styles: Option<String>,
    /// Whether its days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A sheet of cells; sheets of charts are left out.
pub(super) struct SheetName {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) hidden: bool,
}

/// A part as XML, event by event.
pub(in crate::import) struct Xml<'a> {
    reader: Reader<BufReader<Box<dyn Read + 'a>>>,
    buffer: Vec<u8>,
    event: Rc<Cell<u64>>,
    part: String,
}

impl Xml<'_> {
    pub(in crate::import) fn next(&mut self) -> Result<Event<'_>, Halt> {
        self.buffer.clear();
        self.event.set(MOST_OF_AN_EVENT);
        self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => refused(&self.part, &error),
            _ => damaged(&self.part),
        })
    }

    pub(super) fn damaged(&self) -> Halt {
        damaged(&self.part)
    }

    /// The text up to the end of the element whose start was just met, added to `into`.
    pub(in crate::import) fn text_of(&mut self, element: &str, into: &mut String) -> Result<(), Halt> {
        loop {
            match self.next()? {
                Event::Text(text) => into.push_str(&text.xml10_content()),
                Event::CData(text) => into.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => match character(&name) {
                    Some(c) => into.push(c),
                    None => return Err(self.damaged()),
                },
                Event::End(e) if e.local_name().as_ref() == element => return Ok(()),
                Event::Eof => return Err(self.damaged()),
                _ => {}
            }
            if into.len() > MOST_OF_A_CELL {
                return Err(too_large("a cell"));
            }
        }
    }
}

/// Only the five names of XML and numbers are known: entities of a file's own are never expanded.
pub(super) fn character(name: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c);
    }
    match &*name.xml10_content() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

/// The name of an element without its prefix.
pub(in crate::import) fn local<'e>(e: &'e BytesStart<'_>) -> &'e str {
    let name = e.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// An attribute by its name without prefix.
pub(in crate::import) fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
