//! What the screen of a case remembers, and where its cursor and its list stand. No key and no answer is understood here.

use super::layout::{self, Parts};
use super::log::Log;
use super::travel::Travel;
use crate::command::{Context, Effect};
use crate::domain::answers::Answer;
use crate::domain::change::{Seen, Slot};
use crate::domain::entry::{Entry, Line};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::review::{CaseFile, Status};
use crate::domain::text;
use crate::widgets::text_field::TextField;

/// What follows once a change of ours is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// The cursor stays.
    Stay,
    /// It goes to the next question.
    Onward,
    /// The reason of the answer is asked.
    AskWhy,
    /// It goes to this answer.
    To(Slot),
    /// It goes to the first answer that this question lacks.
    Land(u16),
}

/// What a form or a choice that was opened belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The reason of a correction.
    Correction(Slot, Answer),
    /// A new comment on an answer.
    Comment(Slot),
    /// What to do about the comments on an answer: one of these, in the order of the lines.
    Comments(Slot, Vec<super::second_look::Step>),
    /// A reply to a comment.
    Reply(Slot, Id),
    /// A new challenge of an answer.
    Challenge(Slot),
    /// The outcome of a challenge.
    Outcome(Slot, Id),
    /// The facts of the case.
    Facts,
    /// Where the review goes.
    HandOn(Vec<Status>),
    /// One of these names for a further answer to a question, or another one.
    Person(u16, Vec<String>),
    /// The name of a further answer to a question.
    NewName(u16),
    /// Another name of an answer.
    Name(Slot),
    /// The whole remark, on the whole screen.
    Remark(Slot, Seen),
}

/// An open remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub slot: Slot,
    pub field: TextField,
    /// What had been seen when it was opened.
    pub saw: Seen,
    /// Why it was not taken.
    pub fault: Option<String>,
}

/// One case under review.
#[derive(Debug)]
pub struct Case {
    pub(super) review: Id,
    /// Where to put the cursor once the case is read; none goes on where one stopped.
    pub(super) wanted: Option<Slot>,
    /// The case; none before it is read, and if there is none.
    pub(super) file: Option<Box<CaseFile>>,
    /// Whether the cursor has found its place in this case.
    pub(super) placed: bool,
    pub(super) at: Slot,
    /// The first line of the list in view.
    pub(super) top: usize,
    /// How many lines of the question in view are passed over.
    pub(super) scroll: usize,
    /// Whether the reason of the answer under the cursor is asked.
    pub(super) asking: bool,
    pub(super) draft: Option<Draft>,
    pub(super) log: Option<Log>,
    pub(super) after: Option<After>,
    pub(super) asked: Option<Asked>,
    pub(super) travel: Option<Travel>,
    /// Whether an answer to our own question after the case is due.
    pub(super) reading: bool,
}

impl Case {
    /// Of a review, at an answer or where one stopped.
    pub fn of(review: Id, slot: Option<Slot>) -> Case {
        Case {
            review,
            wanted: slot,
            file: None,
            placed: false,
            at: Slot::default(),
            top: 0,
            scroll: 0,
            asking: false,
            draft: None,
            log: None,
            after: None,
            asked: None,
            travel: None,
            reading: false,
        }
    }

    pub(super) fn read(&mut self) -> Vec<Effect> {
        self.reading = true;
        vec![Effect::Read(Query::Case { review: self.review })]
    }

    /// The case with its instrument, if both are there.
    pub(super) fn entry<'a>(&'a self, cx: &Context<'a>) -> Option<Entry<'a>> {
        let file = self.file.as_deref()?;
        let instrument = cx.book.instrument(file.line.instrument)?;
        Some(Entry { instrument, file })
    }

    /// Puts the cursor on an answer; what was asked about another one is forgotten.
    pub(super) fn go(&mut self, slot: Slot) {
        if slot.question() != self.at.question() {
            self.scroll = 0;
        }
        self.at = slot;
        self.asking = false;
    }

    /// Where everything stands on the screen.
    pub(super) fn parts(&self, cx: &Context) -> Parts {
        let options = self.entry(cx).map_or(1, |entry| layout::option_lines(entry.instrument, cx.area));
        layout::parts(cx.area, options)
    }

    /// The first line of the list in view, so that the cursor's line is seen with some lines around it. It moves only as far
    /// as it must.
    pub(super) fn shown_top(&self, lines: &[Line], height: usize) -> usize {
        let at = lines.iter().position(|line| *line == Line::Question(self.at.question())).unwrap_or(0);
        let margin = (height / 4).min(3);
        // At the first question of an area its heading is seen too.
        let first = at.saturating_sub(margin.max(1));
        let last = (at + margin + 1).saturating_sub(height);
        let most = lines.len().saturating_sub(height);
        self.top.min(first).max(last).min(most)
    }

    /// Keeps the list where the cursor is seen.
    pub(super) fn settle(&mut self, cx: &Context) {
        let height = usize::from(self.parts(cx).list.height);
        let Some(entry) = self.entry(cx) else { return };
        let lines = entry.lines();
        let nearest = entry.nearest(self.at);
        if nearest != self.at {
            self.at = nearest;
            self.asking = false;
        }
        self.top = self.shown_top(&lines, height);
    }

    /// Whether the round of the case is closed.
    pub(super) fn round_is_closed(&self, cx: &Context) -> bool {
        let round = self.file.as_ref().and_then(|file| file.line.round).and_then(|round| cx.book.get(round));
        round.is_some_and(|round| round.text(Field::Status) == "closed")
    }

    /// Whether facts, remarks and answers of the review can be changed by its reviewer.
    ///
    /// # Errors
    /// The sentence that says why not.
    pub(super) fn may_enter(&self, cx: &Context) -> Result<(), String> {
        let Some(entry) = self.entry(cx) else { return Err("There is no case here".to_owned()) };
        entry.may_answer()?;
        if self.round_is_closed(cx) {
            return Err("The round is closed: open it again in its list of cases to go on with this review".to_owned());
        }
        Ok(())
    }
}

/// Text from the file as it may stand on one line of a screen.
pub(super) fn plain(words: &str) -> String {
    text::clean(words).0.replace('\n', " ")
}
