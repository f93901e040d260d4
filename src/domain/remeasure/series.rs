//! An element's measure before and after: its baseline, every later result with the change, the targets, whether it is on track and
//! whether a gain lasts. What a suggested target is, and how an element is made, is in `make.rs`.

use chrono::NaiveDate;

use super::moved::{Moved, moved};
use super::target::{Target, target};
use super::track::{Lasts, Track, judge, lasts};
use super::typed::{self, Typed};
use super::{Figure, Measure, Subject, figures, of_record, subject};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::record::Record;
use crate::domain::score::Score;
use crate::domain::share::Share;

/// Where a baseline is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// It was recorded with its counts when the element was made.
    Recorded,
    /// It stands in a goal as text.
    Typed,
    /// Nobody wrote it down; it is what the file says for that year.
    File,
}

/// The figure an element began with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Fiscal year, if it is known.
    pub year: Option<i32>,
    /// The score.
    pub score: Score,
    /// Where it is known from.
    pub from: From,
}

/// A result later than the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    /// The result.
    pub figure: Figure,
    /// How far it is from the baseline; none if one of the two has no rate.
    pub moved: Option<Moved>,
}

/// An element's measure before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The measure.
    pub measure: Measure,
    /// The baseline, if there is one.
    pub before: Option<Before>,
    /// Every later result, the oldest first; those of open rounds among them.
    pub later: Vec<Later>,
    /// The short-term target.
    pub short: Target,
    /// The long-term target.
    pub long: Target,
    /// Whether it is on track.
    pub track: Track,
    /// Why, in clauses: what speaks against it first.
    pub why: Vec<String>,
    /// Whether the gain lasts.
    pub lasts: Lasts,
}

impl Series {
    /// The latest result of a closed round, or of an open one if there is no other.
    #[must_use]
    pub fn latest(&self) -> Option<&Later> {
        let rated = || self.later.iter().rev().filter(|later| later.figure.score.score.is_some());
        rated().find(|later| !later.figure.provisional).or_else(|| rated().next())
    }
}

/// The fiscal year of an element's baseline: as recorded, as its goals say, or the year before its plan begins.
#[must_use]
pub fn since(book: &Book, element: &Record) -> Option<i32> {
    if let Some(year) = element.int(Field::Year) {
        return i32::try_from(year).ok();
    }
    if let Some(year) = book.parts(element.id, Kind::Goal).iter().find_map(|goal| typed::read(goal.text(Field::Baseline))?.year) {
        return Some(year);
    }
    let plan = element.parent().and_then(|plan| book.get(plan));
    let begins = plan.and_then(|plan| plan.date(Field::ImplementationDate)).or(element.date(Field::From));
    begins.map(|day| book.fiscal_year(day) - 1)
}

/// The baseline of an element: recorded with its counts, or typed in a goal, or what the file says for its year.
fn baseline(book: &Book, element: &Record, figures: &[Figure]) -> Option<Before> {
    let year = since(book, element);
    let then = year.and_then(|year| figures.iter().find(|figure| figure.year == year));
    let goal = then.and_then(|figure| figure.score.goal).and_then(|goal| Some(Share(u32::try_from(goal.part() / goal.whole()).ok()?)));
    let whole = |field| element.int(field).and_then(|n| u64::try_from(n).ok());
    // What a repeated or pooled figure is, its counts alone do not say.
    let marked = |mut score: Score| {
        score.repeated = then.is_some_and(|figure| figure.score.repeated);
        score.pooled = then.is_some_and(|figure| figure.score.pooled);
        score
    };
    if let (Some(credit), Some(n)) = (whole(Field::Credit), whole(Field::Applicable)) {
        return Some(Before { year, score: marked(Score::published(None, Some(credit), Some(n), goal)), from: From::Recorded });
    }
    let typed = book.parts(element.id, Kind::Goal).into_iter().find_map(|goal| typed::read(goal.text(Field::Baseline)));
    match (typed, then) {
        // The file's own figure, where it is the one that was typed, has its counts.
        (Some(typed), Some(then)) if says(&typed, &then.score) => Some(Before { year, score: then.score.clone(), from: From::File }),
        (Some(typed), _) => {
            let (credit, n) = typed.of.map_or((None, typed.n), |(part, n)| (Some(part * 10_000), Some(n)));
            Some(Before { year, score: marked(Score::published(typed.percent, credit, n, goal)), from: From::Typed })
        }
        (None, then) => then.map(|figure| Before { year, score: figure.score.clone(), from: From::File }),
    }
}

/// Whether a typed baseline is the figure that the file has.
fn says(typed: &Typed, score: &Score) -> bool {
    let Some(rate) = score.score else { return false };
    let percent = typed.percent.is_none_or(|percent| rate.percent(1) == Ratio::from(percent).percent(1));
    percent && typed.answers().is_none_or(|n| Some(n) == score.applicable)
}

/// Everything about the first measure of an element; none if it names none.
#[must_use]
pub fn series(book: &Book, element: Id, today: NaiveDate) -> Option<Series> {
    let record = book.get(element)?;
    let measure = of_record(book, record).into_iter().next()?;
    Some(of_measure(book, record, measure, today))
}

/// The same of each measure that an element names; only the first one has the recorded baseline, the others that of the file.
#[must_use]
pub fn all_series(book: &Book, element: Id, today: NaiveDate) -> Vec<Series> {
    let Some(record) = book.get(element) else { return Vec::new() };
    let mut all = of_record(book, record).into_iter();
    let first = all.next().map(|measure| of_measure(book, record, measure, today));
    let others = all.map(|measure| {
        let since = since(book, record);
        let figures = figures(book, &measure, since);
        let before = since.and_then(|year| figures.iter().find(|figure| figure.year == year));
        let before = before.map(|figure| Before { year: since, score: figure.score.clone(), from: From::File });
        judged(book, record, measure, before, figures, today)
    });
    first.into_iter().chain(others).collect()
}

fn of_measure(book: &Book, element: &Record, measure: Measure, today: NaiveDate) -> Series {
    let figures = figures(book, &measure, since(book, element));
    let before = baseline(book, element, &figures);
    judged(book, element, measure, before, figures, today)
}

fn judged(book: &Book, element: &Record, measure: Measure, before: Option<Before>, figures: Vec<Figure>, today: NaiveDate) -> Series {
    let since = since(book, element);
    let pooled = matches!(subject(book, &measure, since), Subject::Area(_) | Subject::Whole);
    let later: Vec<Later> = figures
        .into_iter()
        .filter(|figure| since.is_some_and(|since| figure.year > since))
        .map(|mut figure| {
            figure.score.pooled |= pooled;
            let moved = before.as_ref().and_then(|before| moved(&before.score, &figure.score));
            Later { figure, moved }
        })
        .collect();
    let target = |term: &str| target(book, element, term, before.as_ref(), &later, today);
    let (short, long) = (target("short"), target("long"));
    let mut series = Series { measure, before, later, short, long, track: Track::TooEarly, why: Vec::new(), lasts: Lasts::TooEarly };
    series.lasts = lasts(&series);
    judge(&mut series, &book.parts(element.id, Kind::Row), today);
    series
}

/// A result in words, as cells show it: `78.2 % (61 of 78), FY2025`.
#[must_use]
pub fn shown(score: &Score, year: Option<i32>) -> String {
    let rate = figure::rate(score);
    year.map_or(rate.clone(), |year| format!("{rate}, FY{year}"))
}
