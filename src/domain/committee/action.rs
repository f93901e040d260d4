//! What is made of a recommendation: a step of a milestone or a special study, as edits of one change. An element of a Mini PIP is made
//! where elements are made (`remeasure/make.rs`); [`link`] ties it to the recommendation.

use chrono::NaiveDate;
use thiserror::Error;

use super::advice::{self, Came};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::remeasure::Measure;
use crate::domain::remeasure::make::{self, Draft};
use crate::domain::value::Value;

/// The milestone whose steps are the focus areas of special studies.
pub const FOCUS_AREAS: i64 = 4;

/// Why nothing is made of a recommendation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It was done already.
    #[error("Something came of it already, {0}: Enter on 'What came of it' goes there.")]
    Already(String),
    /// It says nothing yet.
    #[error("This recommendation has no text yet; write what is recommended first.")]
    NoText,
    /// It was declined.
    #[error("It was declined; set its status to accepted first, if that has changed.")]
    Declined,
    /// There is no milestone plan.
    #[error("There is no milestone in this file: import a plan first.")]
    NoMilestone,
    /// There are no focus areas.
    #[error("Milestone 4 has no step, and a special study belongs to one: add the focus area there first.")]
    NoFocusArea,
}

/// The text of a recommendation of which something can be made.
///
/// # Errors
/// It became something already, was declined, or has no text.
pub fn sound<'a>(book: &Book, recommendation: &'a Record, today: NaiveDate) -> Result<&'a str, Refusal> {
    if let Some(made) = advice::became(book, recommendation) {
        return Err(Refusal::Already(Came::of(book, made, today).what));
    }
    if recommendation.text(Field::Status) == "declined" {
        return Err(Refusal::Declined);
    }
    Some(recommendation.text(Field::Text).trim()).filter(|text| !text.is_empty()).ok_or(Refusal::NoText)
}

/// The milestones a step can go to, of the first plan, by number.
#[must_use]
pub fn milestones(book: &Book) -> Vec<&Record> {
    book.all(Kind::Plan).first().map(|plan| book.parts(plan.id, Kind::Milestone)).unwrap_or_default()
}

/// The milestone a recommendation belongs to first: the one its score drives, trends for an indicator, or the committee's own.
#[must_use]
pub fn milestone_for(book: &Book, recommendation: &Record) -> Option<Id> {
    let all = milestones(book);
    let instrument = advice::measure(book, recommendation).map(|measure| measure.instrument);
    let driven = all.iter().find(|milestone| instrument.as_deref().is_some_and(|code| milestone.text(Field::Instrument) == code));
    let committee = recommendation.parent().and_then(|id| book.get(id));
    let own = committee.and_then(|committee| super::milestone(book, committee)).map(|milestone| milestone.id);
    driven.map(|milestone| milestone.id).or(own).or_else(|| all.first().map(|milestone| milestone.id))
}

/// The focus areas that a special study can belong to: the steps of milestone 4.
#[must_use]
pub fn focus_areas(book: &Book) -> Vec<&Record> {
    let milestone = milestones(book).into_iter().find(|milestone| milestone.int(Field::Number) == Some(FOCUS_AREAS));
    milestone.map(|milestone| book.parts(milestone.id, Kind::Step)).unwrap_or_default()
}

/// What is still to be said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDraft {
    /// Its milestone.
    pub milestone: Id,
    /// What is to be done.
    pub text: String,
    /// Who.
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// Makes a step at the end of its milestone, and links it. Gives the step.
pub fn into_step(book: &Book, recommendation: &Record, draft: &StepDraft, ids: &dyn Fn() -> Id, change: &mut Change) -> Id {
    let step = ids();
    let last = book.parts(draft.milestone, Kind::Step).last().map(|step| step.text(Field::Position).to_owned());
    change.set(step, Kind::Step, Field::Milestone, Value::Record(draft.milestone));
    change.set(step, Kind::Step, Field::Position, Value::text(order::between(last.as_deref(), None)));
    change.set(step, Kind::Step, Field::Text, Value::text(draft.text.trim()));
    put(change, step, Kind::Step, Field::Owner, Value::text(draft.owner.trim()));
    put(change, step, Kind::Step, Field::Due, draft.due.map_or(Value::None, Value::Date));
    link(recommendation, step, change);
    step
}

