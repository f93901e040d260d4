//! What the reviewer did, and what the outside answered.

use super::list::{List, WHO};
use super::section::Section;
use super::{Places, edit, split};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::change::{ChangeKind, Written};
use crate::domain::id::Id;
use crate::domain::query::Answer;
use crate::panes::sheet::Table;
use crate::widgets::grid::Source;
use crate::widgets::tabs;

impl Places {
    fn list<'a>(&self, cx: &Context<'a>) -> List<'a> {
        let fresh = (self.section == Section::Agency && cx.book.agency().is_none()).then(|| cx.ids.fresh());
        List::new(cx, self.section, self.coming, fresh, self.made(cx))
    }

    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let (tab_area, area) = split(cx.area);
        if let Input::Click { x, y, .. } = input
            && let Some(at) = tabs::hit(&Section::TITLES, self.section as usize, tab_area, *x, *y)
        {
            if self.sheet().draft().is_none() {
                self.turn(Section::ALL[at], cx);
            }
            return Vec::new();
        }
        let list = self.list(cx);
        self.sheet_mut().grid.clamp(&list);
        let own = match input {
            _ if self.sheet().draft().is_some() => None,
            Input::Command(command) => self.command(*command, &list, cx),
            Input::Pasted(text) => {
                let grid = &self.sheet().grid;
                let columns = grid.shown(list.columns().len());
                let from = columns.iter().position(|c| *c == grid.range().left).unwrap_or(0);
                edit::paste(&list, grid.range().top, &columns[from..], text, cx)
            }
            _ => None,
        };
        let effects = match own {
            Some(effects) => effects,
            None => self.sheet_mut().update(input, &list, area, cx).unwrap_or_default(),
        };
        self.forget_unnamed(&effects);
        self.settle(cx);
        effects
    }

    /// A new record that was left without a name was never there.
    fn forget_unnamed(&mut self, effects: &[Effect]) {
        let writing = effects.iter().any(|effect| matches!(effect, Effect::Write(_)));
        if !writing && self.sheet().draft().is_none() {
            self.coming = None;
        }
    }

    fn command(&mut self, command: Command, list: &List, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        let row = self.sheet().grid.row;
        let agency = self.section == Section::Agency;
        Some(match command {
            C::NextSection | C::PreviousSection => {
                let by = if command == C::NextSection { 1 } else { Section::ALL.len() - 1 };
                self.turn(Section::ALL[(self.section as usize + by) % Section::ALL.len()], cx);
                Vec::new()
            }
            C::Enter | C::Edit if agency && row == WHO => vec![Effect::Run(C::WhoAmI)],
            C::InsertRow if agency => vec![Effect::Refuse("There is one agency in a file; Ctrl-N goes to the regions".to_owned())],
            C::InsertRow => self.insert(cx),
            C::Duplicate => vec![Effect::Refuse("Names are unique here: Insert adds a new one".to_owned())],
            C::DeleteRow => {
                let (effects, leaving) = edit::delete(list, row, cx);
                self.leaving = leaving;
                effects
            }
            _ => return None,
        })
    }

    /// Opens a line for a new record; it is made once its first column is filled.
    fn insert(&mut self, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        self.coming = Some(cx.ids.fresh());
        let list = self.list(cx);
        let (_, area) = split(cx.area);
        let sheet = self.sheet_mut();
        sheet.grid.go(list.rows().saturating_sub(1), 0, &list, area);
        sheet.begin(None, &list, area, cx)
    }

    fn turn(&mut self, section: Section, cx: &Context) {
        self.section = section;
        self.coming = None;
        self.settle(cx);
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        if let Event::Answered(Answer::Workers(tallies)) = event {
            if self.leaving.as_mut().is_some_and(|leaving| leaving.count(tallies))
                && let Some(leaving) = self.leaving.take()
            {
                return leaving.decide(&self.list(cx), cx);
            }
            return Vec::new();
        }
        if let Event::Written(written) = event {
            self.written(written, cx);
        }
        if let Event::Arrive(Place::Places { record: Some(id) }) = event
            && self.sheet().draft().is_none()
            && let Some(section) = cx.book.get(*id).and_then(|record| Section::of(record.kind))
        {
            self.coming = None;
            self.section = section;
            self.at = Some(*id);
        }
        let list = self.list(cx);
        let (_, area) = split(cx.area);
        if let Some(row) = self.at.and_then(|at| list.rows.iter().position(|id| *id == at)) {
            self.sheet_mut().grid.row = row;
        }
        let effects = self.sheet_mut().hear(event, &list, area);
        if matches!(event, Event::Written(_)) && self.sheet().draft().is_none() {
            self.after_first_column(area, cx);
        }
        self.settle(cx);
        effects
    }

    /// A record that was made by its first column: the cursor goes on in its row, not down to nothing.
    fn after_first_column(&mut self, area: crate::command::Area, cx: &Context) {
        if let Some(id) = self.coming.take() {
            let list = self.list(cx);
            if let Some(row) = list.rows.iter().position(|known| *known == id) {
                let column = usize::from(list.slot(row, 1).is_some());
                self.sheet_mut().grid.go(row, column, &list, area);
            }
        }
    }

    /// Undo and redo show what they changed.
    fn written(&mut self, written: &Written, cx: &Context) {
        let turned = matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo);
        let Some(edit) = written.edits.first().filter(|_| turned) else { return };
        let there = cx.book.get(edit.record).is_some_and(|record| cx.book.is_live(record));
        if let Some(section) = Section::of(edit.kind).filter(|_| there) {
            self.section = section;
            self.at = Some(edit.record);
        }
    }

    /// Brings the cursor into view and remembers its record.
    fn settle(&mut self, cx: &Context) {
        let list = self.list(cx);
        let (_, area) = split(cx.area);
        self.sheet_mut().grid.settle(&list, area);
        let at: Option<Id> = list.rows.get(self.sheet().grid.row).copied();
        self.at = at;
    }
}
