//! Commands and events to effects.

use super::chart;
use super::rows::Shows;
use super::state::{Places, Scores, Spot, shape};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::behind::Behind;
use crate::domain::remeasure::{Measure, WHOLE};
use crate::domain::sheet::Unit;
use crate::domain::{dates, figure, tsv};
use crate::panes::{element, memo};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridState, Hit, Source};

/// Lines that the detail moves by at once.
const STEP: usize = 6;

pub(super) fn update(pane: &mut Scores, input: &Input, cx: &Context) -> Vec<Effect> {
    let sheet = pane.sheet(cx);
    let places = Places::of(cx.area);
    let mut grid = pane.grid(&sheet, cx);
    let rows = pane.rows(&sheet, &grid, places.grid.width, cx, &Glyphs::UNICODE);
    grid.clamp(&rows);
    let spot = Scores::spot(&rows, &grid, cx);
    let mut effects = Vec::new();
    let mut sort = None;
    let mut filter = false;
    if pane.chart.on
        && let Some(effects) = chart::update(pane, input, &sheet, &rows, &mut grid, cx)
    {
        keep(pane, grid, cx);
        return effects;
    }
    match *input {
        Input::Command(Command::ToggleChart) => chart::toggle(pane, spot.as_ref(), &rows, &mut grid, cx),
        Input::Command(Command::Enter) => {
            effects.extend(choose_year(rows.shows(grid.column), cx).or_else(|| open_cases(&rows, &grid, spot.as_ref(), cx)));
        }
        Input::Command(Command::Cancel) if grid.anchor.is_none() => effects.push(Effect::GoBack),
        Input::Command(Command::OpenCases) => effects.extend(open_cases(&rows, &grid, spot.as_ref(), cx)),
        Input::Command(Command::OpenElement) => effects.push(open_element(pane, &sheet, spot.as_ref(), cx)),
        Input::Command(Command::CopySentence) => effects.push(sentence(&rows, &grid, spot.as_ref(), cx)),
        Input::Command(Command::Copy) => effects.extend(copy(&rows, &grid)),
        Input::Command(Command::Filter) => filter = true,
        Input::Command(Command::Sort) => sort = Some(grid.column),
        Input::Command(Command::NextSection) => pane.scrolled += STEP,
        Input::Command(Command::PreviousSection) => pane.scrolled = pane.scrolled.saturating_sub(STEP),
        Input::Command(command) => {
            grid.command(command, &rows, places.grid);
        }
        Input::Click { x, y, double, extend } => {
            if let Hit::Header(column) = grid.click(x, y, extend, &rows, places.grid) {
                sort = Some(column);
            } else if double && places.grid.contains(x, y) {
                let spot = Scores::spot(&rows, &grid, cx);
                effects.extend(choose_year(rows.shows(grid.column), cx).or_else(|| open_cases(&rows, &grid, spot.as_ref(), cx)));
            }
        }
        Input::Drag { x, y } => grid.drag(x, y, &rows, places.grid),
        Input::Wheel(down) => grid.wheel(down, &rows, places.grid),
        Input::Typed(_) | Input::Pasted(_) => {}
    }
    if let Some(column) = sort {
        grid.cycle_sort(column);
        effects.push(Effect::Say(sorted_words(&rows, &grid)));
    }
    if filter {
        pane.filtered = !pane.filtered;
        let place = cx.chosen.region.map_or("the state", |id| cx.book.name(id));
        let words =
            if pane.filtered { format!("Only what holds {place} back in FY{}", cx.chosen.year) } else { "All questions".to_owned() };
        effects.push(Effect::Say(words));
    }
    if filter || sort.is_some() {
        let rows = pane.rows(&sheet, &grid, places.grid.width, cx, &Glyphs::UNICODE);
        let row = spot.as_ref().and_then(|spot| rows.row_of(spot.unit, &spot.code)).unwrap_or(0);
        let column = grid.column;
        grid.go(row, column, &rows, places.grid);
    }
    keep(pane, grid, cx);
    effects
}

/// Remembers the grid and the figure it stands on.
fn keep(pane: &mut Scores, grid: GridState, cx: &Context) {
    let sheet = pane.sheet(cx);
    let rows = pane.rows(&sheet, &grid, Places::of(cx.area).grid.width, cx, &Glyphs::UNICODE);
    let spot = Scores::spot(&rows, &grid, cx);
    let same = |a: &Option<Spot>, b: &Option<Spot>| match (a, b) {
        (Some(a), Some(b)) => (a.unit, &a.code) == (b.unit, &b.code),
        _ => false,
    };
    if !same(&spot, &pane.spot) {
        pane.scrolled = 0;
    }
    if spot.is_some() {
        pane.spot = spot;
    }
    pane.grid = Some((shape(&sheet, cx), grid));
}

fn choose_year(shows: Shows, cx: &Context) -> Option<Effect> {
    match shows {
        Shows::Year(year) if year != cx.chosen.year => Some(Effect::ChooseYear(year)),
        _ => None,
    }
}

