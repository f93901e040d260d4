use chrono::NaiveDate;

use super::*;
use crate::command::Place;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};

use Command as C;

/// Pat's overdue step, Rae's check of today, a follow-up of Pat and Rae, a milestone step, a meeting with a time.
fn agency() -> Book {
    let mut book = Book::default();
    book.facts.who = "Rae Sample, QA reviewer".to_owned();
    put(&mut book, Kind::Region, 51, &[(Field::Name, "Canyon")]);
    put(&mut book, Kind::Office, 50, &[(Field::Name, "Ridge"), (Field::Region, "#51")]);
    let plan = [(Field::Title, "Ridge Mini PIP"), (Field::Stage, "implementing"), (Field::Office, "#50")];
    put(&mut book, Kind::MiniPip, 1, &plan);
    put(&mut book, Kind::PipPerson, 20, &[(Field::MiniPip, "#1"), (Field::Name, "Pat Example"), (Field::Position, "i")]);
    put(&mut book, Kind::Element, 2, &[(Field::MiniPip, "#1"), (Field::Title, "Engage")]);
    put(
        &mut book,
        Kind::Row,
        3,
        &[(Field::Element, "#2"), (Field::Text, "Train screeners in family teams"), (Field::CompletionDue, "2026-02-20")],
    );
    put(&mut book, Kind::Row, 4, &[(Field::Element, "#2"), (Field::Text, "Call every parent"), (Field::CompletionDue, "2026-03-13")]);
    for row in [3, 4] {
        book.set(Kind::Row, id(row), Field::People, Value::Records(vec![id(20)]));
    }
    let check = [(Field::MiniPip, "#1"), (Field::Due, "2026-03-10"), (Field::Who, "Rae Sample")];
    put(&mut book, Kind::Check, 5, &check);
    put(&mut book, Kind::Plan, 9, &[(Field::Title, "Milestones")]);
    put(&mut book, Kind::Milestone, 10, &[(Field::Plan, "#9"), (Field::Name, "Trend analysis")]);
    let step = [
        (Field::Milestone, "#10"),
        (Field::Text, "Name the committee"),
        (Field::Due, "2026-04-30"),
        (Field::Owner, "Lee Sample; Rae Sample"),
    ];
    put(&mut book, Kind::Step, 11, &step);
    let meeting = [
        (Field::MiniPip, "#1"),
        (Field::Part, "second"),
        (Field::Day, "2026-03-19"),
        (Field::Time, "6 pm"),
        (Field::Host, "Citizen review panel"),
    ];
    put(&mut book, Kind::Meeting, 12, &meeting);
    book
}

fn desk() -> Desk<Agenda> {
    let mut desk: Desk<Agenda> = Desk::new(agency());
    desk.hear(&Event::Arrive(Place::Agenda { whose: None }));
    desk.press(&[C::Top]);
    desk
}

#[test]
fn whoever_arrives_sees_what_is_late_first_and_everything_once() {
    let mut desk = desk();
    let screen = desk.screen();
    for words in [
        "All 5",
        "Mine 2",
        "Overdue 1",
        "Waiting for me 0",
        "1 today",
        "Overdue (1)",
        "18 days late",
        "Today, Tue 10 Mar 2026 (1)",
        "in 9 days",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert_eq!(screen.matches("Train screeners").count(), 2, "in the list and beneath it\n{screen}");
    desk.press(&[C::TurnPeriod]);
    assert!(desk.screen().contains("This week, until Sun 15 Mar 2026 (2)"), "{}", desk.screen());
    desk.press(&[C::TurnPeriod]);
    assert!(desk.screen().contains("This month, March 2026 (3)"), "{}", desk.screen());
}

#[test]
fn tabs_and_persons_narrow_the_list_and_escape_widens_it() {
    let mut desk = desk();
    desk.press(&[C::NextSection]);
    assert!(!desk.screen().contains("Train screeners") && desk.screen().contains("Name the committee"));
    desk.press(&[C::NextSection, C::NextSection]);
    assert!(desk.screen().contains("Nobody waits for Rae Sample by name"), "{}", desk.screen());
    desk.press(&[C::Cancel, C::WhoseItems]);
    let [Effect::Pick { lines, .. }] = &desk.asked[..] else { panic!("{:?}", desk.asked) };
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["Everybody", "Mine: Rae Sample", "What waits for me", "Citizen review panel", "Lee Sample", "Pat Example", "Rae Sample"]
    );
    desk.hear(&Event::Picked { id: asking::WHOSE, at: 5 });
    let screen = desk.screen();
    assert!(screen.contains("All 2") && screen.contains("only Pat Example") && !screen.contains("Name the committee"), "{screen}");
    desk.hear(&Event::Picked { id: asking::WHICH, at: 5 });
    assert!(desk.screen().contains("Nothing fits"), "{}", desk.screen());
    desk.press(&[C::Cancel, C::Cancel]);
    assert!(desk.screen().contains("All 5"), "{}", desk.screen());
    desk.chosen.region = Some(id(51));
    let screen = desk.screen();
    assert!(screen.contains("Canyon only · 1 statewide not shown") && screen.contains("All 4"), "{screen}");
}

