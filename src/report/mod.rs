//! Reports: one document model, a builder for each report, a renderer for each format. A cell's text is made once, by the
//! builder; renderers with types take its value. No files and no database: `work/report.rs` brings both together.

pub mod agenda;
pub mod agreement;
pub mod case;
pub mod committees;
pub mod contacts;
pub mod content;
pub mod csv;
pub mod evaluation;
pub mod history;
pub mod ics;
pub mod json;
pub mod milestones;
pub mod mini_pip;
pub mod qcr;
pub mod sample;
pub mod scans;
pub mod scores;
pub mod selection;
pub mod standing;
pub mod team;
pub mod text;
pub mod trends;

use chrono::NaiveDate;

use crate::domain::ratio::Ratio;

/// A report: what was asked, and rows of typed cells.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// `scores`.
    pub name: &'static str,
    /// "Scores".
    pub title: &'static str,
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
    /// A paragraph.
    Words(String),
    /// Names and values, one below the other.
    Facts(Vec<(String, String)>),
    /// Something short, and text that hangs beside it.
    Item(String, String),
    /// A table.
    Table(Vec<Column>, Vec<Vec<Cell>>),
}

/// A column of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON and CSV; empty leaves it out of them.
    pub name: &'static str,
    /// Its heading for people; none leaves it out of what people read.
    pub heading: Option<&'static str>,
    /// Whether it is set to the right, as numbers are.
    pub right: bool,
    /// What it holds, for those who read the data.
    pub says: &'static str,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub const fn words(name: &'static str, heading: &'static str, says: &'static str) -> Column {
        Column { name, heading: Some(heading), right: false, says }
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(name: &'static str, heading: &'static str, says: &'static str) -> Column {
        Column { name, heading: Some(heading), right: true, says }
    }

    /// A column for people only.
    #[must_use]
    pub const fn note(heading: &'static str) -> Column {
        Column { name: "", heading: Some(heading), right: false, says: "" }
    }

    /// A column for programs only.
    #[must_use]
    pub const fn data(name: &'static str, says: &'static str) -> Column {
        Column { name, heading: None, right: false, says }
    }
}

/// A value, and how people read it.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The value.
    pub value: Datum,
    /// Its text, if it is not simply the value's.
    pub text: Option<String>,
}

/// What a cell can hold.
#[derive(Clone, Debug, Default)]
pub enum Datum {
    /// Nothing: null, never 0.
    #[default]
    Missing,
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// Ten-thousandths: 125 000 is 12.5.
    Tenthousandths(u64),
    /// An exact fraction of 1.
    Ratio(Ratio),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(NaiveDate),
    /// Numbers by name, in order.
    Counts(Vec<(String, u64)>),
    /// Fractions of 1 by name, in order.
    Ratios(Vec<(String, Ratio)>),
}

impl Cell {
    /// With another text for people.
    #[must_use]
    pub fn shown(mut self, text: impl Into<String>) -> Cell {
        self.text = Some(text.into());
        self
    }

    /// Text, or nothing if it is empty.
    #[must_use]
    pub fn text(text: &str) -> Cell {
        if text.is_empty() { Cell::default() } else { Cell::from(Datum::Text(text.to_owned())) }
    }

    /// A whole number, if there is one.
    #[must_use]
    pub fn whole(n: Option<u64>) -> Cell {
        Cell::from(n.map_or(Datum::Missing, |n| Datum::Whole(n as i64)))
    }

    /// A number, if there is one.
    #[must_use]
    pub fn number(n: Option<f64>) -> Cell {
        Cell::from(n.map_or(Datum::Missing, Datum::Number))
    }

    /// A fraction of 1, if there is one; people read a percent, cut off after one decimal.
    #[must_use]
    pub fn ratio(ratio: Option<Ratio>) -> Cell {
        match ratio {
            Some(ratio) => Cell::from(Datum::Ratio(ratio)).shown(format!("{} %", ratio.percent(1))),
            None => Cell::default(),
        }
    }

    /// Yes or no, if it is known.
    #[must_use]
    pub fn truth(truth: Option<bool>) -> Cell {
        Cell::from(truth.map_or(Datum::Missing, Datum::Truth))
    }

    /// A day, if there is one.
    #[must_use]
    pub fn day(day: Option<NaiveDate>) -> Cell {
        Cell::from(day.map_or(Datum::Missing, Datum::Day))
    }

    /// What people read.
    #[must_use]
    pub fn words(&self) -> String {
        if let Some(text) = &self.text {
            return text.clone();
        }
        match &self.value {
            Datum::Missing => String::new(),
            Datum::Text(text) => text.clone(),
            Datum::Whole(n) => n.to_string(),
            Datum::Number(n) => n.to_string(),
            Datum::Tenthousandths(n) => decimal(*n),
            Datum::Ratio(ratio) => ratio.fraction().to_string(),
            Datum::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
            Datum::Day(day) => day.to_string(),
            Datum::Counts(counts) => counts.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", "),
            Datum::Ratios(ratios) => ratios.iter().map(|(name, r)| format!("{name}={}", r.fraction())).collect::<Vec<_>>().join("; "),
        }
    }
}

impl From<Datum> for Cell {
    fn from(value: Datum) -> Cell {
        Cell { value, text: None }
    }
}

/// Ten-thousandths as decimal text, without needless zeros.
fn decimal(n: u64) -> String {
    let (whole, rest) = (n / 10_000, n % 10_000);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:04}").trim_end_matches('0').to_owned() }
}
