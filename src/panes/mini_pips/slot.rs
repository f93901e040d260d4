//! One cell that can be edited: which field of which record, how it opens, what it shows and what a draft in it means.
//! Making changes of drafts is in `batch.rs`; which slots a page has is in `pages.rs`.

use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::matrix::{self, Meaning};
use crate::domain::meeting::{self, Attendee};
use crate::domain::mini_pip::title;
use crate::domain::record::Record;
use crate::domain::selection::factor::{self, BuiltIn};
use crate::domain::timeline;
use crate::domain::value::Value;
use crate::panes::cell::Form;

use super::abouts;
use super::choices::Choice;

/// How a slot is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A day.
    Day,
    /// A whole number from 1.
    Whole,
    /// Free text from which a due date and a repeat are read.
    Timeline,
    /// Free text from which a day is read.
    DayText,
    /// People of the plan; a new name becomes a person with this part.
    People(&'static str),
    /// Somebody on a meeting's list: a person of the plan, or a new name.
    Attendee,
    /// An office or a district.
    Place(Kind),
    /// One of a fixed list.
    Choice(&'static [Choice]),
    /// One of a list, or other words.
    Suggest(&'static [&'static str]),
    /// The code of an instrument.
    Instrument,
    /// The code of a question of the instrument named beside it.
    Question,
    /// One of the plan's parts of a kind, by its title.
    Part(Kind),
    /// Several of them.
    Parts(Kind),
    /// The weight of a factor of the selection; a built-in one has a usual weight.
    Weight(Option<BuiltIn>),
    /// What is typed for a candidate and a factor: its record, [`Id::NIL`] for a built-in one that has none yet.
    Need(Id, Option<BuiltIn>),
    /// An element, goal or row of the plan, by number and title.
    About,
}

/// One cell that can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The record; [`Id::NIL`] if it is made when something is first written.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// What it is a part of.
    pub parent: Id,
    /// The field.
    pub field: Field,
    /// How it is edited.
    pub editor: Editor,
}

impl Slot {
    /// The record as it stands; an empty one if it is still to be made.
    #[must_use]
    pub fn read(&self, book: &Book) -> Record {
        book.get(self.record).cloned().unwrap_or_else(|| {
            let mut record = Record::new(self.record, self.kind);
            if let Some(field) = self.kind.parent() {
                record.set(field, Value::Record(self.parent));
            }
            record
        })
    }

    /// The text of the cell: what is copied, and what an edit begins with.
    #[must_use]
    pub fn text(&self, book: &Book, day_first: bool) -> String {
        let text = book.get(self.record).map_or_else(String::new, |record| self.text_of(book, record, day_first));
        match self.editor {
            Editor::Weight(Some(built_in)) if text.is_empty() => built_in.weight().to_string(),
            _ => text,
        }
    }

    fn text_of(&self, book: &Book, record: &Record, day_first: bool) -> String {
        let text = matrix::cell_text(book, record, self.field, day_first);
        match self.editor {
            Editor::Choice(list) => list.iter().find(|(code, _)| *code == text).map_or(text, |(_, words)| (*words).to_owned()),
            Editor::Part(_) => record.record(self.field).and_then(|id| book.get(id)).map_or(String::new(), |part| title(part).to_owned()),
            Editor::Parts(_) => {
                let parts = record.records(self.field).iter().filter_map(|id| book.get(*id));
                parts.map(title).collect::<Vec<_>>().join("; ")
            }
            Editor::About => record.record(self.field).map_or(String::new(), |part| abouts::name(book, record.parent(), part)),
            // Where only the day is known, it stands for the text.
            Editor::Timeline | Editor::DayText if text.is_empty() => {
                record.date(self.day_field()).map_or(text, |day| dates::show(day, day_first))
            }
            _ => text,
        }
    }

    /// The field of the day that is read from this free text.
    #[must_use]
    pub const fn day_field(&self) -> Field {
        match self.field {
            Field::Completion => Field::CompletionDue,
            Field::FollowUp => Field::FollowUpDue,
            Field::DayText => Field::Day,
            other => other,
        }
    }

