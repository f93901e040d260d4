use super::*;
use crate::domain::outcome::{Condition, OutcomeCase, OutcomeRule};
use crate::domain::score::tests::instrument;

/// Four questions A.1 to A.4: A.2 is asked where A.1 is yes, A.4 is computed from A.1 and A.3.
fn draft() -> Instrument {
    let mut draft = instrument(&[8500, 9000, 8500, 8500]);
    draft.source = "made up".to_owned();
    draft.options[4].key = Some('x');
    for question in &mut draft.questions {
        question.continues = None;
        question.text = "Was the child seen?".to_owned();
    }
    draft.questions[1].asked_if = Some(AskedIf { question: "A.1".into(), is: vec![1, 2], otherwise: 5 });
    let when = vec![Condition { of: vec!["A.3".into()], is: vec![1], least: None, most: None }];
    draft.questions[3].outcome =
        Some(OutcomeRule { items: vec!["A.1".into(), "A.3".into()], cases: vec![OutcomeCase { answer: 1, when }] });
    draft
}

fn edited(cell: Cell, text: &str) -> Result<Instrument, String> {
    let mut draft = draft();
    put(&mut draft, cell, text)?;
    sound(&draft, None, None)?;
    Ok(draft)
}

const fn q(at: usize, of: OfQuestion) -> Cell {
    Cell::Question(at, of)
}

#[test]
fn every_cell_says_what_it_is_given_back_unchanged() {
    let draft = draft();
    let cells = OfWhole::ALL.iter().map(|of| Cell::Whole(*of)).chain(OfArea::ALL.iter().map(|of| Cell::Area(0, *of)));
    let cells = cells.chain((0..5).flat_map(|at| OfOption::ALL.iter().map(move |of| Cell::Option(at, *of))));
    for cell in cells.chain((0..4).flat_map(|at| OfQuestion::ALL.iter().map(move |of| q(at, *of)))) {
        assert_eq!(edited(cell, &text(&draft, cell)).as_ref(), Ok(&draft), "{cell:?}");
    }
}

#[test]
fn a_goal_is_typed_in_any_of_three_ways_and_is_never_nothing() {
    for typed in ["90", "90 %", "0.9", " 90% "] {
        assert_eq!(edited(q(0, OfQuestion::Goal), typed).unwrap().questions[0].goal, Share(9000), "{typed}");
    }
    for typed in ["", "0", "101", "soon"] {
        assert!(edited(q(0, OfQuestion::Goal), typed).is_err(), "{typed}");
    }
}

#[test]
fn a_new_code_is_followed_by_the_rules_that_name_it() {
    let new = edited(q(0, OfQuestion::Code), "A.1a").unwrap();
    assert_eq!(new.questions[1].asked_if.as_ref().unwrap().question, "A.1a");
    assert_eq!(new.questions[3].outcome.as_ref().unwrap().items, ["A.1a", "A.3"]);
    let new = edited(q(2, OfQuestion::Code), "A.3a").unwrap();
    assert_eq!(new.questions[3].outcome.as_ref().unwrap().cases[0].when[0].of, ["A.3a"]);
}

#[test]
fn what_cannot_stand_is_refused_with_its_sentence() {
    let cases: [(Cell, &str, &str); 14] = [
        (q(0, OfQuestion::Code), "a.2", "'A.2' stands there already"),
        (q(0, OfQuestion::Code), "", "must have a code"),
        (q(0, OfQuestion::Code), &"x".repeat(300), "is no code; write 1 to 60 characters"),
        (q(0, OfQuestion::Area), "B", "is no area of this instrument"),
        (q(0, OfQuestion::Weight), "0", "is no weight"),
        (q(0, OfQuestion::Continues), "A.1", "version 1 has none before it"),
        (q(0, OfQuestion::Domain), "safe", "none of safety, permanency and well-being"),
        (q(0, OfQuestion::Core), "maybe", "neither yes nor no"),
        (q(0, OfQuestion::Credits), "partial = much", "is no credit"),
        (q(0, OfQuestion::Credits), "partial = 1, partial = 0", "twice"),
        (q(0, OfQuestion::Answers), "yes, perhaps", "'perhaps' is no answer"),
        (q(0, OfQuestion::Answers), "no, na", "is not among the answers of 'A.1'"),
        (Cell::Option(1, OfOption::Key), "y", "'y' stands there already"),
        (Cell::Whole(OfWhole::InForceFrom), "27", "is no fiscal year"),
    ];
    for (cell, typed, why) in cases {
        let said = edited(cell, typed).expect_err(typed);
        assert!(said.contains(why), "{cell:?} '{typed}': {said}");
    }
}

