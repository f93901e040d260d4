//! Cells beside each other in plain text, each broken into lines of its own width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::clean;

/// Lines no wider than this; a word that is too wide is broken inside. Line breaks of the text stay.
pub(super) fn broken(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Vec::new();
    for paragraph in clean(text).0.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for letter in word.graphemes(true) {
                if line.width() + letter.width() > room {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(letter);
            }
        }
        lines.push(line);
    }
    lines
}

/// A cell of a row.
pub(super) struct Boxed {
    /// Its lines.
    pub(super) lines: Vec<String>,
    /// How wide it is.
    pub(super) width: usize,
    /// Whether it is set to the right.
    pub(super) right: bool,
}

impl Boxed {
    pub(super) fn new(text: &str, width: usize) -> Boxed {
        Boxed { lines: broken(text, width), width, right: false }
    }

    pub(super) fn right(text: &str, width: usize) -> Boxed {
        Boxed { right: true, ..Boxed::new(text, width) }
    }
}

/// The lines of a row, between these marks.
pub(super) fn row(cells: &[Boxed], (first, between, last): (&str, &str, &str), out: &mut String) {
    let high = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    for at in 0..high {
        let mut line = first.to_owned();
        for (nth, cell) in cells.iter().enumerate() {
            if nth > 0 {
                line.push_str(between);
            }
            let words = cell.lines.get(at).map_or("", String::as_str);
            let room = " ".repeat(cell.width.saturating_sub(words.width()));
            if cell.right {
                line.push_str(&room);
                line.push_str(words);
            } else {
                line.push_str(words);
                line.push_str(&room);
            }
        }
        line.push_str(last);
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
