//! What a public report may say of the scores of a file: the same for every report, so that what one hides no other one tells.
//! Decided for every question, place and year at once, whatever a report asks for.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::places::{Leaf, Place, Seen, Spread, pooled};
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::published;
use crate::domain::score::Score;
use crate::domain::score_table::{Source, score_rows};

/// What a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// One question, by its code.
    Question(&'a str),
    /// The questions of an area, pooled; by its code.
    Area(&'a str),
    /// All questions, pooled.
    Whole,
}

impl<'a> Unit<'a> {
    /// From what is known of a row.
    #[must_use]
    pub fn of(question: Option<&'a str>, area: Option<&'a str>) -> Unit<'a> {
        match (question, area) {
            (Some(question), _) => Unit::Question(question),
            (None, Some(area)) => Unit::Area(area),
            (None, None) => Unit::Whole,
        }
    }
}

impl Place {
    /// From what is known of a row.
    #[must_use]
    pub fn of(region: Option<Id>, office: Option<Id>) -> Place {
        match (region, office) {
            (region, Some(office)) => Place::Office(region.unwrap_or(Id::NIL), office),
            (Some(region), None) => Place::Region(region),
            (None, None) => Place::State,
        }
    }
}

/// Instrument, fiscal year and question, in lower case.
type Asked = (String, i32, String);

/// All figures of an instrument in a year.
#[derive(Debug, Default)]
struct Year {
    questions: BTreeMap<String, Spread>,
    areas: BTreeMap<String, Spread>,
    whole: Spread,
}

/// What may be said. A veil for the agency itself hides nothing.
#[derive(Debug, Default)]
pub struct Veil {
    smallest: Option<u64>,
    years: HashMap<(String, i32), Year>,
    published: HashMap<Asked, BTreeSet<Place>>,
    hidden: Cell<usize>,
}

impl Veil {
    /// Hides nothing.
    #[must_use]
    pub fn none() -> Veil {
        Veil::default()
    }

    /// Of an instrument, or of all, for everybody to read: no number of cases from 1 to `smallest - 1` is said or can be worked out.
    /// Without a number it hides nothing.
    #[must_use]
    pub fn of(book: &Book, instrument: Option<&str>, smallest: Option<u64>) -> Veil {
        let Some(smallest) = smallest else { return Veil::none() };
        let mut veil = Veil { smallest: Some(smallest), ..Veil::default() };
        let filter = instrument.map_or_else(Filter::default, Filter::instrument);
        let keys = Keys::of(&[Key::Region, Key::Office, Key::Area, Key::Question, Key::Year]);
        let mut leaves: BTreeMap<Asked, (Option<String>, Vec<Leaf>)> = BTreeMap::new();
        for row in score_rows(book, book.tallies(), keys, &filter) {
            let (Some(region), Some(office), Some(question), Some(year)) = (row.region, row.office, &row.question, row.year) else {
                continue;
            };
            let (Some(n), Some(credit)) = (row.score.applicable, row.score.credit) else { continue };
            let computed = row.instrument.question(question).is_some_and(|q| row.instrument.questions[q].is_computed());
            let area = row.area.as_ref().filter(|_| !computed).map(|area| area.to_lowercase());
            let of = leaves.entry((row.instrument.code.to_lowercase(), year, question.to_lowercase())).or_default();
            of.0 = area;
            of.1.push(Leaf { region, office: Some(office), n, credit });
        }
        let mut known: HashMap<Asked, BTreeSet<Place>> = HashMap::new();
        for one in published::newest(book, filter.instrument.as_deref()) {
            let key = (one.instrument.to_lowercase(), one.year, one.question.to_lowercase());
            known.entry(key).or_default().insert(Place::of(one.region, one.office));
        }
        let mut areas: BTreeMap<(String, i32), BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for (key, (area, leaves)) in leaves {
            let spread = Spread::of(&leaves, known.get(&key).unwrap_or(&BTreeSet::new()), smallest);
            let (code, year, question) = key;
            if let Some(area) = area {
                areas.entry((code.clone(), year)).or_default().entry(area).or_default().push(question.clone());
            }
            veil.years.entry((code, year)).or_default().questions.insert(question, spread);
        }
        veil.published = known;
        for (key, areas) in areas {
            let Some(year) = veil.years.get_mut(&key) else { continue };
            for (area, questions) in areas {
                let units: Vec<&Spread> = questions.iter().filter_map(|question| year.questions.get(question)).collect();
                let pool = pooled(&units, smallest);
                year.areas.insert(area, pool);
            }
            // All areas are pooled only where each of them is said: then their sum tells nothing new.
            let mut whole = Spread::default();
            for area in year.areas.values() {
                for (place, seen) in &area.seen {
                    let known = whole.seen.entry(*place).or_insert(Seen::ALL);
                    *known = known.and(*seen);
                }
            }
            year.whole = whole;
        }
        veil
    }

