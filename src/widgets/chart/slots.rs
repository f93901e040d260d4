//! Where the parts of a chart's line stand: a sign, a label, words, the bar, and figures at the right. All lines of a chart share
//! them. What the bar looks like is said elsewhere.

use super::{Piece, fit};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width::{Align, cells, pad};

/// What stands around the bar of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lined {
    /// One sign before the label.
    pub sign: Piece,
    /// What it is about; short.
    pub label: Piece,
    /// The same in more words, where there is room.
    pub words: String,
    /// Figures at the right, the most needed first: the last ones go first where there is no room.
    pub figures: Vec<String>,
}

/// The cells of a line's parts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Slots {
    width: usize,
    label: usize,
    words: usize,
    /// Cells of the bar; none where there is no room for one.
    pub bar: usize,
    figures: Vec<usize>,
}

/// A sign and a blank.
const SIGN: usize = 2;
/// A bar below this says nothing.
const LEAST_BAR: usize = 8;
/// What a bar has before words get any room.
const GOOD_BAR: usize = 36;
/// Words below this say nothing.
const LEAST_WORDS: usize = 20;
/// From this width on figures stand two blanks apart.
const AIRY: usize = 60;
/// The longest label that keeps its whole length.
const LABEL: usize = 24;

impl Slots {
    /// For these lines and headings of figures in exactly so many cells.
    #[must_use]
    pub fn of<'a>(lines: impl Iterator<Item = &'a Lined> + Clone, headings: &[&str], width: u16) -> Slots {
        let width = usize::from(width);
        let longest = lines.clone().map(|line| cells(&line.label.0)).max().unwrap_or(0).min(LABEL);
        let figure = |at: usize, heading: &str| {
            let widest = lines.clone().filter_map(|line| line.figures.get(at)).map(|figure| cells(figure)).max().unwrap_or(0);
            widest.max(cells(heading)) + if width >= AIRY { 2 } else { 1 }
        };
        let mut figures: Vec<usize> = headings.iter().enumerate().map(|(at, heading)| figure(at, heading)).collect();
        let least = longest.min(8);
        // The first two are never taken: a figure keeps its number of answers.
        while figures.len() > 2 && SIGN + least + 1 + LEAST_BAR + figures.iter().sum::<usize>() > width {
            figures.pop();
        }
        let room = width.saturating_sub(SIGN + figures.iter().sum::<usize>());
        let (label, bar) = match room.checked_sub(least + 1) {
            Some(bar) if bar >= LEAST_BAR => {
                let label = longest.min(room - 1 - LEAST_BAR).min((room * 2 / 5).max(least));
                (label, room - label - 1)
            }
            _ => (room, 0),
        };
        let named = lines.map(|line| cells(&line.words)).max().unwrap_or(0) + 2;
        let words = named.min(bar.saturating_sub(GOOD_BAR)).min(bar * 2 / 5);
        let words = if words >= LEAST_WORDS.min(named) { words } else { 0 };
        Slots { width, label, words, bar: bar - words, figures }
    }

    /// A line, with its bar.
    #[must_use]
    pub fn line(&self, lined: &Lined, bar: Vec<Piece>, glyphs: &Glyphs) -> Vec<Piece> {
        let mut pieces = vec![
            (pad(&lined.sign.0, SIGN, Align::Left, ""), lined.sign.1),
            (pad(&lined.label.0, self.label, Align::Left, glyphs.ellipsis), lined.label.1),
        ];
        if self.words > 0 {
            pieces.push((format!("  {}", pad(&lined.words, self.words - 2, Align::Left, glyphs.ellipsis)), Meaning::Muted));
        }
        if self.bar > 0 {
            pieces.push((" ".to_owned(), Meaning::Text));
            pieces.extend(fit(bar, self.bar, glyphs));
        }
        for (at, cells) in self.figures.iter().enumerate() {
            let figure = lined.figures.get(at).map_or("", String::as_str);
            pieces.push((pad(figure, *cells, Align::Right, glyphs.ellipsis), if at == 0 { Meaning::Text } else { Meaning::Muted }));
        }
        fit(pieces, self.width, glyphs)
    }

    /// The line above: a title over the labels, what the bars are measured by, the names of the figures.
    #[must_use]
    pub fn heading(&self, title: &str, scale: String, names: &[&str], glyphs: &Glyphs) -> Vec<Piece> {
        let label = self.label + self.words;
        let head = Lined {
            label: (title.to_owned(), Meaning::Header),
            figures: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Lined::default()
        };
        let slots = Slots { label, words: 0, ..self.clone() };
        let mut pieces = slots.line(&head, vec![(scale, Meaning::Muted)], glyphs);
        for (_, meaning) in &mut pieces {
            if *meaning == Meaning::Text {
                *meaning = Meaning::Muted;
            }
        }
        pieces
    }

    /// The first cell of the bar.
    #[must_use]
    pub fn bar_at(&self) -> usize {
        SIGN + self.label + self.words + 1
    }

    /// `0`, `50`, `100 %` over the bar, as many as fit, each where its share stands.
    #[must_use]
    pub fn percents(&self) -> String {
        let mut scale = vec![' '; self.bar];
        let mut write = |text: &str, from: usize| {
            for (at, c) in text.chars().enumerate() {
                if let Some(cell) = scale.get_mut(from + at) {
                    *cell = c;
                }
            }
        };
        write("0", 0);
        if self.bar >= 10 {
            write("100 %", self.bar - 5);
        }
        if self.bar >= 40 {
            write("25", self.bar / 4 - 1);
            write("75", self.bar * 3 / 4 - 1);
        }
        if self.bar >= 18 {
            write("50", self.bar / 2 - 1);
        }
        scale.into_iter().collect()
    }
}
