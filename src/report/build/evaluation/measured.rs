//! What each element of a plan set out to move: its measure before and after, beside its target. The rules are in
//! `domain/remeasure`.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::record::Record;
use crate::domain::remeasure::make;
use crate::domain::remeasure::series::{Series, series};
use crate::domain::remeasure::target::Aim;
use crate::report::build::figures::{self, Row};
use crate::report::chart::{Chart, Drawing};
use crate::report::{Cell, Column, Part};

/// The columns of the table of measures.
pub const COLUMNS: [Column; 16] = [
    Column::data("plan", "title of the Mini PIP"),
    Column::words("element", "Element", "the element"),
    Column::words("measure", "Measure", "what is measured, and where"),
    Column::data("baseline_year", "fiscal year of its baseline"),
    Column::number("previous_score", "Before", "the baseline, a fraction of 1"),
    Column::data("previous_credit", "its sum of credit, in whole answers"),
    Column::data("previous_applicable", "its n"),
    Column::data("year", "fiscal year of the newest result"),
    figures::SCORE,
    figures::CREDIT,
    figures::N,
    Column::words("moved", "Change", "how far the result is from the baseline, with its interval"),
    Column::number("goal", "Target", "the short-term target, a fraction of 1; null if it is no figure"),
    Column::data("met", "whether the newest result reaches it"),
    Column::words("track", "On track", "on track, off track or too early to say"),
    Column::words("lasts", "Gain", "whether the gain lasts"),
];

/// The elements of a plan that name a measure.
pub(super) fn rows(book: &Book, plan: &Record, today: NaiveDate) -> Vec<Vec<Cell>> {
    let elements = book.parts(plan.id, Kind::Element);
    elements.iter().filter_map(|element| Some(row(book, plan, element, &series(book, element.id, today)?))).collect()
}

fn row(book: &Book, plan: &Record, element: &Record, series: &Series) -> Vec<Cell> {
    let before = series.before.as_ref();
    let latest = series.latest();
    let [_, old_rate, old_n, old_credit, ..] = figures::figures(before.map(|before| &before.score));
    let score = latest.map(|later| &later.figure.score);
    let [_, rate, n, credit, ..] = figures::figures(score);
    let aim = series.short.aim;
    let target = match aim {
        Some(Aim::Share(share)) => Cell::ratio(Some(share)),
        // A suggested target is kept unrounded; people read it as they see it in the plan.
        Some(Aim::Suggested(target)) => Cell::number(Some(target)).shown(format!("{} %", make::percent(target))),
        None => Cell::text(&series.short.text),
    };
    let reached = aim.and_then(|aim| Some(aim.is_reached(score?.score?)));
    vec![
        Cell::text(title(plan)),
        Cell::text(title(element)),
        Cell::text(&series.measure.words(book)),
        before.and_then(|before| before.year).map_or_else(Cell::default, figures::year),
        old_rate,
        old_credit,
        old_n,
        latest.map_or_else(Cell::default, |later| figures::year(later.figure.year)),
        rate,
        credit,
        n,
        Cell::text(&latest.and_then(|later| later.moved.as_ref()).map_or_else(String::new, crate::domain::remeasure::moved::Moved::points)),
        target,
        Cell::truth(reached),
        Cell::text(series.track.words()),
        Cell::text(&series.lasts.words()),
    ]
}

/// The chart and its table; nothing where no element names a measure.
pub(super) fn parts(rows: &[Vec<Cell>]) -> Vec<Part> {
    let columns = COLUMNS.to_vec();
    let all: Vec<Row> = rows.iter().map(|cells| Row::new(&columns, cells)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Heading("What was to change".to_owned())];
    let drawn: Vec<&Row> = all.iter().filter(|row| row.at("score").at().is_some()).collect();
    if !drawn.is_empty() {
        let bar = |row: &&Row| {
            let mut bar = row.bar(row.words("element"));
            bar.goal = figures::percent(&bar.goal);
            bar
        };
        let told = |row: &&Row| {
            let before = match (row.words("previous_credit"), row.words("previous_applicable")) {
                (credit, n) if !credit.is_empty() => format!("{credit} of {n}"),
                _ => row.words("previous_score"),
            };
            let from = if before.is_empty() { String::new() } else { format!("from {before} ") };
            let year = row.words("year");
            let target = row.words("goal");
            let target = if target.is_empty() { String::new() } else { format!("; target {target}") };
            format!("{}: {from}to {} in FY{year}{target}", row.words("element"), row.counted())
        };
        parts.push(Part::Chart(Box::new(Chart {
            title: "Measures against their short-term targets, newest result".to_owned(),
            reading: format!("{}.", drawn.iter().map(told).collect::<Vec<_>>().join(". ")),
            source: "The mark of the year before is the baseline of the element".to_owned(),
            drawing: Drawing::Bars(drawn.iter().map(bar).collect()),
        })));
    }
    parts.push(figures::table(&columns, rows, &["element", "measure", "previous_score", "score", "moved", "goal", "track", "lasts"]));
    parts
}
