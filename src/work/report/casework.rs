//! Reports of review work: which round, which case, which pairs of reviews. What they say is made in `report/`.

use chrono::NaiveDate;

use super::{Asked, WorkError, tallies};
use crate::domain::agreement::blind::blind;
use crate::domain::answers::PackedAnswers;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query, Tally};
use crate::domain::record::Record;
use crate::domain::review::{CaseFile, CaseFilter, ReviewLine, Status};
use crate::domain::text::listed;
use crate::report::Report;
use crate::report::build::{agreement as agreed, case, sample, team};
use crate::store::Store;

/// The sample of a round.
pub(super) fn sample(store: &Store, book: &Book, filter: &Filter) -> Result<Report, WorkError> {
    let round = round(book, filter)?;
    let Answer::Round(file) = store.answer(&Query::Round { round: round.id })? else { return Ok(Report::default()) };
    let listed = sample::Listed { office: filter.office, worker: filter.worker, supervisor: filter.supervisor };
    sample::build(book, round, &file, listed).map_err(WorkError::Unclear)
}

/// The one round that is meant.
fn round<'a>(book: &'a Book, filter: &Filter) -> Result<&'a Record, WorkError> {
    let code = |round: &Record| round.record(Field::Form).and_then(|form| book.instrument(form)).map_or("", |i| i.code.as_str());
    let is = |round: &&&Record| {
        filter.instrument.as_deref().is_none_or(|wanted| wanted == code(round))
            && filter.year.is_none_or(|year| round.int(Field::Year) == Some(i64::from(year)))
            && filter.region.is_none_or(|region| round.record(Field::Region) == Some(region))
    };
    let all = book.all(Kind::Round);
    let found: Vec<&&Record> = all.iter().filter(is).collect();
    let named = |round: &Record| {
        let region = round.record(Field::Region).map_or("", |id| book.name(id));
        format!("--instrument {} --year {} --region '{region}'", code(round), round.int(Field::Year).unwrap_or(0))
    };
    let list = |rounds: &mut dyn Iterator<Item = &Record>| rounds.take(12).map(named).collect::<Vec<_>>().join("; ");
    match found.as_slice() {
        [one] => Ok(one),
        [] if all.is_empty() => Err(WorkError::Unclear(
            "there is no round here yet; 'milepost import population' begins one, and so does the workspace Reviews".to_owned(),
        )),
        [] => Err(WorkError::Unclear(format!("there is no such round here; there is {}", list(&mut all.iter().copied())))),
        several => Err(WorkError::Unclear(format!(
            "there are {} such rounds; say which: {}",
            several.len(),
            list(&mut several.iter().map(|round| **round))
        ))),
    }
}

/// Which reviews the filters let through; of all versions of the instrument, or of all instruments.
fn cases_of(book: &Book, filter: &Filter) -> CaseFilter {
    let wanted = |i: &Instrument| filter.instrument.as_deref().is_none_or(|code| code == i.code);
    CaseFilter {
        forms: book.instruments().iter().filter(|(_, i)| wanted(i)).map(|(id, _)| (*id, None)).collect(),
        year: filter.year,
        region: filter.region,
        office: filter.office,
        worker: filter.worker.map(Some),
        supervisor: filter.supervisor.map(Some),
        ..CaseFilter::default()
    }
}

fn lines(store: &Store, filter: CaseFilter) -> Result<Vec<ReviewLine>, WorkError> {
    Ok(match store.answer(&Query::Cases { filter, offset: 0, limit: u32::MAX })? {
        Answer::Cases(page) => page.lines,
        _ => Vec::new(),
    })
}

fn case_file(store: &Store, review: Id) -> Result<Option<Box<CaseFile>>, WorkError> {
    Ok(match store.answer(&Query::Case { review })? {
        Answer::Case(file) => file,
        _ => None,
    })
}

/// How far first and second reviews agree, by the answers that nobody had compared yet.
pub(super) fn agreement(store: &Store, book: &Book, filter: &Filter) -> Result<Report, WorkError> {
    let Answer::Twice(twice) = store.answer(&Query::Twice { filter: cases_of(book, filter) })? else { return Ok(Report::default()) };
    let mut versions: Vec<(Id, agreed::Version)> = Vec::new();
    for pair in twice {
        // The two are of one round and so of one version; what differs all the same cannot be compared.
        if pair.first.instrument != pair.second.instrument {
            continue;
        }
        let Some(instrument) = book.instrument(pair.first.instrument) else { continue };
        let only = |answers: &PackedAnswers| agreed::only(answers, |ordinal| is_wanted(instrument, usize::from(ordinal), filter));
        let (first, second) = (only(&blind(&pair.first.answers, &pair.corrections)), only(&pair.second.answers));
        let form = pair.first.instrument;
        let case =
            agreed::Blind { first: ReviewLine { answers: first, ..pair.first }, second: ReviewLine { answers: second, ..pair.second } };
        match versions.iter_mut().find(|(id, _)| *id == form) {
            Some((_, version)) => version.cases.push(case),
            None => versions.push((form, agreed::Version { instrument, cases: vec![case] })),
        }
    }
    versions.sort_by(|(_, a), (_, b)| (&a.instrument.code, a.instrument.version).cmp(&(&b.instrument.code, b.instrument.version)));
    let versions: Vec<agreed::Version> = versions.into_iter().map(|(_, version)| version).collect();
    Ok(agreed::build(book, &versions))
}

