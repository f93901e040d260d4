//! The rules inside an instrument: what is read, and the sentence for what is not right.

use std::fmt::Write;

use super::*;

const TOP: &str = r#"code = "mine"
title = "Mine"
version = 1
source = "made up"
[[option]]
code = "yes"
label = "Yes"
key = "y"
credit = "1"
[[option]]
code = "no"
label = "No"
key = "n"
credit = "0"
[[option]]
code = "na"
label = "Not applicable"
key = "x"
credit = "excluded"
[[option]]
code = "whole"
label = "Wholly"
credit = "1"
[[area]]
code = "A"
name = "Area"
"#;

/// The questions Q1, Q2 and Q3 with these further lines, six lines each, from line 27 on.
fn with(lines: [&str; 3]) -> Result<Instrument, String> {
    let mut text = TOP.to_owned();
    for (n, line) in (1..).zip(lines) {
        let _ = write!(text, "[[question]]\narea = \"A\"\ncode = \"Q{n}\"\ntext = \"t\"\ngoal = \"85 %\"\n{line}\n");
    }
    parse_instrument_toml("i.toml", &text).map(|got| got.records).map_err(|refused| refused.to_string())
}

fn fault(line: &str) -> String {
    with(["", line, ""]).unwrap_err()
}

const OUTCOME: &str = r#"outcome = { items = ["Q1", "Q2"], case = [{ answer = "whole", when = [{ is = ["yes"], least = 1 }, { of = ["Q2"], is = ["yes", "na"] }] }] }"#;

#[test]
fn all_rules_of_a_question_are_read() {
    let got =
        with([r#"answers = ["na", "yes", "no", "yes"]"#, r#"asked_if = { question = "q1", is = ["yes"], otherwise = "na" }"#, OUTCOME])
            .unwrap();
    assert_eq!(got.questions[0].answers, [1, 2, 3], "in order, each once");
    assert_eq!(got.questions[1].asked_if, Some(AskedIf { question: "q1".into(), is: vec![1], otherwise: 3 }));
    let rule = got.questions[2].outcome.as_ref().unwrap();
    assert_eq!(rule.items, ["Q1", "Q2"]);
    assert_eq!(rule.cases[0].when[0], Condition { of: vec![], is: vec![1], least: Some(1), most: None });
    assert_eq!(rule.cases[0].when[1], Condition { of: vec!["Q2".into()], is: vec![1, 3], least: None, most: None });
    assert_eq!(got.options[3].key, None);
    let got = with([r#"repeats = "months""#, r#"repeats = ["Mother", "Father"]"#, "weight = 3\nrepeats = \"once\""]).unwrap();
    let repeats: Vec<&Repeats> = got.questions.iter().map(|q| &q.repeats).collect();
    assert_eq!(repeats, [&Repeats::Months, &Repeats::Named(vec!["Mother".into(), "Father".into()]), &Repeats::Once]);
    assert_eq!(got.questions[2].weight, Some(3));
}

#[test]
fn what_is_not_right_is_named_with_line_key_and_remedy() {
    for (line, says) in [
        (
            r#"answers = ["yes", "nah"]"#,
            "i.toml, line 38, answers 'nah': is no option of this file; did you mean 'na'?; write the code of an [[option]]",
        ),
        ("weight = 0", "i.toml, line 38, weight '0': does not fit here; write a whole number from 1 to 1000, or leave weight out"),
        ("repeats = 3", "i.toml, line 38, repeats '3': is no way to repeat a question"),
        ("repeats = true", "i.toml, line 38, repeats"),
        (r#"repeats = ["Mother", "mother"]"#, "repeats 'mother': is empty or stands there twice"),
        (r#"answers = ["whole"]"#, "question 'Q2': has no answer that a key enters"),
        (
            r#"asked_if = { question = "Q9", is = ["yes"], otherwise = "na" }"#,
            "i.toml, line 38, asked_if 'Q9': is no question of this file",
        ),
        (r#"asked_if = { question = "Q1", is = [], otherwise = "na" }"#, "i.toml, line 38, key 'is': is missing or empty"),
        (r#"asked_if = { question = "Q1", is = ["yes"] }"#, "i.toml, line 38, key 'otherwise': is missing or empty"),
        (r#"asked_if = { question = "Q1", is = ["yes"], otherwise = "na", when = "x" }"#, "key 'when': is unknown here"),
        (
            r#"asked_if = { question = "Q2", is = ["yes"], otherwise = "na" }"#,
            "asked_if 'Q2': depends on itself; leave one of the skip rules out",
        ),
        ("asked_if = \"Q1\"", "i.toml, line 38, asked_if 'Q1': is not what belongs here"),
        ("outcome = { items = [], case = [] }", "outcome 'Q2': has no items or no cases"),
        (
            r#"outcome = { items = ["Q1"], case = [{ answer = "whole", when = [{ of = ["Q3"], is = ["yes"] }] }] }"#,
            "of 'Q3': is none of the outcome's items",
        ),
        (
            r#"outcome = { items = ["Q1", "Q7"], case = [{ answer = "whole", when = [] }] }"#,
            "line 38, items 'Q7': is no question of this file",
        ),
        (r#"outcome = { items = ["Q2"], case = [{ answer = "whole", when = [] }] }"#, "items 'Q2': is the outcome itself"),
        (
            r#"outcome = { items = ["Q1"], case = [{ answer = "whole", when = [{ is = ["yes"], least = 2 }] }] }"#,
            "asks for at least 2 of 1 items, which cannot be",
        ),
        (r#"outcome = { items = ["Q1"], case = [{ when = [] }] }"#, "key 'answer': is missing or empty"),
        (
            "answers = [\"no\"]\noutcome = { items = [\"Q1\"], case = [{ answer = \"whole\", when = [] }] }",
            "answer 'whole': is not among the answers of 'Q2'",
        ),
        (
            "repeats = \"months\"\noutcome = { items = [\"Q1\"], case = [{ answer = \"whole\", when = [] }] }",
            "repeats 'Q2': is computed, so it has one answer",
        ),
    ] {
        let found = fault(line);
        assert!(found.contains(says), "{line}\n{found}");
        assert_eq!(found.lines().count(), 1, "one fault for one mistake: {found}");
    }
}

#[test]
fn an_outcome_of_an_outcome_and_a_rule_on_one_are_refused() {
    let found = with(["", r#"outcome = { items = ["Q3"], case = [{ answer = "whole", when = [] }] }"#, OUTCOME]).unwrap_err();
    assert!(found.contains("items 'Q3': is computed itself"), "{found}");
    let found = with([
        "",
        r#"asked_if = { question = "Q3", is = ["whole"], otherwise = "na" }"#,
        r#"outcome = { items = ["Q1"], case = [{ answer = "whole", when = [] }] }"#,
    ])
    .unwrap_err();
    assert!(found.contains("asked_if 'Q3': has a computed answer"), "{found}");
    let found = with([r#"repeats = "months""#, r#"asked_if = { question = "Q1", is = ["yes"], otherwise = "na" }"#, ""]).unwrap_err();
    assert!(found.contains("asked_if 'Q1': is answered several times"), "{found}");
}

#[test]
fn skip_rules_in_a_circle_are_refused_with_one_sentence() {
    let on = |question: &str| format!("asked_if = {{ question = \"{question}\", is = [\"yes\"], otherwise = \"na\" }}");
    let found = with([&on("Q3"), &on("Q1"), &on("Q2")]).unwrap_err();
    assert_eq!(
        found,
        "i.toml, line 32, asked_if 'Q1': is part of a circle: Q1, Q3, Q2 depend on each other; leave one of the skip rules out"
    );
}
