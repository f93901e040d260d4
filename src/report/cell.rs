//! A column and a cell of a report: the value, and how people read it, made once. What a column tells decides what a public
//! report may say; that is done in `policy.rs`, never here.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::ratio::Ratio;

/// What the values of a column tell of people: a public report leaves columns out by it, or hides what is too small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tells {
    /// Nothing of anybody: places, questions, goals, years.
    #[default]
    Nothing,
    /// How many cases: hidden where it is small.
    Cases,
    /// What is worked out from numbers of cases: a rate, an interval, cases missing, a verdict. Hidden with them.
    Share,
    /// How cases split further than into acceptable and others: single answers, reasons. Never in a public report.
    Split,
    /// One case: its number, its answers, its dates, remarks on it.
    OneCase,
    /// A caseworker, a supervisor, a reviewer, a partner: a person by name or contact.
    Person,
    /// Text that somebody typed, which may name anybody.
    FreeText,
}

/// A column of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON and CSV; empty leaves it out of them.
    pub name: &'static str,
    /// Its heading for people; none leaves it out of what people read.
    pub heading: Option<Cow<'static, str>>,
    /// Whether it is set to the right, as numbers are.
    pub right: bool,
    /// What it holds, for those who read the data.
    pub says: &'static str,
    /// What it tells of people.
    pub tells: Tells,
}

impl Column {
    const fn new(name: &'static str, heading: Option<&'static str>, right: bool, says: &'static str) -> Column {
        let heading = match heading {
            Some(heading) => Some(Cow::Borrowed(heading)),
            None => None,
        };
        Column { name, heading, right, says, tells: Tells::Nothing }
    }

    /// A column of words.
    #[must_use]
    pub const fn words(name: &'static str, heading: &'static str, says: &'static str) -> Column {
        Column::new(name, Some(heading), false, says)
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(name: &'static str, heading: &'static str, says: &'static str) -> Column {
        Column::new(name, Some(heading), true, says)
    }

    /// A column for people only.
    #[must_use]
    pub const fn note(heading: &'static str) -> Column {
        Column::new("", Some(heading), false, "")
    }

    /// A column for programs only.
    #[must_use]
    pub const fn data(name: &'static str, says: &'static str) -> Column {
        Column::new(name, None, false, says)
    }

    /// The same with what it tells of people.
    #[must_use]
    pub const fn telling(mut self, tells: Tells) -> Column {
        self.tells = tells;
        self
    }

    /// The same under a heading that is made while the report is: a year, the name of a region.
    #[must_use]
    pub fn headed(mut self, heading: impl Into<String>) -> Column {
        self.heading = Some(Cow::Owned(heading.into()));
        self
    }
}

/// What people read where a public report hides a figure; a note says why.
pub const HIDDEN: &str = "*";

/// A value, and how people read it.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The value.
    pub value: Datum,
    /// Its text, if it is not simply the value's.
    pub text: Option<String>,
}

/// What a cell can hold.
#[derive(Clone, Debug, Default)]
pub enum Datum {
    /// Nothing: null, never 0.
    #[default]
    Missing,
    /// Left out of a public report, because it or what could be worked out from it is about too few cases: null in data.
    Hidden,
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// Ten-thousandths: 125 000 is 12.5.
    Tenthousandths(u64),
    /// An exact fraction of 1.
    Ratio(Ratio),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(NaiveDate),
    /// Numbers by name, in order.
    Counts(Vec<(String, u64)>),
    /// Fractions of 1 by name, in order.
    Ratios(Vec<(String, Ratio)>),
}

impl Cell {
    /// With another text for people.
    #[must_use]
    pub fn shown(mut self, text: impl Into<String>) -> Cell {
        self.text = Some(text.into());
        self
    }

    /// Text, or nothing if it is empty.
    #[must_use]
    pub fn text(text: &str) -> Cell {
        if text.is_empty() { Cell::default() } else { Cell::from(Datum::Text(text.to_owned())) }
    }

    /// A whole number, if there is one.
    #[must_use]
    pub fn whole(n: Option<u64>) -> Cell {
        Cell::from(n.map_or(Datum::Missing, |n| Datum::Whole(n as i64)))
    }

    /// A number, if there is one.
    #[must_use]
    pub fn number(n: Option<f64>) -> Cell {
        Cell::from(n.map_or(Datum::Missing, Datum::Number))
    }

    /// A fraction of 1, if there is one; people read a percent, cut off after one decimal.
    #[must_use]
    pub fn ratio(ratio: Option<Ratio>) -> Cell {
        match ratio {
            Some(ratio) => Cell::from(Datum::Ratio(ratio)).shown(format!("{} %", ratio.percent(1))),
            None => Cell::default(),
        }
    }

    /// A value that a public report does not say.
    #[must_use]
    pub fn hidden() -> Cell {
        Cell::from(Datum::Hidden)
    }

    /// Where it lies on an axis: shares as percent, other numbers as they are; none for what is no number.
    #[must_use]
    pub fn at(&self) -> Option<f64> {
        match &self.value {
            Datum::Whole(n) => Some(*n as f64),
            Datum::Number(n) => Some(*n),
            Datum::Tenthousandths(n) => Some(*n as f64 / 10_000.0),
            Datum::Ratio(ratio) => Some(ratio.fraction() * 100.0),
            _ => None,
        }
    }

    /// Yes or no, if it is known.
    #[must_use]
    pub fn truth(truth: Option<bool>) -> Cell {
        Cell::from(truth.map_or(Datum::Missing, Datum::Truth))
    }

    /// A day, if there is one.
    #[must_use]
    pub fn day(day: Option<NaiveDate>) -> Cell {
        Cell::from(day.map_or(Datum::Missing, Datum::Day))
    }

    /// What people read.
    #[must_use]
    pub fn words(&self) -> String {
        if let Some(text) = &self.text {
            return text.clone();
        }
        match &self.value {
            Datum::Missing => String::new(),
            Datum::Hidden => HIDDEN.to_owned(),
            Datum::Text(text) => text.clone(),
            Datum::Whole(n) => n.to_string(),
            Datum::Number(n) => n.to_string(),
            Datum::Tenthousandths(n) => decimal(*n),
            Datum::Ratio(ratio) => ratio.fraction().to_string(),
            Datum::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
            Datum::Day(day) => day.to_string(),
            Datum::Counts(counts) => counts.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", "),
            Datum::Ratios(ratios) => ratios.iter().map(|(name, r)| format!("{name}={}", r.fraction())).collect::<Vec<_>>().join("; "),
        }
    }
}

impl From<Datum> for Cell {
    fn from(value: Datum) -> Cell {
        Cell { value, text: None }
    }
}

/// Ten-thousandths as decimal text, without needless zeros.
fn decimal(n: u64) -> String {
    let (whole, rest) = (n / 10_000, n % 10_000);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:04}").trim_end_matches('0').to_owned() }
}
