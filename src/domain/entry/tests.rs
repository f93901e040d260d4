use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::domain::change::Author;
use crate::domain::id::Id;
use crate::domain::instrument::{Area, AskedIf, Repeats, Scope};
use crate::domain::record::Record;
use crate::domain::review::ReviewLine;
use crate::domain::share::Share;

const YES: Answer = Answer::new(1, None);
const NO: Answer = Answer::new(2, None);
const NA: u8 = 3;

fn day(m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, m, d).unwrap()
}

/// Q0 is plain, Q1 is asked where Q0 is yes, Q2 has months, Q3 persons, Q4 takes no "na"; Q5 stands in a second area.
fn instrument() -> Instrument {
    let option =
        |key, label: &str, credit, why| AnswerOption { key: Some(key), label: label.to_owned(), credit, why, ..AnswerOption::default() };
    let question = |code: &str| Question { code: code.to_owned(), text: format!("{code}?"), ..Question::default() };
    let area = |code: &str| Area { code: code.to_owned(), name: format!("Area {code}"), synonyms: Vec::new() };
    Instrument {
        code: "test".to_owned(),
        title: "Test".to_owned(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: vec![
            option('y', "Yes", Some(Share::ONE), false),
            option('n', "No", Some(Share(0)), true),
            option('x', "Not applicable", None, false),
        ],
        areas: vec![area("A"), area("B")],
        questions: vec![
            question("Q0"),
            Question { asked_if: Some(AskedIf { question: "Q0".to_owned(), is: vec![1], otherwise: NA }), ..question("Q1") },
            Question { repeats: Repeats::Months, ..question("Q2") },
            Question { repeats: Repeats::Named(vec!["Mother".to_owned(), "Father".to_owned()]), ..question("Q3") },
            Question { answers: vec![1, 2], ..question("Q4") },
            Question { area: 1, ..question("Q5") },
        ],
    }
}

fn file() -> CaseFile {
    CaseFile {
        line: ReviewLine {
            id: Id([1; 16]),
            instrument: Id([2; 16]),
            year: 2026,
            region: Id([3; 16]),
            office: Id([4; 16]),
            worker: None,
            supervisor: None,
            round: None,
            second: false,
            status: Status::Draft,
            case_id: "C-1".to_owned(),
            reviewer: String::new(),
            reviewed_on: None,
            covers: 0b11,
            answers: PackedAnswers::default(),
        },
        from: Some(day(1, 15)),
        until: Some(day(3, 31)),
        note: String::new(),
        remarks: BTreeMap::new(),
        labels: BTreeMap::new(),
        comments: Vec::new(),
        challenges: Vec::new(),
        corrections: Vec::new(),
        seats: Vec::new(),
        interviews: Vec::new(),
        last: None,
        imported: false,
        other: None,
    }
}

fn slot(question: u16) -> Slot {
    Slot::of(question, 0)
}

/// The answers that a change puts, as (question, occurrence, byte).
fn given(change: &Change) -> Vec<(u16, u16, i64)> {
    let put = |edit: &crate::domain::change::Edit| match edit.value {
        Value::Int(byte) if edit.field == Field::Given => Some((edit.slot.question(), edit.slot.occurrence(), byte)),
        _ => None,
    };
    change.edits.iter().filter_map(put).collect()
}

#[test]
fn an_option_key_answers_in_either_case_and_other_keys_say_what_there_is() {
    let (instrument, file) = (instrument(), file());
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.meaning(slot(0), 'y', false), Meaning::Answer(YES));
    assert_eq!(entry.meaning(slot(0), 'N', false), Meaning::Answer(NO));
    assert_eq!(entry.meaning(slot(0), 'q', false), Meaning::Nothing("'q' is no answer to Q0: press y, n or x".to_owned()));
    assert_eq!(entry.meaning(slot(4), 'x', false), Meaning::Nothing("Q4 is not answered Not applicable: press y or n".to_owned()));
}

