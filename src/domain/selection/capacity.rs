//! The capacity rule: one start every two months, four to six in a calendar year. A breach is a warning and bars nothing
//! (`assets/help/rules.md`, Mini PIP).

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::place::Place;
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Stage, title};
use crate::domain::record::Record;

/// Months from one start to the next.
pub const APART: u32 = 2;
/// The fewest starts in a year.
pub const FEWEST: usize = 4;
/// The most starts in a year.
pub const MOST: usize = 6;
/// The most starts in a quarter, two months apart.
const MOST_OF_QUARTER: usize = 2;

/// When something starts, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// In a year.
    Year(i32),
    /// In a quarter of a year, from 1.
    Quarter(i32, u32),
    /// On a day.
    Day(NaiveDate),
}

impl When {
    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            When::Year(year) | When::Quarter(year, _) => year,
            When::Day(day) => day.year(),
        }
    }

    fn quarter(self) -> Option<(i32, u32)> {
        match self {
            When::Year(_) => None,
            When::Quarter(year, quarter) => Some((year, quarter)),
            When::Day(day) => Some((day.year(), day.month0() / 3 + 1)),
        }
    }

    fn day(self) -> Option<NaiveDate> {
        if let When::Day(day) = self { Some(day) } else { None }
    }
}

/// What a start says as it was written, with the day that was read from it; none if nothing in it is a time.
#[must_use]
pub fn when(text: &str, day: Option<NaiveDate>) -> Option<When> {
    let lower = text.to_lowercase();
    let words = || lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let year = words().find_map(|word| word.parse::<i32>().ok().filter(|year| word.len() == 4 && (1950..=2200).contains(year)));
    let quarter = words().find_map(|word| word.strip_prefix('q')?.parse::<u32>().ok().filter(|quarter| (1..=4).contains(quarter)));
    match (quarter, day, year) {
        // The day read from a quarter is only its last one.
        (Some(quarter), day, year) => year.or(day.map(|day| day.year())).map(|year| When::Quarter(year, quarter)),
        (None, Some(day), _) => Some(When::Day(day)),
        (None, None, Some(year)) => Some(When::Year(year)),
        (None, None, None) => None,
    }
}

/// A start that is planned or has been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// When.
    pub when: When,
    /// Whose: the name of the community, or the title of the plan.
    pub name: String,
    /// The candidate or the plan.
    pub record: Id,
    /// Whether it is a candidate's and may still move.
    pub tentative: bool,
}

impl Start {
    fn words(&self) -> String {
        match self.when {
            When::Day(day) => format!("{} ({})", self.name, dates::show_long(day)),
            When::Quarter(year, quarter) => format!("{} (Q{quarter} {year})", self.name),
            When::Year(year) => format!("{} ({year})", self.name),
        }
    }
}

/// A breach of the capacity rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// In a sentence.
    pub words: String,
    /// Whose starts it is about: candidates and plans.
    pub about: Vec<Id>,
}

/// All starts: the tentative ones of candidates whose plan has not begun, and those of plans: the day they were selected, or
/// else their implementation date.
#[must_use]
pub fn starts(book: &Book) -> Vec<Start> {
    let plan = |plan: &Record| {
        let passages = book.parts(plan.id, Kind::Passage);
        let passed = |p: &&&Record| p.text(Field::Stage) == Stage::Selected.code() && p.text(Field::Part) == "passed";
        let selected = passages.iter().find(passed).and_then(|p| p.date(Field::Day));
        let day = selected.or_else(|| plan.date(Field::ImplementationDate))?;
        let name = match title(plan) {
            "" => "a plan without a title".to_owned(),
            name => format!("'{name}'"),
        };
        Some(Start { when: When::Day(day), name, record: plan.id, tentative: false })
    };
    let candidate = |candidate: &Record| {
        let begun = candidate.record(Field::MiniPip).and_then(|id| book.get(id)).is_some_and(|plan| book.is_live(plan));
        let place = candidate.record(Field::Office).or_else(|| candidate.record(Field::District));
        let name = place.and_then(|id| Place::of(book, id)).map(|place| place.name)?;
        let when = when(candidate.text(Field::DayText), candidate.date(Field::Day)).filter(|_| !begun)?;
        Some(Start { when, name, record: candidate.id, tentative: true })
    };
    let plans = book.all(Kind::MiniPip).into_iter().filter_map(plan);
    let mut all: Vec<Start> = plans.chain(book.all(Kind::Candidate).into_iter().filter_map(candidate)).collect();
    all.sort_by(|a, b| (a.when.day(), a.when, &a.name).cmp(&(b.when.day(), b.when, &b.name)));
    all
}

/// What breaks the capacity rule, as far as it can still be changed: tentative starts, and years from this one on. Only days
/// can be too close; a bare year or quarter counts in its year or quarter.
#[must_use]
pub fn capacity(book: &Book, today: NaiveDate) -> Vec<Warning> {
    let starts = starts(book);
    let mut warnings = Vec::new();
    let on_days: Vec<(&Start, NaiveDate)> = starts.iter().filter_map(|start| start.when.day().map(|day| (start, day))).collect();
    for pair in on_days.windows(2) {
        let [(first, day), (second, next)] = pair else { continue };
        let apart = day.checked_add_months(Months::new(APART)).is_none_or(|from| *next >= from);
        if !apart && (first.tentative || second.tentative) {
            let words = format!("{} and {} start less than two months apart.", first.words(), second.words());
            warnings.push(Warning { words, about: vec![first.record, second.record] });
        }
    }
    let mut quarters: BTreeMap<(i32, u32), Vec<&Start>> = BTreeMap::new();
    let mut years: BTreeMap<i32, Vec<&Start>> = BTreeMap::new();
    for start in &starts {
        years.entry(start.when.year()).or_default().push(start);
        if let Some(quarter) = start.when.quarter() {
            quarters.entry(quarter).or_default().push(start);
        }
    }
    for ((year, quarter), of) in quarters {
        // Days alone are judged by how far they are apart.
        let by_quarter = of.iter().any(|start| matches!(start.when, When::Quarter(..)));
        if of.len() > MOST_OF_QUARTER && by_quarter {
            let words = format!("{} starts in Q{quarter} {year}; two months apart, a quarter has room for two.", of.len());
            warnings.push(Warning { words, about: tentative(&of) });
        }
    }
    for (year, of) in years {
        if year < today.year() || !of.iter().any(|start| start.tentative) {
            continue;
        }
        let n = match of.len() {
            1 => "1 start".to_owned(),
            n => format!("{n} starts"),
        };
        if of.len() > MOST {
            warnings.push(Warning { words: format!("{n} in {year}; more than {MOST} a year cannot be carried."), about: tentative(&of) });
        } else if of.len() < FEWEST {
            warnings.push(Warning { words: format!("{n} in {year}; the goal is {FEWEST} to {MOST} a year."), about: tentative(&of) });
        }
    }
    warnings
}

fn tentative(starts: &[&Start]) -> Vec<Id> {
    starts.iter().filter(|start| start.tentative).map(|start| start.record).collect()
}
