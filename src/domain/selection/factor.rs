//! The factors that speak for a community: those that the program works out from the file, and those that people add by name.
//! What was typed for a candidate is understood here; what a figure is worth is said in `need.rs`.

use chrono::{Datelike, NaiveDate};

use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// The greatest weight.
pub const MOST_WEIGHT: u8 = 10;
/// The weight of a factor that somebody has just added.
pub const NEW_WEIGHT: u8 = 2;

/// A factor that the program knows by itself. Safety and placement come first and weigh most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BuiltIn {
    /// Safety questions of the case review below their goal.
    Safety,
    /// The placement rate.
    Placement,
    /// Outcomes of the latest federal review.
    Federal,
    /// Outcomes of the agency's own small federal review.
    MiniFederal,
    /// All questions of the case review below their goal.
    Cases,
    /// Indicators of the qualitative review below their goal.
    Qualitative,
    /// Time since the last plan.
    LastPlan,
    /// How many plans there have been.
    PlansBefore,
}

impl BuiltIn {
    /// All, in the order of the board.
    pub const ALL: [BuiltIn; 8] = [
        BuiltIn::Safety,
        BuiltIn::Placement,
        BuiltIn::Federal,
        BuiltIn::MiniFederal,
        BuiltIn::Cases,
        BuiltIn::Qualitative,
        BuiltIn::LastPlan,
        BuiltIn::PlansBefore,
    ];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            BuiltIn::Safety => "safety",
            BuiltIn::Placement => "placement",
            BuiltIn::Federal => "federal",
            BuiltIn::MiniFederal => "mini_federal",
            BuiltIn::Cases => "cases",
            BuiltIn::Qualitative => "qualitative",
            BuiltIn::LastPlan => "last_plan",
            BuiltIn::PlansBefore => "plans_before",
        }
    }

    /// The head of its column.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            BuiltIn::Safety => "Safety",
            BuiltIn::Placement => "Placement",
            BuiltIn::Federal => "CFSR",
            BuiltIn::MiniFederal => "Mini-CFSR",
            BuiltIn::Cases => "CPR",
            BuiltIn::Qualitative => "QCR",
            BuiltIn::LastPlan => "Last plan",
            BuiltIn::PlansBefore => "Plans before",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            BuiltIn::Safety => "safety",
            BuiltIn::Placement => "placement",
            BuiltIn::Federal => "federal review",
            BuiltIn::MiniFederal => "mini-CFSR",
            BuiltIn::Cases => "case review",
            BuiltIn::Qualitative => "qualitative review",
            BuiltIn::LastPlan => "time since the last plan",
            BuiltIn::PlansBefore => "plans before",
        }
    }

    /// What it weighs unless somebody says otherwise.
    #[must_use]
    pub const fn weight(self) -> u8 {
        match self {
            BuiltIn::Safety | BuiltIn::Placement => 5,
            BuiltIn::Federal | BuiltIn::MiniFederal | BuiltIn::Cases | BuiltIn::Qualitative => 3,
            BuiltIn::LastPlan | BuiltIn::PlansBefore => 2,
        }
    }

    /// How its need from 0 to 100 comes about, in a sentence.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            BuiltIn::Safety => "Need = share of the safety questions of the case review that are below goal, latest year.",
            BuiltIn::Placement => "Need = placement rate as a share of the highest one on the board; all rates in the same unit.",
            BuiltIn::Federal => "Need = share of the federal outcomes not substantially achieved, latest review.",
            BuiltIn::MiniFederal => "Need = share of the mini-CFSR's outcomes not substantially achieved, or as typed.",
            BuiltIn::Cases => "Need = share of all questions of the case review that are below goal, latest year.",
            BuiltIn::Qualitative => "Need = share of the indicators of the qualitative review that are below goal, latest year.",
            BuiltIn::LastPlan => "Need = months since the last plan as a share of 60; none yet 100, one that runs 0.",
            BuiltIn::PlansBefore => "Need = 100 less 25 for each plan or like process before.",
        }
    }

    /// What can be typed in place of the file's figure.
    #[must_use]
    pub const fn takes(self) -> &'static str {
        match self {
            BuiltIn::Placement => "a rate, as 7.4; all in the same unit",
            BuiltIn::LastPlan => "when the last process ended: a date or a year",
            BuiltIn::PlansBefore => "how many there were",
            _ => "a need from 0 to 100",
        }
    }

    /// The one of that code.
    #[must_use]
    pub fn named(code: &str) -> Option<BuiltIn> {
        BuiltIn::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A factor of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Which one the program knows; none for one that people added.
    pub built_in: Option<BuiltIn>,
    /// Its record; a built-in one has none until something about it is written.
    pub record: Option<Id>,
    /// The head of its column.
    pub title: String,
    /// Its name in a sentence.
    pub words: String,
    /// From 0, which leaves it out, to [`MOST_WEIGHT`].
    pub weight: u8,
    /// What was noted about it.
    pub note: String,
}

