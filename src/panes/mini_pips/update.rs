//! Commands to effects: moving, opening cells, accepting drafts, rows and ranges. No input or output.

use crate::command::{Command, Context, Effect, Input};
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::panes::cell::{Draft, Outcome};
use crate::widgets::grid::{Hit, Layout};
use crate::widgets::tabs;

use super::batch::Batch;
use super::pages::{self, Group, Page, Sheet, Tab, count, meeting, own};
use super::slot::{self, Editor, Slot};
use super::source::SheetSource;
use super::state::{MiniPips, Open, parts, tabs_of};
use super::words::{describe, quoted};
use super::{ranges, rows};

impl MiniPips {
    /// Takes what the reviewer did.
    pub(super) fn act(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let mut effects = self.acted(input, cx);
        effects.extend(self.texts.ask(self.page(cx), cx));
        effects
    }

    fn acted(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        self.follow(cx);
        if self.open.is_some() {
            if let Input::Click { x, y, .. } = input {
                return self.click_away(*x, *y, input, cx);
            }
            return self.draft(input, cx);
        }
        match input {
            Input::Typed(c) => own::typed(self, *c, cx).unwrap_or_else(|| self.begin(Some(*c), cx)),
            Input::Pasted(text) => self.paste(text, cx),
            Input::Command(command) => self.command(*command, cx),
            Input::Click { x, y, double, extend } => self.click((*x, *y), *double, *extend, cx),
            Input::Drag { x, y } => {
                self.on_grid(cx, |grid, source, area| grid.drag(*x, *y, source, area));
                Vec::new()
            }
            Input::Wheel(down) => {
                self.on_grid(cx, |grid, source, area| grid.wheel(*down, source, area));
                Vec::new()
            }
        }
    }

    /// Lets the grid of the page in view do something.
    pub(super) fn on_grid<T>(
        &mut self,
        cx: &Context,
        act: impl FnOnce(&mut crate::widgets::grid::GridState, &SheetSource, crate::command::Area) -> T,
    ) -> T {
        let sheet = self.sheet(cx);
        let source = SheetSource::new(&sheet, cx);
        act(self.grid_mut(sheet.page), &source, parts(cx.area, sheet.page).grid)
    }

    fn command(&mut self, command: Command, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let sheet = self.sheet(cx);
        // Where there is no plan at all, what adds anything adds the first one.
        let first = sheet.plan.is_none() && sheet.page != Page::Tab(Tab::Selection) && cx.book.all(Kind::MiniPip).is_empty();
        let command = if first && matches!(command, C::InsertRow | C::InsertElement) { C::NewMiniPip } else { command };
        let grid = self.grid(sheet.page);
        let (at, range) = (grid.row, grid.range());
        if let Some(effects) = own::act(self, command, &sheet, at, cx) {
            return effects;
        }
        let grid = self.grid(sheet.page);
        let asked = match command {
            C::Edit => return self.begin(None, cx),
            C::Enter => return self.enter(&sheet, cx),
            C::Cancel if self.over.is_some() && grid.anchor.is_none() => return self.leave(cx),
            C::GoToPage => return self.offer_pages(cx),
            C::FullText => return self.whole(cx),
            C::Clear => return ranges::clear(&sheet, grid, cx),
            C::Copy | C::Cut => return Self::copy(&sheet, grid, command, cx),
            C::Paste => return vec![Effect::PasteClipboard],
            C::NextSection | C::PreviousSection => return self.turn(command == C::NextSection, cx),
            C::InsertRow if sheet.page == Page::Tab(Tab::Plans) => return self.start_plan(cx),
            C::InsertRow => rows::insert(&sheet, at, cx),
            C::InsertElement => rows::insert_element(&sheet, at, cx),
            C::DeleteRow => rows::delete(&sheet, range.top..=range.bottom, cx),
            C::Duplicate => rows::duplicate(&sheet, range.top..=range.bottom, cx),
            C::MoveUp | C::MoveDown => rows::shift(&sheet, at, command == C::MoveDown, cx),
            C::NewMiniPip => return self.start_plan(cx),
            C::Next if self.at_the_end(&sheet) => match sheet.lines.get(at) {
                Some(line) if line.record != Id::NIL && line.form.is_none() && line.kind != Kind::MiniPip => rows::insert(&sheet, at, cx),
                _ => return Vec::new(),
            },
            _ => {
                self.on_grid(cx, |grid, source, area| grid.command(command, source, area));
                return Vec::new();
            }
        };
        let (mut effects, aim) = asked;
        self.aim = aim.map(|id| (id, None));
        if let Some(plan) = aim.filter(|id| cx.book.get(*id).is_none() && sheet.page == Page::Tab(Tab::Plans)) {
            effects.insert(1.min(effects.len()), Effect::ChooseMiniPip(plan));
        }
        effects
    }

