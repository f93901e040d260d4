//! "What would it take?": for each milestone the shortest list that leads to its exit. For the case review the questions of
//! each region with the cases they miss, for the qualitative review the cases that would have to be acceptable, for the others
//! what is open. Nothing here is recorded; each line says where its evidence is.
//!
//! `standing.rs` two years in a row · `ratings.rs` the qualitative review · `open.rs` considerations, steps, bodies, measures.

mod open;
mod ratings;
mod standing;

use std::fmt::Write;

use chrono::NaiveDate;

use super::book::Book;
use super::exit::{self, Subject};
use super::field::Field;
use super::id::Id;
use super::milestone::{Computed, MilestoneState, Status};
use super::tone::Tone;

/// Where the evidence of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Scores of an instrument, of a region, at a question.
    Scores {
        /// Code of the instrument.
        instrument: String,
        /// The region; none is statewide.
        region: Option<Id>,
        /// Code of the question.
        question: Option<String>,
    },
    /// Qualitative reviews, likewise.
    Qcr {
        /// Code of the instrument.
        instrument: String,
        /// The region; none is statewide.
        region: Option<Id>,
        /// Code of the question.
        question: Option<String>,
    },
    /// Another milestone, and what it would take there.
    Milestone(Id),
    /// A step, consideration, measure or region of the milestone itself.
    Part(Id),
    /// A committee.
    Committee(Id),
    /// A special study or a trend indicator.
    Trend(Id),
}

/// One thing that is missing, or one that is good to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands under: a region, "Open steps".
    pub group: String,
    /// What is said of the whole group.
    pub beside: String,
    /// What it is.
    pub words: String,
    /// Cases that are missing, where that is known.
    pub cases: Option<u64>,
    /// The year since which it stands so.
    pub since: Option<i32>,
    /// How it weighs: bad is missing, good is there.
    pub tone: Tone,
    /// The region it is about.
    pub region: Option<Id>,
    /// The question it is about.
    pub question: Option<String>,
    /// Where the evidence is.
    pub way: Way,
}

/// What a milestone would take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takes {
    /// The milestone.
    pub milestone: Id,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// The fiscal year that was looked at.
    pub year: i32,
    /// The answer in a sentence or two.
    pub summary: String,
    /// The list.
    pub lines: Vec<Line>,
}

/// What the milestone of a state would take. `all` are the states of its plan.
#[must_use]
pub fn takes(book: &Book, state: &MilestoneState, all: &[MilestoneState], year: i32, today: NaiveDate) -> Takes {
    let mut found =
        Takes { milestone: state.id, number: state.number, name: state.name.clone(), year, summary: String::new(), lines: Vec::new() };
    let Some(record) = book.get(state.id) else { return found };
    let mut said = match record.text(Field::Rule) {
        "standing" => standing::list(book, record, year, &mut found.lines),
        "qcr" => ratings::list(book, record, year, &mut found.lines),
        "derived" => others(state, all, &mut found.lines),
        _ => String::new(),
    };
    let open = open::list(book, state, year, today, &mut found.lines);
    if !open.is_empty() {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&open);
    }
    found.summary = match state.status {
        Status::Exited => {
            let stands = exit::recorded(book, Subject { milestone: state.id, region: None });
            let day = stands.day.map_or_else(String::new, |day| format!(" on {}", super::dates::show_long(day)));
            format!("Exited{day}: nothing is needed for its exit. {said}")
        }
        _ if said.is_empty() || state.computed == Computed::Met => {
            let first = if state.status == Status::Open { "its exit can be proposed" } else { "its exit is proposed and can be recorded" };
            let met = if state.computed == Computed::Met { format!("Met ({})", state.reason) } else { "Nothing is open here".to_owned() };
            format!("{met}: {first} (Ctrl-U). {said}")
        }
        _ => said,
    };
    found.summary.truncate(found.summary.trim_end().len());
    found
}

/// The milestones that are not exited, for the one that is met when they are.
fn others(state: &MilestoneState, all: &[MilestoneState], lines: &mut Vec<Line>) -> String {
    // Another derived one is not among what it waits for.
    let open: Vec<&MilestoneState> = all.iter().filter(|s| s.id != state.id && s.status != Status::Exited && !s.derived).collect();
    for other in &open {
        let steps = if other.steps > 0 { format!("; {} of {} steps done", other.steps_done, other.steps) } else { String::new() };
        lines.push(Line {
            group: "Milestones that are not exited".to_owned(),
            beside: open.len().to_string(),
            words: format!("{} {}, {}: {}{steps}", other.number, other.name, other.status.words(), other.said()),
            tone: if other.status == Status::ExitProposed { Tone::Hopeful } else { Tone::Bad },
            ..Line::at(Way::Milestone(other.id))
        });
    }
    let numbers: Vec<String> = open.iter().map(|s| s.number.to_string()).collect();
    match numbers.len() {
        0 => String::new(),
        1 => format!("Milestone {} must be exited; this one follows by itself.", numbers[0]),
        n => {
            let listed = super::text::listed(numbers.iter().map(String::as_str), "and");
            format!("{n} milestones must be exited: {listed}. This one follows by itself.")
        }
    }
}

impl Line {
    /// A line about nothing yet, with its way.
    fn at(way: Way) -> Line {
        Line {
            group: String::new(),
            beside: String::new(),
            words: String::new(),
            cases: None,
            since: None,
            tone: Tone::Neutral,
            region: None,
            question: None,
            way,
        }
    }
}

impl Takes {
    /// All of it as plain text, to be pasted into a letter.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("Milestone {}, {}: what would it take? (FY{})\n{}\n", self.number, self.name, self.year, self.summary);
        let mut group = "";
        for line in &self.lines {
            if line.group != group {
                group = &line.group;
                let beside = if line.beside.is_empty() { String::new() } else { format!(" ({})", line.beside) };
                let _ = writeln!(out, "\n{group}{beside}");
            }
            let cases = line.cases.map_or_else(String::new, |n| format!(" [{n} missing]"));
            let _ = writeln!(out, "- {}{cases}", line.words);
        }
        out
    }
}

#[cfg(test)]
mod tests;
