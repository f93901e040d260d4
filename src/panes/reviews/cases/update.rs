//! Commands to effects: down, up, along the list, and what is copied.

use super::Cases;
use super::parts::column_words;
use super::step::{Step, What};
use super::view::{Places, capital};
use crate::command::{Command, Context, Effect, Input, Place};
use crate::domain::behind::{Behind, By, Part};
use crate::domain::change::Slot;
use crate::domain::score_table::Source as Stands;
use crate::domain::{dates, figure, tsv};
use crate::panes::element;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridState, Hit, Source};

pub(super) fn update(cases: &mut Cases, input: &Input, cx: &Context) -> Option<Vec<Effect>> {
    match input {
        Input::Command(Command::Cancel) => {
            if cases.path.len() == 1 {
                return None;
            }
            cases.path.pop();
            return Some(cases.look(cx));
        }
        Input::Command(Command::Enter) => return Some(down(cases, cx)),
        Input::Command(Command::OpenCases) => return Some(all_cases(cases, cx)),
        Input::Command(Command::Filter) => return Some(filter(cases, cx)),
        Input::Command(Command::NextSection | Command::PreviousSection) => return Some(other_split(cases, cx)),
        Input::Command(Command::Sort) => {
            let column = cases.top().grid.column;
            return Some(sort(cases, column, cx));
        }
        Input::Command(Command::ShowAgreement) => {
            let behind = Behind { question: None, area: None, ..cases.top().behind.clone() };
            return Some(vec![Effect::Go(Place::Agreement(Box::new(behind)))]);
        }
        Input::Command(Command::OpenElement) => return Some(vec![open_element(cases, cx)]),
        Input::Command(Command::CopySentence) => return Some(vec![sentence(cases.top(), cx)]),
        Input::Command(Command::Copy) => return Some(copy(cases.top_mut(), cx)),
        _ => {}
    }
    let area = Places::of(cx.area).grid;
    let clicked = cases.top_mut().with_rows(cx, &Glyphs::UNICODE, |grid, rows| match *input {
        Input::Command(command) => {
            grid.command(command, rows, area);
            None
        }
        Input::Click { x, y, double, extend } => Some((grid.click(x, y, extend, rows, area), double)),
        Input::Drag { x, y } => {
            grid.drag(x, y, rows, area);
            None
        }
        Input::Wheel(down) => {
            grid.wheel(down, rows, area);
            None
        }
        Input::Typed(_) | Input::Pasted(_) => None,
    });
    match clicked {
        Some((Hit::Cell { .. }, true)) => Some(down(cases, cx)),
        Some((Hit::Header(column), _)) => Some(sort(cases, column, cx)),
        _ => Some(cases.page(cx, false).into_iter().collect()),
    }
}

/// One level down: into the part under the cursor, or into the case.
fn down(cases: &mut Cases, cx: &Context) -> Vec<Effect> {
    let step = cases.top();
    if let What::Cases(list) = &step.what {
        let Some(line) = list.line(step.grid.row) else { return Vec::new() };
        let question = |code: &str| cx.book.instrument(line.instrument)?.question(code).and_then(|at| u16::try_from(at).ok());
        let slot = step.behind.question.as_deref().and_then(question).map(|at| Slot::of(at, 0));
        return vec![Effect::Go(Place::Case { review: line.id, slot })];
    }
    let Some((by, part)) = step.part(cx) else { return Vec::new() };
    if part.reviews == 0 {
        let name = Behind::name(cx.book, by, part.id);
        return vec![Effect::Refuse(format!("{name} has only a published figure: there are no cases of it in this file"))];
    }
    let behind = step.behind.of(by, part.id);
    cases.path.push(Step::into(behind));
    cases.look(cx)
}

/// To the element of the region or office under the cursor, for what the figure is about.
fn open_element(cases: &Cases, cx: &Context) -> Effect {
    let step = cases.top();
    match step.part(cx) {
        Some((by @ (By::Region | By::Office), part)) => element::open_behind(cx, &step.behind.of(by, part.id)),
        _ => element::open_behind(cx, &step.behind),
    }
}

