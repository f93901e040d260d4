//! The lines of the form's sections apart from the matrix: cover, overview, agreements, timeline, collaborators, evaluation.

use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::is_collaborator;
use crate::domain::record::Record;

use super::super::choices::PARTS;
use super::super::fields::{COVER_FORM, Labelled};
use super::{Line, Tab, count};

/// Whether a person stands on the cover.
#[must_use]
pub fn on_cover(person: &Record) -> bool {
    matches!(person.text(Field::Part), "lead" | "co-lead" | "member")
}

/// The lines of a section that is a list.
#[must_use]
pub fn section(cx: &Context, tab: Tab, plan: Id) -> Vec<Line> {
    let book = cx.book;
    match tab {
        Tab::Agreements => {
            let signed = |r: &Record| r.date(Field::Signed).is_some();
            let lines = list(book, plan, Kind::Agreement, |_| true);
            headed(book, "They agree to the content and the terms of this plan", "signed", lines, signed)
        }
        Tab::Timeline => {
            let dated = |r: &Record| r.date(Field::Day).is_some();
            headed(book, "Meetings and other dates of the process", "dated", list(book, plan, Kind::Timeline, |_| true), dated)
        }
        Tab::Collaborators => {
            let agreed = |r: &Record| r.text(Field::Asked) == "agreed";
            headed(book, "People and organisations that can help", "agreed", list(book, plan, Kind::PipPerson, is_collaborator), agreed)
        }
        _ => {
            let planned = |r: &Record| !r.text(Field::Frequency).is_empty() && !r.text(Field::Who).is_empty();
            let lines = list(book, plan, Kind::Evaluation, |_| true);
            headed(book, "How the plan's change is measured", "with how often and who", lines, planned)
        }
    }
}

/// Lines of a form about one record.
#[must_use]
pub fn form(fields: &[Labelled], record: Id, kind: Kind, parent: Id) -> Vec<Line> {
    fields.iter().map(|field| Line::form(record, kind, parent, *field)).collect()
}

/// The parts of a whole, and an empty line to go on in.
#[must_use]
pub fn list(book: &Book, plan: Id, kind: Kind, keep: impl Fn(&Record) -> bool) -> Vec<Line> {
    let parts = book.parts(plan, kind).into_iter().filter(|part| keep(part));
    let mut lines: Vec<Line> = parts.enumerate().map(|(at, part)| Line::of(part, plan, at + 1)).collect();
    lines.push(Line::blank(kind, plan));
    lines
}

/// The heading of a list, and how many of its lines have what counts.
#[must_use]
pub fn headed(book: &Book, words: &str, counted: &str, mut lines: Vec<Line>, counts: impl Fn(&Record) -> bool) -> Vec<Line> {
    let there: Vec<&Record> = lines.iter().filter_map(|line| book.get(line.record)).collect();
    let right = match there.len() {
        0 => String::new(),
        n => format!("{} of {n} {counted}", there.iter().filter(|record| counts(record)).count()),
    };
    if let Some(first) = lines.first_mut() {
        first.band = Some((words.to_owned(), right));
    }
    lines
}

/// The cover: the plan, then its people.
#[must_use]
pub fn cover(book: &Book, plan: Id) -> Vec<Line> {
    let mut lines = form(&COVER_FORM, plan, Kind::MiniPip, plan);
    let people = lines.len();
    lines.extend(list(book, plan, Kind::PipPerson, on_cover));
    let rank = |line: &Line| {
        let part = book.get(line.record).map_or("", |p| p.text(Field::Part));
        (line.record == Id::NIL, PARTS.iter().position(|(code, _)| *code == part))
    };
    lines[people..].sort_by_key(rank);
    let members = lines.len() - people - 1;
    lines[0].band = Some(("The plan".to_owned(), String::new()));
    lines[people].band = Some(("Lead, co-lead and team members".to_owned(), count(members, "person", "people")));
    lines
}
