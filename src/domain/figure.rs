//! One figure in words, as people paste it into a letter: with its n, its goal and its date. How figures come about is
//! in `score.rs` and `standing.rs`.

use super::instrument::Instrument;
use super::ratio::{Ratio, beside};
use super::score::Score;
use super::standing::{Standing, StandingRow};

/// A whole figure in one sentence: `FC.IB1, North, FY2025: 78.2 % (61 of 78), goal 85 %, 6 cases missing, below two
/// years (as of 3/15/2026).`
#[must_use]
pub fn sentence(row: &StandingRow, name: &str, place: &str, as_of: &str) -> String {
    let head = format!("{name}, {place}, FY{}", row.year);
    let Some(score) = &row.score else { return format!("{head}: not reviewed (as of {as_of}).") };
    let mut parts = vec![rate(score)];
    if let Some(goal) = goal(score) {
        parts.push(goal);
    }
    if let Some(distance) = distance(score) {
        parts.push(distance);
    }
    if row.standing != Standing::NoRate {
        parts.push(row.standing.words().to_owned());
    }
    if row.provisional {
        parts.push("provisional".to_owned());
    }
    if row.source == Some(super::score_table::Source::Published) {
        parts.push("published figure".to_owned());
    }
    format!("{head}: {} (as of {as_of}).", parts.join(", "))
}

/// `78.2 % (61 of 78)`; without counts only what is known.
#[must_use]
pub fn rate(score: &Score) -> String {
    let Some(percent) = score.score else { return "no rate (no applicable answer)".to_owned() };
    let percent = score.goal.map_or_else(|| percent.percent(1), |goal| beside(percent, goal).0);
    match (score.credit, score.applicable) {
        (Some(credit), Some(n)) => format!("{percent} % ({} of {n})", answers(credit)),
        (None, Some(n)) => format!("{percent} % (n {n})"),
        _ => format!("{percent} % (n not known)"),
    }
}

/// `goal 85 %`, and whether goals that differ were pooled.
#[must_use]
pub fn goal(score: &Score) -> Option<String> {
    let mixed = if score.goal_mixed { " (mixed)" } else { "" };
    Some(format!("goal {} %{mixed}", goal_percent(score)?))
}

/// The goal as a percent, without a decimal that says nothing: `85`, `86.1`.
#[must_use]
pub fn goal_percent(score: &Score) -> Option<String> {
    let goal = score.goal?;
    let words = score.score.map_or_else(|| goal.percent(1), |rate| beside(rate, goal).1);
    Some(words.strip_suffix(".0").map_or(words.clone(), str::to_owned))
}

/// So many full answers reach the goal: 102 of 120 at 85 %. None without a goal, or without a known number of answers.
#[must_use]
pub fn at_goal(score: &Score) -> Option<u64> {
    let (goal, n) = (score.goal?, score.applicable.filter(|n| *n > 0)?);
    let needed = (u128::from(goal.part()) * u128::from(n)).div_ceil(u128::from(goal.whole()) * 10_000);
    u64::try_from(needed).ok()
}

/// `6 cases missing`, `4 to spare`.
#[must_use]
pub fn distance(score: &Score) -> Option<String> {
    match (score.needed, score.slack) {
        (Some(1), _) => Some("1 case missing".to_owned()),
        (Some(n), _) => Some(format!("{n} cases missing")),
        (_, Some(0)) => Some("no case to spare".to_owned()),
        (_, Some(1)) => Some("1 case to spare".to_owned()),
        (_, Some(n)) => Some(format!("{n} cases to spare")),
        _ => None,
    }
}

/// What would have to change, in the words of the instrument's best answer: `3 more yes of 40 would meet the goal`.
#[must_use]
pub fn what_is_missing(score: &Score, instrument: &Instrument) -> Option<String> {
    let best = instrument.options.iter().filter(|o| o.credit.is_some()).max_by_key(|o| o.credit);
    let best = best.map_or_else(|| "full answers".to_owned(), |o| o.label.to_lowercase());
    let n = score.applicable?;
    match (score.needed, score.slack) {
        (Some(needed), _) => Some(format!("{needed} more {best} of {n} would meet the goal")),
        (_, Some(0)) => Some(format!("no {best} of {n} to spare")),
        (_, Some(slack)) => Some(format!("{slack} {best} of {n} to spare")),
        _ if score.met == Some(false) => Some("the answers given cannot reach the goal".to_owned()),
        _ => None,
    }
}

