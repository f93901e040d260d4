//! Qualitative reviews: the share of acceptable cases of every place, year and question, the change from the year before, and
//! what a statewide sum could not take in (`assets/help/rules.md`, Qualitative review). Scores themselves are made in
//! `score_table.rs` and stand in a `sheet`; here they are only looked at together. Who reviewed and who was spoken with is in
//! `people`, one case in `case`, what stands beside the scores of a region in `practice`.

use std::sync::Arc;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::instrument::{DomainOf, Instrument, Question, Scope};
use super::kind::Kind;
use super::published::{self, Published};
use super::ratio::Ratio;
use super::score::Score;
use super::score_table::Source;
use super::share::Share;
use super::sheet::{Sheet, Unit};
use super::standing::StandingRow;
use super::stats::{self, Z_95_TWO_SIDED, difference::Difference};

pub mod case;
pub mod people;
pub mod practice;
pub mod words;

/// Whether an instrument is a qualitative review: overall ratings that its reviewers give decide. Outcomes that are computed are none.
#[must_use]
pub fn is_qualitative(instrument: &Instrument) -> bool {
    instrument.exit == Scope::Verdict && instrument.questions.iter().any(|q| q.verdict && !q.is_computed())
}

/// Codes of the qualitative instruments.
#[must_use]
pub fn instruments(book: &Book) -> Vec<&str> {
    let mut codes: Vec<&str> = book.instruments().iter().filter(|(_, i)| is_qualitative(i)).map(|(_, i)| i.code.as_str()).collect();
    codes.dedup();
    codes
}

/// The qualitative instrument to look at: the chosen one if it is one, else the one that a milestone is about, else the first.
#[must_use]
pub fn instrument<'a>(book: &'a Book, chosen: &str) -> Option<&'a str> {
    let codes = instruments(book);
    let known = |wanted: &str| codes.iter().find(|code| **code == wanted).copied();
    let of_milestone = || book.all(Kind::Milestone).into_iter().find_map(|one| known(one.text(Field::Instrument)));
    known(chosen).or_else(of_milestone).or(codes.first().copied())
}

/// All figures of a qualitative instrument, statewide and of each region.
#[derive(Clone, Debug, Default)]
pub struct Qcr {
    /// Code of the instrument.
    pub instrument: String,
    /// Statewide.
    pub state: Sheet,
    /// Each region in its order.
    pub regions: Vec<(Id, Sheet)>,
    versions: Vec<Arc<Instrument>>,
    published: Vec<Published>,
}

/// A question as it is asked in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own in the instrument's file")]
pub struct Subject {
    /// Its code in that year.
    pub code: String,
    /// What is asked.
    pub text: String,
    /// Code of its area.
    pub area: String,
    /// Name of its area.
    pub area_name: String,
    /// Safety, permanency or well-being.
    pub domain: Option<DomainOf>,
    /// Its goal.
    pub goal: Share,
    /// Whether it is an overall rating.
    pub verdict: bool,
    /// Whether it is a core indicator.
    pub core: bool,
    /// Whether an unacceptable rating makes the whole area unacceptable.
    pub trump: bool,
    /// Whether it is recalled and unverified.
    pub unverified: bool,
}

/// One figure: a question, a place and a year.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// The region; none is statewide.
    pub region: Option<Id>,
    /// Where it stands, with its score.
    pub row: &'a StandingRow,
    /// The year before, if it has a figure.
    pub before: Option<&'a StandingRow>,
    /// The change from the year before, where both have one.
    pub change: Option<Change>,
    /// What the statewide sum lacks; none where it lacks nothing, and for a published figure, which does not say.
    pub lacks: Option<Lacks>,
    /// The published figures for it, in all editions, the newest first.
    pub editions: Vec<&'a Published>,
}

/// A change from one year to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// This year's share less last year's, as a fraction of 1.
    pub by: f64,
    /// With its 95 % interval, where both years have counts of independent cases.
    pub interval: Option<Difference>,
}

/// The regions that a statewide sum could not take in: they have no review that year, or only a published percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacks {
    /// Regions in the sum.
    pub within: usize,
    /// Regions that there are.
    pub of: usize,
    /// Those that are not in it.
    pub missing: Vec<Id>,
}

impl Lacks {
    /// `4 of 5 regions`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} of {} regions", self.within, self.of)
    }
}

impl Figure<'_> {
    /// Its score, if there is a review or a published figure in the year.
    #[must_use]
    pub fn score(&self) -> Option<&Score> {
        self.row.score.as_ref()
    }

    /// Whether a published figure stands.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.row.source == Some(Source::Published)
    }
}

impl Qcr {
    /// From the counts and published figures of a file.
    #[must_use]
    pub fn of(book: &Book, instrument: &str) -> Qcr {
        let sheet = |region| Sheet::of_questions(book, instrument, region);
        Qcr {
            instrument: instrument.to_owned(),
            state: sheet(None),
            regions: book.all(Kind::Region).into_iter().map(|region| (region.id, sheet(Some(region.id)))).collect(),
            versions: book.instruments().iter().filter(|(_, i)| i.code == instrument).map(|(_, i)| Arc::clone(i)).collect(),
            published: published::all(book, Some(instrument)),
        }
    }

    /// The version of the instrument in force in a year.
    #[must_use]
    pub fn version(&self, year: i32) -> Option<&Arc<Instrument>> {
        self.versions.iter().rev().find(|i| i.in_force_from.is_none_or(|first| first <= year)).or(self.versions.last())
    }

