use super::*;
use crate::domain::answers::Answer;
use crate::domain::instrument::AnswerOption;
use crate::domain::score::tests::instrument as plain;
use crate::domain::share::Share;

/// O (overall), safety (trump, weight as given), two more indicators of these weights. Options 1 to 6, then na.
fn qcr(weights: [Option<u32>; 3]) -> Instrument {
    let mut whole = plain(&[8500, 7000, 7000, 7000]);
    let rating =
        |n: u32| AnswerOption { code: n.to_string(), credit: Some(Share(if n >= 4 { 10_000 } else { 0 })), ..AnswerOption::default() };
    whole.options = (1..=6).map(rating).collect();
    whole.options.push(AnswerOption { code: "na".into(), ..AnswerOption::default() });
    whole.questions[0].verdict = true;
    whole.questions[1].trump = true;
    for (question, weight) in whole.questions[1..].iter_mut().zip(weights) {
        question.weight = weight;
    }
    whole
}

fn rated(ratings: [u8; 4]) -> PackedAnswers {
    let mut answers = PackedAnswers::default();
    for (ordinal, rating) in (0u16..).zip(ratings) {
        answers.set(ordinal, 0, Answer::new(rating, None));
    }
    answers
}

#[test]
fn the_mean_by_weight_is_held_exactly_against_the_lowest_acceptable_rating() {
    let whole = qcr([Some(3), Some(1), Some(1)]);
    let seen = whole.computed_overall(&rated([4, 4, 4, 4]), 0).unwrap();
    assert_eq!((seen.mean, seen.line, seen.acceptable, seen.given, seen.differs()), (Some(400), 4, true, Some(4), false));
    // (3 x 4 + 1 x 4 + 1 x 3) / 5 = 3.80
    let seen = whole.computed_overall(&rated([5, 4, 4, 3]), 0).unwrap();
    assert_eq!((seen.mean, seen.acceptable, seen.differs()), (Some(380), false, true));
    assert_eq!(seen.words, "Mean of 3 ratings by weight 3.80; acceptable from 4.");
    // 3.9960 reads 3.99 and is below.
    let close = qcr([Some(499), Some(1), Some(2)]);
    let seen = close.computed_overall(&rated([4, 4, 4, 3]), 0).unwrap();
    assert_eq!((seen.mean, seen.acceptable), (Some(399), false));
}

#[test]
fn unacceptable_safety_makes_the_area_unacceptable_with_and_without_weights() {
    let seen = qcr([Some(1), Some(1), Some(1)]).computed_overall(&rated([5, 3, 6, 6]), 0).unwrap();
    assert_eq!((seen.mean, seen.acceptable, seen.trumped_by), (Some(500), false, Some(1)));
    assert!(seen.words.ends_with("A.2 is below 4, which makes the whole area unacceptable."));
    let seen = qcr([None; 3]).computed_overall(&rated([5, 3, 6, 6]), 0).unwrap();
    assert_eq!((seen.mean, seen.acceptable, seen.differs()), (None, false, true));
}

#[test]
fn there_is_nothing_to_compute_without_weights_or_with_a_gap() {
    assert_eq!(qcr([None; 3]).computed_overall(&rated([5, 4, 6, 6]), 0), None);
    assert_eq!(qcr([Some(1); 3]).computed_overall(&rated([5, 4, 0, 6]), 0), None);
    assert_eq!(qcr([Some(1); 3]).computed_overall(&rated([5, 4, 5, 6]), 1), None, "no overall question");
}

#[test]
fn an_indicator_that_does_not_apply_takes_no_part() {
    let seen = qcr([Some(1), Some(9), Some(1)]).computed_overall(&rated([0, 4, 7, 5]), 0).unwrap();
    assert_eq!((seen.mean, seen.given, seen.differs()), (Some(450), None, false));
}

#[test]
fn a_weight_alone_decides_by_its_question() {
    let seen = qcr([None, Some(2), None]).computed_overall(&rated([6, 6, 3, 6]), 0).unwrap();
    assert_eq!((seen.mean, seen.acceptable), (Some(300), false));
}
