//! Stories of following a plan up: a check, evidence accepted, a row waived, and the board sorted and filtered.

use super::*;
use crate::domain::change::Change;
use crate::domain::field::Field as F;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};
use pages::{Page, Tab};

/// Red Ledge, which began on 5 Jan 2026: two rows, an evaluation row asked for monthly. Today is 10 Mar 2026.
fn desk() -> Desk<MiniPips> {
    let mut book = crate::domain::book::Book::default();
    book.facts.who = "Rae Sample".to_owned();
    put(&mut book, Kind::Office, 90, &[(F::Name, "Red Ledge")]);
    put(
        &mut book,
        Kind::MiniPip,
        1,
        &[(F::Title, "Visits that count"), (F::Stage, "implementing"), (F::ImplementationDate, "2026-01-05"), (F::Office, "#90")],
    );
    put(
        &mut book,
        Kind::Element,
        2,
        &[(F::MiniPip, "#1"), (F::Title, "Monthly visits"), (F::From, "2026-01-05"), (F::Until, "2026-06-30")],
    );
    let train: &[(F, &str)] = &[
        (F::Element, "#2"),
        (F::Position, "i"),
        (F::Text, "Train all screeners"),
        (F::Started, "2026-01-10"),
        (F::CompletionDue, "2026-02-28"),
        (F::Completed, "2026-02-20"),
    ];
    put(&mut book, Kind::Row, 3, train);
    put(
        &mut book,
        Kind::Row,
        4,
        &[(F::Element, "#2"), (F::Position, "j"), (F::Text, "Tell partners"), (F::CompletionDue, "2026-03-01"), (F::Part, "step")],
    );
    put(
        &mut book,
        Kind::Evaluation,
        5,
        &[(F::MiniPip, "#1"), (F::Position, "i"), (F::Method, "Case reading"), (F::Frequency, "monthly"), (F::Measure, "share of visits")],
    );
    put(
        &mut book,
        Kind::Evaluation,
        6,
        &[(F::MiniPip, "#1"), (F::Position, "j"), (F::Method, "Staff survey"), (F::Frequency, "as needed")],
    );
    let mut desk = Desk::new(book);
    desk.chosen.mini_pip = Some(id(1));
    desk.hear(&Event::ChosenMoved);
    desk
}

fn to(desk: &mut Desk<MiniPips>, tab: Tab) {
    desk.pane.turn_to(tab);
    desk.press(&[Command::Top]);
}

fn written(desk: &Desk<MiniPips>) -> &Change {
    let change = desk.asked.iter().find_map(|effect| match effect {
        Effect::Write(change) | Effect::Confirm { change, .. } => Some(change),
        _ => None,
    });
    change.expect("a change was written")
}

fn line_with<'a>(screen: &'a str, words: &str) -> &'a str {
    screen.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no '{words}' in\n{screen}"))
}

#[test]
fn a_due_check_is_filled_where_it_stands() {
    let mut desk = desk();
    to(&mut desk, Tab::Checks);
    let screen = desk.screen();
    assert!(line_with(&screen, "Due now").contains("1 overdue"), "{screen}");
    assert!(line_with(&screen, "3/5/2026").contains("Case reading"), "{screen}");
    assert!(screen.contains("No check comes due: 'as"), "{screen}");
    desk.types("pa");
    desk.press(&[Command::Next]);
    let change = written(&desk);
    assert_eq!(change.words, "answer of a new monitoring check");
    let check = change.edits[0].record;
    let read = |desk: &Desk<MiniPips>, field| desk.book.get(check).unwrap().get(field).clone();
    for (field, text) in
        [(F::EvaluationRow, "#5"), (F::Due, "2026-03-05"), (F::Day, "2026-03-10"), (F::Answer, "partly"), (F::Who, "Rae Sample")]
    {
        assert_eq!(read(&desk, field), crate::panes::desk::value(text), "{field:?}");
    }
    // The line stays, and the next cell is the finding of the same check.
    desk.types("Half of the visits were late");
    desk.press(&[Command::Enter]);
    assert_eq!(read(&desk, F::Finding).to_bytes(), Value::text("Half of the visits were late").to_bytes());
    assert_eq!(desk.book.parts(id(1), Kind::Check).len(), 1);
    let screen = desk.screen();
    assert!(screen.contains("Done today") && !screen.contains("Due now"), "{screen}");
    desk.undo();
    desk.undo();
    assert!(line_with(&desk.screen(), "Due now").contains("1 overdue"));
}

