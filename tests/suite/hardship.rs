//! What goes wrong around the program while someone types: the file goes away, a dialog is in front, the way leads elsewhere.
//! Nothing that was typed may be lost without a word.

use milepost::domain::kind::Kind;

use crate::desk::Desk;

/// Whether some record of the file holds these words.
fn holds(desk: &mut Desk, words: &str) -> bool {
    Kind::ALL.iter().any(|kind| desk.book().all(*kind).iter().any(|record| format!("{record:?}").contains(words)))
}

#[test]
fn a_file_that_goes_away_takes_no_change_and_the_draft_waits_until_it_is_back() {
    let mut desk = Desk::new(120, 40);
    let (here, away) = (desk.file(), desk.file().with_extension("away"));
    std::fs::rename(&here, &away).unwrap();
    desk.keys("<Alt-4><F2>A sentence of mine<Enter>").sees("was moved, deleted or replaced").sees("Editing").sees("of mine");
    assert!(!holds(&mut desk, "A sentence of mine"));
    desk.keys("<F10>").sees("was moved, deleted or replaced");
    assert!(!desk.shell().is_leaving(), "leaving would lose the draft");
    std::fs::rename(&away, &here).unwrap();
    desk.keys("<Enter>").sees("Saved");
    assert!(holds(&mut desk, "A sentence of mine"));
    desk.reopen();
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn undo_does_not_write_into_a_file_that_was_replaced() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-4><F2>A sentence of mine<Enter>");
    let (here, other) = (desk.file(), desk.file().with_extension("other"));
    std::fs::copy(&here, &other).unwrap();
    std::fs::rename(&other, &here).unwrap();
    desk.keys("<Ctrl-Z>").sees("was moved, deleted or replaced");
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn quitting_from_the_whole_screen_keeps_the_text() {
    for workspace in ["<Alt-3>", "<Alt-4>"] {
        let mut desk = Desk::new(120, 40);
        desk.keys(workspace);
        for _ in 0..12 {
            desk.keys("<F8>");
            if desk.screen().contains("F8 or Ctrl-S accept") {
                break;
            }
            desk.keys("<Right>");
        }
        desk.sees("F8 or Ctrl-S accept").keys("A sentence of mine<F10>");
        assert!(desk.shell().is_leaving(), "{workspace}");
        assert!(holds(&mut desk, "A sentence of mine"), "{workspace}");
    }
}

#[test]
fn quitting_from_a_dialog_over_a_draft_keeps_the_draft() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-4><F2>A sentence of mine<F1>").sees("Help").keys("<F10>");
    assert!(desk.shell().is_leaving());
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn choosing_another_plan_keeps_the_draft() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-4><F2>A sentence of mine<Ctrl-E><Down><Enter>");
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn what_an_import_shows_is_what_it_reads() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Ctrl-P>import a file<Enter><Down>one.csv<Enter>").sees("Reading the file").keys("X<Down><Up><Up><Right>").paste("a stray paste");
    desk.sees("one.csv").does_not_see("one.csvX").does_not_see("a stray paste").sees("answers: review answers");
    desk.keys("<Esc>").does_not_see("Reading the file").sees("Import a file").keys("<Esc>").does_not_see("Import a file");
}

#[test]
fn copying_nothing_keeps_what_was_copied() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-4><Ctrl-C>");
    let copied = desk.shell().clipboard().to_owned();
    assert!(!copied.is_empty());
    desk.keys("<F8><Ctrl-C>").sees("Nothing is selected");
    assert_eq!(desk.shell().clipboard(), copied);
    desk.keys("<Ctrl-A><Ctrl-X>");
    assert_ne!(desk.shell().clipboard(), "", "what is cut is copied");
}
