//! The figures that show an area of concern to people at a meeting: its measure, year by year, of the plan's place.

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::record::Record;
use crate::domain::standing::{StandingRow, standing_rows};

/// A measure year by year.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// Of which place: an office, a region, or statewide.
    pub place: String,
    /// The years that were reviewed, the newest last.
    pub years: Vec<StandingRow>,
}

/// The figures of a concern's measure: of the plan's office if it has any, otherwise of its region, otherwise statewide.
#[must_use]
pub fn readings(book: &Book, concern: &Record) -> Readings {
    let (instrument, question) = (concern.text(Field::Instrument), concern.text(Field::Question));
    if instrument.is_empty() || question.is_empty() {
        return Readings::default();
    }
    let plan = concern.parent().and_then(|id| book.get(id));
    let place = |field| plan.and_then(|plan| plan.record(field)).and_then(|id| book.get(id));
    let office = place(Field::Office);
    let region = office.or_else(|| place(Field::District)).and_then(|record| record.record(Field::Region));
    let found = |office: Option<Id>, region: Option<Id>| {
        let filter =
            Filter { instrument: Some(instrument.to_owned()), question: Some(question.to_owned()), office, region, ..Filter::default() };
        let mut keys = Keys::of(&[Key::Question, Key::Year]);
        if region.is_some() {
            keys = keys.with(Key::Region);
        }
        if office.is_some() {
            keys = keys.with(Key::Office);
        }
        let mut years = standing_rows(book, book.tallies(), keys, &filter);
        years.retain(|row| row.score.as_ref().is_some_and(|score| score.score.is_some()));
        years.sort_by_key(|row| row.year);
        years
    };
    let tries = [(office.map(|o| o.id), region), (None, region), (None, None)];
    for (at, (office, region)) in tries.into_iter().enumerate() {
        if at < 2 && office.or(region).is_none() {
            continue;
        }
        let years = found(office, region);
        if !years.is_empty() {
            let place = office.or(region).map_or_else(|| "statewide".to_owned(), |id| book.name(id).to_owned());
            return Readings { place, years };
        }
    }
    Readings::default()
}
