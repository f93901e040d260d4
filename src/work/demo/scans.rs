//! QA scans of the made-up agency: two years of them, some missed, one worker on leave, a new one, one who moved to another
//! region. The words stand in `assets/sample/scans.toml`.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::chance::Chance;
use super::{Made, WorkError, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::scan::{Calendar, EXCUSED, Roster, State, last_day, month_of, months_before};
use crate::domain::value::Value;
use crate::store::Store;

#[derive(Deserialize)]
struct Words {
    themes: Vec<String>,
    questions: Vec<String>,
    reasons: Vec<String>,
    finding: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    theme: String,
    well: Vec<String>,
    needs: Vec<String>,
}

#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/scans.toml")).expect("assets/sample/scans.toml"));

/// How many months there are scans of, the present one among them.
const MONTHS: u32 = 24;

pub(super) fn build(store: &mut Store, made: &Made, seed: u64) -> Result<(), WorkError> {
    people(store, made)?;
    let book = store.load()?;
    let mut change = set_up(store, "two years of QA scans")?;
    let themes = lists(store, &mut change);
    let roster = Roster::of(&book);
    let (from, until) = (months_before(made.today, MONTHS - 1), month_of(made.today));
    let calendar = Calendar::with(&roster, &[], from, until, made.today);
    let temper = |region: Option<Id>| made.regions.iter().find(|r| Some(r.id) == region).map_or(0, |r| r.temper);
    let mut number = 0;
    for person in &calendar.people {
        let name = book.name(person.worker);
        for (month, entry) in calendar.months.iter().zip(&person.entries) {
            if !matches!(entry.state, State::Due | State::Missed) {
                continue;
            }
            let mut luck = Chance::new(seed, &["scan", name, &month.to_string()]);
            // The better a region, the fewer are missed; this month part of the work is still to do.
            let likely = if *month == until { 45 } else { 84 + 4 * temper(entry.post.region) };
            let scan = store.new_ids(1)[0];
            if is_on_leave(made, person.worker, *month) {
                begin(&mut change, scan, person.worker, *month, entry.post);
                let reason = if luck.below(2) == 0 { &WORDS.reasons[0] } else { &WORDS.reasons[1] };
                change.set(scan, Kind::Scan, Field::Status, Value::text(EXCUSED));
                change.set(scan, Kind::Scan, Field::Reason, Value::text(reason));
            } else if (luck.below(100) as i32) < likely {
                begin(&mut change, scan, person.worker, *month, entry.post);
                number += 1;
                let day = day_in(&mut luck, *month, made.today);
                change.set(scan, Kind::Scan, Field::Day, Value::Date(day));
                change.set(scan, Kind::Scan, Field::CaseId, Value::text(format!("S-{number:04}")));
                if let Some(supervisor) = entry.post.supervisor {
                    change.set(scan, Kind::Scan, Field::Who, Value::text(book.name(supervisor)));
                }
                findings(&mut change, scan, &themes, &mut luck);
            }
        }
    }
    store.commit(&change)?;
    Ok(())
}

/// The caseworkers whose time was not the same all along, by region and office: one is new since seven months, one came to
/// another region ten months ago.
fn people(store: &mut Store, made: &Made) -> Result<(), WorkError> {
    let book = store.load()?;
    let mut change = set_up(store, "caseworkers who began or moved")?;
    let new = made.regions[0].offices[0].workers[2].0;
    let (moved, _) = made.regions[3].offices[1].workers[0];
    let begun = months_before(made.today, 7).checked_add_days(Days::new(9)).unwrap_or(made.today);
    let came = months_before(made.today, 10).checked_add_days(Days::new(14)).unwrap_or(made.today);
    for assignment in assignments(&book, new) {
        change.set(assignment, Kind::Assignment, Field::From, Value::Date(begun));
    }
    for assignment in assignments(&book, moved) {
        change.set(assignment, Kind::Assignment, Field::Until, Value::Date(came.pred_opt().unwrap_or(came)));
    }
    let there = &made.regions[1].offices[1];
    let id = store.new_ids(1)[0];
    change.set(id, Kind::Assignment, Field::Worker, Value::Record(moved));
    change.set(id, Kind::Assignment, Field::Supervisor, Value::Record(there.workers[0].1));
    change.set(id, Kind::Assignment, Field::Office, Value::Record(there.id));
    change.set(id, Kind::Assignment, Field::From, Value::Date(came));
    change.set(moved, Kind::Worker, Field::Office, Value::Record(there.id));
    store.commit(&change)?;
    Ok(())
}

fn assignments(book: &Book, worker: Id) -> Vec<Id> {
    book.parts(worker, Kind::Assignment).into_iter().map(|assignment| assignment.id).collect()
}

/// One caseworker is on leave for three months in a row.
fn is_on_leave(made: &Made, worker: Id, month: NaiveDate) -> bool {
    worker == made.regions[2].offices[1].workers[1].0 && (months_before(made.today, 5)..=months_before(made.today, 3)).contains(&month)
}

/// Themes and optional questions; the themes with their findings.
fn lists(store: &Store, change: &mut Change) -> Vec<(Id, &'static Finding)> {
    let mut themes = Vec::new();
    for (name, place) in WORDS.themes.iter().zip(order::spread(WORDS.themes.len())) {
        let id = store.derived_id("scan theme", &[&name.to_lowercase()]);
        change.set(id, Kind::Theme, Field::Name, Value::text(name));
        change.set(id, Kind::Theme, Field::Position, Value::text(place));
        if let Some(finding) = WORDS.finding.iter().find(|finding| finding.theme == *name) {
            themes.push((id, finding));
        }
    }
    for (text, place) in WORDS.questions.iter().zip(order::spread(WORDS.questions.len())) {
        let id = store.new_ids(1)[0];
        change.set(id, Kind::ScanQuestion, Field::Text, Value::text(text));
        change.set(id, Kind::ScanQuestion, Field::Position, Value::text(place));
    }
    themes
}

fn begin(change: &mut Change, scan: Id, worker: Id, month: NaiveDate, post: crate::domain::scan::Post) {
    change.set(scan, Kind::Scan, Field::Worker, Value::Record(worker));
    change.set(scan, Kind::Scan, Field::Month, Value::Date(month));
    for (field, id) in [(Field::Supervisor, post.supervisor), (Field::Office, post.office), (Field::Region, post.region)] {
        if let Some(id) = id {
            change.set(scan, Kind::Scan, field, Value::Record(id));
        }
    }
}

/// A day of the second half of the month, never after today.
fn day_in(luck: &mut Chance, month: NaiveDate, today: NaiveDate) -> NaiveDate {
    let day = month.checked_add_days(Days::new(10 + luck.below(18) as u64)).unwrap_or(month);
    day.min(last_day(month)).min(today)
}

/// One thing done well and one or two that need work.
fn findings(change: &mut Change, scan: Id, themes: &[(Id, &'static Finding)], luck: &mut Chance) {
    let (well, good) = themes[luck.below(themes.len())];
    // Documentation needs work most often: so that something stands out.
    let (needs, weak) = themes[if luck.below(3) == 0 { 4 } else { luck.below(themes.len()) }];
    let pick = |words: &'static [String], luck: &mut Chance| words[luck.below(words.len())].as_str();
    change.set(scan, Kind::Scan, Field::WentWell, Value::text(pick(&good.well, luck)));
    change.set(scan, Kind::Scan, Field::WellThemes, Value::records(vec![well]));
    if luck.below(5) > 0 {
        change.set(scan, Kind::Scan, Field::NeedsWork, Value::text(pick(&weak.needs, luck)));
        change.set(scan, Kind::Scan, Field::NeedsThemes, Value::records(vec![needs]));
    }
}
