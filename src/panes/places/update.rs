//! What the reviewer did, and what the outside answered.

use super::formers::FormerPage;
use super::list::{BACKUP, CHANGES, List, SMALLEST, WHO};
use super::section::{Section, Shown};
use super::{Places, edit, moving, split};
use crate::command::{Command, Context, Effect, Event, Form, Input, Place};
use crate::domain::change::{ChangeKind, Written};
use crate::domain::id::Id;
use crate::domain::query::Answer;
use crate::panes::sheet::Table;
use crate::widgets::grid::Source;
use crate::widgets::tabs;

/// Why there is nothing to show.
const NO_FORMER: &str = "Former names and places are kept of regions, districts, offices and workers";

fn next_assignment(list: &List, row: usize, cx: &Context) -> Vec<Effect> {
    match &cx.book.facts.read_only {
        Some(why) => vec![Effect::Refuse(format!("This file can only be read here: {why}"))],
        None => vec![Effect::Ask(moving::next(list, row, cx))],
    }
}

impl Places {
    fn list<'a>(&self, cx: &Context<'a>) -> List<'a> {
        let fresh = (self.section == Section::Agency && cx.book.agency().is_none()).then(|| cx.ids.fresh());
        let mut list = List::new(cx, self.section, self.coming, fresh, self.made(cx));
        if self.section == Section::Agency && self.sheet().grid.row == SMALLEST && list.smallest == Id::NIL {
            list.smallest = cx.ids.fresh();
        }
        list
    }

    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let (tab_area, area) = split(cx.area);
        if let Some(former) = &mut self.former {
            if let Some(effects) = former.update(input, area, cx) {
                return effects;
            }
            self.former = None;
            return Vec::new();
        }
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
        self.ask_first(effects, cx)
    }

    /// A rename or a move is asked about before it is written, and so is another fiscal year.
    fn ask_first(&mut self, effects: Vec<Effect>, cx: &Context) -> Vec<Effect> {
        let asked = |effect| match effect {
            Effect::Write(change) => {
                if let Some(form) = moving::asks(&change, cx) {
                    self.moving = Some(change);
                    Effect::Ask(form)
                } else if let Some(question) = moving::new_year(&change, cx) {
                    Effect::Confirm { question, change }
                } else {
                    Effect::Write(change)
                }
            }
            other => other,
        };
        effects.into_iter().map(asked).collect()
    }

    /// What was filled into a form of this pane.
    fn filled(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        match form.id {
            moving::WHEN => self.moving.as_ref().map_or_else(Vec::new, |change| vec![moving::when(change, form, cx)]),
            moving::NEXT => {
                let (effect, made) = moving::assign(form, cx);
                if made.is_some() && self.section == Section::Assignments {
                    self.coming = made;
                }
                vec![effect]
            }
            _ => Vec::new(),
        }
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
            C::Enter if agency && row == BACKUP => vec![Effect::Run(C::Backup)],
            C::Enter if agency && row == CHANGES => vec![Effect::Go(Place::History { of: None })],
            C::Enter | C::Edit | C::InsertRow if self.section == Section::People => vec![Effect::Run(C::WhoAmI)],
            C::FormerNames => {
                self.former = list.record(row).and_then(FormerPage::of);
                match &self.former {
                    Some(_) => Vec::new(),
                    None => vec![Effect::Refuse(NO_FORMER.to_owned())],
                }
            }
            C::InsertRow if self.section == Section::Assignments => next_assignment(list, row, cx),
            C::Enter | C::Edit if self.is_supervisor() && list.record(row).is_some() => next_assignment(list, row, cx),
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

    /// Whether the cursor is on the supervisor of today.
    fn is_supervisor(&self) -> bool {
        self.section.shows().get(self.sheet().grid.column) == Some(&Shown::Supervisor)
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
        if let Event::Filled(form) = event {
            return self.filled(form, cx);
        }
        if let Some(former) = &mut self.former {
            if cx.book.get(former.about).is_none_or(|record| !cx.book.is_live(record)) || matches!(event, Event::Arrive(_)) {
                self.former = None;
            } else {
                return former.hear(event, split(cx.area).1, cx);
            }
        }
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
