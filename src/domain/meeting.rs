//! Meetings of a Mini PIP: their sorts with an agenda for each, where a meeting stands, and which one comes next. Holding
//! one, who comes, and what becomes of an idea is in `meeting/`; who hosts which stage's gate is not here.

mod became;
mod clock;
mod contacts;
mod hold;
mod people;
mod readings;
mod template;

pub use became::{Home, Refusal, became, homes, into_partner, into_step};
pub use clock::{Clock, clocks};
pub use contacts::{Contact, Contacts, contacts};
pub use hold::{hold, invited};
pub use people::{Attendee, attendance_of, attendee, forget, is_collaborator, listed, named_in};
pub use readings::{Readings, readings};
pub use template::Point;

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::tone::Tone;

/// What a meeting is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// The office is brought in: findings, partners, timeline.
    Organising,
    /// The community finds solutions.
    First,
    /// The plan is presented.
    Second,
    /// New data, and how gains last.
    Third,
    /// Any other.
    Other,
}

impl Sort {
    /// All, in the order in which they are held.
    pub const ALL: [Sort; 5] = [Sort::Organising, Sort::First, Sort::Second, Sort::Third, Sort::Other];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Sort::Organising => "organising",
            Sort::First => "first",
            Sort::Second => "second",
            Sort::Third => "third",
            Sort::Other => "other",
        }
    }

    /// The title a meeting of this sort begins with.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Sort::Organising => "Organising meeting",
            Sort::First => "First community meeting",
            Sort::Second => "Second community meeting",
            Sort::Third => "Third community meeting",
            Sort::Other => "Meeting",
        }
    }

    /// What happens there.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Sort::Organising => "Findings are shared, partners listed, the timeline made",
            Sort::First => "Strengths, concerns with charts, small groups, report-out",
            Sort::Second => "The plan is presented, begun, and partners take part",
            Sort::Third => "New data, and how the gains are sustained",
            Sort::Other => "With an agenda of its own",
        }
    }

    /// Who hosts it, unless it is said otherwise.
    #[must_use]
    pub const fn host(self) -> &'static str {
        match self {
            Sort::Organising => "Citizen review panel and quality assurance unit",
            Sort::First | Sort::Second | Sort::Third => "Citizen review panel",
            Sort::Other => "",
        }
    }

    /// What is easily forgotten when people are invited.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Sort::Third => "Invite the agency's director or deputy director, and the quality assurance manager.",
            _ => "",
        }
    }

    /// The sort of a meeting; one that says none is another.
    #[must_use]
    pub fn of(meeting: &Record) -> Sort {
        let code = meeting.text(Field::Part);
        Sort::ALL.into_iter().find(|sort| sort.code() == code).unwrap_or(Sort::Other)
    }
}

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// No date yet.
    NoDate,
    /// On a day to come.
    Planned,
    /// On this day.
    Today,
    /// Past, and who came is known.
    Held,
    /// Past, and nobody is marked as having come.
    NoAttendance,
}

impl State {
    /// All.
    pub const ALL: [State; 5] = [State::NoDate, State::Planned, State::Today, State::Held, State::NoAttendance];

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            State::NoDate => "no date yet",
            State::Planned => "planned",
            State::Today => "today",
            State::Held => "held",
            State::NoAttendance => "who came?",
        }
    }

    /// How good or bad it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            State::NoDate | State::NoAttendance => Tone::Warning,
            State::Planned => Tone::Neutral,
            State::Today => Tone::Hopeful,
            State::Held => Tone::Good,
        }
    }

    /// The state of a meeting today.
    #[must_use]
    pub fn of(book: &Book, meeting: &Record, today: NaiveDate) -> State {
        match meeting.date(Field::Day) {
            None => State::NoDate,
            Some(day) if day > today => State::Planned,
            Some(day) if day == today => State::Today,
            Some(_) if Turnout::of(book, meeting.id).came > 0 => State::Held,
            Some(_) => State::NoAttendance,
        }
    }
}

/// How many came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Turnout {
    /// Everyone on the list: invited, came, excused.
    pub listed: usize,
    /// Those who came.
    pub came: usize,
}

impl Turnout {
    /// Of a meeting.
    #[must_use]
    pub fn of(book: &Book, meeting: Id) -> Turnout {
        let listed = listed(book, meeting);
        let came = listed.iter().filter(|(line, _)| line.text(Field::Status) == CAME).count();
        Turnout { listed: listed.len(), came }
    }
}

/// The status of somebody who was at the meeting.
pub const CAME: &str = "came";
/// The status of somebody who was asked to come.
pub const INVITED: &str = "invited";
/// The status of somebody who could not come, and said so.
pub const EXCUSED: &str = "excused";

/// How many ideas a meeting brought, and how many of them something has come of.
#[must_use]
pub fn ideas(book: &Book, meeting: Id) -> (usize, usize) {
    let ideas = book.parts(meeting, Kind::Idea);
    (ideas.len(), ideas.iter().filter(|idea| became(book, idea).is_some()).count())
}

/// The meetings of a plan by date, those without one last.
#[must_use]
pub fn meetings(book: &Book, plan: Id) -> Vec<&Record> {
    let mut found = book.parts(plan, Kind::Meeting);
    found.sort_by_key(|meeting| (meeting.date(Field::Day).is_none(), meeting.date(Field::Day)));
    found
}

/// The next meeting of a plan, today's included.
#[must_use]
pub fn next(book: &Book, plan: Id, today: NaiveDate) -> Option<(NaiveDate, &Record)> {
    let dated = meetings(book, plan).into_iter().filter_map(|meeting| Some((meeting.date(Field::Day)?, meeting)));
    dated.into_iter().find(|(day, _)| *day >= today)
}

/// What a meeting is called: its title, or what it is.
#[must_use]
pub fn name(meeting: &Record) -> &str {
    match meeting.text(Field::Title) {
        "" => Sort::of(meeting).title(),
        title => title,
    }
}

#[cfg(test)]
mod tests;
