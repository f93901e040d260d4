//! What two versions of a plan differ in, record by record and cell by cell: added, taken out, changed, renamed, moved, split.
//! Records are known by their ids, so that a row that only moved is not taken for another one.

use std::collections::{HashMap, HashSet};

use super::super::field::Field;
use super::super::id::Id;
use super::super::kind::Kind;
use super::snapshot::{Entry, Said, Snapshot};
use super::split;

pub use super::apart::marked;

/// The kinds that have text, in the order of the form.
const KINDS: [Kind; 8] =
    [Kind::MiniPip, Kind::PipPerson, Kind::Element, Kind::Goal, Kind::Row, Kind::Evaluation, Kind::Agreement, Kind::Timeline];

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What the list is a part of.
    pub parent: Id,
    /// From 0, among those of its kind.
    pub at: usize,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The newer one has it.
    Added {
        /// As it stands.
        entry: Entry,
        /// Where.
        at: Spot,
        /// The record whose text most of its own came from.
        from: Option<Id>,
    },
    /// Only the older one has it.
    TakenOut {
        /// As it stood.
        entry: Entry,
        /// The added records that have most of its text.
        into: Vec<Id>,
    },
    /// It stands at another place.
    Moved {
        /// Where it stood.
        from: Spot,
        /// Where it stands.
        to: Spot,
    },
    /// A cell says something else.
    Changed {
        /// The cell.
        field: Field,
        /// What it said.
        before: Option<Said>,
        /// What it says.
        after: Option<Said>,
        /// The added records that have what its text lost.
        into: Vec<Id>,
    },
}

/// What sort of difference it is, for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// New.
    Added,
    /// No longer there.
    TakenOut,
    /// Another text.
    Changed,
    /// Another name or title.
    Renamed,
    /// Another place.
    Moved,
    /// Its text went to others, or came from another.
    Split,
}

impl Sort {
    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Sort::Added => "added",
            Sort::TakenOut => "taken out",
            Sort::Changed => "changed",
            Sort::Renamed => "renamed",
            Sort::Moved => "moved",
            Sort::Split => "split",
        }
    }
}

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The record.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// What differs.
    pub what: What,
}

impl Difference {
    /// What sort it is.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match &self.what {
            What::Added { from: Some(_), .. } => Sort::Split,
            What::Changed { into, .. } | What::TakenOut { into, .. } if !into.is_empty() => Sort::Split,
            What::Added { .. } => Sort::Added,
            What::TakenOut { .. } => Sort::TakenOut,
            What::Moved { .. } => Sort::Moved,
            What::Changed { field, .. } if names(self.kind) == Some(*field) => Sort::Renamed,
            What::Changed { .. } => Sort::Changed,
        }
    }

    /// The cell it is about, if it is about one.
    #[must_use]
    pub const fn field(&self) -> Option<Field> {
        match &self.what {
            What::Changed { field, .. } => Some(*field),
            _ => None,
        }
    }
}

/// The field by which other records name one of a kind.
const fn names(kind: Kind) -> Option<Field> {
    match kind {
        Kind::PipPerson => Some(Field::Name),
        Kind::MiniPip | Kind::Element => Some(Field::Title),
        _ => None,
    }
}

/// What has to be done to the older one to make it the newer one: nothing if both say the same. In the order of the form;
/// what was taken out stands where it stood.
#[must_use]
pub fn compare(older: &Snapshot, newer: &Snapshot) -> Vec<Difference> {
    let (old, new) = (Indexed::new(older), Indexed::new(newer));
    let moved = moved(&old, &new);
    let mut found = Vec::new();
    for id in in_order(&old, &new) {
        match (old.entries.get(&id), new.entries.get(&id)) {
            (None, Some(entry)) => {
                let what = What::Added { entry: (*entry).clone(), at: new.spot(entry), from: None };
                found.push(Difference { record: id, kind: entry.kind, what });
            }
            (Some(entry), None) => {
                let what = What::TakenOut { entry: (*entry).clone(), into: Vec::new() };
                found.push(Difference { record: id, kind: entry.kind, what });
            }
            (Some(before), Some(after)) => {
                if moved.contains(&id) {
                    let what = What::Moved { from: old.spot(before), to: new.spot(after) };
                    found.push(Difference { record: id, kind: after.kind, what });
                }
                for field in after.kind.fields() {
                    let (was, is) = (before.get(*field), after.get(*field));
                    if !says_the_same(was, is, &old, &new) {
                        let what = What::Changed { field: *field, before: was.cloned(), after: is.cloned(), into: Vec::new() };
                        found.push(Difference { record: id, kind: after.kind, what });
                    }
                }
            }
            (None, None) => {}
        }
    }
    split::find(&mut found);
    found
}

