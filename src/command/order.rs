//! What is asked of the worker: a file to read in, a report to write out.

use crate::domain::document::{Format, Name};

/// A file to be imported.
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
    /// Whether unknown regions and offices are made.
    pub create_places: bool,
    /// Whether answers that are already here may be changed.
    pub replace: bool,
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