#[test]
fn a_check_set_for_a_day_is_not_done_until_something_was_found() {
    let mut desk = desk();
    to(&mut desk, Tab::Checks);
    desk.press(&[Command::Bottom, Command::Left]);
    desk.types("4/1");
    desk.press(&[Command::Enter]);
    let check = written(&desk).edits[0].record;
    assert_eq!(desk.book.get(check).unwrap().date(F::Day), None);
    assert!(desk.screen().contains("set by hand"), "{}", desk.screen());
}

#[test]
fn the_row_is_accepted_with_its_last_piece_of_evidence_in_one_change() {
    let mut desk = desk();
    to(&mut desk, Tab::Evidence);
    let screen = desk.screen();
    assert!(screen.contains("1 complete without; evidence for 0 of 2 rows"), "{screen}");
    assert!(line_with(&screen, "! A1 Train").contains("what shows it?"), "{screen}");
    desk.types("Sign-in sheets");
    desk.press(&[Command::Next, Command::Right]);
    assert_eq!(desk.book.parts(id(3), Kind::Proof).len(), 1);
    desk.types("QA unit");
    desk.press(&[Command::Enter]);
    assert_eq!(written(&desk).edits.len(), 4, "the piece and the row, by whom and when");
    let row = desk.book.get(id(3)).unwrap();
    assert_eq!((row.text(F::AcceptedBy), row.date(F::AcceptedOn)), ("QA unit", "2026-03-10".parse().ok()));
    assert!(desk.screen().contains("evidence for 1 of 2 rows, 1 of 1 accepted"), "{}", desk.screen());
    desk.undo();
    assert_eq!(desk.book.get(id(3)).unwrap().date(F::AcceptedOn), None);
}

#[test]
fn a_fingerprint_is_registered_then_compared() {
    let mut desk = desk();
    to(&mut desk, Tab::Evidence);
    desk.press(&[Command::Fingerprint]);
    let Some(Effect::Ask(form)) = desk.asked.last().cloned() else { panic!("{:?}", desk.asked) };
    let mut form = form;
    desk.hear(&Event::Filled(form.clone()));
    assert!(matches!(desk.asked.last(), Some(Effect::Ask(asked)) if asked.fault.is_some()), "a file must be named");
    form.fields[0].value = "list.pdf".to_owned();
    desk.hear(&Event::Filled(form));
    assert_eq!(desk.asked, [Effect::Fingerprint { path: "list.pdf".to_owned() }]);
    let path = || "list.pdf".to_owned();
    let missing = Err("there is no file 'list.pdf'".to_owned());
    desk.hear(&Event::Fingerprinted { path: path(), found: missing });
    assert!(matches!(desk.asked.last(), Some(Effect::Ask(asked)) if asked.fault.is_some()));
    let found = |byte| Event::Fingerprinted { path: path(), found: Ok(Fingerprint::new("list.pdf", &[byte; 32])) };
    desk.hear(&found(7));
    let proof = desk.book.parts(id(3), Kind::Proof)[0].id;
    assert_eq!(desk.book.get(proof).unwrap().text(F::Site), "list.pdf");
    assert!(desk.book.get(proof).unwrap().text(F::Digest).starts_with("sha256 0707"));
    for (byte, said) in [(7, "The same: 'list.pdf' has the fingerprint that is registered"), (8, "It differs: the file 'list.pdf'")] {
        desk.press(&[Command::Fingerprint]);
        desk.hear(&found(byte));
        assert!(desk.said().starts_with(said), "{}", desk.said());
    }
}

