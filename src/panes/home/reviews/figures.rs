//! How each region stands in the chosen year: its verdict, and whether its exit is recorded.

use chrono::{Datelike, NaiveDate};

use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::standing::Standing;
use crate::domain::verdict::{self, Verdict};

/// A region, or the state as a whole.
#[derive(Debug)]
pub(super) struct Regional {
    pub region: Option<Id>,
    pub name: String,
    pub verdict: Verdict,
    /// When its exit was recorded.
    pub exited: Option<NaiveDate>,
    /// Of the state: how many regions could exit, or have, and how many there are.
    ready: (usize, usize),
}

/// Columns of the table: five standings, then what is neither.
pub(super) const COLUMNS: [Standing; 6] =
    [Standing::Sustained, Standing::MetOnce, Standing::FellBelow, Standing::Below, Standing::BelowTwoYears, Standing::NoRate];

/// All regions in their order, then the state.
pub(super) fn regional(cx: &Context) -> Vec<Regional> {
    let (book, chosen) = (cx.book, cx.chosen);
    let exits = book.all(Kind::RegionExit);
    let exit_of = |region: Id| {
        let counts = |id: Id| book.get(id).is_some_and(|m| m.text(Field::Instrument) == chosen.instrument);
        let own = exits.iter().filter(|e| e.record(Field::Region) == Some(region) && e.parent().is_some_and(counts));
        own.filter_map(|e| e.date(Field::ExitedOn)).min()
    };
    let mut all: Vec<Regional> = verdict::overview(book, book.tallies(), &chosen.instrument, chosen.year)
        .into_iter()
        .filter_map(|verdict| {
            let region = verdict.region?;
            Some(Regional { region: Some(region), name: book.name(region).to_owned(), verdict, exited: exit_of(region), ready: (0, 0) })
        })
        .collect();
    if let Some(mut verdict) = verdict::brief(book, book.tallies(), &chosen.instrument, None, chosen.year) {
        // The state leaves when its last region has left.
        let waiting = all.iter().filter(|r| r.exited.is_none());
        verdict.earliest = waiting.map(|r| r.verdict.earliest).max().unwrap_or(verdict.earliest);
        let ready = all.iter().filter(|r| r.exited.is_some() || r.verdict.sustained).count();
        let ready = (ready, all.len());
        all.push(Regional { region: None, name: "Statewide".to_owned(), verdict, exited: None, ready });
    }
    all
}

impl Regional {
    /// How many stand so; the last column takes both without a rate and without a review.
    pub fn count(&self, column: Standing) -> usize {
        let of = |standing| self.verdict.standings.iter().find(|(s, _)| *s == standing).map_or(0, |(_, n)| *n);
        if column == Standing::NoRate { of(Standing::NoRate) + of(Standing::NotReviewed) } else { of(column) }
    }

    fn below(&self) -> usize {
        self.verdict.below().count()
    }

    /// The verdict in a few words; `room` says how many cells there are.
    pub fn verdict_words(&self, room: u16) -> String {
        let (below, earliest, units) = (self.below(), self.verdict.earliest, self.verdict.scope.units());
        let (ready, of) = self.ready;
        let forms: [String; 2] = if self.region.is_none() && of > 0 {
            if ready == of {
                ["every region can exit".to_owned(), "every region can exit".to_owned()]
            } else {
                [format!("earliest exit FY{earliest}, {ready} of {of} regions ready"), format!("FY{earliest}, {ready} of {of} ready")]
            }
        } else if let Some(day) = self.exited {
            let on = format!("exited {}/{}", day.month(), day.year());
            if below == 0 { [on.clone(), on] } else { [format!("{on}; {below} {units} below since"), format!("{on}; {below} below")] }
        } else if self.verdict.looked_at == 0 {
            ["no review this year".to_owned(), "no review".to_owned()]
        } else if self.verdict.sustained {
            ["all sustained: can exit now".to_owned(), "can exit now".to_owned()]
        } else if below == 0 {
            [format!("all met; earliest exit FY{earliest}"), format!("FY{earliest}, all met")]
        } else {
            let units = if below == 1 { units.trim_end_matches('s') } else { units };
            [format!("earliest exit FY{earliest}, held back by {below} {units}"), format!("FY{earliest}, {below} below")]
        };
        let [long, short] = forms;
        if crate::widgets::width::cells(&long) <= usize::from(room) { long } else { short }
    }

    /// The verdict with its counts, for a sentence by itself.
    pub fn in_words(&self, cx: &Context) -> String {
        let counts: Vec<String> = COLUMNS
            .into_iter()
            .map(|column| (column, self.count(column)))
            .filter(|(_, n)| *n > 0)
            .map(|(column, n)| format!("{n} {}", if column == Standing::NoRate { "without a rate" } else { column.words() }))
            .collect();
        let title = cx.book.instrument_for(&cx.chosen.instrument, cx.chosen.year).map_or("", |(_, i)| i.title.as_str());
        if counts.is_empty() {
            return format!("{title}, {}", self.verdict_words(u16::MAX));
        }
        format!("{}; {} {}: {}", self.verdict_words(u16::MAX), self.verdict.looked_at, self.verdict.scope.units(), counts.join(", "))
    }
}
