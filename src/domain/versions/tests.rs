use super::*;
use crate::domain::score::tests::instrument as plain;

/// A version with these questions: (code, continues).
fn version(number: u32, from: Option<i32>, questions: &[(&str, Option<&str>)]) -> Instrument {
    let mut whole = plain(&vec![8500; questions.len()]);
    whole.version = number;
    whole.in_force_from = from;
    for (question, (code, continues)) in whole.questions.iter_mut().zip(questions) {
        question.code = (*code).into();
        question.continues = continues.map(str::to_owned);
    }
    whole
}

fn faults(questions: &[(&str, Option<&str>)]) -> Vec<String> {
    let first = version(1, None, &[("A", None), ("B", None)]);
    faults_between(&first, &version(2, Some(2025), questions))
}

#[test]
fn a_version_that_names_its_questions_of_before_can_follow() {
    assert_eq!(faults(&[("A", Some("a")), ("C", Some("B")), ("D", None)]), [""; 0]);
    assert_eq!(faults(&[("A", Some("B")), ("B", Some("A"))]), [""; 0], "two questions that change places");
}

#[test]
fn what_cannot_be_continued_is_named_with_its_reason() {
    assert_eq!(
        faults(&[("C", Some("X"))]),
        ["'C' continues 'X', which version 1 does not have; name a question of version 1, or leave continues out"]
    );
    assert!(faults(&[("C", None), ("D", Some("C"))])[0].starts_with("'D' continues 'C', which is a question of the same version"));
    assert!(faults(&[("C", Some("C"))])[0].starts_with("'C' continues itself"));
    let twice = faults(&[("C", Some("A")), ("D", Some("A"))]);
    assert!(twice[0].starts_with("'C' and 'D' both continue 'A'"), "{twice:?}");
}

#[test]
fn a_circle_within_a_version_is_named() {
    let seen = faults(&[("C", Some("E")), ("D", Some("C")), ("E", Some("D"))]);
    assert_eq!(seen.len(), 3);
    assert!(seen[0].starts_with("C, E and D continue each other in a circle within version 2"), "{seen:?}");
    let leads_into_one = faults(&[("C", Some("D")), ("D", Some("D"))]);
    assert!(leads_into_one[0].starts_with("'C' continues 'D', which is a question of the same version"), "{leads_into_one:?}");
}

#[test]
fn numbers_and_years_must_go_forward() {
    let same = [("A", Some("A"))];
    let first = version(3, Some(2024), &[("A", None)]);
    assert!(faults_between(&first, &version(3, Some(2025), &same))[0].starts_with("version 3 cannot follow version 3"));
    let back = faults_between(&first, &version(4, Some(2023), &same));
    assert!(back[0].starts_with("version 4 is in force from 2023 and version 3 before it only from 2024"), "{back:?}");
    let always = faults_between(&first, &version(4, None, &same));
    assert!(always[0].starts_with("version 4 is in force from always"), "{always:?}");
    let second = version(4, Some(2025), &same);
    assert_eq!(faults_in(&[&first, &second]), [""; 0]);
    assert_eq!(faults_in(&[&first, &second, &first]).len(), 2);
}

#[test]
fn a_question_that_kept_its_code_but_not_its_chain_is_pointed_out() {
    let first = version(1, None, &[("A", None), ("B", None)]);
    let one = warnings_between(&first, &version(2, Some(2025), &[("A", None), ("B", Some("B"))]));
    assert_eq!(one.len(), 1);
    assert!(one[0].starts_with("'A' has the same code as in version 1 but does not continue it"));
    let both = warnings_between(&first, &version(2, None, &[("A", None), ("B", None)]));
    assert!(both[0].starts_with("2 questions have the same code as in version 1 but do not continue it (A, B)"));
    assert!(both[1].contains("is in force in the same years"));
    let moved = warnings_between(&first, &version(2, Some(2025), &[("A", None), ("C", Some("A"))]));
    assert_eq!(moved, [""; 0], "another question took the chain on: this is meant");
}

#[test]
fn a_chain_is_followed_both_ways() {
    let versions = [
        version(1, None, &[("A", None), ("B", None), ("Z", None)]),
        version(2, Some(2023), &[("A1", Some("A")), ("B", None)]),
        version(3, Some(2025), &[("A2", Some("A1")), ("B", Some("B"))]),
    ];
    let all: Vec<&Instrument> = versions.iter().collect();
    for code in ["A", "A1", "a2"] {
        let seen = chain(&all, code);
        assert_eq!(seen.words(), "Goes on from A (version 1) to A1 (version 2) to A2 (version 3).");
        assert_eq!((seen.broken_at, seen.ends_before), (None, None));
    }
    assert_eq!(
        chain(&all, "B").words(),
        "Goes on from version 2 to version 3. Begins anew: version 1 has the same code, but is not continued."
    );
    assert_eq!(chain(&all, "Z").words(), "Stands in version 1 only. Ends before version 2.");
    assert_eq!(chain(&all, "Q").words(), "No version has this question.");
}
