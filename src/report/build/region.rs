//! The report of one region: all its questions, where they stand in two consecutive years, and what it takes. Rows are made
//! first; summary, charts and tables are made of them.

use chrono::NaiveDate;

mod page;

use super::figures::{self, Row};
use super::public::{self, Within};
use crate::domain::book::Book;
use crate::domain::disclosure::{Place, Unit, Veil};
use crate::domain::exit::{Readiness, readiness};
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::kind::Kind;
use crate::domain::standing::{Standing, StandingRow, standing_rows};
use crate::domain::verdict::{Verdict, verdict};
use crate::report::{Audience, Cell, Column, Datum, Report, Table, Tells};

/// The columns of the rows: one for each question of the year.
pub const COLUMNS: [Column; 22] = [
    figures::AREA,
    figures::QUESTION,
    figures::TEXT,
    figures::SCORE,
    figures::N,
    figures::GOAL,
    figures::BEFORE,
    figures::STANDING,
    figures::SINCE,
    figures::NEEDED,
    figures::CERTAINTY,
    figures::CREDIT,
    figures::AT_GOAL,
    figures::MET,
    figures::SLACK,
    figures::LOW,
    figures::HIGH,
    figures::SOURCE,
    figures::PROVISIONAL,
    Column::number("not_done", "Not done", "answers with the reason not done").telling(Tells::Split),
    Column::number("not_documented", "Not documented", "answers with the reason done but not documented").telling(Tells::Split),
    Column::number("late", "Late", "answers with the reason late").telling(Tells::Split),
];

/// What holds for the whole region.
pub const FACTS: [Column; 14] = [
    Column::words("instrument", "Instrument", "code of the instrument"),
    Column::number("year", "Fiscal year", "fiscal year"),
    Column::words("region", "Region", "name of the region"),
    Column::number("reviews", "Reviews", "reviews that count").telling(Tells::Cases),
    Column::number("questions", "Questions", "questions that are looked at"),
    Column::number("met", "At their goal", "of them, at their goal in the year").telling(Tells::Share),
    Column::number("sustained", "Two years in a row", "of them, sustained").telling(Tells::Share),
    Column::number("met_once", "For the first year", "of them, met once").telling(Tells::Share),
    Column::number("below", "Below", "of them, below their goal").telling(Tells::Share),
    Column::number("without_rate", "Without a rate", "of them, without an applicable answer or a review").telling(Tells::Share),
    Column::number("missing", "Cases missing", "cases missing in all that is below, as far as that is known").telling(Tells::Share),
    Column::data("earliest", "earliest year in which two years in a row can be complete").telling(Tells::Share),
    Column::data("exited_on", "day of its recorded exit from the milestone; null without one"),
    Column::data("provisional", "whether a round in it is still open"),
];

/// The years of the questions that are below their goal.
pub const YEARS: [Column; 13] = [
    Column::data("below", "code of the question in the year of the report"),
    Column::data("year", "fiscal year"),
    figures::QUESTION,
    figures::STANDING,
    figures::SCORE,
    figures::N,
    figures::GOAL,
    figures::CREDIT,
    figures::AT_GOAL,
    figures::MET,
    figures::LOW,
    figures::HIGH,
    figures::SOURCE,
];

/// Reviews in counts.
pub const REVIEWS: [Column; 4] = [
    Column::words("office", "Office", "name of the office; null is the whole region"),
    Column::number("reviews", "Reviews", "reviews that count in the year").telling(Tells::Cases),
    Column::number("previous_reviews", "Year before", "reviews that count in the year before").telling(Tells::Cases),
    Column::words("provisional", "Round", "whether a round in it is still open"),
];