    /// How the cell opens.
    #[must_use]
    pub fn form(&self, book: &Book, plan: Option<Id>) -> Form {
        match self.editor {
            Editor::Line | Editor::Whole | Editor::Weight(_) | Editor::Need(..) => Form::Line,
            Editor::Text | Editor::Timeline | Editor::DayText => Form::Lines,
            Editor::Day => Form::Day,
            Editor::Choice(list) => Form::Choice(list.iter().map(|(_, words)| (*words).to_owned()).collect()),
            Editor::Suggest(list) => Form::Names(list.iter().map(|words| (*words).to_owned()).collect()),
            Editor::Place(kind) => Form::Choice(book.all(kind).iter().map(|place| place.text(Field::Name).to_owned()).collect()),
            Editor::People(_) => {
                let people = plan.map(|plan| book.parts(plan, Kind::PipPerson)).unwrap_or_default();
                known(&people, true)
            }
            Editor::Attendee => {
                let people = plan.map(|plan| book.parts(plan, Kind::PipPerson)).unwrap_or_default();
                // Whoever came already needs no second entry; whoever is invited is marked by their name.
                let came =
                    |p: &&Record| meeting::attendance_of(book, self.parent, p.id).is_some_and(|a| a.text(Field::Status) == meeting::CAME);
                known(&people.into_iter().filter(|p| !came(p)).collect::<Vec<_>>(), false)
            }
            Editor::Part(kind) => {
                Form::Choice(parts(book, whole(self, plan), kind).into_iter().map(|part| title(part).to_owned()).collect())
            }
            Editor::Parts(kind) => {
                Form::Several(parts(book, whole(self, plan), kind).into_iter().map(|part| title(part).to_owned()).collect())
            }
            Editor::About => {
                Form::Choice(plan.map(|plan| abouts::names(book, plan)).unwrap_or_default().into_iter().map(|(_, name)| name).collect())
            }
            Editor::Instrument => {
                let mut codes: Vec<String> = book.instruments().iter().map(|(_, i)| i.code.clone()).collect();
                codes.dedup();
                Form::Names(codes)
            }
            Editor::Question => {
                let code = book.get(self.record).map(|r| r.text(Field::Instrument)).unwrap_or_default();
                let newest = book.instruments().iter().rev().find(|(_, i)| i.code == code);
                Form::Names(newest.map(|(_, i)| i.questions.iter().map(|q| q.code.clone()).collect()).unwrap_or_default())
            }
        }
    }
}

/// The code of the instrument that is meant by its code or its title, or the beginning of it; other words stand as they are.
fn instrument_code(book: &Book, draft: &str) -> String {
    let begins = |text: &str| text.to_lowercase().starts_with(&draft.to_lowercase());
    let is = |text: &str| text.to_lowercase() == draft.to_lowercase();
    let all = book.instruments();
    let mut found: Vec<&str> =
        all.iter().map(|(_, i)| i).filter(|i| begins(&i.code) || begins(&i.title)).map(|i| i.code.as_str()).collect();
    found.dedup();
    let exact = all.iter().map(|(_, i)| i).find(|i| is(&i.code)).map(|i| i.code.as_str());
    match found.as_slice() {
        [one] if exact.is_none() && !draft.is_empty() => (*one).to_owned(),
        _ => exact.unwrap_or(draft).to_owned(),
    }
}

