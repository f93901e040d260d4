//! The measure of an element or concern, and every figure it has had (`assets/help/rules.md`, Mini PIP): the same question through the
//! versions of its instrument, for the same place. What came after the baseline is in `series.rs`; making an element in `make.rs`;
//! typed targets and baselines are read in `typed.rs`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::instrument::Instrument;
use super::key::{Filter, Key, Keys};
use super::kind::Kind;
use super::record::Record;
use super::score::Score;
use super::score_table::{ScoreRow, Source, score_rows};
use super::versions;

pub mod make;
pub mod moved;
pub mod series;
pub mod target;
pub mod track;
pub mod typed;

/// The word that stands for all questions of an instrument together.
pub const WHOLE: &str = "all";

/// What is measured, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// Code of the instrument.
    pub instrument: String,
    /// Code of a question (an indicator, an item, an outcome) or of an area; [`WHOLE`] for all questions.
    pub code: String,
    /// The region; none is statewide. An office's region stands beside it.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
}

/// What a measure's code names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A question: each version's record that asks it, and its code there.
    Asked(Vec<(Id, String)>),
    /// An area, its questions pooled.
    Area(String),
    /// All questions pooled.
    Whole,
    /// A code that no version asks; figures of it can only be published.
    Unasked,
}

/// The measure in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Fiscal year.
    pub year: i32,
    /// The code it had in that year.
    pub code: String,
    /// The score, held against that year's goal.
    pub score: Score,
    /// Whether a round in it is still open.
    pub provisional: bool,
    /// Whether it was published and not counted.
    pub published: bool,
}

/// Whether an element's measure has a result later than its baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The element names no measure.
    NoMeasure,
    /// There is none.
    No,
    /// There is one, but its round is still open.
    Provisional(i32),
    /// There is one: the latest fiscal year.
    Yes(i32),
}

/// Whether an element's measure has a result later than its baseline. A reason why it is not measured again
/// ([`Field::NoMeasure`]) is the caller's to look at.
#[must_use]
pub fn measured_again(book: &Book, element: Id) -> Again {
    let Some(record) = book.get(element) else { return Again::NoMeasure };
    let measures = of_record(book, record);
    let Some(first) = measures.first() else { return Again::NoMeasure };
    let Some(since) = series::since(book, record) else { return Again::No };
    let later = figures(book, first, Some(since)).into_iter().filter(|figure| figure.year > since && figure.score.score.is_some());
    later.fold(Again::No, |known, figure| match known {
        Again::Yes(_) if figure.provisional => known,
        _ if figure.provisional => Again::Provisional(figure.year),
        _ => Again::Yes(figure.year),
    })
}

/// The measures of an element or a concern, in the order in which it names them; the first one is the one its baseline is of. Several codes
/// are kept apart by commas, semicolons or blanks.
#[must_use]
pub fn of_record(book: &Book, record: &Record) -> Vec<Measure> {
    let text = record.text(Field::Question).trim();
    let instrument = record.text(Field::Instrument).trim();
    if text.is_empty() {
        return Vec::new();
    }
    let (region, office) = place(book, record);
    let measure = |code: &str| {
        let instrument = if instrument.is_empty() { only_instrument(book, code)? } else { instrument.to_owned() };
        Some(Measure { instrument, code: code.to_owned(), region, office })
    };
    let whole = measure(text).filter(|one| !text.contains(char::is_whitespace) || subject(book, one, None) != Subject::Unasked);
    match whole {
        Some(one) if !text.contains([',', ';']) => vec![one],
        _ => text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|code| !code.is_empty()).filter_map(measure).collect(),
    }
}

/// Where the measure of an element or concern is taken: its own office or region, or else those of its plan. With a baseline that was recorded
/// without a place, it is statewide.
fn place(book: &Book, record: &Record) -> (Option<Id>, Option<Id>) {
    let of_office = |office: Id| (book.get(office).and_then(|office| office.record(Field::Region)), Some(office));
    if let Some(office) = record.record(Field::Office) {
        return of_office(office);
    }
    if record.record(Field::Region).is_some() || record.int(Field::Year).is_some() {
        return (record.record(Field::Region), None);
    }
    let Some(plan) = record.parent().and_then(|plan| book.get(plan)) else { return (None, None) };
    match (plan.record(Field::Office), plan.record(Field::District)) {
        (Some(office), _) => of_office(office),
        (None, Some(district)) => (book.get(district).and_then(|district| district.record(Field::Region)), None),
        (None, None) => (None, None),
    }
}

/// The code of the one instrument that asks a question; none if several do, or none.
fn only_instrument(book: &Book, code: &str) -> Option<String> {
    let mut codes: Vec<&str> =
        book.instruments().iter().filter(|(_, i)| i.question(code).is_some()).map(|(_, i)| i.code.as_str()).collect();
    codes.dedup();
    if let [one] = codes.as_slice() { Some((*one).to_owned()) } else { None }
}

/// The versions of an instrument, oldest first.
fn versions_of<'a>(book: &'a Book, code: &str) -> Vec<&'a (Id, Arc<Instrument>)> {
    book.instruments().iter().filter(|(_, i)| i.code == code).collect()
}

