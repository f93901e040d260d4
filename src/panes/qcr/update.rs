//! Commands and events to effects.

use super::beside;
use super::cases::Rows;
use super::section::Section;
use super::state::Qcr;
use super::table::{Of, Spot, Table};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::behind::Behind;
use crate::domain::dates;
use crate::domain::id::Id;
use crate::domain::qcr::Qcr as Figures;
use crate::domain::qcr::practice;
use crate::domain::query::Answer;
use crate::domain::remeasure::Measure;
use crate::domain::tsv;
use crate::panes::{element, memo};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridState, Hit, Source};
use crate::widgets::tabs;

/// Lines that the detail moves by at once.
const STEP: usize = 4;

pub(super) fn update(pane: &mut Qcr, input: &Input, cx: &Context) -> Vec<Effect> {
    let Some(qcr) = pane.qcr(cx) else { return Vec::new() };
    let mut effects = match input {
        Input::Command(Command::NextSection) => turn(pane, &qcr, true, cx),
        Input::Command(Command::PreviousSection) => turn(pane, &qcr, false, cx),
        Input::Command(Command::GoToPage) => vec![Effect::Pick {
            id: "section of qualitative reviews",
            title: "Go to a section".to_owned(),
            lines: Section::TITLES.iter().map(|title| ((*title).to_owned(), String::new())).collect(),
            at: pane.section as usize,
        }],
        Input::Click { x, y, .. } if pane.parts(None, cx.area).tabs.contains(*x, *y) => {
            let at = tabs::hit(&Section::TITLES, pane.section as usize, pane.parts(None, cx.area).tabs, *x, *y);
            at.map_or_else(Vec::new, |at| show(pane, &qcr, Section::ALL[at], cx))
        }
        _ if pane.section == Section::Cases => in_cases(pane, &qcr, input, cx),
        _ => in_table(pane, &qcr, input, cx),
    };
    effects.extend(pane.wanted(cx));
    effects
}

/// The record under the cursor: a case, or the region of a figure.
pub(super) fn here(pane: &Qcr, cx: &Context) -> Option<Id> {
    if pane.section == Section::Cases {
        return pane.cases.line(pane.grid().row).map(|line| line.id);
    }
    let qcr = pane.qcr(cx)?;
    let table = pane.table(&qcr, cx.area.width, cx, &Glyphs::UNICODE)?;
    pane.spot(&table)?.region
}

fn turn(pane: &mut Qcr, qcr: &Figures, next: bool, cx: &Context) -> Vec<Effect> {
    let all = Section::ALL.len();
    let at = (pane.section as usize + if next { 1 } else { all - 1 }) % all;
    show(pane, qcr, Section::ALL[at], cx)
}

/// Shows a section, the cursor on the same question if it has it.
fn show(pane: &mut Qcr, qcr: &Figures, section: Section, cx: &Context) -> Vec<Effect> {
    pane.section = section;
    pane.scrolled = 0;
    settle(pane, qcr, true, cx);
    Vec::new()
}

/// Puts the cursor on the question and place that are looked at, wherever they now stand.
fn settle(pane: &mut Qcr, qcr: &Figures, follow_place: bool, cx: &Context) {
    let Some(table) = pane.table(qcr, cx.area.width, cx, &Glyphs::UNICODE) else { return };
    let area = pane.parts(Some(&table), cx.area).grid;
    let mut grid = pane.grid().clone();
    grid.frozen = table.frozen;
    grid.clamp(&table);
    let here = table.rows.get(grid.row).map(|row| row.spot.clone());
    let region = if follow_place { cx.chosen.region } else { here.and_then(|spot| spot.region) };
    let question = pane.question.clone().filter(|_| table.rows.iter().any(|row| row.spot.question.is_some()));
    let known = question.as_deref().filter(|code| table.rows.iter().any(|row| row.spot.question.as_deref() == Some(*code)));
    let row = match known {
        Some(code) => table.row_of(Some(code), region),
        None if table.rows.first().is_some_and(|row| row.spot.question.is_none()) => table.row_of(None, region),
        None if pane.section == Section::Overview => table.rows.iter().position(|row| row.spot.region == region),
        None => Some(grid.row),
    };
    let column = table.of.iter().position(|of| *of == Of::Year(cx.chosen.year)).filter(|_| follow_place).unwrap_or(grid.column);
    grid.go(row.unwrap_or(0), column, &table, area);
    keep(pane, grid);
}

