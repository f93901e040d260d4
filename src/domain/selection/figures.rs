//! The figures of all places that the board rests on, worked out once for as long as counts and published results stand still:
//! which questions of which review are below their goal, at offices, regions and in the whole state.

use std::collections::{BTreeSet, HashMap};

use super::place::Place;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::{DomainOf, Instrument, Question};
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::score_table::{ScoreRow, score_rows};

/// A review that the board looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Review {
    /// The case review.
    Cases,
    /// The qualitative review.
    Qualitative,
    /// The federal review.
    Federal,
    /// The agency's own small federal review.
    MiniFederal,
}

impl Review {
    const ALL: [Review; 4] = [Review::Cases, Review::Qualitative, Review::Federal, Review::MiniFederal];

    /// Whether the figure of the whole state may stand in: federal reviews are often published for the state only.
    const fn reaches_state(self) -> bool {
        matches!(self, Review::Federal | Review::MiniFederal)
    }
}

/// Whose figure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The community's own.
    Own,
    /// Its region's, because it has none of its own.
    Region(String),
    /// The whole state's, because its region has none either.
    State,
}

/// How many questions of a review are below their goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// Questions below their goal.
    pub below: u32,
    /// Questions that have a rate.
    pub of: u32,
    /// Those that were below in the year before too.
    pub two_years: u32,
    /// Fiscal year.
    pub year: i32,
    /// Applicable answers of all of them; none if only percents are known.
    pub n: Option<u64>,
    /// What they are called: questions, indicators, outcomes.
    pub noun: &'static str,
    /// Whose figure it is.
    pub whose: Whose,
    /// Whether a round in it is still open.
    pub provisional: bool,
    /// Offices of a district with a figure in that year, and all of them; none where there is only one.
    pub offices: Option<(usize, usize)>,
}

/// A rate as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Thousandths of a percent.
    pub rate: u64,
    /// Fiscal year.
    pub year: i32,
    /// What it rests on, if it says.
    pub n: Option<u64>,
    /// Whose it is.
    pub whose: Whose,
}

/// What sort of question a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Of the safety domain.
    Safety,
    /// Of another domain, or of none.
    Other,
    /// Computed from other answers: an outcome.
    Computed,
    /// Published under a code that no version asks.
    Headline,
}

impl Sort {
    fn of(question: Option<&Question>) -> Sort {
        match question {
            None => Sort::Headline,
            Some(question) if question.is_computed() => Sort::Computed,
            Some(question) if question.domain == Some(DomainOf::Safety) => Sort::Safety,
            Some(_) => Sort::Other,
        }
    }
}

/// A question at a place in a year.
#[derive(Clone, Debug)]
struct Cell {
    office: Option<Id>,
    version: Id,
    code: String,
    continues: Option<String>,
    year: i32,
    sort: Sort,
    counts: Option<(u64, u64)>,
    n: Option<u64>,
    goal: Option<Ratio>,
    score: Option<Ratio>,
    met: Option<bool>,
    provisional: bool,
}

/// One question in one year, summed over the offices of a place.
struct Summed<'a> {
    cell: &'a Cell,
    met: Option<bool>,
    score: Option<Ratio>,
    n: Option<u64>,
    provisional: bool,
}

/// Whose cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Office(Id),
    Region(Id),
    State,
}

/// All figures.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    reviews: HashMap<(Review, At), Vec<Cell>>,
    rates: HashMap<At, Vec<Cell>>,
    regions: HashMap<Id, String>,
}

/// Which questions of a review are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those of the safety domain.
    Safety,
    /// All that reviewers answer.
    Answered,
    /// The outcomes that are computed from them, or all if there are none.
    Outcomes,
}

impl Figures {
    /// From the counts and published results of a file.
    #[must_use]
    pub fn of(book: &Book) -> Figures {
        let mut figures = Figures::default();
        figures.regions.extend(book.all(Kind::Region).into_iter().map(|r| (r.id, r.text(Field::Name).to_owned())));
        // With the region beside it, an office's published figure stands by itself.
        let levels = [Keys::of(&[Key::Region, Key::Office]), Keys::of(&[Key::Region]), Keys::of(&[])];
        let mut codes: Vec<&str> = book.instruments().iter().map(|(_, i)| i.code.as_str()).collect();
        codes.dedup();
        for code in codes {
            let review = Review::ALL.into_iter().find(|review| instrument_of(book, *review).as_deref() == Some(code));
            let versions = || book.instruments().iter().map(|(_, i)| i).filter(|i| i.code == code);
            let rates = versions().any(|i| i.questions.iter().any(|q| is_rate(&q.code) || is_rate(&q.text)))
                || book.all(Kind::Published).iter().any(|p| p.text(Field::Instrument) == code && is_rate(p.text(Field::Question)));
            if review.is_none() && !rates {
                continue;
            }
            for level in levels {
                for row in score_rows(book, book.tallies(), level.with(Key::Question).with(Key::Year), &Filter::instrument(code)) {
                    let at = match (row.office, row.region) {
                        (Some(office), _) => At::Office(office),
                        (None, Some(region)) if level == levels[1] => At::Region(region),
                        (None, None) if level == levels[2] => At::State,
                        _ => continue,
                    };
                    figures.take(review, at, &row);
                }
            }
        }
        figures
    }

