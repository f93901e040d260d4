//! What is wrong with a file, cell by cell, in words and as JSON. Finding it belongs to the readers.

use std::fmt;

use serde::Serialize;

use crate::domain::text;

/// How many faults, and how many warnings, are kept; all are counted.
pub const KEPT: usize = 50;

/// One thing wrong (or worth a warning) at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable name for scripts: `answer-unknown`.
    pub code: &'static str,
    /// The file's name.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Line, or row of the sheet, counted from 1; 0 means the whole file.
    pub line: u64,
    /// The column or key.
    pub column: Option<String>,
    /// What stands there, without control characters, at most 60 characters.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl Fault {
    /// A fault of the whole file; the collector adds the file's name.
    #[must_use]
    pub fn new(code: &'static str) -> Fault {
        Fault {
            code,
            file: String::new(),
            sheet: None,
            line: 0,
            column: None,
            value: String::new(),
            message: String::new(),
            remedy: String::new(),
        }
    }

    /// At a line.
    #[must_use]
    pub fn line(mut self, line: u64) -> Fault {
        self.line = line;
        self
    }

    /// In a column, with what stands there.
    #[must_use]
    pub fn cell(mut self, column: &str, value: &str) -> Fault {
        self.column = Some(shown(column));
        self.value = shown(value);
        self
    }

    /// What is wrong, and what to do.
    #[must_use]
    pub fn says(mut self, message: impl Into<String>, remedy: impl Into<String>) -> Fault {
        self.message = message.into();
        self.remedy = remedy.into();
        self
    }
}

impl fmt::Display for Fault {
    /// `cpr.csv, line 14, answer 'yess': no answer of utah-cpr; write yes, partial, no, ec or na`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        if self.line > 0 {
            write!(f, ", {} {}", if self.sheet.is_some() { "row" } else { "line" }, self.line)?;
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
            if !self.value.is_empty() {
                write!(f, " '{}'", self.value)?;
            }
        }
        write!(f, ": {}", self.message)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, "; {}", self.remedy) }
    }
}

/// A value as a fault shows it: on one line, control and direction characters as `?`, at most 60 characters.
#[must_use]
pub fn shown(value: &str) -> String {
    let mut out: String = value.chars().take(60).map(|c| if text::is_plain(c) { c } else { '?' }).collect();
    if value.chars().nth(60).is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// Faults and warnings of one file: the first [`KEPT`] of each, all counted.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
pub struct Faults {
    /// The file's name.
    pub file: String,
    /// The sheet that is read, if the file is a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The first faults.
    pub faults: Vec<Fault>,
    /// How many faults there are in all.
    pub fault_count: u64,
    /// The first warnings.
    pub warnings: Vec<Fault>,
    /// How many warnings there are in all.
    pub warning_count: u64,
    /// Control and direction characters taken out of free text.
    pub characters_removed: u64,
}

impl Faults {
    /// For a file of this name.
    #[must_use]
    pub fn of(file: &str) -> Faults {
        Faults { file: shown(file), ..Faults::default() }
    }

    /// Counts a fault; `make` is asked for its words only while faults are still kept.
    pub fn fault(&mut self, make: impl FnOnce() -> Fault) {
        self.fault_count += 1;
        if self.faults.len() < KEPT {
            self.faults.push(Fault { file: self.file.clone(), sheet: self.sheet.as_deref().map(shown), ..make() });
        }
    }

    /// Counts a warning, likewise.
    pub fn warn(&mut self, make: impl FnOnce() -> Fault) {
        self.warning_count += 1;
        if self.warnings.len() < KEPT {
            self.warnings.push(Fault { file: self.file.clone(), sheet: self.sheet.as_deref().map(shown), ..make() });
        }
    }

    /// Another place of the same file in words: `line 4`, or `row 4` of a sheet.
    #[must_use]
    pub fn at(&self, line: u64) -> String {
        format!("{} {line}", if self.sheet.is_some() { "row" } else { "line" })
    }

    /// Whether the file can be taken.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.fault_count == 0
    }

    /// Free text without what has no place in it, counting what went.
    pub fn clean(&mut self, text: &str) -> String {
        let (clean, removed) = text::clean(text.trim());
        self.characters_removed += removed as u64;
        clean
    }

    /// Whether a code, name or case id is free of control and direction characters; if not, that is a fault.
    pub fn plain(&mut self, line: u64, column: &str, value: &str) -> bool {
        if value.chars().all(text::is_plain) {
            return true;
        }
        self.fault(|| {
            Fault::new("hidden-character")
                .line(line)
                .cell(column, value)
                .says("has a control or text-direction character, shown as '?'", "type the value again by hand")
        });
        false
    }
}

/// The code of the warning that one sheet of several was read.
pub(super) const SHEET_CHOSEN: &str = "sheet-chosen";

impl fmt::Display for Faults {
    /// One line for each kept fault, then how many more there are. Which sheet was read may be what is wrong, so that is said
    /// with them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        let more = self.fault_count - self.faults.len() as u64;
        if more > 0 {
            write!(f, "\n{}: {more} more of {} faults not shown", self.file, self.fault_count)?;
        }
        let chosen = self.warnings.iter().filter(|warning| !self.is_clean() && warning.code == SHEET_CHOSEN);
        chosen.into_iter().try_for_each(|warning| write!(f, "\n{warning}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_one_sentence_with_its_place() {
        let mut faults = Faults::of("cpr.csv");
        faults.fault(|| {
            Fault::new("answer-unknown").line(14).cell("answer", "yess").says("no answer of utah-cpr", "write yes, partial, no, ec or na")
        });
        assert_eq!(faults.to_string(), "cpr.csv, line 14, answer 'yess': no answer of utah-cpr; write yes, partial, no, ec or na");
    }

    #[test]
    fn a_value_is_shown_short_and_without_escapes() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}b"), "a?[2J?b");
        assert_eq!(shown(&"x".repeat(300)).chars().count(), 60);
        assert_eq!(shown(&"x".repeat(60)), "x".repeat(60));
    }

    #[test]
    fn the_first_fifty_are_kept_and_all_are_counted() {
        let mut faults = Faults::of("cpr.csv");
        for line in 1..=60 {
            faults.fault(|| Fault::new("x").line(line).says("wrong", ""));
            faults.warn(|| Fault::new("y").line(line).says("odd", ""));
        }
        assert_eq!((faults.faults.len(), faults.fault_count, faults.warnings.len(), faults.warning_count), (50, 60, 50, 60));
        assert!(faults.to_string().ends_with("cpr.csv: 10 more of 60 faults not shown"));
        let json = serde_json::to_value(&faults.faults[0]).unwrap();
        assert_eq!(json["code"], "x");
        assert_eq!(json["line"], 1);
        assert!(json["sheet"].is_null());
    }
}
