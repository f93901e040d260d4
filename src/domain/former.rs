//! What places and people were before: names, and the region, district or office they belonged to, each until a day
//! (`assets/help/rules.md`, Renames and moves). What a record is now stands in the record itself; how a move is written is in
//! `former/moves.rs`. Counted reviews carry their places with them and need none of this.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::round::setup::fiscal_year_days;
use super::text::folded;

pub mod moves;

/// What an office was on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeThen {
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Option<Id>,
    /// Its district.
    pub district: Option<Id>,
}

/// Where a worker was on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerThen {
    /// The name.
    pub name: String,
    /// The role.
    pub role: String,
    /// The office.
    pub office: Option<Id>,
    /// The region of that office then.
    pub region: Option<Id>,
    /// The supervisor, if an assignment was in force.
    pub supervisor: Option<Id>,
}

/// What a former record tells about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A name.
    Name,
    /// Where a district or an office belonged: its region and its district, told together.
    Place,
    /// A worker's office.
    Office,
    /// A worker's role.
    Role,
}

impl Part {
    /// All of them.
    pub const ALL: [Part; 4] = [Part::Name, Part::Place, Part::Office, Part::Role];

    /// The part that a field of a record belongs to; none if nothing is remembered of it.
    #[must_use]
    pub const fn of(kind: Kind, field: Field) -> Option<Part> {
        match (kind, field) {
            (Kind::Region | Kind::District | Kind::Office | Kind::Worker, Field::Name) => Some(Part::Name),
            (Kind::Office, Field::Region | Field::District) | (Kind::District, Field::Region) => Some(Part::Place),
            (Kind::Worker, Field::Office) => Some(Part::Office),
            (Kind::Worker, Field::Role) => Some(Part::Role),
            _ => None,
        }
    }

    /// The fields it consists of.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Part::Name => &[Field::Name],
            Part::Place => &[Field::Region, Field::District],
            Part::Office => &[Field::Office],
            Part::Role => &[Field::Role],
        }
    }

    /// Whether a former record tells about it.
    #[must_use]
    pub fn is_told(self, former: &Record) -> bool {
        self.fields().iter().any(|field| !former.get(*field).is_none())
    }
}

/// The former records of all places and people, by what they are about; in each list the one that ended first comes first.
/// Made once where many are asked for.
#[derive(Debug)]
pub struct Formers<'a> {
    book: &'a Book,
    by: HashMap<Id, Vec<&'a Record>>,
}

impl<'a> Formers<'a> {
    /// Of everything in the book. A former record without a last day tells nothing and is left out.
    #[must_use]
    pub fn of(book: &'a Book) -> Formers<'a> {
        let mut by: HashMap<Id, Vec<&Record>> = HashMap::new();
        for former in book.all(Kind::Former) {
            if let (Some(about), Some(_)) = (former.record(Field::About), former.date(Field::Until)) {
                by.entry(about).or_default().push(former);
            }
        }
        for list in by.values_mut() {
            list.sort_by_key(|former| (former.date(Field::Until), former.date(Field::From), former.id));
        }
        Formers { book, by }
    }

    /// What was before, of one record.
    #[must_use]
    pub fn about(&self, record: Id) -> &[&'a Record] {
        self.by.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The former record that tells a part as it was on a day: of those that held then, the one that ended next. None is: as it
    /// is now.
    #[must_use]
    pub fn on(&self, record: Id, part: Part, day: NaiveDate) -> Option<&'a Record> {
        let holds = |former: &&&Record| {
            part.is_told(former)
                && former.date(Field::Until).is_some_and(|until| day <= until)
                && former.date(Field::From).is_none_or(|from| from <= day)
        };
        self.about(record).iter().find(holds).copied()
    }

    /// The name of a record on a day.
    #[must_use]
    pub fn name(&self, record: Id, day: NaiveDate) -> &'a str {
        self.on(record, Part::Name, day).map_or_else(|| self.book.name(record), |former| former.text(Field::Name))
    }

    /// The region of an office or district on a day.
    #[must_use]
    pub fn region(&self, place: Id, day: NaiveDate) -> Option<Id> {
        self.on(place, Part::Place, day).or_else(|| self.book.get(place)).and_then(|told| told.record(Field::Region))
    }

    /// An office on a day.
    #[must_use]
    pub fn office(&self, office: Id, day: NaiveDate) -> OfficeThen {
        let place = self.on(office, Part::Place, day).or_else(|| self.book.get(office));
        let told = |field| place.and_then(|told| told.record(field));
        OfficeThen { name: self.name(office, day).to_owned(), region: told(Field::Region), district: told(Field::District) }
    }

