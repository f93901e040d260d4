//! The faces of Liberation Sans: which letters they have and how wide those are. Its widths are Arial's, so what is measured
//! here holds in a word processor too. No line and no page.

use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation as _;

/// What is printed for a sign that no face has.
pub const STAND_IN: char = '□';

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Both.
    BoldItalic,
}

/// A letter of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face; 0 is none.
    pub id: u16,
    /// How far it takes the pen, in units of the face.
    pub advance: u16,
}

/// Units of an em, in all four faces.
pub const EM: f32 = 2048.0;

impl Face {
    /// All of them.
    pub const ALL: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];

    /// The font file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("../../../../assets/fonts/LiberationSans-Regular.ttf"),
            Face::Bold => include_bytes!("../../../../assets/fonts/LiberationSans-Bold.ttf"),
            Face::Italic => include_bytes!("../../../../assets/fonts/LiberationSans-Italic.ttf"),
            Face::BoldItalic => include_bytes!("../../../../assets/fonts/LiberationSans-BoldItalic.ttf"),
        }
    }

    /// The letter for a character; none if the face has none.
    #[must_use]
    pub fn glyph(self, c: char) -> Option<Glyph> {
        static TABLES: [OnceLock<Vec<Glyph>>; 4] = [const { OnceLock::new() }; 4];
        let table = TABLES[self as usize].get_or_init(|| table(self.bytes()));
        table.get(c as usize).copied().filter(|glyph| glyph.id != 0)
    }

    /// Whether what a reader takes for one character can be printed: every part of it has a letter or needs none.
    #[must_use]
    pub fn prints(self, cluster: &str) -> bool {
        cluster.chars().all(|c| is_silent(c) || self.glyph(c).is_some()) && !cluster.chars().all(is_silent)
    }

    /// How wide it is, in points; a sign that no face has is as wide as its stand-in.
    #[must_use]
    pub fn width(self, text: &str, size: f32) -> f32 {
        let units: u32 = if text.is_ascii() {
            text.chars().map(|c| self.advance(c)).sum()
        } else {
            text.graphemes(true).map(|cluster| self.cluster(cluster)).sum()
        };
        units as f32 / EM * size
    }

    fn cluster(self, cluster: &str) -> u32 {
        if self.prints(cluster) {
            cluster.chars().filter(|c| !is_silent(*c)).map(|c| self.advance(c)).sum()
        } else {
            self.advance(STAND_IN)
        }
    }

    fn advance(self, c: char) -> u32 {
        self.glyph(c).map_or(0, |glyph| u32::from(glyph.advance))
    }
}

/// What only says how its neighbours are drawn: joiners, and which variant of a sign is meant.
#[must_use]
pub const fn is_silent(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{00AD}' | '\u{FE00}'..='\u{FE0F}')
}

/// The letters of a font by character, up to U+FFFF: Liberation Sans has nothing beyond.
fn table(font: &'static [u8]) -> Vec<Glyph> {
    let mut glyphs = vec![Glyph::default(); 0x1_0000];
    let Ok(face) = ttf_parser::Face::parse(font, 0) else { return glyphs };
    for subtable in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(ttf_parser::cmap::Subtable::is_unicode) {
        subtable.codepoints(|c| {
            if let (Some(slot), Some(id)) = (glyphs.get_mut(c as usize), subtable.glyph_index(c)) {
                *slot = Glyph { id: id.0, advance: face.glyph_hor_advance(id).unwrap_or(0) };
            }
        });
    }
    glyphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_that_arial_has() {
        // The published widths of Helvetica, in thousandths of an em.
        for (text, thousandths) in [("A", 667.0), ("i", 222.0), ("0", 556.0), (" ", 278.0), ("W", 944.0)] {
            assert!((Face::Regular.width(text, 1000.0) - thousandths).abs() < 0.7, "{text}");
        }
        assert!((Face::Bold.width("A", 1000.0) - 722.0).abs() < 0.7);
    }

    #[test]
    fn a_sign_without_a_letter_is_as_wide_as_its_stand_in() {
        let one = Face::Regular.width("□", 9.0);
        assert!(one > 0.0);
        for sign in ["李", "\u{1F44D}\u{1F3FD}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}"] {
            assert!(!Face::Regular.prints(sign), "{sign}");
            assert!((Face::Regular.width(sign, 9.0) - one).abs() < 0.001, "{sign}");
        }
        assert!(Face::Regular.prints("é") && Face::Regular.prints("≥") && Face::Regular.prints("→"));
    }
}
