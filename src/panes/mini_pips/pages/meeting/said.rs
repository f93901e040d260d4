//! What stands over and under a meeting's pages: its name, date and counts; the concerns with their figures; who somebody is.

use crate::command::Context;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::{self as rule, State, readings};
use crate::domain::mini_pip::title;
use crate::domain::ratio::Ratio;
use crate::domain::record::Record;
use crate::domain::standing::StandingRow;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

use super::super::super::words::Piece;
use super::super::meetings::{attendance, state_words};
use super::super::{Goes, Line, Sheet, count};
use super::Part;

/// How many places a question names before it only counts them.
const NAMED: usize = 3;
/// Cells of a bar.
const BAR: usize = 20;

/// The line over a meeting: what it is, when, where it stands.
#[must_use]
pub fn head(cx: &Context, meeting: Id, glyphs: &Glyphs) -> Vec<Piece> {
    let Some(record) = cx.book.get(meeting) else { return Vec::new() };
    let dot = (format!(" {} ", glyphs.dot), Meaning::Muted);
    let mut pieces = vec![(rule::name(record).to_owned(), Meaning::Title)];
    let mut add = |words: String, meaning| {
        if !words.is_empty() {
            pieces.extend([dot.clone(), (words, meaning)]);
        }
    };
    let (words, meaning) = state_words(State::of(cx.book, record, cx.today));
    add(glyphs.own(&words).into_owned(), meaning);
    let when = record.date(Field::Day).map_or_else(String::new, dates::show_long);
    add([when.as_str(), record.text(Field::Time)].join(" ").trim().to_owned(), Meaning::Text);
    add(attendance(cx, meeting), Meaning::Text);
    let (ideas, taken_up) = rule::ideas(cx.book, meeting);
    if ideas > 0 {
        add(format!("{}, {taken_up} taken up", count(ideas, "idea", "ideas")), Meaning::Text);
    }
    if let Some(plan) = record.parent() {
        add(format!("of {}", cx.book.name(plan)), Meaning::Muted);
    }
    pieces
}

/// The lines under a part.
#[must_use]
pub fn detail(cx: &Context, sheet: &Sheet, part: Part, at: usize, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let Some(line) = sheet.lines.get(at) else { return Vec::new() };
    match part {
        Part::Facts => Vec::new(),
        Part::Agenda => concerns(cx, sheet.plan),
        Part::Attendance => of_person(cx, line),
        Part::Groups => {
            vec![vec![muted("Presenter and members are people of the plan; a new name becomes one. Several are kept apart by ;")]]
        }
        Part::Ideas => match concern_of(cx, line) {
            Some(concern) => chart(cx, concern, glyphs),
            None => vec![vec![muted("Ctrl-K makes an action step of a solution, and a partner of an offer of help.")]],
        },
    }
}

/// The lines under the list of meetings: when and where, what is kept in mind, what was decided.
#[must_use]
pub fn of_meeting(cx: &Context, meeting: &Record) -> Vec<Vec<Piece>> {
    let mut first = vec![(rule::name(meeting).to_owned(), Meaning::Title)];
    let when = meeting.date(Field::Day).map_or_else(|| "no date yet".to_owned(), dates::show_long);
    let facts = [when.as_str(), meeting.text(Field::Time), meeting.text(Field::Site)];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    first.push((format!("   {}", facts.join(", ").replace('\n', " ")), Meaning::Text));
    first.push(muted("   Enter opens it"));
    let mut lines = vec![first];
    for (label, field) in [("Decisions", Field::Decisions), ("Note", Field::Note)] {
        let text = meeting.text(field);
        if !text.is_empty() {
            lines.push(vec![muted(&format!("{label} ")), (text.replace('\n', " "), Meaning::Text)]);
        }
    }
    let points = cx.book.parts(meeting.id, Kind::AgendaItem);
    if lines.len() < 3 && !points.is_empty() {
        let texts: Vec<&str> = points.iter().map(|point| point.text(Field::Text)).collect();
        lines.push(vec![muted("Agenda "), (texts.join("; ").replace('\n', " "), Meaning::Text)]);
    }
    lines
}

fn muted(words: &str) -> Piece {
    (words.to_owned(), Meaning::Muted)
}

/// The concerns that the meeting speaks of, each with its newest figure.
fn concerns(cx: &Context, plan: Option<Id>) -> Vec<Vec<Piece>> {
    let concerns = plan.map(|plan| cx.book.parts(plan, Kind::Concern)).unwrap_or_default();
    if concerns.is_empty() {
        return vec![vec![("No area of concern yet; they are agreed before the first community meeting.".to_owned(), Meaning::Warn)]];
    }
    concerns
        .into_iter()
        .map(|concern| vec![(name(concern), Meaning::Title), (format!("   {}", newest(cx, concern)), Meaning::Text)])
        .collect()
}