/// Goes down to what is behind the figure. A question is asked under the code it had in that year.
fn open_cases(rows: &super::rows::Rows, grid: &GridState, spot: Option<&Spot>, cx: &Context) -> Option<Effect> {
    let spot = spot?;
    let Some(row) = rows.at(grid.row, grid.column) else {
        return Some(Effect::Refuse("There is no figure here: move to a year with a review".to_owned()));
    };
    let then = row.question.clone().unwrap_or_else(|| spot.code.clone());
    Some(Effect::Go(Place::Cases(Box::new(Behind {
        instrument: cx.chosen.instrument.clone(),
        year: spot.year,
        area: (spot.unit == Unit::Area).then(|| spot.code.clone()),
        question: (spot.unit == Unit::Question).then_some(then),
        region: cx.chosen.region,
        ..Behind::default()
    }))))
}

fn open_element(pane: &Scores, sheet: &crate::domain::sheet::Sheet, spot: Option<&Spot>, cx: &Context) -> Effect {
    let Some(spot) = spot else { return Effect::Refuse("There is no figure here: move to a year with a review".to_owned()) };
    let then = pane.figure(sheet, spot, cx).row.as_ref().and_then(|row| row.question.clone());
    let (code, codes) = match spot.unit {
        Unit::Whole => (WHOLE.to_owned(), vec![WHOLE.to_owned()]),
        Unit::Area => (spot.code.clone(), vec![spot.code.clone()]),
        // An element may name the code that the question had in any of its years.
        Unit::Question => (then.unwrap_or_else(|| spot.code.clone()), sheet.codes(&spot.code)),
    };
    let measure = Measure { instrument: cx.chosen.instrument.clone(), code, region: cx.chosen.region, office: None };
    element::open(cx, measure, &codes, spot.year)
}

fn sentence(rows: &super::rows::Rows, grid: &GridState, spot: Option<&Spot>, cx: &Context) -> Effect {
    let (Some(spot), Some(row), Some(line)) = (spot, rows.at(grid.row, grid.column), rows.line(grid.row)) else {
        return Effect::Refuse("There is no figure here: move to a year with a review".to_owned());
    };
    let place = cx.chosen.region.map_or("Statewide", |id| cx.book.name(id));
    let name = if spot.unit == Unit::Area { format!("{} ({})", line.words, line.code) } else { line.name().to_owned() };
    Effect::Copy { text: figure::sentence(row, &name, place, &dates::show(cx.today, cx.day_first)), what: "the sentence".to_owned() }
}

fn copy(rows: &super::rows::Rows, grid: &GridState) -> Option<Effect> {
    if rows.rows() == 0 {
        return None;
    }
    let range = grid.range();
    let columns = grid.selected_columns(rows.columns().len());
    let cells: Vec<Vec<String>> =
        (range.top..=range.bottom).map(|row| columns.iter().map(|column| rows.plain(row, *column)).collect()).collect();
    let count = cells.len() * columns.len();
    if count == 1 {
        let text = cells.into_iter().flatten().next().unwrap_or_default();
        return Some(Effect::Copy { what: format!("'{text}'"), text });
    }
    Some(Effect::Copy { text: tsv::to_tsv(&cells), what: format!("{count} cells") })
}

fn sorted_words(rows: &super::rows::Rows, grid: &GridState) -> String {
    let Some((column, descending)) = grid.sort else { return "In the order of the instrument".to_owned() };
    let name = match rows.shows(column) {
        Shows::Code => "code".to_owned(),
        Shows::Words => "question".to_owned(),
        Shows::Year(year) => format!("score of FY{year}"),
        Shows::Goal => "goal".to_owned(),
        Shows::N => "n".to_owned(),
        Shows::Missing => "what is missing".to_owned(),
    };
    format!("Sorted by {name}, {}", if descending { "highest first" } else { "lowest first" })
}

pub(super) fn hear(pane: &mut Scores, event: &Event, cx: &Context) {
    if memo::moves_scores(event) {
        pane.forget();
    }
    match event {
        Event::ChosenMoved => stay(pane, pane.spot.clone(), true, cx),
        Event::Written(_) | Event::Reloaded => stay(pane, pane.spot.clone(), false, cx),
        Event::Arrive(Place::Scores { question: Some(code) }) => {
            let spot = Spot { unit: Unit::Question, code: code.clone(), year: cx.chosen.year };
            let sheet = pane.sheet(cx);
            let grid = pane.grid(&sheet, cx);
            let rows = pane.rows(&sheet, &grid, cx.area.width, cx, &Glyphs::UNICODE);
            if rows.row_of(spot.unit, &spot.code).is_none() {
                pane.filtered = false;
            }
            stay(pane, Some(spot), true, cx);
        }
        _ => {}
    }
}

/// Puts the cursor on a figure again, wherever it now stands; on the chosen year if that has moved.
fn stay(pane: &mut Scores, spot: Option<Spot>, follow_year: bool, cx: &Context) {
    let Some(spot) = spot else { return };
    let places = Places::of(cx.area);
    let sheet = pane.sheet(cx);
    let mut grid = pane.grid(&sheet, cx);
    let rows = pane.rows(&sheet, &grid, places.grid.width, cx, &Glyphs::UNICODE);
    let row = rows.row_of(spot.unit, &spot.code).unwrap_or(grid.row);
    let moved = follow_year && matches!(rows.shows(grid.column), Shows::Year(_));
    let column = if moved { rows.column_of(cx.chosen.year).unwrap_or(grid.column) } else { grid.column };
    grid.go(row, column, &rows, places.grid);
    keep(pane, grid, cx);
}
