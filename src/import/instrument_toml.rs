//! Instruments as TOML that a person writes; `assets/instruments/utah-cpr.toml` explains every key. What must hold in any
//! instrument belongs to `instrument_check.rs`.

use std::io::{Read, Seek};

use super::fault::{Fault, Faults};
use super::instrument_check::{self, Lines};
use super::nearest::did_you_mean;
use super::toml_page::{Page, Section};
use super::{Import, Refused, decode};
use crate::domain::instrument::{AnswerOption, Area, AskedIf, DomainOf, Instrument, Question, Repeats, Scope};
use crate::domain::outcome::{Condition, OutcomeCase, OutcomeRule};
use crate::domain::share::Share;

const SCOPES: [(&str, Scope); 4] =
    [("every-question", Scope::EveryQuestion), ("every-area", Scope::EveryArea), ("overall", Scope::Overall), ("verdict", Scope::Verdict)];
const DOMAINS: [(&str, DomainOf); 5] = [
    ("safety", DomainOf::Safety),
    ("permanency", DomainOf::Permanency),
    ("well-being", DomainOf::WellBeing),
    ("wellbeing", DomainOf::WellBeing),
    ("well being", DomainOf::WellBeing),
];

/// Safety, permanency or well-being, as files write it.
pub(super) fn domain_of(word: &str) -> Option<DomainOf> {
    DOMAINS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word.trim())).map(|(_, domain)| *domain)
}

/// Reads an instrument from a file.
///
/// # Errors
/// Every fault with its line and key.
pub fn read_instrument_toml<R: Read + Seek>(file: &str, reader: R) -> Result<Import<Instrument>, Refused> {
    parse_instrument_toml(file, &decode::whole_text(reader, &mut Faults::of(file))?)
}

/// Reads an instrument from text.
///
/// # Errors
/// Every fault with its line and key.
pub fn parse_instrument_toml(file: &str, text: &str) -> Result<Import<Instrument>, Refused> {
    let mut faults = Faults::of(file);
    if let Some(page) = Page::parse(text, &mut faults) {
        let (instrument, lines) = instrument(page.top(), &mut faults);
        instrument_check::check(&instrument, &lines, &mut faults);
        if faults.is_clean() {
            return Ok(Import { records: instrument, notes: faults });
        }
    }
    Err(Refused::Faulty(faults))
}

fn instrument(mut top: Section<'_>, faults: &mut Faults) -> (Instrument, Lines) {
    let code = top.needed("code", faults);
    if !code.is_empty() {
        instrument_check::id_fits(top.line_of("code"), "code", &code, faults);
    }
    let title = top.needed("title", faults);
    let version = top.number("version", faults).unwrap_or(1);
    let version = u32::try_from(version).ok().filter(|v| (1..=9999).contains(v)).unwrap_or_else(|| {
        let line = top.line_of("version");
        faults
            .fault(|| Fault::new("toml-value").line(line).cell("version", &version.to_string()).says("is no version", "write 1, 2, 3 ..."));
        1
    });
    let in_force_from = top.number("in_force_from", faults).and_then(|year| {
        let fits = i32::try_from(year).ok().filter(|y| (1950..=2100).contains(y));
        if fits.is_none() {
            let line = top.line_of("in_force_from");
            faults.fault(|| {
                Fault::new("year").line(line).cell("in_force_from", &year.to_string()).says("is no fiscal year", "write four digits: 2025")
            });
        }
        fits
    });
    let mut lines = Lines::default();
    let mut whole = Instrument {
        code,
        title,
        version,
        source: top.needed("source", faults),
        unverified: top.flag("unverified", faults),
        in_force_from,
        exit: top.choice("exit", &SCOPES, faults).unwrap_or_default(),
        options: Vec::new(),
        areas: Vec::new(),
        questions: Vec::new(),
    };
    for section in top.list("option", faults) {
        lines.options.push(section.line());
        whole.options.push(option(section, faults));
    }
    for mut section in top.list("area", faults) {
        lines.areas.push(section.line());
        whole.areas.push(Area {
            code: section.needed("code", faults),
            name: section.needed("name", faults),
            synonyms: lower(section.words("synonyms", faults)),
        });
        section.end(faults);
    }
    for section in top.list("question", faults) {
        lines.questions.push(section.line());
        lines.asked_if.push(section.line_of("asked_if"));
        lines.outcomes.push(section.line_of("outcome"));
        let question = question(section, &whole, faults);
        whole.questions.push(question);
    }
    top.end(faults);
    (whole, lines)
}

