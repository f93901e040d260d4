//! The edits that taking a filled-in form makes, each seen at once by what follows: values, new records, places in lists.

use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// Edits on their way.
pub(super) struct Taking<'f> {
    /// The book as it will be.
    pub book: Book,
    /// The edits so far.
    pub edits: Vec<Edit>,
    fresh: &'f mut dyn FnMut() -> Id,
}

impl<'f> Taking<'f> {
    pub(super) fn new(book: &Book, fresh: &'f mut dyn FnMut() -> Id) -> Taking<'f> {
        Taking { book: book.clone(), edits: Vec::new(), fresh }
    }

    /// A record as it will be.
    pub(super) fn read(&self, id: Id, kind: Kind) -> Record {
        self.book.get(id).cloned().unwrap_or_else(|| Record::new(id, kind))
    }

    /// One field gets a value, unless it has it.
    pub(super) fn set(&mut self, id: Id, kind: Kind, field: Field, value: Value) {
        let same = match (self.book.get(id), field) {
            (Some(record), Field::Gone) => record.gone == (value == Value::Int(1)),
            (Some(record), field) => *record.get(field) == value,
            (None, _) => value.is_none(),
        };
        if !same {
            self.book.set(kind, id, field, value.clone());
            self.edits.push(Edit::new(id, kind, field, value));
        }
    }

    /// A new record behind another one of its list, or first; one that is part of nothing stands last.
    pub(super) fn make(&mut self, kind: Kind, parent: Id, previous: Option<Id>) -> Id {
        let id = (self.fresh)();
        let mut previous = previous;
        if let Some(field) = kind.parent() {
            self.set(id, kind, field, Value::Record(parent));
        } else {
            previous = self.siblings(kind, parent, id).last().map(|(last, _)| *last);
        }
        self.put_after(id, kind, parent, previous);
        id
    }

    /// Those of a kind and parent in order, without one of them.
    fn siblings(&self, kind: Kind, parent: Id, without: Id) -> Vec<(Id, String)> {
        let all = if kind.parent().is_some() { self.book.parts(parent, kind) } else { self.book.all(kind) };
        all.into_iter().filter(|r| r.id != without).map(|r| (r.id, r.text(Field::Position).to_owned())).collect()
    }

    /// Puts a record behind another one, or first.
    pub(super) fn put_after(&mut self, id: Id, kind: Kind, parent: Id, before: Option<Id>) {
        let others = self.siblings(kind, parent, id);
        let at = before.map_or(0, |before| others.iter().position(|(other, _)| *other == before).map_or(others.len(), |at| at + 1));
        let sound = others.iter().all(|(_, place)| !place.is_empty()) && others.windows(2).all(|pair| pair[0].1 < pair[1].1);
        if sound {
            let previous = at.checked_sub(1).map(|at| others[at].1.as_str());
            let place = order::between(previous, others.get(at).map(|(_, place)| place.as_str()));
            self.set(id, kind, Field::Position, Value::text(place));
            return;
        }
        let mut all: Vec<Id> = others.into_iter().map(|(other, _)| other).collect();
        all.insert(at, id);
        for (one, place) in all.iter().zip(order::spread(all.len())) {
            self.set(*one, kind, Field::Position, Value::text(place));
        }
    }
}
