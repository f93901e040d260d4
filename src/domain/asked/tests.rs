use proptest::prelude::*;

use super::*;
use crate::domain::instrument::{AskedIf, Repeats};
use crate::domain::score::tests::instrument as plain;

const YES: Answer = Answer::new(1, None);
const NO: Answer = Answer::new(3, None);
const NA: Answer = Answer::new(5, None);

fn rule(question: &str) -> AskedIf {
    AskedIf { question: question.into(), is: vec![1, 2], otherwise: 5 }
}

/// A.1; A.2 only where A.1 is yes or partial; A.3 (by month) only where A.2 is; A.4 by itself, in an area of its own.
fn chained() -> Instrument {
    let mut whole = plain(&[8500; 4]);
    whole.areas.push(crate::domain::instrument::Area { code: "B".into(), name: "Second".into(), synonyms: vec![] });
    whole.questions[1].asked_if = Some(rule("A.1"));
    whole.questions[2].asked_if = Some(rule("a.2"));
    whole.questions[2].repeats = Repeats::Months;
    whole.questions[3].area = 1;
    whole
}

fn put(whole: &Instrument, answers: &mut PackedAnswers, ordinal: u16, answer: Answer) -> Vec<(u16, u16, Answer)> {
    let before = answers.set(ordinal, 0, answer);
    let follows = whole.follow(answers, ordinal, before);
    for (ordinal, occurrence, answer) in &follows {
        answers.set(*ordinal, *occurrence, *answer);
    }
    follows
}

#[test]
fn a_no_answers_what_is_no_longer_asked_and_a_yes_asks_it_again() {
    let (whole, mut answers) = (chained(), PackedAnswers::default());
    assert!(whole.is_asked(&answers, 1), "as long as nobody knows, it is asked");
    assert_eq!(put(&whole, &mut answers, 0, NO), [(1, 0, NA), (2, 0, NA)]);
    assert!(!whole.is_asked(&answers, 1) && !whole.is_asked(&answers, 2) && whole.is_asked(&answers, 3));
    assert_eq!(put(&whole, &mut answers, 0, YES), [(1, 0, Answer::NONE), (2, 0, Answer::NONE)]);
    assert_eq!(answers.len(), 1);
}

#[test]
fn months_answered_before_go_when_the_question_is_no_longer_asked() {
    let (whole, mut answers) = (chained(), PackedAnswers::default());
    put(&whole, &mut answers, 0, YES);
    put(&whole, &mut answers, 1, YES);
    for month in 0..3 {
        answers.set(2, month, YES);
    }
    assert_eq!(put(&whole, &mut answers, 1, NO), [(2, 1, Answer::NONE), (2, 2, Answer::NONE), (2, 0, NA)]);
    assert_eq!(answers.of(2).collect::<Vec<_>>(), [(0, NA)]);
}

#[test]
fn a_reviewers_own_not_applicable_stays_when_the_question_was_asked_all_along() {
    let (whole, mut answers) = (chained(), PackedAnswers::default());
    put(&whole, &mut answers, 0, YES);
    put(&whole, &mut answers, 1, NA);
    assert_eq!(put(&whole, &mut answers, 0, Answer::new(2, None)), [], "from yes to partial, both of which ask");
    assert_eq!(answers.get(1, 0), NA);
}

#[test]
fn clearing_the_gate_asks_again() {
    let (whole, mut answers) = (chained(), PackedAnswers::default());
    put(&whole, &mut answers, 0, NO);
    assert_eq!(put(&whole, &mut answers, 0, Answer::NONE), [(1, 0, Answer::NONE), (2, 0, Answer::NONE)]);
    assert!(answers.is_empty());
}

#[test]
fn a_circle_of_rules_comes_to_an_end() {
    let mut whole = chained();
    whole.questions[0].asked_if = Some(rule("A.3"));
    whole.questions[3].asked_if = Some(rule("A.4"));
    let mut answers = PackedAnswers::default();
    put(&whole, &mut answers, 0, NO);
    put(&whole, &mut answers, 3, NO);
    assert!(!whole.is_asked(&answers, 0));
}

#[test]
fn a_gap_is_what_somebody_still_has_to_answer() {
    let (mut whole, mut answers) = (chained(), PackedAnswers::default());
    assert_eq!(whole.gaps(&answers, 0b11).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(whole.gaps(&answers, 0b10).collect::<Vec<_>>(), [3], "only the covered area");
    answers.set(2, 4, YES);
    answers.set(0, 0, YES);
    assert_eq!(whole.gaps(&answers, 0b01).collect::<Vec<_>>(), [1], "one month of a question is an answer");
    answers.set(0, 0, NO);
    assert_eq!(whole.gaps(&answers, 0b01).next(), None, "not asked, no gap");
    whole.questions[3].outcome = Some(crate::domain::outcome::OutcomeRule { items: vec!["A.1".into()], cases: vec![] });
    assert_eq!(whole.gaps(&answers, 0b11).next(), None, "computed, no gap");
    let done = whole.completeness(&answers, 0b11);
    assert_eq!((done.areas.as_slice(), done.answered, done.of), ([(2, 2), (0, 0)].as_slice(), 2, 2));
    assert!(done.is_whole());
}

#[test]
fn completeness_counts_by_area() {
    let (whole, mut answers) = (chained(), PackedAnswers::default());
    answers.set(0, 0, YES);
    let done = whole.completeness(&answers, 0b01);
    assert_eq!((done.areas, done.answered, done.of), (vec![(1, 3), (0, 0)], 1, 3));
}

proptest! {
    #[test]
    fn whatever_is_entered_the_rules_hold_and_gaps_are_what_is_missing(steps in prop::collection::vec((0u16..4, 0u8..=5), 0..30)) {
        let (whole, mut answers) = (chained(), PackedAnswers::default());
        for (ordinal, option) in steps {
            // Nobody is asked what is not asked.
            if whole.is_asked(&answers, usize::from(ordinal)) {
                put(&whole, &mut answers, ordinal, Answer::new(option, None));
            }
            for ordinal in 0..4u16 {
                if !whole.is_asked(&answers, usize::from(ordinal)) {
                    prop_assert_eq!(answers.get(ordinal, 0), NA);
                }
            }
            let done = whole.completeness(&answers, 0b11);
            prop_assert_eq!((done.of - done.answered) as usize, whole.gaps(&answers, 0b11).count());
        }
    }
}
