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

    fn fill(&mut self, kind: Kind, id: Id, cells: impl IntoIterator<Item = (Field, Value)>) {
        for (field, value) in cells {
            self.book.set(kind, id, field, value);
        }
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
        (Kind::Element, Field::Until, "has a time frame without an end"),
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
    assert_eq!(story.words(), ["is about safety and is due last on Tue 1 Sep 2026, after another element (Mon 1 Jun 2026)"]);
}

#[test]
fn a_row_is_released_only_when_complete_with_accepted_evidence() {
    let (mut story, _, step) = whole();
    story.book.set(Kind::Row, step, Field::Released, day(4, 1));
    assert_eq!(story.words(), ["has a row released without being complete with accepted evidence: 'Train the screeners'"]);
    story.book.set(Kind::Row, step, Field::Completed, day(4, 10));
    story.book.set(Kind::Row, step, Field::AcceptedOn, day(4, 11));
    assert_eq!(story.words(), ["has a row released before it was complete, accepted and followed up: 'Train the screeners'"]);
    story.book.set(Kind::Row, step, Field::Released, day(4, 10));
    assert_eq!(story.words().len(), 1, "its evidence is accepted the day after");
    story.book.set(Kind::Row, step, Field::Released, day(4, 12));
    assert_eq!(story.words(), Vec::<String>::new());
}

#[test]
fn a_follow_up_after_the_release_of_a_row_is_no_gap_once_the_plan_is_released() {
    let (mut story, _, step) = whole();
    for (field, on) in [(Field::Completed, 10), (Field::AcceptedOn, 11), (Field::Released, 12), (Field::FollowedUp, 20)] {
        story.book.set(Kind::Row, step, field, day(4, on));
    }
    assert_eq!(story.words(), ["has a row released before it was complete, accepted and followed up: 'Train the screeners'"]);
    story.book.set(Kind::MiniPip, PLAN, Field::Stage, text("released"));
    assert_eq!(story.words(), Vec::<String>::new());
}

#[test]
fn a_row_that_was_never_completed_cannot_have_been_followed_up() {
    let (mut story, _, step) = whole();
    story.book.set(Kind::Row, step, Field::FollowedUp, day(4, 10));
    assert_eq!(story.words(), ["has a row that was followed up before it was complete: 'Train the screeners'"]);
    story.book.set(Kind::Row, step, Field::Completed, day(4, 10));
    assert_eq!(story.words(), Vec::<String>::new());
}

mod prepared {
    //! The prepared plans as they are written, and the words of the rules for the program's codes.

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    pub(super) struct Plans {
        pub plan: Vec<Plan>,
    }

    #[derive(Deserialize)]
    pub(super) struct Plan {
        pub name: String,
        goals_served: String,
        pub missing: Vec<String>,
        #[serde(default)]
        evaluation: Vec<Vec<String>>,
        #[serde(default)]
        element: Vec<Element>,
    }

    #[derive(Deserialize)]
    #[serde(default)]
    #[derive(Default)]
    struct Element {
        title: String,
        domain: String,
        priority: Option<i64>,
        factors: String,
        from: String,
        until: String,
        partners: String,
        goal: Vec<Vec<String>>,
        step: Vec<Vec<String>>,
        benchmark: Vec<Vec<String>>,
    }

    fn cell(field: Field, words: &str) -> (Field, Value) {
        let words = if words == "-" { "" } else { words };
        (field, words.parse().map_or_else(|_| Value::text(words), Value::Date))
    }

    impl Plan {
        pub(super) fn story(&self) -> Story {
            let mut story = Story { book: Book::default(), next: 0 };
            story.add(Kind::MiniPip, &[(Field::Title, text(&self.name)), cell(Field::GoalsServed, &self.goals_served)]);
            for (n, name) in [(PAT, "Pat Example"), (Id([201; 16]), "Lee Sample")] {
                story.book.set(Kind::PipPerson, n, Field::Name, text(name));
            }
            for element in &self.element {
                element.write(&mut story);
            }
            for row in &self.evaluation {
                let fields = [Field::Method, Field::Measure, Field::Frequency, Field::Who];
                let id = story.add(Kind::Evaluation, &[(Field::MiniPip, Value::Record(PLAN))]);
                story.fill(Kind::Evaluation, id, fields.into_iter().zip(row).map(|(field, words)| cell(field, words)));
            }
            story
        }
    }

    impl Element {
        fn write(&self, story: &mut Story) {
            let id = story.add(Kind::Element, &[(Field::MiniPip, Value::Record(PLAN))]);
            let own = [
                cell(Field::Title, &self.title),
                cell(Field::Domain, &self.domain),
                cell(Field::Factors, &self.factors),
                cell(Field::From, &self.from),
                cell(Field::Until, &self.until),
                cell(Field::Partners, &self.partners),
            ];
            story.fill(Kind::Element, id, own.into_iter().chain(self.priority.map(|n| (Field::Priority, Value::Int(n)))));
            let part = |story: &mut Story, kind| story.add(kind, &[(Field::Element, Value::Record(id))]);
            for goal in &self.goal {
                let at = part(story, Kind::Goal);
                let fields = [Field::Term, Field::Measure, Field::Baseline, Field::Target, Field::By, Field::Text];
                story.fill(Kind::Goal, at, fields.into_iter().zip(goal).map(|(field, words)| cell(field, words)));
            }
            for (part_of, rows) in [("step", &self.step), ("benchmark", &self.benchmark)] {
                for row in rows {
                    let at = part(story, Kind::Row);
                    story.fill(Kind::Row, at, row_cells(part_of, row));
                }
            }
        }
    }

