//! Stories of the workspace on a made-up desk: what it reads, what it asks, what it writes.

use super::*;

use chrono::NaiveDate;

use crate::command::{Event, Form, Place};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::scan::{Scan, ScanText};
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};

use Command as C;

/// Today is 10 March 2026. Two regions; Sue supervises Ann, Ben and Cal in Alder, Tom supervises Dee in Birch.
fn book() -> Book {
    let mut book = Book::default();
    put(&mut book, Kind::Region, 1, &[(Field::Name, "North")]);
    put(&mut book, Kind::Region, 2, &[(Field::Name, "South")]);
    put(&mut book, Kind::Office, 11, &[(Field::Name, "Alder"), (Field::Region, "#1")]);
    put(&mut book, Kind::Office, 12, &[(Field::Name, "Birch"), (Field::Region, "#2")]);
    for (n, name, role) in [(21, "Sue Sample", "supervisor"), (22, "Tom Sample", "supervisor")] {
        put(&mut book, Kind::Worker, n, &[(Field::Name, name), (Field::Role, role)]);
    }
    for (n, name, supervisor, office) in [
        (31, "Ann Example", "#21", "#11"),
        (32, "Ben Example", "#21", "#11"),
        (33, "Cal Example", "#21", "#11"),
        (34, "Dee Example", "#22", "#12"),
    ] {
        put(&mut book, Kind::Worker, n, &[(Field::Name, name), (Field::Role, "caseworker")]);
        let worker = format!("#{n}");
        put(
            &mut book,
            Kind::Assignment,
            n + 10,
            &[(Field::Worker, worker.as_str()), (Field::Supervisor, supervisor), (Field::Office, office), (Field::From, "2025-10-06")],
        );
    }
    put(&mut book, Kind::Theme, 61, &[(Field::Name, "Visits")]);
    put(&mut book, Kind::Theme, 62, &[(Field::Name, "Plans")]);
    put(&mut book, Kind::ScanQuestion, 63, &[(Field::Text, "Seen alone?")]);
    book.facts.who = "Sue Sample, supervisor".to_owned();
    book
}

fn month(text: &str) -> NaiveDate {
    format!("{text}-01").parse().unwrap()
}

fn scan(n: u8, worker: u8, of: &str) -> Scan {
    Scan {
        id: id(n),
        worker: id(worker),
        supervisor: None,
        office: None,
        region: None,
        month: month(of),
        done: Some(month(of)),
        excused: false,
        well: Vec::new(),
        needs: Vec::new(),
    }
}

fn scans() -> Vec<Scan> {
    vec![
        scan(101, 31, "2026-01"),
        Scan { needs: vec![id(61)], ..scan(102, 31, "2026-02") },
        Scan { well: vec![id(62)], needs: vec![id(61)], ..scan(103, 32, "2026-02") },
        scan(104, 34, "2026-03"),
        Scan { excused: true, done: None, ..scan(105, 33, "2026-02") },
    ]
}

fn desk() -> Desk<Scans> {
    let mut desk: Desk<Scans> = Desk::new(book());
    desk.chosen.year = 2025;
    desk.hear(&Event::Arrive(Place::Scans { worker: None }));
    assert_eq!(desk.asked, [Effect::Read(Query::Scans { from: month("2024-04"), until: month("2026-03") })]);
    desk.hear(&Event::Answered(Answer::Scans(scans())));
    desk
}

/// The form that was asked for.
fn form(desk: &Desk<Scans>) -> Form {
    match desk.asked.as_slice() {
        [Effect::Ask(form)] => form.clone(),
        other => panic!("{other:?}"),
    }
}

fn fill(desk: &mut Desk<Scans>, texts: &[(&str, &str)]) {
    let mut form = form(desk);
    for (word, text) in texts {
        form.fields.iter_mut().find(|field| field.word.trim() == *word).unwrap_or_else(|| panic!("no field {word}")).value =
            (*text).to_owned();
    }
    desk.hear(&Event::Filled(form));
}

fn change(desk: &Desk<Scans>) -> Change {
    desk.asked
        .iter()
        .find_map(|effect| match effect {
            Effect::Write(change) | Effect::Confirm { change, .. } => Some(change.clone()),
            _ => None,
        })
        .unwrap_or_else(|| panic!("nothing is written: {:?}", desk.asked))
}

