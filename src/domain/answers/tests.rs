//! Packed answers against the plainest model: a map from (question, occurrence) to an answer.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::instrument::{AnswerOption, Area, Question, Scope};
use crate::domain::share::Share;

fn instrument(questions: usize, areas: usize, options: usize) -> Instrument {
    let option = |i: usize| AnswerOption {
        code: format!("o{i}"),
        label: format!("O{i}"),
        key: Some('x'),
        credit: Some(Share::ONE),
        synonyms: vec![],
        why: true,
    };
    let question = |i: usize| Question {
        code: format!("Q{i}"),
        area: i % areas,
        text: String::new(),
        guidance: String::new(),
        basis: String::new(),
        domain: None,
        goal: Share(8500),
        continues: None,
        core: false,
        trump: false,
        verdict: false,
        ..Question::default()
    };
    Instrument {
        code: "made-up".into(),
        title: String::new(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: (1..=options).map(option).collect(),
        areas: (0..areas).map(|i| Area { code: format!("A{i}"), name: String::new(), synonyms: vec![] }).collect(),
        questions: (0..questions).map(question).collect(),
    }
}

#[test]
fn an_answer_is_one_byte_with_its_reason() {
    let late = Answer::new(3, Some(Why::Late));
    assert_eq!((late.option(), late.why(), late.byte()), (3, Some(Why::Late), 0b011_00011));
    assert_eq!(Answer::new(0, Some(Why::Late)), Answer::NONE, "nothing answered gives no reason");
    assert_eq!(Answer::from_byte(0xE0), None, "an empty cell is never stored");
    assert_eq!(Answer::from_byte(0b001_00000), None);
    assert_eq!(Answer::from_byte(31), Some(Answer::new(31, None)));
}

#[test]
fn clearing_the_last_answer_leaves_what_was_never_answered() {
    let mut answers = PackedAnswers::default();
    answers.set(7, 0, Answer::new(1, None));
    answers.set(7, 2, Answer::new(2, None));
    assert_eq!(answers.set(7, 0, Answer::NONE), Answer::new(1, None));
    assert_eq!(answers.set(7, 2, Answer::NONE), Answer::new(2, None));
    assert_eq!(answers, PackedAnswers::default());
    assert_eq!(answers.to_bytes(), [0, 0]);
}

#[test]
fn an_empty_cell_is_noticed_and_then_forgotten() {
    let mut answers = PackedAnswers::default();
    answers.set(1, 0, Answer::EMPTY_CELL);
    answers.set(1, 1, Answer::EMPTY_CELL);
    assert_eq!(answers.set(1, 0, Answer::EMPTY_CELL), Answer::EMPTY_CELL);
    assert_eq!(answers.len(), 0);
    answers.settle();
    assert!(answers.is_empty());
}

#[test]
fn bytes_out_of_order_or_with_a_hole_are_refused() {
    let mut answers = PackedAnswers::default();
    answers.set(0, 0, Answer::new(1, None));
    answers.set(0, 1, Answer::new(1, None));
    answers.set(0, 2, Answer::new(1, None));
    let good = answers.to_bytes();
    assert_eq!(PackedAnswers::from_bytes(&good), Some(answers));
    let mut swapped = good.clone();
    swapped[3..].rotate_left(5);
    assert_eq!(PackedAnswers::from_bytes(&swapped), None);
    assert_eq!(PackedAnswers::from_bytes(&good[..good.len() - 1]), None);
    assert_eq!(PackedAnswers::from_bytes(&[1, 0, 0]), None, "an unanswered last question is not written");
}

type Model = BTreeMap<(u16, u16), Answer>;

fn model() -> impl Strategy<Value = Model> {
    let answer = (1u8..=31, 0usize..4).prop_map(|(option, why)| Answer::new(option, Why::ALL.get(why.wrapping_sub(1)).copied()));
    let occurrence = prop_oneof![3 => Just(0u16), 1 => 1u16..4, 1 => Just(65_534u16)];
    prop::collection::btree_map((0u16..40, occurrence), answer, 0..60)
}

fn packed(model: &Model) -> PackedAnswers {
    let mut answers = PackedAnswers::with_room(40);
    // In reverse, so that the order of entry is shown not to matter.
    for ((ordinal, occurrence), answer) in model.iter().rev() {
        answers.set(*ordinal, *occurrence, *answer);
    }
    answers
}

proptest! {
    #[test]
    fn what_is_put_comes_back_and_survives_its_stored_form(model in model()) {
        let answers = packed(&model);
        let mut all: Vec<_> = answers.iter().map(|(q, o, a)| ((q, o), a)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, model.iter().map(|(k, a)| (*k, *a)).collect::<Vec<_>>());
        prop_assert_eq!(PackedAnswers::from_bytes(&answers.to_bytes()), Some(answers));
    }

    #[test]
    fn counts_equal_those_of_a_plain_loop(model in model(), covered in any::<u64>()) {
        let instrument = instrument(45, 4, 31);
        let mut counts = Counts::new(45, 31);
        packed(&model).tally_into(&mut counts, &instrument, covered, 1);
        for (index, question) in instrument.questions.iter().enumerate() {
            let of_it: Vec<u8> = model.iter().filter(|((q, _), _)| usize::from(*q) == index).map(|(_, a)| a.option()).collect();
            for option in 1..=31u8 {
                prop_assert_eq!(counts.get(index, usize::from(option)) as usize, of_it.iter().filter(|o| **o == option).copied().map(usize::from).sum::<usize>() / usize::from(option));
            }
            prop_assert_eq!(counts.repeated(index) as usize, of_it.len().saturating_sub(1));
            prop_assert_eq!(counts.get(index, 0) == 1, of_it.is_empty() && covered >> question.area & 1 == 1);
        }
        packed(&model).tally_into(&mut counts, &instrument, covered, -1);
        prop_assert!(counts.is_empty());
    }

    #[test]
    fn the_differences_lead_from_one_to_the_other(a in model(), b in model()) {
        let (mut from, to) = (packed(&a), packed(&b));
        for d in from.diff(&to) {
            prop_assert_eq!(from.set(d.ordinal, d.occurrence, d.to), d.from);
        }
        prop_assert_eq!(from, to);
    }

    #[test]
    fn any_bytes_are_read_or_refused_and_what_is_read_is_written_back(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        if let Some(answers) = PackedAnswers::from_bytes(&bytes) {
            prop_assert_eq!(answers.to_bytes(), bytes);
        }
    }
}
