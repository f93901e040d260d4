//! What the reviewer did.

use chrono::NaiveDate;

use super::rows::{About, Rows, Shown};
use super::state::{Scans, Section, Window};
use super::{coverage, entry, settings, themes, view};
use crate::command::{Command, Context, Effect, Input, Place};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::scan::draft::{self, Of};
use crate::domain::scan::{Entry, Post, State, long_month, month_of};
use crate::domain::tsv;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Source;
use crate::widgets::tabs;

pub fn update(pane: &mut Scans, input: &Input, cx: &Context) -> Vec<Effect> {
    let places = view::Places::of(pane, cx.area);
    if let Input::Click { x, y, .. } = input
        && let Some(at) = tabs::hit(&Section::TITLES, pane.section as usize, places.tabs, *x, *y)
    {
        return turn(pane, at, cx);
    }
    if let (Input::Command(command @ (Command::NextSection | Command::PreviousSection)), false) = (input, pane.ledger.is_open()) {
        let by = if *command == Command::NextSection { 1 } else { Section::ALL.len() - 1 };
        return turn(pane, (pane.section as usize + by) % Section::ALL.len(), cx);
    }
    if pane.section == Section::Settings {
        let list = settings::page(pane, cx);
        return pane.ledger.update(input, &list, places.body, cx).unwrap_or_default();
    }
    let rows = pane.rows(cx);
    let shown = Shown { rows: &rows, glyphs: &Glyphs::UNICODE };
    pane.cursor_mut().clamp(&shown);
    match input {
        Input::Command(command) => {
            if let Some(effects) = command_of(pane, *command, &rows, cx) {
                return effects;
            }
            pane.cursor_mut().command(*command, &shown, places.body);
            Vec::new()
        }
        Input::Typed(c) if pane.section == Section::Grid && !c.is_whitespace() => enter(pane, Some(*c), &rows, cx),
        Input::Pasted(_) | Input::Typed(_) => Vec::new(),
        Input::Click { x, y, double, extend } => {
            let hit = pane.cursor_mut().click(*x, *y, *extend, &shown, places.body);
            if *double && matches!(hit, crate::widgets::grid::Hit::Cell { .. }) { open(pane, &rows, cx) } else { Vec::new() }
        }
        Input::Drag { x, y } => {
            pane.cursor_mut().drag(*x, *y, &shown, places.body);
            Vec::new()
        }
        Input::Wheel(down) => {
            pane.cursor_mut().wheel(*down, &shown, places.body);
            Vec::new()
        }
    }
}

fn turn(pane: &mut Scans, at: usize, cx: &Context) -> Vec<Effect> {
    pane.section = Section::ALL[at];
    pane.reading = None;
    pane.need(cx).into_iter().collect()
}

fn command_of(pane: &mut Scans, command: Command, rows: &Rows, cx: &Context) -> Option<Vec<Effect>> {
    use Command as C;
    Some(match command {
        C::Enter | C::Edit | C::OpenCases => open(pane, rows, cx),
        C::InsertRow if matches!(pane.section, Section::Grid | Section::Due) => another(pane, rows, cx),
        C::Clear | C::DeleteRow => take_back(pane, rows, cx),
        C::Excuse => excuse(pane, rows, cx),
        C::HistoryOf => history(pane, rows, cx),
        C::TurnPeriod => turn_period(pane, cx),
        C::Filter if pane.section == Section::Grid => {
            pane.only_owing = !pane.only_owing;
            vec![Effect::Say(if pane.only_owing { "Only who owes a scan" } else { "All caseworkers" }.to_owned())]
        }
        C::ToggleChart if matches!(pane.section, Section::Coverage | Section::Themes) => {
            pane.charted = !pane.charted;
            Vec::new()
        }
        C::CopySentence => vec![sentence(pane, rows, cx)],
        C::Copy => copy(pane, rows).into_iter().collect(),
        C::Cancel if pane.reading.is_some() => {
            pane.reading = None;
            Vec::new()
        }
        C::Cancel if pane.cursor().anchor.is_none() && pane.place.is_some() => {
            pane.place = None;
            vec![Effect::Say("All places again".to_owned())]
        }
        C::Cancel if pane.cursor().anchor.is_none() => vec![Effect::GoBack],
        _ => return None,
    })
}

/// The month under the cursor, and how it stands.
fn at(pane: &Scans, row: usize, column: usize, rows: &Rows, cx: &Context) -> Option<(Id, NaiveDate, Entry)> {
    let calendar = pane.calendar(cx);
    let (worker, month) = match rows.about(row)? {
        About::Person(worker, _) => (worker, rows.month(column)?),
        About::Owing(worker, month) => (worker, month),
        _ => return None,
    };
    let person = calendar.people.iter().find(|person| person.worker == worker)?;
    let at = calendar.months.iter().position(|known| *known == month)?;
    Some((worker, month, person.entries[at]))
}

fn here(pane: &Scans, rows: &Rows, cx: &Context) -> Option<(Id, NaiveDate, Entry)> {
    at(pane, pane.cursor().row, pane.cursor().column, rows, cx)
}

