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

/// The form that is asked for.
fn asked(desk: &Desk<Milestones>) -> crate::command::form::Form {
    match desk.asked.as_slice() {
        [Effect::Ask(form)] => form.clone(),
        other => panic!("no form is asked for: {other:?}"),
    }
}

/// Fills the first field of the form that is asked for, and accepts it.
fn says(desk: &mut Desk<Milestones>, text: &str) {
    let mut form = asked(desk);
    if !text.is_empty() {
        form.fields[0].value = text.to_owned();
    }
    desk.hear(&Event::Filled(form));
}

/// Picks one of the steps on the road out.
fn picks(desk: &mut Desk<Milestones>, at: usize) {
    assert!(matches!(desk.asked.as_slice(), [Effect::Pick { .. }]), "{:?}", desk.asked);
    desk.hear(&Event::Picked { id: exit::ID, at });
}

fn trail(desk: &Desk<Milestones>, milestone: u8) -> Vec<(String, String)> {
    let steps = crate::domain::exit::trail(&desk.book, id(milestone));
    steps.iter().map(|s| (s.text(F::Part).to_owned(), format!("{}{}", s.text(F::Evidence), s.text(F::Reason)))).collect()
}

#[test]
fn an_exit_is_proposed_recorded_and_opened_again_and_the_trail_keeps_all_of_it() {
    let mut desk = desk();
    desk.press(&[C::RecordExit]);
    let form = asked(&desk);
    assert!(form.title.starts_with("Propose the exit of milestone 1 'Practice Model"), "{}", form.title);
    assert!(form.words.starts_with("The data say not met: 1 of 3 steps done."), "{}", form.words);
    says(&mut desk, "The trainers are there");
    assert_eq!(text(&desk, 11, F::Status), "exit_proposed");
    desk.press(&[C::RecordExit]);
    picks(&mut desk, 0);
    assert_eq!(asked(&desk).fields[0].value, "The trainers are there", "the evidence of the proposal is gone on with");
    says(&mut desk, "");
    assert_eq!(text(&desk, 11, F::Evidence), "The trainers are there");
    assert_eq!(text(&desk, 11, F::ExitedBy), "Pat Example");
    assert_eq!(desk.book.get(id(11)).unwrap().date(F::ExitedOn), "2026-03-10".parse().ok());
    desk.press(&[C::Top]);
    assert!(desk.screen().contains("! exited, but not met"), "a difference is shown, nothing is overwritten");
    assert!(desk.screen().contains("at its exit the data said not met: 1 of 3 steps done"), "{}", desk.screen());
    desk.press(&[C::RecordExit]);
    assert!(asked(&desk).words.contains("Its exit was recorded on 3/10/2026 by Pat Example"), "{}", asked(&desk).words);
    says(&mut desk, " ");
    assert_eq!(asked(&desk).fault.map(|(at, _)| at), Some(0), "without a reason nothing is opened");
    says(&mut desk, "Trainers have left");
    assert_eq!(text(&desk, 11, F::Status), "open");
    assert!(desk.book.get(id(11)).unwrap().get(F::ExitedOn).is_none());
    let steps = [
        ("proposed".to_owned(), "The trainers are there".to_owned()),
        ("exited".to_owned(), "The trainers are there".to_owned()),
        ("reopened".to_owned(), "Trainers have left".to_owned()),
    ];
    assert_eq!(trail(&desk, 11), steps);
    desk.undo();
    assert_eq!((text(&desk, 11, F::Status), text(&desk, 11, F::Evidence)), ("exited".to_owned(), "The trainers are there".to_owned()));
}

#[test]
fn what_was_frozen_at_a_step_is_read_on_its_own_page_and_cannot_be_changed() {
    let mut desk = desk();
    desk.press(&[C::RecordExit]);
    says(&mut desk, "Looks good");
    desk.press(&[C::Bottom, C::Up, C::Up, C::Home]);
    while desk.pane.at.unwrap().what != rows::What::Trail {
        desk.press(&[C::Up]);
    }
    desk.press(&[C::DeleteRow]);
    assert_eq!(desk.said(), "The trail of exits stays: what was recorded is never lost");
    desk.types("x");
    assert!(desk.said().starts_with("What was recorded at the time stays"), "{}", desk.said());
    // The steps go on; the frozen facts do not.
    desk.book.set(Kind::Step, id(32), F::Status, Value::text("done"));
    desk.press(&[C::Enter]);
    let screen = desk.screen();
    assert!(screen.contains("Exit proposed: Pat Example, Tue 10 Mar 2026"), "{screen}");
    assert!(screen.contains("Computed: not met: 1 of 3 steps done") && screen.contains("in progress, New-employee training"), "{screen}");
    desk.press(&[C::Cancel]);
    assert_eq!(desk.pane.at.unwrap().what, rows::What::Trail);
}

