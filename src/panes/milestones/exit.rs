//! Recording the road out: which step, what is asked before it, and the change that it is. Recorded and computed never
//! overwrite each other: what is computed is only frozen beside the record, as the fact of the day.

use super::Milestones;
use super::rows::{Row, What};
use super::table::Tree;
use crate::command::form::{Form, FormField, Takes};
use crate::command::{Context, Effect};
use crate::domain::dates;
use crate::domain::exit::{self, Said, Step, Subject};
use crate::domain::field::Field;
use crate::domain::milestone::{Computed, MilestoneState, Status};
use crate::domain::record::Record;
use crate::domain::review_moves::person;
use crate::domain::verdict::Verdict;

/// The name of its dialogs.
pub const ID: &str = "exit";

/// What is asked about: what exits, and the step once it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asking {
    subject: Subject,
    step: Option<Step>,
}

impl Milestones {
    /// Asks for the next step on the road out of the row's milestone, or of its region.
    pub(super) fn ask_exit(&mut self, tree: &Tree, row: Row, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let region = match row.what {
            What::Region => Some(row.id),
            What::Trail => tree.record(row).and_then(|step| step.record(Field::Region)),
            _ => None,
        };
        let subject = Subject { milestone: row.milestone, region };
        let status = exit::recorded(cx.book, subject).status;
        if let [step] = Step::from(status) {
            self.asking = Some(Asking { subject, step: Some(*step) });
            return vec![Effect::Ask(form(tree, subject, *step, cx))];
        }
        self.asking = Some(Asking { subject, step: None });
        let lines = Step::from(status).iter().map(|step| (step.asks().to_owned(), String::new())).collect();
        vec![Effect::Pick { id: ID, title: format!("The exit of {} is proposed", called(cx, subject)), lines, at: 0 }]
    }

    /// A step was chosen: asks what goes with it.
    pub(super) fn exit_picked(&mut self, at: usize, tree: &Tree, cx: &Context) -> Vec<Effect> {
        let Some(asking) = &mut self.asking else { return Vec::new() };
        let status = exit::recorded(cx.book, asking.subject).status;
        asking.step = Step::from(status).get(at).copied();
        asking.step.map(|step| Effect::Ask(form(tree, asking.subject, step, cx))).into_iter().collect()
    }

    /// It was said: the change, or the form once more.
    pub(super) fn exit_filled(&mut self, form: &Form, tree: &Tree, cx: &Context) -> Vec<Effect> {
        let Some(Asking { subject, step: Some(step) }) = self.asking else { return Vec::new() };
        let Some(state) = tree.state(subject.milestone) else { return Vec::new() };
        let back = step.needs_reason();
        let (words, day, who) = (form.text(0), form.text(1), form.text(2));
        let Ok(day) = day.parse() else {
            return vec![Effect::Ask(form.clone().at_fault(1, "Say on which day"))];
        };
        let verdict = subject.region.and_then(|region| tree.facts.regions.get(&(subject.milestone, region))?.verdict.as_ref());
        let facts = exit::facts(cx.book, subject, state, verdict, cx.chosen.year, cx.today);
        let (evidence, reason) = if back { ("", words) } else { (words, "") };
        let said = Said { day, who, evidence, reason, facts: &facts };
        match exit::make(cx.book, subject, step, said, cx.author(), &mut || cx.ids.fresh()) {
            Ok(change) => {
                self.asking = None;
                self.expanded.insert(subject.milestone);
                vec![Effect::Write(change)]
            }
            Err(why) => {
                let at = usize::from(day > cx.today);
                vec![Effect::Ask(form.clone().at_fault(at, why))]
            }
        }
    }
}

/// What exits, as a sentence says it.
fn called(cx: &Context, of: Subject) -> String {
    match of.region {
        None => super::called(cx, of.milestone),
        Some(region) => {
            let number = cx.book.get(of.milestone).and_then(|m| m.int(Field::Number)).unwrap_or_default();
            format!("{} from milestone {number}", cx.book.name(region))
        }
    }
}

