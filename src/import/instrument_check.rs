//! The faults of an instrument (`domain/instrument_check.rs`) with the lines of the file it was read from, and what else must
//! hold in a file of rules. Reading the files belongs to `instrument_toml.rs` and `instrument_csv.rs`.

use super::fault::{Fault, Faults};
use crate::domain::instrument::Instrument;
use crate::domain::instrument_check::{self, Part};

/// The lines on which the parts of an instrument stand, in the same order; 0 where there is none.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Of the options.
    pub options: Vec<u64>,
    /// Of the areas.
    pub areas: Vec<u64>,
    /// Of the questions.
    pub questions: Vec<u64>,
    /// Of their skip rules.
    pub asked_if: Vec<u64>,
    /// Of their rules for a computed answer.
    pub outcomes: Vec<u64>,
}

impl Lines {
    fn of(&self, part: Part) -> u64 {
        let (lines, index) = match part {
            Part::Whole => return 0,
            Part::Option(index) => (&self.options, index),
            Part::Area(index) => (&self.areas, index),
            Part::Question(index) => (&self.questions, index),
            Part::AskedIf(index) => (&self.asked_if, index),
            Part::Outcome(index) => (&self.outcomes, index),
        };
        lines.get(index).copied().unwrap_or(0)
    }
}

/// Whether a text can name an instrument or plan: small letters, digits, `-`, `_` and `.`, as in `utah-cpr`.
pub(super) fn id_fits(at: u64, key: &str, id: &str, faults: &mut Faults) {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if id.is_empty() || id.len() > 40 || !id.chars().all(allowed) {
        faults.fault(|| {
            let remedy = "write up to 40 small letters, digits and hyphens, such as utah-cpr";
            Fault::new("id").line(at).cell(key, id).says("is no short name", remedy)
        });
    }
}

/// Every fault of a whole instrument that can be seen without its earlier versions.
pub fn check(instrument: &Instrument, lines: &Lines, faults: &mut Faults) {
    for wrong in instrument_check::check(instrument, faults.is_clean()) {
        faults.fault(|| {
            let mut fault = Fault::new(wrong.code).line(lines.of(wrong.part));
            if let Some((key, value)) = &wrong.cell {
                fault = fault.cell(key, value);
            }
            let message = match wrong.first.map(|first| lines.of(first)) {
                None => wrong.message,
                Some(0) => "stands before already".to_owned(),
                Some(line) => format!("stands on line {line} already"),
            };
            fault.says(message, wrong.remedy)
        });
    }
}