#[test]
fn while_a_reason_is_asked_only_a_reason_counts() {
    let (instrument, mut file) = (instrument(), file());
    file.line.answers.set(0, 0, NO);
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.meaning(slot(0), 'D', true), Meaning::Why(Answer::new(2, Some(Why::NotDone))));
    assert_eq!(entry.meaning(slot(0), 'l', true), Meaning::Why(Answer::new(2, Some(Why::Late))));
    assert!(matches!(entry.meaning(slot(0), 'y', true), Meaning::Nothing(why) if why.starts_with("First the reason why Q0 is No")));
    assert_eq!(entry.meaning(slot(0), 'o', false), Meaning::Why(Answer::new(2, Some(Why::NotDocumented))), "later too");
    assert!(matches!(entry.meaning(slot(2), 'o', false), Meaning::Nothing(_)), "there is nothing to give a reason for");
}

#[test]
fn an_answer_takes_what_the_skip_rules_make_of_it_along() {
    let (instrument, mut file) = (instrument(), file());
    let change = Entry { instrument: &instrument, file: &file }.put(slot(0), NO, Seen(4));
    assert_eq!(given(&change), [(0, 0, 2), (1, 0, i64::from(NA))]);
    assert_eq!((change.words.as_str(), change.saw), ("Q0: No", Seen(4)));
    file.line.answers.set(0, 0, NO);
    file.line.answers.set(1, 0, Answer::new(NA, None));
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.unasked_words(1), "Not asked: Q0 is No.");
    assert!(
        matches!(entry.meaning(slot(1), 'y', false), Meaning::Nothing(why) if why == "Not asked: Q0 is No. Change that answer to ask Q1")
    );
    assert_eq!(given(&entry.put(slot(0), YES, Seen(0))), [(0, 0, 1), (1, 0, 0)]);
    assert_eq!(given(&entry.put(slot(0), Answer::NONE, Seen(0))), [(0, 0, 0), (1, 0, 0)], "cleared is no answer, never na");
}

#[test]
fn months_come_from_the_period_and_persons_from_the_question() {
    let (instrument, mut file) = (instrument(), file());
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!((entry.label(slot(2)), entry.label(slot(3)), entry.label(slot(0))), ("Jan 2026".into(), "Mother".into(), String::new()));
    assert_eq!(entry.free_labels(2), ["Feb 2026", "Mar 2026"]);
    assert_eq!(entry.free_labels(3), ["Father"]);
    let (change, added) = entry.add(2, "Feb 2026", Seen(0)).unwrap();
    assert_eq!(added, Slot::of(2, 1));
    let labels: Vec<_> = change.edits.iter().map(|edit| (edit.slot.occurrence(), edit.value.clone())).collect();
    assert_eq!(labels, [(0, Value::text("Jan 2026")), (1, Value::text("Feb 2026"))], "the first keeps its name if the period moves");
    assert!(!change.words.contains("Feb"), "words stay in the log for ever");
    file.labels.extend([(slot(2), "Jan 2026".to_owned()), (Slot::of(2, 1), "Feb 2026".to_owned())]);
    file.from = None;
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.occurrences(2), [0, 1]);
    assert_eq!(entry.rename(Slot::of(2, 1), "jan 2026", Seen(0)).unwrap_err(), "'jan 2026' is there already");
    assert!(entry.rename(Slot::of(2, 1), " ", Seen(0)).is_err() && entry.rename(Slot::of(2, 1), &"m".repeat(61), Seen(0)).is_err());
    assert!(entry.remove(slot(2), Seen(0)).unwrap_err().starts_with("The first answer to Q2 stays"));
    assert!(entry.remove(Slot::of(2, 1), Seen(0)).is_ok());
    file.comments.push(comment_at(Slot::of(2, 1)));
    let entry = Entry { instrument: &instrument, file: &file };
    assert!(entry.remove(Slot::of(2, 1), Seen(0)).unwrap_err().contains("has comments"));
}

