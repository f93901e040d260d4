//! The strokes that charts are drawn with, in both sets. Signs that panes use as well are in `glyphs.rs`.

use crate::widgets::glyphs::Glyphs;

/// A set of strokes. Each is one cell wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    /// A full cell of a bar.
    pub bar: &'static str,
    /// The left half of a cell of a bar, if the set has it.
    pub half: Option<&'static str>,
    /// The same, with the interval going on to its right.
    pub half_on: &'static str,
    /// The interval beyond the bar.
    pub reach: &'static str,
    /// The lower end of an interval inside a bar, in its last half cell, and where no bar is.
    pub low: [&'static str; 3],
    /// The upper end, likewise.
    pub high: [&'static str; 3],
    /// Both ends in one cell, likewise.
    pub both: [&'static str; 3],
    /// The goal: alone, over a bar, over an interval, at the upper end of an interval.
    pub goal: [&'static str; 4],
    /// A run of periods: the goal line, an interval's shaft, its caps, the way from point to point.
    pub line: &'static str,
    /// A shaft of an interval.
    pub shaft: &'static str,
    /// A shaft over the goal line.
    pub crossing: &'static str,
    /// The upper cap of a shaft.
    pub top: &'static str,
    /// The lower cap of a shaft.
    pub foot: &'static str,
    /// The way from one point to the next.
    pub way: &'static str,
    /// The axis, and the axis where a label stands.
    pub axis: [&'static str; 2],
    /// Parts of a stack, and what is left of it.
    pub parts: [&'static str; 4],
}

impl Signs {
    const UNICODE: Signs = Signs {
        bar: "━",
        half: Some("╸"),
        half_on: "╾",
        reach: "─",
        low: ["┿", "┽", "├"],
        high: ["┥", "┥", "┤"],
        both: ["┿", "┽", "┼"],
        goal: ["┃", "╋", "╂", "┨"],
        line: "─",
        shaft: "│",
        crossing: "┼",
        top: "┬",
        foot: "┴",
        way: "·",
        axis: ["│", "┤"],
        parts: ["■", "□", "▸", "·"],
    };

    const ASCII: Signs = Signs {
        bar: "#",
        half: None,
        half_on: "#",
        reach: "-",
        low: ["[", "[", "["],
        high: ["]", "]", "]"],
        both: ["I", "I", "I"],
        goal: ["|", "|", "|", "|"],
        line: "=",
        shaft: "|",
        crossing: "|",
        top: "-",
        foot: "-",
        way: ".",
        axis: ["|", "+"],
        parts: ["#", "o", ">", "."],
    };

    /// The strokes that go with a set of signs.
    pub const fn of(glyphs: &Glyphs) -> &'static Signs {
        if glyphs.ascii { &Signs::ASCII } else { &Signs::UNICODE }
    }

    /// Every stroke of the set, for checks.
    #[cfg(test)]
    pub fn all(&self) -> Vec<&'static str> {
        let mut all = vec![self.bar, self.half_on, self.reach, self.line, self.shaft, self.crossing, self.top, self.foot, self.way];
        all.extend(self.half.iter().chain(&self.low).chain(&self.high).chain(&self.both));
        all.extend(self.goal.iter().chain(&self.axis).chain(&self.parts));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::width::cells;

    #[test]
    fn every_stroke_is_one_cell_wide_and_the_plain_ones_are_ascii() {
        assert!(Signs::UNICODE.all().iter().chain(&Signs::ASCII.all()).all(|sign| cells(sign) == 1));
        assert!(Signs::ASCII.all().iter().all(|sign| sign.is_ascii()));
    }

    #[test]
    fn parts_goals_and_intervals_are_told_apart_without_colour() {
        for signs in [Signs::UNICODE, Signs::ASCII] {
            let mut strokes = vec![signs.bar, signs.low[0], signs.high[2], signs.reach, signs.goal[0]];
            strokes.sort_unstable();
            assert!(strokes.windows(2).all(|pair| pair[0] != pair[1]), "{strokes:?}");
            let mut parts = signs.parts;
            parts.sort_unstable();
            assert!(parts.windows(2).all(|pair| pair[0] != pair[1]));
            assert!(signs.line != signs.shaft && signs.line != signs.way && signs.line != signs.top);
        }
    }
}