fn value(change: &Change, field: Field) -> Value {
    change.edits.iter().find(|edit| edit.field == field).map(|edit| edit.value.clone()).unwrap_or_default()
}

fn on(desk: &Desk<Scans>) -> String {
    desk.look(|cx| {
        let rows = desk.pane.rows(cx);
        rows.lines[desk.pane.cursor().row].cells[0].0.clone()
    })
}

#[test]
fn the_grid_shows_twelve_months_up_to_now_under_office_and_supervisor() {
    let desk = desk();
    let screen = desk.screen();
    for words in
        ["Apr 2025 to Mar 2026", "Statewide", "Alder, Sue Sample", "Birch, Tom Sample", "[Mar]", "3 of 17 (17.6 %)", "blank: no scan owed"]
    {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    // Ann: Oct to Dec missed, Jan and Feb done, Mar due: 2 of 6. Dee: Mar done, five missed.
    assert!(screen.lines().any(|line| line.contains("Ann Example") && line.contains("2/6") && line.contains("33.3 %")), "{screen}");
    assert!(screen.lines().any(|line| line.contains("Cal Example") && line.contains("0/5")), "an excused month is not due\n{screen}");
    assert!(screen.contains("Ann Example, March 2026: ○ due by 3/31/2026"), "{screen}");
}

#[test]
fn a_scan_is_entered_and_the_cursor_goes_to_the_next_who_owes_one() {
    let mut desk = desk();
    assert_eq!(on(&desk), "Ann Example");
    desk.types("K");
    assert_eq!(form(&desk).fields[0].value, "K", "typing begins what is done well");
    fill(&mut desk, &[("Done well", "Kept all visits"), ("Seen alone?", "yes"), ("Case", "S-1")]);
    let written = change(&desk);
    assert_eq!(written.words, "scan of 'Ann Example', March 2026");
    assert_eq!(value(&written, Field::Month), Value::Date(month("2026-03")));
    assert_eq!((value(&written, Field::Supervisor), value(&written, Field::Region)), (Value::Record(id(21)), Value::Record(id(1))));
    assert_eq!(value(&written, Field::Answer), Value::text("yes"));
    assert_eq!(on(&desk), "Ben Example");
    desk.press(&[C::Enter]);
    fill(&mut desk, &[]);
    assert!(form(&desk).fault.is_some_and(|(_, why)| why.contains("done well or what needs work")), "an empty scan says nothing");
    fill(&mut desk, &[("Needs work", "The plan is old"), ("Done on", "2026-03-11")]);
    assert!(form(&desk).fault.is_some_and(|(_, why)| why.contains("still to come")));
    fill(&mut desk, &[("Done on", "2026-03-09")]);
    assert_eq!(on(&desk), "Cal Example");
    desk.undo();
    assert!(desk.screen().lines().any(|line| line.contains("Ben Example") && line.contains("1/6")), "{}", desk.screen());
}

#[test]
fn a_month_is_excused_with_a_reason_and_owed_again() {
    let mut desk = desk();
    desk.press(&[C::Excuse]);
    fill(&mut desk, &[("Reason", " ")]);
    assert!(form(&desk).fault.is_some());
    fill(&mut desk, &[("Reason", "on leave")]);
    assert_eq!(change(&desk).words, "excuse of the scan of 'Ann Example', March 2026");
    assert_eq!(on(&desk), "Ben Example");
    desk.press(&[C::Up, C::Excuse]);
    assert!(desk.said().starts_with("Take back the excuse of Ann Example for March 2026?"), "{}", desk.said());
    assert!(desk.screen().contains("Ann Example, March 2026: ○ due"));
    // Three missed months of two people in one go.
    desk.press(&[C::Left, C::Left, C::Left, C::ExtendLeft, C::ExtendDown, C::Excuse]);
    assert_eq!(form(&desk).title, "Excuse 4 months");
}

#[test]
fn a_scan_that_is_there_is_read_and_taken_back_after_a_question() {
    let mut desk = desk();
    desk.press(&[C::Left, C::Enter]);
    assert_eq!(desk.asked, [Effect::Read(Query::Scan { scan: id(102) })]);
    desk.press(&[C::Clear]);
    assert_eq!(desk.said(), "Take back the scan of Ann Example, February 2026, with all that it says?");
    assert_eq!(change(&desk).edits.len(), 1);
    assert!(desk.screen().contains("Ann Example, February 2026: ! missed"), "{}", desk.screen());
    desk.press(&[C::HistoryOf]);
    assert!(desk.said().contains("no scan here"));
}

#[test]
fn what_is_due_stands_by_supervisor_with_what_was_missed_beneath() {
    let mut desk = desk();
    desk.press(&[C::NextSection]);
    let screen = desk.screen();
    assert!(screen.contains("3 scans due by 3/31/2026"), "{screen}");
    assert!(screen.contains("Sue Sample") && screen.contains("3 due, 11 missed"), "{screen}");
    assert!(screen.contains("due by 3/31/2026, in 21 days"), "{screen}");
    desk.press(&[C::Enter]);
    fill(&mut desk, &[("Done well", "Visits")]);
    assert_eq!(on(&desk), "Ben Example", "the next one stands where the first one stood");
}

#[test]
fn coverage_leads_to_the_grid_behind_it_and_back() {
    let mut desk = desk();
    desk.press(&[C::NextSection, C::NextSection]);
    let screen = desk.screen();
    assert!(screen.contains("Regions") && screen.contains("Offices") && screen.contains("Supervisors"), "{screen}");
    assert!(screen.contains("of the 12 months that run chart and control chart need"), "five months are no series\n{screen}");
    desk.press(&[C::CopySentence]);
    // Ann 2 of 6, Ben 1 of 6, Cal 0 of 5 and one excused, Dee 1 of 6.
    assert!(
        matches!(&desk.asked[..], [Effect::Copy { text, .. }] if text.contains("4 of 23 scans done (17.3 %), 3 still open this month, 1 excused")),
        "{:?}",
        desk.asked
    );
    desk.press(&[C::Down, C::Down, C::Enter]);
    let screen = desk.screen();
    assert!(screen.contains("South") && screen.contains("Dee Example") && !screen.contains("Ann Example"), "{screen}");
    desk.press(&[C::Cancel]);
    assert!(desk.screen().contains("Ann Example"));
}

#[test]
fn a_theme_leads_to_its_texts() {
    let mut desk = desk();
    desk.press(&[C::NextSection, C::NextSection, C::NextSection]);
    let screen = desk.screen();
    assert!(screen.contains("Needs work") && screen.contains("Visits") && screen.contains("2/4") && screen.contains("50.0 %"), "{screen}");
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Read(Query::ScanTexts { scans: vec![id(102), id(103)] })]);
    let text = |n, needs: &str| ScanText { id: Some(id(n)), went_well: String::new(), needs_work: needs.to_owned() };
    desk.hear(&Event::Answered(Answer::ScanTexts(vec![text(102, "One visit by telephone"), text(103, "No notes")])));
    let screen = desk.screen();
    assert!(screen.contains("One visit by telephone") && screen.contains("Ben Example"), "{screen}");
    desk.press(&[C::Cancel]);
    assert!(desk.screen().contains("50.0 %"));
}

