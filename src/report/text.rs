//! A report as plain text for people: a title, aligned columns, notes. No escape sequence ever leaves here.

use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

use super::Report;
use crate::domain::text::clean;

/// The most cells of one column; longer text is cut with an ellipsis.
const WIDEST: usize = 60;

/// The whole text.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut out = format!("{}  {}", report.title, one_line(&report.file));
    if report.unencrypted {
        out.push_str("  NOT ENCRYPTED");
    }
    out.push('\n');
    if !report.filters.is_empty() {
        let filters: Vec<String> = report.filters.iter().map(|(name, value)| format!("{name} {}", one_line(value))).collect();
        let _ = writeln!(out, "Only {}", filters.join(", "));
    }
    let _ = writeln!(out, "As of {}\n", report.generated);
    if report.rows.is_empty() {
        out.push_str("No rows.\n");
    } else {
        table(report, &mut out);
    }
    for note in &report.notes {
        let _ = writeln!(out, "\n{}", one_line(note));
    }
    out
}

fn table(report: &Report, out: &mut String) {
    let shown: Vec<(usize, &'static str, bool)> =
        report.columns.iter().enumerate().filter_map(|(at, c)| Some((at, c.heading?, c.right))).collect();
    let rows: Vec<Vec<String>> =
        report.rows.iter().map(|row| shown.iter().map(|(at, ..)| short(&one_line(&row[*at].words()))).collect()).collect();
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

fn short(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 2 > WIDEST {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
