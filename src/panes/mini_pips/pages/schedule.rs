//! All rows of the plan against the calendar, under its stages and meetings.

mod calendar;

use chrono::NaiveDate;

use crate::command::{Command, Context, Effect};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Progress, RowState, Stage, title};
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::grid::columns::PADDING;
use crate::widgets::meaning::Meaning;

use super::super::choices::{MEETINGS, words_for};
use super::super::source;
use super::super::state::MiniPips;
use super::super::words::Piece;
use super::{About, Goes, Line, Page, Sheet, Tab};

use calendar::{Mark, Scale};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "The plan has no rows yet; those of the matrix stand here against the calendar.",
    adds: "",
    fixed: "This comes from the plan; Enter goes to where it can be changed.",
    offers: &[Command::Enter, Command::GoToPage, Command::NextSection],
};

/// The width from which states stand in words.
const ROOMY: u16 = 100;
/// The column of the calendar.
const CALENDAR: usize = 2;
const SIGNS: Glyphs = Glyphs::UNICODE;

/// Cells of the columns: row, state, calendar. The rest is the blanks around them, the line after the first and the scroll bar.
const fn widths(width: u16) -> [u16; 3] {
    let (row, state) = match width {
        0..=69 => (18, 1),
        70..=99 => (26, 1),
        ROOMY..=139 => (32, 13),
        _ => (44, 13),
    };
    let rest = width.saturating_sub(row + state + 3 * PADDING + 2);
    [row, state, if rest < 10 { 10 } else { rest }]
}

/// Its columns; the last one has the months for a title.
#[must_use]
pub fn columns(cx: &Context, plan: Option<Id>, width: u16) -> Vec<Column> {
    let [row, state, calendar] = widths(width);
    let scale = plan.and_then(|plan| scale(cx, plan, calendar));
    let months = scale.map_or_else(|| "Calendar".to_owned(), Scale::months);
    vec![Column::new("Row", row), Column::new(if state > 1 { "State" } else { "" }, state), Column::new(months, calendar)]
}

fn rows<'a>(cx: &Context<'a>, plan: Id) -> Vec<(&'a Record, Vec<&'a Record>)> {
    cx.book.parts(plan, Kind::Element).into_iter().map(|element| (element, cx.book.parts(element.id, Kind::Row))).collect()
}

/// The stages passed, with their days.
fn passages(cx: &Context, plan: Id) -> Vec<Mark> {
    let passed = cx.book.parts(plan, Kind::Passage).into_iter().filter(|passage| matches!(passage.text(Field::Part), "" | "passed"));
    let stage = |passage: &Record| Stage::named(passage.text(Field::Stage)).map_or("", Stage::words);
    passed.filter_map(|passage| Some(Mark { day: passage.date(Field::Day)?, sign: SIGNS.met, words: stage(passage).to_owned() })).collect()
}

/// The meetings, and the other days of the plan as a whole.
fn meetings(cx: &Context, plan: Id) -> Vec<Mark> {
    let sign = |day: NaiveDate| if day < cx.today { SIGNS.met } else { SIGNS.not_started };
    let words = |meeting: &Record| match meeting.text(Field::Part) {
        "" | "other" if !meeting.text(Field::Title).is_empty() => meeting.text(Field::Title).to_owned(),
        part => words_for(MEETINGS, part),
    };
    let days = cx.book.parts(plan, Kind::Meeting).into_iter().filter_map(|meeting| Some((meeting.date(Field::Day)?, words(meeting))));
    let mut marks: Vec<Mark> = days.map(|(day, words)| Mark { day, sign: sign(day), words }).collect();
    if let Some(record) = cx.book.get(plan) {
        for (field, words) in [(Field::ImplementationDate, "implementation"), (Field::ReportedOn, "report"), (Field::Released, "release")] {
            marks.extend(record.date(field).map(|day| Mark { day, sign: sign(day), words: words.to_owned() }));
        }
    }
    marks
}

const DAYS: [Field; 6] = [Field::Started, Field::CompletionDue, Field::Completed, Field::FollowUpDue, Field::FollowedUp, Field::Released];

/// From the first to the last day of the plan, and today.
fn scale(cx: &Context, plan: Id, cells: u16) -> Option<Scale> {
    let mut days: Vec<NaiveDate> = passages(cx, plan).into_iter().chain(meetings(cx, plan)).map(|mark| mark.day).collect();
    for (element, rows) in rows(cx, plan) {
        days.extend([Field::From, Field::Until].iter().filter_map(|field| element.date(*field)));
        days.extend(rows.iter().flat_map(|row| DAYS.iter().filter_map(|field| row.date(*field))));
    }
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    Some(Scale::over((*first).min(cx.today), (*last).max(cx.today), usize::from(cells)))
}

