//! The meetings of the plan by date; Enter opens one, Insert plans one with its agenda and its invitations.

use crate::command::{Command, Context, Effect};
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::{self as rule, Sort, State, Turnout};
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::choices::MEETINGS;
use super::super::columns::text;
use super::super::slot::Editor;
use super::super::state::MiniPips;
use super::meeting::Part;
use super::{About, Cells, Goes, Line, Page, Sheet};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Part, Editor::Choice(MEETINGS))),
    Some((Field::Title, Editor::Line)),
    Some((Field::Day, Editor::Day)),
    None,
    None,
    None,
    Some((Field::Time, Editor::Line)),
    Some((Field::Host, Editor::Line)),
    Some((Field::Site, Editor::Line)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No meeting yet. A plan has one meeting to organise it and three community meetings. Insert plans one: it brings its \
            agenda along, and invites the people of the plan.",
    adds: "",
    fixed: "This follows from the meeting's date, attendance and ideas; Enter opens it. Insert plans another one.",
    offers: &[Command::Enter, Command::InsertRow, Command::Edit, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Which choice is offered: of which sort the new meeting is.
pub const PICK: &str = "meetings.sort";

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Kind", 12, 17),
        text("Title", 20, 34),
        Column::new("Date", 10),
        Column::new("State", 13),
        Column::new("Attendance", 13),
        Column::new("Ideas", 14),
        Column::new("Time", 9).wrapped(),
        text("Host", 16, 30),
        text("Where", 16, 40),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let meetings = rule::meetings(cx.book, plan);
    meetings.into_iter().enumerate().map(|(at, meeting)| line(cx, plan, meeting, at + 1)).collect()
}

fn line(cx: &Context, plan: Id, meeting: &Record, number: usize) -> Line {
    let state = State::of(cx.book, meeting, cx.today);
    let (words, meaning) = state_words(state);
    let turnout = attendance(cx, meeting.id);
    let (ideas, taken_up) = rule::ideas(cx.book, meeting.id);
    let ideas = match (ideas, taken_up) {
        (0, _) => String::new(),
        (n, 0) => n.to_string(),
        (n, taken_up) => format!("{n} ({taken_up} taken up)"),
    };
    Line::of(meeting, plan, number)
        .says(3, words, meaning)
        .says(4, turnout, Meaning::Text)
        .says(5, ideas, Meaning::Text)
        .goes(Goes::Page(Page::Meeting(meeting.id, Part::Facts)))
}

/// A state with its sign, and how it looks.
#[must_use]
pub fn state_words(state: State) -> (String, Meaning) {
    let glyphs = Glyphs::UNICODE;
    let (sign, meaning) = match state {
        State::NoDate => (glyphs.warning, Meaning::Warn),
        State::NoAttendance => (glyphs.warning, Meaning::Error),
        State::Planned => (glyphs.not_started, Meaning::Text),
        State::Today => (glyphs.pointer, Meaning::Accent),
        State::Held => (glyphs.done, Meaning::Good),
    };
    (format!("{sign} {}", state.words()), meaning)
}

/// `12 came of 18`, `18 invited`; nothing if nobody is on the list.
#[must_use]
pub fn attendance(cx: &Context, meeting: Id) -> String {
    match Turnout::of(cx.book, meeting) {
        Turnout { listed: 0, .. } => String::new(),
        Turnout { listed, came: 0 } => format!("{listed} listed"),
        Turnout { listed, came } => format!("{came} came of {listed}"),
    }
}

/// What it does with a command.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let plan = sheet.plan?;
    match command {
        Command::Enter => {
            let meeting = sheet.lines.get(at)?.record;
            pane.open_over(Page::Meeting(meeting, Part::Facts), 1);
            Some(Vec::new())
        }
        Command::InsertRow => Some(vec![offer(cx, plan)]),
        Command::MoveUp | Command::MoveDown => {
            Some(vec![Effect::Refuse("Meetings stand by their dates; change the date to move one.".to_owned())])
        }
        Command::Duplicate => Some(vec![Effect::Refuse("A meeting is not copied: Insert plans another one with its agenda.".to_owned())]),
        _ => None,
    }
}

/// The sorts of meetings, and what the plan has of each; the first that is missing is proposed.
fn offer(cx: &Context, plan: Id) -> Effect {
    let meetings = rule::meetings(cx.book, plan);
    let of = |sort: Sort| meetings.iter().copied().filter(move |meeting| Sort::of(meeting) == sort);
    let line = |sort: Sort| {
        let known = of(sort).next_back().map(|meeting| match meeting.date(Field::Day) {
            Some(day) => format!("there is one: {}", dates::show_long(day)),
            None => "there is one, without a date yet".to_owned(),
        });
        let title = if sort == Sort::Other { "Another meeting" } else { sort.title() };
        (title.to_owned(), known.filter(|_| sort != Sort::Other).unwrap_or_else(|| sort.words().to_owned()))
    };
    let at = Sort::ALL.into_iter().position(|sort| of(sort).next().is_none()).unwrap_or(Sort::ALL.len() - 1);
    Effect::Pick { id: PICK, title: "Which meeting?".to_owned(), lines: Sort::ALL.map(line).to_vec(), at }
}

/// The sort was picked: the meeting is made.
pub fn picked(pane: &mut MiniPips, at: usize, cx: &Context) -> Vec<Effect> {
    let (Some(plan), Some(sort)) = (super::plan(cx), Sort::ALL.get(at).copied()) else { return Vec::new() };
    let mut change = Change::new(format!("new {} with its agenda", lower(sort.title())), cx.book.seen);
    let meeting = rule::hold(cx.book, plan, sort, &|| cx.ids.fresh(), &mut change);
    pane.aim = Some((meeting, Some(Field::Day)));
    vec![Effect::Write(change)]
}

/// A title inside a sentence.
#[must_use]
pub fn lower(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_lowercase(), chars.as_str()))
}

/// What is lost with a meeting, to be asked before it is deleted; none if there is nothing on it.
#[must_use]
pub fn lost(cx: &Context, meeting: &Record) -> Option<String> {
    let people = cx.book.parts(meeting.id, Kind::Attendance).len();
    let ideas = cx.book.parts(meeting.id, Kind::Idea).len();
    let has: Vec<String> = [(people, "person on its list", "people on its list"), (ideas, "idea", "ideas")]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| super::count(n, one, many))
        .collect();
    (!has.is_empty()).then(|| format!("Delete '{}' with {}? Ctrl-Z brings it back.", rule::name(meeting), has.join(" and ")))
}
