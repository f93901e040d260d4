//! A filled-in form held against the plan, place by place: what is taken, what waits because it would take something away or
//! was changed here as well, and what cannot be taken. Nothing of the document is passed over in silence.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::base::{Base, plain};
use super::filled::{Filled, Line};
use super::fitting::{fit, lines_of};
use super::lists::{List, PARTS, called, fields, lists};
use super::meant::{Known, step};
use super::taking::Taking;
use super::{ROLES, said, tag};
use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::frozen::compare::{longest_run, marked};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::domain::value::Value;

mod missing;
mod order;

/// What becomes of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is taken.
    Taken,
    /// It is taken only if what is here may be replaced; why.
    Held(String),
    /// It is not taken; why.
    Left(String),
}

/// One difference between the document and the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: "element 2, row 3: Evidence of completion".
    pub place: String,
    /// What stands here.
    pub before: String,
    /// What stands in the document.
    pub after: String,
    /// What becomes of it.
    pub fate: Fate,
    /// The line of the document, to keep them in its order.
    at: usize,
}

/// How a form is taken.
pub struct How<'f> {
    /// Whether what is here may be replaced.
    pub replace: bool,
    /// The day on which it is read.
    pub today: NaiveDate,
    /// New ids.
    pub fresh: &'f mut dyn FnMut() -> Id,
}

/// What a form differs in, and what taking it does.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Compared {
    /// The differences, in the order of the form.
    pub differences: Vec<Difference>,
    /// The edits that take what can be taken.
    pub edits: Vec<Edit>,
    /// Places that say the same here.
    pub same: usize,
}

/// Holds a form against its plan; without one a new plan is made of it.
#[must_use]
pub fn compare(book: &Book, plan: Option<Id>, filled: &Filled, how: How) -> Compared {
    let How { replace, today, fresh } = how;
    let mut taking = Taking::new(book, fresh);
    let whole = plan.unwrap_or_else(|| begin(&mut taking, filled));
    let ids = match plan {
        Some(plan) => fit(book, plan, filled),
        None => filled.lines.iter().map(|line| (line.kind == Kind::MiniPip).then_some(whole)).collect(),
    };
    let base = filled.base.as_ref().filter(|base| base.plan == plan && plan.is_some());
    let mut walk = Walk { book, filled, base, plan: whole, ids, taking, replace, today, found: Vec::new(), same: 0 };
    for kind in [Kind::PipPerson, Kind::MiniPip, Kind::Evaluation, Kind::Timeline, Kind::Element, Kind::Goal, Kind::Row] {
        for at in (0..filled.lines.len()).filter(|at| filled.lines[*at].kind == kind) {
            walk.line(at);
        }
    }
    if plan.is_some() {
        walk.order();
        walk.missing();
    }
    let last = filled.lines.len();
    for outside in &filled.outside {
        let fate = Fate::Left("it stands in no place of the form".to_owned());
        walk.found.push(Difference { place: outside.place.clone(), before: String::new(), after: outside.text.clone(), fate, at: last });
    }
    walk.found.sort_by_key(|difference| difference.at);
    Compared { differences: walk.found, edits: walk.taking.edits, same: walk.same }
}

/// A new plan, as the empty form begins one: selected, with the four who sign.
fn begin(taking: &mut Taking, filled: &Filled) -> Id {
    let plan = taking.make(Kind::MiniPip, Id::NIL, None);
    taking.set(plan, Kind::MiniPip, Field::Stage, Value::text(Stage::Selected.code()));
    let office = filled.plan().map_or("", |line| line.text(Field::Office));
    if filled.plan().is_none_or(|line| plain(line.text(Field::Title)).is_empty()) {
        taking.set(plan, Kind::MiniPip, Field::Title, Value::text(format!("Mini PIP of {}", plain(office))));
    }
    let mut last = None;
    for role in ROLES {
        let agreement = taking.make(Kind::Agreement, plan, last);
        taking.set(agreement, Kind::Agreement, Field::Role, Value::text(role));
        last = Some(agreement);
    }
    plan
}

/// Going through a form.
struct Walk<'a, 'f> {
    book: &'a Book,
    filled: &'a Filled,
    base: Option<&'a Base>,
    plan: Id,
    /// The record of each line, those that are made among them.
    ids: Vec<Option<Id>>,
    taking: Taking<'f>,
    replace: bool,
    today: NaiveDate,
    found: Vec<Difference>,
    same: usize,
}

impl Walk<'_, '_> {
    fn line(&mut self, at: usize) {
        let line = &self.filled.lines[at];
        let whole = line.within.and_then(|within| self.ids[within]);
        match self.ids[at] {
            Some(id) if self.book.get(id).is_some_and(|record| !self.book.is_live(record)) => self.deleted(at, id),
            Some(id) => {
                self.elsewhere(at, id, whole);
                self.cells(at, id);
            }
            None if self.has_content(at) && (line.within.is_none() || whole.is_some()) => self.add(at, whole.unwrap_or(self.plan)),
            None => {}
        }
    }

