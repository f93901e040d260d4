//! A report as a Word document: own markup in an archive, with real headings, repeated heads of tables, content controls in
//! what is filled in, and words for every picture. What stands in it is the model's.

use super::RenderError;
use crate::report::Released;

mod form;
mod markup;
mod package;
mod page;
mod picture;
mod story;
mod table;

pub use form::LONGEST_TAG;

/// The whole file.
///
/// # Errors
/// The writer's own refusal, in words.
pub fn render(report: &Released) -> Result<Vec<u8>, RenderError> {
    let mut story = story::Story::new(report);
    let body = story.tell()?;
    let parts = package::Parts { body, header: page::header(report), footer: page::footer(report), pictures: story.pictures };
    package::pack(report, &parts)
}

#[cfg(test)]
mod tests;
