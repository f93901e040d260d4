//! The signs the screen is drawn with, in two sets: Unicode, and ASCII for old consoles and fonts. Each is one cell wide.

use std::borrow::Cow;

use ratatui::symbols::border;

/// A set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Whether this is the ASCII set.
    pub ascii: bool,
    /// Done.
    pub done: &'static str,
    /// In progress.
    pub in_progress: &'static str,
    /// Not started.
    pub not_started: &'static str,
    /// Dropped.
    pub dropped: &'static str,
    /// Needs a look.
    pub warning: &'static str,
    /// Met, and held.
    pub met: &'static str,
    /// Met once.
    pub met_once: &'static str,
    /// Fell below after having been met.
    pub fell: &'static str,
    /// Below.
    pub below: &'static str,
    /// Below twice.
    pub below_twice: &'static str,
    /// No figure.
    pub no_rate: &'static str,
    /// Nothing recorded; also fills empty cells.
    pub nothing: &'static str,
    /// Better than before, ascending.
    pub up: &'static str,
    /// Worse than before, descending.
    pub down: &'static str,
    /// As before, or as beside it.
    pub same: &'static str,
    /// Not as beside it.
    pub differs: &'static str,
    /// More to the left.
    pub more_left: &'static str,
    /// More to the right.
    pub more_right: &'static str,
    /// Text was cut here.
    pub ellipsis: &'static str,
    /// A ticked box.
    pub ticked: &'static str,
    /// An empty box.
    pub unticked: &'static str,
    /// Points at the chosen line.
    pub pointer: &'static str,
    /// Between two short things on a line.
    pub dot: &'static str,
    /// A bulleted line.
    pub bullet: &'static str,
    /// Eight heights of a sparkline, lowest first.
    pub spark: [&'static str; 8],
    /// A full cell of a bar.
    pub bar: &'static str,
    /// Parts of a cell of a bar, shortest first; the ASCII set has none.
    pub bar_parts: &'static [&'static str],
    /// An empty cell of a bar.
    pub bar_empty: &'static str,
    /// Where the goal stands on a bar.
    pub goal: &'static str,
    /// A horizontal line.
    pub horizontal: &'static str,
    /// A vertical line.
    pub vertical: &'static str,
    /// Where both cross.
    pub cross: &'static str,
    /// The rail of a scroll bar.
    pub rail: &'static str,
    /// The part in view of a scroll bar.
    pub thumb: &'static str,
    /// A branch of a tree with more below it.
    pub branch: &'static str,
    /// The last branch of a tree.
    pub last_branch: &'static str,
    /// An open part of a tree.
    pub open: &'static str,
    /// A closed part of a tree.
    pub closed: &'static str,
    /// What stands for a character of a passphrase.
    pub mask: char,
}

impl Glyphs {
    /// For terminals of today.
    pub const UNICODE: Glyphs = Glyphs {
        ascii: false,
        done: "✓",
        in_progress: "◐",
        not_started: "○",
        dropped: "×",
        warning: "!",
        met: "●",
        met_once: "◐",
        fell: "▼",
        below: "○",
        below_twice: "◌",
        no_rate: "–",
        nothing: "·",
        up: "▲",
        down: "▼",
        same: "=",
        differs: "≠",
        more_left: "‹",
        more_right: "›",
        ellipsis: "…",
        ticked: "■",
        unticked: "□",
        pointer: "▸",
        dot: "·",
        bullet: "•",
        spark: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        // Lines, not blocks: bars in rows above each other must not run together.
        bar: "━",
        bar_parts: &["╸"],
        bar_empty: "─",
        goal: "│",
        horizontal: "─",
        vertical: "│",
        cross: "┼",
        rail: "│",
        thumb: "┃",
        branch: "├",
        last_branch: "└",
        open: "▾",
        closed: "▸",
        mask: '•',
    };