#[test]
fn the_region_and_the_year_that_are_chosen_are_followed() {
    let mut desk = desk();
    desk.chosen.region = Some(id(2));
    desk.hear(&Event::ChosenMoved);
    assert_eq!(desk.asked, []);
    assert!(!desk.screen().contains("Ann Example"));
    desk.chosen.year = 2026;
    desk.hear(&Event::ChosenMoved);
    assert_eq!(desk.asked, [Effect::Read(Query::Scans { from: month("2024-07"), until: month("2026-06") })]);
    assert!(desk.screen().contains("FY2026, Jul 2025 to Jun 2026"), "{}", desk.screen());
}

#[test]
fn a_change_that_was_not_taken_keeps_what_was_typed() {
    let mut desk = desk();
    desk.press(&[C::Enter]);
    let mut filled = form(&desk);
    filled.fields[0].value = "Kept all visits".to_owned();
    let effects = desk.at(|pane, cx| pane.hear(&Event::Filled(filled), cx));
    assert!(matches!(effects[..], [Effect::Write(_)]));
    desk.hear(&Event::Refused("the disk is full".to_owned()));
    assert_eq!((form(&desk).fields[0].value.as_str(), form(&desk).fault.unwrap().1.as_str()), ("Kept all visits", "the disk is full"));
}

