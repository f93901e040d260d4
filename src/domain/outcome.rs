//! Answers that follow from other answers of the same review by a rule that is data, such as the outcomes of the federal
//! review (`assets/help/rules.md`, Federal review outcomes). The overall rating from weights is in `overall.rs`.

use serde::{Deserialize, Serialize};

use super::answers::{Answer, PackedAnswers};
use super::instrument::Instrument;
use super::text::listed;

/// How a question's answer is computed: the first case that holds gives it. As long as one of the items has no answer,
/// and where no case holds, there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRule {
    /// Codes of the questions that it rests on.
    pub items: Vec<String>,
    /// In the order in which they are tried.
    pub cases: Vec<OutcomeCase>,
}

/// One line of an outcome's rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCase {
    /// The option (1..) that it gives.
    pub answer: u8,
    /// What must hold for it, all together.
    pub when: Vec<Condition>,
}

/// A condition on some of the items: how many of them have one of these answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Codes of the items that it looks at; empty means all of the rule's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// The answers (option numbers) that are counted.
    pub is: Vec<u8>,
    /// The fewest that must have one; without this and without `most`, every one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u8>,
    /// The most that may have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u8>,
}

impl OutcomeRule {
    /// The case that holds for these answers to the items, each given with its item's code.
    fn case(&self, given: &[(&str, u8)]) -> Option<&OutcomeCase> {
        self.cases.iter().find(|case| case.when.iter().all(|condition| condition.holds(given)))
    }

    /// The option that follows from the options of the items, in the order of [`OutcomeRule::items`]; none if one of them
    /// is unanswered (0) or no case holds.
    #[must_use]
    pub fn answer(&self, options: &[u8]) -> Option<u8> {
        let given: Vec<(&str, u8)> = self.items.iter().map(String::as_str).zip(options.iter().copied()).collect();
        let whole = given.len() == self.items.len() && given.iter().all(|(_, option)| *option != 0);
        if whole { self.case(&given).map(|case| case.answer) } else { None }
    }

    /// The whole rule in one sentence.
    #[must_use]
    pub fn words(&self, instrument: &Instrument) -> String {
        let cases: Vec<String> = self.cases.iter().map(|case| case.words(self, instrument)).collect();
        format!("{}.", cases.join("; "))
    }
}

impl OutcomeCase {
    /// "Substantially achieved if Item 3 is S and Item 2 is S or NA".
    fn words(&self, rule: &OutcomeRule, instrument: &Instrument) -> String {
        let label = instrument.options.get(usize::from(self.answer).wrapping_sub(1)).map_or("", |o| o.label.as_str());
        if self.when.is_empty() {
            return format!("otherwise {label}");
        }
        let conditions: Vec<String> = self.when.iter().map(|condition| condition.words(rule, instrument)).collect();
        format!("{label} if {}", conditions.join(" and "))
    }
}

impl Condition {
    fn holds(&self, given: &[(&str, u8)]) -> bool {
        let looked_at = || given.iter().filter(|(code, _)| self.of.is_empty() || self.of.iter().any(|of| of.eq_ignore_ascii_case(code)));
        let count = looked_at().filter(|(_, option)| self.is.contains(option)).count();
        match (self.least, self.most) {
            (None, None) => count == looked_at().count(),
            (least, most) => least.is_none_or(|n| count >= usize::from(n)) && most.is_none_or(|n| count <= usize::from(n)),
        }
    }

    /// "Item 3 is S", "at least 1 of Item 2 and Item 3 is ANI".
    fn words(&self, rule: &OutcomeRule, instrument: &Instrument) -> String {
        let of = if self.of.is_empty() { &rule.items } else { &self.of };
        let option = |o: &u8| instrument.options.get(usize::from(*o).wrapping_sub(1)).map_or("?", |o| o.code.as_str());
        let is = listed(self.is.iter().map(option), "or");
        let names = || listed(of.iter().map(String::as_str), "and");
        match (self.least, self.most) {
            (None, None) if of.len() < 2 => format!("{} is {is}", names()),
            (None, None) => format!("{} are all {is}", names()),
            (Some(least), None) => format!("at least {least} of {} is {is}", names()),
            (None | Some(0), Some(0)) => format!("none of {} is {is}", names()),
            (None | Some(0), Some(most)) => format!("at most {most} of {} is {is}", names()),
            (Some(least), Some(most)) if least == most => format!("exactly {least} of {} is {is}", names()),
            (Some(least), Some(most)) => format!("{least} to {most} of {} is {is}", names()),
        }
    }
}

impl Instrument {
    /// Fills the computed answers from the others: an outcome all of whose items are answered gets the answer of its rule,
    /// any other one is cleared. An item's first answer is looked at. Doing it twice changes nothing more.
    pub fn derive(&self, answers: &mut PackedAnswers) {
        for (ordinal, question) in (0u16..).zip(&self.questions) {
            let Some(rule) = &question.outcome else { continue };
            let option = rule.answer(&self.item_options(rule, answers)).unwrap_or(0);
            answers.set_only(ordinal, Answer::new(option, None));
        }
    }

    /// The options that the items of a rule are answered with; 0 for an item that is not there. An outcome is never an item.
    fn item_options(&self, rule: &OutcomeRule, answers: &PackedAnswers) -> Vec<u8> {
        let option = |code: &String| {
            let item = self.question(code).filter(|item| !self.questions[*item].is_computed());
            item.map_or(0, |item| answers.get(item as u16, 0).option())
        };
        rule.items.iter().map(option).collect()
    }

    /// Why a computed question has the answer it has, or has none; empty for a question that is not computed.
    #[must_use]
    pub fn outcome_words(&self, answers: &PackedAnswers, ordinal: usize) -> String {
        let Some(rule) = self.questions.get(ordinal).and_then(|q| q.outcome.as_ref()) else { return String::new() };
        let options = self.item_options(rule, answers);
        let given: Vec<(&str, u8)> = rule.items.iter().map(String::as_str).zip(options).collect();
        let missing: Vec<&str> = given.iter().filter(|(_, option)| *option == 0).map(|(code, _)| *code).collect();
        if !missing.is_empty() {
            return format!("No answer yet: {} unanswered.", listed(missing, "and"));
        }
        match rule.case(&given) {
            Some(case) => format!("{}.", case.words(rule, self)),
            None => "No answer: the rule says nothing about these answers.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
