//! Ten years of made-up answers, drawn so that every standing occurs: questions that hold, that have fallen, that wait for
//! their second year, that have too few cases, and a region with a year without reviews.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use super::{Made, Region, WorkError, YEARS, set_up};
use crate::domain::answers::{Answer, PackedAnswers, Why};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::{Instrument, Scope};
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::store::Store;
use crate::store::block::{self, MOST_ANSWERS, ReviewIn};

pub(super) const CPR: &str = "utah-cpr";
pub(super) const QCR: &str = "utah-qcr";
/// Case reviews a year, region and area.
const CASES: [usize; 6] = [24, 8, 8, 14, 22, 30];
/// The region, and how many years before the last, that had no case reviews.
const GAP: (usize, i32) = (4, 3);
/// The same without qualitative reviews: the state is told without it that year.
const QCR_GAP: (usize, i32) = (4, 5);
/// Qualitative cases in the newest year, and how many of them were acceptable on status and on system performance:
/// 78.2 % and 41.6 %, as a newsletter once told.
const QCR_LAST: [usize; 3] = [156, 122, 65];
pub(super) const REVIEWERS: [&str; 3] = ["Rae Sample", "Jude Mockup", "Elsa Fiction"];

/// How a question goes in a region over the years.
#[derive(Clone, Copy)]
pub(super) enum Story {
    Holds,
    Fallen,
    Low,
    NewlyMet,
    Climbing,
    OnTheLine,
}

/// What the Mini PIPs are about: their regions' questions go as the plans say, whatever the seed.
const TOLD: [(&str, &str, Story); 6] = [
    ("Canyon", "FC.IB2", Story::Low),
    ("Canyon", "IH.3(A)", Story::Low),
    ("Canyon", "FC.II1", Story::Fallen),
    ("Lakeshore", "CPS.A1", Story::Climbing),
    ("Lakeshore", "CPS.B1", Story::Climbing),
    ("Timber", "R.4", Story::Low),
];

pub(super) fn story(seed: u64, region: &Region, code: &str) -> Story {
    if let Some((_, _, told)) = TOLD.iter().find(|(name, question, _)| *name == region.name && *question == code) {
        return *told;
    }
    let draw = Chance::new(seed, &[region.name, code]).below(100) as i32 - region.temper * 7;
    match draw {
        ..=58 => Story::Holds,
        59..=68 => Story::NewlyMet,
        69..=76 => Story::Climbing,
        77..=86 => Story::Fallen,
        87..=92 => Story::OnTheLine,
        _ => Story::Low,
    }
}

/// The share of credit to reach, `ago` years before the last.
pub(super) fn aim(story: Story, goal: f64, ago: i32) -> f64 {
    let ago = f64::from(ago);
    match story {
        Story::Holds => goal + (1.0 - goal) * 0.6,
        Story::Fallen if ago < 1.0 => goal - 0.09,
        Story::Fallen => goal + 0.06,
        Story::Low => goal - 0.12 - ago * 0.008,
        Story::NewlyMet if ago < 1.0 => goal + 0.05,
        Story::NewlyMet => goal - 0.06,
        Story::Climbing => goal + 0.08 - ago * 0.045,
        Story::OnTheLine => goal + if ago as i32 % 2 == 0 { -0.012 } else { 0.014 },
    }
    .clamp(0.3, 1.0)
}

pub(super) fn build(store: &mut Store, book: &Book, made: &Made, seed: u64) -> Result<(), WorkError> {
    for year in made.last - YEARS + 1..=made.last {
        let mut reviews = Vec::new();
        for (index, region) in made.regions.iter().enumerate() {
            if (index, made.last - year) != GAP {
                case_reviews(store, book, made, region, year, seed, &mut reviews);
            }
            if (index, made.last - year) != QCR_GAP {
                qualitative(store, book, made, region, index, year, seed, &mut reviews);
            }
        }
        let mut change = set_up(store, &format!("reviews of FY{year}"))?;
        blocks(store, &mut change, &reviews);
        store.commit(&change)?;
    }
    published(store, made)
}

