use std::collections::BTreeMap;

use crate::command::{Chosen, Command as C, Effect, Event, Form, Input, Place};
use crate::domain::agreement::blind::RECONCILED;
use crate::domain::answers::{Answer as Given, Why};
use crate::domain::behind::Behind;
use crate::domain::behind::tests::{book, id, line, tallies};
use crate::domain::change::{Change, Slot};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::record::Record;
use crate::domain::review::{ReviewLine, Twice};
use crate::domain::value::Value;
use crate::panes::desk::Desk;
use crate::panes::reviews::Reviews;

fn case(n: usize, who: [&str; 2], first: &[u8], second: &[u8]) -> Twice {
    let one = |at: usize, options: &[u8]| {
        let given = (0u16..).zip(options).filter(|(_, option)| **option > 0).map(|(q, option)| (q, 0, *option)).collect();
        ReviewLine {
            id: id(9, (n * 2 + at) as u8),
            reviewer: who[at].into(),
            case_id: format!("C-{n}"),
            second: at == 1,
            ..line(n, &(0, 1, 3, given))
        }
    };
    Twice { first: one(0, first), second: one(1, second), corrections: Vec::new(), remarks: [BTreeMap::new(), BTreeMap::new()] }
}

fn some() -> Vec<Twice> {
    let (ann, bo) = ("Rae Sample", "Jude Mockup");
    let mut all = vec![
        case(0, [ann, bo], &[1, 1, 1, 1], &[1, 3, 1, 1]),
        case(1, [ann, bo], &[3, 1, 1, 1], &[1, 1, 1, 0]),
        case(2, [bo, ann], &[1, 3, 1, 3], &[1, 3, 1, 3]),
        case(3, [ann, "Elsa Fiction"], &[1, 5, 1, 1], &[1, 5, 1, 2]),
        case(4, [bo, "Elsa Fiction"], &[3, 1, 1], &[3, 1, 1]),
    ];
    all[0].second.answers.set(1, 0, Given::new(3, Some(Why::NotDone)));
    all[0].remarks[0].insert(Slot::of(1, 0), "The plan names it on page 3".into());
    all[0].remarks[1].insert(Slot::of(1, 0), "I found no plan of this year".into());
    all
}

struct Room {
    desk: Desk<Reviews>,
    twice: Vec<Twice>,
    asked: Vec<Effect>,
}

impl Room {
    fn new(twice: Vec<Twice>) -> Room {
        let mut book = book();
        book.facts.who = "Lee Leader, QA".into();
        let lines: Vec<ReviewLine> = twice.iter().map(|t| t.first.clone()).collect();
        book.set_tallies(tallies(&lines, false));
        let mut desk = Desk::new(book);
        desk.chosen = Chosen { year: 2026, instrument: "cpr".into(), ..Chosen::default() };
        let mut room = Room { desk, twice, asked: Vec::new() };
        let behind = Behind { instrument: "cpr".into(), year: 2026, region: Some(id(1, 0)), ..Behind::default() };
        room.hears(&Event::Arrive(Place::Agreement(Box::new(behind))));
        room
    }

    fn hears(&mut self, event: &Event) {
        self.desk.hear(event);
        self.answers();
    }

    fn answers(&mut self) {
        self.asked = std::mem::take(&mut self.desk.asked);
        while let Some(at) = self.asked.iter().position(|e| matches!(e, Effect::Read(Query::Twice { .. }))) {
            self.asked.remove(at);
            let answer = Event::Answered(Answer::Twice(self.twice.clone()));
            self.desk.hear(&answer);
        }
    }

    fn presses(&mut self, commands: &[C]) -> &mut Room {
        for command in commands {
            self.desk.does(Input::Command(*command));
            self.answers();
        }
        self
    }

    fn sees(&mut self, words: &str) -> &mut Room {
        let screen = self.desk.screen();
        assert!(screen.contains(words), "'{words}' is not on the screen:\n{screen}");
        self
    }

    fn does_not_see(&mut self, words: &str) -> &mut Room {
        let screen = self.desk.screen();
        assert!(!screen.contains(words), "'{words}' is on the screen:\n{screen}");
        self
    }

