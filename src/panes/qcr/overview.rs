//! The overall ratings as a table: under each of them the state, then every region, with bar, n, interval, what is missing and the
//! change from the year before.

use super::table::{Of, Row, Spot, Table, nothing, share, standing, text};
use crate::command::Context;
use crate::domain::id::Id;
use crate::domain::qcr::{Figure, Lacks, Qcr, words};
use crate::domain::ratio::Ratio;
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column};
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// How much room there is for it.
struct Widths {
    place: u16,
    bar: u16,
    interval: bool,
    whole_change: bool,
    origin: bool,
}

impl Widths {
    fn of(room: u16, place: u16) -> Widths {
        let (interval, whole_change, origin) = (room >= 76, room >= 104, room >= 132);
        let place = place.min(if room >= 76 { 20 } else { 14 });
        let used = place + 8 + 5 + 11 + if whole_change { 23 } else { 6 } + if interval { 13 } else { 0 } + if origin { 20 } else { 0 };
        // Two blanks between columns, the line after the frozen one, the rail at the right.
        let gaps = 2 * (6 + u16::from(interval) + u16::from(origin)) + 4;
        Widths { place, bar: room.saturating_sub(used + gaps).clamp(8, 44), interval, whole_change, origin }
    }
}

/// The table for a width.
pub(super) fn table(qcr: &Qcr, room: u16, cx: &Context, glyphs: &Glyphs) -> Table {
    let year = cx.chosen.year;
    let places: Vec<Option<Id>> = std::iter::once(None).chain(qcr.regions.iter().map(|(id, _)| Some(*id))).collect();
    let name = |place: &Option<Id>| place.map_or("Statewide", |id| cx.book.name(id));
    let longest = places.iter().map(|place| width::cells(name(place)) as u16 + 2).max().unwrap_or(11);
    let widths = Widths::of(room, longest);
    let mut table = Table { frozen: 1, ..Table::default() };
    table.column(Of::Row, Column::new("", widths.place));
    table.column(Of::Row, Column::new(format!("FY{year}"), 8).right());
    table.column(Of::Row, Column::new(if widths.bar >= 24 { "Acceptable, and the goal" } else { "Goal" }, widths.bar));
    table.column(Of::Row, Column::new("n", 5).right());
    if widths.interval {
        table.column(Of::Row, Column::new("95 % interval", 13).right());
    }
    table.column(Of::Row, Column::new("To the goal", 11));
    let change = if widths.whole_change { ("Points since last year", 23) } else { ("Change", 6) };
    table.column(Of::Row, Column::new(change.0, change.1).right());
    if widths.origin {
        table.column(Of::Row, Column::new("From", 20));
    }
    for subject in qcr.verdicts(year) {
        for (at, place) in places.iter().enumerate() {
            let figure = qcr.figure(&subject.code, *place, year);
            let chosen = *place == cx.chosen.region;
            let pointer = if chosen { glyphs.pointer } else { " " };
            let mut cells = vec![text(format!("{pointer} {}", name(place)), if chosen { Meaning::Accent } else { Meaning::Text })];
            cells.push(share(figure.as_ref(), glyphs));
            cells.push(bar(figure.as_ref(), subject.goal.into(), widths.bar, glyphs));
            cells.extend(numbers(figure.as_ref(), &widths, glyphs));
            let goal = format!("goal {}", subject.goal);
            let band = (at == 0).then(|| Band { text: heading(&subject.area_name).into(), right: goal.into(), ..Band::default() });
            table.rows.push(Row { spot: Spot { question: Some(subject.code.clone()), region: *place, year }, cells, band });
        }
    }
    table
}

fn heading(area: &str) -> String {
    format!("{area}: cases acceptable")
}

/// The bar of a share against its goal, with its interval.
pub(super) fn bar(figure: Option<&Figure>, goal: Ratio, cells: u16, glyphs: &Glyphs) -> CellText<'static> {
    let score = figure.and_then(Figure::score);
    let rate = score.and_then(|s| s.score).map(Ratio::fraction);
    let goal = score.and_then(|s| s.goal).unwrap_or(goal).fraction();
    let meaning = figure.map_or(Meaning::NoRate, |figure| standing(figure, glyphs).1);
    let interval = score.and_then(crate::domain::score::Score::wilson);
    let pieces = chart::against_bar(rate, interval, Some(goal), usize::from(cells), meaning, glyphs);
    text(pieces.into_iter().map(|(piece, _)| piece).collect::<String>(), meaning)
}

fn numbers(figure: Option<&Figure>, widths: &Widths, glyphs: &Glyphs) -> Vec<CellText<'static>> {
    let mut cells = Vec::new();
    let (Some(figure), Some(score)) = (figure, figure.and_then(Figure::score)) else {
        cells.push(nothing(glyphs));
        if widths.interval {
            cells.push(CellText::default());
        }
        cells.push(text("no review", Meaning::NoRate));
        cells.extend([CellText::default(), CellText::default()]);
        return cells;
    };
    cells.push(score.applicable.map_or_else(|| text("?", Meaning::Muted), |n| text(n.to_string(), Meaning::Text)));
    if widths.interval {
        let words = score.wilson().map(|(low, high)| format!("{:.1} to {:.1}", low * 100.0, high * 100.0));
        cells.push(words.map_or_else(CellText::default, |words| text(words, Meaning::Muted)));
    }
    let meaning = standing(figure, glyphs).1;
    cells.push(match (score.needed, score.slack, score.met) {
        (Some(n), ..) => text(format!("{n} missing"), meaning),
        (_, Some(n), _) => text(format!("{n} to spare"), meaning),
        (_, _, Some(true)) => text("met", meaning),
        (_, _, Some(false)) => text("not met", meaning),
        _ => CellText::default(),
    });
    cells.push(figure.change.map_or_else(
        || nothing(glyphs),
        |change| {
            let clear = change.interval.is_some_and(crate::domain::stats::difference::Difference::is_clear);
            let meaning = match (clear, change.by > 0.0) {
                (true, true) => Meaning::Good,
                (true, false) => Meaning::Warn,
                _ => Meaning::Muted,
            };
            text(if widths.whole_change { change.short() } else { words::points(change.by) }, meaning)
        },
    ));
    if widths.origin {
        let words = figure.lacks.as_ref().map_or_else(|| figure.origin(), Lacks::words);
        cells.push(text(words, if figure.lacks.is_some() { Meaning::Warn } else { Meaning::Muted }));
    }
    cells
}
