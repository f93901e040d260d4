use super::*;
use crate::command::Place;
use crate::domain::book::Book;
use crate::domain::kind::Kind;
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::tally;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};

use Command as C;
use Field as F;

/// Three milestones: steps (1), derived (2), two years in a row (7); regions North (101) and South (102).
fn book() -> Book {
    let mut book = Book::default();
    book.facts.who = "Pat Example, QA reviewer".to_owned();
    put(&mut book, Kind::Plan, 10, &[(F::Title, "Performance Milestone Plan")]);
    let milestones: [(u8, &str, &str, &str, &str); 3] = [
        (
            1,
            "Practice Model: development, training, implementation",
            "steps",
            "open",
            "Staff can give families reliable and effective services.",
        ),
        (2, "System investment", "derived", "open", "The means are there."),
        (7, "Case Process Review", "standing", "exit_proposed", "What the law and policy ask for is done and can be seen in the record."),
    ];
    for (n, name, rule, status, purpose) in milestones {
        let number = format!("={n}");
        put(
            &mut book,
            Kind::Milestone,
            10 + n,
            &[
                (F::Plan, "#10"),
                (F::Number, &number),
                (F::Name, name),
                (F::Rule, rule),
                (F::Status, status),
                (F::Purpose, purpose),
                (F::Instrument, "cpr"),
            ],
        );
    }
    let steps: [(u8, &str, &str, &str, &str, &str); 3] = [
        (31, "1", "Practice Model developed", "done", "Pat Example", "2026-01-15"),
        (
            32,
            "2",
            "New-employee training in use, with a test at its end that every new worker takes",
            "in_progress",
            "Lee Sample",
            "2026-02-28",
        ),
        (33, "3", "Continuous skill training", "not_started", "", "2026-06-30"),
    ];
    for (n, position, text, status, owner, due) in steps {
        put(
            &mut book,
            Kind::Step,
            n,
            &[(F::Milestone, "#11"), (F::Position, position), (F::Text, text), (F::Status, status), (F::Owner, owner), (F::Due, due)],
        );
    }
    put(&mut book, Kind::Step, 31, &[(F::Evidence, "Adopted by the board; posted on the intranet"), (F::Note, "Second edition")]);
    put(
        &mut book,
        Kind::Measure,
        41,
        &[
            (F::Milestone, "#11"),
            (F::Position, "1"),
            (F::Name, "Staff trained in the Practice Model"),
            (F::Target, "all"),
            (F::Unverified, "=1"),
        ],
    );
    put(
        &mut book,
        Kind::Consideration,
        51,
        &[(F::Milestone, "#11"), (F::Position, "1"), (F::Text, "The model and both kinds of training exist."), (F::Answer, "judgement")],
    );
    for (n, name) in [(101, "North"), (102, "South")] {
        put(&mut book, Kind::Region, n, &[(F::Name, name)]);
    }
    let version = serde_json::to_string(&instrument(&[8500])).unwrap();
    book.set(Kind::Instrument, id(100), F::Definition, Value::text(version));
    let (good, bad) = ([0, 9, 0, 1, 0, 0], [0, 5, 0, 5, 0, 0]);
    book.set_tallies(vec![
        tally(100, 101, 2025, &[good]),
        tally(100, 101, 2026, &[good]),
        tally(100, 102, 2025, &[good]),
        tally(100, 102, 2026, &[bad]),
    ]);
    book
}

fn desk() -> Desk<Milestones> {
    Desk::new(book())
}

/// With milestone 1 expanded and the cursor on its first step.
fn on_first_step() -> Desk<Milestones> {
    let mut desk = desk();
    desk.press(&[C::Enter, C::Down]);
    desk
}

fn text(desk: &Desk<Milestones>, n: u8, field: Field) -> String {
    desk.book.get(id(n)).unwrap().text(field).to_owned()
}

fn steps(desk: &Desk<Milestones>) -> Vec<String> {
    desk.book.parts(id(11), Kind::Step).iter().map(|s| s.text(F::Text).chars().take(8).collect()).collect()
}

#[test]
fn a_milestone_opens_and_closes_with_enter_and_with_the_arrows() {
    let mut desk = desk();
    assert!(!desk.screen().contains("Continuous"));
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("Continuous"));
    desk.press(&[C::Home, C::Left]);
    assert!(!desk.screen().contains("Continuous"));
    desk.press(&[C::Right]);
    assert!(desk.screen().contains("Continuous"));
    desk.press(&[C::Down, C::Left]);
    assert_eq!(desk.pane.at.unwrap().what, rows::What::Milestone, "left of a step lies its milestone");
}

