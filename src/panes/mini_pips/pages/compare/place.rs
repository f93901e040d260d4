//! Where a difference stands in the form, in words: its section, and its place there as the matrix numbers it.

use std::collections::HashMap;

use crate::domain::field::Field;
use crate::domain::frozen::compare::{Difference, What};
use crate::domain::frozen::{Entry, Snapshot};
use crate::domain::id::Id;
use crate::domain::kind::Kind;

use super::super::super::fields::OVERVIEW_FORM;
use super::super::super::texts::Compared;
use super::super::super::words::quoted;

/// A section of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its place in the form: the section, and the element in it.
    pub order: (usize, usize),
    /// Its heading.
    pub words: String,
}

/// The records of both versions with their names.
pub struct Places<'a> {
    entries: HashMap<Id, &'a Entry>,
    names: HashMap<Id, String>,
    /// Elements in the order of the newer version, those taken out last.
    elements: Vec<Id>,
}

impl<'a> Places<'a> {
    /// Of both versions; where both have a record, the newer one names it.
    #[must_use]
    pub fn new(compared: &'a Compared) -> Places<'a> {
        let mut places = Places { entries: HashMap::new(), names: HashMap::new(), elements: Vec::new() };
        for snapshot in [&compared.newer, &compared.older] {
            places.add(snapshot);
        }
        places
    }

    fn add(&mut self, snapshot: &'a Snapshot) {
        let mut numbers: HashMap<(Option<Id>, Kind, bool), usize> = HashMap::new();
        for entry in &snapshot.entries {
            let benchmark = entry.kind == Kind::Row && entry.text(Field::Part) == "benchmark";
            let number = numbers.entry((entry.parent, entry.kind, benchmark)).or_default();
            *number += 1;
            if self.entries.contains_key(&entry.id) {
                continue;
            }
            self.entries.insert(entry.id, entry);
            self.names.insert(entry.id, name(entry, *number));
            if entry.kind == Kind::Element {
                self.elements.push(entry.id);
            }
        }
    }

    /// A record in words: "action step 3 'Train all caseworkers'".
    #[must_use]
    pub fn of(&self, record: Id) -> String {
        self.names.get(&record).cloned().unwrap_or_default()
    }

    /// The section in which a difference stands.
    #[must_use]
    pub fn section(&self, difference: &Difference) -> Section {
        let section = |order, words: &str| Section { order: (order, 0), words: words.to_owned() };
        let on_cover = || self.entries.get(&difference.record).is_none_or(|p| p.text(Field::Part) != "collaborator");
        match difference.kind {
            Kind::MiniPip => {
                let overview = difference.field().is_some_and(|field| OVERVIEW_FORM.iter().any(|line| line.field == field));
                if overview { section(1, "Section I, overview") } else { section(0, "Cover") }
            }
            Kind::PipPerson if on_cover() => section(0, "Cover"),
            Kind::Element => self.element(difference.record),
            Kind::Goal | Kind::Row => self.element(self.parent(difference)),
            Kind::Evaluation => section(6, "Evaluation"),
            Kind::Agreement => section(3, "Section III, agreements"),
            Kind::Timeline => section(4, "Section IV, timeline"),
            _ => section(5, "Section V, collaborators"),
        }
    }

    fn parent(&self, difference: &Difference) -> Id {
        match &difference.what {
            What::Moved { to, .. } => to.parent,
            _ => self.entries.get(&difference.record).and_then(|entry| entry.parent).unwrap_or(Id::NIL),
        }
    }

    fn element(&self, element: Id) -> Section {
        let at = self.elements.iter().position(|id| *id == element).unwrap_or(self.elements.len());
        Section { order: (2, at), words: format!("Section II, {}", self.of(element)) }
    }
}

fn name(entry: &Entry, number: usize) -> String {
    let text = |field| quoted(entry.text(field));
    let words = match entry.kind {
        Kind::MiniPip => return "the plan".to_owned(),
        Kind::PipPerson => return person(entry),
        Kind::Element => format!("element {number} {}", text(Field::Title)),
        Kind::Goal => match entry.text(Field::Term) {
            "" => format!("goal {number}"),
            term => format!("{term}-term goal"),
        },
        Kind::Row if entry.text(Field::Part) == "benchmark" => format!("benchmark {number} {}", text(Field::Text)),
        Kind::Row => format!("action step {number} {}", text(Field::Text)),
        Kind::Evaluation => format!("row {number} {}", text(Field::Method)),
        Kind::Agreement => text(Field::Role),
        _ => format!("row {number} {}", text(Field::Activity)),
    };
    words.trim_end().to_owned()
}

fn person(entry: &Entry) -> String {
    let part = match entry.text(Field::Part) {
        "member" => "team member",
        "" => "person",
        part => part,
    };
    format!("{part} {}", entry.text(Field::Name)).trim_end().to_owned()
}
