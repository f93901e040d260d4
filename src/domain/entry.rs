//! Entering a review: what a typed character means for a question, and the change it makes. The months or persons of a
//! question are in `occurrences.rs`, where one goes next in `walk.rs`, comments, challenges and corrections in `second_look.rs`.

mod occurrences;
mod second_look;
#[cfg(test)]
mod tests;
mod walk;

pub use second_look::{CHALLENGE_OUTCOMES, COMMENT_STATES, answer_of, at, close, comment, is_closed, is_decided, reply};
pub use walk::{Line, Marks};

use super::answers::{Answer, PackedAnswers, Why};
use super::change::{Change, Seen, Slot};
use super::field::Field;
use super::instrument::{AnswerOption, Instrument, Question};
use super::kind::Kind;
use super::review::{CaseFile, Status};
use super::text::listed;
use super::value::Value;

/// The most characters of a remark, a comment or a reason.
pub const LONGEST_TEXT: usize = 10_000;
/// The most characters of the name of a month or person.
pub const LONGEST_LABEL: usize = 60;
/// The most answers to one question in one case: ten years of months.
pub const MOST_OCCURRENCES: usize = 120;

/// A review and what it is answered by.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The instrument version.
    pub instrument: &'a Instrument,
    /// The case.
    pub file: &'a CaseFile,
}

/// What a typed character means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It answers the question; no reason is asked, or it is asked next.
    Answer(Answer),
    /// It gives the reason of the answer that stands.
    Why(Answer),
    /// Nothing, and this is why.
    Nothing(String),
}

/// The reasons and the keys that give them.
pub const REASONS: [(char, Why); 3] = [('d', Why::NotDone), ('o', Why::NotDocumented), ('l', Why::Late)];

/// A reason in a word or two, for where there is little room.
#[must_use]
pub const fn why_short(why: Why) -> &'static str {
    match why {
        Why::NotDone => "not done",
        Why::NotDocumented => "not documented",
        Why::Late => "late",
    }
}

fn same_key(one: char, other: char) -> bool {
    one.to_lowercase().eq(other.to_lowercase())
}