    /// Whether anything is written in a line or in what is part of it.
    fn has_content(&self, at: usize) -> bool {
        let within = |line: &&Line| line.within == Some(at);
        !self.filled.lines[at].is_empty() || self.filled.lines.iter().filter(within).any(|line| !line.is_empty())
    }

    /// A record that the document still has and that was deleted here since.
    fn deleted(&mut self, at: usize, id: Id) {
        let line = &self.filled.lines[at];
        // A row of an element that was deleted goes with it.
        if self.book.get(id).is_some_and(|record| !record.gone) && line.within.is_some_and(|within| self.ids[within].is_some()) {
            let back = line.within.and_then(|within| self.ids[within]).and_then(|whole| self.taking.book.get(whole));
            if back.is_some_and(|whole| !whole.gone) {
                self.cells(at, id);
            }
            return;
        }
        let touched = |line: &Line, id: Id| {
            line.cells.iter().any(|(field, text)| self.base.and_then(|base| base.said(&tag(line.kind, id, *field), text)) == Some(false))
        };
        let parts = self.filled.lines.iter().zip(&self.ids).filter(|(line, _)| line.within == Some(at));
        let changed =
            touched(line, id) || parts.into_iter().any(|(line, own)| own.is_none_or(|own| touched(line, own)) && !line.is_empty());
        let fate = if self.base.is_some() && !changed {
            Fate::Left("it was deleted here since the document was made".to_owned())
        } else if self.replace {
            Fate::Taken
        } else {
            Fate::Held("it was deleted here; replacing brings it back".to_owned())
        };
        let back = fate == Fate::Taken;
        self.tell(at, "", String::new(), self.summary(at), fate);
        if back {
            self.taking.set(id, line.kind, Field::Gone, Value::None);
            self.cells(at, id);
        }
    }

    /// A record under another whole than here, or a person in another part.
    fn elsewhere(&mut self, at: usize, id: Id, whole: Option<Id>) {
        let line = &self.filled.lines[at];
        let record = self.taking.read(id, line.kind);
        if line.kind == Kind::PipPerson {
            let here = PARTS.into_iter().find(|part| super::people(self.book, self.plan, part).iter().any(|person| person.id == id));
            if here != Some(line.part) && self.moved_part(id, here, line.part) {
                let before = here.map_or("", |part| called(Kind::PipPerson, part));
                self.tell(at, "part", before.to_owned(), called(Kind::PipPerson, line.part).to_owned(), Fate::Taken);
                self.taking.set(id, Kind::PipPerson, Field::Part, Value::text(line.part));
            }
            return;
        }
        let Some((field, whole)) = line.kind.parent().filter(|_| line.within.is_some()).zip(whole) else { return };
        if record.parent() == Some(whole) || self.was_within(line, id) == Some(whole) {
            return;
        }
        let number = |of: Option<Id>| self.number_of(of);
        let (before, after) = (number(record.parent()), number(Some(whole)));
        self.tell(at, "element", before, after, Fate::Taken);
        self.taking.set(id, line.kind, field, Value::Record(whole));
        let previous = self.previous(at);
        self.taking.put_after(id, line.kind, whole, previous);
    }

    /// Whether it was the document that put a person into another part, as far as that is known.
    fn moved_part(&self, id: Id, here: Option<&str>, there: &str) -> bool {
        // A collaborator has places that somebody on the cover has not.
        let was = self.base.and_then(|base| {
            base.place(&tag(Kind::PipPerson, id, Field::Name))?;
            Some(base.place(&tag(Kind::PipPerson, id, Field::HelpsWith)).is_some())
        });
        was.is_none_or(|collaborator| {
            collaborator != (there == "collaborator") || here.is_some_and(|here| here != "collaborator" && there != "collaborator")
        })
    }

    /// The element that a row belonged to when the document was made: the last one that stood before it.
    fn was_within(&self, line: &Line, id: Id) -> Option<Id> {
        let base = self.base?;
        let own = base.place(&tag(line.kind, id, fields(line.kind, "")[0].0))?;
        let elements = self.filled.lines.iter().zip(&self.ids).filter(|(line, _)| line.kind == Kind::Element);
        let before = elements.filter_map(|(_, element)| Some((base.place(&tag(Kind::Element, (*element)?, Field::Title))?, (*element)?)));
        before.filter(|(place, _)| *place < own).max().map(|(_, element)| element)
    }

    /// "element 2", by its place in the plan as it will be.
    fn number_of(&self, element: Option<Id>) -> String {
        let all = self.taking.book.parts(self.plan, Kind::Element);
        let at = element.and_then(|id| all.iter().position(|one| one.id == id));
        at.map_or_else(String::new, |at| format!("element {}", at + 1))
    }

    /// The record of the line before one in its list.
    fn previous(&self, at: usize) -> Option<Id> {
        let line = &self.filled.lines[at];
        let before = self.filled.lines[..at].iter().zip(&self.ids).rev();
        let same = |other: &Line| other.kind == line.kind && other.part == line.part && other.within == line.within;
        before.into_iter().filter(|(other, _)| same(other)).find_map(|(_, id)| *id)
    }

