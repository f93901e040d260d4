//! A report as CSV, for spreadsheets: UTF-8 with its mark, one header line, values as in JSON. Numbers by name become a
//! column each. Text that a spreadsheet would take for a formula gets an apostrophe before it.

use std::borrow::Cow;

use crate::report::{Cell, Datum, Released, Report};

/// The whole file.
#[must_use]
pub fn render(report: &Released) -> String {
    let names: Vec<Vec<&str>> = (0..report.columns.len()).map(|column| counted(report, column)).collect();
    let mut out = String::from("\u{feff}");
    let mut first = true;
    for (column, names) in report.columns.iter().zip(&names).filter(|(column, _)| !column.name.is_empty()) {
        if names.is_empty() {
            cell(&mut out, column.name, &mut first);
        }
        for name in names {
            cell(&mut out, &format!("{}_{name}", column.name), &mut first);
        }
    }
    out.push_str("\r\n");
    for row in &report.rows {
        let mut first = true;
        for ((column, cell_of), names) in report.columns.iter().zip(row).zip(&names) {
            if column.name.is_empty() {
                continue;
            }
            match &cell_of.value {
                Datum::Counts(counts) => {
                    for name in names {
                        let n = counts.iter().find(|(known, _)| known == name).map(|(_, n)| n.to_string());
                        cell(&mut out, &n.unwrap_or_default(), &mut first);
                    }
                }
                _ if !names.is_empty() => names.iter().for_each(|_| cell(&mut out, "", &mut first)),
                Datum::Text(text) => cell(&mut out, &guarded(text), &mut first),
                // Its names come from people.
                ratios @ Datum::Ratios(_) => cell(&mut out, &guarded(&plain(ratios)), &mut first),
                other => cell(&mut out, &plain(other), &mut first),
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// The names that a column of numbers by name has in any row.
fn counted(report: &Report, column: usize) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for row in &report.rows {
        if let Datum::Counts(counts) = &row[column].value {
            for (name, _) in counts {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
    }
    names
}

fn plain(datum: &Datum) -> String {
    match datum {
        Datum::Truth(truth) => truth.to_string(),
        Datum::Missing | Datum::Hidden | Datum::Counts(_) => String::new(),
        other => Cell::from(other.clone()).words(),
    }
}

fn cell(out: &mut String, text: &str, first: &mut bool) {
    if !std::mem::take(first) {
        out.push(',');
    }
    if text.contains([',', '"', '\n', '\r', '\'', ';']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// Plain numbers stay as they are, or every negative one would be spoilt.
fn guarded(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet could take a text for a formula.
pub(super) fn is_risky(text: &str) -> bool {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '|' | '%' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '｜');
    text.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n')).starts_with(risky)
        && text.trim().parse::<f64>().is_err()
}
