//! Which cells of a report nobody outside may read: the decision is made in `domain/disclosure/`, here it is put on rows by the
//! names of their columns, before anything else is made of them.

use crate::domain::disclosure::{Place, Seen, Unit, Veil};
use crate::domain::id::Id;
use crate::domain::key::Filter;
use crate::domain::score_table::{ScoreRow, Source};
use crate::domain::standing::StandingRow;
use crate::report::{Audience, Cell, Column, Datum};

impl Audience {
    /// The smallest number of cases that may be said; none for the agency itself.
    #[must_use]
    pub const fn smallest(self) -> Option<u64> {
        match self {
            Audience::Internal => None,
            Audience::Public { smallest } => Some(smallest),
        }
    }
}

/// What may be said of a figure, of the year before, and of the years that it is said to stand so.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Of the figure itself.
    pub now: Seen,
    /// Of the year before.
    pub before: Seen,
    /// Whether all years of its run are said.
    pub run: bool,
}

impl Said {
    /// Of a figure by itself.
    #[must_use]
    pub const fn only(now: Seen) -> Said {
        Said { now, before: now, run: now.rate }
    }
}

/// What a row is limited to, where its keys do not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within<'a> {
    /// The region.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// The area.
    pub area: Option<&'a str>,
    /// The question.
    pub question: Option<&'a str>,
    /// The fiscal year.
    pub year: Option<i32>,
}

impl<'a> Within<'a> {
    /// What a filter limits to.
    #[must_use]
    pub fn of(filter: &'a Filter) -> Within<'a> {
        Within {
            region: filter.region,
            office: filter.office,
            area: filter.area.as_deref(),
            question: filter.question.as_deref(),
            year: filter.year,
        }
    }

    /// A region.
    #[must_use]
    pub fn region(region: Option<Id>) -> Within<'a> {
        Within { region, ..Within::default() }
    }
}

/// What may be said of a score.
#[must_use]
pub fn said_of_score(veil: &Veil, row: &ScoreRow, within: Within) -> Said {
    let place = Place::of(row.region.or(within.region), row.office.or(within.office));
    let unit = Unit::of(row.question.as_deref().or(within.question), row.area.as_deref().or(within.area));
    Said::only(veil.of_score(veil.seen(&row.instrument.code, row.year.or(within.year), unit, place), &row.score, row.source))
}

/// What may be said of a standing.
#[must_use]
pub fn said_of(veil: &Veil, row: &StandingRow, within: Within) -> Said {
    if veil.smallest().is_none() {
        return Said::only(Seen::ALL);
    }
    let code = row.instrument.code.as_str();
    let place = Place::of(row.region.or(within.region), row.office.or(within.office));
    let unit = Unit::of(row.question.as_deref().or(within.question), row.area.as_deref().or(within.area));
    let now = match (&row.score, row.source) {
        (Some(score), source) => veil.of_score(veil.seen(code, Some(row.year), unit, place), score, source.unwrap_or(Source::Answers)),
        (None, _) => Seen::ALL,
    };
    let has_before = row.previous_score.is_some() || row.previous_met.is_some();
    let before = if has_before { veil.seen_before(code, row.year - 1, unit, place) } else { Seen::ALL };
    // Since when it stands so tells the verdict of every year since, and of the one before that.
    let run = now.rate
        && before.rate
        && (row.since - 1..row.year).all(|year| veil.seen(code, Some(year), unit, place).is_none_or(|seen| seen.rate));
    Said { now, before, run }
}

/// Hides in a row what may not be said.
pub fn hide(veil: &Veil, columns: &[Column], cells: &mut [Cell], said: Said) {
    let Said { now, before, run } = said;
    if veil.smallest().is_none() {
        return;
    }
    let mut hid = false;
    for (column, cell) in columns.iter().zip(cells) {
        let open = match column.name {
            "applicable" | "published_n" => now.n,
            "previous_applicable" => before.n,
            "previous_score" | "previous_met" | "previous_credit" => before.rate,
            "standing" | "change" | "change_low" | "change_high" => now.rate && before.rate,
            "since" => run,
            "score" | "credit" | "at_goal" | "met" | "needed" | "slack" | "wilson_low" | "wilson_high" | "certainty" | "difference"
            | "chance_next" | "chance_two" => now.rate,
            // A goal that is pooled says how many answers went into it.
            "goal" => now.rate || !cell.words().contains("mixed"),
            _ => true,
        };
        if !open {
            hid = true;
            *cell = Cell::hidden();
        }
    }
    if hid {
        veil.note_hidden();
    }
}

/// Whether a cell may not be said.
#[must_use]
pub fn is_hidden(cell: &Cell) -> bool {
    matches!(cell.value, Datum::Hidden)
}
