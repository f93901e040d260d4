//! What a released plan keeps from being changed: its text, until it is opened again with a reason. Results, progress,
//! follow-ups, evidence, notes, checks and the third meeting stay open.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::change::Change;
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
    is_text(record, field).then(|| closed(book, plan)).flatten()
}

/// Why the text of a plan cannot be changed now; none if it can.
#[must_use]
pub fn closed(book: &Book, plan: Id) -> Option<String> {
    let plan = book.get(plan).filter(|plan| is_locked(plan))?;
    let since = plan.date(Field::Released).map_or_else(String::new, |day| format!(" on {}", crate::domain::dates::show_long(day)));
    Some(format!("This plan was released{since}, so its text can only be read; 'open again' in the palette opens it with a reason."))
}

/// Why a whole change cannot be made: it would give the text of a released plan another value. None if it can.
#[must_use]
pub fn refused(book: &Book, change: &Change) -> Option<String> {
    let mut after: HashMap<Id, Record> = HashMap::new();
    for edit in &change.edits {
        let known = || book.get(edit.record).cloned().unwrap_or_else(|| Record::new(edit.record, edit.kind));
        after.entry(edit.record).or_insert_with(known).set(edit.field, edit.value.clone());
    }
    let plan_of = |record: &Record| {
        let mut at = record;
        while at.kind != Kind::MiniPip {
            let whole = at.parent()?;
            at = after.get(&whole).or_else(|| book.get(whole))?;
        }
        Some(at.id)
    };
    change.edits.iter().find_map(|edit| {
        let record = after.get(&edit.record)?;
        let is_new = match (book.get(edit.record), edit.field) {
            (Some(before), Field::Gone) => before.gone != record.gone,
            (Some(before), field) => before.get(field) != record.get(field),
            (None, _) => !edit.value.is_none(),
        };
        is_new.then(|| locked(book, plan_of(record)?, record, edit.field)).flatten()
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
