//! The targets of an element's goals against its results: what a typed target asks for, by when, and whether it was reached.

use chrono::NaiveDate;

use super::series::{Before, Later};
use super::{make, typed};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::record::Record;

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// A share, compared exactly.
    Share(Ratio),
    /// The suggested target as it was worked out, before it was rounded for the eye.
    Suggested(f64),
}

impl Aim {
    /// Whether a score reaches it.
    #[must_use]
    pub fn is_reached(self, score: Ratio) -> bool {
        match self {
            Aim::Share(share) => score >= share,
            // The hair is far below any step between two scores.
            Aim::Suggested(target) => score.fraction() >= target - 1e-12,
        }
    }
}

/// How a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// No target is set.
    NoTarget,
    /// It is no figure, so that nothing can be held against it.
    NotAFigure,
    /// Reached in this fiscal year, in time.
    Yes(i32),
    /// Reached in this fiscal year, after its date.
    Late(i32),
    /// Its date is still to come.
    NotYet,
    /// Its date has passed, and the result for it is not there yet.
    NoResult,
    /// Not reached by the result of this fiscal year, in which or after which it was due.
    Missed(i32),
}

/// A goal's target against the results.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// As it is written.
    pub text: String,
    /// What it asks for; none if it is no figure.
    pub aim: Option<Aim>,
    /// By when.
    pub by: Option<NaiveDate>,
    /// The fiscal year in which that day lies: its result decides.
    pub year: Option<i32>,
    /// How it stands.
    pub state: Reached,
}

/// The closed years with a rate.
pub(super) fn settled(later: &[Later]) -> impl DoubleEndedIterator<Item = (i32, Ratio)> {
    later.iter().filter(|later| !later.figure.provisional).filter_map(|later| Some((later.figure.year, later.figure.score.score?)))
}

/// A goal's target against the closed years.
pub(super) fn target(book: &Book, element: &Record, term: &str, before: Option<&Before>, later: &[Later], today: NaiveDate) -> Target {
    let goals = book.parts(element.id, Kind::Goal);
    let Some(goal) = goals.into_iter().find(|goal| goal.text(Field::Term).starts_with(term)) else {
        return Target { text: String::new(), aim: None, by: None, year: None, state: Reached::NoTarget };
    };
    let text = goal.text(Field::Target).trim().to_owned();
    let by = goal.date(Field::By);
    let year = by.map(|day| book.fiscal_year(day));
    let aim = aim(&text, before);
    let state = match aim {
        None if text.is_empty() => Reached::NoTarget,
        None => Reached::NotAFigure,
        Some(aim) => {
            let reached = settled(later).find(|(_, score)| aim.is_reached(*score)).map(|(at, _)| at);
            let due = settled(later).find(|(at, _)| year.is_some_and(|year| *at >= year)).map(|(at, _)| at);
            match (reached, due) {
                (Some(at), _) if year.is_none_or(|year| at <= year) => Reached::Yes(at),
                (Some(at), _) => Reached::Late(at),
                (None, Some(at)) => Reached::Missed(at),
                (None, None) if by.is_some_and(|by| by < today) => Reached::NoResult,
                (None, None) => Reached::NotYet,
            }
        }
    };
    Target { text, aim, by, year, state }
}

/// What a typed target asks for. The suggested one is decided as it was worked out, not as it was rounded.
fn aim(text: &str, before: Option<&Before>) -> Option<Aim> {
    let typed = typed::read(text)?;
    let share = typed.target()?;
    // Counts are meant as they are, and so is a percent with more decimals than a suggestion has.
    let written_so = typed.of.is_none() && typed.percent.is_some_and(|percent| percent.0.is_multiple_of(10));
    let exact = before.and_then(|before| make::formula(&before.score)).filter(|target| make::percent(*target) == share.percent(1));
    Some(exact.filter(|_| written_so).map_or(Aim::Share(share), Aim::Suggested))
}
