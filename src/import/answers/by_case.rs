//! Rows that are a whole case, with a column for each item. Rows that are one answer belong to `reading.rs`.

use super::super::fault::Fault;
use super::super::ratings::{self, Item};
use super::super::table::{Table, not_read};
use super::at;
use super::cells::{self, Cell, look};
use super::reading::Reading;
use crate::domain::answers::Answer;

impl Reading<'_> {
    /// Takes the current row in: a case with all its ratings.
    pub(super) fn case_row<R>(&mut self, table: &Table<R>) {
        let Some((scale, review)) = self.case_of(table) else { return };
        let line = table.line();
        let occurrence = match look(&mut self.occurrences, table, at::OCCURRENCE, cells::occurrence) {
            Cell::Is(n) => n,
            Cell::Empty => 0,
            Cell::Wrong => return cells::bad_occurrence(&mut self.faults, line, &table.text(at::OCCURRENCE)),
        };
        let known = &mut self.scales[scale];
        let instrument = &known.instrument;
        let items = known.items.take().unwrap_or_else(|| table.items().iter().map(|(_, name)| ratings::item(instrument, name)).collect());
        for ((cell, name), item) in table.items().iter().zip(&items) {
            let raw = table.cell(*cell);
            if raw.trim_ascii().is_empty() || *item == Item::None {
                continue;
            }
            let scale = &mut self.scales[scale];
            let text = table.meaning(at::ANSWER, raw);
            let option = scale.options.get(raw).unwrap_or_else(|| {
                let found = if text.is_empty() { Cell::Empty } else { Cell::from_option(scale.instrument.option(&text)) };
                scale.options.put(raw, found)
            });
            let Item::Is(at) = *item else { continue };
            let question = &scale.instrument.questions[at];
            match option {
                _ if question.is_computed() => cells::computed(&mut self.faults, line, &question.code),
                Cell::Is(option) if !question.allows(option) => {
                    cells::not_allowed(&mut self.faults, line, name, option, question, &scale.instrument);
                }
                Cell::Is(option) => {
                    let area = question.area;
                    self.set((review, at as u16, occurrence), area, Answer::new(option, None), line);
                }
                Cell::Wrong => cells::unknown_answer(&mut self.faults, line, name, &text, &scale.instrument, &question.answers),
                Cell::Empty => {}
            }
        }
        self.scales[scale].items = Some(items);
        self.people(table, review);
        self.day(table, review);
        self.staff(table, review);
    }

    /// What the columns turned out to be: those that no version knows are said once, and that some are items is needed.
    pub(super) fn end_of_cases<R>(&mut self, table: &Table<R>) {
        let scales: Vec<_> = self.scales.iter().filter_map(|scale| Some((&scale.instrument, scale.items.as_ref()?))).collect();
        let Some((instrument, _)) = scales.first() else { return };
        let mut unknown = Vec::new();
        for (at, (_, name)) in table.items().iter().enumerate() {
            let several = scales.iter().find_map(|(instrument, items)| match items[at] {
                Item::Several(one, other) => Some((&instrument.questions[one].code, &instrument.questions[other].code)),
                _ => None,
            });
            if let Some((one, other)) = several {
                self.faults.fault(|| {
                    Fault::new("column-ambiguous")
                        .cell("column", name)
                        .says(format!("can be '{one}' or '{other}'"), "name the column by the whole code")
                });
            } else if scales.iter().all(|(_, items)| items[at] == Item::None) {
                unknown.push(name.clone());
            }
        }
        if unknown.len() == table.items().len() {
            let example = instrument.questions.first().map_or("", |question| question.code.as_str());
            self.faults.fault(|| {
                let fault = Fault::new("column-missing").cell("column", "question");
                fault.says(
                    format!("is missing, and no column is named by an item of {}; the file has {}", instrument.code, unknown.join(", ")),
                    format!("add columns for item and rating, or name the columns by their items, such as '{example}'"),
                )
            });
        } else {
            not_read(unknown.into_iter(), 0, &mut self.faults);
        }
    }
}