fn name(concern: &Record) -> String {
    Some(title(concern)).filter(|t| !t.is_empty()).unwrap_or("A concern without a title").lines().next().unwrap_or_default().to_owned()
}

/// The newest figure of a concern's measure: `FC.1, Canyon, FY2026: 78.2 % (61 of 78), goal 85 %`.
fn newest(cx: &Context, concern: &Record) -> String {
    let found = readings(cx.book, concern);
    match found.years.last().and_then(|row| Some((row, row.score.as_ref()?))) {
        Some((row, score)) => {
            let goal = figure::goal(score).map_or_else(String::new, |goal| format!(", {goal}"));
            format!("{}, {}, FY{}: {}{goal}", concern.text(Field::Question), found.place, row.year, figure::rate(score))
        }
        None if concern.text(Field::Question).is_empty() => {
            Some(concern.text(Field::Source)).filter(|source| !source.is_empty()).unwrap_or("no measure named yet").replace('\n', " ")
        }
        None => format!("{}: no figure in this file", concern.text(Field::Question)),
    }
}

/// A concern's last years as bars, each with its n.
fn chart(cx: &Context, concern: &Record, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let found = readings(cx.book, concern);
    if found.years.is_empty() {
        return vec![vec![(name(concern), Meaning::Title), (format!("   {}", newest(cx, concern)), Meaning::Muted)]];
    }
    let head = format!("{} {}", concern.text(Field::Question), found.place);
    // The newest stands first, because a small screen shows only the first lines.
    found.years.iter().rev().enumerate().map(|(at, row)| bar(row, if at == 0 { &head } else { "" }, head.chars().count(), glyphs)).collect()
}

fn bar(row: &StandingRow, head: &str, wide: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let Some(score) = &row.score else { return Vec::new() };
    let part = |ratio: Option<Ratio>| ratio.map_or(0, |ratio| (ratio.fraction().clamp(0.0, 1.0) * BAR as f64).round() as usize);
    let (full, goal) = (part(score.score), part(score.goal));
    let cell = |at: usize| match at {
        at if score.goal.is_some() && at + 1 == goal.max(1) => glyphs.goal,
        at if at < full => glyphs.bar,
        _ => glyphs.bar_empty,
    };
    let missed = score.met == Some(false);
    let goal = figure::goal(score).map_or_else(String::new, |goal| format!(", {goal}"));
    let open = if row.provisional { ", provisional" } else { "" };
    vec![
        (format!("{head:wide$}  FY{} ", row.year), Meaning::Muted),
        ((0..BAR).map(cell).collect(), if missed { Meaning::Warn } else { Meaning::Good }),
        (format!(" {}{goal}, {}{open}", figure::rate(score), row.standing.words()), Meaning::Text),
    ]
}

fn concern_of<'a>(cx: &Context<'a>, line: &Line) -> Option<&'a Record> {
    let named = cx.book.get(line.record).and_then(|idea| idea.record(Field::Concern));
    let under = match line.goes {
        Some(Goes::Record(concern, _)) if line.record == Id::NIL => Some(concern),
        _ => None,
    };
    named.or(under).and_then(|id| cx.book.get(id)).filter(|concern| concern.kind == Kind::Concern && !concern.gone)
}

/// Where somebody is named, to be asked before they are deleted; none if nowhere.
#[must_use]
pub fn parting(cx: &Context, person: &Record) -> Option<String> {
    let named = rule::named_in(cx.book, person.id);
    let more = named.len().saturating_sub(NAMED);
    let shown = named.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    let more = if more > 0 { format!(" and {}", count(more, "other place", "other places")) } else { String::new() };
    let name = person.text(Field::Name);
    (!named.is_empty()).then(|| format!("'{name}' is named in {shown}{more}. Delete '{name}' all the same? Ctrl-Z brings them back."))
}

fn of_person(cx: &Context, line: &Line) -> Vec<Vec<Piece>> {
    let person = cx.book.get(line.record).and_then(|line| line.record(Field::Person)).and_then(|id| cx.book.get(id));
    let Some(person) = person else {
        return vec![vec![muted(
            "A name the plan knows is completed; a new one becomes a person of the plan. A list from a sheet can be pasted here.",
        )]];
    };
    let named: Vec<String> = rule::named_in(cx.book, person.id);
    let mut first = vec![(person.text(Field::Name).to_owned(), Meaning::Title)];
    let consent = match person.text(Field::Consent) {
        "yes" => "may be contacted again",
        "no" => "does not wish to be contacted",
        _ => "not asked yet whether they may be contacted",
    };
    first.push((format!("   {consent}"), Meaning::Text));
    first.push(muted("   Space marks who came"));
    vec![first, vec![muted("named in "), (named.join("; "), Meaning::Text)]]
}
