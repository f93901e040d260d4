//! Forms, lines to sign on and lines to write on. Whatever is empty has room for a hand.

use super::flow::{Flow, REMARK, WORDS};
use super::page::{Ink, Role, Style};
use super::table::{Block, Row, Rows};
use crate::domain::text::clean;
use crate::report::form::{Form, Signature, Slot};
use crate::report::render::layout::{Face, MARGIN, PADDING, TABLE, lines::lines};

/// A written line of a form.
const HAND: f32 = 21.0;
/// From one line to write on to the next.
const RULED: f32 = 24.0;
/// Above and below the text of a cell.
const AIR: f32 = 3.2;

/// A form as rows; its columns share the room as their widths say.
pub fn rows(form: &Form, room: f32) -> Rows {
    let columns = form.widths.len().max(form.rows.iter().map(|row| row.iter().map(span).sum()).max().unwrap_or(0)).max(1);
    let weights: Vec<f32> = (0..columns).map(|at| form.widths.get(at).map_or(1.0, |width| f32::from((*width).max(1)))).collect();
    let total: f32 = weights.iter().sum();
    let edges: Vec<f32> = std::iter::once(0.0)
        .chain(weights.iter().scan(0.0, |x, weight| {
            *x += weight / total * room;
            Some(*x)
        }))
        .collect();
    let labels: Vec<String> = form.rows.iter().flatten().filter(|slot| slot.label).map(|slot| slot.text.to_lowercase()).collect();
    let mut all = form.rows.iter().enumerate().map(|(at, slots)| row(slots, &edges, at < form.heads, form.heads > 0, &labels));
    Rows { says: clean(&form.caption).0, heads: all.by_ref().take(form.heads).collect(), body: all.collect(), width: room, boxed: true }
}

fn span(slot: &Slot) -> usize {
    usize::from(slot.span.max(1))
}

fn row(slots: &[Slot], edges: &[f32], head: bool, headed: bool, labels: &[String]) -> Row {
    let (mut column, mut least) = (0, 0.0_f32);
    let last = edges.len() - 1;
    let mut cells = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let from = column.min(last);
        // The last cell takes what is left of the row.
        column = if at + 1 == slots.len() { last } else { (column + span(slot)).min(last) };
        let (x, width) = (edges[from], edges[column] - edges[from]);
        let blank = slot.text.trim().is_empty();
        // On paper a label or a head says what belongs here; a hint that only repeats it is left out.
        let repeats = blank && (headed || labels.iter().any(|label| label.contains(&slot.hint.to_lowercase())));
        let text = if repeats { String::new() } else { clean(if blank { &slot.hint } else { &slot.text }).0 };
        let style = style(slot, blank);
        let written = f32::from(slot.lines.max(1));
        least = least.max(match (&slot.tag, blank) {
            (Some(_), true) => written * HAND + if text.is_empty() { 0.0 } else { style.leading },
            (Some(_), false) => written * style.leading + 2.0 * AIR,
            (None, _) => f32::from(slot.lines) * HAND,
        });
        let over = u8::try_from(column - from).unwrap_or(u8::MAX).max(1);
        let role = if head {
            Role::ColumnHead(over)
        } else if slot.label {
            Role::RowHead(over)
        } else {
            Role::Cell(over)
        };
        let lines = if text.is_empty() { Vec::new() } else { lines(&text, style.face, style.size, width - 2.0 * PADDING) };
        let lines = lines.into_iter().map(str::to_owned).collect();
        cells.push(Block { x, width, inset: (PADDING, PADDING), lines, style, right: false, low: false, shaded: slot.label || head, role });
    }
    Row { cells, least: if head { 0.0 } else { least } }
}

fn style(slot: &Slot, blank: bool) -> Style {
    let (face, size, ink) = match (slot.label, blank) {
        (true, _) => (Face::Bold, TABLE, Ink::Text),
        (false, true) => (Face::Italic, 7.5, Ink::Quiet),
        (false, false) => (Face::Regular, TABLE, Ink::Text),
    };
    Style { face, size, leading: size * 1.34, ink }
}

/// Lines to sign on, each with its date; all of them on one page, so that nobody signs a page without the others.
pub fn signatures(flow: &mut Flow, signatures: &[Signature]) {
    let room = flow.room();
    let signed = signed(room);
    let date = room * 0.7;
    flow.keep(signing(signatures, room));
    for signature in signatures {
        let below = below(signature, room);
        flow.keep(high(&below));
        flow.air(8.0);
        let line = flow.y() + 26.0;
        let above = clean(&signature.signed).0;
        if !above.is_empty() {
            let first = lines(&above, WORDS.face, WORDS.size, signed).first().map_or("", |line| *line).to_owned();
            let of = flow.pages.tag(0, Role::Paragraph);
            flow.write((MARGIN, line - WORDS.leading - 1.0), WORDS, &first, Some(of));
        }
        flow.rule((MARGIN, line), (MARGIN + signed, line), 0.6, Ink::Line);
        let of = flow.pages.tag(0, Role::Paragraph);
        for (at, text) in below.iter().enumerate() {
            flow.write((MARGIN, line + 2.0 + at as f32 * REMARK.leading), REMARK, text, Some(of));
        }
        if above.is_empty() {
            flow.rule((MARGIN + date, line), (MARGIN + room, line), 0.6, Ink::Line);
            let of = flow.pages.tag(0, Role::Paragraph);
            flow.write((MARGIN + date, line + 2.0), REMARK, "Date", Some(of));
        }
        flow.down(high(&below) - 8.0);
    }
}

/// How high all of them are.
pub fn signing(signatures: &[Signature], room: f32) -> f32 {
    signatures.iter().map(|signature| high(&below(signature, room))).sum()
}

fn signed(room: f32) -> f32 {
    room * 0.62
}

/// What stands under the line: as what a person signs, and who.
fn below(signature: &Signature, room: f32) -> Vec<String> {
    let (role, name) = (clean(&signature.role).0, clean(&signature.name).0);
    let words = if name.is_empty() || role.is_empty() { format!("{role}{name}") } else { format!("{role}: {name}") };
    lines(&words, REMARK.face, REMARK.size, signed(room)).into_iter().map(str::to_owned).collect()
}

fn high(below: &[String]) -> f32 {
    38.0 + below.len().max(1) as f32 * REMARK.leading
}

/// Empty lines to write on.
pub fn ruled(flow: &mut Flow, count: u8) {
    for _ in 0..count {
        flow.keep(RULED);
        flow.down(RULED);
        let (y, room) = (flow.y() - 2.0, flow.room());
        flow.rule((MARGIN, y), (MARGIN + room, y), 0.5, Ink::Line);
    }
}