    /// A worker on a day. An assignment says office and supervisor; without one, or where it names no office, what the worker's
    /// own record says of that day does. Of two assignments that overlap, the one that began later holds.
    #[must_use]
    pub fn worker(&self, worker: Id, day: NaiveDate) -> WorkerThen {
        let assignment = assignment_on(self.book, worker, day);
        let own = self.on(worker, Part::Office, day).or_else(|| self.book.get(worker)).and_then(|told| told.record(Field::Office));
        let office = assignment.and_then(|one| one.record(Field::Office)).or(own);
        let role = self.on(worker, Part::Role, day).or_else(|| self.book.get(worker));
        WorkerThen {
            name: self.name(worker, day).to_owned(),
            role: role.map_or_else(String::new, |told| told.text(Field::Role).to_owned()),
            office,
            region: office.and_then(|office| self.region(office, day)),
            supervisor: assignment.and_then(|one| one.record(Field::Supervisor)),
        }
    }

    /// The regions an office was in during a fiscal year, in their order in time.
    #[must_use]
    pub fn regions_in_year(&self, office: Id, year: i32) -> Vec<Id> {
        let (Some(first), Some(last)) = fiscal_year_days(self.book, year) else { return Vec::new() };
        // A place can change only where a former one begins or on the day after it ended.
        let turns = self.about(office).iter().filter(|former| Part::Place.is_told(former)).flat_map(|former| {
            let after = former.date(Field::Until).and_then(|until| until.succ_opt());
            [former.date(Field::From), after]
        });
        let mut days: Vec<NaiveDate> = turns.flatten().filter(|day| (first..=last).contains(day)).chain([first]).collect();
        days.sort_unstable();
        let mut regions: Vec<Id> = days.into_iter().filter_map(|day| self.region(office, day)).collect();
        regions.dedup();
        regions
    }

    /// The region that a review of an office counts in, when its file names another or the same one: the named one if the office was
    /// in it at any time of the fiscal year; otherwise the one it was in on the day of the review, or at the end of the year.
    #[must_use]
    pub fn region_of_review(&self, office: Id, named: Id, year: i32, day: Option<NaiveDate>) -> Id {
        if self.about(office).is_empty() {
            return named;
        }
        let then = self.regions_in_year(office, year);
        if then.contains(&named) {
            return named;
        }
        let (first, last) = fiscal_year_days(self.book, year);
        let day = day.filter(|day| first.is_some_and(|first| first <= *day) && last.is_some_and(|last| *day <= last)).or(last);
        day.and_then(|day| self.region(office, day)).unwrap_or(named)
    }
}

/// The assignment of a worker that was in force on a day; of several, the one that began last.
#[must_use]
pub fn assignment_on(book: &Book, worker: Id, day: NaiveDate) -> Option<&Record> {
    let holds =
        |one: &&Record| one.date(Field::From).is_none_or(|from| from <= day) && one.date(Field::Until).is_none_or(|until| day <= until);
    book.parts(worker, Kind::Assignment).into_iter().filter(holds).max_by_key(|one| one.date(Field::From))
}

/// The name of a place or person on a day.
#[must_use]
pub fn name_at(book: &Book, record: Id, day: NaiveDate) -> String {
    Formers::of(book).name(record, day).to_owned()
}

/// An office on a day.
#[must_use]
pub fn office_at(book: &Book, office: Id, day: NaiveDate) -> OfficeThen {
    Formers::of(book).office(office, day)
}

/// A worker on a day.
#[must_use]
pub fn worker_at(book: &Book, worker: Id, day: NaiveDate) -> WorkerThen {
    Formers::of(book).worker(worker, day)
}

/// The region of an office at the end of a fiscal year: where figures of that year belong that name no region.
#[must_use]
pub fn region_of_year(book: &Book, office: Id, year: i32) -> Option<Id> {
    let formers = Formers::of(book);
    let last = fiscal_year_days(book, year).1?;
    formers.region(office, last)
}

/// The offices that were in a region at any time of a fiscal year, in their order.
#[must_use]
pub fn offices_of_year(book: &Book, region: Id, year: i32) -> Vec<&Record> {
    let formers = Formers::of(book);
    let was_here = |office: &&Record| {
        if formers.about(office.id).is_empty() {
            return office.record(Field::Region) == Some(region);
        }
        formers.regions_in_year(office.id, year).contains(&region)
    };
    book.all(Kind::Office).into_iter().filter(was_here).collect()
}

/// The records of a kind that had a name before and do not have it now, newest use first.
#[must_use]
pub fn once_called(book: &Book, kind: Kind, name: &str) -> Vec<Id> {
    let wanted = folded(name);
    let mut found: Vec<(Option<NaiveDate>, Id)> = book
        .all(Kind::Former)
        .into_iter()
        .filter(|former| folded(former.text(Field::Name)) == wanted && !wanted.is_empty())
        .filter_map(|former| Some((former.date(Field::Until), former.record(Field::About)?)))
        .filter(|(_, about)| book.get(*about).is_some_and(|record| record.kind == kind && book.is_live(record)))
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    let mut ids: Vec<Id> = Vec::new();
    for (_, id) in found {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

#[cfg(test)]
mod tests;
