//! Two versions of a text, told as one: what stayed, what was taken out, what was added. By whole words, for people.

use std::fmt::Write as _;

/// A stretch of the told text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both.
    Kept(String),
    /// It stood only before.
    TakenOut(String),
    /// It stands only after.
    Added(String),
}

/// The most words of a side that are compared word by word; of longer texts what lies between the first and the last
/// difference is told as a whole.
const MOST_WORDS: usize = 800;

/// A text as words, each with the blanks behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut begin, mut blank) = (0, false);
    for (at, c) in text.char_indices() {
        if blank && !c.is_whitespace() {
            words.push(&text[begin..at]);
            begin = at;
        }
        blank = c.is_whitespace();
    }
    if begin < text.len() {
        words.push(&text[begin..]);
    }
    words
}

fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Kept(text)), Piece::Kept(more))
        | (Some(Piece::TakenOut(text)), Piece::TakenOut(more))
        | (Some(Piece::Added(text)), Piece::Added(more)) => text.push_str(more),
        _ => pieces.push(piece),
    }
}

/// What stayed, what was taken out and what was added, in the order of reading.
#[must_use]
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    // A word at the end of a line is the same word as in the middle of it.
    let same = |a: &str, b: &str| a.trim_end() == b.trim_end();
    let head = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (left, right) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut out = Vec::new();
    let kept = |out: &mut Vec<Piece>, words: &[&str]| words.iter().for_each(|word| add(out, Piece::Kept((*word).to_owned())));
    kept(&mut out, &new[..head]);
    if left.len() > MOST_WORDS || right.len() > MOST_WORDS {
        for word in left {
            add(&mut out, Piece::TakenOut((*word).to_owned()));
        }
        for word in right {
            add(&mut out, Piece::Added((*word).to_owned()));
        }
    } else {
        between(left, right, &same, &mut out);
    }
    kept(&mut out, &new[new.len() - tail..]);
    out
}

/// The longest common run of words in order, and what lies between.
fn between(left: &[&str], right: &[&str], same: &dyn Fn(&str, &str) -> bool, out: &mut Vec<Piece>) {
    let wide = right.len() + 1;
    let mut longest = vec![0u16; (left.len() + 1) * wide];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            longest[i * wide + j] = if same(left[i], right[j]) {
                longest[(i + 1) * wide + j + 1] + 1
            } else {
                longest[(i + 1) * wide + j].max(longest[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < left.len() || j < right.len() {
        if i < left.len() && j < right.len() && same(left[i], right[j]) {
            add(out, Piece::Kept(right[j].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == right.len() || (i < left.len() && longest[(i + 1) * wide + j] >= longest[i * wide + j + 1]) {
            add(out, Piece::TakenOut(left[i].to_owned()));
            i += 1;
        } else {
            add(out, Piece::Added(right[j].to_owned()));
            j += 1;
        }
    }
}

/// The same with long stretches that stayed cut to a few words around what differs.
#[must_use]
pub fn shortened(pieces: Vec<Piece>, around: usize) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let cut = |(at, piece): (usize, Piece)| {
        let Piece::Kept(text) = piece else { return piece };
        let words = words(&text);
        let (head, tail) = (if at == 0 { 0 } else { around }, if at == last { 0 } else { around });
        if words.len() <= head + tail + 2 {
            return Piece::Kept(text);
        }
        Piece::Kept(format!("{}\u{2026} {}", words[..head].concat(), words[words.len() - tail..].concat()))
    };
    pieces.into_iter().enumerate().map(cut).collect()
}

/// As text alone: `[- taken out]` and `[+ added]` between what stayed.
#[must_use]
pub fn written(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let (sign, text) = match piece {
            Piece::Kept(text) => {
                out.push_str(text);
                continue;
            }
            Piece::TakenOut(text) => ('-', text),
            Piece::Added(text) => ('+', text),
        };
        let inner = text.trim_end();
        let _ = write!(out, "[{sign} {inner}]");
        out.push_str(if inner.len() < text.len() { &text[inner.len()..] } else { " " });
    }
    out.trim_end().to_owned()
}
