//! A document before it is written: pages of things at places, and what each of them is for a screen reader. Nothing here
//! measures and nothing writes.

use std::rc::Rc;

use crate::report::model::Paper;
use crate::report::render::layout::{Face, LONG, SHORT};

/// The colours of paper: readable in grey print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Running text.
    Text,
    /// What stands back: sources, remarks, page numbers.
    Quiet,
    /// Titles and the heads of tables.
    Accent,
    /// Thin rules between rows.
    Rule,
    /// Lines to write on, and the borders of forms.
    Line,
    /// Behind labels.
    Shade,
}

impl Ink {
    /// Red, green and blue.
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Ink::Text => [0x1b, 0x1f, 0x24],
            Ink::Quiet => [0x57, 0x60, 0x6a],
            Ink::Accent => [0x1f, 0x4e, 0x79],
            Ink::Rule => [0xd0, 0xd7, 0xde],
            Ink::Line => [0x8c, 0x95, 0x9f],
            Ink::Shade => [0xee, 0xf2, 0xf7],
        }
    }
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Its face.
    pub face: Face,
    /// Its size.
    pub size: f32,
    /// From line to line.
    pub leading: f32,
    /// Its colour.
    pub ink: Ink,
}

impl Style {
    /// From the top of its line to the foot of its letters.
    pub fn baseline(&self) -> f32 {
        // Of 1.117 em between the highest and the lowest stroke, 0.905 are above.
        (self.leading - 1.117 * self.size) / 2.0 + 0.905 * self.size
    }
}

/// Something on a page. Places are in points from its upper left corner.
#[derive(Clone, Debug)]
pub enum Thing {
    /// A line of text; `y` is the foot of its letters.
    Text {
        /// Its left end.
        x: f32,
        /// The foot of its letters.
        y: f32,
        /// How it looks.
        style: Style,
        /// What it says, cleaned.
        text: String,
        /// What it is part of; none for what is not read aloud.
        of: Option<usize>,
    },
    /// A straight line.
    Rule {
        /// One end.
        from: (f32, f32),
        /// The other.
        to: (f32, f32),
        /// How thick.
        thick: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A filled rectangle: left, top, width, height.
    Fill([f32; 4], Ink),
    /// A chart in a rectangle.
    Chart {
        /// Left, top, width, height.
        area: [f32; 4],
        /// Its shapes.
        tree: Rc<usvg::Tree>,
        /// The figure it is.
        of: usize,
    },
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its direction.
    pub paper: Paper,
    /// What stands on it, in the order in which it is read.
    pub things: Vec<Thing>,
}

impl Sheet {
    /// How wide it is.
    pub const fn width(&self) -> f32 {
        match self.paper {
            Paper::Portrait => SHORT,
            Paper::Landscape => LONG,
        }
    }

    /// How high it is.
    pub const fn height(&self) -> f32 {
        match self.paper {
            Paper::Portrait => LONG,
            Paper::Landscape => SHORT,
        }
    }
}

/// What a piece of the document is for a screen reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// All of it.
    Document,
    /// A heading of a level, with its words.
    Heading(u8, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of it.
    Item,
    /// What stands before the item's text.
    Lead,
    /// The item's text.
    Body,
    /// A table, and what it is about.
    Table(String),
    /// The head rows of a table.
    Heads,
    /// Its other rows.
    Rows,
    /// A row.
    Row,
    /// The head of so many columns.
    ColumnHead(u8),
    /// The head of a row, over so many columns.
    RowHead(u8),
    /// A cell over so many columns.
    Cell(u8),
    /// A chart, with its sentence.
    Figure(String),
    /// What stands at a chart.
    Caption,
}

/// A piece with what it is and the pieces in it.
#[derive(Clone, Debug)]
pub struct Tag {
    /// What it is.
    pub role: Role,
    /// The pieces in it, in reading order.
    pub inner: Vec<usize>,
}

/// An entry of the bookmarks.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// How deep, from 1.
    pub level: u8,
    /// Its words.
    pub words: String,
    /// On which page.
    pub page: usize,
    /// How far down.
    pub y: f32,
}

/// A document before it is written.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The pages.
    pub sheets: Vec<Sheet>,
    /// The pieces; the first is the document.
    pub tags: Vec<Tag>,
    /// The bookmarks, in order.
    pub bookmarks: Vec<Bookmark>,
}

impl Pages {
    /// Nothing yet.
    pub fn new() -> Pages {
        Pages { sheets: Vec::new(), tags: vec![Tag { role: Role::Document, inner: Vec::new() }], bookmarks: Vec::new() }
    }

    /// A new piece within another.
    pub fn tag(&mut self, within: usize, role: Role) -> usize {
        let at = self.tags.len();
        self.tags.push(Tag { role, inner: Vec::new() });
        self.tags[within].inner.push(at);
        at
    }
}
