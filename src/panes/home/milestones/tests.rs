use super::*;
use crate::domain::field::Field;
use crate::domain::value::Value;
use crate::panes::sample::{Desk, id};

fn third() -> [Command; 2] {
    [Command::Down, Command::Down]
}

#[test]
fn nine_milestones_at_52_columns_with_the_evidence_of_the_chosen_one_below() {
    let desk = Desk::new(None, 52, 12);
    let mut pane = Milestones::default();
    desk.press(&mut pane, &[Command::End, Command::Up, Command::Up]);
    insta::assert_snapshot!(desk.drawn(&pane), @r"
    # Status          Milestone        Evidence
    1 ○ open          Practice Model…  no steps
    2 ○ open          System investme… 3 of 8 exited
    3 ✓ exited        System manageme… 2 of 4 steps
    4 ○ open          Priority focus…  3 of 6 steps
    5 ✓ exited        Accountability…  1 of 1 steps
    6 ◐ exit proposed Trend data anal… 2 of 3 steps
    7 ✓ exited        Case Process Re… ! 0 of 5 regions
    8 ○ open          Qualitative Cas… no result yet
    9 ○ open          Quality improve… 1 of 2 steps
    ! 7: differs: recorded exited, data say not met; 0
    of 5 regions sustained in 2025
    ");
}

#[test]
fn with_more_room_the_evidence_stands_under_each() {
    let desk = Desk::new(None, 90, 22);
    insta::assert_snapshot!(desk.drawn(&Milestones::default()), @r"
    # Status          Milestone                                                Steps done
    1 ○ open          Practice Model development, training, implementation     ·
                      no data: no steps
    2 ○ open          System investment                                        ━━╸── 1 of 2
                      not met: 3 of 8 other milestones exited
    3 ✓ exited        System management structures                             ━━╸── 2 of 4
                      a person judges
    4 ○ open          Priority focus areas                                     ━━╸── 3 of 6
                      a person judges
    5 ✓ exited        Accountability structures                                ━━━━━ 1 of 1
                      a person judges
    6 ◐ exit proposed Trend data analysis                                      ━━━╸─ 2 of 3
                      a person judges
    7 ✓ exited        Case Process Review                                      ━━━── 3 of 5
                      ! differs: recorded exited, data say not met; 0 of 5 regions sustained…
    8 ○ open          Qualitative Case Review                                  ·
                      no data: no result yet
    9 ○ open          Quality improvement committees                           ━━╸── 1 of 2
                      a person judges
    ");
}

#[test]
fn enter_and_a_double_click_go_to_the_milestone() {
    let desk = Desk::new(None, 52, 12);
    let mut pane = Milestones::default();
    desk.press(&mut pane, &third());
    let there = |n| [Effect::Go(Place::Milestones { record: Some(id(6, n)) })];
    assert_eq!(desk.press(&mut pane, &[Command::Enter]), there(2));
    assert_eq!(pane.update(Input::Click { x: 4, y: 5, double: true, extend: false }, &desk.cx()), there(4));
}

#[test]
fn what_is_recorded_against_the_data_is_said_first() {
    let desk = Desk::new(None, 52, 12);
    let [first, second] = Milestones::default().brief(&desk.cx());
    assert_eq!(first, "3 exited, 1 exit proposed, 5 open of 9");
    assert!(second.starts_with("7 Case Process Review: differs: recorded exited, data say not met"), "{second}");
}

#[test]
fn a_milestone_is_copied_as_a_sentence() {
    let desk = Desk::new(None, 52, 12);
    let mut pane = Milestones::default();
    let effects = desk.press(&mut pane, &[Command::Down, Command::CopySentence]);
    let expected = "Milestone 2, System investment: open (not met: 3 of 8 other milestones exited); 1 of 2 steps done (as of 11/21/2025).";
    assert!(matches!(&effects[..], [Effect::Copy { text, .. }] if text == expected), "{effects:?}");
}

#[test]
fn a_new_status_is_seen_once_it_is_written() {
    let mut desk = Desk::new(None, 52, 12);
    let mut pane = Milestones::default();
    desk.drawn(&pane);
    desk.book.set(Kind::Milestone, id(6, 0), Field::Status, Value::text("exited"));
    pane.hear(&Event::Reloaded, &desk.cx());
    assert!(pane.brief(&desk.cx())[0].starts_with("4 exited"));
}

#[test]
fn without_a_plan_it_says_what_belongs_here() {
    let mut desk = Desk::new(None, 52, 12);
    desk.book = crate::domain::book::Book::default();
    let mut pane = Milestones::default();
    assert_eq!(desk.press(&mut pane, &[Command::Down, Command::Enter, Command::CopySentence]), []);
    assert!(desk.drawn(&pane).contains("Import a plan"));
}

#[test]
fn it_stays_inside_its_area() {
    for (width, height) in [(52, 12), (90, 22), (140, 14), (30, 2)] {
        let desk = Desk::new(None, width, height);
        assert!(!desk.spills(&Milestones::default()), "{width}x{height}");
    }
}

#[test]
fn a_list_that_is_longer_than_its_room_scrolls_with_the_cursor() {
    let desk = Desk::new(None, 52, 5);
    let mut pane = Milestones::default();
    desk.press(&mut pane, &[Command::End]);
    assert!(desk.drawn(&pane).contains(" 9 ○ open"));
}
