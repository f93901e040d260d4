//! The areas of concern with what the data say: a chart each, one sentence, and the facts of its worksheet.

use super::super::figures::{FIGURES, Row, figures, run};
use super::Kit;
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::remeasure::{self, Figure, Measure};
use crate::report::chart::{Chart, Drawing};
use crate::report::{Cell, Datum, Part};

/// What answers are called where nothing better is known.
pub(super) const UNIT: &str = "answers";
/// The most years on a chart.
const YEARS: usize = 8;

/// A measure with its figures, the newest last.
pub(super) struct Measured {
    pub measure: Measure,
    pub figures: Vec<Figure>,
}

impl Measured {
    /// The figure that speaks for it: the latest of a closed round, or of an open one if there is no other.
    pub(super) fn latest(&self) -> Option<&Figure> {
        self.figures.iter().rev().find(|figure| !figure.provisional).or(self.figures.last())
    }
}

impl Kit<'_> {
    /// All areas of concern: charts first, then a worksheet each, if they are wanted.
    pub(super) fn concerns(&mut self, worksheets: bool) -> Vec<Vec<Cell>> {
        let concerns = self.book.parts(self.plan.id, Kind::Concern);
        self.page("The areas of concern");
        if concerns.is_empty() {
            self.words("No area of concern is agreed yet.");
        }
        let mut rows = Vec::new();
        let mut sheets = Vec::new();
        for (at, concern) in concerns.iter().enumerate() {
            let measured = self.measured(concern);
            self.parts.push(Part::Heading(format!("{}. {}", at + 1, concern.text(Field::Title).replace('\n', " "))));
            if let Some(measured) = measured.as_ref().filter(|measured| !measured.figures.is_empty()) {
                let chart = self.chart(measured);
                self.parts.push(Part::Chart(Box::new(chart)));
            } else {
                self.words("There is no figure for it yet.");
            }
            let facts = self.concern_facts(concern, measured.as_ref());
            let factors = concern.text(Field::Factors);
            if !factors.is_empty() {
                self.parts.push(Part::Item("Underlying factors".to_owned(), factors.to_owned()));
            }
            rows.push(self.concern_row(concern, measured.as_ref()));
            sheets.push((*concern, facts));
        }
        if worksheets {
            for (at, (concern, facts)) in sheets.into_iter().enumerate() {
                self.worksheet(at + 1, concern, facts);
            }
        }
        rows
    }

    /// The first measure of a concern or an element, with its figures.
    pub(super) fn measured(&self, record: &Record) -> Option<Measured> {
        let measure = remeasure::of_record(self.book, record).into_iter().next()?;
        let since = record.int(Field::Year).and_then(|year| i32::try_from(year).ok());
        let mut figures = remeasure::figures(self.book, &measure, since);
        figures.retain(|figure| figure.score.score.is_some());
        let surplus = figures.len().saturating_sub(YEARS);
        figures.drain(..surplus);
        Some(Measured { measure, figures })
    }

    /// The run of a measure, with the sentence of its latest figure.
    pub(super) fn chart(&self, measured: &Measured) -> Chart {
        let cells: Vec<(i32, bool, [Cell; 11])> =
            measured.figures.iter().map(|figure| (figure.year, figure.provisional, figures(Some(&figure.score)))).collect();
        let points = cells
            .iter()
            .map(|(year, open, cells)| Row::new(&FIGURES, cells).point(format!("FY{year}{}", if *open { " so far" } else { "" })));
        let goal = cells.last().map(|(_, _, cells)| Row::new(&FIGURES, cells).at("goal").clone()).unwrap_or_default();
        let text = measured.measure.text(self.book);
        Chart {
            title: format!("{}: {text}", if measured.measure.code == text { "Measure" } else { measured.measure.code.as_str() }),
            reading: Self::reading(measured),
            source: format!("{}.", measured.measure.words(self.book)),
            drawing: Drawing::Run(run(points.collect(), &goal)),
        }
    }

    /// "FY2026: 92 of 120 answers; goal 102. FY2025: 80 of 118 answers; goal 101."
    pub(super) fn reading(measured: &Measured) -> String {
        let said = |figure: &Figure| {
            let cells = figures(Some(&figure.score));
            let open = if figure.provisional { ", the round still open" } else { "" };
            format!("FY{}: {}{open}", figure.year, Row::new(&FIGURES, &cells).reading(UNIT))
        };
        let Some(latest) = measured.latest() else { return "There is no figure yet.".to_owned() };
        let before = measured.figures.iter().rev().find(|figure| figure.year < latest.year);
        let before = before.map(|figure| format!("; {}", said(figure))).unwrap_or_default();
        format!("{}{before}.", said(latest))
    }

    fn concern_facts(&self, concern: &Record, measured: Option<&Measured>) -> Vec<(String, String)> {
        let says = measured.filter(|measured| !measured.figures.is_empty());
        let latest = says.and_then(Measured::latest);
        let facts = [
            ("What the data say", says.map(Self::reading).unwrap_or_default()),
            ("Against the goal", latest.and_then(|figure| figure::distance(&figure.score)).unwrap_or_default()),
            ("What is asked", says.map(|measured| measured.measure.text(self.book)).unwrap_or_default()),
            ("Where", says.map(|measured| measured.measure.place(self.book).to_owned()).unwrap_or_default()),
            ("Underlying factors", concern.text(Field::Factors).to_owned()),
            ("Source", concern.text(Field::Source).to_owned()),
        ];
        facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn concern_row(&self, concern: &Record, measured: Option<&Measured>) -> Vec<Cell> {
        let latest = measured.and_then(Measured::latest);
        let mut row = vec![
            Cell::text(concern.text(Field::Title)),
            measured.map_or_else(Cell::default, |measured| Cell::text(&measured.measure.words(self.book))),
            measured.map_or_else(Cell::default, |measured| Cell::text(&measured.measure.text(self.book))),
            latest.map_or_else(Cell::default, |figure| Cell::from(Datum::Whole(i64::from(figure.year)))),
            Cell::text(concern.text(Field::Factors)),
        ];
        row.extend(figures(latest.map(|figure| &figure.score)));
        row
    }
}
