//! The values of a measure: those that were written down day by day, or the series of the trend indicator it follows.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::dates::show_long;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend;

/// A value of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its own record: a written value, or the measure itself for one without a day.
    pub record: Id,
    /// The day it was written for.
    pub day: Option<NaiveDate>,
    /// The period, where it comes from a trend.
    pub period: String,
    /// The value as it reads.
    pub text: String,
    /// The same as a number, where it is one.
    pub number: Option<f64>,
    /// Where it comes from.
    pub source: String,
}

/// All values, oldest first. A value without a day is older than all that have one.
#[must_use]
pub fn history(book: &Book, measure: &Record) -> Vec<Point> {
    if let Some(indicator) = follows(book, measure) {
        return followed(book, indicator);
    }
    let written = |record: &Record, source: &str| Point {
        record: record.id,
        day: record.date(Field::Day),
        period: String::new(),
        text: record.text(Field::Value).to_owned(),
        number: number(record.text(Field::Value)),
        source: source.to_owned(),
    };
    let first = (!measure.text(Field::Value).is_empty()).then(|| written(measure, measure.text(Field::Source)));
    let mut values: Vec<&Record> = book.parts(measure.id, Kind::MeasureValue);
    values.retain(|value| !value.text(Field::Value).is_empty());
    values.sort_by_key(|value| (value.date(Field::Day), value.id));
    first.into_iter().chain(values.into_iter().map(|value| written(value, value.text(Field::Source)))).collect()
}

/// The statewide series of an indicator as values.
fn followed(book: &Book, id: Id) -> Vec<Point> {
    let Some(indicator) = trend::indicator(book, id) else { return Vec::new() };
    let value = |point: &trend::Point| {
        let summed = trend::words::summed(point).map_or_else(String::new, |summed| format!(" ({summed})"));
        Point {
            record: point.record().unwrap_or(id),
            day: None,
            period: point.period.to_string(),
            text: format!("{}{summed}", trend::words::value(&indicator, point.amount)),
            number: Some(point.amount.number()),
            source: point.figure.as_ref().map_or_else(String::new, |figure| figure.source.clone()),
        }
    };
    trend::series(book, id, None).points.iter().map(value).collect()
}

/// The values of a measure as shares of their own range, for a sparkline; a range under a tenth of the values counts as a
/// tenth. Empty with fewer than two.
#[must_use]
pub fn spark(book: &Book, measure: &Record) -> Vec<Option<f64>> {
    if let Some(indicator) = follows(book, measure) {
        let series = trend::series(book, indicator, None);
        return if series.points.len() > 1 { trend::spark(&series) } else { Vec::new() };
    }
    let history = history(book, measure);
    if history.iter().filter(|point| point.number.is_some()).count() < 2 {
        return Vec::new();
    }
    let known = || history.iter().filter_map(|point| point.number);
    let (low, high) = known().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(n), high.max(n)));
    let range = (high - low).max(high.abs().max(low.abs()) / 10.0);
    let middle = f64::midpoint(low, high);
    let share = |n: f64| if range > 0.0 { (n - middle) / range + 0.5 } else { 0.5 };
    history.iter().map(|point| point.number.map(share)).collect()
}

/// The newest value.
#[must_use]
pub fn current(book: &Book, measure: &Record) -> Option<Point> {
    history(book, measure).pop()
}

/// The trend indicator whose series is the measure's.
#[must_use]
pub fn follows(book: &Book, measure: &Record) -> Option<Id> {
    let id = measure.record(Field::Indicator)?;
    book.get(id).filter(|indicator| book.is_live(indicator)).map(|indicator| indicator.id)
}

/// The written value of a day, if there is one.
#[must_use]
pub fn value_on(book: &Book, measure: Id, day: NaiveDate) -> Option<Id> {
    book.parts(measure, Kind::MeasureValue).into_iter().find(|value| value.date(Field::Day) == Some(day)).map(|value| value.id)
}

impl Point {
    /// When it was, in words; empty where nobody said.
    #[must_use]
    pub fn when(&self) -> String {
        if self.period.is_empty() { self.day.map_or_else(String::new, show_long) } else { self.period.clone() }
    }
}

/// The newest value in a sentence: "Staff trained: 212 of 240 (Tue 10 Mar 2026), target all staff". None without a value.
#[must_use]
pub fn sentence(book: &Book, measure: &Record) -> Option<String> {
    let now = current(book, measure)?;
    let when = Some(now.when()).filter(|w| !w.is_empty()).map_or_else(String::new, |when| format!(" ({when})"));
    let target = match measure.text(Field::Target) {
        "" => String::new(),
        target => format!(", target {target}"),
    };
    Some(format!("{}: {}{when}{target}", measure.text(Field::Name), now.text))
}

/// A value as a number: "212 of 240" is a share, "82 %" and "1,240 places" are their figures.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let figure = |part: &str| {
        let digits: String = part.trim().chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
        digits.replace(',', "").parse::<f64>().ok().filter(|n| n.is_finite())
    };
    if let Some((part, whole)) = text.split_once(" of ").or_else(|| text.split_once('/'))
        && let (Some(part), Some(whole)) = (figure(part), figure(whole))
    {
        return (whole > 0.0).then_some(part / whole);
    }
    figure(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_as_the_figure_it_begins_with() {
        for (text, expected) in [
            ("212 of 240", Some(212.0 / 240.0)),
            ("3/4", Some(0.75)),
            ("82 %", Some(82.0)),
            ("1,240 places", Some(1240.0)),
            ("-2.5", Some(-2.5)),
            ("5 of none", Some(5.0)),
            ("1 of 0", None),
            ("nearly all", None),
            ("", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
