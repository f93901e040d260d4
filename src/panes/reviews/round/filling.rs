//! What was filled in, picked, or answered by the file, to effects.

use std::rc::Rc;

use chrono::NaiveDate;

use super::rows::STRATUM;
use super::update::hand;
use super::{Pending, Round, Set, asking};
use crate::command::{Context, Effect, Event, Form, Place};
use crate::domain::change::Author;
use crate::domain::field::Field;
use crate::domain::former;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::review::CaseFile;
use crate::domain::round::cases::{self, AddedCase};
use crate::domain::round::sampling::{self, DrawOrder};
use crate::domain::round::{RoundCase, Worklist};
use crate::domain::sample::reason::REASONS;
use crate::panes::reviews::filled::{self, Fault};
use crate::panes::reviews::set_up;
use crate::panes::reviews::steps::{change_set_up, open_next, proposed};
use crate::panes::sheet::capital;

impl Round {
    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Answered(Answer::Round(file)) if file.round == self.id => {
                self.list = Set::of(cx.book, self.id).map(|round| Rc::new(Worklist::new(round, (**file).clone())));
                if let Some(list) = &self.list {
                    let strata = list.cases.iter().any(|case| !case.stratum.is_empty());
                    self.grid.set_hidden(STRATUM, !strata, 10);
                }
                self.find_again(cx);
                Vec::new()
            }
            Event::Answered(answer) => self.know(answer, cx),
            Event::Filled(form) => {
                let Some(list) = self.list.clone() else { return Vec::new() };
                self.fill(form, &list, cx)
            }
            Event::Picked { id, at } => {
                let Some(list) = self.list.clone() else { return Vec::new() };
                self.picked(id, *at, &list, cx)
            }
            Event::Written(written) => {
                let wrote = |id: Id| written.edits.iter().any(|edit| edit.record == id);
                match self.pending {
                    Pending::Go(review) if wrote(review) => {
                        self.pending = Pending::Nothing;
                        vec![Effect::Go(Place::Case { review, slot: None })]
                    }
                    Pending::GoRound(round) if wrote(round) => {
                        self.pending = Pending::Nothing;
                        vec![Effect::Go(Place::Round { round })]
                    }
                    _ => self.reread(cx),
                }
            }
            Event::Reloaded => self.reread(cx),
            Event::Refused(_) => {
                self.pending = Pending::Nothing;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn reread(&mut self, cx: &Context) -> Vec<Effect> {
        if Set::of(cx.book, self.id).is_none() {
            self.list = None;
            return Vec::new();
        }
        self.read()
    }

    /// The cases that a form or a choice was about, as far as they are still there.
    fn about<'a>(&self, list: &'a Worklist) -> Vec<&'a RoundCase> {
        self.targets.iter().filter_map(|id| list.cases.iter().find(|case| case.first_id == *id)).collect()
    }

    fn fill(&mut self, form: &Form, list: &Worklist, cx: &Context) -> Vec<Effect> {
        let by = cx.author();
        let about = self.about(list);
        let again = |at: usize, why: &str| vec![Effect::Ask(form.clone().at_fault(at, capital(why)))];
        match (form.id, about.first()) {
            (set_up::CHANGE, _) => vec![change_set_up(form, &list.round, cx)],
            (set_up::SIZE, _) => vec![Effect::Ask(set_up::answer_size(form.clone()))],
            (asking::DRAW, _) => draw(form, list, cx),
            (asking::NOTE, Some(case)) => {
                match sampling::eliminate(list, case, &REASONS[self.reason.min(REASONS.len() - 1)], form.text(0), cx.ids.fresh(), by) {
                    Err(why) => again(0, &why),
                    done => vec![proposed(done)],
                }
            }
            (asking::REVIEWER, Some(_)) => match cases::assign(list, &about, &filled::line(form, 0), by) {
                Ok(change) => vec![Effect::Write(change)],
                Err(why) => again(0, &why),
            },
            (asking::SHARE, _) => {
                let share = match filled::share(form, 0, list.round.second_share) {
                    Ok(share) => share,
                    Err((at, why)) => return again(at, &why),
                };
                match cases::assign_share(list, share, &filled::line(form, 1), by) {
                    Err(why) => again(0, &why),
                    done => vec![proposed(done)],
                }
            }
            (asking::SECOND, Some(case)) => {
                if let Some(id) = case.second_id {
                    return second(list, case, form, id, cx);
                }
                self.pending = Pending::Second(case.first_id, form.clone());
                vec![ids(list, case.office, &case.case_id)]
            }
            (asking::ADD, _) => match added(form, list, cx) {
                Ok(case) => {
                    let query = ids(list, case.office, &case.case_id);
                    self.pending = Pending::Add(case, form.clone());
                    vec![query]
                }
                Err((at, why)) => again(at, &why),
            },
            _ => Vec::new(),
        }
    }

    fn picked(&mut self, id: &str, at: usize, list: &Worklist, cx: &Context) -> Vec<Effect> {
        let about = self.about(list);
        let Some(case) = about.first() else { return Vec::new() };
        match id {
            asking::REASON => {
                let Some(reason) = REASONS.get(at) else { return Vec::new() };
                if let Err(why) = sampling::may_eliminate(list, case) {
                    return vec![Effect::Refuse(capital(&why))];
                }
                self.reason = at;
                vec![Effect::Ask(asking::note(reason))]
            }
            asking::WHICH if at == 0 => vec![Effect::Ask(asking::share(list))],
            asking::WHICH => vec![Effect::Ask(asking::second(list, case))],
            asking::STEP => {
                let line = if self.on_second() { list.second(case) } else { list.first(case) };
                let step = line.and_then(|line| line.status.next().get(at).map(|to| (line, *to)));
                step.map_or_else(Vec::new, |(line, to)| vec![hand(list, line, to, cx)])
            }
            _ => Vec::new(),
        }
    }

    /// What the file answered to a question that something waits for.
    fn know(&mut self, answer: &Answer, cx: &Context) -> Vec<Effect> {
        let Some(list) = self.list.clone() else { return Vec::new() };
        let by = cx.author();
        match (std::mem::take(&mut self.pending), answer) {
            (Pending::Next, Answer::RoundId(id)) => {
                self.pending = Pending::GoRound(*id);
                vec![open_next(&list.round, *id, cx)]
            }
            (Pending::Begin(id), Answer::Case(known)) => {
                self.pending = Pending::Go(id);
                let Some(case) = list.cases.iter().find(|case| case.first_id == id) else { return Vec::new() };
                match known {
                    Some(file) => vec![proposed(Ok(cases::take_over(&list.round, &file.line, by)))],
                    None => vec![proposed(cases::begin(&list, case, by).map(Into::into))],
                }
            }
            (Pending::Add(case, form), Answer::ReviewIds(first, _)) => match cases::add(&list, &case, *first, by) {
                Ok(_) => {
                    self.pending = Pending::Added(case, *first, form);
                    vec![Effect::Read(Query::Case { review: *first })]
                }
                Err(why) => vec![Effect::Ask(form.at_fault(0, capital(&why)))],
            },
            (Pending::Added(case, id, form), Answer::Case(known)) => {
                self.on = Some(id);
                vec![add(&list, &case, id, form, known.as_deref(), by)]
            }
            (Pending::Second(id, form), Answer::ReviewIds(_, other)) => {
                let case = list.cases.iter().find(|case| case.first_id == id);
                case.map_or_else(Vec::new, |case| second(&list, case, &form, *other, cx))
            }
            (pending, _) => {
                self.pending = pending;
                Vec::new()
            }
        }
    }
}

