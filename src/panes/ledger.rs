//! A ledger: a list of records whose cells are their fields, typed into like a spreadsheet. Used by panes that keep lists; which
//! records stand on a page, in which columns and under which headings is the pane's own matter, said as data ([`Page`]).
//!
//! ```text
//!  Name             │ Role        From       Until
//! ── Members in office ───────────────────────────── 6 ──
//!  Pat Example      │ chair       1/1/2025
//!  Add a member     │                                     the empty line makes a new record
//! ```
//!
//! `page.rs` what stands on a page · `means.rs` what a text in a cell means · `list.rs` the page as an editable grid ·
//! `rows.rs` records that come, go, move and are pasted · `view.rs` draws it.

mod list;
mod means;
mod page;
mod rows;
mod view;

pub use means::Means;
pub use page::{Cell, Fresh, Line, Page};
pub use view::draw;

use super::sheet::{Sheet, Slot, Table};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode};
use crate::domain::id::Id;
use list::List;

/// What a ledger remembers: cursor, open cell, the record that the empty line will become.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Cursor and open cell.
    pub sheet: Sheet,
    /// The id that the next new record gets.
    coming: Option<Id>,
    /// The record under the cursor: rows come and go around it.
    at: Option<Id>,
}

impl Ledger {
    /// With so many columns frozen at the left, the cursor in a column.
    #[must_use]
    pub fn new(frozen: usize, column: usize) -> Ledger {
        Ledger { sheet: Sheet::new(frozen, column), ..Ledger::default() }
    }

    /// The keys in force while cells can be typed into.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.sheet.mode()
    }

    /// Whether a cell is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.sheet.draft().is_some()
    }

    /// The line under the cursor.
    #[must_use]
    pub fn line<'p>(&self, page: &'p Page) -> Option<&'p Line> {
        page.lines.get(self.sheet.grid.row)
    }

    /// The record under the cursor; none on the empty line and on lines that are no record.
    #[must_use]
    pub fn record(&self, page: &Page) -> Option<Id> {
        self.line(page).map(|line| line.record).filter(|id| *id != Id::NIL)
    }

    /// The cell under the cursor, if it can be edited.
    #[must_use]
    pub fn slot(&self, page: &Page, cx: &Context) -> Option<Slot> {
        self.list(page, cx).slot(self.sheet.grid.row, self.sheet.grid.column)
    }

    fn list<'a>(&self, page: &'a Page, cx: &Context<'a>) -> List<'a> {
        List::new(page, cx, self.coming, self.sheet.grid.row)
    }

    /// Puts the cursor on a record, if it stands on the page.
    pub fn go_to(&mut self, record: Id, page: &Page) -> bool {
        let found = page.lines.iter().position(|line| line.record == record && record != Id::NIL);
        if let Some(row) = found {
            self.sheet.grid.row = row;
            self.sheet.grid.anchor = None;
            self.at = Some(record);
        }
        found.is_some()
    }

    /// Takes what the reviewer did; none if it is not a ledger's matter. Ask the page's own commands first (Enter on a cell
    /// without a field, making one thing of another).
    pub fn update(&mut self, input: &Input, page: &Page, area: Area, cx: &Context) -> Option<Vec<Effect>> {
        let coming = *self.coming.get_or_insert_with(|| cx.ids.fresh());
        let list = List::new(page, cx, Some(coming), self.sheet.grid.row);
        self.sheet.grid.clamp(&list);
        let own = match input {
            _ if self.is_open() => None,
            Input::Command(command) => self.command(*command, page, &list, area, cx),
            Input::Pasted(text) => rows::paste(&list, &self.sheet.grid, text, cx),
            _ => None,
        };
        let effects = match own {
            Some(effects) => Some(effects),
            None => self.sheet.update(input, &list, area, cx),
        };
        self.settle(page, &list, area);
        effects
    }

    fn command(&mut self, command: Command, page: &Page, list: &List, area: Area, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        if let (C::InsertRow | C::DeleteRow | C::MoveUp | C::MoveDown, Some(why)) = (command, &cx.book.facts.read_only) {
            return Some(vec![Effect::Refuse(format!("This file can only be read here: {why}"))]);
        }
        Some(match command {
            C::InsertRow => {
                let Some(row) = page.blank_after(self.sheet.grid.row) else {
                    return Some(vec![Effect::Refuse("Nothing can be added on this page".to_owned())]);
                };
                let column = page.first_field(row);
                self.sheet.grid.go(row, column, list, area);
                self.sheet.begin(None, list, area, cx)
            }
            C::DeleteRow => rows::delete(page, self.sheet.grid.range(), cx),
            C::MoveUp | C::MoveDown => rows::shift(page, self.sheet.grid.row, command == C::MoveDown, cx),
            _ => return None,
        })
    }

    /// Takes what the outside answered. The page shows the book as it is now.
    pub fn hear(&mut self, event: &Event, page: &Page, area: Area, cx: &Context) -> Vec<Effect> {
        let list = self.list(page, cx);
        let made = self.coming.filter(|id| cx.book.get(*id).is_some_and(|record| !record.is_empty()));
        if matches!(event, Event::Written(_) | Event::Reloaded) && !self.is_open() {
            self.follow(page);
        }
        let was_open = self.is_open();
        let effects = self.sheet.hear(event, &list, area);
        if let (Event::Written(_), Some(made)) = (event, made) {
            // What was typed into the empty line is a record now: the cursor goes on in its row, the empty line gets another id.
            self.coming = None;
            if let Some(row) = page.lines.iter().position(|line| line.record == made).filter(|_| was_open && !self.is_open()) {
                let column = page.next_field(row, page.first_field(row));
                self.sheet.grid.go(row, column, &list, area);
            }
        }
        let list = self.list(page, cx);
        self.settle(page, &list, area);
        effects
    }

    fn follow(&mut self, page: &Page) {
        if let Some(row) = self.at.and_then(|at| page.lines.iter().position(|line| line.record == at)) {
            self.sheet.grid.row = row;
        }
    }

    /// Brings the cursor into view and remembers its record.
    fn settle(&mut self, page: &Page, list: &List, area: Area) {
        self.sheet.grid.settle(list, area);
        self.at = self.record(page);
    }
}

#[cfg(test)]
mod tests;