#[test]
fn a_region_exits_by_itself_and_stays_exited_with_a_warning_when_it_falls() {
    let mut desk = desk();
    desk.press(&[C::Bottom, C::Enter, C::Down]);
    assert!(desk.screen().contains("Exit by region"));
    assert!(desk.screen().contains("first FY2028") && desk.screen().contains("1 below, 4"), "{}", desk.screen());
    desk.press(&[C::RecordExit]);
    assert!(asked(&desk).title.starts_with("Propose the exit of North from milestone 7"), "{}", asked(&desk).title);
    says(&mut desk, "Two good years");
    assert!(desk.book.parts(id(17), Kind::RegionExit).is_empty());
    desk.press(&[C::RecordExit]);
    picks(&mut desk, 0);
    says(&mut desk, "");
    let exits: Vec<_> = desk.book.parts(id(17), Kind::RegionExit).iter().map(|e| e.record(F::Region)).collect();
    assert_eq!(exits, [Some(id(101))]);
    assert!(desk.screen().contains("1 of 2 exited"));
    let (good, bad) = ([0, 9, 0, 1, 0, 0], [0, 5, 0, 5, 0, 0]);
    desk.book.set_tallies(vec![tally(100, 101, 2025, &[good]), tally(100, 101, 2026, &[bad]), tally(100, 102, 2026, &[bad])]);
    desk.hear(&Event::Reloaded);
    assert!(desk.screen().contains("! fallen since its exit,"), "{}", desk.screen());
    assert_eq!(desk.book.parts(id(17), Kind::RegionExit).len(), 1);
    desk.press(&[C::RecordExit]);
    assert!(asked(&desk).title.starts_with("Open North from milestone 7 again"), "{}", asked(&desk).title);
    says(&mut desk, "Recorded for the wrong region");
    assert!(desk.book.parts(id(17), Kind::RegionExit).is_empty());
    assert_eq!(trail(&desk, 17).len(), 3);
}

#[test]
fn what_it_would_take_is_a_list_whose_lines_lead_to_their_evidence() {
    let mut desk = desk();
    desk.press(&[C::Bottom, C::WhatItTakes]);
    let screen = desk.screen();
    assert!(screen.contains("What would it take? 7 Case Process Review, FY2026"), "{screen}");
    assert!(screen.contains("4 cases in 1 question of 1 region"), "{screen}");
    desk.press(&[C::Enter]);
    assert_eq!(
        desk.asked,
        [
            Effect::ChooseInstrument("cpr".to_owned()),
            Effect::ChooseRegion(Some(id(102))),
            Effect::Go(Place::Scores { question: Some("A.1".to_owned()) })
        ]
    );
    desk.press(&[C::Copy]);
    let [Effect::Copy { text, .. }] = desk.asked.as_slice() else { panic!("{:?}", desk.asked) };
    assert!(text.contains("South (1 below, 4 missing, 2028 at the earliest)\n- A.1: Fell below the goal in 2026"), "{text}");
    desk.press(&[C::PreviousSection]);
    assert!(desk.screen().contains("2 milestones must be exited: 1 and 7"), "{}", desk.screen());
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("What would it take? 1 Practice Model"), "{}", desk.screen());
    desk.press(&[C::Down, C::Enter]);
    assert_eq!(desk.pane.at.unwrap().id, id(32), "a step leads to its row");
    assert!(!desk.screen().contains("What would it take?"));
}

#[test]
fn from_what_it_would_take_one_goes_back_the_way_one_came() {
    let mut desk = desk();
    desk.press(&[C::Down, C::WhatItTakes, C::Enter]);
    assert!(desk.screen().contains("What would it take? 1"));
    desk.press(&[C::Cancel]);
    assert!(desk.screen().contains("What would it take? 2"));
    desk.press(&[C::Cancel]);
    assert!(desk.screen().contains("Milestone / step"));
}

