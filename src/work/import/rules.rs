//! Instruments and milestone plans into a file: shipped ones by name, or files that a person wrote.

use std::path::Path;
use std::sync::Arc;

use super::{Draft, Request, file_name, open};
use crate::domain::field::Field;
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::value::Value;
use crate::domain::versions;
use crate::import::Refused;
use crate::import::fault::{Fault, Faults};
use crate::import::instrument_csv::{About, read_instrument_csv};
use crate::import::instrument_toml::{parse_instrument_toml, read_instrument_toml};
use crate::import::mapping::Mapping;
use crate::import::plan_toml::{MilestoneIn, PlanIn, parse_plan_toml, read_plan_toml};
use crate::import::shipped;
use crate::work::WorkError;

/// Rules that were read and can be put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// An instrument.
    Instrument(Instrument),
    /// A milestone plan.
    Plan(PlanIn),
}

/// An instrument by the name of a shipped one, or from a TOML file.
///
/// # Errors
/// No such name or file, or its faults.
pub fn instrument_named(id: &str) -> Result<Rules, WorkError> {
    let found = match shipped::find(shipped::INSTRUMENTS, id) {
        Some(known) => parse_instrument_toml(known.file, known.text)?,
        None => read_instrument_toml(&file_name(Path::new(id)), there("shipped instrument or file", id, shipped::INSTRUMENTS)?)?,
    };
    Ok(Rules::Instrument(found.records))
}

/// A plan by the name of a shipped one, or from a TOML file.
///
/// # Errors
/// No such name or file, or its faults.
pub fn plan_named(id: &str) -> Result<Rules, WorkError> {
    let found = match shipped::find(shipped::PLANS, id) {
        Some(known) => parse_plan_toml(known.file, known.text)?,
        None => read_plan_toml(&file_name(Path::new(id)), there("shipped plan or file", id, shipped::PLANS)?)?,
    };
    Ok(Rules::Plan(found.records))
}

fn there(what: &'static str, id: &str, list: &'static [shipped::Shipped]) -> Result<std::fs::File, WorkError> {
    let path = Path::new(id);
    if path.exists() { open(path) } else { Err(WorkError::unknown(what, id, list.iter().map(|s| s.id))) }
}

impl Rules {
    /// Words for the history.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Rules::Instrument(instrument) => format!("the instrument {}", instrument.title),
            Rules::Plan(plan) => format!("the plan {}", plan.title),
        }
    }

    /// Puts them into a draft.
    pub(in crate::work) fn add_to(&self, draft: &mut Draft<'_>) {
        match self {
            Rules::Instrument(instrument) => add_instrument(draft, instrument.clone()),
            Rules::Plan(plan) => add_plan(draft, plan),
        }
    }
}

/// An instrument file; the extension says whether it is TOML or a CSV of questions. A shipped name is taken too.
pub(super) fn instrument_file(draft: &mut Draft<'_>, path: &Path, request: &Request, mapping: &Mapping) -> Result<Faults, WorkError> {
    let name = file_name(path);
    let known = path.to_str().and_then(|id| shipped::find(shipped::INSTRUMENTS, id)).filter(|_| !path.exists());
    let read = if let Some(known) = known {
        parse_instrument_toml(known.file, known.text)?
    } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) {
        read_instrument_toml(&name, open(path)?)?
    } else {
        let Some(id) = request.instrument.as_deref() else {
            return Err(WorkError::Unclear(format!(
                "a CSV of questions says no name for its instrument; add --id NAME (and --title TEXT) for '{name}'"
            )));
        };
        let title = request.title.as_deref().unwrap_or(id);
        read_instrument_csv(&name, open(path)?, mapping, About { id, title, version: 1 })?
    };
    let (instrument, mut notes) = (read.records, read.notes);
    follows(draft, &instrument, &mut notes)?;
    draft.counts.rows += instrument.questions.len() as u64;
    for question in &instrument.questions {
        let area = instrument.areas.get(question.area).map_or("", |a| a.name.as_str());
        draft.show(&["area", "question", "goal", "text"], || {
            vec![area.to_owned(), question.code.clone(), question.goal.to_string(), question.text.clone()]
        });
    }
    add_instrument(draft, instrument);
    Ok(notes)
}

/// The version of an instrument that stands newest in the file.
fn newest(draft: &Draft<'_>, code: &str) -> Option<Arc<Instrument>> {
    draft.book.instruments().iter().rev().find(|(_, i)| i.code.eq_ignore_ascii_case(code)).map(|(_, i)| Arc::clone(i))
}

/// Whether two definitions say the same but for their number and where they come from.
fn same_questions(a: &Instrument, b: &Instrument) -> bool {
    let like = Instrument { code: b.code.clone(), version: b.version, source: b.source.clone(), ..a.clone() };
    like == *b
}

/// A sentence of [`versions`] as a fault: what is wrong, and after the last semicolon what to do.
fn said(code: &'static str, sentence: &str) -> Fault {
    let (message, remedy) = sentence.rsplit_once("; ").unwrap_or((sentence, ""));
    Fault::new(code).says(message, remedy)
}

/// Whether an instrument can follow the version that is here already.
fn follows(draft: &Draft<'_>, instrument: &Instrument, notes: &mut Faults) -> Result<(), Refused> {
    let Some(newest) = newest(draft, &instrument.code).filter(|newest| !same_questions(instrument, newest)) else { return Ok(()) };
    let mut next = instrument.clone();
    next.version = next.version.max(newest.version + 1);
    for message in versions::warnings_between(&newest, &next) {
        notes.warn(|| said("version-warning", &message));
    }
    for message in versions::faults_between(&newest, &next) {
        notes.fault(|| said("version", &message));
    }
    if notes.is_clean() { Ok(()) } else { Err(Refused::Faulty(std::mem::take(notes))) }
}