/// The report. An instrument by its code, in a fiscal year.
#[must_use]
pub fn build(book: &Book, code: &str, region: Id, year: i32, today: NaiveDate, audience: Audience) -> Report {
    let veil = Veil::of(book, Some(code), audience.smallest());
    let filter = Filter { region: Some(region), ..Filter::instrument(code) };
    let mut all = standing_rows(book, book.tallies(), Keys::of(&[Key::Area, Key::Question]), &filter);
    // What was published for an area or for all of it is no question.
    all.retain(|row| row.question.is_some());
    let now: Vec<&StandingRow> = all.iter().filter(|row| row.year == year).collect();
    let within = Within::region(Some(region));
    let rows: Vec<Vec<Cell>> = now
        .iter()
        .map(|row| {
            let mut cells = cells(row);
            public::hide(&veil, &COLUMNS, &mut cells, public::said_of(&veil, row, within));
            cells
        })
        .collect();
    let milestone = super::exit::milestone_of(book, code);
    let near = milestone.and_then(|milestone| readiness(book, milestone, year).into_iter().find(|near| near.region == region));
    let verdict = verdict(book, book.tallies(), code, Some(region), year);
    let years = years(book, &now, &all, &veil, within);
    let reviews = reviews(book, code, region, year, &veil);
    let mut facts = facts(&Of { book, code, region, year }, &rows, verdict.as_ref(), near.as_ref(), &reviews);
    // What the data say of a region tells of every question of it.
    let whole = [year, year - 1].into_iter().all(|year| veil.says_all(code, year, Place::Region(region)));
    let verdict = verdict.filter(|_| whole);
    if !whole {
        for (_, cell) in FACTS.iter().zip(&mut facts).filter(|(column, _)| column.tells == Tells::Share) {
            *cell = Cell::hidden();
        }
    }
    let title = book.instrument_for(code, year).map_or(code, |(_, instrument)| instrument.title.as_str());
    let mut report = Report {
        subject: format!("{}: {title}, fiscal year {year}", book.name(region)),
        facts: FACTS.into_iter().zip(facts).collect(),
        columns: COLUMNS.to_vec(),
        rows,
        tables: vec![
            Table { name: "years", columns: YEARS.to_vec(), rows: years },
            Table { name: "reviews", columns: REVIEWS.to_vec(), rows: reviews },
        ],
        notes: notes(verdict.as_ref()),
        ..Report::default()
    };
    let page = page::Page { book, code, region, year, today, milestone, verdict: verdict.as_ref() };
    report.parts = page.parts(&report);
    report.notes.extend(veil.note());
    report
}

/// A question of the year.
fn cells(row: &StandingRow) -> Vec<Cell> {
    let score = row.score.as_ref();
    let [goal, rate, n, credit, at_goal, met, needed, slack, certainty, low, high] = figures::figures(score);
    let why = |at: usize| Cell::whole(score.filter(|score| !score.counts.is_empty()).map(|score| score.whys[at]));
    vec![
        Cell::text(row.area.as_deref().unwrap_or_default()),
        Cell::text(row.question.as_deref().unwrap_or_default()),
        Cell::text(figures::asked(row)),
        rate,
        n,
        goal,
        Cell::ratio(row.previous_score),
        figures::standing(row.standing),
        figures::year(row.since),
        needed,
        certainty,
        credit,
        at_goal,
        met,
        slack,
        low,
        high,
        Cell::text(row.source.map_or("", |source| source.code())),
        Cell::truth(Some(row.provisional)),
        why(0),
        why(1),
        why(2),
    ]
}

/// All years of each question that is below its goal now, through the versions of the instrument.
fn years(book: &Book, now: &[&StandingRow], all: &[StandingRow], veil: &Veil, within: Within) -> Vec<Vec<Cell>> {
    let code = |row: &StandingRow| row.instrument.code.clone();
    let all_said = |row: &StandingRow| {
        let unit = Unit::of(row.question.as_deref(), None);
        veil.seen(&code(row), Some(row.year), unit, Place::of(within.region, None)).is_none_or(|seen| seen.rate)
    };
    let is_below = |row: &&&StandingRow| row.score.as_ref().is_some_and(|score| score.met == Some(false)) && all_said(row);
    let of = |below: &&StandingRow| -> Vec<Vec<Cell>> {
        figures::years_of(book, below, all).into_iter().map(|row| year_cells(below, row, veil, within)).collect()
    };
    now.iter().filter(is_below).flat_map(of).collect()
}

fn year_cells(below: &StandingRow, row: &StandingRow, veil: &Veil, within: Within) -> Vec<Cell> {
    let [goal, rate, n, credit, at_goal, met, _, _, _, low, high] = figures::figures(row.score.as_ref());
    let code = |row: &StandingRow| Cell::text(row.question.as_deref().unwrap_or_default());
    let mut cells = vec![code(below), figures::year(row.year), code(row), figures::standing(row.standing)];
    cells.extend([rate, n, goal, credit, at_goal, met, low, high]);
    cells.push(Cell::text(row.source.map_or("", |source| source.code())));
    public::hide(veil, &YEARS, &mut cells, public::said_of(veil, row, within));
    cells
}

