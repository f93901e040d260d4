//! What the pane says in words: names of changes, the line over the grid, the details under it, the two lines of a small Home.

use crate::command::Context;
use crate::domain::board;
use crate::domain::content_check::{self, Gap};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting;
use crate::domain::mini_pip::{self, Progress, RowState, Stage, title};
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

use super::choices::{PARTS, TERMS, words_for};
use super::pages::{self, Sheet, count};
use super::slot::Slot;
use super::source;

/// Cells of a text in the name of a change.
const SHORT: usize = 28;

/// A piece of a line, and what it means.
pub type Piece = (String, Meaning);

/// A text in single quotes, short enough for the name of a change.
#[must_use]
pub fn quoted(text: &str) -> String {
    let first = text.lines().next().unwrap_or("").trim();
    let short: String = first.chars().take(SHORT).collect();
    let cut = if short.len() < first.len() || text.contains('\n') { "\u{2026}" } else { "" };
    if first.is_empty() { String::new() } else { format!("'{}{cut}'", short.trim_end()) }
}

fn kind_words(record: &Record) -> String {
    match record.kind {
        Kind::Row if record.text(Field::Part) == "benchmark" => "benchmark".to_owned(),
        Kind::Row => "action step".to_owned(),
        Kind::Goal => format!("{} goal", words_for(TERMS, record.text(Field::Term))).trim().to_owned(),
        Kind::PipPerson => words_for(PARTS, record.text(Field::Part)),
        kind => kind.words().to_owned(),
    }
}

/// A record in words: `action step 'Train all screeners', element 2`.
#[must_use]
pub fn named(cx: &Context, id: Id) -> String {
    let Some(record) = cx.book.get(id) else { return String::new() };
    if let Some(person) = record.record(Field::Person) {
        return format!("attendance of {}", quoted(cx.book.name(person)));
    }
    let words = format!("{} {}", kind_words(record), quoted(told(cx, record)));
    format!("{}{}", words.trim_end(), in_element(cx, record))
}

/// What a record is called: a check by the row of the evaluation it checks, anything else by its own title.
fn told<'a>(cx: &Context<'a>, record: &'a Record) -> &'a str {
    let checked = record.record(Field::EvaluationRow).and_then(|row| cx.book.get(row)).map(title);
    checked.filter(|words| !words.is_empty()).unwrap_or_else(|| title(record))
}

/// `, element 2`, for a part of an element.
#[must_use]
pub fn in_element(cx: &Context, record: &Record) -> String {
    let element = match record.kind {
        Kind::Row | Kind::Goal => record.parent(),
        _ => None,
    };
    let plan = element.and_then(|id| cx.book.get(id)).and_then(Record::parent);
    let number = plan.and_then(|plan| cx.book.parts(plan, Kind::Element).iter().position(|e| Some(e.id) == element));
    number.map_or_else(String::new, |at| format!(", element {}", at + 1))
}

/// A slot in words: `completion timeline of 'Train all screeners', element 2`.
#[must_use]
pub fn describe(cx: &Context, slot: &Slot) -> String {
    let field = match (slot.kind, slot.field) {
        (_, Field::DayText) => "date",
        (_, Field::AcceptedBy) => "who accepted the evidence",
        (_, Field::AcceptedOn) => "acceptance of the evidence",
        (_, Field::Released) => "date released",
        (_, Field::Started) => "start",
        (_, Field::Completed) => "completion",
        (_, Field::FollowedUp) => "follow-up",
        (_, Field::Responsible) => "person responsible",
        // These name a column; in a sentence with "of" they need a noun.
        (_, Field::Signed) => "signature",
        (_, Field::AgreedOn) => "day of the agreement",
        (_, Field::AgreedBy) => "who agreed",
        (_, Field::ReportedOn) => "day of the report-out",
        (_, Field::Answered) => "day of the answer",
        (_, Field::Sent) => "day of sending",
        (_, Field::From) => "beginning",
        (_, Field::Until) => "end",
        (Kind::Evaluation, Field::Who) => "who checks",
        (Kind::Idea | Kind::Meeting | Kind::Row | Kind::Goal, Field::Part) | (Kind::Goal, Field::Term) => "sort",
        (_, field) => field.words(),
    };
    let Some(record) = cx.book.get(slot.record) else { return format!("{field} of a new {}", slot.kind.words()) };
    let own = matches!(slot.field, Field::Title | Field::Text | Field::Name);
    let of = if own { format!("{} {}", kind_words(record), quoted(told(cx, record))) } else { quoted(told(cx, record)) };
    let of = match (slot.kind, of.is_empty()) {
        (_, true) => kind_words(record),
        (Kind::Check, _) => format!("check {of}"),
        _ => of,
    };
    format!("{field} of {}{}", of.trim_end(), in_element(cx, record))
}