#[test]
fn what_would_play_tricks_with_the_screen_does_not_come_in() {
    let new = edited(q(0, OfQuestion::Text), "Was \u{1b}[2Jthe child \u{202e}seen?").unwrap();
    assert_eq!(new.questions[0].text, "Was [2Jthe child seen?");
}

#[test]
fn the_next_version_goes_on_in_every_question_and_breaks_only_on_purpose() {
    let old = draft();
    let mut next = next_version(&old, 2027);
    assert_eq!((next.version, next.in_force_from), (2, Some(2027)));
    assert_eq!(sound(&next, Some(&old), None), Ok(()));
    put(&mut next, q(0, OfQuestion::Continues), "").unwrap();
    assert_eq!(sound(&next, Some(&old), None), Ok(()), "a chain may break");
    put(&mut next, q(0, OfQuestion::Continues), "A.2").unwrap();
    assert!(sound(&next, Some(&old), None).unwrap_err().contains("stands there already"), "two cannot continue one");
    put(&mut next, q(0, OfQuestion::Continues), "A.9").unwrap();
    assert!(sound(&next, Some(&old), None).unwrap_err().contains("which version 1 does not have"));
}

#[test]
fn questions_that_would_continue_each_other_in_a_circle_are_refused() {
    let old = draft();
    let mut next = next_version(&old, 2027);
    for (at, code) in [(0, "N.1"), (2, "N.2")] {
        put(&mut next, q(at, OfQuestion::Code), code).unwrap();
    }
    put(&mut next, q(0, OfQuestion::Continues), "N.2").unwrap();
    put(&mut next, q(2, OfQuestion::Continues), "N.1").unwrap();
    assert!(sound(&next, Some(&old), None).unwrap_err().contains("continue each other in a circle"));
}

#[test]
fn a_question_that_another_rests_on_stays() {
    let mut new = draft();
    assert!(delete(&mut new, Place::Question(0)).unwrap_err().contains("the skip rule of 'A.2'"));
    assert!(delete(&mut new, Place::Question(2)).unwrap_err().contains("the computed answer of 'A.4'"));
    delete(&mut new, Place::Question(1)).unwrap();
    assert_eq!(new.questions.len(), 3);
    assert!(delete(&mut new, Place::Area(0)).unwrap_err().contains("3 questions stand in it"));
}

#[test]
fn an_answer_that_moves_or_goes_takes_its_number_along() {
    let mut new = draft();
    new.questions[0].credits = vec![(2, None), (3, Some(Share(2500)))];
    let before = text(&new, q(0, OfQuestion::Credits));
    assert_eq!(shift(&mut new, Place::Option(1), false), Some(2));
    let mut words: Vec<String> = text(&new, q(0, OfQuestion::Credits)).split(", ").map(str::to_owned).collect();
    words.reverse();
    assert_eq!(words.join(", "), before, "the same answers have the same credits");
    assert_eq!(asked_if_words(&new, new.questions[1].asked_if.as_ref().unwrap()), "A.1 is yes or partial, otherwise na");
    assert!(delete(&mut new, Place::Option(4)).unwrap_err().contains("'A.2' names it"));
    delete(&mut new, Place::Option(3)).unwrap();
    assert_eq!(asked_if_words(&new, new.questions[1].asked_if.as_ref().unwrap()), "A.1 is yes or partial, otherwise na");
    assert_eq!(sound(&new, None, None), Ok(()));
}

#[test]
fn a_moved_area_keeps_its_questions_and_a_copied_question_has_its_own_code() {
    let mut new = draft();
    add_area(&mut new, "B", "Second");
    assert_eq!(shift(&mut new, Place::Area(0), false), Some(1));
    assert!(new.questions.iter().all(|question| new.areas[question.area].code == "A"));
    assert_eq!(shift(&mut new, Place::Area(1), false), None);
    delete(&mut new, Place::Area(0)).unwrap();
    assert!(new.questions.iter().all(|question| new.areas[question.area].code == "A"));
    let copy = copy_question(&mut new, 2).unwrap();
    assert_eq!((copy, new.questions[copy].code.as_str(), new.questions[copy].continues.as_deref()), (3, "A.3-2", None));
    assert_eq!(sound(&new, None, None), Ok(()));
}
