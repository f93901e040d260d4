//! Values of an indicator in order of time: the newest edition counts, older ones stand beside it, sorts of period are never mixed, and
//! counts of a place that nobody recorded are the sum of its parts, with how many of them it has (`assets/help/rules.md`, Trends).

use std::collections::{BTreeMap, HashMap};

use super::{Amount, Direction, Indicator, Period, PeriodKind, Unit, indicator};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

/// One recorded value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its record.
    pub record: Id,
    /// The value.
    pub amount: Amount,
    /// Which edition; empty for none.
    pub edition: String,
    /// Where it comes from.
    pub source: String,
    /// What was noted with it.
    pub note: String,
}

/// The value of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The value that counts.
    pub amount: Amount,
    /// The recorded value; none if it is a sum.
    pub figure: Option<Figure>,
    /// The same value in older editions, newest first.
    pub older: Vec<Figure>,
    /// Of how many parts of the place it is the sum, and how many parts there are; none if it was recorded.
    pub summed: Option<(usize, usize)>,
}

impl Point {
    /// Whether nothing is missing in it: recorded, or the sum of all parts.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.summed.is_none_or(|(has, all)| has == all)
    }

    /// Its edition; empty for none.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.figure.as_ref().map_or("", |figure| figure.edition.as_str())
    }

    /// Its record, if it is not a sum.
    #[must_use]
    pub fn record(&self) -> Option<Id> {
        self.figure.as_ref().map(|figure| figure.record)
    }
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// The good way.
    Better,
    /// The wrong way.
    Worse,
    /// No difference.
    Same,
    /// More, where neither way is better.
    Up,
    /// Less, where neither way is better.
    Down,
}

impl Way {
    /// As people read it, and its value in files.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Way::Better => "better",
            Way::Worse => "worse",
            Way::Same => "same",
            Way::Up => "up",
            Way::Down => "down",
        }
    }
}

/// What changed between the last two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The period before.
    pub from: Period,
    /// The last period.
    pub to: Period,
    /// By how much: the later less the earlier value.
    pub by: Amount,
    /// Which way that is.
    pub way: Way,
    /// Whether periods between the two have no value.
    pub gap: bool,
    /// Whether the two are of different editions, so that part of the difference may be a matter of counting.
    pub across_editions: bool,
}

/// A line of points of one sort of period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The place; none is the state.
    pub place: Option<Id>,
    /// The sort of period.
    pub kind: PeriodKind,
    /// The points, the oldest first.
    pub points: Vec<Point>,
    /// Points of other sorts of period, kept apart: how many of each.
    pub apart: Vec<(PeriodKind, usize)>,
    /// Which way is better.
    pub direction: Direction,
}

impl Series {
    /// The last point.
    #[must_use]
    pub fn latest(&self) -> Option<&Point> {
        self.points.last()
    }

    /// What changed from the point before the last one; none with fewer than two, or where one of the two lacks a part.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        self.change_at(self.points.len().checked_sub(1)?)
    }

    /// The same of any point.
    #[must_use]
    pub fn change_at(&self, at: usize) -> Option<Change> {
        let (before, last) = (self.points.get(at.checked_sub(1)?)?, self.points.get(at)?);
        if !before.is_complete() || !last.is_complete() {
            return None;
        }
        let by = Amount(last.amount.0.checked_sub(before.amount.0)?);
        let way = match (by.0.signum(), self.direction) {
            (0, _) => Way::Same,
            (1, Direction::Higher) | (-1, Direction::Lower) => Way::Better,
            (1, Direction::None) => Way::Up,
            (_, Direction::None) => Way::Down,
            _ => Way::Worse,
        };
        let across_editions = before.edition() != last.edition();
        Some(Change { from: before.period, to: last.period, by, way, gap: before.period.next() != last.period, across_editions })
    }

    /// The points as they stood at the end of a fiscal year: later ones are left out.
    #[must_use]
    pub fn until(mut self, year: i32, start: u32) -> Series {
        self.points.retain(|point| point.period.fiscal_year(start) <= year);
        self
    }

    /// How many periods between the first and the last point have no value.
    #[must_use]
    pub fn gaps(&self) -> usize {
        let between = |pair: &[Point]| {
            let mut at = pair[0].period;
            (0..600).take_while(|_| (at.next() < pair[1].period).then(|| at = at.next()).is_some()).count()
        };
        self.points.windows(2).map(between).sum()
    }
}

