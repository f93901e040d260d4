//! Changes asked for by those who received a version, round by round, and what follows from asking and answering
//! (`assets/help/rules.md`, Mini PIP). Versions themselves are in `frozen.rs`.

use super::book::Book;
use super::change::{Author, Edit};
use super::field::Field;
use super::frozen;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::value::Value;

/// The answer of a recipient who wants the plan changed.
pub const WANTS_CHANGES: &str = "changes";

/// How many were answered, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Answered {
    /// Answered.
    pub answered: usize,
    /// Of so many.
    pub of: usize,
}

impl Answered {
    /// Of some changes asked for.
    #[must_use]
    pub fn among(asked: &[&Record]) -> Answered {
        Answered { answered: asked.iter().filter(|asking| !is_open(asking)).count(), of: asked.len() }
    }

    /// In words: "2 of 5 answered".
    #[must_use]
    pub fn words(self) -> String {
        if self.of == 0 { String::new() } else { format!("{} of {} answered", self.answered, self.of) }
    }
}

/// A round of negotiation: a version, and what was asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round<'a> {
    /// The version; none where it is not said.
    pub version: Option<&'a Record>,
    /// What was asked, the open ones first.
    pub asked: Vec<&'a Record>,
}

/// Whether a change asked for waits for its answer.
#[must_use]
pub fn is_open(asking: &Record) -> bool {
    asking.text(Field::Status).is_empty()
}

/// The rounds in which something was asked, and the newest one; the newest first, what belongs to no version last.
#[must_use]
pub fn rounds(book: &Book, plan: Id) -> Vec<Round<'_>> {
    let asked = book.parts(plan, Kind::Asking);
    let of = |version: Option<&Record>| -> Vec<&Record> {
        let known = |id: Id| book.get(id).is_some_and(|v| book.is_live(v));
        let own = |asking: &&&Record| asking.record(Field::Frozen).filter(|id| known(*id)) == version.map(|v| v.id);
        let mut own: Vec<&Record> = asked.iter().filter(own).copied().collect();
        own.sort_by_key(|asking| !is_open(asking));
        own
    };
    let versions = frozen::versions(book, plan);
    let mut rounds: Vec<Round> = versions.iter().rev().map(|version| Round { version: Some(version), asked: of(Some(version)) }).collect();
    let newest = given(book, plan).map(|version| version.id);
    rounds.retain(|round| !round.asked.is_empty() || round.version.map(|v| v.id) == newest);
    let alone = of(None);
    if !alone.is_empty() || rounds.is_empty() {
        rounds.push(Round { version: None, asked: alone });
    }
    rounds
}

/// The version that a change asked for now is about: the newest one that was given to somebody, or the newest of all.
#[must_use]
pub fn given(book: &Book, plan: Id) -> Option<&Record> {
    let was_given = |version: &&Record| !book.parts(version.id, Kind::Recipient).is_empty();
    frozen::versions(book, plan).into_iter().rev().find(was_given).or_else(|| frozen::newest(book, plan, None))
}

/// What is filled in besides when a cell of a change asked for was written: who answered and when, and that the recipient
/// who asked wants changes. `now` is the record as it is then.
#[must_use]
pub fn follows(book: &Book, now: &Record, written: Field, author: &Author) -> Vec<Edit> {
    match written {
        Field::Status => answered(now, author),
        Field::Who | Field::Text => wants_changes(book, now, author).into_iter().flatten().collect(),
        _ => Vec::new(),
    }
}

fn answered(now: &Record, author: &Author) -> Vec<Edit> {
    let set = |field, value| Edit::new(now.id, Kind::Asking, field, value);
    if is_open(now) {
        return vec![set(Field::ReplyWho, Value::None), set(Field::ReplyDay, Value::None)];
    }
    let mut edits = Vec::new();
    if now.get(Field::ReplyWho).is_none() {
        edits.push(set(Field::ReplyWho, Value::text(author.who)));
    }
    if now.get(Field::ReplyDay).is_none() {
        edits.push(set(Field::ReplyDay, Value::Date(author.today)));
    }
    edits
}

