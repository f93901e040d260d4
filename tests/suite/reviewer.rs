//! A reviewer's morning: from the worst question of a region to the element that addresses it, edits, undo, and the next day.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;

use crate::desk::Desk;

#[test]
fn from_the_worst_question_to_its_element_an_edit_undo_and_the_next_day() {
    let mut desk = Desk::new(120, 40);
    // Canyon's worst questions, then the scores of one of them.
    desk.keys("<Ctrl-R>canyon<Enter>").sees("Region Canyon");
    desk.keys("<Alt-2>").keys("<Ctrl-F>FC.IB2<Enter>").sees("FC.IB2").sees("below two years");
    // Its element, one key away.
    desk.keys("e").sees("Every child in care is seen").sees("Red Ledge: visits that count");
    // Down to the benchmark, a new due date 30 days after the one that stands there.
    desk.keys("<Ctrl-F>Nine of ten children<Enter>").sees("Nine of ten children");
    let before = desk.history(1);
    desk.keys("<Right><Right><Right><F2><Ctrl-A>+30d<Enter>").sees("Saved");
    let after = desk.history(2);
    assert_ne!(before, after[..1], "an edit stands in the history");
    // Two rows come from a spreadsheet, with a line break in a cell.
    desk.keys("<Ctrl-F>propose two visit days<Enter>");
    desk.paste("First pasted\tKaya Fiction\t\"two\nlines\"\nSecond pasted\tHal Example\tone line\n")
        .sees("First pasted")
        .sees("Second pasted");
    // Three steps back, one at a time.
    desk.keys("<Ctrl-Z>").does_not_see("First pasted");
    desk.keys("<Ctrl-Z>").sees("Undone");
    desk.keys("<Ctrl-Z>").sees("nothing to undo");
    // The next day everything is as it was left, and redo goes on.
    desk.reopen();
    desk.keys("<Alt-5>").does_not_see("First pasted");
    desk.keys("<Ctrl-Y>").sees("Redone").keys("<Ctrl-Y>").sees("Redone");
    desk.keys("<Ctrl-F>Second pasted<Enter>").sees("Second pasted");
    desk.is_sound();
}

#[test]
fn a_faulty_date_stays_open_with_its_fault_and_escape_leaves_the_cell_as_it_was() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><Ctrl-F>Nine of ten children<Enter>");
    let before = desk.history(1);
    desk.keys("<Right><Right><Right><Right><Right>2/29/2027<Enter>").sees("2/29/2027").sees("does not exist");
    desk.keys("<Esc>").does_not_see("does not exist");
    assert_eq!(desk.history(1), before);
}

#[test]
fn leaving_with_a_faulty_draft_is_held_and_a_sound_one_is_kept() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><Ctrl-F>Nine of ten children<Enter><F2> more words<Alt-2>").sees("Question");
    assert!(desk.history(1)[0].len() > 3);
    desk.keys("<Alt-5><Ctrl-F>Nine of ten children<Enter><Right><Right><Right><Right><Right>31 apr");
    desk.keys("<F10>");
    assert!(!desk.shell().is_leaving(), "a faulty draft holds the program open");
    desk.sees("Esc");
    desk.keys("<Esc><F10>");
    assert!(desk.shell().is_leaving());
}

#[test]
fn the_office_that_was_found_is_the_one_that_is_renamed_and_undone() {
    let mut desk = Desk::new(80, 24);
    desk.keys("<Ctrl-F>Camp Nine<Enter>").sees("1 of 1 for 'Camp Nine'").does_not_see("F3 goes");
    desk.keys("<F2><End> East<Enter>").sees("From which day?").keys("<Enter>").sees("Saved: name of office 'Camp Nine'");
    let named = |desk: &mut Desk, name: &str| desk.book().all(Kind::Office).iter().filter(|o| o.text(Field::Name) == name).count();
    assert_eq!((named(&mut desk, "Camp Nine"), named(&mut desk, "Camp Nine East")), (0, 1));
    // What was said gives way to the keys with the next key.
    desk.keys("<Up>").does_not_see("Saved:").sees("F2 edit");
    desk.keys("<Ctrl-Z>").sees("Undone");
    assert_eq!(named(&mut desk, "Camp Nine"), 1);
    desk.keys("<Ctrl-Z>").sees("There is nothing to undo");
}

#[test]
fn in_an_empty_file_the_key_that_adds_starts_the_first_mini_pip() {
    let mut desk = Desk::empty(80, 24);
    desk.keys("<Alt-5>").sees("There is no Mini PIP yet. Insert starts one").sees("Insert add");
    desk.keys("<Insert>").sees("Saved");
    assert_eq!(desk.book().all(Kind::MiniPip).len(), 1);
}

#[test]
fn a_change_carries_the_name_that_the_program_was_started_with() {
    let mut desk = Desk::new(120, 40);
    desk.sit_down_as("Ann Example");
    desk.keys("<Alt-5><Ctrl-F>Nine of ten children<Enter><F2> more words<Enter>").sees("Saved");
    assert_eq!(desk.shell().store().history(1).unwrap()[0].who, "Ann Example");
}
