use super::*;

use crate::command::{Form, Place};
use crate::domain::book::Book;
use crate::domain::change::{ChangeKind, Seen, Slot, Written};
use crate::domain::field::Field;
use crate::domain::history::{ChangeFile, Imported, Mark, Page, Sort, Thing, Touch, Turning};
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put, value};

use Command as C;

fn line(n: u8, who: &str, kind: ChangeKind, words: &str, undone: bool) -> HistoryLine {
    let at = format!("2026-03-{n:02}T20:05:09.123Z");
    let local = format!("2026-03-{n:02}T13:05:09").parse().ok();
    HistoryLine { change: id(n), at, local, who: who.to_owned(), kind, words: words.to_owned(), ops: u32::from(n), undone, about: None }
}

fn log() -> Vec<HistoryLine> {
    vec![
        line(9, "Pat Example, QA reviewer", ChangeKind::Undo, "owner of step 'Training'", false),
        line(8, "Pat Example, QA reviewer", ChangeKind::Edit, "owner of step 'Training'", true),
        line(7, "Lee Sample, supervisor", ChangeKind::Import, "1,204 answers of Case Process Review, FY2026", false),
        line(6, "Lee Sample, supervisor", ChangeKind::System, "new file", false),
    ]
}

fn page(lines: Vec<HistoryLine>, more: bool) -> Event {
    Event::Answered(Answer::History(Box::new(Page { before: None, lines, more })))
}

fn desk() -> Desk<History> {
    let mut book = Book::default();
    put(&mut book, Kind::Plan, 39, &[(Field::Title, "The plan")]);
    put(&mut book, Kind::Milestone, 40, &[(Field::Plan, "#39"), (Field::Name, "Training"), (Field::Number, "=3")]);
    put(&mut book, Kind::Step, 41, &[(Field::Milestone, "#40"), (Field::Text, "Train all supervisors")]);
    put(&mut book, Kind::Step, 42, &[(Field::Milestone, "#40"), (Field::Text, "Hire"), (Field::Gone, "=1")]);
    book.facts.who = "Pat Example, QA reviewer".to_owned();
    let mut desk: Desk<History> = Desk::new(book);
    desk.size = (100, 24);
    desk.hear(&Event::Arrive(Place::History { of: None }));
    desk
}

fn touch(record: u8, field: Field, before: &str, after: &str) -> Touch {
    Touch { record: id(record), kind: Kind::Step, field, slot: Slot::default(), before: value(before), after: value(after) }
}

fn file(change: u8, touches: Vec<Touch>) -> ChangeFile {
    ChangeFile { change: id(change), total: touches.len() as u32, touches, others: Vec::new(), cases: Vec::new(), imported: None }
}

fn hears(desk: &mut Desk<History>, file: ChangeFile) {
    desk.hear(&Event::Answered(Answer::Change(Some(Box::new(file)))));
}

/// The log, and the change under its cursor.
fn with_change(touches: Vec<Touch>) -> Desk<History> {
    let mut desk = desk();
    desk.hear(&page(log(), false));
    hears(&mut desk, file(9, touches));
    desk
}

fn asked(filter: Filter) -> Effect {
    Effect::Read(Query::History { filter: Box::new(filter), before: None, limit: STEP })
}

