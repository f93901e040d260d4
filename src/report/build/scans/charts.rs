//! Charts of the report of scans, made of its finished rows: coverage by place, and month by month with the rules of run chart and
//! control chart from twelve months on (`domain/scan/series.rs`).

use super::{COLUMNS, MONTHS};
use crate::domain::scan::series::{Point as Month, Series};
use crate::domain::scan::short_month;
use crate::report::build::figures::Row;
use crate::report::chart::{Bar, Chart, Drawing, Panel, Phase, Point, Run};
use crate::report::{Cell, Column, Datum};

/// `578 of 713 scans done`; of what is hidden it says that.
fn counted(row: &Row) -> String {
    if row.is_hidden("done") || row.is_hidden("due") {
        return "too few to say".to_owned();
    }
    format!("{} of {}", row.words("done"), row.words("due"))
}

/// Coverage by region, and by office where there are several.
pub(super) fn coverage(rows: &[Vec<Cell>], span: &str) -> Vec<Chart> {
    let columns = COLUMNS.to_vec();
    let all: Vec<Row> = rows.iter().map(|cells| Row::new(&columns, cells)).collect();
    let chart = |level: &str, title: &str| {
        let own: Vec<&Row> = all.iter().filter(|row| matches!(&row.at("level").value, Datum::Text(code) if code == level)).collect();
        if own.len() < 2 {
            return None;
        }
        let label =
            |row: &Row| if level == "office" { format!("{} ({})", row.words("office"), row.words("region")) } else { row.words(level) };
        // Coverage has no goal of its own, so that no bar is met or below.
        let bar = |row: &&Row| Bar { label: label(row), note: counted(row), value: row.at("coverage").clone(), ..Bar::default() };
        let known = own.iter().filter_map(|row| Some((row.at("coverage").at()?, *row)));
        let (low, high) = known.fold((None::<(f64, &Row)>, None::<(f64, &Row)>), |(low, high), (at, row)| {
            let lower = low.is_none_or(|(known, _)| at < known);
            let higher = high.is_none_or(|(known, _)| at > known);
            (if lower { Some((at, row)) } else { low }, if higher { Some((at, row)) } else { high })
        });
        let told =
            |found: Option<(f64, &Row)>| found.map(|(_, row)| format!("{} {} ({})", label(row), row.words("coverage"), counted(row)));
        let reading = match (told(low), told(high)) {
            (Some(low), Some(high)) if low != high => format!("From {low} to {high}."),
            (Some(one), _) => format!("{one}."),
            _ => "No share to show.".to_owned(),
        };
        Some(Chart {
            title: format!("{title}, {span}"),
            reading,
            source: SOURCE.to_owned(),
            drawing: Drawing::Bars(own.iter().map(bar).collect()),
        })
    };
    [("region", "Scans done of those due, by region"), ("office", "Scans done of those due, by office")]
        .into_iter()
        .filter_map(|(level, title)| chart(level, title))
        .collect()
}

const SOURCE: &str = "QA scans; a month is owed by each caseworker with an assignment on its last day";

/// Month by month: the whole with its limits, and the regions beside each other.
pub(super) fn months(rows: &[Vec<Cell>], place: &str) -> Vec<Chart> {
    let columns = MONTHS.to_vec();
    let all: Vec<Row> = rows.iter().map(|cells| Row::new(&columns, cells)).collect();
    let of = |level: &str| all.iter().filter(|row| matches!(&row.at("level").value, Datum::Text(code) if code == level)).copied().collect();
    let (state, regions): (Vec<Row>, Vec<Row>) = (of("state"), of("region"));
    let mut charts: Vec<Chart> = whole(&state, place).into_iter().collect();
    let by: Vec<&[Row]> = regions.chunk_by(|a, b| a.words("region") == b.words("region")).collect();
    if by.len() > 1 && state.len() > 1 {
        let months: Vec<String> = state.iter().filter_map(label).collect();
        let panel = |own: &&[Row]| {
            let point = |month: &String| {
                own.iter()
                    .find(|row| label(row).as_ref() == Some(month))
                    .map_or_else(|| Point { label: month.clone(), ..Point::default() }, point)
            };
            Panel { label: own[0].words("region"), run: Run { points: months.iter().map(point).collect(), ..Run::default() } }
        };
        let last = |own: &&[Row]| own.last().map(|row| format!("{} {}", row.words("region"), counted(row)));
        let told: Vec<String> = by.iter().filter_map(last).collect();
        charts.push(Chart {
            title: "Scans done of those due, month by month and region by region".to_owned(),
            reading: format!("In {}: {}.", months.last().map_or("", String::as_str), told.join(", ")),
            source: SOURCE.to_owned(),
            drawing: Drawing::Multiples(by.iter().map(panel).collect()),
        });
    }
    charts
}

