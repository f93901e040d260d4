//! The flow of a document: paragraphs, tables, rows and cells, one within another. What stands in a paragraph belongs to
//! `line.rs`.

use super::super::fault::Fault;
use super::super::workbook::Halt;
use super::super::workbook::package::Xml;
use super::line::Line;
use super::refused::{damaged, no_document, too_large};
use super::seen::{Seen, aside};
use super::styles::Styles;
use super::walk::{Element, Next, Walk};
use super::{Block, Cell, Control, Paragraph, Row, Table};

/// More than several hundred pages of tables have.
const MOST_CELLS: usize = 200_000;
const MOST_PARAGRAPHS: usize = 300_000;
/// All text that is kept; that of nested controls counts once for each.
const MOST_TEXT: usize = 64 << 20;
/// More columns than Word has.
const WIDEST: usize = 64;

/// What the main part says.
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    pub(super) seen: Seen,
}

/// The attributes that are looked for besides `val`.
const ALSO: &[&str] = &["type", "char", "author", "name"];
pub(super) const TYPE: usize = 0;
pub(super) const CHAR: usize = 1;
const AUTHOR: usize = 2;
const NAME: usize = 3;

/// A part being read.
pub(super) struct Reading<'a, 's> {
    pub(super) walk: Walk<'a>,
    pub(super) styles: &'s Styles,
    pub(super) seen: Seen,
    /// How many controls around this place show their placeholder.
    pub(super) showing: usize,
    /// How many controls are around this place.
    pub(super) within: usize,
    /// Text boxes met in the paragraph that is being read.
    pub(super) boxes: Vec<Block>,
    /// Bookmarks met in the cell that is being read.
    marks: Vec<String>,
    cells: usize,
    paragraphs: usize,
    kept: usize,
}

/// The main part.
pub(super) fn read(xml: Xml<'_>, styles: &Styles) -> Result<Body, Halt> {
    let mut reading = Reading::new(xml, styles);
    let mut blocks = None;
    while let Next::Open(e) = reading.walk.next()? {
        match e.name.as_str() {
            "document" => {}
            "body" if blocks.is_none() => blocks = Some(reading.flow()?),
            "workbook" => return Err(no_document("a workbook and no text document")),
            "presentation" => return Err(no_document("a presentation and no text document")),
            _ => reading.walk.skip()?,
        }
    }
    let mut blocks = blocks.ok_or_else(|| damaged("it has no body"))?;
    blocks.retain(|block| match block {
        Block::Paragraph(line) => !line.text.trim().is_empty() || !line.controls.is_empty(),
        Block::Table(table) => !table.rows.is_empty(),
    });
    Ok(Body { blocks, seen: reading.seen })
}

/// Comments or notes at the foot of a page, each as a warning.
pub(super) fn asides(xml: Xml<'_>, what: &'static str, styles: &Styles) -> Result<Vec<Fault>, Halt> {
    let mut reading = Reading::new(xml, styles);
    let mut found = Vec::new();
    loop {
        match reading.walk.next()? {
            Next::Open(e) if e.name == what => {
                let author = reading.walk.found[AUTHOR].clone().unwrap_or_default();
                let blocks = reading.flow()?;
                let text = text_of(&blocks);
                if !text.trim().is_empty() {
                    found.push(aside(what, &author, &text));
                }
            }
            Next::Open(e) if e.name == format!("{what}s") => {}
            Next::Open(_) => reading.walk.skip()?,
            Next::Close => return Ok(found),
        }
    }
}

/// The lines of blocks, those of tables left out.
fn text_of(blocks: &[Block]) -> String {
    lines_of(blocks, |line| &line.text)
}

fn lines_of(blocks: &[Block], of: impl Fn(&Paragraph) -> &String) -> String {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some(of(line).as_str()),
        Block::Table(_) => None,
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_matches('\n').to_owned()
}

impl<'a, 's> Reading<'a, 's> {
    fn new(xml: Xml<'a>, styles: &'s Styles) -> Reading<'a, 's> {
        let walk = Walk::new(xml, ALSO);
        let (cells, paragraphs, kept) = (0, 0, 0);
        Reading {
            walk,
            styles,
            seen: Seen::default(),
            showing: 0,
            within: 0,
            boxes: Vec::new(),
            marks: Vec::new(),
            cells,
            paragraphs,
            kept,
        }
    }

