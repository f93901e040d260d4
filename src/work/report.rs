//! Making a report of an open file: names to records, counts from the store, and writing it out with a line in the history.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use chrono::{DateTime, NaiveDate};

use super::WorkError;
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Keys};
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query, Tally};
use crate::domain::record::Record;
use crate::domain::text::clean;
use crate::import::day::parse_fiscal_year;
use crate::report::{Report, csv, history, json, milestones, mini_pip, scores, standing, text};
use crate::store::Store;

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Scores by any keys.
    Scores,
    /// Two consecutive years.
    Standing,
    /// Milestones, recorded and computed.
    Milestones,
    /// Action steps and benchmarks.
    MiniPip,
    /// The history.
    History,
}

impl Name {
    /// Its word on the command line and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Name::Scores => "scores",
            Name::Standing => "standing",
            Name::Milestones => "milestones",
            Name::MiniPip => "mini-pip",
            Name::History => "history",
        }
    }

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Name::Scores => "Scores",
            Name::Standing => "Two consecutive years",
            Name::Milestones => "Milestones",
            Name::MiniPip => "Mini PIPs",
            Name::History => "History",
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
    /// Keys, with commas between them.
    pub by: Option<String>,
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
    let (filter, filters) = limits(book, asked)?;
    let (columns, rows) = match name {
        Name::Scores => scores::build(book, &tallies(store, book, keys, &filter)?, keys, &filter),
        Name::Standing => standing::build(book, &tallies(store, book, keys, &filter)?, keys, &filter),
        Name::Milestones => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::Plan, Field::Code, plan)).transpose()?;
            let newest = book.tallies().iter().map(|t| t.year).max();
            milestones::build(book, plan, filter.year.or(newest).unwrap_or_else(|| book.fiscal_year(today)))
        }
        Name::MiniPip => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
            mini_pip::build(book, today, &|record| is_wanted(book, record, plan, &filter))
        }
        Name::History => match store.answer(&Query::History { limit: u32::MAX })? {
            Answer::History(lines) => history::build(&lines),
            _ => (Vec::new(), Vec::new()),
        },
    };
    Ok(Report {
        name: name.code(),
        title: name.title(),
        generated: generated(store)?,
        file: book.facts.name.clone(),
        unencrypted: !book.facts.encrypted,
        filters,
        columns,
        rows,
        notes: Vec::new(),
    })
}

/// The Mini PIPs that pass the filters, for checks of their content.
///
/// # Errors
/// As [`make`].
pub fn mini_pips<'a>(book: &'a Book, asked: &Asked) -> Result<Vec<&'a Record>, WorkError> {
    let (filter, _) = limits(book, asked)?;
    let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan)).transpose()?;
    Ok(book.all(Kind::MiniPip).into_iter().filter(|record| is_wanted(book, record, plan, &filter)).collect())
}

/// The report as bytes of a file.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Text => text::render(report),
        Format::Json => json::render(report),
        Format::Csv => csv::render(report),
    }
}

/// Writes a report beside the file and notes it in the history: who, when, what, why.
///
/// # Errors
/// A file that is there already (unless `force`), or that cannot be written.
pub fn export(store: &mut Store, report: &Report, content: &str, out: &Path, force: bool, purpose: Option<&str>) -> Result<(), WorkError> {
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same(out, store.path()) {
        return Err(WorkError::Io { path: out.to_owned(), what: "is the file of the reviews itself; choose another name".to_owned() });
    }
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let fresh = !out.exists();
    let mut file = options.open(out).map_err(|e| WorkError::io(out, &e))?;
    let mut change = Change::new(words(report, out, purpose), store.seen()?);
    change.kind = ChangeKind::Export;
    let written = file.write_all(content.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| WorkError::io(out, &e));
    let noted = written.and_then(|()| Ok(store.commit(&change)?));
    if let Err(error) = noted {
        // What the history does not know must not leave the file.
        drop(file);
        if fresh {
            let _ = std::fs::remove_file(out);
        }
        return Err(error);
    }
    Ok(())
}

