//! Forms of a page: labels as heads, places to fill with what belongs in them, lines to sign on.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use maud::{Markup, html};

use super::plain;
use crate::report::Part;
use crate::report::form::{Form, Signature, Slot};

/// The widths of the columns of all forms, and how high their places are. They stand in the style sheet, as the page's policy
/// is stricter that way than with a style on each cell.
pub(super) fn style(parts: &[Part], out: &mut String) {
    let forms = || parts.iter().filter_map(|part| if let Part::Form(form) = part { Some(form) } else { None });
    let widths: BTreeSet<&[u16]> = forms().map(|form| form.widths.as_slice()).collect();
    for widths in widths {
        let all: u32 = widths.iter().map(|width| u32::from(*width)).sum();
        for (at, width) in widths.iter().enumerate() {
            let share = f64::from(*width) * 100.0 / f64::from(all.max(1));
            let _ = write!(out, ".{} col:nth-child({}){{width:{share:.2}%}}", named(widths), at + 1);
        }
    }
    let lines: BTreeSet<u8> =
        forms().flat_map(|form| form.rows.iter().flatten()).map(|slot| slot.lines).filter(|lines| *lines > 1).collect();
    for lines in lines {
        let _ = write!(out, ".lines-{lines}{{height:{:.1}em}}", f64::from(lines) * 1.5);
    }
}

/// The class of forms with these columns.
fn named(widths: &[u16]) -> String {
    widths.iter().fold("w".to_owned(), |name, width| format!("{name}-{width}"))
}

/// A form; it is called by its caption, or else by where it stands.
pub(super) fn form(form: &Form, place: &str) -> Markup {
    let name = if form.caption.is_empty() { place.to_owned() } else { plain(&form.caption) };
    let (heads, rows) = form.rows.split_at(form.heads.min(form.rows.len()));
    html! {
        div.scroll role="region" aria-label=(name) tabindex="0" {
            table.form class=(named(&form.widths)) {
                caption { (name) }
                colgroup { @for _ in &form.widths { col; } }
                @if !heads.is_empty() { thead { @for row in heads { tr { @for slot in row { (cell(slot, "col")) } } } } }
                tbody { @for row in rows { tr { @for slot in row { (cell(slot, "row")) } } } }
            }
        }
    }
}

fn cell(slot: &Slot, scope: &str) -> Markup {
    let span = (slot.span > 1).then_some(slot.span);
    let high = (slot.lines > 1).then(|| format!("lines-{}", slot.lines));
    let text = plain(&slot.text);
    if slot.label && slot.tag.is_none() {
        return html! { th scope=(scope) colspan=[span] class=[high] { (text) } };
    }
    html! {
        td colspan=[span] class=[high] {
            @if !text.trim().is_empty() {
                (text)
            } @else if slot.tag.is_some() {
                @if slot.hint.is_empty() { span.unseen { "blank" } } @else { span.hint { span.unseen { "blank: " } (plain(&slot.hint)) } }
            }
        }
    }
}

/// Lines to sign on.
pub(super) fn signatures(lines: &[Signature]) -> Markup {
    html! {
        div.scroll role="region" aria-label="Signatures" tabindex="0" {
            table.signatures {
                caption { "Signatures" }
                thead { tr { th scope="col" { "Role" } th scope="col" { "Name" } th scope="col" { "Signature" } th scope="col" { "Date" } } }
                tbody {
                    @for line in lines {
                        tr {
                            th scope="row" { (plain(&line.role)) }
                            td { (plain(&line.name)) }
                            @if line.signed.is_empty() {
                                td { span.unseen { "blank" } }
                                td { span.unseen { "blank" } }
                            } @else {
                                td colspan="2" { (plain(&line.signed)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
