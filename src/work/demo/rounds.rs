//! Two rounds of case reviews in one region: last year's, closed, and this year's, in full work. Here is their set-up, the
//! population list and the draw; the reviews themselves are in `casework.rs`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::chance::Chance;
use super::{Made, Region, WorkError, casework, reviews, sample, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::population::{self, PopulationCase};
use crate::domain::query::{Answer, Query};
use crate::domain::review::CaseFilter;
use crate::domain::sample::allocation;
use crate::domain::sample::draw::{Case, draw};
use crate::domain::value::Value;
use crate::store::Store;

/// The open round, drawn.
pub(super) struct Open<'a> {
    pub made: &'a Made,
    pub seed: u64,
    pub words: &'static sample::Round,
    pub region: &'a Region,
    pub instrument: &'a Instrument,
    pub form: Id,
    pub id: Id,
    pub year: i32,
    /// The period under review.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The first day of its fiscal year: nothing in it was done before.
    begun: NaiveDate,
    pub list: Vec<PopulationCase>,
    /// Rows of the list, in the order in which they are worked on.
    pub working: Vec<usize>,
}

impl Open<'_> {
    /// A working day, so many days from today, within the round's year.
    pub fn day(&self, offset: i64) -> NaiveDate {
        let day = self.made.day(offset);
        let back = match day.weekday() {
            Weekday::Sat => 1,
            Weekday::Sun => 2,
            _ => 0,
        };
        let back = if offset > 0 { 0 } else { back };
        day.checked_sub_days(Days::new(back)).unwrap_or(day).max(self.begun)
    }

    /// The area that a case's review covers.
    pub fn area(&self, row: usize) -> usize {
        let stratum = self.words.stratum.iter().find(|stratum| stratum.name == self.list[row].stratum);
        stratum.and_then(|stratum| self.instrument.area(&stratum.area)).unwrap_or(0)
    }
}

pub(super) fn build(store: &mut Store, book: &Book, made: &Made, seed: u64) -> Result<(), WorkError> {
    let words = sample::round();
    let year = made.last + 1;
    let Some(region) = made.regions.iter().find(|region| region.name == words.region) else { return Ok(()) };
    let (Some((form, instrument)), Some(begun)) = (book.instrument_for(reviews::CPR, year), NaiveDate::from_ymd_opt(made.last, 7, 1))
    else {
        return Ok(());
    };
    let months = |n| begun.checked_sub_months(Months::new(n)).unwrap_or(begun);
    let mut open = Open {
        made,
        seed,
        words,
        region,
        instrument,
        form: *form,
        id: store.round_id(reviews::CPR, year, region.id),
        year,
        from: months(6),
        until: begun.pred_opt().unwrap_or(begun),
        begun,
        list: Vec::new(),
        working: Vec::new(),
    };
    open.list = list(&open);
    let mut change = set_up(store, &format!("sample round of {}, FY{year}", region.name))?;
    last_year(store, &mut change, &open)?;
    this_year(store, &mut change, &mut open);
    store.commit(&change)?;
    casework::build(store, &open)
}

/// The cases that were open in the period, in the order of their numbers.
fn list(open: &Open) -> Vec<PopulationCase> {
    let mut chance = Chance::new(open.seed, &["population", open.region.name]);
    let mut strata: Vec<&sample::Stratum> = open.words.stratum.iter().flat_map(|s| std::iter::repeat_n(s, s.cases)).collect();
    chance.shuffle(&mut strata);
    let days = (open.until - open.from).num_days().max(1) as usize;
    let mut number = 1000;
    let mut cases = Vec::new();
    for stratum in strata {
        number += 1 + chance.below(37);
        let office = &open.region.offices[chance.below(open.region.offices.len())];
        let (worker, supervisor) = office.workers[chance.below(office.workers.len())];
        let day = |n: usize| open.from.checked_add_days(Days::new(n as u64));
        // An investigation is over within weeks; most other cases are there for the whole period.
        let (from, until) = match stratum.area.as_str() {
            "CPS" => {
                let first = chance.below(days - 40);
                (day(first), day(first + 12 + chance.below(28)))
            }
            _ if chance.below(5) == 0 => (day(chance.below(days - 60)), Some(open.until)),
            _ => (Some(open.from), Some(open.until)),
        };
        cases.push(PopulationCase {
            case_id: format!("C{:02}-{number:05}", open.year % 100),
            office: office.id,
            worker: Some(worker),
            supervisor: Some(supervisor),
            stratum: stratum.name.clone(),
            from,
            until,
        });
    }
    cases
}