    fn cells(&mut self, at: usize, id: Id) {
        let line = &self.filled.lines[at];
        let here = self.book.get(id).cloned().unwrap_or_else(|| Record::new(id, line.kind));
        for (field, text) in &line.cells {
            let (now, name) = (said(self.book, &here, *field), tag(line.kind, id, *field));
            if plain(&now) == plain(text) {
                self.same += 1;
                continue;
            }
            let unchanged = |text: &str| self.base.and_then(|base| base.said(&name, text));
            let fate = if unchanged(text) == Some(true) {
                Fate::Left("it was changed here since the document was made; what is here stays".to_owned())
            } else if self.replace {
                Fate::Taken
            } else if unchanged(&now) == Some(false) {
                Fate::Held("it was changed here as well since the document was made".to_owned())
            } else if plain(text).is_empty() {
                Fate::Held("it is emptied in the document".to_owned())
            } else {
                Fate::Taken
            };
            let fate = if fate == Fate::Taken { self.take(at, id, *field, text) } else { fate };
            let (before, after) = if now.len().max(text.len()) > 160 { marked(&now, text) } else { (now, text.clone()) };
            self.tell(at, &label(line, *field), before, after, fate);
        }
    }

    /// Takes what is written in a place, if it can stand there.
    fn take(&mut self, at: usize, id: Id, field: Field, text: &str) -> Fate {
        let kind = self.filled.lines[at].kind;
        let record = self.taking.read(id, kind);
        let known = Known { after: &self.taking.book, before: self.book, plan: self.plan, today: self.today };
        let meant = match known.meant(&record, field, text) {
            Ok(meant) => meant,
            Err(why) => return Fate::Left(why),
        };
        for (field, value) in meant.values {
            self.taking.set(id, kind, field, value);
        }
        if let Some(people) = meant.people {
            let part = if field == Field::Responsible { "member" } else { "collaborator" };
            let people = people.into_iter().map(|person| person.unwrap_or_else(|name| self.person(&name, part))).collect();
            self.taking.set(id, kind, field, Value::records(people));
        }
        Fate::Taken
    }

    /// A person who is named and whom the plan does not know.
    fn person(&mut self, name: &str, part: &str) -> Id {
        let last = self.taking.book.parts(self.plan, Kind::PipPerson).last().map(|person| person.id);
        let id = self.taking.make(Kind::PipPerson, self.plan, last);
        self.taking.set(id, Kind::PipPerson, Field::Part, Value::text(part));
        self.taking.set(id, Kind::PipPerson, Field::Name, Value::text(name));
        id
    }

    /// A line that is new.
    fn add(&mut self, at: usize, whole: Id) {
        let line = &self.filled.lines[at];
        let previous = self.previous(at).or_else(|| {
            let people = (line.kind == Kind::PipPerson).then(|| self.taking.book.parts(whole, Kind::PipPerson));
            people.and_then(|people| people.last().map(|person| person.id))
        });
        let id = self.taking.make(line.kind, whole, previous);
        self.ids[at] = Some(id);
        match line.kind {
            Kind::PipPerson => self.taking.set(id, line.kind, Field::Part, Value::text(line.part)),
            Kind::Row => self.taking.set(id, line.kind, Field::Part, Value::text(step(line.text(Field::Text)).0)),
            _ => {}
        }
        self.tell(at, "new", String::new(), self.summary(at), Fate::Taken);
        for (field, text) in line.cells.iter().filter(|(_, text)| !plain(text).is_empty()) {
            if let Fate::Left(why) = self.take(at, id, *field, text) {
                self.tell(at, &label(line, *field), String::new(), text.clone(), Fate::Left(why));
            }
        }
    }

    /// What a line says, cell by cell.
    fn summary(&self, at: usize) -> String {
        let cells = self.filled.lines[at].cells.iter().map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
        cells.collect::<Vec<_>>().join(" | ")
    }

    fn tell(&mut self, at: usize, what: &str, before: String, after: String, fate: Fate) {
        let place = self.place(at);
        let place = if what.is_empty() { place } else { format!("{place}: {what}") };
        self.found.push(Difference { place, before, after, fate, at });
    }

    /// Where a line stands, in words: "element 2, row 3".
    fn place(&self, at: usize) -> String {
        let line = &self.filled.lines[at];
        let same = |other: &&Line| other.kind == line.kind && other.part == line.part && other.within == line.within;
        let number = self.filled.lines[..=at].iter().filter(same).count();
        let name = called(line.kind, line.part);
        match line.within {
            _ if line.kind == Kind::MiniPip => name.to_owned(),
            Some(within) => format!("{}, {name} {number}", self.place(within)),
            None => format!("{name} {number}"),
        }
    }
}

/// What a field of a line is called on the form.
fn label(line: &Line, field: Field) -> String {
    let fields = fields(line.kind, line.part);
    fields.iter().find(|(known, _)| *known == field).map_or(field.words(), |(_, label)| *label).to_owned()
}