fn words(report: &Report, out: &Path, purpose: Option<&str>) -> String {
    let filters: Vec<String> = report.filters.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let filters = if filters.is_empty() { String::new() } else { format!(" ({})", filters.join(", ")) };
    let name = out.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let purpose = purpose.map(|p| format!(", for: {p}")).unwrap_or_default();
    clean(&format!("report {}{filters} to {name}{purpose}", report.name)).0
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

type Limits = (Filter, Vec<(&'static str, String)>);

/// Names to records and codes; each must be here.
fn limits(book: &Book, asked: &Asked) -> Result<Limits, WorkError> {
    let mut filter = Filter::default();
    let mut said = Vec::new();
    if let Some(code) = &asked.instrument {
        let known = book.instruments().iter().map(|(_, i)| i.code.as_str());
        let found = known.clone().find(|k| k.eq_ignore_ascii_case(code)).ok_or_else(|| WorkError::unknown("instrument", code, known))?;
        said.push(("instrument", found.to_owned()));
        filter.instrument = Some(found.to_owned());
    }
    if let Some(year) = &asked.year {
        let year =
            parse_fiscal_year(year).ok_or_else(|| WorkError::Unclear(format!("'{year}' is no fiscal year; write 2025, FY2025 or FY25")))?;
        said.push(("year", year.to_string()));
        filter.year = Some(year);
    }
    if let Some(name) = &asked.region {
        let region = named(book, Kind::Region, "region", name)?;
        said.push(("region", book.name(region).to_owned()));
        filter.region = Some(region);
    }
    if let Some(name) = &asked.office {
        let office = office_named(book, name, filter.region)?;
        said.push(("office", book.name(office).to_owned()));
        filter.office = Some(office);
    }
    let here = || book.instruments().iter().map(|(_, i)| i).filter(|i| filter.instrument.as_deref().is_none_or(|f| f == i.code));
    if let Some(name) = &asked.area {
        let found = here().find_map(|i| i.area(name).map(|a| i.areas[a].code.clone()));
        let known = || here().flat_map(|i| &i.areas).map(|a| a.code.as_str());
        let code = found.ok_or_else(|| WorkError::unknown("area", name, known()))?;
        said.push(("area", code.clone()));
        filter.area = Some(code);
    }
    if let Some(name) = &asked.question {
        let found = here().find_map(|i| i.question(name).map(|q| i.questions[q].code.clone()));
        let known = || here().flat_map(|i| &i.questions).map(|q| q.code.as_str());
        let code = found.ok_or_else(|| WorkError::unknown("question", name, known()))?;
        said.push(("question", code.clone()));
        filter.question = Some(code);
    }
    for (name, what, slot) in [(&asked.worker, "worker", &mut filter.worker), (&asked.supervisor, "supervisor", &mut filter.supervisor)] {
        if let Some(name) = name {
            let id = named(book, Kind::Worker, what, name)?;
            said.push((what, book.name(id).to_owned()));
            *slot = Some(id);
        }
    }
    if let Some(plan) = &asked.plan {
        said.push(("plan", plan.clone()));
    }
    Ok((filter, said))
}

fn named(book: &Book, kind: Kind, what: &'static str, name: &str) -> Result<Id, WorkError> {
    let all = book.all(kind);
    let found: Vec<Id> = all.iter().filter(|r| same(r.text(Field::Name), name)).map(|r| r.id).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(WorkError::unknown(what, name, all.iter().map(|r| r.text(Field::Name)))),
        several => Err(WorkError::Unclear(format!("there are {} of the {what} '{name}'; give them names that differ", several.len()))),
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// An office by its name, or by `region/office` where a name stands in several regions.
fn office_named(book: &Book, name: &str, region: Option<Id>) -> Result<Id, WorkError> {
    let all = book.all(Kind::Office);
    let of = |o: &Record| o.record(Field::Region).map_or("", |id| book.name(id));
    let fits = |o: &&&Record| {
        let plain = same(o.text(Field::Name), name) || same(&format!("{}/{}", of(o), o.text(Field::Name)), name);
        plain && region.is_none_or(|r| o.record(Field::Region) == Some(r))
    };
    let found: Vec<&&Record> = all.iter().filter(fits).collect();
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => Err(WorkError::unknown("office", name, all.iter().map(|r| r.text(Field::Name)))),
        several => {
            let places: Vec<String> = several.iter().map(|o| format!("'{}/{}'", of(o), o.text(Field::Name))).collect();
            Err(WorkError::Unclear(format!("there are several offices '{name}'; write one of {}", places.join(", "))))
        }
    }
}

fn plan_of(book: &Book, kind: Kind, field: Field, name: &str) -> Result<Id, WorkError> {
    let all = book.all(kind);
    let found = all.iter().find(|r| same(r.text(field), name) || same(book.name(r.id), name));
    found.map(|r| r.id).ok_or_else(|| WorkError::unknown(kind.words(), name, all.iter().map(|r| r.text(field))))
}

fn is_wanted(book: &Book, plan: &Record, id: Option<Id>, filter: &Filter) -> bool {
    let place = plan.record(Field::Office).or_else(|| plan.record(Field::District));
    let region = place.and_then(|p| book.get(p)?.record(Field::Region));
    id.is_none_or(|id| id == plan.id)
        && filter.office.is_none_or(|office| place == Some(office))
        && filter.region.is_none_or(|wanted| region == Some(wanted))
}