/// Reviews as blocks of a change.
pub(super) fn blocks(store: &Store, change: &mut Change, reviews: &[ReviewIn]) {
    let mut rest = reviews;
    while !rest.is_empty() {
        let mut answers = 0;
        let take = rest.iter().take_while(|r| {
            answers += r.answers.len();
            answers <= MOST_ANSWERS
        });
        let (these, others) = rest.split_at(take.count().max(1));
        let (answers, cases) = block::encode(these);
        let id = store.new_ids(1)[0];
        change.set(id, Kind::Block, Field::Cases, Value::Bytes(cases));
        change.set(id, Kind::Block, Field::Answers, Value::Bytes(answers));
        rest = others;
    }
}

fn day_in(year: i32, chance: &mut Chance) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year - 1, 7, 1)?.checked_add_days(Days::new(chance.below(360) as u64))
}

/// An empty review at the n-th office and worker of a region.
pub(super) fn review(
    store: &Store,
    instrument: (Id, &Instrument),
    region: &Region,
    year: i32,
    number: usize,
    areas: u64,
    chance: &mut Chance,
) -> ReviewIn {
    let office = &region.offices[number % region.offices.len()];
    let (worker, supervisor) = office.workers[number / region.offices.len() % office.workers.len()];
    let letter = match instrument.1.code.as_str() {
        QCR => 'Q',
        CPR => 'S',
        _ => 'F',
    };
    let case_id = format!("{letter}{:02}-{}{number:03}", year % 100, region.name.get(..2).unwrap_or_default().to_uppercase());
    ReviewIn {
        id: store.review_ids(&instrument.1.code, year, office.id, &case_id).0,
        instrument: instrument.0,
        year,
        region: region.id,
        office: office.id,
        worker: Some(worker),
        supervisor: Some(supervisor),
        reviewed_on: day_in(year, chance),
        areas,
        answers: PackedAnswers::default(),
        case_id,
        reviewer: REVIEWERS[chance.below(REVIEWERS.len())].to_owned(),
    }
}

/// In how many of a hundred cases a question does not apply. Two nearly never do: too few cases to tell anything.
pub(super) fn rarely(ordinal: usize) -> usize {
    [4, 4, 4, 12, 30, 12, 4, 4, 88][ordinal % 9]
}

/// A reason for a no: most work that is not there was done and not written down.
pub(super) fn why(chance: &mut Chance) -> Why {
    [Why::NotDone, Why::NotDocumented, Why::NotDocumented, Why::Late][chance.below(4)]
}

fn case_reviews(store: &Store, book: &Book, made: &Made, region: &Region, year: i32, seed: u64, out: &mut Vec<ReviewIn>) {
    let Some((id, instrument)) = book.instrument_for(CPR, year) else { return };
    let [Some(yes), Some(partial), Some(no), Some(na)] = ["yes", "partial", "no", "na"].map(|code| instrument.option(code)) else { return };
    let mut number = 0;
    for (area, cases) in (0..instrument.areas.len()).zip(CASES) {
        let from = out.len();
        for _ in 0..cases {
            let mut chance = Chance::new(seed, &[region.name, &year.to_string(), &number.to_string()]);
            out.push(review(store, (*id, instrument), region, year, number, 1 << area, &mut chance));
            number += 1;
        }
        for (ordinal, question) in instrument.questions.iter().enumerate().filter(|(_, q)| q.area == area) {
            let mut chance = Chance::new(seed, &[region.name, &year.to_string(), &question.code]);
            let rarely = rarely(ordinal);
            let mut order: Vec<usize> = (from..out.len()).collect();
            chance.shuffle(&mut order);
            let skipped = order.len() * rarely / 100 + usize::from(chance.below(3) == 0);
            let (skip, applies) = order.split_at(skipped.min(order.len() - 1));
            for at in skip {
                // One in a few was left open rather than marked as not applicable.
                if chance.below(12) != 0 {
                    out[*at].answers.set(ordinal as u16, 0, Answer::new(na, None));
                }
            }
            let goal = question.goal.fraction();
            let missing = applies.len() as f64 * (1.0 - aim(story(seed, region, &question.code), goal, made.last - year));
            let short = missing.round() as usize;
            for (rank, at) in applies.iter().enumerate() {
                let answer = match rank {
                    rank if rank >= short => Answer::new(yes, None),
                    _ if short > 3 && rank == 0 => Answer::new(partial, Some(Why::Late)),
                    _ => Answer::new(no, Some(why(&mut chance))),
                };
                out[*at].answers.set(ordinal as u16, 0, answer);
                // Visits are answered month by month.
                if question.code == "FC.IB3" {
                    for month in 1..6 {
                        out[*at].answers.set(ordinal as u16, month, answer);
                    }
                }
            }
        }
    }
}

