use super::*;
use crate::domain::book::Book;
use crate::domain::field::Field as F;
use crate::domain::kind::Kind;
use crate::domain::trend::Unit;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};
use crate::panes::{Frame, Pane};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;

use Command as C;

/// Two committees with their members, each under a heading with an empty line.
#[derive(Debug, Default)]
struct Lists(Ledger);

const ROLES: &[(&str, &str)] = &[("chair", "Chair"), ("member", "Member at large")];

fn page(cx: &Context) -> Page {
    let columns = vec![Column::new("Name", 20), Column::new("Role", 18), Column::new("From", 11), Column::new("Since", 8)];
    let mut page = Page::new(columns, "Nobody yet.");
    page.fixed = "This is counted".into();
    page.also = Some(|cx, slot, _| {
        let until = cx.book.get(slot.record).and_then(|record| record.date(F::Until));
        if slot.field == F::From && until.is_some() { Err("The term has ended".to_owned()) } else { Ok(()) }
    });
    for committee in cx.book.all(Kind::Committee) {
        let heading = committee.text(F::Name).to_owned();
        for (at, member) in cx.book.parts(committee.id, Kind::Member).into_iter().enumerate() {
            let cells = vec![
                Cell::field(member, F::Name, Means::Line, cx),
                Cell::field(member, F::Role, Means::Choice(ROLES), cx),
                Cell::field(member, F::From, Means::Day, cx),
                Cell::words("counted", Meaning::Muted),
            ];
            let line = Line::of(member, cells);
            page.lines.push(if at == 0 { line.under(heading.clone(), "members") } else { line });
        }
        let cells = vec![
            Cell::asks("Add a member", F::Name, Means::Line),
            Cell::asks("", F::Role, Means::Choice(ROLES)),
            Cell::asks("", F::From, Means::Day),
            Cell::default(),
        ];
        page.lines.push(Line::blank(Kind::Member, Some(committee.id), cells).with(F::Category, Value::text("volunteer")));
    }
    page
}

impl Pane for Lists {
    fn name(&self) -> &'static str {
        "Lists"
    }
    fn mode(&self) -> Mode {
        self.0.mode()
    }
    fn offers(&self, _: &Context) -> Vec<Command> {
        Vec::new()
    }
    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        self.0.update(&input, &page(cx), cx.area, cx).unwrap_or_default()
    }
    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.0.hear(event, &page(cx), cx.area, cx)
    }
    fn brief(&self, _: &Context) -> [String; 2] {
        <[String; 2]>::default()
    }
    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        draw(&self.0, &page(cx), cx.area, frame, theme, cx);
    }
}

fn desk() -> Desk<Lists> {
    let mut book = Book::default();
    for (n, name) in [(1, "North"), (2, "South")] {
        put(&mut book, Kind::Committee, n, &[(F::Name, name), (F::Position, if n == 1 { "a" } else { "b" })]);
    }
    for (n, name, place) in [(11, "Ann Birch", "a"), (12, "Ben Cole", "b")] {
        put(&mut book, Kind::Member, n, &[(F::Committee, "#1"), (F::Name, name), (F::Position, place), (F::Role, "member")]);
    }
    Desk::new(book)
}

fn names(desk: &Desk<Lists>, committee: u8) -> Vec<String> {
    desk.book.parts(id(committee), Kind::Member).iter().map(|m| m.text(F::Name).to_owned()).collect()
}

#[test]
fn typing_into_the_empty_line_makes_a_record_and_the_cursor_stays_in_its_row() {
    let mut desk = desk();
    desk.press(&[C::Down, C::Down]);
    desk.types("Cy Dale");
    desk.press(&[C::Enter]);
    assert_eq!(names(&desk, 1), ["Ann Birch", "Ben Cole", "Cy Dale"]);
    desk.types("ch");
    desk.press(&[C::Enter]);
    let made = desk.book.parts(id(1), Kind::Member)[2].clone();
    assert_eq!((made.text(F::Role), made.text(F::Category)), ("chair", "volunteer"));
    desk.undo();
    desk.undo();
    assert_eq!(names(&desk, 1), ["Ann Birch", "Ben Cole"]);
}

#[test]
fn of_two_empty_lines_the_one_under_the_cursor_is_meant() {
    let mut desk = desk();
    desk.press(&[C::Down, C::Down, C::Down]);
    desk.types("Dee Elm");
    desk.press(&[C::Enter]);
    assert_eq!((names(&desk, 1).len(), names(&desk, 2)), (2, vec!["Dee Elm".to_owned()]));
}

