//! Trend indicators and their values into a file: sets of indicators from TOML, values from tables. A value's id comes from its indicator,
//! period, place and edition, so that two offices that import the same file make the same records.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Draft, Request, file_name, open};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::trend::{Amount, Indicator, Unit, indicators};
use crate::domain::value::Value;
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::nearest::did_you_mean;
use crate::import::percent::{Scale, bare};
use crate::import::shipped;
use crate::import::table::folded;
use crate::import::trend_set::{IndicatorIn, TrendSet, parse_trend_set, read_trend_set};
use crate::import::trends::{TrendRow, read_trends};
use crate::work::WorkError;

/// A table of values; a TOML file, or the name of a shipped set, is a set of indicators.
pub(super) fn read(draft: &mut Draft<'_>, path: &Path, request: &Request, mapping: &Mapping) -> Result<Faults, WorkError> {
    let set = match shipped_set(path) {
        Some(known) => Some(parse_trend_set(known.file, known.text)?),
        None if is_toml(path) => Some(read_trend_set(&file_name(path), open(path)?)?),
        None => None,
    };
    if let Some(set) = set {
        for one in &set.records.indicators {
            draft.counts.rows += 1;
            draft.show(&["indicator", "unit", "standard"], || {
                let standard = one.standard.map(|standard| standard.exact(&one.unit)).unwrap_or_default();
                vec![one.name.clone(), one.unit.words().to_owned(), standard]
            });
        }
        add_set(draft, &set.records);
        return Ok(set.notes);
    }
    values(draft, path, request, mapping)
}

fn shipped_set(path: &Path) -> Option<&'static shipped::Shipped> {
    path.to_str().and_then(|id| shipped::find(shipped::TRENDS, id)).filter(|_| !path.exists())
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))
}

/// Whether the files are sets of indicators, and no tables of values.
pub(super) fn is_set(inputs: &[PathBuf]) -> bool {
    inputs.iter().all(|path| is_toml(path) || shipped_set(path).is_some())
}

/// The set that a plan names, with the plan.
pub(super) fn add_shipped(draft: &mut Draft<'_>, id: &str) {
    let set = shipped::find(shipped::TRENDS, id).and_then(|known| parse_trend_set(known.file, known.text).ok());
    if let Some(set) = set {
        add_set(draft, &set.records);
    }
}

/// An indicator or problem area that is here already stays as it is: what people made of it is theirs.
fn add_set(draft: &mut Draft<'_>, set: &TrendSet) {
    let mut areas: HashMap<String, Id> = HashMap::new();
    for area in &set.areas {
        let id = draft.store.derived_id("problem_area", &[&set.code, &folded(&area.code)]);
        areas.insert(area.code.to_lowercase(), id);
        if draft.is_here(id) {
            draft.counts.already_here += 1;
            continue;
        }
        draft.counts.new += 1;
        let position = after_last(draft, Kind::ProblemArea);
        draft.set(id, Kind::ProblemArea, Field::Position, position);
        draft.set(id, Kind::ProblemArea, Field::Title, Value::text(&area.title));
        draft.set(id, Kind::ProblemArea, Field::Strategy, Value::text(&area.strategy));
    }
    for one in &set.indicators {
        let alike = |known: &Indicator| folded(&known.name) == folded(&one.name) && known.unit == one.unit;
        let id = indicators(&draft.book).iter().find(|known| alike(known)).map_or_else(|| indicator_id(draft, &one.code), |known| known.id);
        if draft.is_here(id) {
            draft.counts.already_here += 1;
        } else {
            draft.counts.new += 1;
            add_indicator(draft, id, one, areas.get(&one.problem_area.to_lowercase()).copied());
        }
        if let Some(number) = one.milestone {
            add_measure(draft, set, one, id, number);
        }
    }
}

fn indicator_id(draft: &Draft<'_>, code: &str) -> Id {
    draft.store.derived_id("trend_indicator", &["code", &folded(code)])
}

fn after_last(draft: &Draft<'_>, kind: Kind) -> Value {
    let all = draft.book.all(kind);
    let last = all.iter().map(|record| record.text(Field::Position)).max().filter(|position| !position.is_empty());
    Value::text(order::between(last, None))
}

