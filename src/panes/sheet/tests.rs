use super::*;
use std::borrow::Cow;

use chrono::NaiveDate;

use crate::command::{Chosen, Ids};
use crate::domain::book::Book;
use crate::domain::change::{ChangeKind, Written};
use crate::domain::value::Value;
use crate::widgets::grid::{CellText, Column};

/// Two steps with a text and an owner each; an owner may not be called "nobody".
struct Steps<'a> {
    book: &'a Book,
    columns: Vec<Column>,
}

const FIELDS: [Field; 2] = [Field::Text, Field::Owner];

impl Source for Steps<'_> {
    fn rows(&self) -> usize {
        2
    }
    fn columns(&self) -> &[Column] {
        &self.columns
    }
    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        CellText::plain(Cow::Owned(self.slot(row, column).map_or(String::new(), |slot| slot.text)))
    }
}

impl Table for Steps<'_> {
    fn slot(&self, row: usize, column: usize) -> Option<Slot> {
        let (record, field) = (Id([row as u8 + 1; 16]), *FIELDS.get(column)?);
        let text = self.book.get(record).map_or("", |r| r.text(field)).to_owned();
        let form = if field == Field::Text { Form::Lines } else { Form::Line };
        Some(Slot { record, kind: Kind::Step, field, form, text, words: format!("{} {row}", field.words()) })
    }
    fn meant(&self, slot: &Slot, text: &str) -> Result<Meant, String> {
        if text == "nobody" {
            return Err("somebody must own it".to_owned());
        }
        let edit = Edit::new(slot.record, slot.kind, slot.field, Value::text(text));
        Ok(Meant { edits: vec![edit], understood: String::new() })
    }
    fn fixed(&self, _: usize, _: usize) -> String {
        "Not here".to_owned()
    }
}

struct Desk {
    book: Book,
    sheet: Sheet,
    ids: Ids,
    chosen: Chosen,
}

const AREA: Area = Area { x: 0, y: 0, width: 60, height: 12 };

impl Desk {
    fn new() -> Desk {
        let mut book = Book::default();
        for (n, text, owner) in [(1, "Train staff", "Pat Example"), (2, "Hold meetings", "")] {
            book.set(Kind::Step, Id([n; 16]), Field::Text, Value::text(text));
            book.set(Kind::Step, Id([n; 16]), Field::Owner, Value::text(owner));
        }
        Desk { book, sheet: Sheet::new(1, 0), ids: Ids::new(|| Id([9; 16])), chosen: Chosen::default() }
    }

    fn does(&mut self, input: &Input) -> Vec<Effect> {
        let book = self.book.clone();
        let steps = Steps { book: &book, columns: vec![Column::new("Step", 20), Column::new("Owner", 20)] };
        let cx = Context {
            book: &book,
            today: NaiveDate::default(),
            ids: &self.ids,
            day_first: false,
            chosen: &self.chosen,
            area: AREA,
            focused: true,
        };
        let effects = self.sheet.update(input, &steps, AREA, &cx).unwrap_or_default();
        for effect in &effects {
            if let Effect::Write(change) = effect {
                let written = Written {
                    kind: ChangeKind::Edit,
                    words: change.words.clone(),
                    edits: change.edits.clone(),
                    seen: Seen(self.book.seen.0 + 1),
                    counts_moved: false,
                };
                self.book.apply(&written);
                self.hear(&Event::Written(written));
            }
        }
        effects
    }

    fn hear(&mut self, event: &Event) -> Vec<Effect> {
        let book = self.book.clone();
        let steps = Steps { book: &book, columns: vec![Column::new("Step", 20), Column::new("Owner", 20)] };
        self.sheet.hear(event, &steps, AREA)
    }

    fn press(&mut self, command: Command) -> Vec<Effect> {
        self.does(&Input::Command(command))
    }

    fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.does(&Input::Typed(c));
        }
    }

    fn text(&self, n: u8, field: Field) -> &str {
        self.book.get(Id([n; 16])).unwrap().text(field)
    }
}

#[test]
fn a_typed_text_is_written_and_the_cursor_goes_down() {
    let mut desk = Desk::new();
    desk.press(Command::Right);
    desk.types("Lee");
    assert_eq!(desk.sheet.mode(), Mode::Typing);
    let effects = desk.press(Command::Enter);
    assert!(matches!(&effects[..], [Effect::Write(change)] if change.words == "owner 0"));
    assert_eq!(desk.text(1, Field::Owner), "Lee");
    assert_eq!((desk.sheet.grid.row, desk.sheet.grid.column, desk.sheet.mode()), (1, 1, Mode::Cells));
}

