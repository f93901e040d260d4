//! What is filled in besides when a cell is written: who answered a change and when, and which version was signed.

use crate::command::Context;
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::negotiation;
use crate::domain::record::Record;
use crate::domain::value::Value;

use super::slot::Slot;

/// The edits that follow from writing a slot; `now` is its record with what was written.
#[must_use]
pub fn of(cx: &Context, plan: Option<Id>, slot: &Slot, now: &Record) -> Vec<Edit> {
    match (slot.kind, slot.field, plan) {
        (Kind::Asking, field, _) => negotiation::follows(cx.book, now, field, &cx.author()),
        (Kind::Agreement, Field::Signed, Some(plan)) => {
            let version = frozen::version_signed(cx.book, plan, cx.book.get(slot.record), now.date(Field::Signed));
            vec![Edit::new(now.id, Kind::Agreement, Field::Frozen, version.map_or(Value::None, Value::Record))]
        }
        _ => Vec::new(),
    }
}
