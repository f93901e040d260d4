//! Selecting communities: candidates, the factors that speak for them, the order that follows, and why
//! (`assets/help/rules.md`, Mini PIP). Starting a plan of a candidate belongs to the pane, because it needs the blank form.

pub mod capacity;
pub mod explain;
pub mod factor;
pub mod figures;
pub mod need;
pub mod place;

use std::cmp::Ordering;

use chrono::NaiveDate;

use self::capacity::{Warning, capacity};
use self::factor::{BuiltIn, Factor, factors};
use self::figures::Figures;
use self::need::{Asked, Need, rated};
use self::place::Place;
use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;

/// A weighted mean of needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mean {
    /// Sum of weight times need.
    pub sum: u32,
    /// Sum of the weights that have a need.
    pub weight: u32,
    /// How many factors are in it.
    pub factors: usize,
}

impl Mean {
    /// As people read it: one decimal, halves up.
    #[must_use]
    pub fn words(self) -> String {
        let tenths = (20 * self.sum + self.weight) / (2 * self.weight.max(1));
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    /// As a number.
    #[must_use]
    pub fn number(self) -> f64 {
        f64::from(self.sum) / f64::from(self.weight.max(1))
    }

    /// Compared exactly.
    #[must_use]
    pub fn compare(self, other: Mean) -> Ordering {
        (u64::from(self.sum) * u64::from(other.weight)).cmp(&(u64::from(other.sum) * u64::from(self.weight)))
    }
}

/// A candidate on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its record.
    pub record: Id,
    /// Its community.
    pub place: Place,
    /// What each factor of the board says of it.
    pub needs: Vec<Need>,
    /// The weighted mean of the needs that have a figure; none if none has.
    pub mean: Option<Mean>,
    /// The place that the mean proposes, from 1; none once its plan has begun.
    pub proposed: Option<usize>,
    /// The place that counts; none once its plan has begun.
    pub rank: Option<usize>,
    /// The place that somebody gave it by hand.
    pub by_hand: Option<i64>,
    /// Why it was given by hand.
    pub reason: String,
    /// Its tentative start as written.
    pub start: String,
    /// The day read from it.
    pub day: Option<NaiveDate>,
    /// What was noted.
    pub note: String,
    /// Its plan, once it has begun.
    pub plan: Option<Id>,
}

/// The board: all candidates in the order that counts, those whose plan has begun at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The factors.
    pub factors: Vec<Factor>,
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// What breaks the capacity rule.
    pub warnings: Vec<Warning>,
}

impl Board {
    /// The board of a file. `figures` are those of the same file.
    #[must_use]
    pub fn of(book: &Book, figures: &Figures, today: NaiveDate) -> Board {
        let factors = factors(book);
        let records = book.all(Kind::Candidate);
        let mut candidates: Vec<Candidate> =
            records.into_iter().filter_map(|record| candidate(book, figures, &factors, record, today)).collect();
        if let Some(at) = factors.iter().position(|factor| factor.built_in == Some(BuiltIn::Placement)) {
            rated(candidates.iter_mut().filter(|c| c.plan.is_none()).map(|c| &mut c.needs[at]));
        }
        for candidate in &mut candidates {
            candidate.mean = mean(&factors, &candidate.needs);
        }
        candidates.sort_by(|a, b| a.plan.is_some().cmp(&b.plan.is_some()).then_with(|| by_mean(a, b)));
        order(&mut candidates);
        Board { factors, candidates, warnings: capacity(book, today) }
    }

