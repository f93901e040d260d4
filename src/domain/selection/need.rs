//! What a factor says of a candidate: its need from 0 to 100, and the figure that it comes from, in words. No figure gives no
//! need, which is never 0 (`assets/help/rules.md`, Mini PIP).

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use super::factor::{BuiltIn, Factor, Typed, decimal, typed};
use super::figures::{Failing, Figures, Review, Which, Whose};
use super::place::Place;
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Stage, title};
use crate::domain::record::Record;
use crate::domain::text::counted;

/// Months after which nothing more is gained by waiting: five years.
pub const LONGEST_MONTHS: u32 = 60;
/// What each plan before takes from the need.
pub const EACH_PLAN: u32 = 25;

/// What a need comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Questions below goal.
    Failing(Failing),
    /// A rate in thousandths, and its unit.
    Rate {
        /// Thousandths.
        rate: u64,
        /// Whether it is a percent of the file; a typed one has the unit of the board.
        percent: bool,
        /// Year, what it rests on, and whose it is, if it is the file's.
        from: Option<(i32, Option<u64>, Whose)>,
    },
    /// A plan that still runs, by its title.
    Runs(String),
    /// Months since the last plan, and how its end was found.
    Months(u32, String),
    /// No plan in the file yet.
    NoPlan,
    /// Plans before.
    Plans(u32),
    /// A need as somebody typed it.
    Typed,
}

/// What a factor says of a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Need {
    /// From 0 to 100; none without a figure.
    pub value: Option<u8>,
    /// Where it comes from.
    pub figure: Option<Figure>,
    /// Whether somebody typed it in place of what the file knows.
    pub typed: bool,
    /// What was noted.
    pub note: String,
    /// The record of what was typed or noted.
    pub record: Option<Id>,
}

impl Figure {
    /// In a cell: `8 of 13`.
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Figure::Failing(f) => format!("{} of {}{}", f.below, f.of, f.whose.mark()),
            Figure::Rate { rate, percent, from } => {
                let mark = from.as_ref().map_or("", |(_, _, whose)| whose.mark());
                format!("{}{}{mark}", decimal(*rate), if *percent { " %" } else { "" })
            }
            Figure::Runs(_) => "running".to_owned(),
            Figure::Months(months, _) => counted(u64::from(*months), "month", "months"),
            Figure::NoPlan => "none yet".to_owned(),
            Figure::Plans(n) => counted(u64::from(*n), "plan", "plans"),
            Figure::Typed => "typed".to_owned(),
        }
    }

    /// In a sentence, after "from": `8 of 13 questions below goal, FY2026, n 210`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Figure::Failing(f) => failing(f),
            Figure::Rate { rate, percent, from } => {
                let unit = if *percent { " %" } else { "" };
                let from = from.as_ref().map_or_else(
                    || ", typed".to_owned(),
                    |(year, n, whose)| format!(", FY{year}{}{}", n.map_or_else(String::new, |n| format!(", n {n}")), whose.words()),
                );
                format!("a placement rate of {}{unit}{from}", decimal(*rate))
            }
            Figure::Runs(plan) => format!("a plan that still runs, '{plan}'"),
            Figure::Months(months, end) => format!("{} since the last one ({end})", counted(u64::from(*months), "month", "months")),
            Figure::NoPlan => "no plan in this file yet".to_owned(),
            Figure::Plans(0) => "none before".to_owned(),
            Figure::Plans(n) => format!("{} before", counted(u64::from(*n), "plan or like process", "plans or like processes")),
            Figure::Typed => "what was typed".to_owned(),
        }
    }
}

impl Whose {
    const fn mark(&self) -> &'static str {
        match self {
            Whose::Own => "",
            Whose::Region(_) => " region",
            Whose::State => " state",
        }
    }

    fn words(&self) -> String {
        match self {
            Whose::Own => String::new(),
            Whose::Region(name) => format!(", of the whole region {name}"),
            Whose::State => ", of the whole state".to_owned(),
        }
    }
}

fn failing(f: &Failing) -> String {
    let goal = if f.noun == "outcomes" { "not substantially achieved" } else { "below goal" };
    let mut words = format!("{} of {} {} {goal}, FY{}", f.below, f.of, f.noun, f.year);
    words.push_str(&f.n.map_or_else(|| ", n not published".to_owned(), |n| format!(", n {n}")));
    if f.two_years > 0 {
        let _ = write!(words, ", {} of them below in FY{} too", f.two_years, f.year - 1);
    }
    if let Some((with, all)) = f.offices.filter(|(with, all)| with < all) {
        let _ = write!(words, ", from {with} of {all} offices");
    }
    if f.provisional {
        words.push_str(", a round still open");
    }
    words + &f.whose.words()
}

/// A part of a whole as a number from 0 to 100, halves up.
fn share(part: u64, whole: u64) -> Option<u8> {
    (whole > 0).then(|| ((200 * part.min(whole) + whole) / (2 * whole)) as u8)
}

/// What all needs of one candidate are worked out from.
pub(super) struct Asked<'a> {
    pub book: &'a Book,
    pub figures: &'a Figures,
    pub place: &'a Place,
    pub candidate: &'a Record,
    pub today: NaiveDate,
}

