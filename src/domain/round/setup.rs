//! Opening a round, changing its set-up, closing it, beginning next year's, deleting one that nobody has used.

use chrono::{Months, NaiveDate};

use super::worklist::Worklist;
use super::{Round, closed, usual_title};
use crate::domain::book::Book;
use crate::domain::change::{Change, Seen};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::review_moves::Proposal;
use crate::domain::share::Share;
use crate::domain::text::counted;
use crate::domain::value::Value;

/// What a round is opened with, or changed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The instrument's code.
    pub instrument: String,
    /// Fiscal year.
    pub year: i32,
    /// The region.
    pub region: Id,
    /// A title; empty for instrument, year and region.
    pub title: String,
    /// First day of the period under review.
    pub from: Option<NaiveDate>,
    /// Last day of it.
    pub until: Option<NaiveDate>,
    /// Margin of the sample.
    pub margin: Share,
    /// Confidence of the sample.
    pub confidence: Share,
    /// Share of cases reviewed twice.
    pub second_share: Share,
    /// Last day for challenges.
    pub challenge_until: Option<NaiveDate>,
}

/// The days of a fiscal year: the period under review that suggests itself.
#[must_use]
pub fn fiscal_year_days(book: &Book, year: i32) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let start = book.fiscal_year_start();
    let first = |year: i32| NaiveDate::from_ymd_opt(if start > 1 { year - 1 } else { year }, start, 1);
    (first(year), first(year + 1).and_then(|day| day.pred_opt()))
}

impl SetUp {
    /// As a round has it.
    #[must_use]
    pub fn of(round: &Round, book: &Book) -> SetUp {
        let usual = usual_title(&round.instrument.title, round.year, book.name(round.region));
        SetUp {
            instrument: round.instrument.code.clone(),
            year: round.year,
            region: round.region,
            title: if round.title == usual { String::new() } else { round.title.clone() },
            from: round.from,
            until: round.until,
            margin: round.margin,
            confidence: round.confidence,
            second_share: round.second_share,
            challenge_until: round.challenge_until,
        }
    }

    /// The sentence that says what is wrong with it by itself.
    fn fault(&self) -> Option<String> {
        if let (Some(from), Some(until)) = (self.from, self.until)
            && from > until
        {
            return Some("the period under review ends before it begins; turn the two days round".to_owned());
        }
        if !(1..10_000).contains(&self.confidence.0) {
            return Some(format!("a confidence of {} asks for every case or for none; 95 % is usual", self.confidence));
        }
        if self.margin == Share::ONE {
            return Some("a margin of 100 % says nothing; 5 % is usual".to_owned());
        }
        None
    }

    fn edits(&self, id: Id, change: &mut Change) {
        let day = |day: Option<NaiveDate>| day.map_or(Value::None, Value::Date);
        let mut set = |field, value| change.set(id, Kind::Round, field, value);
        set(Field::Title, Value::text(self.title.trim()));
        set(Field::From, day(self.from));
        set(Field::Until, day(self.until));
        set(Field::Margin, Value::Int(i64::from(self.margin.0)));
        set(Field::Confidence, Value::Int(i64::from(self.confidence.0)));
        set(Field::SecondShare, Value::Int(i64::from(self.second_share.0)));
        set(Field::ChallengeUntil, day(self.challenge_until));
    }
}

/// The sentence for a title that another round has.
fn title_taken(book: &Book, but: Id, title: &str) -> Option<String> {
    let same = |round: &Round| round.id != but && round.title.to_lowercase() == title.to_lowercase();
    let taken = Round::all(book).into_iter().find(same)?;
    Some(format!("'{}' is the title of another round; give this one another title", taken.title))
}

/// Opens a round. `id` is what the file gives to this instrument, year and region ([`crate::domain::query::Query::RoundId`]).
///
/// # Errors
/// The sentence that says why not: there is one already, no version of the instrument is in force, or a fault of the set-up.
pub fn open(book: &Book, id: Id, set_up: &SetUp, saw: Seen) -> Result<Change, String> {
    if !(1980..=2199).contains(&set_up.year) {
        return Err(format!("{} is no fiscal year of this file; write a year such as 2027", set_up.year));
    }
    let known = book.instruments().iter().any(|(_, instrument)| instrument.code == set_up.instrument);
    let Some((form, instrument)) = book.instrument_for(&set_up.instrument, set_up.year) else {
        return Err(if known {
            format!("no version of '{}' is in force in FY{}; choose a later year", set_up.instrument, set_up.year)
        } else {
            format!("there is no instrument '{}' in this file; import it first", set_up.instrument)
        });
    };
    if !book.get(set_up.region).is_some_and(|region| region.kind == Kind::Region && book.is_live(region)) {
        return Err("a round needs a region; choose one, or make one in Places".to_owned());
    }
    if let Some(round) = Round::of(book, id) {
        return Err(format!("'{}' is there already: an instrument has one round a year in each region. Open that one", round.title));
    }
    if let Some(why) = set_up.fault() {
        return Err(why);
    }
    let usual = usual_title(&instrument.title, set_up.year, book.name(set_up.region));
    let title = if set_up.title.trim().is_empty() { usual } else { set_up.title.trim().to_owned() };
    if let Some(why) = title_taken(book, id, &title) {
        return Err(why);
    }
    let mut change = Change::new(format!("round '{title}' opened"), saw);
    // A round that was deleted and is opened again is the same record.
    if book.get(id).is_some_and(|record| record.kind == Kind::Round) {
        change.set(id, Kind::Round, Field::Gone, Value::Int(0));
    }
    change.set(id, Kind::Round, Field::Form, Value::Record(*form));
    change.set(id, Kind::Round, Field::Year, Value::Int(i64::from(set_up.year)));
    change.set(id, Kind::Round, Field::Region, Value::Record(set_up.region));
    change.set(id, Kind::Round, Field::Status, Value::text("open"));
    set_up.edits(id, &mut change);
    Ok(change)
}

