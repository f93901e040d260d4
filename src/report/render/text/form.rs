//! Forms in plain text: a box for each place to fill, so that it can be filled by hand on a print, and lines to sign on.

use std::fmt::Write as _;

use super::rows::{Boxed, row};
use crate::report::form::{Form, Signature};

/// No column is narrower.
const NARROW: usize = 3;

/// A form in boxes, at most as wide as the page.
pub(super) fn form(form: &Form, page: usize, out: &mut String) {
    if !form.caption.is_empty() {
        super::paragraph("", &form.caption, page, out);
    }
    let wide =
        form.rows.iter().map(|row| row.iter().map(|slot| usize::from(slot.span.max(1))).sum()).max().unwrap_or(0).max(form.widths.len());
    if wide == 0 {
        return;
    }
    let widths = widths(&form.widths, wide, page.saturating_sub(3 * wide + 1));
    let rule = format!("+{}+\n", "-".repeat(widths.iter().sum::<usize>() + 3 * wide - 1));
    out.push_str(&rule);
    for slots in &form.rows {
        let mut at = 0;
        let mut cells = Vec::new();
        for slot in slots {
            let span = usize::from(slot.span.max(1)).min(wide.saturating_sub(at)).max(1);
            let room = widths.iter().skip(at).take(span).sum::<usize>() + 3 * (span - 1);
            at += span;
            let mut cell = Boxed::new(&slot.text, room);
            let lines = usize::from(slot.lines.max(1));
            if cell.lines.len() < lines {
                cell.lines.resize(lines, String::new());
            }
            cells.push(cell);
        }
        if at < wide {
            let room = widths.iter().skip(at).sum::<usize>() + 3 * (wide - at - 1);
            cells.push(Boxed::new("", room));
        }
        row(&cells, ("| ", " | ", " |"), out);
        out.push_str(&rule);
    }
}

/// The widths of the columns in letters, in the measure of the form.
fn widths(asked: &[u16], wide: usize, room: usize) -> Vec<usize> {
    let asked: Vec<usize> = (0..wide).map(|at| usize::from(asked.get(at).copied().unwrap_or(1).max(1))).collect();
    let all: usize = asked.iter().sum();
    let mut widths: Vec<usize> = asked.iter().map(|width| (width * room / all).max(NARROW)).collect();
    let left = room.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

/// A line to sign on for each, under what is known of it.
pub(super) fn signatures(lines: &[Signature], page: usize, out: &mut String) {
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let who = if line.name.is_empty() { line.role.clone() } else { format!("{}: {}", line.role, line.name) };
        super::paragraph("", &who, page, out);
        if line.signed.is_empty() {
            let _ = writeln!(out, "\n  Signature {}  Date {}", "_".repeat(40), "_".repeat(14));
        } else {
            super::paragraph("  ", &line.signed, page, out);
        }
    }
}
