//! Monitoring checks: those that are due as lines ready to fill, then what was found, row by row of the plan's evaluation.

use chrono::NaiveDate;

use crate::command::{Command, Context};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Stage, title};
use crate::domain::monitoring::{self, CheckState, Due, Found, Rhythm};
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::batch::Batch;
use super::super::choices::{AS_PLANNED, CHECKERS};
use super::super::columns::text;
use super::super::slot::{Editor, Slot};
use super::super::words::Piece;
use super::{About, Cells, Goes, Line, count};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::EvaluationRow, Editor::Part(Kind::Evaluation))),
    Some((Field::Due, Editor::Day)),
    Some((Field::Answer, Editor::Choice(AS_PLANNED))),
    Some((Field::Finding, Editor::Text)),
    Some((Field::Day, Editor::Day)),
    Some((Field::Who, Editor::Suggest(CHECKERS))),
    Some((Field::Element, Editor::Part(Kind::Element))),
];

/// The column in which one begins: whether all goes as planned.
pub const BEGIN: usize = 2;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No check yet. The evaluation rows of the plan say how often; each check is done by the QA unit and the panel.",
    adds: "Add a check",
    fixed: "This comes from the evaluation row; Enter goes there.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo, Command::NextSection],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Evaluation row", 20, 36),
        Column::new("Due", 10).between(10, 11).wrapped(),
        Column::new("As planned?", 13),
        text("Finding", 26, 70),
        Column::new("Checked", 10),
        text("By", 12, 24),
        text("Element", 16, 30),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let Some(record) = cx.book.get(plan) else { return Vec::new() };
    let mut lines = due(cx, record);
    lines.extend(without_days(cx, record));
    lines.extend(done(cx, record));
    lines.push(Line::blank(Kind::Check, plan));
    lines
}

/// What is due, with what was done of it today: a line stays where it is while it is filled.
fn due(cx: &Context, plan: &Record) -> Vec<Line> {
    let mut lines: Vec<(NaiveDate, usize, bool, Line)> = Vec::new();
    let mut late = 0;
    let rows = cx.book.parts(plan.id, Kind::Evaluation);
    let place = |id: Option<Id>| rows.iter().position(|row| Some(row.id) == id).unwrap_or(rows.len());
    for one in monitoring::due_checks(cx.book, plan.id, cx.today) {
        late += usize::from(one.state == CheckState::Overdue);
        lines.push((one.day, place(one.evaluation), one.state == CheckState::Later, open_line(cx, plan.id, &one)));
    }
    for check in cx.book.parts(plan.id, Kind::Check).into_iter().filter(|check| is_todays(cx, check)) {
        let day = check.date(Field::Due).unwrap_or(cx.today);
        lines.push((day, place(monitoring::live_row(cx.book, check)), false, Line::of(check, plan.id, 0)));
    }
    lines.sort_by_key(|(day, place, later, _)| (*later, *day, *place));
    let now = lines.iter().filter(|(.., later, _)| !later).count();
    let mut lines: Vec<Line> = lines.into_iter().map(|(.., line)| line).collect();
    if let Some(first) = lines.get_mut(now) {
        first.band = Some(("Next ones".to_owned(), String::new()));
    }
    if now > 0 {
        let all_done = lines[..now].iter().all(|line| line.slots.is_none());
        let words = if all_done { "Done today" } else { "Due now: say whether all goes as planned, and what was found" };
        let right = if late > 0 { format!("{late} overdue") } else { String::new() };
        lines[0].band = Some((words.to_owned(), right));
    }
    lines
}

/// A check that was due and was done today.
fn is_todays(cx: &Context, check: &Record) -> bool {
    check.date(Field::Day) == Some(cx.today) && check.date(Field::Due).is_some()
}

fn open_line(cx: &Context, plan: Id, due: &Due) -> Line {
    let (sign, meaning) = look(due.state, &Glyphs::UNICODE);
    let day = dates::show(due.day, cx.day_first);
    let day = if due.state == CheckState::Later { day } else { format!("{day}\n{sign} {}", due.state.words()) };
    let row = due.evaluation.and_then(|id| cx.book.get(id));
    let line = match due.planned.and_then(|id| cx.book.get(id)) {
        Some(check) => Line::of(check, plan, 0),
        None => Line::blank(Kind::Check, plan).starts(Field::Due, Value::Date(due.day)),
    };
    let line = line.with_slots(&[&[None, None], &CELLS[2..]].concat()).says(1, day, meaning);
    match row {
        Some(row) => line
            .says(0, title(row), Meaning::Text)
            .starts(Field::EvaluationRow, Value::Record(row.id))
            .goes(Goes::Record(row.id, Some(Field::Frequency))),
        None => line.says(0, "set by hand", Meaning::Muted),
    }
}