#[test]
fn enter_leads_to_the_record() {
    let mut desk = desk();
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::MiniPip { mini_pip: Some(id(1)), record: Some(id(3)) })]);
    desk.press(&[C::Bottom, C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::Milestones { record: Some(id(11)) })]);
    desk.press(&[C::HistoryOf]);
    assert_eq!(desk.asked, [Effect::Go(Place::History { of: Some(id(11)) })]);
}

fn fill(desk: &mut Desk<Agenda>, texts: &[&str]) {
    let Some(Effect::Ask(form)) = desk.asked.first().cloned() else { panic!("no form: {:?}", desk.asked) };
    let mut form = form;
    for (field, text) in form.fields.iter_mut().zip(texts) {
        (*text).clone_into(&mut field.value);
    }
    desk.hear(&Event::Filled(form));
}

#[test]
fn an_item_is_put_off_with_a_reason_and_can_be_brought_back() {
    let mut desk = desk();
    desk.press(&[C::PutOff]);
    fill(&mut desk, &["2026-03-10", "waits for the trainer"]);
    assert!(matches!(&desk.asked[..], [Effect::Ask(form)] if form.fault.is_some()), "today is no later day");
    fill(&mut desk, &["2026-03-20", "waits for the trainer"]);
    let screen = desk.screen();
    assert!(screen.contains("Overdue 0") && screen.contains("Put off 1") && screen.contains("Put off (1)"), "{screen}");
    assert!(screen.contains("Put off until Fri 20 Mar 2026 by Rae Sample: waits for the trainer"), "the cursor stays on it\n{screen}");
    assert!(screen.contains("18 days late"), "it is still late\n{screen}");
    desk.undo();
    assert!(desk.screen().contains("Overdue 1"));
    desk.press(&[C::PutOff]);
    fill(&mut desk, &["2026-03-20", "again"]);
    desk.press(&[C::PutOff]);
    fill(&mut desk, &["", "again"]);
    assert!(desk.screen().contains("Overdue 1") && desk.screen().contains("Was put off until"), "{}", desk.screen());
}

#[test]
fn chosen_items_or_all_go_to_another_person_after_a_question() {
    let mut desk = desk();
    desk.press(&[C::HandOver]);
    fill(&mut desk, &["Pat Example", "Kim Demo", "only this item"]);
    assert_eq!(desk.said(), "Hand over from Pat Example to Kim Demo: 1 action step?");
    assert_eq!(desk.screen().matches("Kim Demo").count(), 2, "in the list and beneath it\n{}", desk.screen());
    desk.undo();
    assert!(!desk.screen().contains("Kim Demo"));
    desk.press(&[C::Top, C::ExtendDown, C::ExtendDown, C::HandOver]);
    assert!(matches!(&desk.asked[..], [Effect::Ask(form)] if form.text(2) == "only the 3 chosen items"), "{:?}", desk.asked);
    fill(&mut desk, &["Pat Example", "Kim Demo", "only the 3 chosen items"]);
    assert_eq!(desk.said(), "Hand over from Pat Example to Kim Demo: 2 action steps?");
    desk.undo();
    assert!(!desk.screen().contains("Kim Demo"), "one step brings all of it back");
}

#[test]
fn ten_thousand_items_cost_nothing_per_key() {
    let mut book = agency();
    let start = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    for n in 0..10_000u32 {
        let mut bytes = [7; 16];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        let row = Id(bytes);
        book.set(Kind::Row, row, Field::Element, Value::Record(id(2)));
        book.set(Kind::Row, row, Field::Text, Value::text(format!("Step {n}")));
        book.set(Kind::Row, row, Field::CompletionDue, Value::Date(start + chrono::Duration::days(i64::from(n % 900))));
    }
    let mut desk: Desk<Agenda> = Desk::new(book);
    desk.hear(&Event::Arrive(Place::Agenda { whose: None }));
    desk.press(&[C::Bottom]);
    let (items, shown) = desk.at(|pane, cx| (pane.items(cx), pane.shown(cx)));
    desk.press(&[C::Up, C::PageUp, C::Down]);
    let _ = desk.screen();
    let (same, again) = desk.at(|pane, cx| (pane.items(cx), pane.shown(cx)));
    assert!(std::rc::Rc::ptr_eq(&items, &same) && std::rc::Rc::ptr_eq(&shown, &again), "worked out once");
    assert_eq!(shown.order.len(), 10_005);
}

#[test]
fn the_agenda_as_it_looks() {
    let mut desk = desk();
    for size in [(120, 35), (78, 21), (60, 13)] {
        desk.size = size;
        desk.press(&[C::Top]);
        insta::assert_snapshot!(format!("agenda-{}x{}", size.0, size.1), desk.screen());
    }
    let mut empty: Desk<Agenda> = Desk::new(Book::default());
    empty.size = (78, 10);
    empty.hear(&Event::Arrive(Place::Agenda { whose: None }));
    insta::assert_snapshot!("agenda-empty", empty.screen());
}
