//! What is open in a milestone itself: considerations that are not answered yes, steps that are not done, committees and
//! studies with their facts, measures.

use chrono::NaiveDate;

use super::{Line, Way};
use crate::domain::book::Book;
use crate::domain::dates::show_long;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::milestone::{MilestoneState, Status, StepStatus, bodies, measured};
use crate::domain::record::Record;
use crate::domain::text::{counted, listed};
use crate::domain::tone::Tone;

/// Adds the lines and says how many are open.
pub(super) fn list(book: &Book, state: &MilestoneState, year: i32, today: NaiveDate, lines: &mut Vec<Line>) -> String {
    let record = book.get(state.id);
    let derived = record.is_some_and(|m| m.text(Field::Rule) == "derived");
    let mut said: Vec<String> = Vec::new();
    let considerations: Vec<&Record> =
        book.parts(state.id, Kind::Consideration).into_iter().filter(|c| c.text(Field::Answer) != "yes").collect();
    for consideration in &considerations {
        let (words, tone) = answer(consideration);
        lines.push(group("Considerations that are not answered yes", considerations.len(), words, tone, Way::Part(consideration.id)));
    }
    if !considerations.is_empty() {
        said.push(counted(considerations.len() as u64, "consideration", "considerations"));
    }
    let is_open = |step: &&Record| matches!(StepStatus::named(step.text(Field::Status)), StepStatus::NotStarted | StepStatus::InProgress);
    let steps: Vec<&Record> = book.parts(state.id, Kind::Step).into_iter().filter(is_open).collect();
    for step in &steps {
        let (words, tone) = self::step(step, today);
        lines.push(group("Open steps", steps.len(), words, tone, Way::Part(step.id)));
    }
    if !steps.is_empty() {
        said.push(counted(steps.len() as u64, "step", "steps"));
    }
    let bodies = bodies::facts(book, state.id, year, today);
    for study in [false, true] {
        let of: Vec<_> = bodies.iter().filter(|body| body.study == study).collect();
        let title = if study { "Special studies" } else { "Committees, as facts" };
        for body in &of {
            let way = if study { Way::Trend(body.id) } else { Way::Committee(body.id) };
            let tone = if body.open { Tone::Warning } else { Tone::Neutral };
            lines.push(group(title, of.len(), format!("{}: {}", body.name, body.words), tone, way));
        }
    }
    let measures = book.parts(state.id, Kind::Measure);
    for measure in &measures {
        let way = measured::follows(book, measure).map_or(Way::Part(measure.id), Way::Trend);
        let words = measured::sentence(book, measure).unwrap_or_else(|| format!("{}: no value yet", measure.text(Field::Name)));
        let title = if derived { "Investment figures" } else { "Measures" };
        lines.push(group(title, measures.len(), words, Tone::Neutral, way));
    }
    // For the derived one its own parts decide nothing.
    if said.is_empty() || derived || state.status == Status::Exited {
        return String::new();
    }
    let open = listed(said.iter().map(String::as_str), "and");
    format!("Open: {open}.")
}

fn group(title: &str, count: usize, words: String, tone: Tone, way: Way) -> Line {
    Line { group: title.to_owned(), beside: count.to_string(), words, tone, ..Line::at(way) }
}

fn answer(record: &Record) -> (String, Tone) {
    let (answer, tone) = match record.text(Field::Answer) {
        "no" => ("answered no", Tone::Bad),
        "judgement" => ("left to judgement", Tone::Hopeful),
        _ => ("not answered", Tone::Bad),
    };
    let day = record.date(Field::Day).map_or_else(String::new, show_long);
    let by: Vec<&str> = [record.text(Field::Who), day.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let by = if by.is_empty() || record.text(Field::Answer).is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    let note = match record.text(Field::Note) {
        "" => String::new(),
        note => format!("; {note}"),
    };
    (format!("{}: {answer}{by}{note}", record.text(Field::Text).trim_end_matches('.')), tone)
}

fn step(record: &Record, today: NaiveDate) -> (String, Tone) {
    let status = StepStatus::named(record.text(Field::Status)).words();
    let owner = match record.text(Field::Owner) {
        "" => ", nobody named".to_owned(),
        owner => format!(", {owner}"),
    };
    let due = record.date(Field::Due);
    let late = due.is_some_and(|day| day < today);
    let due = due.map_or_else(String::new, |day| format!(", due {}{}", show_long(day), if late { ", overdue" } else { "" }));
    let tone = if late { Tone::Warning } else { Tone::Bad };
    (format!("{}: {status}{owner}{due}", record.text(Field::Text)), tone)
}
