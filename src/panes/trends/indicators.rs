//! The list of indicators: the last value of each in the chosen place, what changed, and how far it is from its standard.

use super::figures::{Figures, Told};
use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::tone::Tone;
use crate::domain::trend::series::{Change, Way};
use crate::domain::trend::{Amount, distance, spark, words};
use crate::panes::ledger::{Cell, Line, Page};
use crate::widgets::chart::sparkline;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

pub const EMPTY: &str = "No trend indicator yet. What is counted year by year belongs here, with its standard. Insert makes one; \
    Ctrl-P, Import, trends brings in values from a table, or the set 'utah-trends'.";
const NONE_FLAGGED: &str = "No indicator is worse than its standard or going the wrong way here. F7 shows all of them again.";

/// The colour of a tone.
pub fn meaning(tone: Tone) -> Meaning {
    match tone {
        Tone::Good => Meaning::Good,
        Tone::Hopeful => Meaning::Met,
        Tone::Warning => Meaning::Warn,
        Tone::Bad => Meaning::Error,
        Tone::Neutral => Meaning::Text,
    }
}

/// A change in a few words: `▼ 0.3 better`.
pub fn change_short(told: &Told, change: Change) -> String {
    let sign = match change.by.0.signum() {
        1 => Glyphs::UNICODE.up,
        -1 => Glyphs::UNICODE.down,
        _ => Glyphs::UNICODE.same,
    };
    if change.way == Way::Same {
        return format!("{sign} same");
    }
    let by = Amount(change.by.0.saturating_abs()).exact(&told.indicator.unit);
    match change.way {
        Way::Up | Way::Down => format!("{sign} {by}"),
        way => format!("{sign} {by} {}", way.words()),
    }
}

/// A line of points as eight heights.
pub fn run(told: &Told) -> String {
    let values = spark(&told.series);
    sparkline(&values[values.len().saturating_sub(12)..], 0.0, 1.0, &Glyphs::UNICODE)
}

/// The value, unit and all, or why there is none.
pub fn last(told: &Told) -> Cell {
    match told.series.latest() {
        Some(point) => {
            let meaning = if point.is_complete() { Meaning::Text } else { Meaning::Muted };
            let unit = &told.indicator.unit;
            Cell::words(format!("{}{}", point.amount.shown(unit, told.indicator.direction), unit.briefly()), meaning)
        }
        None if told.anywhere > 0 => Cell::words("not here", Meaning::Muted),
        None => Cell::words("no value yet", Meaning::Muted),
    }
}

/// The distance to the standard, in words and in the colour of how good that is.
pub fn far(told: &Told) -> Cell {
    let Some(point) = told.series.latest() else { return Cell::default() };
    if !point.is_complete() {
        return Cell::words(words::summed(point).unwrap_or_default(), Meaning::Warn);
    }
    match distance(&told.indicator, point.amount) {
        Some(far) => {
            let sign = if far.met() { Glyphs::UNICODE.met } else { Glyphs::UNICODE.below };
            let meaning = if far.met() { Meaning::Good } else { Meaning::Error };
            Cell::words(format!("{sign} {}", words::distance_words(&told.indicator, far)), meaning)
        }
        None => Cell::words("no standard", Meaning::Muted),
    }
}

pub fn page(figures: &Figures, sorted: bool, flagged: bool, cx: &Context) -> Page {
    // The name is what a line is found by: it is whole before the columns that the panel beneath says as well.
    let name = cx.area.width.saturating_sub(76).clamp(28, 52);
    let columns = vec![
        Column::new("Indicator", name).between(name.clamp(24, 44), 58),
        Column::new("Last value", 14).between(12, 18).right(),
        Column::new("Period", 7),
        Column::new("Distance", 20).between(18, 26),
        Column::new("Change", 13).between(12, 17),
        Column::new("Run", 7).between(6, 12),
        Column::new("Standard", 14).between(13, 24),
        Column::new("Problem area", 24).between(16, 36),
        Column::new("Edition", 11).between(8, 16),
    ];
    let empty = if figures.lines.is_empty() { EMPTY } else { NONE_FLAGGED };
    let mut page = Page::new(columns, empty);
    page.row_cap = 1;
    let mut told: Vec<&Told> = figures.lines.iter().filter(|told| !flagged || told.is_flagged()).collect();
    if sorted {
        told.sort_by_key(|told| std::cmp::Reverse((told.badness(), told.series.latest().is_some())));
    }
    page.lines = told.into_iter().map(|told| line(told, cx)).collect();
    page
}

fn line(told: &Told, cx: &Context) -> Line {
    let tone = words::tone(&told.indicator, &told.series);
    let sign = if told.is_flagged() { Glyphs::UNICODE.warning } else { " " };
    let name_meaning = if told.is_flagged() { meaning(tone) } else { Meaning::Text };
    let latest = told.series.latest();
    let change = told.series.change();
    let change_meaning = match change.map(|change| change.way) {
        Some(Way::Better) => Meaning::Good,
        Some(Way::Worse) => Meaning::Warn,
        _ => Meaning::Text,
    };
    let area = told.indicator.problem_area.and_then(|id| cx.book.get(id)).filter(|area| cx.book.is_live(area));
    Line::words(
        told.indicator.id,
        vec![
            Cell::words(format!("{sign} {}", told.name), name_meaning),
            last(told),
            Cell::words(latest.map(|point| point.period.to_string()).unwrap_or_default(), Meaning::Text),
            far(told),
            Cell::words(change.map(|change| change_short(told, change)).unwrap_or_default(), change_meaning),
            Cell::words(run(told), Meaning::Bar),
            Cell::words(words::standard(&told.indicator).unwrap_or_default(), Meaning::Muted),
            Cell::words(area.map(|area| area.text(Field::Title)).unwrap_or_default(), Meaning::Muted),
            Cell::words(latest.map(|point| point.edition().to_owned()).unwrap_or_default(), Meaning::Muted),
        ],
    )
}
