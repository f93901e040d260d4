//! Moving about: workspaces, dialogs, sizes.

use crate::desk::Desk;

#[test]
fn every_workspace_is_one_key_away_and_says_its_name() {
    let mut desk = Desk::new(120, 40);
    desk.sees("Region Statewide").sees("NOT ENCRYPTED");
    let ways = [
        ("<Alt-2>", "Why"),
        ("<Alt-3>", "Review rounds"),
        ("<Alt-4>", "Milestone / step"),
        ("<Alt-5>", "II Matrix"),
        ("<Alt-6>", "What strong regions do"),
        ("<Alt-7>", "Problem areas"),
        ("<Alt-8>", "Recommendations"),
        ("<Alt-9>", "Coverage"),
        ("<Alt-0>", "Waiting for me"),
        ("<Alt-i>", "Versions"),
        ("<Alt-s>", "Assignments"),
        ("<Alt-h>", "Undone"),
        ("<Alt-1>", "Mini PIP"),
    ];
    for (key, says) in ways {
        desk.keys(key).sees(says);
    }
}

#[test]
fn the_palette_runs_what_is_typed() {
    let mut desk = Desk::new(100, 30);
    desk.keys("<Ctrl-P>")
        .sees("Run a command")
        .keys("choose a region<Enter>")
        .sees("Statewide")
        .keys("canyon<Enter>")
        .sees("Region Canyon");
    desk.keys("<Ctrl-T>2020<Enter>").sees("Year FY2020");
}

#[test]
fn a_tiny_window_asks_for_room_and_comes_back() {
    let mut desk = Desk::new(80, 24);
    desk.resize(10, 3).sees("Please").resize(80, 24).sees("Statewide");
    for (columns, rows) in [(60, 16), (200, 60), (61, 17), (119, 29), (120, 30)] {
        for keys in [
            "<Alt-1>", "<F6>", "<F11>", "<F11>", "<Alt-2>", "<Alt-4>", "<Alt-q>", "<Esc>", "<Alt-5>", "<Alt-6>", "<Ctrl-N>", "<Ctrl-N>",
            "<Ctrl-N>", "<Ctrl-N>", "<Alt-7>", "<Ctrl-N>", "<Ctrl-N>", "<Alt-8>", "<Enter>", "<Esc>", "<Ctrl-N>", "<Alt-9>", "<Ctrl-N>",
            "<Ctrl-N>", "<Ctrl-N>", "<Alt-0>", "<Ctrl-N>", "<Alt-i>", "<Alt-s>", "<Alt-h>", "<F1>", "<Esc>",
        ] {
            desk.resize(columns, rows).keys(keys);
            assert!(!desk.screen().is_empty());
        }
    }
}

#[test]
fn finding_goes_to_what_was_found() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Ctrl-F>kin are asked<Enter>").sees("1 of");
}

#[test]
fn quitting_leaves() {
    let mut desk = Desk::new(80, 24);
    desk.keys("<F10>");
    assert!(desk.shell().is_leaving());
}