/// The record under the cursor that has a name: a theme or question, a place, a caseworker. A scan is found by [`history`].
pub(super) fn resident(pane: &Scans, cx: &Context) -> Option<Id> {
    if pane.section == Section::Settings {
        return pane.ledger.record(&super::settings::page(pane, cx));
    }
    match pane.rows(cx).about(pane.cursor().row)? {
        About::Person(worker, _) if pane.cursor().column == 0 => Some(worker),
        About::Place(place) => place,
        About::Theme(theme, _) => theme,
        _ => None,
    }
}

/// Whose month it is, with where the worker was then.
fn of(pane: &Scans, worker: Id, month: NaiveDate, entry: &Entry, cx: &Context) -> Of {
    let told = if entry.state == State::NotOwed { None } else { Some(entry.post).filter(|post| *post != Post::default()) };
    let post = told.or_else(|| pane.roster(cx).post(worker, month)).unwrap_or_else(|| {
        let office = cx.book.get(worker).and_then(|worker| worker.record(Field::Office));
        Post { region: office.and_then(|office| pane.roster(cx).region(office, month)), office, supervisor: None }
    });
    Of { worker, month, post }
}

fn read_only(cx: &Context) -> Option<Vec<Effect>> {
    cx.book.facts.read_only.as_ref().map(|why| vec![Effect::Refuse(format!("This file can only be read here: {why}"))])
}

/// Enter: to the evidence behind a figure, or into a month.
fn open(pane: &mut Scans, rows: &Rows, cx: &Context) -> Vec<Effect> {
    match rows.about(pane.cursor().row) {
        Some(About::Person(worker, _)) if pane.cursor().column == 0 => vec![Effect::Go(Place::Places { record: Some(worker) })],
        Some(About::Place(place)) => {
            pane.place = place.filter(|place| Some(*place) != cx.chosen.region);
            pane.section = Section::Grid;
            pane.cursor_mut().row = 0;
            pane.need(cx).into_iter().collect()
        }
        Some(About::Theme(theme, well)) => vec![themes::open(pane, theme, well, cx)],
        Some(About::Scan(scan)) => vec![Effect::Read(Query::Scan { scan })],
        _ => enter(pane, None, rows, cx),
    }
}

/// Quick entry, or the scan that is there.
fn enter(pane: &mut Scans, typed: Option<char>, rows: &Rows, cx: &Context) -> Vec<Effect> {
    let Some((worker, month, entry)) = here(pane, rows, cx) else {
        return vec![Effect::Refuse("Move to a month to enter its scan".to_owned())];
    };
    if entry.state == State::ToCome {
        return vec![Effect::Refuse(format!("{} is still to come", long_month(month)))];
    }
    match entry.scan {
        Some(_) if entry.records > 1 => pick(pane, worker, month, cx),
        Some(scan) => vec![Effect::Read(Query::Scan { scan })],
        None => ask_new(pane, worker, month, &entry, typed, cx),
    }
}

fn ask_new(pane: &mut Scans, worker: Id, month: NaiveDate, entry: &Entry, typed: Option<char>, cx: &Context) -> Vec<Effect> {
    if let Some(refused) = read_only(cx) {
        return refused;
    }
    let owed = pane.roster(cx).owes(worker, month).is_some();
    let (form, asked) = entry::ask(of(pane, worker, month, entry, cx), owed, None, typed, cx);
    pane.asked = Some(asked);
    vec![Effect::Ask(form)]
}

/// Another scan in a month that has one.
fn another(pane: &mut Scans, rows: &Rows, cx: &Context) -> Vec<Effect> {
    match here(pane, rows, cx) {
        Some((_, month, entry)) if entry.state == State::ToCome => vec![Effect::Refuse(format!("{} is still to come", long_month(month)))],
        Some((worker, month, entry)) => ask_new(pane, worker, month, &entry, None, cx),
        None => vec![Effect::Refuse("Move to a month to enter a scan".to_owned())],
    }
}

fn pick(pane: &mut Scans, worker: Id, month: NaiveDate, cx: &Context) -> Vec<Effect> {
    let of_month: Vec<_> = pane.known.iter().filter(|scan| scan.worker == worker && month_of(scan.month) == month).collect();
    let lines = of_month
        .iter()
        .map(|scan| {
            let day = scan.done.map_or_else(|| "no day".to_owned(), dates::show_long);
            (if scan.excused { "excused".to_owned() } else { format!("scan of {day}") }, String::new())
        })
        .collect();
    pane.picking = of_month.iter().map(|scan| scan.id).collect();
    vec![Effect::Pick { id: entry::SCAN, title: format!("{}, {}", cx.book.name(worker), long_month(month)), lines, at: 0 }]
}