/// The line over the grid: title, rows done, overdue, next; the stage only where no strip says it.
#[must_use]
pub fn head(cx: &Context, sheet: &Sheet, staged: bool, glyphs: &Glyphs) -> Vec<Piece> {
    if let pages::Page::Meeting(meeting, _) = sheet.page {
        return pages::meeting::said::head(cx, meeting, glyphs);
    }
    let plan = sheet.plan.and_then(|id| cx.book.get(id));
    let Some(plan) = plan.filter(|_| sheet.page != pages::Page::Tab(pages::Tab::Plans)) else {
        let plans = cx.book.all(Kind::MiniPip).len();
        let words = if plans == 0 { "No Mini PIP yet".to_owned() } else { count(plans, "Mini PIP", "Mini PIPs") };
        return vec![(words, Meaning::Title)];
    };
    if let Some(head) = &sheet.head {
        return vec![(head.clone(), Meaning::Title)];
    }
    let progress = Progress::of_plan(cx.book, plan.id, cx.today);
    let dot = (format!(" {} ", glyphs.dot), Meaning::Muted);
    let mut pieces = vec![(
        if plan.text(Field::Title).is_empty() { "Mini PIP without a title".to_owned() } else { plan.text(Field::Title).to_owned() },
        Meaning::Title,
    )];
    let mut add = |words: String, meaning| pieces.extend([dot.clone(), (words, meaning)]);
    if staged {
        add(gate::words(gate::reached(cx.book, plan.id)).to_owned(), Meaning::Accent);
    }
    add(format!("{} of {} done", progress.complete, count(progress.rows, "row", "rows")), Meaning::Text);
    let late = board::late(cx.book, plan.id, cx.today);
    if late > 0 {
        add(format!("{} {late} overdue", glyphs.warning), Meaning::Error);
    }
    if progress.soon > 0 {
        add(format!("{} due soon", progress.soon), Meaning::Warn);
    }
    if let Some((day, words)) = next(cx, plan.id) {
        add(format!("next: {} {}", source::short(day, cx.day_first), quoted(&words).trim_matches('\'')), Meaning::Text);
    }
    pieces
}

/// The row or the meeting that comes next, today included.
fn next(cx: &Context, plan: Id) -> Option<(chrono::NaiveDate, String)> {
    let rows = cx.book.parts(plan, Kind::Element).into_iter().flat_map(|e| cx.book.parts(e.id, Kind::Row));
    let due = rows.filter_map(|row| mini_pip::next_due(row).filter(|day| *day >= cx.today).map(|day| (day, row)));
    let row = due.min_by_key(|(day, _)| *day).map(|(day, row)| (day, row.text(Field::Text).to_owned()));
    let meeting = meeting::next(cx.book, plan, cx.today).map(|(day, next)| (day, meeting::name(next).to_owned()));
    [meeting, row].into_iter().flatten().min_by_key(|(day, _)| *day)
}

