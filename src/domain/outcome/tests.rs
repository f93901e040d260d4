use proptest::prelude::*;

use super::*;
use crate::domain::instrument::{AnswerOption, Area, Question};
use crate::domain::share::Share;

const S: u8 = 1;
const ANI: u8 = 2;
const NA: u8 = 3;

fn condition(of: &[&str], is: &[u8], least: Option<u8>, most: Option<u8>) -> Condition {
    Condition { of: of.iter().map(|c| (*c).to_owned()).collect(), is: is.to_vec(), least, most }
}

/// Items I1 and I2, and the outcome O of both at the end.
fn instrument() -> Instrument {
    let option = |code: &str, label: &str| AnswerOption { code: code.into(), label: label.into(), ..AnswerOption::default() };
    let question = |code: &str| Question { code: code.into(), goal: Share(9500), ..Question::default() };
    let rule = OutcomeRule {
        items: vec!["I1".into(), "I2".into()],
        cases: vec![
            OutcomeCase { answer: 4, when: vec![condition(&["I2"], &[S], None, None), condition(&["I1"], &[S, NA], None, None)] },
            OutcomeCase { answer: 5, when: vec![condition(&[], &[S], Some(1), None), condition(&[], &[ANI], Some(1), None)] },
            OutcomeCase { answer: 6, when: vec![condition(&[], &[ANI], Some(1), None)] },
        ],
    };
    let options =
        [("S", "Strength"), ("ANI", "Improve"), ("NA", "Not applicable"), ("SA", "Substantially"), ("PA", "Partially"), ("NACH", "Not")];
    let mut instrument = crate::domain::score::tests::instrument(&[]);
    instrument.options = options.into_iter().map(|(code, label)| option(code, label)).collect();
    instrument.areas = vec![Area { code: "A".into(), name: "Area".into(), synonyms: vec![] }];
    instrument.questions = vec![question("I1"), question("I2"), Question { outcome: Some(rule), ..question("O") }];
    instrument
}

fn answered(options: &[u8]) -> PackedAnswers {
    let mut answers = PackedAnswers::default();
    for (ordinal, option) in (0u16..).zip(options) {
        answers.set(ordinal, 0, Answer::new(*option, None));
    }
    answers
}

#[test]
fn an_outcome_follows_from_its_items_by_the_first_case_that_holds() {
    let instrument = instrument();
    for (items, outcome) in [([S, S], 4), ([NA, S], 4), ([ANI, S], 5), ([S, ANI], 5), ([NA, ANI], 6), ([ANI, ANI], 6), ([S, NA], 0)] {
        let mut answers = answered(&items);
        instrument.derive(&mut answers);
        assert_eq!(answers.get(2, 0).option(), outcome, "{items:?}");
    }
}

#[test]
fn an_outcome_without_all_its_items_is_cleared_whatever_stood_there() {
    let instrument = instrument();
    let mut answers = answered(&[0, S, 4]);
    answers.set(2, 3, Answer::new(4, None));
    instrument.derive(&mut answers);
    assert_eq!(answers, answered(&[0, S]));
    assert_eq!(instrument.outcome_words(&answers, 2), "No answer yet: I1 unanswered.");
}

#[test]
fn a_rule_and_its_result_read_as_sentences() {
    let instrument = instrument();
    let rule = instrument.questions[2].outcome.as_ref().unwrap();
    let whole = "Substantially if I2 is S and I1 is S or NA; Partially if at least 1 of I1 and I2 is S and at least 1 of I1 and I2 is ANI; \
                 Not if at least 1 of I1 and I2 is ANI.";
    assert_eq!(rule.words(&instrument), whole);
    assert_eq!(instrument.outcome_words(&answered(&[NA, S]), 2), "Substantially if I2 is S and I1 is S or NA.");
    assert!(instrument.outcome_words(&answered(&[S, NA]), 2).contains("says nothing"));
    assert_eq!(instrument.outcome_words(&answered(&[S, NA]), 0), "");
}

#[test]
fn a_definition_stored_before_rules_existed_is_read_and_written_as_it_was() {
    let old = r#"{"code":"q","title":"Q","version":1,"source":"s","unverified":false,"in_force_from":null,"exit":"every-question","options":[{"code":"yes","label":"Yes","key":"y","credit":10000,"synonyms":[],"why":false}],"areas":[{"code":"A","name":"A","synonyms":[]}],"questions":[{"code":"A.1","area":0,"text":"t","guidance":"","basis":"","domain":null,"goal":8500,"continues":null,"core":false,"trump":false,"verdict":false,"unverified":false,"credits":[[1,null]]}]}"#;
    let read: Instrument = serde_json::from_str(old).unwrap();
    assert_eq!(read.options[0].key, Some('y'));
    assert!(read.questions[0].repeats.is_once() && read.questions[0].allows(1));
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
}

#[test]
fn a_definition_with_rules_survives_its_stored_form() {
    let instrument = instrument();
    let text = serde_json::to_string(&instrument).unwrap();
    assert_eq!(serde_json::from_str::<Instrument>(&text).unwrap(), instrument);
}

proptest! {
    #[test]
    fn deriving_twice_changes_nothing_more_and_touches_no_item(options in prop::collection::vec(0u8..=6, 3), later in prop::option::of(1u8..=6)) {
        let instrument = instrument();
        let mut once = answered(&options);
        if let Some(option) = later {
            once.set(2, 1, Answer::new(option, None));
            once.set(0, 1, Answer::new(option, None));
        }
        let before = once.clone();
        instrument.derive(&mut once);
        let mut twice = once.clone();
        instrument.derive(&mut twice);
        prop_assert_eq!(&once, &twice);
        for ordinal in 0..2 {
            prop_assert!(once.of(ordinal).eq(before.of(ordinal)));
        }
    }
}