fn add_indicator(draft: &mut Draft<'_>, id: Id, one: &IndicatorIn, area: Option<Id>) {
    let position = after_last(draft, Kind::Indicator);
    let fields = [
        (Field::Position, position),
        (Field::Code, Value::text(&one.code)),
        (Field::Name, Value::text(&one.name)),
        (Field::Unit, Value::text(one.unit.code())),
        (Field::Direction, Value::text(one.direction.code())),
        (Field::Standard, one.standard.map_or(Value::None, |standard| Value::Int(standard.0))),
        (Field::StandardSource, Value::text(&one.standard_source)),
        (Field::Domain, Value::text(&one.domain)),
        (Field::ProblemArea, area.map_or(Value::None, Value::Record)),
        (Field::Source, Value::text(&one.source)),
        (Field::Unverified, if one.unverified { Value::Int(1) } else { Value::None }),
        (Field::Note, Value::text(&one.note)),
    ];
    for (field, value) in fields {
        draft.set(id, Kind::Indicator, field, value);
    }
}

/// The indicator as a measure of a milestone of the set's plan, if that is here and has no such measure.
fn add_measure(draft: &mut Draft<'_>, set: &TrendSet, one: &IndicatorIn, indicator: Id, number: i64) {
    let plans: Vec<(Id, String)> = draft
        .book
        .all(Kind::Plan)
        .into_iter()
        .filter(|plan| set.plan.is_empty() || plan.text(Field::Code).eq_ignore_ascii_case(&set.plan))
        .map(|plan| (plan.id, plan.text(Field::Code).to_owned()))
        .collect();
    for (plan, code) in plans {
        let milestone = draft.book.parts(plan, Kind::Milestone).into_iter().find(|m| m.int(Field::Number) == Some(number)).map(|m| m.id);
        let Some(milestone) = milestone else { continue };
        let measures = draft.book.parts(milestone, Kind::Measure);
        if measures.iter().any(|measure| measure.record(Field::Indicator) == Some(indicator)) {
            continue;
        }
        let last = measures.iter().map(|measure| measure.text(Field::Position)).max().filter(|position| !position.is_empty());
        let position = order::between(last, None);
        let id = draft.store.derived_id("measure", &[&code, &number.to_string(), "trend", &folded(&one.code)]);
        if draft.book.get(id).is_some_and(|measure| measure.gone) {
            continue;
        }
        let fields = [
            (Field::Milestone, Value::Record(milestone)),
            (Field::Position, Value::text(position)),
            (Field::Name, Value::text(&one.name)),
            (Field::Indicator, Value::Record(indicator)),
            (Field::Unverified, if one.unverified { Value::Int(1) } else { Value::None }),
        ];
        for (field, value) in fields {
            draft.set(id, Kind::Measure, field, value);
        }
    }
}

type Natural = (Id, String, Option<Id>, String);

/// What is here: indicators, and values by what they are of, whoever made them.
struct Here {
    indicators: Vec<Indicator>,
    values: HashMap<Natural, Id>,
}

impl Here {
    fn of(draft: &Draft<'_>) -> Here {
        let natural = |record: &crate::domain::record::Record| {
            let place = record.record(Field::Office).or(record.record(Field::Region));
            let edition = record.text(Field::Edition).to_lowercase();
            Some(((record.record(Field::Indicator)?, record.text(Field::Period).to_owned(), place, edition), record.id))
        };
        Here { indicators: indicators(&draft.book), values: draft.book.all(Kind::TrendValue).into_iter().filter_map(natural).collect() }
    }
}

