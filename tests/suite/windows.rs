//! Moving about: workspaces, dialogs, sizes.

use crate::desk::Desk;

#[test]
fn every_workspace_is_one_key_away_and_says_its_name() {
    let mut desk = Desk::new(120, 40);
    desk.sees("Region Statewide").sees("NOT ENCRYPTED");
    for key in ["<Alt-2>", "<Alt-4>", "<Alt-5>", "<Alt-s>", "<Alt-h>", "<Alt-1>"] {
        desk.keys(key);
        let screen = desk.screen();
        assert!(screen.lines().count() >= 39, "{screen}");
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
        for keys in ["<Alt-1>", "<F6>", "<F11>", "<F11>", "<Alt-2>", "<Alt-4>", "<Alt-5>", "<Alt-s>", "<Alt-h>", "<F1>", "<Esc>"] {
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
