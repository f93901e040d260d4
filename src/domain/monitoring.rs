//! Monitoring of a Mini PIP: when its own evaluation rows come due as checks, which check answered which, and when its
//! evidence has been accepted (`assets/help/rules.md`, Mini PIP). What the plan finds in the end is in `closing.rs`.

mod proof;

use chrono::{Days, Months, NaiveDate};

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::{SOON_DAYS, Stage};
use super::record::Record;
use super::timeline;

pub use proof::{Register, accepts, lacks, register};

/// Most rounds that are worked out for one row: more than three years of days.
const MOST: u32 = 1200;

/// How a due check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CheckState {
    /// Its day has passed, and nothing was checked.
    Overdue,
    /// Within [`SOON_DAYS`].
    Soon,
    /// Later.
    Later,
    /// It was let pass: a later one has come due, or was done.
    Missed,
    /// Done.
    Done,
}

impl CheckState {
    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            CheckState::Overdue => "overdue",
            CheckState::Soon => "due_soon",
            CheckState::Later => "later",
            CheckState::Missed => "missed",
            CheckState::Done => "done",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            CheckState::Soon => "due soon",
            other => other.code(),
        }
    }

    /// Whether somebody still has to check.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, CheckState::Overdue | CheckState::Soon | CheckState::Later)
    }
}

/// One check that an evaluation row asks for, or that was set for a day by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The evaluation row, if it is for one.
    pub evaluation: Option<Id>,
    /// The day.
    pub day: NaiveDate,
    /// How it stands.
    pub state: CheckState,
    /// The checks that answered it.
    pub done: Vec<Id>,
    /// The check that was set for this day by hand and waits to be done.
    pub planned: Option<Id>,
}

/// How many of these are overdue.
#[must_use]
pub fn overdue(due: &[Due]) -> usize {
    due.iter().filter(|due| due.state == CheckState::Overdue).count()
}

/// Why an evaluation row brings no check.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRhythm {
    /// It does not say how often.
    #[error("it does not say how often")]
    Silent,
    /// It does, but not in a way that gives days.
    #[error("'{0}' gives no day; write monthly, quarterly, yearly or a date, or set the first check")]
    Unclear(String),
    /// Nothing says when to begin.
    #[error("it begins with the plan's implementation date, which is not set; set that, or the first check")]
    NoBeginning,
}

/// When checks of an evaluation row are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The first one.
    pub first: NaiveDate,
    /// How often after it, one of [`timeline::REPEATS`]; none for once.
    pub repeat: Option<&'static str>,
    /// The last day on which one can be due.
    pub last: Option<NaiveDate>,
}

impl Rhythm {
    /// The rhythm of a row: it begins on the row's first day, else one round after the plan's implementation date.
    ///
    /// # Errors
    /// Why no day can be read from it.
    pub fn of(plan: &Record, evaluation: &Record) -> Result<Rhythm, NoRhythm> {
        let frequency = evaluation.text(Field::Frequency).trim();
        let (set, begins) = (evaluation.date(Field::Due), plan.date(Field::ImplementationDate));
        // A day without a year is the first such day of the plan, whatever today is.
        let anchor = set.or(begins);
        let read = |day_first| anchor.and_then(|anchor| timeline::timeline(frequency, anchor, day_first, None).ok());
        let seen = read(false).or_else(|| read(true)).unwrap_or_default();
        let repeat = seen.repeat.or_else(|| timeline::repeat_of(frequency));
        match (set, begins, repeat, seen.due) {
            (Some(first), _, repeat, last) => Ok(Rhythm { first, repeat, last: last.filter(|last| *last >= first) }),
            (None, _, None, Some(day)) => Ok(Rhythm { first: day, repeat: None, last: None }),
            (None, Some(begins), Some(repeat), last) => {
                let first = nth(begins, repeat, 1).ok_or(NoRhythm::NoBeginning)?;
                // What ends before the first round is over is checked once, at its end.
                let first = last.map_or(first, |last| first.min(last).max(begins));
                Ok(Rhythm { first, repeat: Some(repeat), last })
            }
            (None, None, _, _) if repeat.is_some() || frequency.bytes().any(|b| b.is_ascii_digit()) => Err(NoRhythm::NoBeginning),
            _ if frequency.is_empty() => Err(NoRhythm::Silent),
            _ => Err(NoRhythm::Unclear(frequency.to_owned())),
        }
    }

