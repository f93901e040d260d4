//! One list of everything with a date: rows of Mini PIPs, their timelines and meetings, checks, evaluations and answers waited for,
//! steps of milestones. Pure reading.

use chrono::{Days, NaiveDate};

use super::board;
use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::meeting;
use super::milestone::StepStatus;
use super::mini_pip::{self, RowState, SOON_DAYS, Stage};
use super::monitoring;
use super::record::Record;

/// What an item of the agenda is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// An action step or benchmark that has to be completed.
    Completion,
    /// A follow-up.
    FollowUp,
    /// A date of a Mini PIP's timeline.
    Timeline,
    /// A meeting of a Mini PIP.
    Meeting,
    /// A step of a milestone.
    Step,
    /// A monitoring check of a Mini PIP.
    Check,
    /// The final evaluation of a Mini PIP: its implementation is over, and rows of its evaluation have no answer.
    Evaluation,
    /// The final report of a Mini PIP.
    Report,
    /// The answer of someone who was sent a version.
    Answer,
    /// The answer to a request for technical assistance.
    Assistance,
}

/// How near it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// The day has passed.
    Overdue,
    /// Within the next 14 days.
    Soon,
    /// Later.
    Later,
    /// Someone else is waited for, without a day.
    Waiting,
}

/// How many days someone has who was sent a version, before the answer is overdue.
pub const ANSWER_DAYS: u64 = 14;

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The day.
    pub due: NaiveDate,
    /// How near.
    pub when: When,
    /// What it is.
    pub what: What,
    /// The record: a row, a timeline row, a meeting, a step, an evaluation row or check, a recipient or a request; the plan for its report.
    pub record: Id,
    /// The Mini PIP or milestone it belongs to.
    pub of: Id,
    /// What is to be done.
    pub text: String,
    /// Who, as the plan says.
    pub who: String,
}

/// Everything with a date that is not done, the nearest first; what has passed stands at the top, and what only waits for
/// someone else at the end.
#[must_use]
pub fn agenda(book: &Book, today: NaiveDate) -> Vec<Item> {
    let mut list = List { today, items: Vec::new() };
    for plan in book.all(Kind::MiniPip) {
        // The third meeting comes after the release.
        for held in meeting::meetings(book, plan.id) {
            if let Some(due) = held.date(Field::Day).filter(|day| *day >= today) {
                list.add(due, What::Meeting, (held.id, plan.id), meeting::name(held), held.text(Field::Host));
            }
        }
        if plan.date(Field::Released).is_none() {
            rows(book, plan, &mut list);
            follow_up(book, plan, &mut list);
        }
    }
    for step in book.all(Kind::Step) {
        let done = matches!(StepStatus::named(step.text(Field::Status)), StepStatus::Done | StepStatus::Dropped);
        if let (false, Some(due), Some(of)) = (done, step.date(Field::Due), step.parent()) {
            list.add(due, What::Step, (step.id, of), step.text(Field::Text), step.text(Field::Owner));
        }
    }
    let mut items = list.items;
    items.sort_by(|a, b| {
        let key = |item: &Item| (item.when == When::Waiting, item.due, item.what);
        (key(a), &a.text, a.record).cmp(&(key(b), &b.text, b.record))
    });
    items
}

/// Whether an item is someone's: they are named in it, alone or with others.
#[must_use]
pub fn mine(item: &Item, who: &str) -> bool {
    let who = board::name_of(who).to_lowercase();
    !who.is_empty() && item.who.split([';', ',', '\n', '/']).any(|name| name.trim().to_lowercase() == who)
}

/// The items so far.
struct List {
    today: NaiveDate,
    items: Vec<Item>,
}

impl List {
    fn add(&mut self, due: NaiveDate, what: What, (record, of): (Id, Id), text: &str, who: &str) {
        let soon = due.checked_sub_days(Days::new(SOON_DAYS)).is_none_or(|from| from <= self.today);
        let when = if due < self.today {
            When::Overdue
        } else if soon {
            When::Soon
        } else {
            When::Later
        };
        self.items.push(Item { due, when, what, record, of, text: text.to_owned(), who: who.to_owned() });
    }
}

