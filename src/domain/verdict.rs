//! Whether a region can leave the case review behind, and what holds it back (`assets/help/rules.md`, Two consecutive years).
//! The standing of one question is in `standing.rs`; recording an exit is an edit of `Kind::RegionExit`.

use std::collections::HashMap;

use super::book::Book;
use super::id::Id;
use super::instrument::{Question, Scope};
use super::key::{Filter, Key, Keys};
use super::kind::Kind;
use super::query::Tally;
use super::standing::{Standing, StandingRow, standing_rows};

/// A place's verdict in a year, under the scope of its instrument.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The region; none is statewide.
    pub region: Option<Id>,
    /// Fiscal year.
    pub year: i32,
    /// What was looked at.
    pub scope: Scope,
    /// How many questions (or areas) were looked at.
    pub looked_at: usize,
    /// How many of them stand how, best first; those that do not occur are left out.
    pub standings: Vec<(Standing, usize)>,
    /// What is not sustained, worst first: most answers missing, then longest below.
    pub holds: Vec<StandingRow>,
    /// Whether everything is sustained.
    pub sustained: bool,
    /// The earliest year in which everything can be sustained.
    pub earliest: i32,
    /// If all is met, the first year of the run in which it was.
    pub met_since: Option<i32>,
    /// Whether a round in it is still open.
    pub provisional: bool,
}

impl Scope {
    /// What is looked at, as people say it: "questions".
    #[must_use]
    pub const fn units(self) -> &'static str {
        match self {
            Scope::EveryQuestion => "questions",
            Scope::EveryArea => "areas",
            Scope::Overall => "overall scores",
            Scope::Verdict => "overall ratings",
        }
    }
}

/// What is looked at under a scope, as keys of rows.
const fn unit(scope: Scope) -> &'static [Key] {
    match scope {
        Scope::EveryQuestion | Scope::Verdict => &[Key::Area, Key::Question],
        Scope::EveryArea => &[Key::Area],
        Scope::Overall => &[],
    }
}

/// Whether a row is looked at under a scope.
fn counts_under(scope: Scope, row: &StandingRow) -> bool {
    match scope {
        Scope::EveryQuestion => asked(row).is_some(),
        Scope::Verdict => asked(row).is_some_and(|q| q.verdict),
        Scope::EveryArea => row.area.is_some(),
        Scope::Overall => true,
    }
}

/// The verdict of a region (or statewide) for an instrument in a year. None if there is no such instrument in that year.
#[must_use]
pub fn verdict(book: &Book, tallies: &[Tally], instrument: &str, region: Option<Id>, year: i32) -> Option<Verdict> {
    let (_, version) = book.instrument_for(instrument, year)?;
    let filter = Filter { region, year: Some(year), ..Filter::instrument(&version.code) };
    let mut rows = standing_rows(book, tallies, Keys::of(unit(version.exit)), &filter);
    rows.retain(|row| counts_under(version.exit, row));
    Some(weigh(rows, region, year, version.exit))
}

/// The verdicts of all regions, in their order, for an overview: at a fraction of the work, from the counts of the year and
/// the one before, which is all that a standing rests on. `since` in their rows reaches back no further.
#[must_use]
pub fn overview(book: &Book, tallies: &[Tally], instrument: &str, year: i32) -> Vec<Verdict> {
    let Some((_, version)) = book.instrument_for(instrument, year) else { return Vec::new() };
    let near = near(tallies, None, year);
    let keys: Vec<Key> = unit(version.exit).iter().copied().chain([Key::Region]).collect();
    let filter = Filter { year: Some(year), ..Filter::instrument(&version.code) };
    let mut rows = standing_rows(book, &near, Keys::of(&keys), &filter);
    rows.retain(|row| counts_under(version.exit, row));
    let regions = book.all(Kind::Region);
    let mut by_region: HashMap<Option<Id>, Vec<StandingRow>> = HashMap::new();
    for row in rows {
        by_region.entry(row.region).or_default().push(row);
    }
    let of = |id: Id, by_region: &mut HashMap<Option<Id>, Vec<StandingRow>>| {
        if reviewed(book, &near, instrument, Some(id), year) {
            return Some(weigh(by_region.remove(&Some(id)).unwrap_or_default(), Some(id), year, version.exit));
        }
        verdict(book, tallies, instrument, Some(id), year)
    };
    regions.iter().filter_map(|region| of(region.id, &mut by_region)).collect()
}