    fn at_the_end(&self, sheet: &Sheet) -> bool {
        let grid = self.grid(sheet.page);
        let last = grid.shown(sheet.columns.len()).last().copied();
        grid.row + 1 >= sheet.lines.len() && Some(grid.column) == last
    }

    fn copy(sheet: &Sheet, grid: &crate::widgets::grid::GridState, command: Command, cx: &Context) -> Vec<Effect> {
        let (text, n) = ranges::copy(sheet, grid, cx);
        if n == 0 {
            return vec![Effect::Refuse("There is nothing to copy here.".to_owned())];
        }
        let mut effects = vec![Effect::Copy { text, what: count(n, "cell", "cells") }];
        if command == Command::Cut {
            effects.extend(ranges::clear(sheet, grid, cx));
        }
        effects
    }

    fn paste(&self, text: &str, cx: &Context) -> Vec<Effect> {
        let mut sheet = self.sheet(cx);
        if let (Page::Tab(Tab::Meetings), Some(plan), true) = (sheet.page, sheet.plan, sheet.lines.is_empty()) {
            // This page shows no empty line of its own, and a list of meetings from a sheet must still find a place.
            std::rc::Rc::make_mut(&mut sheet).lines.push(pages::Line::blank(Kind::Meeting, plan));
        }
        let own = own::paste(self, &sheet, text, cx);
        own.unwrap_or_else(|| ranges::paste(&sheet, self.grid(sheet.page), text, cx)).unwrap_or_else(|why| vec![Effect::Refuse(why)])
    }

    /// Puts the cursor of the page in view on a record, if it is there.
    pub(super) fn go(&mut self, record: Id, field: Option<Field>, cx: &Context) -> bool {
        let sheet = self.sheet(cx);
        let Some((line, column)) = sheet.find(record, field) else { return false };
        self.on_grid(cx, |grid, source, area| grid.go(line, column, source, area));
        true
    }

    fn slot(&self, sheet: &Sheet) -> Option<Slot> {
        let grid = self.grid(sheet.page);
        sheet.slot(grid.row, grid.column)
    }

    /// Opens the cell under the cursor.
    pub(super) fn begin(&mut self, typed: Option<char>, cx: &Context) -> Vec<Effect> {
        let sheet = self.sheet(cx);
        let Some(slot) = self.slot(&sheet) else {
            return vec![Effect::Refuse(not_here(&sheet).to_owned())];
        };
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let plan = if slot.kind == Kind::MiniPip { Some(slot.record) } else { sheet.plan };
        if let Some(why) = plan.and_then(|plan| gate::locked(cx.book, plan, &slot.read(cx.book), slot.field)) {
            return vec![Effect::Refuse(why)];
        }
        let text = slot.text(cx.book, cx.day_first);
        let draft = Draft::open(&slot.form(cx.book, sheet.plan), &text, typed, &|draft: &str| check(cx, &slot, draft));
        self.open = Some(Open { slot, draft, saw: cx.book.seen, made: slot.record, waits: None, then: None });
        self.settle_room(&sheet, cx);
        Vec::new()
    }

