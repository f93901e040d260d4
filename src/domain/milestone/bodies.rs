//! What works for a milestone: its committees, and the special studies of its focus areas. Shown as facts; whether they
//! function consistently is a judgement of people.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::committee::{self, Sort};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::text::counted;
use crate::domain::trend::study::StudyStatus;

/// The plan whose committees are known by their sort alone.
const SHIPPED: &str = "utah-milestones";

/// A committee or a study, and how it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its record.
    pub id: Id,
    /// Whether it is a study; otherwise a committee.
    pub study: bool,
    /// Its name.
    pub name: String,
    /// The facts.
    pub words: String,
    /// Whether something is open about it: nothing met, no finding.
    pub open: bool,
}

/// Whether a sort of committee serves a milestone of the shipped plan by its number. The quality improvement committees are
/// asked for by the sixth as well, beside the ninth that is their own.
fn usual(committee: &Record, number: i64) -> bool {
    let sort = Sort::of(committee);
    sort.milestone() == Some(number) || (number == 6 && matches!(sort, Sort::StateQic | Sort::RegionalQic))
}

/// The committees that work for a milestone: those that name it, and in the shipped plan those whose sort says so.
#[must_use]
pub fn committees(book: &Book, milestone: Id) -> Vec<&Record> {
    let Some(record) = book.get(milestone) else { return Vec::new() };
    let shipped = record.parent().and_then(|plan| book.get(plan)).is_some_and(|plan| plan.text(Field::Code) == SHIPPED);
    let number = record.int(Field::Number).filter(|_| shipped);
    let serves = |committee: &&Record| {
        committee.record(Field::Milestone) == Some(milestone) || number.is_some_and(|number| usual(committee, number))
    };
    committee::committees(book).into_iter().filter(serves).collect()
}

/// The special studies of a milestone's steps.
#[must_use]
pub fn studies(book: &Book, milestone: Id) -> Vec<&Record> {
    let steps: Vec<Id> = book.parts(milestone, Kind::Step).iter().map(|step| step.id).collect();
    if steps.is_empty() {
        return Vec::new();
    }
    book.all(Kind::Study).into_iter().filter(|study| study.record(Field::Step).is_some_and(|step| steps.contains(&step))).collect()
}

/// Whether a committee is there on a day of the fiscal year.
fn is_in_place(book: &Book, committee: &Record, year: i32) -> bool {
    let (first, last) = crate::domain::round::setup::fiscal_year_days(book, year);
    committee.date(Field::From).is_none_or(|from| last.is_none_or(|last| from <= last))
        && committee.date(Field::Until).is_none_or(|until| first.is_none_or(|first| until >= first))
}

/// In a phrase: "6 committees in place", "4 of 6 areas with a finding". None where neither belongs to it.
#[must_use]
pub fn in_short(book: &Book, milestone: Id, year: i32) -> Option<String> {
    let mut said = Vec::new();
    let committees = committees(book, milestone);
    if !committees.is_empty() {
        let there = committees.iter().filter(|c| is_in_place(book, c, year)).count();
        let all = counted(committees.len() as u64, "committee", "committees");
        said.push(if there == committees.len() { format!("{all} in place") } else { format!("{there} of {all} in place") });
    }
    let studies = studies(book, milestone);
    if !studies.is_empty() {
        let mut areas: Vec<Id> = studies.iter().filter(|s| has_finding(s)).filter_map(|s| s.record(Field::Step)).collect();
        areas.sort_unstable();
        areas.dedup();
        said.push(format!("{} of {} areas with a finding", areas.len(), book.parts(milestone, Kind::Step).len()));
    }
    (!said.is_empty()).then(|| said.join(", "))
}

fn has_finding(study: &Record) -> bool {
    StudyStatus::named(study.text(Field::Status)) == StudyStatus::Done && !study.text(Field::Finding).trim().is_empty()
}

/// Each committee and each study with its facts in a fiscal year.
#[must_use]
pub fn facts(book: &Book, milestone: Id, year: i32, today: NaiveDate) -> Vec<Body> {
    let committees = committees(book, milestone).into_iter().map(|committee| {
        let found = committee::in_year(book, committee.id, year, today);
        // Whether it functions consistently a person judges; what is plainly missing is marked.
        let open = found.held == 0 || found.acted_on < found.recommendations || found.held < found.planned;
        let words = format!("FY{year}: {}", found.words());
        Body { id: committee.id, study: false, name: committee.text(Field::Name).to_owned(), words, open }
    });
    let studies = studies(book, milestone).into_iter().map(|study| {
        let area = study.record(Field::Step).and_then(|step| book.get(step)).map_or("", |step| step.text(Field::Text));
        let status = StudyStatus::named(study.text(Field::Status));
        let finding = match study.text(Field::Finding).trim() {
            "" => "no finding yet".to_owned(),
            finding => format!("found: {finding}"),
        };
        let words = format!("{}, {finding} (area: {area})", status.words());
        Body {
            id: study.id,
            study: true,
            name: study.text(Field::Title).to_owned(),
            words,
            open: !has_finding(study) && study.text(Field::Status) != "dropped",
        }
    });
    committees.chain(studies).collect()
}
