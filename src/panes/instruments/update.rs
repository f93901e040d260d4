//! What the reviewer did, and what the outside answered.

use super::chain::Table;
use super::list::List;
use super::now::{Now, definition};
use super::section::Section;
use super::versions::Versions;
use super::{Instruments, Places, edit, forms};
use crate::command::{Command, Context, Effect, Event, Form, Input, Place};
use crate::domain::change::{Change, ChangeKind, Written};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::value::Value;
use crate::panes::sheet::{Table as _, brief};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Hit;
use crate::widgets::tabs;

impl Instruments {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let places = Places::of(cx.area, self.section);
        if let Input::Click { x, y, .. } = input
            && let Some(at) = tabs::hit(&Section::TITLES, self.section as usize, places.tabs, *x, *y)
        {
            self.turn(Section::ALL[at], cx);
            return Vec::new();
        }
        let Some(now) = self.now(cx) else {
            return match input {
                Input::Command(Command::Enter | Command::InsertRow | Command::Edit) => vec![Effect::Run(Command::Import)],
                _ => Vec::new(),
            };
        };
        let effects = match self.section {
            Section::Versions => self.in_versions(input, &now, cx),
            Section::Chain => self.in_chain(input, &now, cx),
            _ => self.in_cells(input, &now, cx),
        };
        self.settle(cx);
        effects
    }

    /// Commands that mean the same on every tab; none for any other.
    fn everywhere(&mut self, command: Command, now: &Now, cx: &Context) -> Option<Vec<Effect>> {
        Some(match command {
            Command::NextSection | Command::PreviousSection => {
                let by = if command == Command::NextSection { 1 } else { Section::ALL.len() - 1 };
                self.turn(Section::ALL[(self.section as usize + by) % Section::ALL.len()], cx);
                Vec::new()
            }
            Command::CopyVersion => self.begin_next(now, cx),
            _ => return None,
        })
    }

    fn in_versions(&mut self, input: &Input, now: &Now, cx: &Context) -> Vec<Effect> {
        let grid_area = Places::of(cx.area, self.section).grid;
        let list = Versions::new(cx.book, self.uses(cx));
        self.versions.row = now.at;
        let mut effects = Vec::new();
        match input {
            Input::Command(command) => match command {
                Command::Enter => {
                    self.turn(Section::Questions, cx);
                    return Vec::new();
                }
                Command::Edit => {
                    self.turn(Section::General, cx);
                    return Vec::new();
                }
                Command::InsertRow => return self.begin_next(now, cx),
                Command::DeleteRow => return edit::delete_version(now, cx),
                Command::Copy => return vec![Effect::CopyInstrument(now.id)],
                command => {
                    if let Some(effects) = self.everywhere(*command, now, cx) {
                        return effects;
                    }
                    self.versions.command(*command, &list, grid_area);
                }
            },
            Input::Click { x, y, double, .. } => {
                let hit = self.versions.click(*x, *y, false, &list, grid_area);
                if *double && matches!(hit, Hit::Cell { .. }) {
                    self.section = Section::Questions;
                }
            }
            Input::Wheel(down) => self.versions.wheel(*down, &list, grid_area),
            _ => return vec![Effect::Refuse("This is a list of versions: Enter opens one".to_owned())],
        }
        // The version under the cursor is the one that the other tabs show, and its instrument the one that all panes follow.
        if let Some((id, instrument)) = cx.book.instruments().get(self.versions.row).filter(|(id, _)| *id != now.id) {
            self.look_at(*id);
            if instrument.code != cx.chosen.instrument {
                effects.push(Effect::ChooseInstrument(instrument.code.clone()));
            }
        }
        effects
    }

    fn in_chain(&mut self, input: &Input, now: &Now, cx: &Context) -> Vec<Effect> {
        let area = Places::of(cx.area, self.section).grid;
        let chains = self.chains(now, cx);
        let table = Table::new(&chains, cx.chosen.year, &Glyphs::UNICODE);
        let open = |row: usize| vec![Effect::Go(Place::Scores { question: Some(chains.code(row).to_owned()) })];
        match input {
            Input::Command(Command::Enter) => return open(self.chain.row),
            Input::Command(command) => {
                if let Some(effects) = self.everywhere(*command, now, cx) {
                    return effects;
                }
                self.chain.command(*command, &table, area);
            }
            Input::Click { x, y, double, .. } => {
                let hit = self.chain.click(*x, *y, false, &table, area);
                if let (true, Hit::Cell { row, .. }) = (*double, hit) {
                    return open(row);
                }
            }
            Input::Wheel(down) => self.chain.wheel(*down, &table, area),
            _ => {}
        }
        Vec::new()
    }

    fn in_cells(&mut self, input: &Input, now: &Now, cx: &Context) -> Vec<Effect> {
        let places = Places::of(cx.area, self.section);
        let list = List::new(now, self.section, places.is_tall());
        self.sheet_mut().grid.clamp(&list);
        let own = match input {
            _ if self.sheet().draft().is_some() => None,
            Input::Command(command) => self.command(*command, &list, cx),
            Input::Pasted(text) => Some(edit::paste(&list, &self.sheet().grid, text, cx)),
            _ => None,
        };
        match own {
            Some(effects) => effects,
            None => self.sheet_mut().update(input, &list, places.grid, cx).unwrap_or_default(),
        }
    }

    fn command(&mut self, command: Command, list: &List, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        let (row, column) = (self.sheet().grid.row, self.sheet().grid.column);
        let now = list.now;
        if let Some(effects) = self.everywhere(command, now, cx) {
            return Some(effects);
        }
        let changes = matches!(command, C::InsertRow | C::DeleteRow | C::Clear | C::Cut | C::MoveUp | C::MoveDown | C::Paste);
        if !now.is_draft() {
            return match command {
                C::Duplicate => Some(self.begin_next(now, cx)),
                _ if changes => Some(vec![Effect::Refuse(now.fixed())]),
                _ => None,
            };
        }
        Some(match command {
            C::InsertRow => match forms::new(now, self.section, row) {
                Some(form) => vec![Effect::Ask(form)],
                None => vec![Effect::Refuse("These lines are always the same; the values stand to the right".to_owned())],
            },
            C::DeleteRow => edit::delete(now, self.section, row, cx),
            C::MoveUp | C::MoveDown => {
                let (effects, to) = edit::shift(now, self.section, row, command == C::MoveUp, cx);
                self.follow(&effects, to);
                effects
            }
            C::Duplicate => {
                let (effects, to) = edit::copy(now, self.section, row, cx);
                self.follow(&effects, to);
                effects
            }
            C::Clear if list.slot(row, column).is_some() || self.sheet().grid.anchor.is_some() => edit::clear(list, &self.sheet().grid, cx),
            C::Cut => {
                let area = Places::of(cx.area, self.section).grid;
                let mut effects = self.sheet_mut().update(&Input::Command(C::Copy), list, area, cx).unwrap_or_default();
                effects.extend(edit::clear(list, &self.sheet().grid, cx));
                effects
            }
            _ => return None,
        })
    }

    /// The cursor goes along with a row that is written elsewhere.
    fn follow(&mut self, effects: &[Effect], to: usize) {
        if effects.iter().any(|effect| matches!(effect, Effect::Write(_))) {
            self.sheet_mut().grid.row = to;
        }
    }

    /// Asks for the year of the next version, or goes to the draft that is there already.
    fn begin_next(&mut self, now: &Now, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let Some((newest, year)) = self.newest(now, cx) else { return Vec::new() };
        if newest.is_draft() {
            let version = newest.instrument.version;
            self.look_at(newest.id);
            return vec![Effect::Say(format!("Version {version} is a draft already: nothing uses it yet, so change it here"))];
        }
        vec![Effect::Ask(forms::next(&newest, year))]
    }

    /// The newest version of the instrument in view, and the first year that a next one could be in force.
    fn newest(&self, now: &Now, cx: &Context) -> Option<(Now, i32)> {
        let versions = cx.book.instruments();
        let code = &now.instrument.code;
        let at = versions.iter().rposition(|(_, i)| i.code == *code)?;
        let uses = self.uses(cx);
        let of_code = versions.iter().zip(uses.iter()).filter(|((_, i), _)| i.code == *code);
        let last = of_code.filter_map(|((_, i), used)| used.years.map(|(_, last)| last).max(i.in_force_from)).max();
        let year = last.map_or_else(|| cx.book.fiscal_year(cx.today), |last| last + 1);
        Some((self.version_at(at, now, cx)?, year))
    }

    fn version_at(&self, at: usize, now: &Now, cx: &Context) -> Option<Now> {
        let (id, instrument) = cx.book.instruments().get(at)?;
        let used = *self.uses(cx).get(at)?;
        Some(Now { id: *id, at, instrument: std::sync::Arc::clone(instrument), used, ..now.clone() })
    }

    /// Shows another version.
    fn look_at(&mut self, version: crate::domain::id::Id) {
        if self.version != Some(version) {
            self.version = Some(version);
            for sheet in &mut self.sheets {
                sheet.drop_draft();
                sheet.grid.anchor = None;
            }
        }
    }

    fn turn(&mut self, section: Section, cx: &Context) {
        if !self.section.has_cells() || self.sheet().draft().is_none() {
            self.section = section;
            self.settle(cx);
        }
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Arrive(Place::Instruments { version }) => {
                if let Some(version) = version {
                    self.look_at(*version);
                }
                effects.push(Effect::Read(Query::Forms));
            }
            Event::Answered(Answer::Forms(entered)) if self.entered != *entered => {
                self.entered.clone_from(entered);
                self.uses.forget();
            }
            Event::Answered(Answer::InstrumentId(id)) => {
                if let Some(coming) = self.coming.take() {
                    self.version = Some(*id);
                    return vec![Effect::Write(begun(*id, &coming, cx))];
                }
            }
            Event::ChosenMoved => {
                let code = self.now(cx).map(|now| now.instrument.code.clone());
                if code.is_some_and(|code| code != cx.chosen.instrument) {
                    self.version = None;
                }
            }
            Event::Filled(form) => effects.extend(self.filled(form, cx)),
            Event::Written(written) => effects.extend(self.written(written, cx)),
            _ => {}
        }
        if let Some(now) = self.now(cx).filter(|_| self.section.has_cells()) {
            let places = Places::of(cx.area, self.section);
            let list = List::new(&now, self.section, places.is_tall());
            effects.extend(self.sheet_mut().hear(event, &list, places.grid));
        }
        self.settle(cx);
        effects
    }

    fn filled(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        let Some(now) = self.now(cx) else { return Vec::new() };
        if form.id == forms::NEXT {
            let Some((newest, year)) = self.newest(&now, cx) else { return Vec::new() };
            return match forms::filled_next(form, &newest, year) {
                Ok(coming) => {
                    let query = Query::InstrumentId { instrument: coming.instrument.code.clone(), version: coming.instrument.version };
                    self.coming = Some(coming);
                    vec![Effect::Read(query)]
                }
                Err(why) => vec![Effect::Ask(form.clone().at_fault(0, crate::panes::sheet::capital(&why)))],
            };
        }
        if form.id != forms::NEW || !self.section.has_cells() {
            return Vec::new();
        }
        match forms::filled_new(form, &now, self.section, self.sheet().grid.row) {
            Ok((new, at, words)) => {
                let effects = now.write(&new, words, cx);
                self.follow(&effects, at);
                effects
            }
            Err((field, why)) => vec![Effect::Ask(form.clone().at_fault(field, why))],
        }
    }

    /// A new version is shown at once; undo and redo show what they changed; reviews that came or went are counted again.
    fn written(&mut self, written: &Written, cx: &Context) -> Vec<Effect> {
        let turned = matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo);
        let own = written.edits.iter().find(|edit| edit.kind == Kind::Instrument);
        if let Some(edit) = own.filter(|edit| cx.book.instrument(edit.record).is_some()) {
            let begun = written.edits.iter().any(|edit| edit.field == Field::Version);
            if begun && self.version == Some(edit.record) && !turned {
                self.section = Section::Questions;
            }
            if turned {
                self.version = Some(edit.record);
            }
        }
        let reviews = written.counts_moved || written.edits.iter().any(|edit| edit.kind == Kind::Review);
        if reviews && (turned || written.kind == ChangeKind::Import) { vec![Effect::Read(Query::Forms)] } else { Vec::new() }
    }

    /// Brings the cursors into view.
    fn settle(&mut self, cx: &Context) {
        let Some(now) = self.now(cx) else { return };
        let places = Places::of(cx.area, self.section);
        self.open = now.is_draft();
        match self.section {
            Section::Versions => {
                let list = Versions::new(cx.book, self.uses(cx));
                self.versions.row = now.at;
                self.versions.settle(&list, places.grid);
            }
            Section::Chain => {
                let chains = self.chains(&now, cx);
                let table = Table::new(&chains, cx.chosen.year, &Glyphs::UNICODE);
                self.chain.clamp(&table);
                self.chain.settle(&table, places.grid);
            }
            _ => {
                let list = List::new(&now, self.section, places.is_tall());
                self.sheet_mut().grid.clamp(&list);
                self.sheet_mut().grid.settle(&list, places.grid);
            }
        }
    }
}

/// The change that begins a version.
fn begun(id: crate::domain::id::Id, coming: &forms::Coming, cx: &Context) -> Change {
    let new = &coming.instrument;
    let from = new.in_force_from.map_or_else(String::new, |year| format!(", in force from FY{year}"));
    let words = format!("version {} of {}{from}", new.version, brief(&new.title));
    Change::new(words, cx.book.seen)
        .with(id, Kind::Instrument, Field::Code, Value::text(&new.code))
        .with(id, Kind::Instrument, Field::Version, Value::Int(i64::from(new.version)))
        .with(id, Kind::Instrument, Field::Title, Value::text(&new.title))
        .with(id, Kind::Instrument, Field::Definition, definition(new))
}
