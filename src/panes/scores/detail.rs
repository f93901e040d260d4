//! What is said about one figure: pieces of text with a meaning, wrapped to a width. Nothing is drawn here. What stands around it
//! is in `around.rs`.

use super::chart::lines;
use super::marks::{self, Mark};
use super::state::{Figure, Spot};
use crate::command::Context;
use crate::domain::figure;
use crate::domain::instrument::Instrument;
use crate::domain::published::Published;
use crate::domain::ratio::Ratio;
use crate::domain::score::Score;
use crate::domain::score_table::{ScoreRow, Source};
use crate::domain::sheet::{Sheet, Unit};
use crate::domain::standing::{Standing, StandingRow};
use crate::panes::standing::sign;
use crate::widgets::chart::{self, Piece};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// A line of the detail.
pub(super) type Words = Vec<Piece>;

/// Writes lines of a width.
pub(super) struct Pen<'a> {
    pub lines: Vec<Words>,
    pub width: u16,
    pub glyphs: &'a Glyphs,
}

impl Pen<'_> {
    pub fn say(&mut self, text: &str, meaning: Meaning) {
        self.say_most(text, meaning, usize::MAX);
    }

    /// A wrapped text in at most so many lines.
    pub fn say_most(&mut self, text: &str, meaning: Meaning, most: usize) {
        let lines = width::wrap(text, usize::from(self.width.max(8)));
        for (at, line) in lines.iter().enumerate().take(most) {
            let cut = at + 1 == most && at + 1 < lines.len();
            let words = line.of(text).trim_end();
            let room = usize::from(self.width).saturating_sub(2);
            let words = if cut { format!("{} {}", width::truncate(words, room, ""), self.glyphs.ellipsis) } else { words.to_owned() };
            self.lines.push(vec![(words, meaning)]);
        }
    }

    pub fn line(&mut self, pieces: Words) {
        self.lines.push(pieces);
    }

    pub fn gap(&mut self) {
        self.lines.push(Vec::new());
    }

    /// An empty line, where there is room for one.
    pub fn gap_if(&mut self, room: bool) {
        if room {
            self.gap();
        }
    }

    pub fn title(&mut self, text: &str) {
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
        published(&mut pen, found, of);
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
        let cells = usize::from(pen.width.saturating_sub(2).min(48));
        pen.line(chart::against_bar(bar, score.wilson(), goal, cells, meaning, pen.glyphs));
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
    if score.whys.iter().any(|n| *n > 0)
        && let Some(words) = lines::reasons_in_words(score, pen.glyphs)
    {
        pen.say(&format!("Why not: {words}"), Meaning::Text);
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

/// The published figure beside the counted one, then the editions that it replaced.
fn published(pen: &mut Pen, found: &Figure, of: &ScoreRow) {
    let Some(beside) = &of.published else { return };
    let n = match (found.editions.first().and_then(Published::counts), beside.applicable) {
        (Some((credit, n)), _) => format!("{} of {n}", figure::answers(credit)),
        (None, Some(n)) => format!("n {n}"),
        (None, None) => "n not known".to_owned(),
    };
    let edition = if beside.edition.is_empty() { String::new() } else { format!(", edition {}", beside.edition) };
    let stands = if of.source == Source::Published { ", stands here" } else { "" };
    let (mark, meaning) = match Mark::of_row(of) {
        Some(mark @ Mark::Differs) => (mark.sign(pen.glyphs), Meaning::Warn),
        Some(mark) => (mark.sign(pen.glyphs), Meaning::Text),
        None => ("p", Meaning::Text),
    };
    pen.say(&format!("{mark} Published: {} ({n}{edition}){stands}{}", rate(beside.score), difference(of)), meaning);
    for words in [&beside.source, &beside.note].into_iter().filter(|w| !w.is_empty()) {
        pen.say_most(words, Meaning::Muted, 2);
    }
    let counted = of.difference.zip(beside.score).map(|(difference, published)| published.fraction() + difference);
    for older in found.editions.iter().skip(1) {
        pen.say(&replaced(older, counted, &of.instrument), Meaning::Muted);
        if older.source != beside.source {
            pen.say_most(&older.source, Meaning::Muted, 2);
        }
    }
}

fn rate(score: Option<Ratio>) -> String {
    score.map_or_else(|| "no rate".to_owned(), |s| format!("{} %", s.percent(1)))
}

fn difference(of: &ScoreRow) -> String {
    let so_far = if of.source == Source::Published { "counted so far" } else { "counted" };
    match of.difference {
        Some(d) if marks::agrees(d) => format!("; {so_far} agrees"),
        Some(d) => format!("; {so_far} is {}", points(d)),
        None => String::new(),
    }
}

/// `8.2 points above`.
fn points(difference: f64) -> String {
    format!("{:.1} points {}", difference.abs() * 100.0, if difference > 0.0 { "above" } else { "below" })
}

/// An edition that a newer one has replaced.
fn replaced(older: &Published, counted: Option<f64>, instrument: &Instrument) -> String {
    let score = older.score(instrument);
    let edition = if older.edition.is_empty() { "without a name" } else { older.edition.as_str() };
    let n = score.applicable.map_or_else(|| "n not known".to_owned(), |n| format!("n {n}"));
    let difference = counted.zip(score.score).map(|(counted, published)| counted - published.fraction());
    let difference = match difference {
        Some(d) if marks::agrees(d) => "; counted agrees".to_owned(),
        Some(d) => format!("; counted is {}", points(d)),
        None => String::new(),
    };
    format!("Older edition {edition}: {} ({n}){difference}", rate(score.score))
}

/// The figure in three lines: what it is for, how it stands, and how far it is from its goal or why it has no
/// and partial answers.
pub(super) fn caption(sheet: &Sheet, spot: &Spot, glyphs: &Glyphs, width: u16, reasons: bool) -> Vec<Words> {
    let name = if spot.unit == Unit::Whole { "All questions" } else { spot.code.as_str() };
    let head = (format!("{name} {} FY{}  ", glyphs.dot, spot.year), Meaning::Title);
    let row = sheet.line(spot.unit, &spot.code).and_then(|line| sheet.cell(line, spot.year));
    let Some((row, score)) = row.and_then(|row| Some((row, row.score.as_ref()?))) else {
        return vec![vec![head, ("No figure for this year.".to_owned(), Meaning::Muted)]];
    };
    let (signed, meaning) = sign(row.standing, glyphs);
    let goal = figure::goal(score).map_or_else(String::new, |goal| format!(", {goal}"));
    let mut pen = Pen { lines: Vec::new(), width, glyphs };
    let words = sheet.line(spot.unit, &spot.code).map_or("", |line| sheet.lines[line].words.as_str());
    pen.say_most(words, Meaning::Text, 1);
    pen.line(vec![
        head,
        (format!("{signed} {}  ", row.standing.words()), meaning),
        (format!("{}{goal}", figure::rate(score)), Meaning::Text),
    ]);
    if let Some(words) = lines::reasons_in_words(score, glyphs).filter(|_| reasons) {
        pen.say_most(&format!("Why not: {words}"), Meaning::Muted, 1);
        return pen.lines;
    }
    let mut said: Vec<String> = figure::what_is_missing(score, &row.instrument).into_iter().collect();
    said.extend(Mark::of(row).map(|mark| format!("{} {}", mark.sign(glyphs), mark.words())));
    said.extend(score.wilson().map(|(low, high)| format!("95 % interval {:.1} to {:.1} %", low * 100.0, high * 100.0)));
    pen.say_most(&said.join(&format!(" {} ", glyphs.dot)), Meaning::Muted, 1);
    pen.lines
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
