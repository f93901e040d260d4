//! One list of everything with a date: what an item is, how near it is, and all of them in one order. Pure reading.
//! What is shown of it, and in which groups, is in `agenda/shown.rs`.
//!
//! `agenda/plans.rs` Mini PIPs · `agenda/road.rs` milestones, committees, studies, problem areas, candidates · `agenda/casework.rs` reviews and
//! scans, which are asked of the file · `agenda/names.rs` people in texts · `agenda/put_off.rs` and `agenda/hand_over.rs` changes · `agenda/words.rs`.

mod casework;
mod hand_over;
mod holders;
mod names;
mod plans;
mod put_off;
mod road;
mod shown;
mod what;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::board;
use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::SOON_DAYS;
use super::record::Record;

pub use casework::{Owed, RoundWork, owed, reviews, scan_months, scans};
pub use hand_over::{Handing, Scope, hand_over};
pub use names::{is_named, names, replaced};
pub use put_off::{bring_back, put_off, put_offs};
pub use shown::{Asked, Group, Heading, Period, Shown, Totals, View, people, show};
pub use what::{Sort, What};
pub use words::{distance, heading, told};

/// How near it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// The day has passed.
    Overdue,
    /// Within the next 14 days.
    Soon,
    /// Later.
    Later,
    /// Someone else is waited for, without a day.
    Waiting,
}

impl When {
    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            When::Overdue => "overdue",
            When::Soon => "soon",
            When::Later => "later",
            When::Waiting => "waiting",
        }
    }
}

/// How many days someone has who was sent a version or asked for a change, before the answer is overdue.
pub const ANSWER_DAYS: u64 = 14;

/// An item that was put off: it comes back by itself, and its due date stays what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Off {
    /// The record that says so.
    pub record: Id,
    /// The day on which it comes back.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who put it off.
    pub who: String,
    /// When.
    pub day: Option<NaiveDate>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The day.
    pub due: NaiveDate,
    /// The time of that day, as somebody wrote it; mostly empty.
    pub time: String,
    /// Where, if it is a meeting that says so.
    pub site: String,
    /// How near.
    pub when: When,
    /// What it is.
    pub what: What,
    /// The record: a row, a timeline row, a meeting, a step, a recipient and so on; the plan for its report and its gate, the round for reviews,
    /// the supervisor for scans.
    pub record: Id,
    /// What tells it from others of the same record: the reviewer in a round; mostly empty.
    pub sub: String,
    /// What it belongs to: a Mini PIP, milestone, committee or round; the review for a challenge, the first caseworker for scans.
    pub of: Id,
    /// What is to be done.
    pub text: String,
    /// Who, as the plan says.
    pub who: String,
    /// Whether that is a role ("QA unit"), so that nobody can tell from the name whose turn it is.
    pub role: bool,
    /// Whether others wait for that person's act: an answer, a review given back, a gate.
    pub awaited: bool,
    /// The case it is about, for the screen alone: it goes into no report and no text of a change.
    pub case: String,
    /// The title of what it belongs to.
    pub belongs: String,
    /// The region it belongs to; none for the whole state.
    pub region: Option<Id>,
    /// The office it belongs to.
    pub office: Option<Id>,
    /// That it was put off, as long as it is.
    pub off: Option<Off>,
}

impl Item {
    /// What tells it from all other items, also after its text has changed: its record, [`Item::part`] and its day.
    #[must_use]
    pub fn key(&self) -> (Id, Cow<'static, str>, NaiveDate) {
        (self.record, self.part(), self.due)
    }

    /// Which of a record's items it is.
    #[must_use]
    pub fn part(&self) -> Cow<'static, str> {
        let code = self.what.code();
        if self.sub.is_empty() { Cow::Borrowed(code) } else { Cow::Owned(format!("{code}:{}", self.sub)) }
    }

    /// Whether its day has passed and it is not put off.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.when == When::Overdue && self.off.is_none()
    }
}

