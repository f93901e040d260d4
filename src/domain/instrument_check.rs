//! What every instrument must keep, wherever it comes from: a file, or cells that a person fills. What must hold between two
//! versions is in `versions.rs`.

use std::collections::HashMap;

use super::instrument::{Instrument, MAX_AREAS, MAX_OPTIONS, MAX_QUESTIONS};
use super::text::is_plain;

mod rules;

/// The longest code, in characters.
pub const LONGEST_CODE: usize = 60;

/// A part of an instrument, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole of it.
    Whole,
    /// An answer option.
    Option(usize),
    /// An area.
    Area(usize),
    /// A question.
    Question(usize),
    /// A question's skip rule.
    AskedIf(usize),
    /// A question's rule for a computed answer.
    Outcome(usize),
}

/// One thing wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Stable name for scripts: `code-twice`.
    pub code: &'static str,
    /// Where.
    pub part: Part,
    /// The key of the instrument's file, and what stands there; none for the whole.
    pub cell: Option<(&'static str, String)>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Where the same word stands first, if it stands twice.
    pub first: Option<Part>,
}

impl Wrong {
    fn new(code: &'static str, part: Part) -> Wrong {
        Wrong { code, part, cell: None, message: String::new(), remedy: String::new(), first: None }
    }

    fn cell(self, key: &'static str, value: &str) -> Wrong {
        Wrong { cell: Some((key, value.to_owned())), ..self }
    }

    fn says(self, message: impl Into<String>, remedy: impl Into<String>) -> Wrong {
        Wrong { message: message.into(), remedy: remedy.into(), ..self }
    }
}

/// Whether a text can be a code: not empty, plain, at most [`LONGEST_CODE`] characters, no blanks around it.
fn code_fits(part: Part, key: &'static str, code: &str, faults: &mut Vec<Wrong>) -> bool {
    if !code.chars().all(is_plain) {
        let message = "has a control or text-direction character, shown as '?'";
        faults.push(Wrong::new("hidden-character", part).cell(key, code).says(message, "type the value again by hand"));
        return false;
    }
    let fits = code.trim() == code && !code.is_empty() && code.chars().count() <= LONGEST_CODE;
    if !fits {
        let remedy = format!("write 1 to {LONGEST_CODE} characters, without blanks around them");
        faults.push(Wrong::new("code", part).cell(key, code).says("is no code", remedy));
    }
    fits
}

/// Every fault of a whole instrument that can be seen without its earlier versions. `whole` says that nothing was kept out
/// for a fault of its own, so that what is missing is missing.
#[must_use]
pub fn check(instrument: &Instrument, whole: bool) -> Vec<Wrong> {
    let mut faults = Vec::new();
    for (what, count, most) in [
        ("options", instrument.options.len(), MAX_OPTIONS),
        ("areas", instrument.areas.len(), MAX_AREAS),
        ("questions", instrument.questions.len(), MAX_QUESTIONS),
    ] {
        if count == 0 && whole {
            faults.push(Wrong::new("nothing-there", Part::Whole).says(format!("has no {what}"), "add at least one"));
        } else if count > most {
            let message = format!("has {count} {what}; at most {most} fit");
            faults.push(Wrong::new("too-many", Part::Whole).says(message, "make two instruments of it"));
        }
    }
    if !instrument.options.is_empty() && instrument.options.iter().all(|option| option.credit.is_none()) {
        let message = "every option is excluded, so nothing counts";
        faults.push(Wrong::new("nothing-counts", Part::Option(0)).says(message, "give one a credit"));
    }
    let mut option_words = Words::new("option");
    let mut keys = Words::new("key");
    for (index, option) in instrument.options.iter().enumerate() {
        let part = Part::Option(index);
        code_fits(part, "option", &option.code, &mut faults);
        option_words.take(part, [&option.code, &option.label].into_iter().chain(&option.synonyms), &mut faults);
        // An option without a key is never entered, only computed.
        let Some(key) = option.key else { continue };
        if key.is_whitespace() || key.is_control() {
            faults.push(Wrong::new("key", part).cell("key", "").says("is no key that can be pressed", "write one letter or digit"));
        }
        keys.take(part, [&key.to_string()], &mut faults);
    }
    let mut area_words = Words::new("area");
    for (index, area) in instrument.areas.iter().enumerate() {
        let part = Part::Area(index);
        code_fits(part, "area", &area.code, &mut faults);
        area_words.take(part, [&area.code, &area.name].into_iter().chain(&area.synonyms), &mut faults);
    }
    rules::check(instrument, &mut faults);
    let (mut codes, mut before) = (Words::new("question"), Words::new("continues"));
    for (index, question) in instrument.questions.iter().enumerate() {
        let part = Part::Question(index);
        if code_fits(part, "question", &question.code, &mut faults) {
            codes.take(part, [&question.code], &mut faults);
        }
        let Some(earlier) = &question.continues else { continue };
        before.take(part, [earlier], &mut faults);
        if instrument.version <= 1 {
            let itself = if earlier.eq_ignore_ascii_case(&question.code) { "points to itself" } else { "points to a version before" };
            let remedy = "leave continues out in version 1; in a later one it names the question's code in the version before";
            let message = format!("{itself}, and version 1 has none before it");
            faults.push(Wrong::new("continues", part).cell("continues", earlier).says(message, remedy));
        }
    }
    faults
}

/// Words that may mean one thing only.
struct Words {
    what: &'static str,
    taken: HashMap<String, Part>,
}

impl Words {
    fn new(what: &'static str) -> Words {
        Words { what, taken: HashMap::new() }
    }

    /// The words of one part; a word may be repeated within it, as a label that equals the code.
    fn take<'a>(&mut self, part: Part, words: impl IntoIterator<Item = &'a String>, faults: &mut Vec<Wrong>) {
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            let first = *self.taken.entry(word.trim().to_lowercase()).or_insert(part);
            if first != part {
                let wrong = Wrong::new("code-twice", part).cell(self.what, word).says("stands there already", "give each its own");
                faults.push(Wrong { first: Some(first), ..wrong });
            }
        }
    }
}
