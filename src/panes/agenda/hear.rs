//! What the outside answered: rounds and scans that are not kept in memory, filled forms, choices, changes.

use super::asking::{HAND_OVER, PUT_OFF, WHICH, WHOSE, WORDS};
use super::state::{Agenda, split};
use crate::command::{Context, Effect, Event, Place};
use crate::domain::agenda;
use crate::domain::change::ChangeKind;
use crate::domain::query::{Answer, Query};
use crate::domain::round::{Round, Worklist};

impl Agenda {
    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Arrive(Place::Agenda { whose }) => {
                if let Some(whose) = whose {
                    self.person = Some(whose.clone());
                    self.view = agenda::View::All;
                    self.begin(cx);
                }
                self.read(cx)
            }
            Event::Answered(Answer::Round(file)) => {
                if let Some(round) = Round::of(cx.book, file.round) {
                    let work = agenda::owed(&Worklist::new(round, (**file).clone()));
                    if self.works.get(&work.round) != Some(&work) {
                        self.works.insert(work.round, work);
                        self.answered(cx);
                    }
                }
                Vec::new()
            }
            Event::Answered(Answer::Scans(scans)) => {
                if self.scans != *scans {
                    self.scans.clone_from(scans);
                    self.answered(cx);
                }
                Vec::new()
            }
            Event::Filled(form) => match form.id {
                PUT_OFF => self.put_off(form, cx),
                HAND_OVER => self.hand_over(form, cx),
                WORDS => {
                    form.text(0).clone_into(&mut self.words);
                    self.begin(cx);
                    Vec::new()
                }
                _ => Vec::new(),
            },
            Event::Picked { id: WHOSE, at } => {
                self.choose_person(*at, cx);
                Vec::new()
            }
            Event::Picked { id: WHICH, at } => self.choose_sort(*at, cx),
            Event::Written(written) => {
                // Who has not been here yet has nothing to lose; who comes back reads anew.
                if self.under.is_some() {
                    self.keep(cx);
                }
                let undone = matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo);
                let reads = std::mem::take(&mut self.waits) || (undone && !self.works.is_empty());
                if reads { self.read(cx) } else { Vec::new() }
            }
            Event::Reloaded => {
                self.forget();
                if self.under.is_some() {
                    self.keep(cx);
                    return self.read(cx);
                }
                Vec::new()
            }
            Event::ChosenMoved if self.under.is_some() => {
                let area = split(cx.area).1;
                self.on_list(cx, |grid, list| grid.settle(list, area));
                Vec::new()
            }
            Event::Refused(_) => {
                self.waits = false;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Asks the file for what is not kept in memory: open rounds, and the scans of the months that count.
    fn read(&mut self, cx: &Context) -> Vec<Effect> {
        let open: Vec<Round> = Round::all(cx.book).into_iter().filter(|round| round.open).collect();
        let before = self.works.len();
        self.works.retain(|id, _| open.iter().any(|round| round.id == *id));
        self.answers += u64::from(self.works.len() != before);
        let (from, until) = agenda::scan_months(cx.today);
        let mut effects: Vec<Effect> = open.iter().map(|round| Effect::Read(Query::Round { round: round.id })).collect();
        effects.push(Effect::Read(Query::Scans { from, until }));
        effects
    }

    fn answered(&mut self, cx: &Context) {
        self.answers += 1;
        self.keep(cx);
    }
}