/// Whether a question passes the filters of area and question.
fn is_wanted(instrument: &Instrument, ordinal: usize, filter: &Filter) -> bool {
    let same = |wanted: &Option<String>, code: &str| wanted.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(code));
    instrument.questions.get(ordinal).is_some_and(|question| {
        let area = instrument.areas.get(question.area).map_or("", |area| area.code.as_str());
        same(&filter.question, &question.code) && same(&filter.area, area)
    })
}

/// The sheet of one case.
pub(super) fn case(store: &Store, book: &Book, asked: &Asked, filter: &Filter, today: NaiveDate) -> Result<Report, WorkError> {
    let wanted = asked.case.as_deref().unwrap_or_default().trim();
    let all = cases_of(book, filter);
    let found = lines(store, CaseFilter { case_id: Some(wanted.to_owned()), ..all.clone() })?;
    let mut firsts = found.iter().filter(|line| !line.second);
    let first = match (firsts.next(), firsts.next()) {
        (Some(one), None) => one,
        (None, _) => {
            let mut known: Vec<String> = lines(store, all)?.into_iter().filter(|line| !line.second).map(|line| line.case_id).collect();
            known.sort_unstable();
            known.dedup();
            return Err(WorkError::unknown("case", wanted, known.iter().map(String::as_str)));
        }
        (Some(_), Some(_)) => return Err(WorkError::Unclear(several(book, wanted, &found))),
    };
    let Some(mut file) = case_file(store, first.id)? else { return Ok(Report::default()) };
    if asked.second {
        file = second(store, &file)?;
    }
    let Some(instrument) = book.instrument(file.line.instrument) else { return Ok(Report::default()) };
    Ok(case::build(book, instrument, &file, today))
}

fn several(book: &Book, wanted: &str, found: &[ReviewLine]) -> String {
    let firsts = found.iter().filter(|line| !line.second);
    let named = |line: &ReviewLine| {
        let code = book.instrument(line.instrument).map_or("", |i| i.code.as_str());
        format!("--instrument {code} --year {} --office '{}/{}'", line.year, book.name(line.region), book.name(line.office))
    };
    let list: Vec<String> = firsts.clone().take(12).map(named).collect();
    format!("there are {} cases '{wanted}'; say which: {}", firsts.count(), list.join("; "))
}

/// The second review of a case: it stays blind until both are final.
fn second(store: &Store, first: &CaseFile) -> Result<Box<CaseFile>, WorkError> {
    let other = first.other.map(|other| case_file(store, other)).transpose()?.flatten();
    let Some(other) = other else { return Err(WorkError::Unclear("this case has no second review".to_owned())) };
    if first.line.status == Status::Final && other.line.status == Status::Final {
        Ok(other)
    } else {
        let words = "the two reviews of this case are blind to each other until both are final; the second one is not shown before";
        Err(WorkError::Unclear(words.to_owned()))
    }
}

/// The page for a team.
pub(super) fn team(store: &Store, book: &Book, filter: &Filter, said: &mut Vec<(&'static str, String)>) -> Result<Report, WorkError> {
    let is_one_team = filter.office.is_some() || filter.by_person();
    if !is_one_team && filter.region.is_none() {
        return Err(WorkError::Unclear("say which team: add --office, --supervisor, --worker or --region".to_owned()));
    }
    let mut filter = filter.clone();
    let tallies = tallies(store, book, Keys::of(&[Key::Question]), &filter)?;
    let nothing = || WorkError::Unclear("no review counts there yet; look at the filters".to_owned());
    if filter.instrument.is_none() {
        let mut codes: Vec<&str> = theirs(book, &tallies, &filter).map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes.dedup();
        let code = match codes.as_slice() {
            [] => return Err(nothing()),
            [one] => (*one).to_owned(),
            several => {
                return Err(WorkError::Unclear(format!(
                    "a page is about one instrument; add --instrument {}",
                    listed(several.iter().copied(), "or")
                )));
            }
        };
        said.insert(0, ("instrument", code.clone()));
        filter.instrument = Some(code);
    }
    let year = if let Some(year) = filter.year {
        year
    } else {
        let newest = theirs(book, &tallies, &filter).map(|(_, tally)| tally.year).max().ok_or_else(nothing)?;
        said.insert(1, ("year", newest.to_string()));
        newest
    };
    let limits = Filter { year: Some(year), ..filter.clone() };
    let reviews = if is_one_team { Some(lines(store, CaseFilter { counting: true, ..cases_of(book, &limits) })?) } else { None };
    filter.year = None;
    Ok(team::build(&team::Team { book, tallies: &tallies, filter: &filter, year, reviews: reviews.as_deref() }))
}

/// The counts that a filter lets through, each with the code of its instrument.
fn theirs<'a>(book: &'a Book, tallies: &'a [Tally], filter: &'a Filter) -> impl Iterator<Item = (&'a str, &'a Tally)> {
    let passes = |filter: Option<Id>, id: Option<Id>| filter.is_none() || filter == id;
    let named = tallies.iter().filter_map(|tally| Some((book.instrument(tally.instrument)?.code.as_str(), tally)));
    named.filter(move |(code, tally)| {
        filter.instrument.as_deref().is_none_or(|wanted| wanted == *code)
            && filter.year.is_none_or(|year| year == tally.year)
            && passes(filter.region, Some(tally.region))
            && passes(filter.office, Some(tally.office))
            && passes(filter.worker, tally.worker)
            && passes(filter.supervisor, tally.supervisor)
    })
}
