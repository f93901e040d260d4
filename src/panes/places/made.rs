//! What a section is made of: its rows in order, and what is counted beside them. Made once for each state of the file,
//! because thousands of workers are not sorted at every key.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::Places;
use super::hangs;
use super::section::{Section, Shown};
use crate::command::Context;
use crate::domain::change::Seen;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

/// What it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    seen: Seen,
    section: Section,
    tallies: usize,
    today: NaiveDate,
}

/// What a section is made of.
#[derive(Debug)]
pub struct Made {
    key: Key,
    /// Its records.
    pub rows: Vec<Id>,
    counts: HashMap<(Kind, Id), usize>,
    reviews: HashMap<Id, u32>,
    supervisors: HashMap<Id, (Option<NaiveDate>, Id)>,
}

impl Made {
    fn new(cx: &Context, key: Key) -> Made {
        let book = cx.book;
        let kind = key.section.kind();
        let mut rows: Vec<Id> = book.all(kind).iter().map(|record| record.id).collect();
        if key.section == Section::Assignments {
            // By worker, the newest first.
            rows.sort_by_cached_key(|id| {
                let record = book.get(*id);
                let worker = record.and_then(|r| r.record(Field::Worker)).map_or("", |worker| book.name(worker)).to_lowercase();
                (worker, std::cmp::Reverse(record.and_then(|r| r.date(Field::From))), *id)
            });
        }
        let mut made = Made { key, rows, counts: HashMap::new(), reviews: HashMap::new(), supervisors: HashMap::new() };
        for shown in key.section.shows() {
            match shown {
                Shown::Count(part) => {
                    let Some(field) = hangs::by(*part, kind) else { continue };
                    for whole in book.all(*part).iter().filter_map(|record| record.record(field)) {
                        *made.counts.entry((*part, whole)).or_default() += 1;
                    }
                }
                Shown::Reviews => {
                    for tally in book.tallies() {
                        *made.reviews.entry(tally.region).or_default() += tally.reviews;
                        *made.reviews.entry(tally.office).or_default() += tally.reviews;
                    }
                }
                Shown::Supervisor => made.note_supervisors(cx),
                Shown::Own(_) | Shown::Now | Shown::Fixed(_) | Shown::Here => {}
            }
        }
        made
    }

    /// Of several assignments in force the one that began last counts.
    fn note_supervisors(&mut self, cx: &Context) {
        for one in cx.book.all(Kind::Assignment) {
            let (from, until) = (one.date(Field::From), one.date(Field::Until));
            let now = from.is_none_or(|day| day <= cx.today) && until.is_none_or(|day| day >= cx.today);
            if let (true, Some(worker), Some(supervisor)) = (now, one.record(Field::Worker), one.record(Field::Supervisor)) {
                let known = self.supervisors.entry(worker).or_insert((from, supervisor));
                if known.0 < from {
                    *known = (from, supervisor);
                }
            }
        }
    }

    /// How many of a kind belong to a record.
    pub fn count(&self, kind: Kind, id: Id) -> usize {
        self.counts.get(&(kind, id)).copied().unwrap_or(0)
    }

    /// Counted reviews of a region or an office.
    pub fn reviews(&self, id: Id) -> usize {
        self.reviews.get(&id).copied().unwrap_or(0) as usize
    }

    /// The supervisor of a worker today.
    pub fn supervisor(&self, worker: Id) -> Option<Id> {
        self.supervisors.get(&worker).map(|(_, supervisor)| *supervisor)
    }
}

impl Places {
    /// What the section in view is made of.
    pub(super) fn made(&self, cx: &Context) -> Rc<Made> {
        let key = Key { seen: cx.book.seen, section: self.section, tallies: cx.book.tallies().len(), today: cx.today };
        let mut memo = self.made.borrow_mut();
        match memo.as_ref().filter(|made| made.key == key) {
            Some(made) => Rc::clone(made),
            None => Rc::clone(memo.insert(Rc::new(Made::new(cx, key)))),
        }
    }
}