/// What is still to be said of a special study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyDraft {
    /// Its focus area: a step of milestone 4.
    pub area: Id,
    /// Its title.
    pub title: String,
    /// The question it is to answer.
    pub question: String,
    /// Who does it.
    pub who: String,
    /// From when.
    pub from: Option<NaiveDate>,
    /// To when.
    pub until: Option<NaiveDate>,
}

/// Makes a special study after the last one, and links it. Gives the study.
pub fn into_study(book: &Book, recommendation: &Record, draft: &StudyDraft, ids: &dyn Fn() -> Id, change: &mut Change) -> Id {
    let study = ids();
    let last = book.all(Kind::Study).iter().map(|study| study.text(Field::Position).to_owned()).max();
    change.set(study, Kind::Study, Field::Position, Value::text(order::between(last.as_deref(), None)));
    change.set(study, Kind::Study, Field::Step, Value::Record(draft.area));
    change.set(study, Kind::Study, Field::Title, Value::text(draft.title.trim()));
    put(change, study, Kind::Study, Field::Text, Value::text(draft.question.trim()));
    put(change, study, Kind::Study, Field::Who, Value::text(draft.who.trim()));
    put(change, study, Kind::Study, Field::From, draft.from.map_or(Value::None, Value::Date));
    put(change, study, Kind::Study, Field::Until, draft.until.map_or(Value::None, Value::Date));
    change.set(study, Kind::Study, Field::Status, Value::text("planned"));
    put(change, study, Kind::Study, Field::Indicator, recommendation.get(Field::Indicator).clone());
    link(recommendation, study, change);
    study
}

/// What an element of a Mini PIP would begin with: the measure of the recommendation with its baseline and target, or only its words.
#[must_use]
pub fn element(book: &Book, recommendation: &Record, today: NaiveDate) -> Draft {
    let year = recommendation.int(Field::Year).and_then(|year| i32::try_from(year).ok());
    if let Some(measure) = advice::measure(book, recommendation) {
        return make::propose(book, &measure, year, today);
    }
    let text = recommendation.text(Field::Text).trim();
    let figure = advice::Figure::of(book, recommendation);
    let (name, words) = match &figure {
        Some(advice::Figure::Trend { indicator, words }) => (book.name(*indicator).to_owned(), words.clone()),
        _ => (String::new(), String::new()),
    };
    let region = recommendation.record(Field::Region);
    Draft {
        measure: Measure { instrument: String::new(), code: String::new(), region, office: None },
        baseline: None,
        title: text.lines().next().unwrap_or_default().trim().to_owned(),
        domain: String::new(),
        measure_words: name,
        baseline_words: words,
        short_target: String::new(),
        short_by: None,
        long_target: String::new(),
        long_by: None,
        why: "The recommendation names no question of an instrument: say what is measured, and from where to where.".to_owned(),
        factors: String::new(),
        concern: None,
    }
}

/// Ties a recommendation to what it became; an unanswered one is accepted by that.
pub fn link(recommendation: &Record, made: Id, change: &mut Change) {
    change.set(recommendation.id, Kind::Recommendation, Field::Became, Value::Record(made));
    if matches!(recommendation.text(Field::Status), "" | "open") {
        change.set(recommendation.id, Kind::Recommendation, Field::Status, Value::text("accepted"));
    }
}

fn put(change: &mut Change, id: Id, kind: Kind, field: Field, value: Value) {
    if !value.is_none() {
        change.set(id, kind, field, value);
    }
}
