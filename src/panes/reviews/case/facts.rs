//! The facts of a case as a form: worker, reviewer, day, period, areas, note.

use super::second_look::Filled;
use super::staff;
use super::state::{After, Asked, Case};
use super::update::refuse;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::entry::{Entry, LONGEST_TEXT};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Area;
use crate::domain::kind::Kind;
use crate::domain::text::{clean, listed};
use crate::domain::value::Value;

/// The word for nobody in a choice of workers.
const NOBODY: &str = "nobody";
/// The most characters of a reviewer's name.
const LONGEST_NAME: usize = 120;

/// The workers that a case of an office can have: those of the office by name, and the one that it has.
fn workers(book: &Book, office: Id, has: Option<Id>) -> Vec<(Id, String)> {
    let of_office = |id: Id| {
        let assigned = book.parts(id, Kind::Assignment);
        assigned.iter().any(|a| a.record(Field::Office) == Some(office))
    };
    let all = book.all(Kind::Worker);
    let there = all.iter().filter(|w| Some(w.id) == has || w.record(Field::Office) == Some(office) || of_office(w.id));
    there.map(|w| (w.id, w.text(Field::Name).to_owned())).collect()
}

/// The supervisor of a worker on a day, by the assignments.
fn supervisor(book: &Book, worker: Id, day: chrono::NaiveDate) -> Option<Id> {
    let assigned = book.parts(worker, Kind::Assignment);
    let there = assigned
        .iter()
        .rev()
        .find(|a| a.date(Field::From).is_none_or(|from| from <= day) && a.date(Field::Until).is_none_or(|until| day <= until));
    there.and_then(|a| a.record(Field::Supervisor))
}

impl Case {
    pub(super) fn ask_facts(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        if let Err(why) = self.may_enter(cx) {
            return refuse(match entry.file.line.status {
                crate::domain::review::Status::Final => "This review is final: its facts are locked".to_owned(),
                _ => why,
            });
        }
        let (file, line) = (entry.file, &entry.file.line);
        let known = workers(cx.book, line.office, line.worker);
        let name = known.iter().find(|(id, _)| Some(*id) == line.worker).map_or(NOBODY, |(_, name)| name);
        let names: Vec<String> = std::iter::once(NOBODY.to_owned()).chain(known.iter().map(|(_, name)| name.clone())).collect();
        let day = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let codes = |covers: u64| {
            let areas = asked(&entry).filter(|(at, _)| covers >> at & 1 == 1);
            areas.map(|(_, area)| area.code.as_str()).collect::<Vec<_>>().join(" ")
        };
        let all = codes(u64::MAX);
        let mut fields = vec![
            FormField::new("Worker", Takes::OneOf(names)).with(name),
            FormField::new("Reviewer", Takes::Line).with(line.reviewer.clone()),
            FormField::new("Day of the review", Takes::Day).with(day(line.reviewed_on)),
            FormField::new("Period from", Takes::Day).with(day(file.from)),
            FormField::new("until", Takes::Day).with(day(file.until)),
            FormField::new("Areas covered", Takes::Line).with(codes(line.covers)).hint(all.clone()),
            FormField::new("Note", Takes::Lines).with(file.note.clone()),
        ];
        let mut words = format!("{}. Areas of this instrument: {all}", cx.book.name(line.office));
        if staff::is_asked(&entry) {
            fields.extend(staff::fields(file, cx));
            words.push_str(". Reviewers and interviews: one a line, or with ; between them");
        }
        self.asked = Some(Asked::Facts);
        vec![Effect::Ask(Form::new("case facts", "The facts of this case", words, fields))]
    }

