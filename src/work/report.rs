//! Making a report of an open file: what is asked, counts from the store, and which builder makes it.

mod agenda;
mod casework;
mod export;
mod limits;
mod log;
mod qcr;

pub use export::{Target, export};

use chrono::{DateTime, NaiveDate};

use super::WorkError;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::key::{Filter, Keys};
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query, Tally};
use crate::domain::record::Record;
use crate::domain::scan;
use crate::report::{
    Report, committees, contacts, content, csv, evaluation, ics, json, milestones, mini_pip, scans, scores, selection, standing, text,
    trends,
};
use crate::store::Store;
use limits::{is_wanted, limits, plan_of};

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Scores by any keys.
    Scores,
    /// Two consecutive years.
    Standing,
    /// Milestones, recorded and computed.
    Milestones,
    /// Qualitative reviews.
    Qcr,
    /// Action steps and benchmarks.
    MiniPip,
    /// Final evaluations of Mini PIPs.
    Evaluation,
    /// Which community comes next.
    Selection,
    /// The draw of a round.
    Sample,
    /// Trend indicators against their standards.
    Trends,
    /// First against second reviews.
    Agreement,
    /// The sheet of one case.
    Case,
    /// The page for a team.
    Team,
    /// How committees function.
    Committees,
    /// The mailing list of the Mini PIPs.
    Contacts,
    /// The history.
    History,
    /// Everything with a date.
    Agenda,
    /// QA scans.
    Scans,
}

impl Name {
    /// Its word on the command line and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Name::Scores => "scores",
            Name::Standing => "standing",
            Name::Milestones => "milestones",
            Name::Qcr => "qcr",
            Name::MiniPip => "mini-pip",
            Name::Evaluation => "evaluation",
            Name::Selection => "selection",
            Name::Sample => "sample",
            Name::Trends => "trends",
            Name::Agreement => "agreement",
            Name::Case => "case",
            Name::Team => "team",
            Name::Committees => "committees",
            Name::Contacts => "contacts",
            Name::History => "history",
            Name::Agenda => "agenda",
            Name::Scans => "scans",
        }
    }

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Name::Scores => "Scores",
            Name::Standing => "Two consecutive years",
            Name::Milestones => "Milestones",
            Name::Qcr => "Qualitative reviews",
            Name::MiniPip => "Mini PIPs",
            Name::Evaluation => "Final evaluation",
            Name::Selection => "Selection of communities",
            Name::Sample => "Sample",
            Name::Trends => "Trends",
            Name::Agreement => "Agreement",
            Name::Case => "Case sheet",
            Name::Team => "Team page",
            Name::Committees => "Committees",
            Name::Contacts => "Contacts",
            Name::History => "History",
            Name::Agenda => "Agenda",
            Name::Scans => "QA scans",
        }
    }
}

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For calendars; only of the agenda.
    Ics,
}

/// What is asked, with names as people write them.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Code of an instrument.
    pub instrument: Option<String>,
    /// Fiscal year: 2025, FY25.
    pub year: Option<String>,
    /// Name of a region.
    pub region: Option<String>,
    /// Name of an office, or `region/office`.
    pub office: Option<String>,
    /// Code or name of an area.
    pub area: Option<String>,
    /// Code of a question.
    pub question: Option<String>,
    /// Name of a caseworker.
    pub worker: Option<String>,
    /// Name of a supervisor.
    pub supervisor: Option<String>,
    /// Code or title of a milestone plan, or title of a Mini PIP.
    pub plan: Option<String>,
    /// The local case number or alias.
    pub case: Option<String>,
    /// Whether the second review of the case is wanted.
    pub second: bool,
    /// Name of a person whose items are wanted.
    pub whose: Option<String>,
    /// The first day, as people write it.
    pub from: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Keys, with commas between them.
    pub by: Option<String>,
    /// Of the history.
    pub log: AskedLog,
}

/// What is asked of the history, as people write it.
#[derive(Clone, Debug, Default)]
pub struct AskedLog {
    /// Name of a person.
    pub who: Option<String>,
    /// Name, title or id of a record.
    pub record: Option<String>,
    /// Words that occur.
    pub words: Option<String>,
    /// Whether every field is wanted, before and after.
    pub details: bool,
}

