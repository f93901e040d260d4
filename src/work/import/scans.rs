//! QA scans into records. A scan is known by its caseworker, month and case: the same file taken in twice, or in two offices,
//! makes the same records.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;

use super::{Draft, Request, file_name, open};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::scan::EXCUSED;
use crate::domain::value::Value;
use crate::import::Progress;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::nearest::did_you_mean;
use crate::import::scans::{ScanRow, read_scans};
use crate::work::WorkError;

/// Worker, month and case of every scan that is here.
type Known = HashMap<(Id, NaiveDate, String), Id>;

pub(super) fn read(
    draft: &mut Draft<'_>,
    path: &Path,
    request: &Request,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Faults, WorkError> {
    let read = read_scans(&file_name(path), open(path)?, mapping, progress)?;
    let mut faults = read.notes;
    let known = known(draft, &read.records)?;
    for row in &read.records {
        draft.counts.rows += 1;
        draft.show(&["worker", "month", "date", "office", "supervisor", "status"], || {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let status = if row.excused { "excused" } else { "done" };
            let day = row.day.map(|day| day.to_string()).unwrap_or_default();
            vec![
                row.worker.clone(),
                row.month.format("%Y-%m").to_string(),
                day,
                text(&row.office),
                text(&row.supervisor),
                status.to_owned(),
            ]
        });
        take(draft, row, &known, request, &mut faults);
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}

/// Scans of the file's months come into the copy of the book that the import works on, so that they can be compared.
fn known(draft: &mut Draft<'_>, rows: &[ScanRow]) -> Result<Known, WorkError> {
    let mut known = Known::new();
    let months = rows.iter().map(|row| row.month);
    let (Some(from), Some(until)) = (months.clone().min(), months.max()) else { return Ok(known) };
    for record in draft.store.scan_records(from, until)? {
        // What an earlier file of the same import has set stands.
        if draft.book.get(record.id).is_none() {
            for field in Kind::Scan.fields() {
                let value = record.get(*field);
                if !value.is_none() {
                    draft.book.set(Kind::Scan, record.id, *field, value.clone());
                }
            }
            if record.gone {
                draft.book.set(Kind::Scan, record.id, Field::Gone, Value::Int(1));
            }
        }
        if let (Some(worker), Some(month), false) = (record.record(Field::Worker), record.date(Field::Month), record.gone) {
            known.insert((worker, month, record.text(Field::CaseId).to_lowercase()), record.id);
        }
    }
    Ok(known)
}

fn take(draft: &mut Draft<'_>, row: &ScanRow, known: &Known, request: &Request, faults: &mut Faults) {
    let Some(worker) = worker(draft, row, request, faults) else { return };
    let region = row.region.as_deref().map(|name| draft.region(name, request.create_places, row.line, faults));
    let office = match (&row.office, region) {
        (Some(_), Some(None)) => Some(None),
        (Some(name), Some(Some(region))) => {
            let region_name = row.region.clone().unwrap_or_default();
            Some(draft.office(region, &region_name, name, request.create_places, row.line, faults))
        }
        (Some(name), None) => Some(draft.office_anywhere(name, row.line, faults)),
        (None, _) => None,
    };
    if region == Some(None) || office == Some(None) {
        return;
    }
    let supervisor = row.supervisor.as_deref().map(|name| draft.person(name, "supervisor"));
    let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
    let (well, needs) = (themes(draft, &row.well_themes), themes(draft, &row.needs_themes));
    let case = row.case_id.to_lowercase();
    let id = known
        .get(&(worker, row.month, case.clone()))
        .copied()
        .unwrap_or_else(|| draft.store.derived_id("scan", &[&worker.to_string(), &row.month.to_string(), &case]));
    let values = vec![
        (Field::Worker, Value::Record(worker)),
        (Field::Month, Value::Date(row.month)),
        (Field::Day, row.day.map_or(Value::None, Value::Date)),
        (Field::Region, record(region.flatten())),
        (Field::Office, record(office.flatten())),
        (Field::Supervisor, record(supervisor)),
        (Field::CaseId, Value::text(&row.case_id)),
        (Field::WentWell, Value::text(&row.went_well)),
        (Field::NeedsWork, Value::text(&row.needs_work)),
        (Field::WellThemes, Value::records(well)),
        (Field::NeedsThemes, Value::records(needs)),
        (Field::Status, if row.excused { Value::text(EXCUSED) } else { Value::None }),
        (Field::Reason, Value::text(&row.reason)),
        (Field::Note, Value::text(&row.note)),
    ];
    let excused = draft.book.get(id).is_some_and(|record| !record.gone && record.text(Field::Status) == EXCUSED);
    draft.settle(id, Kind::Scan, values, request.replace, row.line, faults);
    if excused && !row.excused {
        // A month that was excused and turns out to have a scan: the excuse goes.
        draft.set(id, Kind::Scan, Field::Status, Value::None);
    }
}

/// The caseworker of a row; made only if that is allowed, since a slip in a name would make a second person.
fn worker(draft: &mut Draft<'_>, row: &ScanRow, request: &Request, faults: &mut Faults) -> Option<Id> {
    if let Some(id) = draft.person_here(&row.worker) {
        return Some(id);
    }
    if request.create_places {
        return Some(draft.person(&row.worker, "caseworker"));
    }
    faults.fault(|| {
        let near = did_you_mean(&row.worker, draft.book.all(Kind::Worker).into_iter().map(|worker| worker.text(Field::Name)));
        Fault::new("worker-unknown")
            .line(row.line)
            .cell("worker", &row.worker)
            .says(format!("there is no such caseworker here{near}"), "correct it, import the people first, or add --create-places")
    });
    None
}

/// Themes by their names; those that are not here are made.
fn themes(draft: &mut Draft<'_>, names: &[String]) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for name in names {
        let folded = name.to_lowercase();
        let here =
            draft.book.all(Kind::Theme).into_iter().find(|theme| theme.text(Field::Name).to_lowercase() == folded).map(|theme| theme.id);
        let id = here.unwrap_or_else(|| {
            let id = draft.store.derived_id("scan theme", &[&folded]);
            draft.set(id, Kind::Theme, Field::Name, Value::text(name));
            id
        });
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::domain::query::{Answer, Query};
    use crate::store::Store;
    use crate::work::import::{What, carry_out, plan};
    use crate::work::new::{self, SetUp};

    fn file() -> (TempDir, Store) {
        let folder = TempDir::new().unwrap();
        let set_up = SetUp { name: "Rae Sample", ..SetUp::default() };
        let store = new::make(&folder.path().join("a.milepost"), None, &set_up, None).unwrap();
        (folder, store)
    }

    fn take_in(folder: &TempDir, store: &mut Store, text: &str, create: bool) -> Result<String, String> {
        let path = folder.path().join("scans.csv");
        std::fs::write(&path, text).unwrap();
        let request = Request {
            what: What::Scans,
            inputs: vec![path],
            instrument: None,
            title: None,
            map: None,
            sheet: None,
            percent: None,
            columns: Vec::new(),
            remember: false,
            forget: false,
            year: None,
            region: None,
            create_places: create,
            replace: false,
        };
        let book = store.load().unwrap();
        let preview = plan(store, &book, &request, &mut |_| true).map_err(|error| error.to_string())?;
        carry_out(store, &preview).map_err(|error| error.to_string())?;
        Ok(preview.words().to_owned())
    }

    fn months(store: &Store) -> Vec<(NaiveDate, bool, usize)> {
        let day = |text: &str| text.parse().unwrap();
        match store.answer(&Query::Scans { from: day("2020-01-01"), until: day("2030-01-01") }).unwrap() {
            Answer::Scans(scans) => scans.into_iter().map(|scan| (scan.month, scan.excused, scan.needs.len())).collect(),
            other => panic!("{other:?}"),
        }
    }

    const TEXT: &str = "worker,month,date,case,themes,status,reason\n\
                        A. Moss,2026-03,2026-03-14,C1,Plans;Visits,,\n\
                        B. Fern,2026-03,,,,excused,on leave\n";

    #[test]
    fn scans_come_in_once_and_can_be_taken_back_and_taken_in_again() {
        let (folder, mut store) = file();
        let unknown = take_in(&folder, &mut store, TEXT, false).unwrap_err();
        assert!(unknown.contains("line 2, worker 'A. Moss': there is no such caseworker here"), "{unknown}");
        assert_eq!(take_in(&folder, &mut store, TEXT, true).unwrap(), "2 QA scans from scans.csv");
        let march: NaiveDate = "2026-03-01".parse().unwrap();
        assert_eq!(months(&store), [(march, false, 2), (march, true, 0)]);
        assert!(take_in(&folder, &mut store, TEXT, true).unwrap_err().contains("already"), "the same file again");
        store.undo().unwrap();
        assert!(months(&store).is_empty(), "one step takes all of it back");
        take_in(&folder, &mut store, TEXT, true).unwrap();
        assert_eq!(months(&store).len(), 2);
        assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
    }

    #[test]
    fn a_scan_that_was_deleted_here_comes_back_with_its_file() {
        let (folder, mut store) = file();
        take_in(&folder, &mut store, TEXT, true).unwrap();
        let scan = store.scan_records("2026-03-01".parse().unwrap(), "2026-03-01".parse().unwrap()).unwrap().remove(0).id;
        let change = crate::domain::change::Change::new("gone", store.seen().unwrap());
        store.commit(&change.with(scan, Kind::Scan, Field::Gone, Value::Int(1))).unwrap();
        assert_eq!(months(&store).len(), 1);
        take_in(&folder, &mut store, TEXT, true).unwrap();
        assert_eq!(months(&store).len(), 2);
    }

    #[test]
    fn other_words_for_the_same_scan_are_a_fault_until_they_may_replace() {
        let (folder, mut store) = file();
        take_in(&folder, &mut store, TEXT, true).unwrap();
        let other = "worker,month,date,case\nA. Moss,2026-03,2026-03-15,c1\n";
        let refused = take_in(&folder, &mut store, other, true).unwrap_err();
        assert!(refused.contains("this QA scan is here with another date"), "{refused}");
        let second = "worker,month,date,case\nA. Moss,2026-03,2026-03-15,C2\n";
        assert_eq!(take_in(&folder, &mut store, second, false).unwrap(), "1 QA scan from scans.csv");
    }
}
