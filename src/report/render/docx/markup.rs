//! Text and its properties as `WordprocessingML`: escaped, without what XML cannot hold, properties in the order of the schema.
//! What a paragraph means belongs to the others.

use std::fmt::Write as _;

use crate::domain::text::clean;

/// Text as it may stand in an element or an attribute. Nothing that XML forbids gets through.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).0.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The same on one line, for attributes.
pub(super) fn attribute(text: &str) -> String {
    escaped(text).replace('\n', " ")
}

/// Points as twentieths, in which Word counts.
pub(super) fn twips(points: f32) -> u32 {
    (points * 20.0).round().max(0.0) as u32
}

/// How a run of text looks where its paragraph's style does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) style: Option<&'static str>,
    pub(super) bold: bool,
    /// In points.
    pub(super) size: Option<f32>,
}

impl Look {
    pub(super) const BOLD: Look = Look { style: None, bold: true, size: None };
    pub(super) const HINT: Look = Look { style: Some("PlaceholderText"), bold: false, size: None };

    fn properties(self, from_right: bool) -> String {
        let mut out = String::new();
        if let Some(style) = self.style {
            let _ = write!(out, r#"<w:rStyle w:val="{style}"/>"#);
        }
        if self.bold {
            out.push_str("<w:b/><w:bCs/>");
        }
        if let Some(size) = self.size {
            let halves = (size * 2.0).round() as u32;
            let _ = write!(out, r#"<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>"#);
        }
        if from_right {
            out.push_str("<w:rtl/>");
        }
        if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
    }
}

/// Runs of text; breaks in it become breaks of the line.
pub(super) fn runs(text: &str, look: Look) -> String {
    let text = clean(text).0;
    let mut out = String::new();
    for (words, from_right) in directions(&text) {
        let _ = write!(out, "<w:r>{}", look.properties(from_right));
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                out.push_str("<w:br/>");
            }
            if !line.is_empty() {
                let _ = write!(out, r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(line));
            }
        }
        out.push_str("</w:r>");
    }
    out
}

/// Stretches of text by the direction in which they are read; signs between two words of one direction go with them.
fn directions(text: &str) -> Vec<(&str, bool)> {
    let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let mut out: Vec<(&str, bool)> = Vec::new();
    let (mut from, mut way) = (0, false);
    // Where the stretch ends if no more letters of its direction come.
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if from_right(c) {
            if !way {
                push(&mut out, &text[from..at], false);
                (from, way) = (at, true);
            }
            end = after;
        } else if c.is_alphabetic() && way {
            push(&mut out, &text[from..end], true);
            (from, way) = (end, false);
        }
    }
    if way {
        push(&mut out, &text[from..end], true);
        from = end;
    }
    push(&mut out, &text[from..], false);
    out
}

fn push<'t>(out: &mut Vec<(&'t str, bool)>, text: &'t str, from_right: bool) {
    if !text.is_empty() {
        out.push((text, from_right));
    }
}

/// To which side a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    /// To the left.
    #[default]
    Start,
    /// To the right, as numbers are.
    End,
}

/// How a paragraph stands where its style does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape<'s> {
    pub(super) style: &'static str,
    /// Whether it stays on a page with the next one.
    pub(super) with_next: bool,
    /// Whether its lines stay on one page.
    pub(super) whole: bool,
    /// Whether it begins a page.
    pub(super) new_page: bool,
    /// How far its further lines stand in, in twips; a tab leads to them.
    pub(super) hanging: u32,
    pub(super) align: Align,
    /// The section that ends with it.
    pub(super) section: &'s str,
}

impl Shape<'_> {
    pub(super) const fn of(style: &'static str) -> Shape<'static> {
        Shape { style, with_next: false, whole: false, new_page: false, hanging: 0, align: Align::Start, section: "" }
    }

    fn properties(self) -> String {
        let mut out = format!(r#"<w:pPr><w:pStyle w:val="{}"/>"#, self.style);
        for (on, element) in [(self.with_next, "<w:keepNext/>"), (self.whole, "<w:keepLines/>"), (self.new_page, "<w:pageBreakBefore/>")] {
            if on {
                out.push_str(element);
            }
        }
        if self.hanging > 0 {
            let at = self.hanging;
            let _ = write!(out, r#"<w:tabs><w:tab w:val="left" w:pos="{at}"/></w:tabs><w:ind w:left="{at}" w:hanging="{at}"/>"#);
        }
        if self.align == Align::End {
            out.push_str(r#"<w:jc w:val="right"/>"#);
        }
        out.push_str(self.section);
        out.push_str("</w:pPr>");
        out
    }
}

/// A paragraph.
pub(super) fn paragraph(shape: Shape<'_>, content: &str) -> String {
    format!("<w:p>{}{content}</w:p>", shape.properties())
}