/// Rows and the timeline of a plan.
fn rows(book: &Book, plan: &Record, list: &mut List) {
    for row in book.parts(plan.id, Kind::Element).iter().flat_map(|e| book.parts(e.id, Kind::Row)) {
        if let Some(due) = mini_pip::next_due(row) {
            let what = if RowState::of(row, list.today).is_done() { What::FollowUp } else { What::Completion };
            list.add(due, what, (row.id, plan.id), row.text(Field::Text), &mini_pip::names(book, row.records(Field::People)));
        }
    }
    // A timeline tells what happens when; what has passed is no debt.
    for line in book.parts(plan.id, Kind::Timeline) {
        if let Some(due) = line.date(Field::Day).filter(|day| *day >= list.today) {
            list.add(due, What::Timeline, (line.id, plan.id), line.text(Field::Activity), "");
        }
    }
}

/// Checks, the final evaluation and its report, and what others were asked for.
fn follow_up(book: &Book, plan: &Record, list: &mut List) {
    for check in monitoring::due_checks(book, plan.id, list.today) {
        let row = check.evaluation.and_then(|id| book.get(id));
        let Some(record) = check.planned.or(check.evaluation) else { continue };
        let planned = check.planned.and_then(|id| book.get(id)).map_or("", |check| check.text(Field::Who));
        let who = if planned.is_empty() { row.map_or("", |row| row.text(Field::Who)) } else { planned };
        list.add(check.day, What::Check, (record, plan.id), row.map_or("monitoring check", mini_pip::title), who);
    }
    let stage = Stage::of(plan);
    if let Some(end) = last_day(book, plan) {
        if matches!(stage, Stage::Implementing | Stage::FinalEvaluation) {
            for row in book.parts(plan.id, Kind::Evaluation).iter().filter(|row| row.text(Field::Answer).is_empty()) {
                list.add(end, What::Evaluation, (row.id, plan.id), mini_pip::title(row), row.text(Field::Who));
            }
        }
        if stage == Stage::FinalEvaluation && plan.date(Field::ReportedOn).is_none() {
            list.add(end, What::Report, (plan.id, plan.id), plan.text(Field::Title), "");
        }
    }
    for recipient in book.parts(plan.id, Kind::Frozen).iter().flat_map(|version| book.parts(version.id, Kind::Recipient)) {
        let sent =
            recipient.date(Field::Sent).filter(|_| recipient.date(Field::Answered).is_none() && recipient.text(Field::Answer).is_empty());
        if let Some(due) = sent.and_then(|sent| sent.checked_add_days(Days::new(ANSWER_DAYS))) {
            list.add(due, What::Answer, (recipient.id, plan.id), plan.text(Field::Title), recipient.text(Field::Name));
        }
    }
    for request in book.parts(plan.id, Kind::Request).into_iter().filter(|request| monitoring::is_open(request)) {
        if let Some(asked) = request.date(Field::Day) {
            list.add(asked, What::Assistance, (request.id, plan.id), request.text(Field::Text), request.text(Field::Owner));
            if let Some(item) = list.items.last_mut() {
                item.when = When::Waiting;
            }
        }
    }
}

