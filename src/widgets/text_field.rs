//! A text being edited: text, caret, selection, its own undo. Driven by commands only; drawn by `text_field_view.rs`.
//! Knows no keys and no screen, only how many cells it has, because Up and Down follow the wrapped lines.

use unicode_segmentation::UnicodeSegmentation;

use crate::command::Command;
use crate::domain::text;

use super::width::{self, Line};

/// Most graphemes that a field takes.
pub const LIMIT: usize = 20_000;
/// Most steps that the field's own undo remembers.
const STEPS: usize = 100;

/// Why text was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// It would be too long.
    #[error("this would make the text {would_be} characters long; at most {limit} fit. Nothing was added: shorten it, or split it in two.")]
    TooLong {
        /// How long it would have been.
        would_be: usize,
        /// How long it may be.
        limit: usize,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    text: String,
    caret: usize,
}

/// A text being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextField {
    text: String,
    caret: usize,
    anchor: Option<usize>,
    multi_line: bool,
    masked: bool,
    limit: usize,
    placeholder: String,
    room: (u16, u16),
    top: usize,
    wish: Option<usize>,
    past: Vec<Step>,
    future: Vec<Step>,
    typing: bool,
}

impl Drop for TextField {
    fn drop(&mut self) {
        if self.masked {
            zeroize::Zeroize::zeroize(&mut self.text);
        }
    }
}

impl Default for TextField {
    fn default() -> TextField {
        TextField {
            text: String::new(),
            caret: 0,
            anchor: None,
            multi_line: false,
            masked: false,
            limit: LIMIT,
            placeholder: String::new(),
            room: (40, 1),
            top: 0,
            wish: None,
            past: Vec::new(),
            future: Vec::new(),
            typing: false,
        }
    }
}

impl TextField {
    /// One line, with the caret at its end.
    #[must_use]
    pub fn line(text: &str) -> TextField {
        let mut field = TextField::default();
        field.set(text);
        field
    }

    /// Several lines, with the caret at the end.
    #[must_use]
    pub fn lines(text: &str) -> TextField {
        let mut field = TextField::default();
        field.multi_line = true;
        field.set(text);
        field
    }

    /// A passphrase: shown as dots, never copied, not kept for undo, and wiped from memory at the end.
    #[must_use]
    pub fn passphrase() -> TextField {
        // Room from the start, so that growing does not leave copies behind.
        let mut field = TextField::default();
        field.text = String::with_capacity(4096);
        field.masked = true;
        field.limit = 1000;
        field
    }

    /// The words shown while it is empty.
    #[must_use]
    pub fn with_placeholder(mut self, words: &str) -> TextField {
        words.clone_into(&mut self.placeholder);
        self
    }

    /// The most graphemes it takes.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> TextField {
        self.limit = limit;
        self
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret, in bytes.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The selection, in bytes; empty if there is none.
    #[must_use]
    pub fn selection(&self) -> std::ops::Range<usize> {
        let anchor = self.anchor.unwrap_or(self.caret);
        anchor.min(self.caret)..anchor.max(self.caret)
    }

    /// The selected text; nothing of a passphrase.
    #[must_use]
    pub fn selected(&self) -> &str {
        if self.masked { "" } else { &self.text[self.selection()] }
    }

    /// Whether it takes line breaks.
    #[must_use]
    pub fn is_multi_line(&self) -> bool {
        self.multi_line
    }

