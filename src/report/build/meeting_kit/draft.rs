//! The review of the draft at the second meeting: each element with its goals and steps, room for remarks, and the changes
//! that were asked for and are still open.

use super::Kit;
use crate::domain::content_check::is_row;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{goal_cell, names, title};
use crate::domain::negotiation::is_open;
use crate::domain::paper::said;
use crate::domain::process_dates;
use crate::report::form::{Form, Slot};
use crate::report::{Cell, Column, Part};

impl Kit<'_> {
    pub(super) fn draft(&mut self) {
        let book = self.book;
        let elements = book.parts(self.plan.id, Kind::Element);
        self.parts.push(Part::Chapter("The plan".to_owned()));
        if elements.is_empty() {
            self.words("The plan has no element yet.");
        }
        for (at, element) in elements.iter().enumerate() {
            self.parts.push(Part::Heading(format!("Element {}: {}", at + 1, title(element).replace('\n', " "))));
            let facts = [
                ("Strategy", element.text(Field::Strategy).to_owned()),
                ("Responsible", names(book, element.records(Field::Responsible))),
                ("Goals", goal_cell(book, element.id, false)),
                ("Partners", element.text(Field::Partners).to_owned()),
            ];
            let facts: Vec<(String, String)> =
                facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect();
            if !facts.is_empty() {
                self.parts.push(Part::Facts(facts));
            }
            let steps: Vec<_> = book.parts(element.id, Kind::Row).into_iter().filter(|row| is_row(row)).collect();
            if steps.is_empty() {
                continue;
            }
            let labels = ["Action step or benchmark", "Who", "By when", "Remarks"];
            let mut rows = vec![labels.map(Slot::label).to_vec()];
            for step in steps {
                let said = |field| Slot::printed(said(book, step, field));
                rows.push(vec![said(Field::Text), said(Field::People), said(Field::Completion), Slot::printed("")]);
            }
            let caption = format!("Action steps of element {}", at + 1);
            self.parts.push(Part::Form(Form { caption, widths: vec![42, 20, 18, 24], heads: 1, rows }));
        }
        self.open_changes();
        self.dates();
    }

    /// Changes asked for that wait for an answer.
    fn open_changes(&mut self) {
        let open: Vec<_> = self.book.parts(self.plan.id, Kind::Asking).into_iter().filter(|asking| is_open(asking)).collect();
        self.parts.push(Part::Heading(format!("Changes asked for and still open ({})", open.len())));
        if open.is_empty() {
            self.words("Every change that was asked for has its answer.");
            return;
        }
        let columns = vec![Column::note("What"), Column::note("Who asked"), Column::note("About")];
        let about = |id| self.book.get(id).map_or("", title).lines().next().unwrap_or_default();
        let row = |asking: &&crate::domain::record::Record| {
            vec![
                Cell::text(asking.text(Field::Text)),
                Cell::text(asking.text(Field::Who)),
                Cell::text(asking.record(Field::About).map_or("", about)),
            ]
        };
        let rows = open.iter().map(row).collect();
        self.parts.push(Part::Table(columns, rows));
    }

    /// The dates of the process.
    fn dates(&mut self) {
        let dates = process_dates::merged(self.book, self.plan.id);
        if dates.is_empty() {
            return;
        }
        self.parts.push(Part::Heading("Timeline".to_owned()));
        let columns = vec![Column::note("Date"), Column::note("Activity"), Column::note("Comment")];
        let row = |date: &process_dates::ProcessDate| {
            let day =
                if date.written.is_empty() { date.day.map(crate::domain::paper::day).unwrap_or_default() } else { date.written.clone() };
            vec![Cell::text(&day), Cell::text(&date.activity), Cell::text(&date.comment)]
        };
        self.parts.push(Part::Table(columns, dates.iter().map(row).collect()));
    }
}
