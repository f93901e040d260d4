//! What the outside answered: scans, texts, filled forms, changes.

use std::collections::BTreeMap;

use super::rows::{About, Shown};
use super::state::{Scans, Section, Window};
use super::{entry, settings, view};
use crate::command::{Context, Effect, Event, Form, Place};
use crate::domain::change::{Edit, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::scan::{EXCUSED, Scan, ScanFile, State, month_of};
use crate::domain::value::Value;
use crate::panes::memo::touches;
use crate::widgets::glyphs::Glyphs;

/// More changed scans than this at once are read anew instead of one by one.
const FEW: usize = 64;

/// Records that say who owes scans, and what things are called.
const ROSTER: &[Kind] =
    &[Kind::Agency, Kind::Region, Kind::Office, Kind::Worker, Kind::Assignment, Kind::Former, Kind::Theme, Kind::ScanQuestion];

pub fn hear(pane: &mut Scans, event: &Event, cx: &Context) -> Vec<Effect> {
    let mut effects = Vec::new();
    if touches(event, ROSTER) {
        pane.version += 1;
    }
    match event {
        Event::Arrive(Place::Scans { worker }) => {
            pane.year.get_or_insert(first_year(cx));
            follow_year(pane, cx);
            if worker.is_some() {
                (pane.section, pane.place, pane.coming) = (Section::Grid, None, *worker);
            }
            effects.extend(pane.need(cx));
            go_to_coming(pane, cx);
        }
        Event::ChosenMoved => {
            pane.year.get_or_insert(first_year(cx));
            follow_year(pane, cx);
            pane.place = None;
            pane.reading = None;
            if pane.read.is_some() {
                effects.extend(pane.need(cx));
            }
            settle(pane, cx);
        }
        Event::Reloaded if pane.read.take().is_some() => effects.extend(pane.need(cx)),
        Event::Answered(Answer::Scans(scans)) => {
            pane.known.clone_from(scans);
            pane.read = Some(pane.span(cx));
            pane.version += 1;
            go_to_coming(pane, cx);
            settle(pane, cx);
        }
        Event::Answered(Answer::Scan(Some(file))) => effects.extend(opened(pane, file, cx)),
        Event::Answered(Answer::Scan(None)) => effects.push(Effect::Refuse("This scan is not there any more".to_owned())),
        Event::Answered(Answer::ScanTexts(texts)) => {
            if let Some(reading) = &mut pane.reading {
                reading.texts.clone_from(texts);
            }
            pane.version += 1;
        }
        Event::Filled(form) => effects.extend(filled(pane, form, cx)),
        Event::Picked { id: entry::SCAN, at } => {
            effects.extend(pane.picking.get(*at).map(|scan| Effect::Read(Query::Scan { scan: *scan })));
        }
        Event::Written(written) => effects.extend(written_to(pane, written, cx)),
        Event::Refused(why) => {
            if let Some(form) = pane.sent.take() {
                // What was typed is not lost; handed in once more it is meant.
                match &mut pane.asked {
                    Some(entry::Asked::Scan { saw, .. } | entry::Asked::Excuse { saw, .. }) => *saw = cx.book.seen,
                    None => {}
                }
                pane.entered = None;
                effects.push(Effect::Ask(form.at_fault(0, why.as_str())));
            }
        }
        _ => {}
    }
    if pane.section == Section::Settings {
        let list = settings::page(pane, cx);
        let body = view::Places::of(pane, cx.area).body;
        effects.extend(pane.ledger.hear(event, &list, body, cx));
    }
    effects
}

/// The year that the program begins with: see there.
fn first_year(cx: &Context) -> i32 {
    let closed = cx.book.tallies().iter().filter(|tally| !tally.provisional).map(|tally| tally.year).max();
    closed.or_else(|| cx.book.tallies().iter().map(|tally| tally.year).max()).unwrap_or(cx.chosen.year)
}

/// Whoever chooses a year wants to see it.
fn follow_year(pane: &mut Scans, cx: &Context) {
    if pane.year != Some(cx.chosen.year) {
        pane.year = Some(cx.chosen.year);
        pane.window = Window::Year;
    }
}

fn go_to_coming(pane: &mut Scans, cx: &Context) {
    if pane.read.is_none() {
        return;
    }
    if let Some(worker) = pane.coming.take() {
        let rows = pane.rows(cx);
        let found = rows.lines.iter().position(|row| matches!(row.about, About::Person(known, _) if known == worker));
        if let Some(row) = found {
            pane.cursor_mut().row = row;
        }
    }
}

fn settle(pane: &mut Scans, cx: &Context) {
    let rows = pane.rows(cx);
    let body = view::Places::of(pane, cx.area).body;
    pane.cursor_mut().settle(&Shown { rows: &rows, glyphs: &Glyphs::UNICODE }, body);
}

fn opened(pane: &mut Scans, file: &ScanFile, cx: &Context) -> Option<Effect> {
    let of = entry::of_file(file)?;
    let (form, asked) = if entry::is_excuse(file) {
        entry::ask_reason(file, of, cx)
    } else {
        let owed = pane.roster(cx).owes(of.worker, of.month).is_some();
        entry::ask(of, owed, Some(Box::new(file.clone())), None, cx)
    };
    pane.asked = Some(asked);
    Some(Effect::Ask(form))
}

fn filled(pane: &mut Scans, form: &Form, cx: &Context) -> Option<Effect> {
    if ![entry::SCAN, entry::EXCUSE].contains(&form.id) {
        return None;
    }
    let asked = pane.asked.as_ref()?;
    Some(match entry::read(asked, form, cx) {
        Ok((change, of)) => {
            pane.sent = Some(form.clone());
            pane.entered = of.map(|of| (of.worker, of.month));
            Effect::Write(change)
        }
        Err(form) => Effect::Ask(form),
    })
}

fn written_to(pane: &mut Scans, written: &Written, cx: &Context) -> Option<Effect> {
    let sent = pane.sent.take().is_some();
    let of_scans: Vec<&Edit> = written.edits.iter().filter(|edit| edit.kind == Kind::Scan).collect();
    if of_scans.is_empty() || pane.read.is_none() {
        return None;
    }
    pane.version += 1;
    let mut by_scan: BTreeMap<Id, Vec<&Edit>> = BTreeMap::new();
    for edit in of_scans {
        by_scan.entry(edit.record).or_default().push(edit);
    }
    let taken = by_scan.len() <= FEW && by_scan.iter().all(|(scan, edits)| apply(pane, *scan, edits));
    if !taken {
        pane.read = None;
    }
    let texts = pane.reading.as_ref().map(|reading| Effect::Read(Query::ScanTexts { scans: reading.scans.clone() }));
    let effect = pane.need(cx).or(texts);
    if let Some((worker, month)) = pane.entered.take().filter(|_| sent) {
        go_on(pane, worker, month, cx);
    }
    settle(pane, cx);
    effect
}

/// Takes edits of one scan into the list; false if they do not say enough.
fn apply(pane: &mut Scans, id: Id, edits: &[&Edit]) -> bool {
    let at = pane.known.iter().position(|scan| scan.id == id);
    let value = |field: Field| edits.iter().rev().find(|edit| edit.field == field).map(|edit| &edit.value);
    if matches!(value(Field::Gone), Some(Value::Int(1)))
        || matches!((value(Field::Worker), value(Field::Month)), (Some(Value::None), _) | (_, Some(Value::None)))
    {
        if let Some(at) = at {
            pane.known.remove(at);
        }
        return true;
    }
    let at = match (at, value(Field::Worker), value(Field::Month)) {
        (Some(at), ..) => at,
        (None, Some(Value::Record(worker)), Some(Value::Date(month))) => {
            pane.known.push(Scan {
                id,
                worker: *worker,
                supervisor: None,
                office: None,
                region: None,
                month: *month,
                done: None,
                excused: false,
                well: Vec::new(),
                needs: Vec::new(),
            });
            pane.known.len() - 1
        }
        _ => return false,
    };
    let scan = &mut pane.known[at];
    for edit in edits {
        let record = match &edit.value {
            Value::Record(id) => Some(*id),
            _ => None,
        };
        let records = match &edit.value {
            Value::Records(ids) => ids.clone(),
            _ => Vec::new(),
        };
        match edit.field {
            Field::Worker => scan.worker = record.unwrap_or(scan.worker),
            Field::Supervisor => scan.supervisor = record,
            Field::Office => scan.office = record,
            Field::Region => scan.region = record,
            Field::Month | Field::Day => {
                let day = if let Value::Date(day) = &edit.value { Some(*day) } else { None };
                if edit.field == Field::Day {
                    scan.done = day;
                } else {
                    scan.month = day.unwrap_or(scan.month);
                }
            }
            Field::Status => scan.excused = matches!(&edit.value, Value::Text(status) if status == EXCUSED),
            Field::WellThemes => scan.well = records,
            Field::NeedsThemes => scan.needs = records,
            _ => {}
        }
    }
    true
}

/// After a month was entered the cursor goes to the next caseworker who owes the same month, those of the same supervisor first.
fn go_on(pane: &mut Scans, worker: Id, month: chrono::NaiveDate, cx: &Context) {
    if pane.section != Section::Grid {
        return;
    }
    let rows = pane.rows(cx);
    let calendar = pane.calendar(cx);
    let Some(column) = calendar.months.iter().position(|known| *known == month_of(month)) else { return };
    let owes = |row: usize| match rows.about(row) {
        Some(About::Person(_, at)) => {
            let entry = &calendar.people[at].entries[column];
            matches!(entry.state, State::Due | State::Missed) && pane.counts(calendar.people[at].worker, &entry.post, cx)
        }
        _ => false,
    };
    let here = rows.lines.iter().position(|row| matches!(row.about, About::Person(known, _) if known == worker));
    // Where the line of who was done has left the list, the next one stands in its place.
    let begin = here.map_or(pane.cursor().row, |at| at + 1);
    let next = (begin..rows.lines.len()).chain(0..begin.min(rows.lines.len())).find(|row| owes(*row));
    if let Some(row) = next.or(here) {
        pane.cursor_mut().row = row;
    }
}
