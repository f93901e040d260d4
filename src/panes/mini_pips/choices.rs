//! The fixed lists that cells of a plan choose from: a stored code, and the words for it.

use crate::domain::instrument::DomainOf;

/// A stored code, and the words for it.
pub type Choice = (&'static str, &'static str);

/// The part that a person of a plan has.
pub const PARTS: &[Choice] = &[("lead", "lead"), ("co-lead", "co-lead"), ("member", "team member"), ("collaborator", "collaborator")];
/// The two sorts of rows.
pub const ROW_PARTS: &[Choice] = &[("step", "action step"), ("benchmark", "benchmark")];
/// The two sorts of goals.
pub const TERMS: &[Choice] = &[("short", "short-term"), ("long", "long-term")];
/// What came of asking a collaborator.
pub const ASKED: &[Choice] = &[("asked", "asked"), ("agreed", "agreed"), ("declined", "declined")];
/// What an element is about.
pub const DOMAINS: &[Choice] = &[
    (DomainOf::Safety.words(), DomainOf::Safety.words()),
    (DomainOf::Permanency.words(), DomainOf::Permanency.words()),
    (DomainOf::WellBeing.words(), DomainOf::WellBeing.words()),
];
/// The kinds of meetings.
pub const MEETINGS: &[Choice] = &[
    ("organising", "organising"),
    ("first", "first community"),
    ("second", "second community"),
    ("third", "third community"),
    ("other", "other"),
];
/// How a change that was asked for is answered.
pub const ANSWERS: &[Choice] = &[("made", "made"), ("partly", "made in part"), ("declined", "declined"), ("withdrawn", "withdrawn")];
/// Whether something goes as planned.
pub const AS_PLANNED: &[Choice] = &[("yes", "yes"), ("partly", "partly"), ("no", "no")];
/// Who checks whether a plan is carried out.
pub const CHECKERS: &[&str] = &["QA unit", "citizen review panel", "QA unit and panel"];
/// What became of an area of concern.
pub const OUTCOMES: &[Choice] = &[("taken_up", "taken up"), ("not_taken_up", "not taken up")];
/// Kinds of technical assistance.
pub const ASSISTANCE: &[&str] = &[
    "federal statute",
    "state statute",
    "regulations",
    "child-welfare policy",
    "juvenile-justice policy",
    "technical assistance centre",
    "research by others",
    "consultant",
];
/// Where collaborators come from.
pub const CATEGORIES: &[&str] =
    &["community partner", "advisory council", "panel member", "prior reviewer", "local office", "state office", "other"];

/// The words for a code of a list.
#[must_use]
pub fn words_for(list: &[Choice], code: &str) -> String {
    list.iter().find(|(known, _)| *known == code).map_or(code, |(_, words)| *words).to_owned()
}
