use super::*;

use crate::command::Place;
use crate::domain::book::Book;
use crate::domain::change::{ChangeKind, Seen, Written};
use crate::domain::query::{Answer, Query};
use crate::panes::desk::{Desk, id};

use Command as C;

fn line(n: u8, who: &str, kind: ChangeKind, words: &str, undone: bool) -> HistoryLine {
    let at = format!("2026-03-{n:02}T20:05:09.123Z");
    let local = format!("2026-03-{n:02}T13:05:09").parse().ok();
    HistoryLine { change: id(n), at, local, who: who.to_owned(), kind, words: words.to_owned(), ops: u32::from(n), undone }
}

fn log() -> Vec<HistoryLine> {
    vec![
        line(9, "Pat Example, QA reviewer", ChangeKind::Undo, "owner of step 'Training'", false),
        line(8, "Pat Example, QA reviewer", ChangeKind::Edit, "owner of step 'Training'", true),
        line(7, "Lee Sample, supervisor", ChangeKind::Import, "1,204 answers of Case Process Review, FY2026", false),
        line(6, "Lee Sample, supervisor", ChangeKind::System, "new file", false),
    ]
}

fn desk() -> Desk<History> {
    let mut book = Book::default();
    book.facts.who = "Pat Example, QA reviewer".to_owned();
    let mut desk: Desk<History> = Desk::new(book);
    desk.size = (100, 16);
    desk.hear(&Event::Arrive(Place::History { of: None }));
    desk
}

fn shown(desk: &Desk<History>) -> usize {
    (0..desk.size.1 as usize)
        .filter(|y| desk.screen().lines().nth(*y).is_some_and(|line| line.contains("/2026 ") && line.contains('\u{2502}')))
        .count()
}

#[test]
fn whoever_arrives_sees_the_newest_changes() {
    let mut desk = desk();
    assert_eq!(desk.asked, [Effect::Read(Query::History { limit: 200 })]);
    desk.hear(&Event::Answered(Answer::History(log())));
    let screen = desk.screen();
    for words in ["3/9/2026 13:05", "Pat Example", "import", "1,204 answers of Case Process Review", "× edit, undone", "new file"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert_eq!(shown(&desk), 4, "{screen}");
}

#[test]
fn the_tabs_choose_a_sort_of_change() {
    let mut desk = desk();
    desk.hear(&Event::Answered(Answer::History(log())));
    desk.press(&[C::NextSection]);
    assert_eq!(shown(&desk), 2, "edits, with their undo");
    desk.press(&[C::Filter]);
    assert!(desk.screen().contains("1,204 answers") && shown(&desk) == 1);
    desk.press(&[C::NextSection]);
    assert_eq!(shown(&desk), 2, "mine");
    desk.does(Input::Click { x: 1, y: 0, double: false, extend: false });
    assert_eq!(shown(&desk), 4);
}

#[test]
fn at_the_end_of_the_lines_more_are_asked_for() {
    let mut desk = desk();
    let many: Vec<HistoryLine> = (0..200).map(|_| line(5, "Pat", ChangeKind::Edit, "note", false)).collect();
    desk.hear(&Event::Answered(Answer::History(many)));
    desk.press(&[C::Down]);
    assert_eq!(desk.asked, []);
    desk.press(&[C::Bottom]);
    assert_eq!(desk.asked, [Effect::Read(Query::History { limit: 400 })]);
    desk.hear(&Event::Answered(Answer::History(log())));
    desk.press(&[C::Bottom]);
    assert_eq!(desk.asked, [], "the file has no more");
}

#[test]
fn an_undo_is_seen_at_once_and_an_edit_elsewhere_costs_nothing() {
    let written = |kind| Event::Written(Written { kind, words: String::new(), edits: Vec::new(), seen: Seen(1), counts_moved: false });
    let mut desk = desk();
    desk.hear(&written(ChangeKind::Edit));
    assert_eq!(desk.asked, []);
    desk.hear(&written(ChangeKind::Undo));
    assert_eq!(desk.asked, [Effect::Read(Query::History { limit: 200 })]);
    let mut unseen: Desk<History> = Desk::new(Book::default());
    unseen.hear(&written(ChangeKind::Undo));
    assert_eq!(unseen.asked, [], "nobody has looked yet");
}

#[test]
fn the_cursor_stays_on_its_change_while_newer_ones_come_in() {
    let mut desk = desk();
    desk.hear(&Event::Answered(Answer::History(log()[1..].to_vec())));
    desk.press(&[C::Down]);
    desk.hear(&Event::Answered(Answer::History(log())));
    assert_eq!(desk.pane.grid.row, 2);
    desk.press(&[C::Copy]);
    assert!(matches!(&desk.asked[..], [Effect::Copy { text, .. }] if text.contains("Lee Sample, supervisor\timport\t1,204 answers")));
}

#[test]
fn an_empty_log_says_what_belongs_here() {
    let mut desk = desk();
    assert!(desk.screen().contains("Every change of this file stands here"));
    desk.press(&[C::NextSection, C::NextSection]);
    assert!(desk.screen().contains("Nothing was imported or exported yet"));
}

#[test]
fn the_log_as_it_looks() {
    let mut desk = desk();
    desk.hear(&Event::Answered(Answer::History(log())));
    desk.press(&[C::Down]);
    insta::assert_snapshot!(desk.screen());
    desk.size = (78, 19);
    insta::assert_snapshot!(desk.screen());
}
