//! Where lines end: between words, after a hyphen or a slash in a long one, within a word where nothing else helps. No column
//! and no page.

use unicode_segmentation::UnicodeSegmentation as _;

use super::face::Face;

/// The lines of a text in so much room, as slices of it. A line that ends between words keeps its blank, which takes no room:
/// whoever reads the lines aloud needs it. A text without letters has one empty line.
#[must_use]
pub fn lines(text: &str, face: Face, size: f32, room: f32) -> Vec<&str> {
    text.split('\n').flat_map(|line| broken(line, face, size, room)).collect()
}

/// The widest word of a text, which a column must have to break none of them.
#[must_use]
pub fn widest_word(text: &str, face: Face, size: f32) -> f32 {
    pieces(text).map(|piece| face.width(piece.trim_end(), size)).fold(0.0, f32::max)
}

/// The widest of the lines that a text has by itself.
#[must_use]
pub fn natural(text: &str, face: Face, size: f32) -> f32 {
    text.split('\n').map(|line| face.width(line, size)).fold(0.0, f32::max)
}

fn broken(line: &str, face: Face, size: f32, room: f32) -> Vec<&str> {
    // Sums of many advances may be off by less than a hair.
    let room = room + 0.01;
    let (mut out, mut from, mut until, mut at) = (Vec::new(), 0, 0, 0.0);
    for piece in pieces(line) {
        let (wide, bare) = (face.width(piece, size), face.width(piece.trim_end(), size));
        if at + bare > room && until > from {
            out.push(&line[from..until]);
            (from, at) = (until, 0.0);
        }
        if bare > room {
            for part in parts(piece) {
                let wide = face.width(part, size);
                if at + wide > room && until > from && at > room / 3.0 && !part.trim().is_empty() {
                    out.push(&line[from..until]);
                    (from, at) = (until, 0.0);
                }
                for cluster in part.graphemes(true) {
                    let wide = face.width(cluster, size);
                    if at + wide > room && until > from && !cluster.trim().is_empty() {
                        out.push(&line[from..until]);
                        (from, at) = (until, 0.0);
                    }
                    until += cluster.len();
                    at += wide;
                }
            }
        } else {
            until += piece.len();
            at += wide;
        }
    }
    if until > from || out.is_empty() {
        out.push(&line[from..until]);
    }
    out
}

/// A text in pieces between which a line may end; a blank belongs to the piece before it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = piece(rest)?;
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// A word that is too long by itself, at the signs within it: addresses of mail and of pages, names of files.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['@', '.', '_', '-', '/', ',', ';'])
}

fn piece(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let (end, next) = chars.peek().map_or((text.len(), None), |(end, next)| (*end, Some(*next)));
        let ends = match (c, next) {
            (_, None) => true,
            (c, Some(next)) if c.is_whitespace() && c != '\u{A0}' => !next.is_whitespace(),
            // "follow-up", "met/not met", but not "-5", "2026-27" or "N/A".
            ('-' | '‐' | '/', Some(next)) => next.is_alphabetic() && before.is_some_and(char::is_alphabetic) && at > 2,
            ('–' | '—', Some(next)) => next.is_alphabetic(),
            _ => false,
        };
        if ends {
            return Some(end);
        }
        before = Some(c);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, room: f32) -> Vec<&str> {
        lines(text, Face::Regular, 10.0, room)
    }

    #[test]
    fn lines_end_between_words_and_are_never_too_wide() {
        let text = "The caseworker visited the child in the home at least once a month and spoke with her alone.";
        let lines = of(text, 120.0);
        assert_eq!(lines.concat(), text);
        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| Face::Regular.width(line.trim_end(), 10.0) <= 120.0), "{lines:?}");
        assert!(lines[..lines.len() - 1].iter().all(|line| line.ends_with(' ')), "{lines:?}");
    }

    #[test]
    fn a_word_wider_than_the_room_is_broken_and_nothing_is_lost() {
        let text = "See pneumonoultramicroscopicsilicovolcanoconiosis now";
        let lines = of(text, 60.0);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().all(|line| Face::Regular.width(line.trim_end(), 10.0) <= 60.0), "{lines:?}");
    }

    #[test]
    fn an_address_is_broken_at_its_signs() {
        assert_eq!(of("ines.sample@example.org", 75.0), ["ines.sample@", "example.org"]);
    }

    #[test]
    fn words_part_after_a_hyphen_but_numbers_and_dates_do_not() {
        assert_eq!(pieces("follow-up met/not-met").collect::<Vec<_>>(), ["follow-", "up ", "met/", "not-", "met"]);
        assert_eq!(pieces("2026-03-31 N/A -5 FY2025-26").collect::<Vec<_>>(), ["2026-03-31 ", "N/A ", "-5 ", "FY2025-26"]);
        assert_eq!(pieces("92\u{A0}% of").collect::<Vec<_>>(), ["92\u{A0}% ", "of"]);
    }

    #[test]
    fn written_line_breaks_stay_and_nothing_is_one_empty_line() {
        assert_eq!(of("a\n\nb", 100.0), ["a", "", "b"]);
        assert_eq!(of("", 100.0), [""]);
        assert_eq!(of("   ", 100.0), ["   "]);
        assert_eq!(of("abc", 0.0).concat(), "abc");
    }
}
