//! Tables of a document: its grid, rows that are heads, cells. What stands in them belongs to the others.

use std::fmt::Write as _;

use super::markup::{Align, Look, Shape, attribute, paragraph, runs, twips};
use crate::report::render::layout::{Face, Grid, PADDING, TABLE, lines};

/// The fill of heads and labels.
pub(super) const SHADE: &str = "E4EAF1";
/// What each column gets beyond its text, in points: a word processor rounds widths in its own way, and would break the widest
/// word of a column that is exactly as wide.
const AIR: f32 = 1.5;
/// A row with more characters than this may go on on the next page.
const LONG_ROW: usize = 700;

/// What a table is called, and its frame.
pub(super) struct Frame<'f> {
    pub(super) style: &'static str,
    /// In twips.
    pub(super) widths: &'f [u32],
    /// For those who do not see it.
    pub(super) caption: &'f str,
    pub(super) description: &'f str,
    /// Whether its first row says what the columns are.
    pub(super) headed: bool,
    /// Whether its first column says what the rows are.
    pub(super) led: bool,
}

impl Frame<'_> {
    /// The beginning of the table; its end is `</w:tbl>`.
    pub(super) fn open(&self) -> String {
        let width: u32 = self.widths.iter().sum();
        let mut out = format!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="{}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>"#,
            self.style
        );
        let look = (u32::from(self.headed) * 0x20) | (u32::from(self.led) * 0x80) | 0x600;
        let (first_row, first_column) = (u8::from(self.headed), u8::from(self.led));
        let _ = write!(
            out,
            r#"<w:tblLook w:val="{look:04X}" w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#
        );
        if !self.caption.is_empty() {
            let _ = write!(out, r#"<w:tblCaption w:val="{}"/>"#, attribute(self.caption));
        }
        if !self.description.is_empty() {
            let _ = write!(out, r#"<w:tblDescription w:val="{}"/>"#, attribute(self.description));
        }
        out.push_str("</w:tblPr><w:tblGrid>");
        for width in self.widths {
            let _ = write!(out, r#"<w:gridCol w:w="{width}"/>"#);
        }
        out.push_str("</w:tblGrid>");
        out
    }
}

/// How high a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    /// As its text.
    Free,
    /// At least so many twips.
    Least(u32),
    /// So many twips.
    Exact(u32),
}

/// A row.
pub(super) fn row(cells: &str, head: bool, whole: bool, height: Height) -> String {
    let mut properties = String::new();
    if whole {
        properties.push_str("<w:cantSplit/>");
    }
    match height {
        Height::Free => {}
        Height::Least(twips) => {
            let _ = write!(properties, r#"<w:trHeight w:val="{twips}" w:hRule="atLeast"/>"#);
        }
        Height::Exact(twips) => {
            let _ = write!(properties, r#"<w:trHeight w:val="{twips}" w:hRule="exact"/>"#);
        }
    }
    if head {
        properties.push_str("<w:tblHeader/>");
    }
    let properties = if properties.is_empty() { properties } else { format!("<w:trPr>{properties}</w:trPr>") };
    format!("<w:tr>{properties}{cells}</w:tr>")
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// In twips.
    pub(super) width: u32,
    pub(super) span: usize,
    pub(super) shaded: bool,
    /// Whether its text stands at its foot.
    pub(super) low: bool,
    /// Whether a line is drawn at its foot.
    pub(super) ruled: bool,
    /// The room before its text in twips, if it is more than usual.
    pub(super) before: Option<u32>,
}

/// A cell.
pub(super) fn cell(look: Place, paragraphs: &str) -> String {
    let mut out = format!(r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>"#, look.width);
    if look.span > 1 {
        let _ = write!(out, r#"<w:gridSpan w:val="{}"/>"#, look.span);
    }
    if look.ruled {
        out.push_str(r#"<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="404040"/></w:tcBorders>"#);
    }
    if look.shaded {
        let _ = write!(out, r#"<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>"#);
    }
    if let Some(before) = look.before {
        let _ = write!(out, r#"<w:tcMar><w:left w:w="{before}" w:type="dxa"/></w:tcMar>"#);
    }
    if look.low {
        out.push_str(r#"<w:vAlign w:val="bottom"/>"#);
    }
    let _ = write!(out, "</w:tcPr>{paragraphs}</w:tc>");
    out
}

/// A table of a report, in so much room.
pub(super) fn data(grid: &Grid, caption: &str, room: f32) -> String {
    let fit = grid.fit(room - AIR * grid.heads.len() as f32);
    let widths: Vec<u32> = fit.widths.iter().map(|width| twips(*width + AIR)).collect();
    let size = (fit.size < TABLE).then_some(fit.size);
    let mut out = Frame { style: "ReportTable", widths: &widths, caption, description: "", headed: true, led: false }.open();
    let line = |texts: &[String], head: bool| {
        let mut cells = String::new();
        for (at, ((text, right), width)) in texts.iter().zip(&grid.right).zip(&widths).enumerate() {
            let gap = grid.gap(at);
            let before = (gap > 0.0).then(|| twips(PADDING + gap));
            let style = if head { "TableHead" } else { "TableText" };
            let content = runs(text, Look { size, ..Look::default() });
            let align = if *right { Align::End } else { Align::Start };
            let shape = Shape { align, ..Shape::of(style) };
            cells
                .push_str(&cell(Place { width: *width, shaded: head, low: head, before, ..Place::default() }, &paragraph(shape, &content)));
        }
        let long = texts.iter().map(String::len).max().unwrap_or(0) > LONG_ROW;
        row(&cells, head, head || !long, Height::Free)
    };
    out.push_str(&line(&grid.heads, true));
    for texts in &grid.rows {
        out.push_str(&line(texts, false));
    }
    out.push_str("</w:tbl>");
    out
}

/// Names and values, one below the other.
pub(super) fn facts(facts: &[(String, String)], caption: &str, room: f32) -> String {
    let longest = facts.iter().map(|(name, _)| lines::natural(name, Face::Bold, TABLE)).fold(0.0_f32, f32::max);
    let name = (longest + 2.0 * PADDING + 4.0).clamp(60.0, room * 0.4);
    let widths = [twips(name), twips(room - name)];
    let mut out = Frame { style: "ReportTable", widths: &widths, caption, description: "", headed: false, led: true }.open();
    for (name, value) in facts {
        let name = paragraph(Shape::of("TableText"), &runs(name, Look::BOLD));
        let text = paragraph(Shape::of("TableText"), &runs(value, Look::default()));
        let cells =
            cell(Place { width: widths[0], ..Place::default() }, &name) + &cell(Place { width: widths[1], ..Place::default() }, &text);
        out.push_str(&row(&cells, false, value.len() <= LONG_ROW, Height::Free));
    }
    out.push_str("</w:tbl>");
    out
}
