//! Frozen versions of a Mini PIP: what of a plan is its text, how a version is made of it, and whether the text has changed
//! since (`assets/help/rules.md`, Mini PIP). What two versions differ in is in `frozen/compare.rs`; drawing is not here.

mod apart;
pub mod compare;
pub mod snapshot;
mod split;

use sha2::{Digest, Sha256};

use super::book::Book;
use super::change::{Author, Change};
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::Stage;
use super::order;
use super::record::Record;
use super::value::Value;

pub use snapshot::{Entry, Said, Snapshot, SnapshotFault};

/// Who is given a version when it is submitted, if no earlier one says otherwise.
pub const RECIPIENTS: [&str; 2] = ["Quality assurance unit", "Citizen review panel"];

/// Whether a field of a part of a plan is the plan's text: what is agreed to and signed, and read-only after the release.
/// Progress is not: days of work, evidence, notes, results. A person known only from attendance has no text at all:
/// [`holds_text`].
#[must_use]
pub fn is_text(kind: Kind, field: Field) -> bool {
    use Field as F;
    let own = match kind {
        Kind::MiniPip => {
            return matches!(
                field,
                F::Title
                    | F::Office
                    | F::District
                    | F::ImplementationDate
                    | F::Areas
                    | F::Meeting
                    | F::Strategies
                    | F::Implementation
                    | F::Schedule
                    | F::Measurement
                    | F::Assistance
                    | F::GoalsServed
            );
        }
        Kind::PipPerson => {
            matches!(field, F::Part | F::Name | F::Organisation | F::Category | F::Phone | F::Email | F::HelpsWith | F::Elements)
        }
        Kind::Element => matches!(
            field,
            F::Title
                | F::Strategy
                | F::Priority
                | F::Domain
                | F::Factors
                | F::Responsible
                | F::From
                | F::Until
                | F::Partners
                | F::Instrument
                | F::Question
        ),
        Kind::Goal => matches!(field, F::Term | F::Text | F::Measure | F::Baseline | F::Target | F::By),
        Kind::Row => matches!(
            field,
            F::Part
                | F::Text
                | F::People
                | F::Evidence
                | F::Completion
                | F::CompletionDue
                | F::CompletionRepeat
                | F::FollowUp
                | F::FollowUpDue
                | F::FollowUpRepeat
        ),
        Kind::Evaluation => matches!(field, F::Method | F::Measure | F::Frequency | F::Who),
        Kind::Agreement => matches!(field, F::Role | F::Name),
        Kind::Timeline => matches!(field, F::Day | F::DayText | F::Activity | F::Comment),
        _ => return false,
    };
    own || matches!(field, F::Gone | F::Position) || kind.parent() == Some(field)
}

/// Whether a record of a plan is part of its text at all: not a person known only from attendance.
#[must_use]
pub fn holds_text(record: &Record) -> bool {
    match record.kind {
        Kind::MiniPip => true,
        Kind::PipPerson => record.text(Field::Part) != "attendee",
        kind => is_text(kind, Field::Gone),
    }
}

/// The fingerprint of a plan's text as it stands: SHA-256 of its canonical form, as 64 hexadecimal digits.
#[must_use]
pub fn digest(book: &Book, plan: Id) -> String {
    digest_of(&Snapshot::take(book, plan).to_bytes())
}