/// Changes the set-up of a round; instrument, year and region stay.
///
/// # Errors
/// The sentence that says why not.
pub fn amend(book: &Book, round: &Round, set_up: &SetUp, saw: Seen) -> Result<Change, String> {
    if let Some(why) = set_up.fault() {
        return Err(why);
    }
    if !set_up.title.trim().is_empty()
        && let Some(why) = title_taken(book, round.id, set_up.title.trim())
    {
        return Err(why);
    }
    let mut change = Change::new(format!("set-up of round '{}'", round.title), saw);
    set_up.edits(round.id, &mut change);
    let record = book.get(round.id);
    change.edits.retain(|edit| record.is_none_or(|record| *record.get(edit.field) != edit.value));
    Ok(change)
}

/// Closes a round, after it was said what is open in it; its figures are no longer provisional.
///
/// # Errors
/// The sentence for a round that is closed.
pub fn close(list: &Worklist, saw: Seen) -> Result<Proposal, String> {
    let round = &list.round;
    if !round.open {
        return Err(closed());
    }
    let p = list.progress;
    let parts = [
        (p.not_begun, "case not begun", "cases not begun"),
        (p.draft, "draft", "drafts"),
        (p.returned, "returned review", "returned reviews"),
        (p.ready, "review waiting for QA", "reviews waiting for QA"),
        (p.comments, "comment not closed", "comments not closed"),
        (p.challenges, "challenge without an outcome", "challenges without an outcome"),
    ];
    let open: Vec<String> = parts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, more)| counted(*n as u64, one, more)).collect();
    let open = if open.is_empty() {
        "Nothing is open in it.".to_owned()
    } else {
        format!("Still open: {}.", crate::domain::text::listed(open.iter().map(String::as_str), "and"))
    };
    let change = Change::new(format!("round '{}' closed", round.title), saw);
    Ok(Proposal {
        change: change.with(round.id, Kind::Round, Field::Status, Value::text("closed")),
        question: Some(format!("{open} Close '{}'? Its figures are no longer provisional then; it can be opened again.", round.title)),
    })
}

/// Opens a closed round again.
#[must_use]
pub fn reopen(round: &Round, saw: Seen) -> Change {
    Change::new(format!("round '{}' opened again", round.title), saw).with(round.id, Kind::Round, Field::Status, Value::text("open"))
}

/// Next year's round: the same set-up, the instrument's version in force then, the period a year later, nothing drawn.
/// `id` is what the file gives to the instrument, next year and the region.
///
/// # Errors
/// As [`open`].
pub fn next_year(book: &Book, round: &Round, id: Id, saw: Seen) -> Result<Change, String> {
    let year = round.year + 1;
    let later = |day: Option<NaiveDate>| day.and_then(|day| day.checked_add_months(Months::new(12)));
    let this = SetUp::of(round, book);
    let title = this.title.replace(&round.year.to_string(), &year.to_string());
    let set_up = SetUp {
        year,
        // A title that names no year would be the same again.
        title: if title == this.title { String::new() } else { title },
        from: later(round.from),
        until: later(round.until),
        challenge_until: later(round.challenge_until),
        ..this
    };
    let mut change = open(book, id, &set_up, saw)?;
    if !round.allocation.is_empty() {
        change.set(id, Kind::Round, Field::Allocation, Value::text(round.allocation.clone()));
    }
    Ok(change)
}

/// Deletes a round in which nothing was reviewed, its population list and its draw with it: another round of the same
/// instrument, year and region is the same record, and begins with nothing.
///
/// # Errors
/// The sentence for a round with reviews.
pub fn delete(list: &Worklist, saw: Seen) -> Result<Proposal, String> {
    let round = &list.round;
    let reviews = list.file.reviews.len();
    if reviews > 0 {
        let reviews = counted(reviews as u64, "review", "reviews");
        return Err(format!("'{}' has {reviews} and is not deleted; a round that is over is closed", round.title));
    }
    let mut change = Change::new(format!("round '{}' deleted", round.title), saw);
    change.set(round.id, Kind::Round, Field::Gone, Value::Int(1));
    for field in [Field::Seed, Field::SampleSize, Field::Spares, Field::Allocation, Field::Note] {
        change.set(round.id, Kind::Round, field, Value::None);
    }
    if let Some(population) = list.file.population.id {
        change.set(population, Kind::Population, Field::Gone, Value::Int(1));
    }
    for elimination in &list.file.eliminations {
        change.set(elimination.id, Kind::Elimination, Field::Gone, Value::Int(1));
    }
    let with = match list.file.population.cases.len() {
        0 => String::new(),
        n => format!(" Its list of {} goes with it.", counted(n as u64, "case", "cases")),
    };
    Ok(Proposal { change, question: Some(format!("Delete the round '{}'?{with}", round.title)) })
}