    fn take(&mut self, review: Option<Review>, at: At, row: &ScoreRow) {
        let (Some(code), Some(year)) = (&row.question, row.year) else { return };
        let question = row.instrument.question(code).map(|q| &row.instrument.questions[q]);
        let cell = Cell {
            office: row.office,
            version: row.version,
            code: code.clone(),
            continues: question.and_then(|q| q.continues.clone()),
            year,
            sort: Sort::of(question),
            counts: row.score.credit.zip(row.score.applicable),
            n: row.score.applicable,
            goal: row.score.goal,
            score: row.score.score,
            met: row.score.met,
            provisional: row.provisional,
        };
        if is_rate(code) || question.is_some_and(|q| is_rate(&q.text)) {
            self.rates.entry(at).or_default().push(cell);
        } else if let Some(review) = review {
            self.reviews.entry((review, at)).or_default().push(cell);
        }
    }

    /// How many questions of a review are below goal at a place, in the latest year that has a closed figure, or at least an
    /// open one. A place without any figure of its own gets its region's, for federal reviews also the state's.
    #[must_use]
    pub fn failing(&self, review: Review, which: Which, place: &Place) -> Option<Failing> {
        let cells = |at: At| self.reviews.get(&(review, at)).map_or(&[][..], Vec::as_slice);
        let own: Vec<&Cell> = place.offices.iter().flat_map(|office| cells(At::Office(*office))).collect();
        let region = place.region.map(|region| cells(At::Region(region)).iter().collect::<Vec<_>>()).unwrap_or_default();
        let state: Vec<&Cell> = if review.reaches_state() { cells(At::State).iter().collect() } else { Vec::new() };
        self.levels(own, region, state, place).into_iter().find_map(|(cells, whose)| {
            let offices = (whose == Whose::Own && place.offices.len() > 1).then_some(place.offices.len());
            failing(&cells, review, which).map(|(found, with)| Failing { whose, offices: offices.map(|all| (with, all)), ..found })
        })
    }

    /// The placement rate of a place in its latest year, if a question or a published result of the file is one.
    #[must_use]
    pub fn rate(&self, place: &Place) -> Option<Rate> {
        let cells = |at: At| self.rates.get(&at).map_or(&[][..], Vec::as_slice);
        let own: Vec<&Cell> = place.offices.iter().flat_map(|office| cells(At::Office(*office))).collect();
        let region = place.region.map(|region| cells(At::Region(region)).iter().collect::<Vec<_>>()).unwrap_or_default();
        self.levels(own, region, Vec::new(), place).into_iter().find_map(|(cells, whose)| {
            years(&cells).into_iter().find_map(|year| {
                let found = summed(&cells, year).into_iter().find(|one| one.score.is_some())?;
                // Thousandths of a percent, cut off.
                let rate = (found.score?.fraction() * 100_000.0 + 1e-6) as u64;
                Some(Rate { rate, year, n: found.n, whose: whose.clone() })
            })
        })
    }

    fn levels<'a>(&self, own: Vec<&'a Cell>, region: Vec<&'a Cell>, state: Vec<&'a Cell>, place: &Place) -> [(Vec<&'a Cell>, Whose); 3] {
        let name = place.region.and_then(|region| self.regions.get(&region)).cloned().unwrap_or_default();
        [(own, Whose::Own), (region, Whose::Region(name)), (state, Whose::State)]
    }
}

/// The instrument's code that a review goes by: of the milestones that rest on it, or by its own code.
fn instrument_of(book: &Book, review: Review) -> Option<String> {
    let instruments = || book.instruments().iter().map(|(_, i)| i);
    let (federal, qualitative) = (|i: &Instrument| has(i, "cfsr"), |i: &Instrument| has(i, "qcr"));
    let by_rule = |rule: &str| {
        let milestones = book.all(Kind::Milestone).into_iter().filter(|m| m.text(Field::Rule) == rule);
        milestones.map(|m| m.text(Field::Instrument).to_owned()).find(|code| instruments().any(|i| i.code == *code))
    };
    let by_code = |fits: &dyn Fn(&Instrument) -> bool| instruments().find(|i| fits(i)).map(|i| i.code.clone());
    match review {
        Review::Federal => by_code(&|i| federal(i) && !has(i, "mini")),
        Review::MiniFederal => by_code(&|i| federal(i) && has(i, "mini")),
        Review::Qualitative => by_rule("qcr").or_else(|| by_code(&qualitative)),
        Review::Cases => by_rule("standing")
            .or_else(|| by_code(&|i| has(i, "cpr")))
            .or_else(|| by_code(&|i| !federal(i) && !qualitative(i) && Some(&i.code) != by_rule("qcr").as_ref())),
    }
}

