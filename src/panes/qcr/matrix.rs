//! Every question in a table: the indicators in all regions of a year, worst first, and all questions of a place through the years.

use super::overview::bar;
use super::table::{Of, Row, Spot, Table, nothing, share, standing, text};
use crate::command::Context;
use crate::domain::id::Id;
use crate::domain::qcr::{Figure, Qcr, Subject};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column};
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// In which order, and whether all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Shown {
    /// In the order of the instrument instead of worst first.
    pub by_instrument: bool,
    /// Only what is below its goal.
    pub below: bool,
}

fn code_width(subjects: &[Subject]) -> u16 {
    subjects.iter().map(|subject| width::cells(&subject.code)).max().unwrap_or(4).clamp(4, 18) as u16
}

fn goal(subject: &Subject) -> CellText<'static> {
    let percent = subject.goal.to_string();
    text(percent.trim_end_matches(" %"), Meaning::Muted)
}

fn needed(figure: Option<&Figure>, glyphs: &Glyphs) -> CellText<'static> {
    match figure.and_then(Figure::score).map(|score| (score.needed, score.met)) {
        Some((Some(n), _)) => text(n.to_string(), figure.map_or(Meaning::Text, |f| standing(f, glyphs).1)),
        Some((None, Some(true))) => CellText::default(),
        _ => nothing(glyphs),
    }
}

fn n(figure: Option<&Figure>, glyphs: &Glyphs) -> CellText<'static> {
    match figure.and_then(Figure::score) {
        Some(score) => score.applicable.map_or_else(|| text("?", Meaning::Muted), |n| text(n.to_string(), Meaning::Text)),
        None => nothing(glyphs),
    }
}

/// The indicators of the chosen year: the chosen place with its bar, then every other one.
pub(super) fn indicators(qcr: &Qcr, shown: Shown, room: u16, cx: &Context, glyphs: &Glyphs) -> Table {
    let (year, region) = (cx.chosen.year, cx.chosen.region);
    let mut subjects = if shown.by_instrument { qcr.indicators(year) } else { qcr.worst_first(region, year) };
    if shown.below {
        subjects.retain(|subject| qcr.score(&subject.code, region, year).is_some_and(|score| score.met == Some(false)));
    }
    let name = |place: Option<Id>| place.map_or("State", |id| cx.book.name(id));
    let others: Vec<Option<Id>> =
        std::iter::once(None).chain(qcr.regions.iter().map(|(id, _)| Some(*id))).filter(|place| *place != region).collect();
    let code = code_width(&subjects);
    let (bar_cells, words) = match room {
        0..=75 => (0, 0),
        76..=103 => (10, 0),
        _ => (18, room.saturating_sub(code + 18 + 8 + 5 + 5 + 5 + 9 * others.len() as u16 + 20).clamp(0, 44)),
    };
    let mut table = Table { frozen: 1, ..Table::default() };
    table.column(Of::Row, Column::new("Indicator", code));
    if words >= 16 {
        table.column(Of::Row, Column::new("What is asked", words));
    }
    table.column(Of::Row, Column::new(name(region).to_owned(), 8).right());
    if bar_cells > 0 {
        table.column(Of::Row, Column::new("and its goal", bar_cells));
    }
    table.column(Of::Row, Column::new("n", 4).right());
    table.column(Of::Row, Column::new("Need", 4).right());
    table.column(Of::Row, Column::new("Goal", 4).right());
    for place in &others {
        table.column(Of::Place(*place), Column::new(width::truncate(name(*place), 8, glyphs.ellipsis).into_owned(), 8).right());
    }
    for subject in subjects {
        let figure = qcr.figure(&subject.code, region, year);
        let meaning = if subject.core { Meaning::Accent } else { Meaning::Text };
        let mut cells = vec![text(subject.code.clone(), meaning)];
        if words >= 16 {
            cells.push(text(subject.text.clone(), Meaning::Muted));
        }
        cells.push(share(figure.as_ref(), glyphs));
        if bar_cells > 0 {
            cells.push(bar(figure.as_ref(), subject.goal.into(), bar_cells, glyphs));
        }
        cells.extend([n(figure.as_ref(), glyphs), needed(figure.as_ref(), glyphs), goal(&subject)]);
        cells.extend(others.iter().map(|place| share(qcr.figure(&subject.code, *place, year).as_ref(), glyphs)));
        table.rows.push(Row { spot: Spot { question: Some(subject.code), region, year }, cells, band: None });
    }
    table.empty = if shown.below && qcr.sheet(region).is_some() {
        "No indicator is below its goal here. The filter key shows all of them again.".to_owned()
    } else {
        "The instrument has no single indicators: only its overall ratings are held against a goal.".to_owned()
    };
    table
}

/// Every question of the chosen place through all years, the overall ratings first.
pub(super) fn years(qcr: &Qcr, shown: Shown, room: u16, cx: &Context, glyphs: &Glyphs) -> Table {
    let (year, region) = (cx.chosen.year, cx.chosen.region);
    let verdicts = qcr.verdicts(year);
    let mut indicators = if shown.by_instrument { qcr.indicators(year) } else { qcr.worst_first(region, year) };
    if shown.below {
        indicators.retain(|subject| qcr.score(&subject.code, region, year).is_some_and(|score| score.met == Some(false)));
    }
    let subjects: Vec<Subject> = verdicts.into_iter().chain(indicators).collect();
    let all = qcr.years();
    let code = code_width(&subjects);
    let mut table = Table { frozen: 2, ..Table::default() };
    table.column(Of::Row, Column::new("Question", code));
    table.column(Of::Row, Column::new("Goal", 4).right());
    if room >= 76 {
        let cells = (all.len() as u16).clamp(3, 16);
        table.column(Of::Row, Column::new("Run", cells.max(3)));
        table.frozen = 3;
    }
    for one in &all {
        let title = if *one == year { format!("{} {one}", glyphs.pointer) } else { one.to_string() };
        table.column(Of::Year(*one), Column::new(title, 8).right());
    }
    let mut last = None;
    for subject in subjects {
        let heading = if subject.verdict { "Overall ratings" } else { "Indicators" };
        let band = (last != Some(heading)).then(|| Band { text: heading.into(), ..Band::default() });
        last = Some(heading);
        let mut cells = vec![text(subject.code.clone(), if subject.core { Meaning::Accent } else { Meaning::Text }), goal(&subject)];
        if room >= 76 {
            let known = |row: &crate::domain::standing::StandingRow| row.score.as_ref()?.score.map(crate::domain::ratio::Ratio::fraction);
            let series = qcr.series(&subject.code, region);
            let values: Vec<Option<f64>> = series.iter().filter(|(y, _)| all.contains(y)).map(|(_, row)| row.and_then(known)).collect();
            let first = values.len().saturating_sub(16);
            cells.push(text(crate::widgets::chart::own_sparkline(&values[first..], glyphs), Meaning::Bar));
        }
        cells.extend(all.iter().map(|year| share(qcr.figure(&subject.code, region, *year).as_ref(), glyphs)));
        table.rows.push(Row { spot: Spot { question: Some(subject.code), region, year }, cells, band });
    }
    table.empty = "No year has a figure yet.".to_owned();
    table
}
