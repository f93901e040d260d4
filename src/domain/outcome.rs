//! Answers that follow from other answers of the same review by a rule that is data, such as the outcomes of the federal
//! review (`assets/help/rules.md`, Federal review outcomes). The overall rating from weights is in `overall.rs`.

use serde::{Deserialize, Serialize};

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