fn has(instrument: &Instrument, word: &str) -> bool {
    instrument.code.to_lowercase().contains(word)
}

/// Whether a code or a text names a placement rate.
fn is_rate(text: &str) -> bool {
    // Nearly all texts are long and not about it.
    text.to_lowercase().replace(['-', '_', '.'], " ").contains("placement rate")
}

/// The years of some cells, the latest first.
fn years(cells: &[&Cell]) -> Vec<i32> {
    cells.iter().map(|cell| cell.year).collect::<BTreeSet<i32>>().into_iter().rev().collect()
}

/// The share below goal in the latest year, and how many offices have a figure in it.
fn failing(cells: &[&Cell], review: Review, which: Which) -> Option<(Failing, usize)> {
    let outcomes = cells.iter().any(|cell| cell.sort == Sort::Computed);
    let wanted = |cell: &&&Cell| match which {
        Which::Safety => cell.sort == Sort::Safety,
        Which::Answered => cell.sort != Sort::Computed,
        Which::Outcomes => (cell.sort == Sort::Computed) == outcomes,
    };
    let cells: Vec<&Cell> = cells.iter().filter(wanted).copied().collect();
    let by_year: Vec<(i32, Vec<Summed>)> = years(&cells).into_iter().map(|year| (year, summed(&cells, year))).collect();
    let has = |open: bool| by_year.iter().find(|(_, all)| all.iter().any(|one| one.met.is_some() && (open || !one.provisional)));
    let (year, found) = has(false).or_else(|| has(true))?;
    let rated: Vec<&Summed> = found.iter().filter(|one| one.met.is_some()).collect();
    let below: Vec<&&Summed> = rated.iter().filter(|one| one.met == Some(false)).collect();
    let before = by_year.iter().find(|(earlier, _)| *earlier == year - 1).map_or(&[][..], |(_, all)| all.as_slice());
    let was_below = |one: &&&&Summed| {
        let same = |other: &&Summed| match &one.cell.continues {
            _ if other.cell.version == one.cell.version || one.cell.sort == Sort::Headline => other.cell.code == one.cell.code,
            Some(code) => other.cell.code.eq_ignore_ascii_case(code),
            None => false,
        };
        before.iter().find(same).is_some_and(|other| other.met == Some(false))
    };
    let offices: BTreeSet<Option<Id>> =
        cells.iter().filter(|cell| cell.year == *year && cell.met.is_some()).map(|cell| cell.office).collect();
    let failing = Failing {
        below: below.len() as u32,
        of: rated.len() as u32,
        two_years: below.iter().filter(was_below).count() as u32,
        year: *year,
        n: rated.iter().map(|one| one.n).sum(),
        noun: match (review, which) {
            (Review::Federal | Review::MiniFederal, _) if outcomes => "outcomes",
            (Review::Federal | Review::MiniFederal, _) => "items",
            (Review::Qualitative, _) => "indicators",
            (Review::Cases, Which::Safety) => "safety questions",
            (Review::Cases, _) => "questions",
        },
        whose: Whose::Own,
        provisional: rated.iter().any(|one| one.provisional),
        offices: None,
    };
    Some((failing, offices.len()))
}

/// Each question of a year, its counts summed over the offices. A percent without counts cannot be summed: it stands only
/// where nothing else is known of the question. Where a year has questions, headlines published beside them are left out.
fn summed<'a>(cells: &[&'a Cell], year: i32) -> Vec<Summed<'a>> {
    let of_year = || cells.iter().copied().filter(|cell| cell.year == year);
    let asked = of_year().any(|cell| cell.sort != Sort::Headline && cell.score.is_some());
    let mut groups: Vec<Vec<&Cell>> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for cell in of_year().filter(|cell| cell.sort != Sort::Headline || !asked) {
        let group = *at.entry(cell.code.to_lowercase()).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(cell);
    }
    groups.iter().filter_map(|group| sum(group)).collect()
}

fn sum<'a>(group: &[&'a Cell]) -> Option<Summed<'a>> {
    let first = *group.first()?;
    let known = |cell: &&&Cell| cell.score.is_some();
    if let [one] = group.iter().filter(known).collect::<Vec<_>>().as_slice() {
        return Some(Summed { cell: first, met: one.met, score: one.score, n: one.n, provisional: one.provisional });
    }
    let (mut credit, mut n, mut required, mut provisional) = (0u64, 0u64, 0u128, false);
    for cell in group {
        // Goals are whole ten-thousandths here: each cell is one question of one version.
        if let (Some((c, of)), Some(goal)) = (cell.counts, cell.goal) {
            credit += c;
            n += of;
            required += u128::from(goal.part()) * u128::from(of) / u128::from(goal.whole());
            provisional |= cell.provisional && of > 0;
        }
    }
    Some(Summed {
        cell: first,
        met: (n > 0).then(|| u128::from(credit) >= required),
        score: Ratio::new(credit, n),
        n: Some(n),
        provisional,
    })
}
