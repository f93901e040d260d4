//! Each rule alone, and twelve prepared plans against lists that were written by hand from the rules.

use chrono::NaiveDate;

use super::*;
use crate::domain::value::Value;

struct Story {
    book: Book,
    next: u8,
}

const PLAN: Id = Id([1; 16]);
const PAT: Id = Id([200; 16]);

impl Story {
    fn add(&mut self, kind: Kind, values: &[(Field, Value)]) -> Id {
        self.next += 1;
        let id = Id([self.next; 16]);
        for (field, value) in values {
            self.book.set(kind, id, *field, value.clone());
        }
        id
    }

    fn words(&self) -> Vec<String> {
        gaps(&self.book, PLAN).into_iter().map(|g| g.words).collect()
    }
}

fn text(words: &str) -> Value {
    Value::text(words)
}

fn day(month: u32, day: u32) -> Value {
    Value::Date(NaiveDate::from_ymd_opt(2026, month, day).unwrap())
}

fn element(story: &mut Story, title: &str, priority: i64, domain: &str, due: Value) -> (Id, Id) {
    let person = Value::Records(vec![PAT]);
    let element = story.add(
        Kind::Element,
        &[
            (Field::MiniPip, Value::Record(PLAN)),
            (Field::Title, text(title)),
            (Field::Priority, Value::Int(priority)),
            (Field::Domain, text(domain)),
            (Field::Factors, text("late referrals")),
            (Field::Responsible, person.clone()),
            (Field::From, day(1, 1)),
            (Field::Until, day(12, 31)),
            (Field::Partners, text("the school district")),
        ],
    );
    for term in ["short", "long"] {
        story.add(
            Kind::Goal,
            &[
                (Field::Element, Value::Record(element)),
                (Field::Term, text(term)),
                (Field::Measure, text("CPS.A1")),
                (Field::Baseline, text("45 %")),
                (Field::Target, text("55 %")),
                (Field::By, day(6, 30)),
            ],
        );
    }
    let step = story.add(
        Kind::Row,
        &[
            (Field::Element, Value::Record(element)),
            (Field::Part, text("step")),
            (Field::Text, text("Train the screeners")),
            (Field::People, person),
            (Field::CompletionDue, due),
            (Field::Evidence, text("sign-in sheet")),
        ],
    );
    story.add(
        Kind::Row,
        &[(Field::Element, Value::Record(element)), (Field::Part, text("benchmark")), (Field::Text, text("Half are trained"))],
    );
    (element, step)
}

fn whole() -> (Story, Id, Id) {
    let mut story = Story { book: Book::default(), next: 0 };
    story.add(Kind::MiniPip, &[(Field::Title, text("Plan")), (Field::GoalsServed, text("milestone 4"))]);
    story.book.set(Kind::PipPerson, PAT, Field::Name, text("Pat Example"));
    let (safety, step) = element(&mut story, "Safety at home", 1, "safety", day(5, 1));
    element(&mut story, "Fewer moves", 2, "permanency", day(6, 1));
    let evaluation = [
        (Field::Method, text("record review")),
        (Field::Measure, text("CPS.A1")),
        (Field::Frequency, text("monthly")),
        (Field::Who, text("QA")),
    ];
    let row = story.add(Kind::Evaluation, &evaluation);
    story.book.set(Kind::Evaluation, row, Field::MiniPip, Value::Record(PLAN));
    (story, safety, step)
}

#[test]
fn a_whole_plan_lacks_nothing() {
    assert_eq!(whole().0.words(), Vec::<String>::new());
}

#[test]
fn each_thing_taken_away_is_one_gap() {
    for (kind, field, words) in [
        (Kind::MiniPip, Field::GoalsServed, "does not name the agency goals"),
        (Kind::Element, Field::Factors, "has no underlying factors"),
        (Kind::Element, Field::Until, "has no time frame"),
        (Kind::Element, Field::Partners, "does not say how partners are engaged"),
        (Kind::Row, Field::People, "without a person responsible"),
        (Kind::Row, Field::CompletionDue, "without a due date"),
        (Kind::Row, Field::Evidence, "without evidence of completion"),
    ] {
        let (mut story, safety, step) = whole();
        let id = match kind {
            Kind::MiniPip => PLAN,
            Kind::Element => safety,
            _ => step,
        };
        story.book.set(kind, id, field, Value::None);
        let found = story.words();
        assert!(found.len() == 1 && found[0].contains(words), "{words}: {found:?}");
    }
}

#[test]
fn safety_comes_first_in_priority_and_in_its_last_date() {
    let (mut story, safety, step) = whole();
    story.book.set(Kind::Element, safety, Field::Priority, Value::Int(3));
    assert_eq!(story.words(), ["is about safety and has priority 3, after another element with 2"]);
    story.book.set(Kind::Element, safety, Field::Priority, Value::Int(1));
    story.book.set(Kind::Row, step, Field::CompletionDue, day(9, 1));
    assert_eq!(story.words(), ["is about safety and is due last on 2026-09-01, after another element (2026-06-01)"]);
}

#[test]
fn a_row_is_released_only_when_complete_with_accepted_evidence() {
    let (mut story, _, step) = whole();
    story.book.set(Kind::Row, step, Field::Released, day(4, 1));
    assert_eq!(story.words(), ["has a row released without being complete with accepted evidence: 'Train the screeners'"]);
    story.book.set(Kind::Row, step, Field::Completed, day(4, 10));
    story.book.set(Kind::Row, step, Field::AcceptedOn, day(4, 11));
    assert_eq!(story.words(), ["has a row released before it was complete and followed up: 'Train the screeners'"]);
    story.book.set(Kind::Row, step, Field::Released, day(4, 12));
    assert_eq!(story.words(), Vec::<String>::new());
}
