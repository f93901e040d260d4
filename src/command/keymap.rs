//! Which key asks for which command in which mode: preset files over the table of commands, and the reviewer's own lines
//! over those. What a command does is not here.

use super::key::Key;
use super::table::{Command, Mode};

const PRESETS: [(&str, &[&str]); 2] = [
    ("default", &[include_str!("../../assets/keys/default.toml")]),
    ("vim", &[include_str!("../../assets/keys/default.toml"), include_str!("../../assets/keys/vim.toml")]),
];

/// Why a keys file was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// The file is not TOML, or not of tables of keys.
    #[error("line {line} of the keys cannot be read: {reason}. Write a mode, [cells], and lines such as \"F2\" = \"edit\" under it.")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// No mode of that name.
    #[error("line {line} of the keys names the mode '{name}', which does not exist. The modes are {modes}.")]
    Mode {
        /// The line, from 1.
        line: usize,
        /// The name.
        name: String,
        /// The names there are.
        modes: String,
    },
    /// No key of that name.
    #[error(
        "line {line} of the keys, in [{mode}], names the key '{key}', which does not exist. Write it as Ctrl-F, Shift-Tab, F2, PgDn, Space or a single character."
    )]
    Key {
        /// The line, from 1.
        line: usize,
        /// The mode's name.
        mode: &'static str,
        /// The key's name.
        key: String,
    },
    /// A key that terminals cannot tell from another.
    #[error("line {line} of the keys, in [{mode}], uses '{key}', which many terminals send as '{same}'. Choose another key.")]
    Blind {
        /// The line, from 1.
        line: usize,
        /// The mode's name.
        mode: &'static str,
        /// The key.
        key: String,
        /// What it arrives as.
        same: &'static str,
    },
    /// A letter where typing starts an edit.
    #[error(
        "line {line} of the keys gives the plain key '{key}' to '{command}' in [{mode}], where it types a character. Add Ctrl or Alt, or set typing-edits = false for [cells]."
    )]
    Letter {
        /// The line, from 1.
        line: usize,
        /// The mode's name.
        mode: &'static str,
        /// The key.
        key: String,
        /// The command.
        command: String,
    },
    /// No command of that name.
    #[error(
        "line {line} of the keys, in [{mode}], gives '{key}' to '{command}', which is no command. Choose one of `milepost print keys`, or \"none\" to take the key away."
    )]
    Command {
        /// The line, from 1.
        line: usize,
        /// The mode's name.
        mode: &'static str,
        /// The key.
        key: String,
        /// The command's name.
        command: String,
    },
    /// A command that does not work there.
    #[error("line {line} of the keys gives '{key}' to '{command}' in [{mode}], where it does nothing. It works in {modes}.")]
    Nowhere {
        /// The line, from 1.
        line: usize,
        /// The mode's name.
        mode: &'static str,
        /// The key.
        key: String,
        /// The command's name.
        command: String,
        /// Where it works.
        modes: String,
    },
    /// The same key twice in one mode.
    #[error("line {line} of the keys gives '{key}' a second command in [{mode}]. Keep one of the two lines.")]
    Twice {
        /// The line, from 1.
        line: usize,
        /// The mode's name.
        mode: &'static str,
        /// The key.
        key: String,
    },
    /// No preset of that name.
    #[error("there are no keys called '{name}'. Choose {known}.")]
    Preset {
        /// The name.
        name: String,
        /// The names there are.
        known: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Binding {
    mode: Mode,
    key: Key,
    command: Option<Command>,
}

/// Which key asks for which command in which mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    // The first binding of a command is the one that people are shown.
    bindings: Vec<Binding>,
    typing_edits: bool,
}

impl Keymap {
    /// The names of the presets.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// The keys that come with the program under a name.
    pub fn preset(name: &str) -> Result<Keymap, KeymapError> {
        let known = || Keymap::presets().collect::<Vec<_>>().join(" or ");
        let (_, files) = PRESETS
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| KeymapError::Preset { name: name.to_owned(), known: known() })?;
        let mut keymap = Keymap { bindings: Vec::new(), typing_edits: true };
        for file in *files {
            keymap.overlay(file)?;
        }
        Ok(keymap)
    }

    /// Lays the lines of a keys file over these; on a fault nothing is changed.
    pub fn overlay(&mut self, text: &str) -> Result<(), KeymapError> {
        let (lines, typing_edits) = read(text, self.typing_edits)?;
        let kept = self.bindings.iter().copied().filter(|old| !lines.iter().any(|new| (new.mode, new.key) == (old.mode, old.key)));
        // New lines come first, so that the footer shows the reviewer's own key.
        self.bindings = lines.iter().copied().chain(kept).collect();
        self.typing_edits = typing_edits;
        Ok(())
    }

    /// Whether typing in a grid starts an edit; if not, letters are commands there.
    #[must_use]
    pub fn typing_edits(&self) -> bool {
        self.typing_edits
    }

    /// The command of a key: the mode's own, otherwise the one that works everywhere.
    #[must_use]
    pub fn resolve(&self, mode: Mode, key: Key) -> Option<Command> {
        let find = |mode| self.bindings.iter().find(|binding| binding.mode == mode && binding.key == key);
        find(mode).or_else(|| find(Mode::Everywhere)).and_then(|binding| binding.command)
    }

    /// The keys of a command while a mode is in force, the one to show first.
    #[must_use]
    pub fn keys_for(&self, command: Command, mode: Mode) -> Vec<Key> {
        let mut keys = Vec::new();
        for wanted in [mode, Mode::Everywhere] {
            for binding in self.bindings.iter().filter(|binding| binding.mode == wanted && binding.command == Some(command)) {
                if self.resolve(mode, binding.key) == Some(command) && !keys.contains(&binding.key) {
                    keys.push(binding.key);
                }
            }
        }
        keys
    }

    /// Every binding as (mode, key, command), for lists of keys.
    pub fn all(&self) -> impl Iterator<Item = (Mode, Key, Command)> {
        self.bindings.iter().filter_map(|binding| binding.command.map(|command| (binding.mode, binding.key, command)))
    }
}

