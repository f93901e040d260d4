//! The README tells the truth: its keys are those of the one table, its picture and its links exist.

use milepost::command::keymap::Keymap;
use milepost::command::{Command, Mode};

const README: &str = include_str!("../../README.md");

#[test]
fn its_keys_are_those_of_the_program() {
    let keymap = Keymap::preset("default").unwrap();
    let table = README.split("## Keys").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
        .filter(|(keys, _)| *keys != "key")
        .collect();
    assert!(rows.len() >= 15, "the table of keys is found");
    for (keys, words) in rows {
        let command = Command::ALL.iter().find(|c| c.words() == words).unwrap_or_else(|| panic!("no command says '{words}'"));
        let mode = command.modes().first().copied().unwrap_or(Mode::Everywhere);
        let real: Vec<String> = keymap.keys_for(*command, mode).iter().map(ToString::to_string).collect();
        assert_eq!(keys, real.join(", "), "{words}");
    }
}

#[test]
fn what_it_links_to_is_there() {
    let links = README.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://"));
    for link in links {
        assert!(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(link).is_file(), "{link}");
    }
}
