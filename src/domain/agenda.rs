//! One list of everything with a date: rows of Mini PIPs, their timelines and meetings, steps of milestones. Pure reading.

use chrono::{Days, NaiveDate};

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::meeting;
use super::milestone::StepStatus;
use super::mini_pip::{self, RowState, SOON_DAYS};

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
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The day.
    pub due: NaiveDate,
    /// How near.
    pub when: When,
    /// What it is.
    pub what: What,
    /// The record: a row, a timeline row, a meeting or a step.
    pub record: Id,
    /// The Mini PIP or milestone it belongs to.
    pub of: Id,
    /// What is to be done.
    pub text: String,
    /// Who, as the plan says.
    pub who: String,
}

/// Everything with a date that is not done, the nearest first; what has passed stands at the top.
#[must_use]
pub fn agenda(book: &Book, today: NaiveDate) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |due: NaiveDate, what, record, of, text: &str, who: String| {
        let soon = due.checked_sub_days(Days::new(SOON_DAYS)).is_none_or(|from| from <= today);
        let when = if due < today {
            When::Overdue
        } else if soon {
            When::Soon
        } else {
            When::Later
        };
        items.push(Item { due, when, what, record, of, text: text.to_owned(), who });
    };
    for plan in book.all(Kind::MiniPip) {
        // The third meeting comes after the release.
        for meeting in meeting::meetings(book, plan.id) {
            if let Some(due) = meeting.date(Field::Day).filter(|day| *day >= today) {
                add(due, What::Meeting, meeting.id, plan.id, meeting::name(meeting), meeting.text(Field::Host).to_owned());
            }
        }
        if plan.date(Field::Released).is_some() {
            continue;
        }
        for row in book.parts(plan.id, Kind::Element).iter().flat_map(|e| book.parts(e.id, Kind::Row)) {
            if let Some(due) = mini_pip::next_due(row) {
                let what = if RowState::of(row, today).is_done() { What::FollowUp } else { What::Completion };
                add(due, what, row.id, plan.id, row.text(Field::Text), mini_pip::names(book, row.records(Field::People)));
            }
        }
        // A timeline tells what happens when; what has passed is no debt.
        for line in book.parts(plan.id, Kind::Timeline) {
            if let Some(due) = line.date(Field::Day).filter(|day| *day >= today) {
                add(due, What::Timeline, line.id, plan.id, line.text(Field::Activity), String::new());
            }
        }
    }
    for step in book.all(Kind::Step) {
        let done = matches!(StepStatus::named(step.text(Field::Status)), StepStatus::Done | StepStatus::Dropped);
        if let (false, Some(due), Some(of)) = (done, step.date(Field::Due), step.parent()) {
            add(due, What::Step, step.id, of, step.text(Field::Text), step.text(Field::Owner).to_owned());
        }
    }
    items.sort_by(|a, b| (a.due, a.what, &a.text, a.record).cmp(&(b.due, b.what, &b.text, b.record)));
    items
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
}