    fn picks(&mut self, at: usize) -> Form {
        self.hears(&Event::Picked { id: "reconcile", at });
        match &self.asked[..] {
            [Effect::Ask(form)] => form.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn fills(&mut self, mut form: Form, texts: &[&str]) -> Effect {
        for (field, text) in form.fields.iter_mut().zip(texts) {
            (*text).clone_into(&mut field.value);
        }
        self.hears(&Event::Filled(form));
        self.asked.first().cloned().unwrap_or_else(|| panic!("nothing was asked"))
    }
}

fn values(change: &Change, field: Field) -> Vec<Value> {
    change.edits.iter().filter(|e| e.field == field).map(|e| e.value.clone()).collect()
}

/// The corrections of a change as the store would give them back.
fn corrections(change: &Change) -> Vec<Record> {
    let mut found: Vec<Record> = Vec::new();
    for edit in change.edits.iter().filter(|e| e.kind == Kind::Correction) {
        if found.last().is_none_or(|r| r.id != edit.record) {
            found.push(Record::new(edit.record, Kind::Correction));
        }
        found.last_mut().unwrap().set(edit.field, edit.value.clone());
    }
    found
}

#[test]
fn agreement_by_question_says_what_it_rests_on_and_why_a_figure_is_not_there() {
    let mut room = Room::new(some());
    room.desk.size = (110, 20);
    insta::assert_snapshot!(room.desk.screen(), @r"
     Review rounds ▸ Agreement, Case Process Review FY2026 ▸ Canyon
     By question  By pair of reviewers  Answers that differ
     5 cases reviewed twice · 15 of 18 answers the same, 83.3 % · 4 differ, 4 to reconcile
     Question       │ Pairs  Same, %                Kappa                  AC1                    One only
    ────────────────┼─────────────────────────────────────────────────────────────────────────────────────────────
     All            │    18   83.3                   0.64                   0.81                         1
     Q0             │     5   80.0 (30.3 to 100.0)   0.55 (-0.46 to 1.00)   0.78 (0.21 to 1.00)          ·
     Q1             │     5   80.0 (30.3 to 100.0)   0.69 (-0.07 to 1.00)   0.76 (0.18 to 1.00)          ·
     Q2             │     5  100.0                  –                       1.00                         ·
     Q3             │     3   66.7 (0.0 to 100.0)    0.50 (-0.84 to 1.00)   0.61 (-0.80 to 1.00)         1




    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
     All questions together
     No interval: a case has several answers in it, and these are not independent.
     1 answer was given by one of the two only; what is no pair is in no figure.
    ");
    room.presses(&[C::Down, C::Down, C::Down]).sees("No kappa: both gave one and the same answer").sees("No interval: all pairs are alike");
    room.presses(&[C::Down]).sees("1 answer was given by one of the two only");
}

#[test]
fn agreement_by_pair_of_reviewers_does_not_mind_who_came_first() {
    let mut room = Room::new(some());
    room.desk.size = (80, 16);
    room.presses(&[C::NextSection]);
    insta::assert_snapshot!(room.desk.screen(), @r"
     Review rounds ▸ Agreement, Case Process Review FY2026 ▸ Canyon
     By question  By pair of reviewers  Answers that differ
     5 cases reviewed twice · 15 of 18 answers the same, 83.3 % · 4 differ, 4 to re…
     Reviewer         │ and               Cases  Pairs  Same, %                    ›
    ──────────────────┼─────────────────────────────────────────────────────────────
     Elsa Fiction an… │ 1                     3  100.0   1.00
     Elsa Fiction an… │ 1                     4   75.0   0.56
     Jude Mockup and… │ 3                    11   81.8   0.54




    ────────────────────────────────────────────────────────────────────────────────
     Elsa Fiction and Jude Mockup, all questions together
     No interval: a case has several answers in it, and these are not independent.
    ");
    room.presses(&[C::Down, C::Down, C::Enter]).sees("Jude Mockup and Rae Sample").sees("C-0").sees("C-1").does_not_see("C-3");
    room.presses(&[C::Cancel]).sees("By pair of reviewers").sees("Cases");
}

#[test]
fn what_differs_stands_side_by_side_with_the_remarks_of_both() {
    let mut room = Room::new(some());
    room.desk.size = (110, 20);
    room.presses(&[C::PreviousSection]);
    insta::assert_snapshot!(room.desk.screen(), @r"
     Review rounds ▸ Agreement, Case Process Review FY2026 ▸ Canyon
     By question  By pair of reviewers  Answers that differ
     5 cases reviewed twice · 15 of 18 answers the same, 83.3 % · 4 differ, 4 to reconcile
     Case         Question │ First review   Second review  State                 First reviewer  Second reviewer
    ───────────────────────┼──────────────────────────────────────────────────────────────────────────────────────
     C-0          Q1       │ yes            no             ○ to reconcile        Rae Sample      Jude Mockup
     C-1          Q0       │ no             yes            ○ to reconcile        Rae Sample      Jude Mockup
     C-1          Q3       │ yes            unanswered     ○ to reconcile        Rae Sample      Jude Mockup
     C-3          Q3       │ yes            partial        ○ to reconcile        Rae Sample      Elsa Fiction





    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

     Rae Sample: yes: The plan names it on page 3
     Jude Mockup: no, not done: I found no plan of this year
    ");
    room.presses(&[C::OpenCases]);
    assert_eq!(room.asked, [Effect::Go(Place::Case { review: id(9, 0), slot: Some(Slot::of(1, 0)) })]);
    room.presses(&[C::Cancel]).does_not_see("Answers that differ");
}

#[test]
fn a_question_leads_to_its_own_differences_and_back() {
    let mut room = Room::new(some());
    room.presses(&[C::Down, C::Down, C::Enter]).sees("C-0").does_not_see("C-1").sees("Q1 ·");
    room.presses(&[C::Cancel]).sees("Kappa");
    room.presses(&[C::Down, C::Enter]).sees("No answer differs here");
    room.presses(&[C::Enter, C::Cancel]).sees("Kappa");
}

#[test]
fn a_difference_is_settled_with_a_reason_in_one_change_and_the_figures_stay_blind() {
    let mut room = Room::new(some());
    let figures = "17 of 18 answers";
    room.presses(&[C::PreviousSection]);
    let before = room.desk.screen();
    room.presses(&[C::Enter]);
    let [Effect::Pick { lines, .. }] = &room.asked[..] else { panic!("{:?}", room.asked) };
    let words: Vec<&str> = lines.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words[..2], ["Keep the first: yes", "Take the second: no"]);
    assert_eq!(words.len(), 5, "{words:?}");
    let form = room.picks(1);
    let again = room.fills(form.clone(), &["  "]);
    assert!(matches!(&again, Effect::Ask(form) if form.fault.is_some()), "no reason, no change");
    let Effect::Write(change) = room.fills(form, &["The plan is of last year"]) else { panic!() };
    assert_eq!(change.words, "reconciled answer to Q1");
    let no = i64::from(Given::new(3, Some(Why::NotDone)).byte());
    assert_eq!(values(&change, Field::Given), [Value::Int(no)], "the reason for the no comes with it");
    assert_eq!(values(&change, Field::Part), [Value::text(RECONCILED)]);
    assert_eq!((values(&change, Field::Before), values(&change, Field::After)), (vec![Value::Int(1)], vec![Value::Int(no)]));
    assert_eq!(values(&change, Field::Who), [Value::text("Lee Leader, QA")]);
    // The store gives it back: the answer has moved, the agreement has not.
    room.twice[0].first.answers.set(1, 0, Given::new(3, Some(Why::NotDone)));
    room.twice[0].corrections = corrections(&change);
    room.hears(&Event::Reloaded);
    room.sees("Reconciled as no").sees("The plan is of last year").sees("4 differ, 3 to reconcile");
    let same = |screen: &str| screen.lines().find(|l| l.contains("answers the same")).map(|l| l.split(" · ").nth(1).unwrap().to_owned());
    assert_eq!(same(&before), same(&room.desk.screen()), "{figures}");
    room.presses(&[C::Filter]).does_not_see("C-0").presses(&[C::Filter]).sees("C-0").does_not_see("C-1");
}

#[test]
fn keeping_the_first_answer_is_recorded_too_and_another_answer_asks_why() {
    let mut room = Room::new(some());
    room.presses(&[C::PreviousSection, C::Enter]);
    let form = room.picks(0);
    let Effect::Write(change) = room.fills(form, &["It is on page 3"]) else { panic!() };
    assert_eq!(values(&change, Field::Given), [], "nothing of the review moves");
    assert_eq!((values(&change, Field::Before), values(&change, Field::After)), (vec![Value::Int(1)], vec![Value::Int(1)]));
    room.presses(&[C::Enter]);
    let form = room.picks(2);
    assert_eq!(form.title, "Q1: partial");
    let texts: &[&str] = if form.fields.len() == 2 { &["Half of it", "late"] } else { &["Half of it"] };
    let why = (form.fields.len() == 2).then_some(Why::Late);
    let Effect::Write(change) = room.fills(form, texts) else { panic!() };
    assert_eq!(values(&change, Field::Given), [Value::Int(i64::from(Given::new(2, why).byte()))]);
}

#[test]
fn without_second_reviews_it_says_how_they_come_about() {
    let mut room = Room::new(Vec::new());
    room.sees("the key b gives");
    room.presses(&[C::Enter, C::Down, C::NextSection, C::Enter, C::NextSection, C::Enter, C::Filter, C::OpenCases]).sees("the key b gives");
    room.hears(&Event::Picked { id: "reconcile", at: 0 });
    assert_eq!(room.asked, []);
}

#[test]
fn one_case_and_a_purged_one_are_shown_and_small_windows_hold() {
    let mut one = some();
    one.truncate(1);
    one[0].first.case_id.clear();
    let mut room = Room::new(one);
    room.sees("1 case reviewed twice").presses(&[C::Down]).sees("No interval: one pair is too few");
    room.presses(&[C::PreviousSection]).sees("purged");
    for size in [(60, 13), (40, 5), (20, 2), (1, 1)] {
        room.desk.size = size;
        room.desk.screen();
        room.presses(&[C::NextSection, C::PageDown, C::Top]);
    }
}
