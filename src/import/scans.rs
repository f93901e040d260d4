//! QA scans as other programs keep them: a row for each scan or excused month. Whose they are is the caller's matter.

use std::collections::HashMap;
use std::io::{Read, Seek};

use chrono::{Datelike, NaiveDate};

use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::places::day_of;
use super::table::{Column, Kind, Table, folded};
use super::{Import, Progress, Refused, day};

/// The columns of a file of scans.
pub const COLUMNS: &[Column] = &[
    Column { name: "worker", synonyms: &["caseworker", "worker_name", "name"], required: true, says: "the caseworker's name" },
    Column {
        name: "month",
        synonyms: &["for_month", "period", "scan_month"],
        required: false,
        says: "the month, 2026-03 or March 2026; without it that of the date",
    },
    Column { name: "date", synonyms: &["done_on", "scan_date", "day", "completed"], required: false, says: "when it was done" },
    Column { name: "region", synonyms: &["region_name"], required: false, says: "the region then" },
    Column {
        name: "office",
        synonyms: &["office_name", "local_office"],
        required: false,
        says: "the office then; without it that of the assignment",
    },
    Column { name: "supervisor", synonyms: &["supervisor_name", "scanned_by"], required: false, says: "the supervisor then" },
    Column { name: "case_id", synonyms: &["case", "case_number", "alias"], required: false, says: "local case number or alias" },
    Column { name: "done_well", synonyms: &["went_well", "well", "strengths"], required: false, says: "what is done well" },
    Column { name: "needs_work", synonyms: &["needs", "improve", "needs_improvement"], required: false, says: "what needs work" },
    Column {
        name: "well_themes",
        synonyms: &["themes_done_well", "well_theme"],
        required: false,
        says: "themes of what is done well, with ; between them",
    },
    Column {
        name: "needs_themes",
        synonyms: &["themes", "theme", "themes_needs_work"],
        required: false,
        says: "themes of what needs work, with ; between them",
    },
    Column { name: "status", synonyms: &["state", "result"], required: false, says: "done (or empty), excused, or missed (left out)" },
    Column { name: "reason", synonyms: &["excused_because", "why"], required: false, says: "why the month is excused" },
    Column { name: "note", synonyms: &["notes", "remark", "comment"], required: false, says: "a note" },
];

pub(super) mod at {
    pub const WORKER: usize = 0;
    pub const MONTH: usize = 1;
    pub const DATE: usize = 2;
    pub const REGION: usize = 3;
    pub const OFFICE: usize = 4;
    pub const SUPERVISOR: usize = 5;
    pub const CASE: usize = 6;
    pub const WELL: usize = 7;
    pub const NEEDS: usize = 8;
    pub const WELL_THEMES: usize = 9;
    pub const NEEDS_THEMES: usize = 10;
    pub const STATUS: usize = 11;
    pub const REASON: usize = 12;
    pub const NOTE: usize = 13;
}

/// A scan, or an excused month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanRow {
    /// The caseworker.
    pub worker: String,
    /// First day of the month.
    pub month: NaiveDate,
    /// When it was done.
    pub day: Option<NaiveDate>,
    /// The region then.
    pub region: Option<String>,
    /// The office then.
    pub office: Option<String>,
    /// The supervisor then.
    pub supervisor: Option<String>,
    /// Case number or alias; empty if it has none.
    pub case_id: String,
    /// What is done well.
    pub went_well: String,
    /// What needs work.
    pub needs_work: String,
    /// Themes of what is done well.
    pub well_themes: Vec<String>,
    /// Themes of what needs work.
    pub needs_themes: Vec<String>,
    /// Whether the month is excused.
    pub excused: bool,
    /// Why.
    pub reason: String,
    /// A note.
    pub note: String,
    /// Its line in the file.
    pub line: u64,
}