/// All values of one indicator, by place and period.
#[derive(Clone, Debug)]
pub struct Values {
    unit: Unit,
    direction: Direction,
    start: u32,
    by_place: HashMap<Option<Id>, BTreeMap<Period, Vec<Figure>>>,
    regions: Vec<Id>,
    /// Offices of each region.
    offices: HashMap<Id, Vec<Id>>,
}

impl Values {
    /// The values of an indicator. One whose period or number cannot be read is passed over.
    #[must_use]
    pub fn of(book: &Book, indicator: &Indicator) -> Values {
        let mut by_place: HashMap<Option<Id>, BTreeMap<Period, Vec<Figure>>> = HashMap::new();
        let mut offices: HashMap<Id, Vec<Id>> = HashMap::new();
        for office in book.all(Kind::Office) {
            if let Some(region) = office.record(Field::Region) {
                offices.entry(region).or_default().push(office.id);
            }
        }
        for record in book.parts(indicator.id, Kind::TrendValue) {
            let (Ok(period), Some(amount)) = (Period::parse(record.text(Field::Period)), record.int(Field::Amount)) else { continue };
            let place = record.record(Field::Office).or(record.record(Field::Region));
            let text = |field| record.text(field).to_owned();
            let figure = Figure {
                record: record.id,
                amount: Amount(amount),
                edition: text(Field::Edition),
                source: text(Field::Source),
                note: text(Field::Note),
            };
            by_place.entry(place).or_default().entry(period).or_default().push(figure);
        }
        for figures in by_place.values_mut().flat_map(BTreeMap::values_mut) {
            figures.sort_by(|a, b| edition_key(&b.edition).cmp(&edition_key(&a.edition)).then(b.record.cmp(&a.record)));
        }
        let regions = book.all(Kind::Region).iter().map(|region| region.id).collect();
        Values { unit: indicator.unit.clone(), direction: indicator.direction, start: book.fiscal_year_start(), by_place, regions, offices }
    }

    /// The places that have a value of their own.
    #[must_use]
    pub fn has(&self, place: Option<Id>) -> bool {
        self.by_place.contains_key(&place)
    }