fn keep(pane: &mut Qcr, grid: GridState) {
    pane.grids[pane.section as usize] = grid;
}

fn in_table(pane: &mut Qcr, qcr: &Figures, input: &Input, cx: &Context) -> Vec<Effect> {
    let Some(table) = pane.table(qcr, cx.area.width, cx, &Glyphs::UNICODE) else { return Vec::new() };
    let parts = pane.parts(Some(&table), cx.area);
    let mut grid = pane.grid().clone();
    grid.frozen = table.frozen;
    grid.clamp(&table);
    let spot = table.spot(grid.row, grid.column);
    let mut effects = Vec::new();
    match *input {
        Input::Command(Command::Enter | Command::OpenCases) => effects.extend(open(pane, qcr, &table, &grid, cx)),
        Input::Command(Command::HistoryOf) => {
            effects.push(Effect::Refuse("A figure of the whole state has no history of its own; go to a region or a case".to_owned()));
        }
        Input::Command(Command::Cancel) if grid.anchor.is_none() => effects.push(Effect::GoBack),
        Input::Command(Command::OpenElement) => effects.push(address(qcr, spot.as_ref(), cx)),
        Input::Command(Command::CopySentence) => effects.push(sentence(pane, qcr, spot.as_ref(), cx)),
        Input::Command(Command::Copy) => effects.extend(copy(&table, &grid)),
        Input::Command(Command::Sort) if matches!(pane.section, Section::Indicators | Section::Years) => {
            pane.shown.by_instrument = !pane.shown.by_instrument;
            let words = if pane.shown.by_instrument { "In the order of the instrument" } else { "The lowest share first" };
            effects.push(Effect::Say(words.to_owned()));
            settle(pane, qcr, false, cx);
            return effects;
        }
        Input::Command(Command::Filter) if matches!(pane.section, Section::Indicators | Section::Years) => {
            pane.shown.below = !pane.shown.below;
            effects.push(Effect::Say(if pane.shown.below { "Only what is below its goal" } else { "All indicators" }.to_owned()));
            settle(pane, qcr, false, cx);
            return effects;
        }
        Input::Command(Command::WordLeft) => pane.scrolled = pane.scrolled.saturating_sub(STEP),
        Input::Command(Command::WordRight) => pane.scrolled += STEP,
        Input::Command(command) => {
            grid.command(command, &table, parts.grid);
        }
        Input::Click { x, y, double, extend } if parts.grid.contains(x, y) => {
            if let Hit::Cell { .. } = grid.click(x, y, extend, &table, parts.grid)
                && double
            {
                effects.extend(open(pane, qcr, &table, &grid, cx));
            }
        }
        Input::Drag { x, y } => grid.drag(x, y, &table, parts.grid),
        Input::Wheel(down) => grid.wheel(down, &table, parts.grid),
        Input::Click { .. } | Input::Typed(_) | Input::Pasted(_) => {}
    }
    let now = table.spot(grid.row, grid.column);
    if now != spot {
        pane.scrolled = 0;
    }
    if let Some(question) = now.and_then(|spot| spot.question) {
        pane.question = Some(question);
    }
    keep(pane, grid);
    effects
}

/// Down to what is behind a figure.
fn open(pane: &mut Qcr, qcr: &Figures, table: &Table, grid: &GridState, cx: &Context) -> Vec<Effect> {
    let Some(spot) = table.spot(grid.row, grid.column) else { return Vec::new() };
    if pane.section == Section::Practice {
        return beside_of(pane, qcr, table, grid.column, spot.region, cx);
    }
    let Some(code) = &spot.question else { return Vec::new() };
    vec![cases_behind(qcr, code, &spot)]
}

