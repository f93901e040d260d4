//! Frozen versions of the plan, the newest first: what changed since the one before, who received them, what was answered.

use crate::command::{Command, Context, Effect, Form, FormField, Takes};
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::batch::Batch;
use super::super::choices::RECEIVED;
use super::super::columns::text;
use super::super::slot::Editor;
use super::super::state::MiniPips;
use super::super::texts::{Texts, Unread};
use super::super::words::quoted;
use super::{About, Cells, Goes, Line, Page, Sheet, Tab, count};

/// The cells of a recipient.
pub const CELLS: Cells = &[
    Some((Field::Name, Editor::Line)),
    Some((Field::Sent, Editor::Day)),
    Some((Field::Answered, Editor::Day)),
    Some((Field::Answer, Editor::Choice(RECEIVED))),
    Some((Field::Note, Editor::Text)),
];

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No frozen version yet. One is made when the plan is submitted, and when it is final: Ctrl-U passes the gate. \
            'Freeze the plan's text' under Ctrl-P makes one by hand.",
    adds: "Add a recipient",
    fixed: "A frozen version is never changed. Enter shows what it changed.",
    offers: &[Command::Enter, Command::Freeze, Command::Edit, Command::InsertRow, Command::DeleteRow, Command::Undo, Command::GoToPage],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    let day = |title| Column::new(title, 10);
    vec![text("Changes, recipients", 26, 40), day("Sent"), day("Answered"), text("Answer", 14, 18), text("Note", 22, 70)]
}

/// Its lines: the plan as it stands, then each version with those who received it.
#[must_use]
pub fn lines(cx: &Context, plan: Id, texts: &Texts) -> Vec<Line> {
    let versions = frozen::versions(cx.book, plan);
    let Some(newest) = versions.last() else { return Vec::new() };
    let (words, meaning) = changes(cx, plan, newest, None, texts);
    let now = Line::saying(plan).under("The plan as it stands", gate::words(gate::reached(cx.book, plan))).says(0, words, meaning);
    let mut lines = vec![now.goes(Goes::Page(Page::Compare(newest.id, None)))];
    for (at, version) in versions.iter().enumerate().rev() {
        let before = at.checked_sub(1).map(|before| versions[before]);
        lines.extend(of_version(cx, plan, version, before, texts));
    }
    lines
}

fn of_version(cx: &Context, plan: Id, version: &Record, before: Option<&Record>, texts: &Texts) -> Vec<Line> {
    let recipients = cx.book.parts(version.id, Kind::Recipient);
    let title = Some(version.text(Field::Title)).filter(|title| !title.is_empty()).map_or(String::new(), |title| format!(": {title}"));
    let day = version.date(Field::Day).map_or(String::new(), |day| dates::show(day, cx.day_first));
    let by = [day, version.text(Field::Who).to_owned()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let mut words = frozen::words(version);
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let (changed, meaning) = match before {
        Some(before) => changes(cx, plan, before, Some(version), texts),
        None => ("the first version".to_owned(), Meaning::Muted),
    };
    let answered = recipients.iter().filter(|line| !line.text(Field::Answer).is_empty()).count();
    let mut own = Line { record: version.id, kind: Kind::Frozen, ..Line::saying(plan) }
        .under(format!("{words}{title}"), by)
        .says(0, changed, meaning);
    if !recipients.is_empty() {
        own = own.says(3, format!("{answered} of {}", recipients.len()), Meaning::Muted);
    }
    if let Some(before) = before {
        own = own.goes(Goes::Page(Page::Compare(before.id, Some(version.id))));
    }
    let given = recipients.iter().enumerate().map(|(at, line)| Line::of(line, version.id, at + 1));
    let blank = (!recipients.is_empty()).then(|| Line::blank(Kind::Recipient, version.id));
    Some(own).into_iter().chain(given).chain(blank).collect()
}

/// How many changes there are since a version, in words.
pub(super) fn changes(cx: &Context, plan: Id, older: &Record, newer: Option<&Record>, texts: &Texts) -> (String, Meaning) {
    let number = older.int(Field::Number).unwrap_or(0);
    match texts.changes(cx, plan, older, newer) {
        Ok(0) => (format!("the same as version {number}"), Meaning::Muted),
        Ok(n) => (format!("{} since version {number}", count(n, "change", "changes")), Meaning::Link),
        Err(Unread::NotYet) => (format!("changed since version {number}"), Meaning::Link),
        Err(Unread::Fault(_)) => (format!("changed; a text is damaged since version {number}"), Meaning::Error),
    }
}

/// What it does of its own with a command.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let line = sheet.lines.get(at)?;
    let version = line.kind == Kind::Frozen;
    let refuse = |words: &str| Some(vec![Effect::Refuse(words.to_owned())]);
    match command {
        Command::InsertRow if version => {
            let mut batch = Batch::new(cx, sheet.plan);
            let id = batch.make(Kind::Recipient, line.record, usize::MAX);
            pane.aim = Some((id, Some(Field::Name)));
            Some(batch.effect(format!("new recipient of {}", cx.book.get(line.record).map_or(String::new(), frozen::words))))
        }
        Command::DeleteRow | Command::Duplicate | Command::MoveUp | Command::MoveDown if version => {
            refuse("A frozen version stays as it is. One made by mistake is taken back with Ctrl-Z.")
        }
        Command::Enter if version && line.goes.is_none() => {
            refuse("This is the first version: there is none before it to compare it with.")
        }
        Command::InsertRow | Command::DeleteRow if line.slots.is_some() => {
            refuse("This line is the plan itself. Insert on a version adds a recipient.")
        }
        _ => None,
    }
}