#[test]
fn an_unchanged_draft_writes_nothing_and_escape_gives_up() {
    let mut desk = Desk::new();
    desk.press(Command::Edit);
    assert_eq!(desk.press(Command::Enter), []);
    assert_eq!(desk.sheet.grid.row, 1);
    desk.types("x");
    desk.press(Command::Cancel);
    assert_eq!((desk.text(2, Field::Text), desk.sheet.mode()), ("Hold meetings", Mode::Cells));
}

#[test]
fn a_faulty_draft_is_not_written() {
    let mut desk = Desk::new();
    desk.press(Command::Right);
    desk.types("nobody");
    assert_eq!(desk.press(Command::Next), []);
    assert_eq!(desk.sheet.draft().unwrap().beneath()[0].text, "somebody must own it");
    assert_eq!(desk.text(1, Field::Owner), "Pat Example");
}

#[test]
fn a_refused_change_keeps_the_draft_open_and_says_why() {
    let mut desk = Desk::new();
    desk.press(Command::Right);
    desk.types("Lee");
    // The write itself is not answered here as the desk would: it is refused.
    let book = desk.book.clone();
    let steps = Steps { book: &book, columns: vec![Column::new("Step", 20), Column::new("Owner", 20)] };
    let cx = Context {
        book: &book,
        today: NaiveDate::default(),
        ids: &desk.ids,
        day_first: false,
        chosen: &desk.chosen,
        area: AREA,
        focused: true,
    };
    desk.sheet.update(&Input::Command(Command::Enter), &steps, AREA, &cx);
    desk.hear(&Event::Refused("It moved under you".to_owned()));
    assert_eq!(desk.sheet.draft().unwrap().beneath()[0].text, "It moved under you");
    assert_eq!(desk.sheet.draft().unwrap().text(), "Lee");
}

#[test]
fn a_range_goes_out_and_comes_back_as_one_change() {
    let mut desk = Desk::new();
    desk.press(Command::SelectAll);
    assert_eq!(
        desk.press(Command::Copy),
        [Effect::Copy { text: "Train staff\tPat Example\nHold meetings\t\n".to_owned(), what: "4 cells".to_owned() }]
    );
    desk.press(Command::Top);
    desk.press(Command::Home);
    let effects = desk.does(&Input::Pasted("One\tAnn\nTwo\tnobody\n".to_owned()));
    assert!(matches!(&effects[..], [Effect::Refuse(why)] if why == "Nothing was pasted. Owner 1: somebody must own it"), "all or nothing");
    desk.does(&Input::Pasted("One\tAnn\nTwo\tBen\n".to_owned()));
    assert_eq!((desk.text(1, Field::Text), desk.text(2, Field::Owner)), ("One", "Ben"));
}

#[test]
fn delete_clears_the_selection() {
    let mut desk = Desk::new();
    desk.press(Command::Right);
    let effects = desk.press(Command::Clear);
    assert!(matches!(&effects[..], [Effect::Write(change)] if change.words == "owner 0 cleared"));
    assert_eq!(desk.text(1, Field::Owner), "");
    assert_eq!(desk.press(Command::Clear), [], "nothing more to clear");
}

#[test]
fn a_text_from_the_whole_screen_is_written_at_once() {
    let mut desk = Desk::new();
    let effects = desk.press(Command::FullText);
    assert_eq!(effects, [Effect::EditText { title: "Text 0".to_owned(), text: "Train staff".to_owned() }]);
    let effects = desk.hear(&Event::TextEdited("Train all staff".to_owned()));
    assert!(matches!(&effects[..], [Effect::Write(change)] if change.edits[0].value == Value::text("Train all staff")));
    assert_eq!(desk.hear(&Event::TextEdited("again".to_owned())), [], "only the one that was asked for");
}

#[test]
fn a_refused_text_from_the_whole_screen_stays_as_a_draft() {
    let mut desk = Desk::new();
    desk.press(Command::FullText);
    desk.hear(&Event::TextEdited("Train all staff".to_owned()));
    desk.hear(&Event::Refused("The disk is full".to_owned()));
    assert_eq!(desk.sheet.draft().unwrap().text(), "Train all staff");
    assert!(matches!(&desk.press(Command::Enter)[..], [Effect::Write(_)]), "once there is room, Enter saves it");
}
