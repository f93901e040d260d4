//! A report as a workbook: a front sheet, a sheet for each table with typed cells, and charts that the program at the other end
//! draws itself from their numbers. No formula is written, no sheet is hidden: what is not on a sheet is not in the file.

mod charts;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::RenderError;
use crate::domain::text::clean;
use crate::report::chart::Chart;
use crate::report::{Cell, Column, Datum, Part, Released};
use sheet::{Book, Looks};

/// The whole file.
///
/// # Errors
/// The writer's own refusal, in words.
pub fn render(report: &Released) -> Result<Vec<u8>, RenderError> {
    write(report).map_err(|error| RenderError::Refused { format: "workbook", why: error.to_string() })
}

fn write(report: &Released) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book { workbook: Workbook::new(), looks: Looks::new(), names: Vec::new(), banner: report.banner() };
    book.workbook.set_properties(&properties(report)?);
    let reading = report.reading();
    front(&mut book, report, &reading)?;
    if !report.rows.is_empty() {
        let (columns, rows) = spread(&report.columns, &report.rows);
        book.table(report.title, &columns, &rows)?;
    }
    for further in report.tables.iter().filter(|table| !table.rows.is_empty()) {
        let (columns, rows) = spread(&further.columns, &further.rows);
        book.table(&further.name.replace('_', " "), &columns, &rows)?;
    }
    if report.rows.is_empty() && report.tables.iter().all(|table| table.rows.is_empty()) {
        let mut title = report.title.to_owned();
        for part in reading.iter() {
            match part {
                Part::Heading(words) | Part::Chapter(words) => title.clone_from(words),
                Part::Table(columns, rows) => {
                    let (columns, rows) = spread(columns, rows);
                    book.table(&title, &columns, &rows)?;
                }
                _ => {}
            }
        }
    }
    let forms: Vec<_> = reading.iter().filter_map(|part| if let Part::Form(form) = part { Some(form) } else { None }).collect();
    if !forms.is_empty() {
        book.forms(&forms)?;
    }
    let drawn: Vec<&Chart> =
        reading.iter().filter_map(|part| if let Part::Chart(chart) = part { Some(chart.as_ref()) } else { None }).collect();
    charts::write(&mut book, &drawn)?;
    book.workbook.save_to_buffer()
}

/// What a file says of itself. The day is that of the data, so that the same data give the same bytes.
fn properties(report: &Released) -> Result<DocProperties, XlsxError> {
    let day = report.generated.get(..10).filter(|day| day.len() == 10).unwrap_or("2000-01-01");
    let made = ExcelDateTime::parse_from_str(day).or_else(|_| ExcelDateTime::parse_from_str("2000-01-01"))?;
    let text = |text: &str| clean(text).0.chars().take(250).collect::<String>();
    let mut properties =
        DocProperties::new().set_title(text(report.title)).set_subject(text(&report.subject)).set_comment(text(&report.banner()));
    if !report.is_public() {
        properties = properties.set_author(text(&report.mark().who));
    }
    Ok(properties.set_creation_datetime(&made))
}

/// The first sheet: what it is, what holds for all of it, what is to be known of it.
fn front(book: &mut Book, report: &Released, reading: &[Part]) -> Result<(), XlsxError> {
    let mut lines: Vec<(String, Cell)> = Vec::new();
    let mut fact = |name: &str, cell: Cell| lines.push((name.to_owned(), cell));
    let text = |text: &str| Cell::from(Datum::Text(text.to_owned()));
    if !report.subject.is_empty() {
        fact("About", text(&report.subject));
    }
    fact("File", text(&report.file));
    fact("Data as of", text(report.generated.get(..10).unwrap_or(&report.generated)));
    for (name, value) in &report.filters {
        fact(&format!("Only {name}"), text(value));
    }
    for (column, cell) in report.facts.iter().filter(|(column, _)| column.heading.is_some() || !column.name.is_empty()) {
        fact(&column.heading.as_deref().map_or_else(|| column.name.replace('_', " "), str::to_owned), cell.clone());
    }
    let said = reading.iter().filter_map(|part| match part {
        Part::Words(words) | Part::Remark(words) => Some(words.clone()),
        Part::Item(lead, words) => Some(format!("{lead}  {words}")),
        _ => None,
    });
    let notes: Vec<String> = said.chain(report.notes.iter().cloned()).collect();
    book.front(report.title, &lines, &notes)
}

/// Columns with a name or a heading; numbers by name become a column each, as in CSV.
fn spread(columns: &[Column], rows: &[Vec<Cell>]) -> (Vec<(String, Column)>, Vec<Vec<Cell>>) {
    let mut heads = Vec::new();
    let mut takes: Vec<(usize, Option<String>)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let heading = column.heading.as_deref().filter(|heading| !heading.is_empty());
        let said = heading.map_or_else(|| column.name.replace('_', " "), str::to_owned);
        if said.is_empty() && column.name.is_empty() && rows.iter().all(|row| row[at].words().is_empty()) {
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for row in rows {
            if let Datum::Counts(counts) = &row[at].value {
                names.extend(counts.iter().map(|(name, _)| name.as_str()).filter(|name| !names.contains(name)).collect::<Vec<_>>());
            }
        }
        if names.is_empty() {
            heads.push((said.clone(), column.clone()));
            takes.push((at, None));
        }
        for name in names {
            heads.push((format!("{said} {name}"), column.clone()));
            takes.push((at, Some(name.to_owned())));
        }
    }
    let cell = |row: &Vec<Cell>, (at, name): &(usize, Option<String>)| match (&row[*at].value, name) {
        (Datum::Counts(counts), Some(name)) => Cell::whole(counts.iter().find(|(known, _)| known == name).map(|(_, n)| *n)),
        (Datum::Hidden, _) => Cell::hidden(),
        (_, Some(_)) => Cell::default(),
        _ => row[*at].clone(),
    };
    let rows = rows.iter().map(|row| takes.iter().map(|take| cell(row, take)).collect()).collect();
    (heads, rows)
}

#[cfg(test)]
mod tests;
