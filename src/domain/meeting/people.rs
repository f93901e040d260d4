//! The people of a plan as meetings know them: who is on a list of attendance, who counts as a collaborator, and where
//! somebody is named. A plan has one list of people; what their cells mean when typed is in `matrix.rs`.

use super::{CAME, name};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::record::Record;
use crate::domain::review_moves::same_person;

/// Whether somebody stands in section V: not on the cover, and more than a name on a list of attendance.
#[must_use]
pub fn is_collaborator(person: &Record) -> bool {
    match person.text(Field::Part) {
        "lead" | "co-lead" | "member" => false,
        "attendee" => !person.text(Field::Asked).is_empty(),
        _ => true,
    }
}

/// Everyone on a meeting's list with their line; who was deleted from the plan is not on it.
#[must_use]
pub fn listed(book: &Book, meeting: Id) -> Vec<(&Record, &Record)> {
    let person = |line: &Record| line.record(Field::Person).and_then(|id| book.get(id)).filter(|person| !person.gone && !person.is_empty());
    book.parts(meeting, Kind::Attendance).into_iter().filter_map(|line| Some((line, person(line)?))).collect()
}

/// The line of a person on a meeting's list.
#[must_use]
pub fn attendance_of(book: &Book, meeting: Id, person: Id) -> Option<&Record> {
    book.parts(meeting, Kind::Attendance).into_iter().find(|line| line.record(Field::Person) == Some(person))
}

/// Whom a name typed into a list of attendance means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attendee {
    /// Somebody the plan does not know: the name, without needless blanks.
    New(String),
    /// Somebody of the plan who is not on the list.
    Known(Id),
    /// Somebody on the list: the line, the person, and whether they are marked as having come.
    Listed {
        /// The line on the list.
        line: Id,
        /// The person.
        person: Id,
        /// Whether they came.
        came: bool,
    },
}

/// Whom a name means at a meeting; nobody if it is empty.
#[must_use]
pub fn attendee(book: &Book, plan: Id, meeting: Id, text: &str) -> Option<Attendee> {
    let typed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if typed.is_empty() {
        return None;
    }
    let same: Vec<&Record> =
        book.parts(plan, Kind::PipPerson).into_iter().filter(|person| same_person(person.text(Field::Name), &typed)).collect();
    let listed = same.iter().find_map(|person| attendance_of(book, meeting, person.id).map(|line| (line, person.id)));
    Some(match (listed, same.first()) {
        (Some((line, person)), _) => Attendee::Listed { line: line.id, person, came: line.text(Field::Status) == CAME },
        (None, Some(person)) => Attendee::Known(person.id),
        (None, None) => Attendee::New(typed),
    })
}

/// Where a person is named besides the list of people: `action step 'Train screeners'`, `attendance of the First community
/// meeting`. Who deletes somebody wants to know.
#[must_use]
pub fn named_in(book: &Book, person: Id) -> Vec<String> {
    let Some(plan) = book.get(person).and_then(Record::parent) else { return Vec::new() };
    let has = |record: &Record, field: Field| record.records(field).contains(&person);
    let short = |record: &Record| {
        let line = title(record).lines().next().unwrap_or_default();
        let cut: String = line.chars().take(40).collect();
        if cut.len() < line.len() { format!("{}\u{2026}", cut.trim_end()) } else { cut }
    };
    let mut found = Vec::new();
    for (at, element) in book.parts(plan, Kind::Element).into_iter().enumerate() {
        if has(element, Field::Responsible) {
            found.push(format!("element {} (responsible)", at + 1));
        }
        for row in book.parts(element.id, Kind::Row).into_iter().filter(|row| has(row, Field::People)) {
            let what = if row.text(Field::Part) == "benchmark" { "benchmark" } else { "action step" };
            found.push(format!("{what} '{}', element {}", short(row), at + 1));
        }
    }
    for meeting in book.parts(plan, Kind::Meeting) {
        if attendance_of(book, meeting.id, person).is_some() {
            found.push(format!("attendance of '{}'", name(meeting)));
        }
        for group in book.parts(meeting.id, Kind::Group) {
            if has(group, Field::Presenter) || has(group, Field::Members) {
                found.push(format!("group '{}' of '{}'", short(group), name(meeting)));
            }
        }
        for idea in book.parts(meeting.id, Kind::Idea).into_iter().filter(|idea| has(idea, Field::People)) {
            found.push(format!("idea '{}'", short(idea)));
        }
    }
    found
}

/// The person of a line of attendance, if the plan knows them from nowhere else: they go when the line goes.
#[must_use]
pub fn forget(book: &Book, line: &Record) -> Option<Id> {
    let person = book.get(line.record(Field::Person)?)?;
    let only_here = person.text(Field::Part) == "attendee" && !is_collaborator(person) && person.text(Field::Consent).is_empty();
    (only_here && named_in(book, person.id).len() == 1).then_some(person.id)
}
