//! Two consecutive years: the standing of each question in each place and year (`assets/help/rules.md`, Standing).
//! What it means for a region's exit is in `verdict.rs`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::book::Book;
use super::id::Id;
use super::instrument::Instrument;
use super::key::{Filter, Key, Keys};
use super::query::Tally;
use super::ratio::Ratio;
use super::score::Score;
use super::score_table::{ScoreRow, Source, score_rows};
use super::share::Share;
use super::stats::{self, Outlook};
use super::tone::Tone;

/// Where a question of a place stands in a year, looking at that year and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Met in this year and in the one before.
    Sustained,
    /// Met in this year, not in the one before.
    MetOnce,
    /// Met in the year before, below in this one.
    FellBelow,
    /// Below in this year; the year before had no rate, no review or no such question.
    Below,
    /// Below in this year and in the one before.
    BelowTwoYears,
    /// Reviewed, but no answer was applicable. Breaks the chain.
    NoRate,
    /// No review. Breaks the chain.
    NotReviewed,
}

impl Standing {
    /// All, best first.
    pub const ALL: [Standing; 7] = [
        Standing::Sustained,
        Standing::MetOnce,
        Standing::FellBelow,
        Standing::Below,
        Standing::BelowTwoYears,
        Standing::NoRate,
        Standing::NotReviewed,
    ];

    /// From what happened in a year and in the one before; `None` is no such question or year.
    #[must_use]
    pub const fn of(this: YearState, before: Option<YearState>) -> Standing {
        match (this, before) {
            (YearState::Met, Some(YearState::Met)) => Standing::Sustained,
            (YearState::Met, _) => Standing::MetOnce,
            (YearState::Below, Some(YearState::Met)) => Standing::FellBelow,
            (YearState::Below, Some(YearState::Below)) => Standing::BelowTwoYears,
            (YearState::Below, _) => Standing::Below,
            (YearState::NoRate, _) => Standing::NoRate,
            (YearState::NotReviewed, _) => Standing::NotReviewed,
        }
    }

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Standing::Sustained => "sustained",
            Standing::MetOnce => "met_once",
            Standing::FellBelow => "fell_below",
            Standing::Below => "below",
            Standing::BelowTwoYears => "below_two_years",
            Standing::NoRate => "no_rate",
            Standing::NotReviewed => "not_reviewed",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Standing::Sustained => "sustained",
            Standing::MetOnce => "met once",
            Standing::FellBelow => "fell below",
            Standing::Below => "below",
            Standing::BelowTwoYears => "below two years",
            Standing::NoRate => "no rate",
            Standing::NotReviewed => "not reviewed",
        }
    }

    /// What it means, in a line for the help.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Standing::Sustained => "met this year and the year before",
            Standing::MetOnce => "met this year, not the year before",
            Standing::FellBelow => "met the year before, below this year",
            Standing::Below => "below this year; nothing to compare with the year before",
            Standing::BelowTwoYears => "below this year and the year before",
            Standing::NoRate => "reviewed, but no answer was applicable",
            Standing::NotReviewed => "no review this year",
        }
    }

    /// How good or bad it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Standing::Sustained => Tone::Good,
            Standing::MetOnce => Tone::Hopeful,
            Standing::FellBelow => Tone::Warning,
            Standing::Below | Standing::BelowTwoYears => Tone::Bad,
            Standing::NoRate | Standing::NotReviewed => Tone::Neutral,
        }
    }

    /// Whether the goal is met in the year itself.
    #[must_use]
    pub const fn is_met(self) -> bool {
        matches!(self, Standing::Sustained | Standing::MetOnce)
    }
}

/// What one year by itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearState {
    /// The goal is met.
    Met,
    /// It is not.
    Below,
    /// No applicable answer.
    NoRate,
    /// No review.
    NotReviewed,
}

impl YearState {
    /// Of a score; a rate that has no goal to be held against counts as no rate.
    #[must_use]
    pub const fn of(score: &Score) -> YearState {
        match score.met {
            Some(true) => YearState::Met,
            Some(false) => YearState::Below,
            None => YearState::NoRate,
        }
    }
}

/// One row: a place, a question (or area, or the whole) and a year.
#[derive(Clone, Debug)]
pub struct StandingRow {
    /// The version of the instrument in that year.
    pub instrument: Arc<Instrument>,
    /// The region, if it is a key; none also for statewide figures.
    pub region: Option<Id>,
    /// The office, if it is a key.
    pub office: Option<Id>,
    /// The worker, if it is a key.
    pub worker: Option<Id>,
    /// The supervisor, if it is a key.
    pub supervisor: Option<Id>,
    /// Code of the area, if it is a key.
    pub area: Option<String>,
    /// Code of the question in that year, if it is a key.
    pub question: Option<String>,
    /// Fiscal year.
    pub year: i32,
    /// Where it stands.
    pub standing: Standing,
    /// First year of the present unbroken run: of years met, of years below, of years without a rate or a review.
    pub since: i32,
    /// The score; none in a year without review.
    pub score: Option<Score>,
    /// The score of the year before, if there is one.
    pub previous_score: Option<Ratio>,
    /// Whether the year before was met.
    pub previous_met: Option<bool>,
    /// Whether a round in it is still open.
    pub provisional: bool,
    /// Whether answers or a published figure stand; none in a year without review.
    pub source: Option<Source>,
    /// Counted minus published score as a fraction of 1, where both exist.
    pub difference: Option<f64>,
}