    /// Its days up to the first one after today.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        for n in 0..MOST {
            let day = match (self.repeat, n) {
                (_, 0) => Some(self.first),
                (Some(repeat), n) => nth(self.first, repeat, n),
                (None, _) => None,
            };
            let Some(day) = day.filter(|day| self.last.is_none_or(|last| *day <= last)) else { break };
            days.push(day);
            if day > today {
                break;
            }
        }
        days
    }
}

/// The n-th round after a day: counted from the first, so that the 31st comes back after a short month.
fn nth(first: NaiveDate, repeat: &str, n: u32) -> Option<NaiveDate> {
    let days = |each: u64| first.checked_add_days(Days::new(each * u64::from(n)));
    let months = |each: u32| first.checked_add_months(Months::new(each * n));
    match repeat {
        "daily" => days(1),
        "weekly" => days(7),
        "biweekly" => days(14),
        "monthly" => months(1),
        "quarterly" => months(3),
        "semiannually" => months(6),
        "yearly" => months(12),
        _ => None,
    }
}

/// Whether checks of a plan come due: from the signatures to the final report.
#[must_use]
pub fn is_monitored(plan: &Record) -> bool {
    (Stage::Signed..Stage::Reported).contains(&Stage::of(plan)) && plan.date(Field::Released).is_none()
}

/// Every check that an evaluation row has asked for until today, and the next one. A check that says which day it was due
/// answers that one; any other answers the nearest, the earlier one of two.
#[must_use]
pub fn of_row(book: &Book, plan: &Record, evaluation: &Record, today: NaiveDate) -> Vec<Due> {
    let Ok(rhythm) = Rhythm::of(plan, evaluation) else { return Vec::new() };
    let days = if is_monitored(plan) || Stage::of(plan) >= Stage::Reported { rhythm.days(today) } else { Vec::new() };
    let new = |day| Due { evaluation: Some(evaluation.id), day, state: CheckState::Missed, done: Vec::new(), planned: None };
    let mut due: Vec<Due> = days.into_iter().map(new).collect();
    for check in book.parts(plan.id, Kind::Check).into_iter().filter(|check| check.record(Field::EvaluationRow) == Some(evaluation.id)) {
        let Some(at) = check.date(Field::Due).filter(|_| is_done(check)).or(check.date(Field::Day)) else { continue };
        if let Some(nearest) = due.iter_mut().min_by_key(|due| ((due.day - at).num_days().abs(), due.day)) {
            nearest.done.push(check.id);
        }
    }
    let ended = !is_monitored(plan) || !evaluation.text(Field::Answer).is_empty();
    let newest_done = due.iter().rposition(|due| !due.done.is_empty());
    let newest_past = due.iter().rposition(|due| due.day < today);
    for (at, one) in due.iter_mut().enumerate() {
        one.state = if !one.done.is_empty() {
            CheckState::Done
        } else if one.day >= today {
            upcoming(one.day, today)
        } else if newest_past == Some(at) && newest_done.is_none_or(|done| done < at) {
            CheckState::Overdue
        } else {
            CheckState::Missed
        };
    }
    // Once the row has its final answer, or the plan its report, nothing is asked for any more.
    let end = [evaluation.date(Field::ReplyDay), plan.date(Field::ReportedOn), plan.date(Field::Released)].into_iter().flatten().min();
    due.retain(|due| !due.done.is_empty() || !ended || (!due.state.is_open() && end.is_none_or(|end| due.day <= end)));
    due
}

fn upcoming(day: NaiveDate, today: NaiveDate) -> CheckState {
    let soon = day.checked_sub_days(Days::new(SOON_DAYS)).is_none_or(|from| from <= today);
    if soon { CheckState::Soon } else { CheckState::Later }
}

