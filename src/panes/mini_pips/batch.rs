//! A change while it is put together: drafts become edits one after the other, each checked against what the earlier ones
//! have made of the records. Unchanged fields are left out.

use std::collections::{HashMap, HashSet};

use crate::command::{Context, Effect};
use crate::domain::change::{Change, Seen};
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::text;
use crate::domain::value::Value;
use crate::widgets::text_field::LIMIT;

use super::follows;
use super::slot::{self, Editor, Slot};

/// A change while it is put together.
pub struct Batch<'a> {
    cx: &'a Context<'a>,
    plan: Option<Id>,
    records: HashMap<Id, Record>,
    made: Vec<(String, Id)>,
    sets: Vec<(Id, Kind, Field)>,
    known: HashSet<(Id, Field)>,
    /// The place of what was added last at the end of a list: the next one goes after it, without a look at the others.
    ends: HashMap<(Kind, Id), String>,
}

impl<'a> Batch<'a> {
    /// Nothing yet.
    #[must_use]
    pub fn new(cx: &'a Context<'a>, plan: Option<Id>) -> Batch<'a> {
        Batch { cx, plan, records: HashMap::new(), made: Vec::new(), sets: Vec::new(), known: HashSet::new(), ends: HashMap::new() }
    }

    /// What it is put together from.
    #[must_use]
    pub const fn cx(&self) -> &'a Context<'a> {
        self.cx
    }

    /// A record as the change has it so far.
    #[must_use]
    pub fn read(&self, id: Id, kind: Kind) -> Record {
        self.records.get(&id).or_else(|| self.cx.book.get(id)).cloned().unwrap_or_else(|| Record::new(id, kind))
    }

    /// Sets a field.
    pub fn set(&mut self, id: Id, kind: Kind, field: Field, value: Value) {
        let mut record = self.read(id, kind);
        record.set(field, value);
        self.records.insert(id, record);
        if self.known.insert((id, field)) {
            self.sets.push((id, kind, field));
        }
    }

    /// Takes a draft into its field; people that the plan does not know yet are made.
    ///
    /// # Errors
    /// A sentence that says why the draft cannot stand.
    pub fn write(&mut self, slot: &Slot, draft: &str) -> Result<(), String> {
        let mut record = self.read(slot.record, slot.kind);
        if let Some(field) = slot.kind.parent()
            && record.parent().is_none()
        {
            record.set(field, Value::Record(slot.parent));
        }
        let (draft, _) = text::clean(draft);
        if draft.len() > LIMIT && draft.chars().count() > LIMIT {
            return Err(format!("This text is longer than {LIMIT} characters; shorten it, or split it in two."));
        }
        let meaning = slot::understand(self.cx, self.plan, slot, &record, &draft)?;
        if let Some(why) = meaning.edits.iter().find_map(|edit| self.locked(&record, edit.field)) {
            return Err(why);
        }
        for edit in meaning.edits {
            self.set(edit.record, edit.kind, edit.field, edit.value);
        }
        for edit in follows::of(self.cx, self.plan, slot, &self.read(slot.record, slot.kind)) {
            self.set(edit.record, edit.kind, edit.field, edit.value);
        }
        if meaning.people.iter().any(Result::is_err) {
            let part = match slot.editor {
                Editor::People(part) => part,
                Editor::Attendee => "attendee",
                _ => "collaborator",
            };
            let people: Vec<Id> = meaning.people.into_iter().map(|one| one.unwrap_or_else(|name| self.person(&name, part))).collect();
            let value = match (slot.editor, people.first()) {
                (Editor::Attendee, Some(person)) => Value::Record(*person),
                _ => Value::records(people),
            };
            self.set(slot.record, slot.kind, slot.field, value);
        }
        // An answer to a gap without words is none.
        if slot.kind == Kind::GapAnswer && draft.trim().is_empty() {
            self.set(slot.record, slot.kind, Field::Gone, Value::Int(1));
        }
        Ok(())
    }

    /// Why a field of a record cannot be changed, where its plan is released.
    fn locked(&self, record: &Record, field: Field) -> Option<String> {
        let plan = if record.kind == Kind::MiniPip { Some(record.id) } else { self.plan };
        gate::locked(self.cx.book, plan?, record, field)
    }

    /// Why the change cannot be made: it would touch the text of a released plan.
    #[must_use]
    pub fn refused(&self) -> Option<String> {
        let moved = self.sets.iter().filter(|(id, _, field)| self.is_new(*id, *field));
        moved.into_iter().find_map(|(id, kind, field)| self.locked(&self.read(*id, *kind), *field))
    }

    /// Whether a field gets another value than it has.
    fn is_new(&self, id: Id, field: Field) -> bool {
        let Some(record) = self.records.get(&id) else { return false };
        match (self.cx.book.get(id), field) {
            (Some(before), Field::Gone) => before.gone != record.gone,
            (Some(before), _) => before.get(field) != record.get(field),
            (None, _) => !record.get(field).is_none(),
        }
    }

    /// The person of that name made in this change, made now if need be.
    fn person(&mut self, name: &str, part: &str) -> Id {
        let lower = name.to_lowercase();
        if let Some((_, id)) = self.made.iter().find(|(known, _)| *known == lower) {
            return *id;
        }
        let id = self.make(Kind::PipPerson, self.plan.unwrap_or(Id::NIL), usize::MAX);
        self.set(id, Kind::PipPerson, Field::Part, Value::text(part));
        self.set(id, Kind::PipPerson, Field::Name, Value::text(name));
        self.made.push((lower, id));
        id
    }

    /// A new record at a place among those of its kind and parent.
    pub fn make(&mut self, kind: Kind, parent: Id, at: usize) -> Id {
        let id = self.cx.ids.fresh();
        if let Some(field) = kind.parent() {
            self.set(id, kind, field, Value::Record(parent));
        }
        self.put(id, kind, parent, at);
        id
    }

    /// Puts a record at a place among those of its kind and parent, itself not counted. If their places leave no room,
    /// all get new ones.
    pub fn put(&mut self, id: Id, kind: Kind, parent: Id, at: usize) {
        if at == usize::MAX
            && let Some(end) = self.ends.get(&(kind, parent))
        {
            let place = order::between(Some(end), None);
            self.ends.insert((kind, parent), place.clone());
            self.set(id, kind, Field::Position, Value::text(place));
            return;
        }
        self.ends.clear();
        let others: Vec<(Id, String)> = self.siblings(kind, parent).into_iter().filter(|(other, _)| *other != id).collect();
        let at = at.min(others.len());
        let sound = others.iter().all(|(_, place)| !place.is_empty()) && others.windows(2).all(|w| w[0].1 < w[1].1);
        if sound {
            let before = at.checked_sub(1).map(|before| others[before].1.as_str());
            let place = order::between(before, others.get(at).map(|(_, place)| place.as_str()));
            if at == others.len() {
                self.ends.insert((kind, parent), place.clone());
            }
            self.set(id, kind, Field::Position, Value::text(place));
            return;
        }
        let mut all: Vec<Id> = others.into_iter().map(|(other, _)| other).collect();
        all.insert(at, id);
        for (one, place) in all.iter().zip(order::spread(all.len())) {
            self.set(*one, kind, Field::Position, Value::text(place));
        }
    }

    /// Those of a kind and parent in their order, with their places, as the change has them so far.
    #[must_use]
    pub fn siblings(&self, kind: Kind, parent: Id) -> Vec<(Id, String)> {
        let book = self.cx.book;
        let known = if kind.parent().is_some() { book.parts(parent, kind) } else { book.all(kind) };
        let mut found: Vec<(Id, String)> = Vec::new();
        for record in known {
            let now = self.records.get(&record.id).unwrap_or(record);
            if !now.gone && (kind.parent().is_none() || now.parent() == Some(parent)) {
                found.push((now.id, now.text(Field::Position).to_owned()));
            }
        }
        let fresh = self.records.values().filter(|r| r.kind == kind && !r.gone && (kind.parent().is_none() || r.parent() == Some(parent)));
        let mut fresh: Vec<(Id, String)> =
            fresh.filter(|r| !found.iter().any(|(id, _)| *id == r.id)).map(|r| (r.id, r.text(Field::Position).to_owned())).collect();
        // What is being made and has no place yet is not in the list.
        fresh.retain(|(_, place)| !place.is_empty());
        found.extend(fresh);
        found.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
        found
    }

    /// The change, if anything changes and may be changed: [`Batch::refused`] says why not.
    #[must_use]
    pub fn finish(self, words: impl Into<String>, saw: Seen) -> Option<Change> {
        if self.refused().is_some() {
            return None;
        }
        let mut change = Change::new(words, saw);
        for (id, kind, field) in self.sets.iter().copied() {
            let record = &self.records[&id];
            let value = if field == Field::Gone { Value::Int(i64::from(record.gone)) } else { record.get(field).clone() };
            if self.is_new(id, field) {
                change.set(id, kind, field, value);
            }
        }
        (!change.edits.is_empty()).then_some(change)
    }

    /// The change as something to be written, or why it cannot be; nothing if nothing changes.
    #[must_use]
    pub fn effect(self, words: impl Into<String>) -> Vec<Effect> {
        if let Some(why) = self.refused() {
            return vec![Effect::Refuse(why)];
        }
        let seen = self.cx.book.seen;
        self.finish(words, seen).map(Effect::Write).into_iter().collect()
    }
}
