//! What a report is: what was asked, rows of typed cells for programs, parts for people. No builder and no renderer.

use std::borrow::Cow;

use super::cell::{Cell, Column};
use super::chart::Chart;
use super::form::{Form, Signature};
use super::render::ics;

/// A report: what was asked, and rows of typed cells.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// `scores`.
    pub name: &'static str,
    /// "Scores".
    pub title: &'static str,
    /// What it is about, under the title: "Bluewater, FY2026". Empty where the title says it all.
    pub subject: String,
    /// Time of the newest change, UTC, ISO.
    pub generated: String,
    /// The file's name.
    pub file: String,
    /// Whether the file is plain.
    pub unencrypted: bool,
    /// What it was limited to: name and value.
    pub filters: Vec<(&'static str, String)>,
    /// What holds for all of it, beside the rows.
    pub facts: Vec<(Column, Cell)>,
    /// What the columns are.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Further tables, for programs.
    pub tables: Vec<Table>,
    /// What people read, piece by piece; empty if it is the rows.
    pub parts: Vec<Part>,
    /// Sentences under the table, for people.
    pub notes: Vec<String>,
    /// What a calendar gets.
    pub events: Vec<ics::Event>,
    /// How wide running text is for people; none for what a page usually has.
    pub width: Option<usize>,
    /// The direction of its first page.
    pub paper: Paper,
    /// Beside the page number: a version and its date. Empty for the day of the data.
    pub footer: String,
    /// Names and values that a document carries unseen: by them it is known again when it comes back filled in.
    pub properties: Vec<(String, String)>,
}

/// The column that names cases: what has it is confidential.
pub const CASE_ID: &str = "case_id";

impl Report {
    /// Rows alone.
    #[must_use]
    pub fn table(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Report {
        Report { columns, rows, ..Report::default() }
    }

    /// Whether its rows name cases: all that a spreadsheet gets.
    #[must_use]
    pub fn rows_name_cases(&self) -> bool {
        names_cases(&self.columns, &self.rows)
    }

    /// What people read: the parts, or else the rows as one table.
    #[must_use]
    pub fn reading(&self) -> Cow<'_, [Part]> {
        if self.parts.is_empty() && !self.rows.is_empty() {
            Cow::Owned(vec![Part::Table(self.columns.clone(), self.rows.clone())])
        } else {
            Cow::Borrowed(&self.parts)
        }
    }

    /// How deep a heading lies under the title, which is 1: chapters are 2, headings are 3 below a chapter and 2 where there is none.
    #[must_use]
    pub fn level(&self, part: &Part) -> Option<u8> {
        match part {
            Part::Chapter(_) => Some(2),
            Part::Heading(_) => Some(if self.parts.iter().any(|part| matches!(part, Part::Chapter(_))) { 3 } else { 2 }),
            _ => None,
        }
    }

    /// Whether anything in it names a case.
    #[must_use]
    pub fn names_cases(&self) -> bool {
        self.rows_name_cases()
            || self.tables.iter().any(|table| names_cases(&table.columns, &table.rows))
            || self.facts.iter().any(|(column, _)| column.name == CASE_ID)
    }
}

fn names_cases(columns: &[Column], rows: &[Vec<Cell>]) -> bool {
    !rows.is_empty() && columns.iter().any(|column| column.name == CASE_ID)
}

/// A table beside the rows, under a name of its own.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its name in JSON.
    pub name: &'static str,
    /// What the columns are.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A piece of what people read.
#[derive(Clone, Debug)]
pub enum Part {
    /// Over what follows.
    Heading(String),
    /// Over several headings: a section of a form, a part of a pack. Begins nothing by itself; see [`Part::NewPage`].
    Chapter(String),
    /// A paragraph.
    Words(String),
    /// A remark in smaller type: how to read it, where it comes from.
    Remark(String),
    /// Names and values, one below the other.
    Facts(Vec<(String, String)>),
    /// Something short, and text that hangs beside it.
    Item(String, String),
    /// A table.
    Table(Vec<Column>, Vec<Vec<Cell>>),
    /// A chart with its sentence.
    Chart(Box<Chart>),
    /// A table that is filled in, by hand or in a word processor.
    Form(Form),
    /// Lines to sign on.
    Signatures(Vec<Signature>),
    /// So many empty lines to write on.
    Lines(u8),
    /// A new page.
    NewPage,
    /// A new page, and from here on in this direction.
    Turn(Paper),
}

/// The direction of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// Upright.
    #[default]
    Portrait,
    /// Across, for wide tables.
    Landscape,
}