#[test]
fn a_milestone_opened_at_the_lower_edge_comes_up() {
    let mut desk = desk();
    desk.size = (112, 13);
    desk.press(&[C::Bottom, C::Enter]);
    assert!(desk.screen().contains("Recorded exit"), "{}", desk.screen());
}

#[test]
fn a_due_date_is_typed_as_people_say_it() {
    let mut desk = on_first_step();
    desk.press(&[C::Right, C::Right, C::Right]);
    desk.types("+30d");
    assert!(desk.screen().contains("Sat 14 Feb 2026"), "30 days from the day that is there:\n{}", desk.screen());
    desk.press(&[C::Enter]);
    assert_eq!(desk.book.get(id(31)).unwrap().date(F::Due), "2026-02-14".parse().ok());
    assert_eq!(desk.said(), "due date of step 'Practice Model developed'");
    desk.types("someday");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("'someday' is no date"), "{}", desk.screen());
    assert_eq!(desk.book.get(id(32)).unwrap().date(F::Due), "2026-02-28".parse().ok());
}

#[test]
fn a_status_is_chosen_by_its_first_letter_and_progress_follows() {
    let mut desk = on_first_step();
    desk.press(&[C::Down, C::Right]);
    desk.types("do");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 32, F::Status), "done");
    assert!(desk.screen().contains("2 of 3 steps"));
    desk.undo();
    assert_eq!(desk.pane.at.unwrap().id, id(32), "undo shows what it changed");
    assert_eq!(text(&desk, 32, F::Status), "in_progress");
}

#[test]
fn an_owner_is_completed_from_the_names_known() {
    let mut desk = on_first_step();
    desk.press(&[C::Down, C::Down, C::Right, C::Right]);
    desk.types("lee");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 33, F::Owner), "Lee Sample");
}

#[test]
fn steps_are_added_moved_duplicated_and_deleted() {
    let mut desk = on_first_step();
    desk.press(&[C::InsertRow]);
    desk.types("Second of all");
    desk.press(&[C::Enter]);
    assert_eq!(steps(&desk), ["Practice", "Second o", "New-empl", "Continuo"]);
    desk.press(&[C::Up, C::MoveUp]);
    assert_eq!(steps(&desk)[..2], ["Second o", "Practice"]);
    assert_eq!(desk.pane.at.unwrap().id, id(201), "the cursor goes with the step");
    desk.press(&[C::MoveUp]);
    assert_eq!(desk.said(), "This is the first step of the milestone");
    desk.press(&[C::MoveDown, C::MoveDown, C::MoveDown]);
    assert_eq!(steps(&desk)[3], "Second o");
    desk.press(&[C::Top, C::Down, C::Duplicate]);
    assert_eq!(steps(&desk)[..2], ["Practice", "Practice"]);
    assert_eq!(desk.pane.at.unwrap().id, id(202));
    desk.press(&[C::DeleteRow]);
    assert_eq!((steps(&desk).len(), desk.said().as_str()), (4, "step 'Practice Model developed' deleted"));
    desk.undo();
    assert_eq!((steps(&desk).len(), desk.pane.at.unwrap().id), (5, id(202)));
    desk.press(&[C::Top, C::DeleteRow]);
    assert!(desk.said().contains("belongs to the plan"));
}

#[test]
fn lines_pasted_over_steps_make_more_steps() {
    let mut desk = on_first_step();
    desk.press(&[C::Down, C::Down]);
    desk.does(Input::Pasted("Skill training\tdone\nMentors\tin progress\nCoaches\t\n".to_owned()));
    assert_eq!(steps(&desk), ["Practice", "New-empl", "Skill tr", "Mentors", "Coaches"]);
    assert_eq!(desk.said(), "3 steps pasted, 2 new");
    let made = desk.book.parts(id(11), Kind::Step)[3].id;
    assert_eq!(desk.book.get(made).unwrap().text(F::Status), "in_progress");
    desk.does(Input::Pasted("a\tdone\nb\tperhaps\n".to_owned()));
    assert!(desk.said().contains("'perhaps' is no status"), "{}", desk.said());
    assert_eq!(steps(&desk).len(), 5, "all or nothing");
}

