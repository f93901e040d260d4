//! What the rules inside an instrument must keep: skip rules, computed answers, allowed answers, occurrences, weights.

use super::{Part, Wrong};
use crate::domain::instrument::{Instrument, Question, Repeats};
use crate::domain::nearest::did_you_mean;
use crate::domain::outcome::OutcomeRule;

/// How many months or persons an answer can be given for, at most.
const MOST_NAMES: usize = 60;

/// Every fault of these rules.
pub(super) fn check(instrument: &Instrument, faults: &mut Vec<Wrong>) {
    for (index, question) in instrument.questions.iter().enumerate() {
        let at = Part::Question(index);
        allowed(instrument, question, at, faults);
        names(question, at, faults);
        if question.weight == Some(0) {
            faults.push({
                let remedy = "write a weight of 1 or more, or leave it out: then the question has no part in the overall rating";
                Wrong::new("weight", at).cell("weight", "0").says(format!("'{}' would weigh nothing", question.code), remedy)
            });
        }
        if question.asked_if.is_some() {
            asked_if(instrument, index, Part::AskedIf(index), faults);
        }
        if let Some(rule) = &question.outcome {
            outcome(instrument, question, rule, Part::Outcome(index), faults);
        }
    }
}

/// Whether an option number is one of the instrument's.
fn exists(instrument: &Instrument, option: u8) -> bool {
    option > 0 && usize::from(option) <= instrument.options.len()
}

/// A question that is not there.
fn unknown(instrument: &Instrument, at: Part, key: &'static str, code: &str, faults: &mut Vec<Wrong>) {
    faults.push({
        let near = did_you_mean(code, instrument.questions.iter().map(|q| q.code.as_str()));
        let message = format!("is no question of this file{near}");
        Wrong::new("question-unknown", at).cell(key, code).says(message, "write the code of a [[question]]")
    });
}

/// An option that the question may not be answered with.
fn allows(instrument: &Instrument, question: &Question, option: u8, at: Part, key: &'static str, faults: &mut Vec<Wrong>) {
    // An option that is not in the file was named as a fault where it was read.
    if exists(instrument, option) && !question.allows(option) {
        let code = &instrument.options[usize::from(option) - 1].code;
        faults.push({
            let message = format!("is not among the answers of '{}'", question.code);
            Wrong::new("answer-not-allowed", at).cell(key, code).says(message, "add it to its answers, or name another option")
        });
    }
}

fn allowed(instrument: &Instrument, question: &Question, at: Part, faults: &mut Vec<Wrong>) {
    let entered = |option: &u8| exists(instrument, *option) && instrument.options[usize::from(*option) - 1].key.is_some();
    let all: Vec<u8> = (1..=instrument.options.len().min(255) as u8).collect();
    let answers = if question.answers.is_empty() { &all } else { &question.answers };
    if !all.is_empty() && !question.is_computed() && !answers.iter().any(entered) {
        faults.push(
            Wrong::new("no-key", at)
                .cell("question", &question.code)
                .says("has no answer that a key enters", "give one of its options a key, or give the question an outcome"),
        );
    }
}

fn names(question: &Question, at: Part, faults: &mut Vec<Wrong>) {
    if question.is_computed() && !question.repeats.is_once() {
        faults.push(
            Wrong::new("repeats", at)
                .cell("repeats", &question.code)
                .says("is computed, so it has one answer", "leave repeats or outcome out"),
        );
    }
    let Repeats::Named(names) = &question.repeats else { return };
    let twice = names.iter().enumerate().find(|(i, name)| names[..*i].iter().any(|n| n.eq_ignore_ascii_case(name)));
    if let Some(name) = names.iter().find(|n| n.trim().is_empty()).or(twice.map(|(_, name)| name)) {
        faults.push(Wrong::new("repeats", at).cell("repeats", name).says("is empty or stands there twice", "give each person one name"));
    }
    if names.len() < 2 && !question.is_computed() {
        faults.push({
            let message = "names fewer than two persons, so it does not repeat";
            Wrong::new("repeats", at).cell("repeats", &question.code).says(message, "name at least two, or leave repeats out")
        });
    }
    if names.len() > MOST_NAMES {
        faults.push({
            let message = format!("has {} names; at most {MOST_NAMES} fit", names.len());
            Wrong::new("too-many", at).cell("repeats", &question.code).says(message, "name fewer")
        });
    }
}

