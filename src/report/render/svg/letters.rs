//! How wide text is in Helvetica and the faces that share its widths, and where it is broken. No drawing.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::domain::text::clean;

/// Advances of the characters from blank to tilde, in thousandths of the type size (Adobe's metrics of Helvetica).
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// What bold letters take more, at most, over a word.
const BOLD: f64 = 1.09;

/// The width of a line in type of this size.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let sum: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
    sum * size / 1000.0 * if bold { BOLD } else { 1.0 }
}

fn advance(c: char) -> u16 {
    if let Some(at) = (c as usize).checked_sub(0x20).filter(|at| *at < ADVANCES.len()) {
        return ADVANCES[at];
    }
    match (c, c.width().unwrap_or(0)) {
        (_, 0) => 0,
        ('·' | '’' | '‘', _) => 333,
        ('—' | '…' | '→' | '≥' | '≤', _) => 1000,
        (_, 1) => 667,
        _ => 1300, // a face that we do not know draws it
    }
}

/// Text on one line: what must not stand in XML is left out, line breaks and runs of blanks become one blank.
pub(super) fn one_line(text: &str) -> String {
    let text: String = clean(text).0.chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines no wider than this, broken between words; a word that is too wide is broken inside.
pub(super) fn wrap(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in one_line(text).split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, bold) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.graphemes(true) {
            if !line.is_empty() && width(&line, size, bold) + width(letter, size, bold) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(letter);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