impl Factor {
    fn of(built_in: Option<BuiltIn>, record: Option<&Record>) -> Factor {
        let text = |field| record.map_or("", |r| r.text(field)).trim().to_owned();
        let usual = built_in.map_or(NEW_WEIGHT, BuiltIn::weight);
        let written = record.and_then(|r| r.int(Field::Weight)).and_then(|n| u8::try_from(n).ok());
        let name = text(Field::Name);
        let nameless = || "Factor without a name".to_owned();
        Factor {
            built_in,
            record: record.map(|r| r.id),
            title: built_in.map_or_else(|| if name.is_empty() { nameless() } else { name.clone() }, |b| b.title().to_owned()),
            words: built_in.map_or_else(|| if name.is_empty() { nameless() } else { name.clone() }, |b| b.words().to_owned()),
            weight: written.unwrap_or(usual).min(MOST_WEIGHT),
            note: text(Field::Note),
        }
    }

    /// How its need comes about, in a sentence.
    #[must_use]
    pub fn formula(&self) -> &'static str {
        self.built_in.map_or("Need = what is typed, from 0 to 100.", BuiltIn::formula)
    }

    /// What can be typed for it.
    #[must_use]
    pub fn takes(&self) -> &'static str {
        self.built_in.map_or("a need from 0 to 100", BuiltIn::takes)
    }
}

/// All factors in the order of the board: the built-in ones, then those that people added.
#[must_use]
pub fn factors(book: &Book) -> Vec<Factor> {
    let records = book.all(Kind::Factor);
    let of = |one: BuiltIn| Factor::of(Some(one), records.iter().find(|r| r.text(Field::Code) == one.code()).copied());
    let own = records.iter().filter(|r| BuiltIn::named(r.text(Field::Code)).is_none()).map(|r| Factor::of(None, Some(r)));
    BuiltIn::ALL.into_iter().map(of).chain(own).collect()
}

/// A weight from what was typed; nothing is the usual one.
///
/// # Errors
/// A sentence that says what a weight is.
pub fn weight(text: &str) -> Result<Option<u8>, String> {
    match text.trim() {
        "" => Ok(None),
        text => {
            text.parse().ok().filter(|n| *n <= MOST_WEIGHT).map(Some).ok_or_else(|| {
                format!("'{text}' is no weight; write a whole number from 0, which leaves the factor out, to {MOST_WEIGHT}.")
            })
        }
    }
}

/// What was typed for a candidate, understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A need from 0 to 100.
    Need(u8),
    /// A rate in thousandths of its unit.
    Rate(u64),
    /// A number of processes.
    Count(u32),
    /// A year in which a process ended.
    Year(i32),
    /// The day on which one ended.
    Day(NaiveDate),
}

impl Typed {
    /// As it is kept in the file.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Typed::Need(n) => n.to_string(),
            Typed::Rate(rate) => decimal(rate),
            Typed::Count(n) => n.to_string(),
            Typed::Year(year) => year.to_string(),
            Typed::Day(day) => day.to_string(),
        }
    }
}

/// Thousandths as decimal text without needless zeros.
#[must_use]
pub fn decimal(thousandths: u64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:03}").trim_end_matches('0').to_owned() }
}

/// Reads what was typed for a factor; nothing was typed if the text is empty.
///
/// # Errors
/// A sentence that says what can be typed.
pub fn typed(factor: Option<BuiltIn>, text: &str, today: NaiveDate, day_first: bool) -> Result<Option<Typed>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = match factor {
        Some(BuiltIn::Placement) => rate(text).map(Typed::Rate).ok_or_else(|| format!("'{text}' is no rate; write a number, as 7.4."))?,
        Some(BuiltIn::PlansBefore) => text
            .parse()
            .ok()
            .filter(|n| *n <= 99)
            .map(Typed::Count)
            .ok_or_else(|| format!("'{text}' is no number of processes; write 0, 1, 2 or more."))?,
        Some(BuiltIn::LastPlan) => match text.parse::<i32>().ok().filter(|_| text.len() == 4) {
            Some(year) if (1950..=today.year()).contains(&year) => Typed::Year(year),
            Some(year) => return Err(format!("{year} cannot be the year of an earlier process; write a year up to {}.", today.year())),
            None => {
                let day = dates::understand(text, today, day_first, None).map_err(|fault| format!("{fault}; or write a year."))?;
                if day > today {
                    return Err(format!("{} is still to come; write when an earlier process ended.", dates::show_long(day)));
                }
                Typed::Day(day)
            }
        },
        _ => text
            .parse()
            .ok()
            .filter(|n| *n <= 100)
            .map(Typed::Need)
            .ok_or_else(|| format!("'{text}' is no need; write a whole number from 0 (none) to 100."))?,
    };
    Ok(Some(found))
}

/// A decimal number as thousandths, a percent sign after it or not.
fn rate(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches('%').trim_end();
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || rest.len() > 3 || !numeric(whole) || !numeric(rest) {
        return None;
    }
    let thousandths: u64 = format!("{rest:0<3}").parse().ok()?;
    Some(whole.parse::<u64>().ok()? * 1000 + thousandths)
}
