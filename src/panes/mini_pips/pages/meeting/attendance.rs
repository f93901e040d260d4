//! Who is invited to a meeting and who came: names typed quickly or pasted, one key for those who came. A name that the plan
//! knows is that person; a new one becomes a person of the plan.

use crate::command::{Command, Context, Effect};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::{self as rule, Attendee};
use crate::domain::record::Record;
use crate::domain::tsv;
use crate::domain::value::Value;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::super::batch::Batch;
use super::super::super::choices::{ATTENDANCE, CATEGORIES, CONSENT, words_for};
use super::super::super::columns::text;
use super::super::super::slot::{Editor, Slot};
use super::super::super::state::MiniPips;
use super::super::super::words::quoted;
use super::super::{About, Cells, Line, Sheet, count};

/// The empty line at the end takes a name; the other cells belong to the person.
pub const CELLS: Cells = &[Some((Field::Person, Editor::Attendee))];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "",
    adds: "Type a name",
    fixed: "Type a name into the first cell of this line; then its other cells can be filled.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::Paste, Command::NextSection, Command::Cancel, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns() -> Vec<Column> {
    vec![
        text("Name", 18, 32),
        Column::new("Came?", 9),
        text("Organisation", 18, 36),
        text("Category", 14, 20),
        text("Phone", 12, 14),
        text("Email", 26, 36),
        Column::new("May be contacted", 16),
    ]
}

/// Its lines: those on the list in their order, and an empty one for the next name.
#[must_use]
pub fn lines(cx: &Context, plan: Id, meeting: &Record) -> Vec<Line> {
    let listed = rule::listed(cx.book, meeting.id);
    let mut lines: Vec<Line> =
        listed.iter().enumerate().map(|(at, (record, person))| line(plan, meeting.id, record, person, at + 1)).collect();
    let name = Slot { record: Id::NIL, kind: Kind::Attendance, parent: meeting.id, field: Field::Person, editor: Editor::Attendee };
    lines.push(Line { slots: Some(vec![Some(name)]), ..Line::blank(Kind::Attendance, meeting.id) });
    let came = listed.iter().filter(|(line, _)| line.text(Field::Status) == rule::CAME).count();
    let words = match (came, listed.len()) {
        (_, 0) => "Attendance".to_owned(),
        (0, n) => format!("{n} on the list, nobody marked as having come"),
        (came, n) => format!("{came} came of {n}"),
    };
    lines[0].band = Some((words, by_category(&listed, came > 0)));
    lines
}

fn line(plan: Id, meeting: Id, record: &Record, person: &Record, number: usize) -> Line {
    let of = |field, editor| Some(Slot { record: person.id, kind: Kind::PipPerson, parent: plan, field, editor });
    let status =
        Slot { record: record.id, kind: Kind::Attendance, parent: meeting, field: Field::Status, editor: Editor::Choice(ATTENDANCE) };
    let glyphs = Glyphs::UNICODE;
    let (sign, meaning) = match record.text(Field::Status) {
        rule::CAME => (glyphs.done, Meaning::Good),
        rule::EXCUSED => (glyphs.dropped, Meaning::Muted),
        _ => (glyphs.not_started, Meaning::Text),
    };
    let slots = vec![
        of(Field::Name, Editor::Line),
        Some(status),
        of(Field::Organisation, Editor::Line),
        of(Field::Category, Editor::Suggest(CATEGORIES)),
        of(Field::Phone, Editor::Line),
        of(Field::Email, Editor::Line),
        of(Field::Consent, Editor::Choice(CONSENT)),
    ];
    let line = Line { slots: Some(slots), ..Line::of(record, meeting, number) };
    line.says(1, format!("{sign} {}", words_for(ATTENDANCE, record.text(Field::Status))).trim_end().to_owned(), meaning)
}