/// What a draft in a slot means for its record, which need not be in the book yet.
///
/// # Errors
/// A sentence that says why the draft cannot stand.
pub fn understand(cx: &Context, plan: Option<Id>, slot: &Slot, record: &Record, draft: &str) -> Result<Meaning, String> {
    let draft = draft.trim();
    let mut meaning = Meaning::default();
    let mut set = |field, value| meaning.edits.push(Edit::new(record.id, slot.kind, field, value));
    match slot.editor {
        Editor::Choice(list) => set(slot.field, Value::text(chosen(list, draft)?)),
        _ if slot.kind == Kind::Row => {
            return matrix::cell_check(cx.book, record, slot.field, draft, cx.today, cx.day_first)
                .map_err(|fault| sentence(&fault.to_string()));
        }
        Editor::Line | Editor::Text | Editor::Timeline | Editor::Suggest(_) | Editor::Question => {
            set(slot.field, Value::text(draft));
        }
        Editor::Instrument => set(slot.field, Value::text(instrument_code(cx.book, draft))),
        Editor::Whole => {
            let number = match draft {
                "" => Value::None,
                text => text.parse::<i64>().ok().filter(|n| (1..=999).contains(n)).map(Value::Int).ok_or_else(|| {
                    format!("'{text}' is no number for the {}; write 1 for the first, 2 for the next.", slot.field.words())
                })?,
            };
            set(slot.field, number);
        }
        Editor::Weight(_) => {
            let heavy = factor::weight(draft)?;
            set(slot.field, heavy.map_or(Value::None, |n| Value::Int(i64::from(n))));
        }
        Editor::Need(_, built_in) => {
            let typed = factor::typed(built_in, draft, cx.today, cx.day_first)?;
            set(slot.field, typed.map_or(Value::None, |typed| Value::text(typed.text())));
            if let Some(factor::Typed::Day(day)) = typed {
                meaning.understood = dates::show_long(day);
            }
        }
        Editor::Day => {
            let day = match draft {
                "" => None,
                text => {
                    Some(dates::understand(text, cx.today, cx.day_first, record.date(slot.field)).map_err(|f| sentence(&f.to_string()))?)
                }
            };
            order(slot, record, day)?;
            set(slot.field, day.map_or(Value::None, Value::Date));
            meaning.understood = day.map_or_else(String::new, dates::show_long);
        }
        Editor::DayText => {
            let base = record.date(Field::Day);
            let seen = timeline::timeline(draft, cx.today, cx.day_first, base).map_err(|f| sentence(&f.to_string()))?;
            // A shift such as +30d is written out, so that it says the same tomorrow.
            let alone = dates::is_relative(draft) && dates::understand(draft, cx.today, cx.day_first, base).is_ok();
            let text = seen.due.filter(|_| alone).map_or_else(|| draft.to_owned(), |day| dates::show(day, cx.day_first));
            set(Field::DayText, Value::text(text));
            set(Field::Day, seen.due.map_or(Value::None, Value::Date));
            meaning.understood = seen.words(draft);
        }
        Editor::People(_) => {
            meaning.people = matrix::people(cx.book, plan, draft);
            let known = meaning.people.iter().filter_map(|p| p.as_ref().ok().copied()).collect();
            let new: Vec<&str> = meaning.people.iter().filter_map(|p| p.as_ref().err().map(String::as_str)).collect();
            if !new.is_empty() {
                meaning.understood = format!("new in this plan: {}", new.join("; "));
            }
            meaning.edits.push(Edit::new(record.id, slot.kind, slot.field, Value::records(known)));
        }
        Editor::Attendee => return on_list(cx, plan, slot, record, draft),
        Editor::Part(kind) => {
            let part = match draft {
                "" => Value::None,
                name => Value::Record(part_named(cx.book, whole(slot, plan), kind, name)?),
            };
            set(slot.field, part);
        }
        Editor::About => {
            let part = match draft {
                "" => Value::None,
                words => Value::Record(abouts::named(cx.book, plan, words)?),
            };
            set(slot.field, part);
        }
        Editor::Parts(kind) => {
            let names = draft.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty());
            let found: Result<Vec<Id>, String> = names.map(|name| part_named(cx.book, whole(slot, plan), kind, name)).collect();
            set(slot.field, Value::records(found?));
        }
        Editor::Place(kind) => {
            let place = match draft {
                "" => Value::None,
                name => {
                    let found = cx.book.all(kind).into_iter().find(|p| p.text(Field::Name).to_lowercase() == name.to_lowercase());
                    let missing = || format!("There is no {} named '{name}'; add it under Places first.", kind.words());
                    Value::Record(found.ok_or_else(missing)?.id)
                }
            };
            set(slot.field, place);
        }
    }
    Ok(meaning)
}

/// People to choose from, each with where they are from and their category.
fn known(people: &[&Record], several: bool) -> Form {
    let people = people.iter().filter(|p| !p.text(Field::Name).is_empty());
    let note = |p: &Record| {
        let words = [p.text(Field::Organisation), p.text(Field::Category)].into_iter().filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join(", ")
    };
    let (names, notes) = people.map(|p| (p.text(Field::Name).to_owned(), note(p))).unzip();
    Form::People { names, notes, several }
}

