//! A report as Markdown, as `GitHub` and most others read it: what people wrote can neither mark nor break anything.

use std::fmt::Write as _;

use crate::domain::text::clean;
use crate::report::form::{Form, Signature};
use crate::report::{Cell, Column, Part, Released};

#[cfg(test)]
mod tests;

/// The whole text.
#[must_use]
pub fn render(report: &Released) -> String {
    let mut out = format!("# {}\n\n", escaped(report.title));
    if !report.subject.is_empty() {
        let _ = write!(out, "**{}**\n\n", line(&report.subject));
    }
    let _ = write!(out, "> {}\n\n", line(&report.banner()));
    if !report.file.is_empty() {
        let _ = writeln!(out, "- File: {}", line(&report.file));
    }
    let _ = writeln!(out, "- Data as of: {}", line(&report.generated));
    for (name, value) in &report.filters {
        let _ = writeln!(out, "- Only {name}: {}", line(value));
    }
    out.push('\n');
    let parts = report.reading();
    if parts.is_empty() {
        out.push_str("No rows.\n\n");
    }
    let mut before: Option<&Part> = None;
    for part in parts.iter() {
        if matches!(before, Some(Part::Item(..))) && !matches!(part, Part::Item(..)) {
            out.push('\n');
        }
        piece(report, part, &mut out);
        before = Some(part);
    }
    for note in &report.notes {
        let _ = write!(out, "\n{}\n", line(note));
    }
    if !report.footer.is_empty() {
        let _ = write!(out, "\n{}\n", line(&report.footer));
    }
    format!("{}\n", out.trim_end())
}

fn piece(report: &Released, part: &Part, out: &mut String) {
    match part {
        Part::Chapter(words) | Part::Heading(words) => {
            let marks = "#".repeat(usize::from(report.level(part).unwrap_or(2)));
            let _ = write!(out, "{marks} {}\n\n", line(words));
        }
        Part::Words(words) | Part::Remark(words) => {
            let _ = write!(out, "{}\n\n", lines(words));
        }
        Part::Facts(facts) => {
            for (name, value) in facts {
                let _ = writeln!(out, "- **{}**: {}", line(name), cell(value));
            }
            out.push('\n');
        }
        Part::Item(lead, text) => {
            let _ = writeln!(out, "- **{}** {}", line(lead), cell(text));
        }
        Part::Table(columns, rows) => table(columns, rows, out),
        Part::Chart(chart) => {
            let _ = write!(out, "**{}**\n\n{}\n\n", line(&chart.title), lines(&chart.reading));
            let (columns, rows) = chart.numbers();
            table(&columns, &rows, out);
            if !chart.source.is_empty() {
                let _ = write!(out, "*{}*\n\n", line(&chart.source));
            }
        }
        Part::Form(form) => filled(form, out),
        Part::Signatures(lines) => signatures(lines, out),
        Part::Lines(lines) => (0..*lines).for_each(|_| out.push_str("---\n\n")),
        Part::NewPage | Part::Turn(_) => {}
    }
}

fn table(columns: &[Column], rows: &[Vec<Cell>], out: &mut String) {
    let shown: Vec<(usize, &Column)> = columns.iter().enumerate().filter(|(_, column)| column.heading.is_some()).collect();
    let heads: Vec<String> = shown.iter().map(|(_, column)| cell(column.heading.as_deref().unwrap_or_default())).collect();
    let rules: Vec<&str> = shown.iter().map(|(_, column)| if column.right { "---:" } else { "---" }).collect();
    row(&heads, out);
    row(&rules, out);
    for cells in rows {
        let words: Vec<String> = shown.iter().map(|(at, _)| cell(&cells.get(*at).map(Cell::words).unwrap_or_default())).collect();
        row(&words, out);
    }
    out.push('\n');
}

fn row<S: AsRef<str>>(cells: &[S], out: &mut String) {
    out.push('|');
    for cell in cells {
        let _ = write!(out, " {} |", cell.as_ref());
    }
    out.push('\n');
}

/// A form as a table; a wide cell is followed by empty ones, as Markdown knows no spans.
fn filled(form: &Form, out: &mut String) {
    if !form.caption.is_empty() {
        let _ = write!(out, "**{}**\n\n", line(&form.caption));
    }
    let wide = form.rows.iter().map(|row| row.iter().map(|slot| usize::from(slot.span.max(1))).sum()).max().unwrap_or(0).max(1);
    let mut rows = form.rows.iter().map(|slots| {
        let mut cells = Vec::with_capacity(wide);
        for slot in slots {
            let words = cell(&slot.text);
            cells.push(match (&slot.tag, words.is_empty()) {
                (None, false) if slot.label => format!("**{words}**"),
                (Some(_), true) => "\\_\\_\\_\\_\\_\\_".to_owned(),
                _ => words,
            });
            cells.resize(cells.len() + usize::from(slot.span.max(1)) - 1, String::new());
        }
        cells.resize(wide, String::new());
        cells
    });
    let head = if form.heads > 0 { rows.next() } else { None };
    row(&head.unwrap_or_else(|| vec![String::new(); wide]), out);
    row(&vec!["---"; wide], out);
    rows.for_each(|cells| row(&cells, out));
    out.push('\n');
}

fn signatures(lines: &[Signature], out: &mut String) {
    out.push_str("| Role | Name | Signature | Date |\n| --- | --- | --- | --- |\n");
    for signature in lines {
        row(&[cell(&signature.role), cell(&signature.name), cell(&signature.signed), String::new()], out);
    }
    out.push('\n');
}

/// Text on one line.
fn line(text: &str) -> String {
    text_of(text, " / ")
}

/// Text in a cell of a table, with its line breaks.
fn cell(text: &str) -> String {
    text_of(text, "<br>")
}

/// A paragraph with its line breaks.
fn lines(text: &str) -> String {
    text_of(text, "  \n")
}

fn text_of(text: &str, between: &str) -> String {
    clean(text.trim()).0.split('\n').map(|line| escaped(line.trim())).collect::<Vec<_>>().join(between)
}

/// What would mark something is only said.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let marks = matches!(c, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '&' | '$');
        let begins = at == 0 && matches!(c, '-' | '+' | '=') || matches!(c, '.' | ')') && counts(&text[..at], &text[at + 1..]);
        if marks || begins {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a sign between these would make a numbered list.
fn counts(before: &str, after: &str) -> bool {
    !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit()) && (after.is_empty() || after.starts_with(' '))
}
