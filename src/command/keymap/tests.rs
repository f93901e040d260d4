use super::*;

fn key(words: &str) -> Key {
    Key::parse(words).unwrap()
}

fn default() -> Keymap {
    Keymap::preset("default").unwrap()
}

/// Reached by the palette alone: rare, or the palette itself is as near.
const PALETTE_ONLY: [Command; 16] = [
    Command::StepBack,
    Command::ReopenPlan,
    Command::Freeze,
    Command::Fingerprint,
    Command::CloseRound,
    Command::NextRound,
    Command::Rules,
    Command::HideColumn,
    Command::Import,
    Command::NewMiniPip,
    Command::Backup,
    Command::WhoAmI,
    Command::NextTheme,
    Command::ToggleAscii,
    Command::ToggleMouse,
    Command::Suspend,
];

/// Keys that terminals and window managers take for themselves.
fn taken_by_terminals(key: Key) -> bool {
    use crate::command::key::Code;
    key.alt || matches!(key.code, Code::F(1 | 10 | 11))
}

#[test]
fn every_preset_is_read() {
    for name in Keymap::presets() {
        Keymap::preset(name).unwrap();
    }
    assert_eq!(Keymap::preset("emacs").unwrap_err().to_string(), "there are no keys called 'emacs'. Choose default or vim.");
}

#[test]
fn the_keys_promised_on_the_box_do_what_they_say() {
    let keys = default();
    for (mode, words, command) in [
        (Mode::Cells, "F2", Command::Edit),
        (Mode::Cells, "F1", Command::Help),
        (Mode::Typing, "Ctrl-O", Command::NewLine),
        (Mode::Editing, "Ctrl-J", Command::NewLine),
        (Mode::Editing, "Alt-Enter", Command::NewLine),
        (Mode::List, "/", Command::Find),
        (Mode::List, "?", Command::Help),
        (Mode::List, "e", Command::OpenElement),
        (Mode::Cells, "Ctrl-G", Command::NextPane),
        (Mode::Overlay, "Ctrl-Q", Command::Quit),
        (Mode::Cells, "Alt-3", Command::GoReviews),
        (Mode::Cells, "Delete", Command::Clear),
        (Mode::Typing, "Delete", Command::DeleteRight),
        (Mode::Choosing, "Esc", Command::Cancel),
    ] {
        assert_eq!(keys.resolve(mode, key(words)), Some(command), "{words}");
    }
    assert_eq!(keys.resolve(Mode::Cells, key("e")), None, "letters start an edit");
    assert!(keys.typing_edits());
}

#[test]
fn no_letter_is_a_command_where_text_is_typed() {
    for (mode, key, command) in default().all() {
        assert!(mode == Mode::List || key.typed().is_none(), "{key} {command:?}");
    }
    for (mode, key, command) in Keymap::preset("vim").unwrap().all() {
        assert!(matches!(mode, Mode::List | Mode::Cells) || key.typed().is_none(), "{key} {command:?}");
    }
}

#[test]
fn no_single_letter_destroys_anything() {
    for name in Keymap::presets() {
        for (_, key, command) in Keymap::preset(name).unwrap().all() {
            let destroys = matches!(command, Command::DeleteRow | Command::Clear | Command::Cut);
            assert!(!(destroys && key.typed().is_some()), "{name}: {key}");
        }
    }
}

#[test]
fn no_key_has_two_commands_in_a_mode() {
    for name in Keymap::presets() {
        let mut seen = std::collections::BTreeSet::new();
        for (mode, key, _) in Keymap::preset(name).unwrap().all() {
            assert!(seen.insert((mode, key)), "{name}: {key} in {mode:?}");
        }
    }
}

#[test]
fn every_command_can_be_reached() {
    for name in Keymap::presets() {
        let keys = Keymap::preset(name).unwrap();
        for command in Command::ALL {
            let reached = command.modes().iter().any(|mode| {
                Mode::ALL.iter().any(|force| (mode == force || *mode == Mode::Everywhere) && !keys.keys_for(*command, *force).is_empty())
            });
            let rare = PALETTE_ONLY.contains(command);
            assert!(reached != rare, "{name}: {command:?} {reached}");
        }
        assert!(!taken_by_terminals(keys.keys_for(Command::Palette, Mode::Cells)[0]));
    }
}

