//! Widths in terminal cells: measuring, cutting, padding, and the one way text is wrapped, for drawing and for the caret.
//! A grapheme is as wide as the buffer draws it; a control character is drawn as nothing, so it has no width.

use std::borrow::Cow;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// On which side text stands in its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right: figures.
    Right,
    /// In the middle.
    Centre,
}

/// The cells of one grapheme.
#[must_use]
pub fn grapheme_cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { grapheme.width() }
}

/// The cells a text takes on one line.
#[must_use]
pub fn cells(text: &str) -> usize {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_cells).sum()
}

/// How many bytes of the text fit in so many cells, never splitting a grapheme.
#[must_use]
pub fn fitting(text: &str, room: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_cells(grapheme);
        if used > room {
            return at;
        }
    }
    text.len()
}

/// The text cut to so many cells; a cut ends with the ellipsis, if that fits.
#[must_use]
pub fn truncate<'a>(text: &'a str, room: usize, ellipsis: &str) -> Cow<'a, str> {
    if cells(text) <= room {
        return Cow::Borrowed(text);
    }
    let mark = cells(ellipsis);
    if mark > room {
        return Cow::Borrowed(&text[..fitting(text, room)]);
    }
    let kept = text[..fitting(text, room - mark)].trim_end();
    Cow::Owned(format!("{kept}{ellipsis}"))
}

/// The text in exactly so many cells: cut with the ellipsis, or filled with blanks.
#[must_use]
pub fn pad(text: &str, room: usize, align: Align, ellipsis: &str) -> String {
    let text = truncate(text, room, ellipsis);
    let free = room - cells(&text);
    let before = offset(free, align);
    format!("{}{text}{}", " ".repeat(before), " ".repeat(free - before))
}

/// How many blanks stand before a text that leaves so many cells free.
#[must_use]
pub fn offset(free: usize, align: Align) -> usize {
    match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Centre => free / 2,
    }
}

/// One line of wrapped text, as byte positions: `start..shown` is drawn, `shown..end` is the line break or blanks that
/// hang over the edge. The lines of a text follow each other without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First byte.
    pub start: usize,
    /// End of what is drawn.
    pub shown: usize,
    /// Where the next line starts.
    pub end: usize,
}

impl Line {
    /// What is drawn of it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.shown]
    }
}

/// The text broken into lines of at most so many cells: at line breaks, after blanks, beside wide characters, and inside a
/// word only if it is longer than a line. There is always at least one line.
#[must_use]
pub fn wrap(text: &str, room: usize) -> Vec<Line> {
    let room = room.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut shown = 0;
    let mut used = 0;
    let mut hanging = false;
    // Where the line may break: end of the line, end of what is shown of it.
    let mut chance: Option<(usize, usize)> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        let next = at + grapheme.len();
        let wide = grapheme_cells(grapheme);
        if grapheme.contains('\n') {
            lines.push(Line { start, shown, end: next });
            (start, shown, used, hanging, chance) = (next, next, 0, false, None);
            continue;
        }
        if grapheme == " " {
            if hanging || used + 1 > room {
                hanging = true;
            } else {
                used += 1;
                shown = next;
            }
            chance = Some((next, shown));
            continue;
        }
        if wide > 1 && used > 0 && !hanging {
            chance = Some((at, shown));
        }
        while hanging || used + wide > room {
            if let Some((end, seen)) = chance.take() {
                lines.push(Line { start, shown: seen, end });
                start = end;
                used = cells(&text[start..at]);
                hanging = false;
            } else if used > 0 {
                lines.push(Line { start, shown: at, end: at });
                (start, used) = (at, 0);
            } else {
                break;
            }
        }
        if wide > room {
            // A wide character in a single cell cannot be drawn at all; it still has its place.
            lines.push(Line { start, shown: at, end: next });
            (start, shown, used) = (next, next, 0);
            continue;
        }
        used += wide;
        shown = next;
        if wide > 1 {
            chance = Some((next, next));
        }
    }
    lines.push(Line { start, shown, end: text.len() });
    lines
}

/// Line and cell of a caret that stands before the byte. A caret between two lines of one paragraph is on the second.
#[must_use]
pub fn caret_to_cell(text: &str, lines: &[Line], caret: usize) -> (usize, usize) {
    let row = lines.partition_point(|line| line.start <= caret).saturating_sub(1);
    let Some(line) = lines.get(row) else { return (0, 0) };
    (row, cells(&text[line.start..caret.clamp(line.start, line.shown)]))
}

/// The caret's byte for a line and a cell: the nearest place on that line, at or before the cell.
#[must_use]
pub fn cell_to_caret(text: &str, lines: &[Line], row: usize, cell: usize) -> usize {
    let row = row.min(lines.len().saturating_sub(1));
    let Some(line) = lines.get(row) else { return 0 };
    let caret = line.start + fitting(line.of(text), cell);
    let last = row + 1 == lines.len();
    if caret == line.end && !last && caret > line.start { before(text, caret).max(line.start) } else { caret }
}