    pub(super) fn put_facts(&mut self, form: &Form, cx: &Context) -> Filled {
        let Some(entry) = self.entry(cx) else { return Ok(Vec::new()) };
        let (file, line) = (entry.file, &entry.file.line);
        let day = |at: usize| match form.text(at) {
            "" => Ok(None),
            words => dates::understand(words, cx.today, cx.day_first, None).map(Some).map_err(|why| (at, why.to_string())),
        };
        let worker = match form.text(0) {
            "" | NOBODY => None,
            name => {
                let known = workers(cx.book, line.office, line.worker);
                let found = known.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(id, _)| *id);
                Some(found.ok_or_else(|| (0, format!("'{name}' is no worker of this office; Places lists them")))?)
            }
        };
        let reviewer = clean(form.text(1)).0.replace('\n', " ");
        if reviewer.chars().count() > LONGEST_NAME {
            return Err((1, format!("a name has up to {LONGEST_NAME} characters")));
        }
        let (on, from, until) = (day(2)?, day(3)?, day(4)?);
        if on.is_some_and(|on| on > cx.today) {
            return Err((2, "the day of the review lies ahead; it is the day on which the case was read".to_owned()));
        }
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            return Err((4, "the period ends before it begins".to_owned()));
        }
        let covers = areas(&entry, form.text(5)).map_err(|why| (5, why))?;
        let note = clean(form.text(6)).0;
        if note.chars().count() > LONGEST_TEXT {
            return Err((6, format!("a note has up to {LONGEST_TEXT} characters")));
        }
        let mut change = Change::new("facts of a case", cx.book.seen);
        let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
        let date = |day: Option<chrono::NaiveDate>| day.map_or(Value::None, Value::Date);
        let mut set = |is_new: bool, field, value| {
            if is_new {
                change.set(line.id, Kind::Review, field, value);
            }
        };
        if worker != line.worker {
            let on = on.or(until).unwrap_or(cx.today);
            set(true, Field::Worker, record(worker));
            set(true, Field::Supervisor, record(worker.and_then(|worker| supervisor(cx.book, worker, on))));
        }
        set(reviewer != line.reviewer, Field::Reviewer, Value::text(reviewer));
        set(on != line.reviewed_on, Field::ReviewedOn, date(on));
        set(from != file.from, Field::From, date(from));
        set(until != file.until, Field::Until, date(until));
        set(covers != line.covers, Field::Covers, Value::Int(covers as i64));
        set(note != file.note, Field::Note, Value::text(note));
        if staff::is_asked(&entry) {
            staff::put(&mut change, file, (form.text(7), form.text(8)), cx).map_err(|(at, why)| (at + 7, why))?;
        }
        Ok(if change.edits.is_empty() { Vec::new() } else { self.write(change, After::Stay) })
    }
}

/// The areas that ask anything; the others take published figures only.
fn asked<'a>(entry: &Entry<'a>) -> impl Iterator<Item = (usize, &'a Area)> {
    let instrument = entry.instrument;
    let asks = |at: usize| instrument.questions.iter().any(|q| q.area == at);
    instrument.areas.iter().enumerate().filter(move |(at, _)| asks(*at))
}

/// The areas that a text names by code or name, as bits; one with answers cannot be left out.
fn areas(entry: &Entry, words: &str) -> Result<u64, String> {
    let known: Vec<(usize, &Area)> = asked(entry).collect();
    let is_known = |at: &usize| known.iter().any(|(area, _)| area == at);
    let mut covers = 0u64;
    for word in words.split([',', ';', ' ']).filter(|word| !word.is_empty()) {
        let Some(area) = entry.instrument.area(word).filter(is_known) else {
            let codes = listed(known.iter().map(|(_, area)| area.code.as_str()), "and");
            return Err(format!("'{word}' is no area; there are {codes}"));
        };
        covers |= 1 << area;
    }
    let lost = entry.file.line.covers & !covers;
    for (at, area) in known.iter().filter(|(at, _)| lost >> at & 1 == 1) {
        let of_area = |ordinal: u16| entry.question(ordinal).is_some_and(|q| q.area == *at && !q.is_computed());
        let answered = entry.answers().iter().filter(|(ordinal, ..)| of_area(*ordinal)).count();
        if answered > 0 {
            let answers = if answered == 1 { "1 answer".to_owned() } else { format!("{answered} answers") };
            return Err(format!("{} has {answers}; clear them before it is left out", area.code));
        }
    }
    if covers == 0 {
        return Err("a case covers at least one area".to_owned());
    }
    // Areas that ask nothing stay as they were.
    let silent = (0..entry.instrument.areas.len()).filter(|at| !is_known(at)).fold(0u64, |bits, at| bits | 1 << at);
    Ok(covers | (entry.file.line.covers & silent))
}
