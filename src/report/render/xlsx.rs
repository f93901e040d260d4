//! A report as a workbook with typed cells and native charts.

use super::RenderError;
use crate::report::Released;

/// The whole file.
///
/// # Errors
/// The writer's own refusal, in words.
pub fn render(_report: &Released) -> Result<Vec<u8>, RenderError> {
    Err(RenderError::Refused { format: "workbook", why: "it is not built".to_owned() })
}
