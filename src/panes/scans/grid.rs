//! The grid: a line for each caseworker, a column for each month, under headings of office and supervisor.

use super::rows::{About, Row, Rows, meaning, of, sign, title};
use super::state::{Scans, Window};
use crate::command::Context;
use crate::domain::id::Id;
use crate::domain::scan::calendar::Person;
use crate::domain::scan::{Coverage, Post, State, short_month};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// The column of the first month.
pub const FIRST: usize = 1;

/// "Alder, Sue Sample".
pub fn place(cx: &Context, post: &Post) -> String {
    let name = |id: Option<Id>, none: &str| id.map_or_else(|| none.to_owned(), |id| cx.book.name(id).to_owned());
    format!("{}, {}", name(post.office, "no office"), name(post.supervisor, "no supervisor"))
}

/// A caseworker's line on its way: where they stand last, and what counts of them.
struct Kept<'a> {
    at: usize,
    person: &'a Person,
    post: Post,
    coverage: Coverage,
}

pub fn rows(pane: &Scans, cx: &Context) -> Rows {
    let calendar = pane.calendar(cx);
    let narrow = is_narrow(cx);
    let first = pane.first(&calendar, cx);
    let months = calendar.months[first..].to_vec();
    let mut kept: Vec<Kept> = Vec::new();
    for (at, person) in calendar.people.iter().enumerate() {
        let entries = &person.entries[first..];
        let counted = |entry: &&crate::domain::scan::Entry| entry.state != State::NotOwed && pane.counts(person.worker, &entry.post, cx);
        let Some(last) = entries.iter().rev().find(counted) else { continue };
        let mut coverage = Coverage::default();
        entries.iter().filter(counted).for_each(|entry| coverage.count(entry.state));
        if !pane.only_owing || coverage.due > coverage.done {
            kept.push(Kept { at, person, post: last.post, coverage });
        }
    }
    let place_of = |post: &Post| [post.region, post.office, post.supervisor].map(|id| id.map_or("", |id| cx.book.name(id)));
    kept.sort_by(|a, b| place_of(&a.post).cmp(&place_of(&b.post)).then(a.at.cmp(&b.at)));
    let all: Coverage = kept.iter().map(|kept| kept.coverage).sum();
    let mut rows: Vec<Row> = Vec::with_capacity(kept.len());
    for (at, one) in kept.iter().enumerate() {
        let same = |other: &Kept| (other.post.office, other.post.supervisor) == (one.post.office, one.post.supervisor);
        let band = (at == 0 || !same(&kept[at - 1])).then(|| {
            let together: Coverage = kept[at..].iter().take_while(|other| same(other)).map(|kept| kept.coverage).sum();
            (place(cx, &one.post), figure(&together))
        });
        let mut cells = vec![(cx.book.name(one.person.worker).to_owned(), Meaning::Text)];
        for entry in &one.person.entries[first..] {
            let (sign, means) = sign(entry.state);
            // Months in another place are shown, and not counted here.
            let here = pane.counts(one.person.worker, &entry.post, cx);
            cells.push((sign.to_owned(), if here { means } else { Meaning::Muted }));
        }
        cells.push((of(&one.coverage), meaning(&one.coverage)));
        if !narrow {
            cells.push((one.coverage.percent(), meaning(&one.coverage)));
        }
        rows.push(Row { about: About::Person(one.person.worker, one.at), band, cells });
    }
    let mut columns = vec![Column::new("Caseworker", 20).between(14, 28)];
    columns.extend(months.iter().map(|month| {
        let title = if narrow { number(*month, cx.today) } else { title(*month, cx.today) };
        let width = title.len().max(if narrow { 2 } else { 3 }) as u16;
        Column::new(title, width)
    }));
    columns.push(Column::new("Done", if narrow { 6 } else { 7 }).right());
    if !narrow {
        columns.push(Column::new("Share", 8).right());
    }
    let span = match (months.first(), months.last()) {
        (Some(from), Some(until)) => format!("{} to {}", short_month(*from), short_month(*until)),
        _ => String::new(),
    };
    let window = if pane.window == Window::Year { format!("FY{}, ", cx.chosen.year) } else { String::new() };
    let only = if pane.only_owing { " · only who owes a scan" } else { "" };
    let head = format!("{window}{span} · {}{only} · {}", pane.place_words(cx), all.words());
    Rows { columns, lines: rows, empty: empty(pane), head, months: (FIRST, months) }
}

/// Whether months are named by their numbers: so that twelve of them, and what was done, fit side by side.
pub fn is_narrow(cx: &Context) -> bool {
    cx.area.width < 104
}

/// The title of a month's column where room is short: its number, this month's in brackets.
fn number(month: chrono::NaiveDate, today: chrono::NaiveDate) -> String {
    let number = chrono::Datelike::month(&month).to_string();
    if month == crate::domain::scan::month_of(today) { format!("[{number}]") } else { number }
}

fn figure(coverage: &Coverage) -> String {
    if coverage.due == 0 { String::new() } else { format!("{} of {} ({})", coverage.done, coverage.due, coverage.percent()) }
}

fn empty(pane: &Scans) -> String {
    if pane.only_owing {
        return "Nobody owes a scan here. F7 shows all caseworkers again.".to_owned();
    }
    "Each caseworker has one case looked at every month by the supervisor: what is done well, what needs work. Who owes a scan comes \
     from the assignments: Alt-S, Settings, Assignments says who supervises whom and since when. Scans of the past come in with Ctrl-P, \
     Import a file, scans."
        .to_owned()
}
