//! Further answers to one question: months and persons are added, named and taken away.

use super::state::{After, Asked, Case};
use super::update::refuse;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::change::Slot;
use crate::domain::instrument::Repeats;

impl Case {
    pub(super) fn add_occurrence(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        if let Err(why) = self.may_enter(cx) {
            return refuse(why);
        }
        let ordinal = self.at.question();
        let code = entry.code(ordinal);
        if !entry.is_asked(ordinal) {
            return refuse(entry.unasked_words(ordinal));
        }
        let Some(question) = entry.question(ordinal) else { return Vec::new() };
        let free = entry.free_labels(ordinal);
        match &question.repeats {
            Repeats::Once => refuse(format!("{code} is answered once in a case")),
            Repeats::Months => match free.first() {
                // Several months are added in a row, then answered in turn.
                Some(month) => self.add_named(ordinal, month, |slot| After::Land(slot.question()), cx),
                None if entry.file.from.is_none() => {
                    self.ask_new_name(ordinal, "F4 sets the period under review; then months get their names", cx)
                }
                None => refuse(format!("{code} has every month of the period under review")),
            },
            Repeats::Named(_) => {
                let mut lines: Vec<(String, String)> = free.iter().map(|name| (name.clone(), String::new())).collect();
                lines.push(("Somebody else".to_owned(), "asks for the name".to_owned()));
                let title = format!("{code}: for whom else?");
                self.asked = Some(Asked::Person(ordinal, free));
                vec![Effect::Pick { id: "case person", title, lines, at: 0 }]
            }
        }
    }

    pub(super) fn add_named(&mut self, ordinal: u16, label: &str, after: fn(Slot) -> After, cx: &Context) -> Vec<Effect> {
        match self.entry(cx).map(|entry| entry.add(ordinal, label, cx.book.seen)) {
            Some(Ok((change, slot))) => self.write(change, after(slot)),
            Some(Err(why)) => refuse(why),
            None => Vec::new(),
        }
    }

    pub(super) fn ask_new_name(&mut self, ordinal: u16, words: &str, cx: &Context) -> Vec<Effect> {
        let code = self.entry(cx).map_or(String::new(), |entry| entry.code(ordinal).to_owned());
        self.asked = Some(Asked::NewName(ordinal));
        let field = FormField::new("Name", Takes::Line).hint("Jun 2026, Grandmother");
        vec![Effect::Ask(Form::new("case new name", format!("{code}: one more answer"), words, vec![field]))]
    }

    /// Enter: another name for the month or person; nothing where there is one answer only.
    pub(super) fn ask_name(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let repeats = entry.question(self.at.question()).is_some_and(|q| !q.repeats.is_once());
        if !repeats && entry.occurrences(self.at.question()).len() == 1 {
            self.step(1, cx);
            return Vec::new();
        }
        if let Err(why) = self.may_enter(cx) {
            return refuse(why);
        }
        let (code, label) = (entry.code(self.at.question()), entry.label(self.at));
        let form = Form::new(
            "case name",
            format!("{code}: which month or person"),
            "The name of this answer. Insert adds a further one.",
            vec![FormField::new("Name", Takes::Line).with(label)],
        );
        self.asked = Some(Asked::Name(self.at));
        vec![Effect::Ask(form)]
    }

    pub(super) fn delete_occurrence(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        if let Err(why) = self.may_enter(cx) {
            return refuse(why);
        }
        let question = self.at.question();
        let before = entry.occurrences(question).into_iter().rev().find(|o| *o < self.at.occurrence()).unwrap_or(0);
        match entry.remove(self.at, cx.book.seen) {
            Ok(change) => self.write(change, After::To(Slot::of(question, before))),
            Err(why) => refuse(why),
        }
    }
}