fn cases_behind(qcr: &Figures, code: &str, spot: &Spot) -> Effect {
    let figure = qcr.figure(code, spot.region, spot.year).filter(|figure| figure.score().is_some());
    let Some(figure) = figure else {
        return Effect::Refuse(format!("There is no review here in FY{}: move to a figure", spot.year));
    };
    if figure.is_published() {
        return Effect::Refuse("This figure was published elsewhere: its cases are not in this file".to_owned());
    }
    // A question is asked under the code it had in that year.
    let question = figure.row.question.clone().unwrap_or_else(|| code.to_owned());
    Effect::Go(Place::Cases(Box::new(Behind {
        instrument: qcr.instrument.clone(),
        year: spot.year,
        question: Some(question),
        region: spot.region,
        ..Behind::default()
    })))
}

/// To the evidence of what stands beside the scores.
fn beside_of(pane: &mut Qcr, qcr: &Figures, table: &Table, column: usize, region: Option<Id>, cx: &Context) -> Vec<Effect> {
    let verdicts = qcr.verdicts(cx.chosen.year);
    let choose = (region != cx.chosen.region).then_some(Effect::ChooseRegion(region));
    let mut effects: Vec<Effect> = choose.into_iter().collect();
    match table.of.get(column) {
        Some(Of::Beside(beside::SCANS)) => effects.push(Effect::Go(Place::Scans { worker: None })),
        Some(Of::Beside(beside::LEADERS | beside::INTERVIEWS)) => effects.extend(show(pane, qcr, Section::Cases, cx)),
        Some(Of::Beside(beside::PROCESS | beside::WRITTEN)) => {
            let Some(code) = practice::process_instrument(cx.book) else {
                return vec![Effect::Refuse("There is no case process review in this file".to_owned())];
            };
            effects.push(Effect::ChooseInstrument(code.to_owned()));
            effects.push(Effect::Go(Place::Scores { question: None }));
        }
        _ => {
            let at = column.saturating_sub(1).min(verdicts.len().saturating_sub(1));
            let Some(subject) = verdicts.get(at) else { return Vec::new() };
            return vec![cases_behind(qcr, &subject.code, &Spot { question: None, region, year: cx.chosen.year })];
        }
    }
    effects
}

/// To the Mini PIP element for a figure, or to a new one.
fn address(qcr: &Figures, spot: Option<&Spot>, cx: &Context) -> Effect {
    let Some((spot, code)) = spot.and_then(|spot| Some((spot, spot.question.as_ref()?))) else {
        return Effect::Refuse("An element is made for a rating: move to one in another section".to_owned());
    };
    let then = qcr.figure(code, spot.region, spot.year).and_then(|figure| figure.row.question.clone());
    let measure =
        Measure { instrument: qcr.instrument.clone(), code: then.unwrap_or_else(|| code.clone()), region: spot.region, office: None };
    element::open(cx, measure, &qcr.codes(code), spot.year)
}

fn sentence(pane: &Qcr, qcr: &Figures, spot: Option<&Spot>, cx: &Context) -> Effect {
    let as_of = dates::show(cx.today, cx.day_first);
    let copied = |text: String| Effect::Copy { text, what: "the sentence".to_owned() };
    let Some(spot) = spot else { return Effect::Refuse("There is no figure here".to_owned()) };
    let Some(code) = &spot.question else {
        let practices = pane.practices(qcr, cx);
        let Some(practice) = practices.iter().find(|one| one.region == spot.region) else {
            return Effect::Refuse("There is no figure here".to_owned());
        };
        let place = spot.region.map_or("Statewide", |id| cx.book.name(id));
        let parts: Vec<String> =
            beside::lines(practice).into_iter().map(|(name, _, words)| format!("{}: {words}", name.to_lowercase())).collect();
        return copied(format!("{place}, FY{}, beside the qualitative scores: {} (as of {as_of}).", spot.year, parts.join("; ")));
    };
    match qcr.figure(code, spot.region, spot.year) {
        Some(figure) => {
            let name =
                qcr.subject(code, spot.year).filter(|s| s.verdict).map_or_else(|| code.clone(), |s| format!("{}, overall", s.area_name));
            copied(figure.sentence(cx.book, &name, &as_of))
        }
        None => Effect::Refuse("There is no figure here: move to a year and place with a review".to_owned()),
    }
}

