//! What the charts show, made of figures: bars of questions and of regions, the run of years. Nothing is drawn here.

use crate::command::Context;
use crate::domain::answers::Why;
use crate::domain::figure;
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::score::Score;
use crate::domain::score_table::ScoreRow;
use crate::domain::sheet::{Sheet, Unit};
use crate::panes::scores::marks::{self, Mark};
use crate::panes::scores::rows::Rows;
use crate::panes::scores::state::Figure;
use crate::panes::standing::sign;
use crate::widgets::chart::{self, Against, Lined, Point, Stack};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// The figures at the right of a bar.
pub(in crate::panes::scores) const FIGURES: [&str; 4] = ["Score", "n", "Goal", "Need"];

/// Which question comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// As in the table.
    OfTable,
    /// The one furthest below its goal.
    FurthestBelow,
    /// The one with most answers that are not full.
    MostShort,
}

/// The questions with a figure in a year.
pub(super) fn questions(rows: &Rows, year: i32, first: First) -> Vec<usize> {
    let sheet = rows.sheet;
    let asked = |at: &usize| sheet.lines[*at].unit == Unit::Question && sheet.cell(*at, year).is_some();
    let mut found: Vec<usize> = rows.lines().iter().copied().filter(asked).collect();
    let score = |at: usize| sheet.cell(at, year).and_then(|row| row.score.as_ref());
    match first {
        First::OfTable => {}
        First::FurthestBelow => {
            let over = |at: usize| score(at).and_then(over_goal);
            found.sort_by(|a, b| match (over(*a), over(*b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
        }
        First::MostShort => found.sort_by_key(|at| std::cmp::Reverse(score(*at).map_or(0, |score| score.short))),
    }
    found
}

/// How far a score is above its goal, for order alone.
fn over_goal(score: &Score) -> Option<f64> {
    Some(score.score?.fraction() - score.goal?.fraction())
}

/// A bar for each of these questions.
pub(super) fn of_questions(sheet: &Sheet, order: &[usize], year: i32, glyphs: &Glyphs) -> Vec<Against> {
    let bar = |at: &usize| {
        let (line, row) = (&sheet.lines[*at], sheet.cell(*at, year)?);
        let (signed, meaning) = sign(row.standing, glyphs);
        let score = row.score.as_ref()?;
        Some(Against {
            lined: Lined {
                sign: (signed.to_owned(), meaning),
                label: (line.code.clone(), Meaning::Text),
                words: line.words.clone(),
                figures: figures(score, Mark::of(row), glyphs),
            },
            meaning,
            ..bar_of(score)
        })
    };
    // A year without review has no score, but the question keeps its line.
    let bare = |at: &usize| Against {
        lined: Lined { label: (sheet.lines[*at].code.clone(), Meaning::Muted), ..Lined::default() },
        ..Against::default()
    };
    order.iter().map(|at| bar(at).unwrap_or_else(|| bare(at))).collect()
}

/// A bar for each region, as they stand in the list or the worst first, and for the state under them.
pub(in crate::panes::scores) fn of_regions(found: &Figure, worst: bool, cx: &Context, glyphs: &Glyphs) -> Vec<Against> {
    let mut regions: Vec<&ScoreRow> = found.regions.iter().collect();
    if worst {
        let over = |row: &ScoreRow| over_goal(&row.score);
        regions.sort_by(|a, b| match (over(a), over(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    } else {
        let listed: Vec<_> = cx.book.all(Kind::Region).into_iter().map(|region| region.id).collect();
        regions.sort_by_key(|row| listed.iter().position(|id| Some(*id) == row.region));
    }
    regions.into_iter().chain(&found.state).map(|row| of_region(row, cx, glyphs)).collect()
}

fn of_region(row: &ScoreRow, cx: &Context, glyphs: &Glyphs) -> Against {
    let (signed, meaning) = match row.score.met {
        Some(true) => (glyphs.met, Meaning::Met),
        Some(false) => (glyphs.below, Meaning::Below),
        None => (glyphs.no_rate, Meaning::NoRate),
    };
    let name = row.region.map_or("Statewide", |id| cx.book.name(id));
    let label = if row.region == cx.chosen.region { Meaning::Accent } else { Meaning::Text };
    Against {
        lined: Lined {
            sign: (signed.to_owned(), meaning),
            label: (name.to_owned(), label),
            words: String::new(),
            figures: figures(&row.score, Mark::of_row(row), glyphs),
        },
        meaning,
        ..bar_of(&row.score)
    }
}

fn bar_of(score: &Score) -> Against {
    Against {
        share: score.score.map(Ratio::fraction),
        interval: score.wilson(),
        goal: score.goal.map(Ratio::fraction),
        ..Against::default()
    }
}

/// Score with its mark, n, goal, and what is missing.
fn figures(score: &Score, mark: Option<Mark>, glyphs: &Glyphs) -> Vec<String> {
    let percent = score.score.map_or_else(|| glyphs.no_rate.to_owned(), |s| s.percent(1));
    let mixed = if score.goal_mixed { "*" } else { "" };
    let needed = score.needed.map(|n| n.to_string());
    let unknown = || if score.met == Some(false) { glyphs.no_rate.to_owned() } else { String::new() };
    vec![
        format!("{percent}{}", marks::sign(mark, glyphs)),
        score.applicable.map_or_else(|| "?".to_owned(), |n| n.to_string()),
        figure::goal_percent(score).map_or_else(String::new, |goal| format!("{goal}{mixed}")),
        needed.unwrap_or_else(unknown),
    ]
}

/// The years of a line from its first review to its last; a year that is provisional is drawn only when it is the chosen one.
pub(in crate::panes::scores) fn points(sheet: &Sheet, line: usize, chosen: i32, glyphs: &Glyphs) -> Vec<Point> {
    let known: Vec<i32> = sheet.years().filter(|year| sheet.cell(line, *year).is_some()).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
    let point = |year: i32| {
        let bare = Point { period: year.to_string(), chosen: year == chosen, ..Point::default() };
        let Some(row) = sheet.cell(line, year) else { return bare };
        let (signed, meaning) = sign(row.standing, glyphs);
        let Some(score) = &row.score else { return bare };
        if row.provisional && !bare.chosen {
            // The few cases of a round that is still open would set the scale for all years.
            let mut under = under(score, glyphs);
            marks::sign(Some(Mark::Open), glyphs).clone_into(&mut under[0]);
            return Point { goal: score.goal.map(Ratio::fraction), under, ..bare };
        }
        Point {
            share: score.score.map(Ratio::fraction),
            interval: score.wilson(),
            goal: score.goal.map(Ratio::fraction),
            sign: (signed.to_owned(), meaning),
            under: under(score, glyphs),
            ..bare
        }
    };
    (*first..=*last).map(point).collect()
}

/// What stands under a point: its percent and its number of answers.
pub(super) const UNDER: [&str; 2] = ["%  ", "n  "];

fn under(score: &Score, glyphs: &Glyphs) -> Vec<String> {
    let percent = score.score.map_or_else(|| glyphs.no_rate.to_owned(), |s| s.percent(1));
    let percent = if percent == "100.0" { "100".to_owned() } else { percent };
    vec![percent, score.applicable.map_or_else(|| "?".to_owned(), |n| n.to_string())]
}

/// Why answers were no or partial: the parts of a bar of reasons.
const REASONS: [&str; 4] = [Why::NotDone.words(), "not documented", Why::Late.words(), "no reason given"];

/// How many answers gave each reason, and how many gave none.
fn reasons(score: &Score) -> [u64; 4] {
    let [not_done, not_documented, late] = score.whys;
    [not_done, not_documented, late, score.short.saturating_sub(not_done + not_documented + late)]
}

/// The reasons of a figure in words: `not done 5 · late 2`; none if every answer earned full credit.
pub(in crate::panes::scores) fn reasons_in_words(score: &Score, glyphs: &Glyphs) -> Option<String> {
    let said: Vec<String> = REASONS.iter().zip(reasons(score)).filter(|(_, n)| *n > 0).map(|(words, n)| format!("{words} {n}")).collect();
    (!said.is_empty()).then(|| said.join(&format!(" {} ", glyphs.dot)))
}

/// Each sign of a bar of reasons and what it means.
pub(super) fn reason_signs(glyphs: &Glyphs) -> [((&'static str, Meaning), &'static str); 4] {
    let signs = chart::part_signs(glyphs);
    std::array::from_fn(|at| (signs[at], REASONS[at]))
}

/// The figures at the right of a bar of reasons: all no and partial answers, of how many, and each part by its sign.
pub(super) fn reason_figures(glyphs: &Glyphs) -> [&'static str; 6] {
    let [first, second, third, rest] = chart::part_signs(glyphs).map(|(sign, _)| sign);
    ["All", "n", first, second, third, rest]
}

/// The reasons of each of these questions.
pub(super) fn of_reasons(sheet: &Sheet, order: &[usize], year: i32) -> Vec<Stack> {
    let stack = |at: &usize| {
        let line = &sheet.lines[*at];
        let score = sheet.cell(*at, year).and_then(|row| row.score.as_ref());
        let parts = score.map_or([0; 4], reasons);
        let all: u64 = parts.iter().sum();
        let n = score.and_then(|score| score.applicable).map_or_else(|| "?".to_owned(), |n| n.to_string());
        let number = |n: u64| if n == 0 { String::new() } else { n.to_string() };
        let figures = [all.to_string(), n].into_iter().chain(parts.map(number)).collect();
        let label = (line.code.clone(), if all > 0 { Meaning::Text } else { Meaning::Muted });
        Stack { lined: Lined { label, words: line.words.clone(), figures, ..Lined::default() }, parts }
    };
    order.iter().map(stack).collect()
}
