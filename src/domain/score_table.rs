//! Tables of scores: which counts and published figures belong to a row, and which of the two stands
//! (`assets/help/rules.md`, Published results). What a sum is worth is said in `score.rs`.

use std::collections::HashMap;
use std::sync::Arc;

use super::book::Book;
use super::counts::Counts;
use super::id::Id;
use super::instrument::Instrument;
use super::key::{Filter, Key, Keys};
use super::kind::Kind;
use super::published::{self, Published};
use super::query::Tally;
use super::ratio::Ratio;
use super::score::{Part, Score};

mod settle;

/// Whether counted answers or a published figure stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Counted answers.
    Answers,
    /// A published figure.
    Published,
}

impl Source {
    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Source::Answers => "answers",
            Source::Published => "published",
        }
    }
}

/// The published side of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The published score.
    pub score: Option<Ratio>,
    /// Its answers, if it says.
    pub applicable: Option<u64>,
    /// Its edition.
    pub edition: String,
    /// Where it was published.
    pub source: String,
    /// What was noted with it.
    pub note: String,
    /// The record, if it is one figure and no sum of several.
    pub figure: Option<Id>,
}

/// One row: the keys that were asked for, and what stands there. A key that was not asked for is none.
#[derive(Clone, Debug)]
pub struct ScoreRow {
    /// The newest version of the instrument that the row rests on.
    pub instrument: Arc<Instrument>,
    /// That version's record.
    pub version: Id,
    /// The region; none also for a statewide published figure.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// The worker; none also where none was named.
    pub worker: Option<Id>,
    /// The supervisor; likewise.
    pub supervisor: Option<Id>,
    /// Code of the area.
    pub area: Option<String>,
    /// Code of the question; none also for a published figure of an area or of the whole.
    pub question: Option<String>,
    /// Fiscal year.
    pub year: Option<i32>,
    /// Codes of the options, to which [`Score::counts`] belong.
    pub options: Arc<[String]>,
    /// What stands.
    pub score: Score,
    /// Whether it comes from answers or was published.
    pub source: Source,
    /// Whether a round in it is still open.
    pub provisional: bool,
    /// The published figure, whether it stands or not.
    pub published: Option<Beside>,
    /// Counted minus published score as a fraction of 1, where both exist.
    pub difference: Option<f64>,
    /// What a sum could not take in: "4 of 5 regions".
    pub coverage: Option<String>,
}

/// Where and when counts were made, as far as it matters for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Place {
    region: Option<Id>,
    office: Option<Id>,
    worker: Option<Id>,
    supervisor: Option<Id>,
    year: i32,
}

/// All counts of one place and year, by version.
#[derive(Debug, Default)]
struct Leaf {
    versions: Vec<(usize, Counts)>,
    provisional: bool,
}

/// What becomes a row, apart from the place: a question, an area or the whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Column {
    /// Place in the order of the instrument, area first.
    order: (usize, usize),
    area: Option<String>,
    question: Option<String>,
}

/// One version of an instrument, and the column (if any) that each of its questions goes to.
struct Version {
    id: Id,
    instrument: Arc<Instrument>,
    columns: Vec<Option<Arc<Column>>>,
}

/// Counted answers of one question in one place.
#[derive(Clone, Copy)]
struct Counted<'a> {
    place: &'a Place,
    provisional: bool,
    version: usize,
    part: Part<'a>,
}

/// Everything that belongs to one row.
#[derive(Default)]
struct Pile<'a> {
    counted: Vec<Counted<'a>>,
    published: Vec<&'a Published>,
}

/// Scores from the counts and published figures of a file, one row for each combination of the keys that has a review
/// or a published figure. `tallies` are those of the book, or those by worker when a worker or supervisor is a key or
/// is filtered by. Every question of a version that was reviewed in a place makes a row there, answered or not.
#[must_use]
pub fn score_rows(book: &Book, tallies: &[Tally], keys: Keys, filter: &Filter) -> Vec<ScoreRow> {
    let mut codes: Vec<&str> = book.instruments().iter().map(|(_, i)| i.code.as_str()).collect();
    codes.dedup();
    let codes = codes.into_iter().filter(|code| filter.instrument.as_deref().is_none_or(|f| f.eq_ignore_ascii_case(code)));
    let ranks = ranks(book);
    codes.flat_map(|code| rows_of(book, tallies, keys, filter, code, &ranks)).collect()
}