fn copy(table: &Table, grid: &GridState) -> Option<Effect> {
    if table.rows.is_empty() {
        return None;
    }
    let range = grid.range();
    let columns = grid.selected_columns(table.columns.len());
    let plain = |row: usize, column: &usize| {
        let text = table.cell(row, *column).text.into_owned();
        // A figure goes without its sign and mark.
        if table.columns[*column].align == crate::widgets::width::Align::Right {
            text.trim_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | ')')).to_owned()
        } else {
            text.trim().to_owned()
        }
    };
    let cells: Vec<Vec<String>> = (range.top..=range.bottom).map(|row| columns.iter().map(|column| plain(row, column)).collect()).collect();
    let count = cells.len() * columns.len();
    if count == 1 {
        let text = cells.into_iter().flatten().next().unwrap_or_default();
        return Some(Effect::Copy { what: format!("'{text}'"), text });
    }
    Some(Effect::Copy { text: tsv::to_tsv(&cells), what: format!("{count} cells") })
}

fn in_cases(pane: &mut Qcr, qcr: &Figures, input: &Input, cx: &Context) -> Vec<Effect> {
    let area = pane.parts(None, cx.area).grid;
    let mut grid = pane.grid().clone();
    let mut effects = Vec::new();
    {
        let areas: Vec<String> = qcr.verdicts(cx.chosen.year).into_iter().map(|subject| subject.area_name).collect();
        let rows = Rows::new(&pane.cases, &areas, cx.area.width, cx, &Glyphs::UNICODE);
        grid.clamp(&rows);
        let open = |row: usize| pane.cases.line(row).map(|line| Effect::Go(Place::Case { review: line.id, slot: None }));
        match *input {
            Input::Command(Command::Enter | Command::OpenCases | Command::CaseFacts) => effects.extend(open(grid.row)),
            Input::Command(Command::Cancel) if grid.anchor.is_none() => effects.push(Effect::GoBack),
            Input::Command(Command::OpenElement | Command::CopySentence) => {
                effects.push(Effect::Refuse("A case is no figure: the other sections have those".to_owned()));
            }
            Input::Command(command) => {
                grid.command(command, &rows, area);
            }
            Input::Click { x, y, double, extend } if area.contains(x, y) => {
                grid.click(x, y, extend, &rows, area);
                if double {
                    effects.extend(open(grid.row));
                }
            }
            Input::Wheel(down) => grid.wheel(down, &rows, area),
            _ => {}
        }
    }
    keep(pane, grid);
    effects
}

pub(super) fn hear(pane: &mut Qcr, event: &Event, cx: &Context) -> Vec<Effect> {
    if memo::moves_scores(event) {
        pane.forget();
    }
    let Some(qcr) = pane.qcr(cx) else { return Vec::new() };
    match event {
        Event::Answered(Answer::Cases(stretch)) => return pane.cases.take(stretch).into_iter().collect(),
        Event::Answered(Answer::Seats(people)) => pane.cases.take_people(people),
        Event::Answered(Answer::Staffing(staffing)) => pane.take_staffing(staffing),
        Event::Answered(Answer::Scans(scans)) => pane.take_scans(scans),
        Event::Picked { id: "section of qualitative reviews", at } => {
            let section = Section::ALL.get(*at).copied().unwrap_or_default();
            show(pane, &qcr, section, cx);
        }
        Event::Arrive(Place::Qcr { question }) => {
            if let Some(subject) = question.as_deref().and_then(|code| qcr.subject(code, cx.chosen.year)) {
                pane.section = if subject.verdict { Section::Overview } else { Section::Indicators };
                pane.shown.below = false;
                pane.question = Some(subject.code);
                settle(pane, &qcr, true, cx);
            } else {
                // Who comes back stands where they stood.
                settle(pane, &qcr, false, cx);
            }
        }
        Event::ChosenMoved => {
            pane.scrolled = 0;
            settle(pane, &qcr, true, cx);
        }
        Event::Written(_) | Event::Reloaded => {
            pane.stale();
            settle(pane, &qcr, false, cx);
        }
        _ => return Vec::new(),
    }
    // Nothing is read for a pane that is out of sight: it asks when one comes to it.
    if cx.focused || matches!(event, Event::Arrive(_)) { pane.wanted(cx) } else { Vec::new() }
}