#[test]
fn a_row_is_waived_with_a_reason_and_taken_up_again() {
    let mut desk = desk();
    to(&mut desk, Tab::Closing);
    let screen = desk.screen();
    assert!(line_with(&screen, "Rows not released").contains("2 of 2"), "{screen}");
    let sheet_line = |desk: &mut Desk<MiniPips>, row: u8| {
        let found = desk.at(|pane, cx| pane.go(id(row), Some(F::Waived), cx));
        assert!(found, "the row is in view");
    };
    sheet_line(&mut desk, 4);
    desk.types("The partners have left");
    desk.press(&[Command::Enter]);
    let today = "2026-03-10".parse().unwrap();
    let state = |desk: &Desk<MiniPips>| crate::domain::mini_pip::RowState::of(desk.book.get(id(4)).unwrap(), today).code();
    assert_eq!(state(&desk), "waived");
    let screen = desk.screen();
    assert!(line_with(&screen, "Rows not released").contains("1 of 2"), "{screen}");
    assert!(line_with(&screen, "Waived rows").contains('1'), "{screen}");
    sheet_line(&mut desk, 4);
    desk.press(&[Command::Clear]);
    assert_eq!(state(&desk), "overdue");
}

#[test]
fn a_final_answer_says_who_gave_it_and_ends_the_checks_of_its_row() {
    let mut desk = desk();
    to(&mut desk, Tab::Closing);
    assert!(desk.at(|pane, cx| pane.go(id(5), Some(F::Answer), cx)));
    desk.types("yes");
    desk.press(&[Command::Enter]);
    let row = desk.book.get(id(5)).unwrap();
    assert_eq!((row.text(F::Answer), row.text(F::ReplyWho), row.date(F::ReplyDay)), ("yes", "Rae Sample", "2026-03-10".parse().ok()));
    to(&mut desk, Tab::Checks);
    assert!(!desk.screen().contains("Due now"), "{}", desk.screen());
}

#[test]
fn a_note_begins_with_today_and_the_newest_stands_first() {
    let mut desk = desk();
    put(&mut desk.book, Kind::ProgressNote, 40, &[(F::MiniPip, "#1"), (F::Day, "2026-02-01"), (F::Text, "Older")]);
    to(&mut desk, Tab::Notes);
    desk.types("Training begun");
    desk.press(&[Command::Enter]);
    let notes = desk.book.parts(id(1), Kind::ProgressNote);
    let new = notes.iter().find(|note| note.text(F::Text) == "Training begun").unwrap();
    assert_eq!((new.date(F::Day), new.text(F::Who)), ("2026-03-10".parse().ok(), "Rae Sample"));
    let screen = desk.screen();
    assert!(screen.find("Training begun") < screen.find("Older"), "{screen}");
}

#[test]
fn the_schedule_draws_rows_and_leads_to_them() {
    let mut desk = desk();
    to(&mut desk, Tab::Schedule);
    let screen = desk.screen();
    assert!(line_with(&screen, "Row ").contains("Jan 26"), "{screen}");
    assert!(line_with(&screen, "A1 Train all").contains('\u{2713}'), "{screen}");
    assert!(line_with(&screen, "A2 Tell partners").contains("! overdue"), "{screen}");
    desk.press(&[Command::Bottom, Command::Enter]);
    assert_eq!(desk.pane.tab, Tab::Matrix);
    assert!(desk.screen().contains("action step 2"), "{}", desk.screen());
}

#[test]
fn an_office_that_helps_leads_to_its_own_plan() {
    let mut desk = desk();
    put(&mut desk.book, Kind::Office, 91, &[(F::Name, "Cedar")]);
    put(&mut desk.book, Kind::MiniPip, 7, &[(F::Title, "Calls in time"), (F::Stage, "draft"), (F::Office, "#91")]);
    put(&mut desk.book, Kind::Peer, 8, &[(F::MiniPip, "#1"), (F::Office, "#91"), (F::HelpsWith, "training")]);
    to(&mut desk, Tab::Peers);
    assert!(line_with(&desk.screen(), "Cedar").contains("Calls in time"), "{}", desk.screen());
    desk.press(&[Command::Right, Command::Right, Command::Right, Command::Enter]);
    assert_eq!(desk.asked, [Effect::Go(crate::command::Place::MiniPip { mini_pip: Some(id(7)), record: None })]);
}

#[test]
fn the_heads_of_the_peers_stand_whole_on_a_small_screen_and_no_line_is_lost_to_details_that_are_none() {
    let mut desk = desk();
    put(&mut desk.book, Kind::Peer, 8, &[(F::MiniPip, "#1"), (F::HelpsWith, "training")]);
    to(&mut desk, Tab::Peers);
    desk.size = (80, 24);
    let screen = desk.screen();
    let head = line_with(&screen, "Office");
    assert!(head.contains("Its plan ") && !head.contains('\u{2026}'), "{screen}");
    let rules = screen.lines().filter(|line| line.starts_with('\u{2500}')).count();
    assert_eq!(rules, 1, "only the one under the heads: {screen}");
}

