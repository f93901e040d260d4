//! What the reviewer does to a case: answers, and which command is whose. Moves, months and
//! persons, the remark, forms and what comes back from outside are in the files beside this one.

use super::panel::{self, Hit};
use super::rows;
use super::state::{After, Case};
use crate::command::{Command, Context, Effect, Input};
use crate::domain::answers::Answer;
use crate::domain::change::{Change, Slot};
use crate::domain::entry::{Line, Meaning};
use crate::domain::review::Status;

pub(super) fn refuse(words: impl Into<String>) -> Vec<Effect> {
    vec![Effect::Refuse(words.into())]
}

impl Case {
    /// Takes what the reviewer did; none if Esc has nothing left to do here.
    pub(super) fn take(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>> {
        if self.draft.is_some() {
            return Some(self.in_draft(input, cx));
        }
        if self.log.is_some() {
            return Some(self.in_log(&input, cx));
        }
        if self.entry(cx).is_none() {
            return (input != Input::Command(Command::Cancel)).then(Vec::new);
        }
        let effects = match input {
            Input::Command(Command::Cancel) if self.asking => {
                self.asking = false;
                Vec::new()
            }
            Input::Command(Command::Cancel) => return None,
            Input::Command(command) => self.command(command, cx),
            Input::Typed(c) => self.typed(c, cx),
            Input::Pasted(_) => refuse("Pasted text is never taken as answers: F2 opens the remark, where text belongs"),
            Input::Click { x, y, .. } => self.click(x, y, cx),
            Input::Wheel(down) => {
                self.step(if down { 1 } else { -1 }, cx);
                Vec::new()
            }
            Input::Drag { .. } => Vec::new(),
        };
        self.settle(cx);
        Some(effects)
    }

    fn typed(&mut self, c: char, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        match entry.meaning(self.at, c, self.asking) {
            Meaning::Answer(answer) | Meaning::Why(answer) => self.give(answer, cx),
            Meaning::Nothing(why) => refuse(why),
        }
    }

    /// Gives the answer under the cursor, if the review is open for it; a final one asks for the reason first.
    pub(super) fn give(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let slot = self.at;
        if entry.file.line.status == Status::Final {
            return self.ask_correction(answer, cx);
        }
        if let Err(why) = self.may_enter(cx) {
            return refuse(why);
        }
        let after = match answer.why() {
            None if !answer.is_given() => After::Stay,
            None if entry.asks_why(answer) => After::AskWhy,
            _ => After::Onward,
        };
        let change = entry.put(slot, answer, cx.book.seen);
        self.write(change, after)
    }

    pub(super) fn write(&mut self, change: Change, after: After) -> Vec<Effect> {
        self.after = Some(after);
        vec![Effect::Write(change)]
    }

    fn command(&mut self, command: Command, cx: &Context) -> Vec<Effect> {
        use Command as C;
        match command {
            C::Enter if self.asking => self.onward(cx),
            C::Enter => return self.ask_name(cx),
            C::Down | C::Next => self.step(1, cx),
            C::Up | C::Previous => self.step(-1, cx),
            C::PageUp | C::PageDown => {
                let page = usize::from(self.parts(cx).list.height).saturating_sub(2).max(1) as isize;
                self.step(if command == C::PageDown { page } else { -page }, cx);
            }
            C::Top => self.step(isize::MIN / 2, cx),
            C::Bottom => self.step(isize::MAX / 2, cx),
            C::Home | C::End => self.go_to_end_of_area(command == C::End, cx),
            C::NextSection | C::PreviousSection => self.go_to_area(command == C::NextSection, cx),
            C::Left | C::Right => self.sideways(command == C::Right, cx),
            C::NextGap => return self.next_gap(cx),
            C::Clear => return self.clear(cx),
            C::AnswerRest => return self.answer_rest(cx),
            C::AddOccurrence => return self.add_occurrence(cx),
            C::DeleteRow => return self.delete_occurrence(cx),
            C::Edit => return self.open_remark(cx),
            C::FullText => return self.open_whole_remark(cx),
            C::Copy => return self.copy(cx),
            C::CaseFacts => return self.ask_facts(cx),
            C::HandOn => return self.ask_hand_on(cx),
            C::AddComment => return self.ask_comment(cx),
            C::AddChallenge => return self.ask_challenge(cx),
            C::CaseHistory => return self.open_log(),
            C::NextCase | C::PreviousCase => return self.ask_way(command == C::NextCase),
            _ => {}
        }
        Vec::new()
    }

    fn clear(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let ordinal = self.at.question();
        let code = entry.code(ordinal);
        if entry.question(ordinal).is_some_and(crate::domain::instrument::Question::is_computed) {
            return refuse(format!("{code} is worked out from other answers; clear one of those"));
        }
        if !entry.is_asked(ordinal) {
            return refuse(format!("{} Change that answer to ask {code}", entry.unasked_words(ordinal)));
        }
        if !entry.answer(self.at).is_given() {
            return refuse(format!("{code} has no answer yet"));
        }
        self.give(Answer::NONE, cx)
    }

    fn answer_rest(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        if entry.file.line.status == Status::Final {
            return refuse("This review is final: its answers are corrected one by one, each with its reason");
        }
        if let Err(why) = self.may_enter(cx) {
            return refuse(why);
        }
        match entry.rest(self.at, cx.book.seen) {
            Ok((change, _)) => self.write(change, After::Stay),
            Err(why) => refuse(why),
        }
    }

    fn copy(&self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        vec![Effect::Copy { text: entry.sentence(self.at), what: format!("the answer to {}", entry.code(self.at.question())) }]
    }

    fn click(&mut self, x: u16, y: u16, cx: &Context) -> Vec<Effect> {
        let parts = self.parts(cx);
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        if parts.list.contains(x, y) {
            let lines = entry.lines();
            let line = lines.get(self.shown_top(&lines, usize::from(parts.list.height)) + usize::from(y - parts.list.y));
            let goal = match line {
                Some(Line::Question(ordinal)) => Some(*ordinal),
                Some(Line::Area { area, .. }) => rows::first_of(&entry, *area),
                Some(Line::Uncovered(_)) => return self.ask_facts(cx),
                None => None,
            };
            self.land(goal.filter(|goal| *goal != self.at.question()), cx);
            return Vec::new();
        }
        match panel::hit(self, &entry, cx, &parts, x, y) {
            Some(Hit::Option(_) | Hit::Why(_)) if !entry.is_asked(self.at.question()) => refuse(entry.unasked_words(self.at.question())),
            Some(Hit::Option(option)) => self.give(Answer::new(option, None), cx),
            Some(Hit::Why(why)) => {
                let answer = Answer::new(entry.answer(self.at).option(), Some(why));
                self.give(answer, cx)
            }
            Some(Hit::NoWhy) => {
                self.onward(cx);
                Vec::new()
            }
            Some(Hit::Occurrence(occurrence)) => {
                let slot = Slot::of(self.at.question(), occurrence);
                self.go(slot);
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}
