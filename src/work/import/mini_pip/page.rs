//! A document as a filled-in form: its tables recognised by their heads and labels, each place by its tag or its column.
//! What it means for a plan is `domain/paper/compare.rs`'s.

use std::collections::HashSet;

use super::heads::{Listed, Named, head, is_hint, named, plain, with_text};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::paper::base::Base;
use crate::domain::paper::filled::{Filled, Line, Outside};
use crate::domain::paper::tagged;
use crate::import::docx::{Block, Cell, Document, Row, Table};

/// A document as a filled-in form.
pub(super) fn filled(document: &Document) -> Filled {
    let mut page = Page { filled: Filled { base: Base::read(&document.properties), ..Filled::default() }, ..Page::default() };
    let mut tables = 0;
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                let place = if paragraph.heading.is_some() { "a heading".to_owned() } else { format!("paragraph {}", at + 1) };
                let front = tables == 0 && paragraph.text.contains("data as of");
                if !front {
                    page.outside(&place, &paragraph.text);
                }
            }
            Block::Table(table) => {
                tables += 1;
                page.table(table, &format!("table {tables}"));
            }
        }
    }
    page.filled
}

/// Where a line of a list goes.
#[derive(Default)]
enum Mode {
    /// Labels and places beside or below them.
    #[default]
    Labels,
    /// Lines under a head: of what, and the field of each column by where it begins.
    List(Listed, Vec<(usize, Option<Field>)>),
}

#[derive(Default)]
struct Page {
    filled: Filled,
    /// Lines by the path of their tags, so that places of one line find each other.
    paths: Vec<(String, usize)>,
    seen: HashSet<Id>,
    plan: Option<usize>,
    /// The person on the cover whose lines these are.
    person: Option<usize>,
    element: Option<usize>,
    mode: Mode,
    /// The label met last, whose place is still to come.
    waiting: Option<(usize, Field)>,
}

impl Page {
    fn outside(&mut self, place: &str, text: &str) {
        if !text.trim().is_empty() {
            self.filled.outside.push(Outside { place: place.to_owned(), text: text.trim().to_owned() });
        }
    }

    fn table(&mut self, table: &Table, place: &str) {
        self.mode = Mode::Labels;
        self.waiting = None;
        for (at, row) in table.rows.iter().enumerate() {
            let place = format!("{place}, row {}", at + 1);
            for nested in row.cells.iter().flat_map(|cell| &cell.tables) {
                let texts = nested.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
                self.outside(&format!("{place}, a table within it"), &texts.collect::<Vec<_>>().join(" | "));
            }
            let untagged = row.cells.iter().all(|cell| cell.tags().next().is_none());
            let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            if let Some((list, fields)) = head(&texts).filter(|_| untagged) {
                self.mode = Mode::List(list, starts(row).zip(fields).collect());
                self.waiting = None;
                continue;
            }
            let again = untagged && row.cells.len() > 1 && matches!(texts.first().map(|text| named(text)), Some(Some(Named::Element)));
            if again {
                self.mode = Mode::Labels;
            }
            match &self.mode {
                Mode::List(list, columns) => {
                    let (list, columns) = (*list, columns.clone());
                    self.listed(list, &columns, row, &place);
                }
                Mode::Labels => self.labelled(row, &place),
            }
        }
    }

    /// A line of a list.
    fn listed(&mut self, list: Listed, columns: &[(usize, Option<Field>)], row: &Row, place: &str) {
        if row.cells.iter().all(|cell| cell.continues) {
            return;
        }
        let tags: Vec<_> = row.cells.iter().flat_map(Cell::tags).filter_map(tagged).collect();
        // A row belongs to the record that most of its places name.
        let count = |path: &str| tags.iter().filter(|tag| tag.path == path).count();
        let most = tags.iter().max_by_key(|tag| count(tag.path));
        let record = most.and_then(|tag| tag.record).filter(|(kind, _)| *kind == list.kind).map(|(_, id)| id);
        let mut cells: Vec<(Field, String)> = Vec::new();
        let mut rest: Vec<String> = Vec::new();
        for (start, cell) in starts(row).zip(&row.cells) {
            let own = cell.tags().filter_map(tagged).find(|tag| most.is_some_and(|most| most.path == tag.path)).map(|tag| tag.field);
            let column = columns.iter().find(|(at, _)| *at == start).and_then(|(_, field)| *field);
            let text = text(cell);
            match own.or(column).filter(|field| cells.iter().all(|(known, _)| known != field)) {
                Some(field) => cells.push((field, text)),
                // The printed number of a line.
                None if start == 0 && plain(&text).is_empty() => {}
                None => rest.push(text),
            }
        }
        for text in rest {
            self.outside(place, &text);
        }
        let within = matches!(list.kind, Kind::Goal | Kind::Row).then_some(self.element).flatten();
        let line = Line { kind: list.kind, part: list.part, record: None, within, cells, place: place.to_owned() };
        if matches!(list.kind, Kind::Goal | Kind::Row) && within.is_none() && record.is_none() {
            let texts: Vec<&str> = line.cells.iter().map(|(_, text)| text.as_str()).filter(|text| !text.is_empty()).collect();
            self.outside(&format!("{place}, under no element"), &texts.join(" | "));
            return;
        }
        // A second copy of a row is a new row.
        let record = record.filter(|id| self.seen.insert(*id));
        self.filled.lines.push(Line { record, ..line });
    }

