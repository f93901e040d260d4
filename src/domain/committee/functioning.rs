//! How a committee functions in a stretch of time, as facts: meetings held of those planned, seats taken, recommendations acted on.
//!
//! Planned meetings are those that stand in the calendar up to today, or as many as the committee's frequency asks for if that is
//! more: a committee that meets monthly and entered five meetings in a year has not held five of five. What the frequency asks for
//! is counted in whole periods of the fiscal year in which the committee existed from the first to the last day; where its founding is not
//! recorded, from the period of its first meeting on.

use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate};

use super::calendar::Frequency;
use super::{ABSENT, CAME, EXCUSED, Sitting, advice, in_office, meetings, members};
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::round::setup::fiscal_year_days;
use crate::domain::text::counted;

/// How a committee functioned from one day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Functioning {
    /// Meetings that should have been held by today: those of the calendar, or what the frequency asks for if that is more.
    pub planned: u64,
    /// Of these, what the frequency asks for beyond the calendar.
    pub missing: u64,
    /// Meetings that were held.
    pub held: u64,
    /// Meetings that were called off.
    pub cancelled: u64,
    /// Meetings whose day has passed and of which nobody said what became of them.
    pub unrecorded: u64,
    /// Meetings that are still to come.
    pub coming: u64,
    /// Seats of the members in office at the meetings held, where attendance was taken.
    pub expected: u64,
    /// Of these, members who came.
    pub came: u64,
    /// Of these, members who were excused.
    pub excused: u64,
    /// Guests at those meetings.
    pub guests: u64,
    /// Meetings held without any attendance taken: they count in no seat.
    pub uncounted: u64,
    /// Recommendations made.
    pub recommendations: u64,
    /// Of these, those of which something became, or that are done.
    pub acted_on: u64,
    /// Of these, those that are done: by themselves, or by what became of them.
    pub done: u64,
    /// Recommendations that were declined.
    pub declined: u64,
}

impl Functioning {
    /// "9 of 12 meetings held, 71 of 96 seats taken, 3 of 5 recommendations acted on".
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}, {}, {}", self.words_of_meetings(), self.words_of_seats(), self.words_of_recommendations())
    }

    /// The same for a narrow line: "9 of 12 held, 71 of 96 seats, 3 of 5 acted on".
    #[must_use]
    pub fn short_words(&self) -> String {
        let meetings = if self.planned == 0 { self.words_of_meetings() } else { format!("{} of {} held", self.held, self.planned) };
        let seats = if self.expected == 0 { String::new() } else { format!(", {} of {} seats", self.came, self.expected) };
        let advice =
            if self.recommendations == 0 { String::new() } else { format!(", {} of {} acted on", self.acted_on, self.recommendations) };
        format!("{meetings}{seats}{advice}")
    }

    /// "9 of 12 meetings held".
    #[must_use]
    pub fn words_of_meetings(&self) -> String {
        match (self.planned, self.coming) {
            (0, 0) => "no meeting planned".to_owned(),
            (0, n) => format!("no meeting due yet, {} to come", counted(n, "meeting", "meetings")),
            (planned, _) => format!("{} of {} held", self.held, counted(planned, "meeting", "meetings")),
        }
    }

    /// "71 of 96 seats taken".
    #[must_use]
    pub fn words_of_seats(&self) -> String {
        match (self.held, self.expected) {
            (0, _) => "no attendance yet".to_owned(),
            (_, 0) => "attendance not taken".to_owned(),
            (_, expected) => format!("{} of {} taken", self.came, counted(expected, "seat", "seats")),
        }
    }

    /// "3 of 5 recommendations acted on".
    #[must_use]
    pub fn words_of_recommendations(&self) -> String {
        match self.recommendations {
            0 => "no recommendation".to_owned(),
            all => format!("{} of {} acted on", self.acted_on, counted(all, "recommendation", "recommendations")),
        }
    }

    /// What stands behind the figures and is not in them, a phrase each: "2 meetings are not in the calendar".
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let is = |n| if n == 1 { "is" } else { "are" };
        let was = |n| if n == 1 { "was" } else { "were" };
        let mut notes = Vec::new();
        let mut note = |n: u64, words: &dyn Fn(u64) -> String| {
            if n > 0 {
                notes.push(words(n));
            }
        };
        note(self.cancelled, &|n| format!("{} {} cancelled", counted(n, "meeting", "meetings"), was(n)));
        note(self.unrecorded, &|n| format!("{} {} past and not marked as held", counted(n, "meeting", "meetings"), is(n)));
        note(self.missing, &|n| format!("{} that its frequency asks for {} not in the calendar", counted(n, "meeting", "meetings"), is(n)));
        note(self.uncounted, &|n| format!("{} held without attendance taken", counted(n, "meeting", "meetings")));
        note(self.coming, &|n| format!("{} still to come", counted(n, "meeting", "meetings")));
        note(self.declined, &|n| format!("{} declined", counted(n, "recommendation", "recommendations")));
        notes
    }

    /// Adds the facts of another committee or stretch of time.
    #[must_use]
    pub fn plus(self, other: Functioning) -> Functioning {
        Functioning {
            planned: self.planned + other.planned,
            missing: self.missing + other.missing,
            held: self.held + other.held,
            cancelled: self.cancelled + other.cancelled,
            unrecorded: self.unrecorded + other.unrecorded,
            coming: self.coming + other.coming,
            expected: self.expected + other.expected,
            came: self.came + other.came,
            excused: self.excused + other.excused,
            guests: self.guests + other.guests,
            uncounted: self.uncounted + other.uncounted,
            recommendations: self.recommendations + other.recommendations,
            acted_on: self.acted_on + other.acted_on,
            done: self.done + other.done,
            declined: self.declined + other.declined,
        }
    }
}