/// Everything with a date that is not done, the nearest first; what has passed stands at the top, and what only waits for
/// someone else at the end. Reviews and scans are not kept in memory: [`with`] takes them in.
#[must_use]
pub fn agenda(book: &Book, today: NaiveDate) -> Vec<Item> {
    with(book, today, Vec::new())
}

/// The same together with items that were made of what was asked of the file.
#[must_use]
pub fn with(book: &Book, today: NaiveDate, others: Vec<Item>) -> Vec<Item> {
    let mut list = List { today, items: others };
    plans::gather(book, &mut list);
    road::gather(book, &mut list);
    let mut items = list.items;
    let offs = put_off::in_force(book, today);
    if !offs.is_empty() {
        for item in &mut items {
            item.off = offs.get(&item.key()).map(|record| put_off::read(record));
        }
    }
    // The key is a record, what it is and its day; a text decides only between different records of one day.
    items.sort_by(|a, b| {
        let key = |item: &Item| (item.when == When::Waiting, item.due, item.what);
        key(a).cmp(&key(b)).then_with(|| a.text.cmp(&b.text)).then_with(|| a.record.cmp(&b.record))
    });
    items
}

/// Whether an item is someone's: they are named in it, alone or with others.
#[must_use]
pub fn mine(item: &Item, who: &str) -> bool {
    !item.role && is_named(&item.who, board::name_of(who))
}

/// The items so far.
struct List {
    today: NaiveDate,
    items: Vec<Item>,
}

/// To what an item belongs.
#[derive(Clone, Copy)]
struct Belongs<'a> {
    of: Id,
    title: &'a str,
    region: Option<Id>,
    office: Option<Id>,
}

/// Who it is, by name or by role.
#[derive(Clone, Copy)]
enum Who<'a> {
    Name(&'a str),
    Role(&'a str),
}

impl List {
    fn add(&mut self, due: NaiveDate, what: What, record: Id, belongs: Belongs, text: &str, who: Who) -> &mut Item {
        let when = near(due, self.today);
        let (who, role) = match who {
            Who::Name(name) => (name, false),
            Who::Role(role) => (role, true),
        };
        self.items.push(Item {
            due,
            time: String::new(),
            site: String::new(),
            when,
            what,
            record,
            sub: String::new(),
            of: belongs.of,
            text: text.to_owned(),
            who: who.trim().to_owned(),
            role,
            awaited: what.is_awaited(),
            case: String::new(),
            belongs: belongs.title.to_owned(),
            region: belongs.region,
            office: belongs.office,
            off: None,
        });
        let last = self.items.len() - 1;
        &mut self.items[last]
    }
}

/// How near a day is.
fn near(due: NaiveDate, today: NaiveDate) -> When {
    let soon = due.checked_sub_days(Days::new(SOON_DAYS)).is_none_or(|from| from <= today);
    if due < today {
        When::Overdue
    } else if soon {
        When::Soon
    } else {
        When::Later
    }
}

/// The region of an office or district, and the office if it is one.
fn place_of(book: &Book, record: &Record) -> (Option<Id>, Option<Id>) {
    let place = record.record(Field::Office).or_else(|| record.record(Field::District)).and_then(|id| book.get(id));
    let office = place.filter(|place| place.kind == Kind::Office).map(|place| place.id);
    (place.and_then(|place| place.record(Field::Region)), office)
}

/// The parts of a kind by the record that they are part of, read once: asking for each whole by itself sorts too often.
fn by_whole(book: &Book, kind: Kind) -> HashMap<Id, Vec<&Record>> {
    let mut found: HashMap<Id, Vec<&Record>> = HashMap::new();
    for record in book.all(kind) {
        if let Some(whole) = record.parent() {
            found.entry(whole).or_default().push(record);
        }
    }
    found
}

#[cfg(test)]
mod tests;