/// The grapheme boundary before a byte position; 0 at the start.
#[must_use]
pub fn before(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The grapheme boundary after a byte position; the length at the end.
#[must_use]
pub fn after(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The boundary at or after a byte position, where a caret may stand.
#[must_use]
pub fn boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    match GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) {
        Ok(true) => at,
        _ => after(text, at),
    }
}

/// The start of the word before a byte position.
#[must_use]
pub fn word_before(text: &str, at: usize) -> usize {
    let head = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = head.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(i, c)| i + c.len_utf8());
    boundary(text, start)
}

/// The start of the word after a byte position.
#[must_use]
pub fn word_after(text: &str, at: usize) -> usize {
    let tail = &text[at..];
    let word_end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
    let next = tail[word_end..].find(char::is_alphanumeric).unwrap_or(tail.len() - word_end);
    boundary(text, at + word_end + next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, room: usize) -> Vec<&str> {
        wrap(text, room).into_iter().map(|line| line.of(text)).collect()
    }

    #[test]
    fn words_stay_whole_and_long_words_are_broken() {
        assert_eq!(lines("meet the parent", 8), ["meet the", "parent"]);
        assert_eq!(lines("meet   the", 4), ["meet", "the"]);
        assert_eq!(lines("reunification", 5), ["reuni", "ficat", "ion"]);
        assert_eq!(lines("a reunification", 5), ["a ", "reuni", "ficat", "ion"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("one\n\ntwo\n", 5), ["one", "", "two", ""]);
    }

    #[test]
    fn wide_characters_and_combining_marks_keep_their_cells() {
        assert_eq!(lines("家庭访问", 5), ["家庭", "访问"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(lines("ab家", 3), ["ab", "家"]);
        assert_eq!(cells("家e\u{301}"), 3);
    }

    #[test]
    fn the_caret_is_where_the_character_is_drawn() {
        let text = "meet the parent";
        let wrapped = wrap(text, 9);
        assert_eq!(lines(text, 9), ["meet the ", "parent"]);
        assert_eq!(caret_to_cell(text, &wrapped, 8), (0, 8));
        assert_eq!(caret_to_cell(text, &wrapped, 9), (1, 0));
        assert_eq!(caret_to_cell(text, &wrapped, 15), (1, 6));
        assert_eq!(cell_to_caret(text, &wrapped, 0, 99), 8, "the end of a wrapped line is before its last blank");
        assert_eq!(cell_to_caret(text, &wrapped, 1, 99), 15);
    }

    #[test]
    fn cutting_and_filling_count_cells() {
        assert_eq!(truncate("Goal not met", 6, "…"), "Goal…");
        assert_eq!(truncate("家庭访问", 4, "…"), "家…");
        assert_eq!(pad("9", 3, Align::Right, "…"), "  9");
        assert_eq!(pad("家", 4, Align::Centre, "…"), " 家 ");
        assert_eq!(truncate("abc", 0, "…"), "");
    }

    #[test]
    fn words_are_found_in_both_directions() {
        assert_eq!(word_before("one, two", 8), 5);
        assert_eq!(word_before("one, two", 5), 0);
        assert_eq!(word_after("one, two", 0), 5);
        assert_eq!(word_after("one, two", 5), 8);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_nothing_is_lost(text in "[a-d 家\u{301}é\n-]{0,60}", room in 1usize..12) {
            let wrapped = wrap(&text, room);
            let mut at = 0;
            for line in &wrapped {
                prop_assert_eq!(line.start, at);
                prop_assert!(line.shown >= line.start && line.shown <= line.end);
                prop_assert!(cells(line.of(&text)) <= room, "{:?} in {}", line.of(&text), room);
                at = line.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn caret_and_cell_agree(text in "[a-d 家é\n]{0,40}", room in 2usize..12) {
            let wrapped = wrap(&text, room);
            let mut caret = 0;
            loop {
                let (row, cell) = caret_to_cell(&text, &wrapped, caret);
                prop_assert!(cell <= room);
                let back = cell_to_caret(&text, &wrapped, row, cell);
                // Blanks that hang over the edge share one cell; everything else comes back exactly.
                prop_assert!(back == caret || text[back.min(caret)..back.max(caret)].chars().all(|c| c == ' '), "{} {}", back, caret);
                if caret >= text.len() { break; }
                caret = after(&text, caret);
            }
        }

        #[test]
        fn padding_fills_exactly(text in "\\PC{0,20}", room in 0usize..20) {
            prop_assert_eq!(cells(&pad(&text, room, Align::Left, "~")), room);
        }
    }
}