fn rows_of(book: &Book, tallies: &[Tally], keys: Keys, filter: &Filter, code: &str, ranks: &HashMap<Id, usize>) -> Vec<ScoreRow> {
    let versions = versions(book, keys, filter, code);
    let options = options(&versions);
    let leaves = leaves(tallies, keys, filter, &versions);
    let by_person = keys.by_person() || filter.by_person();
    let published = if by_person { Vec::new() } else { published::newest(book, Some(code)) };

    // One look-up per place and one push per question: tables are made anew for every report.
    let mut columns: Vec<Arc<Column>> = versions.iter().flat_map(|v| v.columns.iter().flatten().cloned()).collect();
    let table = settle::Table { keys, filter, versions: &versions, options: &options };
    let figures: Vec<(&Published, Place, Arc<Column>)> =
        published.iter().filter_map(|one| table.place_of(one).map(|(place, column)| (one, place, column))).collect();
    columns.extend(figures.iter().map(|(_, _, column)| Arc::clone(column)));
    columns.sort_unstable();
    columns.dedup();
    let at = |column: &Arc<Column>| columns.binary_search(column).ok();
    let slots: Vec<Vec<Option<usize>>> = versions.iter().map(|v| v.columns.iter().map(|c| c.as_ref().and_then(at)).collect()).collect();
    let empty = || -> Vec<Pile> { columns.iter().map(|_| Pile::default()).collect() };
    let mut groups: HashMap<Place, Vec<Pile>> = HashMap::new();
    for (place, leaf) in &leaves {
        let piles = groups.entry(project(*place, keys)).or_insert_with(empty);
        for (version, counts) in &leaf.versions {
            let instrument = &versions[*version].instrument;
            for (question, slot) in slots[*version].iter().enumerate() {
                let Some(slot) = slot else { continue };
                let part = Part { instrument, counts, question };
                let counted = &mut piles[*slot].counted;
                if counted.is_empty() {
                    // Most rows of a large table rest on one count.
                    counted.reserve_exact(1);
                }
                counted.push(Counted { place, provisional: leaf.provisional, version: *version, part });
            }
        }
    }
    for (one, place, column) in figures {
        if let Some(slot) = at(&column) {
            groups.entry(project(place, keys)).or_insert_with(empty)[slot].published.push(one);
        }
    }
    let mut rows: Vec<(RowKey, &Pile)> = Vec::new();
    let mut places: Vec<([usize; 4], Place, &Vec<Pile>)> =
        groups.iter().map(|(place, piles)| (rank(*place, ranks), *place, piles)).collect();
    places.sort_unstable_by_key(|(ranks, place, _)| (*ranks, *place));
    for same in places.chunk_by(|a, b| (a.0, without_year(a.1)) == (b.0, without_year(b.1))) {
        for (slot, column) in columns.iter().enumerate() {
            for (_, place, piles) in same {
                rows.push((
                    RowKey { place: *place, column: Arc::clone(column), year: keys.has(Key::Year).then_some(place.year) },
                    &piles[slot],
                ));
            }
        }
    }
    rows.into_iter()
        .filter(|(_, pile)| !pile.counted.is_empty() || !pile.published.is_empty())
        .filter_map(|(key, pile)| table.row(&key, pile))
        .collect()
}

/// What makes a row.
#[derive(Clone, Debug)]
struct RowKey {
    place: Place,
    column: Arc<Column>,
    year: Option<i32>,
}

/// A place with only what is among the keys.
fn project(place: Place, keys: Keys) -> Place {
    let keep = |key, id: Option<Id>| id.filter(|_| keys.has(key));
    Place {
        region: keep(Key::Region, place.region),
        office: keep(Key::Office, place.office),
        worker: keep(Key::Worker, place.worker),
        supervisor: keep(Key::Supervisor, place.supervisor),
        year: if keys.has(Key::Year) { place.year } else { 0 },
    }
}

fn without_year(place: Place) -> Place {
    Place { year: 0, ..place }
}

/// Where a place stands among the rows. Nobody and statewide come last, like a total.
fn rank(place: Place, ranks: &HashMap<Id, usize>) -> [usize; 4] {
    [place.region, place.office, place.worker, place.supervisor]
        .map(|id| id.map_or(usize::MAX, |id| ranks.get(&id).copied().unwrap_or(usize::MAX - 1)))
}

