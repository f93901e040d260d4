//! The loop: a failing question becomes an element with its baseline, and the next year's answers show what came of it.

use std::fmt::Write;

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::work::import::What;

use crate::desk::Desk;

/// Forty cases of one office in a year: so many yes to FC.IB1, and all yes to FC.IB2.
fn answers(year: i32, yes: usize) -> String {
    let mut text = String::from("region,office,fiscal_year,case_id,area,question,answer,reviewer,reviewed_on\n");
    for case in 0..40 {
        let first = if case < yes { "yes" } else { "no" };
        let _ = writeln!(text, "Canyon,Red Ledge,{year},{year}-{case},,FC.IB1,{first},,");
        let _ = writeln!(text, "Canyon,Red Ledge,{year},{year}-{case},,FC.IB2,yes,,");
    }
    text
}

/// A file with one year, in which FC.IB1 is the one question that fails; its element is begun at Scores.
fn begun(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::empty(columns, rows);
    desk.import(What::Answers, "first.csv", &answers(2026, 18)).unwrap();
    desk.sees("failing").sees("without an element").keys("<Alt-2>}").sees("Region Canyon");
    desk.keys("<Ctrl-F>FC.IB1<Enter>e").sees("New element: FC.IB1, Canyon").sees("Start a Mini PIP for Red Ledge");
    desk.keys("<Down><Enter>").sees("45.0 % (n 40), FY2026").sees("55.1 %").sees("23 of 40").sees("18 times in 100");
    desk.keys("<Ctrl-S>").sees("Saved: new Mini PIP of Red Ledge with element");
    desk
}

#[test]
fn the_worst_question_becomes_an_element_and_the_next_year_shows_before_and_after() {
    let mut desk = begun(120, 40);
    desk.sees("Mini PIP of Red Ledge").sees("From 45.0 % (n").sees("To 55.1 %").sees("FC.IB1 at 55.1 % or more");
    let book = desk.book();
    let plans = book.all(Kind::MiniPip);
    let elements = book.parts(plans[0].id, Kind::Element);
    assert_eq!((plans.len(), elements.len()), (1, 4), "the first of the four empty elements of the form was filled");
    let element = elements[0];
    assert_eq!(
        (element.int(Field::Year), element.int(Field::Credit), element.int(Field::Applicable)),
        (Some(2026), Some(180_000), Some(40))
    );
    assert!(desk.history(1)[0].starts_with("new Mini PIP of Red Ledge with element"), "one step");

    desk.keys("<Ctrl-O>Results<Enter>").sees("45.0 % (18 of 40)").sees("no result yet").sees("too early to say");
    desk.import(What::Answers, "second.csv", &answers(2027, 28)).unwrap();
    desk.keys("<Alt-5><Ctrl-O>Results<Enter>").sees("70.0 % (28 of 40)").sees("+25.0 points").sees("+3.4 to +43.6 (95 %)");
    desk.sees("a clear change").sees("reached").sees("on track: short-term target 55.1 % reached in FY2027");
    desk.keys("<Enter>").sees("FC.IB1").sees("70.0 % (28 of 40)").sees("Mini PIP of Red Ledge, element 1");
    desk.keys("e").sees("latest 70.0 % (28 of 40), FY2027, +25.0 points, short-term target 55.1 %");
    desk.is_sound();
}

#[test]
fn one_key_takes_the_new_plan_with_its_element_back() {
    let mut desk = begun(80, 24);
    desk.keys("<Ctrl-Z>").sees("Undone");
    assert!(desk.book().all(Kind::MiniPip).is_empty() && desk.book().all(Kind::Element).is_empty());
    desk.keys("<Alt-1>").sees("failing without an element");
    desk.keys("<Ctrl-Y>").sees("Redone");
    assert_eq!(desk.book().all(Kind::Element).len(), 4);
    desk.is_sound();
}

#[test]
fn a_question_is_noted_as_a_concern_first_and_grows_into_an_element_later() {
    let mut desk = begun(120, 40);
    desk.import(What::Answers, "second.csv", &answers(2027, 20)).unwrap();
    desk.keys("<Alt-2>}");
    // The element is there: the key goes to it, and another measure is noted only.
    desk.keys("<Ctrl-F>FC.IB1<Enter><Up><Up><Up><Up><Up>")
        .sees("FC · Canyon")
        .keys("e")
        .sees("New element: FC, Canyon")
        .keys("<Down><Enter>");
    desk.sees("New area of concern: FC, Canyon").keys("<Enter>").sees("Area of concern: FC, Canyon").keys("<Ctrl-S>");
    desk.sees("Saved: new concern 'Foster Care' from FC").sees("Case Process Review, FC, Canyon");
    desk.keys("<Ctrl-K>").sees("New element: FC, Canyon").sees("No target is suggested: the formula holds for one question");
    desk.keys("<Ctrl-S>").sees("Saved: new element 'Foster Care' from FC");
    let book = desk.book();
    let concern = book.all(Kind::Concern)[0];
    assert_eq!(concern.text(Field::Outcome), "taken_up");
    let grown = book.all(Kind::Element).into_iter().find(|element| element.record(Field::Concern) == Some(concern.id)).unwrap();
    assert_eq!((grown.text(Field::Question), grown.int(Field::Priority)), ("FC", Some(2)));
    desk.keys("<Ctrl-O>Concerns<Enter><End>").sees("taken up").sees("2. Foster Care");
    desk.is_sound();
}

#[test]
fn on_a_small_screen_the_form_keeps_the_field_in_hand_in_view() {
    let mut desk = Desk::empty(60, 16);
    desk.import(What::Answers, "first.csv", &answers(2026, 18)).unwrap();
    desk.keys("<Alt-2>}<Ctrl-F>FC.IB1<Enter>e<Down><Enter>").sees("Element");
    desk.keys("<Tab><Tab><Tab><Tab><Tab>").sees("Long-term target");
    desk.keys("<Tab>").sees("6/30/2028");
    desk.keys("1/1/2027<Ctrl-S>").sees("The long-term goal cannot be due");
    desk.keys("<Up><Down>6/30/2029<Ctrl-S>").sees("Saved: new Mini PIP of Red Ledge");
}