/// Ratings of 1 to 6. The newest year is told exactly; the years before it climb slowly.
#[expect(clippy::too_many_arguments, reason = "one call; a struct for it would only move the names")]
fn qualitative(store: &Store, book: &Book, made: &Made, region: &Region, index: usize, year: i32, seed: u64, out: &mut Vec<ReviewIn>) {
    let Some((id, instrument)) = book.instrument_for(QCR, year) else { return };
    let regions = made.regions.len();
    let ago = (made.last - year) as usize;
    let share = |of: usize| of / regions + usize::from(index < of % regions);
    let cases = share(QCR_LAST[0] - ago * 4);
    let areas = (1u64 << instrument.areas.len()) - 1;
    let from = out.len();
    for number in 0..cases {
        let mut chance = Chance::new(seed, &["qcr", region.name, &year.to_string(), &number.to_string()]);
        out.push(review(store, (*id, instrument), region, year, number, areas, &mut chance));
    }
    let mut verdicts = 0;
    // The cases that are acceptable on the overall rating of an area come first in the order of its safety rating too.
    let mut overall: (usize, Vec<usize>) = (0, Vec::new());
    for (ordinal, question) in instrument.questions.iter().enumerate() {
        let mut chance = Chance::new(seed, &["qcr", region.name, &year.to_string(), &question.code]);
        let mut order: Vec<usize> = (from..out.len()).collect();
        chance.shuffle(&mut order);
        let good = if question.verdict && instrument.exit == Scope::Verdict {
            verdicts += 1;
            // Regions differ, and what one has more another has less.
            let told = share(QCR_LAST[verdicts.min(2)]) as i32 + region.temper * verdicts.min(2) as i32;
            let good = usize::try_from(told).unwrap_or(0).saturating_sub(ago * (1 + verdicts % 2));
            overall = (good, order.clone());
            good
        } else if question.trump {
            order.clone_from(&overall.1);
            // In one region a case stays acceptable though its safety is not: the reviewers' own rating counts.
            (overall.0 + 2).saturating_sub(if index == 3 { 3 } else { 0 }).min(order.len())
        } else {
            // Indicators lie around the verdict of their own domain.
            let near = if question.area == 0 { 76 } else { 52 };
            cases * (near + chance.below(22)).saturating_sub(ago) / 100
        };
        for (rank, at) in order.into_iter().enumerate() {
            let rating = if rank < good { 4 + chance.below(3) } else { 1 + chance.below(3) };
            out[at].answers.set(ordinal as u16, 0, Answer::new(rating as u8, None));
        }
    }
}

/// A few figures that were published before the answers were counted again, so that both stand side by side.
fn published(store: &mut Store, made: &Made) -> Result<(), WorkError> {
    let mut change = set_up(store, "published results of the last year")?;
    for (code, percent) in [("CPS.A1", 9120), ("IH.3", 8400), ("FC.IB2", 8610), ("R.4", 7900)] {
        let year = made.last.to_string();
        let id = store.derived_id("published", &[CPR, code, &year, "statewide", "annual report"]);
        change.set(id, Kind::Published, Field::Instrument, Value::text(CPR));
        change.set(id, Kind::Published, Field::Question, Value::text(code));
        change.set(id, Kind::Published, Field::Year, Value::Int(i64::from(made.last)));
        change.set(id, Kind::Published, Field::Percent, Value::Int(percent));
        change.set(id, Kind::Published, Field::Edition, Value::text("annual report"));
        change.set(id, Kind::Published, Field::Source, Value::text("made-up annual report"));
    }
    store.commit(&change)?;
    Ok(())
}
