//! What is said about one figure: pieces of text with a meaning, wrapped to a width. Nothing is drawn here.

use super::state::{Figure, Spot};
use crate::command::Context;
use crate::domain::figure;
use crate::domain::instrument::Instrument;
use crate::domain::ratio::Ratio;
use crate::domain::score::Score;
use crate::domain::score_table::{ScoreRow, Source};
use crate::domain::sheet::{Sheet, Unit};
use crate::domain::standing::{Standing, StandingRow};
use crate::panes::standing::sign;
use crate::widgets::chart::{self, Piece};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width::{self, Align};

/// A line of the detail.
pub(super) type Words = Vec<Piece>;

/// Writes lines of a width.
struct Pen<'a> {
    lines: Vec<Words>,
    width: u16,
    glyphs: &'a Glyphs,
}

impl Pen<'_> {
    fn say(&mut self, text: &str, meaning: Meaning) {
        self.say_most(text, meaning, usize::MAX);
    }

    /// A wrapped text in at most so many lines.
    fn say_most(&mut self, text: &str, meaning: Meaning, most: usize) {
        let lines = width::wrap(text, usize::from(self.width.max(8)));
        for (at, line) in lines.iter().enumerate().take(most) {
            let cut = at + 1 == most && at + 1 < lines.len();
            let words = line.of(text).trim_end();
            let room = usize::from(self.width).saturating_sub(2);
            let words = if cut { format!("{} {}", width::truncate(words, room, ""), self.glyphs.ellipsis) } else { words.to_owned() };
            self.lines.push(vec![(words, meaning)]);
        }
    }

    fn line(&mut self, pieces: Words) {
        self.lines.push(pieces);
    }

    fn gap(&mut self) {
        self.lines.push(Vec::new());
    }

    fn title(&mut self, text: &str) {
        self.say_most(text, Meaning::Title, 1);
    }
}

/// The figure itself: what it is for, how it stands, what it is made of.
pub(super) fn facts(found: &Figure, sheet: &Sheet, spot: &Spot, cx: &Context, glyphs: &Glyphs, width: u16) -> Vec<Words> {
    let mut pen = Pen { lines: Vec::new(), width, glyphs };
    let line = sheet.line(spot.unit, &spot.code);
    let words = line.map_or("", |at| sheet.lines[at].words.as_str());
    let name = match spot.unit {
        Unit::Whole => "All questions",
        _ => spot.code.as_str(),
    };
    let region = cx.chosen.region.map_or("Statewide", |id| cx.book.name(id));
    pen.title(&format!("{name} {dot} {region} {dot} FY{}", spot.year, dot = glyphs.dot));
    if spot.unit != Unit::Whole {
        pen.say_most(words, Meaning::Text, 3);
    }
    let Some(row) = line.and_then(|at| sheet.cell(at, spot.year)) else {
        pen.gap();
        pen.say("No figure for this year.", Meaning::Muted);
        return pen.lines;
    };
    standing(&mut pen, row);
    if let Some(score) = &row.score {
        made_of(&mut pen, found, row, score);
        sureness(&mut pen, row, score);
    }
    if let Some(of) = &found.row {
        published(&mut pen, of);
    }
    if let Some(score) = &row.score {
        rule(&mut pen, row, score, spot);
    }
    pen.lines
}

fn standing(pen: &mut Pen, row: &StandingRow) {
    let (signed, meaning) = sign(row.standing, pen.glyphs);
    let since = match row.standing {
        Standing::Sustained => format!(", met since FY{}", row.since),
        Standing::BelowTwoYears => format!(", since FY{}", row.since),
        standing => format!(": {}", standing.meaning()),
    };
    pen.line(vec![(format!("{signed} {}", row.standing.words()), meaning), (since, Meaning::Text)]);
    let Some(score) = &row.score else { return };
    let (bar, goal) = (score.score.map(Ratio::fraction), score.goal.map(Ratio::fraction));
    if score.score.is_some() {
        pen.line(vec![
            (figure::rate(score), meaning),
            (figure::goal(score).map_or_else(String::new, |goal| format!(", {goal}")), Meaning::Text),
        ]);
        pen.line(chart::bar(bar, goal, pen.width.saturating_sub(2).min(48), meaning, pen.glyphs));
    }
    if let Some(words) = figure::what_is_missing(score, &row.instrument) {
        let meaning = if score.met == Some(true) { Meaning::Good } else { Meaning::Accent };
        pen.say(&words, meaning);
    }
}