fn ids(list: &Worklist, office: Id, case_id: &str) -> Effect {
    let round = &list.round;
    Effect::Read(Query::ReviewIds { instrument: round.instrument.code.clone(), year: round.year, office, case_id: case_id.to_owned() })
}

fn second(list: &Worklist, case: &RoundCase, form: &Form, id: Id, cx: &Context) -> Vec<Effect> {
    match cases::assign_second(list, case, &filled::line(form, 0), id, cx.author()) {
        Ok(change) => vec![Effect::Write(change)],
        Err(why) => vec![Effect::Ask(form.clone().at_fault(0, capital(&why)))],
    }
}

/// Adds a case, unless the file has it already.
fn add(list: &Worklist, case: &AddedCase, id: Id, form: Form, known: Option<&CaseFile>, by: Author) -> Effect {
    match known {
        Some(file) if file.line.round.is_some_and(|round| round != list.round.id) => {
            Effect::Ask(form.at_fault(0, format!("'{}' is in another round already", case.case_id)))
        }
        Some(file) => proposed(Ok(cases::take_over(&list.round, &file.line, by))),
        None => match cases::add(list, case, id, by) {
            Ok(change) => Effect::Write(change),
            Err(why) => Effect::Ask(form.at_fault(0, capital(&why))),
        },
    }
}

