//! One meeting, opened from the list: its facts, agenda, attendance, small groups and ideas. What a meeting is and what
//! becomes of an idea are rules of `domain::meeting`.

pub mod attendance;
pub mod ideas;
pub mod said;

use crate::command::{Command, Context, Effect};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::{self as rule, Clock, clocks};
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::batch::Batch;
use super::super::choices::MEETINGS;
use super::super::columns::text;
use super::super::fields::Labelled;
use super::super::slot::Editor;
use super::super::state::MiniPips;
use super::{About, Cells, Goes, Line, Page, Sheet, count};

/// The parts of a meeting, as tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Host, date, place, strengths, report-out, decisions.
    Facts,
    /// What is on the agenda.
    Agenda,
    /// Who came.
    Attendance,
    /// Small groups with their presenters.
    Groups,
    /// Solutions and offers of help, by concern.
    Ideas,
}

impl Part {
    /// All, in order.
    pub const ALL: [Part; 5] = [Part::Facts, Part::Agenda, Part::Attendance, Part::Groups, Part::Ideas];

    /// Their titles.
    pub const TITLES: [&str; 5] = ["Meeting", "Agenda", "Attendance", "Small groups", "Ideas"];
}

const fn labelled(label: &'static str, field: Field, editor: Editor) -> Labelled {
    Labelled { label, field, editor }
}

/// When and where it is.
const WHERE: [Labelled; 6] = [
    labelled("Kind", Field::Part, Editor::Choice(MEETINGS)),
    labelled("Title", Field::Title, Editor::Line),
    labelled("Date", Field::Day, Editor::Day),
    labelled("Time", Field::Time, Editor::Line),
    labelled("Host", Field::Host, Editor::Line),
    labelled("Where", Field::Site, Editor::Line),
];
/// What it brought.
const BROUGHT: [Labelled; 4] = [
    labelled("Community and agency do well together", Field::Strengths, Editor::Text),
    labelled("Report-out", Field::ReportOut, Editor::Text),
    labelled("Decisions", Field::Decisions, Editor::Text),
    labelled("Note", Field::Note, Editor::Text),
];

const AGENDA: Cells = &[
    None,
    Some((Field::Text, Editor::Text)),
    Some((Field::Length, Editor::Whole)),
    Some((Field::Who, Editor::Line)),
    Some((Field::Note, Editor::Text)),
];
const GROUPS: Cells = &[
    Some((Field::Name, Editor::Line)),
    Some((Field::Presenter, Editor::People("attendee"))),
    Some((Field::Members, Editor::People("attendee"))),
    Some((Field::ReportOut, Editor::Text)),
];

/// What is said of a part.
#[must_use]
pub const fn about(part: Part) -> About {
    use Command as C;
    const LIST: &[C] = &[C::Edit, C::InsertRow, C::DeleteRow, C::MoveUp, C::NextSection, C::Cancel, C::Undo];
    match part {
        Part::Facts => About {
            empty: "",
            adds: "",
            fixed: "This is a label; what it names stands to the right of it.",
            offers: &[C::Edit, C::FullText, C::NextSection, C::Cancel, C::Undo],
        },
        Part::Agenda => About {
            empty: "",
            adds: "Add a point",
            fixed: "The time follows from the start of the meeting and the minutes above.",
            offers: LIST,
        },
        Part::Attendance => attendance::ABOUT,
        Part::Groups => About {
            empty: "",
            adds: "Add a small group",
            fixed: "This counts the ideas that name the group.",
            offers: &[C::Edit, C::InsertRow, C::DeleteRow, C::NextSection, C::Cancel, C::Undo],
        },
        Part::Ideas => ideas::ABOUT,
    }
}

/// The columns of a part.
#[must_use]
pub fn columns(part: Part, _width: u16) -> Vec<Column> {
    match part {
        Part::Facts => vec![text("What", 24, 40), text("Text", 60, 150)],
        Part::Agenda => {
            vec![
                Column::new("Begins", 8).right(),
                text("Point", 34, 80),
                Column::new("Min", 4).right(),
                text("Who", 16, 30),
                text("Note", 18, 60),
            ]
        }
        Part::Attendance => attendance::columns(),
        Part::Groups => {
            vec![
                text("Group", 12, 24),
                text("Presenter", 16, 26),
                text("Members", 24, 50),
                text("Report-out", 30, 90),
                Column::new("Ideas", 5).right(),
            ]
        }
        Part::Ideas => ideas::columns(),
    }
}

/// The cells of a part.
#[must_use]
pub const fn cells(part: Part) -> Cells {
    match part {
        Part::Facts => &[],
        Part::Agenda => AGENDA,
        Part::Attendance => attendance::CELLS,
        Part::Groups => GROUPS,
        Part::Ideas => ideas::CELLS,
    }
}

/// The lines of a part.
#[must_use]
pub fn lines(cx: &Context, plan: Id, meeting: Id, part: Part) -> Vec<Line> {
    let Some(record) = cx.book.get(meeting) else { return Vec::new() };
    match part {
        Part::Facts => facts(plan, record),
        Part::Agenda => agenda(cx.book, record),
        Part::Attendance => attendance::lines(cx, plan, record),
        Part::Groups => groups(cx.book, meeting),
        Part::Ideas => ideas::lines(cx, plan, meeting),
    }
}

