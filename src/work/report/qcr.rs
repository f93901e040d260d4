//! The report of qualitative reviews: which instrument, and what the store knows beside the book.

use chrono::NaiveDate;

use super::WorkError;
use crate::domain::book::Book;
use crate::domain::disclosure::Veil;
use crate::domain::key::Filter;
use crate::domain::nearest::did_you_mean;
use crate::domain::qcr::practice::{Part, Staffing};
use crate::domain::qcr::{self, Qcr};
use crate::domain::query::{Answer, Query};
use crate::domain::scan::{self, Scan, calendar::Calendar};
use crate::domain::text::listed;
use crate::report::Report;
use crate::report::build::qcr as report;
use crate::store::Store;

/// The report. Of the filters it takes the instrument, year, region and question.
pub(super) fn make(store: &Store, book: &Book, filter: &Filter, today: NaiveDate, veil: &Veil) -> Result<Report, WorkError> {
    if filter.office.is_some() || filter.area.is_some() || filter.by_person() {
        return Err(WorkError::Unclear("this report is by region: leave out --office, --area, --worker and --supervisor".to_owned()));
    }
    let known = qcr::instruments(book);
    let code = match &filter.instrument {
        None => known.first().copied(),
        Some(code) => known.iter().find(|one| one.eq_ignore_ascii_case(code)).copied(),
    };
    let Some(code) = code else {
        return Err(WorkError::Unclear(match (&filter.instrument, known.as_slice()) {
            (_, []) => "there is no qualitative instrument here; import one first, such as 'utah-qcr'".to_owned(),
            (asked, known) => format!(
                "'{}' is no qualitative instrument: its overall ratings do not decide; there is {}",
                asked.as_deref().unwrap_or_default(),
                listed(known.iter().copied(), "and")
            ),
        }));
    };
    let figures = Qcr::of(book, code);
    if let Some(question) = &filter.question {
        let years = filter.year.map_or_else(|| figures.years(), |year| vec![year]);
        let asks = |year: &i32| figures.subject(question, *year).is_some();
        if !years.iter().any(asks) && !years.is_empty() {
            let codes: Vec<String> = years.iter().flat_map(|year| figures.indicators(*year)).map(|subject| subject.code).collect();
            let near = did_you_mean(question, codes.iter().map(String::as_str));
            return Err(WorkError::Unclear(format!("'{question}' is no rating of {code} there{near}")));
        }
    }
    let forms = book.instruments().iter().filter(|(_, i)| i.code == code).map(|(id, _)| *id).collect();
    let Answer::Staffing(staffing) = store.answer(&Query::Staffing { forms, year: filter.year })? else { return Ok(Report::default()) };
    let years = filter.year.map_or_else(|| figures.years(), |year| vec![year]);
    let mut scanned: Vec<(i32, Calendar)> = Vec::new();
    for year in years {
        let (from, until) = scan::fiscal_year(book, year);
        let Answer::Scans(scans) = store.answer(&Query::Scans { from, until })? else { continue };
        // A year in which nobody scanned at all is one before scans were begun, not one of missed ones.
        if !scans.is_empty() {
            scanned.push((year, calendar(book, &scans, year, today)));
        }
    }
    let scans = |year: i32, place| {
        let (_, calendar) = scanned.iter().find(|(of, _)| *of == year)?;
        let coverage = calendar.coverage(place);
        Some(Part { n: u64::from(coverage.done), of: u64::from(coverage.due) })
    };
    let staffing: Vec<Staffing> = staffing;
    let asked = report::Asked {
        year: filter.year,
        region: filter.region,
        question: filter.question.as_deref(),
        staffing: &staffing,
        scans: &scans,
        veil,
    };
    Ok(report::build(book, &figures, &asked))
}

fn calendar(book: &Book, scans: &[Scan], year: i32, today: NaiveDate) -> Calendar {
    let (from, until) = scan::fiscal_year(book, year);
    Calendar::of(book, scans, from, until, today)
}
