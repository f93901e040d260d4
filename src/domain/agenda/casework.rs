//! What case work puts on the agenda: reviews of open rounds, challenges, QA scans. None of it is kept in memory, so it is
//! made of what was asked of the file.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{ANSWER_DAYS, Belongs, Item, List, What, Who};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::review::{ReviewLine, Status};
use crate::domain::round::worklist::is_begun;
use crate::domain::round::{Group, Round, Worklist, setup};
use crate::domain::scan::{self, Scan, State};
use crate::domain::text::counted;

/// Months of QA scans that stand on the agenda: the one that runs, and the one before it.
pub const MONTHS: u32 = 2;

/// Caseworkers whose missing scans are named; more are only counted.
const NAMED: usize = 3;

/// A review that somebody owes, or a case of the sample without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The review; none if nobody has been given the case.
    pub review: Option<Id>,
    /// The local case number or alias.
    pub case: String,
    /// The office.
    pub office: Id,
    /// How far it is.
    pub status: Status,
    /// Whether anything was done in it.
    pub begun: bool,
    /// Who reviews; empty if nobody was named.
    pub reviewer: String,
    /// Who makes the other review of the case.
    pub other: String,
}

/// A challenge without an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Open {
    challenge: Id,
    review: Id,
    case: String,
    office: Option<Id>,
    due: Option<NaiveDate>,
    day: Option<NaiveDate>,
}

/// What a round has still to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundWork {
    /// The round.
    pub round: Id,
    /// Its reviews, final ones included.
    pub reviews: Vec<Owed>,
    challenges: Vec<Open>,
}

/// What a round has still to do, of its cases in the sample and those added by hand.
#[must_use]
pub fn owed(list: &Worklist) -> RoundWork {
    let mut reviews = Vec::new();
    for case in list.cases.iter().filter(|case| matches!(case.group, Group::Sample | Group::Added)) {
        let (first, second) = (list.first(case), list.second(case));
        let owed = |line: Option<&ReviewLine>, other: Option<&ReviewLine>| Owed {
            review: line.map(|line| line.id),
            case: case.case_id.clone(),
            office: case.office,
            status: line.map_or(Status::Draft, |line| line.status),
            begun: line.is_some_and(is_begun),
            reviewer: line.map_or_else(String::new, |line| line.reviewer.trim().to_owned()),
            other: other.map_or_else(String::new, |line| line.reviewer.clone()),
        };
        reviews.push(owed(first, second));
        if second.is_some() {
            reviews.push(owed(second, first));
        }
    }
    let line = |review: Id| list.file.reviews.iter().find(|line| line.id == review);
    let open = list.file.challenges.iter().filter(|challenge| challenge.text(Field::Outcome).is_empty());
    let challenges = open.filter_map(|challenge| {
        let review = challenge.record(Field::Review)?;
        Some(Open {
            challenge: challenge.id,
            review,
            case: line(review).map_or_else(String::new, |line| line.case_id.clone()),
            office: line(review).map(|line| line.office),
            due: challenge.date(Field::Due),
            day: challenge.date(Field::Day),
        })
    });
    RoundWork { round: list.round.id, reviews, challenges: challenges.collect() }
}

/// A round with these reviews and no challenge.
#[cfg(test)]
pub(super) fn work(round: Id, reviews: Vec<Owed>) -> RoundWork {
    RoundWork { round, reviews, challenges: Vec::new() }
}

/// The day by which the reviews of a round must be final: the end of its fiscal year, or of its period if that is later.
fn deadline(book: &Book, round: &Round) -> Option<NaiveDate> {
    setup::fiscal_year_days(book, round.year).1.max(round.until)
}