    fn row_cells(part: &str, row: &[String]) -> Vec<(Field, Value)> {
        let fields: &[Field] = match part {
            "step" => &[Field::Text, Field::People, Field::CompletionDue, Field::Evidence],
            _ => &[Field::Text, Field::CompletionDue],
        };
        let mut cells = vec![(Field::Part, text(part))];
        for (field, words) in fields.iter().zip(row) {
            cells.push(match (field, words.as_str()) {
                (Field::People, "Pat Example") => (Field::People, Value::Records(vec![PAT])),
                (Field::People, "Lee Sample") => (Field::People, Value::Records(vec![Id([201; 16])])),
                (field, words) => cell(*field, words),
            });
        }
        for (name, day) in row.iter().filter_map(|words| words.split_once('=')) {
            let field = match name {
                "follow_up_due" => Field::FollowUpDue,
                "completed" => Field::Completed,
                "accepted" => Field::AcceptedOn,
                "followed_up" => Field::FollowedUp,
                _ => Field::Released,
            };
            cells.push(cell(field, day));
        }
        cells
    }

    /// A gap as the prepared lists write it.
    pub(super) fn written(story: &Story, gap: &Gap) -> String {
        let rule = match gap.code {
            "plan.goals_served" => "goals-served",
            "plan.element" => "element",
            "plan.evaluation" => "evaluation",
            "element.title" => "title",
            "element.priority" => "priority",
            "element.safety_priority" => "safety-priority",
            "element.safety_due" => "safety-due",
            "element.factors" => "factors",
            "element.time_frame" => "time-frame",
            "element.step" => "step",
            "element.benchmark" => "benchmark",
            "element.partners" => "partners",
            "goal.short" => "short-goal",
            "goal.long" => "long-goal",
            "goal.measure" => "goal-measure",
            "goal.baseline" => "goal-baseline",
            "goal.target" => "goal-target",
            "goal.by" => "goal-date",
            "step.people" => "step-person",
            "step.due" => "step-due",
            "step.evidence" => "step-evidence",
            "row.follow_up_due" => "follow-up-due",
            "row.followed_up" => "followed-up",
            "row.release_early" => "release-early",
            "row.release_date" => "release-date",
            "evaluation.method" => "evaluation-method",
            "evaluation.measure" => "evaluation-measure",
            "evaluation.frequency" => "evaluation-frequency",
            "evaluation.who" => "evaluation-who",
            other => panic!("no rule asks for '{other}'"),
        };
        let evaluation = story.book.parts(PLAN, Kind::Evaluation).iter().position(|row| row.id == gap.record);
        match (evaluation, gap.place.as_str()) {
            (Some(at), _) => format!("evaluation {}: {rule}", at + 1),
            (None, "") => format!("plan: {rule}"),
            (None, place) => format!("{place}: {rule}"),
        }
    }
}

#[test]
fn twelve_prepared_plans_lack_what_was_written_down_by_hand() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/content_plans.toml")).unwrap();
    let plans: prepared::Plans = toml::from_str(&text).unwrap();
    assert_eq!(plans.plan.len(), 12);
    for plan in plans.plan {
        let story = plan.story();
        let mut found: Vec<String> = gaps(&story.book, PLAN).iter().map(|gap| prepared::written(&story, gap)).collect();
        let mut missing = plan.missing.clone();
        found.sort();
        missing.sort();
        assert_eq!(found, missing, "{}", plan.name);
    }
}

#[test]
fn two_readings_of_a_plan_give_the_same_list_in_the_same_order() {
    let (mut story, safety, _) = whole();
    story.book.set(Kind::Element, safety, Field::Partners, Value::None);
    story.book.set(Kind::Element, safety, Field::Title, Value::None);
    assert_eq!(gaps(&story.book, PLAN), gaps(&story.book.clone(), PLAN));
    assert_eq!(gaps(&story.book, PLAN).len(), 2);
}

#[test]
fn a_gap_that_is_answered_stays_known_but_no_longer_stands_open() {
    let (mut story, safety, _) = whole();
    story.book.set(Kind::Element, safety, Field::Partners, Value::None);
    let answer = story.add(
        Kind::GapAnswer,
        &[
            (Field::MiniPip, Value::Record(PLAN)),
            (Field::Code, text("element.partners")),
            (Field::About, Value::Record(safety)),
            (Field::Reason, text("Partners join after the second meeting")),
        ],
    );
    assert!(open(&story.book, PLAN).is_empty());
    assert_eq!(checked(&story.book, PLAN)[0].1.map(|a| a.id), Some(answer));
    story.book.set(Kind::Element, safety, Field::Factors, Value::None);
    assert_eq!(open(&story.book, PLAN).len(), 1, "an answer is to one gap, not to the element");
    story.book.set(Kind::GapAnswer, answer, Field::Reason, text("  "));
    assert_eq!(open(&story.book, PLAN).len(), 2, "blanks answer nothing");
}