    fn settle_room(&mut self, sheet: &Sheet, cx: &Context) {
        let source = SheetSource::new(sheet, cx);
        let room = {
            let grid = self.grid(sheet.page);
            Layout::new(&source, grid, parts(cx.area, sheet.page).grid).open_room(grid)
        };
        if let Some(open) = &mut self.open {
            open.draft.set_room(room);
        }
    }

    /// Opens the text under the cursor on the whole screen.
    fn whole(&mut self, cx: &Context) -> Vec<Effect> {
        let effects = self.begin(None, cx);
        match &self.open {
            Some(open) if open.draft.field().is_multi_line() => {
                vec![Effect::EditText { title: describe(cx, &open.slot), text: open.draft.text().to_owned() }]
            }
            _ => effects,
        }
    }

    /// An input while a cell is open.
    fn draft(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let Some(open) = &mut self.open else { return Vec::new() };
        let slot = open.slot;
        // A choice that was emptied is meant to be empty; Enter must not take the first of the list.
        let emptied = open.draft.text().trim().is_empty() && matches!(input, Input::Command(Command::Enter | Command::Next));
        let checked = |draft: &str| check(cx, &slot, draft);
        let outcome = match input {
            Input::Command(command) if emptied => open.draft.accept(*command, &checked),
            input => open.draft.take(input, &checked),
        };
        match outcome {
            Outcome::Stay => Vec::new(),
            Outcome::Drop => {
                self.open = None;
                Vec::new()
            }
            Outcome::Leave(command) => {
                self.open = None;
                self.after(command, cx)
            }
            Outcome::Accept(command) => self.accept(command, cx),
            Outcome::Whole => vec![Effect::EditText { title: describe(cx, &slot), text: open.draft.text().to_owned() }],
            Outcome::Copy(text) => vec![Effect::Copy { text, what: "the selected text".to_owned() }],
            Outcome::Paste => vec![Effect::PasteClipboard],
            Outcome::Refuse(why) => vec![Effect::Refuse(why)],
        }
    }

    /// Makes the change of the open draft; the draft stays until it is written.
    pub(super) fn accept(&mut self, command: Command, cx: &Context) -> Vec<Effect> {
        let sheet = self.sheet(cx);
        let line = sheet.lines.get(self.grid(sheet.page).row).cloned();
        let Some(open) = &mut self.open else { return Vec::new() };
        let plan = if open.slot.kind == Kind::MiniPip { Some(open.slot.record) } else { pages::plan(cx) };
        let mut batch = Batch::new(cx, plan);
        let mut slot = open.slot;
        let there = slot::is_listed(cx, plan, &slot, open.draft.text());
        if slot.record == Id::NIL && !there {
            let of_board = pages::selection::make(&mut batch, &slot);
            slot.record = of_board.unwrap_or_else(|| rows::make(&mut batch, sheet.page, slot.kind, slot.parent, usize::MAX));
            if let Some(line) = &line {
                own::begin(cx, &mut batch, line, slot.record);
                for (field, value) in &line.starts {
                    batch.set(slot.record, slot.kind, *field, value.clone());
                }
            }
        }
        let words = match slot.editor {
            Editor::Attendee => format!("attendance of {}", quoted(open.draft.text())),
            _ => describe(cx, &open.slot),
        };
        if let Err(why) = batch.write(&slot, open.draft.text()) {
            open.draft.refuse(&why);
            return Vec::new();
        }
        if let Some(why) = batch.refused() {
            open.draft.refuse(&why);
            return Vec::new();
        }
        own::also(&mut batch, &slot);
        let made = slot.record;
        let Some(change) = batch.finish(words, open.saw) else {
            self.open = None;
            return self.after(command, cx);
        };
        open.waits = Some(command);
        open.made = made;
        vec![Effect::Write(change)]
    }

    /// Moves the cursor after a cell was left.
    pub(super) fn after(&mut self, command: Command, cx: &Context) -> Vec<Effect> {
        match command {
            Command::Enter => {
                self.on_grid(cx, |grid, source, area| grid.accept_down(source, area));
                Vec::new()
            }
            // Accepted from outside, as by a long text or a click elsewhere: the cursor stays.
            Command::FullText => Vec::new(),
            other => self.command(other, cx),
        }
    }

