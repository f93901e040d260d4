//! Lists of offices into regions, districts and offices. A row with a first day moves or renames an office from that day on, and
//! keeps what it was before.

use std::path::Path;

use chrono::NaiveDate;

use super::{Draft, Request, file_name, open};
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::former::moves;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::places::{OfficeRow, read_offices};
use crate::work::WorkError;

pub(super) fn read(draft: &mut Draft<'_>, path: &Path, request: &Request, mapping: &Mapping) -> Result<Faults, WorkError> {
    let read = read_offices(&file_name(path), open(path)?, mapping)?;
    let mut faults = read.notes;
    for row in &read.records {
        draft.counts.rows += 1;
        draft.show(&["region", "district", "office", "counties"], || {
            vec![row.region.clone(), row.district.clone().unwrap_or_default(), row.office.clone(), row.counties.join("; ")]
        });
        let Some(region) = draft.region(&row.region, true, row.line, &mut faults) else { continue };
        let district = row.district.as_deref().map(|name| {
            let id = draft.store.derived_id("district", &[&row.region, name]);
            draft.set(id, Kind::District, Field::Name, Value::text(name));
            draft.set(id, Kind::District, Field::Region, Value::Record(region));
            id
        });
        if let Some(from) = row.from
            && let Some(office) = office_before(draft, region, row)
        {
            moved(draft, office, row, (region, district), from, &mut faults);
            continue;
        }
        let mut nowhere = Faults::default();
        let known = draft.office(region, &row.region, &row.office, false, row.line, &mut nowhere);
        let made = known.is_none();
        let Some(office) = known.or_else(|| draft.office(region, &row.region, &row.office, true, row.line, &mut faults)) else { continue };
        let values = vec![
            (Field::Region, Value::Record(region)),
            (Field::District, district.map_or(Value::None, Value::Record)),
            (Field::Counties, Value::text(row.counties.join("; "))),
        ];
        if made {
            draft.counts.new += 1;
            for (field, value) in values {
                draft.set(office, Kind::Office, field, value);
            }
        } else {
            draft.settle(office, Kind::Office, values, request.replace, row.line, &mut faults);
        }
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}

/// The office that a row with a first day speaks of: here under its new name, or under its former one, or in another region.
fn office_before(draft: &Draft<'_>, region: Id, row: &OfficeRow) -> Option<Id> {
    let before = row.formerly.as_deref().unwrap_or(&row.office);
    draft
        .office_now(region, &row.office)
        .or_else(|| draft.office_now(region, before))
        .or_else(|| draft.one_office_elsewhere(region, before))
}

/// Moves or renames an office from a day on. One that is so already stays as it is.
fn moved(draft: &mut Draft<'_>, office: Id, row: &OfficeRow, (region, district): (Id, Option<Id>), from: NaiveDate, faults: &mut Faults) {
    let Some(now) = draft.book.get(office) else { return };
    let mut edits = Vec::new();
    let mut set = |field, value: Value| {
        if !value.is_none() && *now.get(field) != value {
            edits.push(Edit::new(office, Kind::Office, field, value));
        }
    };
    set(Field::Name, Value::text(&row.office));
    set(Field::Region, Value::Record(region));
    set(Field::District, district.map_or(Value::None, Value::Record));
    set(Field::Counties, Value::text(row.counties.join("; ")));
    let astray = now.record(Field::Region) != Some(region) && district.is_none() && now.record(Field::District).is_some();
    if astray {
        edits.push(Edit::new(office, Kind::Office, Field::District, Value::None));
    }
    if edits.is_empty() {
        draft.counts.already_here += 1;
        return;
    }
    let store = draft.store;
    let mut fresh = |about: Id, part| store.derived_id("former", &[&about.to_string(), &format!("{part:?}"), &from.to_string()]);
    match moves::remember(&draft.book, &edits, from, &mut fresh) {
        Ok(kept) => {
            for edit in kept.into_iter().chain(edits) {
                draft.set(edit.record, edit.kind, edit.field, edit.value);
            }
            draft.counts.changed += 1;
            draft.know_again();
        }
        Err(why) => faults.fault(|| {
            let fault = Fault::new("move-day").line(row.line).cell("from", &from.to_string());
            fault.says(why, "correct the day, or change what is kept of it in Settings")
        }),
    }
}
