//! The tabs, the columns of each, and which cell of the instrument a column shows.

use crate::domain::instrument_edit::{Cell, OfArea, OfOption, OfQuestion, OfWhole};
use crate::widgets::grid::Column;

/// A tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Instruments and their versions.
    Versions,
    /// The questions of the version in view.
    Questions,
    /// Its areas.
    Areas,
    /// Its ways to answer.
    Answers,
    /// What is said of the whole.
    General,
    /// How questions run through the versions.
    Chain,
}

/// Columns of questions that follow the cells: the rules, which are only read here.
pub(super) const RULES: [&str; 3] = ["Asked only if", "Repeats", "Computed"];
/// The rows of the whole that are only read.
pub(super) const FIXED_ROWS: [&str; 2] = ["Code", "Version"];

impl Section {
    /// All, in the order of the tabs.
    pub const ALL: [Section; 6] =
        [Section::Versions, Section::Questions, Section::Areas, Section::Answers, Section::General, Section::Chain];

    /// Their tabs.
    pub const TITLES: [&'static str; 6] = ["Versions", "Questions", "Areas", "Answers", "General", "Chain"];

    /// Whether it has cells that a draft lets one edit.
    pub const fn has_cells(self) -> bool {
        !matches!(self, Section::Versions | Section::Chain)
    }

    /// Whether what is said beneath the grid needs more than a line or two.
    pub const fn says_much(self) -> bool {
        matches!(self, Section::Versions | Section::Questions | Section::Chain)
    }

    /// The cell of the instrument in a row and column; none for what is only read.
    pub fn cell(self, row: usize, column: usize) -> Option<Cell> {
        match self {
            Section::Questions => Some(Cell::Question(row, *OfQuestion::ALL.get(column)?)),
            Section::Areas => Some(Cell::Area(row, *OfArea::ALL.get(column)?)),
            Section::Answers => Some(Cell::Option(row, *OfOption::ALL.get(column)?)),
            Section::General if column == 1 => Some(Cell::Whole(*OfWhole::ALL.get(row.checked_sub(FIXED_ROWS.len())?)?)),
            _ => None,
        }
    }

    /// The columns.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Section::Questions => {
                let mut columns: Vec<Column> = OfQuestion::ALL.iter().map(|of| question_column(*of)).collect();
                columns.extend(RULES.map(|title| Column::new(title, 28).between(16, 48).wrapped()));
                columns
            }
            Section::Areas => {
                let name = Column::new("Area", 32).between(16, 60).wrapped();
                vec![
                    Column::new("Code", 12),
                    name,
                    Column::new("Other names in files", 32).between(16, 60).wrapped(),
                    number("Questions", 9),
                ]
            }
            Section::Answers => vec![
                Column::new("Code", 10),
                Column::new("Label", 26).between(14, 40),
                Column::new("Key", 4),
                Column::new("Credit", 9).right(),
                Column::new("Asks why", 9),
                Column::new("Other words in files", 30).between(14, 60).wrapped(),
            ],
            Section::General => vec![Column::new("What", 22), Column::new("Value", 60).between(30, 110).wrapped()],
            Section::Versions | Section::Chain => Vec::new(),
        }
    }
}

fn number(title: &'static str, width: u16) -> Column {
    Column::new(title, width).right()
}

fn question_column(of: OfQuestion) -> Column {
    let mark = |title| Column::new(title, 8);
    match of {
        OfQuestion::Code => Column::new("Code", 10).between(8, 14),
        OfQuestion::Area => Column::new("Area", 5).between(4, 9),
        OfQuestion::Text => Column::new("Text", 44).between(26, 70).wrapped(),
        OfQuestion::Goal => number("Goal", 7),
        OfQuestion::Domain => Column::new("Domain", 11),
        OfQuestion::Continues => Column::new("Continues", 10).between(9, 14),
        OfQuestion::Guidance => Column::new("Guidance", 44).between(26, 70).wrapped(),
        OfQuestion::Basis => Column::new("Basis", 28).between(16, 50).wrapped(),
        OfQuestion::Core => mark("Core"),
        OfQuestion::Trump => mark("Trump"),
        OfQuestion::Verdict => mark("Verdict"),
        OfQuestion::Weight => number("Weight", 7),
        OfQuestion::Unverified => Column::new("Unverified", 10),
        OfQuestion::Credits => Column::new("Credits", 24).between(14, 40).wrapped(),
        OfQuestion::Answers => Column::new("Answers", 20).between(12, 40).wrapped(),
    }
}
