//! From one case of a round to the next without a way through the list. A case that is not begun yet is begun after a
//! question. A first review leads to first ones, a blind second one to second ones.

use super::state::{Case, plain};
use super::update::refuse;
use crate::command::{Context, Effect};
use crate::domain::change::Written;
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::review::RoundFile;
use crate::domain::round::cases::begin;
use crate::domain::round::{Group, Round, RoundCase, Worklist};

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

    /// The round was read: goes one case on in its list.
    pub(super) fn travel(&mut self, file: &RoundFile, cx: &Context) -> Vec<Effect> {
        let Some(Travel::Step(next)) = self.travel.take() else { return Vec::new() };
        let Some(round) = Round::of(cx.book, file.round) else { return refuse("The round of this case is not in the file any more") };
        let second = self.file.as_ref().is_some_and(|file| file.line.second);
        let list = Worklist::new(round, file.clone());
        let has_a_place = |case: &&RoundCase| match case.group {
            _ if second => case.second.is_some(),
            Group::Sample | Group::Added => true,
            _ => case.first.is_some(),
        };
        let cases: Vec<&RoundCase> = list.cases.iter().filter(has_a_place).collect();
        let at = cases.iter().position(|case| if second { case.second_id == Some(self.review) } else { case.first_id == self.review });
        let goal = at.and_then(|at| if next { at.checked_add(1) } else { at.checked_sub(1) }).and_then(|at| cases.get(at));
        match goal {
            Some(case) if second => case.second_id.map_or_else(Vec::new, |id| self.switch(id)),
            Some(case) if case.first.is_some() => self.switch(case.first_id),
            Some(case) => match begin(&list, case, cx.author()) {
                Ok(change) => {
                    self.travel = Some(Travel::Begin(case.first_id));
                    let question = format!("Case '{}' has no review yet. Begin it?", plain(&case.case_id));
                    vec![Effect::Confirm { question, change }]
                }
                Err(why) => refuse(format!("Case '{}': {why}", plain(&case.case_id))),
            },
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
    pub(super) fn begun(&mut self, written: &Written) -> Option<Vec<Effect>> {
        let Some(Travel::Begin(id)) = self.travel else { return None };
        self.travel = None;
        written.edits.iter().any(|edit| edit.record == id).then(|| self.switch(id))
    }
}