/// What a measure's code names. A code that was given to another question later is the one it was in the year of the baseline.
#[must_use]
pub fn subject(book: &Book, measure: &Measure, since: Option<i32>) -> Subject {
    let all = versions_of(book, &measure.instrument);
    let instruments: Vec<&Instrument> = all.iter().map(|(_, i)| i.as_ref()).collect();
    let asked = |at: usize| instruments[at].question(&measure.code).map(|q| (at, q));
    let then = since.and_then(|year| {
        let at = instruments.iter().rposition(|i| i.in_force_from.is_none_or(|first| first <= year))?;
        asked(at)
    });
    if let Some(found) = then.or_else(|| (0..instruments.len()).rev().find_map(asked)) {
        let path = versions::path(&instruments, found);
        return Subject::Asked(path.into_iter().map(|(v, q)| (all[v].0, instruments[v].questions[q].code.clone())).collect());
    }
    if measure.code.eq_ignore_ascii_case(WHOLE) {
        return Subject::Whole;
    }
    let area = instruments.iter().rev().find_map(|i| i.area(&measure.code).map(|area| i.areas[area].code.clone()));
    area.map_or(Subject::Unasked, Subject::Area)
}

/// Every figure of a measure, the oldest first: of a question under all codes that continue each other.
#[must_use]
pub fn figures(book: &Book, measure: &Measure, since: Option<i32>) -> Vec<Figure> {
    let filter = Filter { region: measure.region, office: measure.office, ..Filter::instrument(&measure.instrument) };
    let rows = |keys: &[Key], filter: &Filter| score_rows(book, book.tallies(), Keys::of(keys), filter);
    let mut years: BTreeMap<i32, Figure> = BTreeMap::new();
    let mut take = |row: ScoreRow, code: &str| {
        let Some(year) = row.year else { return };
        let published = row.source == Source::Published;
        // Of two versions in one year the newer one, which comes later, stands.
        years.insert(year, Figure { year, code: code.to_owned(), score: row.score, provisional: row.provisional, published });
    };
    match subject(book, measure, since) {
        Subject::Asked(path) => {
            let mut codes: Vec<&str> = Vec::new();
            for (_, code) in &path {
                if !codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
                    codes.push(code);
                }
            }
            for code in codes {
                let filter = Filter { question: Some(code.to_owned()), ..filter.clone() };
                for row in rows(&[Key::Question, Key::Year], &filter) {
                    if path.iter().any(|(version, known)| *version == row.version && known.eq_ignore_ascii_case(code)) {
                        take(row, code);
                    }
                }
            }
        }
        Subject::Area(area) => {
            for row in rows(&[Key::Area, Key::Year], &Filter { area: Some(area.clone()), ..filter }) {
                take(row, &area);
            }
        }
        Subject::Whole => {
            for row in rows(&[Key::Year], &filter) {
                take(row, WHOLE);
            }
        }
        Subject::Unasked => {
            for row in rows(&[Key::Question, Key::Year], &Filter { question: Some(measure.code.clone()), ..filter }) {
                take(row, &measure.code);
            }
        }
    }
    years.into_values().collect()
}

impl Measure {
    /// The question as the newest version asks it.
    #[must_use]
    pub fn question<'a>(&self, book: &'a Book) -> Option<&'a super::instrument::Question> {
        versions_of(book, &self.instrument).into_iter().rev().find_map(|(_, i)| i.question(&self.code).map(|q| &i.questions[q]))
    }

    /// What it is, in words: the question's text, the area's name, or that all questions are meant; the code if no version knows it.
    #[must_use]
    pub fn text(&self, book: &Book) -> String {
        if let Some(question) = self.question(book) {
            return if question.text.is_empty() { question.code.clone() } else { question.text.clone() };
        }
        match subject(book, self, None) {
            Subject::Whole => "All questions".to_owned(),
            Subject::Area(code) => {
                let mut newest = versions_of(book, &self.instrument).into_iter().rev();
                newest.find_map(|(_, i)| i.area(&code).map(|a| i.areas[a].name.clone())).unwrap_or(code)
            }
            _ => self.code.clone(),
        }
    }

    /// The place in words.
    #[must_use]
    pub fn place<'a>(&self, book: &'a Book) -> &'a str {
        self.office.or(self.region).map_or("statewide", |id| book.name(id))
    }

    /// Instrument, question and place, as a goal names its measure: "Case Process Review, FC.1, North".
    #[must_use]
    pub fn words(&self, book: &Book) -> String {
        let title = versions_of(book, &self.instrument).last().map_or(self.instrument.as_str(), |(_, i)| i.title.as_str());
        let code = if self.code.eq_ignore_ascii_case(WHOLE) { "all questions" } else { self.code.as_str() };
        format!("{title}, {code}, {}", self.place(book))
    }
}

/// The elements of a plan whose measure has no result later than the baseline, and no reason why not: those that keep a plan from its
/// release.
#[must_use]
pub fn not_measured_again(book: &Book, plan: Id) -> Vec<Id> {
    let elements = book.parts(plan, Kind::Element).into_iter().filter(|element| element.text(Field::NoMeasure).trim().is_empty());
    elements.filter(|element| !matches!(measured_again(book, element.id), Again::Yes(_))).map(|element| element.id).collect()
}

#[cfg(test)]
mod tests;
