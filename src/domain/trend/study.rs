//! Special studies of the focus areas: the question, the dates, the method, who, and what was found.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::tone::Tone;

/// The number of the milestone whose steps are the focus areas.
pub const FOCUS_MILESTONE: i64 = 4;

/// How far a study is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum StudyStatus {
    /// Not begun.
    #[default]
    Planned,
    /// Begun.
    UnderWay,
    /// Done: it has a finding.
    Done,
    /// Given up.
    Dropped,
}

impl StudyStatus {
    /// All, in order.
    pub const ALL: [StudyStatus; 4] = [StudyStatus::Planned, StudyStatus::UnderWay, StudyStatus::Done, StudyStatus::Dropped];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            StudyStatus::Planned => "planned",
            StudyStatus::UnderWay => "under_way",
            StudyStatus::Done => "done",
            StudyStatus::Dropped => "dropped",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            StudyStatus::UnderWay => "under way",
            other => other.code(),
        }
    }

    /// The status of a code or of its words; anything else is planned.
    #[must_use]
    pub fn named(text: &str) -> StudyStatus {
        StudyStatus::ALL.into_iter().find(|s| s.code() == text || s.words() == text).unwrap_or_default()
    }

    /// How good it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            StudyStatus::Done => Tone::Good,
            StudyStatus::UnderWay => Tone::Hopeful,
            StudyStatus::Planned | StudyStatus::Dropped => Tone::Neutral,
        }
    }
}

/// A study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Study {
    /// Its record.
    pub id: Id,
    /// The focus area: a step of the milestone of focus areas.
    pub step: Option<Id>,
    /// Its title.
    pub title: String,
    /// The question it asks.
    pub question: String,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// How it is done.
    pub method: String,
    /// Who does it.
    pub who: String,
    /// What was found.
    pub finding: String,
    /// How far it is.
    pub status: StudyStatus,
    /// The indicator it is about.
    pub indicator: Option<Id>,
    /// The measure of a milestone it is about.
    pub measure: Option<Id>,
}

impl Study {
    /// Reads a study's record.
    #[must_use]
    pub fn read(record: &Record) -> Study {
        let text = |field| record.text(field).to_owned();
        Study {
            id: record.id,
            step: record.record(Field::Step),
            title: text(Field::Title),
            question: text(Field::Text),
            from: record.date(Field::From),
            until: record.date(Field::Until),
            method: text(Field::Method),
            who: text(Field::Who),
            finding: text(Field::Finding),
            status: StudyStatus::named(record.text(Field::Status)),
            indicator: record.record(Field::Indicator),
            measure: record.record(Field::OfMeasure),
        }
    }

    /// Its title, or its question while it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = if self.title.is_empty() { &self.question } else { &self.title };
        if name.is_empty() { "a study without a title" } else { name.lines().next().unwrap_or_default() }
    }
}

/// A focus area with its studies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FocusArea {
    /// The step; none gathers the studies that name no focus area.
    pub step: Option<Id>,
    /// What it is called, without the words that only say that it is studied.
    pub name: String,
    /// Its studies.
    pub studies: Vec<Study>,
}

impl FocusArea {
    /// What its studies come to: `no study yet`, `1 of 2 done`.
    #[must_use]
    pub fn standing(&self) -> String {
        let kept = || self.studies.iter().filter(|study| study.status != StudyStatus::Dropped);
        let done = kept().filter(|study| study.status == StudyStatus::Done).count();
        match kept().count() {
            0 => "no study yet".to_owned(),
            n => format!("{done} of {n} done"),
        }
    }
}

/// All studies, in their order.
#[must_use]
pub fn studies(book: &Book) -> Vec<Study> {
    book.all(Kind::Study).into_iter().map(Study::read).collect()
}

/// The steps of the milestone of focus areas, of every plan.
#[must_use]
pub fn focus_steps(book: &Book) -> Vec<&Record> {
    let milestones = book.all(Kind::Milestone).into_iter().filter(|m| m.int(Field::Number) == Some(FOCUS_MILESTONE));
    milestones.flat_map(|milestone| book.parts(milestone.id, Kind::Step)).filter(|step| !step.is_empty()).collect()
}

/// The name of a focus area: its step without `: special study` behind it.
#[must_use]
pub fn focus_name(step: &Record) -> String {
    let text = step.text(Field::Text).lines().next().unwrap_or_default();
    let lower = text.to_lowercase();
    let end = [": special study", ": special studies"].iter().find_map(|end| lower.strip_suffix(end)).map_or(text.len(), str::len);
    text.get(..end).unwrap_or(text).to_owned()
}

/// The focus areas with their studies, those without a study too; studies elsewhere come last.
#[must_use]
pub fn focus_areas(book: &Book) -> Vec<FocusArea> {
    let steps = focus_steps(book);
    let mut areas: Vec<FocusArea> =
        steps.iter().map(|step| FocusArea { step: Some(step.id), name: focus_name(step), studies: Vec::new() }).collect();
    let mut elsewhere = FocusArea { step: None, name: "Other studies".to_owned(), studies: Vec::new() };
    for study in studies(book) {
        let area = areas.iter_mut().find(|area| area.step.is_some() && area.step == study.step);
        area.unwrap_or(&mut elsewhere).studies.push(study);
    }
    if !elsewhere.studies.is_empty() {
        areas.push(elsewhere);
    }
    areas
}