/// Reads scans. The same caseworker, month and case twice is a fault; rows of missed months are left out, with a warning.
///
/// # Errors
/// Every fault with its line and column.
pub fn read_scans<R: Read + Seek>(
    file: &str,
    reader: R,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Import<Vec<ScanRow>>, Refused> {
    let mut faults = Faults::of(file);
    let mut rows: Vec<ScanRow> = Vec::new();
    let mut seen: HashMap<(String, NaiveDate, String), u64> = HashMap::new();
    let mut read = 0u64;
    if let Some(mut table) = Table::open(reader, Kind::Scans, mapping, &mut faults, progress)? {
        if !table.has(at::MONTH) && !table.has(at::DATE) {
            faults.fault(|| {
                Fault::new("column-missing")
                    .line(1)
                    .cell("column", "month")
                    .says("is missing, and so is date", "add month, or date, or both")
            });
        }
        while table.next(&mut faults)? {
            read += 1;
            if read.is_multiple_of(1_024) && !progress(table.done()) {
                return Err(Refused::Stopped);
            }
            let Some(row) = row(&table, &mut faults) else { continue };
            let first = *seen.entry((row.worker.to_lowercase(), row.month, row.case_id.to_lowercase())).or_insert(row.line);
            if first != row.line {
                let first = faults.at(first);
                faults.fault(|| {
                    Fault::new("row-twice")
                        .line(row.line)
                        .cell("worker", &row.worker)
                        .says(format!("has the same month and case as {first}"), "remove one of the two, or name their cases")
                });
            }
            rows.push(row);
        }
        if rows.is_empty() && faults.is_clean() {
            faults.fault(|| Fault::new("no-rows").says("has a header and no scans", "choose the file that has the scans"));
        }
    }
    if faults.is_clean() { Ok(Import { records: rows, notes: faults }) } else { Err(Refused::Faulty(faults)) }
}

fn row<R>(table: &Table<R>, faults: &mut Faults) -> Option<ScanRow> {
    let line = table.line();
    let worker = table.needed(at::WORKER, faults);
    let date = day_of(table, at::DATE, COLUMNS, faults);
    let month = month(table, date, faults);
    let excused = match status(&table.text(at::STATUS)) {
        Some(Status::Done) => false,
        Some(Status::Excused) => true,
        Some(Status::Missed) => {
            faults.warn(|| {
                Fault::new("row-skipped")
                    .line(line)
                    .cell("status", &table.text(at::STATUS))
                    .says("no scan: left out", "nothing, if that is meant")
            });
            return None;
        }
        None => {
            faults.fault(|| {
                let fault = Fault::new("status-unknown").line(line).cell("status", &table.text(at::STATUS));
                fault.says("is no state of a scan", "write done, excused or missed, or map it under [values.status]")
            });
            return None;
        }
    };
    let (worker, month) = (worker?, month?);
    if let Some(date) = date.filter(|date| *date < month && !excused) {
        faults.fault(|| {
            let fault = Fault::new("date-before-month").line(line).cell("date", &date.to_string());
            fault.says(format!("lies before {}", crate::domain::scan::long_month(month)), "correct the date or the month")
        });
    }
    let mut names = |target: usize, column: &str| -> Vec<String> {
        let text = table.text(target);
        let names: Vec<String> = text.split([';', '|']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        names.into_iter().filter(|name| faults.plain(line, column, name)).collect()
    };
    let (well_themes, needs_themes) = (names(at::WELL_THEMES, "well_themes"), names(at::NEEDS_THEMES, "needs_themes"));
    Some(ScanRow {
        worker,
        month,
        day: date,
        region: table.name(at::REGION, faults),
        office: table.name(at::OFFICE, faults),
        supervisor: table.name(at::SUPERVISOR, faults),
        case_id: table.name(at::CASE, faults).unwrap_or_default(),
        went_well: faults.clean(&table.text(at::WELL)),
        needs_work: faults.clean(&table.text(at::NEEDS)),
        well_themes,
        needs_themes,
        excused,
        reason: faults.clean(&table.text(at::REASON)),
        note: faults.clean(&table.text(at::NOTE)),
        line,
    })
}

/// The month of a row: its own, or that of the date.
fn month<R>(table: &Table<R>, date: Option<NaiveDate>, faults: &mut Faults) -> Option<NaiveDate> {
    let text = table.text(at::MONTH);
    if text.is_empty() {
        if date.is_none() && table.text(at::DATE).is_empty() {
            faults.fault(|| {
                Fault::new("cell-empty").line(table.line()).cell("month", "").says("is empty, and so is date", "fill in one of the two")
            });
        }
        return date.map(crate::domain::scan::month_of);
    }
    let found = parse_month(&text);
    if found.is_none() {
        faults.fault(|| Fault::new("month").line(table.line()).cell("month", &text).says("is no month", "write 2026-03 or March 2026"));
    }
    found
}

const NAMES: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// `2026-03`, `3/2026`, `March 2026`, `Mar 2026`, or any day of it.
#[must_use]
pub fn parse_month(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(day) = day::parse_day(text) {
        return day.with_day(1);
    }
    let parts: Vec<&str> = text.split(['-', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b] = parts[..] else { return None };
    let (year, month) = if a.len() == 4 && a.bytes().all(|c| c.is_ascii_digit()) { (a, b) } else { (b, a) };
    let year: i32 = year.parse().ok().filter(|year| (1950..=2100).contains(year))?;
    let named = month.trim_end_matches([',', '.']).to_lowercase();
    let number = match named.parse::<u32>() {
        Ok(number) if named.len() <= 2 => number,
        Ok(_) => return None,
        Err(_) => u32::try_from(NAMES.iter().position(|name| named.len() >= 3 && name.starts_with(&named))? + 1).ok()?,
    };
    NaiveDate::from_ymd_opt(year, number, 1)
}

enum Status {
    Done,
    Excused,
    Missed,
}

fn status(text: &str) -> Option<Status> {
    Some(match folded(text).as_str() {
        "" | "done" | "complete" | "completed" | "yes" => Status::Done,
        "excused" | "exempt" | "waived" => Status::Excused,
        "missed" | "notdone" | "no" | "none" | "due" => Status::Missed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(text: &str) -> Result<Import<Vec<ScanRow>>, Refused> {
        read_scans("scans.csv", Cursor::new(text), &Mapping::default(), &mut |_| true)
    }

    fn codes(text: &str) -> Vec<&'static str> {
        read(text).unwrap_err().faults().unwrap().faults.iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        let march = NaiveDate::from_ymd_opt(2026, 3, 1);
        for text in ["2026-03", "3/2026", "03/2026", "March 2026", "mar 2026", "Mar-2026", "2026-03-15", "3/15/2026", "2026 march"] {
            assert_eq!(parse_month(text), march, "{text}");
        }
        for text in ["2026", "march", "13/2026", "2026-13", "ma 2026", "3/26", "", "Smarch 2026", "003/2026"] {
            assert_eq!(parse_month(text), None, "{text}");
        }
    }

    #[test]
    fn a_row_is_a_scan_or_an_excused_month_and_a_missed_one_is_left_out() {
        let text = "Caseworker,Month,Done on,Went well,Themes,Status,Reason\n\
                    A. Moss,2026-03,3/14/2026,\"visits, all kept\",Plans; Visits,,\n\
                    B. Fern,2026-03,,,,excused,on leave\n\
                    C. Reed,2026-03,,,,missed,\n\
                    A. Moss,,2026-04-02,ok,,done,\n";
        let read = read(text).unwrap();
        assert_eq!(read.records.len(), 3);
        assert_eq!((read.records[0].went_well.as_str(), read.records[0].needs_themes.len()), ("visits, all kept", 2));
        assert_eq!((read.records[1].excused, read.records[1].reason.as_str()), (true, "on leave"));
        assert_eq!(read.records[2].month, NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(), "the month of its date");
        assert_eq!((read.notes.warning_count, read.notes.warnings[0].line), (1, 4));
    }

    #[test]
    fn every_fault_is_named() {
        assert_eq!(codes("worker\nA. Moss\n"), ["column-missing", "cell-empty"]);
        assert_eq!(codes("worker,month\nA. Moss,soon\nB. Fern,\n,2026-03\n"), ["month", "cell-empty", "cell-empty"]);
        assert_eq!(codes("worker,month,date\nA. Moss,2026-03,2026-02-28\n"), ["date-before-month"]);
        assert_eq!(codes("worker,month,status\nA. Moss,2026-03,half\n"), ["status-unknown"]);
        assert_eq!(codes("worker,month,case\nA. Moss,2026-03,C1\na. moss,3/2026,c1\n"), ["row-twice"]);
        assert_eq!(codes("worker,month\n"), ["no-rows"]);
        let two = read("worker,month,case\nA. Moss,2026-03,C1\nA. Moss,2026-03,C2\n").unwrap();
        assert_eq!(two.records.len(), 2, "two cases in a month are two scans");
    }
}