/// `4 community partner, 2 panel member`: of those who came, or, before anybody did, of those on the list.
fn by_category(listed: &[(&Record, &Record)], came: bool) -> String {
    let counted = listed.iter().filter(|(line, _)| !came || line.text(Field::Status) == rule::CAME);
    let mut found: Vec<(&str, usize)> = Vec::new();
    for (_, person) in counted {
        let category = person.text(Field::Category);
        match found.iter_mut().find(|(known, _)| *known == category) {
            Some((_, n)) => *n += 1,
            None => found.push((category, 1)),
        }
    }
    found.sort_by_key(|(category, n)| (category.is_empty(), std::cmp::Reverse(*n)));
    let words = |(category, n): &(&str, usize)| format!("{n} {}", if category.is_empty() { "without category" } else { category });
    if found.iter().all(|(category, _)| category.is_empty()) {
        String::new()
    } else {
        found.iter().map(words).collect::<Vec<_>>().join(", ")
    }
}

/// What it does with a command.
pub fn act(pane: &mut MiniPips, meeting: Id, command: Command, sheet: &Sheet, cx: &Context) -> Option<Vec<Effect>> {
    match command {
        Command::InsertRow => {
            let last = sheet.lines.len().saturating_sub(1);
            pane.on_grid(cx, |grid, source, area| grid.go(last, 0, source, area));
            Some(Vec::new())
        }
        Command::DeleteRow => Some(strike(pane, sheet, cx)),
        Command::Duplicate => Some(vec![Effect::Refuse("Somebody stands on this list once.".to_owned())]),
        _ => None,
    }
    .filter(|_| cx.book.get(meeting).is_some())
}

/// Takes people off the list; who is known only from here is forgotten.
fn strike(pane: &MiniPips, sheet: &Sheet, cx: &Context) -> Vec<Effect> {
    let chosen = chosen(pane, sheet, cx);
    let mut batch = Batch::new(cx, sheet.plan);
    for line in &chosen {
        batch.set(line.id, Kind::Attendance, Field::Gone, Value::Int(1));
        if let Some(person) = rule::forget(cx.book, line) {
            batch.set(person, Kind::PipPerson, Field::Gone, Value::Int(1));
        }
    }
    match chosen.as_slice() {
        [] => vec![Effect::Refuse("There is nobody on this line.".to_owned())],
        [one] => batch.effect(format!("{} off the list", name_of(cx, one))),
        several => batch.effect(format!("{} people off the list", several.len())),
    }
}

/// Marks those of the chosen lines as having come; if all of them are, takes it back.
pub fn mark(pane: &MiniPips, sheet: &Sheet, cx: &Context) -> Vec<Effect> {
    let chosen = chosen(pane, sheet, cx);
    let back = chosen.iter().all(|line| line.text(Field::Status) == rule::CAME);
    let status = if back { rule::INVITED } else { rule::CAME };
    let mut batch = Batch::new(cx, sheet.plan);
    for line in &chosen {
        batch.set(line.id, Kind::Attendance, Field::Status, Value::text(status));
    }
    let what = if back { "not marked as having come" } else { "came" };
    match chosen.as_slice() {
        [] => vec![Effect::Refuse("There is nobody on this line; type a name first.".to_owned())],
        [one] => batch.effect(format!("{} {what}", name_of(cx, one))),
        several => batch.effect(format!("{} people {what}", several.len())),
    }
}

fn chosen<'a>(pane: &MiniPips, sheet: &Sheet, cx: &Context<'a>) -> Vec<&'a Record> {
    let range = pane.grid(sheet.page).range();
    let lines = sheet.lines.iter().enumerate().filter(|(at, _)| (range.top..=range.bottom).contains(at));
    lines.filter_map(|(_, line)| cx.book.get(line.record)).collect()
}

fn name_of(cx: &Context, line: &Record) -> String {
    line.record(Field::Person).map_or_else(String::new, |person| quoted(cx.book.name(person)))
}

