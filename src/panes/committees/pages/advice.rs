//! Recommendations: of a committee, of a meeting, or of all committees by how they stand.

use crate::command::Context;
use crate::domain::committee;
use crate::domain::committee::advice::{self, Came, Figure, RECORDED, SORTS, State};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// The title of the column with the figure a recommendation came from.
pub const FIGURE: &str = "Figure it came from";
/// The title of the column with what it became.
pub const CAME: &str = "What came of it";

/// What is told beside a recommendation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// Its committee.
    Committee,
    /// Its meeting.
    Meeting,
    /// Neither.
    None,
}

fn columns(beside: Beside) -> Vec<Column> {
    let mut columns = vec![Column::new("Recommendation", 30).between(22, 60).wrapped()];
    if beside == Beside::Committee {
        columns.push(Column::new("Committee", 22).between(14, 36).wrapped());
    }
    columns.extend([
        Column::new(CAME, 28).between(22, 48).wrapped(),
        Column::new(FIGURE, 30).between(22, 56).wrapped(),
        Column::new("Status", 9),
        Column::new("Owner", 16).between(10, 24),
        Column::new("Due", 11),
        Column::new("Kind", 10),
        Column::new("Outcome", 24).between(14, 50).wrapped(),
        Column::new("Made on", 11),
    ]);
    if beside == Beside::Meeting {
        columns.push(Column::new("Meeting", 12));
    }
    columns.push(Column::new("Figure in words", 24).between(14, 44).wrapped());
    columns.push(Column::new("Note", 20).between(12, 40));
    columns
}

fn blank_page(beside: Beside, empty: String) -> Page {
    let mut page = Page::new(columns(beside), empty);
    page.fixed = "F2 on the figure picks another one; Ctrl-K makes something of the recommendation".into();
    page
}

/// The page of a committee: what was recommended in the chosen year, then the years before.
pub fn of_committee(committee: Id, cx: &Context) -> Page {
    let mut page = blank_page(Beside::Meeting, String::new());
    let year = cx.chosen.year;
    let all = advice::of_committee(cx.book, committee);
    let of = |one: &Record| advice::day(cx.book, one).map(|day| cx.book.fiscal_year(day));
    let (own, others): (Vec<&Record>, Vec<&Record>) = all.into_iter().partition(|one| of(one).is_none_or(|y| y == year));
    page.lines.extend(own.iter().map(|one| line(one, Beside::Meeting, cx)));
    page.lines.push(blank(Beside::Meeting, committee, cx).with(Field::Day, Value::Date(cx.today)));
    let words = super::facts(committee, cx).words_of_recommendations();
    page.lines[0].band = Some((format!("Fiscal year {year}"), words));
    let mut last = None;
    for one in others {
        let mut line = line(one, Beside::Meeting, cx);
        if of(one) != last {
            last = of(one);
            let words = last.map(|year| committee::in_year(cx.book, committee, year, cx.today).words_of_recommendations());
            line = line.under(last.map(|year| format!("Fiscal year {year}")).unwrap_or_default(), words.unwrap_or_default());
        }
        page.lines.push(line);
    }
    page
}

/// The page of a meeting.
pub fn of_meeting(meeting: Id, cx: &Context) -> Page {
    let mut page = blank_page(Beside::None, String::new());
    let Some(record) = cx.book.get(meeting) else { return page };
    page.lines.extend(advice::of_meeting(cx.book, record).into_iter().map(|one| line(one, Beside::None, cx)));
    if let Some(committee) = record.parent() {
        let day = record.date(Field::Day).unwrap_or(cx.today);
        let fresh = blank(Beside::None, committee, cx).with(Field::Session, Value::Record(meeting)).with(Field::Day, Value::Date(day));
        page.lines.push(fresh);
    }
    page
}

/// The page of all committees: what is not finished, and what was made in the chosen year.
pub fn of_all(cx: &Context) -> Page {
    let empty = "No recommendation yet. A committee's meeting writes them (Ctrl-N in a meeting); each names the figure it came from, and becomes a milestone step, an element of a Mini PIP or a special study.";
    let mut page = blank_page(Beside::Committee, empty.to_owned());
    let mut all: Vec<(u8, State, &Record)> = Vec::new();
    for one in super::shown(cx).into_iter().flat_map(|committee| advice::of_committee(cx.book, committee.id)) {
        let state = State::of(cx.book, one, cx.today);
        let of_year = advice::day(cx.book, one).is_some_and(|day| cx.book.fiscal_year(day) == cx.chosen.year);
        let finished = matches!(state, State::Done | State::Declined | State::GivenUp);
        if of_year || !finished {
            all.push((group(state), state, one));
        }
    }
    all.sort_by_key(|(group, state, one)| (*group, *state, std::cmp::Reverse(advice::day(cx.book, one))));
    let mut last = u8::MAX;
    for (group, _, one) in &all {
        let mut line = line(one, Beside::Committee, cx);
        if *group != last {
            let count = all.iter().filter(|(other, ..)| other == group).count();
            line = line.under(HEADINGS[usize::from(*group).min(HEADINGS.len() - 1)], count.to_string());
            last = *group;
        }
        page.lines.push(line);
    }
    page
}

const HEADINGS: [&str; 4] = ["Nothing has come of it yet", "Acted on, and not done yet", "Done", "Declined, or given up"];

const fn group(state: State) -> u8 {
    match state {
        State::Open | State::Accepted => 0,
        State::Made | State::UnderWay => 1,
        State::Done => 2,
        State::Declined | State::GivenUp => 3,
    }
}

