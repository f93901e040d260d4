//! Lists of offices and of people. Matching them with what a file already holds belongs to the store.

use std::collections::HashMap;
use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::table::{Column, Kind, Table};
use super::{Import, Refused, day};

/// The columns of an offices file.
pub const OFFICE_COLUMNS: &[Column] = &[
    Column { name: "region", synonyms: &["region_name"], required: true, says: "the region's name" },
    Column { name: "district", synonyms: &["district_name"], required: false, says: "the district's name" },
    Column { name: "office", synonyms: &["office_name", "local_office", "name"], required: true, says: "the office's name" },
    Column { name: "counties", synonyms: &["county"], required: false, says: "counties, with ; between them" },
    Column {
        name: "from",
        synonyms: &["since", "moved_on", "first_day"],
        required: false,
        says: "first day there or under this name, if it moved",
    },
    Column { name: "formerly", synonyms: &["former_name", "old_name"], required: false, says: "its name until the day before" },
];

/// The columns of a people file.
pub const PEOPLE_COLUMNS: &[Column] = &[
    Column { name: "worker", synonyms: &["name", "person", "caseworker", "worker_name"], required: true, says: "the person's name" },
    Column { name: "supervisor", synonyms: &["supervisor_name"], required: false, says: "the supervisor's name" },
    Column { name: "office", synonyms: &["office_name", "local_office"], required: false, says: "the office's name" },
    Column { name: "role", synonyms: &["title", "position"], required: false, says: "the role" },
    Column { name: "from", synonyms: &["since", "start", "start_date"], required: false, says: "first day under this supervisor" },
    Column { name: "until", synonyms: &["to", "end", "end_date"], required: false, says: "last day under this supervisor" },
];

/// An office of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// Its region.
    pub region: String,
    /// Its district, if there are districts.
    pub district: Option<String>,
    /// Its name.
    pub office: String,
    /// The counties it serves.
    pub counties: Vec<String>,
    /// First day there or under this name, if it moved or was renamed.
    pub from: Option<NaiveDate>,
    /// Its name until the day before.
    pub formerly: Option<String>,
    /// Its line in the file.
    pub line: u64,
}

/// A person of a list, for one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The name.
    pub worker: String,
    /// The supervisor.
    pub supervisor: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Its line in the file.
    pub line: u64,
}

fn lower(name: &str) -> String {
    name.to_lowercase()
}

fn twice<K: std::hash::Hash + Eq>(seen: &mut HashMap<K, u64>, key: K, line: u64, column: &str, value: &str, faults: &mut Faults) {
    let first = *seen.entry(key).or_insert(line);
    if first != line {
        let first = faults.at(first);
        faults.fault(|| {
            Fault::new("row-twice").line(line).cell(column, value).says(format!("stands on {first} already"), "remove one of the two")
        });
    }
}

fn done<T>(rows: Vec<T>, mut faults: Faults) -> Result<Import<Vec<T>>, Refused> {
    if rows.is_empty() && faults.is_clean() {
        faults.fault(|| Fault::new("no-rows").says("has a header and no rows", "choose the file that has the data"));
    }
    if faults.is_clean() { Ok(Import { records: rows, notes: faults }) } else { Err(Refused::Faulty(faults)) }
}

/// Reads offices. The same office twice in one region is a fault.
///
/// # Errors
/// Every fault with its line and column.
pub fn read_offices<R: Read + Seek>(file: &str, reader: R, mapping: &Mapping) -> Result<Import<Vec<OfficeRow>>, Refused> {
    let mut faults = Faults::of(file);
    let (mut rows, mut seen) = (Vec::new(), HashMap::new());
    if let Some(mut table) = Table::open(reader, Kind::Offices, mapping, &mut faults, &mut |_| true)? {
        while table.next(&mut faults)? {
            let (region, district) = (table.needed(0, &mut faults), table.name(1, &mut faults));
            let office = table.needed(2, &mut faults);
            let counties = table.text(3);
            let counties: Vec<String> = counties.split([';', '|']).map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect();
            for county in &counties {
                faults.plain(table.line(), "counties", county);
            }
            let (from, formerly) = (day_of(&table, 4, OFFICE_COLUMNS, &mut faults), table.name(5, &mut faults));
            if formerly.is_some() && from.is_none() {
                faults.fault(|| {
                    let fault = Fault::new("day-missing").line(table.line()).cell("from", "");
                    fault.says("a former name needs the day from which the new one holds", "write that day, or leave the former name out")
                });
            }
            if let (Some(region), Some(office)) = (region, office) {
                twice(&mut seen, (lower(&region), lower(&office)), table.line(), "office", &office, &mut faults);
                rows.push(OfficeRow { region, district, office, counties, from, formerly, line: table.line() });
            }
        }
    }
    done(rows, faults)
}

