//! Names of regions, offices and people in imported files, and the records they mean. A name that was changed later
//! still finds its record: by the former name that was kept, or through the id that the first name gave it.

use std::collections::{HashMap, HashSet};

use super::Draft;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::former::{Formers, Part};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::text::folded;
use crate::domain::value::Value;
use crate::import::fault::{Fault, Faults};
use crate::import::nearest::did_you_mean;

/// What is here, by name.
pub(super) struct Known {
    regions: HashMap<String, Id>,
    offices: HashMap<(Id, String), Id>,
    people: HashMap<String, Id>,
    /// Offices by former names and in former regions, where nothing is there by that name now.
    once: HashMap<(Id, String), Id>,
    /// Former names that were told about.
    told: HashSet<(Id, String)>,
}

impl Known {
    pub fn of(book: &Book) -> Known {
        let formers = Formers::of(book);
        let named = |kind: Kind| -> HashMap<String, Id> {
            let mut by: HashMap<String, Id> = HashMap::new();
            let all = book.all(kind);
            // Former names first, so that a name in use now goes to who has it now.
            for record in &all {
                for former in formers.about(record.id).iter().filter(|former| Part::Name.is_told(former)) {
                    by.insert(folded(former.text(Field::Name)), record.id);
                }
            }
            by.extend(all.iter().map(|r| (folded(r.text(Field::Name)), r.id)));
            by
        };
        let (mut offices, mut once) = (HashMap::new(), HashMap::new());
        for office in book.all(Kind::Office) {
            let told = formers.about(office.id);
            let region = office.record(Field::Region);
            if let Some(region) = region {
                offices.insert((region, folded(office.text(Field::Name))), office.id);
            }
            let called = told.iter().map(|f| f.text(Field::Name)).filter(|n| !n.is_empty()).chain([office.text(Field::Name)]);
            for name in called {
                let regions = told.iter().filter_map(|former| former.record(Field::Region)).chain(region);
                once.extend(regions.map(|region| ((region, folded(name)), office.id)));
            }
        }
        Known { regions: named(Kind::Region), offices, people: named(Kind::Worker), once, told: HashSet::new() }
    }
}

impl Draft<'_> {
    /// The region of that name; made if that is allowed, otherwise a fault and none.
    pub(super) fn region(&mut self, name: &str, create: bool, line: u64, faults: &mut Faults) -> Option<Id> {
        let key = folded(name);
        if let Some(id) = self.places.regions.get(&key) {
            let id = *id;
            self.say_once_called(id, "region", name, line, faults);
            return Some(id);
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
        if let Some(id) = self.places.offices.get(&key).or_else(|| self.places.once.get(&key)) {
            let id = *id;
            self.say_once_called(id, "office", name, line, faults);
            return Some(id);
        }
        let elsewhere = self.office_elsewhere(region, &key.1);
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
            if let Some(other) = elsewhere {
                faults.warn(|| {
                    Fault::new("office-elsewhere").line(line).cell("office", name).says(
                        format!("is in region '{}' here; this makes another office of the same name", self.book.name(other)),
                        "if it moved, say so first: in Settings, or in a list of offices with the first day there in the column from",
                    )
                });
            }
            self.set(id, Kind::Office, Field::Name, Value::text(name.trim()));
            self.set(id, Kind::Office, Field::Region, Value::Record(region));
            self.counts.offices += 1;
        }
        self.places.offices.insert(key, id);
        Some(id)
    }

    /// The region that an office of that name is in, other than this one.
    pub(super) fn office_elsewhere(&self, region: Id, folded_name: &str) -> Option<Id> {
        self.places.offices.keys().filter(|(other, known)| known == folded_name && *other != region).map(|(other, _)| *other).min()
    }

    /// Where an office of that name is, if this region had none in a fiscal year and another one has.
    pub(super) fn region_of_other_office(&self, region: Id, name: &str, year: i32) -> Option<Id> {
        let key = (region, folded(name));
        let Some(office) = self.places.offices.get(&key).or_else(|| self.places.once.get(&key)) else {
            return self.office_elsewhere(region, &key.1);
        };
        let formers = Formers::of(&self.book);
        if formers.about(*office).is_empty() {
            return self.book.get(*office).and_then(|office| office.record(Field::Region)).filter(|now| *now != region);
        }
        let then = formers.regions_in_year(*office, year);
        if then.contains(&region) { None } else { then.last().copied() }
    }

    /// Says once, of the first line, that a name in the file is not the one in use.
    fn say_once_called(&mut self, id: Id, column: &str, name: &str, line: u64, faults: &mut Faults) {
        let now = self.book.name(id);
        if folded(now) != folded(name) && self.places.told.insert((id, folded(name))) {
            faults.warn(|| {
                let fault = Fault::new("former-name").line(line).cell(column, name);
                fault.says(format!("is a former name of {column} '{now}'; what the file says of it is kept there"), "")
            });
        }
    }

    /// The office that is meant by a name in a region where it stands now, and none that stood there once.
    pub(super) fn office_now(&self, region: Id, name: &str) -> Option<Id> {
        self.places.offices.get(&(region, folded(name))).copied()
    }

    /// The one office of that name that stands in another region now.
    pub(super) fn one_office_elsewhere(&self, region: Id, name: &str) -> Option<Id> {
        let name = folded(name);
        let mut found = self.places.offices.iter().filter(|((other, known), _)| *known == name && *other != region);
        match (found.next(), found.next()) {
            (Some((_, id)), None) => Some(*id),
            _ => None,
        }
    }

    /// Looks at names anew, after what is here was renamed or moved.
    pub(super) fn know_again(&mut self) {
        let told = std::mem::take(&mut self.places.told);
        self.places = Known { told, ..Known::of(&self.book) };
    }

    /// The office of that name, whatever its region; a fault if there is none or more than one.
    pub(super) fn office_anywhere(&mut self, name: &str, line: u64, faults: &mut Faults) -> Option<Id> {
        let key = folded(name);
        let mut found: Vec<Id> = self.places.offices.iter().filter(|((_, known), _)| *known == key).map(|(_, id)| *id).collect();
        if found.is_empty() {
            found = self.places.once.iter().filter(|((_, known), _)| *known == key).map(|(_, id)| *id).collect();
            found.sort_unstable();
            found.dedup();
            if let [one] = found[..] {
                self.say_once_called(one, "office", name, line, faults);
            }
        }
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
