//! What paper and word processors share: the page, how wide the columns of a table are, and which stretches of a report are
//! too wide for an upright page. Text is measured with the real widths of the font. Nothing is drawn here.

pub mod face;
pub mod lines;

use crate::domain::text::clean;
use crate::report::model::Paper;
use crate::report::{Cell, Column, Part};

pub use face::Face;

/// The short side of letter paper, in points.
pub const SHORT: f32 = 612.0;
/// Its long side.
pub const LONG: f32 = 792.0;
/// The margin on every side.
pub const MARGIN: f32 = 54.0;
/// Running text.
pub const BODY: f32 = 10.0;
/// Text of tables.
pub const TABLE: f32 = 9.0;
/// A table is rather made a little smaller than laid across, down to this.
const UPRIGHT: f32 = 8.0;
/// No text is smaller.
pub const LEAST: f32 = 7.5;
/// Room at the left and the right of a cell's text.
pub const PADDING: f32 = 4.0;
/// So much more room stands between a column that is set to the right and one after it that is not.
pub const GAP: f32 = 8.0;
/// A text that is no wider than this is kept on one line if there is room at all; a longer one has at least so much.
const CALM: f32 = 92.0;
/// A table that fills less than this share of the page is not drawn out to its width.
const SPARSE: f32 = 0.55;

/// How much room text has between the margins.
#[must_use]
pub const fn room(paper: Paper) -> f32 {
    match paper {
        Paper::Portrait => SHORT - 2.0 * MARGIN,
        Paper::Landscape => LONG - 2.0 * MARGIN,
    }
}

