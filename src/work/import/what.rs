//! What a file that is imported holds.

use crate::import::table;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An instrument: TOML, or a CSV of questions.
    Instrument,
    /// A milestone plan: TOML.
    Plan,
    /// Regions, districts and offices.
    Offices,
    /// Workers and supervisors.
    People,
    /// Answers of case reviews.
    Answers,
    /// Results published elsewhere.
    Published,
    /// The cases that a round's sample is drawn from.
    Population,
    /// Ratings of qualitative and federal reviews.
    Ratings,
    /// Trend indicators (TOML), or their values.
    Trends,
    /// QA scans.
    Scans,
    /// A filled-in Mini PIP form.
    MiniPip,
}

impl What {
    /// All.
    pub const ALL: [What; 11] = [
        What::Instrument,
        What::Plan,
        What::Offices,
        What::People,
        What::Answers,
        What::Published,
        What::Population,
        What::Ratings,
        What::Trends,
        What::Scans,
        What::MiniPip,
    ];

    /// Its word on the command line and in the history.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            What::Instrument => "instrument",
            What::Plan => "plan",
            What::Offices => "offices",
            What::People => "people",
            What::Answers => "answers",
            What::Published => "published",
            What::Population => "population",
            What::Ratings => "ratings",
            What::Trends => "trends",
            What::Scans => "scans",
            What::MiniPip => "mini-pip",
        }
    }

    /// The columns of its tables; none if it is only written as TOML.
    pub(super) const fn table(self) -> Option<table::Kind> {
        Some(match self {
            What::Instrument => table::Kind::Instrument,
            What::Plan | What::MiniPip => return None,
            What::Offices => table::Kind::Offices,
            What::People => table::Kind::People,
            What::Answers => table::Kind::Answers,
            What::Published => table::Kind::Published,
            What::Population => table::Kind::Population,
            What::Ratings => table::Kind::Ratings,
            What::Trends => table::Kind::Trends,
            What::Scans => table::Kind::Scans,
        })
    }
}
