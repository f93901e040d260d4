//! The facts of a moment, in plain lines: what a step on the road out freezes. Days are written so that nobody can read
//! them wrongly later.

use chrono::NaiveDate;

use super::Subject;
use crate::domain::book::Book;
use crate::domain::dates::show_long;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::milestone::{MilestoneState, StepStatus, bodies, measured};
use crate::domain::record::Record;
use crate::domain::verdict::Verdict;

/// What begins the line of what was computed.
pub(super) const COMPUTED: &str = "Computed: ";

/// The facts as they are: what is computed, then steps, considerations with their answers, measures, committees and studies.
#[must_use]
pub fn facts(book: &Book, of: Subject, state: &MilestoneState, verdict: Option<&Verdict>, year: i32, today: NaiveDate) -> String {
    let mut lines = vec![format!("Fiscal year {year}, as of {}.", show_long(today))];
    if let Some(region) = of.region {
        let words = verdict.map_or_else(|| "there is nothing to compute from.".to_owned(), Verdict::words);
        lines.push(format!("{COMPUTED}{}: {words}", book.name(region)));
    } else {
        lines.push(format!("{COMPUTED}{}", state.said()));
    }
    if state.steps > 0 {
        lines.push(format!("Steps: {} of {} done.", state.steps_done, state.steps));
        let open = |step: &&Record| !matches!(StepStatus::named(step.text(Field::Status)), StepStatus::Done | StepStatus::Dropped);
        for step in book.parts(of.milestone, Kind::Step).into_iter().filter(open) {
            lines.push(format!("- {}, {}", StepStatus::named(step.text(Field::Status)).words(), step.text(Field::Text)));
        }
    }
    let considerations = book.parts(of.milestone, Kind::Consideration);
    if !considerations.is_empty() {
        lines.push("Considerations:".to_owned());
        lines.extend(considerations.into_iter().map(consideration));
    }
    let measures = book.parts(of.milestone, Kind::Measure);
    let known: Vec<String> = measures.into_iter().filter_map(|measure| measured::sentence(book, measure)).collect();
    if !known.is_empty() {
        lines.push("Measures:".to_owned());
        lines.extend(known.into_iter().map(|words| format!("- {words}")));
    }
    lines.extend(bodies::facts(book, of.milestone, year, today).into_iter().map(|body| format!("{}: {}", body.name, body.words)));
    lines.join("\n")
}

fn consideration(record: &Record) -> String {
    let answer = match record.text(Field::Answer) {
        "" => "not answered",
        answer => answer,
    };
    let by = [record.text(Field::Who).to_owned(), record.date(Field::Day).map_or_else(String::new, show_long)];
    let by: Vec<String> = by.into_iter().filter(|part| !part.is_empty()).collect();
    let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    let note = match record.text(Field::Note) {
        "" => String::new(),
        note => format!(": {note}"),
    };
    format!("- {} {answer}{by}{note}", record.text(Field::Text))
}
