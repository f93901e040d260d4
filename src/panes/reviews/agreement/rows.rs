//! The figures of agreement as a grid: a line for each question, or for each two reviewers.

use std::borrow::Cow;

use super::differing::Only;
use super::found::Found;
use crate::domain::agreement::Group;
use crate::domain::agreement::table::Estimate;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// What a line is about.
#[derive(Clone, Copy, Debug)]
enum About {
    /// All answers together.
    All,
    /// A question, by its ordinal.
    Question(usize),
    /// Two reviewers, by their place in the list.
    Pair(usize),
}

/// The rows.
pub(super) struct Rows<'a> {
    found: &'a Found,
    lines: Vec<About>,
    columns: Vec<Column>,
    glyphs: &'a Glyphs,
}

fn figures() -> [Column; 5] {
    [
        Column::new("Pairs", 5).right(),
        Column::new("Same, %", 21),
        Column::new("Kappa", 21),
        Column::new("AC1", 21),
        Column::new("One only", 8).right(),
    ]
}

impl<'a> Rows<'a> {
    /// A line for each question that somebody answered twice, all together first.
    pub fn questions(found: &'a Found, glyphs: &'a Glyphs) -> Rows<'a> {
        let twice = |at: &usize| found.agreement.questions[*at].pairs() + found.agreement.questions[*at].one_sided > 0;
        let questions: Vec<usize> = (0..found.agreement.questions.len()).filter(twice).collect();
        let all = (!questions.is_empty()).then_some(About::All);
        let mut columns = vec![Column::new("Question", 10).between(8, 14)];
        columns.extend(figures());
        Rows { found, lines: all.into_iter().chain(questions.into_iter().map(About::Question)).collect(), columns, glyphs }
    }

    /// A line for each two reviewers.
    pub fn reviewers(found: &'a Found, glyphs: &'a Glyphs) -> Rows<'a> {
        let mut columns =
            vec![Column::new("Reviewer", 16).between(10, 24), Column::new("and", 16).between(10, 24), Column::new("Cases", 5).right()];
        columns.extend(figures());
        Rows { found, lines: (0..found.agreement.raters.len()).map(About::Pair).collect(), columns, glyphs }
    }

    /// Which of the differing answers a row is made of.
    pub fn only(&self, row: usize) -> Option<Only> {
        Some(match *self.lines.get(row)? {
            About::All => Only::default(),
            About::Question(at) => Only { question: u16::try_from(at).ok(), ..Only::default() },
            About::Pair(at) => {
                let pair = self.found.agreement.raters.get(at)?;
                Only { pair: Some((pair.first.clone(), pair.second.clone())), ..Only::default() }
            }
        })
    }

    fn group(&self, about: About) -> &'a Group {
        let agreement = &self.found.agreement;
        match about {
            About::All => &agreement.overall,
            About::Question(at) => &agreement.questions[at],
            About::Pair(at) => &agreement.raters[at].group,
        }
    }

    fn figure(&self, group: &Group, which: usize) -> CellText<'a> {
        let one = |n: usize| CellText::plain(n.to_string());
        match which {
            0 => one(group.pairs() as usize),
            1 => self.estimate(group.percent(), |p| format!("{:.1}", p * 100.0)),
            2 => self.estimate(group.kappa(), |k| format!("{k:.2}")),
            3 => self.estimate(group.ac1(), |k| format!("{k:.2}")),
            _ if group.one_sided == 0 => CellText::new(self.glyphs.nothing, Meaning::Muted),
            _ => one(group.one_sided as usize),
        }
    }

    fn estimate(&self, found: Option<Estimate>, words: impl Fn(f64) -> String) -> CellText<'a> {
        let Some(found) = found else { return CellText::new(self.glyphs.no_rate, Meaning::NoRate) };
        let range = found.interval.map_or_else(String::new, |(low, high)| format!(" ({} to {})", words(low), words(high)));
        CellText::plain(format!("{:>5}{range}", words(found.value)))
    }

    /// What is to be said of a row: the question's text, and why a figure or its interval is not there.
    pub fn said(&self, row: usize) -> Vec<(String, Meaning)> {
        let Some(about) = self.lines.get(row) else { return Vec::new() };
        let group = self.group(*about);
        let mut said = Vec::new();
        match *about {
            About::All => said.push(("All questions together".to_owned(), Meaning::Text)),
            About::Question(at) => {
                said.extend(self.found.instrument.as_ref().and_then(|i| i.questions.get(at)).map(|q| (q.text.clone(), Meaning::Text)));
            }
            About::Pair(at) => {
                let pair = &self.found.agreement.raters[at];
                said.push((format!("{} and {}, all questions together", named(&pair.first), named(&pair.second)), Meaning::Text));
            }
        }
        said.extend(why_missing(group).into_iter().map(|words| (words.to_owned(), Meaning::Muted)));
        if group.one_sided > 0 {
            let were = if group.one_sided == 1 { "1 answer was" } else { &format!("{} answers were", group.one_sided) };
            said.push((format!("{were} given by one of the two only; what is no pair is in no figure."), Meaning::Muted));
        }
        said
    }
}

/// Why a figure or its interval is not there, in sentences.
fn why_missing(group: &Group) -> Vec<&'static str> {
    let mut why = Vec::new();
    let (percent, kappa, ac1) = (group.percent(), group.kappa(), group.ac1());
    let Some(percent) = percent else { return vec!["No figure: there is no pair of answers to it."] };
    if kappa.is_none() {
        why.push("No kappa: both gave one and the same answer throughout, so that chance alone would agree always.");
    }
    if ac1.is_none() {
        why.push("No AC1: there is only one answer to choose.");
    }
    if group.pooled {
        why.push("No interval: a case has several answers in it, and these are not independent.");
    } else if group.pairs() < 2 {
        why.push("No interval: one pair is too few.");
    } else if percent.interval.is_none() {
        why.push("No interval: all pairs are alike, so that there is nothing to estimate it from.");
    }
    why
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(about) = self.lines.get(row) else { return CellText::default() };
        let group = self.group(*about);
        match (*about, column) {
            (About::All, 0) => CellText::new("All", Meaning::Band),
            (About::Question(at), 0) => CellText::plain(self.found.instrument.as_ref().map_or("", |i| i.questions[at].code.as_str())),
            (About::Pair(at), 0) => {
                let pair = &self.found.agreement.raters[at];
                CellText::plain(format!("{} and {}", named(&pair.first), named(&pair.second)))
            }
            (About::Pair(at), 1) => CellText::plain(self.found.agreement.raters[at].reviews.to_string()),
            (About::Pair(_), column) => self.figure(group, column - 2),
            (_, column) => self.figure(group, column - 1),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(super::view::NOTHING)
    }
}

/// A reviewer's name, or that there is none.
pub(super) fn named(name: &str) -> &str {
    if name.is_empty() { "(not said)" } else { name }
}
