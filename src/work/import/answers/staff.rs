//! Who reviewed a case in which role, and with whom they spoke, into records of the case. A reviewer is known by the name, an interview by
//! its role and how many of that role come before it.

use super::super::Draft;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::value::Value;
use crate::import::answers::StaffIn;
use crate::import::fault::{Fault, Faults};
use crate::work::WorkError;

/// Puts them into the change; says whether anything is new. `here` is whether the case is in the file already.
pub(super) fn put(
    draft: &mut Draft<'_>,
    review: Id,
    here: bool,
    staff: &StaffIn,
    replace: bool,
    faults: &mut Faults,
) -> Result<bool, WorkError> {
    if here && let Answer::Seats(known) = draft.store.answer(&Query::Seats { reviews: vec![review] })? {
        // These are not kept in memory; what the draft compares with has to be.
        for record in &known {
            if draft.book.get(record.id).is_none() {
                for field in record.kind.fields() {
                    draft.book.set(record.kind, record.id, *field, record.get(*field).clone());
                }
            }
        }
    }
    let edits = draft.change.edits.len();
    let line = u64::from(staff.line);
    let text = |words: &str| Value::text(words);
    for seat in &staff.seats {
        let known =
            draft.book.parts(review, Kind::Seat).into_iter().find(|r| r.text(Field::Name).to_lowercase() == seat.name.to_lowercase());
        let id = known.map(|record| record.id);
        let key = [review.to_string(), seat.name.to_lowercase()];
        let id = id.unwrap_or_else(|| draft.store.derived_id("seat", &[&key[0], &key[1]]));
        let values = vec![
            (Field::Review, Value::Record(review)),
            (Field::Name, text(&seat.name)),
            (Field::Role, text(&seat.role)),
            (Field::Part, text(&seat.part)),
        ];
        settle(draft, id, Kind::Seat, values, (replace, line), faults);
    }
    for (at, one) in staff.interviews.iter().enumerate() {
        let number = staff.interviews[..at].iter().filter(|before| before.role == one.role).count();
        let of_role = |record: &&crate::domain::record::Record| record.text(Field::Role) == one.role;
        let known = draft.book.parts(review, Kind::Interview).into_iter().filter(of_role).nth(number).map(|record| record.id);
        let key = [review.to_string(), one.role.clone(), number.to_string()];
        let id = known.unwrap_or_else(|| draft.store.derived_id("interview", &[&key[0], &key[1], &key[2]]));
        let values = vec![
            (Field::Review, Value::Record(review)),
            (Field::Role, text(&one.role)),
            (Field::Status, text(one.status.code())),
            (Field::Day, one.day.map_or(Value::None, Value::Date)),
        ];
        settle(draft, id, Kind::Interview, values, (replace, line), faults);
    }
    Ok(draft.change.edits.len() > edits)
}

/// Gives a record the values of a file; one that is here with another value is a fault unless it may be replaced. They are no ratings, so
/// they are not counted as such.
fn settle(draft: &mut Draft<'_>, id: Id, kind: Kind, values: Vec<(Field, Value)>, (replace, line): (bool, u64), faults: &mut Faults) {
    let before = |field: Field| draft.book.get(id).map_or(&Value::None, |record| record.get(field));
    let overwrites = values.iter().find(|(field, value)| {
        // The place among the reviewers of a case is nobody's claim.
        *field != Field::Part && !value.is_none() && !before(*field).is_none() && before(*field) != value
    });
    if let Some((field, value)) = overwrites.filter(|_| !replace) {
        let words = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Date(day) => day.to_string(),
            _ => String::new(),
        };
        faults.fault(|| {
            Fault::new("value-changed").line(line).cell(field.words(), &words(value)).says(
                format!("this {} is here with '{}'", kind.words(), words(before(*field))),
                "correct the file, or add --replace to change what is here",
            )
        });
        return;
    }
    for (field, value) in values.into_iter().filter(|(_, value)| !value.is_none()) {
        draft.set(id, kind, field, value);
    }
}