/// The line of the recipient who asks, if it says no answer yet.
fn wants_changes(book: &Book, now: &Record, author: &Author) -> Option<[Edit; 2]> {
    let who = now.text(Field::Who).trim().to_lowercase();
    let version = now.record(Field::Frozen).filter(|_| !who.is_empty() && !now.text(Field::Text).is_empty())?;
    let lines = book.parts(version, Kind::Recipient);
    let line = lines.into_iter().find(|line| line.text(Field::Name).trim().to_lowercase() == who)?;
    let day = line.date(Field::Answered).or(now.date(Field::Day)).unwrap_or(author.today);
    line.text(Field::Answer).is_empty().then(|| {
        [
            Edit::new(line.id, Kind::Recipient, Field::Answer, Value::text(WANTS_CHANGES)),
            Edit::new(line.id, Kind::Recipient, Field::Answered, Value::Date(day)),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Seen;

    fn id(n: u8) -> Id {
        Id([n; 16])
    }

    fn put(book: &mut Book, kind: Kind, n: u8, parent: u8, fields: &[(Field, &str)]) {
        if let Some(field) = kind.parent() {
            book.set(kind, id(n), field, Value::Record(id(parent)));
        }
        for (field, text) in fields {
            book.set(kind, id(n), *field, Value::text(*text));
        }
    }

    /// Two versions; the first was given to the panel. Three changes asked for.
    fn book() -> Book {
        let mut book = Book::default();
        put(&mut book, Kind::MiniPip, 1, 0, &[(Field::Title, "Plan")]);
        for n in [2, 3] {
            put(&mut book, Kind::Frozen, n, 1, &[(Field::Stage, "submitted")]);
            book.set(Kind::Frozen, id(n), Field::Number, Value::Int(i64::from(n) - 1));
        }
        put(&mut book, Kind::Recipient, 4, 2, &[(Field::Name, "Citizen review panel")]);
        for (n, place, status) in [(5, "b", "made"), (6, "c", ""), (7, "d", "declined")] {
            put(&mut book, Kind::Asking, n, 1, &[(Field::Position, place), (Field::Text, "more visits"), (Field::Status, status)]);
            book.set(Kind::Asking, id(n), Field::Frozen, Value::Record(id(2)));
        }
        book
    }

    #[test]
    fn rounds_stand_newest_first_with_what_is_open_on_top() {
        let mut book = book();
        let seen = |book: &Book| -> Vec<(Option<Id>, Vec<u8>)> {
            rounds(book, id(1)).iter().map(|r| (r.version.map(|v| v.id), r.asked.iter().map(|a| a.id.0[0]).collect())).collect()
        };
        assert_eq!(seen(&book), [(Some(id(2)), vec![6, 5, 7])], "version 2 was given to nobody");
        assert_eq!(Answered::among(&rounds(&book, id(1))[0].asked).words(), "2 of 3 answered");
        put(&mut book, Kind::Recipient, 8, 3, &[(Field::Name, "Citizen review panel")]);
        put(&mut book, Kind::Asking, 9, 1, &[(Field::Text, "by telephone")]);
        assert_eq!(seen(&book), [(Some(id(3)), vec![]), (Some(id(2)), vec![6, 5, 7]), (None, vec![9])]);
        assert_eq!(given(&book, id(1)).map(|v| v.id), Some(id(3)));
        assert_eq!(rounds(&Book::default(), id(1)).len(), 1, "a plan without a version has room to ask");
    }

    #[test]
    fn an_answer_says_who_gave_it_and_when_and_asking_is_the_recipients_answer() {
        let book = book();
        let author = Author { who: "Ada Fields", today: "2026-03-10".parse().unwrap(), saw: Seen(0) };
        let mut asking = book.get(id(6)).unwrap().clone();
        asking.set(Field::Status, Value::text("made"));
        let edits = follows(&book, &asking, Field::Status, &author);
        let shown: Vec<(Field, Value)> = edits.into_iter().map(|e| (e.field, e.value)).collect();
        let today = Value::Date(author.today);
        assert_eq!(shown, [(Field::ReplyWho, Value::text("Ada Fields")), (Field::ReplyDay, today.clone())]);
        asking.set(Field::ReplyDay, Value::Date("2026-03-01".parse().unwrap()));
        asking.set(Field::ReplyWho, Value::text("Bo"));
        assert!(follows(&book, &asking, Field::Status, &author).is_empty(), "what is typed stands");
        asking.set(Field::Status, Value::None);
        assert!(follows(&book, &asking, Field::Status, &author).iter().all(|e| e.value.is_none()));
        asking.set(Field::Who, Value::text("citizen review panel"));
        let edits = follows(&book, &asking, Field::Who, &author);
        let shown: Vec<(Id, Field, Value)> = edits.into_iter().map(|e| (e.record, e.field, e.value)).collect();
        assert_eq!(shown, [(id(4), Field::Answer, Value::text("changes")), (id(4), Field::Answered, today)]);
        asking.set(Field::Who, Value::text("someone else"));
        assert!(follows(&book, &asking, Field::Who, &author).is_empty());
    }
}