    /// The years with a review or a published figure anywhere, the first one first.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        let any = |year: &i32| (0..self.state.lines.len()).any(|line| self.state.cell(line, *year).is_some_and(|row| row.score.is_some()));
        self.state.years().filter(any).collect()
    }

    /// The sheet of a place.
    #[must_use]
    pub fn sheet(&self, region: Option<Id>) -> Option<&Sheet> {
        match region {
            None => Some(&self.state),
            Some(region) => self.regions.iter().find(|(id, _)| *id == region).map(|(_, sheet)| sheet),
        }
    }

    /// The overall ratings of a year: what has to meet the goal.
    #[must_use]
    pub fn verdicts(&self, year: i32) -> Vec<Subject> {
        self.subjects(year, true)
    }

    /// The single indicators of a year.
    #[must_use]
    pub fn indicators(&self, year: i32) -> Vec<Subject> {
        self.subjects(year, false)
    }

    fn subjects(&self, year: i32, verdict: bool) -> Vec<Subject> {
        let Some(version) = self.version(year) else { return Vec::new() };
        version.questions.iter().filter(|q| !q.is_computed() && q.verdict == verdict).map(|q| subject(version, q)).collect()
    }

    /// A question by its code in any year, as it is asked in this one.
    #[must_use]
    pub fn subject(&self, code: &str, year: i32) -> Option<Subject> {
        let version = self.version(year)?;
        let codes = self.state.codes(code);
        let found = codes.iter().find_map(|code| version.question(code))?;
        Some(subject(version, &version.questions[found]))
    }

    /// Every code that a question has had.
    #[must_use]
    pub fn codes(&self, code: &str) -> Vec<String> {
        self.state.codes(code)
    }

    /// What a place says to a question in a year; none before its first review and after its last one.
    #[must_use]
    pub fn figure(&self, code: &str, region: Option<Id>, year: i32) -> Option<Figure<'_>> {
        let sheet = self.sheet(region)?;
        let line = sheet.question(code)?;
        let row = sheet.cell(line, year)?;
        let before = sheet.cell(line, year - 1).filter(|row| row.score.is_some());
        let change = row.score.as_ref().zip(before.and_then(|b| b.score.as_ref())).and_then(|(now, before)| change(now, before));
        let editions = published::editions(&self.published, row.question.as_deref().unwrap_or(code), year, region);
        let told = row.source == Some(Source::Published) && !editions.is_empty();
        let lacks = if region.is_none() && row.score.is_some() && !told { self.lacks(code, year) } else { None };
        Some(Figure { region, row, before, change, lacks, editions })
    }

    /// The score of a place for a question in a year.
    #[must_use]
    pub fn score(&self, code: &str, region: Option<Id>, year: i32) -> Option<&Score> {
        let sheet = self.sheet(region)?;
        sheet.cell(sheet.question(code)?, year)?.score.as_ref()
    }

    /// The regions without counts: they are in no sum.
    fn lacks(&self, code: &str, year: i32) -> Option<Lacks> {
        let counted = |sheet: &Sheet| {
            let row = sheet.question(code).and_then(|line| sheet.cell(line, year));
            row.and_then(|row| row.score.as_ref()).is_some_and(|score| score.credit.is_some())
        };
        let missing: Vec<Id> = self.regions.iter().filter(|(_, sheet)| !counted(sheet)).map(|(id, _)| *id).collect();
        let of = self.regions.len();
        (!missing.is_empty()).then(|| Lacks { within: of - missing.len(), of, missing })
    }

    /// The indicators of a year, worst first for a place: below the goal first, then by share; without a figure last.
    #[must_use]
    pub fn worst_first(&self, region: Option<Id>, year: i32) -> Vec<Subject> {
        let mut found = self.indicators(year);
        let key = |subject: &Subject| {
            let score = self.score(&subject.code, region, year);
            let rate = score.and_then(|s| s.score);
            (rate.is_none(), rate.unwrap_or(Ratio::from(Share::ONE)))
        };
        found.sort_by_key(key);
        found
    }

    /// Shares of a question in a place through all years, for a chart; a year without a figure is a gap.
    #[must_use]
    pub fn series(&self, code: &str, region: Option<Id>) -> Vec<(i32, Option<&StandingRow>)> {
        let Some(sheet) = self.sheet(region) else { return Vec::new() };
        let line = sheet.question(code);
        let row = |year| line.and_then(|line| sheet.cell(line, year)).filter(|row| row.score.is_some());
        self.state.years().map(|year| (year, row(year))).collect()
    }

    /// The line of a question on the sheet of a place.
    #[must_use]
    pub fn line(&self, code: &str, region: Option<Id>) -> Option<usize> {
        let sheet = self.sheet(region)?;
        sheet.question(code).filter(|line| sheet.lines[*line].unit == Unit::Question)
    }
}

fn subject(version: &Instrument, question: &Question) -> Subject {
    let area = version.areas.get(question.area);
    Subject {
        code: question.code.clone(),
        text: question.text.clone(),
        area: area.map_or_else(String::new, |area| area.code.clone()),
        area_name: area.map_or_else(String::new, |area| area.name.clone()),
        domain: question.domain,
        goal: question.goal,
        verdict: question.verdict,
        core: question.core,
        trump: question.trump,
        unverified: question.unverified,
    }
}

/// The change between two scores of one question and place. With counts of independent cases on both sides it has an interval
/// (Newcombe 1998, method 10); a percent alone has none.
#[must_use]
pub fn change(now: &Score, before: &Score) -> Option<Change> {
    let by = now.score?.fraction() - before.score?.fraction();
    let counts = |score: &Score| {
        // Wherever a single year has no interval, two have none.
        score.wilson()?;
        Some((score.credit? as f64 / 10_000.0, score.applicable? as f64))
    };
    let interval = counts(now).zip(counts(before)).and_then(|(now, before)| stats::difference::difference(now, before, Z_95_TWO_SIDED));
    Some(Change { by, interval })
}

#[cfg(test)]
mod tests;
