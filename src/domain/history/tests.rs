use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::domain::answers::{Answer, Why};
use crate::domain::book::Book;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn iso(day: NaiveDate) -> String {
    day.to_string()
}

fn day(text: &str) -> Value {
    Value::Date(text.parse().unwrap())
}

fn file(touches: Vec<Touch>) -> ChangeFile {
    ChangeFile { change: id(99), total: touches.len() as u32, touches, others: Vec::new(), cases: Vec::new(), imported: None }
}

fn touch(record: u8, kind: Kind, field: Field, before: Value, after: Value) -> Touch {
    Touch { record: id(record), kind, field, slot: Slot::default(), before, after }
}

fn book() -> Book {
    let mut book = Book::default();
    book.set(Kind::Milestone, id(1), Field::Name, Value::text("Training"));
    book.set(Kind::Milestone, id(1), Field::Number, Value::Int(3));
    book.set(Kind::Step, id(2), Field::Milestone, Value::Record(id(1)));
    book.set(Kind::Step, id(2), Field::Text, Value::text("Train\nall supervisors"));
    book.set(Kind::Region, id(3), Field::Name, Value::text("North"));
    book.set(Kind::Office, id(4), Field::Name, Value::text("Elm Street"));
    book
}

fn told(touch: Touch) -> Told {
    let file = file(vec![touch]);
    tell(&book(), &file, &file.touches[0], iso)
}

#[test]
fn a_field_is_told_with_its_record_and_what_that_belongs_to() {
    let due = told(touch(2, Kind::Step, Field::Due, Value::None, day("2026-03-15")));
    assert_eq!((due.what().as_str(), due.of.as_str()), ("due date of step 'Train all supervisors'", "milestone 3 'Training'"));
    assert_eq!((due.before.as_str(), due.after.as_str()), ("", "2026-03-15"));
    let status = told(touch(2, Kind::Step, Field::Status, Value::text("in_progress"), Value::text("done")));
    assert_eq!((status.before.as_str(), status.after.as_str()), ("in progress", "done"));
    let region = told(touch(4, Kind::Office, Field::Region, Value::None, Value::Record(id(3))));
    assert_eq!((region.record.as_str(), region.after.as_str()), ("office 'Elm Street'", "region 'North'"));
    let gone = told(touch(2, Kind::Step, Field::Gone, Value::None, Value::Int(1)));
    assert_eq!((gone.before.as_str(), gone.after.as_str()), ("there", "deleted"));
    let amount = told(touch(8, Kind::TrendValue, Field::Amount, Value::Int(-15_000), Value::Int(300_000)));
    assert_eq!((amount.before.as_str(), amount.after.as_str()), ("-1.5", "30"));
    let month = told(touch(9, Kind::Agency, Field::FiscalYearStart, Value::Int(7), Value::Int(10)));
    assert_eq!((month.before.as_str(), month.after.as_str()), ("July", "October"));
}

#[test]
fn what_has_no_name_any_more_is_called_as_this_change_called_it() {
    let file = file(vec![
        touch(7, Kind::Step, Field::Text, Value::text("Hire"), Value::None),
        touch(7, Kind::Step, Field::Milestone, Value::Record(id(1)), Value::None),
    ]);
    let told = tell(&book(), &file, &file.touches[0], iso);
    assert_eq!((told.record.as_str(), told.of.as_str()), ("step 'Hire'", "milestone 3 'Training'"));
    assert_eq!(tell(&book(), &super::ChangeFile { touches: Vec::new(), ..file.clone() }, &file.touches[0], iso).record, "a step");
}

