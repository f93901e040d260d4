//! Why a drawn case is left out. What takes its place is in `draw.rs`.

/// A reason to eliminate a case from a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What files and JSON say.
    pub code: &'static str,
    /// As people read it.
    pub words: &'static str,
    /// Whether it says nothing without a note.
    pub note: bool,
}

/// All reasons, in the order in which they are offered.
pub const REASONS: &[Reason] = &[
    Reason { code: "not-in-care-long-enough", words: "not in care long enough", note: false },
    Reason { code: "closed-before-period", words: "closed before the period under review", note: false },
    Reason { code: "opened-after-period", words: "opened after the period under review", note: false },
    Reason { code: "wrong-county", words: "belongs to another county or region", note: false },
    Reason { code: "wrong-stratum", words: "not of the kind that its stratum says", note: false },
    Reason { code: "conflict-of-interest", words: "conflict of interest of the reviewer", note: false },
    Reason { code: "file-not-available", words: "file not available", note: false },
    Reason { code: "duplicate", words: "the same case or family is in the sample already", note: false },
    Reason { code: "other", words: "other, see the note", note: true },
];

/// The reason with this code, whatever the case of its letters.
#[must_use]
pub fn reason(code: &str) -> Option<&'static Reason> {
    REASONS.iter().find(|reason| reason.code.eq_ignore_ascii_case(code.trim()))
}
