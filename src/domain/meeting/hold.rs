//! A new meeting: its agenda from the template of its sort, and those who are invited.

use super::{INVITED, Sort, attendance_of};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// Those of the plan who organise it, when nobody else is invited yet.
const INSIDE: [&str; 3] = ["panel member", "local office", "state office"];

/// Plans a meeting of a sort: title, host, agenda, invitations. The date is still to be set.
pub fn hold(book: &Book, plan: Id, sort: Sort, ids: &dyn Fn() -> Id, change: &mut Change) -> Id {
    let meeting = ids();
    let place = order::between(book.parts(plan, Kind::Meeting).last().map(|last| last.text(Field::Position)), None);
    change.set(meeting, Kind::Meeting, Field::MiniPip, Value::Record(plan));
    let texts = [
        (Field::Position, place.as_str()),
        (Field::Part, sort.code()),
        (Field::Title, sort.title()),
        (Field::Host, sort.host()),
        (Field::Note, sort.hint()),
    ];
    for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        change.set(meeting, Kind::Meeting, field, Value::text(text));
    }
    for (point, place) in sort.agenda().iter().zip(order::spread(sort.agenda().len())) {
        let item = ids();
        change.set(item, Kind::AgendaItem, Field::Gathering, Value::Record(meeting));
        change.set(item, Kind::AgendaItem, Field::Position, Value::text(place));
        change.set(item, Kind::AgendaItem, Field::Text, Value::text(point.text));
        change.set(item, Kind::AgendaItem, Field::Length, Value::Int(point.minutes));
        change.set(item, Kind::AgendaItem, Field::Who, Value::text(point.who));
    }
    let people = invited(book, plan, sort);
    for (person, place) in people.iter().zip(order::spread(people.len())) {
        let line = ids();
        change.set(line, Kind::Attendance, Field::Gathering, Value::Record(meeting));
        change.set(line, Kind::Attendance, Field::Position, Value::text(place));
        change.set(line, Kind::Attendance, Field::Person, Value::Record(person.id));
        change.set(line, Kind::Attendance, Field::Status, Value::text(INVITED));
    }
    meeting
}

/// Whom a meeting of a sort invites: the team and the collaborators, and whoever came to an earlier meeting and did not
/// ask to be left alone. The organising meeting is for the team, the panel and the offices.
#[must_use]
pub fn invited(book: &Book, plan: Id, sort: Sort) -> Vec<&Record> {
    let meetings = book.parts(plan, Kind::Meeting);
    let wanted = |person: &&Record| {
        let team = matches!(person.text(Field::Part), "lead" | "co-lead" | "member");
        if person.text(Field::Name).is_empty() || person.text(Field::Asked) == "declined" {
            return false;
        }
        match sort {
            Sort::Organising => team || INSIDE.contains(&person.text(Field::Category)),
            _ if team || person.text(Field::Part) != "attendee" => true,
            _ => person.text(Field::Consent) != "no" && meetings.iter().any(|m| attendance_of(book, m.id, person.id).is_some()),
        }
    };
    book.parts(plan, Kind::PipPerson).into_iter().filter(wanted).collect()
}
