//! Values of trend indicators as a table: a row for each indicator, place, period and edition. Which indicator and place a name means
//! is found where the file is at hand; the indicators themselves come as TOML (`trend_set.rs`).

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::table::{Column, Kind, Table, folded};
use super::{Import, Refused};
use crate::domain::trend::{Period, PeriodKind, Unit};

/// The columns of a file of values.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "period",
        synonyms: &["year", "calendar_year", "quarter", "month"],
        required: false,
        says: "2003, FY2013, 2013-Q2 or 2013-04",
    },
    Column {
        name: "fiscal_year",
        synonyms: &["fy", "sfy", "ffy", "state_fiscal_year", "federal_fiscal_year"],
        required: false,
        says: "instead of period: 2013 is FY2013",
    },
    Column {
        name: "place",
        synonyms: &["scope", "region", "region_name", "area_name", "district"],
        required: false,
        says: "a region or an office; Statewide or empty is the state",
    },
    Column { name: "office", synonyms: &["office_name"], required: false, says: "the office, if it is of one; place is then its region" },
    Column {
        name: "indicator",
        synonyms: &["indicator_code", "indicator_name", "measure", "trend", "outcome"],
        required: true,
        says: "the code or the name of an indicator; one that is new is made",
    },
    Column {
        name: "value",
        synonyms: &["amount", "figure", "result", "score"],
        required: true,
        says: "34.8, 11.6 % or 1,234; empty is no value",
    },
    Column {
        name: "unit",
        synonyms: &["units", "unit_of_measure"],
        required: false,
        says: "percent, count, per 1000 children, days, months, number; needed for a new indicator",
    },
    Column {
        name: "edition",
        synonyms: &["published_on", "release", "report"],
        required: false,
        says: "which edition; editions stand beside each other",
    },
    Column { name: "source", synonyms: &["reference", "citation"], required: false, says: "where it was published" },
    Column { name: "note", synonyms: &["notes", "remark", "comment"], required: false, says: "a note" },
    Column { name: "certainty", synonyms: &["confidence", "reliability"], required: false, says: "how sure it is; kept with the note" },
];