    /// Every period that has a value anywhere, of each sort in its order.
    #[must_use]
    pub fn periods(&self) -> Vec<Period> {
        let mut all: Vec<Period> = self.by_place.values().flat_map(|by| by.keys().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The editions there are, the newest first; a value without one is not counted.
    #[must_use]
    pub fn editions(&self) -> Vec<String> {
        let figures = self.by_place.values().flat_map(BTreeMap::values).flatten();
        let mut all: Vec<String> = figures.map(|figure| figure.edition.clone()).filter(|edition| !edition.is_empty()).collect();
        all.sort_by_key(|edition| std::cmp::Reverse(edition_key(edition)));
        all.dedup();
        all
    }

    /// The value of a place in a period.
    #[must_use]
    pub fn point(&self, place: Option<Id>, period: Period) -> Option<Point> {
        if let Some(figures) = self.by_place.get(&place).and_then(|by| by.get(&period)) {
            let (first, older) = figures.split_first()?;
            return Some(Point { period, amount: first.amount, figure: Some(first.clone()), older: older.to_vec(), summed: None });
        }
        self.sum(place, period)
    }

    /// The sum of the parts of a place that have the value; only counts are summed.
    fn sum(&self, place: Option<Id>, period: Period) -> Option<Point> {
        if self.unit != Unit::Count {
            return None;
        }
        let parts: &[Id] = match place {
            None => &self.regions,
            Some(region) => self.offices.get(&region).map_or(&[], Vec::as_slice),
        };
        let known: Vec<Amount> =
            parts.iter().filter_map(|part| self.point(Some(*part), period)).filter(Point::is_complete).map(|point| point.amount).collect();
        let amount = known.iter().try_fold(0_i64, |sum, amount| sum.checked_add(amount.0))?;
        let summed = Some((known.len(), parts.len()));
        (!known.is_empty()).then_some(Point { period, amount: Amount(amount), figure: None, older: Vec::new(), summed })
    }

    /// All points of a place, the sorts of period after each other.
    #[must_use]
    pub fn points(&self, place: Option<Id>) -> Vec<Point> {
        self.periods().into_iter().filter_map(|period| self.point(place, period)).collect()
    }

    /// One line for each sort of period, the one that is newest first; with equal ends the one with more points.
    #[must_use]
    pub fn all_series(&self, place: Option<Id>) -> Vec<Series> {
        let mut by_kind: BTreeMap<PeriodKind, Vec<Point>> = BTreeMap::new();
        for point in self.points(place) {
            by_kind.entry(point.period.kind()).or_default().push(point);
        }
        let counts: Vec<(PeriodKind, usize)> = by_kind.iter().map(|(kind, points)| (*kind, points.len())).collect();
        let line = |(kind, points): (PeriodKind, Vec<Point>)| {
            let apart = counts.iter().copied().filter(|(other, _)| *other != kind).collect();
            Series { place, kind, points, apart, direction: self.direction }
        };
        let mut all: Vec<Series> = by_kind.into_iter().map(line).collect();
        let newest = |series: &Series| series.latest().map(|point| point.period.end(self.start));
        all.sort_by_key(|series| std::cmp::Reverse((newest(series), series.points.len())));
        all
    }

    /// The line that is shown of a place as it stood at the end of a fiscal year.
    #[must_use]
    pub fn series_until(&self, place: Option<Id>, year: i32, start: u32) -> Series {
        let earlier = self.all_series(place).into_iter().map(|series| series.until(year, start));
        let found =
            earlier.filter(|series| !series.points.is_empty()).max_by_key(|s| (s.latest().map(|p| p.period.end(start)), s.points.len()));
        found.unwrap_or_else(|| Series { points: Vec::new(), ..self.series(place) })
    }

    /// The line that is shown: the newest one; empty if there is no value.
    #[must_use]
    pub fn series(&self, place: Option<Id>) -> Series {
        let empty = || Series { place, kind: PeriodKind::Year, points: Vec::new(), apart: Vec::new(), direction: self.direction };
        self.all_series(place).into_iter().next().unwrap_or_else(empty)
    }
}

/// The line of an indicator in a place (a region or office; none is the state): the newest sort of period. Empty without values, and for
/// an indicator that is not there.
#[must_use]
pub fn series(book: &Book, of: Id, place: Option<Id>) -> Series {
    match indicator(book, of) {
        Some(one) => Values::of(book, &one).series(place),
        None => Series { place, kind: PeriodKind::Year, points: Vec::new(), apart: Vec::new(), direction: Direction::None },
    }
}

/// The line of one sort of period; none without values of it.
#[must_use]
pub fn series_of(book: &Book, of: Id, place: Option<Id>, kind: PeriodKind) -> Option<Series> {
    all_series(book, of, place).into_iter().find(|series| series.kind == kind)
}

/// A line for each sort of period, the newest first.
#[must_use]
pub fn all_series(book: &Book, of: Id, place: Option<Id>) -> Vec<Series> {
    indicator(book, of).map(|one| Values::of(book, &one).all_series(place)).unwrap_or_default()
}

/// All points of a place, the sorts of period after each other.
#[must_use]
pub fn points(book: &Book, of: Id, place: Option<Id>) -> Vec<Point> {
    indicator(book, of).map(|one| Values::of(book, &one).points(place)).unwrap_or_default()
}

/// The newest value of an indicator in a place.
#[must_use]
pub fn latest(book: &Book, of: Id, place: Option<Id>) -> Option<Point> {
    series(book, of, place).points.pop()
}

/// How many editions the values of an indicator are of.
#[must_use]
pub fn editions(book: &Book, of: Id) -> Vec<String> {
    indicator(book, of).map(|one| Values::of(book, &one).editions()).unwrap_or_default()
}

/// What orders editions: words by their letters, numbers by their size, two figures as a year from 1970 on, so that `cwo98` is older
/// than `cwo03` and the 10th edition newer than the 9th. No edition is the oldest.
#[must_use]
pub fn edition_key(edition: &str) -> Vec<(u64, String)> {
    let lower = edition.trim().to_lowercase();
    let mut parts: Vec<(u64, String)> = Vec::new();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if digits {
            let number: u64 = part.parse().unwrap_or(u64::MAX);
            let year = if part.len() == 2 { number + if number < 70 { 2000 } else { 1900 } } else { number };
            parts.push((year, String::new()));
        } else {
            parts.push((0, part.to_owned()));
        }
    }
    parts
}
