//! What may leave the office. A renderer takes only what has been [`Released`]: marked as confidential with who, when and what
//! for, or made public by the rules of small numbers.

use std::ops::Deref;

use super::{Report, gate};

/// Why a report is not for everybody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// A number that is too small was left in it.
    #[error("this public report would say {what} in {place}, which is about fewer than {smallest} cases; nothing was written")]
    Small {
        /// The number.
        what: String,
        /// Where.
        place: String,
        /// The smallest that may be said.
        smallest: u64,
    },
    /// It names a case.
    #[error("this public report would name a case in {place}; nothing was written")]
    Case {
        /// Where.
        place: String,
    },
    /// It was made for the agency itself.
    #[error("this report was made for the agency itself and is not public; ask for it with --public")]
    Internal,
}

/// For whom a report is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The agency itself.
    #[default]
    Internal,
    /// Everybody: no case, no person, and no figure about fewer cases than this.
    Public {
        /// The smallest number of cases that may be said.
        smallest: u64,
    },
}

/// Who made it, and what for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The person.
    pub who: String,
    /// Why, in a few words; empty if nobody said.
    pub purpose: String,
    /// For whom.
    pub audience: Audience,
}

/// A report that may be written down.
#[derive(Clone, Debug)]
pub struct Released {
    report: Report,
    mark: Mark,
}

impl Released {
    /// For the agency itself.
    #[must_use]
    pub fn internal(report: Report, mark: Mark) -> Released {
        Released { report, mark: Mark { audience: Audience::Internal, ..mark } }
    }

    /// For everybody: without columns about cases, persons and typed text, and refused where a small number is left. What may not be
    /// said was hidden when the report was built.
    ///
    /// # Errors
    /// A number of cases that is too small, or a case by name, that is still in it.
    pub fn public(report: Report, mark: Mark) -> Result<Released, PolicyError> {
        let Audience::Public { smallest } = mark.audience else { return Err(PolicyError::Internal) };
        let mut report = gate::open(report);
        gate::check(&report, smallest)?;
        // Who made it and how the file is kept is nobody's business outside.
        report.unencrypted = false;
        Ok(Released { report, mark: Mark { who: String::new(), ..mark } })
    }

    /// Groups of which everybody is told, for all or none of them were acceptable: a person decides whether that may be said. Empty for
    /// what stays in the agency.
    #[must_use]
    pub fn to_decide(&self) -> Vec<String> {
        if self.is_public() { gate::all_or_none(&self.report) } else { Vec::new() }
    }

    /// Who made it, and what for.
    #[must_use]
    pub fn mark(&self) -> &Mark {
        &self.mark
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        matches!(self.mark.audience, Audience::Public { .. })
    }

    /// The line that stands on every page: who, when, what for.
    #[must_use]
    pub fn banner(&self) -> String {
        let day = self.report.generated.get(..10).unwrap_or_default();
        let mut words = if self.is_public() {
            "Public".to_owned()
        } else if self.report.names_cases() {
            "Confidential: contains case identifiers".to_owned()
        } else {
            "Confidential".to_owned()
        };
        if !self.mark.who.is_empty() && !self.is_public() {
            words = format!("{words} · made by {}", self.mark.who);
        }
        if !day.is_empty() {
            words = format!("{words} · data as of {day}");
        }
        if !self.mark.purpose.is_empty() {
            words = format!("{words} · for {}", self.mark.purpose);
        }
        words
    }
}

impl Deref for Released {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.report
    }
}
