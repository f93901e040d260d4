//! Documents: what each needs beyond what is in memory. What they say is made in `report/build/`.

use chrono::NaiveDate;

use super::limits::plan_of;
use super::{Asked, Name, WorkError};
use crate::domain::book::Book;
use crate::domain::disclosure::{SETTING, Veil, chosen};
use crate::domain::field::Field;
use crate::domain::key::Filter;
use crate::domain::kind::Kind;
use crate::report::build::{board, comparison, exit, form, meeting_kit, region, review_form};
use crate::report::{Audience, Report};
use crate::store::Store;

/// The smallest number of cases that a public report says: the file's setting, else 11, as federal publications do.
pub(super) fn smallest(book: &Book) -> u64 {
    let setting = book.all(Kind::Setting).into_iter().find(|setting| setting.text(Field::Name) == SETTING);
    chosen(setting.map_or("", |setting| setting.text(Field::Value)))
}

/// A document.
#[allow(clippy::too_many_arguments)]
pub(super) fn make(
    store: &Store,
    book: &Book,
    name: Name,
    asked: &Asked,
    filter: &Filter,
    said: &mut Vec<(&'static str, String)>,
    today: NaiveDate,
    (audience, veil): (Audience, &Veil),
) -> Result<Report, WorkError> {
    let unclear = |words: &str| Err(WorkError::Unclear(words.to_owned()));
    let mini_pip = asked.plan.as_deref().map(|plan| plan_of(book, Kind::MiniPip, Field::Title, plan));
    match name {
        Name::Form => match mini_pip {
            _ if asked.blank => Ok(form::build(book, None, None)),
            Some(plan) => Ok(form::build(book, Some(plan?), day_of_data(store)?)),
            None => unclear("say which Mini PIP with --plan, or ask for the empty form with --blank"),
        },
        Name::MeetingKit => match (mini_pip, asked.meeting) {
            (Some(plan), Some(meeting @ 1..=3)) => Ok(meeting_kit::build(book, plan?, meeting, today)),
            (None, _) => unclear("say which Mini PIP with --plan"),
            _ => unclear("say which meeting with --meeting 1, 2 or 3"),
        },
        Name::Board => {
            let plan = asked.plan.as_deref().map(|plan| plan_of(book, Kind::Plan, Field::Code, plan)).transpose()?;
            Ok(board::build(book, plan, year(book, filter, None, today), today, veil))
        }
        _ => {
            let code = instrument(book, filter)?;
            if filter.instrument.is_none() {
                said.insert(0, ("instrument", code.clone()));
            }
            let year = year(book, filter, Some(&code), today);
            match name {
                Name::ReviewForm => Ok(review_form::build(book, &code)),
                Name::Comparison => Ok(comparison::build(book, &code, year, audience)),
                Name::Exit => Ok(exit::build(book, &code, filter.region, year, audience)),
                _ => match filter.region {
                    Some(region) => Ok(region::build(book, &code, region, year, today, audience)),
                    None => unclear("say which region with --region"),
                },
            }
        }
    }
}

/// The day of the newest change: a draft bears it, so that unchanged data make the same document.
fn day_of_data(store: &Store) -> Result<Option<NaiveDate>, WorkError> {
    Ok(super::generated(store)?.get(..10).and_then(|day| day.parse().ok()))
}

/// The instrument that is asked for, else the first one of the file that has scores.
fn instrument(book: &Book, filter: &Filter) -> Result<String, WorkError> {
    if let Some(code) = &filter.instrument {
        return Ok(code.clone());
    }
    let counted = |id| book.tallies().iter().any(|tally| tally.instrument == id);
    let found = book.instruments().iter().find(|(id, _)| counted(*id)).or_else(|| book.instruments().first());
    found.map(|(_, instrument)| instrument.code.clone()).ok_or_else(|| {
        WorkError::Unclear("there is no instrument in the file yet; import one with 'milepost import instrument'".to_owned())
    })
}

/// The year that is asked for, else the newest whose figures are final, as on screen.
fn year(book: &Book, filter: &Filter, code: Option<&str>, today: NaiveDate) -> i32 {
    let of = |id| code.is_none_or(|code| book.instrument(id).is_some_and(|instrument| instrument.code == code));
    let newest = |open| book.tallies().iter().filter(|t| of(t.instrument) && (open || !t.provisional)).map(|t| t.year).max();
    filter.year.or_else(|| newest(false)).or_else(|| newest(true)).unwrap_or_else(|| book.fiscal_year(today))
}