/// Whether two cells say the same. Records that both versions know are known by their ids: one that was renamed is one
/// difference, not one for each cell that names it.
fn says_the_same(was: Option<&Said>, is: Option<&Said>, old: &Indexed, new: &Indexed) -> bool {
    match (was, is) {
        (Some(Said::Named(was)), Some(Said::Named(is))) => {
            let both = |id: &Id| old.entries.contains_key(id) && new.entries.contains_key(id);
            was.len() == is.len() && was.iter().zip(is).all(|(a, b)| a.0 == b.0 && (a.1 == b.1 || both(&a.0)))
        }
        (was, is) => was == is,
    }
}

/// A version with its records by id, and its lists.
struct Indexed<'a> {
    entries: HashMap<Id, &'a Entry>,
    lists: HashMap<(Option<Id>, Kind), Vec<Id>>,
    /// The lists in the order of the form.
    order: Vec<(Option<Id>, Kind)>,
    places: HashMap<Id, usize>,
}

impl<'a> Indexed<'a> {
    fn new(snapshot: &'a Snapshot) -> Indexed<'a> {
        let mut indexed = Indexed { entries: snapshot.by_id(), lists: HashMap::new(), order: Vec::new(), places: HashMap::new() };
        for entry in &snapshot.entries {
            let key = (entry.parent, entry.kind);
            let list = indexed.lists.entry(key).or_default();
            if list.is_empty() {
                indexed.order.push(key);
            }
            indexed.places.insert(entry.id, list.len());
            list.push(entry.id);
        }
        indexed
    }

    fn list(&self, key: (Option<Id>, Kind)) -> &[Id] {
        self.lists.get(&key).map_or(&[], Vec::as_slice)
    }

    fn spot(&self, entry: &Entry) -> Spot {
        Spot { parent: entry.parent.unwrap_or(Id::NIL), at: self.places.get(&entry.id).copied().unwrap_or(0) }
    }
}

/// The records that stand at another place: with another parent, or not in the longest run of a list that kept its order.
/// So moving one row past ten others is one row moved, not eleven.
fn moved(old: &Indexed, new: &Indexed) -> HashSet<Id> {
    let mut moved = HashSet::new();
    for key in &new.order {
        let mut stayed: Vec<(Id, usize)> = Vec::new();
        for id in new.list(*key) {
            match old.entries.get(id) {
                Some(before) if before.parent == key.0 => stayed.push((*id, old.places[id])),
                Some(_) => {
                    moved.insert(*id);
                }
                None => {}
            }
        }
        let places: Vec<usize> = stayed.iter().map(|(_, place)| *place).collect();
        let kept = longest_run(&places);
        moved.extend(stayed.iter().zip(kept).filter(|(_, kept)| !kept).map(|((id, _), _)| *id));
    }
    moved
}

/// For each number whether it belongs to the longest run, in order, that grows.
#[must_use]
pub fn longest_run(numbers: &[usize]) -> Vec<bool> {
    // ends[n]: where the run of n + 1 numbers with the smallest end ends; before[i]: where the run up to i comes from.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let n = ends.partition_point(|end| numbers[*end] < *number);
        before.push(n.checked_sub(1).map(|shorter| ends[shorter]));
        if n == ends.len() {
            ends.push(at);
        } else {
            ends[n] = at;
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(here) = at {
        kept[here] = true;
        at = before[here];
    }
    kept
}

/// All records of both, in the order of the newer one; what only the older one has stands after what it followed there.
fn in_order(old: &Indexed, new: &Indexed) -> Vec<Id> {
    let mut lists: HashMap<(Option<Id>, Kind), Vec<Id>> = new.lists.clone();
    for key in &old.order {
        let list = lists.entry(*key).or_default();
        let mut after = 0;
        for id in old.list(*key) {
            if let Some(at) = list.iter().position(|other| other == id) {
                after = at + 1;
            } else if !new.entries.contains_key(id) {
                list.insert(after, *id);
                after += 1;
            }
        }
    }
    let mut found = Vec::new();
    walk(None, &lists, &mut found);
    found
}

fn walk(parent: Option<Id>, lists: &HashMap<(Option<Id>, Kind), Vec<Id>>, found: &mut Vec<Id>) {
    for kind in KINDS {
        for id in lists.get(&(parent, kind)).map_or(&[][..], Vec::as_slice) {
            found.push(*id);
            walk(Some(*id), lists, found);
        }
    }
}