fn label(row: &Row) -> Option<String> {
    match row.at("month").value {
        Datum::Day(month) => Some(short_month(month)),
        _ => None,
    }
}

fn point(row: &Row) -> Point {
    Point { label: label(row).unwrap_or_default(), value: row.at("coverage").clone(), n: row.at("due").clone(), ..Point::default() }
}

/// Whether a scan of the month can still be done: it is due, neither done nor missed.
fn is_open(row: &Row) -> bool {
    matches!((row.whole("done"), row.whole("due"), row.whole("missed")), (Some(done), Some(due), Some(missed)) if done + missed < due)
}

/// The run of all that is looked at.
fn whole(rows: &[Row], place: &str) -> Option<Chart> {
    if rows.len() < 2 {
        return None;
    }
    // Where a month is hidden no rule is applied: its points would not be those of the chart. A month in which a scan can still be
    // done is shown, but no rule looks at it.
    let closed = rows.iter().take_while(|row| !is_open(row)).count();
    let known: Option<Vec<Month>> = rows[..closed]
        .iter()
        .map(|row| match (&row.at("month").value, row.whole("done"), row.whole("due")) {
            (Datum::Day(month), Some(done), Some(due)) => {
                Some(Month { month: *month, part: u32::try_from(done).ok()?, whole: u32::try_from(due).ok()? })
            }
            _ => None,
        })
        .collect();
    let mut points: Vec<Point> = rows.iter().map(point).collect();
    for (point, row) in points.iter_mut().zip(rows).filter(|(_, row)| is_open(row)) {
        point.label = format!("{} (open)", label(row).unwrap_or_default());
    }
    let mut said = rows
        .last()
        .map(|row| format!("In {} {} scans done.", label(row).unwrap_or_default(), counted(row)))
        .into_iter()
        .collect::<Vec<String>>();
    let mut phases = Vec::new();
    if let Some(series) = known.map(Series::of) {
        said.extend(series.words());
        if let Some(control) = &series.control {
            for (point, limits) in points.iter_mut().zip(&control.limits) {
                point.limits = limits.map(|limits| (limits.low * 100.0, limits.high * 100.0));
                point.signal = limits.is_some_and(|limits| limits.outside);
            }
            let centre = control.mean * 100.0;
            phases = vec![Phase { from: 0, until: closed, centre, words: format!("mean {centre:.1} %") }];
        }
    }
    Some(Chart {
        title: format!("Scans done of those due, month by month, {place}"),
        reading: said.join(" "),
        source: SOURCE.to_owned(),
        drawing: Drawing::Run(Run { points, phases, ..Run::default() }),
    })
}

/// What the table of coverage shows at a level.
pub(super) fn of_level(rows: &[Vec<Cell>], level: &str) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
    let columns = COLUMNS.to_vec();
    let names: &[&str] = match level {
        "office" => &["region", "office"],
        "supervisor" => &["region", "office", "supervisor"],
        _ => &["region"],
    };
    let wanted = |row: &Row| {
        let is = |wanted: &str| matches!(&row.at("level").value, Datum::Text(code) if code == wanted);
        is(level) || (level == "region" && is("state"))
    };
    let shown: Vec<&str> = names.iter().copied().chain(["done", "due", "coverage", "open", "missed", "excused"]).collect();
    let mut found = Vec::new();
    for cells in rows {
        let row = Row::new(&columns, cells);
        if wanted(&row) {
            let mut cells = row.some(&shown);
            if cells[0].words().is_empty() {
                cells[0] = Cell::default().shown("Statewide");
            }
            found.push(cells);
        }
    }
    let heads = shown.iter().filter_map(|name| columns.iter().find(|column| column.name == *name).cloned()).collect();
    (!found.is_empty()).then_some((heads, found))
}