fn round(change: &mut Change, open: &Open, id: Id, year: i32, status: &str, note: &str) {
    let earlier = |day: NaiveDate| Value::Date(day.checked_sub_months(Months::new(12 * (open.year - year) as u32)).unwrap_or(day));
    let fields = [
        (Field::Form, Value::Record(open.form)),
        (Field::Year, Value::Int(i64::from(year))),
        (Field::Region, Value::Record(open.region.id)),
        (Field::Title, Value::text(format!("{} FY{year}, {}", open.instrument.title, open.region.name))),
        (Field::Status, Value::text(status)),
        (Field::From, earlier(open.from)),
        (Field::Until, earlier(open.until)),
        (Field::Margin, Value::Int(open.words.margin)),
        (Field::Confidence, Value::Int(open.words.confidence)),
        (Field::SecondShare, Value::Int(open.words.second)),
        (Field::ChallengeUntil, earlier(open.day(45))),
        (Field::Note, Value::text(note)),
    ];
    for (field, value) in fields {
        change.set(id, Kind::Round, field, value);
    }
}

/// Last year's round: its answers came from a file, and their cases were taken into it.
fn last_year(store: &Store, change: &mut Change, open: &Open) -> Result<(), WorkError> {
    let year = open.year - 1;
    let id = store.round_id(reviews::CPR, year, open.region.id);
    round(change, open, id, year, "closed", &open.words.last_note);
    let filter = CaseFilter { forms: vec![(open.form, None)], year: Some(year), region: Some(open.region.id), ..CaseFilter::default() };
    if let Answer::Cases(page) = store.answer(&Query::Cases { filter, offset: 0, limit: 1000 })? {
        for line in page.lines {
            change.set(line.id, Kind::Review, Field::Round, Value::Record(id));
        }
    }
    Ok(())
}

/// This year's round: its list, its draw, and the cases that were left out.
fn this_year(store: &Store, change: &mut Change, open: &mut Open) {
    let words = open.words;
    let seed = format!("{}-{}-{}", reviews::CPR, open.year, open.region.name.to_lowercase());
    round(change, open, open.id, open.year, "open", &words.note);
    change.set(open.id, Kind::Round, Field::Seed, Value::text(&seed));
    change.set(open.id, Kind::Round, Field::SampleSize, Value::Int(words.size as i64));
    change.set(open.id, Kind::Round, Field::Spares, Value::Int(words.spares as i64));

    let keys: Vec<Case> = open.list.iter().map(|case| Case { key: &case.case_id, stratum: &case.stratum }).collect();
    // No strata are named here, so none can be named wrongly.
    let plan = allocation::plan(&keys, words.size, words.spares, &[]).unwrap_or_default();
    let drawn = draw(&keys, &seed, &plan);
    let first = drawn.stand(&[]).working;
    let mut out: Vec<usize> = Vec::new();
    for elimination in &words.elimination {
        let area = open.instrument.area(&elimination.area);
        let Some(row) = first.iter().copied().find(|row| Some(open.area(*row)) == area && !out.contains(row)) else { continue };
        out.push(row);
        let id = store.new_ids(1)[0];
        let fields = [
            (Field::Round, Value::Record(open.id)),
            (Field::Number, Value::Int(row as i64 + 1)),
            (Field::Reason, Value::text(&elimination.reason)),
            (Field::Note, Value::text(&elimination.note)),
            (Field::Who, Value::text(reviews::REVIEWERS[0])),
            (Field::Day, Value::Date(open.day(-47 + 8 * out.len() as i64))),
        ];
        for (field, value) in fields {
            change.set(id, Kind::Elimination, field, value);
        }
    }
    open.working = drawn.stand(&out).working;
    // How long a case was there has no part in the draw.
    for (row, elimination) in out.iter().zip(&words.elimination) {
        if let Some(days) = elimination.days {
            open.list[*row].from = open.until.checked_sub_days(Days::new(days - 1));
            open.list[*row].until = Some(open.until);
        }
    }

    let key = [reviews::CPR, &open.year.to_string(), &open.region.id.to_string()];
    let id = store.derived_id("population", &key);
    change.set(id, Kind::Population, Field::Round, Value::Record(open.id));
    change.set(id, Kind::Population, Field::List, Value::Bytes(population::encode(&open.list)));
    change.set(id, Kind::Population, Field::Rows, Value::Int(open.list.len() as i64));
    change.set(id, Kind::Population, Field::Source, Value::text(&words.source));
}