/// A table as people read it: only columns with a heading, and the text of every cell, cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The headings.
    pub heads: Vec<String>,
    /// Which are set to the right.
    pub right: Vec<bool>,
    /// The text of the cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// Of a table.
    #[must_use]
    pub fn of(columns: &[Column], rows: &[Vec<Cell>]) -> Grid {
        let shown: Vec<(usize, &Column, &str)> =
            columns.iter().enumerate().filter_map(|(at, column)| Some((at, column, column.heading.as_deref()?))).collect();
        let words = |row: &Vec<Cell>, at: usize| row.get(at).map(|cell| clean(&cell.words()).0).unwrap_or_default();
        Grid {
            heads: shown.iter().map(|(.., heading)| clean(heading).0).collect(),
            right: shown.iter().map(|(_, column, _)| column.right).collect(),
            rows: rows.iter().map(|row| shown.iter().map(|(at, ..)| words(row, *at)).collect()).collect(),
        }
    }

    /// Whether it is too wide to be read on an upright page.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        calm(&self.measure(UPRIGHT)) > room(Paper::Portrait)
    }

    /// The size of its text and the widths of its columns, padding included, in so much room. Their sum is the room or less.
    #[must_use]
    pub fn fit(&self, room: f32) -> Fit {
        let mut size = TABLE;
        let mut spans = self.measure(size);
        while calm(&spans) > room && size > LEAST {
            size = (size - 0.5).max(LEAST);
            spans = self.measure(size);
        }
        let sum = |of: fn(&Span) -> f32| spans.iter().map(of).sum::<f32>();
        let widths = if sum(|span| span.least) >= room {
            let scale = room / sum(|span| span.least).max(1.0);
            spans.iter().map(|span| span.least * scale).collect()
        } else if sum(|span| span.natural) <= room {
            drawn_out(&spans, room)
        } else {
            let floor = if calm(&spans) <= room { |span: &Span| span.calm } else { |span: &Span| span.least };
            let floor: Vec<f32> = spans.iter().map(floor).collect();
            self.shared(&spans, &floor, room, size)
        };
        Fit { size, widths }
    }

    fn measure(&self, size: f32) -> Vec<Span> {
        (0..self.heads.len())
            .map(|at| {
                let head = lines::widest_word(&self.heads[at], Face::Bold, size);
                let natural = lines::natural(&self.heads[at], Face::Bold, size).min(head.max(CALM));
                let mut span = Span { least: head, calm: 0.0, natural };
                for text in self.rows.iter().map(|row| &row[at]) {
                    let natural = lines::natural(text, Face::Regular, size);
                    // A number is never broken, and its unit stays with it.
                    let least = if self.right[at] { natural } else { lines::widest_word(text, Face::Regular, size) };
                    span = Span { least: span.least.max(least), calm: span.calm.max(natural), natural: span.natural.max(natural) };
                }
                let padding = 2.0 * PADDING + self.gap(at);
                let calm = span.least.max(span.calm.min(CALM * size / TABLE));
                Span { least: span.least + padding, calm: calm + padding, natural: span.natural + padding }
            })
            .collect()
    }

    /// The room before a column's text, beside its padding: numbers must not touch the words after them.
    #[must_use]
    pub fn gap(&self, at: usize) -> f32 {
        let after_numbers = at > 0 && self.right[at - 1] && !self.right[at];
        if after_numbers { GAP } else { 0.0 }
    }

    /// Shares the room that is left above the floor: the best of several ways, made better by moving a little room from one
    /// column to another while that saves lines.
    fn shared(&self, spans: &[Span], floor: &[f32], room: f32, size: f32) -> Vec<f32> {
        let texts = self.sample(size);
        let ways = [0.25_f32, 0.5, 0.75, 1.0].map(|power| filled(spans, floor, room, power));
        let mut best = ways.into_iter().min_by_key(|widths| height(&texts, widths)).unwrap_or_default();
        let mut lines = height(&texts, &best);
        for _ in 0..ROUNDS {
            let mut found = None;
            for (to, span) in spans.iter().enumerate().filter(|(to, span)| span.natural > best[*to]) {
                for from in (0..floor.len()).filter(|from| *from != to && best[*from] - STEP >= floor[*from]) {
                    let mut tried = best.clone();
                    tried[from] -= STEP;
                    tried[to] += STEP.min(span.natural - best[to]);
                    let fewer = height(&texts, &tried);
                    if fewer < lines {
                        lines = fewer;
                        found = Some(tried);
                    }
                }
            }
            match found {
                Some(better) => best = better,
                None => break,
            }
        }
        best
    }

    /// How wide the texts of its rows are, and what of the column is no text; of long tables some rows speak for all.
    fn sample(&self, size: f32) -> Vec<Vec<(f32, f32)>> {
        let every = self.rows.len().div_ceil(SAMPLE).max(1);
        let width = |(at, text): (usize, &String)| (lines::natural(text, Face::Regular, size), 2.0 * PADDING + self.gap(at));
        self.rows.iter().step_by(every).map(|row| row.iter().enumerate().map(width).collect()).collect()
    }
}

/// How many rows of a long table speak for all when its columns are tried out.
const SAMPLE: usize = 120;
/// How much room is moved from one column to another at a time, and how often.
const STEP: f32 = 14.0;
const ROUNDS: usize = 24;

/// About how many lines rows have; a line is hardly ever full.
fn height(texts: &[Vec<(f32, f32)>], widths: &[f32]) -> usize {
    let lines = |((text, padding), width): (&(f32, f32), &f32)| {
        let full = text / (width - padding).max(1.0);
        if full <= 1.0 { 1 } else { (full * 1.06).ceil() as usize }
    };
    texts.iter().map(|row| row.iter().zip(widths).map(lines).max().unwrap_or(1)).sum()
}

/// How a table fits a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The size of its text.
    pub size: f32,
    /// The widths of its columns.
    pub widths: Vec<f32>,
}

/// How wide a column can be, padding included.
struct Span {
    /// So that no word is broken.
    least: f32,
    /// So that it reads well: short text on one line, long text not too narrow; a heading may have several lines.
    calm: f32,
    /// So that no line is broken, its heading's included.
    natural: f32,
}

