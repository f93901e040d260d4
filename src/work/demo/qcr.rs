//! Who reviewed the made-up qualitative cases of the last two years, in which role, and with whom they spoke. In the better regions
//! leaders review more often; that is how the sample is drawn, and proves nothing.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use super::reviews::QCR;
use super::{Made, Region, WorkError, sample, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::review::{CaseFilter, ReviewLine};
use crate::domain::value::Value;
use crate::store::Store;

/// How many years say who reviewed; before them nobody wrote it down.
const YEARS: i32 = 2;
/// With whom reviewers mean to speak, and in how many of a hundred cases.
const SPOKEN: [(&str, usize); 7] =
    [("child", 90), ("parent", 85), ("foster_parent", 70), ("caseworker", 100), ("school", 55), ("therapist", 40), ("attorney", 20)];

pub(super) fn build(store: &mut Store, book: &Book, made: &Made, seed: u64) -> Result<(), WorkError> {
    for year in made.last - YEARS + 1..=made.last {
        let Some((form, _)) = book.instrument_for(QCR, year) else { continue };
        let mut change = set_up(store, &format!("reviewers and interviews of FY{year}"))?;
        for (index, region) in made.regions.iter().enumerate() {
            let filter =
                CaseFilter { forms: vec![(*form, None)], year: Some(year), region: Some(region.id), firsts: true, ..CaseFilter::default() };
            let Answer::Cases(page) = store.answer(&Query::Cases { filter, offset: 0, limit: u32::MAX })? else { continue };
            let leaders = Leaders::of(book, region, index);
            for line in &page.lines {
                let chance = Chance::new(seed, &["people", &line.case_id]);
                one(store, &mut change, region, &leaders, line, chance);
            }
        }
        store.commit(&change)?;
    }
    Ok(())
}

/// Those of a region who lead: its supervisors, and a made-up administrator.
struct Leaders<'a> {
    supervisors: Vec<&'a str>,
    administrator: String,
}

impl<'a> Leaders<'a> {
    fn of(book: &'a Book, region: &Region, index: usize) -> Leaders<'a> {
        let names = &sample::agency().people;
        let here = |office: Option<Id>| region.offices.iter().any(|one| Some(one.id) == office);
        let workers = book.all(Kind::Worker).into_iter();
        let supervisors = workers.filter(|w| w.text(Field::Role) == "supervisor" && here(w.record(Field::Office)));
        let first = &names.first[(index * 7 + 3) % names.first.len()];
        let last = &names.last[(index * 2 + 4) % names.last.len()];
        Leaders { supervisors: supervisors.map(|w| w.text(Field::Name)).collect(), administrator: format!("{first} {last}") }
    }
}

fn one(store: &Store, change: &mut Change, region: &Region, leaders: &Leaders, line: &ReviewLine, mut chance: Chance) {
    let mut record = |kind: Kind, fields: &[(Field, Value)]| {
        let id = store.new_ids(1)[0];
        change.set(id, kind, Field::Review, Value::Record(line.id));
        for (field, value) in fields.iter().filter(|(_, value)| !value.is_none()) {
            change.set(id, kind, *field, value.clone());
        }
    };
    let mut seat = |name: &str, role: &str, part: &str| {
        record(Kind::Seat, &[(Field::Name, Value::text(name)), (Field::Role, Value::text(role)), (Field::Part, Value::text(part))]);
    };
    seat(&line.reviewer, "qa_reviewer", "lead");
    let leads = (chance.below(100) as i32) < 44 + region.temper * 14;
    match chance.below(5) {
        0 if leads => seat(&leaders.administrator, "administrator", "second"),
        _ if leads && !leaders.supervisors.is_empty() => {
            seat(leaders.supervisors[chance.below(leaders.supervisors.len())], "supervisor", "second");
        }
        0 | 1 => seat("Pax Volunteer", "community", "second"),
        _ => seat("Sol Partner", "caseworker", "second"),
    }
    let reviewed = line.reviewed_on;
    for (role, often) in SPOKEN.into_iter().filter(|(role, _)| *role != "child" || chance.below(10) > 0).collect::<Vec<_>>() {
        if chance.below(100) >= often {
            continue;
        }
        let drawn = chance.below(100) as i32 - region.temper * 3;
        let (status, day): (&str, Option<NaiveDate>) = match drawn {
            ..=84 => ("held", reviewed.and_then(|day| day.checked_sub_days(Days::new(chance.below(4) as u64)))),
            85..=93 => ("not_held", None),
            _ => ("declined", None),
        };
        let day = day.map_or(Value::None, Value::Date);
        record(Kind::Interview, &[(Field::Role, Value::text(role)), (Field::Status, Value::text(status)), (Field::Day, day)]);
    }
}