#[test]
fn insert_goes_to_the_empty_line_and_esc_leaves_nothing_behind() {
    let mut desk = desk();
    desk.press(&[C::InsertRow, C::Cancel]);
    assert_eq!(names(&desk, 1).len(), 2);
    desk.press(&[C::InsertRow]);
    desk.types("Eve Fir");
    desk.press(&[C::Enter]);
    assert_eq!(names(&desk, 1)[2], "Eve Fir");
}

#[test]
fn lines_copied_elsewhere_become_records_in_one_step() {
    let mut desk = desk();
    desk.press(&[C::Down]);
    desk.does(Input::Pasted("Ben Cole\tChair\nFay Gum\tmember at large\t3/1/2026\nGil Hay\tchair\n".into()));
    assert_eq!(names(&desk, 1), ["Ann Birch", "Ben Cole", "Fay Gum", "Gil Hay"]);
    let parts: Vec<String> = desk.book.parts(id(1), Kind::Member).iter().map(|m| m.text(F::Role).to_owned()).collect();
    assert_eq!(parts, ["member", "chair", "member", "chair"]);
    desk.undo();
    assert_eq!(names(&desk, 1), ["Ann Birch", "Ben Cole"]);
}

#[test]
fn a_pasted_line_at_fault_changes_nothing_and_is_named() {
    let mut desk = desk();
    desk.press(&[C::Down]);
    desk.does(Input::Pasted("Ben Cole\tChair\nFay Gum\tqueen\n".into()));
    assert!(desk.said().contains("'queen' is none of: Chair, Member at large"), "{}", desk.said());
    assert_eq!(names(&desk, 1), ["Ann Birch", "Ben Cole"]);
}

#[test]
fn a_record_moves_among_its_like_and_not_beyond() {
    let mut desk = desk();
    desk.press(&[C::MoveDown]);
    assert_eq!(names(&desk, 1), ["Ben Cole", "Ann Birch"]);
    desk.press(&[C::MoveDown]);
    assert!(desk.said().contains("last one"), "{}", desk.said());
}

#[test]
fn a_record_with_parts_is_deleted_after_a_question_and_others_at_once() {
    let mut desk = desk();
    desk.press(&[C::DeleteRow]);
    assert_eq!(names(&desk, 1), ["Ben Cole"]);
    desk.press(&[C::Down, C::DeleteRow]);
    assert!(desk.said().contains("nothing to delete"), "{}", desk.said());
}

#[test]
fn what_a_page_forbids_stands_under_the_cell_and_is_not_written() {
    let mut desk = desk();
    put(&mut desk.book, Kind::Member, 11, &[(F::Until, "2026-01-31")]);
    desk.press(&[C::Right, C::Right]);
    desk.types("+1d");
    desk.press(&[C::Enter]);
    assert!(desk.book.get(id(11)).unwrap().date(F::From).is_none());
    assert!(desk.screen().contains("The term has ended"), "{}", desk.screen());
}

#[test]
fn amounts_are_read_as_people_write_them_and_nothing_is_guessed() {
    let cx = desk();
    let read = |text: &str, unit: Unit| {
        cx.look(|cx| Means::Amount(unit).read(text, None, cx)).map(|(value, _)| match value {
            Value::Int(n) => n,
            other => panic!("{other:?}"),
        })
    };
    let amount = |text: &str| read(text, if text.ends_with('%') { Unit::Percent } else { Unit::Number });
    for (text, n) in [("12.5", 125_000), ("1,805", 18_050_000), ("-3", -30_000), ("78.2 %", 782_000), (".5", 5_000), ("0.0001", 1)] {
        assert_eq!(amount(text), Ok(n), "{text}");
    }
    assert!(read("-3", Unit::Percent).is_err() && read("78.2 %", Unit::Days).is_err(), "as in an import, a value has to fit its unit");
    for text in ["1,80", "12.34567", "1.2.3", "abc", "1e3", "1,,000", "-", "%", "12,5"] {
        assert!(amount(text).is_err(), "{text}");
    }
    let text = |n| cx.look(|cx| Means::Amount(Unit::Number).text(&Value::Int(n), cx));
    assert_eq!([125_000, 18_050_000, -30_000, 1].map(text), ["12.5", "1,805", "-3", "0.0001"]);
}
