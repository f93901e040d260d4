//! Questions, areas and ways to answer that come, go and move in a draft, and the next version that begins as a copy. What
//! names them by number or code is kept right, or the change is refused.

use crate::domain::instrument::{AnswerOption, Area, Instrument, Question};
use crate::domain::outcome::OutcomeRule;

/// A row of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An area.
    Area(usize),
    /// A way to answer.
    Option(usize),
    /// A question.
    Question(usize),
}

/// Puts a question after the one at a place (at the end if there is none there) and says where it stands.
pub fn add_question(instrument: &mut Instrument, after: Option<usize>, question: Question) -> usize {
    let at = after.map_or(instrument.questions.len(), |after| (after + 1).min(instrument.questions.len()));
    instrument.questions.insert(at, question);
    at
}

/// Puts an area at the end.
pub fn add_area(instrument: &mut Instrument, code: &str, name: &str) -> usize {
    instrument.areas.push(Area { code: code.trim().to_owned(), name: name.trim().to_owned(), synonyms: Vec::new() });
    instrument.areas.len() - 1
}

/// Puts a way to answer at the end.
pub fn add_option(instrument: &mut Instrument, option: AnswerOption) -> usize {
    instrument.options.push(option);
    instrument.options.len() - 1
}

/// Copies a question: a code of its own, and no chain, as only one question can go on from another.
pub fn copy_question(instrument: &mut Instrument, at: usize) -> Option<usize> {
    let of = instrument.questions.get(at)?;
    let free = |n: u32| Some(format!("{}-{n}", of.code)).filter(|code| instrument.question(code).is_none());
    let code = (2..).find_map(free)?;
    let copy = Question { code, continues: None, ..of.clone() };
    Some(add_question(instrument, Some(at), copy))
}

/// Takes a row away.
///
/// # Errors
/// What still names it.
pub fn delete(instrument: &mut Instrument, place: Place) -> Result<(), String> {
    match place {
        Place::Question(at) => {
            let Some(code) = instrument.questions.get(at).map(|q| q.code.clone()) else { return Ok(()) };
            let names = |q: &&Question| {
                q.asked_if.as_ref().is_some_and(|rule| rule.question.eq_ignore_ascii_case(&code))
                    || q.outcome.as_ref().is_some_and(|rule| rule.items.iter().any(|item| item.eq_ignore_ascii_case(&code)))
            };
            if let Some(by) = instrument.questions.iter().find(names) {
                let rule = if by.outcome.is_some() { "the computed answer of" } else { "the skip rule of" };
                return Err(format!("'{code}' stays: {rule} '{}' rests on it. Change that in the file first", by.code));
            }
            instrument.questions.remove(at);
        }
        Place::Area(at) => {
            let in_it = instrument.questions.iter().filter(|q| q.area == at).count();
            let Some(area) = instrument.areas.get(at) else { return Ok(()) };
            if in_it > 0 {
                let s = if in_it == 1 { "question stands" } else { "questions stand" };
                return Err(format!("'{}' stays: {in_it} {s} in it. Give them another area first", area.name));
            }
            instrument.areas.remove(at);
            for question in instrument.questions.iter_mut().filter(|q| q.area > at) {
                question.area -= 1;
            }
        }
        Place::Option(at) => {
            let Some(option) = instrument.options.get(at) else { return Ok(()) };
            let number = at as u8 + 1;
            if let Some(by) = instrument.questions.iter().find(|q| numbers(q).contains(&number)) {
                return Err(format!("'{}' stays: '{}' names it. Take it out there first", option.label, by.code));
            }
            instrument.options.remove(at);
            renumber(instrument, |n| if n > number { n - 1 } else { n });
        }
    }
    Ok(())
}

/// Moves a row one place up or down and says where it stands; none at the end of the list.
pub fn shift(instrument: &mut Instrument, place: Place, up: bool) -> Option<usize> {
    let (at, len) = match place {
        Place::Area(at) => (at, instrument.areas.len()),
        Place::Option(at) => (at, instrument.options.len()),
        Place::Question(at) => (at, instrument.questions.len()),
    };
    let to = if up { at.checked_sub(1)? } else { Some(at + 1).filter(|to| *to < len)? };
    match place {
        Place::Question(_) => instrument.questions.swap(at, to),
        Place::Area(_) => {
            instrument.areas.swap(at, to);
            for question in &mut instrument.questions {
                question.area = swapped(question.area, at, to);
            }
        }
        Place::Option(_) => {
            instrument.options.swap(at, to);
            renumber(instrument, |n| swapped(usize::from(n), at + 1, to + 1) as u8);
        }
    }
    Some(to)
}

fn swapped(n: usize, a: usize, b: usize) -> usize {
    match n {
        n if n == a => b,
        n if n == b => a,
        n => n,
    }
}

/// The option numbers that a question names.
fn numbers(question: &Question) -> Vec<u8> {
    let mut found: Vec<u8> = question.credits.iter().map(|(option, _)| *option).chain(question.answers.iter().copied()).collect();
    if let Some(rule) = &question.asked_if {
        found.extend(&rule.is);
        found.push(rule.otherwise);
    }
    for case in question.outcome.iter().flat_map(|rule: &OutcomeRule| &rule.cases) {
        found.push(case.answer);
        found.extend(case.when.iter().flat_map(|condition| &condition.is));
    }
    found
}

/// Gives every option number that a question names another one.
fn renumber(instrument: &mut Instrument, to: impl Fn(u8) -> u8) {
    let all = |numbers: &mut Vec<u8>| {
        for n in numbers.iter_mut() {
            *n = to(*n);
        }
        numbers.sort_unstable();
    };
    for question in &mut instrument.questions {
        question.credits.iter_mut().for_each(|(option, _)| *option = to(*option));
        question.credits.sort_unstable_by_key(|(option, _)| *option);
        all(&mut question.answers);
        if let Some(rule) = &mut question.asked_if {
            all(&mut rule.is);
            rule.otherwise = to(rule.otherwise);
        }
        for case in question.outcome.iter_mut().flat_map(|rule| &mut rule.cases) {
            case.answer = to(case.answer);
            case.when.iter_mut().for_each(|condition| all(&mut condition.is));
        }
    }
}

/// The version after this one, in force from a fiscal year: the same questions, each going on from itself.
#[must_use]
pub fn next_version(instrument: &Instrument, from: i32) -> Instrument {
    let mut next = Instrument { version: instrument.version + 1, in_force_from: Some(from), ..instrument.clone() };
    for question in &mut next.questions {
        question.continues = Some(question.code.clone());
    }
    next
}
