//! The lines of the form's sections apart from the matrix: cover, overview, agreements, timeline, collaborators, evaluation.

use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::is_collaborator;
use crate::domain::process_dates;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::widgets::meaning::Meaning;

use super::super::begin::MEMBERS;
use super::super::fields::{COVER_FORM, Labelled};
use super::super::texts::{Texts, Unread};
use super::{Goes, Line, Page, Said, Tab, count};

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
        Tab::Timeline => timeline(cx, plan),
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

/// Section IV: what is typed, then the dates that appear by themselves.
fn timeline(cx: &Context, plan: Id) -> Vec<Line> {
    let dated = |r: &Record| r.date(Field::Day).is_some();
    let typed = list(cx.book, plan, Kind::Timeline, |_| true);
    let mut lines = headed(cx.book, "Meetings and other dates of the process", "dated", typed, dated);
    let derived = process_dates::derived(cx.book, plan);
    let known = count(derived.len(), "date", "dates");
    for (at, date) in derived.into_iter().enumerate() {
        let day = date.day.map_or(String::new(), |day| dates::show(day, cx.day_first));
        let mut line = Line::saying(plan).says(0, day, Meaning::Text).says(1, date.activity, Meaning::Text);
        line = line.says(2, date.comment, Meaning::Muted).goes(Goes::Record(date.record, Some(date.field)));
        if at == 0 {
            line = line.under("Known from meetings, stages and the cover", known.clone());
        }
        lines.push(line);
    }
    lines
}

/// Adds to the agreements which version was signed, and whether the text has changed since.
pub fn signed_as(lines: &mut [Line], cx: &Context, plan: Id, texts: &Texts) {
    for line in lines {
        let Some(agreement) = cx.book.get(line.record) else { continue };
        let signed = agreement.date(Field::Signed).is_some();
        let mut say = |column, text: String, meaning| line.says.push(Said { column, text, meaning });
        match frozen::signed_for(cx.book, agreement) {
            _ if signed && agreement.text(Field::Name).trim().is_empty() => {
                say(3, "a date without a name".to_owned(), Meaning::Warn);
                say(4, "Signed is who has a name and a date.".to_owned(), Meaning::Muted);
            }
            Some(version) => {
                let (words, meaning) = match texts.changes(cx, plan, version, None) {
                    Ok(0) => ("unchanged".to_owned(), Meaning::Good),
                    Ok(n) => (format!("changed since: {}", count(n, "change", "changes")), Meaning::Warn),
                    Err(Unread::NotYet) => ("changed since".to_owned(), Meaning::Warn),
                    Err(Unread::Fault(_)) => ("changed since; its text is damaged".to_owned(), Meaning::Error),
                };
                say(3, frozen::words(version), Meaning::Text);
                say(4, words, meaning);
                line.goes = Some(Goes::Page(Page::Compare(version.id, None)));
            }
            None if signed => {
                say(3, "no frozen version".to_owned(), Meaning::Warn);
                say(4, "Nothing was frozen when this was signed.".to_owned(), Meaning::Muted);
            }
            None => say(3, "not signed".to_owned(), Meaning::Muted),
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

/// The cover: the plan, then its people: the lead, the co-lead, and the team members, numbered, with as many lines as the form has.
#[must_use]
pub fn cover(book: &Book, plan: Id) -> Vec<Line> {
    let mut lines = form(&COVER_FORM, plan, Kind::MiniPip, plan);
    lines[0].band = Some(("The plan".to_owned(), String::new()));
    let people = lines.len();
    let parts = book.parts(plan, Kind::PipPerson);
    let empty = |part: &'static str, number: usize| Line {
        number,
        starts: vec![(Field::Part, Value::text(part))],
        ..Line::blank(Kind::PipPerson, plan)
    };
    for (part, least) in [("lead", 1), ("co-lead", 1), ("member", MEMBERS)] {
        let there: Vec<&&Record> = parts.iter().filter(|person| person.text(Field::Part) == part).collect();
        lines.extend(there.iter().enumerate().map(|(at, person)| Line::of(person, plan, at + 1)));
        // A further member always finds a line.
        let least = if part == "member" { least.max(there.len() + 1) } else { least };
        lines.extend((there.len()..least).map(|at| empty(part, at + 1)));
    }
    let n = lines[people..].iter().filter(|line| line.record != Id::NIL).count();
    lines[people].band = Some(("Lead, co-lead and team members".to_owned(), count(n, "person", "people")));
    lines
}
