//! What the outside answered: rounds and scans that are not kept in memory, filled forms, choices, changes.

use super::asking::{HAND_OVER, PUT_OFF, WHICH, WHOSE, WORDS};
use super::state::Agenda;
use crate::command::{Context, Effect, Event, Place};
use crate::domain::agenda;
use crate::domain::kind::Kind;
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
                    self.note(cx);
                }
                self.read(cx)
            }
            Event::Answered(Answer::Round(file)) => {
                if let Some(round) = Round::of(cx.book, file.round) {
                    let work = agenda::owed(&Worklist::new(round, (**file).clone()));
                    if self.works.get(&work.round) != Some(&work) {
                        self.works.insert(work.round, work);
                        self.answers += 1;
                    }
                }
                Vec::new()
            }
            Event::Answered(Answer::Scans(scans)) => {
                if self.scans != *scans {
                    self.scans.clone_from(scans);
                    self.answers += 1;
                }
                Vec::new()
            }
            Event::Filled(form) => match form.id {
                PUT_OFF => self.put_off(form, cx),
                HAND_OVER => self.hand_over(form, cx),
                WORDS => {
                    form.text(0).clone_into(&mut self.words);
                    self.begin(cx);
                    self.note(cx);
                    Vec::new()
                }
                _ => Vec::new(),
            },
            Event::Picked { id: WHOSE, at } => {
                self.choose_person(*at, cx);
                self.note(cx);
                Vec::new()
            }
            Event::Picked { id: WHICH, at } => {
                let effects = self.choose_sort(*at, cx);
                self.note(cx);
                effects
            }
            // Reviews that were handed over from here are read again, also when that is undone. All else stands in the book;
            // whoever comes here anew reads anew.
            Event::Written(written) if self.handed && written.edits.iter().any(|edit| edit.kind == Kind::Review) => self.read(cx),
            Event::Reloaded => {
                self.forget();
                if self.under.is_some() { self.read(cx) } else { Vec::new() }
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
}
