//! A measure that follows a trend indicator: the statewide series as values.

use super::measured::Point;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

/// The statewide values of an indicator, oldest period first; of two editions the newer one counts.
#[must_use]
pub fn series(book: &Book, indicator: Id) -> Vec<Point> {
    let unit = book.get(indicator).map_or("", |record| record.text(Field::Unit));
    let mut values = book.parts(indicator, Kind::TrendValue);
    values.retain(|v| v.record(Field::Region).is_none() && v.record(Field::Office).is_none());
    values.sort_by_key(|v| (v.text(Field::Period).to_owned(), v.text(Field::Edition).to_owned()));
    let mut points: Vec<Point> = Vec::new();
    for value in values {
        let Some(amount) = value.int(Field::Amount) else { continue };
        let number = amount as f64 / 10_000.0;
        let text = format!("{number}{}", if unit == "percent" { " %" } else { "" });
        let period = value.text(Field::Period).to_owned();
        let point = Point { record: value.id, day: None, period, text, number: Some(number), source: value.text(Field::Source).to_owned() };
        match points.last_mut().filter(|last| last.period == point.period) {
            Some(last) => *last = point,
            None => points.push(point),
        }
    }
    points
}
