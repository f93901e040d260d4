//! Lists of people: workers, their supervisors, and from when to when. An assignment that runs on ends on the day before the next one
//! of the same worker begins.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use super::{Draft, file_name, open};
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::former::moves;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::text::counted;
use crate::domain::value::Value;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::places::read_people;
use crate::work::WorkError;

pub(super) fn read(draft: &mut Draft<'_>, path: &Path, mapping: &Mapping) -> Result<Faults, WorkError> {
    let read = read_people(&file_name(path), open(path)?, mapping)?;
    let mut faults = read.notes;
    let mut listed: BTreeSet<Id> = BTreeSet::new();
    for row in &read.records {
        draft.counts.rows += 1;
        draft.show(&["worker", "supervisor", "office", "role", "from", "until"], || {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
            vec![row.worker.clone(), text(&row.supervisor), text(&row.office), text(&row.role), day(row.from), day(row.until)]
        });
        let office = match &row.office {
            Some(name) => match draft.office_anywhere(name, row.line, &mut faults) {
                Some(office) => Some(office),
                None => continue,
            },
            None => None,
        };
        let before = draft.change.edits.len();
        let worker = draft.person(&row.worker, row.role.as_deref().unwrap_or("caseworker"));
        let supervisor = row.supervisor.as_deref().map(|name| draft.person(name, "supervisor"));
        let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
        if row.role.is_some() {
            draft.set(worker, Kind::Worker, Field::Role, Value::text(row.role.clone().unwrap_or_default()));
        }
        if let Some(office) = office {
            works_in(draft, worker, office, row.from);
        }
        if supervisor.is_some() || row.from.is_some() || row.until.is_some() {
            let part = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
            let from = row.from.map(|d| d.to_string()).unwrap_or_default();
            let id = draft.store.derived_id("assignment", &[&worker.to_string(), &part(supervisor), &part(office), &from]);
            draft.set(id, Kind::Assignment, Field::Worker, Value::Record(worker));
            draft.set(id, Kind::Assignment, Field::Supervisor, record(supervisor));
            draft.set(id, Kind::Assignment, Field::Office, record(office));
            draft.set(id, Kind::Assignment, Field::From, row.from.map_or(Value::None, Value::Date));
            // A list that says no last day does not open an assignment again that has ended.
            if let Some(until) = row.until {
                draft.set(id, Kind::Assignment, Field::Until, Value::Date(until));
            }
            listed.insert(id);
        }
        if draft.change.edits.len() > before {
            draft.counts.new += 1;
        } else {
            draft.counts.already_here += 1;
        }
    }
    let ended = end_what_ran(draft, &listed);
    if ended > 0 {
        faults.warn(|| {
            let fault = Fault::new("assignment-ended");
            fault.says(
                format!(
                    "{} on the day before the next one of the same worker begins",
                    counted(ended, "assignment ends", "assignments end")
                ),
                "",
            )
        });
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}

/// The office of a worker is that of the latest row; where a row says since when, the office before is kept until that day.
fn works_in(draft: &mut Draft<'_>, worker: Id, office: Id, from: Option<NaiveDate>) {
    if draft.book.parts(worker, Kind::Assignment).iter().any(|one| one.date(Field::From) > from) {
        return;
    }
    if let Some(from) = from {
        let edits = [Edit::new(worker, Kind::Worker, Field::Office, Value::Record(office))];
        let store = draft.store;
        let mut fresh = |about: Id, part| store.derived_id("former", &[&about.to_string(), &format!("{part:?}"), &from.to_string()]);
        // What is kept of a later day already says more than this list does.
        for edit in moves::remember(&draft.book, &edits, from, &mut fresh).unwrap_or_default() {
            draft.set(edit.record, edit.kind, edit.field, edit.value);
        }
    }
    draft.set(worker, Kind::Worker, Field::Office, Value::Record(office));
}

/// Ends assignments that have no last day where the next one begins, if one of the two is in this list. Says how many.
fn end_what_ran(draft: &mut Draft<'_>, listed: &BTreeSet<Id>) -> u64 {
    let workers: BTreeSet<Id> = listed.iter().filter_map(|id| draft.book.get(*id)?.record(Field::Worker)).collect();
    let mut ends: Vec<(Id, NaiveDate)> = Vec::new();
    for worker in workers {
        let mut all = draft.book.parts(worker, Kind::Assignment);
        all.sort_by_key(|one| (one.date(Field::From), one.id));
        for one in &all {
            let next = all.iter().find(|next| next.date(Field::From) > one.date(Field::From));
            let Some(next) = next.filter(|_| one.date(Field::Until).is_none()) else { continue };
            let day = next.date(Field::From).and_then(|from| from.pred_opt());
            if let Some(day) = day.filter(|_| listed.contains(&one.id) || listed.contains(&next.id)) {
                ends.push((one.id, day));
            }
        }
    }
    for (id, day) in &ends {
        draft.set(*id, Kind::Assignment, Field::Until, Value::Date(*day));
    }
    ends.len() as u64
}