fn made_of(pen: &mut Pen, found: &Figure, row: &StandingRow, score: &Score) {
    if let Some(of) = found.row.as_ref().filter(|_| score.counts.iter().any(|n| *n > 0) || score.unanswered > 0) {
        let mut parts: Vec<String> = of
            .options
            .iter()
            .zip(&score.counts)
            .filter(|(_, n)| **n > 0)
            .map(|(code, n)| {
                let label = row.instrument.options.iter().find(|o| o.code == *code).map_or(code.as_str(), |o| o.label.as_str());
                format!("{label} {n}")
            })
            .collect();
        parts.push(format!("unanswered {}", score.unanswered));
        pen.say(&parts.join(&format!(" {} ", pen.glyphs.dot)), Meaning::Text);
    }
    if row.provisional {
        pen.say("Provisional: the round is still open.", Meaning::Warn);
    }
    if let Some(coverage) = found.row.as_ref().and_then(|of| of.coverage.as_ref()) {
        pen.say(&format!("Covers {coverage}; the others have only a percent."), Meaning::Warn);
    }
}

fn sureness(pen: &mut Pen, row: &StandingRow, score: &Score) {
    match (score.wilson(), score.certainty()) {
        (Some((low, high)), certainty) => {
            let verdict = certainty.map_or_else(String::new, |c| format!("; at 90 % certainty {}", c.words()));
            pen.say(&format!("95 % interval {:.1} to {:.1} %{verdict}", low * 100.0, high * 100.0), Meaning::Text);
        }
        (None, _) if score.pooled => pen.say("No interval: several questions of one case are not independent.", Meaning::Muted),
        (None, _) if score.repeated => pen.say("No interval: answers repeat within a case.", Meaning::Muted),
        (None, _) if score.score.is_some() => pen.say("No interval: the number of answers is not known.", Meaning::Muted),
        _ => {}
    }
    if let Some(outlook) = row.outlook() {
        let percent = |p: f64| format!("{:.0} %", p * 100.0);
        let words = format!("Estimate: met next year {}, two years in a row {}", percent(outlook.chance_next), percent(outlook.chance_two));
        pen.say(&words, Meaning::Muted);
    }
}

fn published(pen: &mut Pen, of: &ScoreRow) {
    let Some(beside) = &of.published else { return };
    let percent = beside.score.map_or_else(|| "no rate".to_owned(), |s| format!("{} %", s.percent(1)));
    let n = beside.applicable.map_or_else(|| "n not known".to_owned(), |n| format!("n {n}"));
    let edition = if beside.edition.is_empty() { String::new() } else { format!(", edition {}", beside.edition) };
    let difference = match of.difference {
        Some(d) if d.abs() < 0.000_5 => "; counted answers agree".to_owned(),
        Some(d) => format!("; counted is {:.1} points {}", d.abs() * 100.0, if d > 0.0 { "above" } else { "below" }),
        None => String::new(),
    };
    let stands = if of.source == Source::Published { ", stands here" } else { "" };
    pen.say(&format!("Published: {percent} ({n}{edition}){stands}{difference}"), Meaning::Text);
    for words in [&beside.source, &beside.note].into_iter().filter(|w| !w.is_empty()) {
        pen.say_most(words, Meaning::Muted, 2);
    }
}

/// Which version was in force, and what each answer is worth.
fn rule(pen: &mut Pen, row: &StandingRow, score: &Score, spot: &Spot) {
    let instrument = &row.instrument;
    let code = row.question.as_deref().unwrap_or(&spot.code);
    let question = instrument.question(code);
    let was = if spot.unit == Unit::Question && code != spot.code { format!("; the code was {code} then") } else { String::new() };
    let goals = if score.goal_mixed { "; the goal is pooled from goals that differ" } else { "" };
    pen.say(
        &format!("{}, version {}{was}{goals}: {}", instrument.title, instrument.version, credits(instrument, question)),
        Meaning::Muted,
    );
}

fn credits(instrument: &Instrument, question: Option<usize>) -> String {
    let credit = |at: usize| question.map_or(instrument.options[at].credit, |q| instrument.credit(q, at as u8 + 1));
    let (mut worth, mut out) = (Vec::new(), Vec::new());
    for (at, option) in instrument.options.iter().enumerate() {
        let label = option.label.to_lowercase();
        match credit(at) {
            Some(credit) => worth.push(format!("{label} counts {}", figure::answers(u64::from(credit.0)))),
            None => out.push(label),
        }
    }
    let out = if out.is_empty() { String::new() } else { format!("; {} left out", out.join(", ")) };
    format!("{}{out}", worth.join(", "))
}

