//! A report as a PDF that screen readers can read (PDF/UA-1).

use super::RenderError;
use crate::report::Released;

/// The whole file.
///
/// # Errors
/// The writer's own refusal, in words.
pub fn render(_report: &Released) -> Result<Vec<u8>, RenderError> {
    Err(RenderError::Refused { format: "PDF", why: "it is not built".to_owned() })
}
