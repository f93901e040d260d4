//! What Mini PIPs put on the agenda: rows, timelines, meetings, checks, evaluations, reports, gates, and what others were asked for.

use chrono::{Days, NaiveDate};

use super::{ANSWER_DAYS, Belongs, List, What, When, Who, by_whole, place_of};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::kind::Kind;
use crate::domain::meeting;
use crate::domain::mini_pip::{self, RowState, Stage};
use crate::domain::monitoring;
use crate::domain::negotiation;
use crate::domain::record::Record;

/// All Mini PIPs.
pub(super) fn gather(book: &Book, list: &mut List) {
    let rows = by_whole(book, Kind::Row);
    for plan in book.all(Kind::MiniPip) {
        let (region, office) = place_of(book, plan);
        let of = Belongs { of: plan.id, title: plan.text(Field::Title), region, office };
        // The third meeting comes after the release.
        for held in book.parts(plan.id, Kind::Meeting) {
            if let Some(due) = held.date(Field::Day).filter(|day| *day >= list.today) {
                let item = list.add(due, What::Meeting, held.id, of, meeting::name(held), Who::Name(held.text(Field::Host)));
                held.text(Field::Time).trim().clone_into(&mut item.time);
                held.text(Field::Site).trim().clone_into(&mut item.site);
            }
        }
        if plan.date(Field::Released).is_some() {
            continue;
        }
        let elements = book.parts(plan.id, Kind::Element);
        let rows: Vec<&Record> = elements.iter().filter_map(|element| rows.get(&element.id)).flatten().copied().collect();
        for row in &rows {
            if let Some(due) = mini_pip::next_due(row) {
                let what = if RowState::of(row, list.today).is_done() { What::FollowUp } else { What::Completion };
                let who = mini_pip::names(book, row.records(Field::People));
                list.add(due, what, row.id, of, mini_pip::title(row), Who::Name(&who));
            }
        }
        // A timeline tells what happens when; what has passed is no debt.
        for line in book.parts(plan.id, Kind::Timeline) {
            if let Some(due) = line.date(Field::Day).filter(|day| *day >= list.today) {
                list.add(due, What::Timeline, line.id, of, mini_pip::title(line), Who::Name(""));
            }
        }
        let ends = elements.iter().filter_map(|element| element.date(Field::Until));
        let end = ends.chain(rows.iter().filter_map(|row| row.date(Field::CompletionDue))).max();
        monitored(book, plan, of, end, list);
        waited_for(book, plan, of, list);
        next_gate(book, plan, of, list);
    }
}

/// Checks, the final evaluation and its report.
fn monitored(book: &Book, plan: &Record, of: Belongs, end: Option<NaiveDate>, list: &mut List) {
    for check in monitoring::due_checks(book, plan.id, list.today) {
        let row = check.evaluation.and_then(|id| book.get(id));
        let Some(record) = check.planned.or(check.evaluation) else { continue };
        let planned = check.planned.and_then(|id| book.get(id)).map_or("", |check| check.text(Field::Who));
        let who = if planned.is_empty() { row.map_or("", |row| row.text(Field::Who)) } else { planned };
        list.add(check.day, What::Check, record, of, row.map_or("monitoring check", mini_pip::title), Who::Name(who));
    }
    let stage = Stage::of(plan);
    if let Some(end) = end {
        if matches!(stage, Stage::Implementing | Stage::FinalEvaluation) {
            for row in book.parts(plan.id, Kind::Evaluation).iter().filter(|row| row.text(Field::Answer).is_empty()) {
                list.add(end, What::Evaluation, row.id, of, mini_pip::title(row), Who::Name(row.text(Field::Who)));
            }
        }
        if stage == Stage::FinalEvaluation && plan.date(Field::ReportedOn).is_none() {
            list.add(end, What::Report, plan.id, of, "Final evaluation report", Who::Role(gate::PANEL));
        }
    }
}

/// What others were asked for: answers to a version, changes, assistance.
fn waited_for(book: &Book, plan: &Record, of: Belongs, list: &mut List) {
    let within = |day: NaiveDate| day.checked_add_days(Days::new(ANSWER_DAYS));
    for version in book.parts(plan.id, Kind::Frozen) {
        for recipient in book.parts(version.id, Kind::Recipient) {
            let open = recipient.date(Field::Answered).is_none() && recipient.text(Field::Answer).is_empty();
            if let Some(due) = recipient.date(Field::Sent).filter(|_| open).and_then(within) {
                let text = format!("Answer to version {}", version.int(Field::Number).unwrap_or(1));
                list.add(due, What::Answer, recipient.id, of, &text, Who::Name(recipient.text(Field::Name)));
            }
        }
    }
    let lead = lead(book, plan);
    for asking in book.parts(plan.id, Kind::Asking).into_iter().filter(|asking| negotiation::is_open(asking)) {
        if let Some(due) = asking.date(Field::Day).and_then(within) {
            let who = if lead.is_empty() { Who::Role(gate::LEAD) } else { Who::Name(&lead) };
            list.add(due, What::Change, asking.id, of, mini_pip::title(asking), who);
        }
    }
    for request in book.parts(plan.id, Kind::Request).into_iter().filter(|request| monitoring::is_open(request)) {
        if let Some(asked) = request.date(Field::Day) {
            let item = list.add(asked, What::Assistance, request.id, of, mini_pip::title(request), Who::Name(request.text(Field::Owner)));
            item.when = When::Waiting;
        }
    }
}

/// The next gate, as long as a day is known by which it must be passed: the plan's implementation date.
fn next_gate(book: &Book, plan: &Record, of: Belongs, list: &mut List) {
    let Some(to) = gate::next(book, plan.id).filter(|to| *to <= Stage::Implementing) else { return };
    let Some(begins) = plan.date(Field::ImplementationDate) else { return };
    let role = gate::who_acts(to);
    let lead = if matches!(role, gate::LEAD | gate::OFFICE) { lead(book, plan) } else { String::new() };
    let who = if lead.is_empty() { Who::Role(role) } else { Who::Name(&lead) };
    let until = if to == Stage::Implementing { "" } else { ", before implementation begins" };
    list.add(begins, What::Gate, plan.id, of, &format!("Gate '{}'{until}: {}", to.words(), gate::in_short(to)), who);
}

/// The lead of a plan by name; several, with semicolons between them.
fn lead(book: &Book, plan: &Record) -> String {
    let people = book.parts(plan.id, Kind::PipPerson);
    let leads = people.iter().filter(|person| person.text(Field::Part) == "lead").map(|person| person.text(Field::Name).trim());
    leads.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ")
}
