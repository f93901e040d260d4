//! What goes wrong around the program while someone types: the file goes away, a dialog is in front, the way leads elsewhere.
//! Nothing that was typed may be lost without a word.

use milepost::domain::kind::Kind;

use crate::desk::Desk;

/// All records, in order.
fn everything(desk: &mut Desk) -> Vec<String> {
    let mut lines: Vec<String> =
        Kind::ALL.iter().flat_map(|kind| desk.book().all(*kind).iter().map(|record| format!("{record:?}")).collect::<Vec<_>>()).collect();
    lines.sort();
    lines
}

/// Whether some record of the file holds these words.
fn holds(desk: &mut Desk, words: &str) -> bool {
    Kind::ALL.iter().any(|kind| desk.book().all(*kind).iter().any(|record| format!("{record:?}").contains(words)))
}

#[test]
fn a_file_that_goes_away_takes_no_change_and_the_draft_waits_until_it_is_back() {
    let mut desk = Desk::new(120, 40);
    let (here, away) = (desk.file(), desk.file().with_extension("away"));
    std::fs::rename(&here, &away).unwrap();
    desk.keys("<Alt-5><F2>A sentence of mine<Enter>").sees("was moved, deleted or replaced").sees("Editing").sees("of mine");
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
    desk.keys("<Alt-5><F2>A sentence of mine<Enter>");
    let (here, other) = (desk.file(), desk.file().with_extension("other"));
    std::fs::write(&other, "someone else's").unwrap();
    std::fs::rename(&other, &here).unwrap();
    desk.keys("<Ctrl-Z>").sees("was moved, deleted or replaced");
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn quitting_from_the_whole_screen_keeps_the_text() {
    for workspace in ["<Alt-4>", "<Alt-5>"] {
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
    desk.keys("<Alt-5><F2>A sentence of mine<F1>").sees("Help").keys("<F10>");
    assert!(desk.shell().is_leaving());
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn quitting_from_a_form_with_something_typed_asks_for_it_first() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-3><Insert>").sees("New round").keys("<Enter><Enter><Enter>My title<F10>").sees("not accepted yet").sees("My title");
    assert!(!desk.shell().is_leaving());
    desk.keys("<Esc><F10>");
    assert!(desk.shell().is_leaving());
}

#[test]
fn keys_change_nothing_while_the_window_is_too_small_to_see_it() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5>").resize(20, 5).keys("Zebra<Enter><Delete>").resize(120, 40).does_not_see("Zebra").sees("Saved");
    desk.resize(20, 5).keys("<F10>");
    assert!(desk.shell().is_leaving());
}

#[test]
fn choosing_another_plan_keeps_the_draft() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><F2>A sentence of mine<Ctrl-E><Down><Enter>");
    assert!(holds(&mut desk, "A sentence of mine"));
}

#[test]
fn what_an_import_shows_is_what_it_reads() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Ctrl-P>import a file<Enter><Down>one.csv<Enter>")
        .sees("Reading the file")
        .keys("X<Down><Up><Up><Right>")
        .paste("a stray paste");
    desk.sees("one.csv").does_not_see("one.csvX").does_not_see("a stray paste").sees("answers: review answers");
    desk.keys("<Esc>").does_not_see("Reading the file").sees("Import a file").keys("<Esc>").does_not_see("Import a file");
}

#[test]
fn copying_nothing_keeps_what_was_copied() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><Ctrl-C>");
    let copied = desk.shell().clipboard().to_owned();
    assert!(!copied.is_empty());
    desk.keys("<F8><Ctrl-C>").sees("Nothing is selected");
    assert_eq!(desk.shell().clipboard(), copied);
    desk.keys("<Ctrl-A><Ctrl-X>");
    assert_ne!(desk.shell().clipboard(), "", "what is cut is copied");
}

#[test]
fn a_range_is_taken_whole_or_refused_whole_and_one_undo_takes_it_back() {
    let thirty = (0..30).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\n");
    let pastes = [
        "a step\tAnn Example\t+30d\n".repeat(2_000),
        "x".repeat(300),
        format!("\"{thirty}\"\tnext"),
        "\"said \"\"so\"\"\"\tb\r\nc\td\r\n".to_owned(),
        "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\tn\to\tp\n".repeat(40),
        "\"never closed\tb\nc".to_owned(),
        "\t\t\t\n\n\n".to_owned(),
        "no such day\tno such day\tno such day\tno such day\n".repeat(3),
        "y".repeat(100_000),
        "\u{0}\u{1b}[31m\u{7}".to_owned(),
    ];
    for workspace in ["<Alt-4>", "<Alt-5>", "<Alt-7><Ctrl-N>", "<Alt-7><Ctrl-N><Ctrl-N>", "<Alt-8>", "<Alt-8><Enter>", "<Alt-s>"] {
        let mut desk = Desk::new(120, 40);
        desk.keys(workspace);
        for moves in ["<Down><Right>"] {
            desk.keys(moves);
            let before = everything(&mut desk);
            for (at, text) in pastes.iter().enumerate() {
                let lines = desk.history(10_000).len();
                desk.paste(text).keys("<Esc><Esc>").screen();
                let written = desk.history(10_000).len() - lines;
                assert!(written <= 1, "{workspace} {moves} paste {at}: {written} changes");
                if written == 1 {
                    desk.keys("<Ctrl-Z>");
                }
                assert!(everything(&mut desk) == before, "{workspace} {moves} paste {at}: refused or undone, and something is left of it");
            }
        }
        desk.is_sound();
    }
}

#[test]
fn odd_days_are_understood_or_refused_in_every_cell() {
    let days = [
        "2/29/2027",
        "31 apr",
        "next fri",
        "+6w",
        "eom",
        "Q3 2026",
        "13/13",
        "-",
        "99999999999999",
        "0/0/0",
        "+99999999999d",
        "31/12/9999",
        "+300000d",
    ];
    for workspace in [
        "<Alt-4>",
        "<Alt-5>",
        "<Alt-5><Ctrl-N>",
        "<Alt-5><Ctrl-N><Ctrl-N>",
        "<Alt-5><Ctrl-B>",
        "<Alt-7><Ctrl-N>",
        "<Alt-8><Enter>",
        "<Alt-s>",
    ] {
        let mut desk = Desk::new(120, 40);
        desk.keys(workspace);
        for row in 0..2 {
            for (column, day) in days.iter().enumerate() {
                desk.keys("<F2><Ctrl-A>").paste(day).keys("<Enter>").screen();
                desk.keys("<Esc><Esc>").keys(if column % 2 == 0 { "<Right>" } else { "<Right><Up>" });
            }
            desk.keys("<Home><Down>").keys(if row % 2 == 0 { "<Down>" } else { "" });
            desk.keys("<F2><Ctrl-A>").paste(&"day ".repeat(75)).keys("<Enter>").screen();
            desk.keys("<Esc><Esc>");
        }
    }
}

#[test]
fn a_window_that_shrinks_between_two_frames_is_drawn_in_its_new_size() {
    let mut desk = Desk::new(120, 40);
    for keys in ["<Alt-1>", "<Alt-2>", "<Alt-4>", "<Alt-5>", "<F2>", "<Esc><Alt-s>", "<Alt-h>", "<F1>", "<Esc><Ctrl-P>import a file<Enter>"]
    {
        desk.keys(keys);
        for (columns, rows) in [(70, 20), (120, 40), (60, 16), (1, 1), (120, 40)] {
            let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(columns, rows)).unwrap();
            terminal.draw(|frame| desk.shell().draw(frame)).unwrap();
        }
    }
}
