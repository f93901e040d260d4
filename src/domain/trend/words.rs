//! How indicators, values and distances read: with unit, period and place. What they are is in `series.rs`.

use super::series::{Change, Point, Series, Way};
use super::{Amount, Direction, Distance, Indicator, distance};
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::text::{counted, listed};
use crate::domain::tone::Tone;

/// A place by its name; none is the state.
#[must_use]
pub fn place(book: &Book, place: Option<Id>) -> &str {
    place.map_or("Statewide", |id| book.name(id))
}

/// A value with its unit: `34.8 per 1,000 children`, `11.6 %`, `721,097`.
#[must_use]
pub fn value(indicator: &Indicator, amount: Amount) -> String {
    format!("{}{}", amount.shown(&indicator.unit, indicator.direction), indicator.unit.behind())
}

/// A value with its unit and period: `34.8 per 1,000 children in 2000`; of a sum how many parts it has.
#[must_use]
pub fn words(indicator: &Indicator, point: &Point) -> String {
    let sum = summed(point).map(|words| format!(" ({words})")).unwrap_or_default();
    format!("{} in {}{sum}", value(indicator, point.amount), point.period)
}

/// `sum of 4 of 5 parts`, for a value that nobody recorded.
#[must_use]
pub fn summed(point: &Point) -> Option<String> {
    point.summed.map(|(has, all)| if has == all { format!("sum of all {all} parts") } else { format!("sum of {has} of {all} parts") })
}

/// The standard with its sense: `76.2 % or more`, `8.6 % or less`; none without one.
#[must_use]
pub fn standard(indicator: &Indicator) -> Option<String> {
    let standard = format!("{}{}", indicator.standard?.exact(&indicator.unit), indicator.unit.behind());
    Some(match indicator.direction {
        Direction::Higher => format!("{standard} or more"),
        Direction::Lower => format!("{standard} or less"),
        Direction::None => standard,
    })
}

/// The distance in words: `1.2 points short`, `0.4 points better`, `on it`.
#[must_use]
pub fn distance_words(indicator: &Indicator, distance: Distance) -> String {
    let by = Amount(distance.by.0.saturating_abs()).exact(&indicator.unit);
    let unit = indicator.unit.difference();
    match (distance.by.0.signum(), indicator.direction) {
        (0, _) => "on it".to_owned(),
        (1, _) => format!("{by}{unit} better"),
        (_, Direction::Lower) => format!("{by}{unit} over"),
        _ => format!("{by}{unit} short"),
    }
}

/// A change in words: `up 1.2 points since 2002, better`.
#[must_use]
pub fn change_words(indicator: &Indicator, change: Change) -> String {
    let by = Amount(change.by.0.saturating_abs()).exact(&indicator.unit);
    let which = if change.by.0 < 0 { "down" } else { "up" };
    let mut out = match change.way {
        Way::Same => format!("same as in {}", change.from),
        Way::Up | Way::Down => format!("{which} {by}{} since {}", indicator.unit.difference(), change.from),
        way => format!("{which} {by}{} since {}, {}", indicator.unit.difference(), change.from, way.words()),
    };
    if change.gap {
        out.push_str(", periods between missing");
    }
    if change.across_editions {
        out.push_str(", from another edition");
    }
    out
}

/// How good the last value is beside the standard and the one before.
#[must_use]
pub fn tone(indicator: &Indicator, series: &Series) -> Tone {
    let Some(last) = series.latest().filter(|point| point.is_complete()) else { return Tone::Neutral };
    let worse = series.change().is_some_and(|change| change.way == Way::Worse);
    match distance(indicator, last.amount).map(Distance::met) {
        Some(false) => Tone::Bad,
        Some(true) | None if worse => Tone::Warning,
        Some(true) => Tone::Good,
        None => Tone::Neutral,
    }
}

/// The flag of a value on the bad side of its standard.
pub const WORSE: &str = "worse than the standard";
/// The flag of a value that went the wrong way since the one before.
pub const WRONG_WAY: &str = "going the wrong way";

