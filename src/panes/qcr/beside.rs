//! What stands beside the scores of each region, as a table: QA scans, leaders among the reviewers, interviews, the case process
//! review and whether work is written down.

use super::table::{Of, Row, Spot, Table, nothing, text};
use crate::command::Context;
use crate::domain::figure;
use crate::domain::qcr::Qcr;
use crate::domain::qcr::practice::{Part, Practice};
use crate::domain::score::Score;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column};
use crate::widgets::meaning::Meaning;

/// The things beside the scores, in the order of their columns.
pub(super) const SCANS: usize = 0;
pub(super) const LEADERS: usize = 1;
pub(super) const INTERVIEWS: usize = 2;
pub(super) const PROCESS: usize = 3;
pub(super) const WRITTEN: usize = 4;
const TITLES: [&str; 5] = ["QA scans", "Leaders", "Interviews", "Case process", "Not written"];
const SHORT: [&str; 5] = ["Scans", "Leaders", "Spoken", "CPR", "Not writ."];

/// The name of an area in a word: what differs between them.
pub(super) fn area_word(name: &str) -> String {
    let mut words = name.split_whitespace();
    let word = if words.clone().count() > 2 { words.next_back() } else { words.next() };
    let mut letters = word.unwrap_or(name).chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The table: statewide, then the regions, those with the highest share on the last overall rating first.
pub(super) fn table(qcr: &Qcr, practices: &[Practice], room: u16, cx: &Context, glyphs: &Glyphs) -> Table {
    let year = cx.chosen.year;
    let wide = room >= 110;
    let cells = if wide { 12 } else { 9 };
    let verdicts = qcr.verdicts(year);
    let mut table = Table { frozen: 1, ..Table::default() };
    table.column(Of::Row, Column::new("", 14).between(12, 18));
    for subject in &verdicts {
        let word = area_word(&subject.area_name);
        table.column(
            Of::Row,
            Column::new(crate::widgets::width::truncate(&word, cells, glyphs.ellipsis).into_owned(), cells as u16).right(),
        );
    }
    for at in 0..TITLES.len() {
        table.column(Of::Beside(at), Column::new(if wide { TITLES[at] } else { SHORT[at] }, cells as u16).right());
    }
    let mut order: Vec<&Practice> = practices.iter().collect();
    order.sort_by_key(|p| (p.region.is_some(), std::cmp::Reverse(p.scores.last().cloned().flatten().and_then(|s| s.score))));
    for (at, practice) in order.into_iter().enumerate() {
        let chosen = practice.region == cx.chosen.region;
        let name = practice.region.map_or("Statewide", |id| cx.book.name(id));
        let pointer = if chosen { glyphs.pointer } else { " " };
        let mut cells = vec![text(format!("{pointer} {name}"), if chosen { Meaning::Accent } else { Meaning::Text })];
        let part = |part: Option<Part>| match part.and_then(|part| Some((part.ratio()?, part.of))) {
            Some((ratio, of)) => text(rate(&ratio.percent(1), of, wide), Meaning::Text),
            None => nothing(glyphs),
        };
        cells.extend(practice.scores.iter().map(|score| of_score(score.as_ref(), wide, glyphs)));
        cells.extend([part(practice.scans), part(practice.leaders), part(practice.interviews)]);
        cells.push(of_score(practice.process.as_ref(), wide, glyphs));
        cells.push(part(practice.not_documented));
        let band = match at {
            0 => Some(Band { text: "All regions".into(), right: "percent, n beside it".into(), ..Band::default() }),
            1 => Some(Band { text: "Regions, the best on the last score first".into(), ..Band::default() }),
            _ => None,
        };
        table.rows.push(Row { spot: Spot { question: None, region: practice.region, year }, cells, band });
    }
    table
}

fn rate(percent: &str, n: u64, wide: bool) -> String {
    let percent = percent.strip_prefix("100").map_or(percent, |_| "100");
    if wide { format!("{percent} % {n:>5}") } else { format!("{percent} {n:>4}") }
}

fn of_score(score: Option<&Score>, wide: bool, glyphs: &Glyphs) -> CellText<'static> {
    let Some((score, percent)) = score.and_then(|score| Some((score, score.score?))) else { return nothing(glyphs) };
    let meaning = match score.met {
        Some(true) => Meaning::Met,
        Some(false) => Meaning::Below,
        None => Meaning::Text,
    };
    match score.applicable {
        Some(n) => text(rate(&percent.percent(1), n, wide), meaning),
        None => text(format!("{} p", percent.percent(1)), meaning),
    }
}

/// One line for each thing beside the scores of a place: its name, its share, and the words with its n.
pub(super) fn lines(practice: &Practice) -> Vec<(&'static str, Option<f64>, String)> {
    let part = |part: Option<Part>, what: &str, none: &str| match part {
        Some(part) => (part.ratio().map(crate::domain::ratio::Ratio::fraction), format!("{} {what}", part.words().unwrap_or_default())),
        None => (None, none.to_owned()),
    };
    let seated = match (practice.seated, practice.cases) {
        (some, all) if some < all => format!("; {some} of {all} cases say who reviewed"),
        _ => String::new(),
    };
    let (scans, leaders) = (
        part(practice.scans, "scans due", "no QA scan was due or done"),
        part(practice.leaders, "reviewers lead", "no case says who reviewed in which role"),
    );
    let interviews = part(practice.interviews, "interviews planned", "no case says with whom the reviewers spoke");
    let written = part(practice.not_documented, "reasons given", "no answer says why it is short");
    let process = practice.process.as_ref();
    let rate = process.and_then(|s| s.score).map(crate::domain::ratio::Ratio::fraction);
    let process = process.map_or_else(|| "no case process review".to_owned(), figure::rate);
    vec![
        ("QA scans done", scans.0, scans.1),
        ("Leaders review", leaders.0, format!("{}{seated}", leaders.1)),
        ("Interviews held", interviews.0, interviews.1),
        ("Case process", rate, process),
        ("Not written down", written.0, written.1),
    ]
}
