//! What people read of milestones: where each stands, what it would take, how near each region is, and what was recorded.

use super::{BODIES, CONSIDERATIONS, EXITS, MEASURES, REGIONS, TAKES};
use crate::domain::ratio::Ratio;
use crate::domain::takes::Takes;
use crate::report::build::board::said;
use crate::report::build::figures::Row;
use crate::report::chart::{Bar, Chart, Drawing, State};
use crate::report::{Cell, Column, Datum, Part, Report};

/// What the first table shows; why the data say so stands below it.
const FIRST: [usize; 7] = [1, 2, 3, 4, 6, 7, 8];

/// The milestones, the answers, the regions, the questions, and what was recorded.
pub(super) fn parts(report: &Report, answers: &[Takes], tables: &[Vec<Vec<Cell>>; 6], year: i32) -> Vec<Part> {
    let [regions, exits, lines, measures, considerations, bodies] = tables;
    let several = report.rows.iter().any(|row| row[0].words() != report.rows[0][0].words());
    let shown: Vec<usize> = several.then_some(0).into_iter().chain(FIRST).chain([9]).collect();
    let pick = |row: &Vec<Cell>| shown.iter().map(|at| row[*at].clone()).collect();
    let columns = shown.iter().map(|at| report.columns[*at].clone()).collect();
    let mut parts = vec![Part::Table(columns, report.rows.iter().map(pick).collect())];
    if !answers.is_empty() {
        parts.push(Part::Heading(format!("What would it take? (FY{year})")));
    }
    parts.extend(answers.iter().map(|found| Part::Item(found.number.to_string(), said(found))));
    if !regions.is_empty() {
        parts.push(Part::Heading(format!("How near each region is (FY{year})")));
        parts.extend(chart(regions, year).map(|chart| Part::Chart(Box::new(chart))));
        // The table is wide: it begins a page, so that what stands before it stays upright.
        parts.push(Part::NewPage);
        parts.push(Part::Table(REGIONS.to_vec(), regions.clone()));
    }
    let mut add = |title: &str, columns: &[Column], rows: Vec<Vec<Cell>>| {
        if !rows.is_empty() {
            parts.push(Part::Heading(title.to_owned()));
            parts.push(Part::Table(columns.to_vec(), rows));
        }
    };
    let missing: Vec<Vec<Cell>> = lines.iter().filter(|line| matches!(line[3].value, Datum::Whole(_) | Datum::Hidden)).cloned().collect();
    for same in missing.chunk_by(|a, b| a[0].words() == b[0].words()) {
        let own = same.iter().map(|line| line[1..].to_vec()).collect();
        add(&format!("Cases missing, milestone {}: by region and question", same[0][0].words()), &TAKES[1..], own);
    }
    let newest = |rows: &[Vec<Cell>]| rows.iter().filter(|row| matches!(row[6].value, Datum::Truth(true))).cloned().collect();
    add("Measures", &MEASURES, newest(measures));
    add("Exit considerations", &CONSIDERATIONS, considerations.clone());
    add("Committees and studies, as facts", &BODIES, bodies.clone());
    add("Trail of exits", &EXITS, exits.clone());
    parts
}

/// Questions met in both years, region by region.
fn chart(regions: &[Vec<Cell>], year: i32) -> Option<Chart> {
    let columns = REGIONS.to_vec();
    let own: Vec<Row> = regions
        .iter()
        .map(|cells| Row::new(&columns, cells))
        .filter(|row| row.whole("looked_at") > Some(0) && !row.is_hidden("questions_sustained"))
        .collect();
    if own.len() < 2 {
        return None;
    }
    let counted = |row: &Row| format!("{} of {}", row.words("questions_sustained"), row.words("looked_at"));
    let bar = |row: &Row| {
        let n = |name: &str| row.whole(name).and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
        Bar {
            label: row.words("region"),
            note: counted(row),
            value: Cell::ratio(Ratio::new(n("questions_sustained") * 10_000, n("looked_at"))),
            goal: Cell::ratio(Ratio::new(10_000, 1)),
            before: Cell::default(),
            state: if row.truth("sustained") == Some(true) { State::Met } else { State::Below },
        }
    };
    let told: Vec<String> = own.iter().map(|row| format!("{} {}", row.words("region"), counted(row))).collect();
    Some(Chart {
        title: format!("Met in both years, region by region, FY{year}"),
        reading: format!("Questions met in FY{year} and the year before: {}; the goal is all of them.", told.join(", ")),
        source: "Case reviews of both years".to_owned(),
        drawing: Drawing::Bars(own.iter().map(bar).collect()),
    })
}
