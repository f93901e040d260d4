//! What the reviewer did, and what the outside answered.

use super::detail::{FIELDS, MOST_FIELDS};
use super::limits::{WHO, Wants};
use super::log::{Log, word};
use super::{History, STEP, goes, split, turn};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::change::ChangeKind;
use crate::domain::history::{Filter, Page, Sort};
use crate::domain::query::{Answer, Query};
use crate::domain::tsv;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::tabs;

/// No more lines than this are held in memory.
const MOST: usize = 20_000;

impl History {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let mut effects = match input {
            Input::Command(command) => self.command(*command, cx),
            Input::Click { x, y, double, extend } => self.click((*x, *y), *double, *extend, cx),
            Input::Drag { x, y } => {
                self.on_grid(cx, |grid, log, area| grid.drag(*x, *y, log, area));
                Vec::new()
            }
            Input::Wheel(down) => {
                self.on_grid(cx, |grid, log, area| grid.wheel(*down, log, area));
                Vec::new()
            }
            Input::Typed(_) | Input::Pasted(_) => Vec::new(),
        };
        effects.extend(self.ask_for_more());
        effects.extend(self.follow());
        effects
    }

    /// Lends the grid with its log and place.
    fn on_grid<R>(&mut self, cx: &Context, act: impl FnOnce(&mut crate::widgets::grid::GridState, &Log, crate::command::Area) -> R) -> R {
        let area = split(cx.area).list;
        let log = Log::new(&self.lines, &self.filter, area.width, cx, &Glyphs::UNICODE);
        act(&mut self.grid, &log, area)
    }

    fn command(&mut self, command: Command, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let sort = self.filter.sort as usize;
        let n = Sort::ALL.len();
        match command {
            C::NextSection => self.turn_to(Sort::ALL[(sort + 1) % n]),
            C::PreviousSection => self.turn_to(Sort::ALL[(sort + n - 1) % n]),
            C::Filter => self.ask_people(Wants::Form),
            C::WhoseItems => self.ask_people(Wants::Choice),
            C::Find => self.ask_words(),
            C::UndoThis => self.ask_turn(cx),
            C::Cancel | C::Previous | C::Left if self.detail.inside => {
                self.detail.inside = false;
                Vec::new()
            }
            C::Cancel => self.widen(),
            C::Next if !self.detail.inside => self.enter_detail(),
            C::Enter => self.enter(cx),
            C::Copy => self.copy(cx).into_iter().collect(),
            _ if self.detail.inside => self.move_inside(command, cx),
            _ => {
                self.on_grid(cx, |grid, log, area| grid.command(command, log, area));
                Vec::new()
            }
        }
    }

    fn enter_detail(&mut self) -> Vec<Effect> {
        self.detail.inside = !self.detail.told.is_empty();
        Vec::new()
    }

    fn move_inside(&mut self, command: Command, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let last = self.detail.told.len().saturating_sub(1);
        let page = usize::from(split(cx.area).detail.height / 2).max(1);
        let at = &mut self.detail.at;
        *at = match command {
            C::Up => at.saturating_sub(1),
            C::Down | C::Next => (*at + 1).min(last),
            C::PageUp => at.saturating_sub(page),
            C::PageDown => (*at + page).min(last),
            C::Home | C::Top => 0,
            C::End | C::Bottom => last,
            _ => *at,
        };
        if *at == last && self.detail.has_more() {
            self.detail.asked = (self.detail.asked * 4).min(MOST_FIELDS);
            return vec![Effect::Read(Query::Change { change: self.detail.names.change, limit: self.detail.asked })];
        }
        Vec::new()
    }

    /// To where the record lives; a change of several records is looked into first.
    fn enter(&mut self, cx: &Context) -> Vec<Effect> {
        let file = &self.detail.names;
        let touch = if self.detail.inside {
            file.touches.get(self.detail.at)
        } else if self.detail.record(false).is_some() {
            file.touches.first()
        } else if !file.touches.is_empty() {
            return self.enter_detail();
        } else if file.imported.is_some() {
            return vec![Effect::Go(Place::Reviews)];
        } else {
            None
        };
        match touch {
            Some(touch) => {
                let (place, said) = goes::to(cx.book, file, touch);
                let said = said.map(|said| Effect::Say(said.to_owned()));
                std::iter::once(Effect::Go(place)).chain(said).collect()
            }
            None => vec![Effect::Say("It touches no record".to_owned())],
        }
    }

    /// Shows more again: where one came from, or everything.
    fn widen(&mut self) -> Vec<Effect> {
        let sort = self.filter.sort;
        if self.came {
            self.clear(Filter::default());
            return vec![Effect::GoBack];
        }
        if (Filter { sort: Sort::All, ..self.filter.clone() }).is_empty() {
            return Vec::new();
        }
        self.narrow(Filter { sort, ..Filter::default() })
    }

    fn clear(&mut self, filter: Filter) {
        self.filter = filter;
        self.since = None;
        self.came = false;
        self.detail.inside = false;
        self.lines.clear();
        self.grid.row = 0;
    }

    fn turn_to(&mut self, sort: Sort) -> Vec<Effect> {
        self.narrow(Filter { sort, ..self.filter.clone() })
    }

    /// Other limits: the list is read anew, from its newest line.
    fn narrow(&mut self, filter: Filter) -> Vec<Effect> {
        if filter.after.is_none() {
            self.since = None;
        }
        self.came &= filter.of.is_some() || filter.after.is_some();
        self.filter = filter;
        self.detail.inside = false;
        self.lines.clear();
        self.grid.row = 0;
        vec![self.ask(STEP)]
    }

    fn ask(&mut self, limit: u32) -> Effect {
        self.read = true;
        Effect::Read(Query::History { filter: Box::new(self.filter.clone()), before: None, limit })
    }

    /// The same again, as far as it was read.
    fn ask_again(&mut self) -> Effect {
        self.ask((self.lines.len() as u32).max(STEP))
    }

    /// At the end of the lines the next stretch is asked for.
    fn ask_for_more(&self) -> Option<Effect> {
        let last = self.lines.last().filter(|_| self.more && self.lines.len() < MOST && self.grid.row + 1 >= self.lines.len())?;
        Some(Effect::Read(Query::History { filter: Box::new(self.filter.clone()), before: Some(last.change), limit: STEP }))
    }

    /// The change under the cursor is read if it is another one.
    fn follow(&mut self) -> Option<Effect> {
        let line = self.lines.get(self.grid.row)?;
        if line.change == self.detail.names.change {
            return None;
        }
        self.detail.inside = false;
        self.detail.asked = FIELDS;
        Some(Effect::Read(Query::Change { change: line.change, limit: FIELDS }))
    }

    fn click(&mut self, (x, y): (u16, u16), double: bool, extend: bool, cx: &Context) -> Vec<Effect> {
        let parts = split(cx.area);
        if let Some(at) = tabs::hit(&Sort::TITLES, self.filter.sort as usize, parts.tabs, x, y) {
            return self.turn_to(Sort::ALL[at]);
        }
        if parts.limits.contains(x, y) {
            return self.ask_people(Wants::Form);
        }
        if parts.detail.contains(x, y) {
            if let Some(touch) = super::view::touch_at(self, y, cx) {
                self.detail.inside = true;
                self.detail.at = touch;
                return if double { self.enter(cx) } else { Vec::new() };
            }
            return Vec::new();
        }
        self.detail.inside = false;
        self.on_grid(cx, |grid, log, area| grid.click(x, y, extend, log, area));
        if double {
            let mut effects: Vec<Effect> = self.follow().into_iter().collect();
            if effects.is_empty() {
                effects = self.enter(cx);
            }
            return effects;
        }
        Vec::new()
    }

    fn copy(&self, cx: &Context) -> Option<Effect> {
        if self.detail.inside {
            let told = self.detail.told.get(self.detail.at)?;
            let row = vec![told.what(), told.before.clone(), told.after.clone()];
            return Some(Effect::Copy { text: tsv::to_tsv(&[row]), what: format!("the {} before and after", told.field) });
        }
        let log = Log::new(&self.lines, &self.filter, cx.area.width, cx, &Glyphs::UNICODE);
        let range = self.grid.range();
        let rows: Vec<Vec<String>> = self
            .lines
            .iter()
            .skip(range.top)
            .take(range.bottom + 1 - range.top)
            .map(|line| {
                let undone = if line.undone { "undone" } else { "" };
                vec![log.when(line), line.who.clone(), word(line.kind).to_owned(), line.words.clone(), undone.to_owned()]
            })
            .collect();
        let what = if rows.len() == 1 { "this line of the history".to_owned() } else { format!("{} lines of the history", rows.len()) };
        (!rows.is_empty()).then(|| Effect::Copy { text: tsv::to_tsv(&rows), what })
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Arrive(Place::History { of: Some(record) }) => {
                self.clear(Filter { of: Some(*record), ..Filter::default() });
                self.came = true;
                vec![self.ask(STEP)]
            }
            Event::Arrive(Place::HistorySince { mark, when }) => {
                self.clear(Filter { after: Some(*mark), ..Filter::default() });
                (self.since, self.came) = (Some(when.clone()), true);
                vec![self.ask(STEP)]
            }
            Event::Arrive(Place::History { of: None }) => {
                // Limits that one has set stay; those that one came with do not.
                if self.came {
                    self.clear(Filter::default());
                }
                vec![self.ask_again()]
            }
            // An edit is made in another pane, and who comes back from there arrives anew. The rest can happen while the log is in view.
            Event::Written(written) if self.read && written.kind != ChangeKind::Edit => vec![self.ask_again()],
            Event::Reloaded if self.read => vec![self.ask_again()],
            Event::Answered(Answer::History(page)) => self.paged(page, cx),
            Event::Answered(Answer::Change(Some(file))) => {
                self.detail.take((**file).clone(), cx);
                Vec::new()
            }
            Event::Answered(Answer::People(people)) => self.with_people(people, cx),
            Event::Answered(Answer::Turning(Some(turning))) => vec![turn::question(turning, cx)],
            Event::Filled(form) => match self.filled(form, cx) {
                Some(Ok(filter)) => self.narrow(filter),
                Some(Err(form)) => vec![Effect::Ask(form)],
                None => Vec::new(),
            },
            Event::Picked { id: WHO, at } => {
                let who = at.checked_sub(1).and_then(|at| self.people.get(at)).cloned();
                self.narrow(Filter { who, ..self.filter.clone() })
            }
            _ => Vec::new(),
        }
    }

    /// A stretch was read: all anew, or further lines.
    fn paged(&mut self, page: &Page, cx: &Context) -> Vec<Effect> {
        if page.before.is_none() {
            // The cursor stays on its change while newer ones come in above it.
            let at = self.lines.get(self.grid.row).map(|line| line.change).filter(|_| self.grid.row > 0);
            self.lines.clone_from(&page.lines);
            if let Some(row) = at.and_then(|at| self.lines.iter().position(|line| line.change == at)) {
                self.grid.row = row;
            }
        } else if page.before == self.lines.last().map(|line| line.change) {
            self.lines.extend_from_slice(&page.lines);
        } else {
            return Vec::new();
        }
        self.more = page.more;
        self.on_grid(cx, |grid, log, area| grid.settle(log, area));
        // What the change names may have moved meanwhile, and so may whether it stands.
        match self.lines.get(self.grid.row) {
            Some(line) if page.before.is_none() => {
                vec![Effect::Read(Query::Change { change: line.change, limit: self.detail.asked })]
            }
            _ => Vec::new(),
        }
    }
}
