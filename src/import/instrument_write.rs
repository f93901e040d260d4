//! An instrument as the TOML that [`super::instrument_toml`] reads, for a person to change or to pass on. Comments of the
//! file it came from are not kept.

use std::fmt::Write;

use crate::domain::instrument::{AnswerOption, AskedIf, Instrument, Question, Repeats, Scope};
use crate::domain::outcome::{Condition, OutcomeRule};
use crate::domain::share::Share;

/// The whole instrument as text; reading it gives the same instrument.
#[must_use]
pub fn to_toml(instrument: &Instrument) -> String {
    let mut out = Out { text: String::new(), options: &instrument.options };
    out.text("code", &instrument.code);
    out.text("title", &instrument.title);
    out.line("version", instrument.version);
    out.text("source", &instrument.source);
    out.flag("unverified", instrument.unverified);
    out.text("exit", scope(instrument.exit));
    if let Some(year) = instrument.in_force_from {
        out.line("in_force_from", year);
    }
    for option in &instrument.options {
        out.heading("option");
        out.text("code", &option.code);
        out.text("label", &option.label);
        if let Some(key) = option.key {
            out.text("key", key.encode_utf8(&mut [0; 4]));
        }
        out.text("credit", &credit(option.credit));
        out.words("synonyms", &option.synonyms);
        out.flag("why", option.why);
    }
    for area in &instrument.areas {
        out.heading("area");
        out.text("code", &area.code);
        out.text("name", &area.name);
        out.words("synonyms", &area.synonyms);
    }
    for question in &instrument.questions {
        out.heading("question");
        out.question(question, instrument);
    }
    out.text
}

const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::EveryQuestion => "every-question",
        Scope::EveryArea => "every-area",
        Scope::Overall => "overall",
        Scope::Verdict => "verdict",
    }
}

/// `1`, `0.5`, `0.3333`, `excluded`.
fn credit(credit: Option<Share>) -> String {
    match credit {
        None => "excluded".to_owned(),
        Some(Share::ONE) => "1".to_owned(),
        Some(Share(0)) => "0".to_owned(),
        Some(Share(parts)) => format!("0.{parts:04}").trim_end_matches('0').to_owned(),
    }
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", words.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// The text so far, and what option numbers stand for.
struct Out<'a> {
    text: String,
    options: &'a [AnswerOption],
}

impl Out<'_> {
    fn line(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    fn text(&mut self, key: &str, value: &str) {
        self.line(key, quoted(value));
    }

    /// Left out where it says nothing.
    fn more(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.text(key, value);
        }
    }

    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.line(key, true);
        }
    }

    fn words(&mut self, key: &str, words: &[String]) {
        if !words.is_empty() {
            self.line(key, list(words.iter().map(String::as_str)));
        }
    }

    fn heading(&mut self, name: &str) {
        let _ = writeln!(self.text, "\n[[{name}]]");
    }

    /// The code of an option; empty for a number that is none.
    fn option(&self, number: u8) -> &str {
        usize::from(number).checked_sub(1).and_then(|at| self.options.get(at)).map_or("", |o| o.code.as_str())
    }

    fn options(&self, numbers: &[u8]) -> String {
        list(numbers.iter().map(|n| self.option(*n)))
    }

    fn question(&mut self, question: &Question, instrument: &Instrument) {
        self.text("area", instrument.areas.get(question.area).map_or("", |area| area.code.as_str()));
        self.text("code", &question.code);
        self.text("text", &question.text);
        self.more("guidance", &question.guidance);
        self.more("basis", &question.basis);
        self.more("domain", question.domain.map_or("", |d| d.words()));
        self.text("goal", &question.goal.to_string());
        self.more("continues", question.continues.as_deref().unwrap_or(""));
        self.flag("core", question.core);
        self.flag("trump", question.trump);
        self.flag("verdict", question.verdict);
        self.flag("unverified", question.unverified);
        if !question.credits.is_empty() {
            let own =
                question.credits.iter().map(|(option, share)| format!("{} = {}", quoted(self.option(*option)), quoted(&credit(*share))));
            let own: Vec<String> = own.collect();
            self.line("credits", format!("{{ {} }}", own.join(", ")));
        }
        if !question.answers.is_empty() {
            self.line("answers", self.options(&question.answers));
        }
        if let Some(weight) = question.weight {
            self.line("weight", weight);
        }
        if let Some(AskedIf { question, is, otherwise }) = &question.asked_if {
            let (question, is, otherwise) = (quoted(question), self.options(is), quoted(self.option(*otherwise)));
            self.line("asked_if", format!("{{ question = {question}, is = {is}, otherwise = {otherwise} }}"));
        }
        match &question.repeats {
            Repeats::Once => {}
            Repeats::Months => self.text("repeats", "months"),
            Repeats::Named(names) => self.words("repeats", names),
        }
        if let Some(rule) = &question.outcome {
            self.outcome(rule);
        }
    }

    fn outcome(&mut self, rule: &OutcomeRule) {
        self.text.push_str("\n[question.outcome]\n");
        self.words("items", &rule.items);
        for case in &rule.cases {
            self.heading("question.outcome.case");
            self.text("answer", self.option(case.answer).to_owned().as_str());
            let when: Vec<String> = case.when.iter().map(|condition| self.condition(condition)).collect();
            self.line("when", format!("[{}]", when.join(", ")));
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let mut parts = Vec::new();
        if !condition.of.is_empty() {
            parts.push(format!("of = {}", list(condition.of.iter().map(String::as_str))));
        }
        parts.push(format!("is = {}", self.options(&condition.is)));
        parts.extend(condition.least.map(|n| format!("least = {n}")));
        parts.extend(condition.most.map(|n| format!("most = {n}")));
        format!("{{ {} }}", parts.join(", "))
    }
}

#[cfg(test)]
mod tests;
