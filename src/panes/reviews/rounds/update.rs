//! Commands, answers and filled forms to effects.

use std::rc::Rc;

use super::rows::Rows;
use super::view::split;
use super::{Pending, Rounds};
use crate::command::{Command, Context, Effect, Event, Form, Input, Place};
use crate::domain::id::Id;
use crate::domain::query::{Answer, Query};
use crate::domain::round::{Round, USUAL_CONFIDENCE, USUAL_MARGIN, Worklist, setup};
use crate::panes::reviews::set_up;
use crate::panes::reviews::steps::{change_set_up, close_or_reopen, next_id, open_next, proposed};
use crate::panes::sheet::capital;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Hit;

/// Rounds that are read at once besides the open ones; the others when the cursor comes to them.
const AT_ONCE: usize = 12;

impl Rounds {
    /// Reads the rounds that a screen shows first.
    pub(super) fn read(&mut self, cx: &Context) -> Vec<Effect> {
        let rounds = Round::all(cx.book);
        self.known.retain(|id, _| rounds.iter().any(|round| round.id == *id));
        let wanted = rounds.iter().enumerate().filter(|(at, round)| round.open || *at < AT_ONCE || self.known.contains_key(&round.id));
        wanted.map(|(_, round)| Effect::Read(Query::Round { round: round.id })).collect()
    }

    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Option<Vec<Effect>> {
        let known = std::mem::take(&mut self.known);
        let rows = Rows::new(&known, self.grid.sort, cx, &Glyphs::UNICODE);
        self.grid.clamp(&rows);
        let effects = self.answer(input, &rows, cx);
        let unread = rows.round(self.grid.row).filter(|round| !known.contains_key(&round.id)).map(|round| round.id);
        drop(rows);
        self.known = known;
        let mut effects = effects?;
        effects.extend(unread.map(|round| Effect::Read(Query::Round { round })));
        Some(effects)
    }

    fn answer(&mut self, input: &Input, rows: &Rows, cx: &Context) -> Option<Vec<Effect>> {
        let (area, _) = split(cx.area);
        let at = rows.round(self.grid.row);
        let list = rows.list(self.grid.row);
        let none = || vec![Effect::Refuse("There is no round here yet: Insert opens one".to_owned())];
        Some(match *input {
            Input::Command(Command::Enter) => at.map_or_else(none, |round| vec![Effect::Go(Place::Round { round: round.id })]),
            Input::Command(Command::InsertRow) => match set_up::ask_new(cx) {
                Ok(form) => vec![Effect::Ask(form)],
                Err(why) => vec![Effect::Refuse(why)],
            },
            Input::Command(Command::Edit) => at.map_or_else(none, |round| {
                self.changing = Some(round.id);
                vec![Effect::Ask(set_up::ask_change(round, cx))]
            }),
            Input::Command(Command::SampleSize) => {
                let population = list.map(|list| list.file.population.cases.len()).filter(|n| *n > 0);
                let (margin, confidence) = at.map_or((USUAL_MARGIN, USUAL_CONFIDENCE), |round| (round.margin, round.confidence));
                vec![Effect::Ask(set_up::ask_size(population, margin, confidence))]
            }
            Input::Command(Command::NextRound) => at.map_or_else(none, |round| {
                self.pending = Pending::Next(round.id);
                vec![next_id(round)]
            }),
            Input::Command(Command::CloseRound) => list.map_or_else(none, |list| vec![close_or_reopen(list, cx)]),
            Input::Command(Command::DeleteRow) => list.map_or_else(none, |list| vec![proposed(setup::delete(list, cx.book.seen))]),
            Input::Command(Command::Sort) => {
                self.grid.cycle_sort(self.grid.column);
                Vec::new()
            }
            Input::Command(Command::Cancel) if self.grid.anchor.is_none() => return None,
            Input::Command(command) => {
                self.grid.command(command, rows, area);
                Vec::new()
            }
            Input::Click { x, y, double, extend } => match self.grid.click(x, y, extend, rows, area) {
                Hit::Header(column) => {
                    self.grid.cycle_sort(column);
                    Vec::new()
                }
                Hit::Cell { row, .. } if double => {
                    rows.round(row).map(|round| Effect::Go(Place::Round { round: round.id })).into_iter().collect()
                }
                _ => Vec::new(),
            },
            Input::Drag { x, y } => {
                self.grid.drag(x, y, rows, area);
                Vec::new()
            }
            Input::Wheel(down) => {
                self.grid.wheel(down, rows, area);
                Vec::new()
            }
            Input::Typed(_) | Input::Pasted(_) => Vec::new(),
        })
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Answered(Answer::Round(file)) => {
                if let Some(round) = Round::of(cx.book, file.round) {
                    self.known.insert(round.id, Rc::new(Worklist::new(round, (**file).clone())));
                }
                Vec::new()
            }
            Event::Answered(Answer::RoundId(id)) => self.know_id(*id, cx),
            Event::Filled(form) => self.fill(form, cx),
            Event::Written(written) => {
                if let Pending::Go(id) = self.pending
                    && written.edits.iter().any(|edit| edit.record == id)
                {
                    self.pending = Pending::Nothing;
                    return vec![Effect::Go(Place::Round { round: id })];
                }
                self.settle(cx);
                self.read(cx)
            }
            Event::Refused(_) => {
                self.pending = Pending::Nothing;
                Vec::new()
            }
            Event::Reloaded => {
                self.settle(cx);
                self.read(cx)
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, cx: &Context) {
        let rows = Rows::new(&self.known, self.grid.sort, cx, &Glyphs::UNICODE);
        let mut grid = self.grid.clone();
        grid.settle(&rows, split(cx.area).0);
        self.grid = grid;
    }

    fn fill(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        match form.id {
            set_up::NEW => match set_up::read_new(form, cx) {
                Ok(read) => {
                    let query = Query::RoundId { instrument: read.instrument.clone(), year: read.year, region: read.region };
                    self.pending = Pending::Open(Box::new(read), form.clone());
                    vec![Effect::Read(query)]
                }
                Err((at, why)) => vec![Effect::Ask(form.clone().at_fault(at, why))],
            },
            set_up::CHANGE => {
                let round = self.changing.and_then(|id| Round::of(cx.book, id));
                round.map_or_else(Vec::new, |round| vec![change_set_up(form, &round, cx)])
            }
            set_up::SIZE => vec![Effect::Ask(set_up::answer_size(form.clone()))],
            _ => Vec::new(),
        }
    }

    fn know_id(&mut self, id: Id, cx: &Context) -> Vec<Effect> {
        match std::mem::take(&mut self.pending) {
            Pending::Open(read, form) => match setup::open(cx.book, id, &read, cx.book.seen) {
                Ok(change) => {
                    self.pending = Pending::Go(id);
                    vec![Effect::Write(change)]
                }
                Err(why) => vec![Effect::Ask(form.at_fault(0, capital(&why)))],
            },
            Pending::Next(round) => Round::of(cx.book, round).map(|round| open_next(&round, id, cx)).into_iter().collect(),
            pending => {
                self.pending = pending;
                Vec::new()
            }
        }
    }
}