#[test]
fn whoever_arrives_sees_the_newest_changes_and_what_the_first_of_them_touched() {
    let mut desk = desk();
    assert_eq!(desk.asked, [asked(Filter::default())]);
    desk.hear(&page(log(), false));
    assert_eq!(desk.asked, [Effect::Read(Query::Change { change: id(9), limit: 200 })]);
    hears(&mut desk, file(9, vec![touch(41, Field::Due, "", "2026-03-15"), touch(41, Field::Owner, "Pat", "")]));
    let screen = desk.screen();
    for words in [
        "3/9/2026 13:05",
        "× undone",
        "import",
        "Everything, by everyone",
        "4 changes",
        "step 'Train all supervisors' of milestone 3 'Training'",
        "due date  nothing > 3/15/2026",
        "owner  Pat > nothing",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    desk.press(&[C::Down]);
    assert_eq!(desk.asked, [Effect::Read(Query::Change { change: id(8), limit: 200 })], "the change under the cursor");
}

#[test]
fn the_tabs_choose_a_sort_of_change() {
    let mut desk = desk();
    desk.press(&[C::NextSection]);
    assert_eq!(desk.asked, [asked(Filter { sort: Sort::Edits, ..Filter::default() })]);
    desk.press(&[C::PreviousSection, C::PreviousSection]);
    assert_eq!(desk.asked, [asked(Filter { sort: Sort::Undone, ..Filter::default() })]);
    assert!(desk.screen().contains("Nothing was taken back"));
    desk.does(Input::Click { x: 1, y: 0, double: false, extend: false });
    assert_eq!(desk.asked, [asked(Filter::default())]);
}

#[test]
fn a_form_asks_for_a_person_a_thing_days_and_words() {
    let mut desk = desk();
    desk.press(&[C::Filter]);
    assert_eq!(desk.asked, [Effect::Read(Query::People)]);
    desk.hear(&Event::Answered(Answer::People(vec!["Pat Example".into(), "Lee Sample".into()])));
    let Some(Effect::Ask(mut form)) = desk.asked.pop() else { panic!() };
    let fill = |form: &mut Form, texts: [&str; 5]| {
        for (field, text) in form.fields.iter_mut().zip(texts) {
            text.clone_into(&mut field.value);
        }
    };
    fill(&mut form, ["Lee Sample", "milestones", "2026-03-09", "2026-03-01", ""]);
    desk.hear(&Event::Filled(form.clone()));
    assert!(matches!(&desk.asked[..], [Effect::Ask(form)] if form.fault.as_ref().is_some_and(|(at, _)| *at == 3)));
    fill(&mut form, ["Lee Sample", "milestones", "2026-03-01", "2026-03-09", "train all"]);
    desk.hear(&Event::Filled(form));
    let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d);
    let filter = Filter {
        who: Some("Lee Sample".into()),
        thing: Some(Thing::Milestones),
        from: day(1),
        until: day(9),
        words: "train all".into(),
        ..Filter::default()
    };
    assert_eq!(desk.asked, [asked(filter.clone())]);
    desk.hear(&page(Vec::new(), false));
    let screen = desk.screen();
    assert!(screen.contains("by Lee Sample · milestones · from 3/1/2026 until 3/9/2026 · 'train all'"), "{screen}");
    assert!(screen.contains("No change fits"), "{screen}");
    desk.press(&[C::NextSection]);
    assert_eq!(desk.asked, [asked(Filter { sort: Sort::Edits, ..filter })], "the tabs keep the rest");
    desk.press(&[C::Cancel]);
    assert_eq!(desk.asked, [asked(Filter { sort: Sort::Edits, ..Filter::default() })]);
    desk.press(&[C::WhoseItems]);
    desk.hear(&Event::Answered(Answer::People(vec!["Pat Example".into(), "Lee Sample".into()])));
    assert!(matches!(&desk.asked[..], [Effect::Pick { lines, .. }] if lines[1] == ("Pat Example".to_owned(), "you".to_owned())));
    desk.hear(&Event::Picked { id: limits::WHO, at: 2 });
    assert!(desk.screen().contains("by Lee Sample"));
    desk.press(&[C::Find]);
    let Some(Effect::Ask(mut form)) = desk.asked.pop() else { panic!() };
    form.fields[0].value = "owner".into();
    desk.hear(&Event::Filled(form));
    assert!(desk.screen().contains("by Lee Sample · 'owner'"));
}

#[test]
fn at_the_end_of_the_lines_the_next_stretch_is_asked_for() {
    let mut desk = desk();
    let many: Vec<HistoryLine> =
        (0..=199).map(|n| HistoryLine { change: id(n), ..line(5, "Pat", ChangeKind::Edit, "note", false) }).collect();
    desk.hear(&page(many, true));
    desk.press(&[C::Bottom]);
    let next = Effect::Read(Query::History { filter: Box::default(), before: Some(id(199)), limit: STEP });
    assert!(desk.asked.contains(&next), "{:?}", desk.asked);
    let older = Page { before: Some(id(199)), lines: vec![HistoryLine { change: id(220), ..log()[3].clone() }], more: false };
    desk.hear(&Event::Answered(Answer::History(Box::new(older.clone()))));
    assert_eq!(desk.pane.lines.len(), 201);
    desk.hear(&Event::Answered(Answer::History(Box::new(older))));
    assert_eq!(desk.pane.lines.len(), 201, "a stretch that was overtaken is dropped");
    desk.press(&[C::Bottom]);
    assert!(!desk.asked.contains(&next), "the file has no more");
}