/// Makes a report. The book is of this store.
///
/// # Errors
/// A name that is not here, with the nearest one that is.
pub fn make(store: &Store, book: &Book, name: Name, asked: &Asked, today: NaiveDate) -> Result<Report, WorkError> {
    let keys = match &asked.by {
        Some(by) => Keys::parse(by).map_err(WorkError::Unclear)?,
        None => Keys::default(),
    };
    let (filter, mut filters) = limits(book, asked)?;
    let table = |(columns, rows)| Report::table(columns, rows);
    let report = match name {
        Name::Scores => table(scores::build(book, &tallies(store, book, keys, &filter)?, keys, &filter)),
        Name::Standing => table(standing::build(book, &tallies(store, book, keys, &filter)?, keys, &filter)),
        Name::Milestones => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::Plan, Field::Code, plan)).transpose()?;
            // As on screen: the newest year whose figures are final. A round that was just opened in one region says nothing of the others.
            let newest = |open| book.tallies().iter().filter(|t| open || !t.provisional).map(|t| t.year).max();
            let year = filter.year.or_else(|| newest(false)).or_else(|| newest(true)).unwrap_or_else(|| book.fiscal_year(today));
            milestones::build(book, plan, filter.region, year, today)
        }
        Name::Qcr => qcr::make(store, book, &filter, today)?,
        Name::MiniPip => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
            table(mini_pip::build(book, today, &|record| is_wanted(book, record, plan, &filter)))
        }
        Name::Evaluation => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
            evaluation::build(book, today, &|record| is_wanted(book, record, plan, &filter))
        }
        Name::Selection => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
            selection::build(book, today, &|candidate| {
                filter.office.is_none_or(|office| candidate.place.offices.contains(&office))
                    && filter.region.is_none_or(|region| candidate.place.region == Some(region))
                    && plan.is_none_or(|plan| candidate.plan == Some(plan))
            })
        }
        Name::Committees => committees::build(book, filter.region, filter.year.unwrap_or_else(|| book.fiscal_year(today)), today),
        Name::Contacts => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
            contacts::build(book, &|record| is_wanted(book, record, plan, &filter))
        }
        Name::History => log::history(store, book, asked, today, &mut filters)?,
        Name::Trends => trends::build(book, trends::Wanted { region: filter.region, office: filter.office, year: filter.year }),
        Name::Scans => {
            let year = filter.year.map(|year| scan::fiscal_year(book, year));
            let span = year.unwrap_or_else(|| (scan::months_before(today, 11), scan::month_of(today)));
            let limits =
                scans::Limits { span, region: filter.region, office: filter.office, supervisor: filter.supervisor, worker: filter.worker };
            match store.answer(&Query::Scans { from: span.0, until: span.1 })? {
                Answer::Scans(found) => scans::build(book, &found, &limits, today),
                _ => Report::default(),
            }
        }
        Name::Sample => casework::sample(store, book, &filter)?,
        Name::Agreement => casework::agreement(store, book, &filter)?,
        Name::Case => casework::case(store, book, asked, &filter, today)?,
        Name::Agenda => agenda::agenda(store, book, asked, &filter, &mut filters, today)?,
        Name::Team => casework::team(store, book, &filter, &mut filters)?,
    };
    Ok(Report {
        name: name.code(),
        title: name.title(),
        generated: generated(store)?,
        file: book.facts.name.clone(),
        unencrypted: !book.facts.encrypted,
        filters,
        ..report
    })
}

/// The Mini PIPs that pass the filters.
fn mini_pips<'a>(book: &'a Book, asked: &Asked) -> Result<Vec<&'a Record>, WorkError> {
    let (filter, _) = limits(book, asked)?;
    let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
    Ok(book.all(Kind::MiniPip).into_iter().filter(|record| is_wanted(book, record, plan, &filter)).collect())
}

/// What these Mini PIPs still lack: the report, and a line for each gap that nobody has answered.
///
/// # Errors
/// As [`make`].
pub fn check(store: &Store, book: &Book, asked: &Asked) -> Result<(Report, Vec<String>), WorkError> {
    let (_, filters) = limits(book, asked)?;
    let plans = mini_pips(book, asked)?;
    let (columns, rows) = content::build(book, &plans);
    let report = Report {
        name: "mini-pip-check",
        title: "What Mini PIPs still lack",
        generated: generated(store)?,
        file: book.facts.name.clone(),
        unencrypted: !book.facts.encrypted,
        filters,
        ..Report::table(columns, rows)
    };
    Ok((report, content::lines(book, &plans)))
}

/// The report as bytes of a file.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Text => text::render(report),
        Format::Json => json::render(report),
        Format::Csv => csv::render(report),
        Format::Ics => ics::render(report),
    }
}

/// `SOURCE_DATE_EPOCH`, or the time of the newest change: unchanged data give the same bytes.
fn generated(store: &Store) -> Result<String, WorkError> {
    let epoch =
        std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|s| s.trim().parse::<i64>().ok()).and_then(|s| DateTime::from_timestamp(s, 0));
    if let Some(at) = epoch {
        return Ok(at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    Ok(store.newest_change()?.unwrap_or_default())
}

/// Counts by office, or by worker where people are keys or filters.
fn tallies(store: &Store, book: &Book, keys: Keys, filter: &Filter) -> Result<Vec<Tally>, WorkError> {
    if !keys.by_person() && !filter.by_person() {
        return Ok(book.tallies().to_vec());
    }
    let mut all = Vec::new();
    for (id, instrument) in book.instruments() {
        if filter.instrument.as_deref().is_none_or(|code| code.eq_ignore_ascii_case(&instrument.code))
            && let Answer::Workers(found) = store.answer(&Query::Workers { instrument: *id })?
        {
            all.extend(found);
        }
    }
    Ok(all)
}
