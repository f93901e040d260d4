//! Population lists into rounds: the round is made if it is not there, and its list is one packed value. Drawing from it
//! belongs to `domain::sample`.

use std::collections::HashMap;
use std::path::Path;

use super::{Draft, Request, file_name, open};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::population::{PopulationCase, encode};
use crate::domain::query::{Answer, Query};
use crate::domain::review::PopulationList;
use crate::domain::round::usual_title;
use crate::domain::value::Value;
use crate::import::Progress;
use crate::import::day::parse_fiscal_year;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::population::{PopulationRow, read_population};
use crate::work::WorkError;

/// The round that a list is for.
struct Round {
    id: Id,
    code: String,
    form: Id,
    title: String,
    year: i32,
    region: Id,
    region_name: String,
}

pub(super) fn read(
    draft: &mut Draft<'_>,
    path: &Path,
    request: &Request,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Faults, WorkError> {
    if draft.several {
        return Err(WorkError::Unclear("a round has one population list; put its cases into one file".to_owned()));
    }
    let round = round(draft, request)?;
    let here = list_of(draft, round.id)?;
    let read = read_population(&file_name(path), open(path)?, mapping, progress)?;
    let (rows, mut faults) = (read.records.rows, read.notes);
    draft.counts.rows += rows.len() as u64;
    for row in rows.iter().take(super::SHOWN) {
        draft.show(&["case", "office", "worker", "stratum"], || {
            vec![row.case_id.clone(), row.office.clone(), row.worker.clone().unwrap_or_default(), row.stratum.clone()]
        });
    }
    let cases = cases(draft, &round, &rows, request.create_places, &mut faults);
    if !faults.is_clean() {
        return Err(WorkError::Faulty(vec![faults]));
    }
    if here.id.is_some() && here.cases == cases {
        draft.counts.already_here += cases.len() as u64;
        return Ok(faults);
    }
    may_take(draft, &round, &here, request.replace)?;
    keep(draft, &round, &here, &cases, &faults.file);
    Ok(faults)
}

/// The round that instrument, year and region name.
fn round(draft: &mut Draft<'_>, request: &Request) -> Result<Round, WorkError> {
    let code = draft.instrument_code(request.instrument.as_deref())?;
    let (Some(year), Some(region_name)) = (&request.year, &request.region) else {
        return Err(WorkError::Unclear(
            "a population list belongs to a round: an instrument, a fiscal year and a region; add --year 2027 and --region NAME".to_owned(),
        ));
    };
    let Some(year) = parse_fiscal_year(year) else {
        return Err(WorkError::Unclear(format!("'{year}' is no fiscal year; write 2027, FY2027 or FY27")));
    };
    let Some((form, instrument)) = draft.book.instrument_for(&code, year).cloned() else {
        return Err(WorkError::Unclear(format!("no version of {code} is in force in fiscal year {year}; import one, or correct the year")));
    };
    let Some(region) = draft.region(region_name, request.create_places, 0, &mut Faults::default()) else {
        let known = draft.book.all(Kind::Region);
        return Err(WorkError::unknown("region", region_name, known.into_iter().map(|r| r.text(Field::Name))));
    };
    let region_name = draft.book.name(region).to_owned();
    let title = usual_title(&instrument.title, year, &region_name);
    Ok(Round { id: draft.store.round_id(&code, year, region), code, form, title, year, region, region_name })
}

fn list_of(draft: &Draft<'_>, round: Id) -> Result<PopulationList, WorkError> {
    Ok(match draft.store.answer(&Query::Round { round })? {
        Answer::Round(file) => file.population,
        _ => PopulationList::default(),
    })
}

/// Whether a round may have another list than it has.
fn may_take(draft: &Draft<'_>, round: &Round, here: &PopulationList, replace: bool) -> Result<(), WorkError> {
    let named = || format!("the round of {} in {}, fiscal year {},", round.code, round.region_name, round.year);
    let record = draft.book.get(round.id).filter(|record| !record.gone);
    if record.is_some_and(|record| !record.text(Field::Seed).is_empty()) {
        return Err(WorkError::Unclear(format!(
            "{} has a sample drawn from its list; another list would change which cases are in it. Undo the draw first, or name another year or region",
            named()
        )));
    }
    if record.is_some_and(|record| record.text(Field::Status) == "closed") {
        return Err(WorkError::Unclear(format!("{} is closed; open it again before it gets another list", named())));
    }
    if here.id.is_some() && !replace {
        return Err(WorkError::Unclear(format!(
            "{} has a list of {} cases already, from '{}'; add --replace to put this one in its place",
            named(),
            here.cases.len(),
            here.source
        )));
    }
    Ok(())
}

/// The rows with the records that their names mean. A place that is not here is a fault at its first row.
fn cases(draft: &mut Draft<'_>, round: &Round, rows: &[PopulationRow], create: bool, faults: &mut Faults) -> Vec<PopulationCase> {
    let mut offices: HashMap<&str, Option<Id>> = HashMap::new();
    let mut cases = Vec::with_capacity(rows.len());
    for row in rows {
        let office = if let Some(known) = offices.get(row.office.as_str()) {
            *known
        } else {
            let found = office(draft, round, row, create, faults);
            offices.insert(&row.office, found);
            found
        };
        let Some(office) = office else { continue };
        cases.push(PopulationCase {
            case_id: row.case_id.clone(),
            office,
            worker: row.worker.as_deref().map(|name| draft.person(name, "caseworker")),
            supervisor: row.supervisor.as_deref().map(|name| draft.person(name, "supervisor")),
            stratum: row.stratum.clone(),
            from: row.from,
            until: row.until,
        });
    }
    cases
}

fn office(draft: &mut Draft<'_>, round: &Round, row: &PopulationRow, create: bool, faults: &mut Faults) -> Option<Id> {
    if let Some(other) = draft.region_of_other_office(round.region, &row.office, round.year) {
        let other = draft.book.name(other).to_owned();
        faults.fault(|| {
            Fault::new("office-elsewhere").line(row.line).cell("office", &row.office).says(
                format!("lies in region '{other}', the round is of '{}'", round.region_name),
                "leave its cases out, or import them into a round of their own",
            )
        });
        return None;
    }
    draft.office(round.region, &round.region_name, &row.office, create, row.line, faults)
}

fn keep(draft: &mut Draft<'_>, round: &Round, here: &PopulationList, cases: &[PopulationCase], file: &str) {
    let is_new = !draft.is_here(round.id);
    if is_new {
        draft.counts.rounds += 1;
        let fields = [
            (Field::Form, Value::Record(round.form)),
            (Field::Year, Value::Int(i64::from(round.year))),
            (Field::Region, Value::Record(round.region)),
            (Field::Title, Value::text(&round.title)),
            (Field::Status, Value::text("open")),
            // One that was deleted is the same record.
            (Field::Gone, Value::None),
        ];
        for (field, value) in fields {
            draft.set(round.id, Kind::Round, field, value);
        }
    }
    let count = cases.len() as u64;
    if here.id.is_some() {
        draft.counts.changed += count;
    } else {
        draft.counts.new += count;
    }
    let key = [round.code.as_str(), &round.year.to_string(), &round.region.to_string()];
    let id = here.id.unwrap_or_else(|| draft.store.derived_id("population", &key));
    // The list is not kept in memory, so it goes past the book.
    draft.change.set(id, Kind::Population, Field::Gone, Value::None);
    draft.change.set(id, Kind::Population, Field::Round, Value::Record(round.id));
    draft.change.set(id, Kind::Population, Field::List, Value::Bytes(encode(cases)));
    draft.change.set(id, Kind::Population, Field::Rows, Value::Int(count as i64));
    draft.change.set(id, Kind::Population, Field::Source, Value::text(file));
}

#[cfg(test)]
mod tests;
