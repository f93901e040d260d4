//! What the pages show is worked out here once for a place: the line of every indicator.

use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend::series::{Series, Values};
use crate::domain::trend::{Indicator, distance, indicators, words};

/// An indicator and its line.
#[derive(Clone, Debug)]
pub struct Told {
    pub indicator: Indicator,
    pub series: Series,
    /// Its name, told apart from another of the same name.
    pub name: String,
    /// How many periods are in the file anywhere, so that an indicator without a value here is told from one without any.
    pub anywhere: usize,
}

impl Told {
    /// How far it is on the bad side of its standard, as a part of the standard, the worst the greatest; none without both.
    pub fn badness(&self) -> Option<i64> {
        let last = self.series.latest().filter(|point| point.is_complete())?;
        let by = distance(&self.indicator, last.amount)?.by.0;
        let standard = self.indicator.standard?.0.abs().max(1);
        Some(i64::try_from(-i128::from(by) * 10_000 / i128::from(standard)).unwrap_or(0))
    }

    /// Whether it carries a flag.
    pub fn is_flagged(&self) -> bool {
        !words::flags(&self.indicator, &self.series).is_empty()
    }
}

/// All indicators in a place.
#[derive(Clone, Debug)]
pub struct Figures {
    pub lines: Vec<Told>,
}

impl Figures {
    pub fn of(book: &Book, place: Option<Id>, until: Option<i32>) -> Figures {
        let start = book.fiscal_year_start();
        let all = indicators(book);
        let told = |indicator: &Indicator| {
            let values = Values::of(book, indicator);
            let series = match until {
                Some(year) => values.series_until(place, year, start),
                None => values.series(place),
            };
            Told { name: indicator.told_apart(&all), series, anywhere: values.periods().len(), indicator: indicator.clone() }
        };
        Figures { lines: all.iter().map(told).collect() }
    }

    pub fn get(&self, indicator: Id) -> Option<&Told> {
        self.lines.iter().find(|line| line.indicator.id == indicator)
    }
}

/// The chosen year, if it is an earlier one than the newest year that is final: then nothing later is shown.
pub fn until(cx: &Context) -> Option<i32> {
    let closed = cx.book.tallies().iter().filter(|tally| !tally.provisional).map(|tally| tally.year).max();
    let newest = closed.or_else(|| cx.book.tallies().iter().map(|tally| tally.year).max())?;
    (cx.chosen.year < newest).then_some(cx.chosen.year)
}

/// The indicator that a record is, or is about.
pub fn indicator_of(record: &Record) -> Option<Id> {
    match record.kind {
        Kind::Indicator => Some(record.id),
        Kind::TrendValue | Kind::Study => record.record(crate::domain::field::Field::Indicator),
        _ => None,
    }
}
