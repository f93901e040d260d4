//! The made-up selection board: offices whose turn may come, rates that the file does not know, a factor that people added, a place
//! by hand, and tentative starts of which two are too close.

use super::{Made, WorkError, set_up};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::selection::factor::BuiltIn;
use crate::domain::value::Value;
use crate::store::Store;
use chrono::{Datelike, NaiveDate};

/// A factor that people added, and what they noted about it.
const OWN: (&str, &str) = ("Staff turnover", "Share of caseworkers who left within a year, as the personnel unit tells it");

/// Office, children placed of a thousand, staff turnover, note.
const CANDIDATES: [(&str, &str, &str, &str); 8] = [
    ("Switchback", "7.4", "64", ""),
    ("Mesa View", "6.1", "38", "A new judge since spring; ask the court before a date is set"),
    ("Camp Nine", "6.8", "51", ""),
    ("Upper Vale", "4.2", "", "The advisory council offers its room for meetings"),
    ("Spruce Landing", "5.9", "45", ""),
    ("Larkfield", "3.6", "20", ""),
    ("Sawyer Creek", "", "57", "The rate is asked for"),
    ("Mill Pond", "2.9", "12", ""),
];
/// Who was moved by hand, to which place, and why.
const MOVED: (&str, i64, &str) = ("Upper Vale", 2, "The partners of Upper Vale are ready now, and its school district has asked twice");
/// Months from the present one to each tentative start; the third comes too soon after the second.
const STARTS: [(&str, u32); 3] = [("Switchback", 2), ("Upper Vale", 4), ("Mesa View", 5)];

pub(super) fn build(store: &mut Store, made: &Made) -> Result<(), WorkError> {
    let mut change = set_up(store, "candidates for the next Mini PIPs")?;
    let ids = store.new_ids(2 + 3 * CANDIDATES.len());
    let mut ids = ids.into_iter();
    let mut fresh = || ids.next().unwrap_or(Id::NIL);
    let (placement, own) = (fresh(), fresh());
    change.set(placement, Kind::Factor, Field::Code, Value::text(BuiltIn::Placement.code()));
    change.set(placement, Kind::Factor, Field::Note, Value::text("Children placed of a thousand, from the data pack"));
    for (id, place) in [placement, own].into_iter().zip(order::spread(2)) {
        change.set(id, Kind::Factor, Field::Position, Value::text(place));
    }
    change.set(own, Kind::Factor, Field::Name, Value::text(OWN.0));
    change.set(own, Kind::Factor, Field::Note, Value::text(OWN.1));
    for ((name, rate, turnover, note), place) in CANDIDATES.into_iter().zip(order::spread(CANDIDATES.len())) {
        let Some(office) = made.regions.iter().flat_map(|region| &region.offices).find(|office| office.name == name) else { continue };
        let id = fresh();
        let mut set = |field, value: Value| {
            if !value.is_none() {
                change.set(id, Kind::Candidate, field, value);
            }
        };
        set(Field::Position, Value::text(place));
        set(Field::Office, Value::Record(office.id));
        set(Field::Note, Value::text(note));
        if name == MOVED.0 {
            set(Field::Rank, Value::Int(MOVED.1));
            set(Field::Reason, Value::text(MOVED.2));
        }
        if let Some(day) = STARTS.iter().find(|(starts, _)| *starts == name).and_then(|(_, months)| first_of(made.today, *months)) {
            set(Field::Day, Value::Date(day));
        }
        if name == "Camp Nine" {
            set(Field::DayText, Value::text((made.today.year() + 1).to_string()));
        }
        for (factor, text) in [(placement, rate), (own, turnover)] {
            let value = fresh();
            if !text.is_empty() {
                change.set(value, Kind::FactorValue, Field::Candidate, Value::Record(id));
                change.set(value, Kind::FactorValue, Field::Factor, Value::Record(factor));
                change.set(value, Kind::FactorValue, Field::Value, Value::text(text));
            }
        }
    }
    store.commit(&change)?;
    Ok(())
}

/// The first day of a month so many months ahead.
fn first_of(today: NaiveDate, months: u32) -> Option<NaiveDate> {
    today.with_day(1)?.checked_add_months(chrono::Months::new(months))
}