fn draw(form: &Form, list: &Worklist, cx: &Context) -> Vec<Effect> {
    let order = || -> Result<DrawOrder, Fault> {
        Ok(DrawOrder {
            seed: form.text(0).to_owned(),
            size: filled::number(form, 1, Some(0))?,
            spares: if form.text(2).is_empty() { None } else { Some(filled::number(form, 2, None)?) },
            allocation: form.text(3).to_owned(),
        })
    };
    if form.text(0).is_empty() && list.round.is_drawn() {
        return vec![proposed(sampling::undraw(list, cx.author()))];
    }
    let fault = match order() {
        Ok(order) => match sampling::draw(list, &order, cx.author()) {
            Ok(proposal) => return vec![proposed(Ok(proposal))],
            Err(fault) => (fault.part, fault.why),
        },
        Err(fault) => fault,
    };
    vec![Effect::Ask(form.clone().at_fault(fault.0, capital(&fault.1)))]
}

/// Reads the form of a case outside the list.
fn added(form: &Form, list: &Worklist, cx: &Context) -> Result<AddedCase, Fault> {
    let case_id = cases::case_id(form.text(0)).map_err(|why| (0, why))?.to_owned();
    let offices = asking::offices(list, cx);
    let names: Vec<String> = offices.iter().map(|(_, name)| name.clone()).collect();
    let office = offices[filled::one_of(form, 1, &names, "office")?].0;
    let wanted = filled::line(form, 2).to_lowercase();
    if wanted.is_empty() {
        return Ok(AddedCase { case_id, office, worker: None, supervisor: None });
    }
    let all = cx.book.all(Kind::Worker);
    let called = |same: &dyn Fn(&str) -> bool| -> Vec<Id> {
        all.iter().filter(|worker| same(&cx.book.name(worker.id).to_lowercase())).map(|worker| worker.id).collect()
    };
    let mut found = called(&|name| name == wanted);
    if found.is_empty() {
        found = called(&|name| name.starts_with(&wanted));
    }
    match found[..] {
        [worker] => Ok(AddedCase { case_id, office, worker: Some(worker), supervisor: supervisor(worker, list.round.until, cx) }),
        [] => Err((2, "nobody of this name is in Places; leave it empty, or add the person there".to_owned())),
        _ => Err((2, "several people are called like this; write the whole name".to_owned())),
    }
}

/// The supervisor of a worker today, or when the round's period ended, if that is over.
fn supervisor(worker: Id, until: Option<NaiveDate>, cx: &Context) -> Option<Id> {
    let day = until.map_or(cx.today, |until| until.min(cx.today));
    former::assignment_on(cx.book, worker, day).and_then(|assignment| assignment.record(Field::Supervisor))
}
