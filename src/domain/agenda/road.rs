//! What the road to exit puts on the agenda: steps of milestones, committees and their recommendations, special studies,
//! problem areas, communities on the selection board, last days for challenges.

use super::{Belongs, List, What, Who, place_of};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::StepStatus;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::domain::round::Round;

/// All of it.
pub(super) fn gather(book: &Book, list: &mut List) {
    for step in book.all(Kind::Step).into_iter().filter(|step| is_open_step(step)) {
        if let (Some(due), Some(of)) = (step.date(Field::Due), step.parent()) {
            let of = Belongs { of, title: book.name(of), region: None, office: None };
            list.add(due, What::Step, step.id, of, step.text(Field::Text), Who::Name(step.text(Field::Owner)));
        }
    }
    for committee in book.all(Kind::Committee) {
        committee_work(book, committee, list);
    }
    for study in book.all(Kind::Study).into_iter().filter(|study| is_open_study(study)) {
        if let Some(due) = study.date(Field::Until) {
            let of = study.record(Field::Step).unwrap_or(study.id);
            let title = book.get(of).filter(|step| step.kind == Kind::Step).map_or("Special study", |step| step.text(Field::Text));
            let of = Belongs { of, title, region: None, office: None };
            list.add(due, What::Study, study.id, of, first(study, [Field::Title, Field::Text]), Who::Name(study.text(Field::Who)));
        }
    }
    for area in book.all(Kind::ProblemArea).into_iter().filter(|area| is_open_area(area)) {
        if let Some(due) = area.date(Field::Due) {
            let of = Belongs { of: area.id, title: "Trends", region: None, office: None };
            list.add(due, What::ProblemArea, area.id, of, first(area, [Field::Title, Field::Strategy]), Who::Name(area.text(Field::Owner)));
        }
    }
    for candidate in book.all(Kind::Candidate) {
        start(book, candidate, list);
    }
    for round in Round::all(book).into_iter().filter(|round| round.open) {
        if let Some(due) = round.challenge_until.filter(|day| *day >= list.today) {
            let of = Belongs { of: round.id, title: &round.title, region: Some(round.region), office: None };
            list.add(due, What::LastDay, round.id, of, "Last day for challenges", Who::Name(""));
        }
    }
}

/// A committee's planned meetings and what it recommended.
fn committee_work(book: &Book, committee: &Record, list: &mut List) {
    let of = Belongs { of: committee.id, title: committee.text(Field::Name), region: committee.record(Field::Region), office: None };
    for session in book.parts(committee.id, Kind::Session).into_iter().filter(|session| is_planned(session)) {
        if let Some(due) = session.date(Field::Day) {
            // Whether a planned meeting took place counts for the committee, so one that nobody has written down is a debt.
            let text = if due < list.today { "Was this meeting held? Write it down" } else { "Committee meeting" };
            let item = list.add(due, What::CommitteeMeeting, session.id, of, text, Who::Name(""));
            session.text(Field::Time).trim().clone_into(&mut item.time);
            session.text(Field::Site).trim().clone_into(&mut item.site);
        }
    }
    for asked in book.parts(committee.id, Kind::Recommendation).into_iter().filter(|asked| is_open_recommendation(asked)) {
        if let Some(due) = asked.date(Field::Due) {
            let of = Belongs { region: asked.record(Field::Region).or(of.region), ..of };
            list.add(due, What::Recommendation, asked.id, of, asked.text(Field::Text), Who::Name(asked.text(Field::Owner)));
        }
    }
}

/// The tentative start of a community: as long as its plan is not there, or is not yet properly begun.
fn start(book: &Book, candidate: &Record, list: &mut List) {
    let plan = candidate.record(Field::MiniPip).and_then(|id| book.get(id)).filter(|plan| book.is_live(plan));
    let begun = plan.is_some_and(|plan| Stage::of(plan) > Stage::Selected);
    let Some(due) = candidate.date(Field::Day).filter(|_| !begun && candidate.text(Field::Status) != "dropped") else { return };
    let place: Option<Id> = candidate.record(Field::Office).or_else(|| candidate.record(Field::District));
    let (region, office) = place_of(book, candidate);
    let of = Belongs { of: candidate.id, title: place.map_or("", |place| book.name(place)), region, office };
    list.add(
        due,
        What::Start,
        candidate.id,
        of,
        "Tentative start of a Mini PIP",
        Who::Role(crate::domain::gate::who_acts(Stage::Selected)),
    );
}

/// Whether a step of a milestone is still to be done.
pub(super) fn is_open_step(step: &Record) -> bool {
    !matches!(StepStatus::named(step.text(Field::Status)), StepStatus::Done | StepStatus::Dropped)
}

/// Whether a committee meeting is planned: neither held nor cancelled.
pub(super) fn is_planned(session: &Record) -> bool {
    matches!(session.text(Field::Status), "" | "planned")
}

/// Whether something must still come of a recommendation.
pub(super) fn is_open_recommendation(asked: &Record) -> bool {
    !matches!(asked.text(Field::Status), "declined" | "done")
}

/// Whether a special study goes on.
pub(super) fn is_open_study(study: &Record) -> bool {
    !matches!(study.text(Field::Status), "done" | "dropped")
}

/// Whether a problem area is still followed.
pub(super) fn is_open_area(area: &Record) -> bool {
    !matches!(area.text(Field::Status), "done" | "closed" | "resolved" | "dropped")
}

/// The first of two texts that says something.
fn first(record: &Record, fields: [Field; 2]) -> &str {
    fields.into_iter().map(|field| record.text(field)).find(|text| !text.trim().is_empty()).unwrap_or("")
}