    /// A click while a cell is open: accepts it, and then means what it says. A faulty draft stays.
    fn click_away(&mut self, x: u16, y: u16, input: &Input, cx: &Context) -> Vec<Effect> {
        let sheet = self.sheet(cx);
        let hit = {
            let source = SheetSource::new(&sheet, cx);
            let grid = self.grid(sheet.page);
            let layout = Layout::new(&source, grid, parts(cx.area, sheet.page).grid);
            let own = layout.hit(x, y) == Hit::Cell { row: grid.row, column: grid.column };
            if own { None } else { Some(layout.hit(x, y)) }
        };
        if hit.is_none() {
            return Vec::new();
        }
        let Some(open) = &mut self.open else { return Vec::new() };
        let slot = open.slot;
        match open.draft.accept(Command::FullText, &|draft: &str| check(cx, &slot, draft)) {
            Outcome::Leave(_) => {
                self.open = None;
                self.act(input, cx)
            }
            Outcome::Accept(command) => {
                open.then = Some(input.clone());
                self.accept(command, cx)
            }
            _ => Vec::new(),
        }
    }

    fn click(&mut self, (x, y): (u16, u16), double: bool, extend: bool, cx: &Context) -> Vec<Effect> {
        let places = parts(cx.area, self.page(cx));
        if places.groups.height > 0
            && let Some(at) = tabs::hit(&Group::TITLES, self.tab.group() as usize, places.groups, x, y)
        {
            self.over = None;
            self.turn_to_group(Group::ALL[at]);
            return Vec::new();
        }
        let (titles, active) = tabs_of(self.page(cx), self.tab);
        if places.tabs.height > 0
            && let Some(at) = tabs::hit(&titles, active, places.tabs, x, y)
        {
            match self.over {
                Some(Page::Meeting(id, _)) => self.over = Some(Page::Meeting(id, meeting::Part::ALL[at])),
                _ => self.turn_to(self.tab.group().tabs()[at]),
            }
            return Vec::new();
        }
        let hit = self.on_grid(cx, |grid, source, area| grid.click(x, y, extend, source, area));
        match hit {
            Hit::Cell { .. } if double && self.page(cx) != Page::Tab(Tab::Matrix) => {
                let sheet = self.sheet(cx);
                self.enter(&sheet, cx)
            }
            Hit::Cell { .. } if double => self.begin(None, cx),
            _ => Vec::new(),
        }
    }
}

/// What a draft is understood as, or why it cannot stand.
fn check(cx: &Context, slot: &Slot, draft: &str) -> Result<String, String> {
    slot::understand(cx, pages::plan(cx), slot, &slot.read(cx.book), draft)
        .map(|meaning| if meaning.understood.is_empty() { String::new() } else { format!("understood: {}", meaning.understood) })
}

fn not_here(sheet: &Sheet) -> &'static str {
    match sheet.page {
        _ if sheet.lines.is_empty() && sheet.page == Page::Tab(Tab::Matrix) && sheet.plan.is_some() => "Ctrl-K adds the first element.",
        Page::Tab(Tab::Plans) if sheet.lines.is_empty() => "Insert starts the first plan.",
        Page::Tab(Tab::Plans) => "This follows from the plan: Ctrl-U passes its next gate, rows are done in the matrix.",
        Page::Tab(Tab::Matrix) => "This cell is empty for an element or goal; Enter on the element opens all its fields.",
        page if own::about(page).is_some() => own::about(page).map_or("", |about| match about.empty.split_inclusive(". ").next() {
            // What is said of a cell that is not there would not be true.
            Some(none) if sheet.lines.is_empty() => none.trim_end(),
            _ => about.fixed,
        }),
        _ if sheet.plan.is_none() => "Choose a Mini PIP first (Ctrl-E), or start one with Insert.",
        _ => "This is a label; what it names stands to the right of it.",
    }
}
