//! Pages of a document: their size and direction, what stands at their head and foot.

use super::markup::{Align, Look, Shape, paragraph, runs, twips};
use super::table::{Frame, Height, Place, cell, row};
use crate::report::Released;
use crate::report::model::Paper;
use crate::report::render::layout::{LONG, MARGIN, SHORT, room};

/// From the edge of the paper to what stands at its head and foot.
const EDGE: f32 = 28.0;

/// The section that pages of this direction form. It ends where it stands.
pub(super) fn section(paper: Paper) -> String {
    let (width, height, way) = match paper {
        Paper::Portrait => (SHORT, LONG, ""),
        Paper::Landscape => (LONG, SHORT, r#" w:orient="landscape""#),
    };
    let (width, height, margin, edge) = (twips(width), twips(height), twips(MARGIN), twips(EDGE));
    format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{way}/><w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" w:header="{edge}" w:footer="{edge}" w:gutter="0"/><w:cols w:space="720"/></w:sectPr>"#
    )
}

/// Two texts at the ends of one line. A tab stop would not fit upright pages and those that lie across at once.
fn ends(style: &'static str, left: &str, right: &str) -> String {
    let total = twips(room(Paper::Portrait));
    let widths = [total * 6 / 10, total - total * 6 / 10];
    let frame = Frame { style: "TableNormal", widths: &widths, caption: "", description: "", headed: false, led: false };
    // The whole width of any page: in fiftieths of a percent.
    let table = frame.open().replacen(
        &format!(r#"<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/>"#),
        r#"<w:tblW w:w="5000" w:type="pct"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>"#,
        1,
    );
    let share = |at: usize, content: &str, align: Align| {
        let width = format!(r#"<w:tcW w:w="{}" w:type="dxa"/>"#, widths[at]);
        let share = format!(r#"<w:tcW w:w="{}" w:type="pct"/>"#, [3000, 2000][at]);
        let inside = paragraph(Shape { align, ..Shape::of(style) }, content);
        cell(Place { width: widths[at], ..Place::default() }, &inside).replacen(&width, &share, 1)
    };
    let cells = share(0, left, Align::Start) + &share(1, right, Align::End);
    format!("{table}{}</w:tbl>{}", row(&cells, false, true, Height::Free), paragraph(Shape::of("Gap"), ""))
}

/// What stands at the head of every page.
pub(super) fn header(report: &Released) -> String {
    ends("Header", &runs(&report.banner(), Look::default()), &runs(report.title, Look::default()))
}

/// What stands at the foot of every page.
pub(super) fn footer(report: &Released) -> String {
    let plain = Look::default();
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let day = report.generated.get(..10).unwrap_or_default();
    let left = match report.footer.as_str() {
        "" if day.is_empty() => String::new(),
        "" => format!("Data as of {day}"),
        words => words.to_owned(),
    };
    ends("Footer", &runs(&left, plain), &format!("{}{}{}{}", runs("page ", plain), field("PAGE"), runs(" of ", plain), field("NUMPAGES")))
}