fn lower(words: Vec<String>) -> Vec<String> {
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

fn option(mut section: Section<'_>, faults: &mut Faults) -> AnswerOption {
    let key = section.text("key", faults).unwrap_or_default();
    let mut letters = key.chars();
    let letter = letters.next();
    if letters.next().is_some() {
        let line = section.line_of("key");
        faults.fault(|| Fault::new("key").line(line).cell("key", &key).says("is more than one key", "write one letter or digit"));
    }
    let code = section.needed("code", faults);
    let line = section.line_of("credit");
    let credit = section.needed("credit", faults);
    let option = AnswerOption {
        label: section.needed("label", faults),
        key: letter,
        credit: if credit.is_empty() { None } else { self::credit(&credit, line, faults) },
        synonyms: lower(section.words("synonyms", faults)),
        why: section.flag("why", faults),
        code,
    };
    section.end(faults);
    option
}

/// A credit: a share, or `excluded`.
fn credit(text: &str, line: u64, faults: &mut Faults) -> Option<Share> {
    if text.eq_ignore_ascii_case("excluded") {
        return None;
    }
    let share = Share::parse(text);
    if share.is_err() {
        faults.fault(|| Fault::new("credit").line(line).cell("credit", text).says("is no credit", "write 1, 0.5, 0 or excluded"));
    }
    share.ok()
}

fn question(mut section: Section<'_>, whole: &Instrument, faults: &mut Faults) -> Question {
    let area = section.needed("area", faults);
    let found = whole.area(&area);
    if found.is_none() && !area.is_empty() {
        let line = section.line_of("area");
        let known = || whole.areas.iter().map(|a| a.code.as_str());
        faults.fault(|| {
            Fault::new("area-unknown")
                .line(line)
                .cell("area", &area)
                .says(format!("is no area of this file{}", did_you_mean(&area, known())), "add an [[area]] with this code")
        });
    }
    let goal_line = section.line_of("goal");
    let goal = section.needed("goal", faults);
    let goal = if goal.is_empty() { Share::ONE } else { self::goal(&goal, goal_line, faults) };
    let mut credits = Vec::new();
    if let Some(own) = section.section("credits", faults) {
        for (word, text, line) in own.texts(faults) {
            if let Some(option) = known_option("credits", &word, line, whole, faults) {
                credits.push((option, credit(&text, line, faults)));
            }
        }
        credits.sort_by_key(|(option, _)| *option);
    }
    let question = Question {
        code: section.needed("code", faults),
        area: found.unwrap_or(0),
        text: section.needed("text", faults),
        guidance: section.text("guidance", faults).unwrap_or_default(),
        basis: section.text("basis", faults).unwrap_or_default(),
        domain: section.choice("domain", &DOMAINS, faults),
        goal,
        continues: section.text("continues", faults).filter(|code| !code.is_empty()),
        core: section.flag("core", faults),
        trump: section.flag("trump", faults),
        verdict: section.flag("verdict", faults),
        unverified: section.flag("unverified", faults),
        credits,
        answers: options("answers", &mut section, whole, faults),
        weight: weight(&mut section, faults),
        asked_if: section.section("asked_if", faults).map(|own| asked_if(own, whole, faults)),
        repeats: repeats(&mut section, faults),
        outcome: section.section("outcome", faults).map(|own| outcome(own, whole, faults)),
    };
    section.end(faults);
    question
}

/// The number of an option by its code, label or synonym.
fn known_option(key: &str, word: &str, line: u64, whole: &Instrument, faults: &mut Faults) -> Option<u8> {
    let found = whole.option(word);
    if found.is_none() {
        faults.fault(|| {
            let known = || whole.options.iter().map(|o| o.code.as_str());
            Fault::new("option-unknown")
                .line(line)
                .cell(key, word)
                .says(format!("is no option of this file{}", did_you_mean(word, known())), "write the code of an [[option]]")
        });
    }
    found
}

/// A list of options, in ascending order of their numbers.
fn options(key: &'static str, section: &mut Section<'_>, whole: &Instrument, faults: &mut Faults) -> Vec<u8> {
    let line = section.line_of(key);
    let words = section.words(key, faults);
    let mut options: Vec<u8> = words.iter().filter_map(|word| known_option(key, word, line, whole, faults)).collect();
    options.sort_unstable();
    options.dedup();
    options
}

/// A list of options that must not be empty.
fn needed_options(key: &'static str, section: &mut Section<'_>, whole: &Instrument, faults: &mut Faults) -> Vec<u8> {
    let clean = faults.fault_count;
    let options = options(key, section, whole, faults);
    if options.is_empty() && faults.fault_count == clean {
        let line = section.line_of(key);
        faults.fault(|| {
            Fault::new("key-missing")
                .line(line)
                .cell("key", key)
                .says("is missing or empty", format!("write {key} = [\"...\"], codes of options"))
        });
    }
    options
}

/// A number within these bounds; `None` if it is not there.
fn bounded(key: &'static str, section: &mut Section<'_>, least: u32, most: u32, faults: &mut Faults) -> Option<u32> {
    let number = section.number(key, faults)?;
    let fits = u32::try_from(number).ok().filter(|n| (least..=most).contains(n));
    if fits.is_none() {
        let line = section.line_of(key);
        faults.fault(|| {
            let remedy = format!("write a whole number from {least} to {most}, or leave {key} out");
            Fault::new("number").line(line).cell(key, &number.to_string()).says("does not fit here", remedy)
        });
    }
    fits
}

fn weight(section: &mut Section<'_>, faults: &mut Faults) -> Option<u32> {
    bounded("weight", section, 1, 1000, faults)
}

fn asked_if(mut section: Section<'_>, whole: &Instrument, faults: &mut Faults) -> AskedIf {
    let line = section.line_of("otherwise");
    let question = section.needed("question", faults);
    let is = needed_options("is", &mut section, whole, faults);
    let otherwise = section.needed("otherwise", faults);
    let otherwise = if otherwise.is_empty() { None } else { known_option("otherwise", &otherwise, line, whole, faults) };
    section.end(faults);
    AskedIf { question, is, otherwise: otherwise.unwrap_or(0) }
}

/// `"months"`, `"once"`, or a list of names.
fn repeats(section: &mut Section<'_>, faults: &mut Faults) -> Repeats {
    let names = section.words("repeats", faults);
    match names.as_slice() {
        [] => Repeats::Once,
        [word] if word.eq_ignore_ascii_case("once") => Repeats::Once,
        [word] if word.eq_ignore_ascii_case("months") => Repeats::Months,
        [word] => {
            let line = section.line_of("repeats");
            faults.fault(|| {
                let remedy = "write \"months\", or a list of at least two names: [\"Mother\", \"Father\"]";
                Fault::new("repeats").line(line).cell("repeats", word).says("is no way to repeat a question", remedy)
            });
            Repeats::Once
        }
        _ => Repeats::Named(names),
    }
}

fn outcome(mut section: Section<'_>, whole: &Instrument, faults: &mut Faults) -> OutcomeRule {
    let items = section.words("items", faults);
    let mut cases = Vec::new();
    for mut own in section.list("case", faults) {
        let line = own.line_of("answer");
        let answer = own.needed("answer", faults);
        let answer = if answer.is_empty() { None } else { known_option("answer", &answer, line, whole, faults) };
        let when = own.list("when", faults).into_iter().map(|condition| self::condition(condition, whole, faults)).collect();
        own.end(faults);
        cases.push(OutcomeCase { answer: answer.unwrap_or(0), when });
    }
    section.end(faults);
    OutcomeRule { items, cases }
}

fn condition(mut section: Section<'_>, whole: &Instrument, faults: &mut Faults) -> Condition {
    let number = |key, section: &mut Section<'_>, faults: &mut Faults| bounded(key, section, 0, 255, faults).map(|n| n as u8);
    let condition = Condition {
        of: section.words("of", faults),
        is: needed_options("is", &mut section, whole, faults),
        least: number("least", &mut section, faults),
        most: number("most", &mut section, faults),
    };
    section.end(faults);
    condition
}

/// A goal: a share above nothing.
pub(super) fn goal(text: &str, line: u64, faults: &mut Faults) -> Share {
    match Share::parse(text) {
        Ok(share) if share.0 > 0 => share,
        other => {
            faults.fault(|| {
                let message = other.err().unwrap_or_else(|| "is met by nothing at all".to_owned());
                Fault::new("goal").line(line).cell("goal", text).says(message, "write 85 %, 85 or 0.85")
            });
            Share::ONE
        }
    }
}

#[cfg(test)]
mod tests;