/// The counts of a year and the one before.
fn near(tallies: &[Tally], region: Option<Id>, year: i32) -> Vec<Tally> {
    let wanted = |t: &&Tally| (t.year == year || t.year == year - 1) && region.is_none_or(|r| r == t.region);
    tallies.iter().filter(wanted).cloned().collect()
}

/// Whether there is a review. A year without one is a gap only if a later one has some, which a look at two years cannot tell.
fn reviewed(book: &Book, tallies: &[Tally], instrument: &str, region: Option<Id>, year: i32) -> bool {
    let of_place = |t: &Tally| t.year == year && region.is_none_or(|r| r == t.region);
    tallies.iter().any(|t| of_place(t) && book.instrument(t.instrument).is_some_and(|i| i.code == instrument))
}

/// One place's verdict as in [`overview`].
#[must_use]
pub fn brief(book: &Book, tallies: &[Tally], instrument: &str, region: Option<Id>, year: i32) -> Option<Verdict> {
    let near = near(tallies, region, year);
    let enough = reviewed(book, &near, instrument, region, year);
    verdict(book, if enough { &near } else { tallies }, instrument, region, year)
}

fn asked(row: &StandingRow) -> Option<&Question> {
    row.instrument.question(row.question.as_deref()?).map(|q| &row.instrument.questions[q])
}

fn weigh(rows: Vec<StandingRow>, region: Option<Id>, year: i32, scope: Scope) -> Verdict {
    let looked_at = rows.len();
    let count = |standing| (standing, rows.iter().filter(|r| r.standing == standing).count());
    let standings = Standing::ALL.into_iter().map(count).filter(|(_, n)| *n > 0).collect();
    let sustained = looked_at > 0 && rows.iter().all(|r| r.standing == Standing::Sustained);
    let all_met = looked_at > 0 && rows.iter().all(|r| r.standing.is_met());
    let provisional = rows.iter().any(|r| r.provisional);
    let met_since = rows.iter().map(|r| r.since).max().filter(|_| all_met);
    let mut holds: Vec<StandingRow> = rows.into_iter().filter(|r| r.standing != Standing::Sustained).collect();
    // Below comes before met once; among those below, more missing answers and a longer time come first.
    holds.sort_by_key(|r| (r.standing.is_met(), std::cmp::Reverse(r.needed()), r.since));
    let earliest = year + if sustained { 0 } else { 2 - i32::from(all_met) };
    Verdict { region, year, scope, looked_at, standings, holds, sustained, earliest, met_since, provisional }
}

impl Verdict {
    /// What holds the place back because it is not met in the year itself.
    pub fn below(&self) -> impl Iterator<Item = &StandingRow> {
        self.holds.iter().filter(|r| !r.standing.is_met())
    }

    /// Of what holds the place back, what has a rate, and a rate below its goal.
    pub fn failing(&self) -> impl Iterator<Item = &StandingRow> {
        self.below().filter(|r| r.score.as_ref().is_some_and(|s| s.met == Some(false)))
    }

    /// Answers missing in all that is below, where that is known.
    #[must_use]
    pub fn needed(&self) -> u64 {
        self.below().filter_map(StandingRow::needed).sum()
    }

    /// The whole of it in one sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let (year, units) = (self.year, self.scope.units());
        if self.looked_at == 0 {
            return format!("No review in {year}; two years in a row can be complete in {} at the earliest.", self.earliest);
        }
        if self.sustained {
            return format!("All {} {units} are met in {year} and the year before: the exit rule is fulfilled.", self.looked_at);
        }
        let below: Vec<&StandingRow> = self.below().collect();
        if below.is_empty() {
            return format!(
                "All {units} are met in {year}, {} of them for the first year; exit in {} at the earliest.",
                self.holds.len(),
                self.earliest
            );
        }
        let named: Vec<String> = below.iter().take(3).map(|r| name(r)).collect();
        let more = if below.len() > 3 { format!(" and {} more", below.len() - 3) } else { String::new() };
        format!(
            "{} of {} {units} hold it back: {}{more}; exit in {} at the earliest.",
            below.len(),
            self.looked_at,
            named.join(", "),
            self.earliest
        )
    }
}