/// Whether a check was carried out.
#[must_use]
pub fn is_done(check: &Record) -> bool {
    check.date(Field::Day).is_some()
}

/// The checks of a plan that wait to be done, the nearest day first: of each evaluation row the newest that has passed and
/// the next, and those set for a day by hand.
#[must_use]
pub fn due_checks(book: &Book, plan: Id, today: NaiveDate) -> Vec<Due> {
    let Some(record) = book.get(plan) else { return Vec::new() };
    let mut open: Vec<Due> = book
        .parts(plan, Kind::Evaluation)
        .into_iter()
        .flat_map(|row| of_row(book, record, row, today))
        .filter(|due| due.state.is_open())
        .collect();
    if is_monitored(record) {
        for check in book.parts(plan, Kind::Check).into_iter().filter(|check| !is_done(check)) {
            let Some(day) = check.date(Field::Due) else { continue };
            let evaluation = check.record(Field::EvaluationRow);
            // One that was set for a day that comes due anyway is that one.
            if let Some(same) = open.iter_mut().find(|due| evaluation.is_some() && due.evaluation == evaluation && due.day == day) {
                same.planned = Some(check.id);
                continue;
            }
            let state = if day < today { CheckState::Overdue } else { upcoming(day, today) };
            open.push(Due { evaluation, day, state, done: Vec::new(), planned: Some(check.id) });
        }
    }
    open.sort_by_key(|due| due.day);
    open
}

/// Whether a request for technical assistance waits for its answer.
#[must_use]
pub fn is_open(request: &Record) -> bool {
    request.date(Field::ReplyDay).is_none() && request.text(Field::Reply).is_empty() && request.text(Field::Outcome).is_empty()
}

/// What the checks of an evaluation row have found so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Found {
    /// Checks done.
    pub done: usize,
    /// As planned.
    pub yes: usize,
    /// Partly.
    pub partly: usize,
    /// Not.
    pub no: usize,
    /// Due ones that were let pass.
    pub missed: usize,
}

impl Found {
    /// Of one evaluation row.
    #[must_use]
    pub fn of(book: &Book, plan: &Record, evaluation: &Record, today: NaiveDate) -> Found {
        let mut found = Found::default();
        for check in done_checks(book, plan.id, Some(evaluation.id)) {
            found.done += 1;
            match check.text(Field::Answer) {
                "yes" => found.yes += 1,
                "partly" => found.partly += 1,
                "no" => found.no += 1,
                _ => {}
            }
        }
        let missed = |due: &Due| due.state == CheckState::Missed;
        found.missed = of_row(book, plan, evaluation, today).iter().filter(|due| missed(due)).count();
        found
    }

    /// `3 checks: 2 as planned, 1 partly; 1 missed`.
    #[must_use]
    pub fn words(self) -> String {
        if self.done == 0 && self.missed == 0 {
            return "no check yet".to_owned();
        }
        let mut words = format!("{} {}", self.done, if self.done == 1 { "check" } else { "checks" });
        let parts = [(self.yes, "as planned"), (self.partly, "partly"), (self.no, "not as planned")];
        let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        if !parts.is_empty() {
            words = format!("{words}: {}", parts.join(", "));
        }
        if self.missed > 0 {
            words = format!("{words}; {} missed", self.missed);
        }
        words
    }
}

/// The checks done, the newest first: of an evaluation row, or those of none.
#[must_use]
pub fn done_checks(book: &Book, plan: Id, evaluation: Option<Id>) -> Vec<&Record> {
    let of_it = |check: &&Record| is_done(check) && live_row(book, check) == evaluation;
    let mut done: Vec<&Record> = book.parts(plan, Kind::Check).into_iter().filter(of_it).collect();
    done.sort_by_key(|check| std::cmp::Reverse(check.date(Field::Day)));
    done
}

/// The evaluation row of a check, if it is still there.
#[must_use]
pub fn live_row(book: &Book, check: &Record) -> Option<Id> {
    check.record(Field::EvaluationRow).filter(|id| book.get(*id).is_some_and(|row| book.is_live(row)))
}

#[cfg(test)]
mod tests;