fn facts(plan: Id, meeting: &Record) -> Vec<Line> {
    let line = |field: &Labelled| Line::form(meeting.id, Kind::Meeting, plan, *field);
    let mut lines: Vec<Line> = WHERE.iter().chain(&BROUGHT).map(line).collect();
    lines[0].band = Some(("When and where".to_owned(), String::new()));
    lines[WHERE.len()].band = Some(("What it brought".to_owned(), String::new()));
    lines
}

fn agenda(book: &Book, meeting: &Record) -> Vec<Line> {
    let points = book.parts(meeting.id, Kind::AgendaItem);
    let minutes: Vec<Option<i64>> = points.iter().map(|point| point.int(Field::Length)).collect();
    let (begins, end) = clocks(meeting.text(Field::Time), &minutes);
    let line = |(at, point): (usize, &&Record)| {
        let begins = begins[at].map_or_else(|| format!("{}.", at + 1), Clock::show);
        Line::of(point, meeting.id, at + 1).says(0, begins, Meaning::Muted)
    };
    let mut lines: Vec<Line> = points.iter().enumerate().map(line).collect();
    lines.push(Line::blank(Kind::AgendaItem, meeting.id));
    let mut right = Vec::new();
    if !points.is_empty() {
        right.push(format!("{} min", minutes.iter().flatten().sum::<i64>()));
    }
    match (minutes.iter().filter(|minutes| minutes.is_none()).count(), begins.first().copied().flatten(), end) {
        (0, Some(start), Some(end)) if !points.is_empty() => right.push(format!("{} to {}", start.show(), end.show())),
        (n, ..) if n > 0 => right.push(format!("{} without minutes", count(n, "point", "points"))),
        _ => {}
    }
    let words = if points.is_empty() { "Agenda".to_owned() } else { format!("Agenda, {}", count(points.len(), "point", "points")) };
    lines[0].band = Some((words, right.join(", ")));
    lines
}

fn groups(book: &Book, meeting: Id) -> Vec<Line> {
    let ideas = book.parts(meeting, Kind::Idea);
    let found = book.parts(meeting, Kind::Group);
    let line = |(at, group): (usize, &&Record)| {
        let n = ideas.iter().filter(|idea| idea.record(Field::SmallGroup) == Some(group.id)).count();
        Line::of(group, meeting, at + 1).says(4, n.to_string(), if n == 0 { Meaning::Muted } else { Meaning::Text })
    };
    let mut lines: Vec<Line> = found.iter().enumerate().map(line).collect();
    lines.push(Line::blank(Kind::Group, meeting));
    let presenters = found.iter().filter(|group| !group.records(Field::Presenter).is_empty()).count();
    let right = if found.is_empty() { String::new() } else { format!("{presenters} of {} with a presenter", found.len()) };
    lines[0].band = Some(("Small groups".to_owned(), right));
    lines
}

/// The page on which a part of a meeting stands, or somebody who is known only from one.
#[must_use]
pub fn page_of(book: &Book, record: &Record) -> Option<Page> {
    let part = match record.kind {
        Kind::AgendaItem => Part::Agenda,
        Kind::Attendance => Part::Attendance,
        Kind::Group => Part::Groups,
        Kind::Idea => Part::Ideas,
        Kind::PipPerson if record.text(Field::Part) == "attendee" && !rule::is_collaborator(record) => {
            let meetings = rule::meetings(book, record.parent()?);
            let meeting = meetings.into_iter().find(|meeting| rule::attendance_of(book, meeting.id, record.id).is_some())?;
            return Some(Page::Meeting(meeting.id, Part::Attendance));
        }
        _ => return None,
    };
    Some(Page::Meeting(record.parent()?, part))
}

/// What a new part of a meeting begins with, made from a line: an idea belongs to the concern it was typed under, whoever
/// is added on the day or later came.
pub fn begin(cx: &Context, batch: &mut Batch, line: &Line, id: Id) {
    match line.kind {
        Kind::Attendance => {
            let held = cx.book.get(line.parent).and_then(|meeting| meeting.date(Field::Day)).is_some_and(|day| day <= cx.today);
            batch.set(id, Kind::Attendance, Field::Status, Value::text(if held { rule::CAME } else { rule::INVITED }));
        }
        Kind::Idea => {
            let model = cx.book.get(line.record);
            let under = match line.goes {
                Some(Goes::Record(concern, _)) if model.is_none() => Value::Record(concern),
                _ => model.map_or(Value::None, |idea| idea.get(Field::Concern).clone()),
            };
            let part = model.map(|idea| idea.text(Field::Part)).filter(|part| !part.is_empty()).unwrap_or("solution");
            batch.set(id, Kind::Idea, Field::Concern, under);
            batch.set(id, Kind::Idea, Field::Part, Value::text(part));
            // Worksheets are entered group by group.
            let last = cx.book.parts(line.parent, Kind::Idea).into_iter().last();
            if let Some(group) = model.or(last).and_then(|idea| idea.record(Field::SmallGroup)) {
                batch.set(id, Kind::Idea, Field::SmallGroup, Value::Record(group));
            }
        }
        _ => {}
    }
}

/// What it does with a command.
pub fn act(
    pane: &mut MiniPips,
    (meeting, part): (Id, Part),
    command: Command,
    sheet: &Sheet,
    at: usize,
    cx: &Context,
) -> Option<Vec<Effect>> {
    match part {
        Part::Attendance => attendance::act(pane, meeting, command, sheet, cx),
        Part::Ideas => ideas::act(pane, command, sheet, at, cx),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
