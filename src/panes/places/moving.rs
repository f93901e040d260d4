//! Renames and moves: from which day a change holds, the next assignment of a worker, and what another first month of the fiscal
//! year means. What is remembered of the time before is worked out in `domain/former/moves.rs`.

use chrono::NaiveDate;

use super::list::List;
use super::section::Section;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::book::Book;
use crate::domain::change::{Change, Edit};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::former::moves::{self, Stay};
use crate::domain::former::{self, Part};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::text::counted;
use crate::domain::value::Value;

/// The form that asks from which day a change holds.
pub const WHEN: &str = "places.when";
/// The form of a worker's next assignment.
pub const NEXT: &str = "places.next";

/// Whether a change moves or renames one record of which something was known before, and its form.
pub fn asks(change: &Change, cx: &Context) -> Option<Form> {
    let parts = moves::parts_changed(cx.book, &change.edits);
    let [(about, part), rest @ ..] = parts.as_slice() else { return None };
    if rest.iter().any(|(other, _)| other != about) {
        return None;
    }
    let record = cx.book.get(*about)?;
    let before = match part {
        Part::Name => record.text(Field::Name).to_owned(),
        Part::Role => record.text(Field::Role).to_owned(),
        Part::Office => name_of(cx.book, record.record(Field::Office)),
        Part::Place => name_of(cx.book, record.record(Field::Region)),
    };
    let words = format!(
        "{} '{}': until now '{before}'. With a day, what it was until the day before is kept, and figures of that time stay as they \
         are. Left empty, it was always so: a correction.",
        crate::panes::sheet::capital(record.kind.words()),
        cx.book.name(*about)
    );
    let field = FormField::new("From which day?", Takes::Day).hint("empty: it was always so, a correction");
    Some(Form::new(WHEN, "A rename or a move", words, vec![field]))
}

fn name_of(book: &Book, id: Option<Id>) -> String {
    id.map_or_else(|| "none".to_owned(), |id| book.name(id).to_owned())
}

/// Writes a change that was asked about, with what is kept of the time before.
pub fn when(change: &Change, form: &Form, cx: &Context) -> Effect {
    let Ok(from) = form.text(0).parse::<NaiveDate>() else { return Effect::Write(change.clone()) };
    match since(change, from, cx) {
        Ok(change) => Effect::Write(change),
        Err(why) => Effect::Ask(form.clone().at_fault(0, why)),
    }
}

fn since(change: &Change, from: NaiveDate, cx: &Context) -> Result<Change, String> {
    if from > cx.today {
        return Err("A move is written down once it has happened; choose a day until today".to_owned());
    }
    let kept = moves::remember(cx.book, &change.edits, from, &mut |_, _| cx.ids.fresh())?;
    let mut whole = change.clone();
    whole.words = format!("{} from {}", change.words, dates::show(from, cx.day_first));
    for edit in change.edits.iter().filter(|edit| edit.kind == Kind::Worker && edit.field == Field::Office) {
        whole.edits.extend(goes_along(edit, from, cx)?);
    }
    whole.edits.extend(kept);
    Ok(whole)
}

/// The assignment that runs ends where a worker moves to another office, and goes on there under the same supervisor.
fn goes_along(edit: &Edit, from: NaiveDate, cx: &Context) -> Result<Vec<Edit>, String> {
    let running = former::assignment_on(cx.book, edit.record, from).and_then(Stay::of);
    let (Some(running), Value::Record(office)) = (running, &edit.value) else { return Ok(Vec::new()) };
    if running.office.is_none() || running.office == Some(*office) {
        return Ok(Vec::new());
    }
    moves::next_assignment(cx.book, Stay { office: Some(*office), from: Some(from), ..running }, cx.ids.fresh())
}

/// Offices as they are chosen from: with the region where a name stands twice.
fn offices(book: &Book) -> Vec<(Id, String)> {
    let all = book.all(Kind::Office);
    let name = |office: &crate::domain::record::Record| office.text(Field::Name).to_owned();
    let twice = |of: &str| all.iter().filter(|office| office.text(Field::Name) == of).count() > 1;
    let words = |office: &crate::domain::record::Record| {
        let own = name(office);
        if twice(&own) { format!("{own} ({})", name_of(book, office.record(Field::Region))) } else { own }
    };
    all.iter().map(|office| (office.id, words(office))).collect()
}