fn comment_at(slot: Slot) -> Record {
    let mut record = Record::new(Id([7; 16]), Kind::Comment);
    record.set(Field::At, Value::Int(i64::from(slot.0)));
    record.set(Field::Text, Value::text("Where is it?"));
    record
}

#[test]
fn an_answer_goes_to_the_rest_of_its_area_where_it_may() {
    let (instrument, mut file) = (instrument(), file());
    assert!(Entry { instrument: &instrument, file: &file }.rest(slot(0), Seen(0)).unwrap_err().starts_with("Answer this question first"));
    file.line.answers.set(0, 0, YES);
    file.labels.insert(Slot::of(2, 1), "Feb 2026".to_owned());
    let (change, count) = Entry { instrument: &instrument, file: &file }.rest(slot(0), Seen(0)).unwrap();
    assert_eq!(given(&change), [(1, 0, 1), (2, 0, 1), (2, 1, 1), (3, 0, 1), (4, 0, 1)], "the other area stays as it is");
    assert_eq!((count, change.words.as_str()), (5, "5 answers in Area A: Yes"));
    let after_typing = Entry { instrument: &instrument, file: &file }.rest(slot(1), Seen(0)).unwrap();
    assert_eq!(after_typing.1, 5, "typing an answer moves on, so the one just given is meant");
    let far = Entry { instrument: &instrument, file: &file }.rest(slot(3), Seen(0)).unwrap_err();
    assert!(far.starts_with("Answer this question first"), "{far}");
    for question in 1..4 {
        file.line.answers.set(question, 0, Answer::new(NA, None));
    }
    file.labels.clear();
    let refused = Entry { instrument: &instrument, file: &file }.rest(slot(1), Seen(0)).unwrap_err();
    assert_eq!(refused, "What is unanswered in Area A cannot be answered Not applicable");
    file.line.answers.set(4, 0, YES);
    assert_eq!(Entry { instrument: &instrument, file: &file }.rest(slot(0), Seen(0)).unwrap_err(), "Nothing is unanswered in Area A");
}

#[test]
fn one_goes_on_to_what_is_asked_and_to_gaps_round_the_end() {
    let (instrument, mut file) = (instrument(), file());
    file.labels.insert(Slot::of(2, 1), "Feb 2026".to_owned());
    file.line.answers.set(0, 0, NO);
    file.line.answers.set(1, 0, Answer::new(NA, None));
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.onward(slot(0)), Some(slot(2)), "what is not asked is passed over");
    assert_eq!(entry.onward(slot(2)), Some(Slot::of(2, 1)), "first the other months");
    assert_eq!(entry.onward(slot(5)), None);
    assert_eq!(entry.next_gap(slot(5)), Some(slot(2)));
    assert_eq!(entry.next_gap(slot(4)), Some(slot(5)));
    assert_eq!(entry.answered(), (2, 6));
    file.line.answers.set(2, 0, YES);
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.next_gap(slot(0)), Some(Slot::of(2, 1)), "a month without its answer is a gap to go to");
    for question in [3, 4, 5] {
        file.line.answers.set(question, 0, YES);
    }
    file.line.answers.set(2, 1, YES);
    assert_eq!(Entry { instrument: &instrument, file: &file }.next_gap(slot(0)), None);
}

#[test]
fn a_case_goes_on_after_the_answer_given_last() {
    let (instrument, mut file) = (instrument(), file());
    let resume = |file: &CaseFile| Entry { instrument: &instrument, file }.resume();
    assert_eq!(resume(&file), slot(0), "nothing is answered yet");
    file.line.answers.set(0, 0, YES);
    assert_eq!(resume(&file), slot(1), "an import does not say what came last: the first gap");
    file.line.answers.set(3, 0, YES);
    file.last = Some(slot(3));
    assert_eq!(resume(&file), slot(4));
    file.last = Some(slot(2));
    assert_eq!(resume(&file), slot(2), "an answer that was cleared last is the next to be given");
    file.line.covers = 0b10;
    assert_eq!(resume(&file), slot(5), "only what is in the list");
}

