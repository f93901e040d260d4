//! Where people stand in records that are still to be done: the field of each, by name in a text or as persons of a plan.

use chrono::NaiveDate;

use super::Item;
use super::what::What;
use super::{names, road};
use crate::domain::book::Book;
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::next_due;
use crate::domain::monitoring;
use crate::domain::record::Record;

/// A field in which people are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holder<'a> {
    pub record: &'a Record,
    pub field: Field,
}

/// What is handed over, as a sentence counts it: one, several.
pub(super) type Words = (&'static str, &'static str);

impl<'a> Holder<'a> {
    /// What it is.
    pub(super) fn words(&self) -> Words {
        match self.record.kind {
            Kind::Row if self.record.text(Field::Part) == "benchmark" => ("benchmark", "benchmarks"),
            Kind::Row => ("action step", "action steps"),
            Kind::Element => ("element", "elements"),
            Kind::Meeting => ("meeting", "meetings"),
            Kind::AgendaItem => ("point of a meeting", "points of meetings"),
            Kind::Evaluation => ("evaluation row", "evaluation rows"),
            Kind::Check => ("monitoring check", "monitoring checks"),
            Kind::Request => ("request for assistance", "requests for assistance"),
            Kind::Step => ("milestone step", "milestone steps"),
            Kind::Recommendation => ("recommendation", "recommendations"),
            Kind::Study => ("special study", "special studies"),
            Kind::ProblemArea => ("problem area", "problem areas"),
            _ => ("item", "items"),
        }
    }

    /// Whether somebody is named in it.
    pub(super) fn names(&self, book: &Book, who: &str) -> bool {
        match self.field.shape() {
            Shape::Records => {
                let people = self.record.records(self.field).iter().filter_map(|id| book.get(*id)).filter(|person| !person.gone);
                people.into_iter().any(|person| names::is_named(person.text(Field::Name), who))
            }
            _ => names::is_named(self.record.text(self.field), who),
        }
    }

    /// The Mini PIP it is a part of.
    pub(super) fn plan(&self, book: &Book) -> Option<Id> {
        let mut at = self.record;
        while at.kind != Kind::MiniPip {
            at = book.get(at.parent()?)?;
        }
        Some(at.id)
    }

    fn new(record: &'a Record, field: Field) -> Holder<'a> {
        Holder { record, field }
    }
}

/// Every field of what is still to be done in which somebody can be named, with or without a day. Case reviews are not in it.
pub(super) fn all(book: &Book, today: NaiveDate) -> Vec<Holder<'_>> {
    let mut found = Vec::new();
    let mut take = |kind: Kind, field: Field, open: &dyn Fn(&Record) -> bool| {
        found.extend(book.all(kind).into_iter().filter(|record| open(record)).map(|record| Holder::new(record, field)));
    };
    take(Kind::Element, Field::Responsible, &|_| true);
    take(Kind::Row, Field::People, &is_open_row);
    let to_come = |meeting: &Record| meeting.date(Field::Day).is_none_or(|day| day >= today);
    take(Kind::Meeting, Field::Host, &to_come);
    take(Kind::AgendaItem, Field::Who, &|point| point.parent().and_then(|id| book.get(id)).is_some_and(to_come));
    take(Kind::Evaluation, Field::Who, &|row| row.text(Field::Answer).is_empty());
    take(Kind::Check, Field::Who, &|check| !monitoring::is_done(check));
    take(Kind::Request, Field::Owner, &monitoring::is_open);
    take(Kind::Step, Field::Owner, &road::is_open_step);
    take(Kind::Recommendation, Field::Owner, &road::is_open_recommendation);
    take(Kind::Study, Field::Who, &road::is_open_study);
    take(Kind::ProblemArea, Field::Owner, &road::is_open_area);
    found
}

/// Whether something is left to do of a row: to complete it, or to follow it up.
fn is_open_row(row: &Record) -> bool {
    let released = row.date(Field::Released).is_some() || !row.text(Field::Waived).is_empty();
    !released && (row.date(Field::Completed).is_none() || next_due(row).is_some())
}

/// The field in which the person of an item stands; none where it is not a text that could name somebody else.
pub(super) fn of_item<'a>(book: &'a Book, item: &Item) -> Option<Holder<'a>> {
    let record = book.get(item.record)?;
    let field = match item.what {
        What::Completion | What::FollowUp => Field::People,
        What::Meeting => Field::Host,
        What::Check | What::Evaluation | What::Study => Field::Who,
        What::Assistance | What::Step | What::Recommendation | What::ProblemArea => Field::Owner,
        _ => return None,
    };
    // A planned check may say nobody; then the evaluation row does.
    let row = record.record(Field::EvaluationRow).and_then(|id| book.get(id));
    let said_above = record.kind == Kind::Check && record.text(Field::Who).is_empty();
    Some(Holder::new(row.filter(|_| said_above).unwrap_or(record), field))
}
