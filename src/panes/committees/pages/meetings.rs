//! Meetings: of one committee, those of the chosen year first; or of all committees in the chosen year.

use crate::command::Context;
use crate::domain::committee::{self, Known, Sitting, advice};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::at::At;
use super::{SITTINGS, first_line};

fn columns(whose: bool) -> Vec<Column> {
    let mut columns = vec![Column::new("Date", 12)];
    if whose {
        columns.push(Column::new("Committee", 26).between(16, 40));
    }
    columns.extend([
        Column::new("Time", 9),
        Column::new("Status", 14),
        Column::new("Who came", 24).between(14, 30),
        Column::new("Recommended", 11),
        Column::new("Where", 18).between(10, 30),
        Column::new("Minutes", 30).between(12, 60),
        Column::new("Decisions", 26).between(12, 60),
        Column::new("Note", 20).between(10, 40),
    ]);
    columns
}

/// The page of a committee.
pub fn of_committee(committee: Id, cx: &Context) -> Page {
    let mut page = Page::new(columns(false), "");
    page.fixed = "This is counted from the meeting: Enter opens it".into();
    page.row_cap = 2;
    let year = cx.chosen.year;
    let all = committee::meetings(cx.book, committee);
    let in_year = |meeting: &&Record| meeting.date(Field::Day).is_none_or(|day| cx.book.fiscal_year(day) == year);
    let (own, mut others): (Vec<&Record>, Vec<&Record>) = all.into_iter().partition(in_year);
    let facts = super::facts(committee, cx);
    page.lines.extend(own.iter().map(|meeting| line(meeting, false, cx)));
    let mut cells = vec![Cell::asks("Add a day", Field::Day, Means::Day), Cell::asks("", Field::Time, Means::Line)];
    cells.push(Cell::asks("", Field::Status, Means::Choice(SITTINGS)));
    cells.extend([Cell::default(), Cell::default(), Cell::asks("", Field::Site, Means::Line)]);
    cells.extend([Field::Minutes, Field::Decisions, Field::Note].map(|field| Cell::asks("", field, Means::Text)));
    page.lines.push(Line::blank(Kind::Session, Some(committee), cells).with(Field::Status, Value::text("planned")).called("a new meeting"));
    if let Some(first) = page.lines.first_mut() {
        first.band = Some((format!("Fiscal year {year}"), facts.words_of_meetings()));
    }
    // The newest year first, and within each year as the calendar runs.
    others.sort_by_key(|meeting| {
        let day = meeting.date(Field::Day);
        (std::cmp::Reverse(day.map(|day| cx.book.fiscal_year(day))), day)
    });
    let mut last = None;
    for meeting in others {
        let of = meeting.date(Field::Day).map(|day| cx.book.fiscal_year(day));
        let mut line = line(meeting, false, cx);
        if of != last {
            let words = of.map(|year| committee::in_year(cx.book, committee, year, cx.today).words_of_meetings()).unwrap_or_default();
            line = line.under(of.map(|year| format!("Fiscal year {year}")).unwrap_or_default(), words);
            last = of;
        }
        page.lines.push(line);
    }
    page
}

/// The page of all committees.
pub fn of_all(cx: &Context) -> Page {
    let mut page = Page::new(
        columns(true),
        format!(
            "No meeting of these committees stands in the calendar of fiscal year {}: Ctrl-B, then Ctrl-K on a committee plans its year.",
            cx.chosen.year
        ),
    );
    page.fixed = "This is counted from the meeting: Enter opens it".into();
    page.row_cap = 2;
    let mut all: Vec<&Record> = super::shown(cx).into_iter().flat_map(|one| committee::meetings(cx.book, one.id)).collect();
    all.retain(|meeting| meeting.date(Field::Day).is_some_and(|day| cx.book.fiscal_year(day) == cx.chosen.year));
    all.sort_by_key(|meeting| meeting.date(Field::Day));
    let (mut past, mut coming) = (0, 0);
    for meeting in all {
        let mut line = line(meeting, true, cx);
        if meeting.date(Field::Day).is_some_and(|day| day >= cx.today) {
            coming += 1;
            if coming == 1 {
                line = line.under("To come", "");
            }
        } else {
            past += 1;
            if past == 1 {
                line = line.under(format!("Fiscal year {}", cx.chosen.year), "");
            }
        }
        page.lines.push(line);
    }
    page
}

fn line(meeting: &Record, whose: bool, cx: &Context) -> Line {
    let sitting = Sitting::of(meeting);
    let past = sitting == Sitting::Planned && meeting.date(Field::Day).is_some_and(|day| day < cx.today);
    let known = Known::of(cx.book, meeting);
    let came = match sitting {
        Sitting::Held if known.taken => Cell::words(known.words(), Meaning::Text),
        Sitting::Held => Cell::words("attendance not taken", Meaning::Warn),
        _ => Cell::default(),
    };
    let recommended = advice::of_meeting(cx.book, meeting).len();
    let status = Cell::field(meeting, Field::Status, Means::Choice(SITTINGS), cx);
    let status = Cell { text: Sitting::words(meeting, cx.today).to_owned(), ..status };
    let mut cells = vec![Cell::field(meeting, Field::Day, Means::Day, cx)];
    if whose {
        cells.push(Cell::words(meeting.parent().map_or("", |id| super::name(cx, id)), Meaning::Text));
    }
    cells.extend([
        Cell::field(meeting, Field::Time, Means::Line, cx),
        status.meaning(if past { Meaning::Warn } else { super::meaning(sitting.tone()) }),
        came,
        Cell::words(if recommended == 0 { String::new() } else { recommended.to_string() }, Meaning::Text),
        Cell::field(meeting, Field::Site, Means::Line, cx),
        Cell::field(meeting, Field::Minutes, Means::Text, cx),
        Cell::field(meeting, Field::Decisions, Means::Text, cx),
        Cell::field(meeting, Field::Note, Means::Text, cx),
    ]);
    Line::of(meeting, cells).called(called(meeting, cx))
}

/// What the history calls a meeting: "meeting of 10/14/2025".
pub fn called(meeting: &Record, cx: &Context) -> String {
    let day = meeting.date(Field::Day).map_or_else(|| "no date".to_owned(), |day| crate::domain::dates::show(day, cx.day_first));
    format!("meeting of {day}")
}

/// What stands behind a meeting's line.
pub fn detail(at: At, meeting: &Record, cx: &Context) -> [String; 2] {
    let decisions = first_line(meeting.text(Field::Decisions));
    let minutes = first_line(meeting.text(Field::Minutes));
    let words = if !decisions.is_empty() {
        format!("{}: decided: {decisions}", super::day_words(meeting))
    } else if !minutes.is_empty() {
        format!("{}: {minutes}", super::day_words(meeting))
    } else {
        format!("{}: no minutes yet", super::day_words(meeting))
    };
    let hint = match at {
        At::Meeting(..) => "Enter edits; F8 opens minutes and decisions on the whole screen.",
        _ if Sitting::of(meeting) == Sitting::Planned && meeting.date(Field::Day).is_some_and(|day| day < cx.today) => {
            "Its day has passed: Enter opens it, and the first mark of attendance says that it was held."
        }
        At::Committee(..) => "Enter opens it: attendance, minutes, recommendations. Ctrl-K plans a year of meetings.",
        At::Top(_) => "Enter opens it: attendance, minutes, recommendations.",
    };
    [words, hint.to_owned()]
}
