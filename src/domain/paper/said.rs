//! What stands in a place of the form: the text of a field as people read it on paper.

use chrono::{Datelike, NaiveDate};

use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::names;
use crate::domain::record::Record;
use crate::domain::text::clean;
use crate::domain::value::Value;

/// What stands before the text of a benchmark, to tell it from an action step.
pub(super) const BENCHMARK: &str = "Benchmark:";
/// What stands where the date of the release of a row would.
pub(super) const WAIVED: &str = "waived";

/// A day as the form has it, the same wherever it is read: `Mar 15, 2026`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    let long = dates::show_long(day);
    let month = long.split(' ').nth(2).unwrap_or_default();
    format!("{month} {}, {}", day.day(), day.year())
}

/// What stands in the place of a field.
#[must_use]
pub fn said(book: &Book, record: &Record, field: Field) -> String {
    let text = match (record.kind, field) {
        (Kind::MiniPip, Field::Office) => {
            let place = record.record(Field::Office).or_else(|| record.record(Field::District));
            place.map_or_else(String::new, |id| book.name(id).to_owned())
        }
        (Kind::Row, Field::Text) if record.text(Field::Part) == "benchmark" => {
            format!("{BENCHMARK} {}", record.text(Field::Text)).trim_end().to_owned()
        }
        (Kind::Row, Field::Released) if record.date(field).is_none() && !record.text(Field::Waived).is_empty() => WAIVED.to_owned(),
        (Kind::Row, Field::Completion) => or_day(record, field, Field::CompletionDue),
        (Kind::Row, Field::FollowUp) => or_day(record, field, Field::FollowUpDue),
        (Kind::Timeline, Field::DayText) => or_day(record, field, Field::Day),
        (Kind::Goal, Field::Term) => match record.text(Field::Term) {
            "short" => "short-term".to_owned(),
            "long" => "long-term".to_owned(),
            other => other.to_owned(),
        },
        _ => match record.get(field) {
            Value::Text(text) => text.clone(),
            Value::Date(at) => day(*at),
            Value::Int(n) => n.to_string(),
            Value::Records(ids) => names(book, ids),
            Value::Record(id) => book.name(*id).to_owned(),
            Value::None | Value::Bytes(_) => String::new(),
        },
    };
    clean(&text).0
}

/// A text, or the day that stands for it where nothing was written.
fn or_day(record: &Record, text: Field, at: Field) -> String {
    match record.text(text) {
        "" => record.date(at).map(day).unwrap_or_default(),
        text => text.to_owned(),
    }
}
