//! A round of reviews: one instrument, one fiscal year, one region; its set-up, and the sample that follows from it
//! (`assets/help/rules.md`, Review rounds). How a single review goes from hand to hand is in `review_moves.rs`.
//!
//! `worklist.rs` its cases, each with what became of it · `setup.rs` opening, closing, next year's · `sampling.rs` the draw
//! and eliminations · `cases.rs` beginning, adding and assigning.

pub mod cases;
pub mod sampling;
pub mod setup;
pub mod worklist;

use std::sync::Arc;

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::instrument::Instrument;
use super::kind::Kind;
use super::population::PopulationCase;
use super::record::Record;
use super::review::RoundFile;
use super::sample::allocation::{self, Stratum};
use super::sample::draw::{Case, Draw, Sample, draw};
use super::sample::sample_size;
use super::share::Share;

pub use worklist::{Group, Progress, RoundCase, Worklist};

/// Margin of a sample where nobody says another: 5 points.
pub const USUAL_MARGIN: Share = Share(500);
/// Confidence of a sample where nobody says another: 95 %.
pub const USUAL_CONFIDENCE: Share = Share(9500);
/// Share of cases that are reviewed twice where nobody says another: 5 %.
pub const USUAL_SECOND: Share = Share(500);
/// The rate that a sample size expects where none is known: the one that asks for most cases.
pub const USUAL_RATE: Share = Share(5000);

/// A round's record, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its record.
    pub id: Id,
    /// The instrument version's record.
    pub form: Id,
    /// The instrument version.
    pub instrument: Arc<Instrument>,
    /// Fiscal year.
    pub year: i32,
    /// The region.
    pub region: Id,
    /// Its title, as given or from instrument, year and region.
    pub title: String,
    /// Whether it is open.
    pub open: bool,
    /// First day of the period under review.
    pub from: Option<NaiveDate>,
    /// Last day of the period under review.
    pub until: Option<NaiveDate>,
    /// Seed of the draw; empty as long as nothing is drawn.
    pub seed: String,
    /// Sample size.
    pub size: u64,
    /// Spare cases.
    pub spares: u64,
    /// How the sample is shared out; empty is in proportion.
    pub allocation: String,
    /// Margin that the sample size aims at.
    pub margin: Share,
    /// Confidence that it aims at.
    pub confidence: Share,
    /// Share of cases reviewed twice.
    pub second_share: Share,
    /// Last day for challenges.
    pub challenge_until: Option<NaiveDate>,
    /// A note.
    pub note: String,
}

/// The title of a round that was given none.
#[must_use]
pub fn usual_title(instrument: &str, year: i32, region: &str) -> String {
    format!("{instrument} FY{year}, {region}")
}

impl Round {
    /// The round of this record, if it is there and whole.
    #[must_use]
    pub fn of(book: &Book, id: Id) -> Option<Round> {
        book.get(id).filter(|record| record.kind == Kind::Round && book.is_live(record)).and_then(|record| Round::read(book, record))
    }

    fn read(book: &Book, record: &Record) -> Option<Round> {
        let form = record.record(Field::Form)?;
        let instrument = Arc::clone(book.instrument(form)?);
        let year = i32::try_from(record.int(Field::Year)?).ok()?;
        let region = record.record(Field::Region)?;
        let share = |field, usual: Share| record.int(field).and_then(|n| u32::try_from(n).ok()).map_or(usual, Share);
        let number = |field| record.int(field).and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
        let title = match record.text(Field::Title).trim() {
            "" => usual_title(&instrument.title, year, book.name(region)),
            title => title.to_owned(),
        };
        Some(Round {
            id: record.id,
            form,
            instrument,
            year,
            region,
            title,
            open: record.text(Field::Status) != "closed",
            from: record.date(Field::From),
            until: record.date(Field::Until),
            seed: record.text(Field::Seed).to_owned(),
            size: number(Field::SampleSize),
            spares: number(Field::Spares),
            allocation: record.text(Field::Allocation).to_owned(),
            margin: share(Field::Margin, USUAL_MARGIN),
            confidence: share(Field::Confidence, USUAL_CONFIDENCE),
            second_share: share(Field::SecondShare, USUAL_SECOND),
            challenge_until: record.date(Field::ChallengeUntil),
            note: record.text(Field::Note).to_owned(),
        })
    }

    /// All rounds: the newest year first, then by title.
    #[must_use]
    pub fn all(book: &Book) -> Vec<Round> {
        let mut rounds: Vec<Round> = book.all(Kind::Round).into_iter().filter_map(|record| Round::read(book, record)).collect();
        rounds.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| a.title.cmp(&b.title)).then_with(|| a.id.cmp(&b.id)));
        rounds
    }

    /// Whether a sample was drawn.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        !self.seed.is_empty()
    }

    /// How many cases its margin and confidence ask for, of a population.
    #[must_use]
    pub fn wished_size(&self, population: usize) -> u64 {
        sample_size(population as u64, self.margin, self.confidence, USUAL_RATE)
    }

    /// The seed that suggests itself: "utah-cpr-2027-canyon".
    #[must_use]
    pub fn usual_seed(&self, book: &Book) -> String {
        let words = format!("{} {} {}", self.instrument.code, self.year, book.name(self.region)).to_lowercase();
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    }

    /// What is taken from each stratum of a list.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the allocation.
    pub fn plan(&self, list: &[PopulationCase]) -> Result<Vec<Stratum>, String> {
        let wanted = allocation::parse_allocation(&self.allocation)?;
        allocation::plan(&keys(list), self.size, self.spares, &wanted)
    }

    /// The draw of its sample, before any elimination; none as long as nothing is drawn or there is no list.
    ///
    /// # Errors
    /// The sentence that says why the draw cannot be repeated with this list.
    pub fn drawn(&self, list: &[PopulationCase]) -> Result<Option<Draw>, String> {
        if !self.is_drawn() || list.is_empty() {
            return Ok(None);
        }
        Ok(Some(draw(&keys(list), &self.seed, &self.plan(list)?)))
    }

    /// Its sample as it stands: drawn, and the eliminations in the order in which they were made.
    ///
    /// # Errors
    /// As [`Round::drawn`].
    pub fn sample(&self, file: &RoundFile) -> Result<Option<Sample>, String> {
        let rows: Vec<usize> = file.eliminations.iter().filter_map(eliminated_row).collect();
        Ok(self.drawn(&file.population.cases)?.map(|draw| draw.stand(&rows)))
    }
}

/// What a draw looks at of a population list.
#[must_use]
pub fn keys(list: &[PopulationCase]) -> Vec<Case<'_>> {
    list.iter().map(|case| Case { key: &case.case_id, stratum: &case.stratum }).collect()
}

/// The row of the list, from 0, that an elimination names; its number counts from 1.
#[must_use]
pub fn eliminated_row(elimination: &Record) -> Option<usize> {
    usize::try_from(elimination.int(Field::Number)?.checked_sub(1)?).ok()
}

/// The sentence for a round in which nothing is changed any more.
fn closed() -> String {
    "this round is closed; open it again first (Ctrl-P, then 'Close the round, or open it again')".to_owned()
}

#[cfg(test)]
mod tests;
