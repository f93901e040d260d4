//! Instruments from both kinds of file.

use std::io::Cursor;

use proptest::prelude::*;

use super::super::instrument_toml::parse_instrument_toml;
use super::*;
use crate::domain::instrument::DomainOf;

fn from_csv(text: &str) -> Result<Instrument, String> {
    let about = About { id: "made-up", title: "Made up", version: 1 };
    read_instrument_csv("q.csv", Cursor::new(text), &Mapping::default(), about)
        .map(|got| got.records)
        .map_err(|refused| refused.to_string())
}

fn from_toml(text: &str) -> Result<Instrument, String> {
    parse_instrument_toml("i.toml", text).map(|got| got.records).map_err(|refused| refused.to_string())
}

#[test]
fn questions_of_a_list_get_the_usual_answers() {
    let got = from_csv(
        "area,question,goal,text,domain\nSafety,S1,0.9,\"Seen, in time?\",safety\nPlan,P1,85 %,Plan?,\nsafety,S2,85,Alone?,Well-being\n",
    )
    .unwrap();
    assert_eq!(got.areas.iter().map(|a| a.code.as_str()).collect::<Vec<_>>(), ["Safety", "Plan"]);
    assert_eq!(got.questions.iter().map(|q| (q.area, q.goal.0)).collect::<Vec<_>>(), [(0, 9000), (1, 8500), (0, 8500)]);
    assert_eq!((got.questions[0].domain, got.questions[1].domain), (Some(DomainOf::Safety), None));
    let credits: Vec<_> = got.options.iter().map(|o| (o.code.as_str(), o.credit.map(|c| c.0))).collect();
    assert_eq!(credits, [("yes", Some(10_000)), ("partial", Some(5000)), ("no", Some(0)), ("ec", None), ("na", None)]);
}

#[test]
fn codes_are_unique_and_goals_are_shares() {
    let found = from_csv("area,question,goal,text\nA,Q1,85,x\nA,q1,0,y\nA,Q2,185,z\n").unwrap_err();
    assert!(found.contains("line 3, question 'q1': stands on line 2 already"), "{found}");
    assert!(found.contains("line 3, goal '0': is met by nothing at all"), "{found}");
    assert!(found.contains("line 4, goal '185'"), "{found}");
}

const TOML: &str = r#"code = "my-cpr"
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
credit = 0.0
why = true
[[area]]
code = "A"
name = "Area"
[[question]]
area = "A"
code = "Q1"
text = "Done?"
goal = "85 %"
domain = "safety"
credits = { no = "0.25" }
"#;

#[test]
fn a_list_with_one_wrong_row_has_one_fault() {
    let refused = from_csv("area,question,goal,text\nPlan,P1,850,Made?\n").unwrap_err();
    assert_eq!(refused.lines().count(), 1, "{refused}");
    assert!(from_csv("area,question,goal,text\n").unwrap_err().contains("no questions"));
}

#[test]
fn a_written_instrument_is_read_whole() {
    let got = from_toml(TOML).unwrap();
    assert_eq!((got.version, got.exit, got.questions[0].goal), (1, Scope::EveryQuestion, Share(8500)));
    assert_eq!(got.credit(0, 2), Some(Share(2500)));
    assert!(got.options[1].why && !got.options[0].why);
    assert_eq!(from_toml(&TOML.replace("\"85 %\"", "0.85")).unwrap().questions[0].goal, Share(8500));
}

#[test]
fn every_fault_of_a_written_instrument_has_its_line_and_key() {
    for (from, to, says) in [
        ("title =", "titel =", "line 2, key 'titel': is unknown here; did you mean 'title'?"),
        ("title = \"Mine\"", "", "key 'title': is missing or empty"),
        ("key = \"n\"", "key = \"y\"", "line 10, key 'y': stands on line 5 already"),
        ("key = \"n\"", "key = \"no\"", "line 13, key 'no': is more than one key"),
        ("credit = 0.0", "credit = \"none\"", "line 14, credit 'none': is no credit; write 1, 0.5, 0 or excluded"),
        ("why = true", "why = \"true\"", "line 15, why 'true': is not what belongs here; write true or false"),
        ("area = \"A\"", "area = \"B\"", "line 20, area 'B': is no area of this file"),
        ("goal = \"85 %\"", "goal = \"850\"", "line 23, goal '850'"),
        ("\"safety\"", "\"saftey\"", "line 24, domain 'saftey': is unknown; did you mean 'safety'?"),
        ("no = \"0.25\"", "nein = \"0.25\"", "line 25, credits 'nein': is no option of this file"),
        ("code = \"my-cpr\"", "code = \"My CPR\"", "line 1, code 'My CPR': is no short name"),
        ("version = 1", "version = 0", "line 3, version '0': is no version"),
        ("text = \"Done?\"", "text = \"Done?\"\ncontinues = \"Q1\"", "continues 'Q1': points to itself, and version 1 has none"),
        ("title = \"Mine\"", "title = Mine", "line 2"),
        ("title = \"Mine\"", "title = \"Mine\"\nexit = \"evry-area\"", "did you mean 'every-area'?"),
    ] {
        let found = from_toml(&TOML.replace(from, to)).unwrap_err();
        assert!(found.contains(says), "{found}\nshould say\n{says}");
    }
}

#[test]
fn two_questions_cannot_continue_the_same_one() {
    let second = "[[question]]\narea = \"A\"\ncode = \"Q2\"\ntext = \"And?\"\ngoal = 85\ncontinues = \"Q1\"\n";
    let newer = TOML.replace("version = 1", "version = 2").replace("code = \"Q1\"", "code = \"Q1\"\ncontinues = \"Q1\"");
    assert!(from_toml(&newer).is_ok(), "the same code may go on in a later version");
    assert!(from_toml(&(newer + second)).unwrap_err().contains("continues 'Q1': stands on line 19 already"));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(\\[\\[question\\]\\]\n|goal = |code = \"a\"\n|[a-z=\\[\\]\"{}., \n0-9]){0,40}") {
        let _ = from_toml(&text);
        let _ = from_csv(&text);
    }
}