mod at {
    pub const PERIOD: usize = 0;
    pub const FISCAL_YEAR: usize = 1;
    pub const PLACE: usize = 2;
    pub const OFFICE: usize = 3;
    pub const INDICATOR: usize = 4;
    pub const VALUE: usize = 5;
    pub const UNIT: usize = 6;
    pub const EDITION: usize = 7;
    pub const SOURCE: usize = 8;
    pub const NOTE: usize = 9;
    pub const CERTAINTY: usize = 10;
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendRow {
    /// The period.
    pub period: Period,
    /// A region or office; none is the state.
    pub place: Option<String>,
    /// An office of that region, or of any.
    pub office: Option<String>,
    /// Code or name of the indicator.
    pub indicator: String,
    /// The unit, if the file says it.
    pub unit: Option<Unit>,
    /// The value as it is written.
    pub value: String,
    /// The edition.
    pub edition: String,
    /// Where it was published.
    pub source: String,
    /// A note, and how sure the value is.
    pub note: String,
    /// Its line in the file.
    pub line: u64,
}

/// Reads values of indicators. Rows without a value are left out with a warning: what is missing is not 0.
///
/// # Errors
/// Every fault with its line and column.
pub fn read_trends<R: Read + Seek>(file: &str, reader: R, mapping: &Mapping) -> Result<Import<Vec<TrendRow>>, Refused> {
    let mut faults = Faults::of(file);
    let mut rows: Vec<TrendRow> = Vec::new();
    let mut seen = HashMap::new();
    let mut without = 0;
    if let Some(mut table) = Table::open(reader, Kind::Trends, mapping, &mut faults, &mut |_| true)? {
        if !table.has(at::PERIOD) && !table.has(at::FISCAL_YEAR) {
            faults.fault(|| {
                Fault::new("column-missing").line(1).cell("column", "period").says("is missing", "add a column period, or fiscal_year")
            });
        }
        let has_period = table.has(at::PERIOD) || table.has(at::FISCAL_YEAR);
        while has_period && table.next(&mut faults)? {
            let value = table.text(at::VALUE).into_owned();
            if is_no_value(&value) {
                without += 1;
                let line = table.line();
                faults.warn(|| {
                    Fault::new("no-value")
                        .line(line)
                        .cell("value", &value)
                        .says("has no value and is left out", "nothing, if it is not known")
                });
                continue;
            }
            let Some(row) = row(&table, value, &mut faults) else { continue };
            twice(&mut seen, &row, &mut faults);
            rows.push(row);
        }
        if rows.is_empty() && faults.is_clean() {
            let says = if without > 0 { "has no row with a value" } else { "has a header and no rows" };
            faults.fault(|| Fault::new("no-rows").says(says, "choose the file that has the values"));
        }
    }
    if faults.is_clean() { Ok(Import { records: rows, notes: faults }) } else { Err(Refused::Faulty(faults)) }
}

/// What people write where there is no value.
fn is_no_value(text: &str) -> bool {
    matches!(folded(text).as_str(), "" | "na" | "n/a" | "*" | "none" | "missing" | "notavailable" | "nodata" | "–" | "—")
}

/// A word for the whole state.
pub fn is_statewide(text: &str) -> bool {
    matches!(folded(text).as_str(), "" | "statewide" | "state" | "all" | "allregions" | "total")
}

fn row<R>(table: &Table<R>, value: String, faults: &mut Faults) -> Option<TrendRow> {
    let line = table.line();
    let period = period(table, faults);
    let indicator = table.needed(at::INDICATOR, faults);
    let unit_text = table.text(at::UNIT);
    let mut unit = Unit::read(&unit_text);
    if unit.is_none() && !unit_text.is_empty() {
        faults.fault(|| {
            Fault::new("unit")
                .line(line)
                .cell("unit", &unit_text)
                .says("is no unit", "write percent, count, per 1000 children, days, months or number, or map it under [values.unit]")
        });
        return None;
    }
    if unit.is_none() && value.ends_with('%') {
        unit = Some(Unit::Percent);
    }
    let place = if is_statewide(&table.text(at::PLACE)) { None } else { table.name(at::PLACE, faults) };
    let certainty = faults.clean(&table.text(at::CERTAINTY));
    let note = faults.clean(&table.text(at::NOTE));
    let sure = if certainty.is_empty() { String::new() } else { format!("certainty: {certainty}") };
    let note = [note, sure].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    Some(TrendRow {
        period: period?,
        place,
        office: table.name(at::OFFICE, faults),
        indicator: indicator?,
        unit,
        value,
        edition: table.name(at::EDITION, faults).unwrap_or_default(),
        source: faults.clean(&table.text(at::SOURCE)),
        note,
        line,
    })
}

fn period<R>(table: &Table<R>, faults: &mut Faults) -> Option<Period> {
    let (fiscal, text) = (table.text(at::FISCAL_YEAR), table.text(at::PERIOD));
    let (target, text) = if text.is_empty() && table.has(at::FISCAL_YEAR) { (at::FISCAL_YEAR, fiscal) } else { (at::PERIOD, text) };
    if text.is_empty() {
        table.needed(target, faults);
        return None;
    }
    match Period::parse(&text) {
        Ok(Period::Year(year)) if target == at::FISCAL_YEAR => Some(Period::FiscalYear(year)),
        Ok(other) if target == at::FISCAL_YEAR && other.kind() != PeriodKind::FiscalYear => {
            wrong_period(table, target, &text, &format!("'{text}' is no fiscal year"), faults);
            None
        }
        Ok(period) => Some(period),
        Err(message) => {
            wrong_period(table, target, &text, &message, faults);
            None
        }
    }
}

fn wrong_period<R>(table: &Table<R>, target: usize, text: &str, message: &str, faults: &mut Faults) {
    let (says, remedy) = message.split_once("; ").unwrap_or((message, "write 2013 or FY2013"));
    let says = says.strip_prefix(&format!("'{text}' ")).unwrap_or(says);
    faults.fault(|| Fault::new("period").line(table.line()).cell(COLUMNS[target].name, text).says(says, remedy));
}

type Key = (Period, Option<String>, Option<String>, String, Option<Unit>, String);

fn twice(seen: &mut HashMap<Key, u64>, row: &TrendRow, faults: &mut Faults) {
    let lower = |name: &Option<String>| name.as_ref().map(|n| n.to_lowercase());
    let key = (row.period, lower(&row.place), lower(&row.office), folded(&row.indicator), row.unit.clone(), row.edition.to_lowercase());
    let first = *seen.entry(key).or_insert(row.line);
    if first != row.line {
        let first = faults.at(first);
        faults.fault(|| {
            Fault::new("row-twice")
                .line(row.line)
                .says(format!("has the same indicator, unit, place, period and edition as {first}"), "remove one, or name their editions")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(text: &str) -> Result<Import<Vec<TrendRow>>, String> {
        read_trends("t.csv", Cursor::new(text), &Mapping::default()).map_err(|refused| refused.to_string())
    }

    #[test]
    fn the_real_file_is_read_with_both_its_editions_and_both_units_of_one_name() {
        let text = std::fs::read_to_string("tests/data/utah_trends_2000_2005.csv").unwrap();
        let got = read(&text).unwrap();
        assert_eq!(got.records.len(), 72, "nine lines of eight values");
        let of = |year, unit: &str, edition: &str| {
            let unit = Unit::read(unit);
            let found = got.records.iter().filter(|r| r.indicator == "child maltreatment victims" && r.unit == unit);
            found.filter(|r| r.period == Period::Year(year) && r.edition == edition).map(|r| r.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(of(2002, "count", "cwo03"), ["10282"]);
        assert_eq!((of(2002, "rate", "cwo03"), of(2002, "rate", "cwo05")), (vec!["13.9".to_owned()], vec!["14.4".to_owned()]));
        assert_eq!(got.records[0].place, None, "Statewide");
        assert_eq!(got.records[0].note, "certainty: high");
        assert_eq!(got.notes.warning_count, 0);
    }

    #[test]
    fn a_fiscal_year_column_makes_fiscal_years_and_a_period_column_what_it_says() {
        let rows = read("FY,region,indicator,value\n2013,North,caseload,14\nFY14,,caseload,13\n").unwrap().records;
        assert_eq!((rows[0].period, rows[0].place.as_deref()), (Period::FiscalYear(2013), Some("North")));
        assert_eq!((rows[1].period, rows[1].place.as_deref()), (Period::FiscalYear(2014), None));
        let rows = read("year,scope,office,indicator,value\n2013-Q2,North,Elm,caseload,14 %\n").unwrap().records;
        assert_eq!(
            (rows[0].period, rows[0].office.as_deref(), rows[0].unit.clone()),
            (Period::Quarter(2013, 2), Some("Elm"), Some(Unit::Percent))
        );
    }

    #[test]
    fn what_is_missing_is_left_out_and_said_never_taken_for_nought() {
        let got = read("year,indicator,value\n2013,caseload,\n2014,caseload,n/a\n2015,caseload,0\n").unwrap();
        assert_eq!((got.records.len(), got.records[0].value.as_str(), got.notes.warning_count), (1, "0", 2));
        assert!(read("year,indicator,value\n2013,caseload,\n").unwrap_err().contains("has no row with a value"));
    }

    #[test]
    fn faults_name_their_line_and_what_to_write() {
        for (text, part) in [
            ("indicator,value\na,1\n", "column 'period': is missing; add a column period, or fiscal_year"),
            ("year,indicator,value\n13,a,1\n", "line 2, period '13': is no period; write 2003, FY2013, 2013-Q2 or 2013-04"),
            ("fy,indicator,value\n2013-04,a,1\n", "line 2, fiscal_year '2013-04': is no fiscal year; write 2013 or FY2013"),
            ("year,indicator,value,unit\n2013,a,1,stones\n", "unit 'stones': is no unit"),
            ("year,indicator,value\n2013,,1\n", "line 2, indicator: is empty"),
            ("year,indicator,value\n2013,A b,1\n2013,a B,2\n", "line 3: has the same indicator, unit, place, period and edition as line 2"),
        ] {
            let refused = read(text).unwrap_err();
            assert!(refused.contains(part), "{part} in\n{refused}");
        }
    }
}
