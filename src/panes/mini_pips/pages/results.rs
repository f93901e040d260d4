//! Each element and its measure: before, every later result with its change, and against both targets.

use crate::command::{Command, Context, Effect, Place};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::record::Record;
use crate::domain::remeasure::series::{self, Later, Series};
use crate::domain::remeasure::target::{Reached, Target};
use crate::domain::remeasure::track::{Lasts, Track};
use crate::domain::remeasure::{Measure, WHOLE, make};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::columns::text;
use super::super::slot::{Editor, Slot};
use super::super::source;
use super::super::state::MiniPips;
use super::super::words::Piece;
use super::{About, Line, Sheet};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "This plan has no element yet. Once an element names its measure, every later result stands here beside its baseline and targets.",
    adds: "",
    fixed: "This is worked out from the answers and published results; Enter opens it in Scores.",
    offers: &[Command::Enter, Command::Edit, Command::GoToPage, Command::NextSection, Command::Undo],
};

const RESULT: usize = 1;
const CHANGE: usize = 2;
const SHORT: usize = 3;
const LONG: usize = 4;
const REASON: usize = 5;

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("When", 11, 14),
        text("Result", 19, 26),
        text("Change", 22, 36),
        text("Short-term target", 17, 24),
        text("Long-term target", 17, 24),
        text("Why it is not measured again", 22, 50),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, element) in cx.book.parts(plan, Kind::Element).into_iter().enumerate() {
        if make::is_blank(cx.book, element) {
            continue;
        }
        let all = series::all_series(cx.book, element.id, cx.today);
        let name = if title(element).is_empty() { "without a title" } else { title(element).lines().next().unwrap_or_default() };
        if all.is_empty() {
            let words = format!("Element {}: {name}", at + 1);
            let line = first(element, plan, true).under(words, "no measure").says(0, "no measure", Meaning::Warn);
            lines.push(line.says(RESULT, "Name its instrument and question", Meaning::Muted));
            continue;
        }
        for (n, series) in all.iter().enumerate() {
            let words = format!("Element {}: {name} ({})", at + 1, measured(&series.measure, cx));
            of_series(cx, plan, element, series, n == 0, words, &mut lines);
        }
    }
    lines
}

/// `FC.1, North`.
fn measured(measure: &Measure, cx: &Context) -> String {
    let code = if measure.code == WHOLE { "all questions" } else { measure.code.as_str() };
    format!("{code}, {}", measure.place(cx.book))
}

fn first(element: &Record, plan: Id, asks: bool) -> Line {
    let slot = Slot { record: element.id, kind: Kind::Element, parent: plan, field: Field::NoMeasure, editor: Editor::Text };
    let mut slots = vec![None; REASON];
    slots.push(asks.then_some(slot));
    Line { slots: Some(slots), ..Line::of(element, plan, 0) }
}

fn of_series(cx: &Context, plan: Id, element: &Record, series: &Series, asks: bool, words: String, lines: &mut Vec<Line>) {
    let right = match series.lasts {
        Lasts::TooEarly => series.track.words().to_owned(),
        ref lasts => format!("{}; {}", series.track.words(), lasts.words()),
    };
    let line = first(element, plan, asks).under(words, right);
    let line = match &series.before {
        Some(before) => {
            let when = before.year.map_or("Before".to_owned(), |year| format!("Before\nFY{year}"));
            line.says(0, when, Meaning::Muted).says(RESULT, figure::rate(&before.score), Meaning::Text).says(
                CHANGE,
                "baseline",
                Meaning::Muted,
            )
        }
        None => line.says(0, "Before", Meaning::Muted).says(RESULT, "no baseline", Meaning::Warn),
    };
    lines.push(line.says(SHORT, aim(&series.short, cx), Meaning::Text).says(LONG, aim(&series.long, cx), Meaning::Text));
    for later in &series.later {
        lines.push(of_result(plan, element, series, later));
    }
    if series.later.is_empty() {
        let line = Line { slots: Some(Vec::new()), ..Line::of(element, plan, 0) }.says(0, "After", Meaning::Muted);
        lines.push(line.says(RESULT, "no result yet", Meaning::Muted));
    }
}

/// `55.1 % by 6/30/26`.
fn aim(target: &Target, cx: &Context) -> String {
    let by = target.by.map_or_else(String::new, |day| format!("\nby {}", source::short(day, cx.day_first)));
    let note = match target.state {
        Reached::NoTarget => "no target".to_owned(),
        Reached::NotAFigure => format!("{}\nnot a figure", target.text),
        Reached::NoResult => format!("{}\nwas due, no result", target.text),
        _ => return format!("{}{by}", target.text),
    };
    format!("{note}{by}")
}