fn ranks(book: &Book) -> HashMap<Id, usize> {
    [Kind::Region, Kind::Office, Kind::Worker]
        .into_iter()
        .flat_map(|kind| book.all(kind).into_iter().enumerate())
        .map(|(i, r)| (r.id, i))
        .collect()
}

fn versions(book: &Book, keys: Keys, filter: &Filter, code: &str) -> Vec<Version> {
    let all: Vec<&(Id, Arc<Instrument>)> = book.instruments().iter().filter(|(_, i)| i.code == code).collect();
    let column = |instrument: &Instrument, ordinal: usize| -> Option<Arc<Column>> {
        let question = &instrument.questions[ordinal];
        // A question belongs to the area that its own version gives it: a later version changes no past year. Only the
        // spelling of an area and the order of the rows are those of the newest version that has them.
        let own = &instrument.areas.get(question.area)?.code;
        // A computed answer says once more what its items say: it has rows of its own, but no part in a sum over questions.
        if question.is_computed() && !keys.has(Key::Question) && filter.question.is_none() {
            return None;
        }
        let (area_at, area) = all.iter().rev().find_map(|(_, i)| i.area(own).map(|a| (a, &i.areas[a].code)))?;
        let wanted = |filter: &Option<String>, code: &str| filter.as_deref().is_none_or(|f| f.eq_ignore_ascii_case(code));
        if !(wanted(&filter.area, own) || wanted(&filter.area, area)) || !wanted(&filter.question, &question.code) {
            return None;
        }
        let (place, newest) = all.iter().rev().find_map(|(_, i)| i.question(&question.code).map(|q| (q, i)))?;
        let (by_area, by_question) = (keys.has(Key::Area), keys.has(Key::Question));
        let order = match (by_area, by_question) {
            (true, _) => area_at,
            (false, true) => newest.questions[place].area,
            (false, false) => 0,
        };
        Some(Arc::new(Column {
            order: (order, if by_question { place } else { 0 }),
            area: by_area.then(|| area.clone()),
            question: by_question.then(|| newest.questions[place].code.clone()),
        }))
    };
    all.iter()
        .map(|(id, instrument)| Version {
            id: *id,
            instrument: Arc::clone(instrument),
            columns: (0..instrument.questions.len()).map(|q| column(instrument, q)).collect(),
        })
        .collect()
}

/// The options of the newest version, then those only older ones have.
fn options(versions: &[Version]) -> Arc<[String]> {
    let mut codes: Vec<String> = Vec::new();
    for option in versions.iter().rev().flat_map(|v| &v.instrument.options) {
        if !codes.contains(&option.code) {
            codes.push(option.code.clone());
        }
    }
    codes.into()
}

fn leaves(tallies: &[Tally], keys: Keys, filter: &Filter, versions: &[Version]) -> HashMap<Place, Leaf> {
    let mut leaves: HashMap<Place, Leaf> = HashMap::new();
    let wanted = |filter: Option<Id>, id: Option<Id>| filter.is_none() || filter == id;
    for tally in tallies {
        let Some(version) = versions.iter().position(|v| v.id == tally.instrument) else { continue };
        let passes = filter.year.is_none_or(|y| y == tally.year)
            && wanted(filter.region, Some(tally.region))
            && wanted(filter.office, Some(tally.office))
            && wanted(filter.worker, tally.worker)
            && wanted(filter.supervisor, tally.supervisor)
            && (tally.reviews > 0 || !tally.counts.is_empty());
        if !passes {
            continue;
        }
        // Region and year always stay apart here: a published figure may stand for one of them.
        let place = Place {
            region: Some(tally.region),
            office: keys.has(Key::Office).then_some(tally.office),
            worker: tally.worker.filter(|_| keys.has(Key::Worker)),
            supervisor: tally.supervisor.filter(|_| keys.has(Key::Supervisor)),
            year: tally.year,
        };
        let leaf = leaves.entry(place).or_default();
        leaf.provisional |= tally.provisional;
        match leaf.versions.iter_mut().find(|(known, _)| *known == version) {
            Some((_, counts)) => counts.merge(&tally.counts),
            None => leaf.versions.push((version, tally.counts.clone())),
        }
    }
    leaves
}

#[cfg(test)]
pub(crate) mod tests;