/// The fingerprint of a version's stored bytes.
#[must_use]
pub fn digest_of(content: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(content).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Freezes the plan's text as its next version, in a change that is being put together. A version that is submitted gets a
/// line for each who receives it ([`give`]). Gives the version's id.
pub fn freeze(change: &mut Change, book: &Book, plan: Id, title: &str, stage: Stage, author: &Author, fresh: &mut dyn FnMut() -> Id) -> Id {
    let version = keep(change, book, plan, title, stage, author, fresh);
    if stage == Stage::Submitted {
        give(change, book, plan, version, author, fresh);
    }
    version
}

/// The same, given to nobody: a version that is only kept.
pub fn keep(change: &mut Change, book: &Book, plan: Id, title: &str, stage: Stage, author: &Author, fresh: &mut dyn FnMut() -> Id) -> Id {
    let (version, snapshot) = (fresh(), fresh());
    let content = Snapshot::take(book, plan).to_bytes();
    let number = versions(book, plan).iter().filter_map(|v| v.int(Field::Number)).max().unwrap_or(0) + 1;
    let facts = [
        (Field::MiniPip, Value::Record(plan)),
        (Field::Number, Value::Int(number)),
        (Field::Title, Value::text(title.trim())),
        (Field::Stage, Value::text(stage.code())),
        (Field::Day, Value::Date(author.today)),
        (Field::Who, Value::text(author.who)),
        (Field::Digest, Value::text(digest_of(&content))),
    ];
    for (field, value) in facts {
        if !value.is_none() {
            change.set(version, Kind::Frozen, field, value);
        }
    }
    change.set(snapshot, Kind::Snapshot, Field::Frozen, Value::Record(version));
    change.set(snapshot, Kind::Snapshot, Field::Content, Value::Bytes(content));
    version
}

/// Gives a version to those who receive it: the same as last time, sent today. Each such version is a round of negotiation.
pub fn give(change: &mut Change, book: &Book, plan: Id, version: Id, author: &Author, fresh: &mut dyn FnMut() -> Id) {
    let names = usual_recipients(book, plan);
    for (name, place) in names.iter().zip(order::spread(names.len())) {
        let line = fresh();
        change.set(line, Kind::Recipient, Field::Frozen, Value::Record(version));
        change.set(line, Kind::Recipient, Field::Position, Value::text(place));
        change.set(line, Kind::Recipient, Field::Name, Value::text(name));
        change.set(line, Kind::Recipient, Field::Sent, Value::Date(author.today));
    }
}

/// Those who received the newest version that was given to anyone; the two usual ones if none was.
fn usual_recipients(book: &Book, plan: Id) -> Vec<String> {
    let names = |version: &&Record| -> Vec<String> {
        let lines = book.parts(version.id, Kind::Recipient);
        lines.iter().map(|line| line.text(Field::Name).to_owned()).filter(|name| !name.is_empty()).collect()
    };
    versions(book, plan).iter().rev().map(names).find(|names| !names.is_empty()).unwrap_or_else(|| RECIPIENTS.map(str::to_owned).to_vec())
}

/// The frozen versions of a plan, the oldest first.
#[must_use]
pub fn versions(book: &Book, plan: Id) -> Vec<&Record> {
    book.parts(plan, Kind::Frozen)
}

/// The newest frozen version of a plan that was made at a stage; of any stage for none.
#[must_use]
pub fn newest(book: &Book, plan: Id, stage: Option<Stage>) -> Option<&Record> {
    versions(book, plan).into_iter().rev().find(|version| stage.is_none_or(|stage| version.text(Field::Stage) == stage.code()))
}

/// The version that is signed by signing now: the newest final one, or the newest of all.
#[must_use]
pub fn to_sign(book: &Book, plan: Id) -> Option<&Record> {
    newest(book, plan, Some(Stage::Final)).or_else(|| newest(book, plan, None))
}

/// The version that an agreement was signed for, if it is signed and the version is there.
#[must_use]
pub fn signed_for<'a>(book: &'a Book, agreement: &Record) -> Option<&'a Record> {
    agreement.date(Field::Signed)?;
    book.get(agreement.record(Field::Frozen)?).filter(|version| book.is_live(version))
}

/// The version an agreement is for, once its date is as it is now: signing takes the version that is to be signed, another
/// date only where it is one of a later version, and no date takes it away. `before` is the agreement as it was.
#[must_use]
pub fn version_signed(book: &Book, plan: Id, before: Option<&Record>, signed: Option<chrono::NaiveDate>) -> Option<Id> {
    let signed = signed?;
    let offered = to_sign(book, plan);
    let kept = before.and_then(|agreement| signed_for(book, agreement));
    let was = before.and_then(|agreement| agreement.date(Field::Signed));
    match (kept, offered) {
        (Some(kept), Some(offered)) => {
            let frozen = offered.date(Field::Day);
            let anew = was < frozen && frozen <= Some(signed);
            Some(if anew { offered.id } else { kept.id })
        }
        (kept, offered) => kept.or(offered).map(|version| version.id),
    }
}

/// Whether the plan's text is another one than that of a frozen version.
#[must_use]
pub fn changed_since(book: &Book, plan: Id, frozen: &Record) -> bool {
    digest(book, plan) != frozen.text(Field::Digest)
}

/// A version in words: "version 2, final".
#[must_use]
pub fn words(frozen: &Record) -> String {
    let stage = Stage::named(frozen.text(Field::Stage)).map_or("", Stage::words);
    let number = frozen.int(Field::Number).unwrap_or(0);
    if stage.is_empty() { format!("version {number}") } else { format!("version {number}, {stage}") }
}

#[cfg(test)]
mod tests;