#[test]
fn a_measure_keeps_every_value_with_its_day() {
    let mut desk = on_first_step();
    desk.book.set(Kind::Measure, id(41), F::Value, Value::text("180 of 240"));
    desk.press(&[C::Down, C::Down, C::Down, C::Right]);
    desk.types("212 of 240");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 41, F::Value), "180 of 240", "what was there before stays");
    let values = desk.book.parts(id(41), Kind::MeasureValue);
    assert_eq!((values.len(), values[0].text(F::Value), values[0].date(F::Day)), (1, "212 of 240", "2026-03-10".parse().ok()));
    desk.press(&[C::Up]);
    desk.types("213 of 240");
    desk.press(&[C::Enter, C::Up]);
    assert_eq!(desk.book.parts(id(41), Kind::MeasureValue).len(), 1, "the same day has one value");
    let screen = desk.screen();
    assert!(screen.contains("213 of 240 (3/10/2026)") && screen.contains("180 of 240 (no day)"), "{screen}");
    desk.press(&[C::Home, C::Right, C::Down, C::InsertRow]);
    assert!(desk.screen().contains("day?"), "{}", desk.screen());
}

#[test]
fn a_measure_that_follows_a_trend_shows_its_series_and_leads_there() {
    let mut desk = on_first_step();
    put(&mut desk.book, Kind::Indicator, 71, &[(F::Name, "Staff trained"), (F::Unit, "percent"), (F::Direction, "higher")]);
    for (n, period, amount) in [(72, "2024", "=610000"), (73, "2025", "=720000")] {
        put(&mut desk.book, Kind::TrendValue, n, &[(F::Indicator, "#71"), (F::Amount, amount)]);
        desk.book.set(Kind::TrendValue, id(n), F::Period, Value::text(period));
    }
    desk.press(&[C::Down, C::Down, C::Down, C::InsertElement]);
    assert!(matches!(desk.asked.as_slice(), [Effect::Pick { lines, .. }] if lines.len() == 2), "{:?}", desk.asked);
    desk.hear(&Event::Picked { id: "measure-trend", at: 1 });
    let screen = desk.screen();
    assert!(screen.contains("72") && screen.contains("61") && screen.contains("the trend indicator 'Staff trained'"), "{screen}");
    desk.press(&[C::Right]);
    desk.types("9");
    assert!(desk.said().starts_with("The value comes from a trend indicator"), "{}", desk.said());
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::Trends { record: Some(id(71)) })]);
}

#[test]
fn who_answered_a_consideration_and_when_goes_with_the_answer() {
    let mut desk = on_first_step();
    desk.press(&[C::Down, C::Down, C::Down, C::Down, C::Right]);
    desk.types("no");
    desk.press(&[C::Enter]);
    let record = desk.book.get(id(51)).unwrap();
    assert_eq!((record.text(F::Answer), record.text(F::Who), record.date(F::Day)), ("no", "Pat Example", "2026-03-10".parse().ok()));
    desk.undo();
    let record = desk.book.get(id(51)).unwrap();
    assert_eq!((record.text(F::Answer), record.text(F::Who), record.date(F::Day)), ("judgement", "", None), "one step of undo");
}

#[test]
fn committees_and_studies_stand_as_facts_under_their_milestone_and_lead_to_their_own_workspaces() {
    let mut desk = on_first_step();
    put(&mut desk.book, Kind::Committee, 61, &[(F::Name, "Training committee"), (F::Milestone, "#11")]);
    put(&mut desk.book, Kind::Session, 62, &[(F::Committee, "#61"), (F::Day, "2026-01-20"), (F::Status, "held")]);
    put(&mut desk.book, Kind::Study, 63, &[(F::Title, "Who is trained?"), (F::Step, "#33"), (F::Status, "under_way")]);
    desk.hear(&Event::Reloaded);
    let screen = desk.screen();
    assert!(screen.contains("1 of 1 meeting") && screen.contains("under way, no finding"), "{screen}");
    while desk.pane.at.unwrap().what != rows::What::Body {
        desk.press(&[C::Down]);
    }
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::Committees { record: Some(id(61)) })]);
    desk.press(&[C::Down, C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::Trends { record: Some(id(63)) })]);
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
    assert_eq!(desk.book.parts(id(41), Kind::MeasureValue)[0].text(F::Value), "212 of 240");
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
