//! Results published elsewhere into records of their own, beside the counted answers.

use std::path::Path;
use std::sync::Arc;

use super::{Draft, Request, file_name, open};
use crate::domain::field::Field;
use crate::domain::former::Formers;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::published::read_published;
use crate::work::WorkError;

pub(super) fn read(draft: &mut Draft<'_>, path: &Path, request: &Request, mapping: &Mapping) -> Result<Faults, WorkError> {
    let code = draft.instrument_code(request.instrument.as_deref())?;
    let book = draft.book.clone();
    let in_force = |year: i32| {
        let (id, instrument) = book.instrument_for(&code, year)?;
        let at = book.instruments().iter().position(|(known, _)| known == id)?;
        Some((at, Arc::clone(instrument)))
    };
    let read = read_published(&file_name(path), open(path)?, mapping, &in_force)?;
    let mut faults = read.notes;
    for row in &read.records {
        draft.counts.rows += 1;
        let question = row.question.as_str();
        draft.show(&["year", "region", "question", "percent", "n", "edition"], || {
            let region = row.region.clone().unwrap_or_else(|| "Statewide".to_owned());
            let percent = row.percent.map(|p| p.to_string()).unwrap_or_default();
            let n = row.n.map(|n| n.to_string()).unwrap_or_default();
            vec![row.year.to_string(), region, question.to_owned(), percent, n, row.edition.clone()]
        });
        let region_name = row.region.as_deref().unwrap_or_default();
        let region = match &row.region {
            Some(name) => match draft.region(name, request.create_places, row.line, &mut faults) {
                Some(region) => Some(region),
                None => continue,
            },
            None => None,
        };
        let office = match (&row.office, region) {
            (Some(name), Some(region)) => draft.office(region, region_name, name, request.create_places, row.line, &mut faults),
            (Some(name), None) => draft.office_anywhere(name, row.line, &mut faults),
            (None, _) => None,
        };
        if row.office.is_some() && office.is_none() {
            continue;
        }
        // Where the office was in that year, if the file names no region or one that it was not in then.
        let region = match (office, region) {
            (Some(office), Some(named)) => {
                let then = Formers::of(&draft.book).region_of_review(office, named, row.year, None);
                if then != named {
                    faults.warn(|| {
                        let fault = Fault::new("region-then").line(row.line).cell("region", region_name);
                        let then = draft.book.name(then);
                        fault.says(
                            format!(
                                "office '{}' was in region '{then}' in {}; the figure is kept there",
                                draft.book.name(office),
                                row.year
                            ),
                            "",
                        )
                    });
                }
                Some(then)
            }
            (_, region) => region,
        };
        let place = office.or(region).map(|id| id.to_string()).unwrap_or_default();
        let id = draft.store.derived_id("published", &[&code, question, &row.year.to_string(), &place, &row.edition]);
        let values = vec![
            (Field::Instrument, Value::text(&code)),
            (Field::Question, Value::text(question)),
            (Field::Year, Value::Int(i64::from(row.year))),
            (Field::Region, region.map_or(Value::None, Value::Record)),
            (Field::Office, office.map_or(Value::None, Value::Record)),
            (Field::Percent, row.percent.map_or(Value::None, |p| Value::Int(i64::from(p.0)))),
            (Field::Credit, row.credit.map_or(Value::None, |c| Value::Int(c as i64))),
            (Field::Applicable, row.n.map_or(Value::None, |n| Value::Int(i64::from(n)))),
            (Field::Edition, Value::text(&row.edition)),
            (Field::Source, Value::text(&row.source)),
            (Field::Note, Value::text(&row.note)),
        ];
        draft.settle(id, Kind::Published, values, request.replace, row.line, &mut faults);
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}
