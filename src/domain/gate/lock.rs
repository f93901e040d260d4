//! What a released plan keeps from being changed: its text, until it is opened again with a reason. Results, progress,
//! follow-ups, evidence, notes, checks and the third meeting stay open.

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;

/// Whether the text of a plan can only be read.
#[must_use]
pub fn is_locked(plan: &Record) -> bool {
    Stage::of(plan) >= Stage::Released && plan.text(Field::Reopened).is_empty()
}

/// Why a field of a record of a plan cannot be changed now; none if it can. The record may still be in the making.
#[must_use]
pub fn locked(book: &Book, plan: Id, record: &Record, field: Field) -> Option<String> {
    let plan = book.get(plan).filter(|plan| is_locked(plan))?;
    is_text(record, field).then(|| {
        let since = plan.date(Field::Released).map_or_else(String::new, |day| format!(" on {}", crate::domain::dates::show_long(day)));
        format!("This plan was released{since}, so its text can only be read; 'open again' in the palette opens it with a reason.")
    })
}

/// Whether a field is closed with the text. A signature is, and the plan as a whole cannot be deleted.
fn is_text(record: &Record, field: Field) -> bool {
    match record.kind {
        Kind::Agreement => true,
        Kind::MiniPip if field == Field::Gone => true,
        kind => frozen::holds_text(record) && frozen::is_text(kind, field),
    }
}