/// Delete: the scan or the excuse under the cursor, after a question.
fn take_back(pane: &Scans, rows: &Rows, cx: &Context) -> Vec<Effect> {
    if let Some(refused) = read_only(cx) {
        return refused;
    }
    let found = match rows.about(pane.cursor().row) {
        Some(About::Scan(scan)) => pane.known.iter().find(|known| known.id == scan).map(|known| (known.worker, known.month, known.id)),
        _ => here(pane, rows, cx).and_then(|(worker, month, entry)| Some((worker, month, entry.scan?))),
    };
    let Some((worker, month, scan)) = found else {
        return vec![Effect::Refuse("There is no scan here to take back".to_owned())];
    };
    let excused = pane.known.iter().any(|known| known.id == scan && known.excused);
    let name = cx.book.name(worker);
    let question = if excused {
        format!("Take back the excuse of {name} for {}? The month is owed again.", long_month(month))
    } else {
        format!("Take back the scan of {name}, {}, with all that it says?", long_month(month))
    };
    vec![Effect::Confirm { question, change: draft::take_back(cx.book, scan, worker, month, excused, &cx.author()) }]
}

/// Excuses the month under the cursor, or all of a range that are owed and not done.
fn excuse(pane: &mut Scans, rows: &Rows, cx: &Context) -> Vec<Effect> {
    if let Some(refused) = read_only(cx) {
        return refused;
    }
    let Some((worker, month, entry)) = here(pane, rows, cx) else {
        return vec![Effect::Refuse("Move to a month to excuse it".to_owned())];
    };
    let range = pane.cursor().range();
    let cells = (range.top..=range.bottom).flat_map(|row| (range.left..=range.right).map(move |column| (row, column)));
    let mut months: Vec<Of> = Vec::new();
    for (row, column) in cells {
        if let Some((worker, month, entry)) = at(pane, row, column, rows, cx)
            && matches!(entry.state, State::Due | State::Missed | State::ToCome)
            && !months.iter().any(|of| (of.worker, of.month) == (worker, month))
        {
            months.push(of(pane, worker, month, &entry, cx));
        }
    }
    match (months.is_empty(), entry.state) {
        (false, _) => {
            let (form, asked) = entry::ask_excuse(months, cx);
            pane.asked = Some(asked);
            vec![Effect::Ask(form)]
        }
        (_, State::Excused) => take_back(pane, rows, cx),
        (_, State::Done) => vec![Effect::Refuse(format!("The scan of {}, {}, is done", cx.book.name(worker), long_month(month)))],
        _ => vec![Effect::Refuse(format!("{} owes no scan for {}", cx.book.name(worker), long_month(month)))],
    }
}

fn history(pane: &Scans, rows: &Rows, cx: &Context) -> Vec<Effect> {
    let scan = match rows.about(pane.cursor().row) {
        Some(About::Scan(scan)) => Some(scan),
        _ => here(pane, rows, cx).and_then(|(_, _, entry)| entry.scan),
    };
    match scan {
        Some(scan) => vec![Effect::Go(Place::History { of: Some(scan) })],
        None => vec![Effect::Refuse("There is no scan here that has a history".to_owned())],
    }
}

/// The twelve months up to now, the chosen fiscal year; coverage also by fiscal year.
fn turn_period(pane: &mut Scans, cx: &Context) -> Vec<Effect> {
    let (window, by_year) = match (pane.section, pane.window, pane.by_year) {
        (_, Window::Recent, false) => (Window::Year, false),
        (Section::Coverage, Window::Year, false) => (Window::Year, true),
        _ => (Window::Recent, false),
    };
    (pane.window, pane.by_year) = (window, by_year);
    let words = match (window, by_year) {
        (_, true) => "By fiscal year".to_owned(),
        (Window::Year, _) => format!("The months of FY{}", cx.chosen.year),
        _ => "The twelve months up to now".to_owned(),
    };
    let mut effects: Vec<Effect> = pane.need(cx).into_iter().collect();
    effects.push(Effect::Say(words));
    effects
}

fn sentence(pane: &Scans, rows: &Rows, cx: &Context) -> Effect {
    let Some(row) = rows.lines.get(pane.cursor().row) else { return Effect::Refuse("There is no figure here".to_owned()) };
    let text = match row.about {
        About::Place(_) => coverage::sentence(pane, row, cx),
        About::Theme(theme, well) => themes::sentence(pane, theme, well, cx),
        _ => format!("{} (QA scans, as of {}).", rows.head, dates::show(cx.today, cx.day_first)),
    };
    Effect::Copy { text, what: "the sentence".to_owned() }
}

fn copy(pane: &Scans, rows: &Rows) -> Option<Effect> {
    let shown = Shown { rows, glyphs: &Glyphs::UNICODE };
    let range = pane.cursor().range();
    let columns = pane.cursor().selected_columns(rows.columns.len());
    let cells: Vec<Vec<String>> = (range.top..=range.bottom.min(rows.lines.len().checked_sub(1)?))
        .map(|row| columns.iter().map(|column| shown.cell(row, *column).text.into_owned()).collect())
        .collect();
    let count = cells.len() * columns.len();
    Some(Effect::Copy { text: tsv::to_tsv(&cells), what: if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") } })
}