fn calm(spans: &[Span]) -> f32 {
    spans.iter().map(|span| span.calm).sum()
}

/// Natural widths with what is left shared by width; a sparse table only gets air between its columns.
fn drawn_out(spans: &[Span], room: f32) -> Vec<f32> {
    let natural: f32 = spans.iter().map(|span| span.natural).sum();
    let target = if natural >= SPARSE * room { room } else { (natural * 1.35).min(room) };
    spans.iter().map(|span| span.natural * target / natural.max(1.0)).collect()
}

/// Gives what is left above the floor to the columns that need it, by a power of their need, none more than that.
fn filled(spans: &[Span], floor: &[f32], room: f32, power: f32) -> Vec<f32> {
    let mut widths = floor.to_vec();
    // Each round fills a column or spends all that is left.
    for _ in 0..=spans.len() {
        let left = room - widths.iter().sum::<f32>();
        let needs: Vec<f32> = spans.iter().zip(&widths).map(|(span, width)| (span.natural - width).max(0.0)).collect();
        let total: f32 = needs.iter().map(|need| need.powf(power)).filter(|weight| *weight > 0.0).sum();
        if left < 0.5 || total <= 0.0 {
            break;
        }
        for (width, need) in widths.iter_mut().zip(&needs).filter(|(_, need)| **need > 0.0) {
            *width += (left * need.powf(power) / total).min(*need);
        }
    }
    widths
}

/// A stretch of a report on pages of one direction.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'a> {
    /// The direction.
    pub paper: Paper,
    /// What stands on it; neither a new page nor a turn.
    pub parts: &'a [Part],
}

/// The parts between new pages and turns. One lies across where it was turned or where one of its tables is too wide; if such
/// tables stand under a few of its headings only, those lie across alone. Each begins on a page of its own, and one without
/// parts is left out.
#[must_use]
pub fn stretches(parts: &[Part], first: Paper) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let (mut from, mut paper) = (0, first);
    for (at, part) in parts.iter().enumerate() {
        if matches!(part, Part::NewPage | Part::Turn(_)) {
            push(&mut out, paper, &parts[from..at]);
            from = at + 1;
        }
        if let Part::Turn(to) = part {
            paper = *to;
        }
    }
    push(&mut out, paper, &parts[from..]);
    out
}

fn push<'a>(out: &mut Vec<Stretch<'a>>, paper: Paper, parts: &'a [Part]) {
    let wide: Vec<usize> = (0..parts.len()).filter(|at| is_wide(&parts[*at])).collect();
    let (Some(first), Some(last), Paper::Portrait) = (wide.first(), wide.last(), paper) else {
        if !parts.is_empty() {
            out.push(Stretch { paper, parts });
        }
        return;
    };
    // From the heading over the first wide table to the heading after the last.
    let heads =
        |chapters: bool| move |at: &usize| matches!(parts[*at], Part::Chapter(_)) || !chapters && matches!(parts[*at], Part::Heading(_));
    let heads = heads(parts.iter().any(|part| matches!(part, Part::Chapter(_))));
    let from = (0..=*first).rev().find(heads).unwrap_or(0);
    let until = (last + 1..parts.len()).find(heads).unwrap_or(parts.len());
    let count = |range: std::ops::Range<usize>| range.filter(heads).count();
    if count(from..until) * 3 <= count(0..parts.len()) {
        for (paper, parts) in [(paper, &parts[..from]), (Paper::Landscape, &parts[from..until]), (paper, &parts[until..])] {
            if !parts.is_empty() {
                out.push(Stretch { paper, parts });
            }
        }
    } else {
        out.push(Stretch { paper: Paper::Landscape, parts });
    }
}

fn is_wide(part: &Part) -> bool {
    matches!(part, Part::Table(columns, rows) if Grid::of(columns, rows).is_wide())
}

#[cfg(test)]
mod tests;
