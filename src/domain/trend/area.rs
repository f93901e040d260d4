//! Problem areas: what is done about a group of indicators that stand badly, by whom, and what their values say.

use chrono::NaiveDate;

use super::{Indicator, Series, indicators, series::Values, words};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::StepStatus;

/// A problem area with its indicators.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its record.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What is done.
    pub strategy: String,
    /// Who follows it.
    pub owner: String,
    /// How far the work on it is.
    pub status: StepStatus,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Its indicators with their lines, in their order.
    pub indicators: Vec<(Indicator, Series)>,
}

impl Area {
    /// How many of its indicators carry a flag.
    #[must_use]
    pub fn flagged(&self) -> usize {
        self.indicators.iter().filter(|(one, series)| !words::flags(one, series).is_empty()).count()
    }

    /// How many of its indicators have a value.
    #[must_use]
    pub fn measured(&self) -> usize {
        self.indicators.iter().filter(|(_, series)| series.latest().is_some()).count()
    }

    /// Where it stands, in words: `2 of 3 indicators flagged`, `no indicator has a value`.
    #[must_use]
    pub fn standing(&self) -> String {
        match (self.indicators.len(), self.measured(), self.flagged()) {
            (0, ..) => "no indicator beneath it".to_owned(),
            (_, 0, _) => "no value yet".to_owned(),
            (_, n, 0) => format!("none of {n} flagged"),
            (_, n, flagged) => format!("{flagged} of {n} flagged"),
        }
    }
}

/// The problem areas in their order, with the lines of a place.
#[must_use]
pub fn areas(book: &Book, place: Option<Id>) -> Vec<Area> {
    let all = indicators(book);
    let area = |record: &crate::domain::record::Record| Area {
        id: record.id,
        title: record.text(Field::Title).to_owned(),
        strategy: record.text(Field::Strategy).to_owned(),
        owner: record.text(Field::Owner).to_owned(),
        status: StepStatus::named(record.text(Field::Status)),
        due: record.date(Field::Due),
        indicators: all
            .iter()
            .filter(|one| one.problem_area == Some(record.id))
            .map(|one| (one.clone(), Values::of(book, one).series(place)))
            .collect(),
    };
    book.all(Kind::ProblemArea).into_iter().map(area).collect()
}