const fn look(state: CheckState, glyphs: &Glyphs) -> (&'static str, Meaning) {
    match state {
        CheckState::Overdue => (glyphs.warning, Meaning::Error),
        CheckState::Soon => (glyphs.pointer, Meaning::Warn),
        CheckState::Later => ("", Meaning::Muted),
        CheckState::Missed => (glyphs.dropped, Meaning::Warn),
        CheckState::Done => (glyphs.done, Meaning::Good),
    }
}

/// Rows that bring no check: because nothing can be read from them, or because the plan is not signed yet.
fn without_days(cx: &Context, plan: &Record) -> Vec<Line> {
    let early = Stage::of(plan) < Stage::Signed;
    let mut lines = Vec::new();
    for row in cx.book.parts(plan.id, Kind::Evaluation).into_iter().filter(|row| row.text(Field::Answer).is_empty()) {
        let line = Line::saying(plan.id).says(0, title(row), Meaning::Text).goes(Goes::Record(row.id, Some(Field::Frequency)));
        match Rhythm::of(plan, row) {
            Err(why) => {
                let words = why.to_string();
                lines.push(line.says(1, "no day", Meaning::Warn).says(3, format!("No check comes due: {words}."), Meaning::Warn));
            }
            Ok(rhythm) if early => {
                let then = rhythm.repeat.map_or_else(|| "once".to_owned(), |repeat| format!("then {repeat}"));
                let until = rhythm.last.map_or_else(String::new, |last| format!(" until {}", dates::show(last, cx.day_first)));
                let day = dates::show(rhythm.first, cx.day_first);
                lines.push(line.says(1, day, Meaning::Muted).says(3, format!("{then}{until}"), Meaning::Muted));
            }
            Ok(_) => {}
        }
    }
    if let Some(first) = lines.first_mut() {
        let words = if early { "Checks come due once the plan is signed" } else { "Evaluation rows that bring no check" };
        first.band = Some((words.to_owned(), String::new()));
    }
    lines
}

/// What was done, by evaluation row, the newest first.
fn done(cx: &Context, plan: &Record) -> Vec<Line> {
    let rows = cx.book.parts(plan.id, Kind::Evaluation);
    let mut lines = Vec::new();
    for row in rows.iter().map(|row| Some(*row)).chain([None]) {
        let checks = monitoring::done_checks(cx.book, plan.id, row.map(|row| row.id));
        let all = checks.len();
        let shown = checks.into_iter().filter(|check| !is_todays(cx, check));
        let mut of_row: Vec<Line> = shown.enumerate().map(|(at, check)| Line::of(check, plan.id, at + 1)).collect();
        if let Some(first) = of_row.first_mut() {
            let (words, right) = match row {
                Some(row) => (title(row).lines().next().unwrap_or("").to_owned(), Found::of(cx.book, plan, row, cx.today).words()),
                None => ("Other checks".to_owned(), count(all, "check", "checks")),
            };
            first.band = Some((format!("Done: {words}"), right));
        }
        lines.extend(of_row);
    }
    lines
}

/// What is known of the evaluation row under the cursor: what the plan says, and what was found so far.
#[must_use]
pub fn detail(cx: &Context, line: &Line) -> Option<Vec<Vec<Piece>>> {
    let plan = super::plan(cx).and_then(|plan| cx.book.get(plan))?;
    let started = || {
        line.starts.iter().find_map(|(field, value)| match value {
            Value::Record(id) if *field == Field::EvaluationRow => Some(*id),
            _ => None,
        })
    };
    let row = cx.book.get(line.record).and_then(|check| check.record(Field::EvaluationRow)).or_else(started);
    let row = row.and_then(|id| cx.book.get(id))?;
    let about = [Field::Method, Field::Measure, Field::Frequency, Field::Who].map(|field| row.text(field).replace('\n', " "));
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
    Some(vec![
        vec![("The plan says ".to_owned(), Meaning::Muted), (about.join("; "), Meaning::Text)],
        vec![("So far ".to_owned(), Meaning::Muted), (Found::of(cx.book, plan, row, cx.today).words(), Meaning::Text)],
    ])
}

/// What goes with a draft: who finds something has checked, today; what is set for a day is not done yet.
pub fn also(batch: &mut Batch, slot: &Slot) {
    let check = batch.read(slot.record, Kind::Check);
    let silent = check.text(Field::Answer).is_empty() && check.text(Field::Finding).is_empty();
    match slot.field {
        Field::Answer | Field::Finding if !silent && check.date(Field::Day).is_none() => {
            let (today, who) = (batch.cx().today, batch.cx().book.facts.who.clone());
            batch.set(slot.record, Kind::Check, Field::Day, Value::Date(today));
            if check.text(Field::Who).is_empty() {
                batch.set(slot.record, Kind::Check, Field::Who, Value::text(who));
            }
        }
        Field::Due if silent && batch.cx().book.get(slot.record).is_none() => {
            batch.set(slot.record, Kind::Check, Field::Day, Value::None);
        }
        _ => {}
    }
}
