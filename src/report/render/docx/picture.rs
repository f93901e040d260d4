//! Charts in a document: a picture for every program, the drawing beside it for those that know drawings, and the words for
//! who sees neither.

use std::fmt::Write as _;

use super::markup::attribute;
use crate::report::chart::Chart;
use crate::report::model::Paper;
use crate::report::render::layout::room;
use crate::report::render::{RenderError, png, svg};

/// How many English metric units a point has.
const UNITS: f64 = 12_700.0;
/// How wide a picture is, in dots: 180 to an inch of an upright page. Newer programs show the drawing instead.
const DOTS: u32 = 1260;

/// How high a chart may be, in points: with its title and sentence it has to fit one page.
const fn highest(paper: Paper) -> f64 {
    match paper {
        Paper::Portrait => 560.0,
        Paper::Landscape => 390.0,
    }
}

/// A chart as it lies in the package.
pub(super) struct Picture {
    pub(super) svg: String,
    pub(super) png: Vec<u8>,
}

/// A chart, and the runs that show it. A tall one is drawn in several, each for a page of its own; they are numbered from
/// `number`.
pub(super) fn draw(chart: &Chart, paper: Paper, number: usize) -> Result<Vec<(Picture, String)>, RenderError> {
    // A drawing is as wide as an upright page: one that was wider would have larger letters than the text around it.
    let width = f64::from(room(Paper::Portrait));
    let pages = svg::pages(chart, highest(paper) * svg::WIDTH / width);
    let all = pages.len();
    pages
        .into_iter()
        .enumerate()
        .map(|(at, svg)| {
            let height = svg::height(&svg).unwrap_or(svg::WIDTH) * width / svg::WIDTH;
            let scale = (highest(paper) / height).min(1.0);
            let size = ((width * scale * UNITS).round() as u64, (height * scale * UNITS).round() as u64);
            let title = if all == 1 { chart.title.clone() } else { format!("{}, part {} of {all}", chart.title, at + 1) };
            let png = png::picture(&svg, DOTS)?;
            Ok((Picture { svg, png }, run(number + at, size, &title, &chart.reading)))
        })
        .collect()
}

fn run(number: usize, (wide, high): (u64, u64), title: &str, reading: &str) -> String {
    let (title, reading) = (attribute(title), attribute(reading));
    let mut out = format!(
        r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Chart {number}" descr="{reading}" title="{title}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="chart{number}.png" descr="{reading}" title="{title}"/><pic:cNvPicPr/></pic:nvPicPr>"#
    );
    let _ = write!(
        out,
        r#"<pic:blipFill><a:blip r:embed="rIdPicture{number}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdDrawing{number}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    );
    out
}
