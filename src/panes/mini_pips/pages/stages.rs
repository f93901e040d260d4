//! Where a plan stands: what the next gate needs, each line leading to where it is put right, and all stages with how they
//! were passed. Passing a gate, going back and opening a released plan are asked for here.

use std::fmt::Write as _;

use crate::command::{Command, Context, Effect, Form, FormField, Takes};
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::gate::{self, At, Need};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::domain::text::counted;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::columns::text;
use super::super::hear::tab_of;
use super::super::state::MiniPips;
use super::super::strip::sign;
use super::super::words::quoted;
use super::{About, Goes, Line, Page, Sheet, Tab, meeting};

/// How many missing things a form lists before it only counts them.
const LISTED: usize = 6;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "",
    adds: "",
    fixed: "This follows from the plan: Enter goes to where it is put right, Ctrl-U passes the next gate.",
    offers: &[Command::Enter, Command::RecordExit, Command::StepBack, Command::ReopenPlan, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(width: u16) -> Vec<Column> {
    if width < 76 {
        return vec![text("Stage", 14, 20), text("What it needs", 28, 60), text("Who", 10, 18)];
    }
    vec![text("Stage", 24, 26), text("What it needs", 44, 100), text("Who", 18, 30)]
}

/// Its lines: the needs of the next gate, all stages, and what else was recorded.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let glyphs = &Glyphs::UNICODE;
    let (at, to) = (gate::reached(cx.book, plan), gate::next(cx.book, plan));
    let mut lines = to.map_or_else(Vec::new, |to| next_gate(cx, plan, to, glyphs));
    let from = lines.len();
    lines.extend(Stage::ALL.into_iter().map(|stage| of_stage(cx, plan, stage, (at, to), glyphs)));
    let done = at.map_or(0, |at| at as usize + 1);
    head(&mut lines, from, "All stages", &format!("{done} of {} reached", Stage::ALL.len()));
    let from = lines.len();
    let others = gate::passages(cx.book, plan).into_iter().filter(|p| p.text(Field::Part) != gate::PASSED);
    lines.extend(others.map(|passage| of_passage(cx, plan, passage)));
    head(&mut lines, from, "Taken back, opened again", "");
    lines
}

fn head(lines: &mut [Line], at: usize, words: &str, right: &str) {
    if let Some(line) = lines.get_mut(at) {
        line.band = Some((words.to_owned(), right.to_owned()));
    }
}

fn next_gate(cx: &Context, plan: Id, to: Stage, glyphs: &Glyphs) -> Vec<Line> {
    let needs = gate::needs(cx.book, plan, to, cx.today);
    let open = needs.iter().filter(|need| need.is_open()).count();
    let mut lines: Vec<Line> = needs.iter().map(|need| of_need(cx, plan, need, glyphs)).collect();
    if let Some(makes) = gate::makes(to) {
        lines.push(Line::saying(plan).says(0, format!("{} then", glyphs.dot), Meaning::Muted).says(1, makes, Meaning::Muted));
    }
    if lines.is_empty() {
        lines.push(Line::saying(plan).says(1, "Nothing is needed: Ctrl-U passes the gate.", Meaning::Good));
    }
    let right = if open == 0 { "all there: Ctrl-U passes it".to_owned() } else { format!("{open} still open") };
    head(&mut lines, 0, &format!("Next gate: {}", to.words()), &right);
    lines
}

fn of_need(cx: &Context, plan: Id, need: &Need, glyphs: &Glyphs) -> Line {
    let (sign, words, meaning) = match (need.done, need.hint) {
        (true, _) => (glyphs.done, "there", Meaning::Good),
        (false, true) => (glyphs.bullet, "encouraged", Meaning::Muted),
        (false, false) => (glyphs.not_started, "missing", Meaning::Warn),
    };
    let who = if need.done { String::new() } else { need.waits_for.clone() };
    let text = if need.done { Meaning::Muted } else { Meaning::Text };
    Line::saying(plan)
        .says(0, format!("{sign} {words}"), meaning)
        .says(1, sentence(&need.words), text)
        .says(2, who, Meaning::Accent)
        .goes(goes(cx, need.at))
}

fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Where something is put right: its cell, or the page on which such parts are added.
fn goes(cx: &Context, at: At) -> Goes {
    let Some(record) = cx.book.get(at.record) else { return Goes::Page(Page::Tab(Tab::Stages)) };
    if record.kind == at.kind && record.kind != Kind::Meeting {
        return Goes::Record(record.id, at.field);
    }
    let part = match at.kind {
        Kind::AgendaItem => Some(meeting::Part::Agenda),
        Kind::Attendance => Some(meeting::Part::Attendance),
        Kind::Group => Some(meeting::Part::Groups),
        Kind::Idea => Some(meeting::Part::Ideas),
        _ => None,
    };
    match part.filter(|_| record.kind == Kind::Meeting) {
        Some(part) => Goes::Page(Page::Meeting(record.id, part)),
        None if record.kind == at.kind => Goes::Record(record.id, at.field),
        None if part.is_some() => Goes::Page(Page::Tab(Tab::Meetings)),
        None if at.kind == Kind::PipPerson => Goes::Page(Page::Tab(Tab::Collaborators)),
        None => Goes::Page(Page::Tab(tab_of(at.kind).unwrap_or(Tab::Stages))),
    }
}

fn of_stage(cx: &Context, plan: Id, stage: Stage, (at, to): (Option<Stage>, Option<Stage>), glyphs: &Glyphs) -> Line {
    let (sign, meaning) = sign(cx, plan, stage, at, to, glyphs);
    let line = Line::saying(plan).says(0, format!("{sign} {}", stage.words()), meaning);
    if at < Some(stage) {
        return line.says(1, sentence(gate::in_short(stage)), Meaning::Muted).says(2, gate::who_acts(stage), Meaning::Muted);
    }
    let Some(passage) = gate::passed(cx.book, plan, stage) else {
        return line.says(1, "Reached; no passage on record.", Meaning::Muted);
    };
    let day = passage.date(Field::Day).map_or_else(String::new, dates::show_long);
    let words = match passage.text(Field::Reason) {
        "" => format!("Passed {day}"),
        reason => format!("Passed {day} without all it needs: {reason}"),
    };
    line.says(1, words, Meaning::Text).says(2, passage.text(Field::Who), Meaning::Muted)
}

fn of_passage(cx: &Context, plan: Id, passage: &Record) -> Line {
    let day = passage.date(Field::Day).map_or_else(String::new, |day| dates::show(day, cx.day_first));
    let stage = Stage::named(passage.text(Field::Stage)).map_or("", Stage::words);
    let what = match passage.text(Field::Part) {
        gate::BACK => format!("back to {stage}"),
        gate::REOPENED => "text opened again".to_owned(),
        _ => "text closed again".to_owned(),
    };
    let reason = [day, passage.text(Field::Reason).to_owned()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": ");
    Line::saying(plan).says(0, what, Meaning::Text).says(1, reason, Meaning::Text).says(2, passage.text(Field::Who), Meaning::Muted)
}

/// Passing a gate, going back, opening a released plan: on any page of a plan, and on the board of plans.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    if !matches!(command, Command::RecordExit | Command::StepBack | Command::ReopenPlan) {
        return None;
    }
    let plan = match sheet.page {
        Page::Tab(Tab::Plans) => sheet.lines.get(at).map(|line| line.record),
        Page::Tab(Tab::Selection) => return None,
        _ => sheet.plan,
    };
    let Some(plan) = plan.and_then(|id| cx.book.get(id)) else {
        return Some(vec![Effect::Refuse("Choose a Mini PIP first: Ctrl-E.".to_owned())]);
    };
    if let Some(why) = &cx.book.facts.read_only {
        return Some(vec![Effect::Refuse(format!("This file can only be read here: {why}"))]);
    }
    pane.picks = vec![plan.id];
    Some(match command {
        Command::RecordExit => ask_pass(cx, plan),
        Command::StepBack => ask_back(cx, plan),
        _ => ask_reopen(cx, plan),
    })
}

fn move_of(cx: &Context, form: &str, plan: Id, reason: &str) -> Result<Change, String> {
    let mut fresh = || cx.ids.fresh();
    let by = cx.author();
    match form {
        PASS => gate::pass(cx.book, plan, reason, by, &mut fresh),
        BACK => gate::back(cx.book, plan, reason, by, &mut fresh),
        REOPEN => gate::reopen(cx.book, plan, reason, by, &mut fresh),
        _ => gate::close(cx.book, plan, reason, by, &mut fresh),
    }
}

