use super::*;
use proptest::prelude::*;

fn typed(field: &mut TextField, text: &str) {
    for c in text.chars() {
        field.insert(&c.to_string()).unwrap();
    }
}

#[test]
fn what_is_typed_stands_at_the_caret() {
    let mut field = TextField::line("Plan");
    typed(&mut field, " A");
    field.command(Command::Home);
    typed(&mut field, "> ");
    assert_eq!(field.text(), "> Plan A");
    assert_eq!(field.caret(), 2);
}

#[test]
fn a_selection_is_replaced_by_what_is_typed_and_undo_brings_it_back() {
    let mut field = TextField::line("meet monthly");
    field.command(Command::SelectAll);
    typed(&mut field, "weekly");
    assert_eq!(field.text(), "weekly");
    field.command(Command::Undo);
    assert_eq!(field.text(), "w", "replacing is one step, the letters after it another");
    field.command(Command::Undo);
    assert_eq!(field.text(), "meet monthly");
    field.command(Command::Redo);
    field.command(Command::Redo);
    assert_eq!(field.text(), "weekly");
}

#[test]
fn a_pasted_paragraph_keeps_its_lines_or_becomes_one() {
    let mut many = TextField::lines("");
    many.insert("one\r\ntwo\u{1b}[31m").unwrap();
    assert_eq!(many.text(), "one\ntwo[31m");
    let mut one = TextField::line("");
    one.insert("one\r\ntwo\r\n").unwrap();
    assert_eq!(one.text(), "one two");
}

#[test]
fn too_long_a_paste_is_refused_whole() {
    let mut field = TextField::line("abc").with_limit(5);
    let fault = field.insert("defg").unwrap_err();
    assert_eq!(fault, TextFault::TooLong { would_be: 7, limit: 5 });
    assert!(fault.to_string().contains("at most 5 fit"));
    assert_eq!(field.text(), "abc");
    field.insert("d\u{301}e\u{301}").unwrap();
    assert_eq!(field.text(), "abcd\u{301}e\u{301}", "marks do not count as characters of their own");
}

#[test]
fn deleting_takes_whole_characters_as_people_see_them() {
    let mut field = TextField::line("ae\u{301}");
    field.command(Command::DeleteLeft);
    assert_eq!(field.text(), "a");
    field.command(Command::Home);
    field.command(Command::DeleteRight);
    assert_eq!(field.text(), "");
    assert!(field.command(Command::DeleteLeft));
}

#[test]
fn up_and_down_follow_the_wrapped_lines_and_keep_their_column() {
    let mut field = TextField::lines("a long first line\nx\nanother long one");
    field.set_room(8, 3);
    field.command(Command::Top);
    for _ in 0..3 {
        field.command(Command::Right);
    }
    let mut stops = Vec::new();
    loop {
        field.command(Command::Down);
        stops.push(field.caret());
        if field.caret() == field.text().len() {
            break;
        }
    }
    // Lines: "a long ", "first ", "line", "x", "another ", "long ", "one".
    assert_eq!(stops, [10, 16, 19, 23, 31, 36]);
}

#[test]
fn words_and_shift_select_and_cut() {
    let mut field = TextField::line("one two three");
    field.command(Command::WordLeft);
    field.command(Command::ExtendEnd);
    assert_eq!(field.selected(), "three");
    field.command(Command::Cut);
    assert_eq!(field.text(), "one two ");
    field.command(Command::Undo);
    assert_eq!(field.text(), "one two three");
    field.command(Command::SelectAll);
    field.command(Command::Left);
    assert_eq!((field.caret(), field.selected()), (0, ""));
}

#[test]
fn a_passphrase_is_never_handed_out_and_never_remembered() {
    let mut field = TextField::passphrase();
    typed(&mut field, "secret");
    field.command(Command::SelectAll);
    assert_eq!(field.selected(), "");
    field.command(Command::Cut);
    assert_eq!(field.text(), "secret");
    field.command(Command::DeleteLeft);
    field.command(Command::Undo);
    assert_eq!(field.text(), "");
}

#[test]
fn a_click_puts_the_caret_where_it_was_seen() {
    let mut field = TextField::lines("meet the parent");
    field.set_room(10, 2);
    field.click(1, 3, false);
    assert_eq!(field.caret(), 12);
    field.click(0, 0, true);
    assert_eq!(field.selected(), "meet the par");
}

proptest! {
    #[test]
    fn the_caret_is_always_between_characters(steps in proptest::collection::vec((0usize..18, "[a 家e\u{301}\n]{1,3}"), 0..40), cells in 1u16..12) {
        use Command as C;
        let commands = [C::Left, C::Right, C::Up, C::Down, C::Home, C::End, C::Top, C::Bottom, C::WordLeft, C::WordRight, C::DeleteLeft,
            C::DeleteRight, C::ExtendLeft, C::ExtendEnd, C::SelectAll, C::Undo, C::Redo];
        let mut field = TextField::lines("");
        field.set_room(cells, 3);
        for (step, text) in steps {
            match commands.get(step) {
                Some(command) => { field.command(*command); }
                None => field.insert(&text).unwrap(),
            }
            prop_assert_eq!(width::boundary(field.text(), field.caret()), field.caret());
            prop_assert!(field.selection().end <= field.text().len());
        }
    }

    #[test]
    fn undoing_everything_gives_the_beginning(texts in proptest::collection::vec("[a-c ]{1,4}", 0..20)) {
        let mut field = TextField::line("start");
        for text in &texts {
            field.insert(text).unwrap();
        }
        let end = field.text().to_owned();
        for _ in 0..=texts.len() { field.command(Command::Undo); }
        prop_assert_eq!(field.text(), "start");
        for _ in 0..=texts.len() { field.command(Command::Redo); }
        prop_assert_eq!(field.text(), end);
    }
}
