//! What comes back to a case from outside: the case itself, what was written, a refusal, a filled form, a choice.

use super::state::{After, Asked, Case};
use super::update::refuse;
use crate::command::{Context, Effect, Event, Form};
use crate::domain::change::{ChangeKind, Slot, Written};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::review::CaseFile;
use crate::domain::value::Value;

impl Case {
    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Answered(Answer::Case(file)) if self.reading => self.put_file(file.as_deref(), cx),
            Event::Answered(Answer::CaseHistory(lines)) => {
                if let Some(log) = &mut self.log {
                    log.lines.clone_from(lines);
                    log.at = log.at.min(lines.len().saturating_sub(1));
                }
                Vec::new()
            }
            Event::Answered(Answer::Round(file)) => self.travel(file, cx),
            Event::Written(written) => self.written(written),
            Event::Refused(why) => {
                self.after = None;
                self.travel = None;
                if let Some(draft) = &mut self.draft {
                    draft.fault = Some(why.clone());
                }
                Vec::new()
            }
            Event::Reloaded => {
                // Whatever was under way is settled by what comes next: a refusal, or nothing.
                self.after = None;
                self.read()
            }
            Event::TextEdited(text) => self.whole_remark_came(text, cx),
            Event::Filled(form) => self.filled(form, cx),
            Event::Picked { id, at } => self.picked(id, *at, cx),
            _ => Vec::new(),
        }
    }

    fn put_file(&mut self, file: Option<&CaseFile>, cx: &Context) -> Vec<Effect> {
        self.reading = false;
        let Some(file) = file.filter(|file| file.line.id == self.review) else {
            self.file = None;
            self.draft = None;
            self.log = None;
            return Vec::new();
        };
        self.file = Some(Box::new(file.clone()));
        let (after, wanted) = (self.after.take(), self.wanted.take());
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let goal = match after {
            _ if !self.placed => wanted.or_else(|| Some(entry.resume())),
            Some(After::Onward) => entry.onward(self.at),
            Some(After::To(slot)) => Some(slot),
            Some(After::Land(ordinal)) => Some(entry.landing(ordinal)),
            _ => None,
        };
        match (goal, after) {
            (Some(goal), _) => self.go(goal),
            (None, Some(after)) => self.asking = after == After::AskWhy,
            (None, None) => {}
        }
        self.placed = true;
        self.settle(cx);
        Vec::new()
    }

    fn written(&mut self, written: &Written) -> Vec<Effect> {
        let mine = self.after.is_some();
        if mine {
            self.draft = None;
        }
        if let Some(effects) = self.begun(written) {
            return effects;
        }
        let touches = written.edits.iter().any(|edit| {
            edit.record == self.review
                || matches!(edit.kind, Kind::Comment | Kind::Challenge | Kind::Correction | Kind::Interview | Kind::Seat | Kind::Worker)
                || self.file.as_ref().is_some_and(|file| file.line.round == Some(edit.record))
        }) || written.kind == ChangeKind::Import;
        if !mine && !touches {
            return Vec::new();
        }
        if matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo) {
            self.after = self.touched(written).map(After::To);
            self.asking = false;
        }
        let mut effects = self.read();
        if self.log.is_some() {
            effects.push(Effect::Read(Query::CaseHistory { review: self.review }));
        }
        effects
    }

    /// The first answer that a change touched.
    fn touched(&self, written: &Written) -> Option<Slot> {
        let of_kind = |wanted: fn(Field) -> bool| {
            let own = written.edits.iter().filter(|edit| edit.record == self.review);
            own.filter(|edit| wanted(edit.field)).map(|edit| edit.slot).min()
        };
        let part = || {
            written.edits.iter().find_map(|edit| match (edit.field, &edit.value) {
                (Field::At, Value::Int(slot)) => u32::try_from(*slot).ok().map(Slot),
                _ => None,
            })
        };
        of_kind(|field| field == Field::Given).or_else(|| of_kind(Field::is_slotted)).or_else(part)
    }

    fn whole_remark_came(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        let Some(Asked::Remark(slot, saw)) = self.asked.take() else { return Vec::new() };
        match self.entry(cx).map(|entry| entry.remark(slot, text, saw)) {
            Some(Ok(Some(change))) => self.write(change, After::Stay),
            Some(Err(why)) => refuse(why),
            _ => {
                self.draft = None;
                Vec::new()
            }
        }
    }

    fn filled(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        let Some(asked) = self.asked.take() else { return Vec::new() };
        let again = asked.clone();
        let done = match asked {
            Asked::Correction(slot, answer) if form.id == "case correction" => self.correct(slot, answer, form, cx),
            Asked::Comment(slot) if form.id == "case comment" => self.comment(slot, form, cx),
            Asked::Reply(slot, comment) if form.id == "case reply" => self.reply(slot, comment, form, cx),
            Asked::Challenge(slot) if form.id == "case challenge" => self.challenge(slot, form, cx),
            Asked::Outcome(slot, challenge) if form.id == "case outcome" => self.decide(slot, challenge, form, cx),
            Asked::Facts if form.id == "case facts" => self.put_facts(form, cx),
            Asked::NewName(ordinal) if form.id == "case new name" => self.put_new_name(ordinal, form, cx),
            Asked::Name(slot) if form.id == "case name" => match self.entry(cx).map(|entry| entry.rename(slot, form.text(0), cx.book.seen))
            {
                Some(Ok(change)) => Ok(self.write(change, After::Stay)),
                Some(Err(why)) => Err((0, why)),
                None => Ok(Vec::new()),
            },
            _ => Ok(Vec::new()),
        };
        match done {
            Ok(effects) => effects,
            Err((field, why)) => {
                self.asked = Some(again);
                vec![Effect::Ask(form.clone().at_fault(field, why))]
            }
        }
    }

    fn put_new_name(&mut self, ordinal: u16, form: &Form, cx: &Context) -> Result<Vec<Effect>, (usize, String)> {
        let Some(entry) = self.entry(cx) else { return Ok(Vec::new()) };
        // The same rules as for another name of an answer that is not there yet.
        let next = entry.occurrences(ordinal).last().map_or(0, |last| last + 1);
        entry.rename(Slot::of(ordinal, next), form.text(0), cx.book.seen).map_err(|why| (0, why))?;
        let label = form.text(0).to_owned();
        Ok(self.add_named(ordinal, &label, After::To, cx))
    }

    fn picked(&mut self, id: &'static str, at: usize, cx: &Context) -> Vec<Effect> {
        match self.asked.take() {
            Some(Asked::Person(ordinal, names)) if id == "case person" => match names.get(at) {
                Some(name) => self.add_named(ordinal, name, After::To, cx),
                None => self.ask_new_name(ordinal, "Who is it? Use a role, such as grandmother, not a name.", cx),
            },
            Some(Asked::Comments(slot, steps)) if id == "case comments" => match steps.get(at) {
                Some(step) => self.take_step(slot, step, cx),
                None => Vec::new(),
            },
            Some(Asked::HandOn(ways)) if id == "case hand on" => match ways.get(at) {
                Some(to) => self.hand_on(*to, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}
