//! QA scans: one case per caseworker and month, looked at by the supervisor. What a scan is, how a month stands, and how much
//! was done. Who owes one is in `scan/roster.rs`, the grid in `scan/calendar.rs`, what was found in `scan/themes.rs`.
//!
//! The rules, as `assets/help/rules.md` (QA scans) has them: a month is owed by every caseworker who has an assignment in
//! force on its last day, which is when it falls due; supervisors owe none. One scan fulfils a month, however many there are, and
//! whenever it was made. An excused month counts neither as done nor as due. A month counts where the worker was then.

use chrono::{Datelike, Months, NaiveDate};

use super::book::Book;
use super::id::Id;
use super::ratio::Ratio;
use super::text::counted;

pub mod calendar;
pub mod draft;
pub mod roster;
pub mod series;
pub mod themes;

pub use calendar::{Calendar, Entry};
pub use roster::{Post, Roster};

/// A scan without its texts: what grids and counts need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Its record.
    pub id: Id,
    /// The caseworker.
    pub worker: Id,
    /// The supervisor then, if it says so.
    pub supervisor: Option<Id>,
    /// The office then.
    pub office: Option<Id>,
    /// The region then.
    pub region: Option<Id>,
    /// First day of the month that it is for.
    pub month: NaiveDate,
    /// When it was done; none if nobody wrote it down, or if the month is excused.
    pub done: Option<NaiveDate>,
    /// Whether the month is excused, and no scan was done.
    pub excused: bool,
    /// Themes of what is done well.
    pub well: Vec<Id>,
    /// Themes of what needs work.
    pub needs: Vec<Id>,
}

/// The texts of a scan that a list of findings shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanText {
    /// Its record.
    pub id: Option<Id>,
    /// What is done well.
    pub went_well: String,
    /// What needs work.
    pub needs_work: String,
}

/// A scan with everything about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanFile {
    /// The scan.
    pub scan: super::record::Record,
    /// Answers to optional questions.
    pub answers: Vec<super::record::Record>,
}

/// The status of a record that excuses a month; that of a scan is empty.
pub const EXCUSED: &str = "excused";

/// How a month of a caseworker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// A scan was done.
    Done,
    /// None yet, and the month is not over.
    Due,
    /// None, and the month is over.
    Missed,
    /// Excused, with a reason.
    Excused,
    /// The month is still to come.
    ToCome,
    /// Nobody owes a scan: not a caseworker with an assignment on the month's last day.
    NotOwed,
}

impl State {
    /// All of them, as a legend lists them.
    pub const ALL: [State; 6] = [State::Done, State::Due, State::Missed, State::Excused, State::ToCome, State::NotOwed];

    /// Its word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            State::Done => "done",
            State::Due => "due",
            State::Missed => "missed",
            State::Excused => "excused",
            State::ToCome => "to_come",
            State::NotOwed => "not_owed",
        }
    }

    /// Its word for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            State::Done => "done",
            State::Due => "due",
            State::Missed => "missed",
            State::Excused => "excused",
            State::ToCome => "to come",
            State::NotOwed => "not employed",
        }
    }

    /// How it stands from what is known: whether it is owed, done or excused, and the day.
    #[must_use]
    pub fn of(owed: bool, done: bool, excused: bool, month: NaiveDate, today: NaiveDate) -> State {
        match (done, excused, owed) {
            (true, ..) => State::Done,
            (_, true, _) => State::Excused,
            (.., false) => State::NotOwed,
            _ if today > last_day(month) => State::Missed,
            _ if today < month => State::ToCome,
            _ => State::Due,
        }
    }
}

/// How much was done, of how much was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Months with a scan.
    pub done: u32,
    /// Months that a scan was due in so far: done, missed, and still open ones of the month that runs.
    pub due: u32,
    /// Months that were excused; in none of the others.
    pub excused: u32,
    /// Of those due: months that can still be done in time.
    pub open: u32,
}

