//! Text documents (.docx) as plain records: paragraphs and tables in their order, what stands in content controls, custom
//! properties. What the tables of a document mean belongs to its reader.

use std::io::Cursor;

use super::fault::{Fault, Faults};
use super::workbook::Halt;
use super::workbook::package::Package;
use super::{Import, Refused};

mod body;
mod line;
mod refused;
mod seen;
mod styles;
mod walk;

use refused::{damaged, other, said};

/// What a document says, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its paragraphs and tables.
    pub blocks: Vec<Block>,
    /// Its custom properties: name and value.
    pub properties: Vec<(String, String)>,
}

/// A paragraph or a table of the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph outside of tables. Empty ones are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What it says; with line breaks. Placeholders do not count.
    pub text: String,
    /// What stands in it as a placeholder; see [`Cell::hint`].
    pub hint: String,
    /// The name of its style as the file has it: "heading 1", "Title"; empty for the usual one.
    pub style: String,
    /// How deep a heading it is: 1 for the highest; none if it is no heading.
    pub heading: Option<u8>,
    /// How deep in a list it stands: 0 for the outermost; none if it is in no list.
    pub list: Option<u8>,
    /// The content controls in it.
    pub controls: Vec<Control>,
}

/// A table. One without any cell is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is called for those who do not see it; empty if it has no name.
    pub caption: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Whether it is a head, repeated on each page.
    pub head: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it; with line breaks. Placeholders do not count.
    pub text: String,
    /// What stands in it as a placeholder, in a control or after a program has dropped the control. Whoever knows what the
    /// placeholder was must compare: some programs let people type into it without making it text.
    pub hint: String,
    /// How many columns it takes; at least 1.
    pub span: usize,
    /// Whether it is the lower part of a cell that begins in a row above.
    pub continues: bool,
    /// The content controls in it, and those around it alone.
    pub controls: Vec<Control>,
    /// The names of the bookmarks in it: they stay where a program has dropped the tags.
    pub marks: Vec<String>,
    /// Tables in it; their text is not part of the cell's.
    pub tables: Vec<Table>,
}

/// A content control: a place to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// Its name for programs.
    pub tag: String,
    /// Its name for people.
    pub title: String,
    /// What stands in it; empty while it shows its placeholder.
    pub text: String,
    /// What stands in it as a placeholder.
    pub hint: String,
}

impl Cell {
    /// Every tag in it, in order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.controls.iter().map(|control| control.tag.as_str()).filter(|tag| !tag.is_empty())
    }
}

impl Document {
    /// A custom property by its name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Its tables, those within cells left out.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }
}

/// The largest file that is read: a form with pictures has one or two megabytes.
pub const MOST_BYTES: usize = 64 << 20;

/// The longest main part, inflated: several hundred pages of tables.
const MOST_OF_A_PAGE: u64 = 32 << 20;
/// Parts beside it are short.
const MOST_BESIDE: u64 = 8 << 20;

/// Reads a document. Notes say what was met and not taken: deleted text, comments, footnotes, pictures.
///
/// # Errors
/// A file that is no document of this kind, has a password, is damaged, or larger inside than any form.
pub fn read(file: &str, bytes: &[u8]) -> Result<Import<Document>, Refused> {
    let mut notes = Faults::of(file);
    match parse(bytes, &mut notes) {
        Ok(records) => Ok(Import { records, notes }),
        Err(fault) => {
            notes.fault(|| fault);
            Err(Refused::Faulty(notes))
        }
    }
}

// One fault a file: its size is no matter.
#[allow(clippy::result_large_err)]
fn parse(bytes: &[u8], notes: &mut Faults) -> Result<Document, Fault> {
    if let Some(fault) = other(bytes) {
        return Err(fault);
    }
    let document = document(bytes, notes).map_err(said)?;
    if document.blocks.is_empty() {
        let remedy = "choose the document that was filled in";
        return Err(Fault::new("file-empty").says("the document has no text and no table", remedy));
    }
    Ok(document)
}

fn document(bytes: &[u8], notes: &mut Faults) -> Result<Document, Halt> {
    let mut package = Package::open(Cursor::new(bytes))?;
    if !package.has("_rels/.rels") {
        return Err(refused::no_document(if package.has("mimetype") { "an OpenDocument file" } else { "an archive and no document" }));
    }
    let root = package.relations("")?;
    let path_of = |relations: &[(String, String, String)], wanted: &str| {
        relations.iter().find(|(_, kind, _)| kind == wanted).map(|(_, _, path)| path.clone())
    };
    let main = path_of(&root, "officeDocument").ok_or_else(|| refused::no_document("an archive and no document"))?;
    let relations = package.relations(&main).unwrap_or_default();

    let names = match path_of(&relations, "styles").map(|path| package.xml(&path, MOST_BESIDE)).transpose()?.flatten() {
        Some(xml) => styles::read(xml)?,
        None => styles::Styles::default(),
    };
    let mut document = Document::default();
    {
        let xml = package.xml(&main, MOST_OF_A_PAGE)?.ok_or_else(|| damaged(&main))?;
        let body = body::read(xml, &names)?;
        body.seen.say(notes);
        document.blocks = body.blocks;
    }
    for (relation, what) in [("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote")] {
        let Some(path) = path_of(&relations, relation) else { continue };
        if let Some(xml) = package.xml(&path, MOST_BESIDE)? {
            for text in body::asides(xml, what, &names)? {
                notes.warn(|| text);
            }
        }
    }
    if let Some(path) = path_of(&root, "custom-properties")
        && let Some(xml) = package.xml(&path, MOST_BESIDE)?
    {
        document.properties = styles::properties(xml)?;
    }
    Ok(document)
}

#[cfg(test)]
mod tests;