#[test]
fn areas_that_are_not_covered_show_only_what_is_answered_all_the_same() {
    let (instrument, mut file) = (instrument(), file());
    file.line.covers = 0b10;
    file.line.answers.set(4, 0, YES);
    let lines = Entry { instrument: &instrument, file: &file }.lines();
    let area = |area, covered, of| Line::Area { area, answered: 0, of, covered };
    assert_eq!(lines, [area(0, false, 0), Line::Question(4), area(1, true, 1), Line::Question(5)]);
    file.line.answers = PackedAnswers::default();
    let lines = Entry { instrument: &instrument, file: &file }.lines();
    assert_eq!(lines, [area(1, true, 1), Line::Question(5), Line::Uncovered(1)]);
}

#[test]
fn a_mark_says_what_waits_before_what_is_done() {
    let (instrument, mut file) = (instrument(), file());
    file.remarks.insert(slot(0), "seen".to_owned());
    let word = |file: &CaseFile, question| Entry { instrument: &instrument, file }.marks(question).word();
    assert_eq!((word(&file, 0), word(&file, 1)), (Some(("remark", false)), None));
    file.comments.push(comment_at(slot(0)));
    assert_eq!(word(&file, 0), Some(("comment", true)));
    file.comments[0].set(Field::Status, Value::text("closed"));
    assert_eq!(word(&file, 0), Some(("remark", false)));
}

#[test]
fn a_correction_keeps_what_stood_there_for_every_answer_that_moves() {
    let (instrument, mut file) = (instrument(), file());
    file.line.status = Status::Final;
    file.line.answers.set(0, 0, YES);
    file.line.answers.set(1, 0, YES);
    let next = std::cell::Cell::new(50u8);
    let ids = || {
        next.set(next.get() + 1);
        Id([next.get(); 16])
    };
    let by = Author { who: "Pat Example, QA leader", today: day(5, 1), saw: Seen(3) };
    let change = Entry { instrument: &instrument, file: &file }.correct(slot(0), NO, "found no note", by, &ids);
    assert_eq!(given(&change), [(0, 0, 2), (1, 0, i64::from(NA))]);
    let of = |id: u8, field| change.edits.iter().find(|e| e.record == Id([id; 16]) && e.field == field).map(|e| e.value.clone());
    assert_eq!((of(51, Field::Before), of(51, Field::After)), (Some(Value::Int(1)), Some(Value::Int(2))));
    assert_eq!((of(52, Field::At), of(52, Field::After)), (Some(Value::Int(i64::from(slot(1).0))), Some(Value::Int(i64::from(NA)))));
    assert_eq!(of(52, Field::Reason), Some(Value::text("found no note")));
    assert_eq!(change.words, "correction of Q0: No");
}

#[test]
fn a_remark_is_cleaned_limited_and_written_only_when_it_is_another_one() {
    let (instrument, mut file) = (instrument(), file());
    file.remarks.insert(slot(0), "seen".to_owned());
    let entry = Entry { instrument: &instrument, file: &file };
    assert_eq!(entry.remark(slot(0), "seen  ", Seen(0)), Ok(None));
    let change = entry.remark(slot(0), "a\u{1b}[2Jb", Seen(0)).unwrap().unwrap();
    assert_eq!(change.edits[0].value, Value::text("a[2Jb"));
    assert!(entry.remark(slot(0), &"x".repeat(LONGEST_TEXT), Seen(0)).is_ok());
    assert!(entry.remark(slot(0), &"x".repeat(LONGEST_TEXT + 1), Seen(0)).unwrap_err().contains("at most 10000 fit"));
    assert_eq!(entry.remark(slot(0), "", Seen(0)).unwrap().unwrap().edits[0].value, Value::None);
}
