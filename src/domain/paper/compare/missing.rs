//! Records of the plan that the document no longer has.

use super::{Difference, Fate, Field, HashSet, Id, Kind, Record, Value, Walk, called, fields, lists, plain, said, step, tag};

impl Walk<'_, '_> {
    /// Finds them; they are deleted here only where what is here may be replaced.
    pub(super) fn missing(&mut self) {
        let there: HashSet<Id> = self.ids.iter().flatten().copied().collect();
        let last = self.filled.lines.len();
        for list in lists(self.book, self.plan) {
            // With its element everything in it is gone.
            if list.parent != self.plan && !there.contains(&list.parent) {
                continue;
            }
            for (n, record) in list.records.iter().enumerate().filter(|(_, record)| !there.contains(&record.id)) {
                let cells = fields(list.kind, list.part);
                let made_since = self.base.is_some_and(|base| base.place(&tag(list.kind, record.id, cells[0].0)).is_none());
                if made_since || self.says_nothing(record, &cells) {
                    continue;
                }
                let said = cells.iter().map(|(field, _)| said(self.book, record, *field)).filter(|text| !text.is_empty());
                let before = said.collect::<Vec<_>>().join(" | ");
                let name = called(list.kind, list.part);
                let place = if list.parent == self.plan {
                    format!("{name} {}", n + 1)
                } else {
                    format!("{}, {name} {}", self.number_of(Some(list.parent)), n + 1)
                };
                let fate = if self.replace {
                    self.taking.set(record.id, list.kind, Field::Gone, Value::Int(1));
                    Fate::Taken
                } else {
                    Fate::Held("it is missing in the document; replacing deletes it here".to_owned())
                };
                self.found.push(Difference { place, before, after: String::new(), fate, at: last });
            }
        }
    }

    /// Whether nothing is written in a record and in what is part of it.
    fn says_nothing(&self, record: &Record, cells: &[super::super::Labelled]) -> bool {
        let empty = |record: &Record, cells: &[super::super::Labelled]| {
            let texts = cells.iter().filter(|(field, _)| *field != Field::Term).map(|(field, _)| said(self.book, record, *field));
            texts.into_iter().all(|text| step(&plain(&text)).1.is_empty())
        };
        let parts = [Kind::Goal, Kind::Row].into_iter().flat_map(|kind| self.book.parts(record.id, kind));
        empty(record, cells) && parts.into_iter().all(|part| empty(part, &fields(part.kind, "")))
    }
}