fn of_result(plan: Id, element: &Record, series: &Series, later: &Later) -> Line {
    let figure = &later.figure;
    let open = if figure.provisional { "\nround open" } else { "" };
    let published = if figure.published { "\npublished" } else { "" };
    let line = Line { slots: Some(Vec::new()), ..Line::of(element, plan, 0) }
        .says(0, format!("FY{}{open}", figure.year), Meaning::Text)
        .says(RESULT, format!("{}{published}", figure::rate(&figure.score)), Meaning::Text);
    let line = match &later.moved {
        Some(moved) => {
            let meaning = match moved.by {
                by if by > 0.0 => Meaning::Good,
                by if by < 0.0 => Meaning::Warn,
                _ => Meaning::Text,
            };
            line.says(CHANGE, format!("{}\n{}", moved.points(), moved.in_lines()), meaning)
        }
        None => line,
    };
    [(SHORT, &series.short), (LONG, &series.long)].into_iter().fold(line, |line, (column, target)| {
        let (Some(aim), Some(score)) = (target.aim, figure.score.score) else { return line };
        if figure.provisional {
            let words = if aim.is_reached(score) { "reached so far" } else { "not so far" };
            return line.says(column, words, Meaning::Muted);
        }
        match (aim.is_reached(score), target.year.is_some_and(|year| figure.year >= year)) {
            (true, _) => line.says(column, "reached", Meaning::Good),
            (false, true) => line.says(column, "not reached", Meaning::Warn),
            (false, false) => line.says(column, "not yet", Meaning::Muted),
        }
    })
}

/// What it does with a command: Enter on what is worked out opens it in Scores.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let grid = pane.grid(sheet.page);
    if command != Command::Enter || sheet.slot(grid.row, grid.column).is_some() {
        return None;
    }
    let element = sheet.lines.get(at).map(|line| line.record).filter(|id| *id != Id::NIL)?;
    let Some(series) = series::series(cx.book, element, cx.today) else {
        pane.open_over(super::Page::Element(element), 1);
        return Some(Vec::new());
    };
    let year = series.latest().map(|later| later.figure.year).or(series.before.as_ref().and_then(|before| before.year));
    Some(to_scores(&series.measure, year, cx))
}

/// The way to a measure in Scores: its instrument, region and year are chosen there.
#[must_use]
pub fn to_scores(measure: &Measure, year: Option<i32>, cx: &Context) -> Vec<Effect> {
    let chosen = cx.chosen;
    let mut effects = Vec::new();
    if chosen.instrument != measure.instrument {
        effects.push(Effect::ChooseInstrument(measure.instrument.clone()));
    }
    if chosen.region != measure.region {
        effects.push(Effect::ChooseRegion(measure.region));
    }
    effects.extend(year.filter(|year| *year != chosen.year).map(Effect::ChooseYear));
    effects.push(Effect::Go(Place::Scores { question: Some(measure.code.clone()) }));
    effects
}

fn of_track(track: Track) -> Meaning {
    match track {
        Track::On => Meaning::Good,
        Track::Off => Meaning::Error,
        Track::TooEarly => Meaning::Muted,
    }
}

/// Why an element is on track or not, and what is known of its change.
#[must_use]
pub fn detail(cx: &Context, element: &Record) -> Vec<Vec<Piece>> {
    let Some(series) = series::series(cx.book, element.id, cx.today) else {
        let words = "This element names no measure: Enter opens its form, where instrument and question stand.";
        return vec![vec![(words.to_owned(), Meaning::Muted)]];
    };
    let why = if series.why.is_empty() { "nothing was due yet, and there is no later result".to_owned() } else { series.why.join("; ") };
    let mut lines = vec![vec![(format!("{}: ", series.track.words()), of_track(series.track)), (why, Meaning::Text)]];
    let mut second = vec![("the gain: ".to_owned(), Meaning::Muted), (series.lasts.words(), Meaning::Text)];
    second.push((format!("   measured by {}", series.measure.words(cx.book)), Meaning::Muted));
    lines.push(second);
    if let Some(moved) = series.latest().and_then(|later| later.moved) {
        lines.push(vec![(format!("{}, {}", moved.points(), moved.sureness()), Meaning::Text)]);
    }
    lines
}

/// The latest result of an element against its short-term target, in one line; none without a measure.
#[must_use]
pub fn in_a_line(cx: &Context, element: &Record) -> Option<Vec<Piece>> {
    let series = series::series(cx.book, element.id, cx.today)?;
    let label = |words: &str| (format!("{words} "), Meaning::Muted);
    let Some(latest) = series.latest() else {
        let before = series.before.as_ref()?;
        let words = format!("{}, no later result yet", series::shown(&before.score, before.year));
        return Some(vec![label("before"), (words, Meaning::Text)]);
    };
    let open = if latest.figure.provisional { ", round open" } else { "" };
    let mut pieces =
        vec![label("latest"), (format!("{}{open}", series::shown(&latest.figure.score, Some(latest.figure.year))), Meaning::Text)];
    if let Some(moved) = &latest.moved {
        pieces.push((format!(", {}", moved.points()), if moved.by > 0.0 { Meaning::Good } else { Meaning::Warn }));
    }
    let target = &series.short;
    if let (Some(aim), Some(score)) = (target.aim, latest.figure.score.score) {
        let by = target.by.map_or_else(String::new, |day| format!(" by {}", dates::show(day, cx.day_first)));
        let (words, meaning) = if aim.is_reached(score) { ("reached", Meaning::Good) } else { ("not reached", Meaning::Warn) };
        pieces.push((format!(", short-term target {}{by}: ", target.text), Meaning::Text));
        pieces.push((words.to_owned(), meaning));
    }
    pieces.push((format!("   {}", series.track.words()), of_track(series.track)));
    Some(pieces)
}
