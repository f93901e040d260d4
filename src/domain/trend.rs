//! Trend indicators: what is counted, in which unit, which way is better, against which standard (`assets/help/rules.md`, Trends).
//! Their values by place and period are in `series.rs`, how they read in `words.rs`; the store keeps the records.

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;

pub mod amount;
pub mod area;
pub mod period;
pub mod series;
pub mod study;
pub mod words;

pub use amount::{Amount, Unit};
pub use period::{Period, PeriodKind};
pub use series::{Change, Figure, Point, Series, all_series, editions, latest, points, series, series_of};
pub use words::{spark, words};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: a figure that only tells how much there is.
    #[default]
    None,
}

impl Direction {
    /// All.
    pub const ALL: [Direction; 3] = [Direction::Higher, Direction::Lower, Direction::None];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::None => "none",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Direction::Higher => "higher is better",
            Direction::Lower => "lower is better",
            Direction::None => "neither way is better",
        }
    }

    /// The direction of a code or of its words; none for anything else.
    #[must_use]
    pub fn named(text: &str) -> Option<Direction> {
        let text = text.trim();
        Direction::ALL.into_iter().find(|d| d.code().eq_ignore_ascii_case(text) || d.words().eq_ignore_ascii_case(text))
    }
}

/// An indicator as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its record.
    pub id: Id,
    /// Short name; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What its values count.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// The standard it is held against.
    pub standard: Option<Amount>,
    /// Where the standard stands.
    pub standard_source: String,
    /// `safety`, `permanency`, `well-being`, or empty.
    pub domain: String,
    /// The problem area it belongs to.
    pub problem_area: Option<Id>,
    /// Where its values come from.
    pub source: String,
    /// Whether its definition or standard is recalled and not checked.
    pub unverified: bool,
    /// What was noted with it.
    pub note: String,
}

impl Indicator {
    /// Reads an indicator's record.
    #[must_use]
    pub fn read(record: &Record) -> Indicator {
        let text = |field| record.text(field).to_owned();
        Indicator {
            id: record.id,
            code: text(Field::Code),
            name: text(Field::Name),
            unit: Unit::named(record.text(Field::Unit)),
            direction: Direction::named(record.text(Field::Direction)).unwrap_or_default(),
            standard: record.int(Field::Standard).map(Amount),
            standard_source: text(Field::StandardSource),
            domain: text(Field::Domain),
            problem_area: record.record(Field::ProblemArea),
            source: text(Field::Source),
            unverified: record.int(Field::Unverified) == Some(1),
            note: text(Field::Note),
        }
    }

    /// Its name, or its code while it has none.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.code } else { &self.name }
    }

    /// The name with its unit where that tells it from another indicator of the same name: `child maltreatment victims (per 1,000
    /// children)`.
    #[must_use]
    pub fn told_apart(&self, all: &[Indicator]) -> String {
        let alike = all.iter().any(|other| other.id != self.id && other.name.eq_ignore_ascii_case(&self.name));
        if alike { format!("{} ({})", self.title(), self.unit.words()) } else { self.title().to_owned() }
    }
}

/// All indicators, in their order.
#[must_use]
pub fn indicators(book: &Book) -> Vec<Indicator> {
    book.all(Kind::Indicator).into_iter().map(Indicator::read).collect()
}

/// One indicator, if it is there.
#[must_use]
pub fn indicator(book: &Book, id: Id) -> Option<Indicator> {
    book.get(id).filter(|record| record.kind == Kind::Indicator && book.is_live(record)).map(Indicator::read)
}

/// How far a value is from the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Distance {
    /// Positive on the good side of the standard, negative on the bad side, 0 on it (which meets it).
    pub by: Amount,
}

impl Distance {
    /// Whether the standard is met.
    #[must_use]
    pub fn met(self) -> bool {
        self.by.0 >= 0
    }
}

/// The distance of a value to its indicator's standard; none without a standard, or where neither way is better.
#[must_use]
pub fn distance(indicator: &Indicator, value: Amount) -> Option<Distance> {
    let standard = indicator.standard?;
    let by = match indicator.direction {
        Direction::Higher => value.0.checked_sub(standard.0)?,
        Direction::Lower => standard.0.checked_sub(value.0)?,
        Direction::None => return None,
    };
    Some(Distance { by: Amount(by) })
}

#[cfg(test)]
pub(crate) mod tests;