/// Asks under what title the plan's text is frozen.
#[must_use]
pub fn ask_to_freeze(sheet: &Sheet, cx: &Context) -> Vec<Effect> {
    let refuse = |words: String| vec![Effect::Refuse(words)];
    if let Some(why) = &cx.book.facts.read_only {
        return refuse(format!("This file can only be read here: {why}"));
    }
    let Some(plan) = sheet.plan.and_then(|id| cx.book.get(id)) else { return refuse("Choose a Mini PIP first: Ctrl-E.".to_owned()) };
    let newest = frozen::newest(cx.book, plan.id, None);
    let submitted = Stage::of(plan) == Stage::Submitted;
    if let Some(newest) = newest.filter(|newest| !submitted && !frozen::changed_since(cx.book, plan.id, newest)) {
        return refuse(format!("Nothing has changed since {}: there is nothing to freeze.", frozen::words(newest)));
    }
    let mut fields = vec![FormField::new("Title", Takes::Line).hint("why this version is kept")];
    if submitted {
        let again = FormField::new("Given to", Takes::OneOf(GIVEN.map(str::to_owned).to_vec())).with(GIVEN[0]);
        fields.push(again);
    }
    let words = if submitted {
        "The text as it stands becomes a version that is never changed. Given to its recipients, it begins a new round of negotiation."
    } else {
        "The text as it stands becomes a version that is never changed. Submitting and finishing the plan make theirs by themselves."
    };
    vec![Effect::Ask(Form::new("versions.freeze", "Freeze the plan's text", words, fields))]
}

/// Whether a version is given to those who receive the plan.
const GIVEN: [&str; 2] = ["its recipients", "nobody"];

/// The form of [`ask_to_freeze`] was filled.
pub fn filled(pane: &mut MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    let Some(plan) = super::plan(cx) else { return Vec::new() };
    let title = form.text(0);
    if title.is_empty() {
        return vec![Effect::Ask(form.clone().at_fault(0, "Say in a few words why this version is kept."))];
    }
    let stage = cx.book.get(plan).map_or(Stage::Draft, Stage::of);
    let mut change = Change::new(format!("frozen version of {}", quoted(cx.book.name(plan))), cx.book.seen);
    let mut fresh = || cx.ids.fresh();
    let given = form.text(1) == GIVEN[0];
    // What is kept while others read the submitted version is a draft of the next one.
    let stage = if stage == Stage::Submitted && !given { Stage::Draft } else { stage };
    let version = frozen::keep(&mut change, cx.book, plan, title, stage, &cx.author(), &mut fresh);
    if given {
        frozen::give(&mut change, cx.book, plan, version, &cx.author(), &mut fresh);
    }
    pane.turn_to(Tab::Versions);
    pane.aim = Some((version, None));
    vec![Effect::Write(change)]
}
