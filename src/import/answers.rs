//! Answers of case reviews: a row per answer into one record per review. Storing them, and comparing them with what is
//! already there, belongs to the store.

use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Seek};
use std::sync::Arc;

use chrono::NaiveDate;

use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::table::{Column, Kind, Table};
use super::{Import, Progress, Refused, day, ratings};
use crate::domain::answers::PackedAnswers;
use crate::domain::instrument::Instrument;
use crate::domain::qcr::people::{Interview, Seat};

mod by_case;
mod cells;
mod reading;
mod staff;

use reading::Reading;

/// The columns of an answers file.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "fiscal_year",
        synonyms: &["fy", "year", "sfy", "ffy", "state_fiscal_year", "federal_fiscal_year", "review_year"],
        required: true,
        says: "the fiscal year, 2025 or FY25",
    },
    Column { name: "region", synonyms: &["region_name", "district"], required: true, says: "the region's name" },
    Column { name: "office", synonyms: &["office_name", "local_office", "field_office"], required: true, says: "the office's name" },
    Column {
        name: "case_id",
        synonyms: &["case", "case_number", "case_no", "caseid", "case_alias"],
        required: true,
        says: "the local case number or alias",
    },
    Column { name: "area", synonyms: &["program_area", "section"], required: false, says: "the question's area; may be left empty" },
    Column {
        name: "question",
        synonyms: &["question_code", "item", "item_code", "indicator"],
        required: true,
        says: "the question's code",
    },
    Column { name: "answer", synonyms: &["response", "rating", "result"], required: true, says: "the answer; empty is unanswered" },
    Column {
        name: "reviewer",
        synonyms: &["reviewed_by", "reviewer_name", "qa_reviewer"],
        required: true,
        says: "who reviewed; may be left empty",
    },
    Column {
        name: "reviewed_on",
        synonyms: &["review_date", "date_reviewed", "reviewed", "date"],
        required: true,
        says: "the day of the review, 2025-03-14 or 3/14/2025; may be left empty",
    },
    Column { name: "worker", synonyms: &["caseworker", "worker_name", "case_worker"], required: false, says: "the caseworker" },
    Column { name: "supervisor", synonyms: &["supervisor_name"], required: false, says: "the caseworker's supervisor" },
    Column {
        name: "occurrence",
        synonyms: &["month_number", "person_number", "instance", "occurrence_number"],
        required: false,
        says: "1, 2, 3 ... for further months or persons",
    },
    Column { name: "why", synonyms: &["reason", "why_not"], required: false, says: "not_done, not_documented or late" },
];

/// Positions in [`COLUMNS`].
pub(super) mod at {
    pub const YEAR: usize = 0;
    pub const REGION: usize = 1;
    pub const OFFICE: usize = 2;
    pub const CASE: usize = 3;
    pub const AREA: usize = 4;
    pub const QUESTION: usize = 5;
    pub const ANSWER: usize = 6;
    pub const REVIEWER: usize = 7;
    pub const REVIEWED_ON: usize = 8;
    pub const WORKER: usize = 9;
    pub const SUPERVISOR: usize = 10;
    pub const OCCURRENCE: usize = 11;
    pub const WHY: usize = 12;
}

/// The instrument in force in a fiscal year, with the caller's own number for it.
pub type InForce<'a> = &'a dyn Fn(i32) -> Option<(usize, Arc<Instrument>)>;

/// One case review of a file. Places and people are indices into the lists of [`Answers`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewIn {
    /// The fiscal year.
    pub year: i32,
    /// Index into [`Answers::regions`].
    pub region: u32,
    /// Index into [`Answers::offices`].
    pub office: u32,
    /// The caller's number of the instrument.
    pub instrument: usize,
    /// The local case number or alias.
    pub case_id: Box<str>,
    /// Index into [`Answers::workers`].
    pub worker: Option<u32>,
    /// Index into [`Answers::supervisors`].
    pub supervisor: Option<u32>,
    /// Index into [`Answers::reviewers`].
    pub reviewer: Option<u32>,
    /// The day of the review; the latest, if the file has several.
    pub reviewed_on: Option<NaiveDate>,
    /// Bit i is set if a row of area i stands in the file, answered or not.
    pub areas: u64,
    /// The first line of the file that has it.
    pub line: u32,
    /// Its answers.
    pub answers: PackedAnswers,
}

/// An office of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeIn {
    /// Index into [`Answers::regions`].
    pub region: u32,
    /// Its name.
    pub name: String,
}

