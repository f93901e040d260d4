//! The roll of a meeting: the members in office that day and the guests, and what marking one of them means as edits.

use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::value::Value;

use super::{CAME, Sitting, in_office, members};

/// One line of the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The member; none for a guest by name.
    pub member: Option<&'a Record>,
    /// The attendance, if it was taken.
    pub presence: Option<&'a Record>,
    /// Whether they were in office that day.
    pub in_office: bool,
}

impl Entry<'_> {
    /// Who it is.
    #[must_use]
    pub fn name(&self) -> &str {
        self.member.or(self.presence).map_or("", |record| record.text(Field::Name))
    }

    /// `came`, `excused`, `absent`, or nothing.
    #[must_use]
    pub fn status(&self) -> &str {
        self.presence.map_or("", |presence| presence.text(Field::Status))
    }
}

/// The roll of a meeting: members in office on its day in their order, then members who came out of office, then guests.
#[must_use]
pub fn roll<'a>(book: &'a Book, meeting: &Record) -> Vec<Entry<'a>> {
    let lines = book.parts(meeting.id, Kind::Presence);
    let Some(committee) = meeting.parent() else { return Vec::new() };
    let day = meeting.date(Field::Day);
    let seated = match day {
        Some(day) => members(book, committee, day),
        None => Vec::new(),
    };
    let presence_of = |member: Id| lines.iter().copied().find(|line| line.record(Field::Member) == Some(member));
    let mut roll: Vec<Entry> =
        seated.iter().map(|member| Entry { member: Some(member), presence: presence_of(member.id), in_office: true }).collect();
    for line in lines {
        let member = line.record(Field::Member).and_then(|id| book.get(id)).filter(|member| !member.gone);
        if member.is_some_and(|member| seated.iter().any(|seat| seat.id == member.id)) {
            continue;
        }
        if member.is_some() || !line.text(Field::Name).is_empty() {
            roll.push(Entry { member, presence: Some(line), in_office: false });
        }
    }
    roll
}

/// Marks somebody of the roll. The first mark of a planned meeting says that it was held. Gives the attendance.
pub fn mark(book: &Book, meeting: &Record, entry: &Entry, status: &str, ids: &dyn Fn() -> Id, change: &mut Change) -> Id {
    let line = entry.presence.map_or_else(
        || {
            let id = begin(book, meeting, ids, change);
            if let Some(member) = entry.member {
                change.set(id, Kind::Presence, Field::Member, Value::Record(member.id));
            }
            id
        },
        |presence| presence.id,
    );
    change.set(line, Kind::Presence, Field::Status, Value::text(status));
    if !status.is_empty() {
        held(meeting, change);
    }
    line
}

/// Puts a guest on the roll. A name that is a member's, whoever typed it, is that member: gives the attendance, or none if there is
/// no name.
pub fn guest(book: &Book, meeting: &Record, name: &str, ids: &dyn Fn() -> Id, change: &mut Change) -> Option<Id> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let same = |other: &str| other.trim().to_lowercase() == name.to_lowercase();
    let known = roll(book, meeting);
    if let Some(entry) = known.iter().find(|entry| same(entry.name())) {
        return Some(mark(book, meeting, entry, CAME, ids, change));
    }
    let parts = meeting.parent().map(|committee| book.parts(committee, Kind::Member)).unwrap_or_default();
    let member = parts.into_iter().find(|member| same(member.text(Field::Name)));
    let id = begin(book, meeting, ids, change);
    match member {
        Some(member) => change.set(id, Kind::Presence, Field::Member, Value::Record(member.id)),
        None => change.set(id, Kind::Presence, Field::Name, Value::text(name)),
    }
    change.set(id, Kind::Presence, Field::Status, Value::text(CAME));
    held(meeting, change);
    Some(id)
}

/// Marks as having come all members in office of whom nothing is said yet; how many there were.
pub fn rest_came(book: &Book, meeting: &Record, ids: &dyn Fn() -> Id, change: &mut Change) -> usize {
    let roll = roll(book, meeting);
    let rest: Vec<&Entry> = roll.iter().filter(|entry| entry.in_office && entry.status().is_empty()).collect();
    for entry in &rest {
        mark(book, meeting, entry, CAME, ids, change);
    }
    rest.len()
}

fn held(meeting: &Record, change: &mut Change) {
    let said = change.edits.iter().any(|edit| edit.record == meeting.id && edit.field == Field::Status);
    if Sitting::of(meeting) == Sitting::Planned && !said {
        change.set(meeting.id, Kind::Session, Field::Status, Value::text(Sitting::Held.code()));
    }
}

/// A new line of attendance at the end, after those that this change has made so far.
fn begin(book: &Book, meeting: &Record, ids: &dyn Fn() -> Id, change: &mut Change) -> Id {
    let stored = book.parts(meeting.id, Kind::Presence).last().map(|line| line.text(Field::Position).to_owned());
    let own = change.edits.iter().filter(|edit| edit.kind == Kind::Presence && edit.field == Field::Position);
    let made = own.filter_map(|edit| if let Value::Text(text) = &edit.value { Some(text.clone()) } else { None });
    let last = stored.into_iter().chain(made).max();
    let id = ids();
    change.set(id, Kind::Presence, Field::Session, Value::Record(meeting.id));
    change.set(id, Kind::Presence, Field::Position, Value::text(order::between(last.as_deref(), None)));
    id
}

/// Whether a member was in office on the day of a meeting.
#[must_use]
pub fn was_in_office(member: &Record, meeting: &Record) -> bool {
    meeting.date(Field::Day).is_some_and(|day| in_office(member, day))
}
