//! The last look at a report before everybody may read it: columns that never leave the office are taken out, and a number that is
//! too small, or a case by name, refuses the whole. It hides nothing: that was done by those who know what the numbers mean.

use super::chart::{Chart, Drawing};
use super::model::CASE_ID;
use super::{Cell, Column, Datum, Part, PolicyError, Report, Tells};

/// Whether a column may be read by everybody.
fn is_open(column: &Column) -> bool {
    !matches!(column.tells, Tells::OneCase | Tells::Person | Tells::FreeText | Tells::Split) && column.name != CASE_ID
}

/// Without the columns that are about cases, persons and typed text; tables of nothing else go too.
pub(super) fn open(mut report: Report) -> Report {
    thin(&mut report.columns, &mut report.rows);
    for table in &mut report.tables {
        thin(&mut table.columns, &mut table.rows);
    }
    report.tables.retain(|table| !table.rows.is_empty() && table.columns.iter().any(|column| column.tells != Tells::Nothing));
    report.facts.retain(|(column, _)| is_open(column));
    for part in &mut report.parts {
        if let Part::Table(columns, rows) = part {
            thin(columns, rows);
        }
    }
    report.parts.retain(|part| !matches!(part, Part::Table(columns, _) if columns.is_empty()));
    report.events.clear();
    report
}

fn thin(columns: &mut Vec<Column>, rows: &mut [Vec<Cell>]) {
    let keep: Vec<bool> = columns.iter().map(is_open).collect();
    for row in rows {
        let mut at = keep.iter();
        row.retain(|_| *at.next().unwrap_or(&true));
    }
    columns.retain(is_open);
}

/// Refuses what would tell of too few cases.
pub(super) fn check(report: &Report, smallest: u64) -> Result<(), PolicyError> {
    table("the rows", &report.columns, &report.rows, smallest)?;
    for further in &report.tables {
        table(&format!("the table '{}'", further.name), &further.columns, &further.rows, smallest)?;
    }
    for (column, value) in &report.facts {
        cell(&format!("the fact '{}'", column.name), column, value, smallest)?;
    }
    for part in &report.parts {
        match part {
            Part::Table(columns, rows) => table("a table", columns, rows, smallest)?,
            Part::Chart(one) => chart(one, report.name != "milestones", smallest)?,
            Part::Form(form) if form.rows.iter().flatten().any(|slot| slot.tag.is_some() && !slot.text.is_empty()) => {
                return Err(PolicyError::Case { place: format!("the form '{}'", form.caption) });
            }
            _ => {}
        }
    }
    if report.filters.iter().any(|(name, _)| matches!(*name, "case" | "worker" | "supervisor")) {
        return Err(PolicyError::Case { place: "its filters".to_owned() });
    }
    Ok(())
}

fn table(place: &str, columns: &[Column], rows: &[Vec<Cell>], smallest: u64) -> Result<(), PolicyError> {
    for row in rows {
        for (column, value) in columns.iter().zip(row) {
            let name = if column.name.is_empty() { column.heading.as_deref().unwrap_or_default() } else { column.name };
            cell(&format!("{place}, column '{name}'"), column, value, smallest)?;
        }
        shares(place, columns, row, smallest)?;
    }
    Ok(())
}

fn cell(place: &str, column: &Column, value: &Cell, smallest: u64) -> Result<(), PolicyError> {
    let refuse = |what: String| Err(PolicyError::Small { what, place: place.to_owned(), smallest });
    if column.tells != Tells::Cases {
        return Ok(());
    }
    let small = |n: u64| n > 0 && n < smallest;
    match &value.value {
        Datum::Whole(n) if u64::try_from(*n).is_ok_and(small) => refuse(n.to_string()),
        Datum::Tenthousandths(n) if *n > 0 && *n < smallest * 10_000 => refuse(value.words()),
        Datum::Counts(counts) if counts.iter().any(|(_, n)| small(*n)) => refuse(value.words()),
        Datum::Text(_) | Datum::Missing => text(place, &value.words(), smallest),
        _ => Ok(()),
    }
}