/// All reviews of a file. Names that differ only in case or blanks are one, spelled as in the first row that has them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Answers {
    /// In the order of the file.
    pub reviews: Vec<ReviewIn>,
    /// Regions.
    pub regions: Vec<String>,
    /// Offices. The same name in two regions is two offices.
    pub offices: Vec<OfficeIn>,
    /// Caseworkers.
    pub workers: Vec<String>,
    /// Supervisors.
    pub supervisors: Vec<String>,
    /// Reviewers.
    pub reviewers: Vec<String>,
    /// Who reviewed in which role and with whom they spoke, by index into [`Answers::reviews`]: where the file says so.
    pub staff: BTreeMap<u32, StaffIn>,
    /// Rows read.
    pub rows: u64,
    /// Answers among them; the other rows have an empty answer.
    pub given: u64,
}

/// Who reviewed a case of a file, and with whom they spoke.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StaffIn {
    /// Reviewers with their roles.
    pub seats: Vec<Seat>,
    /// Interviews.
    pub interviews: Vec<Interview>,
    /// The line that says so first.
    pub line: u32,
}

/// Where a doubled answer stood first: found by reading the file again, which only a faulty file costs.
type FirstLines = HashMap<(u32, u16, u16), u64>;

/// How many rows pass between two calls of the progress function.
const STRIDE: u64 = 8192;

/// Reads answers; the file is read twice from its start (encoding, then rows), a third time only to name the first line
/// of doubled answers. `start_month` is the month in which fiscal years begin.
///
/// # Errors
/// [`Refused::Faulty`] with all faults, [`Refused::Stopped`], or the reader's own error.
pub fn read_answers<R: Read + Seek>(
    file: &str,
    reader: R,
    mapping: &Mapping,
    in_force: InForce<'_>,
    start_month: u32,
    progress: Progress<'_>,
) -> Result<Import<Answers>, Refused> {
    read_reviews(Kind::Answers, file, reader, mapping, in_force, start_month, progress)
}

/// The same for answers or ratings.
pub(super) fn read_reviews<R: Read + Seek>(
    kind: Kind,
    file: &str,
    mut reader: R,
    mapping: &Mapping,
    in_force: InForce<'_>,
    start_month: u32,
    progress: Progress<'_>,
) -> Result<Import<Answers>, Refused> {
    let mut reading = pass(kind, file, &mut reader, mapping, in_force, FirstLines::new(), progress)?;
    if !reading.doubled.is_empty() {
        let first_lines = reading.doubled.iter().map(|key| (*key, 0)).collect();
        reading = pass(kind, file, &mut reader, mapping, in_force, first_lines, progress)?;
    }
    let staff = std::mem::take(&mut reading.staff);
    let (mut answers, mut faults) = reading.finish();
    staff.settle(&mut answers, &mut faults);
    outside_the_year(&answers, start_month, &mut faults);
    if answers.reviews.is_empty() && faults.is_clean() {
        faults.fault(|| Fault::new("no-rows").says("has a header and no rows", "choose the file that has the answers"));
    }
    if !faults.is_clean() {
        return Err(Refused::Faulty(faults));
    }
    answers.reviews.shrink_to_fit();
    Ok(Import { records: answers, notes: faults })
}

fn pass<'a, R: Read + Seek>(
    kind: Kind,
    file: &str,
    reader: &mut R,
    mapping: &Mapping,
    in_force: InForce<'a>,
    first_lines: FirstLines,
    progress: Progress<'_>,
) -> Result<Reading<'a>, Refused> {
    let mut faults = Faults::of(file);
    let Some(mut table) = Table::open(reader, kind, mapping, &mut faults, progress)? else {
        return Err(Refused::Faulty(faults));
    };
    let mut reading = Reading::new(kind, in_force, faults, first_lines);
    let by_case = table.is_by_case();
    reading.staff.at = (kind == Kind::Ratings).then(|| ratings::staff_at(by_case));
    let mut rows = 0;
    while table.next(&mut reading.faults)? {
        if by_case {
            reading.case_row(&table);
        } else {
            reading.row(&table);
        }
        rows += 1;
        if rows % STRIDE == 0 && !progress(table.done()) {
            return Err(Refused::Stopped);
        }
    }
    progress(table.done());
    if by_case {
        reading.end_of_cases(&table);
    }
    Ok(reading)
}

fn outside_the_year(answers: &Answers, start_month: u32, faults: &mut Faults) {
    for review in &answers.reviews {
        if let Some(on) = review.reviewed_on
            && day::fiscal_year_of(on, start_month) != review.year
        {
            faults.warn(|| {
                Fault::new("date-outside-year").line(u64::from(review.line)).cell("reviewed_on", &on.to_string()).says(
                    format!("lies outside fiscal year {}", review.year),
                    "check the date, the year, or the month in which fiscal years begin",
                )
            });
        }
    }
}

#[cfg(test)]
mod tests;