fn asked_if(instrument: &Instrument, index: usize, at: Part, faults: &mut Vec<Wrong>) {
    let question = &instrument.questions[index];
    let Some(rule) = &question.asked_if else { return };
    if question.is_computed() {
        faults.push({
            let message = "is computed, so nobody asks it";
            Wrong::new("asked-if", at).cell("asked_if", &question.code).says(message, "leave asked_if or outcome out")
        });
    }
    allows(instrument, question, rule.otherwise, at, "otherwise", faults);
    let Some(gate) = instrument.question(&rule.question).map(|gate| &instrument.questions[gate]) else {
        if !rule.question.is_empty() {
            unknown(instrument, at, "asked_if", &rule.question, faults);
        }
        return;
    };
    for option in &rule.is {
        allows(instrument, gate, *option, at, "asked_if", faults);
    }
    let wrong = if gate.is_computed() {
        Some("has a computed answer; a skip rule looks at an entered one")
    } else if !gate.repeats.is_once() {
        Some("is answered several times in a case; a skip rule looks at one answer")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        faults.push(Wrong::new("asked-if", at).cell("asked_if", &rule.question).says(wrong, "name another question"));
    }
    // Named once, at the first of its questions in the file.
    if let Some(circle) = circle(instrument, index).filter(|circle| circle.iter().min() == Some(&index)) {
        let codes: Vec<&str> = circle.iter().map(|q| instrument.questions[*q].code.as_str()).collect();
        faults.push({
            let message = match codes.as_slice() {
                [_] => "depends on itself".to_owned(),
                codes => format!("is part of a circle: {} depend on each other", codes.join(", ")),
            };
            Wrong::new("asked-if-circle", at).cell("asked_if", &question.code).says(message, "leave one of the skip rules out")
        });
    }
}

/// The questions that `asked_if` leads through, if it comes back to where it began.
fn circle(instrument: &Instrument, from: usize) -> Option<Vec<usize>> {
    let (mut path, mut at) = (Vec::new(), from);
    while path.len() <= instrument.questions.len() {
        path.push(at);
        at = instrument.question(&instrument.questions[at].asked_if.as_ref()?.question)?;
        if at == from {
            return Some(path);
        }
    }
    None
}

fn outcome(instrument: &Instrument, question: &Question, rule: &OutcomeRule, at: Part, faults: &mut Vec<Wrong>) {
    if rule.items.is_empty() || rule.cases.is_empty() {
        faults.push({
            let remedy = "name its items and give at least one [[question.outcome.case]]";
            Wrong::new("outcome", at).cell("outcome", &question.code).says("has no items or no cases", remedy)
        });
    }
    for code in &rule.items {
        let Some(item) = instrument.question(code).map(|item| &instrument.questions[item]) else {
            unknown(instrument, at, "items", code, faults);
            continue;
        };
        let wrong = if item.code == question.code {
            "is the outcome itself"
        } else if item.is_computed() {
            "is computed itself; an outcome rests on entered answers"
        } else if !item.repeats.is_once() {
            "is answered several times in a case; an outcome looks at one answer"
        } else {
            continue;
        };
        faults.push(Wrong::new("outcome", at).cell("items", code).says(wrong, "name another question"));
    }
    for case in &rule.cases {
        allows(instrument, question, case.answer, at, "answer", faults);
        for condition in &case.when {
            for code in condition.of.iter().filter(|code| !rule.items.iter().any(|item| item.eq_ignore_ascii_case(code))) {
                faults.push({
                    let near = did_you_mean(code, rule.items.iter().map(String::as_str));
                    let message = format!("is none of the outcome's items{near}");
                    Wrong::new("outcome", at).cell("of", code).says(message, "add it to items, or correct it")
                });
            }
            let of = if condition.of.is_empty() { rule.items.len() } else { condition.of.len() };
            let (least, most) = (usize::from(condition.least.unwrap_or(0)), condition.most.map_or(of, usize::from));
            if least > of.min(most) {
                faults.push({
                    let message = format!("asks for at least {least} of {} items, which cannot be", of.min(most));
                    Wrong::new("outcome", at).cell("least", &least.to_string()).says(message, "write a smaller number")
                });
            }
        }
    }
}
