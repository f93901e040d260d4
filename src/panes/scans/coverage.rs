//! How much was done of what was due: the state, regions, offices and supervisors, by month or by fiscal year.

use std::collections::HashMap;

use super::rows::{About, Row, Rows, meaning, of, title};
use super::state::{Scans, Window};
use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::scan::series::{Point, Series};
use crate::domain::scan::{Calendar, Coverage, State, short_month};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// Which periods the columns stand for: the number of each month's column, none if it is in no column.
fn periods(pane: &Scans, calendar: &Calendar, cx: &Context) -> (Vec<String>, Vec<Option<usize>>) {
    if pane.by_year {
        let last = pane.last_year(cx);
        let names = (last - 2..=last).map(|year| format!("FY{year}")).collect();
        let of = calendar.months.iter().map(|month| usize::try_from(cx.book.fiscal_year(*month) - (last - 2)).ok().filter(|at| *at < 3));
        return (names, of.collect());
    }
    let first = pane.first(calendar, cx);
    let names = calendar.months[first..].iter().map(|month| title(*month, cx.today)).collect();
    (names, (0..calendar.months.len()).map(|at| at.checked_sub(first)).collect())
}

/// The kinds of place that have a line each, with their heading.
const GROUPS: [&str; 4] = ["State", "Regions", "Offices", "Supervisors"];

pub fn rows(pane: &Scans, cx: &Context) -> Rows {
    let calendar = pane.calendar(cx);
    let (names, period_of) = periods(pane, &calendar, cx);
    let mut sums: [HashMap<Option<Id>, Vec<Coverage>>; 4] = std::array::from_fn(|_| HashMap::new());
    for person in &calendar.people {
        for (at, entry) in person.entries.iter().enumerate() {
            let Some(period) = period_of[at].filter(|_| entry.state != State::NotOwed) else { continue };
            if cx.chosen.region.is_some_and(|region| entry.post.region != Some(region)) {
                continue;
            }
            let state = cx.chosen.region.is_none().then_some(None);
            let keys = [state, Some(entry.post.region), Some(entry.post.office), Some(entry.post.supervisor)];
            for (sum, key) in sums.iter_mut().zip(keys) {
                if let Some(key) = key {
                    sum.entry(key).or_insert_with(|| vec![Coverage::default(); names.len()])[period].count(entry.state);
                }
            }
        }
    }
    let mut rows = Vec::new();
    for (group, sum) in sums.into_iter().enumerate() {
        let mut lines: Vec<(Option<Id>, Vec<Coverage>)> = sum.into_iter().collect();
        lines.sort_by_key(|(id, _)| (id.is_none(), place_in_list(cx, group, *id)));
        for (at, (id, periods)) in lines.into_iter().enumerate() {
            let all: Coverage = periods.iter().copied().sum();
            let name = match (group, id) {
                (0, _) => "Statewide".to_owned(),
                (_, Some(id)) => cx.book.name(id).to_owned(),
                (1, None) => "no region".to_owned(),
                (2, None) => "no office".to_owned(),
                _ => "no supervisor".to_owned(),
            };
            let excused = if all.excused > 0 { all.excused.to_string() } else { String::new() };
            let mut cells =
                vec![(name, Meaning::Text), (all.percent(), meaning(&all)), (of(&all), meaning(&all)), (excused, Meaning::Muted)];
            cells.extend(periods.iter().map(|one| {
                let text = if pane.by_year && one.due > 0 { format!("{}  {}", one.percent(), of(one)) } else { of(one) };
                (text, meaning(one))
            }));
            let band = (at == 0 && group > 0).then(|| (GROUPS[group].to_owned(), String::new()));
            rows.push(Row { about: About::Place(if group == 0 { None } else { id }), band, cells });
        }
    }
    let mut columns = vec![
        Column::new("Place", 20).between(16, 28),
        Column::new("Share", 8).right(),
        Column::new("Done", 10).right(),
        Column::new("Excused", 7).right(),
    ];
    let width = if pane.by_year { 18 } else { 7 };
    columns.extend(names.into_iter().map(|name| Column::new(name, width).right()));
    let (from, until) = pane.window(cx);
    let what = match (pane.by_year, pane.window) {
        (true, _) => "by fiscal year".to_owned(),
        (_, Window::Year) => format!("FY{}, {} to {}", cx.chosen.year, short_month(from), short_month(until)),
        _ => format!("{} to {}", short_month(from), short_month(until)),
    };
    let head = format!("Scans done of those due · {what} · each month where the caseworker was then");
    let empty = "No scan was due in these months. Who owes one comes from the assignments: Alt-S, Settings.".to_owned();
    Rows { columns, lines: rows, empty, head, months: (4, Vec::new()) }
}

/// Regions and offices in their own order, people by name.
fn place_in_list(cx: &Context, group: usize, id: Option<Id>) -> (String, String) {
    let Some(record) = id.and_then(|id| cx.book.get(id)) else { return Default::default() };
    let region = if group == 2 { record.record(Field::Region).and_then(|region| cx.book.get(region)) } else { None };
    let place = |record: &crate::domain::record::Record| match record.kind {
        Kind::Worker => record.text(Field::Name).to_owned(),
        _ => format!("{}{}", record.text(Field::Position), record.text(Field::Name)),
    };
    (region.map(place).unwrap_or_default(), place(record))
}

/// The months of a place: two years up to the last month in view; months that are to come are no points.
pub fn series(pane: &Scans, place: Option<Id>, cx: &Context) -> Series {
    let calendar = pane.calendar(cx);
    let mut months = vec![Coverage::default(); calendar.months.len()];
    for person in &calendar.people {
        for (at, entry) in person.entries.iter().enumerate() {
            let here = cx.chosen.region.is_none_or(|region| entry.post.region == Some(region));
            if here && place.is_none_or(|place| entry.post.is_in(place)) {
                months[at].count(entry.state);
            }
        }
    }
    // The month that runs is no point yet: it would read as a fall.
    let point = |(month, coverage): (&chrono::NaiveDate, &Coverage)| Point {
        month: *month,
        part: coverage.done,
        whole: if coverage.open > 0 { 0 } else { coverage.due },
    };
    Series::of(calendar.months.iter().zip(&months).filter(|(month, _)| **month <= cx.today).map(point).collect())
}

/// What a line says, as a sentence with its n and date.
pub fn sentence(pane: &Scans, row: &Row, cx: &Context) -> String {
    let About::Place(place) = row.about else { return String::new() };
    let name = place.map_or("Statewide", |place| cx.book.name(place));
    let calendar = pane.calendar(cx);
    let (_, period_of) = periods(pane, &calendar, cx);
    let sum = calendar.sum(|_, entry, at| {
        period_of[at].is_some()
            && cx.chosen.region.is_none_or(|region| entry.post.region == Some(region))
            && place.is_none_or(|place| entry.post.is_in(place))
    });
    let within = |at: &usize| period_of[*at].is_some();
    let months: Vec<usize> = (0..calendar.months.len()).filter(within).collect();
    let span = match (months.first(), months.last()) {
        (Some(first), Some(last)) => format!("{} to {}", short_month(calendar.months[*first]), short_month(calendar.months[*last])),
        _ => String::new(),
    };
    let today = crate::domain::dates::show(cx.today, cx.day_first);
    format!("{name}, {span}: {} (QA scans, as of {today}).", sum.words())
}
