//! The handout of the third meeting: each element's measure before and after with its interval and targets, what is released,
//! and what goes on.

use super::super::figures::{FIGURES, Row, figures};
use super::concerns::{Measured, UNIT};
use super::{Kit, RESULTS};
use crate::domain::closing::{open_rows, rows, waived_rows};
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::paper;
use crate::domain::record::Record;
use crate::domain::remeasure::series::{Later, Series, series};
use crate::domain::remeasure::target::{Reached, Target};
use crate::domain::score::Score;
use crate::report::chart::{Bar, Chart, Drawing};
use crate::report::{Cell, Column, Datum, Part};

impl Kit<'_> {
    /// Before and after; answers the rows for programs.
    pub(super) fn results(&mut self) -> Vec<Vec<Cell>> {
        self.parts.push(Part::Chapter("Before and after".to_owned()));
        let elements = self.book.parts(self.plan.id, Kind::Element);
        let all: Vec<(usize, &Record, Option<Series>)> =
            elements.iter().enumerate().map(|(at, element)| (at + 1, *element, series(self.book, element.id, self.today))).collect();
        let bars: Vec<Bar> = all.iter().filter_map(|(n, element, series)| bar(*n, element, series.as_ref()?)).collect();
        let measured = all.iter().filter(|(.., series)| series.as_ref().is_some_and(|series| series.latest().is_some())).count();
        if bars.is_empty() {
            self.words("No element has been measured again yet.");
        } else {
            let better = all.iter().filter(|(.., series)| moved(series.as_ref()).is_some_and(|by| by > 0.0)).count();
            let reading = format!("{better} of {measured} measured again above where they began.");
            let (title, source) =
                ("The measures of the elements, before and after".to_owned(), "The mark is the year before the plan.".to_owned());
            self.parts.push(Part::Chart(Box::new(Chart { title, reading, source, drawing: Drawing::Bars(bars) })));
        }
        let mut found = Vec::new();
        for (n, element, series) in &all {
            self.parts.push(Part::Heading(format!("Element {n}: {}", title(element).replace('\n', " "))));
            let Some(series) = series else {
                let why = element.text(Field::NoMeasure);
                let words = if why.is_empty() { "It names no measure.".to_owned() } else { format!("It is not measured again: {why}") };
                self.words(words);
                continue;
            };
            self.parts.push(Part::Facts(facts(series)));
            if let Some(measured) = self.measured(element).filter(|measured| measured.figures.len() > 1) {
                self.run(&measured, series);
            }
            found.push(self.row(*n, element, series));
        }
        if !found.is_empty() {
            self.parts.push(Part::Heading("All in one table".to_owned()));
            let shown: Vec<usize> = (0..RESULTS.len()).filter(|at| RESULTS[*at].heading.is_some() && *at != 2).collect();
            let columns = shown.iter().map(|at| RESULTS[*at].clone()).collect();
            let rows = found.iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect()).collect();
            self.parts.push(Part::Table(columns, rows));
        }
        found
    }

    fn run(&mut self, measured: &Measured, series: &Series) {
        let mut chart = self.chart(measured);
        chart.reading = sentence(series);
        self.parts.push(Part::Chart(Box::new(chart)));
    }

    fn row(&self, n: usize, element: &Record, series: &Series) -> Vec<Cell> {
        let (before, latest) = (series.before.as_ref(), series.latest());
        let year = |year: Option<i32>| year.map_or_else(Cell::default, |year| Cell::from(Datum::Whole(i64::from(year))));
        let rate = |score: Option<&Score>| {
            let ratio = score.and_then(|score| score.score);
            if ratio.is_none() { Cell::default() } else { Cell::ratio(ratio).shown(score.map(figure::rate).unwrap_or_default()) }
        };
        let moved = latest.and_then(|later| later.moved);
        let interval = moved.and_then(|moved| moved.interval.ok());
        vec![
            Cell::whole(Some(n as u64)),
            Cell::text(title(element)),
            Cell::text(&series.measure.words(self.book)),
            year(before.and_then(|before| before.year)),
            rate(before.map(|before| &before.score)),
            year(latest.map(|later| later.figure.year)),
            rate(latest.map(|later| &later.figure.score)),
            moved.map_or_else(Cell::default, |moved| Cell::number(Some(moved.by)).shown(moved.points())),
            Cell::number(interval.map(|interval| interval.low)),
            Cell::number(interval.map(|interval| interval.high)),
            moved.map_or_else(Cell::default, |moved| Cell::text(&moved.sureness())),
            Cell::text(&aim(&series.short)),
            Cell::text(&aim(&series.long)),
            Cell::text(&series.lasts.words()),
        ]
    }

    /// What is released, and what goes on.
    pub(super) fn released(&mut self) {
        self.page("What is released, and what goes on");
        let released = self.plan.date(Field::Released);
        self.words(match released {
            Some(day) => format!("The plan was officially released on {}.", paper::day(day)),
            None => "The plan is not released yet.".to_owned(),
        });
        let (open, waived) = (open_rows(self.book, self.plan.id, self.today), waived_rows(self.book, self.plan.id, self.today));
        let done: Vec<(usize, &Record)> = rows(self.book, self.plan.id).filter(|(_, row)| row.date(Field::Released).is_some()).collect();
        let columns = |last: &'static str| vec![Column::note("Element"), Column::note("Action step or benchmark"), Column::note(last)];
        let line =
            |element: usize, row: &Record, last: String| vec![Cell::whole(Some(element as u64)), Cell::text(title(row)), Cell::text(&last)];
        let day = |row: &Record| row.date(Field::Released).map(paper::day).unwrap_or_default();
        let tables = [
            ("Released", "Released on", done.iter().map(|(at, row)| line(*at, row, day(row))).collect::<Vec<_>>()),
            ("Goes on", "What it waits for", open.iter().map(|row| line(row.element, row.row, row.waits.words().to_owned())).collect()),
            ("Waived", "Why", waived.iter().map(|(at, row)| line(*at, row, row.text(Field::Waived).to_owned())).collect()),
        ];
        for (name, last, rows) in tables.into_iter().filter(|(.., rows)| !rows.is_empty()) {
            self.parts.push(Part::Heading(format!("{name} ({})", rows.len())));
            self.parts.push(Part::Table(columns(last), rows));
        }
    }
}