/// What is worth a flag: [`WORSE`], [`WRONG_WAY`].
#[must_use]
pub fn flags(indicator: &Indicator, series: &Series) -> Vec<&'static str> {
    let mut flags = Vec::new();
    let Some(last) = series.latest() else { return flags };
    if last.is_complete() && distance(indicator, last.amount).is_some_and(|distance| !distance.met()) {
        flags.push(WORSE);
    }
    if series.change().is_some_and(|change| change.way == Way::Worse) {
        flags.push(WRONG_WAY);
    }
    flags
}

/// How many points the rules of control charts ask for.
pub const CHART_POINTS: usize = 12;

/// What the number of points lets one say.
#[must_use]
pub fn enough(series: &Series) -> String {
    let n = series.points.len();
    let points = counted(n as u64, "point", "points");
    match n {
        0 => "No value yet.".to_owned(),
        1 => "1 point: no change to speak of.".to_owned(),
        n if n < CHART_POINTS => {
            format!(
                "{points} of {}: too few for a rule of control charts ({CHART_POINTS} needed); look at the points.",
                series.kind.words()
            )
        }
        _ => format!("{points} of {}.", series.kind.words()),
    }
}

/// Points of other sorts of period that are kept apart: `also 3 quarters and 12 months, kept apart`.
#[must_use]
pub fn apart(series: &Series) -> Option<String> {
    let words: Vec<String> = series.apart.iter().map(|(kind, n)| counted(*n as u64, kind.one(), kind.words())).collect();
    (!words.is_empty()).then(|| format!("also {}, kept apart", listed(words.iter().map(String::as_str), "and")))
}

/// What older editions said of a point: `edition 'cwo03' said 34.8`.
#[must_use]
pub fn older(indicator: &Indicator, point: &Point) -> Option<String> {
    let told = |figure: &super::Figure| {
        let edition = if figure.edition.is_empty() { "no edition".to_owned() } else { format!("edition '{}'", figure.edition) };
        format!("{edition} said {}", figure.amount.shown(&indicator.unit, indicator.direction))
    };
    let words: Vec<String> = point.older.iter().map(told).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A whole figure in one sentence, as people paste it into a letter: place, period, value, standard, distance, change, edition, date.
#[must_use]
pub fn sentence(book: &Book, indicator: &Indicator, series: &Series, as_of: &str) -> String {
    let head = format!("{}, {}", indicator.title(), place(book, series.place));
    let Some(last) = series.latest() else { return format!("{head}: no value (as of {as_of}).") };
    let mut parts = vec![value(indicator, last.amount)];
    parts.extend(summed(last));
    if let Some(words) = standard(indicator) {
        let unverified = if indicator.unverified { ", unverified" } else { "" };
        let far = distance(indicator, last.amount).filter(|_| last.is_complete());
        let far = far.map(|far| format!(": {}", distance_words(indicator, far))).unwrap_or_default();
        parts.push(format!("standard {words}{unverified}{far}"));
    }
    parts.extend(series.change().map(|change| change_words(indicator, change)));
    if !last.edition().is_empty() {
        parts.push(format!("edition '{}'", last.edition()));
    }
    format!("{head}, {}: {} (as of {as_of}).", last.period, parts.join("; "))
}

/// The line as shares of its own range for a sparkline, a gap where a period between has no value. A range under a tenth of the values
/// counts as a tenth, so that noise does not look like a change.
#[must_use]
pub fn spark(series: &Series) -> Vec<Option<f64>> {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else { return Vec::new() };
    let values = || series.points.iter().map(|point| point.amount.number());
    let (low, high) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let tenth = high.abs().max(low.abs()) / 10.0;
    let missing = (tenth - (high - low)).max(0.0) / 2.0;
    let (low, span) = (low - missing, (high - low + missing * 2.0).max(f64::EPSILON));
    let mut out = Vec::new();
    let mut at = first.period;
    let mut points = series.points.iter().peekable();
    while at <= last.period && out.len() < 600 {
        let here = points.next_if(|point| point.period == at);
        out.push(here.map(|point| (point.amount.number() - low) / span));
        at = at.next();
    }
    out
}
