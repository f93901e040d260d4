//! Settling an answer that two reviewers gave differently: what is to stand, and why. One change, one step of undo.

use super::found::Found;
use super::rows::named;
use crate::command::form::{Form, FormField, Takes};
use crate::command::{Context, Effect};
use crate::domain::agreement::blind::RECONCILED;
use crate::domain::answers::{Answer, Why};
use crate::domain::behind::worth::label;
use crate::domain::change::{Change, Seen, Slot};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;

/// The name of its dialogs.
pub(super) const ID: &str = "reconcile";

const NOT_SAID: &str = "not said";

/// An answer being settled.
#[derive(Debug)]
pub(super) struct Settling {
    review: Id,
    slot: Slot,
    saw: Seen,
    code: String,
    /// What can stand, with its words and whether a reason for a no is to be asked.
    choices: Vec<(Answer, String, bool)>,
    chosen: Option<usize>,
}

impl Settling {
    /// Begins with one of the differing answers: asks what is to stand.
    pub fn begin(found: &Found, line: usize, cx: &Context) -> (Settling, Effect) {
        let line = &found.lines[line];
        let twice = &found.twice[line.case];
        let mut choices = Vec::new();
        let mut shown = Vec::new();
        let mut code = String::new();
        if let Some(instrument) = &found.instrument {
            let question = &instrument.questions[usize::from(line.ordinal)];
            code.clone_from(&question.code);
            let words = |answer| label(instrument, answer).to_owned();
            shown.push((format!("Keep the first: {}", words(line.first)), named(&twice.first.reviewer).to_owned()));
            choices.push((line.first, words(line.first), false));
            shown.push((format!("Take the second: {}", words(line.second)), named(&twice.second.reviewer).to_owned()));
            choices.push((line.second, words(line.second), false));
            for (option, facts) in (1u8..).zip(&instrument.options) {
                if question.allows(option) && option != line.first.option() && option != line.second.option() {
                    shown.push((format!("Another answer: {}", facts.label), String::new()));
                    choices.push((Answer::new(option, None), facts.label.clone(), facts.why));
                }
            }
        }
        let title = format!("What is to stand for {code}?");
        let settling = Settling { review: twice.first.id, slot: line.slot(), saw: cx.book.seen, code, choices, chosen: None };
        (settling, Effect::Pick { id: ID, title, lines: shown, at: 0 })
    }

    /// One was picked: asks why.
    pub fn picked(&mut self, at: usize) -> Option<Effect> {
        let (_, words, asks_why) = self.choices.get(at)?;
        let mut fields = vec![FormField::new("Reason", Takes::Line).hint("what in the record decided it")];
        if *asks_why {
            let whys = std::iter::once(NOT_SAID).chain(Why::ALL.iter().map(|why| why.words())).map(str::to_owned).collect();
            fields.push(FormField::new("Why not", Takes::OneOf(whys)).with(NOT_SAID));
        }
        let sentence = "The reason stands in the history of the case. The figures of agreement stay those of the blind answers.";
        self.chosen = Some(at);
        Some(Effect::Ask(Form::new(ID, format!("{}: {words}", self.code), sentence, fields)))
    }

    /// The reason was given: the change, or the form once more.
    pub fn filled(&self, form: &Form, found: Option<&Found>, cx: &Context) -> Effect {
        let reason = form.text(0);
        if reason.is_empty() {
            return Effect::Ask(form.clone().at_fault(0, "Say why: whoever reads the case later must understand it"));
        }
        let twice = found.and_then(|f| f.twice.iter().find(|t| t.first.id == self.review));
        let (Some((answer, ..)), Some(twice), Some(found)) = (self.chosen.and_then(|at| self.choices.get(at)), twice, found) else {
            return Effect::Refuse("The case is not there any more: nothing was changed".to_owned());
        };
        let why = Why::ALL.into_iter().find(|why| why.words() == form.text(1));
        let after = if why.is_some() { Answer::new(answer.option(), why) } else { *answer };
        let (question, occurrence) = (self.slot.question(), self.slot.occurrence());
        let before = twice.first.answers.get(question, occurrence);
        let mut moves = vec![(self.slot, before, after)];
        if occurrence == 0
            && before != after
            && let Some(instrument) = &found.instrument
        {
            // What a skip rule changes with it is settled with it.
            let mut answers = twice.first.answers.clone();
            answers.set(question, 0, after);
            for (other, at, then) in instrument.follow(&answers, question, before) {
                moves.push((Slot::of(other, at), answers.get(other, at), then));
            }
        }
        let mut change = Change::new(format!("reconciled answer to {}", self.code), self.saw);
        for (slot, before, after) in moves {
            if before != after {
                change.set_slot(self.review, Kind::Review, Field::Given, slot, Value::Int(i64::from(after.byte())));
            }
            let id = cx.ids.fresh();
            let mut set = |field, value| change.set(id, Kind::Correction, field, value);
            set(Field::Review, Value::Record(self.review));
            set(Field::At, Value::Int(i64::from(slot.0)));
            set(Field::Before, Value::Int(i64::from(before.byte())));
            set(Field::After, Value::Int(i64::from(after.byte())));
            set(Field::Reason, Value::text(reason));
            set(Field::Part, Value::text(RECONCILED));
            set(Field::Who, Value::text(cx.book.facts.who.clone()));
            set(Field::Day, Value::Date(cx.today));
        }
        Effect::Write(change)
    }
}