/// What stands around the figure: its years, the regions, the elements that address it, the guidance.
pub(super) fn around(found: &Figure, sheet: &Sheet, spot: &Spot, cx: &Context, glyphs: &Glyphs, width: u16) -> Vec<Words> {
    let mut pen = Pen { lines: Vec::new(), width, glyphs };
    if spot.unit == Unit::Question {
        elements(&mut pen, found, spot);
        pen.gap();
    }
    regions(&mut pen, found, spot, cx);
    if let Some(line) = sheet.line(spot.unit, &spot.code) {
        let last = sheet.years().next_back().unwrap_or(sheet.first);
        pen.gap();
        let spark = chart::own_sparkline(&sheet.values(line), glyphs);
        pen.line(vec![(format!("FY{} ", sheet.first), Meaning::Muted), (spark, Meaning::Bar), (format!(" FY{last}"), Meaning::Muted)]);
        guidance(&mut pen, sheet, line, spot);
    }
    pen.lines
}

fn elements(pen: &mut Pen, found: &Figure, spot: &Spot) {
    if found.elements.is_empty() {
        let meaning = if spot.unit == Unit::Question { Meaning::Warn } else { Meaning::Muted };
        pen.say(&format!("{} No Mini PIP element addresses it", pen.glyphs.warning), meaning);
        return;
    }
    pen.title("Addressed by");
    for one in &found.elements {
        let state = if one.released { "released".to_owned() } else { one.stage.words().to_owned() };
        let elsewhere = if one.elsewhere { ", another region" } else { "" };
        let line = format!("{} {}, element {}: {} ({state}{elsewhere})", pen.glyphs.bullet, one.plan, one.number, one.title);
        pen.say_most(&line, if one.elsewhere || one.released { Meaning::Muted } else { Meaning::Link }, 2);
    }
}

fn regions(pen: &mut Pen, found: &Figure, spot: &Spot, cx: &Context) {
    if found.regions.is_empty() {
        return;
    }
    pen.title(&format!("Regions in FY{}, worst first", spot.year));
    let name = |row: &ScoreRow| row.region.map_or("", |id| cx.book.name(id)).to_owned();
    let longest = found.regions.iter().map(|row| width::cells(&name(row))).max().unwrap_or(0).min(usize::from(pen.width) / 3);
    let figures = 15;
    let bar = usize::from(pen.width).saturating_sub(longest + figures + 3).min(40) as u16;
    for row in &found.regions {
        let chosen = row.region == cx.chosen.region;
        let (sign, meaning) = match row.score.met {
            Some(true) => (pen.glyphs.met, Meaning::Met),
            Some(false) => (pen.glyphs.below, Meaning::Below),
            None => (pen.glyphs.no_rate, Meaning::NoRate),
        };
        let words = width::pad(&name(row), longest, Align::Left, pen.glyphs.ellipsis);
        let mut pieces = vec![(format!("{sign} "), meaning), (format!("{words} "), if chosen { Meaning::Accent } else { Meaning::Text })];
        let (share, goal) = (row.score.score.map(Ratio::fraction), row.score.goal.map(Ratio::fraction));
        pieces.extend(chart::bar(share, goal, bar, meaning, pen.glyphs));
        let mark = if row.source == Source::Published {
            "p"
        } else if row.provisional {
            "~"
        } else {
            " "
        };
        let n = row.score.applicable.map_or_else(|| "n ?".to_owned(), |n| format!("n {n}"));
        let percent = row.score.score.map_or_else(|| pen.glyphs.no_rate.to_owned(), |s| s.percent(1));
        pieces.push((format!(" {percent:>5}{mark} {n}"), Meaning::Text));
        pen.line(pieces);
    }
}

fn guidance(pen: &mut Pen, sheet: &Sheet, line: usize, spot: &Spot) {
    let Some(row) = sheet.cell(line, spot.year) else { return };
    let Some(question) = row.question.as_deref().and_then(|code| row.instrument.question(code)) else { return };
    let question = &row.instrument.questions[question];
    for (title, words) in [("Guidance", &question.guidance), ("Rests on", &question.basis)] {
        if !words.is_empty() {
            pen.gap();
            pen.title(title);
            pen.say(words, Meaning::Muted);
        }
    }
    if question.unverified {
        pen.say("The wording is recalled, not checked against a document.", Meaning::Warn);
    }
}