/// Reviews that count, by office and in all.
fn reviews(book: &Book, code: &str, region: Id, year: i32, veil: &Veil) -> Vec<Vec<Cell>> {
    // Reviews of single offices stand in no sum that is looked at here: the region alone is said to everybody.
    let few = |n: u64| veil.smallest().is_some_and(|smallest| n > 0 && n < smallest);
    let count = |n: u64| if few(n) { Cell::hidden() } else { Cell::whole(Some(n)) };
    let of = |year: i32, office: Option<Id>| {
        let wanted = |tally: &&crate::domain::query::Tally| {
            tally.year == year
                && tally.region == region
                && office.is_none_or(|office| office == tally.office)
                && book.instrument(tally.instrument).is_some_and(|i| i.code == code)
        };
        let found: Vec<_> = book.tallies().iter().filter(wanted).collect();
        (found.iter().map(|tally| u64::from(tally.reviews)).sum::<u64>(), found.iter().any(|tally| tally.provisional))
    };
    let row = |name: Cell, office: Option<Id>| {
        let ((here, open), (before, _)) = (of(year, office), of(year - 1, office));
        let state = Cell::truth(Some(open)).shown(if open { "open" } else { "closed" });
        (here + before > 0).then(|| vec![name, count(here), count(before), state])
    };
    let offices = if veil.smallest().is_some() { Vec::new() } else { book.all(Kind::Office) };
    let mut rows: Vec<Vec<Cell>> = offices.iter().filter_map(|office| row(Cell::text(book.name(office.id)), Some(office.id))).collect();
    rows.extend(row(Cell::default().shown("All offices"), None));
    rows
}

/// What the whole is about.
struct Of<'a> {
    book: &'a Book,
    code: &'a str,
    region: Id,
    year: i32,
}

fn facts(of: &Of, rows: &[Vec<Cell>], verdict: Option<&Verdict>, near: Option<&Readiness>, reviews: &[Vec<Cell>]) -> Vec<Cell> {
    let columns = COLUMNS.to_vec();
    let read = || rows.iter().map(|cells| Row::new(&columns, cells));
    let stands = |standings: &[Standing]| {
        let n = read()
            .filter(|row| standings.iter().any(|s| matches!(&row.at("standing").value, Datum::Text(code) if code == s.code())))
            .count();
        Cell::whole(Some(n as u64))
    };
    let missing: i64 = read().filter_map(|row| row.whole("needed")).sum();
    vec![
        Cell::text(of.code),
        figures::year(of.year),
        Cell::text(of.book.name(of.region)),
        reviews.last().map_or_else(|| Cell::whole(Some(0)), |all| all[1].clone()),
        Cell::whole(Some(rows.len() as u64)),
        stands(&[Standing::Sustained, Standing::MetOnce]),
        stands(&[Standing::Sustained]),
        stands(&[Standing::MetOnce]),
        stands(&[Standing::FellBelow, Standing::Below, Standing::BelowTwoYears]),
        stands(&[Standing::NoRate, Standing::NotReviewed]),
        Datum::Whole(missing).into(),
        verdict.map_or_else(Cell::default, |verdict| figures::year(verdict.earliest)),
        Cell::day(near.and_then(Readiness::exited_on)),
        Cell::truth(verdict.map(|verdict| verdict.provisional)),
    ]
}

fn notes(verdict: Option<&Verdict>) -> Vec<String> {
    let mut notes = vec![
        "A score is the credit of its answers over the applicable ones, cut off after one decimal and never rounded up. Missing are the \
         fewest answers that would have to be better. Whiskers are 95 % Wilson intervals; certainty says whether so few cases can tell. The \
         goal in answers is rounded up, as nothing less reaches it."
            .to_owned(),
    ];
    if verdict.is_some_and(|verdict| verdict.provisional) {
        notes.push("A round is still open: these figures are provisional.".to_owned());
    }
    notes
}

#[cfg(test)]
mod tests;
