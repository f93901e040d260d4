//! From one case of a round to the next without a way through the list. A case that is not begun yet is begun after a
//! question. A first review leads to first ones, a blind second one to second ones.

use super::state::Case;
use super::update::refuse;
use crate::command::{Context, Effect};
use crate::domain::change::Written;
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::review::RoundFile;

/// A way that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Travel {
    /// To the case before (false) or after (true), once the round is read.
    Step(bool),
    /// To this case, once it is begun.
    Begin(Id),
}

impl Case {
    pub(super) fn ask_way(&mut self, next: bool) -> Vec<Effect> {
        let Some(round) = self.file.as_ref().and_then(|file| file.line.round) else {
            return refuse("This case belongs to no round: Esc goes back to its list");
        };
        self.travel = Some(Travel::Step(next));
        vec![Effect::Read(Query::Round { round })]
    }

    pub(super) fn travel(&mut self, file: &RoundFile, _cx: &Context) -> Vec<Effect> {
        let Some(Travel::Step(next)) = self.travel.take() else { return Vec::new() };
        let second = self.file.as_ref().is_some_and(|file| file.line.second);
        let order: Vec<Id> = file.reviews.iter().filter(|line| line.second == second).map(|line| line.id).collect();
        let at = order.iter().position(|id| *id == self.review);
        let goal = at.and_then(|at| if next { order.get(at + 1) } else { at.checked_sub(1).and_then(|at| order.get(at)) });
        match goal {
            Some(id) => self.switch(*id),
            None if next => refuse("This is the last case of the round"),
            None => refuse("This is the first case of the round"),
        }
    }

    /// Takes another case in the place of this one.
    pub(super) fn switch(&mut self, review: Id) -> Vec<Effect> {
        *self = Case::of(review, None);
        self.read()
    }

    /// The case that was to be begun is: goes there.
    pub(super) fn begun(&mut self, written: &Written, _cx: &Context) -> Option<Vec<Effect>> {
        let Some(Travel::Begin(id)) = self.travel else { return None };
        self.travel = None;
        written.edits.iter().any(|edit| edit.record == id).then(|| self.switch(id))
    }
}
