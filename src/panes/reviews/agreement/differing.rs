//! The answers that differ, side by side, as a grid.

use std::borrow::Cow;

use super::found::{Found, Line};
use super::rows::named;
use crate::command::Context;
use crate::domain::answers::Answer;
use crate::domain::behind::worth::label;
use crate::domain::dates;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// Which of them by their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum State {
    /// All.
    #[default]
    All,
    /// Those still to be settled.
    Open,
    /// Those that were.
    Settled,
}

impl State {
    pub const fn next(self) -> State {
        match self {
            State::All => State::Open,
            State::Open => State::Settled,
            State::Settled => State::All,
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            State::All => "All answers that differ",
            State::Open => "Only what is still to be reconciled",
            State::Settled => "Only what was reconciled",
        }
    }
}

/// Which of them are shown.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Only {
    pub question: Option<u16>,
    /// Two reviewers, whoever of them came first.
    pub pair: Option<(String, String)>,
    pub state: State,
}

impl Only {
    fn lets(&self, found: &Found, line: &Line) -> bool {
        let twice = &found.twice[line.case];
        let (a, b) = (&twice.first.reviewer, &twice.second.reviewer);
        self.question.is_none_or(|q| q == line.ordinal)
            && self.pair.as_ref().is_none_or(|(x, y)| (a, b) == (x, y) || (b, a) == (x, y))
            && match self.state {
                State::All => true,
                State::Open => line.settled.is_none(),
                State::Settled => line.settled.is_some(),
            }
    }

    /// In words; none if everything is shown.
    pub fn words(&self, found: &Found) -> Option<String> {
        let code = |at: u16| found.instrument.as_ref().and_then(|i| i.questions.get(usize::from(at))).map(|q| q.code.clone());
        let pair = self.pair.as_ref().map(|(a, b)| format!("{} and {}", named(a), named(b)));
        let state = (self.state != State::All).then(|| self.state.words().to_owned());
        let parts: Vec<String> = state.into_iter().chain(self.question.and_then(code)).chain(pair).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// The rows.
pub(super) struct Rows<'a> {
    found: &'a Found,
    order: Vec<usize>,
    columns: Vec<Column>,
    cx: &'a Context<'a>,
    glyphs: &'a Glyphs,
}

impl<'a> Rows<'a> {
    pub fn new(found: &'a Found, only: &Only, cx: &'a Context<'a>, glyphs: &'a Glyphs) -> Rows<'a> {
        let order = (0..found.lines.len()).filter(|at| only.lets(found, &found.lines[*at])).collect();
        let columns = vec![
            Column::new("Case", 12).between(9, 18),
            Column::new("Question", 9).between(8, 14),
            Column::new("First review", 14).between(10, 20),
            Column::new("Second review", 14).between(10, 20),
            Column::new("State", 20).between(12, 28),
            Column::new("First reviewer", 14).between(8, 22),
            Column::new("Second reviewer", 15).between(8, 22),
        ];
        Rows { found, order, columns, cx, glyphs }
    }

    /// The line in a row.
    pub fn index(&self, row: usize) -> Option<usize> {
        self.order.get(row).copied()
    }

    /// An answer as people read it.
    fn answer(&self, answer: Answer) -> String {
        self.found.instrument.as_ref().map_or_else(String::new, |i| label(i, answer).to_owned())
    }

    /// What is to be said of a row: the question, what each reviewer remarked, and how it was settled.
    pub fn said(&self, row: usize) -> Vec<(String, Meaning)> {
        let Some(line) = self.index(row).map(|at| &self.found.lines[at]) else { return Vec::new() };
        let twice = &self.found.twice[line.case];
        let mut said: Vec<(String, Meaning)> = Vec::new();
        said.extend(
            self.found
                .instrument
                .as_ref()
                .and_then(|i| i.questions.get(usize::from(line.ordinal)))
                .map(|q| (q.text.clone(), Meaning::Text)),
        );
        if let Some(settled) = &line.settled {
            let day = settled.day.map_or_else(String::new, |day| format!(", {}", dates::show(day, self.cx.day_first)));
            let words = format!("Reconciled as {} ({}{day}): {}", self.answer(settled.after), settled.who, settled.reason);
            said.push((words, Meaning::Good));
        }
        let by = [(&twice.first.reviewer, line.first), (&twice.second.reviewer, line.second)];
        for ((who, answer), remarks) in by.into_iter().zip(&twice.remarks) {
            let why = answer.why().map_or_else(String::new, |why| format!(", {}", why.words()));
            let remark = remarks.get(&line.slot()).map_or("no remark", String::as_str);
            said.push((format!("{}: {}{why}: {remark}", named(who), self.answer(answer)), Meaning::Muted));
        }
        said
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.order.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_cap(&self) -> u16 {
        1
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(line) = self.index(row).map(|at| &self.found.lines[at]) else { return CellText::default() };
        let twice = &self.found.twice[line.case];
        match column {
            0 if twice.first.case_id.is_empty() => CellText::new("purged", Meaning::Muted),
            0 => CellText::plain(twice.first.case_id.as_str()),
            1 => {
                let code = self.found.instrument.as_ref().map_or("", |i| i.questions[usize::from(line.ordinal)].code.as_str());
                let which = if line.occurrence > 0 { format!(" #{}", line.occurrence + 1) } else { String::new() };
                CellText::plain(format!("{code}{which}"))
            }
            2 => CellText::plain(self.answer(line.first)),
            3 => CellText::plain(self.answer(line.second)),
            4 => match &line.settled {
                Some(settled) => CellText::new(format!("{} {}", self.glyphs.done, self.answer(settled.after)), Meaning::Good),
                None => CellText::new(format!("{} to reconcile", self.glyphs.not_started), Meaning::Warn),
            },
            5 => CellText::plain(named(&twice.first.reviewer)),
            _ => CellText::plain(named(&twice.second.reviewer)),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(if self.found.twice.is_empty() {
            super::view::NOTHING
        } else {
            "No answer differs here. Esc shows all of them again; the filter key goes on to the next sort."
        })
    }
}
