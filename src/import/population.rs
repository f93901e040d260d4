//! Population lists: the cases that a round's sample is drawn from. Which offices and people the names mean belongs to
//! `work/import`.

use std::collections::HashMap;
use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::places::day_of;
use super::table::{Column, Kind, Table};
use super::{Import, Progress, Refused};
use crate::domain::population::{MOST_CASE_ID, MOST_CASES};
use crate::domain::text::folded;

/// The columns of a population list.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "case_id",
        synonyms: &["case", "case_number", "case_no", "case#", "caseid", "case_alias", "id"],
        required: true,
        says: "the local case number or alias, 80 characters at most",
    },
    Column { name: "office", synonyms: &["office_name", "local_office", "field_office"], required: true, says: "the office's name" },
    Column {
        name: "worker",
        synonyms: &["caseworker", "worker_name", "case_worker", "assigned_to"],
        required: false,
        says: "the caseworker",
    },
    Column { name: "supervisor", synonyms: &["supervisor_name"], required: false, says: "the caseworker's supervisor" },
    Column {
        name: "stratum",
        synonyms: &["strata", "case_type", "program_area", "program", "type", "category", "area"],
        required: false,
        says: "the group it is drawn in: foster care, in-home ...",
    },
    Column {
        name: "from",
        synonyms: &["opened", "open_date", "date_opened", "opened_on", "start", "start_date", "period_start", "since"],
        required: false,
        says: "first day, 2025-03-14 or 3/14/2025",
    },
    Column {
        name: "until",
        synonyms: &["closed", "close_date", "date_closed", "closed_on", "end", "end_date", "period_end", "to"],
        required: false,
        says: "last day",
    },
];

pub(super) mod at {
    pub const CASE: usize = 0;
    pub const OFFICE: usize = 1;
    pub const WORKER: usize = 2;
    pub const SUPERVISOR: usize = 3;
    pub const STRATUM: usize = 4;
    pub const FROM: usize = 5;
    pub const UNTIL: usize = 6;
}

/// One case of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopulationRow {
    /// The local case number or alias.
    pub case_id: String,
    /// The office's name.
    pub office: String,
    /// The caseworker.
    pub worker: Option<String>,
    /// The caseworker's supervisor.
    pub supervisor: Option<String>,
    /// The stratum, spelled as where it is first met; empty if there is none.
    pub stratum: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Its line in the file.
    pub line: u64,
}

/// The cases of a list, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Population {
    /// At least one.
    pub rows: Vec<PopulationRow>,
}

/// How many rows pass between two calls of the progress function.
const STRIDE: usize = 8192;

/// Reads a population list. The same case twice in an office is a fault naming both rows; in two offices it is a warning.
///
/// # Errors
/// Every fault with its line and column; [`Refused::Stopped`]; the reader's own.
pub fn read_population<R: Read + Seek>(
    file: &str,
    reader: R,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Import<Population>, Refused> {
    let mut faults = Faults::of(file);
    let mut rows = Vec::new();
    let mut seen = Seen::default();
    let mut strata: HashMap<String, String> = HashMap::new();
    if let Some(mut table) = Table::open(reader, Kind::Population, mapping, &mut faults, progress)? {
        let mut read = 0usize;
        while table.next(&mut faults)? {
            read += 1;
            if read.is_multiple_of(STRIDE) && !progress(table.done()) {
                return Err(Refused::Stopped);
            }
            if read > MOST_CASES {
                faults.fault(|| {
                    Fault::new("list-long")
                        .line(table.line())
                        .says(format!("the list has more than {MOST_CASES} cases"), "leave out the cases that are not of this round")
                });
                break;
            }
            if let Some(mut row) = row(&table, &mut faults) {
                seen.take(&row, &mut faults);
                let known = strata.entry(folded(&row.stratum)).or_insert_with(|| row.stratum.clone());
                row.stratum.clone_from(known);
                rows.push(row);
            }
        }
        progress(table.done());
        if rows.is_empty() && faults.is_clean() {
            faults.fault(|| Fault::new("no-rows").says("has a header and no rows", "choose the file that has the cases"));
        }
    }
    if faults.is_clean() { Ok(Import { records: Population { rows }, notes: faults }) } else { Err(Refused::Faulty(faults)) }
}

fn row<R>(table: &Table<R>, faults: &mut Faults) -> Option<PopulationRow> {
    let line = table.line();
    let case_id = case_id(table, faults);
    let office = table.needed(at::OFFICE, faults);
    let (worker, supervisor) = (table.name(at::WORKER, faults), table.name(at::SUPERVISOR, faults));
    let stratum = table.name(at::STRATUM, faults).unwrap_or_default();
    let (from, until) = (day_of(table, at::FROM, COLUMNS, faults), day_of(table, at::UNTIL, COLUMNS, faults));
    if let (Some(first), Some(last)) = (from, until)
        && last < first
    {
        faults.fault(|| {
            let fault = Fault::new("dates-turned").line(line).cell("until", &last.to_string());
            fault.says(format!("lies before {first}"), "exchange the two days")
        });
    }
    Some(PopulationRow { case_id: case_id?, office: office?, worker, supervisor, stratum, from, until, line })
}

fn case_id<R>(table: &Table<R>, faults: &mut Faults) -> Option<String> {
    let case_id = table.needed(at::CASE, faults)?;
    if case_id.chars().nth(MOST_CASE_ID).is_some() {
        faults.fault(|| {
            let fault = Fault::new("too-long").line(table.line()).cell("case_id", &case_id);
            fault.says(format!("is longer than {MOST_CASE_ID} characters"), "shorten it, or use an alias")
        });
        return None;
    }
    Some(case_id)
}

/// Cases met so far: where, and in which office first.
#[derive(Default)]
struct Seen {
    offices: HashMap<String, u32>,
    /// By case, the offices and lines.
    cases: HashMap<String, Vec<(u32, u64)>>,
}

impl Seen {
    fn take(&mut self, row: &PopulationRow, faults: &mut Faults) {
        let next = self.offices.len() as u32;
        let office = *self.offices.entry(folded(&row.office)).or_insert(next);
        let met = self.cases.entry(folded(&row.case_id)).or_default();
        if let Some((_, first)) = met.iter().find(|(there, _)| *there == office) {
            let first = faults.at(*first);
            faults.fault(|| {
                Fault::new("case-twice").line(row.line).cell("case_id", &row.case_id).says(
                    format!("stands on {first} already, in the same office"),
                    "remove one of the two: a case that stands twice would be drawn twice as often",
                )
            });
            return;
        }
        if let Some((_, first)) = met.first() {
            let first = faults.at(*first);
            faults.warn(|| {
                Fault::new("case-two-offices").line(row.line).cell("case_id", &row.case_id).says(
                    format!("stands on {first} too, in another office; both can be drawn"),
                    "remove one of the two if they are the same case",
                )
            });
        }
        met.push((office, row.line));
    }
}

#[cfg(test)]
mod tests;