/// Its lines: stages and meetings, then the rows of each element.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let [_, state, calendar] = widths(cx.area.width);
    let elements = rows(cx, plan);
    let Some(scale) = scale(cx, plan, calendar) else {
        return without_days(cx, plan, &elements);
    };
    let mut lines = Vec::new();
    for (words, marks, to) in [("Stages", passages(cx, plan), Tab::Stages), ("Meetings and dates", meetings(cx, plan), Tab::Meetings)] {
        if !marks.is_empty() {
            let text = scale.marks(marks, cx.today);
            let line = Line::saying(plan).says(0, words, Meaning::Title).says(CALENDAR, text, Meaning::Accent);
            lines.push(line.goes(Goes::Page(Page::Tab(to))));
        }
    }
    for (at, (element, rows)) in elements.iter().enumerate() {
        let begin = lines.len();
        let mut numbers = [0; 2];
        for row in rows {
            let name = name(row, &mut numbers);
            let is = RowState::of(row, cx.today);
            let text = scale.row(row, element.date(Field::From), cx.today);
            let meaning = source::meaning(is);
            lines.push(head(plan, row, &name, is, state > 1).says(CALENDAR, text, meaning));
        }
        band(cx, &mut lines, begin, at, element);
    }
    if let Some(first) = lines.first_mut().filter(|first| first.band.is_none()) {
        first.band = Some(("The plan against the calendar".to_owned(), legend()));
    }
    lines
}

fn name(row: &Record, numbers: &mut [usize; 2]) -> String {
    let benchmark = row.text(Field::Part) == "benchmark";
    let number = &mut numbers[usize::from(benchmark)];
    *number += 1;
    format!("{}{number} {}", if benchmark { 'B' } else { 'A' }, title(row).lines().next().unwrap_or(""))
}

fn head(plan: Id, row: &Record, name: &str, is: RowState, roomy: bool) -> Line {
    let sign = source::sign(is, &SIGNS);
    let state = if roomy { format!("{sign} {}", is.words()) } else { sign.to_owned() };
    let line = Line { record: row.id, ..Line::saying(plan) };
    line.says(0, name, Meaning::Text).says(1, state, source::meaning(is)).goes(Goes::Record(row.id, None))
}

fn band(cx: &Context, lines: &mut [Line], begin: usize, at: usize, element: &Record) {
    if let Some(first) = lines.get_mut(begin) {
        let progress = Progress::of_element(cx.book, element.id, cx.today);
        let words = format!("Element {}: {}", at + 1, title(element).lines().next().unwrap_or(""));
        first.band = Some((words, format!("{} of {} done", progress.complete, progress.rows)));
    }
}

/// The rows alone, where nothing has a day.
fn without_days(cx: &Context, plan: Id, elements: &[(&Record, Vec<&Record>)]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, (element, rows)) in elements.iter().enumerate() {
        let begin = lines.len();
        let mut numbers = [0; 2];
        for row in rows {
            let name = name(row, &mut numbers);
            lines.push(head(plan, row, &name, RowState::of(row, cx.today), false).says(CALENDAR, "no date yet", Meaning::Muted));
        }
        band(cx, &mut lines, begin, at, element);
    }
    lines
}

fn legend() -> String {
    let all =
        [(SIGNS.bar, "worked on"), (SIGNS.not_started, "due"), (SIGNS.done, "done"), (SIGNS.pointer, "follow-up"), (SIGNS.met, "released")];
    all.map(|(sign, words)| format!("{sign} {words}")).join("  ")
}

/// What the signs mean, under a line that is about the whole plan.
#[must_use]
pub fn detail(line: &Line) -> Option<Vec<Vec<Piece>>> {
    let whole = format!("{}  {} planned  {} today", legend(), SIGNS.bar_empty, SIGNS.vertical);
    (line.record == Id::NIL).then(|| vec![vec![(whole, Meaning::Muted)]])
}

/// Enter leads to the row in the matrix; whole lines are changed there.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    use Command as C;
    match command {
        C::Enter | C::Edit => {
            let row = sheet.lines.get(at).map(|line| line.record).filter(|id| *id != Id::NIL)?;
            pane.turn_to(Tab::Matrix);
            pane.go(row, None, cx);
            Some(Vec::new())
        }
        C::InsertRow | C::DeleteRow | C::Duplicate | C::MoveUp | C::MoveDown | C::Clear | C::InsertElement => {
            Some(vec![Effect::Refuse("Rows are changed in the matrix; Enter goes to this one there.".to_owned())])
        }
        _ => None,
    }
}