    /// For old consoles, and for fonts that lack the signs.
    pub const ASCII: Glyphs = Glyphs {
        ascii: true,
        done: "+",
        in_progress: "~",
        not_started: "o",
        dropped: "x",
        warning: "!",
        met: "#",
        met_once: "+",
        fell: "v",
        below: "o",
        below_twice: "O",
        no_rate: "-",
        nothing: ".",
        up: "^",
        down: "v",
        same: "=",
        differs: "/",
        more_left: "<",
        more_right: ">",
        ellipsis: "~",
        ticked: "x",
        unticked: "_",
        pointer: ">",
        dot: "-",
        bullet: "*",
        spark: ["_", ".", ":", "-", "=", "+", "*", "#"],
        bar: "#",
        bar_parts: &[],
        bar_empty: ".",
        goal: "|",
        horizontal: "-",
        vertical: "|",
        cross: "+",
        rail: "|",
        thumb: "#",
        branch: "|",
        last_branch: "`",
        open: "v",
        closed: ">",
        mask: '*',
    };

    /// A text that was made before the terminal was known, with the signs of the Unicode set, in the signs of this one.
    #[must_use]
    pub fn own<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let (known, own) = (Glyphs::UNICODE.all(), self.all());
        let mut buffer = [0; 4];
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            // Where a sign has two meanings (a dot), the first of them is meant; half a cell of a bar has none here.
            match known.iter().position(|sign| **sign == *c.encode_utf8(&mut buffer)) {
                Some(at) => shown.push_str(own.get(at).unwrap_or(&self.bar_empty)),
                None => shown.push(c),
            }
        }
        Cow::Owned(shown)
    }

    /// The lines of a box.
    #[must_use]
    pub const fn border(&self) -> border::Set<'static> {
        if self.ascii {
            border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            }
        } else {
            border::ROUNDED
        }
    }

    /// Every sign of the set, for checks.
    #[must_use]
    pub fn all(&self) -> Vec<&'static str> {
        let mut signs = vec![
            self.done,
            self.in_progress,
            self.not_started,
            self.dropped,
            self.warning,
            self.met,
            self.met_once,
            self.fell,
            self.below,
            self.below_twice,
            self.no_rate,
            self.nothing,
            self.up,
            self.down,
            self.same,
            self.differs,
            self.more_left,
            self.more_right,
            self.ellipsis,
            self.ticked,
            self.unticked,
            self.pointer,
            self.dot,
            self.bullet,
            self.bar,
            self.bar_empty,
            self.goal,
            self.horizontal,
            self.vertical,
            self.cross,
            self.rail,
            self.thumb,
            self.branch,
            self.last_branch,
            self.open,
            self.closed,
        ];
        signs.extend(self.spark);
        signs.extend(self.bar_parts);
        signs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::width::cells;

    #[test]
    fn every_sign_is_one_cell_wide() {
        for set in [Glyphs::UNICODE, Glyphs::ASCII] {
            for sign in set.all() {
                assert_eq!(cells(sign), 1, "{sign}");
            }
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        assert!(Glyphs::ASCII.all().iter().all(|sign| sign.is_ascii()) && Glyphs::ASCII.mask.is_ascii());
    }

    #[test]
    fn a_text_that_was_made_with_signs_is_shown_in_the_signs_of_the_set() {
        for (made, ascii) in [
            ("✓ set up · 3 of 4", "+ set up . 3 of 4"),
            ("◐ next", "~ next"),
            ("▁▄█ ━━╸─┼│", "_-# ##..+|"),
            ("Weight 0–10, • and more…", "Weight 0-10, * and more~"),
            ("Peña, 3 × 4", "Peña, 3 x 4"),
            ("plain", "plain"),
        ] {
            assert_eq!(Glyphs::ASCII.own(made), ascii);
            assert_eq!(Glyphs::UNICODE.own(made), made);
        }
    }

    #[test]
    fn standings_are_told_apart_without_colour() {
        for set in [Glyphs::UNICODE, Glyphs::ASCII] {
            let mut signs = [set.met, set.met_once, set.fell, set.below, set.below_twice, set.no_rate, set.nothing];
            signs.sort_unstable();
            assert!(signs.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