#[test]
fn an_undo_is_seen_at_once_and_an_edit_elsewhere_costs_nothing() {
    let written = |kind| Event::Written(Written { kind, words: String::new(), edits: Vec::new(), seen: Seen(1), counts_moved: false });
    let mut desk = desk();
    desk.hear(&written(ChangeKind::Edit));
    assert_eq!(desk.asked, []);
    desk.hear(&written(ChangeKind::Undo));
    assert_eq!(desk.asked, [asked(Filter::default())]);
    let mut unseen: Desk<History> = Desk::new(Book::default());
    unseen.hear(&written(ChangeKind::Undo));
    assert_eq!(unseen.asked, [], "nobody has looked yet");
}

#[test]
fn the_cursor_stays_on_its_change_while_newer_ones_come_in() {
    let mut desk = desk();
    desk.hear(&page(log()[1..].to_vec(), false));
    desk.press(&[C::Down]);
    desk.hear(&page(log(), false));
    assert_eq!(desk.pane.grid.row, 2);
    desk.press(&[C::Copy]);
    assert!(matches!(&desk.asked[0], Effect::Copy { text, .. } if text.contains("Lee Sample, supervisor\timport\t1,204 answers")));
}

#[test]
fn enter_leads_to_the_record_or_first_into_a_change_of_several() {
    let mut one = with_change(vec![touch(41, Field::Due, "", "2026-03-15"), touch(41, Field::Owner, "", "Pat")]);
    one.press(&[C::Enter]);
    assert_eq!(one.asked, [Effect::Go(Place::Milestones { record: Some(id(41)) })]);
    assert_eq!(one.at(|pane, cx| pane.here(cx)), Some(id(41)));

    let mut two = with_change(vec![touch(41, Field::Due, "", "2026-03-15"), touch(42, Field::Gone, "", "=1")]);
    two.press(&[C::Enter]);
    assert_eq!((two.asked.as_slice(), two.pane.detail.inside), (&[][..], true));
    two.press(&[C::Down, C::Enter]);
    assert_eq!(two.asked[0], Effect::Go(Place::Milestones { record: Some(id(40)) }), "what is deleted is shown by what it was a part of");
    assert!(two.said().contains("no longer there"));
    two.press(&[C::Copy]);
    assert!(matches!(&two.asked[..], [Effect::Copy { text, .. }] if text.contains("deleted of step 'Hire'\tthere\tdeleted")));
    two.press(&[C::Cancel]);
    assert!(!two.pane.detail.inside);
    two.does(Input::Click { x: 5, y: 19, double: false, extend: false });
    assert!(two.pane.detail.inside, "a click on a field:\n{}", two.screen());
}

#[test]
fn every_kind_of_record_lives_somewhere() {
    let book = Book::default();
    for kind in Kind::ALL {
        let field = kind.fields()[0];
        let touch = Touch { record: id(1), kind: *kind, field, slot: Slot::default(), before: Value::None, after: Value::None };
        let (place, _) = goes::to(&book, &file(1, vec![touch.clone()]), &touch);
        assert_ne!(place, Place::Home, "{kind:?}");
    }
}

