//! Which line of a filled-in form is which record of the plan: by its tags; without them by what it says.

use std::collections::{HashMap, HashSet};

use super::base::plain;
use super::filled::{Filled, Line};
use super::lists::{List, fields, lists};
use super::said;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// Above this many pairs of lines and records only equal ones are found.
const MOST_PAIRS: usize = 60_000;

/// For each line its record; none for a new one.
pub(super) fn fit(book: &Book, plan: Id, filled: &Filled) -> Vec<Option<Id>> {
    let mut taken: HashSet<Id> = HashSet::new();
    let mut fits: Vec<Option<Id>> = Vec::with_capacity(filled.lines.len());
    for line in &filled.lines {
        let own = if line.kind == Kind::MiniPip {
            Some(plan)
        } else {
            line.record.filter(|id| book.get(*id).is_some_and(|r| r.kind == line.kind && whole(book, r) == Some(plan)))
        };
        fits.push(own.filter(|id| taken.insert(*id)));
    }
    // Elements before what is part of them.
    for kind in [Kind::PipPerson, Kind::Evaluation, Kind::Timeline, Kind::Element, Kind::Goal, Kind::Row] {
        for list in lists(book, plan).into_iter().filter(|list| list.kind == kind) {
            align(book, filled, &list, &mut fits, &mut taken);
        }
    }
    by_name(book, plan, filled, &mut fits, &mut taken);
    fits
}

/// The plan that a record is a part of.
fn whole(book: &Book, record: &Record) -> Option<Id> {
    let mut at = record;
    while at.kind != Kind::MiniPip {
        at = book.get(at.parent()?)?;
    }
    Some(at.id)
}

/// The lines of the document that belong to a list, by number.
pub(super) fn lines_of(filled: &Filled, fits: &[Option<Id>], list: &List) -> Vec<usize> {
    let within = |line: &Line| line.within.map(|at| fits[at]);
    let belongs = |line: &Line| line.kind == list.kind && line.part == list.part && within(line).is_none_or(|of| of == Some(list.parent));
    filled.lines.iter().enumerate().filter(|(_, line)| belongs(line)).map(|(at, _)| at).collect()
}

/// Finds the records of the lines of a list that have none yet.
fn align(book: &Book, filled: &Filled, list: &List, fits: &mut [Option<Id>], taken: &mut HashSet<Id>) {
    let mine = lines_of(filled, fits, list);
    let tagged = mine.iter().any(|at| fits[*at].is_some());
    let open: Vec<usize> = mine.into_iter().filter(|at| fits[*at].is_none()).collect();
    let free: Vec<&Record> = list.records.iter().copied().filter(|record| !taken.contains(&record.id)).collect();
    if open.is_empty() || free.is_empty() {
        return;
    }
    let lines: Vec<Said> = open.iter().map(|at| of_line(filled, *at)).collect();
    let records: Vec<Said> = free.iter().map(|record| of_record(book, record)).collect();
    let mut pairs: Vec<(u32, usize, usize, usize)> = Vec::new();
    let few = lines.len() * records.len() <= MOST_PAIRS;
    // Beside lines that have tags, one without is rather new.
    let least = if tagged { 800 } else { 500 };
    for (i, line) in lines.iter().enumerate() {
        for (j, record) in records.iter().enumerate() {
            let alike = if line.all == record.all {
                1001
            } else if few {
                line.alike(record)
            } else {
                0
            };
            if alike >= least {
                pairs.push((1001 - alike, i.abs_diff(j), i, j));
            }
        }
    }
    pairs.sort_unstable();
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    for (_, _, i, j) in pairs {
        if left.contains(&i) || right.contains(&j) {
            continue;
        }
        left.insert(i);
        right.insert(j);
        fits[open[i]] = Some(free[j].id);
        taken.insert(free[j].id);
    }
    // Without any tag, the same number of lines in the same order is the same list, however much of it was written anew.
    if !tagged && lines.len() == records.len() && list.kind == Kind::Element {
        let rest: Vec<usize> = (0..free.len()).filter(|j| !right.contains(j)).collect();
        for (i, j) in (0..open.len()).filter(|i| !left.contains(i)).zip(rest) {
            fits[open[i]] = Some(free[j].id);
            taken.insert(free[j].id);
        }
    }
}

/// Somebody whom the plan knows in another part, or from a meeting, is no new person.
fn by_name(book: &Book, plan: Id, filled: &Filled, fits: &mut [Option<Id>], taken: &mut HashSet<Id>) {
    let people = book.parts(plan, Kind::PipPerson);
    for (line, fit) in filled.lines.iter().zip(fits.iter_mut()) {
        let name = line.text(Field::Name).trim().to_lowercase();
        if line.kind != Kind::PipPerson || fit.is_some() || name.is_empty() {
            continue;
        }
        let known = people.iter().find(|person| person.text(Field::Name).trim().to_lowercase() == name && !taken.contains(&person.id));
        *fit = known.map(|person| person.id);
        taken.extend(*fit);
    }
}

/// What a line or a record says: all of it, and how often each word.
struct Said {
    all: String,
    words: HashMap<String, u32>,
    count: u32,
}

impl Said {
    fn new(texts: impl IntoIterator<Item = String>) -> Said {
        let all = texts.into_iter().map(|text| plain(&text)).collect::<Vec<_>>().join("\u{1f}");
        let mut words: HashMap<String, u32> = HashMap::new();
        let mut count = 0;
        for word in all.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
            count += 1;
        }
        Said { all, words, count }
    }

    /// How much of both is the same, of 1000; two that say nothing are not alike.
    fn alike(&self, other: &Said) -> u32 {
        let shared: u32 = self.words.iter().map(|(word, n)| other.words.get(word).map_or(0, |m| *n.min(m))).sum();
        (2000 * shared).checked_div(self.count + other.count).unwrap_or(0)
    }
}

fn of_line(filled: &Filled, at: usize) -> Said {
    let line = &filled.lines[at];
    let own = |line: &Line| {
        let part = line.part;
        fields(line.kind, part).iter().map(|(field, _)| line.text(*field).to_owned()).collect::<Vec<_>>()
    };
    let within = filled.lines.iter().filter(|other| other.within == Some(at)).flat_map(own);
    Said::new(own(line).into_iter().chain(within).filter(|text| !text.is_empty()))
}

fn of_record(book: &Book, record: &Record) -> Said {
    let own = |record: &Record| {
        let fields = fields(record.kind, record.text(Field::Part));
        fields.iter().map(|(field, _)| said(book, record, *field)).collect::<Vec<_>>()
    };
    let within = [Kind::Goal, Kind::Row].into_iter().flat_map(|kind| book.parts(record.id, kind));
    Said::new(own(record).into_iter().chain(within.flat_map(own)).filter(|text| !text.is_empty()))
}
