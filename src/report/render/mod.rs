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

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Text,
    /// For notes and repositories.
    Markdown,
    /// For a browser: one file, nothing outside it.
    Html,
    /// For paper.
    Pdf,
    /// For Word and LibreOffice.
    Docx,
    /// For Excel and LibreOffice.
    Xlsx,
    /// Rows for any spreadsheet.
    Csv,
    /// For programs.
    Json,
    /// The charts alone, as shapes.
    Svg,
    /// The charts alone, as a picture.
    Png,
    /// For calendars; only of the agenda.
    Ics,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 11] = [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Docx,
        Format::Xlsx,
        Format::Csv,
        Format::Json,
        Format::Svg,
        Format::Png,
        Format::Ics,
    ];

    /// Its word on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Text => "text",
            other => other.ending(),
        }
    }

    /// How names of its files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Ics => "ics",
        }
    }

    /// What it is good for.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Format::Text => "plain text, for a mail",
            Format::Markdown => "text with marks, for notes",
            Format::Html => "a page for a browser",
            Format::Pdf => "to print and to send",
            Format::Docx => "to go on in Word or LibreOffice",
            Format::Xlsx => "a workbook with tables and charts",
            Format::Csv => "the rows, for any spreadsheet",
            Format::Json => "all data, for programs",
            Format::Svg => "the charts alone, as shapes",
            Format::Png => "the charts alone, as a picture",
            Format::Ics => "dates for a calendar",
        }
    }

    /// Whether it is bytes that a terminal cannot show.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Pdf | Format::Docx | Format::Xlsx | Format::Png)
    }

    /// The format of that word.
    #[must_use]
    pub fn named(code: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }
}

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
