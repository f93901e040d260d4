//! What is filled in: forms with content controls, lines to sign on, lines to write on.

use super::markup::{Look, Shape, attribute, paragraph, runs, twips};
use super::table::{Frame, Height, Place, cell, row};
use crate::domain::mark;
use crate::report::form::{Form, Signature, Slot};

/// The most characters of a control's tag and title; with more Word calls the file damaged.
pub const LONGEST_TAG: usize = 64;
/// A line of a form's text, and the margins of its row.
const LINE: u32 = 240;
const ROW_MARGIN: u32 = 100;
/// A line to write on by hand.
const WRITTEN: u32 = 480;
/// Room to sign in.
const SIGNED: u32 = 640;
/// A row with more characters than this may go on on the next page.
const LONG_ROW: usize = 700;

/// A form in so much room. `ids` gives each control a number of its own.
pub(super) fn form(form: &Form, room: f32, ids: &mut u32) -> String {
    let spans = |row: &Vec<Slot>| row.iter().map(|slot| usize::from(slot.span.max(1))).sum::<usize>();
    let columns = form.rows.iter().map(spans).max().unwrap_or(0).max(form.widths.len());
    let shares: Vec<f32> = (0..columns).map(|at| f32::from(form.widths.get(at).copied().unwrap_or(1).max(1))).collect();
    let total: f32 = shares.iter().sum();
    let widths: Vec<u32> = shares.iter().map(|share| twips(room * share / total)).collect();

    let frame = Frame { style: "FormTable", widths: &widths, caption: &form.caption, description: "", headed: form.heads > 0, led: false };
    let mut out = frame.open();
    for (at, slots) in form.rows.iter().enumerate().filter(|(_, slots)| !slots.is_empty()) {
        let head = at < form.heads;
        let (mut cells, mut column) = (String::new(), 0);
        for (nth, slot) in slots.iter().enumerate() {
            let last = nth + 1 == slots.len();
            let span = if last { columns - column } else { usize::from(slot.span.max(1)) };
            let width = widths[column..column + span].iter().sum();
            column += span;
            let look = Place { width, span, shaded: slot.label, ..Place::default() };
            cells.push_str(&cell(look, &content(slot, head, ids)));
        }
        let lines = slots.iter().map(|slot| u32::from(slot.lines.max(1))).max().unwrap_or(1);
        // Heads are repeated on each page: room to write in them would be repeated with them.
        let height = if head || lines < 2 { Height::Free } else { Height::Least(lines * LINE + ROW_MARGIN) };
        let long = slots.iter().map(|slot| slot.text.len()).max().unwrap_or(0) > LONG_ROW;
        out.push_str(&row(&cells, head, head || !long, height));
    }
    out.push_str("</w:tbl>");
    out
}

fn content(slot: &Slot, head: bool, ids: &mut u32) -> String {
    let shape = Shape::of(if head { "TableHead" } else { "TableText" });
    let inside = match &slot.tag {
        Some(tag) if tag.chars().count() <= LONGEST_TAG => control(tag, slot, ids),
        _ if slot.label => runs(&slot.text, Look::BOLD),
        _ => runs(&slot.text, Look::default()),
    };
    paragraph(shape, &inside)
}

/// A content control under a tag, after a bookmark that names it too: `LibreOffice` up to 7.4 drops the tag and keeps the bookmark.
/// It is one of rich text for the same reason: in one of plain text that program makes the placeholder text like any other.
fn control(tag: &str, slot: &Slot, ids: &mut u32) -> String {
    *ids += 1;
    let mark = format!(r#"<w:bookmarkStart w:id="{ids}" w:name="{}"/><w:bookmarkEnd w:id="{ids}"/>"#, mark::of(tag));
    let title: String = slot.hint.chars().take(LONGEST_TAG).collect();
    let title = if title.is_empty() { String::new() } else { format!(r#"<w:alias w:val="{}"/>"#, attribute(&title)) };
    let (showing, inside) = if !slot.text.trim().is_empty() {
        ("", runs(&slot.text, Look::default()))
    } else if slot.hint.is_empty() {
        // Nobody finds a control that has no width.
        ("<w:showingPlcHdr/>", runs(&"\u{2002}".repeat(5), Look::HINT))
    } else {
        ("<w:showingPlcHdr/>", runs(&slot.hint, Look::HINT))
    };
    format!(
        r#"{mark}<w:sdt><w:sdtPr>{title}<w:tag w:val="{}"/><w:id w:val="{ids}"/>{showing}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"#,
        attribute(tag)
    )
}

/// Lines to sign on, with room for the day.
pub(super) fn signatures(lines: &[Signature], room: f32) -> String {
    let widths = [0.62, 0.04, 0.34].map(|share| twips(room * share));
    let caption = "Signatures";
    let mut out = Frame { style: "TableNormal", widths: &widths, caption, description: "", headed: false, led: false }.open();
    let place = |at: usize, ruled: bool| Place { width: widths[at], low: ruled, ruled, ..Place::default() };
    let text = |words: &str, look: Look, with_next: bool| {
        paragraph(Shape { with_next, whole: true, ..Shape::of("TableText") }, &runs(words, look))
    };
    for line in lines {
        let above = [
            cell(place(0, true), &text(&line.signed, Look::default(), true)),
            cell(place(1, false), &text("", Look::default(), true)),
            cell(place(2, true), &text("", Look::default(), true)),
        ];
        out.push_str(&row(&above.concat(), false, true, Height::Least(SIGNED)));
        let who = match (line.role.trim(), line.name.trim()) {
            ("", name) => runs(name, Look::BOLD),
            (role, "") => runs(role, Look::BOLD),
            (role, name) => runs(role, Look::BOLD) + &runs(&format!(", {name}"), Look::default()),
        };
        let below = [
            cell(place(0, false), &paragraph(Shape { whole: true, ..Shape::of("TableText") }, &who)),
            cell(place(1, false), &text("", Look::default(), false)),
            cell(place(2, false), &text("Date", Look::BOLD, false)),
        ];
        out.push_str(&row(&below.concat(), false, true, Height::Free));
    }
    out.push_str("</w:tbl>");
    out
}

/// Empty lines to write on.
pub(super) fn writing(lines: u8, room: f32) -> String {
    let widths = [twips(room)];
    let caption = "Lines to write on";
    let mut out = Frame { style: "TableNormal", widths: &widths, caption, description: "", headed: false, led: false }.open();
    for _ in 0..lines {
        let blank = cell(Place { width: widths[0], ruled: true, ..Place::default() }, &paragraph(Shape::of("TableText"), ""));
        out.push_str(&row(&blank, false, true, Height::Exact(WRITTEN)));
    }
    out.push_str("</w:tbl>");
    out
}
