//! Results published elsewhere: percents or counts, with their source. What counts beside counted answers belongs to `domain`.

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::answers::InForce;
use super::day;
use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::nearest::did_you_mean;
use super::percent::{Scale, judge};
use super::table::{Column, Kind, Table, left_out};
use super::{Import, Refused};
use crate::domain::instrument::Instrument;
use crate::domain::share::Share;

/// The columns of a file of published results.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "year",
        synonyms: &["fiscal_year", "fy", "sfy", "state_fiscal_year"],
        required: true,
        says: "the fiscal year, 2000 or FY2012",
    },
    Column { name: "region", synonyms: &["region_name", "scope"], required: false, says: "the region; Statewide or empty is the state" },
    Column {
        name: "question",
        synonyms: &["question_code", "item", "indicator"],
        required: false,
        says: "the code of a question or area; empty or overall is all questions",
    },
    Column { name: "percent", synonyms: &["score", "rate", "percent_acceptable", "result"], required: false, says: "87, 78.2 % or 0.87" },
    Column { name: "n", synonyms: &["applicable", "cases", "sample_size"], required: false, says: "applicable answers" },
    Column { name: "yes", synonyms: &["credit", "yes_count", "met", "acceptable"], required: false, says: "answers met; halves count" },
    Column { name: "edition", synonyms: &["published_on", "release"], required: false, says: "which edition" },
    Column { name: "source", synonyms: &["reference", "citation"], required: false, says: "where it was published" },
    Column { name: "note", synonyms: &["notes", "remark", "comment"], required: false, says: "a note" },
    Column { name: "office", synonyms: &["office_name"], required: false, says: "the office, if it is of one" },
];

mod at {
    pub const YEAR: usize = 0;
    pub const REGION: usize = 1;
    pub const QUESTION: usize = 2;
    pub const PERCENT: usize = 3;
    pub const N: usize = 4;
    pub const YES: usize = 5;
    pub const EDITION: usize = 6;
    pub const SOURCE: usize = 7;
    pub const NOTE: usize = 8;
    pub const OFFICE: usize = 9;
}

/// One published result: a percent, or counts, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRow {
    /// The fiscal year.
    pub year: i32,
    /// The caller's number of the instrument.
    pub instrument: usize,
    /// The region; none is statewide.
    pub region: Option<String>,
    /// The office; none is the whole region or state.
    pub office: Option<String>,
    /// Code of the question or of an area, spelled as in the instrument; empty is all questions together.
    pub question: String,
    /// The percent as published.
    pub percent: Option<Share>,
    /// Applicable answers.
    pub n: Option<u32>,
    /// Sum of credits in ten-thousandths of an answer.
    pub credit: Option<u64>,
    /// The edition.
    pub edition: String,
    /// Where it was published.
    pub source: String,
    /// A note.
    pub note: String,
    /// Its line in the file.
    pub line: u64,
}

/// Reads published results. A percent column without percent signs is one of percents as soon as a number in it is above
/// 1; it is one of fractions if all lie between 0 and 1. Where neither is sure, the file is asked for `%`.
///
/// # Errors
/// Every fault with its line and column.
pub fn read_published<R: Read + Seek>(
    file: &str,
    reader: R,
    mapping: &Mapping,
    in_force: InForce<'_>,
) -> Result<Import<Vec<PublishedRow>>, Refused> {
    let mut faults = Faults::of(file);
    let mut rows: Vec<PublishedRow> = Vec::new();
    let mut percents: Vec<(usize, u64, String)> = Vec::new();
    let mut seen = HashMap::new();
    if let Some(mut table) = Table::open(reader, Kind::Published, mapping, &mut faults, &mut |_| true)? {
        let counts = table.has(at::N) && table.has(at::YES);
        if !table.has(at::PERCENT) && !counts {
            faults.fault(|| {
                Fault::new("column-missing")
                    .line(1)
                    .cell("column", "percent")
                    .says("is missing, and so are n and yes", "add percent, or both n and yes")
            });
        }
        let mut sums = Sums::default();
        while table.next(&mut faults)? {
            if sums.is_sum(&table) {
                left_out("n", table.raw(at::N), "its figures are the sums of the rows above", table.line(), &mut faults);
                continue;
            }
            let Some(row) = row(&table, in_force, &mut faults) else { continue };
            let percent = table.text(at::PERCENT).into_owned();
            if percent.is_empty() && (row.n.is_none() || row.credit.is_none()) {
                faults.fault(|| {
                    Fault::new("cell-empty")
                        .line(row.line)
                        .cell("percent", "")
                        .says("is empty, and there are no counts", "give percent, or n and yes")
                });
            }
            twice(&mut seen, &row, &mut faults);
            if !percent.is_empty() {
                percents.push((rows.len(), row.line, percent));
            }
            rows.push(row);
        }
        read_percents(&mut rows, &percents, mapping.percent, &mut faults);
        if rows.is_empty() && faults.is_clean() {
            faults.fault(|| Fault::new("no-rows").says("has a header and no rows", "choose the file that has the results"));
        }
    }
    if faults.is_clean() { Ok(Import { records: rows, notes: faults }) } else { Err(Refused::Faulty(faults)) }
}

/// A word for the whole state.
fn is_statewide(text: &str) -> bool {
    matches!(
        super::table::folded(text).as_str(),
        "" | "statewide" | "state" | "all" | "allregions" | "total" | "grandtotal" | "statewidetotal" | "statetotal"
    )
}

/// A word for all offices of a region: the row is the region's.
fn is_whole_region(text: &str) -> bool {
    matches!(super::table::folded(text).as_str(), "all" | "alloffices" | "total" | "regiontotal")
}

