//! Comments and challenges of a whole round, what waits first: each leads to its answer.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::command::Context;
use crate::domain::change::Slot;
use crate::domain::dates;
use crate::domain::entry::{at, is_closed, is_decided};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::round::Worklist;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// The comments and challenges in their order.
pub(super) struct Talk<'a> {
    list: &'a Worklist,
    said: Vec<&'a Record>,
    columns: Vec<Column>,
    day_first: bool,
    glyphs: &'a Glyphs,
}

/// Whether something is still to be done about it.
fn waits(record: &Record) -> bool {
    if record.kind == Kind::Comment { !is_closed(record) } else { !is_decided(record) }
}

impl<'a> Talk<'a> {
    pub fn new(list: &'a Worklist, cx: &Context, glyphs: &'a Glyphs) -> Talk<'a> {
        let mut said: Vec<&Record> = list.file.comments.iter().chain(&list.file.challenges).collect();
        said.sort_by_key(|record| (!waits(record), record.date(Field::Day)));
        let columns = vec![
            Column::new("State", 12).between(10, 14),
            Column::new("Case", 12).between(8, 20),
            Column::new("Question", 9).between(8, 14),
            Column::new("What was said", 40).between(20, 90).wrapped(),
            Column::new("Who", 14).between(8, 20),
            Column::new("Day", 10),
            Column::new("Reply", 30).between(14, 60).wrapped(),
        ];
        Talk { list, said, columns, day_first: cx.day_first, glyphs }
    }

    /// The review and the answer that a line is about.
    pub fn target(&self, row: usize) -> Option<(Id, Option<Slot>)> {
        let record = self.said.get(row)?;
        Some((record.record(Field::Review)?, at(record)))
    }

    fn state(&self, record: &Record) -> CellText<'_> {
        let (words, meaning) = match (record.kind, record.text(Field::Status), record.text(Field::Outcome)) {
            (Kind::Comment, "closed", _) => (format!("{} closed", self.glyphs.done), Meaning::Muted),
            (Kind::Comment, "answered", _) => (format!("{} answered", self.glyphs.in_progress), Meaning::Text),
            (Kind::Comment, ..) => (format!("{} comment", self.glyphs.not_started), Meaning::Warn),
            (_, _, "") => (format!("{} challenge", self.glyphs.warning), Meaning::Warn),
            (_, _, outcome) => (format!("{} {outcome}", self.glyphs.done), Meaning::Muted),
        };
        CellText::new(words, meaning)
    }

    fn day(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(String::new, |day| dates::show(day, self.day_first))
    }
}

impl Source for Talk<'_> {
    fn rows(&self) -> usize {
        self.said.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(record) = self.said.get(row) else { return CellText::default() };
        let meaning = if waits(record) { Meaning::Text } else { Meaning::Muted };
        match column {
            0 => self.state(record),
            1 => {
                let case = record.record(Field::Review).and_then(|review| self.list.case_of(review));
                CellText::new(case.map_or("", |case| case.case_id.as_str()), meaning)
            }
            2 => {
                let question = at(record).and_then(|slot| self.list.round.instrument.questions.get(usize::from(slot.question())));
                CellText::new(question.map_or("the case", |question| question.code.as_str()), meaning)
            }
            3 => CellText::new(record.text(Field::Text), meaning),
            4 => CellText::new(record.text(Field::Who), meaning),
            5 => match record.date(Field::Due).filter(|_| waits(record)) {
                Some(due) => CellText::new(format!("by {}", self.day(Some(due))), Meaning::Warn),
                None => CellText::new(self.day(record.date(Field::Day)), Meaning::Muted),
            },
            _ => CellText::new(record.text(Field::Reply), meaning),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(
            "No comments and no challenges in this round. The second look comments on an answer (in the case, on the answer), the office \
             challenges one; all of them stand here until they are closed. Esc goes back to the cases.",
        )
    }
}
