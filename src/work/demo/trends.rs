//! Six fiscal years of trend values of the made-up agency by region and for the state, in two editions of its report that overlap; one
//! region's value is missing in one year of each indicator. Problem areas with strategies, and special studies of most focus areas.

use std::sync::LazyLock;

use serde::Deserialize;

use super::chance::Chance;
use super::{Made, WorkError, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::trend::study::focus_steps;
use crate::domain::value::Value;
use crate::store::Store;

/// How many fiscal years have values.
const YEARS: i32 = 6;
/// How many years both editions have.
const BOTH: i32 = 3;

#[derive(Deserialize)]
struct Trends {
    indicator: Vec<Run>,
    area: Vec<Area>,
    study: Vec<Study>,
}

/// How an indicator goes.
#[derive(Deserialize)]
struct Run {
    code: String,
    base: f64,
    step: f64,
    spread: f64,
    temper: f64,
    /// A count, recorded by region only: the state's is their sum.
    #[serde(default)]
    whole: bool,
}

#[derive(Deserialize)]
struct Area {
    title: String,
    strategy: String,
    owner: String,
    status: String,
    due: i64,
}

#[derive(Deserialize)]
struct Study {
    focus: String,
    title: String,
    question: String,
    method: String,
    who: String,
    from: i64,
    until: i64,
    finding: String,
    status: String,
    #[serde(default)]
    indicator: String,
}

#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static SAMPLE: LazyLock<Trends> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/trends.toml")).expect("assets/sample/trends.toml"));

pub(super) fn build(store: &mut Store, book: &Book, made: &Made, seed: u64) -> Result<(), WorkError> {
    let mut change = set_up(store, "trends, problem areas and special studies")?;
    let indicators = book.all(Kind::Indicator);
    let known = |code: &str| indicators.iter().find(|one| one.text(Field::Code) == code).map(|one| one.id);
    for (at, run) in SAMPLE.indicator.iter().enumerate() {
        if let Some(id) = known(&run.code) {
            values(store, &mut change, made, (id, run, at), seed);
        }
    }
    for area in book.all(Kind::ProblemArea) {
        let Some(told) = SAMPLE.area.iter().find(|told| told.title == area.text(Field::Title)) else { continue };
        let mut set = |field, value| change.set(area.id, Kind::ProblemArea, field, value);
        set(Field::Strategy, Value::text(&told.strategy));
        set(Field::Owner, Value::text(&told.owner));
        set(Field::Status, Value::text(&told.status));
        set(Field::Due, Value::Date(made.day(told.due)));
    }
    let steps = focus_steps(book);
    for (told, position) in SAMPLE.study.iter().zip(order::spread(SAMPLE.study.len())) {
        let step = steps.iter().find(|step| step.text(Field::Text).starts_with(&told.focus)).map(|step| step.id);
        let id = store.derived_id("special_study", &[&told.title]);
        let mut set = |field, value| change.set(id, Kind::Study, field, value);
        set(Field::Position, Value::text(position));
        set(Field::Step, step.map_or(Value::None, Value::Record));
        set(Field::Title, Value::text(&told.title));
        set(Field::Text, Value::text(&told.question));
        set(Field::Method, Value::text(&told.method));
        set(Field::Who, Value::text(&told.who));
        set(Field::From, Value::Date(made.day(told.from)));
        set(Field::Until, Value::Date(made.day(told.until)));
        set(Field::Finding, Value::text(&told.finding));
        set(Field::Status, Value::text(&told.status));
        set(Field::Indicator, known(&told.indicator).map_or(Value::None, Value::Record));
    }
    store.commit(&change)?;
    Ok(())
}

/// All values of one indicator: of the regions in the newest edition that has the year, of the state in both where both have it.
fn values(store: &Store, change: &mut Change, made: &Made, (indicator, run, at): (Id, &Run, usize), seed: u64) {
    let mut luck = Chance::new(seed, &["trends", &run.code]);
    // Half of the indicators lack a value in the year before the last one, the others earlier; each time another region.
    let missing = (at % made.regions.len(), made.last - 1 - (at % 3) as i32);
    for year in made.last - YEARS + 1..=made.last {
        let since = f64::from(year - (made.last - YEARS + 1));
        let mut sum = 0;
        for (place, region) in made.regions.iter().enumerate() {
            let moved = (luck.below(201) as f64 / 100.0 - 1.0) * run.spread;
            let value = (run.base + run.step * since + run.temper * f64::from(region.temper) + moved).max(0.1);
            let tenths = if run.whole { value.round() as i64 * 10 } else { (value * 10.0).round() as i64 };
            sum += tenths;
            if (place, year) != missing {
                put(store, change, made, (indicator, year, Some(region.id)), tenths, made.last - i32::from(year <= made.last - BOTH));
            }
        }
        if run.whole {
            continue;
        }
        let mean = sum / made.regions.len().max(1) as i64;
        if year > made.last - BOTH {
            put(store, change, made, (indicator, year, None), mean, made.last);
        }
        if year < made.last {
            // What the earlier report said of its last years was corrected by the next one.
            let then = if year > made.last - BOTH { mean + luck.below(5) as i64 - 2 } else { mean };
            put(store, change, made, (indicator, year, None), then.max(1), made.last - 1);
        }
    }
}

fn put(store: &Store, change: &mut Change, made: &Made, (indicator, year, region): (Id, i32, Option<Id>), tenths: i64, edition: i32) {
    let (period, edition) = (format!("FY{year}"), format!("{edition} report"));
    let place = region.map(|id| id.to_string()).unwrap_or_default();
    let id = store.derived_id("trend_value", &[&indicator.to_string(), &period, &place, &edition]);
    let mut set = |field, value| change.set(id, Kind::TrendValue, field, value);
    set(Field::Indicator, Value::Record(indicator));
    set(Field::Period, Value::text(period));
    set(Field::Region, region.map_or(Value::None, Value::Record));
    set(Field::Amount, Value::Int(tenths * 1000));
    set(Field::Edition, Value::text(edition));
    set(Field::Source, Value::text(format!("Sample annual outcome report {}", made.last)));
}
