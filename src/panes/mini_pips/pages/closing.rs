//! Closing: the final evaluation by the plan's own process, what is not released yet, the report, and how gains last.

use crate::command::{Command, Context};
use crate::domain::closing::{answer_words, answered, open_rows, rows, waived_rows};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{RowState, title};
use crate::domain::monitoring::{Found, done_checks};
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::batch::Batch;
use super::super::choices::AS_PLANNED;
use super::super::columns::text;
use super::super::fields::{Labelled, labelled};
use super::super::slot::{Editor, Slot};
use super::super::source;
use super::{About, Goes, Line, Page, Tab};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "",
    adds: "",
    fixed: "This comes from the plan; Enter goes to where it can be changed.",
    offers: &[Command::Edit, Command::Enter, Command::RecordExit, Command::FullText, Command::GoToPage, Command::Undo],
};

/// What is written of an evaluation row at the end.
const ROW: [Labelled; 4] = [
    labelled("As planned?", Field::Answer, Editor::Choice(AS_PLANNED)),
    labelled("Finding", Field::Finding, Editor::Text),
    labelled("Answered by", Field::ReplyWho, Editor::Line),
    labelled("Answered on", Field::ReplyDay, Editor::Day),
];

const REPORT: [Labelled; 2] =
    [labelled("Final evaluation report", Field::FinalReport, Editor::Text), labelled("Reported on", Field::ReportedOn, Editor::Day)];

const SUSTAINED: Labelled = labelled("How gains are sustained", Field::Sustained, Editor::Text);

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("What", 28, 44), text("Text", 44, 150)]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let Some(record) = cx.book.get(plan) else { return Vec::new() };
    let mut lines = evaluation(cx, record);
    lines.extend(not_released(cx, plan));
    lines.extend(waived(cx, plan));
    lines.extend(report(cx, record));
    lines
}

/// A line that only says something: a label, and a text beside it.
fn says(plan: Id, label: &str, words: impl Into<String>, meaning: Meaning) -> Line {
    Line::saying(plan).says(0, label, Meaning::Muted).says(1, words, meaning)
}

fn evaluation(cx: &Context, plan: &Record) -> Vec<Line> {
    let (done, all) = answered(cx.book, plan.id);
    let mut lines = Vec::new();
    for (at, row) in cx.book.parts(plan.id, Kind::Evaluation).into_iter().enumerate() {
        let about = [row.text(Field::Measure), row.text(Field::Frequency), row.text(Field::Who)];
        let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
        let begin = lines.len();
        lines.push(says(plan.id, "The plan says", about.join("; ").replace('\n', " "), Meaning::Muted).goes(Goes::Record(row.id, None)));
        let checks = done_checks(cx.book, plan.id, Some(row.id));
        let mut found = Found::of(cx.book, plan, row, cx.today).words();
        if let Some((last, day)) = checks.first().and_then(|last| Some((last, last.date(Field::Day)?))) {
            let finding = last.text(Field::Finding).lines().next().unwrap_or("");
            let finding = if finding.is_empty() { String::new() } else { format!(": {finding}") };
            found = format!("{found}\nlast on {}{finding}", dates::show(day, cx.day_first));
        }
        lines.push(says(plan.id, "The checks found", found, Meaning::Text).goes(Goes::Page(Page::Tab(Tab::Checks))));
        lines.extend(ROW.iter().map(|field| Line::form(row.id, Kind::Evaluation, plan.id, *field)));
        let words = format!("Evaluation {} of {all}: {}", at + 1, title(row).lines().next().unwrap_or(""));
        lines[begin].band = Some((words, answer_words(row.text(Field::Answer)).to_owned()));
    }
    if lines.is_empty() {
        let words = "The plan has no evaluation row; Enter goes to where they are written.";
        lines.push(says(plan.id, "Final evaluation", words, Meaning::Warn).goes(Goes::Page(Page::Tab(Tab::Evaluation))));
    }
    if all == 0 {
        lines[0].band = Some(("Final evaluation".to_owned(), format!("{done} of {all} answered")));
    }
    lines
}

/// The name of a row with its element: `Element 2, action step 'Train all screeners'`.
fn name(element: usize, row: &Record) -> String {
    let sort = if row.text(Field::Part) == "benchmark" { "benchmark" } else { "step" };
    format!("Element {element}, {sort}: {}", title(row).lines().next().unwrap_or(""))
}

const WAIVED: Option<(Field, Editor)> = Some((Field::Waived, Editor::Text));

fn not_released(cx: &Context, plan: Id) -> Vec<Line> {
    let open = open_rows(cx.book, plan, cx.today);
    let all = rows(cx.book, plan).count();
    let mut lines: Vec<Line> = Vec::new();
    for one in &open {
        let state = RowState::of(one.row, cx.today);
        let words = format!("{}\n{} {}", name(one.element, one.row), source::sign(state, &Glyphs::UNICODE), one.waits.words());
        let parent = one.row.parent().unwrap_or(plan);
        let line = Line::of(one.row, parent, 0).with_slots(&[None, WAIVED]);
        lines.push(line.says(0, words, Meaning::Text).goes(Goes::Record(one.row.id, Some(Field::Released))));
    }
    if lines.is_empty() {
        let words = if all == 0 { "The plan has no rows." } else { "Every row is released or waived." };
        lines.push(says(plan, "Rows", words, if all == 0 { Meaning::Muted } else { Meaning::Good }));
    }
    let words = "Rows not released: release them in the matrix, or say here why one is waived";
    lines[0].band = Some((words.to_owned(), format!("{} of {all}", open.len())));
    lines
}

fn waived(cx: &Context, plan: Id) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (element, row) in waived_rows(cx.book, plan, cx.today) {
        let line = Line::of(row, row.parent().unwrap_or(plan), 0).with_slots(&[None, WAIVED]);
        lines.push(line.says(0, name(element, row), Meaning::Muted).goes(Goes::Record(row.id, None)));
    }
    let n = lines.len();
    if let Some(first) = lines.first_mut() {
        first.band = Some(("Waived rows, and why".to_owned(), n.to_string()));
    }
    lines
}

fn report(cx: &Context, plan: &Record) -> Vec<Line> {
    let form = |field: &Labelled| Line::form(plan.id, Kind::MiniPip, plan.id, *field);
    let mut lines: Vec<Line> = REPORT.iter().map(form).collect();
    lines[0].band = Some(("Report and release".to_owned(), gate::words(gate::reached(cx.book, plan.id)).to_owned()));
    let released = match plan.date(Field::Released) {
        Some(day) => says(plan.id, "Officially released", dates::show_long(day), Meaning::Good),
        None => says(plan.id, "Officially released", "not yet; its gate asks for the day (Ctrl-U)", Meaning::Muted),
    };
    lines.push(released.goes(Goes::Page(Page::Tab(Tab::Stages))));
    lines.push(form(&SUSTAINED).under("After the release: the third meeting looks at new data", ""));
    lines
}

/// What goes with a final answer: who gave it, today.
pub fn also(batch: &mut Batch, slot: &Slot) {
    let row = batch.read(slot.record, Kind::Evaluation);
    if slot.field != Field::Answer || row.text(Field::Answer).is_empty() {
        return;
    }
    if row.date(Field::ReplyDay).is_none() {
        let today = batch.cx().today;
        batch.set(slot.record, Kind::Evaluation, Field::ReplyDay, Value::Date(today));
    }
    if row.text(Field::ReplyWho).is_empty() {
        let who = batch.cx().book.facts.who.clone();
        batch.set(slot.record, Kind::Evaluation, Field::ReplyWho, Value::text(who));
    }
}