#[test]
fn where_a_command_has_keys_one_of_them_is_sent_by_every_terminal() {
    // These are a palette line away instead.
    let by_palette = [
        Command::Help,
        Command::GoHome,
        Command::GoScores,
        Command::GoReviews,
        Command::GoMilestones,
        Command::GoMiniPips,
        Command::GoQcr,
        Command::GoTrends,
        Command::GoCommittees,
        Command::GoScans,
        Command::GoAgenda,
        Command::GoInstruments,
        Command::GoPlaces,
        Command::GoHistory,
        Command::WhatItTakes,
        Command::HistoryOf,
        Command::Excuse,
        Command::FormerNames,
        Command::Export,
    ];
    for name in Keymap::presets() {
        let keys = Keymap::preset(name).unwrap();
        for (mode, _, command) in keys.all() {
            let safe = keys.keys_for(command, mode).into_iter().any(|key| !taken_by_terminals(key));
            assert!(safe || by_palette.contains(&command), "{name}: {command:?} in {mode:?}");
        }
    }
}

#[test]
fn the_first_key_of_a_line_is_shown_and_a_shadowed_one_is_not() {
    let mut keys = default();
    assert_eq!(keys.keys_for(Command::NextPane, Mode::Cells), [key("F6"), key("Ctrl-G")]);
    assert_eq!(keys.keys_for(Command::ChooseRegion, Mode::List), [key("Ctrl-R")]);
    keys.overlay("[list]\n\"Ctrl-R\" = \"redo\"\n").unwrap();
    assert_eq!(keys.keys_for(Command::ChooseRegion, Mode::List), []);
    assert_eq!(keys.keys_for(Command::Redo, Mode::List), [key("Ctrl-R"), key("Ctrl-Y")]);
}

#[test]
fn a_key_can_be_taken_away() {
    let mut keys = default();
    keys.overlay("[cells]\n\"Ctrl-R\" = \"none\"").unwrap();
    assert_eq!(keys.resolve(Mode::Cells, key("Ctrl-R")), None);
    assert_eq!(keys.resolve(Mode::List, key("Ctrl-R")), Some(Command::ChooseRegion));
}

#[test]
fn in_vim_keys_letters_move_and_typing_waits_for_i() {
    let keys = Keymap::preset("vim").unwrap();
    assert!(!keys.typing_edits());
    assert_eq!(keys.resolve(Mode::Cells, key("j")), Some(Command::Down));
    assert_eq!(keys.resolve(Mode::Cells, key("i")), Some(Command::Edit));
    assert_eq!(keys.resolve(Mode::Editing, key("j")), None, "inside a cell letters are letters");
    assert_eq!(keys.resolve(Mode::Cells, key("Ctrl-D")), Some(Command::PageDown), "never a deleted row");
}

#[test]
fn a_fault_names_line_mode_key_and_command_and_changes_nothing() {
    let mut keys = default();
    let before = keys.clone();
    for (text, words) in [
        ("[cells]\n\"F2\" = \"edti\"", "line 2 of the keys, in [cells], gives 'F2' to 'edti', which is no command."),
        ("\n[cels]\n", "line 2 of the keys names the mode 'cels', which does not exist. The modes are everywhere, cells,"),
        ("[list]\n\n\"Strg-F\" = \"find\"", "line 3 of the keys, in [list], names the key 'Strg-F', which does not exist."),
        (
            "[list]\n\"z\" = \"clear\"",
            "line 2 of the keys gives 'z' to 'clear' in [list], where it does nothing. It works in cells, answering.",
        ),
        ("[cells]\n\"e\" = \"edit\"", "line 2 of the keys gives the plain key 'e' to 'edit' in [cells], where it types a character."),
        ("[cells]\n\"Ctrl-I\" = \"edit\"", "line 2 of the keys, in [cells], uses 'Ctrl-I', which many terminals send as 'Tab'."),
        ("[cells]\n\"F2\" = \"edit\"\n\"f2\" = \"clear\"", "line 3 of the keys gives 'F2' a second command in [cells]."),
        ("[cells]\n\"F2\" = 3", "line 2 of the keys cannot be read: the command must stand in quotes."),
        ("[cells\n", "line 1 of the keys cannot be read:"),
    ] {
        let fault = keys.overlay(text).unwrap_err().to_string();
        assert!(fault.starts_with(words), "{fault}");
        assert_eq!(keys, before);
    }
}
