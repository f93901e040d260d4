//! What each region misses for two years in a row: nearest region first, in each the questions with the most cases first.

use std::fmt::Write;

use super::{Line, Way};
use crate::domain::book::Book;
use crate::domain::exit::{Readiness, readiness};
use crate::domain::field::Field;
use crate::domain::milestone::Status;
use crate::domain::record::Record;
use crate::domain::standing::StandingRow;
use crate::domain::text::{counted, listed};
use crate::domain::tone::Tone;

/// Adds the lines and says the whole in a few sentences.
pub(super) fn list(book: &Book, milestone: &Record, year: i32, lines: &mut Vec<Line>) -> String {
    let code = milestone.text(Field::Instrument);
    let mut regions = readiness(book, milestone, year);
    if regions.is_empty() {
        return "There is no region in this file yet.".to_owned();
    }
    if regions.iter().all(|r| r.verdict.is_none()) {
        return format!("There is no instrument '{code}' in this file.");
    }
    let (out, mut open): (Vec<Readiness>, Vec<Readiness>) =
        regions.drain(..).partition(|r| r.recorded.status == Status::Exited || r.sustained());
    // Nearest first: reviewed before not reviewed, then the earliest year, then fewest cases.
    open.sort_by_key(|r| (r.looked_at() == 0, r.earliest(), r.unknown(), r.missing(), r.below()));
    for region in &open {
        of_region(book, code, region, year, lines);
    }
    let name = |r: &Readiness| book.name(r.region).to_owned();
    for region in &out {
        let way = Way::Scores { instrument: code.to_owned(), region: Some(region.region), question: worst(region) };
        let exited = region.exited_on().map_or_else(String::new, |day| format!(", exited {}", crate::domain::dates::show_long(day)));
        let (words, tone) = if region.fallen() {
            (format!("{}{exited}; fallen since: {}", name(region), region.words()), Tone::Warning)
        } else {
            (format!("{}{exited}; {}", name(region), region.words()), Tone::Good)
        };
        lines.push(Line {
            group: "Nothing missing: exited or sustained".to_owned(),
            beside: counted(out.len() as u64, "region", "regions"),
            words,
            tone,
            region: Some(region.region),
            since: region.since(),
            ..Line::at(way)
        });
    }
    summary(book, &open, year)
}

fn summary(book: &Book, open: &[Readiness], year: i32) -> String {
    let name = |r: &Readiness| book.name(r.region).to_owned();
    if open.is_empty() {
        return String::new();
    }
    let questions: usize = open.iter().map(Readiness::below).sum();
    let cases: u64 = open.iter().filter_map(Readiness::missing).sum();
    let unknown: usize = open.iter().map(Readiness::unknown).sum();
    let regions = counted(open.len() as u64, "region", "regions");
    let last = open.iter().filter_map(Readiness::earliest).max().unwrap_or(year);
    let mut words = if questions == 0 {
        format!("Nothing is below its goal in {regions}")
    } else {
        let of = counted(questions as u64, "question", "questions");
        format!("{} in {of} of {regions}", counted(cases, "case", "cases"))
    };
    if unknown > 0 {
        let _ = write!(words, ", and {unknown} of which the number is not known");
    }
    let _ = write!(words, "; then a second year in a row, all regions in {last} at the earliest.");
    let reviewed: Vec<&Readiness> = open.iter().filter(|r| r.looked_at() > 0).collect();
    if let Some(nearest) = reviewed.first().filter(|_| open.len() > 1) {
        let _ = write!(words, " Nearest: {} ({}).", name(nearest), nearest.brief());
    }
    let unseen: Vec<String> = open.iter().filter(|r| r.looked_at() == 0).map(name).collect();
    if !unseen.is_empty() {
        let _ = write!(words, " Not reviewed in {year}: {}.", listed(unseen.iter().map(String::as_str), "and"));
    }
    words
}

fn worst(region: &Readiness) -> Option<String> {
    region.verdict.as_ref()?.failing().next()?.question.clone()
}

fn of_region(book: &Book, code: &str, region: &Readiness, year: i32, lines: &mut Vec<Line>) {
    let proposed = if region.recorded.status == Status::ExitProposed { "exit proposed, " } else { "" };
    let earliest = region.earliest().map_or_else(String::new, |year| format!(", {year} at the earliest"));
    let line = |words: String, question: Option<String>| Line {
        group: book.name(region.region).to_owned(),
        beside: format!("{proposed}{}{earliest}", region.brief()),
        words,
        region: Some(region.region),
        question: question.clone(),
        ..Line::at(Way::Scores { instrument: code.to_owned(), region: Some(region.region), question })
    };
    let Some(verdict) = region.verdict.as_ref().filter(|v| v.looked_at > 0) else {
        lines.push(Line { tone: Tone::Neutral, ..line(format!("No review in {year}: two years in a row begin with one"), None) });
        return;
    };
    for row in verdict.failing() {
        let tone = if row.standing == crate::domain::standing::Standing::FellBelow { Tone::Warning } else { Tone::Bad };
        let words = format!("{}: {}", called(row), row.explain());
        lines.push(Line { cases: row.needed(), since: Some(row.since), tone, ..line(words, row.question.clone()) });
    }
    let mute: Vec<&StandingRow> = verdict.below().filter(|row| row.score.as_ref().is_none_or(|s| s.met.is_none())).collect();
    if !mute.is_empty() {
        let questions = counted(mute.len() as u64, "question", "questions");
        let words = format!("{questions} without an applicable answer in {year}, which breaks the chain: {}", codes(&mute));
        lines.push(Line { tone: Tone::Neutral, ..line(words, mute[0].question.clone()) });
    }
    let once: Vec<&StandingRow> = verdict.holds.iter().filter(|row| row.standing.is_met()).collect();
    if !once.is_empty() {
        let words = format!("Met for the first year, to be met again in {}: {}", year + 1, codes(&once));
        let question = once[0].question.clone();
        lines.push(Line { since: Some(year), tone: Tone::Hopeful, ..line(words, question) });
    }
}

/// The first few by their codes.
fn codes(rows: &[&StandingRow]) -> String {
    let named: Vec<&str> = rows.iter().take(4).filter_map(|r| r.question.as_deref().or(r.area.as_deref())).collect();
    let more = if rows.len() > named.len() { format!(" and {} more", rows.len() - named.len()) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

/// A question by its code and the beginning of its text.
fn called(row: &StandingRow) -> String {
    let Some(code) = row.question.as_deref() else {
        return row.area.clone().unwrap_or_else(|| "The overall score".to_owned());
    };
    let text = row.instrument.question(code).map_or("", |at| row.instrument.questions[at].text.as_str());
    let text: String =
        if text.chars().count() > 60 { format!("{}...", text.chars().take(57).collect::<String>().trim_end()) } else { text.to_owned() };
    if text.is_empty() { code.to_owned() } else { format!("{code} {text}") }
}