/// The two lines of a small Home.
#[must_use]
pub fn brief(cx: &Context) -> [String; 2] {
    let Some(plan) = pages::plan(cx).and_then(|id| cx.book.get(id)) else {
        let none = cx.book.all(Kind::MiniPip).is_empty();
        let words = if none { ["none yet", "Insert starts the first one"] } else { ["none chosen", "Ctrl-E chooses one"] };
        return words.map(str::to_owned);
    };
    let progress = Progress::of_plan(cx.book, plan.id, cx.today);
    let stage = gate::words(gate::reached(cx.book, plan.id));
    let first = format!("{}, {stage}, {} of {} done", plan.text(Field::Title), progress.complete, progress.rows);
    let next = next(cx, plan.id).map_or_else(
        || "nothing due ahead".to_owned(),
        |(day, words)| format!("next: {} {}", source::short(day, cx.day_first), words.lines().next().unwrap_or("")),
    );
    [first, format!("{} overdue, {next}", board::late(cx.book, plan.id, cx.today))]
}

/// What is known of the record under the cursor besides its cells, in lines of pieces.
#[must_use]
pub fn detail(cx: &Context, sheet: &Sheet, at: usize, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    if let pages::Page::Meeting(_, part) = sheet.page {
        return pages::meeting::said::detail(cx, sheet, part, at, glyphs);
    }
    let Some(line) = sheet.lines.get(at) else { return Vec::new() };
    if let Some(lines) = pages::own::detail(sheet.page, cx, line) {
        return lines;
    }
    if line.record == Id::NIL && line.slots.as_ref().is_some_and(Vec::is_empty) {
        return Vec::new();
    }
    let Some(record) = cx.book.get(line.record) else {
        return vec![vec![("An empty line: type into it, and it becomes a part of the plan.".to_owned(), Meaning::Muted)]];
    };
    match record.kind {
        Kind::Row => of_row(cx, record, line.number, glyphs),
        Kind::Goal => of_goal(cx, record),
        Kind::Element if sheet.page == pages::Page::Tab(pages::Tab::Results) => pages::results::detail(cx, record),
        Kind::Concern => pages::concerns::detail(cx, record, glyphs),
        Kind::Element => of_element(cx, record),
        Kind::Meeting => pages::meeting::said::of_meeting(cx, record),
        Kind::MiniPip if line.form.is_none() => of_plan(cx, record),
        _ => Vec::new(),
    }
}

fn fact(label: &str, value: &str, pieces: &mut Vec<Piece>) {
    let gap = if pieces.is_empty() { "" } else { "   " };
    pieces.push((format!("{gap}{label} "), Meaning::Muted));
    let missing = value.is_empty();
    pieces.push((
        if missing { "\u{2013}".to_owned() } else { value.replace('\n', " ") },
        if missing { Meaning::Muted } else { Meaning::Text },
    ));
}