/// What the data say of it now.
fn says(tree: &Tree, of: Subject, state: &MilestoneState) -> String {
    match of.region {
        Some(region) => {
            tree.facts.regions.get(&(of.milestone, region)).and_then(|region| region.verdict.as_ref()).map_or_else(
                || "There is nothing to compute from.".to_owned(),
                |verdict| format!("The data say: {}", Verdict::words(verdict)),
            )
        }
        None => match state.computed {
            Computed::Judgement => format!("A person judges here: {}.", state.reason),
            computed => format!("The data say {}: {}.", computed.words(), state.reason),
        },
    }
}

fn form(tree: &Tree, of: Subject, step: Step, cx: &Context) -> Form {
    let state = tree.state(of.milestone);
    let says = state.map_or_else(String::new, |state| says(tree, of, state));
    let now = exit::recorded(cx.book, of);
    let title = match step {
        Step::Proposed => format!("Propose the exit of {}", called(cx, of)),
        Step::Withdrawn => format!("Withdraw the proposal to exit {}", called(cx, of)),
        Step::Exited => format!("Record the exit of {}", called(cx, of)),
        Step::Reopened => format!("Open {} again", called(cx, of)),
    };
    let kept = match step {
        Step::Proposed => "The facts of today are frozen beside it.".to_owned(),
        Step::Exited => "The facts of today are frozen beside it. It stays exited whatever the data say later.".to_owned(),
        Step::Withdrawn => "The trail keeps the proposal and the reason.".to_owned(),
        Step::Reopened => {
            let day = now.day.map_or_else(String::new, |day| format!(" on {}", dates::show(day, cx.day_first)));
            let by = if now.who.is_empty() { String::new() } else { format!(" by {}", now.who) };
            format!("Its exit was recorded{day}{by}; the trail keeps it with its evidence.")
        }
    };
    let first = if step.needs_reason() {
        FormField::new("Reason", Takes::Line).hint("why: the trail keeps it")
    } else {
        let begun = if now.evidence.is_empty() { evidence(step, tree, of, state) } else { now.evidence };
        FormField::new("Evidence", Takes::Lines).with(begun).hint("what speaks for it, and where that is kept")
    };
    let fields = vec![
        first,
        FormField::new("Day", Takes::Day).with(cx.today.to_string()),
        FormField::new("By", Takes::Line).with(person(&cx.book.facts.who)),
    ];
    Form::new(ID, title, format!("{says} {kept}").trim(), fields)
}

/// What an exit begins with as its evidence: what is computed.
fn evidence(step: Step, tree: &Tree, of: Subject, state: Option<&MilestoneState>) -> String {
    let Some(state) = state.filter(|_| step == Step::Exited) else { return String::new() };
    match (of.region, state.computed) {
        (Some(_), _) => says(tree, of, state),
        (None, Computed::Judgement) => format!("Judged: {}", state.reason),
        (None, computed) => format!("Computed {}: {}", computed.words(), state.reason),
    }
}

/// The record of the trail that tells of the exit that stands, in words: "at its exit the data said ...".
pub fn then(tree: &Tree, of: Subject) -> Option<String> {
    exit::computed_then(tree.book, of).map(|words| format!("at its exit the data said {words}"))
}

/// A recorded state in words, with its day and who recorded it.
pub fn recorded(tree: &Tree, of: Subject) -> String {
    let now = exit::recorded(tree.book, of);
    let day = now.day.map_or_else(String::new, |day| format!(" {}", dates::show(day, tree.day_first)));
    let by = if now.who.is_empty() { String::new() } else { format!(" by {}", now.who) };
    let evidence = if now.evidence.is_empty() { String::new() } else { format!(". On evidence: {}", now.evidence) };
    let words = if now.status == Status::Exited { format!("exited{day}{by}") } else { now.status.words().to_owned() };
    format!("{words}{evidence}")
}

/// Who took a step of the trail, when, on what, and why.
pub fn told(tree: &Tree, record: &Record) -> String {
    let words = exit::step(record).map_or("step", Step::words);
    let region = record.record(Field::Region).map_or_else(String::new, |region| format!(" for {}", tree.book.name(region)));
    let day = tree.day(record.date(Field::Day));
    let by: Vec<&str> = [record.text(Field::Who), day.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{words}{region}: {}", by.join(", "))
}
