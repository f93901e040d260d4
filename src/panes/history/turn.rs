//! Taking a chosen change back, or bringing it back: what is asked before, and why it is refused.

use super::History;
use super::log::when;
use crate::command::{Context, Effect};
use crate::domain::history::Turning;
use crate::domain::query::{HistoryLine, Query};
use crate::domain::review_moves::person;
use crate::domain::text::counted;

/// As many of the changes that go with one are named.
const NAMED: usize = 4;

impl History {
    /// Asks what it would mean.
    pub(super) fn ask_turn(&self, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        match self.lines.get(self.grid.row) {
            Some(line) => vec![Effect::Read(Query::Turning { change: line.change })],
            None => Vec::new(),
        }
    }
}

/// The question, or the reason why not.
pub(super) fn question(turning: &Turning, cx: &Context) -> Effect {
    let said = |line: &HistoryLine| format!("'{}' ({}, {})", line.words, person(&line.who), when(line, cx.day_first));
    if let Some(why) = &turning.refused {
        // A reason that names the change itself stands alone.
        return Effect::Refuse(if why.contains(&turning.line.words) {
            why.clone()
        } else {
            let verb = if turning.back { "brought back" } else { "taken back" };
            format!("'{}' cannot be {verb}: {why}", turning.line.words)
        });
    }
    let own = said(&turning.line);
    let named: Vec<String> = turning.with.iter().take(NAMED).map(said).collect();
    let more = turning.with.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let all = turning.with.len() + 1;
    let others = counted(turning.with.len() as u64, "change", "changes");
    let question = match (turning.back, turning.with.is_empty()) {
        (false, true) => format!("Take back {own}? That is a change of its own in the history; Ctrl-Y brings it back."),
        (false, false) => format!(
            "{} on {own} and would go with it: {}{more}. Take all {all} back as one change?",
            if turning.with.len() == 1 {
                "1 newer change stands".to_owned()
            } else {
                format!("{} newer changes stand", turning.with.len())
            },
            named.join(", ")
        ),
        (true, true) => format!("Bring back {own}?"),
        (true, false) => format!("Bring back {own}, and {others} that went with it: {}{more}?", named.join(", ")),
    };
    let with = turning.with.iter().map(|line| line.change).collect();
    Effect::Sure { question, then: Box::new(Effect::TurnChange { change: turning.line.change, with }) }
}