/// A row that says how many cases there are and how many of them were acceptable says how many were not.
fn shares(place: &str, columns: &[Column], row: &[Cell], smallest: u64) -> Result<(), PolicyError> {
    let at = |name: &str| columns.iter().position(|column| column.name == name).map(|at| &row[at].value);
    let Some(Datum::Whole(n)) = at("applicable") else { return Ok(()) };
    let n = u64::try_from(*n).unwrap_or(0) * 10_000;
    let credit = match (at("credit").or_else(|| at("acceptable")), at("score")) {
        (Some(Datum::Tenthousandths(credit)), _) => *credit,
        (_, Some(Datum::Ratio(ratio))) if ratio.whole() > 0 => n / 10_000 * ratio.part() / ratio.whole(),
        _ => return Ok(()),
    };
    let small = |credit: u64| credit > 0 && credit < smallest * 10_000;
    if small(credit) || small(n.saturating_sub(credit)) {
        return Err(PolicyError::Small { what: "a share".to_owned(), place: place.to_owned(), smallest });
    }
    Ok(())
}

/// `38 of 40` where either number, or what is left of it, is small.
fn text(place: &str, words: &str, smallest: u64) -> Result<(), PolicyError> {
    let small = |n: f64| n > 0.0 && n < smallest as f64;
    let tokens: Vec<&str> = words.split_whitespace().collect();
    for three in tokens.windows(3).filter(|three| three[1] == "of") {
        let number = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).parse::<f64>();
        if let (Ok(part), Ok(whole)) = (number(three[0]), number(three[2]))
            && (small(part) || small(whole - part) || small(whole))
        {
            return Err(PolicyError::Small { what: format!("'{}'", three.join(" ")), place: place.to_owned(), smallest });
        }
    }
    Ok(())
}

/// `counts`: whether what stands at its bars are numbers of cases. In the report of milestones they are numbers of questions.
fn chart(chart: &Chart, counts: bool, smallest: u64) -> Result<(), PolicyError> {
    let place = format!("the chart '{}'", chart.title);
    match &chart.drawing {
        Drawing::Bars(bars) if counts => bars.iter().try_for_each(|bar| text(&place, &bar.note, smallest)),
        Drawing::Run(run) => points(&place, run, smallest),
        Drawing::Multiples(panels) => panels.iter().try_for_each(|panel| points(&place, &panel.run, smallest)),
        Drawing::Bars(_) | Drawing::Gantt(_) => Ok(()),
    }
}

fn points(place: &str, run: &super::chart::Run, smallest: u64) -> Result<(), PolicyError> {
    for point in &run.points {
        if let Datum::Whole(n) = point.n.value
            && u64::try_from(n).is_ok_and(|n| n > 0 && n < smallest)
        {
            return Err(PolicyError::Small { what: n.to_string(), place: place.to_owned(), smallest });
        }
    }
    Ok(())
}

/// Rows with a share of none or of all: what they are called.
pub(super) fn all_or_none(report: &Report) -> Vec<String> {
    let at = |name: &str| report.columns.iter().position(|column| column.name == name);
    let Some(score) = at("score") else { return Vec::new() };
    let lead = if report.subject.is_empty() { String::new() } else { format!("{}: ", report.subject) };
    let called = |row: &Vec<Cell>| {
        let names = ["instrument", "region", "office", "area", "question", "year"];
        let words = names.iter().filter_map(|name| Some(row[at(name)?].words())).filter(|words| !words.is_empty());
        format!("{lead}{}: {}", words.collect::<Vec<_>>().join(", "), row[score].words())
    };
    let is =
        |row: &&Vec<Cell>| matches!(&row[score].value, Datum::Ratio(ratio) if ratio.part() == 0 || ratio.part() == ratio.whole() * 10_000);
    report.rows.iter().filter(is).map(called).collect()
}