    /// The smallest number of cases that may be said; none for the agency itself.
    #[must_use]
    pub fn smallest(&self) -> Option<u64> {
        self.smallest
    }

    /// What may be said of a figure that was counted: of a year, or of all years together, which are said only where each of them is.
    /// None where nothing was counted.
    #[must_use]
    pub fn seen(&self, instrument: &str, year: Option<i32>, unit: Unit, place: Place) -> Option<Seen> {
        if self.smallest.is_none() {
            return Some(Seen::ALL);
        }
        let code = instrument.to_lowercase();
        if let Some(year) = year {
            return self.years.get(&(code, year)).and_then(|year| year.seen(unit, place));
        }
        let mut years = self.years.iter().filter(|((of, _), _)| *of == code).filter_map(|(_, year)| year.seen(unit, place));
        let first = years.next()?;
        Some(if first == Seen::ALL && years.all(|seen| seen == Seen::ALL) { Seen::ALL } else { Seen::NONE })
    }

    /// The same of a year that a report says beside another one: what was only published is public already.
    #[must_use]
    pub fn seen_before(&self, instrument: &str, year: i32, unit: Unit, place: Place) -> Seen {
        let question = match unit {
            Unit::Question(code) | Unit::Area(code) => code.to_lowercase(),
            Unit::Whole => String::new(),
        };
        let published = || self.published.get(&(instrument.to_lowercase(), year, question)).is_some_and(|places| places.contains(&place));
        self.seen(instrument, Some(year), unit, place).unwrap_or_else(|| if published() { Seen::ALL } else { Seen::NONE })
    }

    /// Whether every question of a region (or of the state) is said in a year.
    #[must_use]
    pub fn says_all(&self, instrument: &str, year: i32, place: Place) -> bool {
        let year = self.years.get(&(instrument.to_lowercase(), year));
        self.smallest.is_none() || year.is_none_or(|year| year.questions.values().all(|spread| spread.seen(place).rate))
    }

    /// What may be said of a score that a report is about to say. A published percent that names no number of cases is public already;
    /// where it names one, the number itself decides.
    #[must_use]
    pub fn of_score(&self, seen: Option<Seen>, score: &Score, source: Source) -> Seen {
        let Some(smallest) = self.smallest else { return Seen::ALL };
        let seen = seen.unwrap_or(if score.applicable.unwrap_or(0) == 0 { Seen::ALL } else { Seen::NONE });
        let own = match (score.applicable, score.credit) {
            (Some(n), Some(credit)) => {
                let short = (n * 10_000).saturating_sub(credit);
                let small = |credit: u64| credit > 0 && credit < smallest * 10_000;
                Seen { n: n == 0 || n >= smallest, rate: (n == 0 || n >= smallest) && !small(credit) && !small(short) }
            }
            (Some(n), None) => Seen { n: n == 0 || n >= smallest, rate: n == 0 || n >= smallest },
            (None, _) => Seen::ALL,
        };
        if source == Source::Published { own } else { own.and(seen) }
    }

    /// Counts a figure that a report does not say.
    pub fn note_hidden(&self) {
        self.hidden.set(self.hidden.get() + 1);
    }

    /// The sentence under a report in which something is hidden; none where nothing is.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let (smallest, hidden) = (self.smallest?, self.hidden.get());
        (hidden > 0).then(|| hidden_words(hidden, smallest))
    }
}

/// How many figures are hidden, and why.
#[must_use]
pub fn hidden_words(hidden: usize, smallest: u64) -> String {
    let (figures, are) = if hidden == 1 { ("figure", "is") } else { ("figures", "are") };
    format!(
        "{hidden} {figures} {are} hidden (*): about fewer than {smallest} cases, or the only way to work out one that is. Acceptable cases and \
         the others both count; what is hidden cannot be worked out from the sums here."
    )
}

impl Year {
    fn seen(&self, unit: Unit, place: Place) -> Option<Seen> {
        match unit {
            // A published code can be that of an area.
            Unit::Question(code) => {
                let code = code.to_lowercase();
                self.questions.get(&code).or_else(|| self.areas.get(&code)).and_then(|spread| at(spread, place))
            }
            Unit::Area(code) => self.areas.get(&code.to_lowercase()).and_then(|spread| at(spread, place)),
            Unit::Whole => at(&self.whole, place),
        }
    }
}

/// An office without its region is all that it was.
fn at(spread: &Spread, place: Place) -> Option<Seen> {
    match place {
        Place::Office(region, office) if region == Id::NIL => {
            let same = spread.seen.iter().filter(|(known, _)| matches!(known, Place::Office(_, one) if *one == office));
            same.map(|(_, seen)| *seen).reduce(Seen::and)
        }
        place => spread.seen.get(&place).copied(),
    }
}
