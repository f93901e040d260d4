//! What is said beneath the grid about the cursor's cell: the question's chain, the text in full, what a column is for.

use super::Instruments;
use super::list::{hint, rule};
use super::now::Now;
use super::section::{RULES, Section};
use super::versions;
use crate::command::Context;
use crate::domain::instrument::Instrument;
use crate::domain::instrument_edit::{Cell, OfQuestion, text};
use crate::widgets::meaning::Meaning;

/// The line above the grid.
pub(super) fn head(now: &Now, dot: &str) -> Vec<(String, Meaning)> {
    let (state, meaning) = versions::state(&now.used);
    let whole = &now.instrument;
    let from = whole.in_force_from.map_or_else(|| "always in force".to_owned(), |year| format!("in force from FY{year}"));
    let dot = format!(" {dot} ");
    vec![
        (format!("Version {} of {}", whole.version, whole.title), Meaning::Title),
        (dot.clone(), Meaning::Muted),
        (state, meaning),
        (dot, Meaning::Muted),
        (from, Meaning::Muted),
    ]
}

/// What a question's `continues` means for its chain of years.
pub(super) fn chain_words(whole: &Instrument, now: &Now, at: usize) -> String {
    let Some(question) = whole.questions.get(at) else { return String::new() };
    let ends = match &now.after {
        Some(after) => {
            let next = after.questions.iter().find(|q| q.continues.as_deref().is_some_and(|c| c.eq_ignore_ascii_case(&question.code)));
            next.map_or_else(
                || format!(" Ends before version {}.", after.version),
                |next| format!(" Version {} goes on with {}.", after.version, next.code),
            )
        }
        None => String::new(),
    };
    let Some(before) = &now.before else {
        return format!("Begins here: there is no version before {}.{ends}", whole.version);
    };
    let begins = whole.in_force_from.map_or_else(String::new, |year| format!(": its two years begin in FY{year}"));
    match question.continues.as_deref().and_then(|code| before.question(code)).map(|q| &before.questions[q]) {
        Some(old) => {
            let goal =
                if old.goal == question.goal { String::new() } else { format!(", goal {} before and {} now", old.goal, question.goal) };
            let text = if old.text == question.text { "" } else { ", asked in other words" };
            format!("Goes on from {} of version {}{goal}{text}: its years are kept.{ends}", old.code, before.version)
        }
        None if before.question(&question.code).is_some() => {
            format!(
                "New here{begins}. Version {} has a {} too; write it under Continues to keep its years.{ends}",
                before.version, question.code
            )
        }
        None => format!("New here{begins}.{ends}"),
    }
}

impl Instruments {
    /// What is said beneath the grid, a paragraph each.
    pub(super) fn beneath(&self, now: &Now, cx: &Context) -> Vec<(String, Meaning)> {
        let whole = &now.instrument;
        let said = match self.section {
            Section::Versions => {
                let chain = whole.questions.iter().filter(|q| q.continues.is_some()).count();
                let n = whole.questions.len();
                let areas = whole.areas.len();
                let goes_on = match &now.before {
                    Some(before) => format!("{chain} of {n} questions go on from version {}, {} are new.", before.version, n - chain),
                    None => format!("{n} questions in {areas} areas."),
                };
                vec![(goes_on, Meaning::Text), (format!("Source: {}", whole.source), Meaning::Muted)]
            }
            Section::Chain => {
                let chains = self.chains(now, cx);
                chains.words(self.chain.row, cx).into_iter().zip([Meaning::Text, Meaning::Muted]).collect()
            }
            _ => self.of_cell(now),
        };
        said.into_iter().filter(|(words, _)| !words.is_empty()).collect()
    }

    fn of_cell(&self, now: &Now) -> Vec<(String, Meaning)> {
        let whole = &now.instrument;
        let grid = &self.sheet().grid;
        let cell = self.section.cell(grid.row, grid.column);
        let mut said = Vec::new();
        if self.section == Section::Questions {
            said.push((chain_words(whole, now, grid.row), Meaning::Accent));
            let question = whole.questions.get(grid.row);
            let which = grid.column.checked_sub(OfQuestion::ALL.len());
            if let (Some(which), Some(question)) = (which, question) {
                let words = rule(now, question, which);
                let none = ["Asked in every case.", "Answered once in a case.", "Entered, not computed."];
                let words = if words.is_empty() {
                    none.get(which).copied().unwrap_or_default().to_owned()
                } else {
                    format!("{}: {words}", RULES[which])
                };
                said.push((words, Meaning::Text));
                said.push(("A rule is changed in the instrument's file, which is then imported.".to_owned(), Meaning::Muted));
            }
        }
        if let Some(cell) = cell {
            let long = matches!(cell, Cell::Question(_, OfQuestion::Text | OfQuestion::Guidance | OfQuestion::Basis | OfQuestion::Code));
            let shown = match cell {
                Cell::Question(at, OfQuestion::Code | OfQuestion::Area | OfQuestion::Goal | OfQuestion::Domain | OfQuestion::Continues) => {
                    text(whole, Cell::Question(at, OfQuestion::Text))
                }
                cell if long => text(whole, cell),
                _ => String::new(),
            };
            said.push((shown, Meaning::Text));
            said.push((hint(cell).to_owned(), Meaning::Muted));
        }
        if !now.is_draft() {
            said.push((now.fixed() + ".", Meaning::Muted));
        }
        said
    }
}