/// What a name on a meeting's list means: a person of the plan, a new one, or somebody on the list who has come now.
fn on_list(cx: &Context, plan: Option<Id>, slot: &Slot, record: &Record, draft: &str) -> Result<Meaning, String> {
    let mut meaning = Meaning::default();
    let found = plan.and_then(|plan| meeting::attendee(cx.book, plan, slot.parent, draft));
    match found {
        None => return Err("Type the name of whoever came or is invited; Esc leaves the line empty.".to_owned()),
        Some(Attendee::New(name)) => {
            meaning.understood = format!("new in this plan: {name}");
            meaning.people = vec![Err(name)];
        }
        Some(Attendee::Known(person)) => {
            meaning.edits.push(Edit::new(record.id, slot.kind, slot.field, Value::Record(person)));
            meaning.people = vec![Ok(person)];
        }
        Some(Attendee::Listed { came: true, .. }) => return Err(format!("'{draft}' is on the list already, and came.")),
        Some(Attendee::Listed { line, .. }) => {
            "on the list: came".clone_into(&mut meaning.understood);
            meaning.edits.push(Edit::new(line, Kind::Attendance, Field::Status, Value::text(meeting::CAME)));
        }
    }
    Ok(meaning)
}

/// Whether a draft means somebody who is on the list already, so that no new line is made.
#[must_use]
pub fn is_listed(cx: &Context, plan: Option<Id>, slot: &Slot, draft: &str) -> bool {
    let found = plan.filter(|_| slot.editor == Editor::Attendee).and_then(|plan| meeting::attendee(cx.book, plan, slot.parent, draft));
    matches!(found, Some(Attendee::Listed { .. }))
}

/// What the parts that a slot names belong to: the plan; the meeting for small groups.
fn whole(slot: &Slot, plan: Option<Id>) -> Option<Id> {
    if slot.field == Field::SmallGroup { Some(slot.parent) } else { plan }
}

/// The parts of a plan that are of a kind; rows are those of all its elements.
fn parts(book: &Book, plan: Option<Id>, kind: Kind) -> Vec<&Record> {
    let Some(plan) = plan else { return Vec::new() };
    match kind {
        Kind::Row => book.parts(plan, Kind::Element).iter().flat_map(|element| book.parts(element.id, kind)).collect(),
        kind => book.parts(plan, kind),
    }
}

fn part_named(book: &Book, plan: Option<Id>, kind: Kind, name: &str) -> Result<Id, String> {
    let lower = name.to_lowercase();
    let found = parts(book, plan, kind).into_iter().find(|part| title(part).to_lowercase() == lower);
    found.map(|part| part.id).ok_or_else(|| format!("The plan has no {} '{name}'; choose one of the list.", kind.words()))
}

/// The code for what was typed: the words, the code, or the beginning of exactly one of them.
fn chosen(list: &'static [Choice], draft: &str) -> Result<&'static str, String> {
    let lower = draft.to_lowercase();
    if lower.is_empty() {
        return Ok("");
    }
    let same = |text: &str| text.to_lowercase() == lower;
    if let Some((code, _)) = list.iter().find(|(code, words)| same(code) || same(words)) {
        return Ok(code);
    }
    let mut begins = list.iter().filter(|(_, words)| words.to_lowercase().starts_with(&lower));
    if let (Some((code, _)), None) = (begins.next(), begins.next()) {
        return Ok(code);
    }
    let words: Vec<&str> = list.iter().map(|(_, words)| *words).collect();
    Err(format!("'{draft}' is not on the list; choose {}.", words.join(", ")))
}

/// An element's time frame runs forward.
fn order(slot: &Slot, record: &Record, day: Option<chrono::NaiveDate>) -> Result<(), String> {
    let (from, until) = match slot.field {
        Field::From => (day, record.date(Field::Until)),
        Field::Until => (record.date(Field::From), day),
        _ => return Ok(()),
    };
    match (from, until) {
        (Some(from), Some(until)) if until < from => {
            Err(format!("The time frame cannot end ({}) before it begins ({}).", dates::show_long(until), dates::show_long(from)))
        }
        _ => Ok(()),
    }
}

/// Faults of the rules are clauses; on screen they are sentences.
fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}{}", chars.as_str(), if clause.ends_with('.') { "" } else { "." })
}
