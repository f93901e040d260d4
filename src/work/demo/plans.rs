//! The three made-up Mini PIPs. Baselines and targets of their goals come from the made-up answers.

use super::{Made, WorkError, sample, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::counts::Counts;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::score::Score;
use crate::domain::stats;
use crate::domain::value::Value;
use crate::store::Store;

const INSTRUMENT: &str = "utah-cpr";

pub(super) fn build(store: &mut Store, book: &Book, made: &Made) -> Result<(), WorkError> {
    let plans = sample::plans();
    for (plan, place) in plans.iter().zip(order::spread(plans.len())) {
        let mut change = set_up(store, &format!("Mini PIP of {}", plan.office))?;
        let id = store.new_ids(1)[0];
        Writer { store, book, made, change: &mut change, id }.plan(plan, &place);
        store.commit(&change)?;
    }
    Ok(())
}

/// Where an element begins, and what it is to reach.
struct Baseline {
    words: String,
    short: String,
    long: String,
    year: i32,
    credit: u64,
    applicable: u64,
}

struct Writer<'a> {
    store: &'a Store,
    book: &'a Book,
    made: &'a Made,
    change: &'a mut Change,
    id: Id,
}

impl Writer<'_> {
    fn set(&mut self, id: Id, kind: Kind, field: Field, value: Value) {
        if !value.is_none() {
            self.change.set(id, kind, field, value);
        }
    }

    fn texts(&mut self, id: Id, kind: Kind, texts: &[(Field, &str)]) {
        for (field, text) in texts {
            self.set(id, kind, *field, Value::text(text.trim()));
        }
    }

    fn day(&mut self, id: Id, kind: Kind, field: Field, offset: Option<i64>) {
        if let Some(offset) = offset {
            let day = self.made.day(offset);
            self.set(id, kind, field, Value::Date(day));
        }
    }

    /// A new part of a whole, at a place in its list.
    fn part(&mut self, kind: Kind, whole: Id, place: &str) -> Id {
        let id = self.store.new_ids(1)[0];
        if let Some(parent) = kind.parent() {
            self.set(id, kind, parent, Value::Record(whole));
        }
        self.set(id, kind, Field::Position, Value::text(place));
        id
    }

    fn plan(&mut self, plan: &sample::Plan, place: &str) {
        let id = self.id;
        let office = self.made.regions.iter().flat_map(|r| r.offices.iter().map(move |o| (r, o))).find(|(_, o)| o.name == plan.office);
        if let Some((_, office)) = office {
            self.set(id, Kind::MiniPip, Field::Office, Value::Record(office.id));
        }
        self.texts(
            id,
            Kind::MiniPip,
            &[
                (Field::Title, &plan.title),
                (Field::Stage, &plan.stage),
                (Field::Areas, &plan.areas),
                (Field::Meeting, &plan.meeting),
                (Field::Strategies, &plan.strategies),
                (Field::Implementation, &plan.implementation_overview),
                (Field::Schedule, &plan.schedule),
                (Field::Measurement, &plan.measurement),
                (Field::Assistance, &plan.assistance),
                (Field::GoalsServed, &plan.goals_served),
                (Field::Position, place),
            ],
        );
        self.day(id, Kind::MiniPip, Field::ImplementationDate, plan.implementation);
        let mut people = Vec::new();
        for (person, place) in plan.person.iter().zip(order::spread(plan.person.len())) {
            let at = self.part(Kind::PipPerson, id, &place);
            self.texts(
                at,
                Kind::PipPerson,
                &[
                    (Field::Part, &person.part),
                    (Field::Name, &person.name),
                    (Field::Organisation, &person.organisation),
                    (Field::Category, &person.category),
                    (Field::Phone, &person.phone),
                    (Field::Email, &person.email),
                    (Field::HelpsWith, &person.helps_with),
                    (Field::Asked, &person.asked),
                ],
            );
            people.push((person.name.as_str(), at));
        }
        let region = office.map(|(region, _)| region.id);
        for (element, place) in plan.element.iter().zip(order::spread(plan.element.len())) {
            self.element(element, &place, &people, region, plan.implementation.unwrap_or(0));
        }
        for (entry, place) in plan.timeline.iter().zip(order::spread(plan.timeline.len())) {
            let at = self.part(Kind::Timeline, id, &place);
            self.day(at, Kind::Timeline, Field::Day, Some(entry.day));
            self.texts(at, Kind::Timeline, &[(Field::Activity, &entry.activity), (Field::Comment, &entry.comment)]);
        }
        for (row, place) in plan.evaluation.iter().zip(order::spread(plan.evaluation.len())) {
            let at = self.part(Kind::Evaluation, id, &place);
            let texts = [
                (Field::Method, row.method.as_str()),
                (Field::Measure, &row.measure),
                (Field::Frequency, &row.frequency),
                (Field::Who, &row.who),
            ];
            self.texts(at, Kind::Evaluation, &texts);
        }
        for (row, place) in plan.agreement.iter().zip(order::spread(plan.agreement.len())) {
            let at = self.part(Kind::Agreement, id, &place);
            self.texts(at, Kind::Agreement, &[(Field::Role, &row.role), (Field::Name, &row.name)]);
            self.day(at, Kind::Agreement, Field::Signed, row.signed);
        }
    }

    fn element(&mut self, element: &sample::Element, place: &str, people: &[(&str, Id)], region: Option<Id>, begun: i64) {
        let named = |names: &[String]| {
            Value::records(names.iter().filter_map(|n| people.iter().find(|(p, _)| p == n)).map(|(_, id)| *id).collect())
        };
        let id = self.part(Kind::Element, self.id, place);
        self.texts(
            id,
            Kind::Element,
            &[
                (Field::Title, &element.title),
                (Field::Strategy, &element.strategy),
                (Field::Domain, &element.domain),
                (Field::Factors, &element.factors),
                (Field::Partners, &element.partners),
                (Field::Instrument, INSTRUMENT),
                (Field::Question, &element.question),
            ],
        );
        if let Some(priority) = element.priority {
            self.set(id, Kind::Element, Field::Priority, Value::Int(priority));
        }
        self.set(id, Kind::Element, Field::Responsible, named(&element.responsible));
        self.day(id, Kind::Element, Field::From, element.from);
        self.day(id, Kind::Element, Field::Until, element.until);
        let baseline = region.and_then(|region| self.baseline(region, &element.question, begun));
        if let (Some(region), Some(baseline)) = (region, &baseline) {
            let facts = [
                (Field::Year, Value::Int(i64::from(baseline.year))),
                (Field::Region, Value::Record(region)),
                (Field::Credit, i64::try_from(baseline.credit).map_or(Value::None, Value::Int)),
                (Field::Applicable, i64::try_from(baseline.applicable).map_or(Value::None, Value::Int)),
            ];
            for (field, value) in facts {
                self.set(id, Kind::Element, field, value);
            }
        }
        for (goal, place) in element.goal.iter().zip(order::spread(element.goal.len())) {
            let at = self.part(Kind::Goal, id, &place);
            self.texts(at, Kind::Goal, &[(Field::Term, &goal.term), (Field::Text, &goal.text)]);
            self.day(at, Kind::Goal, Field::By, goal.by);
            if let Some(Baseline { words, short, long, .. }) = &baseline {
                let target = if goal.term == "short" { short } else { long };
                let measure = format!("Case process review, {}", element.question);
                self.texts(at, Kind::Goal, &[(Field::Measure, &measure), (Field::Baseline, words), (Field::Target, target)]);
            }
        }
        for (row, place) in element.row.iter().zip(order::spread(element.row.len())) {
            let at = self.part(Kind::Row, id, &place);
            self.texts(
                at,
                Kind::Row,
                &[
                    (Field::Part, &row.part),
                    (Field::Text, &row.text),
                    (Field::Evidence, &row.evidence),
                    (Field::Completion, &row.completion),
                    (Field::FollowUp, &row.follow_up),
                    (Field::AcceptedBy, &row.accepted_by),
                    (Field::Value, &row.value),
                    (Field::Note, &row.note),
                ],
            );
            self.set(at, Kind::Row, Field::People, named(&row.people));
            for (field, day) in [
                (Field::CompletionDue, row.due),
                (Field::FollowUpDue, row.follow_due),
                (Field::Started, row.started),
                (Field::Completed, row.completed),
                (Field::AcceptedOn, row.accepted),
                (Field::FollowedUp, row.followed_up),
                (Field::Released, row.released),
            ] {
                self.day(at, Kind::Row, field, day);
            }
        }
    }

    /// The region's score in the last year before the plan began, with a short- and a long-term target.
    fn baseline(&self, region: Id, code: &str, begun: i64) -> Option<Baseline> {
        let year = (self.book.fiscal_year(self.made.day(begun)) - 1).min(self.made.last);
        let (id, instrument) = self.book.instrument_for(INSTRUMENT, year)?;
        let question = instrument.question(code)?;
        let mut counts = Counts::new(instrument.questions.len(), instrument.options.len());
        for tally in self.book.tallies().iter().filter(|t| t.instrument == *id && t.year == year && t.region == region) {
            counts.merge(&tally.counts);
        }
        let score = Score::of_question(instrument, &counts, question);
        let goal = instrument.questions[question].goal;
        let (credit, n) = (score.credit?, score.applicable?);
        // Where the goal is met already, to hold it is what there is to do.
        let short = (score.met != Some(true))
            .then(|| stats::improvement_goal(credit, n, Some(goal)))
            .flatten()
            .map_or_else(|| goal.to_string(), |t| format!("{:.1} %", t * 100.0));
        let words = format!("{} % (n {n}), FY{year}", score.percent());
        Some(Baseline { words, short, long: goal.to_string(), year, credit, applicable: n })
    }
}