fn line(one: &Record, beside: Beside, cx: &Context) -> Line {
    let mut cells = vec![Cell::field(one, Field::Text, Means::Text, cx)];
    if beside == Beside::Committee {
        cells.push(Cell::words(one.parent().map_or("", |id| super::name(cx, id)), Meaning::Text));
    }
    let late = advice::is_overdue(cx.book, one, cx.today);
    let due = Cell::field(one, Field::Due, Means::Day, cx);
    cells.extend([
        came(one, cx),
        figure(one, cx),
        Cell::field(one, Field::Status, Means::Choice(&RECORDED), cx),
        Cell::field(one, Field::Owner, Means::Suggest(owners(one.parent(), cx)), cx),
        if late { due.meaning(Meaning::Error) } else { due },
        Cell::field(one, Field::Category, Means::Choice(&SORTS), cx),
        Cell::field(one, Field::Outcome, Means::Text, cx),
        Cell::field(one, Field::Day, Means::Day, cx),
    ]);
    if beside == Beside::Meeting {
        cells.push(Cell::field(one, Field::Session, meetings(one.parent(), cx), cx));
    }
    cells.push(Cell::field(one, Field::Source, Means::Text, cx));
    cells.push(Cell::field(one, Field::Note, Means::Text, cx));
    Line::of(one, cells)
}

fn blank(beside: Beside, committee: Id, cx: &Context) -> Line {
    let mut cells = vec![
        Cell::asks("Add a recommendation", Field::Text, Means::Text),
        Cell::default(),
        Cell::default(),
        Cell::asks("", Field::Status, Means::Choice(&RECORDED)),
        Cell::asks("", Field::Owner, Means::Suggest(owners(Some(committee), cx))),
        Cell::asks("", Field::Due, Means::Day),
        Cell::asks("", Field::Category, Means::Choice(&SORTS)),
        Cell::asks("", Field::Outcome, Means::Text),
        Cell::asks("", Field::Day, Means::Day),
    ];
    if beside == Beside::Meeting {
        cells.push(Cell::asks("", Field::Session, meetings(Some(committee), cx)));
    }
    cells.push(Cell::asks("", Field::Source, Means::Text));
    cells.push(Cell::asks("", Field::Note, Means::Text));
    Line::blank(Kind::Recommendation, Some(committee), cells).with(Field::Status, Value::text("open")).called("a new recommendation")
}

fn came(one: &Record, cx: &Context) -> Cell {
    let glyphs = Glyphs::UNICODE;
    let state = State::of(cx.book, one, cx.today);
    let sign = match state {
        State::Done => glyphs.done,
        State::UnderWay => glyphs.in_progress,
        State::Made => glyphs.not_started,
        State::Declined | State::GivenUp => glyphs.dropped,
        State::Open | State::Accepted => glyphs.nothing,
    };
    let (words, meaning) = match advice::became(cx.book, one).map(|made| Came::of(cx.book, made, cx.today)) {
        Some(came) => (came.sentence(), super::meaning(came.state.tone())),
        None if state == State::Done => ("recorded as done".to_owned(), Meaning::Good),
        None if state == State::Declined => ("declined".to_owned(), Meaning::Muted),
        None => ("nothing yet".to_owned(), Meaning::Muted),
    };
    // What it led to, in somebody's words, is the answer; its own column stands beyond the edge of most screens.
    let outcome = super::first_line(one.text(Field::Outcome));
    let said = if outcome.is_empty() { format!("{sign} {words}") } else { format!("{sign} {words}: {outcome}") };
    Cell::words(said, meaning)
}

fn figure(one: &Record, cx: &Context) -> Cell {
    match Figure::of(cx.book, one) {
        Some(figure) => Cell::words(figure.words(cx.book), Meaning::Link),
        None => Cell::words("none: F2 picks one", Meaning::Placeholder),
    }
}

/// Who can own a recommendation: the members of its committee.
fn owners(committee: Option<Id>, cx: &Context) -> Vec<String> {
    let members = committee.map(|id| committee::members(cx.book, id, cx.today)).unwrap_or_default();
    members.iter().map(|member| member.text(Field::Name).to_owned()).collect()
}

/// The meetings that can have made a recommendation, the newest first.
fn meetings(committee: Option<Id>, cx: &Context) -> Means {
    let mut all = committee.map(|id| committee::meetings(cx.book, id)).unwrap_or_default();
    all.reverse();
    let day = |meeting: &&Record| meeting.date(Field::Day).map(|day| (meeting.id, crate::domain::dates::show(day, cx.day_first)));
    Means::Record(all.iter().filter_map(day).collect())
}

/// What stands behind a recommendation's line.
pub fn detail(one: &Record, cx: &Context) -> [String; 2] {
    let text = one.text(Field::Text).replace('\n', " ");
    let source = super::first_line(one.text(Field::Source));
    let words = if source.is_empty() { text } else { format!("{text} ({source})") };
    let hint = match (advice::became(cx.book, one), Figure::of(cx.book, one)) {
        (Some(_), Some(_)) => "Enter on the figure, or on what came of it, goes there.",
        (Some(_), None) => "Enter on what came of it goes there; F2 on the figure picks the one it came from.",
        (None, Some(_)) => "Ctrl-K makes a milestone step, an element or a study of it; Enter on the figure goes there.",
        (None, None) => "F2 on the figure picks the one it came from; Ctrl-K makes a step, an element or a study of it.",
    };
    [words, hint.to_owned()]
}