#[test]
fn an_empty_agency_is_told_what_belongs_here() {
    let mut desk: Desk<Scans> = Desk::new(Book::default());
    desk.hear(&Event::Arrive(Place::Scans { worker: None }));
    desk.hear(&Event::Answered(Answer::Scans(Vec::new())));
    assert!(desk.screen().contains("Each caseworker has one case looked at every month"), "{}", desk.screen());
    desk.press(&[C::PreviousSection]);
    assert!(desk.screen().contains("Add a theme"), "{}", desk.screen());
}

#[test]
fn the_sections_as_they_look() {
    let mut desk = desk();
    for size in [(120, 35), (78, 21), (60, 13)] {
        desk.size = size;
        insta::assert_snapshot!(desk.screen());
    }
    desk.size = (100, 24);
    for _ in 0..4 {
        desk.press(&[C::NextSection]);
        insta::assert_snapshot!(desk.screen());
    }
}

/// 400 caseworkers and 24 months: what a key asks for is worked out once, not at each key.
#[test]
fn keys_in_a_grid_of_400_by_24_work_nothing_out_again() {
    let wide = |n: u16| {
        let mut bytes = [9; 16];
        bytes[..2].copy_from_slice(&n.to_be_bytes());
        Id(bytes)
    };
    let mut book = book();
    let mut all = Vec::new();
    for n in 0..400u16 {
        let (worker, stay) = (wide(n), wide(1_000 + n));
        book.set(Kind::Worker, worker, Field::Name, Value::text(format!("Worker {n:03}")));
        book.set(Kind::Worker, worker, Field::Role, Value::text("caseworker"));
        book.set(Kind::Assignment, stay, Field::Worker, Value::Record(worker));
        book.set(Kind::Assignment, stay, Field::Supervisor, Value::Record(id(21)));
        book.set(Kind::Assignment, stay, Field::Office, Value::Record(id(11)));
        for (at, of) in crate::domain::scan::months(month("2024-04"), month("2026-03")).into_iter().enumerate() {
            all.push(Scan { id: wide(10_000 + n * 24 + at as u16), worker, month: of, ..scan(1, 31, "2026-01") });
        }
    }
    assert_eq!(all.len(), 9_600);
    let mut desk: Desk<Scans> = Desk::new(book);
    desk.chosen.year = 2025;
    desk.hear(&Event::Arrive(Place::Scans { worker: None }));
    desk.hear(&Event::Answered(Answer::Scans(all)));
    let _ = desk.screen();
    for _ in 0..4 {
        let before = desk.look(|cx| desk.pane.rows(cx));
        for command in [C::Down, C::PageDown, C::Right, C::Bottom, C::Up, C::Left] {
            desk.press(&[command]);
            let _ = desk.screen();
        }
        assert!(std::rc::Rc::ptr_eq(&before, &desk.look(|cx| desk.pane.rows(cx))), "the lines are those of before the keys");
        desk.press(&[C::NextSection]);
    }
}

#[test]
fn scans_are_searched_for_themes_once_whichever_theme_the_cursor_is_on() {
    let mut desk = desk();
    desk.press(&[C::NextSection, C::NextSection, C::NextSection]);
    let _ = desk.screen();
    let before = desk.look(|cx| desk.pane.themes(cx));
    for command in [C::Down, C::Up, C::ToggleChart, C::Down] {
        let on = desk.look(|cx| desk.pane.series(cx)).unwrap();
        desk.press(&[command]);
        let _ = desk.screen();
        let now = desk.look(|cx| desk.pane.series(cx)).unwrap();
        assert_eq!(std::rc::Rc::ptr_eq(&on, &now), command == C::ToggleChart, "each theme has a series of its own");
        assert!(std::rc::Rc::ptr_eq(&before, &desk.look(|cx| desk.pane.themes(cx))), "all are of the one search");
    }
    desk.press(&[C::NextSection]);
    let before = desk.pane.named();
    assert_eq!([id(61), id(62)].map(|theme| before.get(&theme).copied()), [Some(2), Some(1)]);
    desk.press(&[C::Down]);
    let _ = desk.screen();
    assert!(std::rc::Rc::ptr_eq(&before, &desk.pane.named()), "what the list of themes says is counted once too");
    desk.hear(&Event::Answered(Answer::Scans(Vec::new())));
    assert!(desk.pane.named().is_empty(), "other scans are counted anew");
}