fn name(row: &StandingRow) -> String {
    let code = row.question.as_deref().or(row.area.as_deref()).unwrap_or("the overall score");
    match (row.standing, row.needed()) {
        (Standing::NoRate, _) => format!("{code} (no rate)"),
        (Standing::NotReviewed, _) => format!("{code} (not reviewed)"),
        (_, Some(1)) => format!("{code} (1 answer missing, below since {})", row.since),
        (_, Some(n)) => format!("{code} ({n} answers missing, below since {})", row.since),
        _ => format!("{code} (below since {})", row.since),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::tests::instrument;
    use crate::domain::score_table::tests::{book, id, tally};

    const MET: [i32; 6] = [0, 9, 0, 1, 0, 0];
    const BELOW: [i32; 6] = [0, 5, 0, 5, 0, 0];

    fn of(exit: Scope, years: &[(i32, [[i32; 6]; 2])]) -> Verdict {
        let mut cpr = instrument(&[8500, 8500]);
        cpr.exit = exit;
        cpr.questions[1].verdict = true;
        let tallies: Vec<Tally> = years.iter().map(|(year, rows)| tally(100, 1, *year, rows)).collect();
        verdict(&book(&[cpr]), &tallies, "cpr", Some(id(1)), 2020).unwrap()
    }

    #[test]
    fn a_region_leaves_when_every_question_is_met_two_years_in_a_row() {
        let seen = of(Scope::EveryQuestion, &[(2019, [MET, MET]), (2020, [MET, MET])]);
        assert_eq!((seen.sustained, seen.earliest, seen.holds.len()), (true, 2020, 0));
        assert!(seen.words().contains("fulfilled"));
    }

    #[test]
    fn with_all_met_for_the_first_time_the_next_year_can_be_the_one() {
        let seen = of(Scope::EveryQuestion, &[(2019, [MET, BELOW]), (2020, [MET, MET])]);
        assert_eq!((seen.sustained, seen.earliest, seen.holds.len()), (false, 2021, 1));
    }

    #[test]
    fn one_question_below_holds_the_region_back_two_years() {
        let seen = of(Scope::EveryQuestion, &[(2018, [BELOW, MET]), (2019, [BELOW, MET]), (2020, [BELOW, MET])]);
        assert_eq!((seen.sustained, seen.earliest, seen.needed()), (false, 2022, 4));
        assert_eq!(seen.words(), "1 of 2 questions hold it back: A.1 (4 answers missing, below since 2018); exit in 2022 at the earliest.");
        assert_eq!(seen.standings, [(Standing::Sustained, 1), (Standing::BelowTwoYears, 1)]);
    }

    #[test]
    fn the_scope_says_what_is_looked_at() {
        let years = [(2019, [BELOW, MET]), (2020, [BELOW, MET])];
        assert!(of(Scope::Verdict, &years).sustained);
        assert_eq!(of(Scope::EveryArea, &years).looked_at, 1);
        assert!(!of(Scope::Overall, &years).sustained, "14 of 20 is below");
    }

    #[test]
    fn the_brief_verdict_says_the_same_but_not_since_when() {
        let cpr = instrument(&[8500, 8500]);
        let years = [(2017, [MET, BELOW]), (2018, [BELOW, MET]), (2019, [BELOW, BELOW]), (2021, [MET, MET])];
        let tallies: Vec<Tally> = years.iter().map(|(year, rows)| tally(100, 1, *year, rows)).collect();
        let book = book(&[cpr]);
        for year in 2016..=2022 {
            for region in [None, Some(id(1)), Some(id(2))] {
                let (whole, brief) = (verdict(&book, &tallies, "cpr", region, year), brief(&book, &tallies, "cpr", region, year));
                let facts =
                    |v: &Option<Verdict>| v.as_ref().map(|v| (v.looked_at, v.standings.clone(), v.sustained, v.earliest, v.needed()));
                assert_eq!(facts(&whole), facts(&brief), "{year} {region:?}");
                if region.is_some() {
                    let seen = overview(&book, &tallies, "cpr", year).into_iter().find(|v| v.region == region);
                    assert_eq!(facts(&whole), facts(&seen), "{year} {region:?}");
                }
            }
        }
    }

    #[test]
    fn without_a_review_nothing_is_sustained() {
        let seen = of(Scope::EveryQuestion, &[(2019, [MET, MET])]);
        assert_eq!((seen.sustained, seen.looked_at, seen.earliest), (false, 0, 2022));
    }
}
