//! The mark after a figure: whether it was published, whether its round is open, whether a published figure beside it says the same.

use crate::domain::score_table::{ScoreRow, Source};
use crate::domain::sheet::Sheet;
use crate::domain::standing::StandingRow;
use crate::widgets::glyphs::Glyphs;

/// What else there is to say of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Counted, and a published figure says something else.
    Differs,
    /// Counted, and the published figure agrees.
    Agrees,
    /// A published figure stands; nothing is counted.
    Published,
    /// A published figure stands, because the round that is being counted is open.
    PublishedFirst,
    /// Counted, and the round is still open.
    Open,
}

/// Below this two figures say the same: half of the last decimal that is published.
const SAME: f64 = 0.000_5;

/// Whether counted and published say the same.
pub(super) fn agrees(difference: f64) -> bool {
    difference.abs() < SAME
}

impl Mark {
    pub const ALL: [Mark; 5] = [Mark::Differs, Mark::Agrees, Mark::Published, Mark::PublishedFirst, Mark::Open];

    fn from(published: bool, open: bool, difference: Option<f64>) -> Option<Mark> {
        match (published, difference) {
            (true, Some(_)) => Some(Mark::PublishedFirst),
            (true, None) => Some(Mark::Published),
            (false, Some(difference)) if agrees(difference) => Some(Mark::Agrees),
            (false, Some(_)) => Some(Mark::Differs),
            (false, None) => open.then_some(Mark::Open),
        }
    }

    /// Of a figure of the sheet.
    pub fn of(row: &StandingRow) -> Option<Mark> {
        Mark::from(row.source == Some(Source::Published), row.provisional, row.difference)
    }

    /// Of a row of a table.
    pub fn of_row(row: &ScoreRow) -> Option<Mark> {
        Mark::from(row.source == Source::Published, row.provisional, row.difference)
    }

    /// The marks that stand anywhere on a sheet.
    pub fn on(sheet: &Sheet) -> Vec<Mark> {
        let rows = || (0..sheet.lines.len()).flat_map(|line| sheet.years().filter_map(move |year| sheet.cell(line, year)));
        let mut found = [false; Mark::ALL.len()];
        for mark in rows().filter_map(Mark::of) {
            found[mark as usize] = true;
        }
        Mark::ALL.into_iter().filter(|mark| found[*mark as usize]).collect()
    }

    /// One cell.
    pub const fn sign(self, glyphs: &Glyphs) -> &'static str {
        match self {
            Mark::Differs => glyphs.differs,
            Mark::Agrees => glyphs.same,
            Mark::Published => "p",
            Mark::PublishedFirst => "P",
            Mark::Open => "~",
        }
    }

    /// What the sign means.
    pub const fn words(self) -> &'static str {
        match self {
            Mark::Differs => "published differs",
            Mark::Agrees => "published agrees",
            Mark::Published => "published",
            Mark::PublishedFirst => "published, round open",
            Mark::Open => "round open",
        }
    }
}

/// The sign of a mark, or a blank.
pub(super) fn sign(mark: Option<Mark>, glyphs: &Glyphs) -> &'static str {
    mark.map_or(" ", |mark| mark.sign(glyphs))
}