const PASS: &str = "stages.pass";
const BACK: &str = "stages.back";
const REOPEN: &str = "stages.reopen";
const CLOSE: &str = "stages.close";

fn reason(hint: &str) -> Vec<FormField> {
    vec![FormField::new("Reason", Takes::Lines).hint(hint)]
}

fn called(plan: &Record) -> String {
    match quoted(plan.text(Field::Title)) {
        title if title.is_empty() => "this plan".to_owned(),
        title => title,
    }
}

fn ask_pass(cx: &Context, plan: &Record) -> Vec<Effect> {
    let Some(to) = gate::next(cx.book, plan.id) else {
        return vec![Effect::Refuse("This plan has been through its third meeting: no gate is left.".to_owned())];
    };
    let open: Vec<Need> = gate::needs(cx.book, plan.id, to, cx.today).into_iter().filter(Need::is_open).collect();
    if open.is_empty() {
        return match move_of(cx, PASS, plan.id, "") {
            Ok(change) => {
                let makes = gate::makes(to).map_or_else(String::new, |makes| format!(" {makes}"));
                let question = format!("Pass the gate to '{}' of {}? All it needs is there.{makes}", to.words(), called(plan));
                vec![Effect::Confirm { question, change }]
            }
            Err(why) => vec![Effect::Refuse(why)],
        };
    }
    let mut words = format!("Before '{}', {} still needs:", to.words(), called(plan));
    // The field for the reason must stay in view.
    let listed = (usize::from(cx.area.height.saturating_sub(12)) / 2).clamp(1, LISTED);
    for need in open.iter().take(listed) {
        let _ = write!(words, "\n\u{2022} {} ({})", need.words, need.waits_for);
    }
    if open.len() > listed {
        let _ = write!(words, "\n\u{2022} and {}", counted((open.len() - listed) as u64, "thing more", "things more"));
    }
    words.push_str("\nEsc goes back to it. To pass without, write the reason; it stays with the plan.");
    let title = format!("Gate to '{}': {} open", to.words(), open.len());
    vec![Effect::Ask(Form::new(PASS, title, words, reason("why it goes on without")))]
}

fn ask_back(cx: &Context, plan: &Record) -> Vec<Effect> {
    let before = gate::reached(cx.book, plan.id).and_then(|at| Stage::ALL.get((at as usize).checked_sub(1)?));
    let Some(before) = before else {
        return vec![Effect::Refuse("This plan is at its first stage: there is none before it.".to_owned())];
    };
    let words = format!("{} goes back to '{}'. Nothing in it is lost; versions and passages stay.", called(plan), before.words());
    vec![Effect::Ask(Form::new(BACK, "Back to the stage before", sentence(&words), reason("why it goes back")))]
}

fn ask_reopen(cx: &Context, plan: &Record) -> Vec<Effect> {
    if Stage::of(plan) < Stage::Released {
        return vec![Effect::Refuse("The text of this plan is open: only a released plan is closed.".to_owned())];
    }
    if gate::is_locked(plan) {
        let words =
            format!("{} is released, so its text can only be read. Opened again, it can be changed until it is closed.", called(plan));
        return vec![Effect::Ask(Form::new(REOPEN, "Open the text again", sentence(&words), reason("why it is opened again")))];
    }
    match move_of(cx, CLOSE, plan.id, "") {
        Ok(change) => {
            let question = format!("Close the text of {} again? It was opened because: {}", called(plan), plan.text(Field::Reopened));
            vec![Effect::Confirm { question, change }]
        }
        Err(why) => vec![Effect::Refuse(why)],
    }
}

/// A form of this page was filled.
pub fn filled(pane: &MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    let Some(plan) = pane.picks.first().copied() else { return Vec::new() };
    if form.text(0).is_empty() {
        let why = "Without a reason it does not go on: who reads this later must know why.";
        return vec![Effect::Ask(form.clone().at_fault(0, why))];
    }
    match move_of(cx, form.id, plan, form.text(0)) {
        Ok(change) => vec![Effect::Write(change)],
        Err(why) => vec![Effect::Ask(form.clone().at_fault(0, why))],
    }
}
