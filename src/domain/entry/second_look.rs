//! The second look at a review as changes: comments with their replies, the office's challenges with their outcomes,
//! corrections after the review was final. Words of changes name questions, never a case or a person.

use chrono::NaiveDate;

use super::Entry;
use crate::domain::answers::Answer;
use crate::domain::change::{Author, Change, Seen, Slot};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// The states of a comment: their words in the file and on the screen.
pub const COMMENT_STATES: [&str; 3] = ["open", "answered", "closed"];

/// How a challenge ends: its word in the file, and what it means.
pub const CHALLENGE_OUTCOMES: [(&str, &str); 3] =
    [("upheld", "upheld: the answer stays"), ("changed", "changed: the answer is corrected"), ("withdrawn", "withdrawn by the office")];

/// The answer that a comment, a challenge or a correction belongs to.
#[must_use]
pub fn at(record: &Record) -> Option<Slot> {
    record.int(Field::At).and_then(|slot| u32::try_from(slot).ok()).map(Slot)
}

/// The answer that a field of a correction holds; none where it had none.
#[must_use]
pub fn answer_of(correction: &Record, field: Field) -> Answer {
    correction.int(field).and_then(|byte| u8::try_from(byte).ok()).and_then(Answer::from_byte).unwrap_or(Answer::NONE)
}

/// Whether a comment is closed.
#[must_use]
pub fn is_closed(comment: &Record) -> bool {
    comment.text(Field::Status) == COMMENT_STATES[2]
}

/// Whether a challenge has its outcome.
#[must_use]
pub fn is_decided(challenge: &Record) -> bool {
    !challenge.text(Field::Outcome).is_empty()
}

/// A new comment on an answer. `code` is the question's.
#[must_use]
pub fn comment(review: Id, slot: Slot, code: &str, id: Id, text: &str, by: Author) -> Change {
    let mut change = Change::new(format!("comment on {code}"), by.saw);
    let mut set = |field, value| change.set(id, Kind::Comment, field, value);
    set(Field::Review, Value::Record(review));
    set(Field::At, Value::Int(i64::from(slot.0)));
    set(Field::Text, Value::text(text));
    set(Field::Who, Value::text(by.who));
    set(Field::Day, Value::Date(by.today));
    set(Field::Status, Value::text(COMMENT_STATES[0]));
    change
}

/// A reply to a comment; it is answered then.
#[must_use]
pub fn reply(comment: &Record, code: &str, text: &str, by: Author) -> Change {
    let mut change = Change::new(format!("reply to a comment on {code}"), by.saw);
    let mut set = |field, value| change.set(comment.id, Kind::Comment, field, value);
    set(Field::Reply, Value::text(text));
    set(Field::ReplyWho, Value::text(by.who));
    set(Field::ReplyDay, Value::Date(by.today));
    set(Field::Status, Value::text(COMMENT_STATES[1]));
    change
}

/// A comment closed, or opened again.
#[must_use]
pub fn close(comment: &Record, code: &str, saw: Seen) -> Change {
    let (verb, state) = match (is_closed(comment), comment.text(Field::Reply).is_empty()) {
        (false, _) => ("closed", COMMENT_STATES[2]),
        (true, true) => ("opened again", COMMENT_STATES[0]),
        (true, false) => ("opened again", COMMENT_STATES[1]),
    };
    Change::new(format!("comment on {code} {verb}"), saw).with(comment.id, Kind::Comment, Field::Status, Value::text(state))
}

impl Entry<'_> {
    /// The office challenges an answer.
    #[must_use]
    pub fn challenge(&self, slot: Slot, id: Id, text: &str, due: Option<NaiveDate>, by: Author) -> Change {
        let mut change = Change::new(format!("challenge of {}", self.code(slot.question())), by.saw);
        let mut set = |field, value| change.set(id, Kind::Challenge, field, value);
        set(Field::Review, Value::Record(self.file.line.id));
        set(Field::At, Value::Int(i64::from(slot.0)));
        set(Field::Text, Value::text(text));
        set(Field::Who, Value::text(by.who));
        set(Field::Day, Value::Date(by.today));
        set(Field::Due, due.map_or(Value::None, Value::Date));
        change
    }

    /// A challenge is decided: an outcome of [`CHALLENGE_OUTCOMES`], what is said to the office, and with "changed" the
    /// answer that stands from now on, whose reason is the challenge.
    #[must_use]
    pub fn decide(
        &self,
        challenge: &Record,
        outcome: &str,
        said: &str,
        answer: Option<Answer>,
        by: Author,
        ids: &dyn Fn() -> Id,
    ) -> Change {
        let slot = at(challenge).unwrap_or_default();
        let mut change = Change::new(format!("challenge of {}: {outcome}", self.code(slot.question())), by.saw);
        let mut set = |field, value| change.set(challenge.id, Kind::Challenge, field, value);
        set(Field::Outcome, Value::text(outcome));
        set(Field::Reply, Value::text(said));
        set(Field::ReplyWho, Value::text(by.who));
        set(Field::ReplyDay, Value::Date(by.today));
        if let Some(answer) = answer {
            let reason = if said.is_empty() { challenge.text(Field::Text) } else { said };
            change.edits.extend(self.correct(slot, answer, &format!("Challenge: {reason}"), by, ids).edits);
        }
        change
    }

    /// An answer of a locked review is corrected: the answer, what the skip rules make of it, and for each that changes a
    /// record of what stood there and why.
    #[must_use]
    pub fn correct(&self, slot: Slot, answer: Answer, reason: &str, by: Author, ids: &dyn Fn() -> Id) -> Change {
        let mut change = self.put(slot, answer, by.saw);
        change.words = format!("correction of {}", change.words);
        let given: Vec<(Slot, i64)> = change
            .edits
            .iter()
            .filter_map(|edit| match (&edit.field, &edit.value) {
                (Field::Given, Value::Int(after)) => Some((edit.slot, *after)),
                _ => None,
            })
            .collect();
        for (slot, after) in given {
            let id = ids();
            let mut set = |field, value| change.set(id, Kind::Correction, field, value);
            set(Field::Review, Value::Record(self.file.line.id));
            set(Field::At, Value::Int(i64::from(slot.0)));
            set(Field::Before, Value::Int(i64::from(self.answer(slot).byte())));
            set(Field::After, Value::Int(after));
            set(Field::Reason, Value::text(reason));
            set(Field::Part, Value::text("correction"));
            set(Field::Who, Value::text(by.who));
            set(Field::Day, Value::Date(by.today));
        }
        change
    }
}
