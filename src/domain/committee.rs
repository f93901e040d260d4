//! Committees: what they are, who is in office on a day, which meetings stand in the calendar, and how they function, as facts.
//! Whether that is "consistent" a person judges (`assets/help/rules.md`, Committees). Counting is in `functioning.rs`, planning a
//! year in `calendar.rs`, recommendations and what came of them in `advice.rs`, what they are made into in `action.rs`.

pub mod action;
pub mod advice;
pub mod calendar;
pub mod functioning;
pub mod roll;

pub use advice::{Figure, State};
pub use functioning::{Functioning, Known, functioning, in_year};

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::tone::Tone;

/// What a committee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Sort {
    /// Caseworkers and supervisors look at trends.
    TrendFrontLine,
    /// The specialists of the state office look at trends.
    TrendSpecialists,
    /// The state's quality improvement committee.
    StateQic,
    /// The quality improvement committee of a region.
    RegionalQic,
    /// A steering committee.
    Steering,
    /// The management team of a region.
    RegionalTeam,
    /// Any other.
    #[default]
    Other,
}

impl Sort {
    /// All, in the order in which they are listed.
    pub const ALL: [Sort; 7] =
        [Sort::TrendFrontLine, Sort::TrendSpecialists, Sort::StateQic, Sort::RegionalQic, Sort::Steering, Sort::RegionalTeam, Sort::Other];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Sort::TrendFrontLine => "trend_front_line",
            Sort::TrendSpecialists => "trend_specialists",
            Sort::StateQic => "state_qic",
            Sort::RegionalQic => "regional_qic",
            Sort::Steering => "steering",
            Sort::RegionalTeam => "regional_team",
            Sort::Other => "other",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Sort::TrendFrontLine => "trend analysis, front line",
            Sort::TrendSpecialists => "trend analysis, specialists",
            Sort::StateQic => "state quality improvement",
            Sort::RegionalQic => "regional quality improvement",
            Sort::Steering => "steering committee",
            Sort::RegionalTeam => "regional management team",
            Sort::Other => "other",
        }
    }

    /// The sort of a code or of its words; anything else is other.
    #[must_use]
    pub fn named(text: &str) -> Sort {
        let text = text.trim();
        Sort::ALL.into_iter().find(|s| s.code().eq_ignore_ascii_case(text) || s.words().eq_ignore_ascii_case(text)).unwrap_or_default()
    }

    /// The sort of a committee.
    #[must_use]
    pub fn of(committee: &Record) -> Sort {
        Sort::named(committee.text(Field::Category))
    }

    /// The number of the milestone that such a committee serves, unless its record names one.
    #[must_use]
    pub const fn milestone(self) -> Option<i64> {
        match self {
            Sort::Steering | Sort::RegionalTeam => Some(3),
            Sort::TrendFrontLine | Sort::TrendSpecialists => Some(6),
            Sort::StateQic | Sort::RegionalQic => Some(9),
            Sort::Other => None,
        }
    }
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Sitting {
    /// It stands in the calendar.
    #[default]
    Planned,
    /// It was held.
    Held,
    /// It was called off.
    Cancelled,
}

impl Sitting {
    /// All, in order.
    pub const ALL: [Sitting; 3] = [Sitting::Planned, Sitting::Held, Sitting::Cancelled];

    /// Its value in files, and as people read it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Sitting::Planned => "planned",
            Sitting::Held => "held",
            Sitting::Cancelled => "cancelled",
        }
    }

    /// What became of a meeting; one that says nothing is planned.
    #[must_use]
    pub fn of(meeting: &Record) -> Sitting {
        let text = meeting.text(Field::Status);
        Sitting::ALL.into_iter().find(|s| s.code() == text).unwrap_or_default()
    }

    /// What is read of it on a day: a planned meeting whose day has passed is not known to have been held.
    #[must_use]
    pub fn words(meeting: &Record, today: NaiveDate) -> &'static str {
        match Sitting::of(meeting) {
            Sitting::Planned if meeting.date(Field::Day).is_some_and(|day| day < today) => "planned, held?",
            other => other.code(),
        }
    }

    /// How good it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Sitting::Planned => Tone::Neutral,
            Sitting::Held => Tone::Good,
            Sitting::Cancelled => Tone::Bad,
        }
    }
}

