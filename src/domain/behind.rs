//! What stands behind a score: how far one has gone down from a figure towards its cases, what it is made of at each
//! step. What one case did to it is in `worth.rs`; which reviews those are, the store finds.

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::key::{Filter, Key, Keys};
use super::query::Tally;
use super::review::CaseFilter;
use super::score_table::{ScoreRow, score_rows};

pub mod worth;

/// A score, by what it is summed over. What is none is summed over all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Behind {
    /// The instrument's code.
    pub instrument: String,
    /// Fiscal year.
    pub year: i32,
    /// Code of the area; none where a question is named or all are meant.
    pub area: Option<String>,
    /// Code of the question in that year.
    pub question: Option<String>,
    /// The region.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// The worker; `Some(None)` are cases without one.
    pub worker: Option<Option<Id>>,
    /// The supervisor; likewise.
    pub supervisor: Option<Option<Id>>,
}

/// What a score is split into on the way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The regions of the state.
    Region,
    /// The offices of a region.
    Office,
    /// The workers of an office.
    Worker,
    /// The supervisors of an office.
    Supervisor,
}

impl By {
    /// One of them, as people call it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            By::Region => "Region",
            By::Office => "Office",
            By::Worker => "Worker",
            By::Supervisor => "Supervisor",
        }
    }

    const fn key(self) -> Key {
        match self {
            By::Region => Key::Region,
            By::Office => Key::Office,
            By::Worker => Key::Worker,
            By::Supervisor => Key::Supervisor,
        }
    }

    fn of(self, tally: &Tally) -> Option<Id> {
        match self {
            By::Region => Some(tally.region),
            By::Office => Some(tally.office),
            By::Worker => tally.worker,
            By::Supervisor => tally.supervisor,
        }
    }
}

/// One line of a level: a region, an office, a worker, with its part of the score.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its record; none are cases for which nobody was named.
    pub id: Option<Id>,
    /// How many reviews the figure rests on: those whose areas it is about.
    pub reviews: u64,
    /// The figure.
    pub row: ScoreRow,
}

/// How a region, an office or a worker stands in the books as words.
const NOBODY: &str = "no worker named";
const NO_SUPERVISOR: &str = "no supervisor named";

impl Behind {
    /// What it is split into one level further down; none where only cases are left.
    #[must_use]
    pub const fn split(&self) -> Option<By> {
        match (self.region, self.office, self.worker) {
            (None, None, None) => Some(By::Region),
            (_, None, None) => Some(By::Office),
            (_, Some(_), None) => Some(By::Worker),
            _ => None,
        }
    }

    /// One of its parts.
    #[must_use]
    pub fn of(&self, by: By, id: Option<Id>) -> Behind {
        let mut part = self.clone();
        match by {
            By::Region => part.region = id,
            By::Office => part.office = id,
            By::Worker => part.worker = Some(id),
            By::Supervisor => part.supervisor = Some(id),
        }
        part
    }

    /// The versions of the instrument that were used there, with what the score is about in each: ordinal of the question,
    /// and the areas of which a review must cover one. A version that does not have the question or area has no part in it.
    fn forms<'a>(&'a self, book: &'a Book) -> impl Iterator<Item = (Id, Option<u16>, u64)> + 'a {
        let used = |id: Id| {
            let here = |t: &Tally| t.instrument == id && t.year == self.year && self.region.is_none_or(|r| t.region == r);
            book.tallies().iter().any(here)
        };
        let bit = |area: usize| 1u64.checked_shl(area as u32).unwrap_or(0);
        book.instruments().iter().filter(move |(id, i)| i.code == self.instrument && used(*id)).filter_map(move |(id, instrument)| {
            match (self.question.as_deref(), self.area.as_deref()) {
                (Some(code), _) => {
                    let at = instrument.question(code)?;
                    let question = &instrument.questions[at];
                    // A computed answer does not ask whether its area was covered.
                    let areas = if question.is_computed() { u64::MAX } else { bit(question.area) };
                    Some((*id, Some(u16::try_from(at).ok()?), areas))
                }
                (None, Some(code)) => Some((*id, None, bit(instrument.area(code)?))),
                (None, None) => Some((*id, None, u64::MAX)),
            }
        })
    }

    /// The reviews behind it: those that count, of every version of the instrument that has what it is about.
    #[must_use]
    pub fn filter(&self, book: &Book) -> CaseFilter {
        let forms: Vec<_> = self.forms(book).collect();
        let narrow = forms.iter().any(|(.., areas)| *areas != u64::MAX);
        CaseFilter {
            forms: forms.iter().map(|(id, question, _)| (*id, *question)).collect(),
            areas: if narrow { forms.iter().map(|(.., areas)| *areas).collect() } else { Vec::new() },
            year: Some(self.year),
            region: self.region,
            office: self.office,
            worker: self.worker,
            supervisor: self.supervisor,
            counting: true,
            ..CaseFilter::default()
        }
    }

    /// The versions that counts by worker must be asked of.
    #[must_use]
    pub fn versions(&self, book: &Book) -> Vec<Id> {
        self.forms(book).map(|(id, ..)| id).collect()
    }

    fn holds(&self, tally: &Tally) -> bool {
        tally.year == self.year
            && self.region.is_none_or(|id| id == tally.region)
            && self.office.is_none_or(|id| id == tally.office)
            && self.worker.is_none_or(|id| id == tally.worker)
            && self.supervisor.is_none_or(|id| id == tally.supervisor)
    }