#[test]
fn an_answer_is_told_by_the_code_of_its_question_and_in_words() {
    use crate::domain::instrument::{AnswerOption, Area, Question};
    let mut book = book();
    let instrument = Instrument {
        code: "test".into(),
        title: "Test".into(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: crate::domain::instrument::Scope::EveryQuestion,
        options: ["Yes", "No"]
            .map(|label| AnswerOption { code: label.to_lowercase(), label: label.into(), ..AnswerOption::default() })
            .to_vec(),
        areas: vec![Area { code: "FC".into(), name: "Foster care".into(), synonyms: Vec::new() }],
        questions: vec![Question { code: "FC.1".into(), ..Question::default() }, Question { code: "FC.2".into(), ..Question::default() }],
    };
    book.set(Kind::Instrument, id(5), Field::Definition, Value::text(serde_json::to_string(&instrument).unwrap()));
    assert!(book.instrument(id(5)).map(Arc::as_ref).is_some());
    let late = Answer::new(2, Some(Why::Late)).byte();
    let given = Touch { slot: Slot::of(1, 0), ..touch(6, Kind::Review, Field::Given, Value::None, Value::Int(late.into())) };
    let mut file = file(vec![given]);
    file.cases.push(CaseName { review: id(6), instrument: id(5), year: 2026, office: id(4), case_id: "C-104".into() });
    let told = tell(&book, &file, &file.touches[0], iso);
    assert_eq!(told.what(), "answer to FC.2 of case C-104 of Elm Street, FY2026");
    assert_eq!((told.before.as_str(), told.after.as_str()), ("no answer", "No, late"));
    file.touches[0].slot = Slot::of(0, 2);
    assert_eq!(tell(&book, &file, &file.touches[0], iso).field, "answer to FC.1 (number 3)");
    file.touches[0] = touch(6, Kind::Review, Field::Covers, Value::None, Value::Int(1));
    assert_eq!(tell(&book, &file, &file.touches[0], iso).after, "FC");
}

use crate::domain::instrument::Instrument;

#[test]
fn of_a_long_text_one_sees_what_was_added_and_what_was_taken_out() {
    let before = "The office trains two workers every month, and tells the region of it in writing.";
    let after = "The office coaches three workers every month, and tells the region of it.";
    let pieces = pieces(before, after);
    assert_eq!(
        written(&pieces),
        "The office [- trains two] [+ coaches three] workers every month, and tells the region of [- it in writing.] [+ it.]"
    );
    let rebuilt = |wanted: fn(&Piece) -> Option<&String>| pieces.iter().filter_map(wanted).cloned().collect::<String>();
    let only = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let old = rebuilt(|p| match p {
        Piece::Kept(t) | Piece::TakenOut(t) => Some(t),
        Piece::Added(_) => None,
    });
    let new = rebuilt(|p| match p {
        Piece::Kept(t) | Piece::Added(t) => Some(t),
        Piece::TakenOut(_) => None,
    });
    assert_eq!((only(old), only(new)), (before.to_owned(), after.to_owned()));
    let short = written(&shortened(pieces, 2));
    assert_eq!(
        short,
        "\u{2026} The office [- trains two] [+ coaches three] workers every \u{2026} region of [- it in writing.] [+ it.]".replacen(
            "\u{2026} The",
            "The",
            1
        )
    );
}

#[test]
fn the_same_text_has_no_difference_and_a_huge_one_is_told_as_a_whole() {
    assert_eq!(pieces("one two", "one two"), [Piece::Kept("one two".to_owned())]);
    assert_eq!(pieces("", "new"), [Piece::Added("new".to_owned())]);
    let many = (0..5_000).map(|n| format!("w{n} ")).collect::<Vec<_>>().concat();
    let other = (0..5_000).map(|n| format!("v{n} ")).collect::<Vec<_>>().concat();
    assert!(matches!(
        &pieces(&format!("a {many}z"), &format!("a {other}z"))[..],
        [Piece::Kept(_), Piece::TakenOut(_), Piece::Added(_), Piece::Kept(_)]
    ));
}

#[test]
fn every_kind_is_of_one_thing_and_every_part_knows_what_kind_its_whole_is() {
    let listed: usize = Thing::ALL.iter().map(|thing| thing.kinds().count()).sum();
    assert_eq!(listed, Kind::ALL.len());
    for kind in Kind::ALL {
        assert_eq!(kind_of_whole(*kind).is_some(), kind.parent().is_some(), "{kind:?}");
        if let Some(whole) = kind_of_whole(*kind) {
            let place = |kind| Kind::ALL.iter().position(|k| *k == kind);
            assert!(place(whole) < place(*kind), "{kind:?} stands before what it is a part of");
        }
    }
    assert!(Thing::ALL.into_iter().all(|thing| Thing::named(thing.words()) == Some(thing)));
}

#[test]
fn what_changed_since_one_was_last_here_is_one_line() {
    let at = |text: &str| Some(text.parse::<NaiveDateTime>().unwrap());
    let today = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
    let of = |kind, imported, records| OfKind { kind, imported, records };
    let what = vec![of(Kind::Published, true, 6), of(Kind::Row, false, 5), of(Kind::Step, false, 3)];
    let since = Since { mark: Mark(1), at: at("2026-03-06T16:20:00"), others: 14, people: 3, own: 0, what };
    assert_eq!(since.words(today, false), "Since Fri 3/6: 14 changes by 3 people (6 published results imported, 5 plan rows, 3 steps)");
    let since = Since { own: 2, others: 1, people: 1, what: vec![of(Kind::Concern, false, 2), of(Kind::Agency, false, 1)], ..since };
    assert_eq!(since.words(today, true), "Since Fri 6/3: 1 change by 1 person (2 areas of concern, 1 agency); 2 of your own");
    let since = Since { others: 0, own: 1, at: at("2026-03-09T09:05:00"), ..since };
    assert_eq!(since.words(today, false), "Since 9:05 today: 1 change of your own");
    assert_eq!(Since { at: at("2024-12-01T09:05:00"), ..since.clone() }.when(today, false), "12/1/2024");
    assert!(Since::default().is_empty() && !since.is_empty());
}
