//! Charts as shapes, and the charts of a report below each other as one picture. Presentation attributes and classes only, so
//! that print, a browser by light and by dark, and the writers of PDF and pictures share one drawing. The title, the sentence
//! and the source are not drawn: documents say them as text, and the drawing carries them for screen readers.

mod bars;
mod gantt;
mod legend;
mod letters;
mod look;
mod multiples;
mod plot;
mod point;
mod run;
mod scale;
mod sheet;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::RenderError;
use crate::report::chart::{Chart, Drawing};
use crate::report::{Cell, Datum, Part, Released};
use look::Look;
use sheet::{Anchor, BODY, SMALL, Sheet};

pub use sheet::WIDTH;

/// One chart as an SVG document, [`WIDTH`] wide and as high as it needs.
#[must_use]
pub fn draw(chart: &Chart) -> String {
    pages(chart, f64::INFINITY).concat()
}

/// The same in several documents, each no higher than `max_height` units of [`WIDTH`] across where its rows allow it: for pages.
#[must_use]
pub fn pages(chart: &Chart, max_height: f64) -> Vec<String> {
    let sheets = sheets(chart, max_height);
    let all = sheets.len();
    let says = match (chart.reading.is_empty(), chart.source.is_empty()) {
        (_, true) => chart.reading.clone(),
        (true, false) => chart.source.clone(),
        (false, false) => format!("{} {}", chart.reading, chart.source),
    };
    let title = |at: usize| if all == 1 { chart.title.clone() } else { format!("{}, part {} of {all}", chart.title, at + 1) };
    sheets.iter().enumerate().map(|(at, sheet)| sheet.document(&title(at), &says)).collect()
}

/// How high a drawing of this module is, in its units.
#[must_use]
pub fn height(svg: &str) -> Option<f64> {
    svg.split_once("viewBox=\"")?.1.split('"').next()?.split(' ').nth(3)?.parse().ok()
}

/// The colours of charts in the dark, as a style sheet for a page that holds them.
#[must_use]
pub fn dark() -> String {
    look::dark()
}

fn sheets(chart: &Chart, most: f64) -> Vec<Sheet> {
    let sheets = match &chart.drawing {
        Drawing::Bars(bars) => bars::sheets(bars, most),
        Drawing::Run(run) if run.points.is_empty() => Vec::new(),
        Drawing::Run(run) => vec![run::sheet(run)],
        Drawing::Gantt(gantt) => gantt::sheets(gantt, most),
        Drawing::Multiples(panels) => multiples::sheets(panels, most),
    };
    if sheets.is_empty() { vec![nothing()] } else { sheets }
}

/// What stands where there is nothing to draw.
fn nothing() -> Sheet {
    let mut sheet = Sheet::default();
    sheet.text((0.0, 16.0), BODY, Look::Quiet, Anchor::Start, "Nothing to show yet.");
    sheet.height = 24.0;
    sheet
}

/// All charts of a report as one document, each under its title and over its source.
///
/// # Errors
/// A report without a chart.
pub fn render(report: &Released) -> Result<String, RenderError> {
    let mut all = Sheet::default();
    let mut titles = Vec::new();
    for part in &report.parts {
        let Part::Chart(chart) = part else { continue };
        if !titles.is_empty() {
            all.height += 30.0;
        }
        captioned(&mut all, chart);
        titles.push(chart.title.as_str());
    }
    if titles.is_empty() {
        return Err(RenderError::NoChart);
    }
    all.height += 22.0;
    let y = all.height;
    let marks = letters::wrap(&report.banner(), SMALL, false, WIDTH);
    all.height = all.lines((0.0, y), SMALL, Look::Quiet, Anchor::Start, &marks);
    Ok(all.framed(24.0).document(report.title, &titles.join("; ")))
}

fn captioned(all: &mut Sheet, chart: &Chart) {
    let mut y = all.height + 18.0;
    for line in letters::wrap(&chart.title, 15.0, true, WIDTH) {
        all.words((0.0, y), 15.0, Look::Text, Anchor::Start, &[(&line, true)]);
        y += 19.0;
    }
    y = all.lines((0.0, y), BODY, Look::Text, Anchor::Start, &letters::wrap(&chart.reading, BODY, false, WIDTH));
    all.height = y;
    for sheet in sheets(chart, f64::INFINITY) {
        all.below(&sheet);
    }
    let y = all.height + 14.0;
    all.height = all.lines((0.0, y), SMALL, Look::Quiet, Anchor::Start, &letters::wrap(&chart.source, SMALL, false, WIDTH));
}

/// Why there is no figure, in words; nothing where there is one.
fn no_figure(cell: &Cell) -> Option<&'static str> {
    match &cell.value {
        Datum::Hidden => Some("too few to show"),
        _ if cell.at().is_none() && cell.words().is_empty() => Some("no rate"),
        _ => None,
    }
}

/// Rows in runs that fit into the room, at least one in each.
fn split(heights: &[f64], room: f64) -> Vec<Range<usize>> {
    let (mut out, mut from, mut high) = (Vec::new(), 0, 0.0);
    for (at, height) in heights.iter().enumerate() {
        if at > from && high + height > room {
            out.push(from..at);
            (from, high) = (at, 0.0);
        }
        high += height;
    }
    if from < heights.len() {
        out.push(from..heights.len());
    }
    out
}
