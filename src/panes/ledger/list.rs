//! A page as an editable grid.

use std::borrow::Cow;

use super::page::{Cell, Line, Page};
use crate::command::Context;
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::domain::{book::Book, order};
use crate::panes::sheet::{Meant, Slot, Table};
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// A page as an editable grid.
pub struct List<'a> {
    pub page: &'a Page,
    pub cx: Context<'a>,
    /// The id of the record that the empty line becomes.
    coming: Option<Id>,
    /// The cursor's row: of several empty lines, the one that is typed into.
    row: usize,
}

impl<'a> List<'a> {
    pub fn new(page: &'a Page, cx: &Context<'a>, coming: Option<Id>, row: usize) -> List<'a> {
        List { page, cx: *cx, coming, row }
    }

    fn at(&self, row: usize, column: usize) -> Option<(&'a Line, &'a Cell)> {
        let line = self.page.lines.get(row)?;
        Some((line, line.cells.get(column)?))
    }

    /// The cell of a row for a given record: the line's own, or one that an empty line is to become.
    pub fn slot_for(&self, row: usize, column: usize, fresh: Option<Id>) -> Option<Slot> {
        let (line, cell) = self.at(row, column)?;
        let (field, means) = cell.field.as_ref()?;
        let (record, kind) = match (cell.of, &line.fresh) {
            (Some(of), _) => of,
            (None, Some(new)) => (fresh?, new.kind),
            (None, None) => (line.record, line.kind?),
        };
        let text = if line.fresh.is_some() {
            String::new()
        } else {
            self.cx.book.get(record).map_or_else(String::new, |r| means.text(r.get(*field), &self.cx))
        };
        Some(Slot { record, kind, field: *field, form: means.form(), text, words: format!("{} of {}", field.words(), line.called) })
    }

    /// What a text in a cell means, and what a new record begins with beside it.
    pub fn meant_at(&self, row: usize, column: usize, slot: &Slot, text: &str) -> Result<Meant, String> {
        let Some((line, cell)) = self.at(row, column) else { return Err(self.page.fixed.clone().into_owned()) };
        let Some((_, means)) = &cell.field else { return Err(self.page.fixed.clone().into_owned()) };
        let book = self.cx.book;
        let before = book.get(slot.record).and_then(|record| record.date(slot.field));
        let (value, understood) = means.read(text, before, &self.cx)?;
        let mut edits = Vec::new();
        let is_new = book.get(slot.record).is_none_or(Record::is_empty);
        if let Some(new) = line.fresh.as_ref().filter(|_| is_new && !value.is_none()) {
            let mut set = |field, value| edits.push(Edit::new(slot.record, new.kind, field, value));
            if let (Some(parent), Some(field)) = (new.parent, new.kind.parent()) {
                set(field, Value::Record(parent));
            }
            if new.kind.fields().contains(&Field::Position) {
                set(Field::Position, Value::text(order::between(last(book, new.kind, new.parent).as_deref(), None)));
            }
            for (field, value) in new.values.iter().filter(|(field, _)| *field != slot.field) {
                set(*field, value.clone());
            }
        }
        edits.push(Edit::new(slot.record, slot.kind, slot.field, value));
        if let Some(also) = self.page.also {
            also(&self.cx, slot, &mut edits)?;
        }
        Ok(Meant { edits, understood })
    }

    /// Where a slot stands: each field of a record stands in one cell of a page.
    fn place(&self, slot: &Slot) -> Option<(usize, usize)> {
        let new = Some(slot.record) == self.coming;
        let of = |line: &Line, cell: &Cell| {
            let here = match (cell.of, &line.fresh) {
                (Some((record, _)), _) => record == slot.record,
                (None, Some(fresh)) => new && fresh.kind == slot.kind,
                (None, None) => line.record == slot.record,
            };
            here && cell.field.as_ref().is_some_and(|(field, _)| *field == slot.field)
        };
        let on = |row: usize| {
            let line = self.page.lines.get(row)?;
            Some((row, line.cells.iter().position(|cell| of(line, cell))?))
        };
        on(self.row).or_else(|| (0..self.page.lines.len()).find_map(on))
    }
}

/// The place of the last one of a kind.
pub fn last(book: &Book, kind: Kind, parent: Option<Id>) -> Option<String> {
    let all = parent.map_or_else(|| book.all(kind), |parent| book.parts(parent, kind));
    all.iter().map(|record| record.text(Field::Position)).max().filter(|place| !place.is_empty()).map(str::to_owned)
}

impl Source for List<'_> {
    fn rows(&self) -> usize {
        self.page.lines.len()
    }

    fn columns(&self) -> &[Column] {
        &self.page.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        self.at(row, column).map_or_else(CellText::default, |(_, cell)| CellText::new(cell.text.as_str(), cell.meaning))
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let (text, right) = self.page.lines.get(row)?.band.as_ref()?;
        Some(Band { text: Cow::Borrowed(text), meaning: Meaning::Muted, right: Cow::Borrowed(right) })
    }

    fn row_cap(&self) -> u16 {
        if self.page.row_cap == 0 { 4 } else { self.page.row_cap }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.page.empty)
    }
}

impl Table for List<'_> {
    fn slot(&self, row: usize, column: usize) -> Option<Slot> {
        self.slot_for(row, column, self.coming)
    }

    fn meant(&self, slot: &Slot, text: &str) -> Result<Meant, String> {
        let (row, column) = self.place(slot).ok_or_else(|| "This line has gone".to_owned())?;
        self.meant_at(row, column, slot, text)
    }

    fn fixed(&self, _row: usize, _column: usize) -> String {
        if self.page.lines.is_empty() { self.page.empty.clone().into_owned() } else { self.page.fixed.clone().into_owned() }
    }
}
