//! How the versions of one instrument follow each other: which question goes on from which, and what cannot be right about
//! it. The standing over the years is in `standing.rs`.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::instrument::{Instrument, Question};
use super::text::listed;

/// What cannot be right between a version and the one before it, each in a sentence with what to do. Empty: it can follow.
#[must_use]
pub fn faults_between(old: &Instrument, new: &Instrument) -> Vec<String> {
    let mut faults = order_faults(old, new);
    let mut continued: HashMap<String, &str> = HashMap::new();
    for question in &new.questions {
        let Some(before) = question.continues.as_deref() else { continue };
        let code = question.code.as_str();
        if old.question(before).is_none() {
            faults.push(nothing_to_continue(old, new, code, before));
            continue;
        }
        if let Some(first) = continued.insert(before.to_ascii_lowercase(), code) {
            faults.push(format!(
                "'{first}' and '{code}' both continue '{before}'; a chain of years can go on in one question only, so leave one out"
            ));
        }
    }
    faults
}

/// The numbers and first years of two versions must go forward.
fn order_faults(old: &Instrument, new: &Instrument) -> Vec<String> {
    let mut faults = Vec::new();
    if new.version <= old.version {
        faults.push(format!("version {} cannot follow version {}; give it a higher number", new.version, old.version));
    }
    let year = |first: Option<i32>| first.map_or_else(|| "always".to_owned(), |year| year.to_string());
    if new.in_force_from < old.in_force_from {
        faults.push(format!(
            "version {} is in force from {} and version {} before it only from {}; the years must go forward, so correct in_force_from",
            new.version,
            year(new.in_force_from),
            old.version,
            year(old.in_force_from)
        ));
    }
    faults
}

/// Why there is nothing that a question could go on from.
fn nothing_to_continue(old: &Instrument, new: &Instrument, code: &str, before: &str) -> String {
    let remedy = format!("name a question of version {}, or leave continues out", old.version);
    if before.eq_ignore_ascii_case(code) {
        return format!("'{code}' continues itself and version {} has no such question; {remedy}", old.version);
    }
    if let Some(circle) = circle(new, code) {
        return format!("{} continue each other in a circle within version {}; {remedy}", listed(circle, "and"), new.version);
    }
    if new.question(before).is_some() {
        return format!("'{code}' continues '{before}', which is a question of the same version; {remedy}");
    }
    format!("'{code}' continues '{before}', which version {} does not have; {remedy}", old.version)
}

/// The questions that `continues` leads through, if it comes back to where it began within one version.
fn circle<'a>(instrument: &'a Instrument, from: &str) -> Option<Vec<&'a str>> {
    let mut path: Vec<&str> = Vec::new();
    let mut at: &Question = &instrument.questions[instrument.question(from)?];
    while path.len() <= instrument.questions.len() {
        path.push(&at.code);
        at = &instrument.questions[instrument.question(at.continues.as_deref()?)?];
        if at.code.eq_ignore_ascii_case(from) {
            return Some(path);
        }
    }
    None
}

/// What is allowed between a version and the one before it, but perhaps not meant.
#[must_use]
pub fn warnings_between(old: &Instrument, new: &Instrument) -> Vec<String> {
    let mut warnings = Vec::new();
    let continued: HashSet<String> = new.questions.iter().filter_map(|q| q.continues.as_ref()).map(|c| c.to_ascii_lowercase()).collect();
    let kept =
        |q: &&Question| q.continues.is_none() && old.question(&q.code).is_some() && !continued.contains(&q.code.to_ascii_lowercase());
    let broken: Vec<&str> = new.questions.iter().filter(kept).map(|q| q.code.as_str()).collect();
    if let [one] = broken.as_slice() {
        warnings.push(format!(
            "'{one}' has the same code as in version {} but does not continue it: its chain of years begins anew; if it is the same question, add continues = \"{one}\"",
            old.version
        ));
    } else if let [first, ..] = broken.as_slice() {
        warnings.push(format!(
            "{} questions have the same code as in version {} but do not continue it ({}): their chains of years begin anew; where it is the same question, add continues, as in continues = \"{first}\"",
            broken.len(),
            old.version,
            few(&broken)
        ));
    }
    if new.in_force_from == old.in_force_from {
        warnings.push(format!(
            "version {} is in force in the same years as version {}, which therefore holds in none; say in in_force_from from which fiscal year the new one holds",
            new.version, old.version
        ));
    }
    warnings
}

/// The first five of many.
fn few(codes: &[&str]) -> String {
    let more = if codes.len() > 5 { ", ..." } else { "" };
    format!("{}{more}", codes.iter().take(5).copied().collect::<Vec<_>>().join(", "))
}

