//! A report as a PDF that screen readers can read (PDF/UA-1): laid out first, then written. A report is never refused for what
//! somebody typed.

mod chart;
mod compose;
mod draw;
mod flow;
mod form;
mod page;
mod signs;
mod table;

use krilla::error::KrillaError;

use self::draw::{About, Strictness, file};
use super::RenderError;
use crate::domain::text::clean;
use crate::report::Released;

/// The whole file.
///
/// # Errors
/// The writer's own refusal, in words.
pub fn render(report: &Released) -> Result<Vec<u8>, RenderError> {
    let (pages, about) = (compose::pages(report), about(report));
    let written = file(&pages, &about, Strictness::Checked);
    // What the check refuses can still be printed.
    let written = match written {
        Err(KrillaError::Validation(_)) => file(&pages, &about, Strictness::Unchecked),
        other => other,
    };
    written.map_err(|error| RenderError::Refused { format: "PDF", why: error.to_string() })
}

fn about(report: &Released) -> About {
    let subject = clean(&report.subject).0.replace('\n', " ");
    let title = if subject.is_empty() { report.title.to_owned() } else { format!("{}: {subject}", report.title) };
    About { title: if title.is_empty() { "Report".to_owned() } else { title }, subject, time: report.generated.clone() }
}

#[cfg(test)]
mod tests;