    /// The counts that belong to it.
    fn tallies(&self, book: &Book, tallies: &[Tally]) -> Vec<Tally> {
        let own: Vec<Id> = book.instruments().iter().filter(|(_, i)| i.code == self.instrument).map(|(id, _)| *id).collect();
        tallies.iter().filter(|t| own.contains(&t.instrument) && self.holds(t)).cloned().collect()
    }

    /// The figure itself. `tallies` are those of the book, or those by worker where a worker or supervisor is named.
    #[must_use]
    pub fn whole(&self, book: &Book, tallies: &[Tally]) -> Option<Part> {
        let tallies = self.tallies(book, tallies);
        let mut keys = self.keys();
        if self.worker.is_some() {
            keys = keys.with(Key::Worker);
        }
        if self.supervisor.is_some() {
            keys = keys.with(Key::Supervisor);
        }
        let row = score_rows(book, &tallies, keys, &self.rows()).into_iter().next()?;
        Some(Part { id: None, reviews: self.reviews(book, &tallies), row })
    }

    /// What it is made of, in the order of the places; a part without any review and without a figure is none.
    #[must_use]
    pub fn parts(&self, book: &Book, tallies: &[Tally], by: By) -> Vec<Part> {
        let tallies = self.tallies(book, tallies);
        let rows = score_rows(book, &tallies, self.keys().with(by.key()), &self.rows());
        let part = |row: ScoreRow| {
            let id = match by {
                // A figure of the whole state is none of a region.
                By::Region => Some(row.region?),
                By::Office => Some(row.office?),
                By::Worker => row.worker,
                By::Supervisor => row.supervisor,
            };
            let own: Vec<Tally> = tallies.iter().filter(|t| by.of(t) == id).cloned().collect();
            Some(Part { id, reviews: self.reviews(book, &own), row })
        };
        rows.into_iter().filter_map(part).collect()
    }

    /// The keys of its rows: what it is about.
    fn keys(&self) -> Keys {
        match (&self.question, &self.area) {
            (Some(_), _) => Keys::of(&[Key::Question]),
            (None, Some(_)) => Keys::of(&[Key::Area]),
            (None, None) => Keys::of(&[]),
        }
    }

    fn rows(&self) -> Filter {
        Filter {
            year: Some(self.year),
            region: self.region,
            office: self.office,
            area: if self.question.is_some() { None } else { self.area.clone() },
            question: self.question.clone(),
            ..Filter::instrument(&self.instrument)
        }
    }

    /// How many reviews there are in these counts: each has one answer to a question it covers, or none, and what it has
    /// more is counted as repeated.
    fn reviews(&self, book: &Book, tallies: &[Tally]) -> u64 {
        let asked = |tally: &Tally, at: usize| {
            let given: u64 = (0..=super::instrument::MAX_OPTIONS).map(|option| u64::from(tally.counts.get(at, option))).sum();
            given.saturating_sub(u64::from(tally.counts.repeated(at)))
        };
        let of = |tally: &Tally| {
            let Some(instrument) = book.instrument(tally.instrument) else { return 0 };
            match (self.question.as_deref(), self.area.as_deref()) {
                (Some(code), _) => instrument.question(code).map_or(0, |at| asked(tally, at)),
                (None, Some(code)) => {
                    let area = instrument.area(code);
                    let own = (0..instrument.questions.len()).filter(|at| Some(instrument.questions[*at].area) == area);
                    own.map(|at| asked(tally, at)).max().unwrap_or(0)
                }
                (None, None) => u64::from(tally.reviews),
            }
        };
        tallies.iter().map(of).sum()
    }

    /// What it is about, and where: each step of the way in words, the first with the year.
    #[must_use]
    pub fn trail(&self, book: &Book) -> Vec<String> {
        let about = self.question.as_deref().or(self.area.as_deref()).unwrap_or("All questions");
        let mut steps = vec![format!("{about} FY{}", self.year)];
        let person = |id: Option<Id>, nobody: &str| id.map_or_else(|| nobody.to_owned(), |id| named(book, id));
        steps.extend(self.region.map(|id| named(book, id)));
        steps.extend(self.office.map(|id| named(book, id)));
        steps.extend(self.supervisor.map(|id| person(id, NO_SUPERVISOR)));
        steps.extend(self.worker.map(|id| person(id, NOBODY)));
        steps
    }

    /// The name of one of its parts.
    #[must_use]
    pub fn name(book: &Book, by: By, id: Option<Id>) -> String {
        match (id, by) {
            (Some(id), _) => named(book, id),
            (None, By::Supervisor) => NO_SUPERVISOR.to_owned(),
            (None, _) => NOBODY.to_owned(),
        }
    }

    /// The text of the question, or the name of the area.
    #[must_use]
    pub fn text(&self, book: &Book) -> String {
        let Some((_, instrument)) = book.instrument_for(&self.instrument, self.year) else { return String::new() };
        match (self.question.as_deref(), self.area.as_deref()) {
            (Some(code), _) => instrument.question(code).map_or_else(String::new, |at| instrument.questions[at].text.clone()),
            (None, Some(code)) => instrument.area(code).map_or_else(String::new, |at| instrument.areas[at].name.clone()),
            (None, None) => instrument.title.clone(),
        }
    }
}

fn named(book: &Book, id: Id) -> String {
    match book.get(id) {
        Some(record) if !record.text(Field::Name).is_empty() => record.text(Field::Name).to_owned(),
        _ => "(no name)".to_owned(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