    /// Whether it is shown as dots.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        self.masked
    }

    /// The words shown while it is empty.
    #[must_use]
    pub fn placeholder(&self) -> &str {
        &self.placeholder
    }

    /// The first wrapped line in view, as last settled; the view moves it if the caret would be out of sight.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// Replaces everything, caret at the end, as a new beginning: nothing to undo.
    pub fn set(&mut self, text: &str) {
        self.text = self.admit(text);
        self.caret = self.text.len();
        self.anchor = None;
        self.past.clear();
        self.future.clear();
        self.settle();
    }

    /// Says how many cells and lines it is drawn in.
    pub fn set_room(&mut self, cells: u16, lines: u16) {
        self.room = (cells.max(1), lines.max(1));
        self.settle();
    }

    /// The text as wrapped lines in so many cells; the last cell of the room is the caret's.
    #[must_use]
    pub fn wrapped(&self, cells: u16) -> Vec<Line> {
        if self.multi_line {
            width::wrap(&self.text, usize::from(cells.saturating_sub(1).max(1)))
        } else {
            vec![Line { start: 0, shown: self.text.len(), end: self.text.len() }]
        }
    }

    /// Puts the caret at a cell of the field as drawn; `extend` keeps the other end of the selection.
    pub fn click(&mut self, line: usize, cell: usize, extend: bool) {
        let lines = self.wrapped(self.room.0);
        let to = width::cell_to_caret(&self.text, &lines, line, cell);
        self.move_to(to, extend);
        self.settle();
    }

    /// Types or pastes text in place of the selection. Line breaks become blanks in a field of one line; what may not be
    /// stored is left out. If it does not fit, nothing is taken.
    pub fn insert(&mut self, text: &str) -> Result<(), TextFault> {
        let text = self.admit(text);
        let selection = self.selection();
        // Counting is only needed near the limit: there are at least as many bytes as graphemes.
        if self.text.len() - selection.len() + text.len() > self.limit {
            let would_be = self.text[..selection.start].graphemes(true).count()
                + text.graphemes(true).count()
                + self.text[selection.end..].graphemes(true).count();
            if would_be > self.limit {
                return Err(TextFault::TooLong { would_be, limit: self.limit });
            }
        }
        let one = text.chars().nth(1).is_none() && text != " " && text != "\n" && selection.is_empty();
        self.remember(one && self.typing);
        self.text.replace_range(selection.clone(), &text);
        self.caret = width::boundary(&self.text, selection.start + text.len());
        self.anchor = None;
        self.wish = None;
        self.typing = one;
        self.settle();
        Ok(())
    }

    /// Carries out a command; false if it is none of a field's. What is cut or copied is read by [`TextField::selected`]
    /// before, because the clipboard is outside.
    pub fn command(&mut self, command: Command) -> bool {
        use Command as C;
        if !matches!(command, C::Up | C::Down | C::PageUp | C::PageDown | C::ExtendUp | C::ExtendDown) {
            self.wish = None;
        }
        let page = isize::try_from(self.room.1).unwrap_or(1).max(2) - 1;
        match command {
            C::Left if !self.selection().is_empty() => self.move_to(self.selection().start, false),
            C::Right if !self.selection().is_empty() => self.move_to(self.selection().end, false),
            C::Left | C::ExtendLeft => self.move_to(width::before(&self.text, self.caret), command == C::ExtendLeft),
            C::Right | C::ExtendRight => self.move_to(width::after(&self.text, self.caret), command == C::ExtendRight),
            C::WordLeft => self.move_to(width::word_before(&self.text, self.caret), false),
            C::WordRight => self.move_to(width::word_after(&self.text, self.caret), false),
            C::Home | C::ExtendHome => self.move_to(self.line_start(), command == C::ExtendHome),
            C::End | C::ExtendEnd => self.move_to(self.line_end(), command == C::ExtendEnd),
            C::Top => self.move_to(0, false),
            C::Bottom => self.move_to(self.text.len(), false),
            C::Up | C::ExtendUp if self.multi_line => self.move_lines(-1, command == C::ExtendUp),
            C::Down | C::ExtendDown if self.multi_line => self.move_lines(1, command == C::ExtendDown),
            C::PageUp if self.multi_line => self.move_lines(-page, false),
            C::PageDown if self.multi_line => self.move_lines(page, false),
            C::SelectAll => {
                self.anchor = Some(0);
                self.caret = self.text.len();
            }
            C::DeleteLeft | C::DeleteRight | C::Cut => {
                let selection = self.selection();
                let range = match command {
                    C::Cut if self.masked => return true,
                    _ if !selection.is_empty() => selection,
                    C::DeleteLeft => width::before(&self.text, self.caret)..self.caret,
                    C::DeleteRight => self.caret..width::after(&self.text, self.caret),
                    _ => return true,
                };
                self.delete(range);
            }
            C::NewLine if self.multi_line => return self.insert("\n").is_ok(),
            C::Undo => self.travel(true),
            C::Redo => self.travel(false),
            _ => return false,
        }
        self.typing = false;
        self.settle();
        true
    }

    fn admit(&self, text: &str) -> String {
        let (mut text, _) = text::clean(text);
        if !self.multi_line && text.contains('\n') {
            text = text.trim_end_matches('\n').replace('\n', " ");
        }
        text
    }

    fn move_to(&mut self, to: usize, extend: bool) {
        if extend {
            self.anchor.get_or_insert(self.caret);
        } else {
            self.anchor = None;
        }
        self.caret = to;
    }

    fn move_lines(&mut self, by: isize, extend: bool) {
        let lines = self.wrapped(self.room.0);
        let (row, cell) = width::caret_to_cell(&self.text, &lines, self.caret);
        let cell = *self.wish.get_or_insert(cell);
        let to = match row.checked_add_signed(by) {
            None if row == 0 => 0,
            None => width::cell_to_caret(&self.text, &lines, 0, cell),
            Some(to) if to >= lines.len() && row + 1 == lines.len() => self.text.len(),
            Some(to) => width::cell_to_caret(&self.text, &lines, to, cell),
        };
        self.move_to(to, extend);
    }

    fn line_start(&self) -> usize {
        let lines = self.wrapped(self.room.0);
        lines[width::caret_to_cell(&self.text, &lines, self.caret).0].start
    }

    fn line_end(&self) -> usize {
        let lines = self.wrapped(self.room.0);
        let row = width::caret_to_cell(&self.text, &lines, self.caret).0;
        width::cell_to_caret(&self.text, &lines, row, usize::MAX)
    }

    fn delete(&mut self, range: std::ops::Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.remember(false);
        self.caret = range.start;
        self.text.replace_range(range, "");
        self.caret = width::boundary(&self.text, self.caret);
        self.anchor = None;
    }

    /// Notes the state before a change; letters typed one after the other are one step.
    fn remember(&mut self, same_step: bool) {
        self.future.clear();
        if self.masked || (same_step && !self.past.is_empty()) {
            return;
        }
        if self.past.len() == STEPS {
            self.past.remove(0);
        }
        self.past.push(Step { text: self.text.clone(), caret: self.caret });
    }

    fn travel(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        if let Some(step) = from.pop() {
            to.push(Step { text: std::mem::replace(&mut self.text, step.text), caret: self.caret });
            self.caret = step.caret;
            self.anchor = None;
        }
    }

    fn settle(&mut self) {
        let lines = self.wrapped(self.room.0);
        let (row, _) = width::caret_to_cell(&self.text, &lines, self.caret);
        self.top = scrolled(self.top, row, lines.len(), usize::from(self.room.1));
    }
}

/// The first line in view, moved as little as needed for the caret's line to be in view, and never past the end.
#[must_use]
pub fn scrolled(top: usize, row: usize, lines: usize, room: usize) -> usize {
    let room = room.max(1);
    top.min(lines.saturating_sub(room)).min(row).max((row + 1).saturating_sub(room))
}

#[cfg(test)]
mod tests;