    /// Counts text that is kept.
    pub(super) fn keep(&mut self, bytes: usize) -> Result<(), Halt> {
        self.kept += bytes;
        if self.kept > MOST_TEXT { Err(too_large("its text")) } else { Ok(()) }
    }

    /// Passes over a bookmark that has just begun, and keeps its name.
    pub(super) fn bookmark(&mut self) -> Result<(), Halt> {
        if let Some(name) = self.walk.found[NAME].take() {
            self.keep(name.len())?;
            self.marks.push(name);
        }
        self.walk.skip()
    }

    /// Paragraphs and tables up to the end of what has just begun.
    pub(super) fn flow(&mut self) -> Result<Vec<Block>, Halt> {
        let mut blocks = Vec::new();
        let mut open = None;
        self.flow_into(&mut blocks, &mut open)?;
        blocks.extend(open.map(|line: Line| Block::Paragraph(line.into_paragraph(self.styles))));
        Ok(blocks)
    }

    /// The same into a list; `open` is a paragraph whose end was deleted, so that the next one goes on with it.
    fn flow_into(&mut self, blocks: &mut Vec<Block>, open: &mut Option<Line>) -> Result<(), Halt> {
        loop {
            let Next::Open(e) = self.walk.next()? else { return Ok(()) };
            match e.name.as_str() {
                "p" => {
                    self.paragraphs += 1;
                    if self.paragraphs > MOST_PARAGRAPHS {
                        return Err(too_large("its list of paragraphs"));
                    }
                    let line = Line::read(self, open.take())?;
                    let boxes = std::mem::take(&mut self.boxes);
                    if line.goes_on {
                        *open = Some(line);
                    } else {
                        blocks.push(Block::Paragraph(line.into_paragraph(self.styles)));
                    }
                    blocks.extend(boxes);
                }
                "tbl" => {
                    blocks.extend(open.take().map(|line| Block::Paragraph(line.into_paragraph(self.styles))));
                    blocks.push(Block::Table(self.table()?));
                }
                "sdt" => {
                    let first = blocks.len();
                    let mut control = self.control(|reading, _| reading.flow_into(blocks, open))?;
                    control.text = text_of(&blocks[first..]);
                    control.hint = lines_of(&blocks[first..], |line| &line.hint);
                    self.keep(control.text.len() + control.hint.len())?;
                    let paragraph = blocks[first..].iter_mut().find_map(|block| match block {
                        Block::Paragraph(line) => Some(line),
                        Block::Table(_) => None,
                    });
                    if let Some(paragraph) = paragraph {
                        paragraph.controls.insert(0, control);
                    }
                }
                "bookmarkStart" => self.bookmark()?,
                "ins" | "moveTo" | "customXml" | "smartTag" => self.flow_into(blocks, open)?,
                "AlternateContent" => self.alternate(|reading| reading.flow_into(blocks, open))?,
                "altChunk" | "subDoc" => {
                    self.seen.parts += 1;
                    self.walk.skip()?;
                }
                _ => self.walk.skip()?,
            }
        }
    }

    /// A content control that has just begun: what it is called, and its content by the reader of what it lies in.
    pub(super) fn control(&mut self, mut content: impl FnMut(&mut Self, &mut Control) -> Result<(), Halt>) -> Result<Control, Halt> {
        let mut control = Control::default();
        let mut showing = 0;
        loop {
            let Next::Open(e) = self.walk.next()? else { return Ok(control) };
            match e.name.as_str() {
                "sdtPr" => {
                    while let Next::Open(e) = self.walk.next()? {
                        self.walk.skip()?;
                        match e.name.as_str() {
                            "showingPlcHdr" => showing = usize::from(e.is_on()),
                            "tag" => control.tag = e.value.unwrap_or_default(),
                            "alias" => control.title = e.value.unwrap_or_default(),
                            _ => {}
                        }
                    }
                    self.keep(control.tag.len() + control.title.len())?;
                }
                "sdtContent" => {
                    self.showing += showing;
                    self.within += 1;
                    content(self, &mut control)?;
                    self.within -= 1;
                    self.showing -= showing;
                }
                _ => self.walk.skip()?,
            }
        }
    }