impl Coverage {
    /// Counts one month of one worker.
    pub fn count(&mut self, state: State) {
        match state {
            State::Done => {
                self.done += 1;
                self.due += 1;
            }
            State::Missed => self.due += 1,
            State::Due => {
                self.due += 1;
                self.open += 1;
            }
            State::Excused => self.excused += 1,
            State::ToCome | State::NotOwed => {}
        }
    }

    /// Months that passed without a scan.
    #[must_use]
    pub fn missed(&self) -> u32 {
        self.due - self.done - self.open
    }

    /// Done of due, exact; none where nothing was due.
    #[must_use]
    pub fn ratio(&self) -> Option<Ratio> {
        Ratio::new(u64::from(self.done) * 10_000, u64::from(self.due))
    }

    /// The percent, cut off after one decimal and never rounded up; empty where nothing was due.
    #[must_use]
    pub fn percent(&self) -> String {
        self.ratio().map_or_else(String::new, |ratio| format!("{} %", ratio.percent(1)))
    }

    /// "18 of 24 scans done (75.0 %), 2 still open, 1 excused".
    #[must_use]
    pub fn words(&self) -> String {
        if self.due == 0 && self.excused == 0 {
            return "no scan was due".to_owned();
        }
        let mut out = format!("{} of {} done", self.done, counted(u64::from(self.due), "scan", "scans"));
        if self.due > 0 {
            out = format!("{out} ({})", self.percent());
        }
        if self.open > 0 {
            out = format!("{out}, {} still open this month", self.open);
        }
        if self.excused > 0 {
            out = format!("{out}, {} excused", self.excused);
        }
        out
    }
}

/// The first day of the month of a day: how a month is written.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last day of a month.
#[must_use]
pub fn last_day(month: NaiveDate) -> NaiveDate {
    next_month(month).pred_opt().unwrap_or(month)
}

/// The month after.
#[must_use]
pub fn next_month(month: NaiveDate) -> NaiveDate {
    month_of(month).checked_add_months(Months::new(1)).unwrap_or(month)
}

/// So many months before.
#[must_use]
pub fn months_before(month: NaiveDate, n: u32) -> NaiveDate {
    month_of(month).checked_sub_months(Months::new(n)).unwrap_or(month)
}

/// The months from one to another, both included; any day of them names them.
#[must_use]
pub fn months(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let (mut at, until) = (month_of(from), month_of(until));
    let mut out = Vec::new();
    // A century is more than any file has; a typing slip in a year must not fill the memory.
    while at <= until && out.len() < 1_200 {
        out.push(at);
        at = next_month(at);
    }
    out
}

/// First and last month of a fiscal year.
#[must_use]
pub fn fiscal_year(book: &Book, year: i32) -> (NaiveDate, NaiveDate) {
    let start = book.fiscal_year_start();
    let begins = if start > 1 { year - 1 } else { year };
    let first = NaiveDate::from_ymd_opt(begins, start, 1).unwrap_or_default();
    (first, first.checked_add_months(Months::new(11)).unwrap_or(first))
}

/// "Mar 2026".
#[must_use]
pub fn short_month(month: NaiveDate) -> String {
    month.format("%b %Y").to_string()
}

/// "March 2026".
#[must_use]
pub fn long_month(month: NaiveDate) -> String {
    month.format("%B %Y").to_string()
}

/// How much was done of what was due in a place from one month to another, both included. A place is a region, an office, a
/// supervisor or a worker; none is the whole state. Each month counts where the worker was then.
#[must_use]
pub fn coverage(
    book: &Book,
    scans: &[Scan],
    place: Option<Id>,
    from_month: NaiveDate,
    until_month: NaiveDate,
    today: NaiveDate,
) -> Coverage {
    Calendar::of(book, scans, from_month, until_month, today).coverage(place)
}

#[cfg(test)]
mod tests;