/// Past all levels to the cases behind the figure above.
fn all_cases(cases: &mut Cases, cx: &Context) -> Vec<Effect> {
    if matches!(cases.top().what, What::Cases(_)) {
        return vec![Effect::Say("These are all the cases; Enter opens one".to_owned())];
    }
    let behind = cases.top().behind.clone();
    cases.path.push(Step::cases(behind));
    cases.look(cx)
}

fn filter(cases: &mut Cases, cx: &Context) -> Vec<Effect> {
    let step = cases.top_mut();
    let What::Cases(list) = &mut step.what else {
        return vec![Effect::Refuse("Cases can be filtered: go down to them first".to_owned())];
    };
    if !list.questioned {
        return vec![Effect::Refuse("Cases can be filtered by their answer to one question: open a question's score".to_owned())];
    }
    list.shows = list.shows.next();
    (step.grid.row, step.grid.top, step.grid.anchor) = (0, 0, None);
    let mut effects: Vec<Effect> = cases.page(cx, true).into_iter().collect();
    cases.top_mut().settle(cx);
    if let What::Cases(list) = &cases.top().what {
        effects.push(Effect::Say(capital(list.shows.words())));
    }
    effects
}

fn other_split(cases: &mut Cases, cx: &Context) -> Vec<Effect> {
    let Some(other) = cases.top().other_split() else { return Vec::new() };
    let step = cases.top_mut();
    step.what = What::Parts { by: other, parts: Vec::new() };
    step.grid = GridState::new(1, 0);
    cases.work_out(cx);
    vec![Effect::Say(format!("By {}", other.words().to_lowercase()))]
}

fn sort(cases: &mut Cases, column: usize, cx: &Context) -> Vec<Effect> {
    let step = cases.top_mut();
    if matches!(step.what, What::Cases(_)) {
        return vec![Effect::Refuse("Cases stand by office and then as they came; the filter key shows those of one sort".to_owned())];
    }
    step.grid.cycle_sort(column);
    step.settle(cx);
    vec![Effect::Say(match step.grid.sort {
        None => "In the order of the places".to_owned(),
        Some((column, true)) => format!("Sorted by {}, highest first", column_words(column)),
        Some((column, false)) => format!("Sorted by {}, lowest first", column_words(column)),
    })]
}

/// The figure under the cursor, or the one above the list, as a sentence.
fn sentence(step: &Step, cx: &Context) -> Effect {
    let (trail, part) = match step.part(cx) {
        Some((by, part)) => (step.behind.of(by, part.id).trail(cx.book), Some(part)),
        None => (step.behind.trail(cx.book), step.whole.as_ref()),
    };
    let Some(part) = part else { return Effect::Refuse("There is no figure here".to_owned()) };
    let score = &part.row.score;
    let mut parts = vec![figure::rate(score)];
    parts.extend(figure::goal(score));
    parts.extend(figure::distance(score));
    if part.row.provisional {
        parts.push("provisional".to_owned());
    }
    if part.row.source == Stands::Published {
        parts.push("published figure".to_owned());
    }
    let text = format!("{}: {} (as of {}).", trail.join(", "), parts.join(", "), dates::show(cx.today, cx.day_first));
    Effect::Copy { text, what: "the sentence".to_owned() }
}

fn copy(step: &mut Step, cx: &Context) -> Vec<Effect> {
    let cells = step.with_rows(cx, &Glyphs::UNICODE, |grid, rows: &dyn Source| {
        let range = grid.range();
        let columns = grid.selected_columns(rows.columns().len());
        let text = |row, column| rows.cell(row, column).text.trim().to_owned();
        if rows.rows() == 0 {
            return Vec::new();
        }
        (range.top..=range.bottom).map(|row| columns.iter().map(|column| text(row, *column)).collect::<Vec<String>>()).collect()
    });
    match cells.iter().map(Vec::len).sum::<usize>() {
        0 => Vec::new(),
        1 => {
            let text = cells.concat().concat();
            vec![Effect::Copy { what: format!("'{text}'"), text }]
        }
        count => vec![Effect::Copy { text: tsv::to_tsv(&cells), what: format!("{count} cells") }],
    }
}

/// Whether a part is known only as published.
pub(super) fn is_published(part: &Part) -> bool {
    part.row.source == Stands::Published
}