/// The form of the next assignment of the worker under the cursor.
pub fn next(list: &List, row: usize, cx: &Context) -> Form {
    let record = list.record(row);
    let worker = match list.section {
        Section::Workers => record.map(|record| record.id),
        _ => record.and_then(|record| record.record(Field::Worker)),
    };
    let running = worker.and_then(|worker| former::assignment_on(cx.book, worker, cx.today));
    let people: Vec<String> = cx.book.all(Kind::Worker).iter().map(|one| one.text(Field::Name).to_owned()).collect();
    let offices = offices(cx.book);
    let office = running.and_then(|one| one.record(Field::Office)).or_else(|| worker.and_then(|w| cx.book.get(w)?.record(Field::Office)));
    let office = offices.iter().find(|(id, _)| Some(*id) == office).map_or_else(String::new, |(_, name)| name.clone());
    let supervisor = running.and_then(|one| one.record(Field::Supervisor));
    let fields = vec![
        FormField::new("Worker", Takes::OneOf(people.clone())).with(worker.map_or("", |worker| cx.book.name(worker))),
        FormField::new("Supervisor", Takes::OneOf(people)).with(supervisor.map_or("", |id| cx.book.name(id))),
        FormField::new("Office", Takes::OneOf(offices.into_iter().map(|(_, name)| name).collect())).with(office),
        FormField::new("From", Takes::Day).hint("first day; empty: always"),
        FormField::new("Until", Takes::Day).hint("last day; empty: it runs on"),
    ];
    let words = "Who supervises whom, where, from which day. The assignment that runs then ends on the day before.";
    Form::new(NEXT, "The next assignment", words, fields)
}

/// Writes the next assignment, with the worker's office if that is another one now.
pub fn assign(form: &Form, cx: &Context) -> (Effect, Option<Id>) {
    let id = cx.ids.fresh();
    match assigned(form, id, cx) {
        Ok(change) => (Effect::Write(change), Some(id)),
        Err((at, why)) => (Effect::Ask(form.clone().at_fault(at, why)), None),
    }
}

fn assigned(form: &Form, id: Id, cx: &Context) -> Result<Change, (usize, String)> {
    let book = cx.book;
    let person = |at: usize| {
        let text = form.text(at).to_lowercase();
        book.all(Kind::Worker).into_iter().find(|one| one.text(Field::Name).to_lowercase() == text).map(|one| one.id)
    };
    let worker = person(0).ok_or_else(|| (0, "Choose a worker".to_owned()))?;
    let supervisor = match form.text(1) {
        "" => None,
        _ => Some(person(1).ok_or_else(|| (1, "There is nobody of this name in Workers".to_owned()))?),
    };
    let office = offices(book).into_iter().find(|(_, name)| name == form.text(2)).map(|(id, _)| id);
    if supervisor.is_none() && office.is_none() {
        return Err((1, "Choose a supervisor or an office".to_owned()));
    }
    let day = |at: usize| form.text(at).parse::<NaiveDate>().ok();
    let stay = Stay { worker, supervisor, office, from: day(3), until: day(4) };
    let mut change = Change::new(format!("assignment of '{}'", crate::panes::sheet::brief(book.name(worker))), book.seen);
    change.edits = moves::next_assignment(book, stay, id).map_err(|why| (3, why))?;
    let holds_now = stay.from.is_none_or(|from| from <= cx.today) && stay.until.is_none_or(|until| cx.today <= until);
    let before = book.get(worker).and_then(|record| record.record(Field::Office));
    if let (Some(office), true) = (office.filter(|office| Some(*office) != before), holds_now) {
        let moves = vec![Edit::new(worker, Kind::Worker, Field::Office, Value::Record(office))];
        if let Some(from) = stay.from {
            change.edits.extend(moves::remember(book, &moves, from, &mut |_, _| cx.ids.fresh()).map_err(|why| (3, why))?);
        }
        change.edits.extend(moves);
    }
    Ok(change)
}

/// What another first month of the fiscal year changes, if the file has data.
pub fn new_year(change: &Change, cx: &Context) -> Option<String> {
    let to = change.edits.iter().find(|edit| edit.field == Field::FiscalYearStart)?;
    let Value::Int(month) = to.value else { return None };
    let reviews: u64 = cx.book.tallies().iter().map(|tally| u64::from(tally.reviews)).sum();
    let published = cx.book.all(Kind::Published).len() as u64;
    let rounds = cx.book.all(Kind::Round).len() as u64;
    if reviews + published + rounds == 0 || u32::try_from(month).ok() == Some(cx.book.fiscal_year_start()) {
        return None;
    }
    let has = [
        (reviews, counted(reviews, "counted review", "counted reviews")),
        (published, counted(published, "published result", "published results")),
        (rounds, counted(rounds, "round", "rounds")),
    ];
    let has: Vec<&str> = has.iter().filter(|(n, _)| *n > 0).map(|(_, words)| words.as_str()).collect();
    Some(format!(
        "Let fiscal years begin in {}? No date moves, and {} keep the fiscal year they have; no score changes. Only what is worked out from \
         a day goes by the new start: the year of today, the days of new rounds, the check of days in imports.",
        super::meant::month(u32::try_from(month).unwrap_or(1)),
        crate::domain::text::listed(has, "and")
    ))
}