impl StandingRow {
    /// Fewest answers to raise until the goal is met.
    #[must_use]
    pub fn needed(&self) -> Option<u64> {
        self.score.as_ref()?.needed
    }

    /// What the coming years may bring, an estimate. None without counts, and none where answers are not independent
    /// (pooled questions, repeated answers).
    #[must_use]
    pub fn outlook(&self) -> Option<Outlook> {
        let score = self.score.as_ref().filter(|s| !s.pooled && !s.repeated && !s.goal_mixed)?;
        let goal = score.goal?;
        let goal = Share(u32::try_from(goal.part() / goal.whole()).ok()?);
        stats::outlook(score.credit?, score.applicable?, goal)
    }

    /// Why it stands there, in one sentence.
    #[must_use]
    pub fn explain(&self) -> String {
        let Some(score) = &self.score else { return format!("No review in {}; the chain of years is broken.", self.year) };
        let (Some(rate), Some(goal)) = (score.score, score.goal) else {
            return format!("Reviewed in {}, but no answer was applicable; the chain of years is broken.", self.year);
        };
        let (rate, goal) = super::ratio::beside(rate, goal);
        let of = score.applicable.map_or_else(String::new, |n| format!(" of {n}"));
        let state = match self.standing {
            Standing::Sustained => format!("Met every year since {}", self.since),
            Standing::MetOnce => format!("Met in {}, not the year before", self.year),
            Standing::FellBelow => format!("Fell below the goal in {}", self.year),
            _ if self.since == self.year => format!("Below the goal in {}", self.year),
            _ => format!("Below the goal since {}", self.since),
        };
        let distance = match (score.needed, score.slack) {
            (Some(1), _) => "; 1 more answer would meet it".to_owned(),
            (Some(n), _) => format!("; {n} more answers would meet it"),
            (_, Some(0)) => "; no answer to spare".to_owned(),
            (_, Some(n)) => format!("; {n} to spare"),
            _ => String::new(),
        };
        format!("{state}: {rate} %{of}, goal {goal} %{distance}.")
    }
}

/// A question in one version, or a published code that no version asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    Asked(Id, usize),
    Other(String),
    Whole,
}

type PlaceKey = (Option<Id>, Option<Id>, Option<Id>, Option<Id>, Option<String>);

/// Standings from the counts and published figures of a file. The year is always a key. One row for each place and
/// question in every year from its first to its last review.
#[must_use]
pub fn standing_rows(book: &Book, tallies: &[Tally], keys: Keys, filter: &Filter) -> Vec<StandingRow> {
    // A chain may have begun under another code, and before the year asked for.
    let whole = Filter { year: None, question: filter.question.clone().filter(|_| !keys.has(Key::Question)), ..filter.clone() };
    let scores = score_rows(book, tallies, keys.with(Key::Year), &whole);
    let mut rows = Vec::new();
    for scores in scores.chunk_by(|a, b| a.instrument.code == b.instrument.code) {
        let chains = chains(book, &scores[0].instrument.code);
        let mut places: Vec<(PlaceKey, Vec<&ScoreRow>)> = Vec::new();
        let mut at: HashMap<PlaceKey, usize> = HashMap::new();
        let mut latest = None;
        for row in scores {
            // With questions as a key, the area follows from the question and may change between versions.
            let area = row.area.clone().filter(|_| !keys.has(Key::Question));
            let place = (row.region, row.office, row.worker, row.supervisor, area);
            // Rows of a place mostly follow each other.
            if latest.is_none_or(|i: usize| places[i].0 != place) {
                latest = Some(*at.entry(place.clone()).or_insert_with(|| {
                    places.push((place, Vec::new()));
                    places.len() - 1
                }));
            }
            if let Some(i) = latest {
                places[i].1.push(row);
            }
        }
        for (_, scores) in places {
            of_place(&scores, keys, &chains, filter, &mut rows);
        }
    }
    rows.retain(|r| filter.year.is_none_or(|y| y == r.year));
    rows
}

