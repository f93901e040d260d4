//! What is asked of the worker: a file to read in, a report to write out.

use crate::domain::document::{Format, Name};

/// A file to be imported.
// Its switches are lines of the form, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ImportOrder {
    /// What is in it: `answers`, `population`, `ratings`, `offices`, `people`, `published`, `trends`, `instrument`, `plan`.
    pub kind: String,
    /// The file.
    pub path: String,
    /// The instrument's code, where the kind needs one.
    pub instrument: String,
    /// The fiscal year of the round, for a population list.
    pub year: String,
    /// The region of the round, for a population list.
    pub region: String,
    /// The sheet of a workbook; empty for the first that is not empty.
    pub sheet: String,
    /// A mapping file: a shipped one's name or a path; empty for none.
    pub mapping: String,
    /// What bare numbers of a column of percents are: `fraction` or `percent`; empty to judge by the column.
    pub percent: String,
    /// Columns that were chosen: name of ours, and where it comes from.
    pub columns: Vec<(String, ColumnSource)>,
    /// Whether the choice holds for further files with this header.
    pub remember: bool,
    /// Whether an earlier choice for such files is forgotten.
    pub forget: bool,
    /// Whether unknown regions and offices are made.
    pub create_places: bool,
    /// Whether answers that are already here may be changed.
    pub replace: bool,
}

/// Where a column of ours comes from, as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// A column of the file, by its name.
    Column(String),
    /// The same value in every row.
    Always(String),
    /// Nowhere.
    Nothing,
}

/// A column of a file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TheirColumn {
    /// Its name; empty if it has none.
    pub name: String,
    /// Its first values.
    pub samples: Vec<String>,
}

/// A column that an import reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OurColumn {
    /// Its name.
    pub name: String,
    /// What belongs in it.
    pub says: String,
    /// Whether the import cannot do without it.
    pub needed: bool,
    /// Which of the file's columns it is taken from.
    pub from: Option<usize>,
    /// The value it has in every row.
    pub always: Option<String>,
}

/// The columns of a file beside ours.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Columns {
    /// The file's.
    pub theirs: Vec<TheirColumn>,
    /// Ours.
    pub ours: Vec<OurColumn>,
    /// Whether they are matched as they were chosen before.
    pub remembered: bool,
}

/// A report to be made, looked at, and written. What is empty is no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOrder {
    /// Which report.
    pub name: Name,
    /// In which form.
    pub format: Format,
    /// The instrument's code.
    pub instrument: String,
    /// The fiscal year.
    pub year: String,
    /// The region's name.
    pub region: String,
    /// The office, as `region/office`.
    pub office: String,
    /// The id of a Mini PIP, or the code of a milestone plan.
    pub plan: String,
    /// The number of a case.
    pub case: String,
    /// Which of the three meetings.
    pub meeting: Option<u8>,
    /// Whether the form is wanted empty.
    pub blank: bool,
    /// Whether everybody may read it.
    pub public: bool,
    /// What it is for.
    pub purpose: String,
    /// The file to write.
    pub path: String,
    /// Whether to write over one that is there.
    pub replace: bool,
}
