//! How a plan begins: as the blank form, or as a copy of an earlier one. Single lines are in `rows.rs`.

use std::collections::HashMap;

use crate::command::{Context, Effect};
use crate::domain::field::Field;
use crate::domain::frozen::{holds_text, is_text};
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::domain::text::counted;
use crate::domain::value::Value;

use super::batch::Batch;
use super::pages::Tab;
use super::rows::{self, Asked};
use super::state::MiniPips;
use super::words::quoted;

/// Elements of a blank form.
pub(super) const ELEMENTS: usize = 4;
/// Rows of the timeline of a blank form.
pub(super) const TIMELINE_ROWS: usize = 10;
/// Lines for team members on a blank cover.
pub const MEMBERS: usize = 10;
/// The four who sign.
pub(super) const ROLES: [&str; 4] =
    ["Local office Mini PIP lead", "Agency deputy director", "Quality assurance unit", "Citizen review panel"];

/// The parts of the form, parents and people first: what a copy of a plan takes along.
const FORM: [Kind; 7] = [Kind::PipPerson, Kind::Evaluation, Kind::Agreement, Kind::Timeline, Kind::Element, Kind::Goal, Kind::Row];

/// What has no part in a copy, with what it is called.
const LIFE: [(Kind, &str, &str); 9] = [
    (Kind::Concern, "concern", "concerns"),
    (Kind::Passage, "stage passed", "stages passed"),
    (Kind::Frozen, "version", "versions"),
    (Kind::Asking, "change asked for", "changes asked for"),
    (Kind::Meeting, "meeting", "meetings"),
    (Kind::Check, "check", "checks"),
    (Kind::ProgressNote, "note", "notes"),
    (Kind::Request, "request", "requests"),
    (Kind::Peer, "peer office", "peer offices"),
];

/// The id of the choice.
pub const CHOICE: &str = "plans.new";

impl MiniPips {
    /// Starts a plan at once where there is none to copy; else asks how it begins.
    pub(super) fn start_plan(&mut self, cx: &Context) -> Vec<Effect> {
        let plans = cx.book.all(Kind::MiniPip);
        self.turn_to(Tab::Plans);
        if plans.is_empty() {
            return self.started(blank(cx), cx);
        }
        self.picks = std::iter::once(Id::NIL).chain(plans.iter().map(|plan| plan.id)).collect();
        let form = format!("{MEMBERS} team members, {ELEMENTS} elements, {TIMELINE_ROWS} dates");
        let mut lines = vec![("Blank form".to_owned(), form)];
        lines.extend(
            plans.iter().map(|plan| {
                (format!("Copy of {}", quoted(plan.text(Field::Title))), gate::words(gate::reached(cx.book, plan.id)).to_owned())
            }),
        );
        vec![Effect::Pick { id: CHOICE, title: "How does the new Mini PIP begin?".to_owned(), lines, at: 0 }]
    }

    /// The answer to it.
    pub(super) fn start_as(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let original = self.picks.get(at).and_then(|id| cx.book.get(*id)).filter(|plan| plan.kind == Kind::MiniPip);
        let asked = original.map_or_else(|| blank(cx), |plan| copy(cx, plan));
        self.started(asked, cx)
    }

    fn started(&mut self, (mut effects, plan): Asked, cx: &Context) -> Vec<Effect> {
        self.aim = plan.map(|id| (id, None));
        if let Some(plan) = plan.filter(|id| cx.book.get(*id).is_none()) {
            effects.insert(1.min(effects.len()), Effect::ChooseMiniPip(plan));
        }
        effects
    }
}

/// A new plan: the blank form.
#[must_use]
pub fn blank(cx: &Context) -> Asked {
    let mut batch = Batch::new(cx, None);
    let plan = blank_form(&mut batch, "New Mini PIP");
    (batch.effect("new Mini PIP from the blank form"), Some(plan))
}

/// The blank form with a title, as part of a change.
pub fn blank_form(batch: &mut Batch, title: &str) -> Id {
    let plan = batch.make(Kind::MiniPip, Id::NIL, usize::MAX);
    batch.set(plan, Kind::MiniPip, Field::Title, Value::text(title));
    batch.set(plan, Kind::MiniPip, Field::Stage, Value::text(Stage::Selected.code()));
    for _ in 0..ELEMENTS {
        rows::make_element(batch, plan, usize::MAX);
    }
    for role in ROLES {
        let agreement = batch.make(Kind::Agreement, plan, usize::MAX);
        batch.set(agreement, Kind::Agreement, Field::Role, Value::text(role));
    }
    for _ in 0..TIMELINE_ROWS {
        batch.make(Kind::Timeline, plan, usize::MAX);
    }
    plan
}

/// A plan whose text is that of another: no day of work, no signature, no result, nothing that happened. Planned days stay as
/// they are, because what they become is for the office to say.
#[must_use]
pub fn copy(cx: &Context, original: &Record) -> Asked {
    let mut batch = Batch::new(cx, None);
    let mut known = HashMap::new();
    let plan = part(&mut batch, cx, original, Id::NIL, &mut known);
    batch.set(plan, Kind::MiniPip, Field::Title, Value::text(format!("{} (copy)", original.text(Field::Title))));
    batch.set(plan, Kind::MiniPip, Field::Stage, Value::text(Stage::Selected.code()));
    let mut effects = batch.effect(format!("new Mini PIP as a copy of {}", quoted(original.text(Field::Title))));
    effects.push(Effect::Say(left_out(cx, original.id)));
    (effects, Some(plan))
}

/// The copy of a record and of its parts, text only; `known` says which copy stands for which original.
fn part(batch: &mut Batch, cx: &Context, original: &Record, parent: Id, known: &mut HashMap<Id, Id>) -> Id {
    let id = batch.make(original.kind, parent, usize::MAX);
    known.insert(original.id, id);
    for field in original.kind.fields() {
        if !is_text(original.kind, *field) || *field == Field::Position || original.kind.parent() == Some(*field) {
            continue;
        }
        let value = match original.get(*field) {
            // Who is responsible is the copy of the person; a part that has no copy is left out. Places stay.
            Value::Records(ids) => Value::records(ids.iter().filter_map(|id| known.get(id).copied()).collect()),
            value => value.clone(),
        };
        if !value.is_none() {
            batch.set(id, original.kind, *field, value);
        }
    }
    for kind in FORM.into_iter().filter(|kind| kind.parent().is_some()) {
        for inner in cx.book.parts(original.id, kind).into_iter().filter(|part| holds_text(part)) {
            part(batch, cx, inner, id, known);
        }
    }
    id
}

/// What a copy has not of its original, in a sentence.
fn left_out(cx: &Context, plan: Id) -> String {
    let rows = cx.book.parts(plan, Kind::Element).into_iter().flat_map(|element| cx.book.parts(element.id, Kind::Row));
    let days = [Field::Started, Field::Completed, Field::AcceptedOn, Field::FollowedUp, Field::Released];
    let done = rows.map(|row| days.iter().filter(|day| row.date(**day).is_some()).count()).sum::<usize>();
    let signed = cx.book.parts(plan, Kind::Agreement).into_iter().filter(|a| a.date(Field::Signed).is_some()).count();
    let mut left = vec![(done, "day of work done", "days of work done"), (signed, "signature", "signatures")];
    left.extend(LIFE.map(|(kind, one, many)| (cx.book.parts(plan, kind).len(), one, many)));
    let left: Vec<String> = left.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n as u64, one, many)).collect();
    let planned = "Planned days are those of the original: go through them.";
    if left.is_empty() { planned.to_owned() } else { format!("Left out: {}. {planned}", left.join(", ")) }
}
