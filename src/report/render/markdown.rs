//! A report as Markdown.

use crate::report::Released;

/// The whole text.
#[must_use]
pub fn render(_report: &Released) -> String {
    String::new()
}