/// The last day of a plan's implementation: the end of its last element, or the last due date of its rows.
fn last_day(book: &Book, plan: &Record) -> Option<NaiveDate> {
    let elements = book.parts(plan.id, Kind::Element);
    let ends = elements.iter().filter_map(|element| element.date(Field::Until));
    let due = elements.iter().flat_map(|element| book.parts(element.id, Kind::Row)).filter_map(|row| row.date(Field::CompletionDue));
    ends.chain(due).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    fn put_meeting(book: &mut Book, meeting: Id, plan: Id, day: &str) {
        book.set(Kind::Meeting, meeting, Field::MiniPip, Value::Record(plan));
        book.set(Kind::Meeting, meeting, Field::Day, Value::Date(day.parse().unwrap()));
    }

    #[test]
    fn what_is_not_done_stands_by_its_date_with_the_overdue_on_top() {
        let id = |n: u8| Id([n; 16]);
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let mut book = Book::default();
        book.set(Kind::MiniPip, id(1), Field::Title, Value::text("Plan"));
        book.set(Kind::Element, id(2), Field::MiniPip, Value::Record(id(1)));
        for (n, field, date) in
            [(3, Field::CompletionDue, "2026-02-20"), (4, Field::CompletionDue, "2026-08-01"), (5, Field::FollowUpDue, "2026-03-05")]
        {
            book.set(Kind::Row, id(n), Field::Element, Value::Record(id(2)));
            book.set(Kind::Row, id(n), field, day(date));
        }
        book.set(Kind::Row, id(5), Field::Completed, day("2026-02-01"));
        book.set(Kind::Milestone, id(6), Field::Name, Value::text("Milestone"));
        book.set(Kind::Plan, id(9), Field::Title, Value::text("Milestones"));
        book.set(Kind::Milestone, id(6), Field::Plan, Value::Record(id(9)));
        for (n, status) in [(7, "open"), (8, "done")] {
            book.set(Kind::Step, id(n), Field::Milestone, Value::Record(id(6)));
            book.set(Kind::Step, id(n), Field::Due, day("2026-03-10"));
            book.set(Kind::Step, id(n), Field::Status, Value::text(status));
        }
        put_meeting(&mut book, id(10), id(1), "2026-03-12");
        put_meeting(&mut book, id(11), id(1), "2026-02-01");
        let seen: Vec<(Id, What, When)> =
            agenda(&book, "2026-03-01".parse().unwrap()).into_iter().map(|i| (i.record, i.what, i.when)).collect();
        assert_eq!(
            seen,
            [
                (id(3), What::Completion, When::Overdue),
                (id(5), What::FollowUp, When::Soon),
                (id(7), What::Step, When::Soon),
                (id(10), What::Meeting, When::Soon),
                (id(4), What::Completion, When::Later),
            ]
        );
    }

    #[test]
    fn checks_and_answers_of_others_stand_on_the_agenda_until_they_are_there() {
        let id = |n: u8| Id([n; 16]);
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let t = |text: &str| Value::text(text);
        let mut book = Book::default();
        let mut put = |kind, n: u8, fields: &[(Field, Value)]| {
            for (field, value) in fields {
                book.set(kind, id(n), *field, value.clone());
            }
        };
        let of_plan = (Field::MiniPip, Value::Record(id(1)));
        put(Kind::MiniPip, 1, &[(Field::Title, t("Plan")), (Field::Stage, t("final_evaluation"))]);
        put(Kind::Element, 2, &[of_plan.clone(), (Field::Until, day("2026-03-05"))]);
        put(
            Kind::Evaluation,
            3,
            &[
                of_plan.clone(),
                (Field::Method, t("Case reading")),
                (Field::Frequency, t("quarterly")),
                (Field::Due, day("2026-02-15")),
                (Field::Who, t("QA unit; Pat Example")),
            ],
        );
        put(Kind::Frozen, 4, &[of_plan.clone(), (Field::Number, Value::Int(1))]);
        for (n, sent, answered) in [(5, "2026-02-01", None), (6, "2026-02-01", Some("2026-02-04")), (7, "2026-02-20", None)] {
            put(Kind::Recipient, n, &[(Field::Frozen, Value::Record(id(4))), (Field::Name, t("Panel")), (Field::Sent, day(sent))]);
            put(Kind::Recipient, n, &[(Field::Answered, answered.map_or(Value::None, day))]);
        }
        put(
            Kind::Request,
            8,
            &[of_plan.clone(), (Field::Text, t("A trainer")), (Field::Day, day("2025-11-01")), (Field::Owner, t("Centre"))],
        );
        put(Kind::Request, 9, &[of_plan, (Field::Text, t("A statute")), (Field::Day, day("2025-11-01")), (Field::Reply, t("Yes"))]);
        let items = agenda(&book, "2026-03-01".parse().unwrap());
        let seen: Vec<(Id, What, When)> = items.iter().map(|i| (i.record, i.what, i.when)).collect();
        assert_eq!(
            seen,
            [
                (id(3), What::Check, When::Overdue),
                (id(5), What::Answer, When::Overdue),
                (id(3), What::Evaluation, When::Soon),
                (id(1), What::Report, When::Soon),
                (id(7), What::Answer, When::Soon),
                (id(3), What::Check, When::Later),
                (id(8), What::Assistance, When::Waiting),
            ]
        );
        assert!(mine(&items[0], "pat example, QA reviewer") && mine(&items[6], "Centre"));
        assert!(!mine(&items[0], "Pat") && !mine(&items[3], ""));
    }
}
