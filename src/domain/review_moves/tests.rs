use super::*;
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::instrument::{AnswerOption, Area, Question, Scope};
use crate::domain::share::Share;

fn instrument() -> Instrument {
    let option =
        |code: &str| AnswerOption { code: code.to_owned(), label: code.to_owned(), credit: Some(Share::ONE), ..AnswerOption::default() };
    let question = |n: usize| Question { code: format!("Q{n}"), area: usize::from(n > 8), ..Question::default() };
    Instrument {
        code: "test".to_owned(),
        title: "Test review".to_owned(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: vec![option("yes"), option("no")],
        areas: ["A", "B"].map(|code| Area { code: code.to_owned(), name: code.to_owned(), synonyms: Vec::new() }).to_vec(),
        questions: (1..=10).map(question).collect(),
    }
}

fn line(status: Status, answered: u16) -> ReviewLine {
    let mut answers = PackedAnswers::default();
    for ordinal in 0..answered {
        answers.set(ordinal, 0, Answer::new(1, None));
    }
    ReviewLine {
        id: Id([1; 16]),
        instrument: Id([2; 16]),
        year: 2027,
        region: Id([3; 16]),
        office: Id([4; 16]),
        worker: None,
        supervisor: None,
        round: None,
        second: false,
        status,
        case_id: "C-1".to_owned(),
        reviewer: "Rae Sample".to_owned(),
        reviewed_on: None,
        covers: 0b11,
        answers,
    }
}

fn by(who: &str) -> Handing<'_> {
    Handing { who, today: NaiveDate::from_ymd_opt(2027, 3, 1).unwrap(), saw: Seen(5), open_comments: 0, open_challenges: 0 }
}

fn given(proposal: &Proposal, field: Field) -> Option<&Value> {
    proposal.change.edits.iter().find(|edit| edit.field == field).map(|edit| &edit.value)
}

#[test]
fn a_whole_draft_is_handed_on_without_a_question_and_gets_its_day() {
    let done = hand_on(&line(Status::Draft, 10), &instrument(), Status::Ready, by("Rae Sample, reviewer")).unwrap();
    assert_eq!(done.question, None);
    assert_eq!(given(&done, Field::Status), Some(&Value::text("ready")));
    assert_eq!(given(&done, Field::ReviewedOn), Some(&Value::Date(by("").today)));
    assert_eq!(given(&done, Field::Reviewer), None, "somebody is named already");
    assert_eq!(done.change.saw, Seen(5));
    assert!(!done.change.words.contains("C-1"), "words stay in the log for ever");
    let dated = ReviewLine { reviewed_on: NaiveDate::from_ymd_opt(2027, 2, 1), reviewer: String::new(), ..line(Status::Draft, 10) };
    let done = hand_on(&dated, &instrument(), Status::Ready, by("Rae Sample, reviewer")).unwrap();
    assert_eq!((given(&done, Field::ReviewedOn), given(&done, Field::Reviewer)), (None, Some(&Value::text("Rae Sample"))));
}

#[test]
fn gaps_and_open_comments_are_named_and_asked_about() {
    let ask = |line: &ReviewLine, by| hand_on(line, &instrument(), Status::Ready, by).unwrap().question;
    assert_eq!(ask(&line(Status::Draft, 9), by("x")).as_deref(), Some("1 question has no answer: Q10. Hand it on for QA all the same?"));
    let many = ask(&line(Status::Returned, 1), Handing { open_comments: 2, ..by("x") }).unwrap();
    assert_eq!(
        many,
        "9 questions have no answer: Q2, Q3, Q4, Q5, Q6, Q7 and 3 more. 2 comments are not closed. Hand it on for QA all the same?"
    );
    assert_eq!(ask(&ReviewLine { covers: 0b01, ..line(Status::Draft, 8) }, by("x")), None, "only covered areas are looked at");
    assert!(hand_on(&ReviewLine { covers: 0, ..line(Status::Draft, 8) }, &instrument(), Status::Ready, by("x")).is_err());
}

#[test]
fn making_a_review_final_is_asked_and_a_reviewer_who_checks_the_own_work_is_named() {
    let whole = line(Status::Ready, 10);
    let ask = |who| hand_on(&whole, &instrument(), Status::Final, by(who)).unwrap().question.unwrap();
    assert_eq!(ask("Lee Leader, leader"), "Make it final? It counts from then on, and its answers are locked.");
    let second = ReviewLine { second: true, ..whole.clone() };
    let second = hand_on(&second, &instrument(), Status::Final, by("Lee Leader")).unwrap().question.unwrap();
    assert!(second.starts_with("Make it final? It stands beside the first review"), "only a first review counts: {second}");
    assert!(ask(" rae  SAMPLE, reviewer").starts_with("Rae Sample reviewed it, and a second person should look at it. Make it final?"));
    let challenged = hand_on(&whole, &instrument(), Status::Final, Handing { open_challenges: 1, ..by("Lee") }).unwrap().question.unwrap();
    assert!(challenged.starts_with("1 challenge is without an outcome."));
    let back = hand_on(&line(Status::Ready, 0), &instrument(), Status::Returned, by("Rae Sample")).unwrap();
    assert_eq!(back.question, None);
}

#[test]
fn only_the_steps_of_the_work_are_steps() {
    for from in Status::ALL {
        for to in Status::ALL {
            let result = hand_on(&line(from, 10), &instrument(), to, by("Lee"));
            assert_eq!(result.is_ok(), from.next().contains(&to), "{from:?} to {to:?}: {result:?}");
        }
    }
    let why = |from, to| hand_on(&line(from, 10), &instrument(), to, by("Lee")).unwrap_err();
    assert!(why(Status::Final, Status::Returned).contains("final and stays so"));
    assert!(why(Status::Draft, Status::Final).contains("goes to QA first"));
    assert!(may_answer(&line(Status::Returned, 0)).is_ok());
    assert!(may_answer(&line(Status::Ready, 0)).unwrap_err().contains("Return it"));
    assert!(may_answer(&line(Status::Final, 0)).unwrap_err().contains("reason"));
}

#[test]
fn people_are_told_apart_by_their_names() {
    assert!(same_person("Rae Sample", " rae  sample "));
    assert!(!same_person("Rae Sample", "Ray Sample") && !same_person("", " "));
    assert_eq!(person("Rae Sample, QA reviewer"), "Rae Sample");
}