/// The same questions again are passed over; other questions under a known code are its next version.
fn add_instrument(draft: &mut Draft<'_>, mut instrument: Instrument) {
    if let Some(newest) = newest(draft, &instrument.code) {
        if same_questions(&instrument, &newest) {
            draft.counts.already_here += instrument.questions.len() as u64;
            return;
        }
        instrument.code.clone_from(&newest.code);
        instrument.version = instrument.version.max(newest.version + 1);
    }
    draft.counts.new += instrument.questions.len() as u64;
    let id = draft.store.derived_id("instrument", &[&instrument.code, &instrument.version.to_string()]);
    // A definition is plain data: text, numbers and lists always have a JSON form.
    let definition = serde_json::to_string(&instrument).unwrap_or_default();
    draft.set(id, Kind::Instrument, Field::Code, Value::text(&instrument.code));
    draft.set(id, Kind::Instrument, Field::Version, Value::Int(i64::from(instrument.version)));
    draft.set(id, Kind::Instrument, Field::Title, Value::text(&instrument.title));
    draft.set(id, Kind::Instrument, Field::Definition, Value::text(definition));
}

/// A plan file, or the name of a shipped plan.
pub(super) fn plan_file(draft: &mut Draft<'_>, path: &Path) -> Result<Faults, WorkError> {
    let known = path.to_str().and_then(|id| shipped::find(shipped::PLANS, id)).filter(|_| !path.exists());
    let read = match known {
        Some(known) => parse_plan_toml(known.file, known.text)?,
        None => read_plan_toml(&file_name(path), open(path)?)?,
    };
    for milestone in &read.records.milestones {
        draft.counts.rows += 1;
        draft.show(&["milestone", "steps"], || vec![format!("{} {}", milestone.number, milestone.name), milestone.steps.len().to_string()]);
    }
    add_plan(draft, &read.records);
    Ok(read.notes)
}

/// A plan that is here already stays as it is: what people recorded in it is theirs.
fn add_plan(draft: &mut Draft<'_>, plan: &PlanIn) {
    let id = draft.store.derived_id("plan", &[&plan.code]);
    if draft.is_here(id) {
        draft.counts.already_here += 1;
        return;
    }
    draft.counts.new += 1;
    draft.set(id, Kind::Plan, Field::Code, Value::text(&plan.code));
    draft.set(id, Kind::Plan, Field::Title, Value::text(&plan.title));
    draft.set(id, Kind::Plan, Field::Source, Value::text(&plan.source));
    for milestone in &plan.milestones {
        add_milestone(draft, id, &plan.code, milestone);
    }
    if let Some(set) = &plan.trends {
        super::trends::add_shipped(draft, set);
    }
}

fn add_milestone(draft: &mut Draft<'_>, plan: crate::domain::id::Id, code: &str, milestone: &MilestoneIn) {
    let number = milestone.number.to_string();
    let id = draft.store.derived_id("milestone", &[code, &number]);
    let fields = [
        (Field::Plan, Value::Record(plan)),
        (Field::Number, Value::Int(i64::from(milestone.number))),
        (Field::Name, Value::text(&milestone.name)),
        (Field::Purpose, Value::text(&milestone.purpose)),
        (Field::Rule, Value::text(milestone.rule.code())),
        (Field::Instrument, Value::text(milestone.instrument.clone().unwrap_or_default())),
    ];
    for (field, value) in fields {
        draft.set(id, Kind::Milestone, field, value);
    }
    for (at, (position, step)) in order::spread(milestone.steps.len()).into_iter().zip(&milestone.steps).enumerate() {
        let own = draft.store.derived_id("step", &[code, &number, &at.to_string()]);
        let fields = [
            (Field::Milestone, Value::Record(id)),
            (Field::Position, Value::text(position)),
            (Field::Text, Value::text(&step.text)),
            (Field::Owner, Value::text(&step.owner)),
            (Field::Due, step.due.map_or(Value::None, Value::Date)),
            (Field::Status, Value::text("not started")),
        ];
        for (field, value) in fields {
            draft.set(own, Kind::Step, field, value);
        }
    }
    for (at, (position, measure)) in order::spread(milestone.measures.len()).into_iter().zip(&milestone.measures).enumerate() {
        let own = draft.store.derived_id("measure", &[code, &number, &at.to_string()]);
        let fields = [
            (Field::Milestone, Value::Record(id)),
            (Field::Position, Value::text(position)),
            (Field::Name, Value::text(&measure.name)),
            (Field::Value, Value::text(&measure.value)),
            (Field::Target, Value::text(&measure.target)),
            (Field::Source, Value::text(&measure.source)),
            (Field::Unverified, if measure.unverified { Value::Int(1) } else { Value::None }),
        ];
        for (field, value) in fields {
            draft.set(own, Kind::Measure, field, value);
        }
    }
    for (at, (position, text)) in order::spread(milestone.considerations.len()).into_iter().zip(&milestone.considerations).enumerate() {
        let own = draft.store.derived_id("consideration", &[code, &number, &at.to_string()]);
        draft.set(own, Kind::Consideration, Field::Milestone, Value::Record(id));
        draft.set(own, Kind::Consideration, Field::Position, Value::text(position));
        draft.set(own, Kind::Consideration, Field::Text, Value::text(text));
    }
}