#[test]
fn an_exit_is_proposed_recorded_and_taken_back_and_each_is_asked() {
    let mut desk = desk();
    desk.press(&[C::RecordExit]);
    assert!(desk.said().starts_with("Propose the exit of milestone 1 'Practice Model"), "{}", desk.said());
    assert!(desk.said().ends_with("The data say not met: 1 of 3 steps done."));
    assert_eq!(text(&desk, 11, F::Status), "exit_proposed");
    desk.press(&[C::RecordExit]);
    assert!(desk.said().contains("today (3/10/2026), by Pat Example, QA reviewer, on this?"), "{}", desk.said());
    assert_eq!(text(&desk, 11, F::Evidence), "Computed not met: 1 of 3 steps done");
    assert_eq!(desk.book.get(id(11)).unwrap().date(F::ExitedOn), "2026-03-10".parse().ok());
    assert!(desk.screen().contains("! exited, but not met"), "a difference is shown, nothing is overwritten");
    desk.press(&[C::RecordExit]);
    assert!(desk.said().contains("Its exit was recorded on 3/10/2026 by Pat Example, QA reviewer"), "{}", desk.said());
    assert_eq!(text(&desk, 11, F::Status), "open");
    assert!(desk.book.get(id(11)).unwrap().get(F::ExitedOn).is_none());
}

#[test]
fn a_region_exits_by_itself() {
    let mut desk = desk();
    desk.press(&[C::Bottom, C::Enter, C::Down]);
    assert!(desk.screen().contains("Exit by region"));
    desk.press(&[C::RecordExit]);
    assert!(desk.said().starts_with("Record the exit of North from milestone 7, today (3/10/2026)"), "{}", desk.said());
    let exits: Vec<_> = desk.book.parts(id(17), Kind::RegionExit).iter().map(|e| e.record(F::Region)).collect();
    assert_eq!(exits, [Some(id(101))]);
    assert!(desk.screen().contains("1 of 2 exited"));
    desk.press(&[C::RecordExit]);
    assert!(desk.said().starts_with("Take back the exit of North"));
    assert!(desk.book.parts(id(17), Kind::RegionExit).is_empty());
}

#[test]
fn the_reasons_of_a_computed_state_are_one_key_away() {
    let mut desk = desk();
    desk.press(&[C::Bottom, C::Enter, C::Down, C::Down, C::Right, C::Right, C::Right, C::Right, C::Enter]);
    assert_eq!(
        desk.asked,
        [
            Effect::ChooseInstrument("cpr".to_owned()),
            Effect::ChooseRegion(Some(id(102))),
            Effect::Go(Place::Scores { question: Some("A.1".to_owned()) })
        ]
    );
}

#[test]
fn one_who_is_sent_here_stands_on_the_step() {
    let mut desk = desk();
    desk.press(&[C::Filter]);
    desk.hear(&Event::Arrive(Place::Milestones { record: Some(id(31)) }));
    assert_eq!(desk.pane.at.unwrap().id, id(31));
    assert!(!desk.pane.only_open, "the step is done, so the filter gives way");
}

#[test]
fn what_cannot_be_edited_says_why() {
    let mut desk = desk();
    desk.press(&[C::Right, C::Right]);
    desk.types("x");
    assert_eq!(desk.said(), "This counts the steps; change their status instead");
    desk.book.facts.read_only = Some("another window edits it".to_owned());
    desk.press(&[C::Left, C::Left, C::Edit]);
    assert_eq!(desk.said(), "This file can only be read here: another window edits it");
}

#[test]
fn considerations_and_measures_are_answered_in_their_own_cells() {
    let mut desk = on_first_step();
    desk.press(&[C::Down, C::Down, C::Down, C::Right]);
    desk.types("212 of 240");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 41, F::Value), "212 of 240");
    desk.types("y");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 51, F::Answer), "yes");
}

#[test]
fn the_pane_says_where_it_stands_in_two_lines() {
    let mut desk = desk();
    desk.press(&[]);
    let area = crate::command::Area { x: 0, y: 0, width: 80, height: 20 };
    let ids = crate::command::Ids::new(|| id(9));
    let cx = Context {
        book: &desk.book,
        today: chrono::NaiveDate::default(),
        ids: &ids,
        day_first: false,
        chosen: &desk.chosen,
        area,
        focused: true,
    };
    assert_eq!(desk.pane.brief(&cx), ["0 of 3 exited, 1 proposed", "By the data 0 met in FY2026; 0 differ from what is recorded"]);
}

#[test]
fn an_empty_file_says_what_belongs_here() {
    let desk: Desk<Milestones> = Desk::new(Book::default());
    assert!(desk.screen().contains("There is no plan in this file yet"));
}

#[test]
fn the_tree_as_it_looks() {
    let mut desk = on_first_step();
    desk.size = (112, 24);
    insta::assert_snapshot!(desk.screen());
    desk.size = (78, 19);
    insta::assert_snapshot!(desk.screen());
}
