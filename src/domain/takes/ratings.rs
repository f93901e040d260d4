//! What the qualitative review misses: cases that would have to be acceptable, for each domain statewide, and which regions
//! are nearest to it.

use super::{Line, Way};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::key::{Key, Keys};
use crate::domain::milestone::ratings::{name, newest, rows};
use crate::domain::record::Record;
use crate::domain::score_table::{ScoreRow, Source};
use crate::domain::text::counted;
use crate::domain::tone::Tone;

/// Adds the lines and says the whole in a few sentences.
pub(super) fn list(book: &Book, milestone: &Record, year: i32, lines: &mut Vec<Line>) -> String {
    let code = milestone.text(Field::Instrument);
    let Some(found) = newest(book, code, year) else { return format!("There is no result of '{code}' up to {year} yet.") };
    let mut said = Vec::new();
    for row in &found.rows {
        let (words, tone) = beside(row);
        lines.push(Line {
            group: "Statewide".to_owned(),
            beside: format!("FY{}", found.year),
            words: format!("{}: {words}", name(row)),
            cases: row.score.needed,
            tone,
            question: row.question.clone(),
            ..Line::at(Way::Qcr { instrument: code.to_owned(), region: None, question: row.question.clone() })
        });
        if row.score.met != Some(true) {
            said.push(short(row));
        }
    }
    let mut regions = rows(book, code, found.year, Keys::of(&[Key::Region, Key::Question]));
    regions.retain(|row| row.region.is_some());
    for whole in &found.rows {
        let mut here: Vec<&ScoreRow> = regions.iter().filter(|row| row.question == whole.question).collect();
        // Nearest first: met, then fewest cases, then those of which nobody knows how many.
        here.sort_by_key(|row| (row.score.met != Some(true), row.score.needed.is_none(), row.score.needed));
        let met = here.iter().filter(|row| row.score.met == Some(true)).count();
        for row in &here {
            let (words, tone) = beside(row);
            let region = row.region.map_or("", |id| book.name(id));
            lines.push(Line {
                group: format!("{}, by region, nearest first", name(whole)),
                beside: format!("{met} of {} met", here.len()),
                words: format!("{region}: {words}"),
                cases: row.score.needed,
                tone,
                region: row.region,
                question: row.question.clone(),
                ..Line::at(Way::Qcr { instrument: code.to_owned(), region: row.region, question: row.question.clone() })
            });
        }
    }
    let known =
        if found.rows.len() < found.asked { format!(" Only {} of {} are known.", found.rows.len(), found.asked) } else { String::new() };
    let of = if found.year == year { String::new() } else { format!(" The newest figures are of {}.", found.year) };
    if said.is_empty() { format!("{known}{of}").trim_start().to_owned() } else { format!("{}.{known}{of}", said.join("; ")) }
}

fn beside(row: &ScoreRow) -> (String, Tone) {
    let (Some(score), Some(goal)) = (row.score.score, row.score.goal) else { return ("no rate".to_owned(), Tone::Neutral) };
    let (score, goal) = crate::domain::ratio::beside(score, goal);
    let of = match row.score.applicable {
        Some(n) => format!(" of {}", counted(n, "case", "cases")),
        None => ", number of cases not known".to_owned(),
    };
    let source = if row.source == Source::Published { ", published" } else { "" };
    let open = if row.provisional { ", round still open" } else { "" };
    let (distance, tone) = match (row.score.met, row.score.needed, row.score.slack) {
        (Some(true), _, Some(slack)) => (format!("met, {slack} to spare"), Tone::Good),
        (Some(true), ..) => ("met".to_owned(), Tone::Good),
        (_, Some(n), _) => (format!("{} more must be acceptable", counted(n, "case", "cases")), Tone::Bad),
        _ => ("below; how many cases is not known".to_owned(), Tone::Bad),
    };
    (format!("{score} % acceptable{of}{source}{open}, goal {goal} %; {distance}"), tone)
}

fn short(row: &ScoreRow) -> String {
    match row.score.needed {
        Some(n) => format!("{}: {} more acceptable", name(row), counted(n, "case", "cases")),
        None => format!("{}: {} % is below the goal, how many cases is not known", name(row), row.score.percent()),
    }
}
