//! Whether an element is on track, and whether its gain lasts: by the targets, the benchmarks and the measure itself.

use chrono::NaiveDate;

use super::series::Series;
use super::target::{Reached, settled};
use super::typed;
use crate::domain::field::Field;
use crate::domain::ratio::Ratio;
use crate::domain::record::Record;
use crate::domain::text::counted;

/// Whether an element is on track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Track {
    /// What was due is there, and something speaks for it.
    On,
    /// Something that was due is not there, or the measure fell.
    Off,
    /// Nothing can be said yet.
    TooEarly,
}

impl Track {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Track::On => "on track",
            Track::Off => "off track",
            Track::TooEarly => "too early to say",
        }
    }
}

/// Whether a gain lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// No later result, or only the one in which it was gained.
    TooEarly,
    /// No later result is above the baseline.
    NoGain,
    /// Every result since is above the baseline too: so many years after the first.
    Yes(usize),
    /// The target was reached, and this fiscal year is below it again, though above the baseline.
    BelowTarget(i32),
    /// This fiscal year is back at the baseline or below.
    Lost(i32),
}

impl Lasts {
    /// In words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Lasts::TooEarly => "too early to say".to_owned(),
            Lasts::NoGain => "no gain so far".to_owned(),
            Lasts::Yes(years) => format!("lasts: {} since", counted(years as u64, "more year above", "more years above")),
            Lasts::BelowTarget(year) => format!("FY{year} is below the target again"),
            Lasts::Lost(year) => format!("lost in FY{year}"),
        }
    }
}

/// Whether the gain lasts.
pub(super) fn lasts(series: &Series) -> Lasts {
    let Some(before) = series.before.as_ref().and_then(|before| before.score.score) else { return Lasts::TooEarly };
    let years: Vec<(i32, Ratio)> = settled(&series.later).collect();
    let Some(first) = years.iter().position(|(_, score)| *score > before) else {
        return if years.is_empty() { Lasts::TooEarly } else { Lasts::NoGain };
    };
    let after = &years[first + 1..];
    if let Some((year, _)) = after.iter().find(|(_, score)| *score <= before) {
        return Lasts::Lost(*year);
    }
    if let Some(aim) = series.short.aim
        && let Some(at) = years.iter().position(|(_, score)| aim.is_reached(*score))
        && let Some((year, _)) = years[at..].iter().find(|(_, score)| !aim.is_reached(*score))
    {
        return Lasts::BelowTarget(*year);
    }
    if after.is_empty() { Lasts::TooEarly } else { Lasts::Yes(after.len()) }
}

fn is_done(row: &Record) -> bool {
    row.date(Field::Completed).is_some() || row.date(Field::Released).is_some() || !row.text(Field::Waived).is_empty()
}

/// Whether it is on track, by the targets that are due, the benchmarks that are due and what was measured at them, and the measure itself.
pub(super) fn judge(series: &mut Series, rows: &[&Record], today: NaiveDate) {
    let (mut against, mut speaks_for) = (Vec::new(), Vec::new());
    for (term, target) in [("short-term", &series.short), ("long-term", &series.long)] {
        let name = format!("{term} target {}", target.text);
        match target.state {
            Reached::Missed(year) => against.push(format!("{name} not reached in FY{year}")),
            Reached::Yes(year) => speaks_for.push(format!("{name} reached in FY{year}")),
            Reached::Late(year) => speaks_for.push(format!("{name} reached in FY{year}, after its date")),
            Reached::NoTarget | Reached::NotAFigure | Reached::NotYet | Reached::NoResult => {}
        }
    }
    let latest = settled(&series.later).next_back();
    if let (Some((year, now)), Some(before)) = (latest, series.before.as_ref().and_then(|before| before.score.score)) {
        if now < before {
            against.push(format!("FY{year} is below the baseline"));
        } else if now > before {
            speaks_for.push(format!("FY{year} is above the baseline"));
        }
    }
    match series.lasts {
        Lasts::BelowTarget(year) => against.push(format!("FY{year} is below the short-term target again")),
        Lasts::Lost(year) if latest.is_none_or(|(at, _)| at != year) => against.push(format!("the gain was lost in FY{year}")),
        _ => {}
    }
    let benchmarks: Vec<&&Record> = rows.iter().filter(|row| row.text(Field::Part) == "benchmark").collect();
    let due: Vec<&&&Record> = benchmarks.iter().filter(|row| row.date(Field::CompletionDue).is_some_and(|day| day <= today)).collect();
    let done = due.iter().filter(|row| is_done(row)).count();
    if done < due.len() {
        against.push(format!("{done} of {} due complete", counted(due.len() as u64, "benchmark", "benchmarks")));
    } else if !due.is_empty() {
        speaks_for.push(format!("{} due complete", counted(due.len() as u64, "benchmark", "benchmarks")));
    }
    for row in benchmarks {
        // What a benchmark asks for stands in its text; its value is what was measured.
        let figures =
            typed::read(row.text(Field::Value)).and_then(|v| v.rate()).zip(typed::read(row.text(Field::Text)).and_then(|t| t.target()));
        if let Some((value, aim)) = figures.filter(|(value, aim)| value < aim) {
            against.push(format!("a benchmark was measured at {} % of {} %", value.percent(1), aim.percent(1)));
        }
    }
    series.track = match (against.is_empty(), speaks_for.is_empty()) {
        (false, _) => Track::Off,
        (true, false) => Track::On,
        (true, true) => Track::TooEarly,
    };
    let waiting =
        [("short-term", &series.short), ("long-term", &series.long)].into_iter().filter_map(|(term, target)| match target.state {
            Reached::NoResult => Some(format!("the {term} target was due, and has no result yet")),
            Reached::NotAFigure => Some(format!("the {term} target '{}' is not a figure", target.text)),
            Reached::NoTarget => Some(format!("no {term} target")),
            _ => None,
        });
    series.why = against.into_iter().chain(speaks_for).chain(waiting).collect();
}
