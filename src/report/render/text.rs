//! A report as plain text for people: a title, aligned columns or a page of parts, notes. No escape sequence ever leaves
//! here.

mod bars;
mod form;
mod rows;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::clean;
use crate::report::chart::{Chart, Drawing};
use crate::report::{Cell, Column, Part, Released};

/// The most cells of one column; longer text is cut with an ellipsis.
const WIDEST: usize = 60;
/// The most cells of a remark: what is said in no other column and no other form.
const REMARK: usize = 160;
/// How wide running text is.
const PAGE: usize = 96;
/// What stands before all else where cases are named.
pub const CONFIDENTIAL: &str = "Confidential: contains case identifiers";

/// The whole text.
#[must_use]
pub fn render(report: &Released) -> String {
    let mut out = String::new();
    if report.names_cases() {
        out.push_str(CONFIDENTIAL);
        out.push('\n');
    }
    let _ = write!(out, "{}  {}", report.title, one_line(&report.file));
    if report.unencrypted {
        out.push_str("  NOT ENCRYPTED");
    }
    out.push('\n');
    if !report.subject.is_empty() {
        let _ = writeln!(out, "{}", one_line(&report.subject));
    }
    if !report.filters.is_empty() {
        let filters: Vec<String> = report.filters.iter().map(|(name, value)| format!("{name} {}", one_line(value))).collect();
        let _ = writeln!(out, "Only {}", filters.join(", "));
    }
    let _ = writeln!(out, "As of {}\n", report.generated);
    if !report.parts.is_empty() {
        page(&report.parts, report.width.unwrap_or(PAGE), &mut out);
    } else if report.rows.is_empty() {
        out.push_str("No rows.\n");
    } else {
        table(&report.columns, &report.rows, &mut out);
    }
    for note in &report.notes {
        let _ = writeln!(out, "\n{}", one_line(note));
    }
    out
}

/// Parts below each other: a blank line between them, but none below a heading and none between items.
fn page(parts: &[Part], width: usize, out: &mut String) {
    let mut before: Option<&Part> = None;
    for part in parts.iter().filter(|part| !matches!(part, Part::NewPage | Part::Turn(_))) {
        let close = match before {
            None | Some(Part::Heading(_)) => true,
            Some(Part::Item(..)) => matches!(part, Part::Item(..)),
            Some(_) => false,
        };
        if !close {
            out.push('\n');
        }
        match part {
            Part::Chapter(words) => {
                paragraph("", words, width, out);
                let _ = writeln!(out, "{}", "=".repeat(one_line(words).width().min(width)));
            }
            Part::Heading(words) | Part::Words(words) | Part::Remark(words) => paragraph("", words, width, out),
            Part::Item(lead, text) => paragraph(&format!("  {}  ", one_line(lead)), text, width, out),
            Part::Table(columns, rows) => table(columns, rows, out),
            Part::Facts(facts) => {
                let names = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
                for (name, value) in facts {
                    let room = " ".repeat(names - name.width());
                    paragraph(&format!("{name}{room}  "), value, width, out);
                }
            }
            Part::Chart(chart) => drawing(chart, width, out),
            Part::Form(form) => form::form(form, width, out),
            Part::Signatures(lines) => form::signatures(lines, width, out),
            Part::Lines(lines) => (0..*lines).for_each(|_| out.push_str("________________________________________\n")),
            Part::NewPage | Part::Turn(_) => {}
        }
        before = Some(part);
    }
}

/// A chart: its sentence, its numbers, and bars where they are bars.
fn drawing(chart: &Chart, width: usize, out: &mut String) {
    paragraph("", &chart.title, width, out);
    paragraph("  ", &chart.reading, width, out);
    out.push('\n');
    match &chart.drawing {
        Drawing::Bars(all) if all.iter().any(|bar| bar.value.at().is_some()) => bars::bars(all, width, out),
        _ => {
            let (columns, rows) = chart.numbers();
            // A column that is empty in all rows says nothing on paper.
            let told: Vec<usize> = (0..columns.len()).filter(|at| rows.iter().any(|row| !row[*at].words().is_empty())).collect();
            let columns: Vec<Column> = told.iter().map(|at| columns[*at].clone()).collect();
            let rows: Vec<Vec<Cell>> = rows.iter().map(|row| told.iter().map(|at| row[*at].clone()).collect()).collect();
            table(&columns, &rows, out);
        }
    }
    paragraph("  ", &chart.source, width, out);
}

/// Text that is broken between words where the page ends; further lines begin below the first word.
fn paragraph(lead: &str, text: &str, page: usize, out: &mut String) {
    let indent = lead.width();
    let (mut line, mut at) = (lead.to_owned(), indent);
    for word in one_line(text).split(' ').filter(|word| !word.is_empty()) {
        if at > indent && at + 1 + word.width() > page {
            out.push_str(line.trim_end());
            out.push('\n');
            (line, at) = (" ".repeat(indent), indent);
        }
        if at > indent {
            line.push(' ');
            at += 1;
        }
        line.push_str(word);
        at += word.width();
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

fn table(columns: &[Column], rows: &[Vec<Cell>], out: &mut String) {
    let shown: Vec<(usize, &str, bool)> =
        columns.iter().enumerate().filter_map(|(at, c)| Some((at, c.heading.as_deref()?, c.right))).collect();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            shown
                .iter()
                .map(|(at, ..)| short(&one_line(&row[*at].words()), if columns[*at].name.is_empty() { REMARK } else { WIDEST }))
                .collect()
        })
        .collect();
    let widths: Vec<usize> = shown
        .iter()
        .enumerate()
        .map(|(i, (_, heading, _))| rows.iter().map(|row| row[i].width()).max().unwrap_or(0).max(heading.width()))
        .collect();
    let mut line = |cells: &[&str]| {
        let mut text = String::new();
        for ((cell, width), (_, _, right)) in cells.iter().zip(&widths).zip(&shown) {
            let room = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = if *right { (room.as_str(), "") } else { ("", room.as_str()) };
            let _ = write!(text, "{before}{cell}{after}  ");
        }
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(&shown.iter().map(|(_, heading, _)| *heading).collect::<Vec<_>>());
    for row in &rows {
        line(&row.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

fn one_line(text: &str) -> String {
    clean(text).0.replace('\n', " / ")
}

fn short(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 2 > widest {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