impl Asked<'_> {
    /// What a factor says, but for the placement rate, whose need rests on the highest rate of the board: [`rated`].
    pub(super) fn need(&self, factor: &Factor) -> Need {
        let values = self.book.parts(self.candidate.id, Kind::FactorValue);
        let record = factor.record.and_then(|id| values.into_iter().find(|v| v.record(Field::Factor) == Some(id)));
        let text = record.map_or("", |r| r.text(Field::Value));
        // What is in the file was understood when it was typed.
        let said = typed(factor.built_in, text, self.today, false).ok().flatten();
        let figure = match said {
            Some(said) => Some(self.of_typed(said)),
            None => factor.built_in.and_then(|built_in| self.of_file(built_in)),
        };
        let value = match (&figure, said) {
            (Some(Figure::Typed), Some(Typed::Need(n))) => Some(n),
            (Some(figure), _) => value(figure),
            (None, _) => None,
        };
        let note = record.map_or("", |r| r.text(Field::Note)).trim().to_owned();
        Need { value, figure, typed: said.is_some(), note, record: record.map(|r| r.id) }
    }

    fn of_typed(&self, said: Typed) -> Figure {
        match said {
            Typed::Need(_) => Figure::Typed,
            Typed::Rate(rate) => Figure::Rate { rate, percent: false, from: None },
            Typed::Count(n) => Figure::Plans(n),
            // Of a year alone its middle is taken.
            Typed::Year(year) => {
                Figure::Months(months(NaiveDate::from_ymd_opt(year, 7, 1).unwrap_or(self.today), self.today), format!("{year}, typed"))
            }
            Typed::Day(day) => Figure::Months(months(day, self.today), format!("{}, typed", dates::show_long(day))),
        }
    }

    fn of_file(&self, factor: BuiltIn) -> Option<Figure> {
        let failing = |review, which| self.figures.failing(review, which, self.place).map(Figure::Failing);
        match factor {
            BuiltIn::Safety => failing(Review::Cases, Which::Safety),
            BuiltIn::Cases => failing(Review::Cases, Which::Answered),
            BuiltIn::Qualitative => failing(Review::Qualitative, Which::Answered),
            BuiltIn::Federal => failing(Review::Federal, Which::Outcomes),
            BuiltIn::MiniFederal => failing(Review::MiniFederal, Which::Outcomes),
            BuiltIn::Placement => {
                let found = self.figures.rate(self.place)?;
                Some(Figure::Rate { rate: found.rate, percent: true, from: Some((found.year, found.n, found.whose)) })
            }
            BuiltIn::PlansBefore => Some(Figure::Plans(self.plans().len() as u32)),
            BuiltIn::LastPlan => self.last_plan(),
        }
    }

    /// The plans of the place, of its offices, and of its district.
    fn plans(&self) -> Vec<&Record> {
        self.book.all(Kind::MiniPip).into_iter().filter(|plan| self.place.shares(self.book, plan)).collect()
    }

    fn last_plan(&self) -> Option<Figure> {
        let plans = self.plans();
        if plans.is_empty() {
            return Some(Figure::NoPlan);
        }
        if let Some(runs) = plans.iter().find(|plan| Stage::of(plan) < Stage::Released && plan.date(Field::Released).is_none()) {
            return Some(Figure::Runs(title(runs).to_owned()));
        }
        let end = |plan: &&Record| {
            let released = plan.date(Field::Released).map(|day| (day, "released"));
            released.or_else(|| plan.date(Field::ImplementationDate).map(|day| (day, "implemented")))
        };
        let (day, how) = plans.iter().filter_map(end).max()?;
        Some(Figure::Months(months(day, self.today), format!("{how} {}", dates::show_long(day))))
    }
}

/// Whole months from a day to today; none if it is still to come.
fn months(day: NaiveDate, today: NaiveDate) -> u32 {
    let whole = |d: NaiveDate| d.year() * 12 + d.month0() as i32;
    let months = whole(today) - whole(day) - i32::from(today.day() < day.day());
    u32::try_from(months).unwrap_or(0)
}

fn value(figure: &Figure) -> Option<u8> {
    match figure {
        Figure::Failing(f) => share(u64::from(f.below), u64::from(f.of)),
        Figure::Months(months, _) => share(u64::from(*months), u64::from(LONGEST_MONTHS)),
        Figure::NoPlan => Some(100),
        Figure::Runs(_) => Some(0),
        Figure::Plans(n) => Some(100u32.saturating_sub(n.saturating_mul(EACH_PLAN)) as u8),
        // The first needs all rates of the board; the second is its own value.
        Figure::Rate { .. } | Figure::Typed => None,
    }
}

/// Gives needs that are rates their value: the share of the highest of them.
pub(super) fn rated<'a>(needs: impl Iterator<Item = &'a mut Need>) {
    let mut rates: Vec<(&mut Need, u64)> = needs
        .filter_map(|need| match need.figure {
            Some(Figure::Rate { rate, .. }) => Some((need, rate)),
            _ => None,
        })
        .collect();
    let highest = rates.iter().map(|(_, rate)| *rate).max().unwrap_or(0);
    for (need, rate) in &mut rates {
        // All rates 0: nobody needs anything here.
        need.value = share(*rate, highest).or(Some(0));
    }
}