fn of_place(scores: &[&ScoreRow], keys: Keys, chains: &[Vec<Node>], filter: &Filter, rows: &mut Vec<StandingRow>) {
    let mut by_node: HashMap<Node, Vec<&ScoreRow>> = HashMap::new();
    let mut others: Vec<Vec<Node>> = Vec::new();
    let mut latest: Option<(&ScoreRow, Node)> = None;
    for row in scores {
        // Finding a code in an instrument is slow, and a question's years follow each other.
        let same = latest
            .as_ref()
            .filter(|(before, _)| (before.version, &before.question, &before.area) == (row.version, &row.question, &row.area));
        let node = match &row.question {
            _ if same.is_some() => same.map_or(Node::Whole, |(_, node)| node.clone()),
            _ if !keys.has(Key::Question) => Node::Whole,
            Some(code) => row.instrument.question(code).map_or_else(|| Node::Other(code.clone()), |q| Node::Asked(row.version, q)),
            None => Node::Other(row.area.clone().unwrap_or_default()),
        };
        latest = Some((row, node.clone()));
        if !matches!(node, Node::Asked(..)) && !by_node.contains_key(&node) {
            others.push(vec![node.clone()]);
        }
        by_node.entry(node).or_default().push(row);
    }
    let mut said: HashSet<(Node, i32)> = HashSet::with_capacity(scores.len());
    for chain in chains.iter().chain(&others) {
        // From the oldest version to the newest, so that in a year with both the newest stands.
        let mut years: BTreeMap<i32, (&Node, &ScoreRow)> = BTreeMap::new();
        for node in chain.iter().rev() {
            for row in by_node.get(node).into_iter().flatten() {
                years.insert(row.year.unwrap_or_default(), (node, row));
            }
        }
        let wanted = |row: &ScoreRow| match (&filter.question, &row.question) {
            (Some(code), Some(question)) => code.eq_ignore_ascii_case(question),
            (code, _) => code.is_none() || !keys.has(Key::Question),
        };
        if years.values().any(|(_, row)| wanted(row)) {
            run(&years, &mut said, rows);
        }
    }
}

/// Walks one chain through its years.
fn run(years: &BTreeMap<i32, (&Node, &ScoreRow)>, said: &mut HashSet<(Node, i32)>, rows: &mut Vec<StandingRow>) {
    let (Some((first, start)), Some((last, _))) = (years.first_key_value(), years.last_key_value()) else { return };
    let (mut before, mut since, mut latest): (Option<(YearState, Option<&ScoreRow>)>, i32, _) = (None, *first, *start);
    for year in *first..=*last {
        let here = years.get(&year).copied();
        latest = here.unwrap_or(latest);
        let (node, named) = latest;
        let row = here.map(|(_, row)| row);
        let state = row.map_or(YearState::NotReviewed, |r| YearState::of(&r.score));
        if before.is_none_or(|(was, _)| was != state) {
            since = year;
        }
        // Chains that part from one question share its years; they are said once.
        if said.insert((node.clone(), year)) {
            let previous = before.and_then(|(_, row)| row);
            rows.push(StandingRow {
                instrument: Arc::clone(&named.instrument),
                region: named.region,
                office: named.office,
                worker: named.worker,
                supervisor: named.supervisor,
                area: named.area.clone(),
                question: named.question.clone(),
                year,
                standing: Standing::of(state, before.map(|(was, _)| was)),
                since,
                score: row.map(|r| r.score.clone()),
                previous_score: previous.and_then(|r| r.score.score),
                previous_met: previous.and_then(|r| r.score.met),
                provisional: row.is_some_and(|r| r.provisional),
                source: row.map(|r| r.source),
                difference: row.and_then(|r| r.difference),
            });
        }
        before = Some((state, row));
    }
}

/// The questions of an instrument through its versions: each chain from its newest question back to its oldest. Only
/// `continues` joins two versions; the same code alone does not.
fn chains(book: &Book, code: &str) -> Vec<Vec<Node>> {
    let versions: Vec<&(Id, Arc<Instrument>)> = book.instruments().iter().filter(|(_, i)| i.code == code).collect();
    let mut continued: HashSet<(usize, usize)> = HashSet::new();
    let mut chains = Vec::new();
    for version in (0..versions.len()).rev() {
        for question in 0..versions[version].1.questions.len() {
            if continued.contains(&(version, question)) {
                continue;
            }
            let (mut v, mut q) = (version, question);
            let mut chain = vec![Node::Asked(versions[v].0, q)];
            while let Some(older) = v.checked_sub(1).and_then(|older| {
                let code = versions[v].1.questions[q].continues.as_deref()?;
                versions[older].1.question(code).map(|q| (older, q))
            }) {
                (v, q) = older;
                continued.insert(older);
                chain.push(Node::Asked(versions[v].0, q));
            }
            chains.push(chain);
        }
    }
    chains
}

#[cfg(test)]
mod tests;
