//! The few lines beneath the tree: what a milestone is for, its exit rule, what is computed, what is recorded.

use super::exit;
use super::rows::{Row, What};
use super::table::Tree;
use crate::command::Area;
use crate::domain::exit::{Readiness, Subject};
use crate::domain::field::Field;
use crate::domain::milestone::measured::{self, Point};
use crate::domain::milestone::{Computed, MilestoneState, Status};
use crate::domain::record::Record;
use crate::domain::verdict::Verdict;

/// The tree above, the detail beneath (its first line is a rule). On a small pane the tree has all.
pub fn split(area: Area) -> (Area, Area) {
    let lines = match area.height {
        0..14 => 0,
        14..24 => 5,
        24..40 => 7,
        _ => 9,
    };
    let tree = Area { height: area.height - lines, ..area };
    (tree, Area { y: area.y + tree.height, height: lines, ..area })
}

/// How the whole plan stands: which milestones are exited, and which records the data do not bear out.
pub fn standing(tree: &Tree) -> String {
    let mut states: Vec<_> = tree.facts.states.values().collect();
    states.sort_by_key(|state| state.number);
    let numbers = |wanted: &dyn Fn(&MilestoneState) -> bool| {
        let numbers: Vec<String> = states.iter().filter(|state| wanted(state)).map(|state| state.number.to_string()).collect();
        numbers.join(", ")
    };
    let exited = match numbers(&|state| state.status == Status::Exited) {
        none if none.is_empty() => "none exited".to_owned(),
        some => format!("exited: {some}"),
    };
    match numbers(&|state| state.differs) {
        none if none.is_empty() => format!("{exited}; none differs from the data"),
        some => format!("{exited}; differs from the data: {some}"),
    }
}

/// The title of the detail, and its lines: a label and a text each.
pub fn lines(tree: &Tree, row: Row) -> (String, Vec<(&'static str, String)>) {
    let record = tree.record(row);
    let text = |field| record.map_or("", |r| r.text(field)).to_owned();
    let title = tree.state(row.milestone).map_or_else(String::new, |s| format!("{} {}", s.number, s.name));
    let lines = match row.what {
        What::Milestone | What::Exit => of_milestone(tree, row),
        What::Step => vec![("Step", text(Field::Text)), ("Evidence", text(Field::Evidence)), ("Note", text(Field::Note))],
        What::Measure | What::Value => of_measure(tree, row),
        What::Consideration => vec![("Consider", text(Field::Text)), ("Answer", answered(tree, record)), ("Note", text(Field::Note))],
        What::Body => tree.facts.bodies.get(&(row.milestone, row.id)).map_or_else(Vec::new, |body| {
            vec![(if body.study { "Study" } else { "Committee" }, body.name.clone()), ("Facts", body.words.clone())]
        }),
        What::Region => of_region(tree, row),
        What::Trail => vec![
            ("Step", record.map_or_else(String::new, |record| exit::told(tree, record))),
            ("Evidence", text(Field::Evidence)),
            ("Reason", text(Field::Reason)),
            ("Facts then", text(Field::Text).replace('\n', " ")),
        ],
    };
    (title, lines.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

fn answered(tree: &Tree, record: Option<&Record>) -> String {
    let Some(record) = record.filter(|r| !r.text(Field::Answer).is_empty()) else {
        return "unanswered: yes, no or judgement".to_owned();
    };
    let day = tree.day(record.date(Field::Day));
    let by: Vec<&str> = [record.text(Field::Who), day.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let by = if by.is_empty() { String::new() } else { format!(", by {}", by.join(", ")) };
    format!("{}{by}", record.text(Field::Answer))
}

/// A measure with its values, the newest first, as far as the line goes.
fn of_measure(tree: &Tree, row: Row) -> Vec<(&'static str, String)> {
    let whole = if row.what == What::Value { tree.record(row).and_then(Record::parent) } else { Some(row.id) };
    let Some(measure) = whole.and_then(|id| tree.book.get(id)) else { return Vec::new() };
    let history = measured::history(tree.book, measure);
    let said = |point: &Point| match tree.when(point) {
        when if when.is_empty() => format!("{} (no day)", point.text),
        when => format!("{} ({when})", point.text),
    };
    let target = match measure.text(Field::Target) {
        "" => "no target set".to_owned(),
        target => format!("target {target}"),
    };
    let now = history.last().map_or_else(|| "no value yet".to_owned(), said);
    let from = match (measured::follows(tree.book, measure), history.last().map_or("", |point| point.source.as_str())) {
        (Some(indicator), "") => format!("the trend indicator '{}'", tree.book.name(indicator)),
        (Some(indicator), source) => format!("the trend indicator '{}': {source}", tree.book.name(indicator)),
        (None, "") => measure.text(Field::Source).to_owned(),
        (None, source) => source.to_owned(),
    };
    let before: Vec<String> = history.iter().rev().skip(1).map(said).collect();
    vec![
        ("Measure", measure.text(Field::Name).to_owned()),
        ("Now", format!("{now}; {target}")),
        ("Before", before.join(", ")),
        ("Source", from),
        ("Note", measure.text(Field::Note).to_owned()),
    ]
}

fn of_milestone(tree: &Tree, row: Row) -> Vec<(&'static str, String)> {
    let (Some(record), Some(state)) = (tree.book.get(row.milestone), tree.state(row.milestone)) else { return Vec::new() };
    let subject = Subject { milestone: row.milestone, region: None };
    let difference = state.difference().map(|words| format!("The record stands: {words}"));
    let then = exit::then(tree, subject).filter(|_| difference.is_some());
    let differs = [difference, then].into_iter().flatten().collect::<Vec<_>>().join("; ");
    vec![
        ("Purpose", record.text(Field::Purpose).to_owned()),
        ("Exit rule", rule(record.text(Field::Rule)).to_owned()),
        (if state.computed == Computed::Judgement { "To judge" } else { "Computed" }, state.said()),
        ("Recorded", exit::recorded(tree, subject)),
        ("Differs", differs),
    ]
}

fn of_region(tree: &Tree, row: Row) -> Vec<(&'static str, String)> {
    let region = tree.facts.regions.get(&(row.milestone, row.id));
    let verdict = region.and_then(|region| region.verdict.as_ref());
    let subject = Subject { milestone: row.milestone, region: Some(row.id) };
    let fallen = region.filter(|region| region.fallen()).map(|_| "Fallen since its exit, which stands".to_owned());
    let then = exit::then(tree, subject).filter(|_| fallen.is_some());
    vec![
        ("Region", tree.book.name(row.id).to_owned()),
        ("Readiness", region.map_or_else(String::new, Readiness::words)),
        ("Computed", verdict.map_or_else(String::new, Verdict::words)),
        ("Recorded", exit::recorded(tree, subject)),
        ("Differs", [fallen, then].into_iter().flatten().collect::<Vec<_>>().join("; ")),
    ]
}

/// An exit rule in words.
pub fn rule(code: &str) -> &'static str {
    match code {
        "steps" => "Met when every step that is not dropped is done.",
        "derived" => "None of its own: met when all the other milestones are exited.",
        "standing" => "Met when every region reaches its goals in two consecutive years. A region exits by itself.",
        "qcr" => "Met when the overall ratings meet their goals statewide in the newest year.",
        _ => "A person judges, on the considerations and the evidence.",
    }
}
