//! Draws Home's milestones.

use ratatui::buffer::Buffer;

use super::{BESIDE, Form, Milestones, evidence, first_in_view};
use crate::command::Context;
use crate::domain::milestone::{MilestoneState, Status};
use crate::panes::home::view::Paper;
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width::Align::{Left, Right};
use crate::widgets::width::cells;

const BAR: u16 = 5;
/// Cells of `12 of 15`.
const STEPS: u16 = 8;
/// Cells that a name keeps before the bar gives way.
const NAME: u16 = 28;

pub(super) fn draw(pane: &Milestones, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let states = pane.states(cx);
    let mut paper = Paper { area: cx.area, theme, buf };
    if states.is_empty() {
        let words = "No plan of milestones in this file yet. Milestones, their steps and what speaks for an exit belong here. \
                     Import a plan (Ctrl-P, then 'Import a file'), or make a new file with one.";
        paper.paragraph(2, cx.area.y + 1, cx.area.height.saturating_sub(1), words, Meaning::Muted);
        return;
    }
    let form = Form::of(cx.area, states.len());
    let beside = form.lines == 1 && cx.area.width >= BESIDE;
    // The status takes what its longest word needs, so that the names keep the room.
    let room_of_status = states.iter().map(|s| cells(s.status.words())).max().unwrap_or(0) as u16 + 3;
    // In one narrow line the evidence in a few words stands where the steps are; the bar is left out before the names are cut.
    let short = (form.lines == 1 && !beside)
        .then(|| states.iter().map(|s| cells(&s.short) + 2 * usize::from(s.differs)).max().unwrap_or(0).clamp(8, 20) as u16);
    let left = |progress: u16| cx.area.width.saturating_sub(3 + room_of_status + 1 + progress);
    let (with_bar, progress) = match short {
        Some(short) => (left(BAR + 1 + short) >= NAME, short),
        None => (true, STEPS),
    };
    let rest = left(u16::from(with_bar) * (BAR + 1) + progress);
    let name = if beside { longest(&states).min(rest / 2) + 1 } else { rest };
    let bar = 3 + room_of_status + name;
    let mut y = cx.area.y;
    if form.header {
        paper.text(0, y, 3, " # ", Left, Meaning::Header);
        paper.text(3, y, room_of_status, "Status", Left, Meaning::Header);
        paper.text(3 + room_of_status, y, name, "Milestone", Left, Meaning::Header);
        paper.text(bar + 1, y, u16::MAX, if short.is_some() { "Evidence" } else { "Steps done" }, Left, Meaning::Header);
        if beside {
            paper.text(bar + BAR + STEPS + 3, y, u16::MAX, "What speaks for it", Left, Meaning::Header);
        }
        y += 1;
    }
    let first = first_in_view(pane.at, states.len(), form.rows);
    for (row, state) in states.iter().enumerate().skip(first).take(form.rows) {
        let (sign, meaning) = status_sign(state.status, &theme.glyphs);
        paper.text(0, y, 2, &state.number.to_string(), Right, Meaning::Muted);
        paper.text(3, y, room_of_status, &format!("{sign} {}", state.status.words()), Left, meaning);
        paper.text(3 + room_of_status, y, name, fitting(&state.name, name), Left, Meaning::Text);
        if short.is_some() {
            in_short(&mut paper, bar + 1, y, state, with_bar);
        } else {
            steps(&mut paper, bar + 1, y, state);
        }
        if beside {
            said(&mut paper, bar + BAR + STEPS + 3, y, state);
        } else if form.lines == 2 {
            said(&mut paper, 3 + room_of_status, y + 1, state);
        }
        if row == pane.at {
            paper.cursor(y, form.lines, cx.focused);
        }
        y += form.lines;
    }
    if let Some(state) = states.get(pane.at).filter(|_| form.foot > 0) {
        let foot = cx.area.y + cx.area.height - form.foot;
        let meaning = if state.differs { Meaning::Warn } else { Meaning::Muted };
        let sign = if state.differs { theme.glyphs.warning } else { theme.glyphs.pointer };
        paper.paragraph(1, foot, form.foot, &format!("{sign} {}: {}", state.number, evidence(state)), meaning);
    }
}

/// The whole name, or what stands before its colon where there is no room for more.
fn fitting(name: &str, room: u16) -> &str {
    if cells(name) <= usize::from(room) { name } else { name.split(':').next().unwrap_or(name) }
}

fn longest(states: &[MilestoneState]) -> u16 {
    states.iter().map(|s| cells(&s.name)).max().unwrap_or(0) as u16
}

fn steps(paper: &mut Paper, x: u16, y: u16, state: &MilestoneState) {
    if state.steps == 0 {
        // Without steps, what the data say stands for itself.
        paper.text(x, y, BAR + 1 + STEPS, paper.theme.glyphs.nothing, Left, Meaning::Muted);
        return;
    }
    bar(paper, x, y, state);
    paper.text(x + BAR + 1, y, STEPS, &format!("{} of {}", state.steps_done, state.steps), Left, Meaning::Text);
}

fn bar(paper: &mut Paper, x: u16, y: u16, state: &MilestoneState) {
    if state.steps > 0 {
        let share = state.steps_done as f64 / state.steps as f64;
        let filled = if state.steps_done == state.steps { Meaning::Good } else { Meaning::Bar };
        paper.pieces(x, y, &chart::bar(Some(share), None, BAR, filled, &paper.theme.glyphs));
    }
}

/// The evidence in a few words, after the bar of the steps where there is room for one.
fn in_short(paper: &mut Paper, x: u16, y: u16, state: &MilestoneState, with_bar: bool) {
    let mut x = x;
    if with_bar {
        bar(paper, x, y, state);
        x += BAR + 1;
    }
    let (words, meaning) = match state.status {
        _ if state.differs => (format!("{} {}", paper.theme.glyphs.warning, state.short), Meaning::Warn),
        Status::Exited => (state.short.clone(), Meaning::Muted),
        _ => (state.short.clone(), Meaning::Text),
    };
    paper.text(x, y, u16::MAX, &words, Left, meaning);
}

fn said(paper: &mut Paper, x: u16, y: u16, state: &MilestoneState) {
    if state.differs {
        let words = format!("{} {}", paper.theme.glyphs.warning, evidence(state));
        paper.text(x, y, u16::MAX, &words, Left, Meaning::Warn);
    } else {
        paper.text(x, y, u16::MAX, &evidence(state), Left, Meaning::Muted);
    }
}

const fn status_sign(status: Status, glyphs: &Glyphs) -> (&'static str, Meaning) {
    match status {
        Status::Open => (glyphs.not_started, Meaning::Text),
        Status::ExitProposed => (glyphs.in_progress, Meaning::MetOnce),
        Status::Exited => (glyphs.done, Meaning::Good),
    }
}
