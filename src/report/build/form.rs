//! The Mini PIP form: cover and Sections I to V, filled or blank by the same builder. Which places it has, their labels and
//! tags are `domain/paper.rs`'s; each table is made in a file of `form/`.

mod cover;
mod ends;
mod matrix;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::mini_pip::title;
use crate::domain::paper::base::Base;
use crate::domain::paper::{self, Labelled, Spot};
use crate::domain::record::Record;
use crate::report::form::Slot;
use crate::report::{Cell, Column, Part, Report, Table, Tells};

/// The columns, in order: one row for each place of the form.
pub const COLUMNS: [Column; 6] = [
    Column::words("section", "Section", "cover, overview, evaluation, element, goal, row, timeline or collaborator"),
    Column::number("element", "Element", "number of the element that it belongs to"),
    Column::number("line", "Line", "number of the person, goal, row or date among its own"),
    Column::words("field", "Field", "the field, a stable name such as completion"),
    Column::words("label", "Label", "the label on the form"),
    Column::words("text", "Text", "what stands there; null for an empty place").telling(Tells::FreeText),
];

/// The columns of the table of signatures.
pub const SIGNATURES: [Column; 5] = [
    Column::words("role", "Role", "as what a person signs"),
    Column::words("name", "Name", "who signs").telling(Tells::Person),
    Column::words("signed", "Signed", "the day; null if it is still to be signed"),
    Column::words("version", "Version", "number of the frozen version that was signed"),
    Column::words("changed_since", "Changed since", "whether the plan's text is another one than that version's"),
];

/// The report. Of a Mini PIP; none is the blank form. A draft bears the day of the data.
#[must_use]
pub fn build(book: &Book, plan: Option<Id>, data: Option<NaiveDate>) -> Report {
    let plan = plan.and_then(|id| book.get(id));
    let mut maker = Maker { book, plan, parts: Vec::new(), rows: Vec::new(), places: Vec::new() };
    maker.cover();
    maker.overview();
    maker.matrix();
    let signatures = maker.agreements();
    maker.timeline();
    maker.collaborators();
    let digest = plan.map(|plan| frozen::digest(book, plan.id)).unwrap_or_default();
    let places = maker.places.iter().map(|(tag, text)| (tag.as_str(), text.as_str()));
    let properties = Base::write(plan.map(|plan| plan.id), &digest, places);
    Report {
        subject: plan.map_or_else(String::new, |plan| title(plan).to_owned()),
        footer: footer(book, plan, data),
        columns: COLUMNS.to_vec(),
        rows: maker.rows,
        tables: vec![Table { name: "signatures", columns: SIGNATURES.to_vec(), rows: signatures }],
        parts: maker.parts,
        properties,
        ..Report::default()
    }
}

/// Which text it is: a frozen version with its day, or a draft of the day of the data.
fn footer(book: &Book, plan: Option<&Record>, data: Option<NaiveDate>) -> String {
    let Some(plan) = plan else { return "empty form".to_owned() };
    let of = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| format!(", {}", paper::day(day)));
    let newest = frozen::newest(book, plan.id, None);
    match newest {
        Some(version) if !frozen::changed_since(book, plan.id, version) => {
            let of = version.date(Field::Day).map_or_else(String::new, |day| format!(" of {}", paper::day(day)));
            format!("version {}{of}", version.int(Field::Number).unwrap_or(0))
        }
        Some(version) => format!("draft after version {}{}", version.int(Field::Number).unwrap_or(0), of(data)),
        None => format!("draft{}", of(data)),
    }
}

/// Where a place stands in the data: its section, the number of its element, the number of its line.
#[derive(Clone, Copy)]
struct At {
    section: &'static str,
    element: Option<usize>,
    line: Option<usize>,
}

impl At {
    const fn of(section: &'static str) -> At {
        At { section, element: None, line: None }
    }

    const fn line(self, line: usize) -> At {
        At { line: Some(line), ..self }
    }

    const fn element(self, element: usize) -> At {
        At { element: Some(element), ..self }
    }
}

/// A form while it is put together.
struct Maker<'a> {
    book: &'a Book,
    plan: Option<&'a Record>,
    parts: Vec<Part>,
    rows: Vec<Vec<Cell>>,
    places: Vec<(String, String)>,
}

impl<'a> Maker<'a> {
    /// A place to fill: on the page, among the rows for programs, and among the places that are compared when it comes back.
    fn place(&mut self, spot: &Spot, (field, label): Labelled, at: At) -> Slot {
        let (tag, text) = (spot.tag(field), spot.said(self.book, field));
        let number = |n: Option<usize>| Cell::whole(n.map(|n| n as u64));
        self.rows.push(vec![
            Cell::text(at.section),
            number(at.element),
            number(at.line),
            Cell::text(field.name()),
            Cell::text(label),
            Cell::text(&text),
        ]);
        // Heads and labels say what belongs there: words in every empty place would only be in the way of a pen.
        let filled = Slot::fill(tag.clone(), text.clone(), "");
        self.places.push((tag, text));
        filled
    }

    /// A row of places; an empty one has room to write by hand.
    fn line(&mut self, spot: &Spot, fields: &[Labelled], at: At) -> Vec<Slot> {
        let lines = if matches!(spot, Spot::Empty(_)) && matches!(at.section, "row" | "goal" | "evaluation") { 3 } else { 1 };
        fields.iter().map(|labelled| self.place(spot, *labelled, at).room(lines)).collect()
    }

    /// The plan as a place to fill.
    fn whole(&self) -> Spot<'a> {
        self.plan.map_or_else(|| Spot::Empty("pip/1".to_owned()), Spot::Known)
    }

    /// Records as lines, and empty lines after them until there are so many.
    fn lines(known: Vec<&'a Record>, least: usize, path: &str) -> Vec<Spot<'a>> {
        let there = known.len();
        let empty = (there..least.max(there)).map(|at| Spot::Empty(format!("{path}/{}", at + 1)));
        known.into_iter().map(Spot::Known).chain(empty).collect()
    }

    fn chapter(&mut self, words: impl Into<String>) {
        self.parts.push(Part::Chapter(words.into()));
    }
}

/// The labels of columns, as the head of a table.
fn heads(fields: &[Labelled]) -> Vec<Slot> {
    fields.iter().map(|(_, label)| Slot::label(*label)).collect()
}

/// The label of a field in a list of them.
fn labelled(fields: &[Labelled], field: Field) -> Labelled {
    let known: HashMap<Field, &'static str> = fields.iter().copied().collect();
    (field, known.get(&field).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests;