    /// The candidate of a record.
    #[must_use]
    pub fn find(&self, record: Id) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.record == record)
    }

    /// What must be written as places by hand so that a candidate comes to a place (from 1) and all others keep their order:
    /// its own place, and the new places of others that were put by hand. Nothing if it cannot be moved.
    #[must_use]
    pub fn moved(&self, record: Id, to: usize) -> Vec<(Id, i64)> {
        let mut open: Vec<&Candidate> = self.candidates.iter().filter(|c| c.rank.is_some()).collect();
        let Some(from) = open.iter().position(|c| c.record == record) else { return Vec::new() };
        let moving = open.remove(from);
        open.insert(to.saturating_sub(1).min(open.len()), moving);
        let places = open.iter().zip(1i64..);
        let changed = places.filter(|(c, place)| c.record == record || c.by_hand.is_some_and(|was| was != *place));
        changed.map(|(c, place)| (c.record, place)).collect()
    }

    /// Offices and districts that are not on the board yet, districts first.
    #[must_use]
    pub fn missing(&self, book: &Book) -> Vec<Place> {
        let places = book.all(Kind::District).into_iter().chain(book.all(Kind::Office));
        let there = |place: &Place| self.candidates.iter().any(|c| c.place.id == place.id && c.plan.is_none());
        places.filter_map(|record| Place::of(book, record.id)).filter(|place| !there(place)).collect()
    }
}

fn candidate(book: &Book, figures: &Figures, factors: &[Factor], record: &Record, today: NaiveDate) -> Option<Candidate> {
    let place = Place::of(book, record.record(Field::Office).or_else(|| record.record(Field::District))?)?;
    let asked = Asked { book, figures, place: &place, candidate: record, today };
    let needs = factors.iter().map(|factor| asked.need(factor)).collect();
    let plan = record.record(Field::MiniPip).filter(|id| book.get(*id).is_some_and(|plan| book.is_live(plan)));
    let text = |field| record.text(field).trim().to_owned();
    Some(Candidate {
        record: record.id,
        needs,
        mean: None,
        proposed: None,
        rank: None,
        by_hand: record.int(Field::Rank).filter(|rank| *rank > 0),
        reason: text(Field::Reason),
        start: text(Field::DayText),
        day: record.date(Field::Day),
        note: text(Field::Note),
        plan,
        place,
    })
}

/// The weighted mean of the needs that have a figure. What weighs nothing is left out as well.
fn mean(factors: &[Factor], needs: &[Need]) -> Option<Mean> {
    let known =
        || factors.iter().zip(needs).filter_map(|(f, need)| Some((u32::from(f.weight), u32::from(need.value?)))).filter(|(w, _)| *w > 0);
    let weight: u32 = known().map(|(weight, _)| weight).sum();
    (weight > 0).then(|| Mean { sum: known().map(|(weight, need)| weight * need).sum(), weight, factors: known().count() })
}

/// The greatest mean first, those without one last, the same by name.
fn by_mean(a: &Candidate, b: &Candidate) -> Ordering {
    let means = match (a.mean, b.mean) {
        (Some(a), Some(b)) => b.compare(a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    means.then_with(|| a.place.name.cmp(&b.place.name))
}

/// Numbers the candidates, who stand in the proposed order, and puts those with a place by hand there. Of two with the same
/// place the one that is proposed first gets it, the other the next one.
fn order(candidates: &mut Vec<Candidate>) {
    let open = candidates.iter().take_while(|c| c.plan.is_none()).count();
    for (candidate, place) in candidates.iter_mut().take(open).zip(1..) {
        candidate.proposed = Some(place);
    }
    let begun = candidates.split_off(open);
    let (mut by_hand, rest): (Vec<Candidate>, Vec<Candidate>) = candidates.drain(..).partition(|c| c.by_hand.is_some());
    by_hand.sort_by_key(|c| (c.by_hand, c.proposed));
    let mut places: Vec<Option<Candidate>> = std::iter::repeat_with(|| None).take(open).collect();
    for candidate in by_hand {
        let wanted = usize::try_from(candidate.by_hand.unwrap_or(1)).unwrap_or(usize::MAX).clamp(1, open.max(1)) - 1;
        let free = (wanted..open).chain((0..wanted).rev()).find(|at| places[*at].is_none());
        if let Some(at) = free {
            places[at] = Some(candidate);
        }
    }
    let mut rest = rest.into_iter();
    for place in &mut places {
        if place.is_none() {
            *place = rest.next();
        }
    }
    candidates.extend(places.into_iter().flatten());
    for (candidate, place) in candidates.iter_mut().zip(1..) {
        candidate.rank = Some(place);
    }
    candidates.extend(begun);
}

#[cfg(test)]
mod tests;
