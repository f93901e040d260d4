//! The real program in a real terminal: what it does to the terminal, and what it leaves behind when it ends in any way.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

#[path = "terminal/window.rs"]
mod window;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::store::{Access, Store, world};
use rustix::process::Signal;
use tempfile::TempDir;
use window::Window;

const F1: &str = "\x1bOP";
const F2: &str = "\x1bOQ";
const F10: &str = "\x1b[21~";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const RIGHT: &str = "\x1b[C";
const MINI_PIPS: &str = "\x1b5";
const SELECT_ALL: &str = "\x01";

/// Words of Home that are there at every size that is drawn.
const HOME: &[&str] = &["Home", "Statewide"];

fn milepost(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_milepost"))
        .args(arguments)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_DATA_HOME", home)
        .current_dir(home)
        .output()
        .unwrap()
}

fn succeeds(home: &Path, arguments: &[&str]) -> String {
    let output = milepost(home, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with the made-up agency in a plain file.
fn agency() -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    succeeds(home.path(), &["demo", "desk.milepost", "--unencrypted"]);
    let file = home.path().join("desk.milepost");
    (home, file)
}

/// The demo on its Home; it has read keys, so it has also begun to listen for signals.
fn demo(home: &Path) -> (Window, window::Manners) {
    let mut window = Window::open(&["demo"], home, 120, 40);
    let before_reading = window.manners();
    window.sees(HOME).types(F1).sees(&["Help"]).types(ESC).loses("Help: ").sees(HOME);
    (window, before_reading)
}

#[test]
fn the_demo_opens_on_home_and_f10_gives_the_terminal_back() {
    let home = TempDir::new().unwrap();
    let mut shell = Window::open(&["--version"], home.path(), 120, 40);
    shell.ends();
    let before = shell.manners();
    let (mut window, _) = demo(home.path());
    window.sees(&["Milestones", "Case process review", "Mini PIP", "NOT ENCRYPTED"]);
    window.waits("the other screen", |s| s.alternate_screen() && s.bracketed_paste());
    assert_ne!(window.manners(), before, "keys come one by one while the program runs");
    assert!(window.types(F10).ends().success());
    window.is_given_back(&before);
    let left: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with("milepost-demo")), "{left:?}");
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    let home = TempDir::new().unwrap();
    let mut shell = Window::open(&["--version"], home.path(), 120, 40);
    shell.ends();
    let before = shell.manners();
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1)] {
        let (mut window, _) = demo(home.path());
        let status = window.signals(signal).ends();
        assert_eq!(status.exit_code(), 128 + number);
        window.is_given_back(&before);
    }
}

#[test]
fn a_window_of_any_size_is_drawn_or_asks_for_room() {
    let (home, _) = agency();
    let mut window = Window::open(&["desk.milepost"], home.path(), 80, 24);
    window.sees(HOME);
    window.resize(10, 3).sees(&["Please"]).resize(80, 24).sees(HOME);
    // The emulator of these tests cannot scroll a single line; 1x1 is drawn in the monkey.
    // A key that comes in the very instant of a resize waits for the next one: the small tabs say that the resize was taken.
    window.resize(2, 2).resize(200, 60).sees(HOME).resize(60, 16).sees(HOME).sees(&["2 Score 3 Rev"]);
    assert!(window.types(F10).ends().success());
}

#[test]
fn an_encrypted_file_asks_for_its_passphrase_and_never_shows_it() {
    let home = TempDir::new().unwrap();
    let phrase = "heron lantern quarry violet";
    std::fs::write(home.path().join("phrase"), format!("{phrase}\n")).unwrap();
    succeeds(home.path(), &["demo", "desk.milepost", "--passphrase-file", "phrase"]);
    let mut window = Window::open(&["desk.milepost"], home.path(), 100, 30);
    window.sees(&["desk.milepost is encrypted.", "Passphrase"]);
    window.types("pewter wagon saddle\r").sees(&["1 try failed."]);
    window.types(phrase).types("\r").sees(HOME).loses("NOT ENCRYPTED");
    let wire = String::from_utf8_lossy(&window.wire()).into_owned();
    for word in phrase.split(' ').chain(["pewter", "wagon", "saddle"]) {
        assert!(!wire.contains(word), "'{word}' was drawn");
    }
    assert!(window.types(F10).ends().success());
    // Leaving made the day's backup: one file, encrypted as its original is, and whole.
    let backups: Vec<PathBuf> = std::fs::read_dir(home.path().join("desk-backups")).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(backups.len(), 1, "{backups:?}");
    succeeds(home.path(), &["check", backups[0].to_str().unwrap(), "--passphrase-file", "phrase"]);
}

