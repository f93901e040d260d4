//! An editable grid: cursor, open cell, clearing, ranges of cells in and out. Used by panes whose cells are fields of records.
//! Which rows there are, what a text means and which rows come and go is the pane's own matter.

mod ranges;

use super::cell::{Draft, Form, Outcome};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode};
use crate::domain::change::{Change, Edit, Seen};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::{GridState, Hit, Layout, Source};

/// A cell that can be edited: which field it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The record.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// The field.
    pub field: Field,
    /// How it opens.
    pub form: Form,
    /// The text in it, as it is edited and copied.
    pub text: String,
    /// What the footer and the history call it: "owner of 'Training'".
    pub words: String,
}

/// What a text in a cell means.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Meant {
    /// What is to be written.
    pub edits: Vec<Edit>,
    /// What was understood, where that is not plain: a day in words.
    pub understood: String,
}

/// A grid whose cells are fields of records.
pub trait Table: Source {
    /// The cell, if it can be edited.
    fn slot(&self, row: usize, column: usize) -> Option<Slot>;
    /// What a text in a cell means, or why it cannot stand.
    ///
    /// # Errors
    /// A sentence for the reviewer.
    fn meant(&self, slot: &Slot, text: &str) -> Result<Meant, String>;
    /// Why a cell cannot be edited.
    fn fixed(&self, row: usize, column: usize) -> String;
}

/// What happens to the cursor once an edit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Command(Command),
    Cell(usize, usize),
    Stay,
}

#[derive(Clone, Debug)]
struct Open {
    slot: Slot,
    draft: Draft,
    saw: Seen,
    after: Option<After>,
    /// The change was not taken.
    refused: bool,
}

/// What an editable grid remembers.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Cursor and scroll.
    pub grid: GridState,
    open: Option<Open>,
    /// A cell whose text is on the whole screen, while no cell is open here.
    long: Option<(Slot, Seen)>,
}

impl Sheet {
    /// With so many columns frozen at the left, the cursor in a column.
    #[must_use]
    pub fn new(frozen: usize, column: usize) -> Sheet {
        Sheet { grid: GridState::new(frozen, column), ..Sheet::default() }
    }

