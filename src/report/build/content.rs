//! What Mini PIPs still lack: one row for each gap of their content, answered or not. The rules are in
//! `domain/content_check.rs`.

use crate::domain::book::Book;
use crate::domain::content_check::{self, Checked};
use crate::domain::field::Field;
use crate::domain::record::Record;
use crate::domain::text::clean;
use crate::report::{Cell, Column};

/// The columns, in order.
pub const COLUMNS: [Column; 7] = [
    Column::words("plan", "Plan", "title of the Mini PIP"),
    Column::words("place", "Where", "title of the element; null for the plan itself"),
    Column::data("rule", "the content rule, a stable code such as goal.target"),
    Column::words("missing", "What is missing", "what is missing, in words"),
    Column::words("answer", "Answer", "why it stays open, if somebody said so; null while it is missing"),
    Column::words("answered_by", "By", "who said so"),
    Column::data("answered_on", "when"),
];

/// Columns and rows of these plans.
#[must_use]
pub fn build(book: &Book, plans: &[&Record]) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let rows = plans.iter().flat_map(|plan| content_check::checked(book, plan.id).into_iter().map(|gap| cells(book, plan, &gap)));
    (COLUMNS.to_vec(), rows.collect())
}

fn cells(book: &Book, plan: &Record, (gap, answer): &Checked) -> Vec<Cell> {
    let said = |field| answer.map_or_else(Cell::default, |answer| Cell::text(answer.text(field)));
    vec![
        Cell::text(book.name(plan.id)),
        Cell::text(&gap.place),
        Cell::text(gap.code),
        Cell::text(&gap.words),
        said(Field::Reason),
        said(Field::Who),
        Cell::day(answer.and_then(|answer| answer.date(Field::Day))),
    ]
}

/// Each gap of these plans that nobody has answered, as one line.
#[must_use]
pub fn lines(book: &Book, plans: &[&Record]) -> Vec<String> {
    let line = |plan: &Record, gap: content_check::Gap| {
        let place = if gap.place.is_empty() { String::new() } else { format!(", {}", gap.place) };
        clean(&format!("{}{place}: {}", book.name(plan.id), gap.words)).0.replace('\n', " ")
    };
    plans.iter().flat_map(|plan| content_check::open(book, plan.id).into_iter().map(|gap| line(plan, gap))).collect()
}