fn moved(series: Option<&Series>) -> Option<f64> {
    Some(series?.latest()?.moved?.by)
}

/// An element's latest result as a bar, with its baseline as the mark of before.
fn bar(n: usize, element: &Record, series: &Series) -> Option<Bar> {
    let score = &series.latest()?.figure.score;
    let cells = figures(Some(score));
    let mut bar = Row::new(&FIGURES, &cells).bar(format!("{n}. {}", title(element).lines().next().unwrap_or_default()));
    bar.before = Cell::ratio(series.before.as_ref().and_then(|before| before.score.score));
    Some(bar)
}

/// "Before, FY2024: 61 of 78 answers; goal 67. After, FY2026: ... : +8.2 points, 95 % interval ...".
fn sentence(series: &Series) -> String {
    let counted = |score: &Score| Row::new(&FIGURES, &figures(Some(score))).reading(UNIT);
    let year = |year: Option<i32>| year.map_or_else(String::new, |year| format!(", FY{year}"));
    let before = series.before.as_ref().map(|before| format!("Before{}: {}. ", year(before.year), counted(&before.score)));
    let after = |later: &Later| {
        let moved = later.moved.map(|moved| format!(": {}, {}", moved.points(), moved.sureness())).unwrap_or_default();
        format!("After, FY{}: {}{moved}.", later.figure.year, counted(&later.figure.score))
    };
    format!("{}{}", before.unwrap_or_default(), series.latest().map_or_else(|| "No result since.".to_owned(), after))
}

/// A target, and whether it was reached.
fn aim(target: &Target) -> String {
    let by = target.by.map_or_else(String::new, |day| format!(" by {}", paper::day(day)));
    match target.state {
        Reached::NoTarget => String::new(),
        Reached::NotAFigure => format!("{}{by}: not a figure", target.text),
        Reached::Yes(year) => format!("{}{by}: reached in FY{year}", target.text),
        Reached::Late(year) => format!("{}{by}: reached in FY{year}, late", target.text),
        Reached::NotYet => format!("{}{by}: not due yet", target.text),
        Reached::NoResult => format!("{}{by}: due, no result yet", target.text),
        Reached::Missed(year) => format!("{}{by}: not reached in FY{year}", target.text),
    }
}

fn facts(series: &Series) -> Vec<(String, String)> {
    let year = |year: Option<i32>| year.map_or_else(String::new, |year| format!("FY{year}: "));
    let (before, latest) = (series.before.as_ref(), series.latest());
    let change = latest.and_then(|later| later.moved).map(|moved| format!("{}; {}", moved.points(), moved.sureness()));
    let after = latest.map(|later| {
        let open = if later.figure.provisional { ", the round still open" } else { "" };
        format!("FY{}: {}{open}", later.figure.year, figure::rate(&later.figure.score))
    });
    let all = [
        (
            "Before",
            before.map_or_else(|| "no baseline".to_owned(), |before| format!("{}{}", year(before.year), figure::rate(&before.score))),
        ),
        ("After", after.unwrap_or_else(|| "no result yet".to_owned())),
        ("Change", change.unwrap_or_default()),
        ("Short-term target", aim(&series.short)),
        ("Long-term target", aim(&series.long)),
        ("Does it last?", series.lasts.words()),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect()
}
