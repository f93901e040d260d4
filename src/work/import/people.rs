//! Lists of people: workers, their supervisors, and from when to when.

use std::path::Path;

use super::{Draft, file_name, open};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::fault::Faults;
use crate::import::mapping::Mapping;
use crate::import::places::read_people;
use crate::work::WorkError;

pub(super) fn read(draft: &mut Draft<'_>, path: &Path, mapping: &Mapping) -> Result<Faults, WorkError> {
    let read = read_people(&file_name(path), open(path)?, mapping)?;
    let mut faults = read.notes;
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
        if office.is_some() {
            draft.set(worker, Kind::Worker, Field::Office, record(office));
        }
        if supervisor.is_some() || row.from.is_some() || row.until.is_some() {
            let part = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
            let from = row.from.map(|d| d.to_string()).unwrap_or_default();
            let id = draft.store.derived_id("assignment", &[&worker.to_string(), &part(supervisor), &part(office), &from]);
            draft.set(id, Kind::Assignment, Field::Worker, Value::Record(worker));
            draft.set(id, Kind::Assignment, Field::Supervisor, record(supervisor));
            draft.set(id, Kind::Assignment, Field::Office, record(office));
            draft.set(id, Kind::Assignment, Field::From, row.from.map_or(Value::None, Value::Date));
            draft.set(id, Kind::Assignment, Field::Until, row.until.map_or(Value::None, Value::Date));
        }
        if draft.change.edits.len() > before {
            draft.counts.new += 1;
        } else {
            draft.counts.already_here += 1;
        }
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}
