//! A renderer for each format: from a [`Released`] report to bytes. No figure is worked out here and no text of a cell is made.

pub mod csv;
pub mod docx;
pub mod html;
pub mod ics;
pub mod json;
pub mod layout;
pub mod markdown;
pub mod pdf;
pub mod png;
pub mod svg;
pub mod text;
pub mod xlsx;

use super::Released;
pub use crate::domain::document::Format;

/// Why a report cannot be written in a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A chart was asked for where there is none.
    #[error("this report has no chart; choose another format")]
    NoChart,
    /// A format of another report.
    #[error("a calendar file is made of the agenda only; choose another format")]
    NoEvents,
    /// The writer of that format refused.
    #[error("the {format} could not be made: {why}")]
    Refused {
        /// Which.
        format: &'static str,
        /// Its words.
        why: String,
    },
}

/// The bytes of a file.
///
/// # Errors
/// A format that this report does not have.
pub fn render(report: &Released, format: Format) -> Result<Vec<u8>, RenderError> {
    Ok(match format {
        Format::Text => text::render(report).into_bytes(),
        Format::Markdown => markdown::render(report).into_bytes(),
        Format::Html => html::render(report).into_bytes(),
        Format::Pdf => pdf::render(report)?,
        Format::Docx => docx::render(report)?,
        Format::Xlsx => xlsx::render(report)?,
        Format::Csv => csv::render(report).into_bytes(),
        Format::Json => json::render(report).into_bytes(),
        Format::Svg => svg::render(report)?.into_bytes(),
        Format::Png => png::render(report)?,
        Format::Ics if report.name != "agenda" => return Err(RenderError::NoEvents),
        Format::Ics => ics::render(report).into_bytes(),
    })
}