/// How a committee functioned from one day to another, both included, as it is known today.
#[must_use]
pub fn functioning(book: &Book, committee: Id, from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Functioning {
    let mut found = Functioning::default();
    let Some(record) = book.get(committee) else { return found };
    let inside = |day: NaiveDate| from <= day && day <= until;
    for meeting in meetings(book, committee) {
        let Some(day) = meeting.date(Field::Day).filter(|day| inside(*day)) else { continue };
        match Sitting::of(meeting) {
            // Today's meeting may still begin; it is due once the day has passed.
            Sitting::Planned if day >= today => {
                found.coming += 1;
                continue;
            }
            Sitting::Planned => found.unrecorded += 1,
            Sitting::Held => {
                found.held += 1;
                let seats = Known::of(book, meeting);
                if seats.taken {
                    found.expected += seats.expected;
                    found.came += seats.came;
                    found.excused += seats.excused;
                    found.guests += seats.guests;
                } else {
                    found.uncounted += 1;
                }
            }
            Sitting::Cancelled => found.cancelled += 1,
        }
        found.planned += 1;
    }
    let asked = by_frequency(book, record, from, until, today);
    found.missing = asked.saturating_sub(found.planned);
    found.planned += found.missing;
    for recommendation in book.parts(committee, Kind::Recommendation) {
        if !advice::day(book, recommendation).is_some_and(inside) {
            continue;
        }
        let state = advice::State::of(book, recommendation, today);
        found.recommendations += 1;
        found.acted_on += u64::from(state.is_acted_on());
        found.done += u64::from(state.is_done());
        found.declined += u64::from(state == advice::State::Declined);
    }
    found
}

/// How a committee functions in a fiscal year.
#[must_use]
pub fn in_year(book: &Book, committee: Id, year: i32, today: NaiveDate) -> Functioning {
    match fiscal_year_days(book, year) {
        (Some(from), Some(until)) => functioning(book, committee, from, until, today),
        _ => Functioning::default(),
    }
}

/// How many meetings the frequency of a committee asks for in the periods that lie wholly in a stretch of time, in the committee's
/// life, and before today.
fn by_frequency(book: &Book, committee: &Record, from: NaiveDate, until: NaiveDate, today: NaiveDate) -> u64 {
    let Some(months) = Frequency::of(committee).and_then(Frequency::months) else { return 0 };
    // Who was founded when is not always said; nobody owes meetings from before the first one.
    let first = meetings(book, committee.id).first().and_then(|meeting| meeting.date(Field::Day));
    let Some(founded) = committee.date(Field::From).or(first.and_then(|day| begin_of_period(book, day, months))) else { return 0 };
    let from = from.max(founded);
    let end = committee.date(Field::Until).map_or(until, |dissolved| until.min(dissolved));
    let end = today.pred_opt().map_or(end, |yesterday| end.min(yesterday));
    let mut asked = 0;
    let mut at = begin_of_period(book, from, months);
    while let Some(begins) = at.filter(|day| *day <= end) {
        let last = begins.checked_add_months(Months::new(months - 1)).and_then(|day| dates::end_of_month(day.year(), day.month()));
        asked += u64::from(begins >= from && last.is_some_and(|last| last <= end));
        at = begins.checked_add_months(Months::new(months));
    }
    asked
}

/// The first day of the period of the fiscal year, so many months long, in which a day lies.
fn begin_of_period(book: &Book, day: NaiveDate, months: u32) -> Option<NaiveDate> {
    let since = (day.month0() + 13 - book.fiscal_year_start()) % 12 % months;
    day.with_day(1)?.checked_sub_months(Months::new(since))
}

/// Who came to one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Known {
    /// Whether attendance was taken at all.
    pub taken: bool,
    /// Members in office that day.
    pub expected: u64,
    /// Members who came.
    pub came: u64,
    /// Members who were excused.
    pub excused: u64,
    /// Members who did not come without a word.
    pub absent: u64,
    /// Guests who came: by name, or members who were not in office that day.
    pub guests: u64,
}