    /// One content in several forms: the first is read, those for older programs repeat it.
    pub(super) fn alternate(&mut self, mut content: impl FnMut(&mut Self) -> Result<(), Halt>) -> Result<(), Halt> {
        let mut chosen = false;
        while let Next::Open(_) = self.walk.next()? {
            if chosen {
                self.walk.skip()?;
            } else {
                content(self)?;
                chosen = true;
            }
        }
        Ok(())
    }

    fn table(&mut self) -> Result<Table, Halt> {
        let mut table = Table::default();
        self.rows(&mut table)?;
        table.rows.retain(|row| !row.cells.is_empty());
        Ok(table)
    }

    fn rows(&mut self, table: &mut Table) -> Result<(), Halt> {
        loop {
            let Next::Open(e) = self.walk.next()? else { return Ok(()) };
            match e.name.as_str() {
                "tblPr" => {
                    while let Next::Open(e) = self.walk.next()? {
                        self.walk.skip()?;
                        if e.name == "tblCaption" {
                            table.caption = e.value.unwrap_or_default();
                        }
                    }
                }
                "tr" => {
                    let mut row = Row::default();
                    if self.row(&mut row)? {
                        table.rows.push(row);
                    } else {
                        self.seen.deleted += 1;
                    }
                }
                "sdt" => drop(self.control(|reading, _| reading.rows(table))?),
                "ins" | "moveTo" | "customXml" => self.rows(table)?,
                _ => self.walk.skip()?,
            }
        }
    }

    /// A row; false if it was deleted.
    fn row(&mut self, row: &mut Row) -> Result<bool, Halt> {
        let mut kept = true;
        loop {
            let Next::Open(e) = self.walk.next()? else { return Ok(kept) };
            match e.name.as_str() {
                "trPr" => {
                    while let Next::Open(e) = self.walk.next()? {
                        self.walk.skip()?;
                        match e.name.as_str() {
                            "tblHeader" => row.head = e.is_on(),
                            "del" => kept = false,
                            "ins" => self.seen.inserted += 1,
                            "gridBefore" => row.cells.push(Cell { span: span(&e), ..Cell::default() }),
                            _ => {}
                        }
                    }
                }
                "tc" => self.cell(row)?,
                "sdt" => {
                    let first = row.cells.len();
                    let mut control = self.control(|reading, _| reading.row(row).map(drop))?;
                    if let Some(cell) = row.cells.get_mut(first) {
                        control.text.clone_from(&cell.text);
                        control.hint.clone_from(&cell.hint);
                        cell.controls.insert(0, control);
                        let bytes = cell.text.len() + cell.hint.len();
                        self.keep(bytes)?;
                    }
                }
                "customXml" | "ins" | "moveTo" => kept &= self.row(row)?,
                _ => self.walk.skip()?,
            }
        }
    }

    fn cell(&mut self, row: &mut Row) -> Result<(), Halt> {
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(too_large("its list of cells"));
        }
        let mut cell = Cell { span: 1, ..Cell::default() };
        let (mut deleted, mut joined) = (false, false);
        let (mut blocks, mut open) = (Vec::new(), None);
        // What describes a cell comes first in it, if there is any; the flow passes over all that is no paragraph or table.
        self.walk.first("tcPr", |e| match e.name.as_str() {
            "gridSpan" => cell.span = span(e),
            "vMerge" => cell.continues = e.value.as_deref() != Some("restart"),
            "hMerge" => joined = e.value.as_deref() != Some("restart"),
            "cellDel" => deleted = true,
            _ => {}
        })?;
        let around = std::mem::take(&mut self.marks);
        self.flow_into(&mut blocks, &mut open)?;
        cell.marks = std::mem::replace(&mut self.marks, around);
        blocks.extend(open.map(|line: Line| Block::Paragraph(line.into_paragraph(self.styles))));
        if deleted {
            self.seen.deleted += 1;
            return Ok(());
        }
        cell.text = text_of(&blocks);
        cell.hint = lines_of(&blocks, |line| &line.hint);
        for block in blocks {
            match block {
                Block::Paragraph(line) => cell.controls.extend(line.controls),
                Block::Table(table) => cell.tables.push(table),
            }
        }
        match row.cells.last_mut() {
            Some(before) if joined && cell.text.is_empty() => before.span += cell.span,
            _ => row.cells.push(cell),
        }
        Ok(())
    }
}

fn span(e: &Element) -> usize {
    e.value.as_deref().and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, WIDEST)
}
