//! Making a report of an open file: what is asked, counts from the store, and which builder makes it.

mod agenda;
mod casework;
mod documents;
mod export;
mod limits;
mod log;
mod qcr;

pub use crate::domain::document::{Format, Name};
pub use crate::report::render::render;
pub use export::{Target, check_target, export, write};

use chrono::{DateTime, NaiveDate};

use super::WorkError;
use crate::domain::book::Book;
use crate::domain::disclosure::Veil;
use crate::domain::field::Field;
use crate::domain::key::{Filter, Keys};
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query, Tally};
use crate::domain::record::Record;
use crate::domain::scan;
use crate::report::build::{committees, contacts, content, evaluation, milestones, mini_pip, scans, scores, selection, standing, trends};
use crate::report::{Audience, Mark, Released, Report};
use crate::store::Store;
use limits::{is_wanted, limits, plan_of};

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
    /// Whether the form is wanted blank.
    pub blank: bool,
    /// Which of the three meetings, from 1.
    pub meeting: Option<u8>,
    /// Whether it is for everybody.
    pub public: bool,
    /// What it is for.
    pub purpose: Option<String>,
}

impl Asked {
    /// For whom: the smallest number of cases that may be said is a setting of the file.
    fn audience(&self, book: &Book) -> Audience {
        if self.public { Audience::Public { smallest: documents::smallest(book) } } else { Audience::Internal }
    }
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
    let audience = asked.audience(book);
    if asked.public && !name.about().public {
        return Err(WorkError::Unclear(format!(
            "report {} is about cases or persons and is never public; leave --public out",
            name.code()
        )));
    }
    if asked.public && (keys.by_person() || filter.by_person()) {
        return Err(WorkError::Unclear("a public report is by place, never by worker or supervisor: leave those out".to_owned()));
    }
    let whole = matches!(name, Name::Milestones | Name::Qcr | Name::Board);
    let veil = match name {
        Name::Scores | Name::Standing | Name::Milestones | Name::Qcr | Name::Board => {
            Veil::of(book, filter.instrument.as_deref().filter(|_| !whole), audience.smallest())
        }
        _ => Veil::none(),
    };
    let table = |(columns, rows)| {
        let mut report = Report::table(columns, rows);
        report.notes.extend(veil.note());
        report
    };
    let report = match name {
        Name::Region | Name::Comparison | Name::Exit | Name::Board | Name::Form | Name::MeetingKit | Name::ReviewForm => {
            documents::make(store, book, name, asked, &filter, &mut filters, today, (audience, &veil))?
        }
        Name::Scores => table(scores::build(book, &tallies(store, book, keys, &filter)?, keys, &filter, &veil)),
        Name::Standing => table(standing::build(book, &tallies(store, book, keys, &filter)?, keys, &filter, &veil)),
        Name::Milestones => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::Plan, Field::Code, plan)).transpose()?;
            // As on screen: the newest year whose figures are final. A round that was just opened in one region says nothing of the others.
            let newest = |open| book.tallies().iter().filter(|t| open || !t.provisional).map(|t| t.year).max();
            let year = filter.year.or_else(|| newest(false)).or_else(|| newest(true)).unwrap_or_else(|| book.fiscal_year(today));
            milestones::build(book, plan, filter.region, year, today, &veil)
        }
        Name::Qcr => qcr::make(store, book, &filter, today, &veil)?,
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
        Name::Trends => trends::build(
            book,
            trends::Wanted { region: filter.region, office: filter.office, year: filter.year, smallest: audience.smallest() },
        ),
        Name::Scans => {
            let year = filter.year.map(|year| scan::fiscal_year(book, year));
            let span = year.unwrap_or_else(|| (scan::months_before(today, 11), scan::month_of(today)));
            let limits = scans::Limits {
                span,
                region: filter.region,
                office: filter.office,
                supervisor: filter.supervisor,
                worker: filter.worker,
                smallest: audience.smallest(),
            };
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

/// Marks a report with who made it and what for, or makes it public: only then it can be rendered.
///
/// # Errors
/// A public report that still says too much.
pub fn release(book: &Book, report: Report, asked: &Asked, who: &str) -> Result<Released, WorkError> {
    let purpose = asked.purpose.as_deref().unwrap_or_default().trim().to_owned();
    let mark = Mark { who: who.to_owned(), purpose, audience: asked.audience(book) };
    match mark.audience {
        Audience::Internal => Ok(Released::internal(report, mark)),
        Audience::Public { .. } => Ok(Released::public(report, mark)?),
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