impl Known {
    /// Who came to a meeting. Somebody marked twice counts once, as the better of the two.
    #[must_use]
    pub fn of(book: &Book, meeting: &Record) -> Known {
        let (Some(committee), Some(day)) = (meeting.parent(), meeting.date(Field::Day)) else { return Known::default() };
        let lines = book.parts(meeting.id, Kind::Presence);
        let status_of = |member: Id| {
            let own = lines.iter().filter(|line| line.record(Field::Member) == Some(member)).map(|line| line.text(Field::Status));
            own.min_by_key(|status| [CAME, EXCUSED, ABSENT].iter().position(|known| known == status).unwrap_or(3))
        };
        let mut known = Known::default();
        for member in members(book, committee, day) {
            known.expected += 1;
            match status_of(member.id) {
                Some(CAME) => known.came += 1,
                Some(EXCUSED) => known.excused += 1,
                Some(ABSENT) => known.absent += 1,
                _ => {}
            }
        }
        let mut guests: Vec<(Option<Id>, String)> = Vec::new();
        for line in &lines {
            let member = line.record(Field::Member).and_then(|id| book.get(id));
            if line.text(Field::Status) != CAME || member.is_some_and(|member| !member.gone && in_office(member, day)) {
                continue;
            }
            let who = (line.record(Field::Member), line.text(Field::Name).trim().to_lowercase());
            if (who.0.is_some() || !who.1.is_empty()) && !guests.contains(&who) {
                guests.push(who);
            }
        }
        known.guests = guests.len() as u64;
        known.taken = known.came + known.excused + known.absent + known.guests > 0;
        known
    }

    /// "7 of 9 came, 1 excused, 2 guests".
    #[must_use]
    pub fn words(&self) -> String {
        if !self.taken {
            return "attendance not taken".to_owned();
        }
        let mut words = format!("{} of {} came", self.came, self.expected);
        if self.excused > 0 {
            let _ = write!(words, ", {} excused", self.excused);
        }
        if self.guests > 0 {
            let _ = write!(words, ", {}", counted(self.guests, "guest", "guests"));
        }
        words
    }
}