fn row<R>(table: &Table<R>, in_force: InForce<'_>, faults: &mut Faults) -> Option<PublishedRow> {
    let line = table.line();
    let year_text = table.needed(at::YEAR, faults)?;
    let Some(year) = day::parse_fiscal_year(&year_text) else {
        faults.fault(|| Fault::new("year").line(line).cell("year", &year_text).says("is no fiscal year", "write 2000, FY2012 or FY12"));
        return None;
    };
    let Some((instrument, scale)) = in_force(year) else {
        faults.fault(|| {
            let fault = Fault::new("year-instrument").line(line).cell("year", &year_text);
            fault.says("no version of the instrument is in force in this year", "import one, or correct the year")
        });
        return None;
    };
    let question = subject(&scale, &table.text(at::QUESTION), line, faults);
    let region = if is_statewide(&table.text(at::REGION)) { None } else { table.name(at::REGION, faults) };
    let n = number(table, at::N, faults, |text| text.parse::<u32>().ok());
    let credit = number(table, at::YES, faults, whole_and_parts);
    if let (Some(n), Some(credit)) = (n, credit)
        && credit > u64::from(n) * 10_000
    {
        faults.fault(|| {
            Fault::new("count")
                .line(line)
                .cell("yes", &table.text(at::YES))
                .says(format!("is more than n = {n}"), "exchange or correct the two")
        });
    }
    Some(PublishedRow {
        year,
        instrument,
        region,
        office: if is_whole_region(&table.text(at::OFFICE)) { None } else { table.name(at::OFFICE, faults) },
        question: question?,
        percent: None,
        n,
        credit,
        edition: table.name(at::EDITION, faults).unwrap_or_default(),
        source: faults.clean(&table.text(at::SOURCE)),
        note: faults.clean(&table.text(at::NOTE)),
        line,
    })
}

/// The question or area that a result is of; a question comes first if both have the code.
fn subject(scale: &Instrument, code: &str, line: u64, faults: &mut Faults) -> Option<String> {
    if matches!(super::table::folded(code).as_str(), "" | "overall" | "all" | "total" | "allquestions") {
        return Some(String::new());
    }
    let question = scale.question(code).map(|q| scale.questions[q].code.clone());
    let found = question.or_else(|| scale.area(code).map(|a| scale.areas[a].code.clone()));
    if found.is_none() {
        faults.fault(|| {
            let near = did_you_mean(code, scale.questions.iter().map(|q| q.code.as_str()));
            Fault::new("question-unknown")
                .line(line)
                .cell("question", code)
                .says(format!("no question or area of {}{near}", scale.code), "correct it, or map it under [values.question]")
        });
    }
    found
}

fn number<R, T>(table: &Table<R>, target: usize, faults: &mut Faults, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let text = table.text(target);
    if text.is_empty() {
        return None;
    }
    let found = parse(&text);
    if found.is_none() {
        faults.fault(|| {
            Fault::new("count").line(table.line()).cell(COLUMNS[target].name, &text).says("is no count", "write a number such as 42")
        });
    }
    found
}

/// The sums of the counts so far: a row without a year that has just these is one of totals that says so in no word.
#[derive(Default)]
struct Sums {
    rows: u32,
    n: u64,
    yes: u64,
}

impl Sums {
    fn is_sum<R>(&mut self, table: &Table<R>) -> bool {
        let figure = |target| whole_and_parts(&table.text(target));
        let (n, yes) = (figure(at::N), figure(at::YES));
        let unnamed = [at::YEAR, at::QUESTION].iter().all(|target| table.text(*target).is_empty());
        if unnamed && self.rows > 1 && n == Some(self.n) && yes.is_none_or(|yes| yes == self.yes) {
            return true;
        }
        self.rows += 1;
        self.n += n.unwrap_or(0);
        self.yes += yes.unwrap_or(0);
        false
    }
}

/// `78` or `78.5` in ten-thousandths.
fn whole_and_parts(text: &str) -> Option<u64> {
    let (whole, parts) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || whole.len() > 9 || parts.len() > 4 || !whole.bytes().chain(parts.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    format!("{whole}{parts:0<4}").parse().ok()
}

type Key = (i32, Option<String>, Option<String>, String, String);

fn twice(seen: &mut HashMap<Key, u64>, row: &PublishedRow, faults: &mut Faults) {
    let lower = |name: &Option<String>| name.as_ref().map(|n| n.to_lowercase());
    let key = (row.year, lower(&row.region), lower(&row.office), row.question.clone(), row.edition.to_lowercase());
    let first = *seen.entry(key).or_insert(row.line);
    if first != row.line {
        let first = faults.at(first);
        faults.fault(|| {
            Fault::new("row-twice")
                .line(row.line)
                .says(format!("has the same year, place, question and edition as {first}"), "remove one, or name their editions")
        });
    }
}

/// Reads the percents of the column together, since one number alone does not say whether it is a percent or a fraction.
fn read_percents(rows: &mut [PublishedRow], percents: &[(usize, u64, String)], told: Option<Scale>, faults: &mut Faults) {
    let judged = judge(percents.iter().map(|(_, _, text)| text.as_str()), told);
    for (row, line, text) in percents {
        rows[*row].percent = judged.share(text, "percent", *line, faults);
    }
    for row in rows {
        if let (Some(percent), Some(n), Some(credit)) = (row.percent, row.n, row.credit)
            && n > 0
            && (credit / u64::from(n)).abs_diff(u64::from(percent.0)) > 100
        {
            faults.warn(|| {
                Fault::new("percent-differs")
                    .line(row.line)
                    .cell("percent", &percent.to_string())
                    .says(format!("yes of n is {}", Share((credit / u64::from(n)) as u32)), "check the three figures")
            });
        }
    }
}

#[cfg(test)]
mod tests;
