//! Steps of a round that can be taken from its line in the list and from within it.

use super::set_up;
use crate::command::{Context, Effect, Form};
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::review_moves::Proposal;
use crate::domain::round::{Round, Worklist, setup};
use crate::panes::sheet::capital;

/// Asks for the id of the round that follows one.
pub fn next_id(round: &Round) -> Effect {
    Effect::Read(Query::RoundId { instrument: round.instrument.code.clone(), year: round.year + 1, region: round.region })
}

/// Sets up the round that follows one, after a question.
pub fn open_next(round: &Round, id: Id, cx: &Context) -> Effect {
    match setup::next_year(cx.book, round, id, cx.book.seen) {
        Ok(change) => {
            let year = round.year + 1;
            let version = cx.book.instrument_for(&round.instrument.code, year).map_or(round.instrument.version, |(_, i)| i.version);
            let question = format!(
                "Open the round of FY{year} like this one? It gets version {version} of the instrument and a period one year later; \
                 nothing is drawn yet."
            );
            Effect::Confirm { question, change }
        }
        Err(why) => Effect::Refuse(capital(&why)),
    }
}

/// Closes an open round after a question, opens a closed one.
pub fn close_or_reopen(list: &Worklist, cx: &Context) -> Effect {
    if list.round.open { proposed(setup::close(list, cx.book.seen)) } else { Effect::Write(setup::reopen(&list.round, cx.book.seen)) }
}

/// Takes a filled set-up.
pub fn change_set_up(form: &Form, round: &Round, cx: &Context) -> Effect {
    match set_up::read_change(form, round, cx) {
        Ok(read) => match setup::amend(cx.book, round, &read, cx.book.seen) {
            Ok(change) => Effect::Write(change),
            Err(why) => Effect::Ask(form.clone().at_fault(0, capital(&why))),
        },
        Err((at, why)) => Effect::Ask(form.clone().at_fault(at, why)),
    }
}

/// A proposal as an effect: asked where there is something to ask, refused with its sentence where it is none.
pub fn proposed(result: Result<Proposal, String>) -> Effect {
    match result {
        Ok(proposal) => match proposal.question {
            Some(question) => Effect::Confirm { question, change: proposal.change },
            None => Effect::Write(proposal.change),
        },
        Err(why) => Effect::Refuse(capital(&why)),
    }
}
