//! Names of regions, offices and people in imported files, and the records they mean. A name that was changed later
//! still finds its record, through the id that the first name gave it.

use std::collections::HashMap;

use super::Draft;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::fault::{Fault, Faults};
use crate::import::nearest::did_you_mean;

/// What is here, by name.
pub(super) struct Known {
    regions: HashMap<String, Id>,
    offices: HashMap<(Id, String), Id>,
    people: HashMap<String, Id>,
}

/// Names are one if they differ only in case or in blanks.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Known {
    pub fn of(book: &Book) -> Known {
        let named = |kind: Kind| book.all(kind).into_iter().map(|r| (folded(r.text(Field::Name)), r.id)).collect();
        let offices = book.all(Kind::Office).into_iter();
        Known {
            regions: named(Kind::Region),
            offices: offices.filter_map(|r| Some(((r.record(Field::Region)?, folded(r.text(Field::Name))), r.id))).collect(),
            people: named(Kind::Worker),
        }
    }
}

impl Draft<'_> {
    /// The region of that name; made if that is allowed, otherwise a fault and none.
    pub(super) fn region(&mut self, name: &str, create: bool, line: u64, faults: &mut Faults) -> Option<Id> {
        let key = folded(name);
        if let Some(id) = self.places.regions.get(&key) {
            return Some(*id);
        }
        let id = self.store.derived_id("region", &[&key]);
        if !self.is_here(id) {
            if !create {
                faults.fault(|| {
                    let near = did_you_mean(name, self.book.all(Kind::Region).into_iter().map(|r| r.text(Field::Name)));
                    Fault::new("region-unknown")
                        .line(line)
                        .cell("region", name)
                        .says(format!("there is no such region here{near}"), "correct it, import the offices first, or add --create-places")
                });
                return None;
            }
            self.set(id, Kind::Region, Field::Name, Value::text(name.trim()));
            self.counts.regions += 1;
        }
        self.places.regions.insert(key, id);
        Some(id)
    }

    /// The office of that name in a region, likewise.
    pub(super) fn office(&mut self, region: Id, region_name: &str, name: &str, create: bool, line: u64, faults: &mut Faults) -> Option<Id> {
        let key = (region, folded(name));
        if let Some(id) = self.places.offices.get(&key) {
            return Some(*id);
        }
        let id = self.store.derived_id("office", &[&folded(region_name), &key.1]);
        if !self.is_here(id) {
            if !create {
                faults.fault(|| {
                    let here = self.book.all(Kind::Office).into_iter().filter(|o| o.record(Field::Region) == Some(region));
                    let near = did_you_mean(name, here.map(|r| r.text(Field::Name)));
                    Fault::new("office-unknown").line(line).cell("office", name).says(
                        format!("there is no such office in region '{}'{near}", self.book.name(region)),
                        "correct it, import the offices first, or add --create-places",
                    )
                });
                return None;
            }
            self.set(id, Kind::Office, Field::Name, Value::text(name.trim()));
            self.set(id, Kind::Office, Field::Region, Value::Record(region));
            self.counts.offices += 1;
        }
        self.places.offices.insert(key, id);
        Some(id)
    }

    /// The region of an office of that name, if this region has none and another one has.
    pub(super) fn region_of_other_office(&self, region: Id, name: &str) -> Option<Id> {
        let key = (region, folded(name));
        if self.places.offices.contains_key(&key) {
            return None;
        }
        self.places.offices.keys().filter(|(_, known)| *known == key.1).map(|(other, _)| *other).min()
    }

    /// The office of that name, whatever its region; a fault if there is none or more than one.
    pub(super) fn office_anywhere(&mut self, name: &str, line: u64, faults: &mut Faults) -> Option<Id> {
        let key = folded(name);
        let found: Vec<Id> = self.places.offices.iter().filter(|((_, known), _)| *known == key).map(|(_, id)| *id).collect();
        match found.as_slice() {
            [one] => Some(*one),
            [] => {
                faults.fault(|| {
                    let near = did_you_mean(name, self.book.all(Kind::Office).into_iter().map(|r| r.text(Field::Name)));
                    let fault = Fault::new("office-unknown").line(line).cell("office", name);
                    fault.says(format!("there is no such office here{near}"), "correct it, or import the offices first")
                });
                None
            }
            several => {
                faults.fault(|| {
                    let fault = Fault::new("office-unclear").line(line).cell("office", name);
                    fault.says(format!("there are {} offices of this name", several.len()), "give the offices names that differ")
                });
                None
            }
        }
    }

    /// The person of that name, if there is one here.
    pub(super) fn person_here(&self, name: &str) -> Option<Id> {
        let key = folded(name);
        let derived = || Some(self.store.derived_id("worker", &[&key])).filter(|id| self.is_here(*id));
        self.places.people.get(&key).copied().or_else(derived)
    }

    /// The person of that name; made with this role if not here.
    pub(super) fn person(&mut self, name: &str, role: &str) -> Id {
        let key = folded(name);
        if let Some(id) = self.places.people.get(&key) {
            return *id;
        }
        let id = self.store.derived_id("worker", &[&key]);
        if !self.is_here(id) {
            self.set(id, Kind::Worker, Field::Name, Value::text(name.trim()));
            self.set(id, Kind::Worker, Field::Role, Value::text(role));
            self.counts.people += 1;
        }
        self.places.people.insert(key, id);
        id
    }
}