/// Reads people. A person may stand several times, once for each supervisor, office or first day; the same row twice is a fault.
///
/// # Errors
/// Every fault with its line and column.
pub fn read_people<R: Read + Seek>(file: &str, reader: R, mapping: &Mapping) -> Result<Import<Vec<PersonRow>>, Refused> {
    let mut faults = Faults::of(file);
    let (mut rows, mut seen) = (Vec::new(), HashMap::new());
    if let Some(mut table) = Table::open(reader, Kind::People, mapping, &mut faults, &mut |_| true)? {
        while table.next(&mut faults)? {
            let line = table.line();
            let worker = table.needed(0, &mut faults);
            let (supervisor, office) = (table.name(1, &mut faults), table.name(2, &mut faults));
            let role = table.name(3, &mut faults);
            let (from, until) = (day_of(&table, 4, PEOPLE_COLUMNS, &mut faults), day_of(&table, 5, PEOPLE_COLUMNS, &mut faults));
            if let (Some(first), Some(last)) = (from, until)
                && last < first
            {
                faults.fault(|| {
                    Fault::new("dates-turned")
                        .line(line)
                        .cell("until", &last.to_string())
                        .says(format!("lies before {first}"), "exchange the two days")
                });
            }
            if let Some(worker) = worker {
                let key = (lower(&worker), supervisor.as_deref().map(lower), office.as_deref().map(lower), from);
                twice(&mut seen, key, line, "worker", &worker, &mut faults);
                rows.push(PersonRow { worker, supervisor, office, role, from, until, line });
            }
        }
    }
    done(rows, faults)
}

/// The day in a target of these columns; what is none is a fault.
pub(super) fn day_of<R>(table: &Table<R>, target: usize, columns: &[Column], faults: &mut Faults) -> Option<NaiveDate> {
    let text = table.text(target);
    if text.is_empty() {
        return None;
    }
    let found = day::parse_day(&text);
    if found.is_none() {
        let column = columns[target].name;
        faults.fault(|| Fault::new("date").line(table.line()).cell(column, &text).says("is no date", "write 2025-03-14 or 3/14/2025"));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn offices_come_with_their_counties() {
        let text = "Region,Office,Counties\nWestern,Lakeside,Utah; Wasatch\nWestern,Juniper,\n";
        let offices = read_offices("o.csv", Cursor::new(text), &Mapping::default()).unwrap().records;
        assert_eq!(offices[0].counties, ["Utah", "Wasatch"]);
        assert_eq!((offices[1].office.as_str(), offices[1].counties.len()), ("Juniper", 0));
    }

    #[test]
    fn the_same_office_twice_in_a_region_is_a_fault_and_in_another_is_not() {
        let text = "region,office\nNorth,Main\nnorth,MAIN\nSouth,Main\n";
        let refused = read_offices("o.csv", Cursor::new(text), &Mapping::default()).unwrap_err();
        assert_eq!(refused.to_string(), "o.csv, line 3, office 'MAIN': stands on line 2 already; remove one of the two");
    }

    #[test]
    fn a_worker_may_change_supervisors_but_not_end_before_beginning() {
        let good = "worker,supervisor,from,until\nA. Moss,B. Fern,2024-07-01,12/31/2024\nA. Moss,C. Reed,2025-01-01,\n";
        assert_eq!(read_people("p.csv", Cursor::new(good), &Mapping::default()).unwrap().records.len(), 2);
        let bad = "worker,from,until\nA. Moss,2025-01-01,2024-01-01\n";
        let refused = read_people("p.csv", Cursor::new(bad), &Mapping::default()).unwrap_err();
        assert_eq!(refused.faults().unwrap().faults[0].code, "dates-turned");
    }
}
