//! What a report is limited to: names as people write them, turned into records and codes. Each must be in the file.

use super::{Asked, WorkError};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::former::{self, Formers};
use crate::domain::id::Id;
use crate::domain::key::Filter;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::import::day::parse_fiscal_year;

pub(super) type Limits = (Filter, Vec<(&'static str, String)>);

/// Names to records and codes; each must be here.
pub(super) fn limits(book: &Book, asked: &Asked) -> Result<Limits, WorkError> {
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
    if let Some(case) = &asked.case {
        said.push((super::export::CASE, case.trim().to_owned()));
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
        [] => match former::once_called(book, kind, name)[..] {
            [one] => Ok(one),
            _ => Err(WorkError::unknown(what, name, all.iter().map(|r| r.text(Field::Name)))),
        },
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
    // By a former name, or in a region that it was in once.
    let formers = Formers::of(book);
    let was_in = |id: Id| region.is_none_or(|r| formers.about(id).iter().any(|former| former.record(Field::Region) == Some(r)));
    let named = all.iter().filter(|o| same(o.text(Field::Name), name)).map(|o| o.id);
    let earlier: Vec<Id> = if found.is_empty() {
        let here = |id: &Id| was_in(*id) || region == book.get(*id).and_then(|o| o.record(Field::Region));
        named.chain(former::once_called(book, Kind::Office, name)).filter(here).collect()
    } else {
        Vec::new()
    };
    match found.as_slice() {
        [one] => Ok(one.id),
        [] if earlier.len() == 1 => Ok(earlier[0]),
        [] => Err(WorkError::unknown("office", name, all.iter().map(|r| r.text(Field::Name)))),
        several => {
            let places: Vec<String> = several.iter().map(|o| format!("'{}/{}'", of(o), o.text(Field::Name))).collect();
            Err(WorkError::Unclear(format!("there are several offices '{name}'; write one of {}", places.join(", "))))
        }
    }
}

pub(super) fn plan_of(book: &Book, kind: Kind, field: Field, name: &str) -> Result<Id, WorkError> {
    let all = book.all(kind);
    // Titles can be the same; the dialog in the program says which by the record's id.
    let found = all.iter().find(|r| same(r.text(field), name) || same(book.name(r.id), name) || r.id.to_string() == name);
    found.map(|r| r.id).ok_or_else(|| WorkError::unknown(kind.words(), name, all.iter().map(|r| r.text(field))))
}

pub(super) fn is_wanted(book: &Book, plan: &Record, id: Option<Id>, filter: &Filter) -> bool {
    let place = plan.record(Field::Office).or_else(|| plan.record(Field::District));
    let region = place.and_then(|p| book.get(p)?.record(Field::Region));
    id.is_none_or(|id| id == plan.id)
        && filter.office.is_none_or(|office| place == Some(office))
        && filter.region.is_none_or(|wanted| region == Some(wanted))
}