    /// The keys that are in force.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.open.as_ref().map_or(Mode::Cells, |open| open.draft.mode())
    }

    /// The open cell's draft, to be drawn.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.open.as_ref().map(|open| &open.draft)
    }

    /// Gives up an open cell.
    pub fn drop_draft(&mut self) {
        self.open = None;
        self.long = None;
    }

    /// Takes what the reviewer did; none if it is not a grid's or a cell's matter.
    pub fn update(&mut self, input: &Input, table: &dyn Table, area: Area, cx: &Context) -> Option<Vec<Effect>> {
        if let Some(open) = &mut self.open {
            if std::mem::take(&mut open.refused) {
                // The reviewer has been told; accepting once more is meant.
                open.saw = cx.book.seen;
            }
            return Some(self.update_open(input, table, area));
        }
        match input {
            Input::Command(command) => self.command(*command, table, area, cx),
            Input::Typed(c) => Some(self.begin(Some(*c), table, area, cx)),
            Input::Pasted(text) => Some(self.paste(text, table, cx)),
            Input::Click { x, y, double, extend } => {
                let hit = self.grid.click(*x, *y, *extend, table, area);
                Some(if *double && matches!(hit, Hit::Cell { .. }) { self.begin(None, table, area, cx) } else { Vec::new() })
            }
            Input::Drag { x, y } => {
                self.grid.drag(*x, *y, table, area);
                Some(Vec::new())
            }
            Input::Wheel(down) => {
                self.grid.wheel(*down, table, area);
                Some(Vec::new())
            }
        }
    }

    fn command(&mut self, command: Command, table: &dyn Table, area: Area, cx: &Context) -> Option<Vec<Effect>> {
        Some(match command {
            Command::Edit | Command::Enter => self.begin(None, table, area, cx),
            Command::Clear => self.clear(table, cx),
            Command::Copy => vec![self.copy(table)],
            Command::Cut => {
                let copied = self.copy(table);
                let mut effects = vec![copied];
                effects.extend(self.clear(table, cx));
                effects
            }
            Command::Paste => vec![Effect::PasteClipboard],
            Command::FullText => match table.slot(self.grid.row, self.grid.column) {
                Some(slot) if slot.form == Form::Lines => {
                    let effect = Effect::EditText { title: capital(&slot.words), text: slot.text.clone() };
                    self.long = Some((slot, cx.book.seen));
                    vec![effect]
                }
                Some(_) => vec![Effect::Refuse("This is a short cell: edit it here with F2".to_owned())],
                None => vec![Effect::Refuse(table.fixed(self.grid.row, self.grid.column))],
            },
            _ => {
                return self.grid.command(command, table, area).then(Vec::new);
            }
        })
    }

    /// Opens the cursor's cell: on its text, or begun by a character.
    pub fn begin(&mut self, typed: Option<char>, table: &dyn Table, area: Area, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let Some(slot) = table.slot(self.grid.row, self.grid.column) else {
            return vec![Effect::Refuse(table.fixed(self.grid.row, self.grid.column))];
        };
        self.grid.anchor = None;
        let draft = Draft::open(&slot.form, &slot.text, typed, &check(table, &slot));
        self.open = Some(Open { slot, draft, saw: cx.book.seen, after: None, refused: false });
        self.set_room(table, area);
        Vec::new()
    }

    fn update_open(&mut self, input: &Input, table: &dyn Table, area: Area) -> Vec<Effect> {
        let Some(open) = &mut self.open else { return Vec::new() };
        let (outcome, after) = match input {
            Input::Click { x, y, .. } => match Layout::new(table, &self.grid, area).hit(*x, *y) {
                Hit::Cell { row, column } if (row, column) != (self.grid.row, self.grid.column) => {
                    (open.draft.accept(Command::Enter, &check(table, &open.slot)), Some(After::Cell(row, column)))
                }
                _ => return Vec::new(),
            },
            _ => (open.draft.take(input, &check(table, &open.slot)), None),
        };
        let effects = match outcome {
            Outcome::Stay => Vec::new(),
            Outcome::Drop => {
                self.open = None;
                Vec::new()
            }
            Outcome::Leave(command) => {
                self.open = None;
                self.carry_on(after.unwrap_or(After::Command(command)), table, area);
                Vec::new()
            }
            Outcome::Accept(command) => {
                open.after = Some(after.unwrap_or(After::Command(command)));
                self.write(table)
            }
            Outcome::Whole => vec![Effect::EditText { title: capital(&open.slot.words), text: open.draft.text().to_owned() }],
            Outcome::Copy(text) => vec![Effect::Copy { text, what: "the selected text".to_owned() }],
            Outcome::Paste => vec![Effect::PasteClipboard],
            Outcome::Refuse(why) => vec![Effect::Refuse(why)],
        };
        self.set_room(table, area);
        effects
    }

    fn write(&mut self, table: &dyn Table) -> Vec<Effect> {
        let Some(open) = &mut self.open else { return Vec::new() };
        match table.meant(&open.slot, open.draft.text().trim_end()) {
            Ok(meant) => {
                let mut change = Change::new(open.slot.words.clone(), open.saw);
                change.edits = meant.edits;
                vec![Effect::Write(change)]
            }
            Err(why) => {
                open.draft.refuse(&why);
                Vec::new()
            }
        }
    }

    fn carry_on(&mut self, after: After, table: &dyn Table, area: Area) {
        match after {
            After::Command(Command::Enter) => self.grid.accept_down(table, area),
            After::Command(command) => {
                self.grid.command(command, table, area);
            }
            After::Cell(row, column) => self.grid.go(row, column, table, area),
            After::Stay => {}
        }
    }

    /// Takes what the outside answered. `table` shows the book as it is now.
    pub fn hear(&mut self, event: &Event, table: &dyn Table, area: Area) -> Vec<Effect> {
        match event {
            Event::Written(_) => {
                if let Some(after) = self.open.as_ref().and_then(|open| open.after) {
                    self.open = None;
                    self.carry_on(after, table, area);
                }
                self.grid.clamp(table);
            }
            Event::Refused(why) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.after.is_some()) {
                    open.after = None;
                    open.refused = true;
                    open.draft.refuse(why);
                }
            }
            Event::TextEdited(text) => return self.text_edited(text, table, area),
            Event::Reloaded => self.grid.clamp(table),
            _ => {}
        }
        Vec::new()
    }

    fn text_edited(&mut self, text: &str, table: &dyn Table, area: Area) -> Vec<Effect> {
        // As a draft, so that a refusal does not lose the text.
        if let Some((slot, saw)) = self.long.take().filter(|_| self.open.is_none()) {
            let draft = Draft::open(&slot.form, &slot.text, None, &check(table, &slot));
            self.open = Some(Open { slot, draft, saw, after: None, refused: false });
        }
        if let Some(open) = self.open.as_mut().filter(|open| open.after.is_none()) {
            open.draft.set(text, &check(table, &open.slot));
            let outcome = open.draft.accept(Command::Enter, &check(table, &open.slot));
            open.after = Some(After::Stay);
            return match outcome {
                Outcome::Accept(_) => self.write(table),
                Outcome::Leave(_) => {
                    self.open = None;
                    Vec::new()
                }
                _ => {
                    open.after = None;
                    self.set_room(table, area);
                    Vec::new()
                }
            };
        }
        Vec::new()
    }

    fn set_room(&mut self, table: &dyn Table, area: Area) {
        let room = Layout::new(table, &self.grid, area).open_room(&self.grid);
        if let Some(open) = &mut self.open {
            open.draft.set_room(room);
        }
    }
}

/// An effect that writes edits.
#[must_use]
pub fn write(words: impl Into<String>, saw: Seen, edits: Vec<Edit>) -> Effect {
    let mut change = Change::new(words, saw);
    change.edits = edits;
    Effect::Write(change)
}

/// A text cut to what fits in the words of a change.
#[must_use]
pub fn brief(text: &str) -> String {
    const MOST: usize = 36;
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= MOST {
        line.to_owned()
    } else {
        format!("{}...", line.chars().take(MOST - 3).collect::<String>().trim_end())
    }
}

/// With a capital letter.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn check<'a>(table: &'a dyn Table, slot: &'a Slot) -> impl Fn(&str) -> Result<String, String> + 'a {
    move |text| table.meant(slot, text).map(|meant| meant.understood)
}

#[cfg(test)]
mod tests;