impl<'a> Entry<'a> {
    /// The answers as they stand.
    #[must_use]
    pub fn answers(&self) -> &'a PackedAnswers {
        &self.file.line.answers
    }

    /// A question by its ordinal.
    #[must_use]
    pub fn question(&self, ordinal: u16) -> Option<&'a Question> {
        self.instrument.questions.get(usize::from(ordinal))
    }

    /// The code of a question; empty if there is none.
    #[must_use]
    pub fn code(&self, ordinal: u16) -> &'a str {
        self.question(ordinal).map_or("", |q| q.code.as_str())
    }

    /// An answer option by its number.
    #[must_use]
    pub fn option(&self, number: u8) -> Option<&'a AnswerOption> {
        self.instrument.options.get(usize::from(number).checked_sub(1)?)
    }

    /// The options that a question can be answered with by a person, with their numbers and keys.
    pub fn options(&self, ordinal: u16) -> impl Iterator<Item = (u8, char, &'a AnswerOption)> + use<'a> {
        let question = self.question(ordinal).filter(|q| !q.is_computed());
        let all = (1u8..).zip(&self.instrument.options);
        all.filter_map(move |(number, option)| Some((number, option.key?, option)).filter(|_| question.is_some_and(|q| q.allows(number))))
    }

    /// The answer in a slot.
    #[must_use]
    pub fn answer(&self, slot: Slot) -> Answer {
        self.answers().get(slot.question(), slot.occurrence())
    }

    /// An answer in words: "No, late", "no answer yet".
    #[must_use]
    pub fn words(&self, answer: Answer) -> String {
        match (self.option(answer.option()), answer.why()) {
            (None, _) if answer.is_given() => format!("answer {}", answer.option()),
            (None, _) => "no answer yet".to_owned(),
            (Some(option), None) => option.label.clone(),
            (Some(option), Some(why)) => format!("{}, {}", option.label, why_short(why)),
        }
    }

    /// Whether a reason is asked for an answer.
    #[must_use]
    pub fn asks_why(&self, answer: Answer) -> bool {
        self.option(answer.option()).is_some_and(|option| option.why)
    }

    /// Whether a question is asked, given the answers so far.
    #[must_use]
    pub fn is_asked(&self, ordinal: u16) -> bool {
        self.instrument.is_asked(self.answers(), usize::from(ordinal))
    }

    /// Why a question is not asked: "Not asked: A.1 is No."; empty for one that is.
    #[must_use]
    pub fn unasked_words(&self, ordinal: u16) -> String {
        let Some(rule) = self.question(ordinal).and_then(|q| q.asked_if.as_ref()).filter(|_| !self.is_asked(ordinal)) else {
            return String::new();
        };
        let gate = self.instrument.question(&rule.question).map_or(Answer::NONE, |gate| self.answers().get(gate as u16, 0));
        format!("Not asked: {} is {}.", rule.question, self.words(Answer::new(gate.option(), None)))
    }

    /// Whether answers can be changed by keys; a final review asks for a reason first.
    ///
    /// # Errors
    /// The sentence that says why not.
    pub fn may_answer(&self) -> Result<(), String> {
        match self.file.line.status {
            Status::Draft | Status::Returned => Ok(()),
            Status::Ready => {
                Err("This review is with QA, which comments and does not answer: Ctrl-K comments, Ctrl-U returns it".to_owned())
            }
            Status::Final => Err("This review is final and locked: an answer key corrects an answer, with a reason".to_owned()),
        }
    }

    /// What a typed character means for an answer, with `asking` while its reason is asked.
    #[must_use]
    pub fn meaning(&self, slot: Slot, typed: char, asking: bool) -> Meaning {
        let ordinal = slot.question();
        let Some(question) = self.question(ordinal) else { return Meaning::Nothing("There is no question here".to_owned()) };
        let stands = self.answer(slot);
        let reason = REASONS.iter().find(|(key, _)| same_key(*key, typed)).map(|(_, why)| *why);
        if asking {
            return match reason {
                Some(why) => Meaning::Why(Answer::new(stands.option(), Some(why))),
                None => Meaning::Nothing(format!(
                    "First the reason why {} is {}: d, o or l; Enter gives none, Backspace takes the answer back",
                    question.code,
                    self.words(Answer::new(stands.option(), None))
                )),
            };
        }
        if question.is_computed() {
            return Meaning::Nothing(format!("{} is worked out from other answers; nobody enters it", question.code));
        }
        if !self.is_asked(ordinal) {
            return Meaning::Nothing(format!("{} Change that answer to ask {}", self.unasked_words(ordinal), question.code));
        }
        if let Some((number, ..)) = self.options(ordinal).find(|(_, key, _)| same_key(*key, typed)) {
            return Meaning::Answer(Answer::new(number, None));
        }
        if let Some(why) = reason.filter(|_| self.asks_why(stands)) {
            return Meaning::Why(Answer::new(stands.option(), Some(why)));
        }
        let offered: Vec<String> = self.options(ordinal).map(|(_, key, _)| key.to_string()).collect();
        let offered = listed(offered.iter().map(String::as_str), "or");
        let other = self.instrument.options.iter().find(|option| option.key.is_some_and(|key| same_key(key, typed)));
        Meaning::Nothing(match other {
            Some(option) => format!("{} is not answered {}: press {offered}", question.code, option.label),
            None => format!("'{typed}' is no answer to {}: press {offered}", question.code),
        })
    }

    /// The words of a change of one answer. They stay in the log for ever, so they name no month or person.
    fn change_words(&self, slot: Slot, answer: Answer) -> String {
        let code = self.code(slot.question());
        let which = if slot.occurrence() > 0 { format!(" ({})", slot.occurrence() + 1) } else { String::new() };
        let words = if answer.is_given() { self.words(answer) } else { "answer cleared".to_owned() };
        format!("{code}{which}: {words}")
    }

    /// The change that puts an answer, with what the skip rules make of it, and with the name of the month or person where
    /// it has none yet.
    #[must_use]
    pub fn put(&self, slot: Slot, answer: Answer, saw: Seen) -> Change {
        let mut change = Change::new(self.change_words(slot, answer), saw);
        let mut answers = self.answers().clone();
        self.put_into(&mut change, &mut answers, slot, answer);
        if !self.file.labels.contains_key(&slot)
            && let Some(label) = self.usual_label(slot).filter(|_| answer.is_given())
        {
            self.edit(&mut change, Field::Label, slot, Value::text(label));
        }
        change
    }

    fn edit(&self, change: &mut Change, field: Field, slot: Slot, value: Value) {
        change.set_slot(self.file.line.id, Kind::Review, field, slot, value);
    }

    /// One answer with its consequences, into a change and into answers that it is thought out on.
    fn put_into(&self, change: &mut Change, answers: &mut PackedAnswers, slot: Slot, answer: Answer) {
        let given = |answer: Answer| Value::Int(i64::from(answer.byte()));
        let (question, occurrence) = (slot.question(), slot.occurrence());
        let before = answers.set(question, occurrence, answer);
        self.edit(change, Field::Given, slot, given(answer));
        if occurrence > 0 {
            return;
        }
        for (question, occurrence, answer) in self.instrument.follow(answers, question, before) {
            answers.set(question, occurrence, answer);
            self.edit(change, Field::Given, Slot::of(question, occurrence), given(answer));
        }
    }

    /// The answer that stands right before a slot in its area; typing an answer moves on, so it is the one just typed.
    fn just_before(&self, slot: Slot) -> Answer {
        let (ordinal, area) = (slot.question(), self.question(slot.question()).map(|q| q.area));
        if let Some(before) = self.occurrences(ordinal).into_iter().rfind(|occurrence| *occurrence < slot.occurrence()) {
            return self.answer(Slot::of(ordinal, before));
        }
        let is_there = |at: u16| self.question(at).is_some_and(|q| Some(q.area) == area && !q.is_computed()) && self.is_asked(at);
        let before = (0..ordinal).rev().find(|at| is_there(*at));
        let last = before.and_then(|at| self.occurrences(at).last().map(|occurrence| Slot::of(at, *occurrence)));
        last.map_or(Answer::NONE, |slot| self.answer(slot))
    }

    /// The change that gives the answer in a slot, or if it has none the one right before it, to all answers still missing in
    /// its area, where it is allowed; and to how many.
    ///
    /// # Errors
    /// The sentence that says why there is nothing to give, or nothing to give it to.
    pub fn rest(&self, slot: Slot, saw: Seen) -> Result<(Change, usize), String> {
        let here = self.answer(slot);
        let answer = if here.is_given() { here } else { self.just_before(slot) };
        let Some(from) = self.question(slot.question()).filter(|q| !q.is_computed() && answer.is_given()) else {
            return Err("Answer this question first: F7 then gives its answer to the rest of the area".to_owned());
        };
        let area = self.instrument.areas.get(from.area).map_or("", |area| area.name.as_str());
        let mut answers = self.answers().clone();
        let mut change = Change::new(String::new(), saw);
        let (mut count, mut refused) = (0usize, 0usize);
        for (ordinal, question) in (0u16..).zip(&self.instrument.questions) {
            if question.area != from.area || question.is_computed() || !self.instrument.is_asked(&answers, usize::from(ordinal)) {
                continue;
            }
            for occurrence in self.occurrences(ordinal) {
                if answers.get(ordinal, occurrence).is_given() {
                    continue;
                }
                if question.allows(answer.option()) {
                    self.put_into(&mut change, &mut answers, Slot::of(ordinal, occurrence), answer);
                    count += 1;
                } else {
                    refused += 1;
                }
            }
        }
        if count == 0 {
            return Err(match refused {
                0 => format!("Nothing is unanswered in {area}"),
                _ => format!("What is unanswered in {area} cannot be answered {}", self.words(answer)),
            });
        }
        let answers = if count == 1 { "1 answer".to_owned() } else { format!("{count} answers") };
        change.words = format!("{answers} in {area}: {}", self.words(answer));
        Ok((change, count))
    }

    /// The change that puts a remark; none if nothing changes.
    ///
    /// # Errors
    /// The sentence that says why it cannot stand.
    pub fn remark(&self, slot: Slot, text: &str, saw: Seen) -> Result<Option<Change>, String> {
        let text = super::text::clean(text).0.trim_end().to_owned();
        let length = text.chars().count();
        if length > LONGEST_TEXT {
            return Err(format!("The remark is {length} characters long; at most {LONGEST_TEXT} fit. Shorten it"));
        }
        if self.file.remarks.get(&slot).map_or("", String::as_str) == text {
            return Ok(None);
        }
        let mut change = Change::new(format!("remark on {}", self.code(slot.question())), saw);
        self.edit(&mut change, Field::Remark, slot, Value::text(text));
        Ok(Some(change))
    }

    /// The answer as a sentence, without the case: "IH.3, June 2026: Was the child seen? No, late."
    #[must_use]
    pub fn sentence(&self, slot: Slot) -> String {
        let Some(question) = self.question(slot.question()) else { return String::new() };
        let label = self.label(slot);
        let which = if label.is_empty() { String::new() } else { format!(", {label}") };
        let remark = self.file.remarks.get(&slot).map_or(String::new(), |remark| format!(" {}", remark.trim()));
        format!("{}{which}: {} {}.{remark}", question.code, question.text, self.words(self.answer(slot)))
    }
}