/// What is wrong with a whole list of versions, oldest first.
#[must_use]
pub fn faults_in(versions: &[&Instrument]) -> Vec<String> {
    versions.windows(2).flat_map(|pair| faults_between(pair[0], pair[1])).collect()
}

/// One version's part of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The version's number.
    pub version: u32,
    /// The first fiscal year it holds in; none means always.
    pub in_force_from: Option<i32>,
    /// The question's code in it.
    pub code: String,
}

/// How one question runs through the versions.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Chain {
    /// The versions it runs through, oldest first; empty if no version has the question.
    pub links: Vec<Link>,
    /// The version before the oldest link, if it has a question of the same code that the chain does not go on from.
    pub broken_at: Option<u32>,
    /// The version after the newest link, if the question ends there.
    pub ends_before: Option<u32>,
}

/// The chain of the question that has this code in the newest version that knows the code. `versions` are oldest first.
#[must_use]
pub fn chain(versions: &[&Instrument], code: &str) -> Chain {
    let Some(found) = versions.iter().enumerate().rev().find_map(|(v, i)| Some((v, i.question(code)?))) else {
        return Chain::default();
    };
    let path = path(versions, found);
    joined(versions, &path)
}

/// All (version, question) that a question goes on from and into, itself among them, oldest first. `versions` are oldest first.
#[must_use]
pub fn path(versions: &[&Instrument], found: (usize, usize)) -> Vec<(usize, usize)> {
    let question = |(v, q): (usize, usize)| &versions[v].questions[q];
    let earlier = |at: (usize, usize)| {
        let older = at.0.checked_sub(1)?;
        Some((older, versions[older].question(question(at).continues.as_deref()?)?))
    };
    let later = |at: (usize, usize)| {
        let goes_on = |q: &Question| q.continues.as_deref().is_some_and(|c| c.eq_ignore_ascii_case(&question(at).code));
        Some((at.0 + 1, versions.get(at.0 + 1)?.questions.iter().position(goes_on)?))
    };
    let mut path: Vec<(usize, usize)> = std::iter::successors(Some(found), |at| earlier(*at)).collect();
    path.reverse();
    path.extend(std::iter::successors(later(found), |at| later(*at)));
    path
}

/// Every chain of these versions (oldest first): those of the newest version's questions in their order, then those that end
/// before it, the latest first.
#[must_use]
pub fn chains(versions: &[&Instrument]) -> Vec<Chain> {
    let mut continued: HashSet<(usize, usize)> = HashSet::new();
    let mut chains = Vec::new();
    for newest in (0..versions.len()).rev() {
        for question in 0..versions[newest].questions.len() {
            if continued.contains(&(newest, question)) {
                continue;
            }
            let earlier = |(v, q): &(usize, usize)| {
                let older = v.checked_sub(1)?;
                Some((older, versions[older].question(versions[*v].questions[*q].continues.as_deref()?)?))
            };
            let mut path: Vec<(usize, usize)> = std::iter::successors(Some((newest, question)), earlier).collect();
            continued.extend(&path);
            path.reverse();
            chains.push(joined(versions, &path));
        }
    }
    chains
}

/// The chain of a path of (version, question), oldest first; the path is not empty.
fn joined(versions: &[&Instrument], path: &[(usize, usize)]) -> Chain {
    let link = |(v, q): &(usize, usize)| Link {
        version: versions[*v].version,
        in_force_from: versions[*v].in_force_from,
        code: versions[*v].questions[*q].code.clone(),
    };
    let (first, last) = (path[0], path[path.len() - 1]);
    let first_code = &versions[first.0].questions[first.1].code;
    let before = first.0.checked_sub(1).filter(|older| versions[*older].question(first_code).is_some());
    Chain {
        links: path.iter().map(link).collect(),
        broken_at: before.map(|older| versions[older].version),
        ends_before: versions.get(last.0 + 1).map(|next| next.version),
    }
}

impl Chain {
    /// The chain in one sentence: "Goes on from FC.1 (version 1) to FC.IA1 (version 2)."
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = match self.links.as_slice() {
            [] => return "No version has this question.".to_owned(),
            [only] => format!("Stands in version {} only.", only.version),
            [first, .., last] if self.links.iter().all(|l| l.code == first.code) => {
                format!("Goes on from version {} to version {}.", first.version, last.version)
            }
            links => {
                let steps: Vec<String> = links.iter().map(|l| format!("{} (version {})", l.code, l.version)).collect();
                format!("Goes on from {}.", steps.join(" to "))
            }
        };
        if let Some(version) = self.broken_at {
            let _ = write!(words, " Begins anew: version {version} has the same code, but is not continued.");
        }
        if let Some(version) = self.ends_before {
            let _ = write!(words, " Ends before version {version}.");
        }
        words
    }
}

#[cfg(test)]
mod tests;