/// The status of a member who was at the meeting.
pub const CAME: &str = "came";
/// The status of one who could not come, and said so.
pub const EXCUSED: &str = "excused";
/// The status of one who did not come.
pub const ABSENT: &str = "absent";

/// Days before the end of a term from which on it is *ending soon*.
pub const ENDING_DAYS: u64 = 90;

/// The committees, by what they are, then in their own order.
#[must_use]
pub fn committees(book: &Book) -> Vec<&Record> {
    let mut found = book.all(Kind::Committee);
    found.sort_by_key(|committee| Sort::of(committee));
    found
}

/// Whether a committee exists on a day: it was founded by then and has not been dissolved before.
#[must_use]
pub fn exists(committee: &Record, day: NaiveDate) -> bool {
    within(committee, day)
}

/// Whether a day lies between the first and the last day of a record; a day that is not there is open.
fn within(record: &Record, day: NaiveDate) -> bool {
    record.date(Field::From).is_none_or(|from| from <= day) && record.date(Field::Until).is_none_or(|until| day <= until)
}

/// Whether a member is in office on a day; the first and the last day of the term belong to it.
#[must_use]
pub fn in_office(member: &Record, day: NaiveDate) -> bool {
    within(member, day)
}

/// The members in office on a day, in their order.
#[must_use]
pub fn members(book: &Book, committee: Id, day: NaiveDate) -> Vec<&Record> {
    let mut found = book.parts(committee, Kind::Member);
    found.retain(|member| in_office(member, day) && !member.text(Field::Name).trim().is_empty());
    found
}

/// How a term stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Without an end, or with one far off.
    Running,
    /// It ends within [`ENDING_DAYS`] days: next year's member must be found.
    Ending,
    /// It is over.
    Over,
    /// It has not begun.
    Coming,
}

/// How a member's term stands on a day.
#[must_use]
pub fn term(member: &Record, today: NaiveDate) -> Term {
    let soon = today.checked_add_days(chrono::Days::new(ENDING_DAYS)).unwrap_or(today);
    match (member.date(Field::From), member.date(Field::Until)) {
        (Some(from), _) if from > today => Term::Coming,
        (_, Some(until)) if until < today => Term::Over,
        (_, Some(until)) if until <= soon => Term::Ending,
        _ => Term::Running,
    }
}

/// The milestone that a committee serves: the one its record names, or the one that committees of its sort serve.
#[must_use]
pub fn milestone<'a>(book: &'a Book, committee: &Record) -> Option<&'a Record> {
    let named = committee.record(Field::Milestone).and_then(|id| book.get(id)).filter(|milestone| book.is_live(milestone));
    named.or_else(|| {
        let number = Sort::of(committee).milestone()?;
        let plan = book.all(Kind::Plan).into_iter().next()?;
        book.parts(plan.id, Kind::Milestone).into_iter().find(|milestone| milestone.int(Field::Number) == Some(number))
    })
}

/// The committees that serve a milestone.
#[must_use]
pub fn serving(book: &Book, milestone: Id) -> Vec<&Record> {
    committees(book).into_iter().filter(|committee| self::milestone(book, committee).is_some_and(|m| m.id == milestone)).collect()
}

/// The meetings of a committee by date, those without one last.
#[must_use]
pub fn meetings(book: &Book, committee: Id) -> Vec<&Record> {
    let mut found = book.parts(committee, Kind::Session);
    found.sort_by_key(|meeting| (meeting.date(Field::Day).is_none(), meeting.date(Field::Day)));
    found
}

/// The next meeting of a committee that has not been called off, today's included.
#[must_use]
pub fn next(book: &Book, committee: Id, today: NaiveDate) -> Option<(NaiveDate, &Record)> {
    let coming = meetings(book, committee).into_iter().filter(|meeting| Sitting::of(meeting) == Sitting::Planned);
    coming.filter_map(|meeting| Some((meeting.date(Field::Day)?, meeting))).find(|(day, _)| *day >= today)
}

/// The committee that a member, meeting, attendance or recommendation belongs to; a committee itself.
#[must_use]
pub fn of(book: &Book, record: Id) -> Option<Id> {
    let mut at = book.get(record)?;
    while at.kind != Kind::Committee {
        at = book.get(at.parent()?)?;
    }
    Some(at.id)
}

#[cfg(test)]
mod tests;