/// Four plans more on the board.
fn board() -> Desk<MiniPips> {
    let mut desk = desk();
    put(&mut desk.book, Kind::Region, 95, &[(F::Name, "Canyon")]);
    put(&mut desk.book, Kind::Office, 90, &[(F::Region, "#95")]);
    for (n, title, stage) in [(11, "Alpha", "draft"), (12, "Gamma", "released"), (13, "Beta", "selected")] {
        put(&mut desk.book, Kind::MiniPip, n, &[(F::Title, title), (F::Stage, stage), (F::Position, "z")]);
    }
    put(&mut desk.book, Kind::PipPerson, 20, &[(F::MiniPip, "#13"), (F::Name, "Rae Sample"), (F::Part, "lead")]);
    to(&mut desk, Tab::Plans);
    desk
}

fn titles(desk: &mut Desk<MiniPips>) -> Vec<String> {
    let lines = desk.at(|pane, cx| pane.sheet(cx).lines.iter().map(|line| line.record).collect::<Vec<_>>());
    lines.into_iter().map(|id| desk.book.name(id).to_owned()).collect()
}

#[test]
fn the_board_is_sorted_by_the_column_under_the_cursor_and_keeps_its_order() {
    let mut desk = board();
    let own = ["Visits that count", "Alpha", "Gamma", "Beta"];
    assert_eq!(titles(&mut desk), own);
    desk.press(&[Command::Sort]);
    assert_eq!(titles(&mut desk), ["Alpha", "Beta", "Gamma", "Visits that count"]);
    assert!(desk.screen().contains("Title \u{25b2}"), "{}", desk.screen());
    // The cursor is still on its plan; renamed, the plan finds its place and the cursor goes with it.
    desk.press(&[Command::Edit]);
    desk.press(&[Command::SelectAll]);
    desk.types("Bravo");
    desk.press(&[Command::Next]);
    assert_eq!(titles(&mut desk), ["Alpha", "Beta", "Bravo", "Gamma"]);
    let row = desk.at(|pane, _| pane.grid(Page::Tab(Tab::Plans)).row);
    assert_eq!(row, 2);
    desk.press(&[Command::Home, Command::Sort]);
    assert_eq!(titles(&mut desk), ["Gamma", "Bravo", "Beta", "Alpha"]);
    desk.press(&[Command::MoveDown]);
    assert!(desk.said().contains("F4 leaves off sorting"), "{}", desk.said());
    desk.press(&[Command::Sort]);
    assert_eq!(titles(&mut desk), ["Bravo", "Alpha", "Gamma", "Beta"]);
}

#[test]
fn the_board_shows_what_is_late_and_mine_and_of_a_region() {
    let mut desk = board();
    let screen = desk.screen();
    assert!(line_with(&screen, "All Mini PIPs").contains("4 plans, 50 % of 2 rows, 2 overdue"), "{screen}");
    let late = line_with(&screen, "Visits that").to_owned();
    assert!(late.contains("50 % of 2") && late.contains("! 2"), "the row and the check: {late}");
    to(&mut desk, Tab::Matrix);
    assert!(line_with(&desk.screen(), "Visits that").contains("! 2 overdue"), "the plan itself says the same: {}", desk.screen());
    to(&mut desk, Tab::Plans);
    desk.chosen.region = Some(id(95));
    for (words, shown) in [
        ("Mine: Rae Sample", &["Beta"][..]),
        ("Only with something overdue", &["Visits that count"]),
        ("Not released yet", &["Visits that count", "Alpha", "Beta"]),
        ("Only of Canyon", &["Visits that count"]),
        ("All Mini PIPs", &["Visits that count", "Alpha", "Gamma", "Beta"]),
    ] {
        desk.press(&[Command::Filter]);
        assert_eq!(titles(&mut desk), shown, "{words}");
        assert!(desk.screen().contains(words), "{}", desk.screen());
    }
}

#[test]
fn sorted_overdue_first_shows_the_most() {
    let mut desk = board();
    desk.press(&[Command::Right, Command::Right, Command::Right, Command::Sort]);
    assert_eq!(titles(&mut desk)[0], "Visits that count");
}
