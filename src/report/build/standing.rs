//! The report of standings: each place and question in every year, and what holds the newest year back.

use super::public::{self, Within};
use super::scores::{INSTRUMENT, KeyCells};
use crate::domain::book::Book;
use crate::domain::disclosure::Veil;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::query::Tally;
use crate::domain::standing::{StandingRow, standing_rows};
use crate::report::{Cell, Column, Datum, Tells};

/// The columns after the keys, in order.
pub const COLUMNS: [Column; 11] = [
    Column::words("standing", "Standing", "sustained, met_once, fell_below, below, below_two_years, no_rate or not_reviewed")
        .telling(Tells::Share),
    Column::number("since", "Since", "first fiscal year of the present unbroken run").telling(Tells::Share),
    Column::number("score", "Score", "score of the year, a fraction of 1; null is no rate or no review").telling(Tells::Share),
    Column::number("previous_score", "Year before", "score of the year before").telling(Tells::Share),
    Column::words("met", "Met", "whether the goal is reached; null without a rate").telling(Tells::Share),
    Column::data("previous_met", "whether the year before was met").telling(Tells::Share),
    Column::number("needed", "Needed", "fewest answers to raise until the goal is reached").telling(Tells::Share),
    Column::data("chance_next", "estimate: chance that a year of the same n meets the goal").telling(Tells::Share),
    Column::data("chance_two", "estimate: chance that two such years in a row do").telling(Tells::Share),
    Column::data("source", "answers or published; null in a year without review"),
    Column::data("provisional", "whether a round in it is still open"),
];

/// Columns and rows. The year is always a key.
#[must_use]
pub fn build(book: &Book, tallies: &[Tally], keys: Keys, filter: &Filter, veil: &Veil) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let keys = KeyCells { book, keys: keys.with(Key::Year) };
    let columns: Vec<Column> = std::iter::once(INSTRUMENT).chain(keys.columns()).chain(COLUMNS).collect();
    let row = |row: &StandingRow| {
        let mut cells = cells(&keys, row);
        public::hide(veil, &columns, &mut cells, public::said_of(veil, row, Within::of(filter)));
        cells
    };
    let rows = standing_rows(book, tallies, keys.keys, filter).iter().map(row).collect();
    (columns, rows)
}

fn cells(keys: &KeyCells<'_>, row: &StandingRow) -> Vec<Cell> {
    let outlook = row.outlook();
    let mut cells = vec![Cell::text(&row.instrument.code)];
    let places = [row.region, row.office, row.worker, row.supervisor];
    cells.extend(keys.cells(places, row.area.as_deref(), row.question.as_deref(), Some(row.year)));
    cells.extend([
        Cell::text(row.standing.code()).shown(row.standing.words()),
        Datum::Whole(i64::from(row.since)).into(),
        Cell::ratio(row.score.as_ref().and_then(|s| s.score)),
        Cell::ratio(row.previous_score),
        Cell::truth(row.score.as_ref().and_then(|s| s.met)),
        Cell::truth(row.previous_met),
        Cell::whole(row.needed()),
        Cell::number(outlook.as_ref().map(|o| o.chance_next)),
        Cell::number(outlook.as_ref().map(|o| o.chance_two)),
        Cell::text(row.source.map_or("", |s| s.code())),
        Cell::truth(Some(row.provisional)),
    ]);
    cells
}
