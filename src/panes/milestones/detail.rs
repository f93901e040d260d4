//! The few lines beneath the tree: what a milestone is for, its exit rule, what is computed, what is recorded.

use super::rows::{Row, What, region_exit};
use super::table::Tree;
use crate::command::Area;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::milestone::{Computed, Status};
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

/// The title of the detail, and its lines: a label and a text each.
pub fn lines(tree: &Tree, row: Row) -> (String, Vec<(&'static str, String)>) {
    let record = tree.record(row);
    let text = |field| record.map_or("", |r| r.text(field)).to_owned();
    let title = tree.state(row.milestone).map_or_else(String::new, |s| format!("{} {}", s.number, s.name));
    let lines = match row.what {
        What::Milestone | What::Exit => of_milestone(tree, row),
        What::Step => vec![("Step", text(Field::Text)), ("Evidence", text(Field::Evidence)), ("Note", text(Field::Note))],
        What::Measure => vec![
            ("Measure", text(Field::Name)),
            ("Now", format!("{} of target {}", or(&text(Field::Value), "no value"), or(&text(Field::Target), "not set"))),
            ("Source", text(Field::Source)),
            ("Note", text(Field::Note)),
        ],
        What::Consideration => vec![
            ("Consider", text(Field::Text)),
            ("Answer", or(&text(Field::Answer), "unanswered: yes, no or judgement")),
            ("Note", text(Field::Note)),
        ],
        What::Region => of_region(tree, row),
    };
    (title, lines.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

fn or(text: &str, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn of_milestone(tree: &Tree, row: Row) -> Vec<(&'static str, String)> {
    let (Some(record), Some(state)) = (tree.book.get(row.milestone), tree.state(row.milestone)) else { return Vec::new() };
    let computed = match state.computed {
        Computed::Judgement => state.reason.clone(),
        computed => format!("{}: {}", computed.words(), state.reason),
    };
    let recorded = match state.status {
        Status::Open => "open".to_owned(),
        Status::ExitProposed => "exit proposed".to_owned(),
        Status::Exited => {
            let day = record.date(Field::ExitedOn).map_or_else(String::new, |day| format!(" {}", dates::show(day, tree.day_first)));
            let by = match record.text(Field::ExitedBy) {
                "" => String::new(),
                by => format!(" by {by}"),
            };
            format!("exited{day}{by}")
        }
    };
    let evidence = match record.text(Field::Evidence) {
        "" => String::new(),
        evidence => format!(". On evidence: {evidence}"),
    };
    vec![
        ("Purpose", record.text(Field::Purpose).to_owned()),
        ("Exit rule", rule(record.text(Field::Rule)).to_owned()),
        (if state.computed == Computed::Judgement { "To judge" } else { "Computed" }, computed),
        ("Recorded", format!("{recorded}{evidence}")),
    ]
}

fn of_region(tree: &Tree, row: Row) -> Vec<(&'static str, String)> {
    let verdict = tree.facts.verdicts.get(&(row.milestone, row.id));
    let counts = verdict.map_or_else(String::new, |v| {
        let parts: Vec<String> = v.standings.iter().map(|(standing, n)| format!("{n} {}", standing.words())).collect();
        format!("{} (of {} {})", parts.join(", "), v.looked_at, v.scope.units())
    });
    let recorded = region_exit(tree.book, row.milestone, row.id).map_or_else(
        || "no exit yet".to_owned(),
        |exit| {
            let day = exit.date(Field::ExitedOn).map_or_else(String::new, |day| format!(" {}", dates::show(day, tree.day_first)));
            format!("exited{day} by {}. On evidence: {}", exit.text(Field::ExitedBy), exit.text(Field::Evidence))
        },
    );
    vec![
        ("Region", tree.book.name(row.id).to_owned()),
        ("Computed", verdict.map_or_else(String::new, Verdict::words)),
        ("Standing", counts),
        ("Recorded", recorded),
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
