//! The exit of the qualitative review: the overall ratings, statewide, in the newest year that has any.

use super::{Computed, met};
use crate::domain::book::Book;
use crate::domain::instrument::Scope;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::published;
use crate::domain::score_table::{ScoreRow, score_rows};

/// The overall ratings of a year.
#[derive(Clone, Debug)]
pub struct Ratings {
    /// The fiscal year they are of.
    pub year: i32,
    /// A row for each overall rating that has a score.
    pub rows: Vec<ScoreRow>,
    /// How many overall ratings the instrument asks for.
    pub asked: usize,
}

/// Statewide, the verdict questions in the newest year up to the chosen one that has any.
#[must_use]
pub fn newest(book: &Book, code: &str, year: i32) -> Option<Ratings> {
    let of_code = |id| book.instrument(id).is_some_and(|i| i.code == code);
    let counted = book.tallies().iter().filter(|t| of_code(t.instrument)).map(|t| t.year);
    let published = published::newest(book, Some(code));
    let mut years: Vec<i32> = counted.chain(published.iter().map(|p| p.year)).filter(|y| *y <= year).collect();
    years.sort_unstable();
    years.dedup();
    let rows_in = |year: i32| Some((year, rows(book, code, year, Keys::of(&[Key::Question])))).filter(|(_, rows)| !rows.is_empty());
    let (year, rows) = years.into_iter().rev().find_map(rows_in)?;
    let asked = book
        .instrument_for(code, year)
        .map_or(0, |(_, i)| if i.exit == Scope::Verdict { i.questions.iter().filter(|q| q.verdict).count() } else { i.questions.len() });
    Some(Ratings { year, rows, asked })
}

/// The overall ratings of a year that have a score, by these keys.
#[must_use]
pub fn rows(book: &Book, code: &str, year: i32, keys: Keys) -> Vec<ScoreRow> {
    let filter = Filter { year: Some(year), ..Filter::instrument(code) };
    let mut rows = score_rows(book, book.tallies(), keys, &filter);
    rows.retain(|row| {
        let question = row.question.as_deref().and_then(|q| row.instrument.question(q)).map(|q| &row.instrument.questions[q]);
        row.score.score.is_some() && (row.instrument.exit != Scope::Verdict || question.is_some_and(|q| q.verdict))
    });
    rows
}

/// A question's own words where they are short, else its code; a code says little to who did not write it.
#[must_use]
pub fn name(row: &ScoreRow) -> String {
    let code = row.question.as_deref().unwrap_or("overall");
    let text = row.instrument.question(code).map(|at| row.instrument.questions[at].text.trim_end_matches(", overall"));
    text.filter(|text| (1..=40).contains(&text.chars().count())).unwrap_or(code).to_owned()
}

/// Whether they reach their goals, why, and the same in a few words.
pub(super) fn weigh(book: &Book, code: &str, year: i32) -> (Computed, String, String) {
    let Some(Ratings { year, rows, asked }) = newest(book, code, year) else {
        return (Computed::NoData, "no result yet".to_owned(), "no result yet".to_owned());
    };
    let all_met = rows.iter().all(|r| r.score.met == Some(true));
    let figures: Vec<String> = rows.iter().take(4).map(|r| format!("{} {} %", name(r), r.score.percent())).collect();
    let missing = if rows.len() < asked { format!("; {} of {asked} known", rows.len()) } else { String::new() };
    let short = match &rows[..] {
        [one] => format!("{} %", one.score.percent()),
        [one, two] => format!("{} and {} %", one.score.percent(), two.score.percent()),
        _ => format!("{} of {asked} met", rows.iter().filter(|r| r.score.met == Some(true)).count()),
    };
    (met(all_met && rows.len() >= asked), format!("{} in {year}{missing}", figures.join("; ")), short)
}