fn values(draft: &mut Draft<'_>, path: &Path, request: &Request, mapping: &Mapping) -> Result<Faults, WorkError> {
    let read = read_trends(&file_name(path), open(path)?, mapping)?;
    let mut faults = read.notes;
    let mut here = Here::of(draft);
    let unclear = unclear(&here, &read.records, mapping.percent);
    for row in &read.records {
        draft.counts.rows += 1;
        draft.show(&["period", "place", "indicator", "value", "unit", "edition"], || {
            let place = row.office.clone().or_else(|| row.place.clone()).unwrap_or_else(|| "Statewide".to_owned());
            let unit = row.unit.as_ref().map_or("", Unit::words).to_owned();
            vec![row.period.to_string(), place, row.indicator.clone(), row.value.clone(), unit, row.edition.clone()]
        });
        let Some((region, office)) = place(draft, row, request.create_places, &mut faults) else { continue };
        let Some(indicator) = indicator_of(draft, &mut here, row, &mut faults) else { continue };
        let unit = indicator.unit.clone();
        let is_bare = unit == Unit::Percent && bare(&row.value).is_some_and(|value| value != 0.0);
        if is_bare && row.unit.is_none() && unclear.contains(&folded(&row.indicator)) {
            faults.fault(|| {
                Fault::new("percent-unclear").line(row.line).cell("value", &row.value).says(
                    format!("can be a percent or a fraction: all values of '{}' are", row.indicator),
                    "add a column unit, write them with %, or say what bare numbers are with --percent fraction or --percent percent",
                )
            });
            continue;
        }
        let amount = match Amount::parse(&row.value, &unit) {
            Ok(amount) if is_bare && mapping.percent == Some(Scale::Fraction) => Amount(amount.0 * 100),
            Ok(amount) => amount,
            Err(message) => {
                let (says, remedy) = message.split_once("; ").unwrap_or((&message, "correct it"));
                let says = says.strip_prefix(&format!("'{}' ", row.value)).unwrap_or(says);
                faults.fault(|| Fault::new("value").line(row.line).cell("value", &row.value).says(says, remedy));
                continue;
            }
        };
        if unit == Unit::Percent && amount.0 > 1_000_000 {
            faults.warn(|| Fault::new("percent-above").line(row.line).cell("value", &row.value).says("is above 100 %", "check it"));
        }
        let place = office.or(region);
        let period = row.period.to_string();
        let natural = (indicator.id, period.clone(), place, row.edition.to_lowercase());
        let derived = || {
            let place = place.map(|id| id.to_string()).unwrap_or_default();
            draft.store.derived_id("trend_value", &[&indicator.id.to_string(), &period, &place, &natural.3])
        };
        let id = here.values.get(&natural).copied().unwrap_or_else(derived);
        let values = vec![
            (Field::Indicator, Value::Record(indicator.id)),
            (Field::Period, Value::text(&period)),
            (Field::Region, region.map_or(Value::None, Value::Record)),
            (Field::Office, office.map_or(Value::None, Value::Record)),
            (Field::Amount, Value::Int(amount.0)),
            (Field::Edition, Value::text(&row.edition)),
            (Field::Source, Value::text(&row.source)),
            (Field::Note, Value::text(&row.note)),
        ];
        draft.settle(id, Kind::TrendValue, values, request.replace, row.line, &mut faults);
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}

/// Indicators in percent that the file gives only values up to 1 of, without saying their unit. A rate below 1 % is nothing unusual here,
/// so that nothing is guessed.
fn unclear(here: &Here, rows: &[TrendRow], told: Option<Scale>) -> HashSet<String> {
    let mut most: HashMap<String, f64> = HashMap::new();
    for row in rows.iter().filter(|row| told.is_none() && row.unit.is_none()) {
        let name = folded(&row.indicator);
        let in_percent = |one: &&Indicator| one.unit == Unit::Percent && (folded(&one.code) == name || folded(&one.name) == name);
        if let (Some(value), Some(_)) = (bare(&row.value), here.indicators.iter().find(in_percent)) {
            let known = most.entry(name).or_insert(0.0);
            *known = known.max(value);
        }
    }
    most.into_iter().filter(|(_, most)| *most > 0.0 && *most <= 1.0).map(|(name, _)| name).collect()
}

/// The region and office of a row; none of both is the state. Nothing if they cannot be found.
fn place(draft: &mut Draft<'_>, row: &TrendRow, create: bool, faults: &mut Faults) -> Option<(Option<Id>, Option<Id>)> {
    let region_of = |draft: &Draft<'_>, office: Id| draft.book.get(office).and_then(|office| office.record(Field::Region));
    match (&row.place, &row.office) {
        (None, None) => Some((None, None)),
        (None, Some(office)) => {
            let office = draft.office_anywhere(office, row.line, faults)?;
            Some((region_of(draft, office), Some(office)))
        }
        (Some(region), Some(office)) => {
            let id = draft.region(region, create, row.line, faults)?;
            Some((Some(id), Some(draft.office(id, region, office, create, row.line, faults)?)))
        }
        (Some(name), None) => {
            // A place is a region if there is one of the name; else an office, if there is one.
            let named = |kind: Kind| {
                let here = draft.book.all(kind).into_iter();
                here.filter(|r| folded(r.text(Field::Name)) == folded(name)).map(|r| r.id).collect::<Vec<_>>()
            };
            if named(Kind::Region).is_empty() && !named(Kind::Office).is_empty() {
                let office = draft.office_anywhere(name, row.line, faults)?;
                return Some((region_of(draft, office), Some(office)));
            }
            Some((Some(draft.region(name, create, row.line, faults)?), None))
        }
    }
}

/// The indicator that a row names, by its code or by its name and unit; one that is new is made, and that is said.
fn indicator_of(draft: &mut Draft<'_>, here: &mut Here, row: &TrendRow, faults: &mut Faults) -> Option<Indicator> {
    let name = folded(&row.indicator);
    let fits = |one: &&Indicator| row.unit.as_ref().is_none_or(|unit| *unit == one.unit);
    let coded: Vec<&Indicator> = here.indicators.iter().filter(|one| folded(&one.code) == name).collect();
    let named: Vec<&Indicator> = here.indicators.iter().filter(|one| folded(&one.name) == name).collect();
    if let Some(one) = coded.iter().copied().find(fits) {
        return Some(one.clone());
    }
    let fitting: Vec<&Indicator> = named.iter().copied().filter(fits).collect();
    match fitting.as_slice() {
        [one] => return Some((*one).clone()),
        [_, _, ..] => {
            let units: Vec<&str> = fitting.iter().map(|one| one.unit.words()).collect();
            faults.fault(|| {
                Fault::new("indicator-unclear")
                    .line(row.line)
                    .cell("indicator", &row.indicator)
                    .says("is the name of several indicators", format!("add a column unit with one of {}", units.join(", ")))
            });
            return None;
        }
        [] => {}
    }
    if let (Some(one), Some(unit)) = (coded.first(), &row.unit) {
        let (is, known) = (unit.words().to_owned(), one.unit.words().to_owned());
        faults.fault(|| {
            Fault::new("unit-differs")
                .line(row.line)
                .cell("unit", &is)
                .says(format!("the indicator '{}' is in {known} here", row.indicator), format!("write {known}, or give it another name"))
        });
        return None;
    }
    let near = did_you_mean(&row.indicator, here.indicators.iter().flat_map(|one| [one.name.as_str(), one.code.as_str()]));
    let Some(unit) = &row.unit else {
        faults.fault(|| {
            Fault::new("indicator-unknown")
                .line(row.line)
                .cell("indicator", &row.indicator)
                .says(format!("is no indicator here{near}"), "correct it, or add a column unit to make it a new one")
        });
        return None;
    };
    let near = named.first().map_or(near, |one| format!("; the one that is here is in {}", one.unit.words()));
    faults.warn(|| {
        Fault::new("indicator-new").line(row.line).cell("indicator", &row.indicator).says(
            format!("is new here and is made, in {}{near}", unit.words()),
            "say under Definitions which way is better, and its standard",
        )
    });
    let id = draft.store.derived_id("trend_indicator", &["name", &name, &unit.code()]);
    let position = after_last(draft, Kind::Indicator);
    let fields = [
        (Field::Position, position),
        (Field::Code, Value::text(short(&row.indicator, unit))),
        (Field::Name, Value::text(row.indicator.trim())),
        (Field::Unit, Value::text(unit.code())),
        (Field::Direction, Value::text("none")),
    ];
    for (field, value) in fields {
        draft.set(id, Kind::Indicator, field, value);
    }
    draft.counts.indicators += 1;
    let made = draft.book.get(id).map(Indicator::read)?;
    here.indicators.push(made.clone());
    Some(made)
}

/// `child-maltreatment-victims-count`: the code of an indicator that a table of values makes.
fn short(name: &str, unit: &Unit) -> String {
    let text = format!("{} {}", name, unit.code()).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests;