/// Credit in ten-thousandths as answers: `61`, `61.5`.
#[must_use]
pub fn answers(credit: u64) -> String {
    if credit.is_multiple_of(10_000) {
        return (credit / 10_000).to_string();
    }
    let words = Ratio::new(credit, 100).map_or_else(String::new, |r| r.percent(4));
    words.trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::key::{Filter, Keys};
    use crate::domain::score::tests::instrument;
    use crate::domain::score_table::tests::{Figure, book, publish, tally};
    use crate::domain::standing::standing_rows;

    fn said(years: &[[i32; 6]]) -> String {
        let book = book(&[instrument(&[8500])]);
        let tallies: Vec<_> = years.iter().enumerate().map(|(i, row)| tally(100, 1, 2019 + i as i32, &[*row])).collect();
        let rows = standing_rows(&book, &tallies, Keys::default(), &Filter::default());
        sentence(rows.last().unwrap(), "A.1", "North", "3/15/2026")
    }

    #[test]
    fn a_figure_is_said_with_its_n_its_goal_and_its_date() {
        assert_eq!(
            said(&[[0, 60, 0, 18, 0, 0], [0, 61, 0, 17, 2, 4]]),
            "A.1, North, FY2020: 78.2 % (61 of 78), goal 85 %, 6 cases missing, below two years (as of 3/15/2026)."
        );
        assert_eq!(
            said(&[[0, 36, 1, 3, 0, 0]]),
            "A.1, North, FY2019: 91.2 % (36.5 of 40), goal 85 %, 2 cases to spare, met once (as of 3/15/2026)."
        );
        assert_eq!(said(&[[0, 0, 0, 0, 1, 3]]), "A.1, North, FY2019: no rate (no applicable answer), goal 85 % (as of 3/15/2026).");
    }

    #[test]
    fn a_percent_without_counts_says_that_n_is_not_known() {
        let mut book = book(&[instrument(&[8500])]);
        publish(
            &mut book,
            &Figure { record: 50, question: "A.1", year: 2020, region: None, percent: Some(7820), counts: None, edition: "" },
        );
        let rows = standing_rows(&book, &[], Keys::of(&[crate::domain::key::Key::Question]), &Filter::default());
        assert_eq!(
            sentence(&rows[0], "A.1", "Statewide", "3/15/2026"),
            "A.1, Statewide, FY2020: 78.2 % (n not known), goal 85 %, below, published figure (as of 3/15/2026)."
        );
    }

    #[test]
    fn what_is_missing_is_said_in_the_answers_of_the_instrument() {
        let of = |row: [i32; 6]| {
            let book = book(&[instrument(&[8500])]);
            let rows = standing_rows(&book, &[tally(100, 1, 2019, &[row])], Keys::default(), &Filter::default());
            what_is_missing(rows[0].score.as_ref().unwrap(), &rows[0].instrument).unwrap()
        };
        assert_eq!(of([0, 31, 0, 9, 0, 0]), "3 more yes of 40 would meet the goal");
        assert_eq!(of([0, 36, 0, 4, 0, 0]), "2 yes of 40 to spare");
    }

    #[test]
    fn the_goal_is_said_in_answers_and_never_rounded_down() {
        let of = |row: [i32; 6], goal: u32| {
            let book = book(&[instrument(&[goal])]);
            let rows = standing_rows(&book, &[tally(100, 1, 2019, &[row])], Keys::default(), &Filter::default());
            at_goal(rows[0].score.as_ref().unwrap())
        };
        // 85 % of 120 is 102; of 121 it is 102.85; 90 % of 10 is 9.
        assert_eq!(of([0, 92, 0, 28, 0, 0], 8500), Some(102));
        assert_eq!(of([0, 92, 0, 29, 0, 0], 8500), Some(103));
        assert_eq!(of([0, 1, 0, 9, 0, 0], 9000), Some(9));
        assert_eq!(of([0, 0, 0, 0, 1, 3], 8500), None);
    }

    #[test]
    fn parts_of_answers_are_not_lost() {
        assert_eq!((answers(610_000), answers(615_000), answers(2_500)), ("61".into(), "61.5".into(), "0.25".into()));
    }
}
