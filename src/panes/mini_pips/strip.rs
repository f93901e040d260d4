//! The stages of a plan in one line over its pages: which are passed, what the next gate needs, who is waited for.
//! What a gate needs is decided in `domain/gate.rs`.

use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::gate::{self, Need};
use crate::domain::id::Id;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

use super::words::Piece;

/// Least cells for what the next gate needs; with less, who is waited for gives way.
const LEAST: usize = 20;

/// The stages of the plan in one line: where it is, what the next gate needs, who is waited for.
#[must_use]
pub fn strip(cx: &Context, plan: Option<Id>, room: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let Some(plan) = plan.and_then(|id| cx.book.get(id)) else { return Vec::new() };
    let mut pieces = signs(cx, plan, glyphs);
    let at = gate::reached(cx.book, plan.id);
    let words = gate::words(at);
    pieces.push((format!(" {words}"), Meaning::Title));
    if at >= Some(Stage::Released) && !gate::is_locked(plan) {
        pieces.push((" (text open again)".to_owned(), Meaning::Warn));
    }
    let Some(to) = gate::next(cx.book, plan.id) else {
        pieces.push((format!(" {} the process is complete", glyphs.dot), Meaning::Good));
        return pieces;
    };
    let open: Vec<Need> = gate::needs(cx.book, plan.id, to, cx.today).into_iter().filter(Need::is_open).collect();
    let used: usize = pieces.iter().map(|(text, _)| width::cells(text)).sum();
    pieces.extend(gate_words(to, &open, room.saturating_sub(used + 2), glyphs));
    pieces
}

/// A sign for each stage: passed, passed without all it needs, next, still to come.
fn signs(cx: &Context, plan: &Record, glyphs: &Glyphs) -> Vec<Piece> {
    let (at, to) = (gate::reached(cx.book, plan.id), gate::next(cx.book, plan.id));
    let mut pieces: Vec<Piece> = Vec::new();
    for stage in Stage::ALL {
        let (sign, meaning) = sign(cx, plan.id, stage, at, to, glyphs);
        match pieces.last_mut().filter(|(_, last)| *last == meaning) {
            Some((text, _)) => text.push_str(sign),
            None => pieces.push((sign.to_owned(), meaning)),
        }
    }
    pieces
}

/// The sign of a stage, and what it means.
pub(super) fn sign(cx: &Context, plan: Id, stage: Stage, at: Option<Stage>, to: Option<Stage>, glyphs: &Glyphs) -> (&'static str, Meaning) {
    let without = || gate::passed(cx.book, plan, stage).is_some_and(|passage| !passage.text(Field::Reason).is_empty());
    if at >= Some(stage) {
        if without() { (glyphs.warning, Meaning::Warn) } else { (glyphs.done, Meaning::Good) }
    } else if to == Some(stage) {
        (glyphs.in_progress, Meaning::Accent)
    } else {
        (glyphs.not_started, Meaning::Muted)
    }
}

/// What the next gate needs, the first of it in words, and who is waited for.
fn gate_words(to: Stage, open: &[Need], room: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let Some(first) = open.first() else {
        let words = format!(" {} '{}' has all it needs: Ctrl-U passes the gate", glyphs.dot, to.words());
        return vec![(words, Meaning::Good)];
    };
    let long = format!(" {} '{}' needs {}: ", glyphs.dot, to.words(), open.len());
    let short = format!(" {} needs {}: ", glyphs.dot, open.len());
    let who = format!(" {} {}", glyphs.pointer, first.waits_for);
    // On a narrow screen the name of the next stage gives way first, then who is waited for.
    let ways = [(&long, &who[..]), (&short, &who[..]), (&short, "")];
    let left = |(head, who): &(&String, &str)| room.saturating_sub(width::cells(head) + width::cells(who));
    let (head, who) = ways.into_iter().find(|way| left(way) >= LEAST).unwrap_or((&short, ""));
    let (left, head, who) = (left(&(head, who)), head.clone(), who.to_owned());
    let what = width::truncate(&first.words, left.max(1), glyphs.ellipsis).into_owned();
    vec![(head, Meaning::Accent), (what, Meaning::Text), (who, Meaning::Muted)]
}
