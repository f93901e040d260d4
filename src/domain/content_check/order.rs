//! The dates of one row against each other: completion before follow-up before release, and what a release rests on. Whether
//! dates are there at all is asked in `content_check.rs`.

use super::{List, quoted};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::mini_pip::is_followed_on;
use crate::domain::record::Record;

/// Completion before follow-up before release, as long as the plan is not released; released only when complete with its
/// evidence accepted.
pub(super) fn check(book: &Book, row: &Record, list: &mut List) {
    let (completed, followed, released) = (row.date(Field::Completed), row.date(Field::FollowedUp), row.date(Field::Released));
    let accepted = row.date(Field::AcceptedOn);
    let mut say = |code, field, words: &str| list.say(code, row.id, Some(field), format!("{words}: {}", quoted(row)));
    if let (Some(completion), Some(after)) = (row.date(Field::CompletionDue), row.date(Field::FollowUpDue))
        && after < completion
    {
        say("row.follow_up_due", Field::FollowUp, "has a follow-up that is due before the completion");
    }
    if let Some(followed) = followed
        && completed.is_none_or(|completed| followed < completed)
    {
        say("row.followed_up", Field::FollowedUp, "has a row that was followed up before it was complete");
    }
    let Some(released) = released else { return };
    if completed.is_none() || accepted.is_none() {
        say("row.release_early", Field::Released, "has a row released without being complete with accepted evidence");
    } else if completed.max(accepted).max(followed.filter(|_| !is_followed_on(book, row))).is_some_and(|before| released < before) {
        say("row.release_date", Field::Released, "has a row released before it was complete, accepted and followed up");
    }
}
