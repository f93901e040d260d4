//! What scans found: themes of what is done well and of what needs work, counted by month. Texts are read by the store.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Post, Roster, Scan, month_of, months};
use crate::domain::id::Id;

/// How often a theme was named in one month, and in how many scans it could have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Scans that name it as done well.
    pub well: u32,
    /// Scans that name it as needing work.
    pub needs: u32,
}

/// A theme by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The theme; none is scans that name no theme at all.
    pub theme: Option<Id>,
    /// One for each month.
    pub months: Vec<Named>,
    /// All of them together.
    pub all: Named,
}

/// Themes over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Themes {
    /// The months, in order.
    pub months: Vec<NaiveDate>,
    /// Scans done in each month: what the counts are out of.
    pub scans: Vec<u32>,
    /// The themes that were named, the one that needs work most often first; scans without any at the end.
    pub found: Vec<Found>,
}

/// Where a scan counts: as it says itself, otherwise where the worker was.
#[must_use]
pub fn post_of(roster: &Roster, scan: &Scan) -> Post {
    let told = roster.owes(scan.worker, scan.month).or_else(|| roster.post(scan.worker, scan.month)).unwrap_or_default();
    Post {
        region: scan.region.or_else(|| scan.office.and_then(|office| roster.region(office, super::last_day(scan.month)))).or(told.region),
        office: scan.office.or(told.office),
        supervisor: scan.supervisor.or(told.supervisor),
    }
}

impl Themes {
    /// Of the scans that are wanted in these months, both included. Excused months are no scans.
    pub fn of(scans: &[Scan], from: NaiveDate, until: NaiveDate, wanted: impl Fn(&Scan) -> bool) -> Themes {
        let months = months(from, until);
        let column: HashMap<NaiveDate, usize> = months.iter().enumerate().map(|(at, month)| (*month, at)).collect();
        let mut done = vec![0; months.len()];
        let mut found: HashMap<Option<Id>, Vec<Named>> = HashMap::new();
        for scan in scans.iter().filter(|scan| !scan.excused && wanted(scan)) {
            let Some(at) = column.get(&month_of(scan.month)).copied() else { continue };
            done[at] += 1;
            let mut row = |theme: Option<Id>, count: &dyn Fn(&mut Named)| {
                count(&mut found.entry(theme).or_insert_with(|| vec![Named::default(); months.len()])[at]);
            };
            for theme in &scan.well {
                row(Some(*theme), &|named| named.well += 1);
            }
            for theme in &scan.needs {
                row(Some(*theme), &|named| named.needs += 1);
            }
            if scan.well.is_empty() && scan.needs.is_empty() {
                row(None, &|named| named.well += 1);
            }
        }
        let sum = |months: &[Named]| {
            months.iter().fold(Named::default(), |all, one| Named { well: all.well + one.well, needs: all.needs + one.needs })
        };
        let mut found: Vec<Found> = found.into_iter().map(|(theme, months)| Found { theme, all: sum(&months), months }).collect();
        found.sort_by_key(|f| (f.theme.is_none(), std::cmp::Reverse((f.all.needs, f.all.well)), f.theme));
        Themes { months, scans: done, found }
    }
}
