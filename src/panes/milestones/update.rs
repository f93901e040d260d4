//! What the reviewer did, and what the outside answered.

use super::rows::{Row, What};
use super::table::{EVIDENCE, NAME, NUMBER, STATUS, Tree};
use super::{Milestones, detail, edit, exit};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::change::{ChangeKind, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Hit, Layout, Source};

impl Milestones {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let facts = self.facts(cx);
        let expanded = self.expanded.clone();
        let tree = Tree::new(cx, facts, &expanded, self.only_open, &Glyphs::UNICODE);
        let (area, _) = detail::split(cx.area);
        self.sheet.grid.clamp(&tree);
        let here = tree.rows.get(self.sheet.grid.row).copied();
        let own = match (input, here) {
            _ if self.sheet.draft().is_some() => None,
            (Input::Command(command), Some(row)) => self.command(*command, row, &tree, cx),
            (Input::Command(Command::Filter), None) => Some(self.filter()),
            (Input::Command(Command::InsertRow), None) => Some(vec![Effect::Refuse(tree.empty().into_owned())]),
            (Input::Pasted(text), Some(row)) => self.paste(text, row, &tree, cx),
            (Input::Click { x, y, double: false, extend: false }, _) => {
                self.sheet.update(input, &tree, area, cx);
                let grid = &self.sheet.grid;
                let row = tree.rows.get(grid.row).copied().filter(|row| row.what == What::Milestone && grid.column == NUMBER);
                let on_it = Layout::new(&tree, grid, area).hit(*x, *y) == Hit::Cell { row: grid.row, column: NUMBER };
                if let Some(row) = row.filter(|_| on_it) {
                    self.toggle(row.id);
                }
                Some(Vec::new())
            }
            _ => None,
        };
        let effects = own.or_else(|| self.sheet.update(input, &tree, area, cx)).unwrap_or_default();
        self.settle(cx);
        effects
    }

    fn command(&mut self, command: Command, row: Row, tree: &Tree, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        let column = self.sheet.grid.column;
        let milestone = row.what == What::Milestone;
        Some(match command {
            C::Left if column == NUMBER && milestone && self.expanded.remove(&row.id) => Vec::new(),
            C::Left if column == NUMBER && !milestone => {
                self.goto(tree.rows.iter().position(|r| r.id == row.milestone && r.what == What::Milestone), NUMBER, tree, cx);
                Vec::new()
            }
            C::Right if column == NUMBER && milestone && self.expanded.insert(row.id) => {
                self.opened = Some(row.id);
                Vec::new()
            }
            C::Enter if milestone && matches!(column, NUMBER | NAME) => {
                self.toggle(row.id);
                Vec::new()
            }
            C::Enter if column == EVIDENCE && matches!(row.what, What::Milestone | What::Region) => self.reasons(row, tree),
            C::Enter | C::Edit if column == STATUS && matches!(row.what, What::Milestone | What::Region | What::Exit) => {
                exit::record(tree, row, cx)
            }
            C::RecordExit => exit::record(tree, row, cx),
            C::InsertRow => {
                self.expanded.insert(row.milestone);
                let (id, effects) = edit::insert(tree, row, cx);
                self.follow = Some(id);
                effects
            }
            C::Duplicate => match edit::duplicate(tree, row, cx) {
                Ok((id, effects)) => {
                    self.follow = Some(id);
                    effects
                }
                Err(why) => vec![Effect::Refuse(why)],
            },
            C::DeleteRow => edit::delete(tree, self.sheet.grid.range(), cx),
            C::MoveUp | C::MoveDown => edit::shift(tree, row, command == C::MoveDown, cx),
            C::Filter => self.filter(),
            _ => return None,
        })
    }

    fn paste(&mut self, text: &str, row: Row, tree: &Tree, cx: &Context) -> Option<Vec<Effect>> {
        let columns: Vec<usize> = self.sheet.grid.shown(tree.columns().len());
        let from = columns.iter().position(|c| *c == self.sheet.grid.range().left).unwrap_or(0);
        let at = tree.rows.get(self.sheet.grid.range().top).copied().unwrap_or(row);
        match edit::paste(tree, at, &columns[from..], text, cx)? {
            Ok(effects) => {
                self.expanded.insert(row.milestone);
                Some(effects)
            }
            Err(why) => Some(vec![Effect::Refuse(why)]),
        }
    }

    fn toggle(&mut self, milestone: Id) {
        if !self.expanded.remove(&milestone) {
            self.expanded.insert(milestone);
            self.opened = Some(milestone);
        }
    }

    fn filter(&mut self) -> Vec<Effect> {
        self.only_open = !self.only_open;
        vec![Effect::Say(if self.only_open { "Only what is still open" } else { "All milestones and steps" }.to_owned())]
    }

    /// The reasons behind what is computed.
    fn reasons(&mut self, row: Row, tree: &Tree) -> Vec<Effect> {
        let Some(record) = tree.book.get(row.milestone) else { return Vec::new() };
        match record.text(Field::Rule) {
            "standing" | "qcr" => {
                let mut effects = vec![Effect::ChooseInstrument(record.text(Field::Instrument).to_owned())];
                let verdict = tree.facts.verdicts.get(&(row.milestone, row.id)).filter(|_| row.what == What::Region);
                if row.what == What::Region {
                    effects.push(Effect::ChooseRegion(Some(row.id)));
                }
                let question = verdict.and_then(|v| v.below().next()).and_then(|worst| worst.question.clone());
                effects.push(Effect::Go(Place::Scores { question }));
                effects
            }
            "derived" => {
                let open: Vec<String> = tree
                    .facts
                    .states
                    .values()
                    .filter(|s| s.id != row.id && s.status != crate::domain::milestone::Status::Exited)
                    .map(|s| s.number.to_string())
                    .collect();
                let words = if open.is_empty() {
                    "All other milestones are exited".to_owned()
                } else {
                    format!("Not exited yet: milestones {}", open.join(", "))
                };
                vec![Effect::Say(words)]
            }
            _ => {
                self.expanded.insert(row.milestone);
                vec![Effect::Say("The steps and considerations beneath are the reasons".to_owned())]
            }
        }
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Written(written) => self.written(written, cx),
            Event::Arrive(Place::Milestones { record: Some(id) }) => self.show(*id, cx),
            _ => {}
        }
        let tree_of = |pane: &Milestones| (pane.facts(cx), pane.expanded.clone());
        let (facts, expanded) = tree_of(self);
        let tree = Tree::new(cx, facts, &expanded, self.only_open, &Glyphs::UNICODE);
        let (area, _) = detail::split(cx.area);
        // Rows may have come or gone above the cursor's own.
        if let Some(row) = self.at.and_then(|at| tree.rows.iter().position(|row| *row == at)) {
            self.sheet.grid.row = row;
        }
        let effects = self.sheet.hear(event, &tree, area);
        if let (Event::Written(_), Some(id)) = (event, self.follow.take()) {
            self.goto(tree.rows.iter().position(|row| row.id == id), NAME, &tree, cx);
        }
        self.settle(cx);
        effects
    }

    /// Undo and redo show what they changed.
    fn written(&mut self, written: &Written, cx: &Context) {
        let turned = matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo);
        if let Some(edit) = written.edits.first().filter(|_| turned) {
            let ours = matches!(edit.kind, Kind::Milestone | Kind::Step | Kind::Measure | Kind::Consideration | Kind::RegionExit);
            if ours && cx.book.get(edit.record).is_some_and(|record| cx.book.is_live(record)) {
                self.show(edit.record, cx);
            }
        }
    }

    /// Puts the cursor on a record, its milestone expanded.
    fn show(&mut self, id: Id, cx: &Context) {
        let Some(record) = cx.book.get(id) else { return };
        let (milestone, row) = match record.kind {
            Kind::Milestone => (id, id),
            Kind::RegionExit => (record.parent().unwrap_or(id), record.record(Field::Region).unwrap_or(id)),
            _ => (record.parent().unwrap_or(id), id),
        };
        if record.kind != Kind::Milestone {
            self.expanded.insert(milestone);
        }
        let expanded = self.expanded.clone();
        let find = |only_open: bool| {
            super::rows::rows(cx.book, &expanded, only_open).into_iter().find(|r| r.id == row && r.milestone == milestone)
        };
        let found = find(self.only_open).or_else(|| {
            // What is done is hidden: someone who is sent here wants to see it.
            self.only_open = false;
            find(false)
        });
        if found.is_some() {
            self.at = found;
        }
    }

    fn goto(&mut self, row: Option<usize>, column: usize, tree: &Tree, cx: &Context) {
        if let Some(row) = row {
            self.sheet.grid.go(row, column, tree, detail::split(cx.area).0);
        }
    }

    /// Brings the cursor into view and remembers its row.
    fn settle(&mut self, cx: &Context) {
        let facts = self.facts(cx);
        let expanded = self.expanded.clone();
        let tree = Tree::new(cx, facts, &expanded, self.only_open, &Glyphs::UNICODE);
        let (area, _) = detail::split(cx.area);
        if let Some(opened) = self.opened.take()
            && let Some(last) = tree.rows.iter().rposition(|row| row.milestone == opened)
            && !Layout::new(&tree, &self.sheet.grid, area).whole_rows().contains(&last)
        {
            // What was opened at the lower edge comes up, as far as there is more beneath.
            self.sheet.grid.top = self.sheet.grid.row;
        }
        self.sheet.grid.settle(&tree, area);
        self.at = tree.rows.get(self.sheet.grid.row).copied();
    }
}
