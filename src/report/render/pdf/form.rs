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
    let end = edges.len() - 1;
    let mut cells = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let from = column.min(end);
        // The last cell takes what is left of the row.
        column = if at + 1 == slots.len() { end } else { (column + span(slot)).min(end) };
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
    flow.keep(signing(signatures, room));
    for signature in signatures {
        let (above, below) = around(signature, room);
        flow.keep(high(&above, &below));
        flow.air(8.0);
        let line = flow.y() + over(&above);
        let mut write = |x: f32, top: f32, style: Style, texts: &[String]| {
            let of = flow.pages.tag(0, Role::Paragraph);
            for (at, text) in texts.iter().enumerate() {
                flow.write((x, top + at as f32 * style.leading), style, text, Some(of));
            }
        };
        if !above.is_empty() {
            write(MARGIN, line - 1.0 - above.len() as f32 * WORDS.leading, WORDS, &above);
        }
        write(MARGIN, line + 2.0, REMARK, &below);
        let date = MARGIN + room * DATE;
        if above.is_empty() {
            write(date, line + 2.0, REMARK, &["Date".to_owned()]);
            flow.rule((date, line), (MARGIN + room, line), 0.6, Ink::Line);
        }
        flow.rule((MARGIN, line), (MARGIN + room * SIGNED, line), 0.6, Ink::Line);
        flow.down(high(&above, &below) - 8.0);
    }
}

/// How much of the room the line to sign on takes, and where that for the date begins.
const SIGNED: f32 = 0.62;
const DATE: f32 = 0.7;

/// How high all of them are.
pub fn signing(signatures: &[Signature], room: f32) -> f32 {
    let one = |signature| {
        let (above, below) = around(signature, room);
        high(&above, &below)
    };
    signatures.iter().map(one).sum()
}

/// What stands on the line, if it was signed; and under it as what a person signs, and who.
fn around(signature: &Signature, room: f32) -> (Vec<String>, Vec<String>) {
    let broken = |text: &str, style: Style| -> Vec<String> {
        if text.is_empty() {
            return Vec::new();
        }
        lines(text, style.face, style.size, room * SIGNED).into_iter().map(str::to_owned).collect()
    };
    let (role, name) = (clean(&signature.role).0, clean(&signature.name).0);
    let words = if name.is_empty() || role.is_empty() { format!("{role}{name}") } else { format!("{role}: {name}") };
    (broken(&clean(&signature.signed).0, WORDS), broken(&words, REMARK))
}

/// Room over the line: for a hand, or for what was signed.
fn over(above: &[String]) -> f32 {
    26.0_f32.max(above.len() as f32 * WORDS.leading + 4.0)
}

fn high(above: &[String], below: &[String]) -> f32 {
    over(above) + 12.0 + below.len().max(1) as f32 * REMARK.leading
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
