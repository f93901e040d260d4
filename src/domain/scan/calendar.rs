//! The grid of scans: each caseworker's months and how they stand. Counting by place and time is a sum over it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Coverage, Post, Roster, Scan, State, last_day, months};
use crate::domain::book::Book;
use crate::domain::id::Id;

/// One month of one caseworker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How it stands.
    pub state: State,
    /// The scan to open: the one that was done, or the one that excuses. There may be more in the same month.
    pub scan: Option<Id>,
    /// How many records there are.
    pub records: u16,
    /// When it was done, if that was written down.
    pub done: Option<NaiveDate>,
    /// Where the worker was then.
    pub post: Post,
}

/// A caseworker's months.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub worker: Id,
    /// One for each month of the calendar.
    pub entries: Vec<Entry>,
}

impl Person {
    /// How much was done in all months.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        self.entries.iter().for_each(|entry| coverage.count(entry.state));
        coverage
    }
}

/// Caseworkers by month.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The months, in order, each by its first day.
    pub months: Vec<NaiveDate>,
    /// Everybody who owes or has a scan in one of them, in the order of their names.
    pub people: Vec<Person>,
}

impl Calendar {
    /// Of these months, both included. Scans of other months are passed over. The work grows with workers x months + scans.
    #[must_use]
    pub fn of(book: &Book, scans: &[Scan], from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Calendar {
        Calendar::with(&Roster::of(book), scans, from, until, today)
    }

    /// The same with a roster that is at hand.
    #[must_use]
    pub fn with(roster: &Roster, scans: &[Scan], from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Calendar {
        let months = months(from, until);
        let column: HashMap<NaiveDate, usize> = months.iter().enumerate().map(|(at, month)| (*month, at)).collect();
        let mut of: HashMap<Id, Vec<(usize, &Scan)>> = HashMap::new();
        for scan in scans {
            if let Some(at) = column.get(&super::month_of(scan.month)) {
                of.entry(scan.worker).or_default().push((*at, scan));
            }
        }
        let mut people = Vec::new();
        for worker in roster.workers() {
            let scans = of.remove(&worker).unwrap_or_default();
            let mut in_month: Vec<Vec<&Scan>> = vec![Vec::new(); months.len()];
            for (at, scan) in scans {
                in_month[at].push(scan);
            }
            let entries: Vec<Entry> =
                months.iter().zip(&in_month).map(|(month, scans)| entry(roster, worker, scans, *month, today)).collect();
            if entries.iter().any(|entry| entry.state != State::NotOwed) {
                people.push(Person { worker, entries });
            }
        }
        Calendar { months, people }
    }

    /// How much was done in a place: a region, office, supervisor or worker; none is everywhere.
    #[must_use]
    pub fn coverage(&self, place: Option<Id>) -> Coverage {
        self.sum(|person, entry, _| place.is_none_or(|place| person == place || entry.post.is_in(place)))
    }

    /// How much was done in the months that are wanted: worker, month of theirs, and its number in the calendar.
    pub fn sum(&self, wanted: impl Fn(Id, &Entry, usize) -> bool) -> Coverage {
        let mut coverage = Coverage::default();
        for person in &self.people {
            for (at, entry) in person.entries.iter().enumerate() {
                if wanted(person.worker, entry, at) {
                    coverage.count(entry.state);
                }
            }
        }
        coverage
    }

    /// What was done by a key of each month: a supervisor, an office, a region. Months without the key are under none.
    pub fn by(&self, key: impl Fn(&Post) -> Option<Id>) -> Vec<(Option<Id>, Vec<Coverage>)> {
        let mut at: HashMap<Option<Id>, usize> = HashMap::new();
        let mut rows: Vec<(Option<Id>, Vec<Coverage>)> = Vec::new();
        for person in &self.people {
            for (month, entry) in person.entries.iter().enumerate() {
                if entry.state == State::NotOwed {
                    continue;
                }
                let key = key(&entry.post);
                let row = *at.entry(key).or_insert_with(|| {
                    rows.push((key, vec![Coverage::default(); self.months.len()]));
                    rows.len() - 1
                });
                rows[row].1[month].count(entry.state);
            }
        }
        rows
    }
}

/// A month without a scan that owes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owing {
    /// The caseworker.
    pub worker: Id,
    /// The month.
    pub month: NaiveDate,
    /// [`State::Due`] or [`State::Missed`].
    pub state: State,
    /// Where the worker was then; the supervisor in it is the one who does the scan.
    pub post: Post,
}

impl Calendar {
    /// What is due now and what was missed, the oldest month first, then by name.
    #[must_use]
    pub fn owing(&self) -> Vec<Owing> {
        let mut owing = Vec::new();
        for (at, month) in self.months.iter().enumerate() {
            for person in &self.people {
                let Entry { state, post, .. } = person.entries[at];
                if matches!(state, State::Due | State::Missed) {
                    owing.push(Owing { worker: person.worker, month: *month, state, post });
                }
            }
        }
        owing
    }
}

/// The sum of several coverages.
impl std::iter::Sum for Coverage {
    fn sum<I: Iterator<Item = Coverage>>(all: I) -> Coverage {
        all.fold(Coverage::default(), |sum, one| Coverage {
            done: sum.done + one.done,
            due: sum.due + one.due,
            excused: sum.excused + one.excused,
            open: sum.open + one.open,
        })
    }
}

fn entry(roster: &Roster, worker: Id, scans: &[&Scan], month: NaiveDate, today: NaiveDate) -> Entry {
    let done = scans.iter().find(|scan| !scan.excused);
    let shown = done.or_else(|| scans.first());
    let owed = roster.owes(worker, month);
    // A scan says itself where the worker was; a month without one, or one that does not say, is where the assignment was.
    let post = match shown {
        Some(scan) if scan.office.is_some() || scan.supervisor.is_some() => {
            let told = owed.or_else(|| roster.post(worker, month)).unwrap_or_default();
            let office = scan.office.or(told.office);
            Post {
                region: scan.region.or_else(|| office.and_then(|office| roster.region(office, last_day(month)))),
                office,
                supervisor: scan.supervisor.or(told.supervisor),
            }
        }
        Some(_) => owed.or_else(|| roster.post(worker, month)).unwrap_or_default(),
        None => owed.unwrap_or_default(),
    };
    Entry {
        state: State::of(owed.is_some(), done.is_some(), shown.is_some() && done.is_none(), month, today),
        scan: shown.map(|scan| scan.id),
        records: u16::try_from(scans.len()).unwrap_or(u16::MAX),
        done: done.and_then(|scan| scan.done),
        post,
    }
}
