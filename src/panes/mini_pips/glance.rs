//! What each page of a plan has to say at a glance, for the list of pages.

use crate::command::Context;
use crate::domain::content_check;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting;
use crate::domain::mini_pip::Progress;
use crate::domain::monitoring;
use crate::domain::negotiation;

use super::pages::{Tab, count};

/// What a page has to say at a glance; none where its words say more.
#[must_use]
pub fn fact(cx: &Context, plan: Id, tab: Tab) -> Option<String> {
    let book = cx.book;
    let parts = |kind| book.parts(plan, kind);
    let of = |n: usize, all: usize, words: &str| (all > 0).then(|| format!("{n} of {all} {words}"));
    let many = |n: usize, one: &str, many: &str| (n > 0).then(|| count(n, one, many));
    match tab {
        Tab::Plans => many(book.all(Kind::MiniPip).len(), "plan", "plans"),
        Tab::Selection => many(book.all(Kind::Candidate).len(), "candidate", "candidates"),
        Tab::Stages => Some(gate::words(gate::reached(book, plan)).to_owned()),
        Tab::Missing => Some(match content_check::open(book, plan).len() {
            0 => "nothing".to_owned(),
            n => count(n, "thing", "things"),
        }),
        Tab::Versions => many(parts(Kind::Frozen).len(), "version", "versions"),
        Tab::Asked => {
            let asked = parts(Kind::Asking);
            of(asked.iter().filter(|one| !negotiation::is_open(one)).count(), asked.len(), "answered")
        }
        Tab::Concerns => many(parts(Kind::Concern).len(), "concern", "concerns"),
        Tab::Meetings => match meeting::next(book, plan, cx.today) {
            Some((day, next)) => Some(format!("{} {}", meeting::name(next), dates::show(day, cx.day_first))),
            None => many(parts(Kind::Meeting).len(), "meeting", "meetings"),
        },
        Tab::Matrix => {
            let progress = Progress::of_plan(book, plan, cx.today);
            of(progress.complete, progress.rows, "rows done")
        }
        Tab::Agreements => {
            let roles = parts(Kind::Agreement);
            of(roles.iter().filter(|role| role.date(Field::Signed).is_some()).count(), roles.len(), "signed")
        }
        Tab::Notes => many(parts(Kind::ProgressNote).len(), "note", "notes"),
        Tab::Checks => {
            let overdue = monitoring::overdue(&monitoring::due_checks(book, plan, cx.today));
            many(overdue, "overdue", "overdue")
        }
        _ => None,
    }
}