/// Makes people of pasted lines: the first cell of each is a name, the others are known by what is in them. A line of
/// headings is left out.
///
/// # Errors
/// A sentence that names the line at fault; nothing is pasted then.
pub fn paste(plan: Id, meeting: Id, pasted: &str, cx: &Context) -> Result<Vec<Effect>, String> {
    let rows = tsv::parse_tsv(pasted);
    let mut batch = Batch::new(cx, Some(plan));
    let blank = Line::blank(Kind::Attendance, meeting);
    let mut seen: Vec<(String, Id)> = Vec::new();
    let mut people = 0;
    for (at, row) in rows.iter().enumerate() {
        let typed = row.first().map_or("", |cell| cell.trim());
        if typed.is_empty() || (at == 0 && is_heading(typed)) {
            continue;
        }
        if typed.contains('\n') {
            return Err(format!("Row {}: a cell holds several names; paste one name to a line. Nothing was pasted.", at + 1));
        }
        let Some(who) = rule::attendee(cx.book, plan, meeting, typed) else { continue };
        let (person, line) = match who {
            Attendee::Listed { line, person, .. } => (person, line),
            Attendee::Known(person) => (person, attend(cx, &mut batch, &blank, person, &mut seen)),
            Attendee::New(name) => {
                let known = seen.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase()).map(|(_, line)| *line);
                if let Some(line) = known {
                    let person = batch.read(line, Kind::Attendance).record(Field::Person).unwrap_or(Id::NIL);
                    (person, line)
                } else {
                    let person = batch.make(Kind::PipPerson, plan, usize::MAX);
                    batch.set(person, Kind::PipPerson, Field::Part, Value::text("attendee"));
                    batch.set(person, Kind::PipPerson, Field::Name, Value::text(&*name));
                    (person, attend(cx, &mut batch, &blank, person, &mut seen))
                }
            }
        };
        people += 1;
        for cell in row.iter().skip(1).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
            let (record, kind, field, value) = reading(cell, person, line);
            batch.set(record, kind, field, Value::text(value));
        }
    }
    if people == 0 {
        return Err("There is no name in what was copied: the first column holds names. Nothing was pasted.".to_owned());
    }
    Ok(batch.effect(format!("paste of {}", count(people, "person", "people"))))
}

/// A line on the list for a person, once.
fn attend(cx: &Context, batch: &mut Batch, blank: &Line, person: Id, seen: &mut Vec<(String, Id)>) -> Id {
    let name = batch.read(person, Kind::PipPerson).text(Field::Name).to_owned();
    if let Some((_, line)) = seen.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase()) {
        return *line;
    }
    let line = batch.make(Kind::Attendance, blank.parent, usize::MAX);
    super::begin(cx, batch, blank, line);
    batch.set(line, Kind::Attendance, Field::Person, Value::Record(person));
    seen.push((name, line));
    line
}

fn is_heading(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "name" | "names" | "attendee" | "attendees" | "participant" | "person" | "full name")
}

/// What a cell beside a name says: an email, a phone, whether they came, whether they may be contacted, a category, or
/// else where they are from.
fn reading(cell: &str, person: Id, line: Id) -> (Id, Kind, Field, String) {
    let lower = cell.to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    let of_person = |field, value: &str| (person, Kind::PipPerson, field, value.to_owned());
    if let Some((code, _)) = ATTENDANCE.iter().find(|(_, words)| *words == lower) {
        return (line, Kind::Attendance, Field::Status, (*code).to_owned());
    }
    if let Some(category) = CATEGORIES.iter().find(|category| **category == lower) {
        return of_person(Field::Category, category);
    }
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    if is(&["yes", "y"]) {
        of_person(Field::Consent, "yes")
    } else if is(&["no", "n"]) {
        of_person(Field::Consent, "no")
    } else if cell.contains('@') && !cell.contains(char::is_whitespace) {
        of_person(Field::Email, cell)
    } else if digits >= 7 && cell.chars().filter(|c| c.is_alphabetic()).count() <= 4 {
        of_person(Field::Phone, cell)
    } else {
        of_person(Field::Organisation, cell)
    }
}