    /// A row of labels and places.
    fn labelled(&mut self, row: &Row, place: &str) {
        for cell in row.cells.iter().filter(|cell| !cell.continues) {
            let tags: Vec<&str> = cell.tags().collect();
            let known = tags.iter().find_map(|tag| tagged(tag));
            let text = text(cell);
            if let Some(tag) = known {
                if let Some(at) = self.by_tag(tag.path, tag.record, self.waiting, place) {
                    self.put(at, tag.field, text);
                } else {
                    self.outside(place, &text);
                }
                self.waiting = None;
            } else if let Some(name) = named(&text) {
                self.waiting = self.begin(name, place);
            } else if let Some((name, rest)) = with_text(&text) {
                if let Some((at, field)) = self.begin(name, place) {
                    self.put(at, field, rest.to_owned());
                }
                self.waiting = None;
            } else if let Some((at, field)) = self.waiting.take() {
                self.put(at, field, text);
            } else {
                self.outside(place, &text);
            }
        }
    }

    /// The line that a label begins or goes on, and the field it is of.
    fn begin(&mut self, name: Named, place: &str) -> Option<(usize, Field)> {
        match name {
            Named::Plan(field) => Some((self.plan(place), field)),
            Named::Lead(part) => {
                self.person = Some(self.line(Kind::PipPerson, part, None, place));
                self.person.map(|at| (at, Field::Name))
            }
            Named::Person(field) => self.person.map(|at| (at, field)),
            Named::Element => {
                self.element = Some(self.line(Kind::Element, "", None, place));
                self.element.map(|at| (at, Field::Title))
            }
            Named::OfElement(field) => self.element.map(|at| (at, field)),
            Named::Goal => {
                let within = self.element?;
                let at = self.line(Kind::Goal, "", Some(within), place);
                Some((at, Field::Text))
            }
        }
    }

    fn plan(&mut self, place: &str) -> usize {
        if let Some(at) = self.plan {
            return at;
        }
        let at = self.line(Kind::MiniPip, "", None, place);
        self.plan = Some(at);
        at
    }

    fn line(&mut self, kind: Kind, part: &'static str, within: Option<usize>, place: &str) -> usize {
        self.filled.lines.push(Line { kind, part, record: None, within, cells: Vec::new(), place: place.to_owned() });
        self.filled.lines.len() - 1
    }

    /// The line that a tag belongs to: the one its label began, or the one that other tags of its path stand in.
    fn by_tag(&mut self, path: &str, record: Option<(Kind, Id)>, waiting: Option<(usize, Field)>, place: &str) -> Option<usize> {
        let at = match waiting {
            Some((at, _)) => at,
            None => match self.paths.iter().rev().find(|(known, _)| known == path) {
                Some((_, at)) => *at,
                // The label was taken away, and the tag still says what it is.
                None => match record {
                    Some((Kind::MiniPip, _)) => self.plan(place),
                    Some((Kind::Element, _)) => {
                        let at = self.line(Kind::Element, "", None, place);
                        self.element = Some(at);
                        at
                    }
                    _ => return None,
                },
            },
        };
        if !self.paths.iter().any(|(known, line)| known == path && *line == at) {
            self.paths.push((path.to_owned(), at));
        }
        if let Some((kind, id)) = record
            && self.filled.lines[at].kind == kind
            && self.filled.lines[at].record.is_none()
            && self.seen.insert(id)
        {
            self.filled.lines[at].record = Some(id);
        }
        Some(at)
    }

    fn put(&mut self, at: usize, field: Field, text: String) {
        let cells = &mut self.filled.lines[at].cells;
        match cells.iter_mut().find(|(known, _)| *known == field) {
            Some((_, said)) if said.is_empty() => *said = text,
            Some((_, said)) if !text.is_empty() => *said = format!("{said}\n{text}"),
            Some(_) => {}
            None => cells.push((field, text)),
        }
    }
}

/// Where the cells of a row begin, in columns.
fn starts(row: &Row) -> impl Iterator<Item = usize> {
    row.cells.iter().scan(0, |at, cell| {
        let start = *at;
        *at += cell.span.max(1);
        Some(start)
    })
}

/// What is written in a cell. Some programs let people type into the words that say what belongs there.
fn text(cell: &Cell) -> String {
    let text = cell.text.trim();
    if text.is_empty() && !is_hint(&cell.hint) { cell.hint.trim().to_owned() } else { text.to_owned() }
}
