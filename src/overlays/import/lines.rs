//! The kinds of file that can be imported, and the lines that the form has for each. What is chosen in them is in `import.rs`.

/// What can be imported, what a file of it holds, and which lines of the form it needs besides what and which file.
pub const KINDS: &[(&str, &str, &[Line])] = &[
    (
        "answers",
        "review answers, a row for each",
        &[Line::Instrument, Line::Sheet, Line::Columns, Line::Mapping, Line::Create, Line::Replace],
    ),
    (
        "population",
        "the cases to draw a round's sample from",
        &[Line::Instrument, Line::Year, Line::Region, Line::Sheet, Line::Columns, Line::Mapping, Line::Create, Line::Replace],
    ),
    (
        "ratings",
        "qualitative or federal ratings, a row for each case",
        &[Line::Instrument, Line::Sheet, Line::Columns, Line::Mapping, Line::Create, Line::Replace],
    ),
    (
        "published",
        "published results, percents or counts",
        &[Line::Instrument, Line::Sheet, Line::Columns, Line::Mapping, Line::Percents, Line::Create, Line::Replace],
    ),
    (
        "trends",
        "values of trend indicators, or a set of them (TOML)",
        &[Line::Sheet, Line::Columns, Line::Mapping, Line::Percents, Line::Create, Line::Replace],
    ),
    ("scans", "QA scans, a row for each caseworker and month", &[Line::Sheet, Line::Columns, Line::Mapping, Line::Create, Line::Replace]),
    ("offices", "regions and offices", &[Line::Sheet, Line::Columns, Line::Mapping, Line::Replace]),
    ("people", "caseworkers and supervisors", &[Line::Sheet, Line::Columns, Line::Mapping]),
    ("instrument", "questions with goals (a table or TOML)", &[Line::Sheet, Line::Columns, Line::Mapping, Line::Percents]),
    ("plan", "milestones with steps (TOML)", &[]),
    ("mini-pip", "a filled-in Mini PIP form (.docx)", &[Line::Replace]),
];

/// A line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The kind of file.
    What,
    /// Its path.
    File,
    /// Whose answers, ratings or results they are.
    Instrument,
    /// The fiscal year of the round.
    Year,
    /// The region of the round.
    Region,
    /// The sheet of a workbook.
    Sheet,
    /// Which of the file's columns are ours: known once the file was looked at.
    Columns,
    /// A mapping file.
    Mapping,
    /// What bare numbers of a column of percents are.
    Percents,
    /// Whether unknown places are made.
    Create,
    /// Whether what is here may change.
    Replace,
}

impl Line {
    /// All, in their order.
    pub const ALL: [Line; 11] = [
        Line::What,
        Line::File,
        Line::Instrument,
        Line::Year,
        Line::Region,
        Line::Sheet,
        Line::Columns,
        Line::Mapping,
        Line::Percents,
        Line::Create,
        Line::Replace,
    ];

    /// What stands before it.
    pub const fn words(self) -> &'static str {
        match self {
            Line::What => "What",
            Line::File => "File",
            Line::Instrument => "Instrument",
            Line::Year => "Fiscal year",
            Line::Region => "Region",
            Line::Sheet => "Sheet",
            Line::Columns => "Columns",
            Line::Mapping => "Mapping file",
            Line::Percents => "Bare numbers",
            Line::Create => "Make new regions and offices",
            Line::Replace => "Change what is here",
        }
    }
}

/// What bare numbers of a column of percents are: code, and words.
pub const PERCENTS: [(&str, &str); 3] =
    [("", "judged by their column"), ("fraction", "fractions: 0.85 is 85 %"), ("percent", "percents: 85 is 85 %")];
