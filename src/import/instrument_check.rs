//! What every instrument must keep, whichever file it comes from. Reading the files belongs to `instrument_toml.rs` and
//! `instrument_csv.rs`.

use std::collections::HashMap;

use super::fault::{Fault, Faults};
use crate::domain::instrument::{Instrument, MAX_AREAS, MAX_OPTIONS, MAX_QUESTIONS};

mod rules;

/// The longest code, in characters.
pub const LONGEST_CODE: usize = 60;

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

fn line(lines: &[u64], index: usize) -> u64 {
    lines.get(index).copied().unwrap_or(0)
}

/// Whether a text can be a code: not empty, plain, at most [`LONGEST_CODE`] characters, no blanks around it.
pub(super) fn code_fits(at: u64, key: &str, code: &str, faults: &mut Faults) -> bool {
    if !faults.plain(at, key, code) {
        return false;
    }
    let fits = code.trim() == code && !code.is_empty() && code.chars().count() <= LONGEST_CODE;
    if !fits {
        faults.fault(|| {
            Fault::new("code")
                .line(at)
                .cell(key, code)
                .says("is no code", format!("write 1 to {LONGEST_CODE} characters, without blanks around them"))
        });
    }
    fits
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
    let clean = faults.is_clean();
    for (what, count, most) in [
        ("options", instrument.options.len(), MAX_OPTIONS),
        ("areas", instrument.areas.len(), MAX_AREAS),
        ("questions", instrument.questions.len(), MAX_QUESTIONS),
    ] {
        // What a fault kept out is not missing as well.
        if count == 0 && clean {
            faults.fault(|| Fault::new("nothing-there").says(format!("has no {what}"), "add at least one"));
        } else if count > most {
            faults.fault(|| Fault::new("too-many").says(format!("has {count} {what}; at most {most} fit"), "make two instruments of it"));
        }
    }
    if !instrument.options.is_empty() && instrument.options.iter().all(|option| option.credit.is_none()) {
        faults.fault(|| {
            Fault::new("nothing-counts")
                .line(line(&lines.options, 0))
                .says("every option is excluded, so nothing counts", "give one a credit")
        });
    }
    let mut option_words = Words::new("option");
    let mut keys = Words::new("key");
    for (index, option) in instrument.options.iter().enumerate() {
        let at = line(&lines.options, index);
        code_fits(at, "option", &option.code, faults);
        option_words.take(index, at, [&option.code, &option.label].into_iter().chain(&option.synonyms), faults);
        // An option without a key is never entered, only computed.
        let Some(key) = option.key else { continue };
        if key.is_whitespace() || key.is_control() {
            faults.fault(|| Fault::new("key").line(at).cell("key", "").says("is no key that can be pressed", "write one letter or digit"));
        }
        keys.take(index, at, [&key.to_string()], faults);
    }
    let mut area_words = Words::new("area");
    for (index, area) in instrument.areas.iter().enumerate() {
        let at = line(&lines.areas, index);
        code_fits(at, "area", &area.code, faults);
        area_words.take(index, at, [&area.code, &area.name].into_iter().chain(&area.synonyms), faults);
    }
    rules::check(instrument, lines, faults);
    let (mut codes, mut before) = (Words::new("question"), Words::new("continues"));
    for (index, question) in instrument.questions.iter().enumerate() {
        let at = line(&lines.questions, index);
        if code_fits(at, "question", &question.code, faults) {
            codes.take(index, at, [&question.code], faults);
        }
        let Some(earlier) = &question.continues else { continue };
        before.take(index, at, [earlier], faults);
        if instrument.version <= 1 {
            faults.fault(|| {
                let itself = if earlier.eq_ignore_ascii_case(&question.code) { "points to itself" } else { "points to a version before" };
                let remedy = "leave continues out in version 1; in a later one it names the question's code in the version before";
                Fault::new("continues")
                    .line(at)
                    .cell("continues", earlier)
                    .says(format!("{itself}, and version 1 has none before it"), remedy)
            });
        }
    }
}

/// Words that may mean one thing only.
struct Words {
    what: &'static str,
    taken: HashMap<String, (usize, u64)>,
}

impl Words {
    fn new(what: &'static str) -> Words {
        Words { what, taken: HashMap::new() }
    }

    /// The words of the thing with this index; a word may be repeated within it, as a label that equals the code.
    fn take<'a>(&mut self, index: usize, at: u64, words: impl IntoIterator<Item = &'a String>, faults: &mut Faults) {
        for word in words {
            if word.is_empty() {
                continue;
            }
            let (first, first_line) = *self.taken.entry(word.trim().to_lowercase()).or_insert((index, at));
            if first != index {
                let what = self.what;
                faults.fault(|| {
                    let place = if first_line > 0 { format!("on line {first_line}") } else { "before".to_owned() };
                    Fault::new("code-twice").line(at).cell(what, word).says(format!("stands {place} already"), "give each its own")
                });
            }
        }
    }
}
