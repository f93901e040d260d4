//! Who owes a scan in a month, and where they were then: assignments, roles, and what places were called before.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::last_day;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// Where a caseworker was in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Post {
    /// The region of the office then.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// The supervisor.
    pub supervisor: Option<Id>,
}

impl Post {
    /// Whether it is in a region or an office, or under a supervisor.
    #[must_use]
    pub fn is_in(&self, place: Id) -> bool {
        [self.region, self.office, self.supervisor].contains(&Some(place))
    }
}

/// A stretch of time under one supervisor in one office.
#[derive(Clone, Copy, Debug)]
struct Stay {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    supervisor: Option<Id>,
    office: Option<Id>,
}

impl Stay {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What something was before: one value until a day.
#[derive(Clone, Debug)]
struct Before<T> {
    from: Option<NaiveDate>,
    until: NaiveDate,
    value: T,
}

/// The value on a day: of what was before, the one that ended next; otherwise what is now.
fn on<T: Clone>(before: &[Before<T>], day: NaiveDate) -> Option<T> {
    let held = before.iter().filter(|b| day <= b.until && b.from.is_none_or(|from| from <= day));
    held.min_by_key(|b| b.until).map(|b| b.value.clone())
}

#[derive(Debug)]
struct Worker {
    id: Id,
    scanned: bool,
    office: Option<Id>,
    stays: Vec<Stay>,
    roles: Vec<Before<bool>>,
    offices: Vec<Before<Id>>,
}

/// All workers with their assignments, made once for many months.
#[derive(Debug, Default)]
pub struct Roster {
    workers: Vec<Worker>,
    at: HashMap<Id, usize>,
    regions: HashMap<Id, Option<Id>>,
    moved: HashMap<Id, Vec<Before<Id>>>,
}

/// Whether people of this role have scans done of their cases: caseworkers and the like, and those whose role nobody wrote down.
/// Supervisors, administrators and reviewers have none.
#[must_use]
pub fn is_scanned(role: &str) -> bool {
    let role = role.trim().to_lowercase();
    role.is_empty() || (role.contains("worker") && !role.contains("supervisor"))
}

fn befores<T>(formers: &[&Record], value: impl Fn(&Record) -> Option<T>) -> Vec<Before<T>> {
    let one = |former: &&Record| Some(Before { from: former.date(Field::From), until: former.date(Field::Until)?, value: value(former)? });
    formers.iter().filter_map(one).collect()
}

impl Roster {
    /// Of everybody in the book.
    #[must_use]
    pub fn of(book: &Book) -> Roster {
        let mut formers: HashMap<Id, Vec<&Record>> = HashMap::new();
        for former in book.all(Kind::Former) {
            if let Some(about) = former.record(Field::About) {
                formers.entry(about).or_default().push(former);
            }
        }
        let of = |id: Id| formers.get(&id).map_or(&[][..], Vec::as_slice);
        let mut roster = Roster::default();
        for office in book.all(Kind::Office) {
            roster.regions.insert(office.id, office.record(Field::Region));
            let moved = befores(of(office.id), |former| former.record(Field::Region));
            if !moved.is_empty() {
                roster.moved.insert(office.id, moved);
            }
        }
        let mut stays: HashMap<Id, Vec<Stay>> = HashMap::new();
        for assignment in book.all(Kind::Assignment) {
            let Some(worker) = assignment.parent() else { continue };
            stays.entry(worker).or_default().push(Stay {
                from: assignment.date(Field::From),
                until: assignment.date(Field::Until),
                supervisor: assignment.record(Field::Supervisor),
                office: assignment.record(Field::Office),
            });
        }
        for worker in book.all(Kind::Worker) {
            roster.at.insert(worker.id, roster.workers.len());
            roster.workers.push(Worker {
                id: worker.id,
                scanned: is_scanned(worker.text(Field::Role)),
                office: worker.record(Field::Office),
                stays: stays.remove(&worker.id).unwrap_or_default(),
                roles: befores(of(worker.id), |former| match former.get(Field::Role) {
                    Value::Text(role) => Some(is_scanned(role)),
                    _ => None,
                }),
                offices: befores(of(worker.id), |former| former.record(Field::Office)),
            });
        }
        roster
    }

    /// Everybody, in the order of their names.
    pub fn workers(&self) -> impl Iterator<Item = Id> + '_ {
        self.workers.iter().map(|worker| worker.id)
    }

    /// Where a caseworker was on the last day of a month, if a scan is owed for it.
    #[must_use]
    pub fn owes(&self, worker: Id, month: NaiveDate) -> Option<Post> {
        let worker = &self.workers[*self.at.get(&worker)?];
        let day = last_day(month);
        if !on(&worker.roles, day).unwrap_or(worker.scanned) {
            return None;
        }
        self.post_on(worker, day)
    }

    /// Where a worker was in a month, whether a scan is owed or not: on its last day, or else where they were last in it.
    #[must_use]
    pub fn post(&self, worker: Id, month: NaiveDate) -> Option<Post> {
        let worker = &self.workers[*self.at.get(&worker)?];
        let (first, last) = (super::month_of(month), last_day(month));
        self.post_on(worker, last).or_else(|| {
            let ended = worker.stays.iter().filter_map(|stay| stay.until).filter(|until| (first..=last).contains(until)).max()?;
            self.post_on(worker, ended)
        })
    }

    fn post_on(&self, worker: &Worker, day: NaiveDate) -> Option<Post> {
        // Of two that overlap the one that began later holds: the move was written down, the end of the old one was not.
        let stay = worker.stays.iter().filter(|stay| stay.holds(day)).max_by_key(|stay| stay.from)?;
        let office = stay.office.or_else(|| on(&worker.offices, day)).or(worker.office);
        Some(Post { region: office.and_then(|office| self.region(office, day)), office, supervisor: stay.supervisor })
    }

    /// The region of an office on a day.
    #[must_use]
    pub fn region(&self, office: Id, day: NaiveDate) -> Option<Id> {
        let before = self.moved.get(&office).and_then(|moved| on(moved, day));
        before.or_else(|| self.regions.get(&office).copied().flatten())
    }
}
