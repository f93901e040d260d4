use super::*;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{book, id, tally};
use crate::report::{Audience, Part};

const MET: [i32; 6] = [0, 9, 0, 1, 0, 0];
const BELOW: [i32; 6] = [0, 5, 0, 5, 0, 0];

fn words(report: &Report) -> String {
    let Some(Part::Words(words)) = report.parts.first() else { panic!("no summary") };
    words.clone()
}

#[test]
fn the_summary_says_what_is_at_goal_sustained_below_and_missing() {
    let mut book = book(&[instrument(&[8500, 8500, 9000])]);
    book.set_tallies(vec![tally(100, 1, 2025, &[MET, BELOW, MET]), tally(100, 1, 2026, &[MET, BELOW, BELOW])]);
    let report = build(&book, "cpr", id(1), 2026, "2026-07-01".parse().unwrap(), Audience::Internal);
    // 85 % of 10 asks for 9, so 4 are missing; 90 % of 10 asks for 9 as well.
    assert_eq!(
        words(&report),
        "1 of 3 questions are at their goal in North in 2026: 1 two years in a row, 0 for the first year. 2 are below, by 8 cases in all, \
         the longest since 2025. Most is missing at A.2 (5 of 10; goal 9) and A.3 (5 of 10; goal 9). Two years in a row can be complete in \
         2028 at the earliest."
    );
    let facts: Vec<String> = report.facts.iter().map(|(column, cell)| format!("{} {}", column.name, cell.words())).collect();
    assert!(facts.contains(&"missing 8".to_owned()) && facts.contains(&"sustained 1".to_owned()), "{facts:?}");
    assert_eq!(report.tables[0].rows.len(), 4, "two years of each of the two that are below");
}

#[test]
fn a_region_without_a_review_says_so_and_draws_nothing() {
    let mut book = book(&[instrument(&[8500])]);
    book.set_tallies(vec![tally(100, 2, 2026, &[MET])]);
    let report = build(&book, "cpr", id(1), 2026, "2026-07-01".parse().unwrap(), Audience::Internal);
    assert_eq!(words(&report), "North has no review and no published result of this instrument in 2026.");
    assert_eq!(report.parts.len(), 1);
}