/// What a key arrives as on terminals that cannot tell it from another.
fn blind(key: Key) -> Option<&'static str> {
    use super::key::Code;
    match key.code {
        Code::Char('i') if key.ctrl => Some("Tab"),
        Code::Char('m') if key.ctrl => Some("Enter"),
        Code::Char('[') if key.ctrl => Some("Esc"),
        Code::Char('/' | '_') if key.ctrl => Some("another key, or nothing"),
        Code::Enter if key.ctrl || key.shift => Some("Enter"),
        _ => None,
    }
}

fn read(text: &str, typing_edits: bool) -> Result<(Vec<Binding>, bool), KeymapError> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line_at = |at: usize| ends.partition_point(|end| *end < at) + 1;
    let syntax = |line, reason: &str| KeymapError::Syntax { line, reason: reason.to_owned() };
    let file =
        toml::de::DeTable::parse(text).map_err(|fault| syntax(line_at(fault.span().map_or(0, |span| span.start)), fault.message()))?;
    let mut typing_edits = typing_edits;
    if let Some(value) = file.get_ref().get("typing-edits") {
        typing_edits = value.get_ref().as_bool().ok_or_else(|| syntax(line_at(value.span().start), "typing-edits is true or false"))?;
    }
    let mut found = Vec::new();
    for (name, table) in file.get_ref() {
        let line = line_at(name.span().start);
        let name = name.get_ref().as_ref();
        if name == "typing-edits" {
            continue;
        }
        let mode = Mode::ALL.into_iter().find(|mode| mode.name() == name).ok_or_else(|| KeymapError::Mode {
            line,
            name: name.to_owned(),
            modes: Mode::ALL.map(Mode::name).join(", "),
        })?;
        let table = table.get_ref().as_table().ok_or_else(|| syntax(line, "a mode holds lines of keys"))?;
        for (key, command) in table {
            let line = line_at(key.span().start);
            let command = command.get_ref().as_str().ok_or_else(|| syntax(line, "the command must stand in quotes"))?;
            found.push((key.span().start, binding(line, mode, key.get_ref().as_ref(), command, typing_edits)?));
        }
    }
    // The reader sorts by name; which key is shown first is the order of the file.
    found.sort_by_key(|(at, _)| *at);
    for (at, (start, new)) in found.iter().enumerate() {
        if found[..at].iter().any(|(_, old)| (old.mode, old.key) == (new.mode, new.key)) {
            return Err(KeymapError::Twice { line: line_at(*start), mode: new.mode.name(), key: new.key.to_string() });
        }
    }
    Ok((found.into_iter().map(|(_, binding)| binding).collect(), typing_edits))
}

fn binding(line: usize, mode: Mode, name: &str, id: &str, typing_edits: bool) -> Result<Binding, KeymapError> {
    let (key, command) = (name.to_owned(), id.to_owned());
    let parsed = Key::parse(name).ok_or_else(|| KeymapError::Key { line, mode: mode.name(), key: key.clone() })?;
    if id == "none" {
        return Ok(Binding { mode, key: parsed, command: None });
    }
    if let Some(same) = blind(parsed) {
        return Err(KeymapError::Blind { line, mode: mode.name(), key, same });
    }
    let Some(named) = Command::named(id) else { return Err(KeymapError::Command { line, mode: mode.name(), key, command }) };
    if !named.modes().contains(&mode) && !named.modes().contains(&Mode::Everywhere) {
        let modes = named.modes().iter().map(|mode| mode.name()).collect::<Vec<_>>().join(", ");
        return Err(KeymapError::Nowhere { line, mode: mode.name(), key, command, modes });
    }
    let types = match mode {
        Mode::Cells => typing_edits,
        Mode::List => false,
        Mode::Everywhere | Mode::Answering | Mode::Typing | Mode::Editing | Mode::Choosing | Mode::Overlay => true,
    };
    if types && parsed.typed().is_some() {
        return Err(KeymapError::Letter { line, mode: mode.name(), key, command });
    }
    Ok(Binding { mode, key: parsed, command: Some(named) })
}

#[cfg(test)]
mod tests;