#[test]
fn a_second_window_on_a_file_can_only_read_it() {
    let (home, _) = agency();
    let mut first = Window::open(&["desk.milepost"], home.path(), 120, 40);
    first.sees(HOME).loses("read only");
    let mut second = Window::open(&["desk.milepost"], home.path(), 120, 40);
    second.sees(HOME).sees(&["read only"]);
    assert!(second.types(F10).ends().success());
    assert!(first.types(F10).ends().success());
    let mut third = Window::open(&["desk.milepost"], home.path(), 120, 40);
    third.sees(HOME).loses("read only");
}

/// Opens the matrix of the Mini PIP in a plain window, the cursor on its first action step.
fn matrix(home: &Path) -> Window {
    let mut window = Window::open(&["desk.milepost"], home, 160, 50);
    window.sees(HOME).types(MINI_PIPS).sees(&["Action step"]);
    window
}

#[test]
fn nothing_in_a_cell_can_speak_to_the_terminal() {
    let (home, file) = agency();
    let mut window = matrix(home.path());
    let before = window.wire().len();
    window.types("\x06propose two visit days\r").sees(&["1 of"]);
    window.types(F2).types(SELECT_ALL);
    // A title, a colour, a cursor report and a C1 byte, as a hostile page would put them on the clipboard.
    window.types("\x1b[200~harm\x1b]0;title\x07less\x1b[31m\x1b[6n\u{9b}31m words\x1b[201~\r");
    window.sees(&["harm"]).sees(&["Saved"]);
    assert!(window.types(F10).ends().success());
    let wire = window.wire();
    for at in (0..wire.len()).filter(|at| wire[*at] == 0x1b) {
        assert_eq!(wire.get(at + 1), Some(&b'['), "a sequence that is no CSI, at {at} (the paste came after {before})");
        let end = at + 2 + wire[at + 2..].iter().position(|b| (0x40..=0x7e).contains(b)).unwrap();
        assert!(b"mHABCDGJKhlusrq".contains(&wire[end]), "ESC [ .. {} at {at}", char::from(wire[end]));
    }
    let text = String::from_utf8(wire).unwrap();
    assert!(text.chars().all(|c| !('\u{80}'..='\u{9f}').contains(&c)), "a C1 control was drawn");
    let store = Store::open(&file, None, Access::Read, Box::new(world::Real)).unwrap();
    let words = store.load().unwrap().all(Kind::Row).iter().map(|r| r.text(Field::Text).to_owned()).find(|t| t.contains("harm"));
    assert!(!words.expect("the paste is in the file").contains('\x1b'));
}

/// Numbers that look random and are the same in every run (xorshift).
fn dice(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn whatever_had_said_saved_is_there_after_a_power_cut() {
    for (round, edits) in [(1, 40), (2, 7), (3, 23)] {
        let (home, file) = agency();
        let mut window = matrix(home.path());
        let mut seed = 0x9E37_79B9 + round;
        let mut saved: Vec<String> = Vec::new();
        // The first column holds text; up and down stay in it.
        for n in 0..edits {
            for _ in 0..dice(&mut seed) % 4 {
                window.types(if dice(&mut seed).is_multiple_of(3) { UP } else { DOWN });
            }
            let words = format!("edit{round}x{n:02}");
            window.types(F2).types(SELECT_ALL).types(&words).sees(&["Editing", &words]);
            window.types("\r").waits("Saved", |s| s.contents().contains("Saved") && !s.contents().contains("Editing "));
            saved.push(words);
        }
        // One more that may or may not get there, and no time to say goodbye.
        window.types(F2).types(SELECT_ALL).types("lastwords").sees(&["lastwords"]).types("\r").types(RIGHT);
        window.signals(Signal::KILL).ends();

        succeeds(home.path(), &["check", "desk.milepost"]);
        let store = Store::open(&file, None, Access::Read, Box::new(world::Real)).unwrap();
        let book = store.load().unwrap();
        let lines = store.history(1000).unwrap().into_iter().filter(|l| l.kind == milepost::domain::change::ChangeKind::Edit).count();
        assert!(lines == edits || lines == edits + 1, "{edits} edits had said Saved, the history has {lines}");
        let texts: String = book.all(Kind::Row).iter().map(|r| r.text(Field::Text)).collect::<Vec<_>>().join("\n");
        let newest = saved.last().unwrap();
        assert!(texts.contains(newest.as_str()) || texts.contains("lastwords"), "'{newest}' had said Saved");
    }
}
