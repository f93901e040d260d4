//! The made-up words, read from `assets/sample`. They are part of the program, so a fault in them is found by its tests.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Agency {
    pub name: String,
    pub region: Vec<Region>,
    pub people: People,
    pub milestone: Vec<Milestone>,
}

#[derive(Deserialize)]
pub(super) struct Region {
    pub name: String,
    pub offices: Vec<String>,
    pub temper: i32,
}

#[derive(Deserialize)]
pub(super) struct People {
    pub first: Vec<String>,
    pub last: Vec<String>,
}

/// How far a milestone is: the first `done` steps are done, the next one is in progress.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Milestone {
    pub number: i64,
    pub done: usize,
    pub owner: String,
    pub status: String,
    pub exited: Option<i64>,
    pub by: String,
    pub evidence: String,
}

#[derive(Deserialize)]
pub(super) struct Plans {
    pub plan: Vec<Plan>,
}

/// A Mini PIP; days count from today.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Plan {
    pub title: String,
    pub office: String,
    pub stage: String,
    pub implementation: Option<i64>,
    pub areas: String,
    pub meeting: String,
    pub strategies: String,
    pub implementation_overview: String,
    pub schedule: String,
    pub measurement: String,
    pub assistance: String,
    pub goals_served: String,
    pub person: Vec<Person>,
    pub element: Vec<Element>,
    pub timeline: Vec<Timeline>,
    pub evaluation: Vec<Evaluation>,
    pub agreement: Vec<Agreement>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Person {
    pub part: String,
    pub name: String,
    pub organisation: String,
    pub category: String,
    pub phone: String,
    pub email: String,
    pub helps_with: String,
    pub asked: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Element {
    pub title: String,
    pub strategy: String,
    pub priority: Option<i64>,
    pub domain: String,
    pub factors: String,
    pub responsible: Vec<String>,
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub partners: String,
    pub question: String,
    pub goal: Vec<Goal>,
    pub row: Vec<Row>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Goal {
    pub term: String,
    pub text: String,
    pub by: Option<i64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Row {
    pub part: String,
    pub text: String,
    pub people: Vec<String>,
    pub evidence: String,
    pub completion: String,
    pub due: Option<i64>,
    pub follow_up: String,
    pub follow_due: Option<i64>,
    pub started: Option<i64>,
    pub completed: Option<i64>,
    pub accepted_by: String,
    pub accepted: Option<i64>,
    pub followed_up: Option<i64>,
    pub released: Option<i64>,
    pub value: String,
    pub note: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Timeline {
    pub day: i64,
    pub activity: String,
    pub comment: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Evaluation {
    pub method: String,
    pub measure: String,
    pub frequency: String,
    pub who: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Agreement {
    pub role: String,
    pub name: String,
    pub signed: Option<i64>,
}

/// The open round of case reviews and the words of its second look; shares in ten-thousandths.
#[derive(Deserialize)]
pub(super) struct Round {
    pub region: String,
    pub source: String,
    pub size: u64,
    pub spares: u64,
    pub margin: i64,
    pub confidence: i64,
    pub second: i64,
    pub note: String,
    pub last_note: String,
    pub leader: String,
    pub stratum: Vec<Stratum>,
    pub elimination: Vec<Elimination>,
    pub remarks: Remarks,
    pub comment: Vec<Comment>,
    pub challenge: Challenge,
    pub upheld: Challenge,
    pub correction: Correction,
}

#[derive(Deserialize)]
pub(super) struct Stratum {
    pub name: String,
    pub area: String,
    pub cases: usize,
}

/// A drawn case of an area that is left out; `days` is how long it was there, if that is the reason.
#[derive(Deserialize)]
pub(super) struct Elimination {
    pub area: String,
    pub reason: String,
    pub days: Option<u64>,
    pub note: String,
}

#[derive(Deserialize)]
pub(super) struct Remarks {
    pub not_done: Vec<String>,
    pub not_documented: Vec<String>,
    pub late: Vec<String>,
    pub partial: Vec<String>,
    pub excused: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Comment {
    pub question: String,
    pub text: String,
    pub reply: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Challenge {
    pub due: i64,
    pub text: String,
    pub who: String,
    pub reply: String,
}

#[derive(Deserialize)]
pub(super) struct Correction {
    pub reason: String,
}

/// The committees, with a pool of names.
#[derive(Deserialize)]
pub(super) struct Committees {
    pub people: People,
    pub minutes: Minutes,
    pub committee: Vec<Committee>,
}

#[derive(Deserialize)]
pub(super) struct Minutes {
    pub words: Vec<String>,
    pub decisions: Vec<String>,
}

/// A committee: `since` how many fiscal years ago it was founded, `cancelled` and `unsaid` which meetings back from today were called off
/// or never marked, `comes` how often of a hundred times a member comes.
#[derive(Deserialize)]
pub(super) struct Committee {
    pub name: String,
    pub category: String,
    pub purpose: String,
    pub frequency: String,
    pub day: String,
    pub time: String,
    pub site: String,
    pub since: i32,
    pub cancelled: Vec<usize>,
    pub unsaid: Vec<usize>,
    pub comes: usize,
    pub member: Vec<CommitteeMember>,
    #[serde(default)]
    pub advice: Vec<Advice>,
}

#[derive(Deserialize)]
pub(super) struct CommitteeMember {
    pub role: String,
    pub organisation: String,
    pub category: String,
    pub from: Option<i64>,
    pub until: Option<i64>,
}

/// A recommendation of the meeting `back` from today; from an indicator, from the worst question of the place, or from words.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Advice {
    /// Only of this region's committee; empty for all.
    pub region: String,
    pub text: String,
    pub kind: String,
    pub indicator: String,
    pub worst: bool,
    pub words: String,
    pub back: usize,
    pub owner: usize,
    pub due: Option<i64>,
    pub status: String,
    pub outcome: String,
    pub became: String,
}

#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static COMMITTEES: LazyLock<Committees> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/committees.toml")).expect("assets/sample/committees.toml"));

pub(super) fn committees() -> &'static Committees {
    &COMMITTEES
}

#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static AGENCY: LazyLock<Agency> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/agency.toml")).expect("assets/sample/agency.toml"));
#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static PLANS: LazyLock<Plans> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/mini_pips.toml")).expect("assets/sample/mini_pips.toml"));
#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static ROUND: LazyLock<Round> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/round.toml")).expect("assets/sample/round.toml"));

pub(super) fn round() -> &'static Round {
    &ROUND
}

pub(super) fn agency() -> &'static Agency {
    &AGENCY
}

pub(super) fn plans() -> &'static [Plan] {
    &PLANS.plan
}