fn of_row(cx: &Context, row: &Record, number: usize, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let state = RowState::of(row, cx.today);
    let day = |field| row.date(field).map_or_else(String::new, dates::show_long);
    let due = |due, repeat| [day(due), row.text(repeat).to_owned()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
    let mut first = vec![
        (format!("{} {}", source::sign(state, glyphs), state.words()), source::meaning(state)),
        (format!("   {} {number}", kind_words(row)), Meaning::Text),
    ];
    fact("due", &due(Field::CompletionDue, Field::CompletionRepeat), &mut first);
    fact("follow-up", &due(Field::FollowUpDue, Field::FollowUpRepeat), &mut first);
    let mut second = Vec::new();
    fact("started", &day(Field::Started), &mut second);
    fact("completed", &day(Field::Completed), &mut second);
    let accepted = format!("{} {}", row.text(Field::AcceptedBy), day(Field::AcceptedOn));
    fact("evidence accepted", accepted.trim(), &mut second);
    fact("followed up", &day(Field::FollowedUp), &mut second);
    let mut third = Vec::new();
    fact("people", &mini_pip::names(cx.book, row.records(Field::People)), &mut third);
    fact("value", row.text(Field::Value), &mut third);
    fact("note", row.text(Field::Note), &mut third);
    vec![first, second, third]
}

fn of_goal(cx: &Context, goal: &Record) -> Vec<Vec<Piece>> {
    let missing: Vec<&str> =
        [(Field::Measure, "a measure"), (Field::Baseline, "a baseline"), (Field::Target, "a target"), (Field::By, "a date")]
            .into_iter()
            .filter(|(field, _)| goal.get(*field).is_none())
            .map(|(_, words)| words)
            .collect();
    let mut first = vec![(kind_words(goal), Meaning::Accent)];
    fact("by", &goal.date(Field::By).map_or_else(String::new, dates::show_long), &mut first);
    let second = if missing.is_empty() {
        vec![("Measurable: it has a measure, a baseline, a target and a date.".to_owned(), Meaning::Good)]
    } else {
        vec![(format!("To be measurable it still needs {}.", missing.join(", ")), Meaning::Warn)]
    };
    let whole = goal.parent().map(|e| mini_pip::goal_cell(cx.book, e, cx.day_first)).unwrap_or_default();
    let mut lines = vec![first, second];
    lines.extend(whole.lines().map(|line| vec![(line.to_owned(), Meaning::Muted)]));
    lines
}

/// What a plan still lacks, as long as it is being written.
fn gaps(cx: &Context, plan: Id) -> Vec<Gap> {
    let writing = cx.book.get(plan).is_some_and(|plan| Stage::of(plan) < Stage::Signed);
    if writing { content_check::open(cx.book, plan) } else { Vec::new() }
}

fn of_element(cx: &Context, element: &Record) -> Vec<Vec<Piece>> {
    let mut first = Vec::new();
    fact("domain", element.text(Field::Domain), &mut first);
    fact("measured by", format!("{} {}", element.text(Field::Instrument), element.text(Field::Question)).trim(), &mut first);
    first.push(("   Enter opens all fields of the element".to_owned(), Meaning::Muted));
    let mut second = Vec::new();
    fact("underlying factors", element.text(Field::Factors), &mut second);
    let mut third = Vec::new();
    fact("partner engagement", element.text(Field::Partners), &mut third);
    let mut lines = vec![first, second, third];
    if let Some(result) = pages::results::in_a_line(cx, element) {
        lines.insert(1, result);
    }
    let missing = element.parent().map(|plan| gaps(cx, plan)).unwrap_or_default();
    let missing: Vec<String> = missing.into_iter().filter(|gap| gap.record == element.id).map(|gap| gap.words).collect();
    if !missing.is_empty() {
        lines.insert(1, vec![(format!("To be submitted: the element {}", missing.join("; ")), Meaning::Warn)]);
    }
    lines
}

fn of_plan(cx: &Context, plan: &Record) -> Vec<Vec<Piece>> {
    let mut first = Vec::new();
    let leads: Vec<&str> = cx
        .book
        .parts(plan.id, Kind::PipPerson)
        .into_iter()
        .filter(|p| p.text(Field::Part) == "lead")
        .map(|p| p.text(Field::Name))
        .collect();
    fact("lead", &leads.join(", "), &mut first);
    fact("implementation", &plan.date(Field::ImplementationDate).map_or_else(String::new, dates::show_long), &mut first);
    let mut second = Vec::new();
    let next = next(cx, plan.id).map_or_else(String::new, |(day, words)| format!("{} {}", dates::show_long(day), quoted(&words)));
    fact("next due", &next, &mut second);
    second.push(("   Enter opens the plan".to_owned(), Meaning::Muted));
    let missing = gaps(cx, plan.id).len();
    let third =
        (missing > 0).then(|| vec![(format!("{} to fill before it can be submitted", count(missing, "gap", "gaps")), Meaning::Warn)]);
    [first, second].into_iter().chain(third).collect()
}
