//! The grid of regions, offices or workers: each with its reviews, its n, its score against the goal, and what was left out.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::command::Context;
use crate::domain::behind::{Behind, By, Part};
use crate::domain::figure;
use crate::domain::ratio::Ratio;
use crate::domain::score::Score;
use crate::domain::score_table::Source as Stands;
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

const BAR: u16 = 20;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Name,
    Score,
    N,
    Goal,
    Distance,
    Bar,
    Reviews,
    Excluded,
    Unanswered,
}

const SHOWS: [Shows; 9] =
    [Shows::Name, Shows::Score, Shows::N, Shows::Goal, Shows::Distance, Shows::Bar, Shows::Reviews, Shows::Excluded, Shows::Unanswered];

/// What a column is called in a sentence.
pub(super) fn column_words(column: usize) -> &'static str {
    match SHOWS.get(column) {
        Some(Shows::Score | Shows::Bar) => "score",
        Some(Shows::N) => "n",
        Some(Shows::Goal) => "goal",
        Some(Shows::Distance) => "what is missing",
        Some(Shows::Reviews) => "reviews",
        Some(Shows::Excluded) => "excluded answers",
        Some(Shows::Unanswered) => "unanswered",
        _ => "name",
    }
}

/// The sign of a figure by itself.
pub(super) fn sign(score: &Score, glyphs: &Glyphs) -> (&'static str, Meaning) {
    match score.met {
        Some(true) => (glyphs.met, Meaning::Met),
        Some(false) => (glyphs.below, Meaning::Below),
        None => (glyphs.no_rate, Meaning::NoRate),
    }
}

/// Answers that are in no score; none where there are no counts.
pub(super) fn excluded(score: &Score) -> Option<u64> {
    if score.counts.is_empty() { None } else { Some(score.counts.iter().sum::<u64>().saturating_sub(score.applicable?)) }
}

/// How far from the goal, short.
fn distance(score: &Score) -> String {
    match (score.needed, score.slack) {
        (Some(needed), _) => format!("{needed} missing"),
        (_, Some(0)) => "none to spare".to_owned(),
        (_, Some(slack)) => format!("{slack} to spare"),
        _ => String::new(),
    }
}

/// The rows in their order.
pub(super) struct Rows<'a> {
    parts: &'a [Part],
    names: Vec<String>,
    by: By,
    order: Vec<usize>,
    columns: Vec<Column>,
    glyphs: &'a Glyphs,
}

impl<'a> Rows<'a> {
    pub fn new(parts: &'a [Part], by: By, sort: Option<(usize, bool)>, cx: &Context, glyphs: &'a Glyphs) -> Rows<'a> {
        let names: Vec<String> = parts.iter().map(|part| Behind::name(cx.book, by, part.id)).collect();
        let longest = names.iter().map(|name| width::cells(name)).max().unwrap_or(0).clamp(10, 34) as u16;
        let columns = vec![
            Column::new(by.words(), longest).between(12, 40),
            Column::new("Score", 7).right(),
            Column::new("n", 6).right(),
            Column::new("Goal", 6).right(),
            Column::new("To the goal", 13),
            Column::new("", BAR),
            Column::new("Reviews", 7).right(),
            Column::new("Excluded", 8).right(),
            Column::new("Unanswered", 10).right(),
        ];
        let mut order: Vec<usize> = (0..parts.len()).collect();
        if let Some((column, descending)) = sort {
            let shows = SHOWS.get(column).copied().unwrap_or(Shows::Name);
            order.sort_by(|a, b| compare((&parts[*a], &names[*a]), (&parts[*b], &names[*b]), shows, descending));
        }
        Rows { parts, names, by, order, columns, glyphs }
    }

    /// The part in a row.
    pub fn index(&self, row: usize) -> Option<usize> {
        self.order.get(row).copied()
    }
}

/// Lines without the value come last either way.
fn compare(a: (&Part, &str), b: (&Part, &str), shows: Shows, descending: bool) -> Ordering {
    fn known<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let (x, y) = (&a.0.row.score, &b.0.row.score);
    match shows {
        Shows::Name => known(Some(a.1), Some(b.1), descending),
        Shows::Score | Shows::Bar => known(x.score, y.score, descending),
        Shows::N => known(x.applicable, y.applicable, descending),
        Shows::Goal => known(x.goal, y.goal, descending),
        Shows::Distance => known(x.needed, y.needed, descending),
        Shows::Reviews => known(Some(a.0.reviews), Some(b.0.reviews), descending),
        Shows::Excluded => known(excluded(x), excluded(y), descending),
        Shows::Unanswered => known(Some(x.unanswered), Some(y.unanswered), descending),
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.order.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let (Some(at), Some(shows)) = (self.index(row), SHOWS.get(column)) else { return CellText::default() };
        let part = &self.parts[at];
        let score = &part.row.score;
        let (signed, meaning) = sign(score, self.glyphs);
        let number = |n: Option<u64>| CellText::plain(n.map_or_else(|| self.glyphs.no_rate.to_owned(), |n| n.to_string()));
        let quiet = |n: u64| if n == 0 { CellText::new(self.glyphs.nothing, Meaning::Muted) } else { CellText::plain(n.to_string()) };
        match shows {
            Shows::Name => CellText::new(self.names[at].as_str(), if part.id.is_none() { Meaning::Muted } else { Meaning::Text }),
            Shows::Score => {
                let mark = match part.row.source {
                    Stands::Published => "p",
                    Stands::Answers if part.row.provisional => "~",
                    Stands::Answers => " ",
                };
                let percent = score.score.map_or_else(|| "    ".to_owned(), |s| s.percent(1));
                let percent = percent.strip_prefix("100").map_or(percent.as_str(), |_| "100");
                CellText::new(format!("{signed}{percent:>5}{mark}"), meaning)
            }
            Shows::N => number(score.applicable),
            Shows::Goal => {
                let mixed = if score.goal_mixed { "*" } else { "" };
                CellText::new(figure::goal_percent(score).map_or_else(String::new, |goal| format!("{goal}{mixed}")), Meaning::Muted)
            }
            Shows::Distance => {
                let meaning = if score.met == Some(true) { Meaning::Muted } else { Meaning::Text };
                CellText::new(distance(score), meaning)
            }
            Shows::Bar => {
                let pieces = chart::bar(score.score.map(Ratio::fraction), score.goal.map(Ratio::fraction), BAR, meaning, self.glyphs);
                CellText::new(pieces.into_iter().map(|(text, _)| text).collect::<String>(), meaning)
            }
            Shows::Reviews => quiet(part.reviews),
            Shows::Excluded => excluded(score).map_or_else(CellText::default, quiet),
            Shows::Unanswered => quiet(score.unanswered),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self.by {
            By::Region | By::Office => {
                "No final review is behind this figure here: there are none in this year, or only a published figure stands. \
                 Reviews come in by an import of answers or from a round (Reviews)."
            }
            By::Worker | By::Supervisor => "No final review of this office in this year. Go back with Esc.",
        })
    }
}
