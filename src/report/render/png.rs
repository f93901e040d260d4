//! The charts of a report as one picture, and one chart as one. Only the faces of this program are used, never those of the
//! machine: the same chart is the same picture everywhere.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use usvg::fontdb::Database;

use super::layout::face::Face;
use super::{RenderError, svg};
use crate::report::Released;

/// How wide the picture of a report's charts is, in pixels: 7 inches at 240 dots.
const WIDE: u32 = 1680;
/// No picture is higher: a taller chart is drawn smaller. 60 million pixels take 240 MB.
const MOST: f32 = 60e6;

static FACES: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut faces = Database::new();
    faces.load_font_data(Face::Regular.bytes().to_vec());
    faces.load_font_data(Face::Bold.bytes().to_vec());
    faces.set_sans_serif_family("Liberation Sans");
    faces.set_serif_family("Liberation Sans");
    Arc::new(faces)
});

/// How drawings are read, for pictures and for PDF: with our faces only.
#[must_use]
pub fn options() -> usvg::Options<'static> {
    usvg::Options { font_family: "Liberation Sans".to_owned(), fontdb: Arc::clone(&FACES), ..usvg::Options::default() }
}

/// A drawing as a picture on white, so many pixels wide.
///
/// # Errors
/// What is no drawing.
pub fn picture(svg: &str, width_px: u32) -> Result<Vec<u8>, RenderError> {
    let refused = |why: String| RenderError::Refused { format: "picture", why };
    let tree = usvg::Tree::from_str(svg, &options()).map_err(|e| refused(e.to_string()))?;
    let size = tree.size();
    let mut scale = width_px.max(1) as f32 / size.width();
    let area = size.width() * scale * size.height() * scale;
    if area > MOST {
        scale *= (MOST / area).sqrt();
    }
    let (wide, high) = ((size.width() * scale).round().max(1.0) as u32, (size.height() * scale).round().max(1.0) as u32);
    let mut pixels = Pixmap::new(wide, high).ok_or_else(|| refused("it is too large".to_owned()))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| refused(e.to_string()))
}

/// The charts of a report below each other.
///
/// # Errors
/// A report without a chart.
pub fn render(report: &Released) -> Result<Vec<u8>, RenderError> {
    picture(&svg::render(report)?, WIDE)
}
