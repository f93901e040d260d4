//! Attendance of a meeting: the members in office that day, marked by one letter each, and the guests by name.

use crate::command::Context;
use crate::domain::committee::{ABSENT, CAME, EXCUSED, Known, Sitting, roll};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::{Choices, day_words};

const STATUSES: Choices = &[(CAME, "came"), (EXCUSED, "excused"), (ABSENT, "absent")];

/// The page.
pub fn page(meeting: Id, cx: &Context) -> Page {
    let columns = vec![
        Column::new("Name", 26).between(18, 36),
        Column::new("Came?", 12),
        Column::new("Role", 18).between(10, 26),
        Column::new("Organisation", 28).between(14, 44),
        Column::new("Sits here", 22),
    ];
    let mut page = Page::new(columns, "");
    page.fixed = "Members are named on the committee's page: Esc, then Ctrl-N".into();
    page.also = Some(also);
    let Some(record) = cx.book.get(meeting) else { return page };
    let roll = roll::roll(cx.book, record);
    let seated = roll.iter().filter(|entry| entry.in_office).count();
    for (at, entry) in roll.iter().enumerate() {
        let mut line = line(meeting, entry, cx);
        if at == 0 && seated > 0 {
            line = line.under(format!("In office on {}", day_words(record)), Known::of(cx.book, record).words());
        } else if at == seated {
            line = line.under("Guests", "");
        }
        page.lines.push(line);
    }
    let cells = vec![Cell::asks("Add a guest", Field::Name, Means::Line)];
    let mut guest = Line::blank(Kind::Presence, Some(meeting), cells).with(Field::Status, Value::text(CAME)).called("a guest");
    if roll.len() == seated {
        let none = if record.date(Field::Day).is_none() {
            "The meeting has no date yet: nobody can be said to be in office"
        } else {
            "Nobody was in office that day"
        };
        guest = guest.under("Guests", if seated == 0 { none } else { "" });
    }
    page.lines.push(guest);
    page
}

fn line(meeting: Id, entry: &roll::Entry, cx: &Context) -> Line {
    let glyphs = Glyphs::UNICODE;
    let (sign, meaning) = match entry.status() {
        CAME => (glyphs.done, Meaning::Good),
        EXCUSED => (glyphs.dropped, Meaning::Muted),
        ABSENT => (glyphs.warning, Meaning::Warn),
        _ => (glyphs.nothing, Meaning::Muted),
    };
    let word = STATUSES.iter().find(|(code, _)| *code == entry.status()).map_or("", |(_, words)| *words);
    let status = match entry.presence {
        Some(presence) => Cell::field(presence, Field::Status, Means::Choice(STATUSES), cx),
        None => Cell::asks("", Field::Status, Means::Choice(STATUSES)),
    };
    let status = Cell { text: format!("{sign} {word}").trim_end().to_owned(), meaning, ..status };
    let member = entry.member;
    let text = |field| member.map_or("", |member| member.text(field)).to_owned();
    let sits = match (member, entry.in_office) {
        (Some(_), true) => "member",
        (Some(_), false) => "not in office that day",
        (None, _) => "guest",
    };
    let name = match (member, entry.presence) {
        (None, Some(presence)) => Cell::field(presence, Field::Name, Means::Line, cx),
        _ => Cell::words(entry.name(), Meaning::Text),
    };
    let cells = vec![
        name,
        status,
        Cell::words(text(Field::Role), Meaning::Text),
        Cell::words(text(Field::Organisation), Meaning::Text),
        Cell::words(sits, Meaning::Muted),
    ];
    let called = format!("attendance of '{}'", crate::panes::sheet::brief(entry.name()));
    match (entry.presence, member) {
        (Some(presence), _) => Line::of(presence, cells),
        (None, Some(member)) => Line::blank(Kind::Presence, Some(meeting), cells).with(Field::Member, Value::Record(member.id)),
        (None, None) => Line::words(Id::NIL, cells),
    }
    .called(called)
}

/// A mark says that a planned meeting was held; a name of the roll is no second person.
fn also(cx: &Context, slot: &crate::panes::sheet::Slot, edits: &mut Vec<crate::domain::change::Edit>) -> Result<(), String> {
    let of = |field| edits.iter().find(|edit| edit.field == field).map(|edit| edit.value.clone());
    let stored = cx.book.get(slot.record).and_then(Record::parent);
    let meeting = match of(Field::Session) {
        Some(Value::Record(id)) => Some(id),
        _ => stored,
    };
    let Some(meeting) = meeting.and_then(|id| cx.book.get(id)) else { return Ok(()) };
    if let (Field::Name, Some(Value::Text(name))) = (slot.field, of(Field::Name)) {
        let same = |entry: &&roll::Entry| entry.name().trim().to_lowercase() == name.trim().to_lowercase();
        let known = roll::roll(cx.book, meeting);
        if let Some(entry) = known.iter().find(same).filter(|entry| entry.presence.is_none_or(|presence| presence.id != slot.record)) {
            return Err(format!("{} is on the list already: mark them there", entry.name()));
        }
    }
    let marked = matches!(of(Field::Status), Some(Value::Text(_)));
    if marked && Sitting::of(meeting) == Sitting::Planned {
        let held = Value::text(Sitting::Held.code());
        edits.push(crate::domain::change::Edit::new(meeting.id, Kind::Session, Field::Status, held));
    }
    Ok(())
}

/// What stands beneath the list.
pub fn detail(record: Option<&Record>, _: &Context) -> [String; 2] {
    let keys = "c came, e excused, a absent; Ctrl-K marks all others as having come.";
    let guest = record.is_some_and(|record| record.kind == Kind::Presence && record.record(Field::Member).is_none());
    let more = if guest {
        "Guests take no seat; they are counted apart. Ctrl-D takes the name off the list."
    } else {
        "Guests: type names into the last line, or paste them. Delete takes a mark back."
    };
    [keys.to_owned(), more.to_owned()]
}