#[test]
fn taking_back_asks_first_names_what_goes_with_it_and_says_why_not() {
    let mut desk = with_change(Vec::new());
    desk.press(&[C::UndoThis]);
    assert_eq!(desk.asked, [Effect::Read(Query::Turning { change: id(9) })]);
    let turning = |with: Vec<HistoryLine>, back, refused: Option<&str>| {
        let turning = Turning { line: log()[1].clone(), back, with, refused: refused.map(str::to_owned) };
        Event::Answered(Answer::Turning(Some(Box::new(turning))))
    };
    desk.hear(&turning(Vec::new(), false, None));
    let [Effect::Sure { question, then }] = &desk.asked[..] else { panic!("{:?}", desk.asked) };
    assert!(question.starts_with("Take back 'owner of step 'Training'' (Pat Example, 3/8/2026 13:05)?"), "{question}");
    assert_eq!(**then, Effect::TurnChange { change: id(8), with: Vec::new() });
    desk.hear(&turning(vec![log()[0].clone(), log()[2].clone()], false, None));
    let [Effect::Sure { question, then }] = &desk.asked[..] else { panic!("{:?}", desk.asked) };
    assert!(question.starts_with("2 newer changes stand on 'owner") && question.ends_with("Take all 3 back as one change?"), "{question}");
    assert_eq!(**then, Effect::TurnChange { change: id(8), with: vec![id(9), id(7)] });
    desk.hear(&turning(Vec::new(), true, None));
    assert!(matches!(&desk.asked[..], [Effect::Sure { question, .. }] if question.starts_with("Bring back")));
    desk.hear(&turning(Vec::new(), false, Some("it came from another file")));
    assert_eq!(desk.said(), "'owner of step 'Training'' cannot be taken back: it came from another file");
    desk.book.facts.read_only = Some("it is open elsewhere".into());
    desk.press(&[C::UndoThis]);
    assert_eq!(desk.said(), "This file can only be read here: it is open elsewhere");
}

#[test]
fn who_comes_for_a_record_or_for_what_is_new_sees_that_alone_and_goes_back() {
    let mut desk = desk();
    desk.hear(&Event::Arrive(Place::History { of: Some(id(41)) }));
    assert_eq!(desk.asked, [asked(Filter { of: Some(id(41)), ..Filter::default() })]);
    assert!(desk.screen().contains("of step 'Train all supervisors'"), "{}", desk.screen());
    desk.press(&[C::Cancel]);
    assert_eq!(desk.asked, [Effect::GoBack]);
    desk.hear(&Event::Arrive(Place::HistorySince { mark: Mark(7), when: "Fri 3/6".into() }));
    assert_eq!(desk.asked, [asked(Filter { after: Some(Mark(7)), ..Filter::default() })]);
    assert!(desk.screen().contains("since you were last here, Fri 3/6"));
    desk.hear(&Event::Arrive(Place::History { of: None }));
    assert_eq!(desk.asked, [asked(Filter::default())], "the key of the history once more shows everything");
}

#[test]
fn an_import_and_a_long_text_are_told_short() {
    let mut desk = with_change(Vec::new());
    let mut import = file(9, Vec::new());
    import.imported = Some(Imported { answers: 12_345, cases: 310, of: Vec::new(), taken_out: false });
    hears(&mut desk, import);
    assert!(desk.screen().contains("Brought in: 12,345 answers of 310 cases"), "{}", desk.screen());
    let before = "The office trains two workers every month and tells the region of it in writing.";
    let after = "The office coaches two workers every month and tells the region of it in writing.";
    hears(&mut desk, file(9, vec![touch(41, Field::Note, before, after)]));
    let screen = desk.screen();
    assert!(screen.contains("The office [- trains] [+ coaches] two workers every month and"), "{screen}");
}

#[test]
fn an_empty_log_says_what_belongs_here() {
    let mut desk = desk();
    assert!(desk.screen().contains("Every change of this file stands here"));
    desk.press(&[C::NextSection, C::NextSection]);
    assert!(desk.screen().contains("Nothing was imported yet"));
}

#[test]
fn the_log_as_it_looks() {
    let touches = vec![
        touch(41, Field::Due, "2026-03-01", "2026-03-15"),
        touch(41, Field::Note, "The office trains two workers every month.", "The office coaches two workers every month, in pairs."),
        touch(42, Field::Gone, "", "=1"),
    ];
    let mut desk = with_change(touches);
    for size in [(120, 35), (78, 21), (60, 13)] {
        desk.size = size;
        insta::assert_snapshot!(format!("log-{}x{}", size.0, size.1), desk.screen());
    }
    desk.size = (78, 21);
    desk.press(&[C::Next, C::Down]);
    insta::assert_snapshot!("inside-78x21", desk.screen());
}
