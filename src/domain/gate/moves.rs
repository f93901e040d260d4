//! Passing a gate, going back, opening a released plan and closing it again: each fills one change, and each is recorded as a
//! passage with its day and who did it.

use super::{BACK, CLOSED, Need, PASSED, REOPENED, lock, needs, next, reached};
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::review_moves::person;
use crate::domain::text::listed;
use crate::domain::value::Value;

/// Passes the next gate of a plan, with a reason where something is missing.
///
/// # Errors
/// What is missing, if no reason is given; that there is no further stage.
pub fn pass(book: &Book, plan: Id, reason: &str, by: Author, fresh: &mut dyn FnMut() -> Id) -> Result<Change, String> {
    let Some(to) = next(book, plan) else {
        return Err("This plan has been through its third meeting: no gate is left.".to_owned());
    };
    let open: Vec<Need> = needs(book, plan, to, by.today).into_iter().filter(Need::is_open).collect();
    let reason = reason.trim();
    if !open.is_empty() && reason.is_empty() {
        let words = listed(open.iter().map(|need| need.words.as_str()), "and");
        return Err(format!("Before '{}' it needs {words}; to pass without, write the reason.", to.words()));
    }
    let mut change = Change::new(format!("gate to '{}' of {}", to.words(), name(book, plan)), by.saw);
    change.set(plan, Kind::MiniPip, Field::Stage, Value::text(to.code()));
    let kept = if open.is_empty() { "" } else { reason };
    note(&mut change, plan, to, PASSED, kept, by, fresh);
    // Both are given to those who read the plan; the final version is the one that is signed.
    if matches!(to, Stage::Submitted | Stage::Final) {
        frozen::freeze(&mut change, book, plan, "", to, &by, fresh);
    }
    if to == Stage::Released && book.get(plan).is_some_and(|plan| plan.date(Field::Released).is_none()) {
        change.set(plan, Kind::MiniPip, Field::Released, Value::Date(by.today));
    }
    Ok(change)
}

/// Takes a plan back to the stage before, with the reason.
///
/// # Errors
/// That there is no stage before, or no reason.
pub fn back(book: &Book, plan: Id, reason: &str, by: Author, fresh: &mut dyn FnMut() -> Id) -> Result<Change, String> {
    let to = reached(book, plan).and_then(|at| Stage::ALL.get((at as usize).checked_sub(1)?).copied());
    let Some(to) = to else { return Err("This plan is at its first stage: there is none before it.".to_owned()) };
    let reason = wanted(reason, "why it goes back")?;
    let mut change = Change::new(format!("back to '{}': {}", to.words(), name(book, plan)), by.saw);
    change.set(plan, Kind::MiniPip, Field::Stage, Value::text(to.code()));
    if to < Stage::Released {
        change.set(plan, Kind::MiniPip, Field::Released, Value::None);
        change.set(plan, Kind::MiniPip, Field::Reopened, Value::None);
    }
    note(&mut change, plan, to, BACK, reason, by, fresh);
    Ok(change)
}

/// Opens the text of a released plan, with the reason.
///
/// # Errors
/// That it is open already, or no reason.
pub fn reopen(book: &Book, plan: Id, reason: &str, by: Author, fresh: &mut dyn FnMut() -> Id) -> Result<Change, String> {
    let stage = book.get(plan).filter(|plan| lock::is_locked(plan)).map(Stage::of);
    let Some(stage) = stage else { return Err("The text of this plan is open: only a released plan is closed.".to_owned()) };
    let reason = wanted(reason, "why it is opened again")?;
    let mut change = Change::new(format!("text opened again: {}", name(book, plan)), by.saw);
    change.set(plan, Kind::MiniPip, Field::Reopened, Value::text(reason));
    note(&mut change, plan, stage, REOPENED, reason, by, fresh);
    Ok(change)
}

/// Closes the text of a released plan again.
///
/// # Errors
/// That it is not open.
pub fn close(book: &Book, plan: Id, words: &str, by: Author, fresh: &mut dyn FnMut() -> Id) -> Result<Change, String> {
    let opened = book.get(plan).filter(|plan| Stage::of(plan) >= Stage::Released && !lock::is_locked(plan));
    let Some(stage) = opened.map(Stage::of) else { return Err("The text of this plan was not opened again after a release.".to_owned()) };
    let mut change = Change::new(format!("text closed again: {}", name(book, plan)), by.saw);
    change.set(plan, Kind::MiniPip, Field::Reopened, Value::None);
    note(&mut change, plan, stage, CLOSED, words.trim(), by, fresh);
    Ok(change)
}

fn wanted<'a>(reason: &'a str, what: &str) -> Result<&'a str, String> {
    match reason.trim() {
        "" => Err(format!("Write {what}: it stays with the plan.")),
        reason => Ok(reason),
    }
}

fn note(change: &mut Change, plan: Id, stage: Stage, part: &str, reason: &str, by: Author, fresh: &mut dyn FnMut() -> Id) {
    let passage = fresh();
    for (field, value) in [
        (Field::MiniPip, Value::Record(plan)),
        (Field::Stage, Value::text(stage.code())),
        (Field::Part, Value::text(part)),
        (Field::Day, Value::Date(by.today)),
        (Field::Who, Value::text(person(by.who))),
        (Field::Reason, Value::text(reason)),
    ] {
        if !value.is_none() {
            change.set(passage, Kind::Passage, field, value);
        }
    }
}

/// The plan's title in quotes, short enough for the name of a change.
fn name(book: &Book, plan: Id) -> String {
    const ROOM: usize = 30;
    let title = book.name(plan);
    match title.char_indices().nth(ROOM) {
        Some((at, _)) => format!("'{}\u{2026}'", title[..at].trim_end()),
        None => format!("'{title}'"),
    }
}
