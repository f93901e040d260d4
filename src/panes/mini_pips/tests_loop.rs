//! Concerns and results at a made-up plan.

use crate::command::{Command, Effect, Event, Place};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::remeasure::Measure;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::tally;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};

use super::MiniPips;
use super::pages::Tab;

fn book() -> Book {
    let mut asked = instrument(&[8500, 9000]);
    asked.questions[0].text = "Was the child seen in time?".into();
    let mut book = crate::domain::score_table::tests::book(&[asked]);
    let year = |year, yes, no| tally(100, 1, year, &[[0, yes, 0, no, 0, 0], [0, 38, 0, 2, 0, 0]]);
    book.set_tallies(vec![year(2023, 25, 15), year(2024, 20, 20), year(2025, 18, 22)]);
    put(&mut book, Kind::MiniPip, 20, &[(Field::Title, "Elm plan"), (Field::Office, "#11"), (Field::Stage, "draft")]);
    put(&mut book, Kind::MiniPip, 21, &[(Field::Title, "Oak plan"), (Field::Office, "#12"), (Field::Stage, "released")]);
    book
}

fn desk(tab: Tab) -> Desk<MiniPips> {
    let mut desk: Desk<MiniPips> = Desk::new(book());
    desk.chosen.mini_pip = Some(id(20));
    desk.pane.tab = tab;
    desk.hear(&Event::ChosenMoved);
    desk
}

fn north() -> Measure {
    Measure { instrument: "cpr".into(), code: "A.1".into(), region: Some(id(1)), office: None }
}

/// Arrives with a measure and picks the line that begins so; gives the form that is asked.
fn picks(desk: &mut Desk<MiniPips>, line: &str) -> crate::command::Form {
    let Some(Effect::Pick { id, lines, .. }) = desk.asked.first().cloned() else { panic!("{:?}", desk.asked) };
    let at = lines.iter().position(|(words, _)| words.starts_with(line)).unwrap_or_else(|| panic!("no '{line}' in {lines:?}"));
    desk.hear(&Event::Picked { id, at });
    match desk.asked.first() {
        Some(Effect::Ask(form)) => form.clone(),
        _ => picks(desk, "New area of concern in Elm plan"),
    }
}

#[test]
fn a_measure_is_offered_the_plans_that_are_open_its_own_region_first_and_offices_without_one() {
    let mut desk = desk(Tab::Matrix);
    desk.hear(&Event::Arrive(Place::NewElement { measure: Box::new(north()), year: 2025 }));
    let Some(Effect::Pick { lines, .. }) = desk.asked.first() else { panic!("{:?}", desk.asked) };
    let words: Vec<&str> = lines.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(
        words,
        ["New element in Elm plan", "Only note it as an area of concern"],
        "the north's one office has a plan, the other is released"
    );
    let south = Measure { region: Some(id(2)), ..north() };
    desk.hear(&Event::Arrive(Place::NewElement { measure: Box::new(south), year: 2025 }));
    let Some(Effect::Pick { lines, .. }) = desk.asked.first() else { panic!("{:?}", desk.asked) };
    assert!(lines.iter().any(|(words, _)| words == "Start a Mini PIP for South office"), "{lines:?}");
}

#[test]
fn what_was_filled_in_is_what_the_element_has_and_one_step_takes_it_back() {
    let mut desk = desk(Tab::Matrix);
    desk.hear(&Event::Arrive(Place::NewElement { measure: Box::new(north()), year: 2025 }));
    let mut form = picks(&mut desk, "New element in Elm plan");
    assert!(form.words.contains("1.28") && form.words.contains("18 times in 100"), "{}", form.words);
    form.fields[3].value = "60 %".into();
    form.fields[4].value = "2026-12-31".into();
    desk.hear(&Event::Filled(form));
    assert_eq!(
        desk.asked.first().map(|_| desk.said().split('|').next().unwrap().trim().to_owned()).unwrap(),
        "new element 'Was the child seen in time?' from A.1"
    );
    let elements = desk.book.parts(id(20), Kind::Element);
    let goal = desk.book.parts(elements[0].id, Kind::Goal)[0];
    assert_eq!((goal.text(Field::Target), goal.get(Field::By)), ("60 %", &Value::Date("2026-12-31".parse().unwrap())));
    desk.undo();
    assert!(desk.book.parts(id(20), Kind::Element).iter().all(|element| element.is_empty()));
}

#[test]
fn concerns_show_their_figure_against_the_goal_and_lead_to_scores() {
    let mut desk = desk(Tab::Concerns);
    desk.hear(&Event::Arrive(Place::NewElement { measure: Box::new(north()), year: 2025 }));
    let form = picks(&mut desk, "Only note");
    desk.hear(&Event::Filled(form));
    desk.size = (120, 24);
    let screen = desk.screen();
    for words in [
        "Was the child seen in",
        "45.0 % (18 of 40)",
        "FY2025",
        "0 of 1 agreed",
        "goal 85 %, 16 cases missing",
        "Case Process Review, A.1, North",
    ] {
        assert!(screen.contains(words), "'{words}':\n{screen}");
    }
    desk.press(&[Command::Right, Command::Right, Command::Right, Command::Right, Command::Enter]);
    assert!(desk.asked.contains(&Effect::Go(Place::Scores { question: Some("A.1".into()) })), "{:?}", desk.asked);
    assert!(desk.asked.contains(&Effect::ChooseRegion(Some(id(1)))), "{:?}", desk.asked);
}

#[test]
fn an_element_without_a_later_result_is_given_the_reason_on_its_line() {
    let mut desk = desk(Tab::Matrix);
    desk.hear(&Event::Arrive(Place::NewElement { measure: Box::new(north()), year: 2025 }));
    let form = picks(&mut desk, "New element in Elm plan");
    desk.hear(&Event::Filled(form));
    desk.pane.turn_to(Tab::Results);
    desk.press(&[Command::Top, Command::End]);
    desk.types("The round of next year was called off");
    desk.press(&[Command::Enter]);
    let element = desk.book.parts(id(20), Kind::Element)[0];
    assert_eq!(element.text(Field::NoMeasure), "The round of next year was called off");
    let screen = desk.screen();
    assert!(screen.contains("no result yet") && screen.contains("too early to say"), "{screen}");
}
