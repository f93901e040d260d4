use std::path::PathBuf;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::unlock::Unlock;
use super::welcome::Welcome;
use super::{Gate, Step, show};
use crate::command::keymap::Keymap;
use crate::command::{Command, Input};
use crate::shell::Look;
use crate::widgets::theme::Theme;

fn look() -> Look {
    Look {
        theme: Theme::default(),
        keymap: Keymap::preset("default").unwrap(),
        mouse: false,
        day_first: false,
        today: None,
        lock_after_minutes: 0,
        reports: std::path::PathBuf::new(),
        name: None,
    }
}

fn screen(gate: &dyn Gate, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| show(gate, frame, &look())).unwrap();
    terminal.backend().to_string()
}

/// A path that cannot be, and is long enough to need many lines in a fault.
fn nowhere() -> PathBuf {
    PathBuf::from(format!("/nowhere/{}", "very-long/".repeat(200)))
}

/// Every gate, on every page, with and without a long fault.
fn gates() -> Vec<Box<dyn Gate>> {
    let mut gates: Vec<Box<dyn Gate>> = vec![Box::new(Unlock::new(nowhere())), Box::new(Welcome::new(nowhere()))];
    let mut failed = Unlock::new(nowhere());
    assert!(matches!(failed.update(Input::Command(Command::Enter)), Step::Stay));
    gates.push(Box::new(failed));
    for door in ['2', '3'] {
        let mut plain = Welcome::new(nowhere());
        plain.update(Input::Typed(door));
        let mut failed = Welcome::new(nowhere());
        failed.update(Input::Typed(door));
        for _ in 0..7 {
            assert!(matches!(failed.update(Input::Command(Command::Enter)), Step::Stay));
        }
        gates.push(Box::new(plain));
        gates.push(Box::new(failed));
    }
    gates
}

#[test]
fn what_stands_before_the_file_can_be_drawn_in_every_window() {
    for gate in gates() {
        for width in [1, 2, 20, 59, 60, 61, 120] {
            for height in [1, 2, 3, 10, 15, 16, 17, 24, 40, 80] {
                screen(gate.as_ref(), width, height);
            }
        }
    }
}

#[test]
fn a_window_too_small_for_the_passphrase_asks_for_room() {
    assert!(screen(&Unlock::new(nowhere()), 40, 10).contains("larger"));
    assert!(screen(&Unlock::new(nowhere()), 60, 16).contains("Passphrase"));
}

#[test]
fn a_place_for_the_file_is_asked_for_where_none_is_given() {
    let mut open = Welcome::new(PathBuf::new());
    open.update(Input::Typed('3'));
    open.update(Input::Command(Command::Enter));
    assert!(screen(&open, 80, 24).contains("The path of a file is needed"));
}
