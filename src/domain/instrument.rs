//! Instruments: what is reviewed, as data.
//! Reading the TOML and CSV forms belongs to `import/`; scoring to `score.rs`.

use serde::{Deserialize, Serialize};

use super::outcome::OutcomeRule;
use super::share::Share;

/// How many answer options an instrument can have: the option takes 5 bits of an answer, 0 is *unanswered*.
pub const MAX_OPTIONS: usize = 31;
/// How many areas: a review notes the areas it covers as bits of one number.
pub const MAX_AREAS: usize = 60;
/// How many questions, in one version.
pub const MAX_QUESTIONS: usize = 4_000;

/// One version of an instrument. Once anything uses it, it is never changed, only followed by another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// `utah-cpr`; the same in every version.
    pub code: String,
    /// "Case Process Review".
    pub title: String,
    /// 1, 2, 3 ...
    pub version: u32,
    /// Where it comes from, and what of it is sure.
    pub source: String,
    /// Whether the whole of it is recalled and unverified.
    pub unverified: bool,
    /// First fiscal year in which this version counts; none means always.
    pub in_force_from: Option<i32>,
    /// What has to meet its goal for a region to be met.
    pub exit: Scope,
    /// Answer options; option number = index + 1.
    pub options: Vec<AnswerOption>,
    /// Areas, in order.
    pub areas: Vec<Area>,
    /// Questions, in ordinal order.
    pub questions: Vec<Question>,
}

/// What a region's verdict looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Every question by itself.
    #[default]
    EveryQuestion,
    /// Every area, its questions pooled.
    EveryArea,
    /// All questions pooled.
    Overall,
    /// The questions marked `verdict` (the overall ratings of a qualitative review).
    Verdict,
}

/// One way to answer.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AnswerOption {
    /// `yes`; what files and JSON say.
    pub code: String,
    /// "Yes"; what people read.
    pub label: String,
    /// The key that enters it; none for an answer that is only ever computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// Its credit; none means the answer is excluded from the score.
    pub credit: Option<Share>,
    /// Other words for it in imported files, in lower case.
    pub synonyms: Vec<String>,
    /// Whether a reason is asked (not done, not documented, late).
    pub why: bool,
}

/// A group of questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// `FC`; unique.
    pub code: String,
    /// "Foster care".
    pub name: String,
    /// Other names in imported files, in lower case.
    pub synonyms: Vec<String>,
}

/// Safety, permanency or well-being.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DomainOf {
    /// Safety.
    Safety,
    /// Permanency.
    Permanency,
    /// Well-being.
    WellBeing,
}

impl DomainOf {
    /// All three, safety first.
    pub const ALL: [DomainOf; 3] = [DomainOf::Safety, DomainOf::Permanency, DomainOf::WellBeing];

    /// As people read it, and as plans store it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            DomainOf::Safety => "safety",
            DomainOf::Permanency => "permanency",
            DomainOf::WellBeing => "well-being",
        }
    }
}

/// A skip rule: the question is asked only where another one has a certain answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedIf {
    /// Code of the question that decides.
    pub question: String,
    /// The answers to it (option numbers) with which this question is asked.
    pub is: Vec<u8>,
    /// The option that this question gets when it is not asked; usually not applicable.
    pub otherwise: u8,
}

/// How often a question is answered in one case.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeats {
    /// Once.
    #[default]
    Once,
    /// Once for each month of the period under review.
    Months,
    /// Once for each of these persons or things; a case need not have all of them.
    Named(Vec<String>),
}

impl Repeats {
    /// Whether there is one answer only.
    #[must_use]
    pub const fn is_once(&self) -> bool {
        matches!(self, Repeats::Once)
    }
}

/// One question; its ordinal is its index in [`Instrument::questions`].
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own in the instrument's file")]
pub struct Question {
    /// `FC.IB1`; unique in the instrument.
    pub code: String,
    /// Index into [`Instrument::areas`].
    pub area: usize,
    /// What is asked.
    pub text: String,
    /// What counts as yes, no, not applicable.
    pub guidance: String,
    /// Policy, statute or plan it rests on.
    pub basis: String,
    /// Safety, permanency or well-being.
    pub domain: Option<DomainOf>,
    /// Its goal.
    pub goal: Share,
    /// The code in the version before, if the chain of years goes on.
    pub continues: Option<String>,
    /// A core indicator.
    pub core: bool,
    /// Unacceptable here makes the whole domain unacceptable.
    pub trump: bool,
    /// Counts for the verdict under [`Scope::Verdict`].
    pub verdict: bool,
    /// Recalled, not checked against a document.
    pub unverified: bool,
    /// Credits that differ from the options' own: (option number, credit or excluded).
    pub credits: Vec<(u8, Option<Share>)>,
    /// The option numbers that it can be answered with, in ascending order; empty means all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<u8>,
    /// Its weight in the computed overall rating of its area; none means that it has no part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Where it is asked; none means everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_if: Option<AskedIf>,
    /// How often it is answered in one case.
    #[serde(default, skip_serializing_if = "Repeats::is_once")]
    pub repeats: Repeats,
    /// The rule that computes its answer from those to other questions; with one, nobody enters it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeRule>,
}

impl Question {
    /// Whether its answer is computed, never entered.
    #[must_use]
    pub const fn is_computed(&self) -> bool {
        self.outcome.is_some()
    }

    /// Whether it can be answered with this option (1..).
    #[must_use]
    pub fn allows(&self, option: u8) -> bool {
        self.answers.is_empty() || self.answers.contains(&option)
    }
}

impl Instrument {
    /// The ordinal of a question by its code, whatever the case of its letters.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<usize> {
        self.questions.iter().position(|q| q.code.eq_ignore_ascii_case(code))
    }

    /// The option number (1..) of a word in an imported file: code, label or synonym, whatever the case.
    #[must_use]
    pub fn option(&self, word: &str) -> Option<u8> {
        let word = word.trim();
        let found = self.options.iter().position(|o| {
            o.code.eq_ignore_ascii_case(word)
                || o.label.eq_ignore_ascii_case(word)
                || o.synonyms.iter().any(|s| s.eq_ignore_ascii_case(word))
        })?;
        u8::try_from(found + 1).ok()
    }

    /// The index of an area by code, name or synonym, whatever the case.
    #[must_use]
    pub fn area(&self, word: &str) -> Option<usize> {
        let word = word.trim();
        self.areas.iter().position(|a| {
            a.code.eq_ignore_ascii_case(word)
                || a.name.eq_ignore_ascii_case(word)
                || a.synonyms.iter().any(|s| s.eq_ignore_ascii_case(word))
        })
    }

    /// The credit of an option (1..) for a question; none if the answer is excluded.
    #[must_use]
    pub fn credit(&self, question: usize, option: u8) -> Option<Share> {
        let own = self.questions.get(question).and_then(|q| q.credits.iter().find(|(o, _)| *o == option));
        match own {
            Some((_, credit)) => *credit,
            None => self.options.get(usize::from(option).checked_sub(1)?)?.credit,
        }
    }
}
