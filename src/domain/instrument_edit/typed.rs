//! What a text typed into a cell of an instrument means: goals, years, marks, keys, lists of words, credits, answers.

use crate::domain::instrument::Instrument;
use crate::domain::nearest::did_you_mean;
use crate::domain::share::Share;
use crate::domain::text::{is_plain, listed};

pub(super) fn needed(text: &str, why: &str) -> Result<String, String> {
    if text.is_empty() { Err(why.to_owned()) } else { Ok(text.to_owned()) }
}

pub(super) fn not_one_of(text: &str, known: &[&str]) -> String {
    format!("'{}' is none of {}", shown(text), listed(known.iter().copied(), "and"))
}

/// A goal as it is typed: 85, 85 % or 0.85.
///
/// # Errors
/// Why it is none.
pub fn goal(text: &str) -> Result<Share, String> {
    match Share::parse(text)? {
        Share(0) => Err("a goal of 0 % is met by nothing at all; write 85 %, 85 or 0.85".to_owned()),
        share => Ok(share),
    }
}

/// A fiscal year as it is typed: 2027 or FY2027; nothing is always.
///
/// # Errors
/// Why it is none.
pub fn first_year(text: &str) -> Result<Option<i32>, String> {
    let digits = text.strip_prefix("FY").or(text.strip_prefix("fy")).unwrap_or(text).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let year = digits.parse().ok().filter(|year| (1950..=2100).contains(year));
    year.map(Some).ok_or_else(|| format!("'{}' is no fiscal year; write four digits, such as 2027", shown(text)))
}

pub(super) fn yes(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "x" | "true" | "1" => Ok(true),
        "" | "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("'{}' is neither yes nor no", shown(text))),
    }
}

pub(super) fn one_key(text: &str) -> Result<Option<char>, String> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Ok(None),
        (Some(key), None) => Ok(Some(key)),
        _ => Err(format!(
            "'{}' is more than one key; write one letter or digit, or nothing for an answer that is only computed",
            shown(text)
        )),
    }
}

/// Other words for the same, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split([';', '\n']).map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

pub(super) fn credit_of(text: &str) -> Result<Option<Share>, String> {
    if text.eq_ignore_ascii_case("excluded") {
        return Ok(None);
    }
    Share::parse(text).map(Some).map_err(|_| format!("'{}' is no credit; write 1, 0.5, 0 or excluded", shown(text)))
}

pub(super) fn area_of(instrument: &Instrument, text: &str) -> Result<usize, String> {
    needed(text, "a question must stand in an area")?;
    instrument.area(text).ok_or_else(|| {
        let near = did_you_mean(text, instrument.areas.iter().map(|a| a.code.as_str()));
        format!("'{}' is no area of this instrument{near}; the Areas tab has them", shown(text))
    })
}

pub(super) fn option_of(instrument: &Instrument, word: &str) -> Result<u8, String> {
    instrument.option(word).ok_or_else(|| {
        let known = listed(instrument.options.iter().map(|o| o.code.as_str()), "or");
        format!("'{}' is no answer of this instrument; write {known}", shown(word))
    })
}

/// "partial = excluded, no = 0.25".
pub(super) fn credits(instrument: &Instrument, text: &str) -> Result<Vec<(u8, Option<Share>)>, String> {
    let mut found: Vec<(u8, Option<Share>)> = Vec::new();
    for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (word, share) = part
            .split_once(['=', ':'])
            .or_else(|| part.rsplit_once(' '))
            .ok_or_else(|| format!("'{}' names no credit; write it as in: partial = excluded, no = 0.25", shown(part)))?;
        let option = option_of(instrument, word)?;
        if found.iter().any(|(known, _)| *known == option) {
            return Err(format!("'{}' stands there twice; give it one credit", shown(word.trim())));
        }
        found.push((option, credit_of(share.trim())?));
    }
    found.sort_unstable_by_key(|(option, _)| *option);
    Ok(found)
}

/// "yes, no, na"; all of them, and none, mean all.
pub(super) fn answers(instrument: &Instrument, text: &str) -> Result<Vec<u8>, String> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut found = parts.map(|word| option_of(instrument, word)).collect::<Result<Vec<u8>, String>>()?;
    found.sort_unstable();
    found.dedup();
    if found.len() == instrument.options.len() {
        found.clear();
    }
    Ok(found)
}

/// A text as a sentence shows it: on one line, without control characters, at most 36 characters.
pub(super) fn shown(text: &str) -> String {
    let cut = text.chars().nth(36).is_some();
    let plain: String = text.chars().take(if cut { 33 } else { 36 }).map(|c| if is_plain(c) { c } else { '?' }).collect();
    if cut { format!("{}...", plain.trim_end()) } else { plain }
}
