//! A candidate's Mini PIP: what is asked before it begins, and the one change that begins it.

use chrono::NaiveDate;

use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Stage, title};
use crate::domain::review_moves::person;
use crate::domain::selection::{Board, Candidate};
use crate::domain::value::Value;

use super::super::super::batch::Batch;
use super::super::super::begin;
use super::super::super::state::MiniPips;
use super::super::super::words::quoted;
use super::super::Tab;

/// Asks what the plan begins with: its title, the figures as its data sources, and why this community, all to be changed.
pub(super) fn ask(pane: &mut MiniPips, board: &Board, candidate: &Candidate, cx: &Context) -> Vec<Effect> {
    pane.picks = vec![candidate.record];
    let runs =
        cx.book.all(Kind::MiniPip).into_iter().find(|plan| Stage::of(plan) < Stage::Released && candidate.place.shares(cx.book, plan));
    let runs = runs.map_or_else(String::new, |plan| format!("! '{}' still runs there. ", title(plan)));
    let words = format!("{runs}From the blank form, at the stage 'selected'. Sources and reason are a proposal: change them as you like.");
    let fields = vec![
        FormField::new("Title", Takes::Line).with(format!("Mini PIP of {}", candidate.place.name)),
        FormField::new("Selected on", Takes::Day).with(cx.today.to_string()),
        FormField::new("Data sources", Takes::Lines).with(board.sources(candidate)),
        FormField::new("Reason", Takes::Lines).with(board.explain(candidate)),
    ];
    vec![Effect::Ask(Form::new("selection.start", format!("Begin the Mini PIP of {}", candidate.place.name), words, fields))]
}

/// Begins the plan: the blank form with place, sources, reason and its first stage passed; the candidate leads to it from now on.
pub(super) fn begin(pane: &mut MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    let board = pane.worked.board(cx);
    let Some(candidate) = pane.picks.first().and_then(|id| board.find(*id)).filter(|c| c.plan.is_none()) else { return Vec::new() };
    for (at, what) in [
        (0, "The plan needs a title."),
        (1, "Say on which day it was selected."),
        (2, "Say which data it was chosen by."),
        (3, "Say why this community was selected."),
    ] {
        if form.text(at).is_empty() {
            return vec![Effect::Ask(form.clone().at_fault(at, what))];
        }
    }
    let mut batch = Batch::new(cx, None);
    let plan = begin::blank_form(&mut batch, form.text(0));
    let place = if candidate.place.is_district { Field::District } else { Field::Office };
    batch.set(plan, Kind::MiniPip, place, Value::Record(candidate.place.id));
    batch.set(plan, Kind::MiniPip, Field::Source, Value::text(form.text(2)));
    batch.set(plan, Kind::MiniPip, Field::Reason, Value::text(form.text(3)));
    let passage = batch.make(Kind::Passage, plan, usize::MAX);
    batch.set(passage, Kind::Passage, Field::Stage, Value::text(Stage::Selected.code()));
    batch.set(passage, Kind::Passage, Field::Part, Value::text("passed"));
    let day = form.text(1).parse::<NaiveDate>().unwrap_or(cx.today);
    batch.set(passage, Kind::Passage, Field::Day, Value::Date(day));
    batch.set(passage, Kind::Passage, Field::Who, Value::text(person(&cx.book.facts.who)));
    batch.set(candidate.record, Kind::Candidate, Field::MiniPip, Value::Record(plan));
    let mut effects = batch.effect(format!("begin the Mini PIP of {}", quoted(&candidate.place.name)));
    effects.push(Effect::ChooseMiniPip(plan));
    pane.aim = None;
    pane.turn_to(Tab::Stages);
    effects
}
