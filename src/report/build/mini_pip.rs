//! The report of Mini PIPs: one row for each action step or benchmark, with the six columns of the form.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{RowState, Stage, names};
use crate::domain::record::Record;
use crate::report::{Cell, Column};

/// The columns, in order.
pub const COLUMNS: [Column; 14] = [
    Column::words("plan", "Plan", "title of the Mini PIP"),
    Column::words("office", "Office", "its office or district"),
    Column::words("stage", "Stage", "stage of the plan"),
    Column::words("element", "Element", "title of the element"),
    Column::words("kind", "Kind", "step or benchmark"),
    Column::words("state", "State", "overdue, due_soon, follow_up_due, in_progress, not_started, complete, waived or released"),
    Column::words("action_step", "Action step/benchmark", "the action step or benchmark"),
    Column::words("responsible", "Person(s) responsible", "who does it"),
    Column::words("evidence", "Evidence of completion", "evidence of completion"),
    Column::words("completion", "Completion", "completion timeline as written"),
    Column::data("completion_due", "the day that it means"),
    Column::words("follow_up", "Follow-up", "follow-up timeline as written"),
    Column::data("follow_up_due", "the day that it means"),
    Column::words("released", "Released", "date released"),
];

/// Columns and rows of the plans that pass.
#[must_use]
pub fn build(book: &Book, today: NaiveDate, wanted: &dyn Fn(&Record) -> bool) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let mut rows = Vec::new();
    for plan in book.all(Kind::MiniPip).into_iter().filter(|plan| wanted(plan)) {
        for element in book.parts(plan.id, Kind::Element) {
            for row in book.parts(element.id, Kind::Row) {
                rows.push(cells(book, today, plan, element, row));
            }
        }
    }
    (COLUMNS.to_vec(), rows)
}

fn cells(book: &Book, today: NaiveDate, plan: &Record, element: &Record, row: &Record) -> Vec<Cell> {
    let (at, is) = (Stage::of(plan), RowState::of(row, today));
    // A timeline as it was written; where nothing was, the date that it means.
    let timeline = |text: Field, due: Field| match row.text(text) {
        "" => Cell::default().shown(row.date(due).map(|d| d.to_string()).unwrap_or_default()),
        text => Cell::text(text),
    };
    vec![
        Cell::text(book.name(plan.id)),
        Cell::text(&place(book, plan)),
        Cell::text(at.code()).shown(at.words()),
        Cell::text(book.name(element.id)),
        Cell::text(row.text(Field::Part)),
        Cell::text(is.code()).shown(is.words()),
        Cell::text(row.text(Field::Text)),
        Cell::text(&names(book, row.records(Field::People))),
        Cell::text(row.text(Field::Evidence)),
        timeline(Field::Completion, Field::CompletionDue),
        Cell::day(row.date(Field::CompletionDue)),
        timeline(Field::FollowUp, Field::FollowUpDue),
        Cell::day(row.date(Field::FollowUpDue)),
        Cell::day(row.date(Field::Released)),
    ]
}

/// The office or district of a plan.
fn place(book: &Book, plan: &Record) -> String {
    let id: Option<Id> = plan.record(Field::Office).or_else(|| plan.record(Field::District));
    id.map_or_else(String::new, |id| book.name(id).to_owned())
}