/// Reviews and challenges as items: one for each reviewer of a round, one for the cases without a reviewer, one for those that
/// wait for the second look, and each review that was given back.
#[must_use]
pub fn reviews(book: &Book, works: &[RoundWork], today: NaiveDate) -> Vec<Item> {
    let mut list = List { today, items: Vec::new() };
    for work in works {
        let Some(round) = Round::of(book, work.round).filter(|round| round.open) else { continue };
        let Some(due) = deadline(book, &round) else { continue };
        let of = Belongs { of: round.id, title: &round.title, region: Some(round.region), office: None };
        // By reviewer: reviews to finish, and how many of them are begun.
        let mut theirs: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        let mut ready = 0;
        for owed in &work.reviews {
            match (owed.status, owed.review) {
                (Status::Final, _) => {}
                (Status::Ready, _) => ready += 1,
                (Status::Returned, Some(review)) => {
                    let of = Belongs { office: Some(owed.office), ..of };
                    let item =
                        list.add(due, What::Returned, review, of, "Review given back: answer its comments", Who::Name(&owed.reviewer));
                    item.case.clone_from(&owed.case);
                }
                _ => {
                    let count = theirs.entry(&owed.reviewer).or_default();
                    count.0 += 1;
                    count.1 += u64::from(owed.begun);
                }
            }
        }
        for (reviewer, (n, begun)) in theirs {
            let text = match (reviewer, begun) {
                ("", _) => counted(n, "case has no reviewer yet", "cases have no reviewer yet"),
                (_, 0) => format!("{}, none begun", counted(n, "case review", "case reviews")),
                _ => format!("{}, {begun} begun", counted(n, "case review", "case reviews")),
            };
            let item = list.add(due, What::Reviews, round.id, of, &text, Who::Name(reviewer));
            reviewer.clone_into(&mut item.sub);
        }
        if ready > 0 {
            let text = counted(ready, "review waits for the second look", "reviews wait for the second look");
            let item = list.add(due, What::Reviews, round.id, of, &text, Who::Role("second look (QA)"));
            item.awaited = true;
            "(ready)".clone_into(&mut item.sub);
        }
        for open in &work.challenges {
            let asked = open.day.and_then(|day| day.checked_add_days(Days::new(ANSWER_DAYS)));
            let Some(due) = open.due.or(round.challenge_until).or(asked) else { continue };
            let of = Belongs { of: open.review, office: open.office, ..of };
            let item =
                list.add(due, What::Challenge, open.challenge, of, "Challenge of an answer: record its outcome", Who::Role("QA unit"));
            item.case.clone_from(&open.case);
        }
    }
    list.items
}

/// The first and the last month of the scans that [`scans`] wants.
#[must_use]
pub fn scan_months(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (scan::months_before(today, MONTHS - 1), scan::month_of(today))
}

/// QA scans as items: one for each supervisor and month, due on the month's last day. Scans without a supervisor stand with their office.
/// Where nobody made one in these months, they are not in use, and nobody is late with them.
#[must_use]
pub fn scans(book: &Book, scans: &[Scan], today: NaiveDate) -> Vec<Item> {
    let mut list = List { today, items: Vec::new() };
    if scans.is_empty() {
        return list.items;
    }
    let (from, until) = scan_months(today);
    let mut owing: BTreeMap<(NaiveDate, Option<Id>), Vec<scan::calendar::Owing>> = BTreeMap::new();
    for one in scan::Calendar::of(book, scans, from, until, today).owing() {
        owing.entry((one.month, one.post.supervisor.or(one.post.office))).or_default().push(one);
    }
    for ((month, who), those) in owing {
        let (n, post) = (those.len() as u64, those[0].post);
        // Of several offices it is none's, and their region only if it is the same.
        let same = |is: &dyn Fn(&scan::Post) -> Option<Id>| is(&post).filter(|id| those.iter().all(|one| is(&one.post) == Some(*id)));
        let title = scan::long_month(month);
        let of = Belongs { of: those[0].worker, title: &title, region: same(&|post| post.region), office: same(&|post| post.office) };
        let text = match those[0].state {
            State::Missed => counted(n, "scan was missed", "scans were missed"),
            _ => counted(n, "scan still to do", "scans still to do"),
        };
        let whose: Vec<&str> = those.iter().map(|one| book.name(one.worker)).collect();
        let text = if whose.len() <= NAMED { format!("{text}: {}", whose.join(", ")) } else { text };
        let name = post.supervisor.map_or("", |id| book.name(id));
        list.add(scan::last_day(month), What::Scans, who.unwrap_or(Id::NIL), of, &text, Who::Name(name));
    }
    list.items
}
